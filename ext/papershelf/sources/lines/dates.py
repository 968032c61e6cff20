"""Dates as people write them beside a title: text in, ISO date out."""

from __future__ import annotations

import re

from papershelf.model import values

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHERS = {"okt": 10, "mei": 5, "mai": 5, "mrt": 3, "maa": 3, "mär": 3, "dez": 12}
"""Months as they are called in Dutch and in German."""
_Y, _M, _D = r"(?P<year>(?:19|20)\d\d)", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_NAME = rf"(?P<name>{'|'.join((*MONTHS, *_OTHERS))})[a-z]*\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_Y}(?:\s*(?P<sign>[-./年년–])\s*{_M}(?:\s*[-./月월–]\s*{_D})?)?\s*[年년月월日일.]?",
        rf"(?:{_D}(?:st|nd|rd|th)?[ ,.-]+)?{_NAME}[ ,.'-]*{_Y}",
        rf"{_NAME}[ .]+{_D}(?:st|nd|rd|th)?,?[ ]+{_Y}",
        rf"{_Y}[ ,.-]+{_NAME}(?:[ .]+{_D})?",
        rf"{_M}[/.]{_Y}",
        r"(?P<short>[0-3]\d)[./-](?P<month>0[1-9]|1[0-2])(?:[./-](?P<day>[0-3]\d))?",
        r"(?P<year>20[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)?",
    )
)
_BEFORE = re.compile(
    r"(?:submitted|published|released?|first|on|in|date|arxiv|preprint|v\d)\b[: ]*|[📅🗓]\ufe0f?\s*", re.IGNORECASE
)


def read_date(text: str) -> str:
    """``2021``, ``2021.06``, ``19.09.26``, ``10 Feb 2023``, ``2021년 6월`` as an ISO date; empty for anything else."""
    text = text.strip().strip("_*`").strip()
    if not any(char.isdigit() for char in text) or len(text) > 40:
        return ""
    while (match := _BEFORE.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _iso(match.groupdict())
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    year = parts.get("year") or f"20{parts.get('short')}"
    name = (parts.get("name") or "").lower()[:3]
    named = str(_OTHERS.get(name) or MONTHS.index(name) + 1) if name else None
    month = parts.get("month") or named
    written = [year, *(f"{int(part):02}" for part in (month, parts.get("day") if month else None) if part)]
    try:
        return values.partial_date("-".join(written))
    except ValueError:
        return ""
