"""Quicker functions for some of docutils' and Sphinx's, which give the same. May import no other.

Each part stands for a function of theirs and does what that one does, with less work. It was read beside the versions
that are named here; with any other, theirs is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import docutils
import markdown_it
import mdit_py_plugins
import myst_parser
import pygments
import sphinx
import sphinx_design

from papershelf.upstream import (
    code,
    design,
    kept,
    loading,
    lone,
    markdown,
    outdated,
    parsers,
    reading,
    rules,
    transforms,
    trees,
    writing,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOCUTILS = {(0, 22), (0, 23)}
"""Versions of docutils whose inside is known."""
SPHINX = {(9, 0)}
"""Versions of Sphinx whose inside is known."""
MARKDOWN_IT = {"4.3"}
"""Versions of markdown-it whose inside is known."""
PLUGINS = {"0.7"}
"""Versions of markdown-it's plugins whose rules are known."""
MYST = {"5"}
"""Versions of MyST whose inside is known."""
PYGMENTS = {"2"}
"""Versions of Pygments whose marks of BibTeX are known."""
DESIGN = {"0.8"}
"""Versions of sphinx-design whose inside is known."""


def _take(table: trees.Table) -> None:
    for place, name, ours, _theirs in table:
        setattr(place, name, ours)


def setup(app: Sphinx) -> None:
    """Take the quicker functions, where their versions are known."""
    loading.setup(app)
    if loading.is_known():
        transforms.setup(app)
    if docutils.__version_info__[:2] in DOCUTILS:
        _take((*trees.OF_DOCUTILS, *transforms.OF_DOCUTILS, *kept.OF_DOCUTILS, *writing.OF_DOCUTILS))
        trees.setup(app)
    if sphinx.version_info[:2] in SPHINX:
        _take((*transforms.OF_SPHINX, *kept.OF_SPHINX, *outdated.OF_SPHINX, *reading.OF_SPHINX, *writing.OF_SPHINX))
        if docutils.__version_info__[:2] in DOCUTILS:
            _take(lone.OF_SPHINX)
        kept.setup(app)
        reading.setup(app)
        if pygments.__version__.partition(".")[0] in PYGMENTS:
            _take(code.OF_SPHINX)
    if ".".join(sphinx_design.__version__.split(".")[:2]) in DESIGN:
        _take(design.OF_DESIGN)
    if markdown_it.__version__.rpartition(".")[0] in MARKDOWN_IT:
        _take(markdown.OF_MARKDOWN_IT)
        if mdit_py_plugins.__version__.rpartition(".")[0] in PLUGINS:
            _take(rules.OF_MARKDOWN_IT)
    if myst_parser.__version__.partition(".")[0] in MYST:
        _take((*parsers.OF_MYST, *markdown.OF_MYST, *reading.OF_MYST))
        parsers.setup(app)
