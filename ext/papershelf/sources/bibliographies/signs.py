"""How texts of reference managers begin: that tells their form where the name of a file does not."""

from __future__ import annotations

import re

SIGNS: dict[str, re.Pattern[str]] = {
    "ris": re.compile(r"\s*TY {1,2}- "),
    "nbib": re.compile(r"\s*(?:PMID ?- ?\d|OWN ?- )"),
    "enw": re.compile(r"\s*%0(?: |$)|\s*%[A-Z] [^\n]+\n\s*%[A-Z0-9@+] ", re.MULTILINE),
    "wos": re.compile(r"\s*FN [^\n]*\n\s*VR |\s*PT [A-Z]\s*\n[A-Z][A-Z0-9] "),
}
"""Form to the beginning of a text of it."""


def form_of(text: str) -> str:
    """The form of tagged lines that a text has; nothing for any other."""
    head = text[:1000].removeprefix("\ufeff").replace("\r\n", "\n")
    return next((form for form, sign in SIGNS.items() if sign.match(head)), "")
