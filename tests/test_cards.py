"""Cards of papers in Chromium: by mouse, by keyboard and by touch, and what pages are without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from barriers import serious
from library import built
from papershelf.write.files import cards
from support import Site, category, few, home, paper
from test_browser import watched

pytestmark = pytest.mark.browser

LORA = "papers/lora.html"
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"


def card(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def link_to(page: Page, name: str) -> Locator:
    """The first link of the note's own text to a paper."""
    return page.locator(f"article section a.paper-link[href*='{name}']").first


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


def apart(page: Page, link: Locator) -> dict[str, Any]:
    """Where the card lies: inside the window, and beside the link."""
    box, anchor = card(page).bounding_box(), link.bounding_box()
    assert box is not None
    assert anchor is not None
    size = page.viewport_size
    assert size is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    assert box["y"] >= anchor["y"] + anchor["height"] or box["y"] + box["height"] <= anchor["y"]
    assert card(page).evaluate("box => box.scrollHeight <= box.clientHeight"), "something is cut off"
    return {**box}


LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1440, 768, 360)]


@pytest.mark.parametrize(("scheme", "width"), few(LOOKS, ("light", 1440), ("dark", 360)))
def test_a_link_under_the_pointer_shows_what_it_leads_to(
    browser: Browser, address: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    wrong = watched(page, address)
    page.goto(f"{address}/{LORA}")
    link = link_to(page, "dreambooth")
    link.hover()
    expect(card(page)).to_be_visible()
    lines = card(page).locator("p").all_inner_texts()
    assert lines[0] == "DreamBooth: Fine Tuning Text-to-Image Diffusion Models for Subject-Driven Generation"
    assert lines[1].startswith("Nataniel Ruiz, Yuanzhen Li")
    assert lines[2] == "CVPR 2023 · 첫 판 2022 완료"
    assert len(lines) == 6
    expect(link).to_have_attribute("aria-describedby", "paper-hover")
    apart(page, link)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert wrong == []
    context.close()


def test_nothing_is_loaded_before_a_card_is_asked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url.removeprefix(f"{address}/cards/")) if "/cards/" in r.url else None)
    page.goto(f"{address}/{LORA}", wait_until="networkidle")
    assert asked == []
    for name in ("dreambooth", "animatediff", "dreambooth"):
        link_to(page, name).hover()
        expect(card(page)).to_be_visible()
    assert asked == ["index.js", "0.js"]


def test_passing_over_a_link_opens_nothing(page: Page, address: str) -> None:
    page.clock.install(time=0)
    page.goto(f"{address}/{LORA}")
    page.clock.pause_at(3_600_000)  # which no slow machine has come to by now
    link_to(page, "dreambooth").hover()
    page.clock.run_for(300)
    expect(card(page)).to_be_visible()  # what it shows is loaded now
    page.mouse.move(5, 5)
    page.clock.run_for(300)
    expect(card(page)).to_be_hidden()
    link_to(page, "animatediff").hover()
    page.clock.run_for(200)
    expect(card(page)).to_be_hidden()
    page.mouse.move(5, 5)
    page.clock.run_for(2000)
    expect(card(page)).to_be_hidden()


def test_a_card_stays_while_the_pointer_is_on_it_and_closes_after(page: Page, address: str) -> None:
    page.clock.install(time=0)
    page.goto(f"{address}/{LORA}")
    page.clock.pause_at(3_600_000)  # a slow machine takes longer for the way than the card stays
    link = link_to(page, "dreambooth")
    link.hover()
    page.clock.run_for(300)
    expect(card(page)).to_be_visible()
    box = apart(page, link)
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=40)
    page.clock.run_for(600)
    expect(card(page)).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(600)
    expect(card(page)).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None


def test_escape_closes_a_card_until_the_pointer_comes_again(page: Page, address: str) -> None:
    page.goto(f"{address}/{LORA}")
    link = page.locator(".paper-relations a[href$='#paper-peft']")
    link.hover(position={"x": 5, "y": 8})
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    link.locator(".paper-status").hover()  # another part of the same link
    page.wait_for_timeout(600)
    expect(card(page)).to_be_hidden()
    page.mouse.move(5, 5)
    link.hover()
    expect(card(page)).to_be_visible()


@pytest.mark.parametrize("place", ["start", "end"])
def test_a_card_is_where_there_is_room(page: Page, address: str, place: str) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(f"{address}/{LORA}")
    link = link_to(page, "dreambooth")
    link.evaluate(f"link => link.scrollIntoView({{ block: '{place}' }})")
    link.hover()
    expect(card(page)).to_be_visible()
    apart(page, link)


def test_a_card_opens_by_keyboard_and_never_takes_the_focus(page: Page, address: str) -> None:
    page.goto(f"{address}/{LORA}")
    link = link_to(page, "dreambooth")
    page.locator("article section a.paper-link[href*='animatediff']").first.focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(card(page)).to_be_visible()
    expect(card(page)).to_contain_text("Subject-Driven Generation")
    expect(link).to_be_focused()
    apart(page, link)
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(card(page)).to_contain_text("AnimateDiff")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/animatediff.html")


def test_every_kind_of_link_has_a_card(page: Page, address: str) -> None:
    kinds = {
        LORA: [
            ".paper-relations a[href*='advprompter']",
            ".paper-relations a[href$='#paper-peft']",
            ".paper-backlinks a[href*='dreambooth']",
        ],
        "docs/categories/fine-tuning.html": [".paper-item-title a"],
        "paper-year.html": ["table a[href*='lora']"],
    }
    for name, selectors in kinds.items():
        page.goto(f"{address}/{name}")
        page.evaluate(UNFOLD)
        for selector in selectors:
            page.mouse.move(5, 5)
            expect(card(page)).to_be_hidden()
            page.locator(f"article {selector}").first.hover()
            expect(card(page)).to_be_visible()


def test_cards_are_found_in_whatever_file_they_stand(
    page: Page, make_site: Callable[[Mapping[str, str]], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "PER_FILE", 1)
    papers = {f"papers/p{n}.md": paper(f"Title {n}", f"p{n}") for n in range(4)}
    site = make_site({"index.md": home("methods"), "methods.md": category(), **papers})
    assert site.build() == ""
    page.goto((site.out / "html" / "methods.html").as_uri())
    for number in range(4):
        page.mouse.move(5, 5)
        expect(card(page)).to_be_hidden()
        page.locator(".paper-item a").nth(number).hover()
        expect(card(page)).to_contain_text(f"Title {number}")
        page.mouse.move(0, 0)  # the card lies over the next link
        expect(card(page)).to_be_hidden()


def test_links_to_other_pages_and_in_the_sidebar_have_none(page: Page, address: str) -> None:
    page.goto(f"{address}/{LORA}")
    page.evaluate(UNFOLD)
    for selector in (
        ".sidebar-tree a[href*='clinical']",
        ".paper-facts a",
        ".paper-backlinks a[href*='docs/categories']",
    ):
        page.locator(selector).first.hover()
        page.wait_for_timeout(500)
        expect(card(page)).to_be_hidden()


def test_a_card_closes_when_its_link_is_scrolled_away(page: Page, address: str) -> None:
    page.goto(f"{address}/{LORA}")
    page.locator(".paper-relations a[href*='advprompter']").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")
    expect(card(page)).to_be_hidden()


def test_a_tap_on_the_mark_opens_and_closes_a_card(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    wrong = watched(page, address)
    page.goto(f"{address}/{LORA}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    mark = page.get_by_role("button", name="Preview of DreamBooth").or_(
        page.get_by_role("button", name="DreamBooth 미리보기")
    )
    size = mark.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 24
    mark.tap()
    expect(card(page)).to_be_visible()
    expect(mark).to_have_attribute("aria-expanded", "true")
    apart(page, link_to(page, "dreambooth"))
    assert serious(page) == []
    mark.tap()
    expect(card(page)).to_be_hidden()
    expect(mark).to_have_attribute("aria-expanded", "false")
    mark.tap()
    expect(card(page)).to_be_visible()
    page.touchscreen.tap(3, 300)
    expect(card(page)).to_be_hidden()
    mark.tap()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    assert page.url == f"{address}/{LORA}"
    link_to(page, "dreambooth").tap()  # the link itself is a link as ever
    page.wait_for_url("**/papers/dreambooth.html")
    assert wrong == []
    context.close()


def test_pointers_need_no_marks(page: Page, address: str) -> None:
    page.goto(f"{address}/{LORA}")
    assert page.locator(".paper-mark").count() == 0


def test_cards_open_in_a_folder_and_under_a_content_policy(page: Page, address: str) -> None:
    page.goto(f"{(built() / LORA).as_uri()}")
    link_to(page, "dreambooth").hover()
    expect(card(page)).to_be_visible()

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        policy = {"content-security-policy": "default-src 'self'; style-src 'self' 'unsafe-inline'"}
        route.fulfill(response=answer, headers={**answer.headers, **policy})

    page.route(f"**/{LORA}", with_policy)
    page.goto(f"{address}/{LORA}")
    link_to(page, "dreambooth").hover()
    expect(card(page)).to_be_visible()


def test_links_are_plain_when_cards_cannot_be_loaded_or_scripts_are_off(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/cards/*", lambda route: route.abort())
    page.goto(f"{address}/{LORA}")
    link = link_to(page, "dreambooth")
    link.hover()
    page.wait_for_timeout(600)
    expect(card(page)).to_be_hidden()
    assert (link.get_attribute("title") or "").startswith("DreamBooth: Fine Tuning")
    link.click()
    page.wait_for_url("**/papers/dreambooth.html")
    context.close()
    context = browser.new_context(java_script_enabled=False, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{LORA}")
    assert page.locator(".paper-mark, .paper-hover").count() == 0
    link_to(page, "dreambooth").tap()
    page.wait_for_url("**/papers/dreambooth.html")
    context.close()
