"""Section numbers: those of an earlier build are forgotten, where Sphinx leaves them in the titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _forget(app: Sphinx, env: BuildEnvironment) -> None:
    """Take the numbers out of titles and tables of contents; Sphinx counts anew right after."""
    for docname in env.toc_secnumbers:
        for title in (env.titles.get(docname), env.longtitles.get(docname)):
            if title is not None:
                title.attributes.pop("secnumber", None)
        toc = env.tocs.get(docname)
        for reference in toc.findall(nodes.reference) if toc is not None else ():
            reference.attributes.pop("secnumber", None)


def setup(app: Sphinx) -> None:
    """Connect it before the numbers are given, in ``env-get-updated``."""
    app.connect("env-updated", _forget)
