"""Dates as people and programs write them: one reader for bibliographies, servers and lists."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from papershelf.model.text import values
from papershelf.model.text.patterns import pattern

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Months as BibTeX calls them."""
_NAMES = (
    "january jan januar januari janvier janv enero gennaio gen janeiro ene",
    "february feb februar februari fevrier fevr febrero febbraio fevereiro",
    "march mar marz maart mrt maa mars marzo marco",
    "april apr avril avr abril aprile abr",
    "may mai mei mayo maggio maio mag",
    "june jun juni juin junio giugno junho giu",
    "july jul juli juillet juil julio luglio julho lug",
    "august aug augustus aout agosto ago",
    "september sept sep septembre septiembre settembre setembro",
    "october oct oktober okt octobre octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dicembre dezembro dic",
)
"""Names of each month in English, German, Dutch, French, Spanish, Italian and Portuguese, without accents."""
_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
NAME = rf"(?<![^\W_])(?P<name>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?![^\W_])\.?"
"""A month by its name, as a pattern that takes no notice of case; accents have to be gone."""
_Y = r"(?<!\d)(?P<year>\d{4})(?!\d)"
_M = r"(?P<month>\d{1,2})(?!\d)"
_D = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:\s+of)?"
_TIME = r"(?:[T ]\d\d?:[\d:.]+ ?(?:Z|UTC|[+-]\d\d:?\d\d)?|T[\d:.+Z-]*)?"
_FORMS = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"{_Y}\s?[-/.–]\s?{_M}(?:\s?[-/.–]\s?(?P<day>\d{{1,2}})(?!\d))?{_TIME}[/.]*",
        rf"{_Y}\s*[년年]?도?[/.]*",
        rf"{_Y}\s*[년年]\s*{_M}\s*[월月]\s*(?:호|号)?(?:(?P<day>\d{{1,2}})\s*[일日])?",
        rf"{_M}\s*[월月],?\s*{_Y}\s*[년年]?",
        rf"{NAME}\s*{_D},?\s+{_Y}{_TIME}",
        rf"{_D}[\s,.-]+{NAME}[\s,'-]*{_Y}{_TIME}",
        rf"{NAME}[\s,./'-]*{_Y}",
        rf"{_Y}[\s,./-]*{NAME}(?:[\s-]+{_D})?",
        rf"{_D}\.\s?{_M}\.\s?{_Y}",
        rf"{_M}[/.-]{_Y}",
        r"(?P<year>(?:1[5-9]|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)",
    )
)
_BY_SLASHES = pattern(rf"(?P<one>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-]{_Y}")
_SEASON = pattern(r"(?P<year>\d{4})-(?:2[1-9]|3\d|4[01])")
"""Seasons, quarters and halves of a year by their numbers (EDTF)."""
_DECADE = pattern(
    r"[\[(]?\d{2,3}[-Xxu?*_]{1,2}[\])]?|\d{3}0'?s|\d{2}(?:th|st|nd|rd) century|\d{2}세기|\d{3}0년대", re.IGNORECASE
)
_DAYS = pattern(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+|\s*\([월화수목금토일]\)|\s*[월화수목금토일]요일",
    re.I,
)
_RANGE = pattern(r"\s*(?:--+|[–—~～]|\s-\s|\bto\b|\bthrough\b|\bbis\b|부터|(?<=\d{4})/(?=\d{4}|\.\.|$))\s*")
_SHORT_RANGE = pattern(r"(?<![\d-])(?P<first>\d{1,2})\s*(?:-+|[–—~])\s*\d{1,2}(?![\d-])")
_NAMED_RANGE = pattern(rf"(?:{NAME})\s*[-/–]\s*(?:{NAME.replace('?P<name>', '?:')})", re.IGNORECASE)
_NAMED = pattern(rf"{NAME}(?:\s+(?P<day>\d{{1,2}})(?!\d))?(?!.*{NAME.replace('?P<name>', '?:')}).*?{_Y}", re.IGNORECASE)
_SOMEWHERE = pattern(
    r"(?<!\d)(?P<year>1\d{3}|2[01]\d\d)(?!\d)(?:[-/.](?P<month>\d{1,2})(?!\d)(?:[-/.](?P<day>\d{1,2})(?!\d))?)?"
)


@dataclass(frozen=True, slots=True)
class Date:
    """What of a text is a date.

    :param iso: ISO 8601 to the precision that is right; may be empty.
    :param whole: whether that is all that the text says.
    :param wrong: what of the text is no date, in words; nothing for what merely says more, as a season.
    """

    iso: str
    whole: bool
    wrong: str = ""


def read(written: str) -> Date:
    """The date of a text: ISO, day-first, in words; of a range its beginning.

    ``03/04/2021`` is the year alone: nobody knows which of the two is the month.
    """
    text = _plain(written)
    if not text or text in {"0", "0000"}:
        return Date("", whole=True)
    if _SEASON.fullmatch(text):
        return Date(text[:4], whole=False)
    if _DECADE.fullmatch(text):
        return Date("", whole=False, wrong="a year has four digits")
    if match := _BY_SLASHES.fullmatch(text):
        return _by_slashes(match)
    return _formed(text) or _range(text) or _somewhere(text)


def iso(written: str) -> str:
    """The date of a text in ISO form, to the precision in which it is one; else nothing."""
    return read(written).iso


def _plain(written: str) -> str:
    """The text without accents of names, days of the week, and brackets around it."""
    text = unicodedata.normalize("NFKD", " ".join(written.split()))
    text = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", text))
    text = _DAYS.sub("", text).strip(" .,;")
    return text[1:-1].strip() if text.startswith(("[", "(")) and text.endswith(("]", ")")) else text


def _formed(text: str) -> Date | None:
    """A text that is a date and nothing else."""
    if re.fullmatch(r"\d{3}", text):
        return Date(f"0{text}", whole=True)
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _dated(match)
    return None


def _range(text: str) -> Date | None:
    """The beginning of a range; where only its end has the year, or the month, they are those of the beginning, too."""
    left, *rest = _RANGE.split(text, maxsplit=1)
    if rest and (found := _formed(left)):
        return Date(found.iso, whole=False, wrong=found.wrong)
    for form, first in ((_SHORT_RANGE, r"\g<first>"), (_NAMED_RANGE, r"\g<name>")):
        if (shorter := form.sub(first, text, count=1)) != text and (found := _formed(shorter.strip(" ,"))):
            return Date(found.iso, whole=False, wrong=found.wrong)
    if rest and (year := re.search(_Y, rest[0])) and (found := _formed(f"{left.strip(' ,')} {year[0]}")):
        return Date(found.iso, whole=False, wrong=found.wrong)
    return None


def _somewhere(text: str) -> Date:
    match = _NAMED.search(text) or _SOMEWHERE.search(text)
    return Date(_dated(match).iso, whole=False) if match else Date("", whole=False)


def _by_slashes(match: re.Match[str]) -> Date:
    """Day first, unless only the other way is a day."""
    one, other = int(match["one"]), int(match["other"])
    if one == other or max(one, other) > 12:
        day, month = (one, other) if one > 12 or one == other else (other, one)
        return _held([match["year"], month, day])
    return Date(match["year"], whole=False, wrong=f"of {one} and {other}, either may be the month")


def _dated(match: re.Match[str]) -> Date:
    found = match.groupdict()
    name = found.get("name")
    month = _NUMBERS[name.lower()] if name else int(found.get("month") or 0)
    return _held([found["year"] or "", month, int(found.get("day") or 0)])


def _held(parts: list[str | int]) -> Date:
    """As many of year, month and day as make a date; a nought is none."""
    year, month, day = str(parts[0]), int(parts[1]), int(parts[2])
    written = [year, *([f"{month:02}"] if month else []), *([f"{day:02}"] if month and day else [])]
    for count in range(len(written), 0, -1):
        try:
            found = values.partial_date("-".join(written[:count]))
        except ValueError:
            continue
        return Date(found, count == len(written), _missing(written[count:], month))
    return Date("", whole=False, wrong=f"there is no year {year}")


def _missing(rest: list[str], month: int) -> str:
    if not rest:
        return ""
    return (
        f"there is no month {month}"
        if len(rest) == 2 or month > 12
        else f"there is no day {int(rest[0])} in that month"
    )
