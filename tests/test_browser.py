"""The site in Chromium, as a reader uses it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "index.html",
    "library": "docs/library.html",
    "category": "docs/categories/methods.html",
    "paper": "papers/lora.html",
    "formulas": "papers/controlnet.html",
    "index": "paper-author.html",
    "search": "search.html?q=LoRA",
    "guide": "docs/guide/categories.html",
}


def watched(page: Page, address: str) -> list[str]:
    """What goes wrong on a page, as it comes up."""
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:")) else None)
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    return wrong


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_quiet_and_accessible(browser: Browser, address: str, name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    wrong = watched(page, address)
    page.goto(f"{address}/{PAGES[name]}", wait_until="networkidle")
    for width in (1440, 768, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    serious = [
        (v["id"], node["target"], node["html"][:90])
        for v in found
        if v["impact"] in {"serious", "critical"}
        for node in v["nodes"]
    ]
    context.close()
    assert wrong == []
    assert serious == [], serious


def test_the_summary_opens_and_closes_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/papers/lora.html")
    summary = page.locator("details.paper-summary > summary")
    text = page.locator("details.paper-summary li").first
    assert text.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert not text.is_visible()
    page.keyboard.press("Enter")
    assert text.is_visible()
    page.close()


def test_the_bibtex_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/papers/lora.html")
    page.locator("details.paper-cite > summary").click()
    page.locator(".paper-copy").click()
    page.locator(".paper-copy", has_text="복사됨").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@inproceedings{lora,\n")
    assert copied.endswith("}\n")
    context.close()


def test_pages_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/papers/lora.html")
    assert page.locator("details.paper-summary li").first.is_visible()
    page.locator("details.paper-cite > summary").click()
    assert "@inproceedings{lora," in page.locator(".paper-bibtex pre").inner_text()
    page.goto(f"{address}/docs/categories/methods.html")
    assert page.get_by_text("FlashAttention-2").first.is_visible()
    context.close()
