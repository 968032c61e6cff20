"""Graphs in Chromium: by keyboard, in both schemes, on narrow screens, without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

MAP = "docs/map.html"
GUIDE = "docs/guide/graphs.html"


@pytest.mark.parametrize("path", [MAP, GUIDE, "papers/lora.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_with_drawings_are_accessible_and_never_scroll_sideways(
    browser: Browser, address: str, path: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
    page.goto(f"{address}/{path}", wait_until="networkidle")
    for width in (1440, 768, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [
            (v["id"], n["html"][:90]) for v in found if v["impact"] in {"serious", "critical"} for n in v["nodes"]
        ] == []
    context.close()
    assert wrong == []


def test_a_drawing_is_walked_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}/{MAP}")
    frame = page.locator(".paper-graph-frame").first
    assert frame.get_attribute("tabindex") == "0"  # it scrolls sideways here
    frame.focus()
    seen = []
    for _step in range(3):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.querySelector('title').textContent"))
    assert len(set(seen)) == 3
    area = "document.activeElement.querySelector('.paper-node-area')"
    assert page.evaluate(f"getComputedStyle({area}).strokeWidth") == "2px"
    assert page.evaluate(f"getComputedStyle({area}).stroke") != "none"
    target = page.evaluate("document.activeElement.href.baseVal")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target.removeprefix('../')}")
    assert page.locator("h1").count() == 1
    page.close()


def test_a_node_is_clicked_and_its_list_opens_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{MAP}")
    listed = page.locator(".paper-graph-list").first
    assert not listed.locator("a").first.is_visible()
    listed.locator("summary").click()
    assert listed.locator("a").first.is_visible()
    page.locator(".paper-graph-frame").first.locator("a text", has_text="LoRA").last.click()
    page.wait_for_url("**/papers/lora.html")
    context.close()


def test_the_first_column_of_a_comparison_stays_in_sight(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}/{GUIDE}")
    table = page.locator("table.paper-compare").first
    frame = table.locator("xpath=..")
    frame.evaluate("frame => { frame.scrollLeft = 150; }")
    assert frame.evaluate("frame => frame.scrollLeft") == 150
    left = frame.evaluate("frame => frame.getBoundingClientRect().left")
    assert (
        abs(table.locator("tbody th").first.evaluate("cell => cell.getBoundingClientRect().left") - left) < 4
    )  # the frame has a little padding
    page.close()
