"""What axe finds in a page: barriers to readers, and colours that do not set text off."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_RUN = """([context, options]) => axe.run(context ?? document, options)
    .then(({ violations, passes }) => ({ violations, passes: passes.map((rule) => rule.id) }))"""


def found(page: Page, context: Any = None, **options: Any) -> dict[str, Any]:
    """The violations of a page, and the ids of the rules that something of it keeps.

    axe is loaded into a page once: what Chromium has compiled of it serves the next look, too.
    """
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    answer: dict[str, Any] = page.evaluate(_RUN, [context, {"resultTypes": ["violations"], **options}])
    return answer


def serious(page: Page, **options: Any) -> list[tuple[str, list[str], str]]:
    """Rule, place and markup of whatever keeps readers out."""
    return [
        (rule["id"], node["target"], node["html"][:90])
        for rule in found(page, **options)["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
