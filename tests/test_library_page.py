"""The page of all papers in Chromium, as a reader uses it: by mouse, by keyboard, from a folder, without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import barriers
from library import built

pytestmark = pytest.mark.browser

PATH = "docs/library.html"
ALL = 36


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, wide, that may use the clipboard and on which the list's script must not fail."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    errors: list[str] = []
    page.on(
        "pageerror", lambda error: errors.append(str(error)) if "papershelf-library" in (error.stack or "") else None
    )
    yield page
    context.close()
    assert errors == []


def opened(page: Page, address: str, fragment: str = "") -> Page:
    """The page, with a query in its address; from a blank page, so that it is loaded anew."""
    page.goto("about:blank")
    page.goto(f"{address}/{PATH}{fragment}")
    expect(page.locator(".paper-count-shown")).not_to_be_empty()
    return page


def keys(page: Page) -> list[str]:
    """Keys of the papers shown as items."""
    return [str(item.get_attribute("data-key")) for item in page.locator(".paper-results li.paper-item").all()]


def value(page: Page, name: str) -> Locator:
    """The button of a value."""
    return page.locator(".paper-value", has=page.get_by_text(name, exact=True))


def count(page: Page, shown: int) -> None:
    expect(page.locator(".paper-count-shown")).to_have_text(f"{shown} / {ALL}편")


@cache
def records() -> dict[str, dict[str, str]]:
    """What the exporters wrote, by key."""
    text = (built() / "library" / "records-0.js").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text.removeprefix("papershelfRecords(0,").removesuffix(");\n"))
    return found


# -- filtering ----------------------------------------------------------------------------------------


def test_words_narrow_the_list_down(page: Page, address: str) -> None:
    opened(page, address)
    count(page, ALL)
    page.locator(".paper-text").fill("ATTENTION dao")
    count(page, 3)
    assert keys(page) == ["flash-attention", "flash-attention-2", "flash-attention-3"]
    page.locator(".paper-text").fill("학습용복사본을")  # Korean is found in another spacing
    expect(page.locator(".paper-results li.paper-item")).to_have_count(1)
    assert keys(page) == ["controlnet"]
    page.locator(".paper-text").fill("there is no such thing")
    expect(page.locator(".paper-results .paper-empty")).to_be_visible()


def test_a_value_goes_round_by_mouse(page: Page, address: str) -> None:
    opened(page, address)
    tag = value(page, "diffusion")
    number = int(tag.locator(".paper-value-count").inner_text())
    tag.click()
    count(page, number)
    expect(tag).to_have_attribute("data-state", "must")
    must = str(tag.get_attribute("aria-label"))
    tag.click()
    count(page, ALL - number)
    expect(tag).to_have_attribute("data-state", "not")
    assert tag.get_attribute("aria-label") != must
    tag.click()
    count(page, ALL)
    expect(tag).to_have_attribute("data-state", "either")


def test_a_value_goes_round_by_keyboard(page: Page, address: str) -> None:
    opened(page, address)
    value(page, "Methods").focus()
    page.keyboard.press("Space")
    count(page, 7)
    page.keyboard.press("Enter")
    count(page, ALL - 7)
    expect(value(page, "Methods")).to_be_focused()


def test_several_tags_are_joined_by_and_or_by_or(page: Page, address: str) -> None:
    opened(page, address, "#?tag=diffusion,text-to-image")
    both = len(keys(page))
    page.locator(".paper-combine button").nth(1).click()
    expect(page.locator(".paper-results li.paper-item").nth(both)).to_be_attached()
    assert "tags=or" in page.url
    assert len(keys(page)) > both


def test_counts_follow_the_result(page: Page, address: str) -> None:
    opened(page, address)
    value(page, "Diffusion Models").click()
    for name in ("diffusion", "safety"):
        shown = int(value(page, name).locator(".paper-value-count").inner_text())
        items = page.locator(f'.paper-results li.paper-item[data-tags*="{name}"]')
        assert shown == len([i for i in items.all() if name in str(i.get_attribute("data-tags")).split(",")])
    # categories are alternatives: another one tells what it would add
    assert value(page, "Methods").locator(".paper-value-count").inner_text() == "7"


def test_years_and_authors(page: Page, address: str) -> None:
    opened(page, address)
    page.locator(".paper-years input").first.fill("2022")
    page.locator(".paper-years input").last.fill("2022")
    expect(page.locator(".paper-results li.paper-item").first).to_be_visible()
    assert {str(i.get_attribute("data-date"))[:4] for i in page.locator(".paper-results li.paper-item").all()} == {
        "2022"
    }
    expect(page).to_have_url(re.compile(r"#\?year=2022$"))
    page.locator(".paper-facet-author summary").click()
    page.locator(".paper-facet-author .paper-find").fill("tri dao")
    value(page, "Tri Dao").click()
    assert keys(page) == ["flash-attention"]


def test_what_is_active_can_be_taken_back(page: Page, address: str) -> None:
    opened(page, address, "#?q=model&tag=-survey&year=2020-2024&status=done")
    expect(page.locator(".paper-chip")).to_have_count(4)
    page.locator(".paper-chip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".paper-chip")).to_have_count(3)
    expect(page.locator(".paper-chip").first).to_be_focused()
    page.locator(".paper-clear").click()
    count(page, ALL)
    expect(page.locator(".paper-chips")).to_be_hidden()
    assert "#" not in page.url


# -- sorting and views --------------------------------------------------------------------------------


def test_the_table_is_sorted_by_its_heads(page: Page, address: str) -> None:
    opened(page, address)
    page.locator(".paper-views button").nth(2).click()
    head = page.locator(".paper-results th", has_text="연도")
    head.locator("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(head.locator("button")).to_be_focused()
    years = [text for text in page.locator(".paper-cell-year").all_inner_texts() if text]
    assert years == sorted(years)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    years = page.locator(".paper-cell-year").all_inner_texts()
    assert years == [*sorted(filter(None, years), reverse=True), *([""] * years.count(""))]
    assert page.url.endswith("#?sort=-year&view=table")


def test_every_order_shows_every_paper(page: Page, address: str) -> None:
    opened(page, address)
    for sort in ("title", "authors", "year", "venue", "status", "added", "read", "listed"):
        page.locator(".paper-sorting select").select_option(sort)
        assert len(keys(page)) == ALL
    titles = page.locator(".paper-item-title")
    page.locator(".paper-sorting select").select_option("title")
    rising = titles.all_text_contents()
    page.locator(".paper-turn").click()
    assert titles.all_text_contents() == rising[::-1]


def test_cards_are_the_same_papers(page: Page, address: str) -> None:
    opened(page, address, "#?category=methods")
    listed = keys(page)
    page.locator(".paper-views button").nth(1).click()
    assert keys(page) == listed
    boxes = [item.bounding_box() for item in page.locator(".paper-results li.paper-item").all()[:2]]
    assert boxes[0] and boxes[1] and boxes[0]["y"] == boxes[1]["y"]


# -- the address --------------------------------------------------------------------------------------


def test_an_address_gives_its_view(page: Page, address: str) -> None:
    opened(page, address, "#?q=model&tag=-video&category=diffusion-models&sort=-year&view=table")
    expect(page.locator(".paper-results tbody tr").first).to_be_visible()
    expect(page.locator(".paper-text")).to_have_value("model")
    expect(page.locator(".paper-sorting select")).to_have_value("year")
    expect(value(page, "video")).to_have_attribute("data-state", "not")
    expect(value(page, "Diffusion Models")).to_have_attribute("data-state", "must")


@pytest.mark.parametrize("where", ["server", "folder"])
def test_back_and_forward(page: Page, address: str, where: str) -> None:
    opened(page, address if where == "server" else built().as_uri())
    value(page, "Methods").click()
    page.locator(".paper-text").type("attention", delay=20)
    expect(page).to_have_url(re.compile("q=attention"))
    shown = keys(page)
    page.go_back()
    count(page, 7)
    expect(page.locator(".paper-text")).to_have_value("")
    page.go_back()
    count(page, ALL)
    page.go_forward()
    page.go_forward()
    expect(page.locator(".paper-text")).to_have_value("attention")
    assert keys(page) == shown


def test_hard_values_survive_the_address(page: Page, address: str) -> None:
    opened(page, address)
    page.locator(".paper-text").fill("a&b=c, #1 100% -x")
    expect(page).to_have_url(re.compile("q="))
    page.reload()
    expect(page.locator(".paper-text")).to_have_value("a&b=c, #1 100% -x")
    opened(page, address, "#?tag=%E0%A4%A,-%2Dx&sort=nothing&view=&year=20&q")
    expect(page.locator(".paper-chip")).to_have_count(2)


def test_anchors_of_categories_still_lead_there(page: Page, address: str) -> None:
    opened(page, address, "#category-diffusion-models")
    expect(page.locator("#category-diffusion-models")).to_be_in_viewport()
    count(page, ALL)
    page.evaluate("location.hash = '#category-prompt'")
    expect(page.locator("#category-prompt")).to_be_in_viewport()


# -- export -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["server", "folder"])
def test_what_is_shown_is_exported_as_the_exporters_write_it(page: Page, address: str, where: str) -> None:
    opened(page, address if where == "server" else built().as_uri(), "#?category=fine-tuning&sort=-year")
    expect(page.locator(".paper-results li.paper-item")).to_have_count(2)
    one, other = (records()[key] for key in keys(page))
    wanted = {
        "papers.bib": f"{one['bibtex']}\n\n{other['bibtex']}\n",
        "papers.csl.json": f"[\n{one['csl']},\n{other['csl']}\n]\n",
        "papers.ris": f"{one['ris']}\n\n{other['ris']}\n\n",
        "papers.md": f"{one['markdown']}\n{other['markdown']}\n",
    }
    page.locator(".paper-export > summary").click()
    for number, (name, text) in enumerate(wanted.items()):
        with page.expect_download() as download:
            page.locator(".paper-export-row").nth(number).locator("button").first.click()
        assert download.value.suggested_filename == name
        assert Path(download.value.path()).read_text(encoding="utf-8") == text


def test_the_export_is_copied_and_its_menu_closed_by_keyboard(page: Page, address: str) -> None:
    opened(page, address, "#?category=fine-tuning")
    summary = page.locator(".paper-export > summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.locator(".paper-export-row").nth(3).locator("button").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".paper-export-panel output")).to_have_text("복사됨")
    assert page.evaluate("navigator.clipboard.readText()") == "".join(
        f"{records()[key]['markdown']}\n" for key in keys(page)
    )
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.locator(".paper-export-panel")).to_be_hidden()


# -- every reader -------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["list", "cards", "table"])
def test_it_is_accessible_and_fits(browser: Browser, address: str, scheme: str, view: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page = opened(context.new_page(), address, f"#?tag=diffusion,-video&status=done&view={view}")
    expect(page.locator(".paper-facet-grid")).to_be_hidden()  # a phone shows papers first
    page.locator(".paper-facets > summary").click()
    page.locator(".paper-facet-author > summary").click()
    page.locator(".paper-export > summary").click()
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wrong = barriers.found(page, ".paper-library")["violations"]
        assert [(v["id"], [n["html"][:90] for n in v["nodes"]]) for v in wrong] == []
    context.close()


def test_the_number_of_papers_is_said_once_typing_pauses(page: Page, address: str) -> None:
    page.clock.install(time=0)
    opened(page, address)
    page.clock.pause_at(3_600_000)  # from here on time passes when told to, whatever the machine does
    page.evaluate(
        "said = []; new MutationObserver(() => said.push(document.querySelector('.paper-count-shown').textContent))"
        ".observe(document.querySelector('.paper-count-shown'), {childList: true})"
    )
    for letter in "attention":
        page.locator(".paper-text").press_sequentially(letter)
        page.clock.run_for(50)
    assert page.evaluate("said") == []
    page.clock.run_for(400)
    assert len(page.evaluate("said")) == 1


def test_without_scripts_it_is_the_whole_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PATH}")
    expect(page.locator(".paper-library li.paper-item")).to_have_count(ALL)
    page.locator(".paper-jumps a", has_text="Diffusion Models").click()
    expect(page.locator("#category-diffusion-models")).to_be_in_viewport()
    page.get_by_role("link", name="Adding Conditional Control").click()
    assert page.url.endswith("papers/controlnet.html")
    context.close()
