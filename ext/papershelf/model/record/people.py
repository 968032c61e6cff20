"""Who wrote a paper: persons, groups, and how their names are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from papershelf.model.text import values
from papershelf.model.text.patterns import pattern

_EAST_ASIAN = pattern(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|v|vi|2nd|3rd|4th|esq|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_GROUP = pattern(
    r"\b(?:teams?|collaborations?|consortium|groups?|labs?|laborator(?:y|ies)|(?-i:AI)|research|workshop|project|initiative|"
    r"committee|organi[sz]ation|association|foundation|institut[eo]?|institution|university|society|agency|network|"
    r"cent(?:er|re)|task force|alliance|corporation|company|inc|ltd|llc|gmbh|department|ministry|commission|federation|"
    r"contributors|developers|authors|participants|investigators|members|council|bureau|academy|authority|"
    r"administration|union|forum|office|museum|college|world bank)\.?(?: \([^()]+\))?$"
    r"|\b(?:department|ministry|university|institute|bureau|office|school|college|academy|board|council|society|"
    r"association|bank|museum|library|cent(?:er|re)|faculty) (?:of|for)\b",
    re.IGNORECASE,
)
_EAST_ASIAN_GROUP = pattern(
    r"(?:연구실|연구소|연구원|연구회|연구팀|연구단|연구그룹|개발팀|팀|랩|그룹|위원회|학회|협회|협의회|컨소시엄|센터|재단|대학교?|공사|研究室|"
    r"研究所|委員会|学会|协会|大学|团队)$"
)
_FAMILIES = frozenset(["남궁", "선우", "제갈", "황보", "사공", "서문", "독고", "동방"])
"""Korean family names of two syllables."""
_INSIDE = re.compile(r"\S (?:Team|Collaboration|Consortium)\b")
_LEADING = re.compile(r"(?:the|on behalf of|team|project)\s", re.IGNORECASE)
_HANGUL = pattern(r"[가-힣]+")
_LONGEST_GIVEN = 3
"""Syllables of a Korean given name."""


@dataclass(frozen=True)
class Author:
    """A person (family and given name) or a group (``literal``), as in CSL-JSON.

    :param suffix: ``Jr.``, ``III``.
    """

    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = ""

    @property
    def east_asian(self) -> bool:
        """Whether the name is written in Hangul, Han or Kana: family name first, and cited whole."""
        return bool(self.family and self.given and _EAST_ASIAN.fullmatch(self.family + self.given.replace(" ", "")))

    @property
    def initials(self) -> str:
        """``E. J.`` of ``Edward Jay``, ``J.-P.`` of ``Jean-Paul``; of other than cased letters, the words."""
        return _initials(self.given)

    @property
    def name(self) -> str:
        """The whole name in reading order."""
        if self.east_asian:
            return self.family + self.given.replace(" ", "")
        return self.literal or " ".join(filter(None, (self.given, self.family, self.suffix)))

    @property
    def short(self) -> str:
        """What a citation shows."""
        return self.name if self.east_asian else self.literal or self.family

    @property
    def sort_name(self) -> str:
        """What an index shows: ``Family, Given, Jr.``, or the whole name where the family name stands first."""
        return self.name if self.east_asian else self.inverted

    @property
    def inverted(self) -> str:
        """``Family, Given, Jr.``, as RIS has it."""
        return self.literal or ", ".join(filter(None, (self.family, self.given, self.suffix)))


@lru_cache(maxsize=65536)
def _initials(given: str) -> str:
    return " ".join(map(_initial, re.sub(r"\.(?!-)", ". ", given).split()))


def _initial(word: str) -> str:
    """What stands for a part of a given name; particles stay."""
    parts = [part for part in word.split("-") if part.strip(".")]
    cased = bool(parts) and parts[0][0].isupper()
    return "-".join(f"{part[0].upper()}." for part in parts) if cased else word


def is_east_asian(name: str) -> bool:
    """Whether a name is written in Hangul, Han or Kana."""
    return bool(_EAST_ASIAN.fullmatch(name.replace(" ", "").replace("·", "")))


OTHERS = Author(literal="others")
"""Says that there are more authors than are named; it stands last and is no name."""
_OTHERS = re.compile(
    r"(?:and |& )?(?:(?:\d+ )?(?:others|more)|et\.? al)|等(?:人)?|외(?: ?\d+ ?[명인])?|他", re.IGNORECASE
)


def is_group(name: str) -> bool:
    """Whether a name in reading order is that of a group: ``Gemini Team``, ``ATLAS Collaboration``, ``언어 연구실``."""
    words = name.split()
    if _EAST_ASIAN.search(name):
        return bool(_EAST_ASIAN_GROUP.search(name)) and (len(words) > 1 or len(name) > 4)
    return bool((len(words) > 1 and _GROUP.search(name)) or _LEADING.match(name) or _INSIDE.search(name))


def as_meant(author: Author) -> Author:
    """A name that a source took apart, as it was meant: a group whole (``Team, Gemini``), ``et al.`` as a flag."""
    if _OTHERS.fullmatch(f"{author.given} {author.family}{author.literal}".strip(" .,")):
        return OTHERS
    words = author.literal.split()
    if len(words) == 2 and is_east_asian(author.literal) and not is_group(author.literal):
        return _east_asian(*words)
    if author.given and not author.suffix:
        if is_group(author.family):  # "Llama Team, AI @ Meta"
            return Author(literal=f"{author.family}, {author.given}")
        if is_group(whole := f"{author.given} {author.family}"):
            return Author(literal=whole)
    return author


_HOMONYM = re.compile(r"0\d{3}")
"""What DBLP puts behind one of several people of that name: ``Wei Wang 0001``."""


@lru_cache(maxsize=65536)  # names come again and again, and one record of each is enough
def parse_author(value: str) -> Author:
    """One name: ``Given Family``, ``Family, Given``, ``Family, Jr., Given`` or a group in braces.

    A group is told by its last word (``Gemini Team``), too. In ``Given Family`` the family name starts at the last
    word, or at the first lower-case particle before it (*de*, *van der*), as in BibTeX; a suffix is no last word.

    :raises ValueError: for a name with nothing in it.
    """
    value = values.text(value)
    if value.startswith("{") and value.endswith("}"):
        group = value[1:-1].strip()
        if not group or set("{}") & set(group):
            raise ValueError("a group is written {Qwen Team}")
        return Author(literal=group)
    if set("{}") & set(value):
        raise ValueError("braces enclose a whole group name: {Qwen Team}")
    if "," in value:
        return from_parts([part.strip() for part in value.split(",")])
    parts = value.split()
    if not parts:
        raise ValueError("a name is written 'Given Family' or 'Family, Given'")
    if len(parts) > 2 and _HOMONYM.fullmatch(parts[-1]):
        value = " ".join(parts := parts[:-1])
    if len(parts) == 1 or is_group(value):
        return Author(literal=value)
    if _EAST_ASIAN.fullmatch("".join(parts)):
        return _east_asian(*parts) if len(parts) == 2 else Author(literal=value)
    suffix = parts.pop() if len(parts) > 2 and is_suffix(parts[-1]) else ""
    start = next((i for i, part in enumerate(parts[1:-1], 1) if part[0].islower()), len(parts) - 1)
    return Author(family=" ".join(parts[start:]), given=" ".join(parts[:start]), suffix=suffix)


def _east_asian(one: str, other: str) -> Author:
    """``김 철수``, also ``철수 김``: the family name is the short one; else it is one name: ``마이클 조던``."""
    if one not in _FAMILIES and (len(other) == 1 < len(one) or other in _FAMILIES):
        one, other = other, one
    korean = _HANGUL.fullmatch(one + other)
    if korean and ((len(one) > 1 and one not in _FAMILIES) or len(other) > _LONGEST_GIVEN):
        return Author(literal=f"{one} {other}")
    return Author(family=one, given=other)


def from_parts(parts: list[str]) -> Author:
    """A name of which commas part the family name from the given one: ``Family, Given`` or ``Family, Jr., Given``.

    :raises ValueError: for a name without a family name.
    """
    family, *rest = parts
    rest = [part for part in rest if part]
    if not family:
        raise ValueError("a name is written 'Given Family' or 'Family, Given'")
    suffix = next((part for part in rest if is_suffix(part)), "") if len(rest) > 1 else ""
    if len(rest) == 1 and is_suffix(rest[0]) and " " in family:  # "Sammy Davis, Jr."
        given, _, family = family.rpartition(" ")
        return Author(family=family, given=given, suffix=rest[0])
    name, _, last = family.rpartition(" ")
    if name and len(rest) == 1 and is_suffix(last) and len(last) > 1:  # "King Jr., Martin Luther"
        family, suffix = name, last
    given = ", ".join(part for part in rest if part != suffix)
    return Author(family=family, given=given, suffix=suffix) if given else Author(literal=family)


def listed(parts: list[str]) -> list[str]:
    """Names of a list that commas part, of which no ``and`` tells where one ends; nothing if it is one name.

    ``Ann Lee, Bo Kim, Cy Ng`` is three, ``Lee, Ann, Kim, Bo`` two: a name by itself has two commas at most, and those
    enclose a suffix.
    """
    whole = [part for part in parts if part]
    if len(whole) > 1 and all(_KOREAN.fullmatch(part) for part in whole) and len(whole[0]) > 1:
        return [] if whole[0] in _FAMILIES else whole
    if len(whole) < MANY or any(is_suffix(part) for part in whole[:MANY]):
        return []
    if all(len(part.split()) > 1 and not _INITIALS.fullmatch(part) for part in whole):
        return whole
    if len(whole) % 2 == 0 and not any(_INITIALS.fullmatch(part) for part in whole[::2]):
        return [f"{family}, {given}" for family, given in zip(whole[::2], whole[1::2], strict=True)]
    return []


_KOREAN = re.compile(r"[가-힣]{1,4}")
MANY = 3
"""Parts between commas that are a list of names, where none is a suffix."""
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[- ]?){1,4}")


def is_suffix(word: str) -> bool:
    """Whether a part of a name is a suffix: ``Jr.``, ``III``."""
    return bool(_SUFFIX.fullmatch(word))


def parse_authors(value: str) -> tuple[Author, ...]:
    """Names parted by ``;``."""
    return tuple(parse_author(part) for part in value.split(";") if part.strip())


def kept_authors(value: str) -> tuple[Author, ...]:
    """Names parted by ``;`` of a field that nobody checked: one that cannot be read stays as it is, without braces."""
    found = []
    for part in value.split(";"):
        try:
            found.append(parse_author(part))
        except ValueError:
            found += [Author(literal=name)] if (name := values.text(re.sub(r"[{}]", " ", part)).strip(" ,")) else []
    return tuple(found)
