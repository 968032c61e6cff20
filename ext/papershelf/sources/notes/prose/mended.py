"""The Markdown of a note without what no page has: HTML tables, headings and asides, addresses at its end.

In: lines of a note. Out: its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from papershelf.sources.markdown.stretches import stretches

_HEADING = re.compile(r"\s*<h(?P<level>[1-6])\b[^<>]*>(?P<text>.*?)</h[1-6]>\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_DEFINED = re.compile(r" {0,3}\[(?P<name>[^\[\]^][^\[\]]{0,80})\]:[ \t]*<?(?P<to>[^\s<>]+)>?(?:[ \t]+[\"'(].*)?[ \t]*")
_REFERRED = re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]\n]*)\]\[(?P<name>[^\[\]\n]*)\]")
_SHORT = re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]\n]{1,80})\](?![\[(:])")
MAX_COLUMNS = 100


def inlined(lines: list[str]) -> list[str]:
    """Lines whose links to files beside a note have their address where they stand: ``![rows][fig]``."""
    defined: dict[str, str] = {}
    groups = stretches(lines) if any(_DEFINED.fullmatch(line) for line in lines) else []
    for part, verbatim in groups:
        for match in (_DEFINED.fullmatch(line) for line in part if not verbatim):
            if match is not None and not re.match(r"[a-z][a-z0-9+.-]*:|//|#", match["to"], re.IGNORECASE):
                defined.setdefault(match["name"].strip().lower(), match["to"])
    if not defined:
        return lines

    def put(match: re.Match[str]) -> str:
        to = defined.get((match.groupdict().get("name") or match["words"]).strip().lower())
        return match[0] if to is None else f"{match['bang']}[{match['words']}]({to})"

    found: list[str] = []
    for part, verbatim in groups:
        kept = (
            line
            for line in part
            if (match := _DEFINED.fullmatch(line)) is None or match["name"].strip().lower() not in defined
        )
        found += part if verbatim else [_SHORT.sub(put, _REFERRED.sub(put, line)) for line in kept]
    return found


def as_markdown(lines: list[str]) -> str:
    """HTML tables, headings and asides as Markdown; other HTML blocks without the white space before their lines.

    Those of an item have as much before them as their first line, so that the item goes on.
    """
    found: list[str] = []
    for part, verbatim in stretches(_joined_tables(lines)):
        if verbatim:
            found += part
        elif any(re.match(r"\s*<table\b", line, re.IGNORECASE) for line in part):
            found += ["", *markdown_table("\n".join(part)).split("\n"), ""]
        elif re.match(r"\s*</?[a-zA-Z!]", part[0]):
            indent = _indent(found, part[0])
            found += [f"{indent}{_html_line(line)}" if line.strip() else "" for line in part]
        else:
            found += [_html_line(line) if _HEADING.fullmatch(line) else line for line in part]
    return "\n".join(_asides(found))


def _indent(above: Sequence[str], line: str) -> str:
    """The white space before a line that belongs to an item of a list above it; none before other lines."""
    indent = line[: len(line) - len(line.lstrip())]
    for other in reversed(above):
        item = _ITEM.match(other)
        if indent and item and len(item[0].expandtabs(4)) <= len(indent.expandtabs(4)):
            return indent
        if not indent or (other.strip() and not other[:1].isspace()):
            break
    return ""


def _joined_tables(lines: list[str]) -> list[str]:
    """Lines without the blank ones inside of HTML tables."""
    found: list[str] = []
    inside = False
    for line in lines:
        if re.match(r"\s*<table\b", line, re.IGNORECASE):
            if found and found[-1].strip():
                found.append("")
            inside = True
        if not inside or line.strip():
            found.append(line)
        if inside and "</table>" in line.lower():
            inside = False
            found.append("")
    return found


def _html_line(line: str) -> str:
    match = _HEADING.fullmatch(line)
    if match:
        return f"{'#' * int(match['level'])} {match['text'].strip()}"
    return line.lstrip()


def _asides(lines: list[str]) -> list[str]:
    """The callouts of Notion as quotes."""
    found: list[str] = []
    inside = False
    for line in lines:
        bare = line.strip().lower()
        if bare == "<aside>":
            inside = True
        elif bare == "</aside>" and inside:
            inside = False
            found.append("")
        else:
            found.append(f"> {line}".rstrip() if inside else line)
    return found


class _Rows(HTMLParser):
    """Collects the cells; what is inside of them stays HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[list[str]] = []
        self.words: list[str] = []  # outside of any cell, such as a caption
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._close()
            self._cell = []
            width = dict(attrs).get("colspan") or "1"
            self._span = min(int(width), MAX_COLUMNS) if width.isdecimal() else 1
        elif tag not in {"table", "thead", "tbody", "tfoot", "caption", "colgroup", "col"}:
            self.handle_data(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close()
        elif tag not in {"thead", "tbody", "tfoot", "caption", "colgroup", "col"}:
            self.handle_data(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        (self.words if self._cell is None else self._cell).append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.handle_data(escape(data))

    def _close(self) -> None:
        if self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1] += ["".join(self._cell), *[""] * (self._span - 1)][: MAX_COLUMNS - len(self.rows[-1])]
            self._cell = None


def markdown_table(text: str) -> str:
    """A ``<table>`` as a Markdown table; a cell's own markup stays in it."""
    reader = _Rows()
    reader.feed(text)
    reader.close()
    reader._close()
    rows = [[_cell(cell) for cell in row] for row in reader.rows if row]
    words = " ".join("".join(reader.words).split())
    width = max((len(row) for row in rows), default=0)
    if not width:
        return words
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = [rows[0], ["---"] * width, *rows[1:]]
    table = "\n".join(f"| {' | '.join(row)} |" for row in lines)
    return f"{words}\n\n{table}" if words else table


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
