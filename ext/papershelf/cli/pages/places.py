"""Every place of a page that names a paper or a file, to the character; code, formulas and comments name nothing."""

from __future__ import annotations

import enum
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from papershelf.checks.page import INLINE, RST_CODE, without
from papershelf.cli.pages import spans
from papershelf.cli.pages.spans import Found, Span
from papershelf.model.record.paper import Relation

_PARAGRAPH = re.compile(INLINE.pattern, re.DOTALL)
_BREAK = re.compile(r"\n[ \t]*(?:\r?\n|(?=[-*+>#|:]|\d{1,9}[.)][ \t])|(?=\Z))|(?<=\n)(?=#)|(?m:^#[^\n]*\n)")
_AUTO = re.compile(r"<(?P<scheme>(?:project|path):)(?P<target>[^<>\s]+)>")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)(?P<label>[^\[\]\n]+)\]:[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))[^\n]*\n?", re.M
)
_HTML = re.compile(
    r"<(?:a|img|source)\b[^<>]{0,2000}?\b(?:href|src)\s*=\s*(?:\"(?P<double>[^\"<>]*)\"|'(?P<single>[^'<>]*)')", re.I
)
_RST_ROLE = re.compile(r":(?P<role>[\w:+-]{1,80}):`(?P<content>[^`]{1,2000})`")
_RST_LINK = re.compile(r"`(?P<words>[^`<>]{0,500})<(?P<target>[^`<>]{1,1000})>`__?")
_EXPLICIT = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]*)>\s*\Z", re.DOTALL)
_WORD = re.compile(r"[^\s,]+")
_LONGEST = 1000
"""Characters that the words of a link have at most."""
_ITEM = re.compile(r"[ ]{0,3}[-*+][ \t]+")

REFERENCES = frozenset({"paper", "paper:ref"})
CITATIONS = frozenset({"paper:citet", "paper:citep"})
_DOCUMENTS = frozenset({"doc", "std:doc", "any"})
_FILES = frozenset({"download"})
_LABELLED = frozenset({"ref", "std:ref", "numref", "std:numref", "eq", "math:numref", "term", "std:term"})
LABELS = re.compile(r"(?<!paper:)(?:ref|eq|term)[}:]`|\]\(#")
"""What a page has that names a label anywhere."""
_ARGUMENTS = frozenset(
    {"image", "figure", "include", "literalinclude", "figure-md", "video", "card", "csv-table", "raw"}
)
_FILE_OPTIONS = frozenset({"link", "target", "file", "img-top", "img-bottom", "img-background"})
_RELATIONS = frozenset(relation.value for relation in Relation)


class Form(enum.Enum):
    """How a paper or a file is named."""

    REFERENCE = enum.auto()  # {paper:ref}`lora`
    CITATION = enum.auto()  # {paper:citep}`lora, gqa`: one place for each key
    RELATION = enum.auto()  # :extends: lora, gqa
    LISTED = enum.auto()  # a line of paper-category
    COMPARED = enum.auto()  # a word of paper-compare
    GRAPH = enum.auto()  # :paper: lora
    LINK = enum.auto()  # [words](lora.md)
    AUTO = enum.auto()  # <project:lora.md>
    DOCUMENT = enum.auto()  # {doc}`words <lora>`
    TOCTREE = enum.auto()  # a line of a toctree
    OTHER = enum.auto()  # images, definitions, HTML, arguments and options of directives


KEYS = frozenset({Form.REFERENCE, Form.CITATION, Form.RELATION, Form.LISTED, Form.COMPARED, Form.GRAPH})


@dataclass(frozen=True)
class Place:
    """A place that names something.

    :param span: of the key, or of the address.
    :param whole: of the role, the link, the option's value or the line it stands in.
    :param words: what a reader sees instead of the target, as written; nothing where that follows from it.
    :param role: name of the role.
    """

    form: Form
    span: Span
    whole: Span
    target: str
    words: str = ""
    role: str = ""


def places(text: str, *, markdown: bool) -> list[Place]:
    """What a page names, in order."""
    found, hidden = spans.markdown(text) if markdown else spans.rst(text)
    shown = without(text, hidden)
    named = [place for one in found for place in _of_directive(text, one)]
    if markdown:
        named += _markdown(shown, [edge for span in hidden for edge in span])
    else:
        named += _rst(shown)
    return sorted(set(named), key=lambda place: place.span)


def labelled(text: str, *, markdown: bool) -> list[Place]:
    """The roles and links of a page that name labels, in order; their forms are those of roles and links to pages."""
    _found, hidden = spans.markdown(text) if markdown else spans.rst(text)
    shown = without(text, hidden)
    if not markdown:
        shown = RST_CODE.sub(lambda match: " " * len(match[0]), shown)
        return [
            p for m in _RST_ROLE.finditer(shown) for p in _label(m["role"], m.start("content"), m["content"], m.span())
        ]
    named: list[Place] = []
    ends = sorted(
        {0, *(edge for span in hidden for edge in span), *(m.end() for m in _BREAK.finditer(shown)), len(text)}
    )
    for start, end in pairwise(ends):
        for match in _PARAGRAPH.finditer(shown, start, end):
            if match["role"]:
                named += _label(match["role"], match.start("content"), match["content"], match.span())
        named += [
            place for place in _paragraph(shown, start, end) if place.form is Form.LINK and place.target[:1] == "#"
        ]
    return sorted(set(named), key=lambda place: place.span)


def _label(role: str, start: int, content: str, whole: Span) -> Iterator[Place]:
    if role in _LABELLED:
        explicit = _EXPLICIT.fullmatch(content)
        target = explicit["target"] if explicit else content.strip().lstrip("!~")
        at = start + (explicit.start("target") if explicit else content.find(target))
        words = explicit["words"] if explicit else ""
        yield Place(Form.DOCUMENT, (at, at + len(target)), whole, target, words, role.rpartition(":")[2])


def _of_directive(text: str, found: Found) -> Iterator[Place]:
    own = found.name.removeprefix("std:")
    for name, span in found.options:
        if own == "paper-summary" and name in _RELATIONS:
            yield from _words(text, span, span, Form.RELATION)
        elif own == "paper-graph" and name == "paper":
            yield from _words(text, span, (found.start, found.end), Form.GRAPH)
        elif name in _FILE_OPTIONS:
            yield Place(Form.OTHER, span, span, text[slice(*span)])
    if own == "paper-compare":
        yield from _words(text, found.argument, found.argument, Form.COMPARED)
        for start, line in spans.lines(text, found.content):
            item = _ITEM.match(line)
            span = (start + (item.end() if item else 0), start + len(line))
            yield from _words(text, span, (start, start + len(line)), Form.COMPARED)
    elif own in {"paper-category", "toctree"}:
        for start, line in spans.lines(text, found.content):
            if line.strip():
                yield _line(start, line, Form.LISTED if own == "paper-category" else Form.TOCTREE)
    elif own in _ARGUMENTS and text[slice(*found.argument)]:
        yield Place(Form.OTHER, found.argument, found.argument, text[slice(*found.argument)])


def _words(text: str, span: Span, whole: Span, form: Form) -> Iterator[Place]:
    for match in _WORD.finditer(text, *span):
        bare = match[0].strip("\"'")
        start = match.start() + match[0].find(bare)
        yield Place(form, (start, start + len(bare)), whole, bare)


def _line(start: int, line: str, form: Form) -> Place:
    match = _EXPLICIT.fullmatch(line) if form is Form.TOCTREE else None
    whole = (start, start + len(line))
    if match:
        return Place(form, (start + match.start("target"), start + match.end("target")), whole, match["target"])
    bare = line.strip()
    begin = start + line.find(bare)
    return Place(form, (begin, begin + len(bare)), whole, bare)


def _markdown(text: str, edges: list[int]) -> Iterator[Place]:
    """What stands in paragraphs.

    :param edges: where something else begins or ends, at which a paragraph does, too.
    """
    ends = sorted({0, *edges, *(match.end() for match in _BREAK.finditer(text)), len(text)})
    for start, end in pairwise(ends):
        yield from _paragraph(text, start, end)
    for match in _DEFINITION.finditer(text):
        group = "angled" if match["angled"] is not None else "plain"
        yield Place(Form.OTHER, match.span(group), match.span(), match[group])
    yield from _html(text)


def _html(text: str) -> Iterator[Place]:
    for match in _HTML.finditer(text):
        group = "double" if match["double"] is not None else "single"
        yield Place(Form.OTHER, match.span(group), match.span(), match[group])


def _paragraph(text: str, start: int, end: int) -> Iterator[Place]:
    code: list[Span] = []
    for match in _PARAGRAPH.finditer(text, start, end):
        if match["role"]:
            code.append(match.span())
            yield from _role(match["role"], match.start("content"), match["content"], match.span())
        elif match["code"] or match[0].startswith(("\\", "$")):
            code.append(match.span())
        elif (group := next((g for g in ("angled", "plain") if match[g] is not None), None)) is None:
            continue
        elif match["image"]:
            yield Place(Form.OTHER, match.span(group), match.span(), match[group])
        else:
            opening = _opening(text, start, match.start())
            words = text[opening + 1 : match.start()] if opening >= 0 else ""
            yield Place(Form.LINK, match.span(group), (max(opening, start), match.end()), match[group], words)
    for match in _AUTO.finditer(text, start, end):
        before = bisect(code, match.start(), key=itemgetter(0)) - 1
        if before < 0 or code[before][1] <= match.start():
            yield Place(Form.AUTO, match.span("target"), match.span(), match["target"])


def _opening(text: str, start: int, closing: int) -> int:
    """Where the bracket opens that a ``]`` closes."""
    depth = 0
    for place in range(closing, max(start, closing - _LONGEST) - 1, -1):
        if text[place - 1 : place] == "\\" and text[place - 2 : place] != "\\\\":
            continue
        depth += (text[place] == "]") - (text[place] == "[")
        if depth == 0:
            return place
    return -1


def _role(role: str, start: int, content: str, whole: Span) -> Iterator[Place]:
    if role in CITATIONS:
        for match in _WORD.finditer(content):
            yield Place(Form.CITATION, (start + match.start(), start + match.end()), whole, match[0], role=role)
        return
    if role not in REFERENCES and role not in _DOCUMENTS and role not in _FILES:
        return
    form = Form.REFERENCE if role in REFERENCES else Form.DOCUMENT if role in _DOCUMENTS else Form.OTHER
    explicit = _EXPLICIT.fullmatch(content)
    raw, at = (explicit["target"], explicit.start("target")) if explicit else (content, 0)
    bare = raw.strip().lstrip("!~")
    begin = start + at + raw.find(bare)
    yield Place(form, (begin, begin + len(bare)), whole, bare, explicit["words"] if explicit else "", role)


def _rst(text: str) -> Iterator[Place]:
    text = RST_CODE.sub(lambda match: " " * len(match[0]), text)
    for match in _RST_ROLE.finditer(text):
        yield from _role(match["role"], match.start("content"), match["content"], match.span())
    for match in _RST_LINK.finditer(text):
        if not re.search(r":[\w:+-]+:\Z", text[max(0, match.start() - 90) : match.start()]):
            yield Place(Form.LINK, match.span("target"), match.span(), match["target"], match["words"].strip())
