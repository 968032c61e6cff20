"""Sphinx's words for scripts in a form that a strict content-security policy lets run.

Sphinx makes a function of the rule for plurals from its text, as ``eval`` does (``doctools.js``).
"""

from __future__ import annotations

import json
import re

_CALL = re.compile(r"\s*Documentation\.addTranslations\((?P<catalogue>\{.*\})\);?\s*", re.DOTALL)
_RULE = re.compile(r"[\dn\s()?:%=!<>&|]+")


def without_eval(script: str) -> str:
    """``translations.js`` with the rule written as a function; any other script as it is."""
    match = _CALL.fullmatch(script)
    if match is None:
        return script
    catalogue = json.loads(match["catalogue"])
    rule = catalogue.get("plural_expr", "n != 1")
    if not _RULE.fullmatch(rule):
        return script
    messages, locale = (json.dumps(catalogue.get(name)) for name in ("messages", "locale"))
    return (
        f"Object.assign(Documentation.TRANSLATIONS, {messages});\n"
        f"Documentation.PLURAL_EXPR = (n) => Number({rule});\n"
        f"Documentation.LOCALE = {locale};\n"
    )
