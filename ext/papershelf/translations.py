"""The words of the interface in a language, also where no Sphinx runs. May import no other; no Sphinx."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
CATALOGUE = "papershelf"


@cache
def words(language: str) -> NullTranslations:
    """What gives words in a language, by its code (``ko``, ``pt_BR``): English ones where it has none."""
    return translation(CATALOGUE, LOCALE, [language.replace("-", "_")], fallback=True)
