"""Transforms that go through a whole tree for the few nodes that they change."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from docutils import languages, nodes
from docutils.transforms import Transform
from docutils.transforms.references import DanglingReferences
from docutils.transforms.universal import SmartQuotes
from docutils.utils import smartquotes
from sphinx import addnodes
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform

from papershelf.upstream.trees import Table, now

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_their_educate = smartquotes.educate_tokens
_their_quotes = SmartQuotes.apply
_their_languages = HighlightLanguageTransform.apply
_their_references = DanglingReferences.apply
_their_beginning: Any = Transform.__init__


class Seen:
    """A document of which a transform sees another part."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)


def seeing(transform: Any, seen: Callable[[nodes.document], Seen], run: Callable[[], None]) -> None:
    """Run a transform while it sees its document so."""
    document = transform.document
    transform.document = seen(document)
    try:
        run()
    finally:
        transform.document = document


# -- quotation marks: most texts have none -----------------------------------------------------------------------------

EDUCATED = re.compile(r"""'|"|`|\\|&|\0|--|\. ?\.""")
"""What any of the rules looks for; ``&`` begins an entity, and a null an escape. Each begins with a sign of its own, so
that texts are looked at for these signs at once, in a third of the time."""


def _educate(text_tokens: Iterable[tuple[str, str]], attr: str = "1", language: str = "en") -> Iterable[str]:
    """``smartquotes.educate_tokens``."""
    tokens = list(text_tokens)
    if any(kind == "plain" and EDUCATED.search(text) for kind, text in tokens) or attr == "-1":
        return _their_educate(tokens, attr, language)
    return [text for _kind, text in tokens]


_AS_IT_IS = (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.raw, nodes.problematic)
"""What neither docutils nor Sphinx curls quotes in: most of what looks like such is a backslash in a formula."""


class _Quoting(Seen):
    """A document that has no other blocks of text than those with something to change."""

    def findall(self, condition: Any) -> list[nodes.Node]:
        """The blocks."""
        wanted: set[int] = set()
        for text in now(self._document, nodes.Text):
            above: nodes.Node | None = text.parent
            if isinstance(above, _AS_IT_IS) or not EDUCATED.search(text):
                continue
            while above is not None and id(above) not in wanted:
                wanted.add(id(above))
                above = above.parent
        return [
            node
            for node in (now(self._document, condition) if wanted else ())
            if id(node) in wanted and not isinstance(node.parent, nodes.TextElement)
        ]


def _apply_quotes(self: SmartQuotes) -> None:
    """``SmartQuotes.apply``; a block in a language without such marks is named only where it has some."""
    seeing(self, _Quoting, functools.partial(_their_quotes, self))


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


class _Quiet:
    """What says to nobody that nothing refers to a target."""

    def __init__(self, reporter: Any) -> None:
        self._reporter = reporter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reporter, name)

    def info(self, *_message: Any, **_more: Any) -> None:
        """Say nothing."""
        self._reporter.max_level = max(self._reporter.max_level, self._reporter.INFO_LEVEL)


class _Referring(Seen):
    """A document whose walk meets references only; its messages of what does no harm are noted for nobody."""

    @property
    def reporter(self) -> Any:
        """Who is told of references that lead nowhere."""
        reporter, own = self._document.reporter, self._document.note_transform_message
        is_heard = reporter.report_level <= reporter.INFO_LEVEL or reporter.observers != [own]
        return reporter if is_heard else _Quiet(reporter)

    def walk(self, visitor: nodes.NodeVisitor) -> None:
        """Visit each reference."""
        wanted = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)
        for node in list(now(self._document, wanted)):
            visitor.dispatch_visit(node)


def _apply_references(self: DanglingReferences, **kwargs: Any) -> None:
    """``DanglingReferences.apply``."""
    seeing(self, _Referring, functools.partial(_their_references, self, **kwargs))


# -- each transform of each page: its language is that of the page ----------------------------------------------------

_languages: dict[str, Any] = {}


def _begin(self: Transform, document: nodes.document, startnode: Any = None) -> None:
    """``Transform.__init__``."""
    self.document, self.startnode = document, startnode
    code = document.settings.language_code
    self.language = _languages.get(code) or _languages.setdefault(code, languages.get_language(code, document.reporter))


# -- what furo puts around tables and formulas: it looks for formulas in a tree that tables have changed ---------------


class _Known(Seen):
    """A document whose nodes of some kinds were looked for beforehand."""

    def __init__(self, document: nodes.document, kinds: Iterable[type[nodes.Element]]) -> None:
        super().__init__(document)
        self._known = {kind: list(document.findall(kind)) for kind in kinds}

    def findall(self, condition: type[nodes.Element]) -> list[nodes.Element]:
        """The nodes of a kind."""
        return self._known[condition]


def _wrapping(theirs: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(theirs)
    def run(self: Any, **kwargs: Any) -> None:
        seen = functools.partial(_Known, kinds=(nodes.table, nodes.math_block))
        seeing(self, seen, functools.partial(theirs, self, **kwargs))

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
    (Transform, "__init__", _begin, _their_beginning),
)
OF_SPHINX: Table = ((HighlightLanguageTransform, "apply", _apply_languages, _their_languages),)
