"""Words that are translated where they are shown."""

from __future__ import annotations


def N_(text: str) -> str:
    """Mark a text for translation; it stays as it is here."""
    return text
