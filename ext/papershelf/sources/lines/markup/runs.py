"""Stretches of a line: what a reader sees as one piece, with its look and the address behind it.

In: the inline tokens of Markdown and the tags of raw HTML. Out: lines of runs, in which both look the same.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from papershelf.sources.lines.markup import badges
from papershelf.sources.lines.markup.tags import Tag, tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

DATA = re.compile(r"\s*<!--\s*papershelf:\s*(?P<json>\{.*\})\s*-->\s*", re.DOTALL)
_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w./@-])(?:www\.)?arxiv\.org/(?:abs|pdf)/)[^\s<>\"\[\]|`，。；、）】》「」]+", re.IGNORECASE
)
_SENT_ON = re.compile(
    r"https?://(?:scholar|www)\.google\.[a-z.]+/(?:scholar_url|url)\?(?:[^#]*&)?(?:url|q)=(?P<to>https?(?::|%3A)[^&#]+)",
    re.IGNORECASE,
)
"""An address by which a search engine sends one on to another."""
_WRAPPED = re.compile(r"\((https?://[^()\s]+)\)")
"""An address in brackets of its own: ``[title]((https://…))``."""
_DOUBLED = re.compile(r"https?://(?=https?://)")
"""A scheme too many: ``http://https://…``."""
_COUNTED = re.compile(r"[,;]?\s*(?:cited by )?\b\d[\d,]*\+?\s*citations?(?=\s*[)\],;])", re.IGNORECASE)
"""How often a paper was cited, in a bracket: ``(ICDE 2020, 20+ citations)``."""
_STYLES = {"b": "bold", "strong": "bold", "i": "em", "em": "em", "cite": "em", "u": "em", "ins": "em", "code": "code",
           "kbd": "code", "tt": "code", "sub": "small", "sup": "small", "small": "small"}  # fmt: skip
_MARKS = {"em": "em", "strong": "bold"}
_SHORTCODE = re.compile(r":(?!https?:)(?:[a-z][a-z0-9_+-]{1,40}|[+-]1):(?!//)")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line.

    :param href: address, for a link; empty for one that leads nowhere.
    :param bold: whether it is emphasised strongly; ``em`` and ``code`` likewise.
    :param bare: whether it is an address that stands in the text as it is.
    :param small: whether it is set small, as a note or a number is.
    :param image: whether it is an image; then the text is its alternative text.
    """

    text: str
    href: str | None = None
    bold: bool = False
    em: bool = False
    code: bool = False
    bare: bool = False
    image: bool = False
    small: bool = False


@dataclass(eq=False)
class Line:
    """What stands in a line, as a reader sees it.

    :param number: line of the source, from 0.
    :param hard: whether it begins with a break that readers see.
    :param data: what a comment of papershelf says.
    """

    number: int
    runs: list[Run] = field(default_factory=list)
    hard: bool = False
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All words, without images."""
        return "".join(run.text for run in self.runs if not run.image)

    @property
    def links(self) -> list[Run]:
        """The links that lead anywhere."""
        return [run for run in self.runs if run.href]


@dataclass
class Writer:
    """Collects lines of runs: the state of emphasis and links while tokens and tags come in.

    :param number: line of the source that comes in.
    """

    number: int
    lines: list[Line] = field(default_factory=list)
    depth: dict[str, int] = field(default_factory=lambda: {"bold": 0, "em": 0, "code": 0, "small": 0})
    href: str | None = None

    def __post_init__(self) -> None:
        self.lines = [Line(self.number)]

    def word(self, text: str, *, code: bool = False) -> None:
        """Take in text."""
        if not text:
            return
        if not code and not self.depth["code"]:
            text = _SHORTCODE.sub(" ", text) if ":" in text else text
            text = _COUNTED.sub("", text) if "citation" in text else text
        style = {name: depth > 0 for name, depth in self.depth.items()} | ({"code": True} if code else {})
        runs = self.lines[-1].runs
        if self.href is not None and runs and runs[-1].href is self.href and not runs[-1].image:
            last = runs[-1]
            bold, em, code = (style[name] or getattr(last, name) for name in ("bold", "em", "code"))
            runs[-1] = replace(last, text=last.text + text, bold=bold, em=em, code=code)
            return
        runs.append(Run(text, self.href, style["bold"], style["em"], style["code"], small=style["small"]))

    def picture(self, alt: str, source: str) -> None:
        """Take in an image; one inside of a link, such as a badge, is a link; one that says a venue is its words."""
        venue = badges.venue_of(source) if self.href is None else ""
        said = [Run(" | "), Run(venue, code=True)] if venue else [Run(alt, self.href, image=True)]
        self.lines[-1].runs += said

    def open_link(self, address: str) -> None:
        """Begin a link."""
        self.href = _DOUBLED.sub("", str(address).strip())
        if match := _WRAPPED.fullmatch(self.href):
            self.href = match[1]
        elif match := _SENT_ON.match(self.href):
            self.href = unquote(match["to"])
        elif re.match(r"www\.[\w-]+\.\w", self.href):
            self.href = f"https://{self.href}"

    def close_link(self) -> None:
        """End a link; one without any words is one all the same."""
        if self.href is not None and not any(run.href is self.href for run in self.lines[-1].runs[-3:]):
            self.lines[-1].runs.append(Run("", self.href))
        self.href = None

    def style(self, name: str, change: int) -> None:
        """Begin (``1``) or end (``-1``) an emphasis."""
        self.depth[name] = max(0, self.depth[name] + change)

    def line_break(self, *, hard: bool, feed: bool = True) -> None:
        """End a line; inside of a link it is a blank.

        :param feed: whether the source has a new line there, too.
        """
        self.number += feed
        if self.href is not None:
            self.word(" ")
        elif hard and not self.lines[-1].runs and self.lines[-1].hard:
            self.lines[-1].number = self.number
        else:
            self.lines.append(Line(self.number, hard=hard))

    def finished(self) -> list[Line]:
        """The lines, bare addresses among them as links; those without anything are left out."""
        for line in self.lines:
            line.runs = [part for run in line.runs for part in _addresses(run)]
        return [line for line in self.lines if line.runs or line.data]


def inline(tokens: Sequence[Token], writer: Writer) -> None:
    """Take the inline tokens of a block in."""
    for token in tokens:
        kind = token.type
        if kind == "link_open":
            writer.open_link(str(token.attrGet("href") or ""))
        elif kind == "link_close":
            writer.close_link()
        elif kind in {"softbreak", "hardbreak"}:
            writer.line_break(hard=kind == "hardbreak")
        elif kind == "image":
            writer.picture(token.content, str(token.attrGet("src") or ""))
        elif kind == "html_inline":
            html(token.content, writer)
        elif kind == "code_inline":
            writer.word(token.content, code=True)
        elif kind == "math_inline":
            writer.word(f"${token.content}$", code=False)
        elif kind[:-5] in _MARKS and kind.endswith("_open"):
            writer.style(_MARKS[kind[:-5]], 1)
        elif kind[:-6] in _MARKS and kind.endswith("_close"):
            writer.style(_MARKS[kind[:-6]], -1)
        else:
            writer.word(token.content)


def html(content: str, writer: Writer) -> None:
    """Take a tag or a comment of raw HTML in."""
    for found in tags(content):
        if isinstance(found, Tag):
            tag(found, writer)
        else:
            writer.number += found.count("\n")
    if match := DATA.fullmatch(content):
        writer.lines[-1].data |= read_data(match["json"])


def tag(found: Tag, writer: Writer) -> None:
    """Take a tag of inline HTML in."""
    if found.name in _STYLES:
        writer.style(_STYLES[found.name], -1 if found.closes else 1)
    elif found.name == "br":
        writer.line_break(hard=True, feed=False)
    elif found.name == "a":
        if writer.href is not None:
            writer.close_link()
        if not found.closes and found.attributes.get("href"):
            writer.open_link(found.attributes["href"])
    elif found.name == "img":
        writer.picture(found.attributes.get("alt", ""), found.attributes.get("src", ""))


def read_data(text: str) -> dict[str, Any]:
    """The JSON of a comment; empty where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _addresses(run: Run) -> list[Run]:
    """A run with the addresses in its text as links."""
    if run.href and not run.image and run.text.strip() == run.href:  # <https://…>
        return [replace(run, bare=True)]
    if run.href is not None or run.image or not ("://" in run.text or "arxiv.org/" in run.text):
        return [run]
    found, place = [], 0
    for match in _ADDRESS.finditer(run.text):
        address = match[0].rstrip(".,;:!?'*_")
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(".,;:!?'")
        href = address if "://" in address else f"https://{address}"
        found += [replace(run, text=run.text[place : match.start()]), Run(address, href, bare=True)]
        place = match.start() + len(address)
    found.append(replace(run, text=run.text[place:]))
    return [part for part in found if part.text or part.href]
