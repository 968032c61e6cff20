"""Dates as people write them beside a title, and nothing else: text in, ISO date out."""

from __future__ import annotations

import re

from papershelf.sources.words import dates

_SHORT = re.compile(r"(?P<year>[0-3]\d)[./-](?P<month>0[1-9]|1[0-2])(?:[./-](?P<day>[0-3]\d))?")
"""``19.09.26``: years of this century."""
_COMPACT = re.compile(r"20[0-3]\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?")
_BEFORE = re.compile(
    r"(?:submitted|published|released?|first|on|in|date|arxiv|preprint|v\d)\b[: ]*|[📅🗓]\ufe0f?\s*", re.IGNORECASE
)
_SPACED = re.compile(r"(?<=\d)\s*([-./년月年월–])\s*(?=\d)")


def read_date(text: str) -> str:
    """``2021``, ``2021.06``, ``19.09.26``, ``10 Feb 2023``, ``2021년 6월`` as an ISO date; empty for anything else."""
    text = text.strip().strip("_*`").strip()
    if not any(char.isdigit() for char in text) or len(text) > 40:
        return ""
    while (match := _BEFORE.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    if match := _SHORT.fullmatch(text):
        text = "-".join(filter(None, (f"20{match['year']}", match["month"], match["day"])))
    elif _COMPACT.fullmatch(text):
        text = "-".join(filter(None, (text[:4], text[4:6], text[6:])))
    if not text or text[0] in ".,;" or text[-1] in ",;":
        return ""
    found = dates.read(_SPACED.sub(r"\1", text))
    return found.iso if found.whole and found.iso.startswith(("19", "20")) else ""
