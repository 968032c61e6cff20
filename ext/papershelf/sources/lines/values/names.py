"""Names of authors: text in, authors out, if the text is nothing else."""

from __future__ import annotations

import re
import unicodedata

from papershelf.model.record.paper import Author, parse_author
from papershelf.model.text import values
from papershelf.sources.lines.values.persons import CJK, is_name
from papershelf.sources.words.links import label_field
from papershelf.sources.words.vocabulary import PARTICLES

_OTHERS = re.compile(
    r"[,;]?\s*(?:\(?\be[tl][. ]*al\b\.?\)?[.,]*$|\band (?:(?:many|\d+|several) )?(?:others|(?:other )?authors)$|"
    r"\betc\.?$|[，,]?\s*等人?$|외(?:\s*\d+\s*[명인])?$|ら$|"
    r"\.\.\.$|…$)",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"\((?![^()]*\d{4})[^()]*\)|\[(?![^\[\]]*\d{4})[^\[\]]*\]|<[^<>]*>|\$\^?\{?[^$]*\}?\$")
_MARKS = re.compile(r"[*†‡§¶∗⋆★♯♠♣♦♥✉📧¹²³⁴⁵⁶⁷⁸⁹⁰#^]+|\\")
_HOMONYM = re.compile(r"(?:(?<=[,&;])|^)\s*0\d{3},(?:\s*[A-Z]\.?){1,3}(?=\s*(?:[,;&]|$))|(?<=\w) 0\d{3}\b")
"""The number that tells persons of one name apart, ``Ada Lane 0002``; or a name that nothing else is left of."""
_NICK = re.compile(r"\s[\"“][^\"“”]{1,20}[\"”](?=\s)")
_FOOTNOTES = re.compile(r"(?<=[a-zà-ž])\d(?=\s*(?:[,;]|$))")
_LEFT_OUT = re.compile(r"(?<=[,;])\s*(?:…|\.{3})\s*(?=[A-Z])")
"""Names that are left out before the last one."""
_LOOSE_ACCENT = re.compile(r" ([\u0300-\u030c])([^\W\d_])")
"""An accent that stands before its letter, as the text of a PDF has it."""
_NO_FAMILY = re.compile(
    r"Book|Chapter|Thesis|Preprint|Survey|Keynote|Seminar|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?"
)
_SPLIT = re.compile(r"\s*(?:;|,\s*and\b|,\s*&|,|，|、|\s&\s|\s·\s|\band\b|\s와\s|\n)\s*")
_INITIALS = re.compile(r"(?:[A-Z]\.?[- ]?){1,4}")
_INITIAL_FIRST = re.compile(r"(?:[A-Z]\.[- ]?){1,3}(?:(?:van|de|von|der|la|di) )*[A-Z][\w’'-]+")
_FAMILY_INITIALS = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, (?:[A-Z](?:\.?[- ][A-Z])*\.?|(?:[A-Z]\.){1,3})")
_INITIALS_LAST = re.compile(
    r"(?P<family>(?:[Dd]e |[Vv][ao]n )?[A-Z][\w’'-]*[a-z][\w’'-]*) (?P<given>[A-Z](?:[ -]?[A-Z]){0,2})"
)
"""A name as medicine and biology have it: ``Lowe R``."""
_PERSON = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]\.)*(?: [A-Z][\w’'-]+){1,2}")
_CITED = re.compile(r"(?P<who>[^\d()]{2,90}?)[ ,]*(?P<open>\(?)(?P<year>(?:19|20)\d\d)[a-z]?\)?")
FAMILIES = r"(?:(?:[Vv][ao]n|[Dd]e[rl]?|[Dd]os|[Dd][ai]|[Ll][ae]) )*[A-ZÀ-Þ][^\W\d_]*(?:[’'-][^\W\d_]+)*[a-zß-ž]"
"""A family name, as a pattern."""
_FAMILIES_FIRST = re.compile(
    rf"[\s,.;:*_–—-]*(?P<who>{FAMILIES}(?:, {FAMILIES})*(?:,? (?:and|&) {FAMILIES})?)(?=\s*(?:[,.;|(\[\x00\n]|$))"
)
_LONGEST = 20_000
"""Characters; a report of a large team names a thousand persons."""
_BY = re.compile(r"(?:by|authors?|written by|作者|저자|著者)\s*[:：]?\s+", re.IGNORECASE)


def read_names(text: str, *, loose: bool = False) -> tuple[Author, ...]:
    """The authors that a text names, if it is nothing else; "et al." is an author called ``others``.

    :param loose: whether the text stands where names stand, so that one name, or a group's, is enough.
    """
    text = values.text(_MARKS.sub("", _FOOTNOTES.sub("", _GROUPS.sub("", _LEFT_OUT.sub(" ", text)))))
    if _LOOSE_ACCENT.search(text):
        text = unicodedata.normalize("NFC", _LOOSE_ACCENT.sub(r"\2\1", text))
    if by := _BY.match(text):
        text, loose = text[by.end() :], True
    text = _HOMONYM.sub("", text).strip(" .,;:*_–—-|&")
    if not 2 < len(text) < _LONGEST or "://" in text:
        return ()
    bare = _OTHERS.sub("", text).strip(" .,;")
    others = bare != text
    if bibtex := _turned(bare) or _parted(bare):
        return (*map(parse_author, bibtex), Author(literal="others")) if others else tuple(map(parse_author, bibtex))
    parts = [part.strip(" .") if len(part.strip()) > 2 else part.strip() for part in _SPLIT.split(bare)]
    unnamed = {"others", "Anonymous"} if "Anonymous" in parts[1:] else {"others"}
    others = others or "Anonymous" in unnamed
    parts = [part for part in parts if part and part not in unnamed and part.lower() != "others"]
    pair = bool(re.fullmatch(r"[^\W\d_]+ (?:and|&) [^\W\d_]+", bare))  # Anwar and Barnes: nothing is turned round
    names = parts if pair else _ordered(parts, listed=others or bool(re.search(r"\band [^,;&]+$", bare)))
    if _cut(names) or (others and text.rstrip(".").endswith("etc") and len(names) < 2):
        return ()
    odd = [name for name in names if not is_name(name)]
    if not names or (odd and not _may_be_odd(odd, names, others=others)):
        return ()
    full = sum(len(name.split()) > 1 or bool(CJK.fullmatch(name) or _INITIAL_FIRST.fullmatch(name)) for name in names)
    loose = loose or bool(len(names) == 1 and (_INITIAL_FIRST.fullmatch(names[0]) or _FAMILY_INITIALS.fullmatch(bare)))
    if not (loose or others or (len(names) > 1 and full == len(names)) or (len(names) > 4 and full > 3)):
        return ()
    if not loose and not others and any(CJK.fullmatch(name) for name in names):
        return ()
    found = tuple(parse_author(name) if "{" not in name else Author(literal=name) for name in names)
    return (*found, Author(literal="others")) if others else found


def _may_be_odd(odd: list[str], names: list[str], *, others: bool) -> bool:
    """Whether a list is one of names, though one or two are like words of titles: ``Deep Ganguli``, ``Hao liu``."""
    if others and len(names) == 1:
        return bool(re.fullmatch(r"[A-Z][^\W\d_]+ [A-Z][^\W\d_]+", odd[0])) and is_name(odd[0].split()[-1])
    if len(names) < 3 or len(odd) * 5 > len(names) + 2 * others:
        return False
    plain = all(re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)? [^\W\d_]+", name) and not name.islower() for name in odd)
    return plain and all(len(name.split()) > 1 for name in names)


def _turned(text: str) -> list[str]:
    """``Doersch, Carl and Gupta, Abhinav``: names as BibTeX has them, turned round."""
    names = [re.split(r",\s*", name.strip()) for name in re.split(r",?\s+and\s+", text)]
    if len(names) < 2 or any(len(name) != 2 or not all(map(is_name, name)) for name in names):
        return []
    single = [sum(word.lower() not in PARTICLES for word in family.split()[:-1]) == 0 for family, _given in names]
    return [f"{family}, {given}" for family, given in names] if all(single) else []


def _parted(text: str) -> list[str]:
    """``Silva, Felipe Leno da; Costa, Anna Helena``: names turned round that semicolons part."""
    names = [name.strip(" .") for name in text.split(";") if name.strip(" .")]
    pairs = [re.split(r",\s*", name) for name in names]
    if len(names) < 2 or any(len(pair) > 2 for pair in pairs) or not any(len(pair) == 2 for pair in pairs):
        return []
    return names if all(is_name(part) or _INITIALS.fullmatch(part) for pair in pairs for part in pair) else []


def _cut(names: list[str]) -> bool:
    """Whether the last name ends with an initial as no other does: cut before ``Alan M. Turing``'s family."""
    ends = [bool(re.fullmatch(r"[^\W\d_][^\W\d_]+(?: [A-Z])+", name)) for name in names]
    return len(names) > 1 and ends[-1] and sum(ends) == 1


def _ordered(parts: list[str], *, listed: bool) -> list[str]:
    """Names with the given name first: ``Lewis, Patrick`` and ``Lewis, P., Ng, A.`` are turned round.

    :param listed: whether the last follows an "and", so that ``Lewis, Patrick Ada, …`` is one name, too.
    """
    behind = [_INITIALS_LAST.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(behind):
        return [f"{found['given']} {found['family']}" for found in behind if found is not None]
    last = parts[-1:] if len(parts) > 4 and len(parts) % 2 and len(parts[-1].split()) == 1 else []  # Reed, A., Dulloo
    parts = parts[: len(parts) - len(last)]
    turned = len(parts) > 1 and len(parts) % 2 == 0 and not any("." in part for part in parts[::2])
    if turned and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
        initials = [re.sub(r"\b([A-Z])$", r"\1.", part) for part in parts[1::2]]
        return [*(f"{given} {family}" for family, given in zip(parts[::2], initials, strict=True)), *last]
    parts += last
    single = len(parts) > 1 and len(parts[0].split()) == 1 and not CJK.fullmatch(parts[0])
    if not single or len(parts[1].split()) > 3 or any(len(part.split()) < 2 for part in parts[2:]):
        return parts
    given = parts[1].split()
    listed = listed and len(parts) > 2 and bool(re.fullmatch(r"[A-Z][a-zà-ž'’]+(?:-[A-Z][a-zà-ž]+)?", parts[0]))
    if len(parts) == 2 or len(given) == 1 or _INITIALS.fullmatch(given[-1]) or listed:
        return [f"{parts[1]} {parts[0]}", *parts[2:]]
    return parts


def leading_families(text: str) -> tuple[tuple[Author, ...], str]:
    """The family names that words begin with, and the words after: ``, Rumelhart, Hinton, and Williams, Nature``."""
    match = _FAMILIES_FIRST.match(text)
    names = read_families(match["who"]) if match else ()
    return (names, text[match.end() :]) if match and names else ((), text)


def read_families(text: str) -> tuple[Author, ...]:
    """The authors of words that are nothing but family names: ``Lake and de Reed``."""
    parts = [part.strip() for part in _SPLIT.split(text)]
    others = any(label_field(part) or _NO_FAMILY.fullmatch(part) for part in parts)
    return tuple(map(parse_author, parts)) if all(map(is_name, parts)) and not others else ()


def read_person(text: str) -> tuple[Author, ...]:
    """The one person whose full name a text is: a given name and a family name, or more of them."""
    text = text.strip(" ,.*_")
    return read_names(text, loose=True) if _PERSON.fullmatch(text) and is_name(text) else ()


def mostly_names(text: str) -> tuple[Author, ...]:
    """The authors of words where names stand, with a team in front of a colon or among them: ``NVIDIA: A. Ba, …``."""
    team, colon, rest = text.partition(": ")
    teams = (Author(literal=team.strip()),) if colon and len(team.split()) <= 4 and "," not in team else ()
    bare = _OTHERS.sub("", _MARKS.sub("", _NICK.sub("", rest if teams else text))).strip(" .,;*_")
    parts = [values.text(part).strip(" .") for part in _SPLIT.split(bare)]
    parts = [part for part in parts if part and len(part) <= 60]
    known = [is_name(part) for part in parts]
    full = sum(ok and len(part.split()) > 1 for ok, part in zip(known, parts, strict=True))
    if len(parts) < 2 or sum(known) * 10 < len(parts) * 8 or full * 2 < len(parts):
        return ()
    named = (parse_author(part) if ok else Author(literal=part) for ok, part in zip(known, parts, strict=True))
    return (*teams, *named)


_BORDER = re.compile(r"(?<!\b[A-Z])[.:]\s+|,\s+(?=[A-Z\"“])")
_TOPIC = re.compile(r"(?P<topic>[^-–—,.:()]{3,40}?)\s+[-–—]\s+(?=[A-Z])")
"""What a line begins with before its names: ``Chess - Ada Lane, …``."""
_BORDERS = 12
"""So many places are tried where names may end."""


def leading_names(text: str) -> tuple[tuple[Author, ...], str]:
    """The names that words begin with, be it one, and the words after: ``Kiri L. Wagstaff. Machine Learning …``."""
    for match in reversed(list(_BORDER.finditer(text[:600]))[:_BORDERS]):
        head, rest = text[: match.start()], text[match.end() :]
        if len(rest.split()) > 2 and (names := read_names(head) or read_person(head)):
            return names, rest
    return (), text


def names_behind(text: str) -> tuple[str, tuple[Author, ...], str]:
    """A topic, the names behind a dash, and the words after: ``Chess - Ada Lane, Rows of Reeds``; or nothing."""
    match = _TOPIC.match(text)
    names, rest = leading_names(text[match.end() :]) if match else ((), text)
    return (match["topic"], names, rest) if match and names else ("", (), text)


def begins_with_names(text: str) -> bool:
    """Whether words begin with the names of several persons, and others follow."""
    heads = [text[: match.start()] for match in _BORDER.finditer(text[:600])]
    return any(len(read_names(head)) > 1 for head in heads[:_BORDERS])


def read_citation(text: str) -> tuple[tuple[Author, ...], str]:
    """Authors and year of ``Gray et al. (1975)`` or ``Gray, Shenay (1999)``; nothing for anything else."""
    match = _CITED.fullmatch(text.strip(" .[]"))
    if match is None:
        return (), ""
    bare = _OTHERS.sub("", match["who"]).strip(" .,;")
    parts = [part for part in _SPLIT.split(bare) if part]
    if not parts or len(parts) > 4 or any(len(part.split()) > 3 or not is_name(part) for part in parts):
        return (), ""
    others = (Author(literal="others"),) if bare != match["who"].strip(" .,;") else ()
    if not others and not match["open"]:
        return (), ""
    return (*map(parse_author, parts), *others), match["year"]


_YEAR_AND_NAMES = re.compile(
    r"(?P<first>(?:19|20)\d\d)\s*[,;]\s*(?P<who>\S.+)|(?P<names>.+?)\s*[,;]\s*(?P<last>(?:19|20)\d\d)"
)


def read_dated(text: str) -> tuple[tuple[Author, ...], str]:
    """Authors and year of a bracket behind a title, ``2018, S. Santurkar et al.``; nothing for anything else."""
    match = _YEAR_AND_NAMES.fullmatch(text.strip(" .,;"))
    if match is None:
        return (), ""
    who, year = match["who"] or match["names"], match["first"] or match["last"]
    words = who.split()
    if len(words) > 3 and len(words) % 2 == 0 and is_name(who):  # names without commas, each of two words
        who = ", ".join(" ".join(words[place : place + 2]) for place in range(0, len(words), 2))
    names = read_names(who) or read_person(who)
    return (names, year) if names else ((), "")
