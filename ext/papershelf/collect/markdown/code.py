"""Code of any language: what Pygments cannot colour, such as ``mermaid``, is shown as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from sphinx.highlighting import lexer_classes
from sphinx.transforms import SphinxTransform

from papershelf.collect.markdown.pages import has_all

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_OWN = frozenset({"default", "guess", "none", "py", "py3", "pycon", "pycon3", "python", "python3", "rest"})
"""Languages of Sphinx's own."""


class ShowUnknownCode(SphinxTransform):
    """Let no page of papers fail on the language that a code block names, or on code that is none of it."""

    default_priority = 400

    def apply(self) -> None:
        """Go through the code blocks."""
        if not has_all(self.env, self.env.current_document.docname):
            return
        for block in self.document.findall(nodes.literal_block):
            language = block.get("language", "")
            if language and not _is_known(language):
                block["language"] = "text"
            if language:
                block["force"] = True


def _is_known(language: str) -> bool:
    if language.lower() in _OWN or language in lexer_classes:
        return True
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return True


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(ShowUnknownCode)
