"""Dates as people and programs write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from papershelf.model import values

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_YEAR = r"(?<!\d)(?P<year>\d{4})(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.]\s*(?P<month>\d{{1,2}})(?!\d)(?:[-/.]\s*(?P<day>\d{{1,2}})(?!\d))?(?:T[\d:.+Z-]*|[/.]*)",
        rf"{_YEAR}/*",
        rf"{_YEAR}\s*[년年]\s*(?:(?P<month>\d{{1,2}})\s*[월月]\s*(?:(?P<day>\d{{1,2}})\s*[일日])?)?",
        rf"{_NAME}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}[\s-]+{_NAME}[\s,-]+{_YEAR}",
        rf"{_NAME}[\s,/-]+{_YEAR}",
        rf"{_YEAR}[\s,/-]+{_NAME}(?:[\s-]+{_DAY})?",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
    )
)
_BY_SLASHES = re.compile(rf"(?P<one>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-]{_YEAR}")
_NAMED = re.compile(rf"\b{_NAME}.*?{_YEAR}", re.IGNORECASE)
_SOMEWHERE = re.compile(
    r"(?<!\d)(?P<year>1\d{3}|2[01]\d\d)(?!\d)(?:[-/.](?P<month>\d{1,2})(?!\d)(?:[-/.](?P<day>\d{1,2})(?!\d))?)?"
)


@dataclass(frozen=True, slots=True)
class Date:
    """What of a text is a date.

    :param iso: ISO 8601 to the precision that is right; may be empty.
    :param whole: whether that is all that the text says.
    """

    iso: str
    whole: bool


def read(written: str) -> Date:
    """The date of a text: ISO, day-first, in words of English or Korean; of a range its beginning.

    ``03/04/2021`` is the year alone: nobody knows which of the two is the month.
    """
    text = " ".join(written.split()).strip(" .,;")
    if not text:
        return Date("", whole=True)
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = [match["year"], *_month_and_day(match.groupdict())]
            iso = _iso(parts)
            return Date(iso, len(iso.split("-")) == len(parts))
    if match := _BY_SLASHES.fullmatch(text):
        return _by_slashes(match)
    if match := _NAMED.search(text) or _SOMEWHERE.search(text):
        return Date(_iso([match["year"], *_month_and_day(match.groupdict())]), whole=False)
    return Date("", whole=False)


def iso(written: str) -> str:
    """The date of a text in ISO form, to the precision in which it is one; else nothing."""
    return read(written).iso


def _by_slashes(match: re.Match[str]) -> Date:
    """Day first, unless only the other way is a day."""
    one, other = int(match["one"]), int(match["other"])
    if one == other or max(one, other) > 12:
        day, month = (one, other) if one > 12 or one == other else (other, one)
        if found := _iso([match["year"], f"{month:02}", f"{day:02}"]):
            return Date(found, len(found) == len("2021-06-17"))
    return Date(match["year"], whole=False)


def _month_and_day(found: dict[str, str | None]) -> list[str]:
    name = found.get("name")
    month = MONTHS.index(name[:3].lower()) + 1 if name else int(found.get("month") or 0)
    parts = [f"{month:02}"] if month else []
    return [*parts, f"{int(day):02}"] if parts and (day := found.get("day")) else parts


def _iso(parts: list[str]) -> str:
    """As many of the parts as make a date."""
    for count in range(len(parts), 0, -1):
        try:
            return values.partial_date("-".join(parts[:count]))
        except ValueError:
            continue
    return ""
