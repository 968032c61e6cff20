"""What a run of TeX says of its input, as findings with the source file and line where they are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_FORMULA = re.compile(r"papershelf: formula of (?P<place>.+?:\d+)\s*$")
_MISSING = re.compile(r"Missing character: There is no (?P<char>.+?) (?:\(U\+\w+\) )?in font (?P<font>[^:;!/]+)")
_NO_FONT = re.compile(r"No font has character (?P<code>\d+)")
_UNDEFINED = re.compile(r"(?:Hyper reference|Reference|Citation) [`'](?P<label>.+?)' on page \S+ undefined")
_SIGN = re.compile(r"\\papersign\{(?P<code>\d+)\}\{(?P<words>[^{}]*)\}% ?(?P<place>.*)")
"""A line of the preamble: a sign, what is printed where no font has it, and where it stands first."""
_ELSEWHERE = re.compile(r"(?:Over|Under)full \\\\|\[\d+\]|LaTeX Warning")
"""What TeX says once the paragraph of a formula is behind it."""
WHOLE = "Output written on "
"""What TeX says at its end; a XeTeX that breaks says nothing."""
_LINE = re.compile(r"l\.\d+ ?(?P<text>.*)")


@dataclass(frozen=True, order=True)
class Finding:
    """Something to mend.

    :param place: ``papers/lora.md:34``; empty where it is not known.
    :param told: whether it is told alone, and the PDF is as whole as this machine's fonts can make it.
    """

    place: str
    message: str
    told: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def findings(log: str, source: str = "") -> list[Finding]:
    """Errors, missing characters and references that lead nowhere, each once.

    :param source: what TeX has read, which says where signs stand.
    """
    signs = {chr(int(match["code"])): (match["words"], match["place"]) for match in _SIGN.finditer(source)}
    return list(dict.fromkeys(_scan(log.splitlines(), signs)))


def _scan(lines: list[str], signs: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    place = last = ""
    for number, line in enumerate(lines):
        if _ELSEWHERE.match(line):
            place = ""
        if match := _FORMULA.search(line):
            place = last = match["place"]
        elif line.startswith("! "):
            yield Finding(place, f"TeX: {_error(lines, number)}")
        elif match := _MISSING.search(line):
            sign = match["char"]
            missing = f"no glyph for {_named(sign)} in the font {match['font'].strip()}; it is left out"
            yield Finding(signs.get(sign, ("", ""))[1], missing, told=True)
        elif match := _NO_FONT.search(line):
            sign = chr(int(match["code"]))
            words, where = signs.get(sign, (f"#{match['code']}", ""))
            yield Finding(where, f"no font has {_named(sign)}; [{words}] is printed in its place", told=True)
        elif match := _UNDEFINED.search(line):
            yield Finding("", f"a reference leads nowhere: {match['label']}")
    if last and not any(line.startswith(WHOLE) for line in lines):
        yield Finding(last, "TeX ended at this formula, or after it")


def _error(lines: list[str], number: int) -> str:
    message = lines[number][2:].strip()
    for line in lines[number + 1 : number + 12]:
        if (match := _LINE.match(line)) and match["text"].strip():
            return f"{message} (at {match['text'].strip()[-60:]!r})"
    return message


def _named(char: str) -> str:
    if len(char) != 1:
        return repr(char)
    return f"{char!r} (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"
