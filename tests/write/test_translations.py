"""The words of Sphinx's scripts need no ``eval``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sphinx.locale

from papershelf.write.files.translations import for_scripts

LOCALES = sorted(Path(sphinx.locale.__file__).parent.glob("*/LC_MESSAGES/sphinx.js"))


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.parent.parent.name)
def test_every_language_of_sphinx_is_understood(path: Path) -> None:
    made = for_scripts(path.read_text(encoding="utf-8"), str)
    words, rule, locale = made.splitlines()
    assert (': ""' in words, '[""]' in words) == (False, False)
    assert words.startswith("Object.assign(Documentation.TRANSLATIONS, {")
    assert rule.startswith("Documentation.PLURAL_EXPR = (n) => Number(")
    assert locale.startswith("Documentation.LOCALE = ")


def test_what_is_no_rule_is_not_run() -> None:
    script = f"Documentation.addTranslations({json.dumps({'locale': 'x', 'plural_expr': 'alert(1)'})});"
    assert for_scripts(script, str) == script
    assert for_scripts("something else", str) == "something else"
