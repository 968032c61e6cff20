"""Sphinx's words for scripts: whole, and in a form that a strict content-security policy lets run.

Sphinx makes a function of the rule for plurals from its text, as ``eval`` does (``doctools.js``). What is not
translated stands in its file as an empty text, and is shown as one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

_CALL = re.compile(r"\s*Documentation\.addTranslations\((?P<catalogue>\{.*\})\);?\s*", re.DOTALL)
_RULE = re.compile(r"[\dn\s()?:%=!<>&|]+")


def for_scripts(script: str, translate: Callable[[str], str]) -> str:
    """``translations.js`` with the rule written as a function, and no empty words; any other script as it is.

    :param translate: gives the translation of a text, or the text itself.
    """
    match = _CALL.fullmatch(script)
    if match is None:
        return script
    catalogue = json.loads(match["catalogue"])
    rule = catalogue.get("plural_expr", "n != 1")
    if not _RULE.fullmatch(rule):
        return script
    found = {text: _whole(text, words, translate) for text, words in catalogue.get("messages", {}).items()}
    messages, locale = json.dumps({text: words for text, words in found.items() if words}), catalogue.get("locale")
    return (
        f"Object.assign(Documentation.TRANSLATIONS, {messages});\n"
        f"Documentation.PLURAL_EXPR = (n) => Number({rule});\n"
        f"Documentation.LOCALE = {json.dumps(locale)};\n"
    )


def _whole(text: str, words: str | list[str], translate: Callable[[str], str]) -> str | list[str]:
    """The words of a text, or ours; nothing where there are none: a script then shows the text itself."""
    if isinstance(words, str):
        found = words or translate(text)
        return "" if found == text else found
    if all(words):
        return words
    found = translate(text)
    return "" if found == text else [found] * len(words)
