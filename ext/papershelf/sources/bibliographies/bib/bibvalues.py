"""The value of a BibTeX field as it stands: braces, quotes, numbers and macros joined by ``#``; names; lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from papershelf.model.record.build import shorten
from papershelf.model.record.people import Author, as_meant, from_parts, is_group, listed, parse_author
from papershelf.model.text import values
from papershelf.sources.bibliographies.bib.latex import decode

_BARE = re.compile(r"[^\s#{}\",=]+")
_NEXT = re.compile(r"\s*(?P<name>[A-Za-z][\w:.+-]*)\s*=\s*(?P<value>.+)", re.DOTALL)
_MARK = re.compile(r"(?<!\\)[{}]")  # as bibtexparser finds the ends of fields
_QUOTE = re.compile(r'(?<!\\)[{}"]')


@dataclass(slots=True)
class Value:
    """A field's value.

    :param text: with its LaTeX, without what enclosed it.
    :param rest: name and value of a next field, where the comma before it is missing.
    """

    text: str = ""
    problems: list[str] = field(default_factory=list)
    rest: tuple[str, str] | None = None


def value(raw: str, strings: Mapping[str, str]) -> Value:
    """Read a value.

    :param strings: macros by lower-case name.
    """
    found = Value()
    parts: list[str] = []
    at = 0
    while at < len(raw):
        sign = raw[at]
        if sign.isspace() or sign == "#":
            at += 1
        elif sign in '{"':
            end = _closing(raw, at)
            parts.append(raw[at + 1 : end])
            at = end + 1
        elif bare := _BARE.match(raw, at):
            following = _NEXT.match(raw, at) if parts else None
            if following:
                found.problems.append("a comma is missing after it")
                found.rest = (following["name"], following["value"])
                break
            parts.append(_bare(bare[0], strings, found))
            at = bare.end()
        else:
            found.problems.append(f"what comes after {shorten(raw[:at])!r} cannot be read")
            break
    found.text = "".join(parts)
    return found


def _bare(word: str, strings: Mapping[str, str], found: Value) -> str:
    if word.isdigit():
        return word
    if word.lower() not in strings:
        found.problems.append(f"there is no macro {shorten(word)!r}; its name is taken")
    return strings.get(word.lower(), word)


def _closing(raw: str, start: int) -> int:
    """Index of what closes the brace or quote at ``start``; the end of the text if nothing does."""
    depth = 0
    quoted = raw[start] == '"'
    for match in (_QUOTE if quoted else _MARK).finditer(raw, start + quoted):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return match.start()
        elif match[0] == '"' and depth <= 0:
            return match.start()
    return len(raw)


def split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Parts of a text with LaTeX, divided where the separator stands outside of braces."""
    depth, start = 0, 0
    pattern = re.compile(rf"(?P<skip>\\.)|(?P<brace>[{{}}])|(?P<sep>{separator.pattern})", re.DOTALL | separator.flags)
    for match in pattern.finditer(text):
        if match["brace"]:
            depth = max(0, depth + (1 if match["brace"] == "{" else -1))
        elif match["sep"] is not None and depth == 0:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


_AND = re.compile(r" and(?= )", re.IGNORECASE)
_SEMICOLON = re.compile(r";")
_AMPERSAND = re.compile(r" \\?& ")
_DOT = re.compile(r"(?<=[가-힣])\s?[·ㆍ]\s?(?=[가-힣]{2})")
_COMMA = re.compile(r",")
_MORE = re.compile(r"(?:,? |^)(?:et\.? al\.?|외(?: ?\d+ ?[명인])?)$", re.IGNORECASE)
_SPACE = re.compile(r"[ ~]+")
_EXTENDED = re.compile(r"\s*(?:(?:family|given|prefix|suffix)(?:-i)?|useprefix|juniorprefix)\s*=", re.IGNORECASE)
"""How a name in BibLaTeX's extended form begins; in braces it is a name."""


def authors(text: str) -> tuple[list[Author], list[str]]:
    """Names parted by ``and``, and what is wrong with some of them."""
    found: list[Author] = []
    problems = []
    for name in _names(" ".join(text.split())):
        try:
            found.append(_author(name))
        except ValueError as error:
            problems.append(f"author: found {shorten(decode(name))!r}; {error}")
    return found, problems


def _names(text: str) -> Iterator[str]:
    """One name after the other; also of lists that semicolons, ``&`` or commas part."""
    for whole in split(text, _AND):
        for part in split(whole, _SEMICOLON):
            bare = _MORE.sub("", part.strip())
            ampersands = [name.strip() for name in split(bare, _AMPERSAND)]
            persons = len(ampersands) > 1 and all(" " in name for name in ampersands)
            for name in ampersands if persons else [bare]:
                parts = [] if "=" in name else [one.strip() for one in split(_DOT.sub(",", name), _COMMA)]
                yield from filter(None, listed(parts) or [name])
            if bare != part.strip():
                yield "others"


def _author(name: str) -> Author:
    """One name: ``{Group}``, ``First von Last``, ``von Last, First`` or ``von Last, Jr, First``."""
    if name.startswith("{") and _closing(name, 0) == len(name) - 1:
        return Author(literal=_plain(name))
    parts = [_plain(part) for part in split(name, _COMMA)]
    if _EXTENDED.match(name):
        return _extended(parts)
    if len(parts) > 1:
        return as_meant(from_parts(parts))
    words = [word for word in split(name, _SPACE) if word]
    if any("{" in word for word in words):
        return as_meant(_in_reading_order(words))
    return as_meant(parse_author(_plain(name)))


def _extended(parts: list[str]) -> Author:
    """BibLaTeX's extended form: ``family=Gogh, given=Vincent, prefix=van, useprefix=true``."""
    found = {name.strip().lower(): text.strip() for name, _, text in (part.partition("=") for part in parts)}
    prefix, dropped = found.get("prefix", ""), found.get("useprefix", "").lower() == "false"
    family = " ".join(filter(None, ("" if dropped else prefix, found.get("family", ""))))
    given = " ".join(filter(None, (found.get("given", ""), prefix if dropped else "")))
    suffix = found.get("suffix", "")
    if not family:
        raise ValueError("a name is written 'Given Family', 'Family, Given' or 'family=…, given=…'")
    return Author(family=family, given=given, suffix=suffix) if given else Author(literal=family)


def _in_reading_order(words: list[str]) -> Author:
    """Words of which braces keep some together: the last is the family name, with the particles before it."""
    if len(words) == 1:
        return Author(literal=_plain(words[0]))
    plain = [_plain(word) for word in words]
    if is_group(" ".join(plain)):
        return Author(literal=" ".join(plain))
    particles = (i for i, word in enumerate(words[1:-1], 1) if word[0].islower())
    start = next(particles, len(words) - 1)
    family, given = " ".join(plain[start:]), " ".join(plain[:start])
    if not family.strip():
        raise ValueError("a name is written 'Given Family' or 'Family, Given'")
    return Author(family=family, given=given)


def _plain(text: str) -> str:
    """Text without LaTeX, nor the signs that part names in an option."""
    return values.text(re.sub(r"[{};]", " ", decode(text)))
