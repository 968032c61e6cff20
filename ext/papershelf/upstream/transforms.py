"""Transforms that go through a whole tree for the few nodes that they change."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms.references import DanglingReferences
from docutils.transforms.universal import SmartQuotes
from docutils.utils import smartquotes
from sphinx import addnodes
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform

from papershelf.upstream.trees import Table

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_their_educate = smartquotes.educate_tokens
_their_quotes = SmartQuotes.apply
_their_languages = HighlightLanguageTransform.apply
_their_references = DanglingReferences.apply


class _Document:
    """A document of which a transform sees another part."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)


# -- quotation marks: most texts have none -----------------------------------------------------------------------------

EDUCATED = re.compile(r"""['"`\\&\0]|--|\. ?\.""")
"""What any of the rules looks for; ``&`` begins an entity, and a null an escape."""


def _educate(text_tokens: Iterable[tuple[str, str]], attr: str = "1", language: str = "en") -> Iterable[str]:
    """``smartquotes.educate_tokens``."""
    tokens = list(text_tokens)
    if any(kind == "plain" and EDUCATED.search(text) for kind, text in tokens) or attr == "-1":
        return _their_educate(tokens, attr, language)
    return [text for _kind, text in tokens]


class _Quoting(_Document):
    """A document that has no other blocks of text than those with something to change."""

    def findall(self, condition: Any) -> list[nodes.Node]:
        """The blocks."""
        wanted: set[int] = set()
        for text in self._document.findall(nodes.Text):
            if not EDUCATED.search(text):
                continue
            above: nodes.Node | None = text.parent
            while above is not None and id(above) not in wanted:
                wanted.add(id(above))
                above = above.parent
        return [
            node
            for node in self._document.findall(condition)
            if id(node) in wanted and not isinstance(node.parent, nodes.TextElement)
        ]


def _apply_quotes(self: SmartQuotes) -> None:
    """``SmartQuotes.apply``; a block in a language without such marks is named only where it has some."""
    document = self.document
    self.document = _Quoting(document)  # type: ignore[assignment]
    try:
        _their_quotes(self)
    finally:
        self.document = document


# -- languages of code, and references that lead nowhere ---------------------------------------------------------------


def _apply_languages(self: HighlightLanguageTransform, **kwargs: Any) -> None:
    """``HighlightLanguageTransform.apply``: without ``highlight`` directives, all code is in one."""
    if next(iter(self.document.findall(addnodes.highlightlang)), None) is not None:
        _their_languages(self, **kwargs)
        return
    for node in self.document.findall(nodes.literal_block):
        if "language" not in node:
            node["language"], node["force"] = self.config.highlight_language, False
        if "linenos" not in node:
            node["linenos"] = False


class _Referring(_Document):
    """A document whose walk meets references only."""

    def walk(self, visitor: nodes.NodeVisitor) -> None:
        """Visit each reference."""
        wanted = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)
        for node in list(self._document.findall(wanted)):
            visitor.dispatch_visit(node)


def _apply_references(self: DanglingReferences, **kwargs: Any) -> None:
    """``DanglingReferences.apply``."""
    document = self.document
    self.document = _Referring(document)  # type: ignore[assignment]
    try:
        _their_references(self, **kwargs)
    finally:
        self.document = document


# -- what furo puts around tables and formulas: it looks for formulas in a tree that tables have changed ---------------


class _Known(_Document):
    """A document whose nodes of some kinds were looked for beforehand."""

    def __init__(self, document: nodes.document, *kinds: type[nodes.Element]) -> None:
        super().__init__(document)
        self._known = {kind: list(document.findall(kind)) for kind in kinds}

    def findall(self, condition: type[nodes.Element]) -> list[nodes.Element]:
        """The nodes of a kind."""
        return self._known[condition]


def _wrapping(theirs: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(theirs)
    def run(self: Any, **kwargs: Any) -> None:
        document = self.document
        self.document = _Known(document, nodes.table, nodes.math_block)
        try:
            theirs(self, **kwargs)
        finally:
            self.document = document

    return run


def setup(app: Sphinx) -> None:
    """Take the place of furo's transform, once the theme is there."""

    def take(_app: Sphinx) -> None:
        place = getattr(sys.modules.get("furo"), "WrapTableAndMathInAContainerTransform", None)
        if place is not None and not hasattr(place.run, "__wrapped__"):
            place.run = _wrapping(place.run)

    app.connect("builder-inited", take)


OF_DOCUTILS: Table = (
    (smartquotes, "educate_tokens", _educate, _their_educate),
    (SmartQuotes, "apply", _apply_quotes, _their_quotes),
    (DanglingReferences, "apply", _apply_references, _their_references),
)
OF_SPHINX: Table = ((HighlightLanguageTransform, "apply", _apply_languages, _their_languages),)
