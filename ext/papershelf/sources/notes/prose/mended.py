"""The Markdown of a note without what no page has: HTML tables, headings and asides, addresses at its end.

In: lines of a note. Out: its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.sources.markdown.stretches import stretches
from papershelf.sources.notes.prose.tables import markdown_table

_HEADING = re.compile(r"\s*<h(?P<level>[1-6])\b[^<>]*>(?P<text>.*?)</h[1-6]>\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_DEFINED = re.compile(r" {0,3}\[(?P<name>[^\[\]^][^\[\]]{0,80})\]:[ \t]*<?(?P<to>[^\s<>]+)>?(?:[ \t]+[\"'(].*)?[ \t]*")
_REFERRED = re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]\n]*)\]\[(?P<name>[^\[\]\n]*)\]")
_SHORT = re.compile(r"(?P<bang>!?)\[(?P<words>[^\[\]\n]{1,80})\](?![\[(:])")


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
