"""Dates as people and programs write them."""

from __future__ import annotations

import re

from papershelf.model import values

_DATE = re.compile(r"(?<!\d)(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})(?!\d)(?:[-/](?P<day>\d{1,2})(?!\d))?)?")


def iso(written: str) -> str:
    """The first date of a text, in ISO form, to the precision in which it is one; else nothing."""
    match = _DATE.search(written)
    if match is None:
        return ""
    parts = [match["year"], *(f"{int(part):02}" for part in (match["month"], match["day"]) if part)]
    while parts:
        try:
            return values.partial_date("-".join(parts))
        except ValueError:
            parts.pop()
    return ""
