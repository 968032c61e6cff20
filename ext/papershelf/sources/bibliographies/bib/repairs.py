"""What ``.bib`` files have that their grammar has no room for, made fit for the parser; lines stay where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_START = re.compile(r"^[ \t]*@[ \t]*(?!(?i:comment|preamble|string)\b)\w+[ \t]*\{", re.MULTILINE)
_TOKEN = re.compile(r'\\.|[{}"]|(?<![^\s,{}"])%[^\n]*', re.DOTALL)
_LEFT_OUT = re.compile(r"^[ \t]*%+[ \t]*@[ \t]*\w+[ \t]*\{[^\n]*(?:\n[ \t]*%[^\n]*)+", re.MULTILINE)
_NO_KEY = re.compile(r'\s*(?=[A-Za-z][\w-]*\s*=\s*(?:[{"]|\d))')


def repaired(text: str) -> str:
    """The text with comments inside of entries taken out, and with a comma where an entry begins without a key."""
    text = _LEFT_OUT.sub(_left_out, text)
    starts = [match.span() for match in _START.finditer(text)]
    if not starts:
        return text
    ends = [start for start, _ in starts[1:]] + [len(text)]
    out = [text[: starts[0][0]]]
    for (start, inside), end in zip(starts, ends, strict=True):
        body = "".join(_without_comments(text[inside:end])) if "%" in text[inside:end] else text[inside:end]
        out += [text[start:inside], "," if _NO_KEY.match(body) else "", body]
    return "".join(out)


def _left_out(match: re.Match[str]) -> str:
    """Nothing but the ends of lines of entries in which each line is a comment; others as they are.

    An entry of one line stays: BibTeX reads it, whatever is before its ``@``.
    """
    first = match[0].partition("\n")[0]
    is_whole = match[0].count("{") == match[0].count("}") and first.count("{") > first.count("}")
    return "\n" * match[0].count("\n") if is_whole else match[0]


def _without_comments(text: str) -> Iterator[str]:
    """What follows an entry's first brace, without what ``%`` begins between its fields.

    A ``%`` within braces or quotes is text; behind the entry's last brace nothing is taken out.
    """
    depth, quoted, at = 1, False, 0
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                break
        elif sign == '"' and depth == 1:
            quoted = not quoted
        elif sign[0] == "%" and depth == 1 and not quoted:
            yield text[at : match.start()]
            at = match.end()
    yield text[at:]
