"""Graphs in Chromium: by keyboard, on narrow screens, without scripts (`test_browser` looks at their pages)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

MAP = "docs/map.html"
GUIDE = "docs/guide/graphs.html"


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
    card = "document.activeElement.querySelector('.paper-node-card')"
    assert page.evaluate(f"getComputedStyle({card}).strokeWidth") == "2.5px"
    target = page.evaluate("document.activeElement.href.baseVal")
    page.keyboard.press("Enter")
    panel = page.locator(".paper-picked").first
    expect(panel).to_contain_text("Esc")
    page.keyboard.press("Escape")
    expect(panel).to_be_empty()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target.removeprefix('../')}")
    assert page.locator("h1").count() == 1
    page.close()


NEAR = """drawing => [...drawing.querySelectorAll(".paper-node.paper-near")].map(node => node.dataset.node).sort()"""
ENDS = """drawing => [...drawing.querySelectorAll(".paper-edge")].map(line => line.dataset.ends)"""


def test_one_click_shows_what_a_paper_is_connected_with(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/{MAP}")
    figure = page.locator(".paper-graph").first
    drawing = figure.locator(".paper-drawing")
    node = drawing.locator(".paper-node", has=page.get_by_text("LLaVA", exact=True))
    number = node.get_attribute("data-node")
    ends = [set(pair.split()) for pair in drawing.evaluate(ENDS)]
    node.click()
    assert drawing.evaluate(NEAR) == sorted(set().union(*(pair for pair in ends if number in pair)))
    panel = figure.locator(".paper-picked")
    item = figure.locator(".paper-graph-list li", has=page.locator(f"a[href='{node.get_attribute('href')}']")).first
    expect(panel.locator("li")).to_have_count(item.locator("li").count())
    expect(panel.get_by_role("link", name="LIMA").or_(panel.get_by_role("link", name="Vicuna")).first).to_be_visible()
    box = panel.bounding_box()
    assert box and box["y"] + box["height"] <= 901  # it stays in sight however long the drawing is
    page.set_viewport_size({"width": 390, "height": 844})
    box = panel.bounding_box()
    assert box and (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 390, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    panel.get_by_role("button", name="모두 보기").click()
    expect(panel).to_be_empty()
    page.set_viewport_size({"width": 1440, "height": 900})
    node.click()
    drawing.click(position={"x": 3, "y": 3})
    expect(panel).to_be_empty()
    node.click()
    node.click()
    page.wait_for_url("**/papers/llava.html")
    page.close()


CROWDED = """() => [...document.querySelectorAll(".paper-drawing")].flatMap((drawing) => {
  const boxes = [...drawing.querySelectorAll(".paper-node")].map((node) => {
    const [frame, text] = ["rect", "text"].map((name) => node.querySelector(name).getBBox());
    const fits = text.x >= frame.x && text.x + text.width <= frame.x + frame.width
      && text.y >= frame.y - 2 && text.y + text.height <= frame.y + frame.height + 2;
    return [node.textContent, frame, fits];
  });
  const before = (a, b, side, size) => a[side] + a[size] <= b[side] || b[side] + b[size] <= a[side];
  const apart = (a, b) => before(a, b, "x", "width") || before(a, b, "y", "height");
  const { width, height } = drawing.viewBox.baseVal;
  return boxes.filter(([name, a, fits], number) => !fits || name.includes("…") || a.x < 0 || a.y < 0
    || a.x + a.width > width || a.y + a.height > height
    || boxes.some(([, b], other) => other < number && !apart(a, b))).map(([name]) => name);
})"""


def test_no_name_is_cut_or_on_another(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for path in (MAP, GUIDE):
        page.goto(f"{address}/{path}")
        assert page.evaluate(CROWDED) == []
    page.goto(f"{address}/{MAP}")
    frames = "[...document.querySelectorAll('.paper-graph-frame')].map(frame => frame.scrollWidth - frame.clientWidth)"
    assert page.evaluate(frames) == [0, 0]
    legend = page.locator(".paper-legend").first
    for word in ("확장", "방법을 씀", "견줌", "뒷받침", "언급"):
        expect(legend.locator("li", has_text=word).locator(".paper-edge")).to_have_count(1)
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
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{address}/{GUIDE}")
    table = page.locator("table.paper-compare").first
    frame = table.locator("xpath=..")
    frame.evaluate("frame => { frame.style.width = '350px'; frame.scrollLeft = 150; }")  # as with many papers
    assert frame.evaluate("frame => frame.scrollLeft") == 150
    left = "element => element.getBoundingClientRect().left"
    inside = table.locator("tbody th").first.evaluate(left) - frame.evaluate(left)
    assert 0 <= inside < 4  # the frame has a little padding
    page.close()
