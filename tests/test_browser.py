"""The site in Chromium, as a reader uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from barriers import serious
from support import LONG, ROOT, few

pytestmark = pytest.mark.browser

PAGES = {
    "home": "index.html",
    "library": "docs/library.html",
    "map": "docs/map.html",
    "category": "docs/categories/methods.html",
    "paper": "papers/lora.html",
    "formulas": "papers/controlnet.html",
    "overview": "docs/overviews/fine-tuning.html",
    "index": "paper-author.html",
    "years": "paper-year.html",
    "graphs": "docs/guide/graphs.html",
    "search": "search.html?q=LoRA",
    "guide": "docs/guide/categories.html",
    "not found": "404.html",
}
MANY = {
    "home": "index.html",
    "library": "library.html",
    "map": "map.html",
    "category": "categories/language.html",
    "paper": "papers/badajex.html",
    "index": "paper-author.html",
    "search": "search.html?q=attention",
}


def watched(page: Page, address: str) -> list[str]:
    """What goes wrong on a page, as it comes up."""
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:")) else None)
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    return wrong


@pytest.fixture(scope="module")
def tab_of_all(browser: Browser) -> Iterator[Page]:
    """One tab for many looks: a process of Chromium for each would compile every script anew."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(tab_of_all: Page) -> Iterator[Page]:
    """The tab as one that has just been opened."""
    page = tab_of_all
    yield page
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.context.clear_cookies()
    page.goto("about:blank")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme="light")


# (6,500 elements on the index of authors: each look takes fifteen seconds; the one of years is made alike)
@pytest.mark.parametrize("name", few(PAGES, *(set(PAGES) - {"index"})))
def test_pages_are_quiet_and_accessible(tab: Page, address: str, name: str) -> None:
    look(tab, address, PAGES[name])


@pytest.mark.parametrize("name", MANY)
def test_pages_of_many_papers_are_too(tab: Page, many_address: str, name: str) -> None:
    look(tab, many_address, MANY[name])


LOOKS = [(1440, "light"), (360, "light"), (360, "dark")]
LOOKS += [(768, "light"), (768, "dark"), (1440, "dark")] if LONG else []


def look(page: Page, address: str, place: str) -> None:
    """Open a page at several widths; fail for any message, foreign request, sideways scroll or barrier."""
    wrong = watched(page, address)
    page.goto(f"{address}/{place}", wait_until="networkidle")
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("!document.getAnimations().length")  # after the next frame, when colours are settled
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        barriers = serious(page, contrast_alone=scheme == "dark")
        assert barriers == [], (width, scheme, barriers)
    assert wrong == []


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


def test_what_scrolls_sideways_in_a_fold_is_reached_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}/papers/lora.html")
    fold = f"<details id=folded><summary>Code</summary><pre>{'long ' * 100}</pre></details>"  # as sphinx-design has
    page.evaluate("fold => document.querySelector('article').insertAdjacentHTML('beforeend', fold)", fold)
    expect(page.locator("#folded pre")).not_to_have_attribute("tabindex", "0")
    page.locator("#folded > summary").click()
    expect(page.locator("#folded pre")).to_have_attribute("tabindex", "0")
    page.close()


def test_the_bibtex_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/papers/lora.html")
    for block, start in (("paper-cite", "@inproceedings{lora,\n"), ("paper-cite-note", "@misc{lora-note,\n")):
        page.locator(f"details.{block} > summary").click()
        button = page.locator(f".{block} .paper-copy")
        button.click()
        expect(button).to_have_text("복사됨")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(start)
        assert copied.endswith("}\n")
    context.close()


def test_the_link_to_a_note_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/papers/lora.html?highlight=lora#limits")
    page.locator(".paper-share").click()
    expect(page.locator(".paper-share")).to_have_text("복사됨")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/papers/lora.html"
    head = "document.head.insertAdjacentHTML('beforeend', '<link rel=canonical href=https://example.org/lora.html>')"
    page.route("**/papershelf.js*", lambda route: route.fulfill(body=f"{head};{route.fetch().text()}"))
    page.reload()
    page.locator(".paper-share").click()
    expect(page.locator(".paper-share")).to_have_text("복사됨")
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/lora.html"
    context.close()


def test_the_link_to_a_note_is_shown_where_the_clipboard_is_closed(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{address}/papers/lora.html")
    page.locator(".paper-share").click()
    assert page.evaluate("getSelection().toString()") == f"{address}/papers/lora.html"
    page.close()


def test_pages_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/papers/lora.html")
    assert page.locator("details.paper-summary li").first.is_visible()
    page.locator("details.paper-cite > summary").click()
    assert "@inproceedings{lora," in page.locator(".paper-cite .paper-bibtex pre").inner_text()
    page.goto(f"{address}/docs/categories/methods.html")
    assert page.get_by_text("FlashAttention-2").first.is_visible()
    context.close()


TOP = "element => element.getBoundingClientRect().top + scrollY"
NOTES = [
    path.relative_to(ROOT).with_suffix(".html").as_posix()
    for path in sorted((ROOT / "papers").rglob("*.md"))
    if ":status: done" in path.read_text("utf-8")
]
KINDS = {name: place for name, place in PAGES.items() if name not in {"search", "not found"}}
WIDTHS = range(360, 800, 20) if LONG else range(360, 800, 100)


def test_every_note_begins_on_the_first_screen(browser: Browser, address: str) -> None:
    desk, phone = (browser.new_page(viewport={"width": w, "height": h}) for w, h in ((1440, 900), (390, 844)))
    late = {}
    for name in NOTES if LONG else NOTES[::5]:
        for page in (desk, phone):
            page.goto(f"{address}/{name}")
        first = desk.locator("section section > p").first
        line = first.evaluate("element => parseFloat(getComputedStyle(element).lineHeight)")
        box = phone.locator(".paper-summary").bounding_box()
        assert box
        places = first.evaluate(TOP) + line, box["y"] + box["height"]
        if places[0] > 900 or places[1] > 2 * 844:
            late[name] = places
    assert late == {}
    desk.close()
    phone.close()


def test_folds_of_a_list_open_by_keyboard_and_all_at_once(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/docs/categories/methods.html")
    folds = page.locator(".paper-fold")
    lines = folds.first.locator("li")
    assert not lines.first.is_visible()
    folds.first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(lines).to_have_count(3)
    assert all(line.is_visible() for line in lines.all())
    button = page.locator(".paper-fold-all button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".paper-fold[open]")).to_have_count(folds.count())
    expect(button).to_have_text("모두 접기")
    page.keyboard.press("Enter")
    expect(page.locator(".paper-fold[open]")).to_have_count(0)
    page.evaluate("localStorage.setItem('sphinx_highlight_terms', 'T5-11B')")
    page.reload()
    expect(page.locator(".paper-fold[open]")).to_have_count(1)
    page.close()


def test_folds_open_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/docs/categories/methods.html")
    expect(page.locator(".paper-fold-all")).to_be_hidden()
    page.locator(".paper-fold > summary").first.click()
    assert page.locator(".paper-fold li").first.is_visible()
    context.close()


def test_a_table_of_papers_is_a_stack_of_entries_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/index.html")
    rows = page.locator("table.paper-table:not(.paper-counts-table) tbody tr")
    for row in rows.all():  # short titles would leave room beside them
        title, names = (row.locator("td").nth(number).bounding_box() for number in (0, 1))
        assert title
        assert names
        assert names["y"] >= title["y"] + title["height"] - 1
    page.close()


TAPPED = (
    ".paper-fold > summary, .paper-disclosure > summary, .paper-fold-all > button, .paper-item-title > a, "
    ".paper-item-links > a, .paper-links > :is(a, button), .paper-below > a, "
    "table.paper-table:not(.paper-counts-table, .paper-compare) td:first-child a.reference, .sidebar-tree a.reference, "
    ".sidebar-search, .sidebar-tree label, .toc-tree a.reference, .toctree-wrapper li > a, .paper-compare thead a, "
    ":is(.domainindex-jumpbox, .genindex-jumpbox) > a, .genindex-section li > a"
)
LISTS = {"contents": "docs/guide/index.html", "terms": "genindex.html"}
SMALL = """elements => elements.filter(element => element.checkVisibility() && element.getBoundingClientRect().height)
    .map(element => [element.textContent.slice(0, 40), element.getBoundingClientRect().height])
    .filter(([, height]) => height < 43.9)"""
SHIFT = """() => {
    window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; }))
        .observe({type: "layout-shift", buffered: true});
}"""


# (code, formulas, drawings and tables of a note have a width of their own)
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll("article *")]
    .filter(element => element.scrollWidth > element.clientWidth + 1 && !element.closest("pre, math, div.math, svg"))
    .filter(element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX) || element.scrollWidth > 390)
    .filter(element => !element.matches(".paper-graph-frame, .table-wrapper:not(.paper-table)"))
    .map(element => element.className || element.localName)"""


def test_a_finger_finds_what_it_taps_and_nothing_scrolls_sideways(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    wrong = {}
    for name, place in (KINDS | LISTS).items():
        page.goto(f"{address}/{place}")
        small = page.locator(TAPPED).evaluate_all(SMALL)
        wide = page.evaluate(SIDEWAYS)
        if small or wide:
            wrong[name] = (wide, small)
    assert wrong == {}
    page.close()


def test_a_comparison_names_the_paper_of_each_cell_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/docs/guide/graphs.html")
    year = page.locator(".paper-compare tbody tr").filter(has_text="연도")
    assert year.inner_text().split() == [
        "연도",
        "LoRA",
        "2021",
        "Clinical",
        "LLaMA-LoRA",
        "2023",
        "Houlsby",
        "Adapter",
        "2019",
    ]
    page.set_viewport_size({"width": 1440, "height": 900})
    assert year.inner_text().split() == ["연도", "2021", "2023", "2019"]
    page.close()


DOWN = """elements => elements.filter(element => element.checkVisibility())
    .map(element => [element.getBoundingClientRect().top, element.textContent.trim()])
    .sort((one, other) => one[0] - other[0]).map(([, text]) => text)"""


def test_the_sidebar_has_the_order_of_the_desk_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/papers/lora.html")
    parts = page.locator(".sidebar-brand, .sidebar-search-container, .sidebar-tree :is(.caption, a.reference)")
    desk = parts.evaluate_all(DOWN)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator('.mobile-header label[for="__navigation"]').click()
    assert parts.evaluate_all(DOWN) == desk
    assert desk[:4] == ["papershelf", "", "처음", "갈래"]
    page.close()


APART = """elements => elements.filter(element => {
    const left = element.getBoundingClientRect().left;
    const place = (text, at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
    };
    const [before, after] = [element.previousSibling, element.nextSibling];
    const texts = [before, after].map(node => node?.nodeType === Node.TEXT_NODE ? node.data : "");
    return (/\\S$/.test(texts[0]) && place(before, texts[0].length - 1) > left)
        || (/^\\S/.test(texts[1]) && place(after, 0) < left);
}).map(element => element.textContent)"""


def test_no_line_ends_between_a_formula_and_what_belongs_to_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for name in ("flash-attention", "latent-diffusion"):
        page.goto(f"{address}/papers/{name}.html")
        formulas = page.locator("article p span.math")
        assert formulas.count() > 10
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert formulas.evaluate_all(APART) == []
    page.close()


@pytest.mark.parametrize("name", ["home", "category", "paper", "library", "search", few(["index"])[0]])
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, name: str) -> None:
    for width in (1440, 390):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.add_init_script(f"({SHIFT})()")
        page.goto(f"{address}/{PAGES[name]}", wait_until="networkidle")
        if name == "search":
            page.locator(".paper-hit").first.wait_for()
        assert page.evaluate("window.shift") < 0.02
        page.close()
