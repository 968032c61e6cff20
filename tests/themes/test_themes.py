"""Themes in Chromium: what is papershelf's is readable in each, in light and dark colours, and each is searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import barriers
from conftest import serving
from support import few
from themes.libraries import DARK, THEMES, alone, whole

pytestmark = pytest.mark.browser

OURS = (".paper-box", ".paper-library", ".paper-list", ".paper-cards", ".paper-table", ".paper-compare", ".paper-graph")
OURS += (".paper-stats", ".paper-counts-table", ".paper-hover", ".paper-hits", ".paper-search-count", "#search-results")
PAGES = ("papers/lora.html", "lists.html", "search.html?q=모델을")
SELF = "script-src 'self'"
FIELDS = {
    "furo": ".sidebar-search",
    "sphinx_rtd_theme": "#rtd-search-form input[name=q]",
    "alabaster": ".searchbox input[name=q], .search input[name=q]",
    "shibuya": ".searchbox input[name=q]",
}
"""The themes' own fields of search; those that are not here open a dialog by Ctrl+K."""

Address = Callable[..., str]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Builds and serves a library or plain pages in a theme, once under each policy."""
    folder, found = tmp_path_factory.mktemp("themes"), dict[tuple[object, ...], str]()
    with ExitStack() as servers:

        def address(make: Callable[[Path, str], Path], theme: str, policy: str = "") -> str:
            pytest.importorskip(theme)  # not all are installed for every Python
            if (make, theme, policy) not in found:
                found[make, theme, policy] = servers.enter_context(serving(make(folder, theme), policy))
            return found[make, theme, policy]

        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens pages that load nothing from elsewhere, as a font of a theme, and may say nothing in the console."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def make(address: str) -> Page:
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()

        def foreign(route: Route) -> None:
            route.continue_() if route.request.url.startswith((address, "data:")) else route.fulfill(body="")

        page.route("**/*", foreign)
        page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


def lightness(page: Page, selector: str) -> float:
    """How light the ground of an element is, from 0 to 1."""
    script = "node => getComputedStyle(node).backgroundColor"
    numbers = [float(n) for n in re.findall(r"[\d.]+", page.locator(selector).first.evaluate(script))[:3]]
    return sum(numbers) / 765


@pytest.mark.parametrize("theme", few(THEMES, "furo", "pydata_sphinx_theme", "alabaster"))
def test_ours_is_readable_and_fits(sites: Address, open_page: Callable[[str], Page], theme: str) -> None:
    address = sites(whole, theme)
    page = open_page(address)
    for place in PAGES:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")
        page.goto(f"{address}/{place}")
        page.evaluate("document.querySelectorAll('details[class*=paper-]').forEach(block => block.open = true)")
        if place == PAGES[0]:
            page.locator(".paper-disclosure a.paper-link").first.hover()
            expect(page.locator(".paper-hover")).to_be_visible()
        elif place == PAGES[1]:
            page.locator(".paper-value").first.click()
        else:
            expect(page.locator(".paper-hit", has_text="LoRA").first.locator("mark")).to_be_visible()
        assert lightness(page, ".paper-status-done") > 0.5
        assert pale(page) == []
        page.emulate_media(color_scheme="dark")
        if theme in DARK:
            expect(page.locator(".paper-status-done").first).to_have_css("background-color", "rgb(28, 61, 42)")
            assert pale(page) == []
        else:
            assert lightness(page, ".paper-status-done") > 0.5
        page.set_viewport_size({"width": 360, "height": 800})
        expect(page.locator(".paper-hover:visible")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate(OUT) == []


OUT = """() => {
  const inFrame = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement) {
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(up).overflowX)) return true;
    }
    return getComputedStyle(node).overflowX === "auto";
  };
  const frames = ":is(table, .paper-box, .paper-list, .paper-cards, .paper-library, .paper-hits)";
  const wide = (node) => node.getBoundingClientRect().right > 361 && !inFrame(node);
  return [...document.querySelectorAll(`${frames} *`)].filter(wide).map((node) => node.outerHTML.slice(0, 90));
}"""
"""What reaches out of a narrow page, though nothing would scroll."""


def pale(page: Page) -> list[tuple[str, str]]:
    """Text of ours that its ground does not set off: less than 4.5 to 1, or 3 to 1 where it is large."""
    there = [selector for selector in OURS if page.locator(selector).count()]
    assert there
    found = barriers.found(page, *there, contrast_alone=True)
    assert found["passes"]
    return [(node["messages"][0], node["html"][:90]) for rule in found["violations"] for node in rule["nodes"]]


def asked(page: Page, theme: str, query: str) -> None:
    """Search as the theme offers it, and be on the page of our search."""
    if theme in FIELDS:
        page.locator(FIELDS[theme]).first.fill(query)
    else:
        page.keyboard.press("Control+k")
        page.keyboard.type(query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")


ASKED = [(make, theme) for make in (whole, alone) for theme in THEMES]
FEW = [(whole, "furo"), (whole, "alabaster"), (alone, "pydata_sphinx_theme"), (alone, "shibuya")]


@pytest.mark.parametrize(("make", "theme"), few(ASKED, *FEW))
def test_search_finds(
    sites: Address, open_page: Callable[[str], Page], theme: str, make: Callable[[Path, str], Path]
) -> None:
    address = sites(make, theme)
    page = open_page(address)
    page.goto(f"{address}/{'papers/rag' if make is whole else 'other'}.html")
    asked(page, theme, "모델의")
    hit = page.locator(".paper-hit", has_text="LoRA").first
    expect(hit.locator("mark").first).to_have_text(re.compile("모델"))
    field = page.locator("main, [role=main], .body, article").locator("input[name=q]")
    expect(field).to_have_count(1)
    expect(field).to_have_value("모델의")
    field.fill("LoRA를")
    expect(page.locator(".paper-search-count")).to_contain_text("LoRA를")
    page.locator(".paper-hit a", has_text="LoRA").first.click()
    page.wait_for_url("**/papers/lora.html" if make is whole else "**/page.html")


def test_the_dialog_of_pydata_answers_while_one_types(sites: Address, open_page: Callable[[str], Page]) -> None:
    address = sites(alone, "pydata_sphinx_theme")
    page = open_page(address)
    page.goto(f"{address}/other.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("LoRA")
    hit = page.locator("dialog[open] .paper-hit a").first
    expect(hit).to_have_text("LoRA")
    assert "search.html" not in page.url
    assert pale(page) == []
    hit.click()
    page.wait_for_url("**/page.html")


def choose_dark(page: Page, theme: str) -> None:
    """Press the theme's button until it is dark."""
    if theme == "furo":
        page.locator(".theme-toggle:visible").first.click()
    elif theme == "shibuya":
        page.locator(".js-theme").dblclick()
    else:
        page.evaluate("document.querySelector('.theme-change-button[data-mode=dark]').click()")


SEEN = """
const look = () => {
  const { documentElement: root, body } = document;
  const isDark = root.className.includes("dark") || [root, body].some((node) => node?.dataset.theme === "dark");
  if (body) (window.seen ??= []).push(isDark);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@pytest.mark.parametrize("theme", few(DARK, "furo", "pydata_sphinx_theme"))
def test_the_choice_of_dark_is_kept_where_no_line_of_script_may_run(
    sites: Address, browser: Browser, theme: str
) -> None:
    address = sites(whole, theme, SELF)
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/papers/lora.html")
    assert lightness(page, ".paper-status-done") > 0.5
    choose_dark(page, theme)
    page.add_init_script(SEEN)
    page.goto(f"{address}/papers/rag.html")
    page.wait_for_function("window.seen?.length")
    assert set(page.evaluate("window.seen")) == {True}  # from the first frame on
    assert lightness(page, ".paper-status-writing") < 0.5
    assert pale(page) == []
    context.close()
    assert wrong == []


@pytest.mark.parametrize("theme", few(THEMES, "furo", "pydata_sphinx_theme", "alabaster"))
def test_search_finds_where_no_line_of_script_may_run(sites: Address, browser: Browser, theme: str) -> None:
    address = sites(whole, theme, SELF)
    page = browser.new_page()
    page.goto(f"{address}/search.html?q=모델을")
    expect(page.locator(".paper-hit").first).to_be_visible()
    page.close()
