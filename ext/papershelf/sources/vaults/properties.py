"""Properties that stand in the text of a note: lines below the title, as Notion has them, ``name:: value`` of Dataview.

In: the text. Out: the text without those that a field takes.
"""

from __future__ import annotations

import re

from papershelf.sources.vaults.head import Told
from papershelf.sources.vaults.kinds import Kind
from papershelf.sources.vaults.walk import blocks

_LINE = re.compile(r"(?P<name>[^\W\d_][^:\n]{0,40}):\s+(?P<value>\S.*)")
_FIELD = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?(?P<name>[^\s:`*_\[\](){}|][^:\n`\[\](){}|]{0,40}?)(?:\*\*|__)?::"
    r"(?:\*\*|__)?[ \t]+(?P<value>\S.*)"
)


def below_title(text: str, told: Told, kind: Kind) -> str:
    """The text of a note of Notion without the properties below its title."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or not lines[first].startswith("# "):
        return text
    start = next((n for n in range(first + 1, len(lines)) if lines[n].strip()), len(lines))
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    matches = [_LINE.fullmatch(line.strip()) for line in lines[start:end]]
    found = [match for match in matches if match]
    if not found or len(found) < len(matches):
        return text
    known = Told()
    for match in found:
        known.take(match["name"], match["value"], kind)
    alone = len(found) == 1 and not known.options and not known.categories and not known.aliases
    if alone and "created" not in found[0]["name"].lower():
        return text
    for match in found:
        told.take(match["name"], match["value"], kind)
    return "\n".join([*lines[:start], *lines[end:]])


def fields(text: str, told: Told, kind: Kind) -> str:
    """The text of a note without the fields of Dataview that papershelf has; others are lines of text."""
    found: list[str] = []
    for block in blocks(text, comments=True):
        if block.kind != "text":
            found += block.lines
            continue
        for line in block.lines:
            match = _FIELD.fullmatch(line)
            if match is None:
                found.append(line)
                continue
            one = Told()
            one.take(match["name"], match["value"], kind)
            if one.rest:
                found.append(line.replace("::", ":", 1))
            else:
                told.take(match["name"], match["value"], kind)
    return "\n".join(found)
