"""The Markdown twin of a page: its source with what only Sphinx understands written out as plain Markdown.

The boxes and lists of papers, roles that name papers and links to pages become ordinary lists and links; tables of
contents go; everything else stays as its author wrote it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from papershelf.model.text.markdown import front_matter

_FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,}|~{3,}|:{3,}) *(?P<info>[^`]*?)\s*$")
_NAME = re.compile(r"\{(?P<name>[\w:.-]+)\}.*")
_OPTION = re.compile(r"^\s*:[^:\s][^:]*:(?:\s|$)")
_RUN = re.compile(r"(?<!\\)`+")
_ROLE = re.compile(r"\{paper(?::(?P<kind>ref|citet|citep))?\}\Z")
_LINK = re.compile(r"(?P<open>!?\[\]|\])\((?P<address><[^<>\n]+>|[^\s()<>]+)(?P<title>(?:\s+\"[^\"\n]*\")?)\)")

SUMMARY = "paper-summary"
LISTINGS = {"paper-list": "list", "paper-category": "category", "paper-queue": "queue"}
"""Directive to the kind of listing it leaves."""

_VERBATIM = re.compile(r"code|code-block|code-cell|sourcecode|literalinclude|math|raw|parsed-literal|eval-rst|")


class Pieces(Protocol):
    """What a page shows of the library."""

    def box(self, summary: list[str]) -> list[str]:
        """The lines of the summary box.

        :param summary: the body of the directive, as Markdown.
        """

    def after(self) -> list[str]:
        """The lines that follow the note of the box; nothing without one."""

    def listing(self, kind: str) -> list[str]:
        """The lines of the page's next listing of a kind."""

    def reference(self, kind: str, text: str) -> str | None:
        """What a role shows; nothing where it is to stay as it is."""

    def target(self, address: str) -> str | None:
        """Where the Markdown of a link or a picture leads; nothing where it is to stay as it is."""

    def title(self, address: str) -> str:
        """The text of a link that has none, as Markdown."""


def twin(text: str, pieces: Pieces) -> str:
    """The Markdown of a page."""
    lines = text.removeprefix("\ufeff").splitlines()
    made = "\n".join([*_blocks(lines[front_matter(lines) :], pieces), "", *pieces.after()])
    return re.sub(r"\n{3,}", "\n\n", made).strip("\n") + "\n"


def _blocks(lines: Sequence[str], pieces: Pieces, *, nested: bool = False) -> Iterator[str]:
    """Line after line.

    :param nested: inside a summary, where papershelf's own directives have no place.
    """
    paragraph: list[str] = []
    opened: list[str] = []  # marks of directives whose content is Markdown again
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        fence = _FENCE.match(line)
        if fence is None and line.strip():
            paragraph.append(line)
            continue
        yield from _paragraph(paragraph, pieces)
        paragraph = []
        name = _name(fence) if fence else ""
        if fence is None:
            yield line
        elif opened and not fence["info"] and fence["marks"].startswith(opened[-1]):
            opened.pop()
            yield line
        elif name and not nested and _is_ours(name):
            end = _end(lines, number, fence["marks"])
            content = _content(lines[number:end], len(fence["indent"]))
            yield from (f"{fence['indent']}{made}".rstrip() for made in _ours(name, content, pieces))
            number = end + 1
        elif _VERBATIM.fullmatch(name):
            end = _end(lines, number, fence["marks"])
            yield from lines[number - 1 : end + 1]
            number = end + 1
        else:
            opened.append(fence["marks"])
            yield line
    yield from _paragraph(paragraph, pieces)


def _name(fence: re.Match[str]) -> str:
    named = _NAME.fullmatch(fence["info"])
    return named["name"] if named else ""


def _is_ours(name: str) -> bool:
    return name == "toctree" or name.startswith("paper-")


def _ours(name: str, content: list[str], pieces: Pieces) -> list[str]:
    """What takes the place of a directive: tables of contents, and what only draws or counts, leave nothing."""
    if name == SUMMARY:
        return pieces.box(list(_blocks(content, pieces, nested=True)))
    return pieces.listing(LISTINGS[name]) if name in LISTINGS else []


def _end(lines: Sequence[str], start: int, marks: str) -> int:
    """Number of the line that closes a fence; past the last one where none does."""
    closing = re.compile(rf"\s*{re.escape(marks[0])}{{{len(marks)},}}\s*")
    return next((n for n in range(start, len(lines)) if closing.fullmatch(lines[n])), len(lines))


def _content(lines: Sequence[str], indent: int) -> list[str]:
    """The body of a directive, without its options and indentation."""
    start = 0
    if lines and lines[0].strip().startswith("---"):
        start = next((n + 1 for n, line in enumerate(lines) if n and line.strip().startswith("---")), len(lines))
    while start < len(lines) and _OPTION.match(lines[start]):
        start += 1
    body = [line[indent:] if line[:indent].isspace() or not line else line for line in lines[start:]]
    return "\n".join(body).strip("\n").splitlines()


def _paragraph(lines: list[str], pieces: Pieces) -> list[str]:
    return _inline("\n".join(lines), pieces).split("\n") if lines else []


def _inline(text: str, pieces: Pieces) -> str:
    """Roles and links of a paragraph; what stands in code stays."""
    if "{paper" not in text and "](" not in text:
        return text
    runs = list(_RUN.finditer(text))
    same: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        same[len(run[0])].append(number)
    made: list[str] = []
    at = number = 0
    while number < len(runs):
        start = runs[number]
        alike = same[len(start[0])]
        place = bisect_right(alike, number)
        if place == len(alike):
            number += 1
            continue
        end = runs[alike[place]]
        before, inside = text[at : start.start()], text[start.end() : end.start()]
        role = _ROLE.search(before)
        shown = pieces.reference(role["kind"] or "ref", inside) if role else None
        if role and shown is not None:
            made += [_links(before[: role.start()], pieces), shown]
        else:
            made += [_links(before, pieces), text[start.start() : end.end()]]
        at, number = end.end(), alike[place] + 1
    return "".join([*made, _links(text[at:], pieces)])


def _links(text: str, pieces: Pieces) -> str:
    def lead(match: re.Match[str]) -> str:
        address = match["address"].strip("<>")
        target = pieces.target(address)
        if target is None:
            return match[0]
        opened = f"[{pieces.title(address)}]" if match["open"] == "[]" else match["open"]
        return f"{opened}({target}{match['title']})"

    return _LINK.sub(lead, text)
