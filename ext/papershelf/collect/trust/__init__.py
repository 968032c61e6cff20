"""What an untrusted page may not do is taken out here, whatever wrote it; other pages are left alone.

conf.py is trusted, and says which pages are not (``papershelf_untrusted``). A pull request that only touches such
pages can read no file outside the source folder and put no script into a page. A refusal leaves out what it refuses
and nothing else of the page. What MyST and other extensions write by themselves is theirs; only markup that the
author wrote is judged. A file that a page includes is judged as the page is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Connect the checks."""
    from papershelf.collect.trust import dispatch, files, front_matter, links, markup, substitutions

    for module in (front_matter, substitutions, dispatch, files, markup, links):
        module.setup(app)
