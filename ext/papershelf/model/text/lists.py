"""Lists that ``papershelf export`` wrote into a file: where they stand, and whether they are all that it holds."""

from __future__ import annotations

import re

BEGIN = "<!-- papershelf:begin -->"
END = "<!-- papershelf:end -->"

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s|[^\n]+\n(?:=+|-+)\s*$")


def is_list(text: str) -> bool:
    """Whether a file is such a list: beside it there is no more than a title and a paragraph, as ``export`` writes."""
    rest = without_lists(text)
    if rest == text:
        return False
    blocks = [block for part in re.split(r"\n\s*\n", _COMMENT.sub("", rest)) if (block := part.strip())]
    headings = sum(1 for block in blocks if _HEADING.match(block))
    return headings <= 1 and len(blocks) - headings <= 1 and not any(_FENCE.match(block) for block in blocks)


def without_lists(text: str) -> str:
    """The text with such lists blanked, so that every other line keeps its number; those in code blocks stay."""
    if BEGIN not in text:
        return text
    lines = text.splitlines(keepends=True)
    fence, begin = "", -1
    for number, line in enumerate(lines):
        bare = line.rstrip()
        if begin >= 0:
            if bare == END:
                lines[begin : number + 1] = [_end(old) for old in lines[begin : number + 1]]
                begin = -1
        elif fence:
            if bare.strip().startswith(fence) and not bare.strip().strip(fence[0]):
                fence = ""
        elif match := _FENCE.match(line):
            fence = match[1]
        elif bare == BEGIN:
            begin = number
    return "".join(lines)


def _end(line: str) -> str:
    """How a line ends."""
    return line[len(line.rstrip("\r\n")) :]
