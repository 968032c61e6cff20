"""Long interactive lists: what their files hold is what a page would, and the script shows the same of both."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from conftest import serving
from papershelf.render.listings import library
from papershelf.write.files import lists
from support import CONF, Site, category, home, paper

PAPERS = 20
"""Of each of two libraries."""
TOTAL = 37
"""Papers of the portal: two are its own, five are in both libraries."""
SHOWN = 5
ODD = 'An "odd" <b>title</b> & a@b.example'
WORDS = ["Attention", "attentive", "언어 모델", "Low rank"]
STATES = ["done", "planned", "reading"]


def told(library: str, number: int) -> dict[str, Any]:
    """A paper as another library tells it."""
    title = ODD if number == 3 else f"{WORDS[number % 4]} {number} of {library}"
    found = {
        "key": f"paper-{number}",
        "title": title,
        "authors": [{"family": f"Lee{number % 7}", "given": "Ann"}, {"literal": "Group <one>"}][: number % 3],
        "date": f"20{10 + number % 9}-0{1 + number % 8}" if number % 5 else "",
        "venue": ["ICLR 2022", "Nature", ""][number % 3],
        "category": ["methods", "data", "nowhere"][number % 3],
        "status": STATES[number % 3],
        "tags": ["peft", "a & b", "자연어"][: number % 4],
        "arxiv": f"21{10 + number % 9}.0{number:04}" if number % 2 else "",
        "doi": "" if number % 2 else f"10.1234/{library}.{number}",
        "links": {"code": "https://code.example/?a=1&b=2"} if number % 6 == 0 else {},
        "read": f"2024-01-{1 + number % 28:02}" if number % 4 == 0 else "",
        "summary": ["one <i>line</i>", "two", "three & \"four\"", "five"][: number % 5],
        "note": "a note" if number % 5 == 0 else "",
        "url": f"papers/{number}.html?a=1&b=2",
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def written(folder: Path, libraries: dict[str, list[dict[str, Any]]]) -> Site:
    """A portal over them, with papers of its own."""
    site = Site(folder / "source", folder / "build")
    named = {name: (f"https://{name}.example/", f"{name}.json") for name in libraries}
    titles = [{"slug": slug, "title": slug.title(), "url": f"{slug}.html"} for slug in ("methods", "data")]
    site.write(
        {
            "conf.py": f"{CONF}papershelf_libraries = {named!r}\npapershelf_portal = True\n",
            "index.md": home("own", "deep/all"),
            "own.md": category("own", "Own"),
            "deep/all.md": "# All\n\n```{paper-list}\n:filter:\n```\n",
            "papers/z1.md": paper("Own paper", "z1", options=":category: own", summary="- $x$ {paper:ref}`z2`\n- b"),
            "papers/z2.md": paper("Second", "z2", options=":category: own"),
            **{
                f"{name}.json": json.dumps({"version": 1, "categories": titles, "papers": papers})
                for name, papers in libraries.items()
            },
        }
    )
    return site


def build_long(site: Site) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "WHOLE", 10)
        patch.setattr(library, "FIRST", SHOWN)
        patch.setattr(lists, "ROWS", 2)
        patch.setattr(lists, "TEXTS", 3)
        assert site.build() == ""


@dataclass
class Both:
    """The same portal twice: its list on the page, and in files."""

    whole: Site
    long: Site


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    libraries = {name: [told(name, number) for number in range(PAPERS)] for name in ("lab-a", "lab-b")}
    whole, long = (written(tmp_path_factory.mktemp(name), libraries) for name in ("whole", "long"))
    assert whole.build() == ""
    build_long(long)
    return Both(whole, long)


def files(site: Site) -> dict[str, Any]:
    """What the files of the list hold, by name."""
    found = {}
    for path in (site.out / "html/library/deep/all").iterdir():
        text = path.read_text("utf-8")
        name, value = json.loads("[" + text.removeprefix("papershelfList(").removesuffix(");\n") + "]")
        assert name == f"library/deep/all/{path.stem}"
        found[path.stem] = value
    return found


_ITEM = re.compile(r'<li class="paper-item .*?</li>(?=\n(?:<li class="paper-item|</ul>\n(?:<p|</div>)))', re.DOTALL)


def items(page: str) -> dict[str, str]:
    """The items of a page, by key, without what only a whole list says."""
    found = _ITEM.findall(re.sub(r' data-file="\d+"', "", page))
    return {html.unescape(re.findall('data-key="(.*?)"', one)[0]): one for one in found}


def rows(site: Site) -> dict[str, str]:
    held = files(site)
    found = [item for name, count in held["start"]["rows"] for item in held[f"rows-{name}"] if count]
    assert sum(count for _name, count in held["start"]["rows"]) == len(found)
    return dict(zip(held["key"], found, strict=True))


def test_an_item_in_a_file_is_what_the_page_would_show(both: Both) -> None:
    wanted = items(both.whole.page("deep/all"))
    assert len(wanted) == TOTAL
    assert rows(both.long) == wanted
    assert ODD.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("@", "&#64;").replace(
        " & ", " &amp; "
    ) in str(wanted.values())


def test_the_page_holds_the_first_papers_and_leads_to_all(both: Both) -> None:
    page = BeautifulSoup(both.long.page("deep/all"), "html.parser")
    shown = page.select("li.paper-item")
    assert [item["data-key"] for item in shown] == list(rows(both.long))[:SHOWN]
    line = page.select_one("p.paper-jumps")
    assert line is not None
    assert line.get_text().startswith(f"The first {SHOWN} of {TOTAL} papers")
    names = ("title", "author", "year", "venue", "tag")
    assert [link["href"] for link in line.select("a")] == [f"../paper-{name}.html" for name in names]


def test_a_paper_more_changes_the_files_that_show_it(both: Both, tmp_path: Path) -> None:
    libraries = {name: [told(name, number) for number in range(PAPERS)] for name in ("lab-a", "lab-b")}
    site = written(tmp_path, libraries)
    build_long(site)
    before = files(site)
    libraries["lab-a"].insert(7, {**told("lab-a", 7), "key": "new", "title": "New one", "arxiv": "2401.00001"})
    written(tmp_path, libraries)
    build_long(site)
    after = files(site)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert len([name for name in changed if name.startswith("rows-")]) <= 3  # one, or one that is cut in two
    assert len([name for name in before if name.startswith("rows-")]) > 8
    site.build(fresh=True)
    again = written(tmp_path / "clean", libraries)
    assert again.build() == ""
    assert items(site.page("deep/all")) == items(again.page("deep/all"))
    assert not (site.out / "html/library/deep").exists()  # it is no long list any more


def test_numbers_that_repeat_are_told_once() -> None:
    assert lists.column([["a"], ["a"], ["b", "a"], []]) == {
        "values": ["a", "b"],
        "sets": [(0,), (1, 0), ()],
        "of": [[0, 2], 1, 2],
    }
    assert lists.ranks(["b", "", "a", "b"]) == [2, 0, 1, 2]


# -- in a browser -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def addresses(both: Both) -> Iterator[list[str]]:
    with ExitStack() as stack:
        yield [stack.enter_context(serving(site.out / "html")) for site in (both.whole, both.long)]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def shown(page: Page, address: str, fragment: str) -> tuple[str, list[str]]:
    """How many papers a list says it shows, and their titles."""
    page.goto("about:blank")
    page.goto(f"{address}/deep/all.html#?{fragment}")
    count = page.locator(".paper-count-shown")
    expect(count).not_to_be_empty()
    number = int(count.inner_text().split()[0])
    links = page.locator(".paper-results li.paper-item p.paper-item-title > a:first-child, .paper-results td a")
    expect(links).to_have_count(number)
    return count.inner_text(), links.all_inner_texts()


QUESTIONS = [
    "",
    "library=lab-b&status=-done",
    "category=data,own",
    "tag=peft,-a%20%26%20b&year=2012-2016",
    "venue=ICLR&sort=year",
    "author=Ann%20Lee3&sort=-year",
    "q=attent",
    "q=언어모델 lee2",
    "q=iclr 2022&sort=-status",
    "q=peft&sort=authors",
    "sort=-added",
    "sort=venue&view=table",
    "sort=-read",
    "q=nothing+at+all",
]


@pytest.mark.browser
def test_both_lists_answer_alike(addresses: list[str], page: Page) -> None:
    whole, long = ({question: shown(page, address, question) for question in QUESTIONS} for address in addresses)
    assert long == whole


@pytest.mark.browser
def test_titles_stand_in_the_order_of_their_index(both: Both, addresses: list[str], page: Page) -> None:
    index = BeautifulSoup(both.long.page("paper-title"), "html.parser")
    wanted = [link.get_text() for link in index.select("table a[href]")]
    _count, titles = shown(page, addresses[1], "sort=title&view=table")
    assert titles == wanted


@pytest.mark.browser
def test_values_of_many_come_when_one_asks_for_them(addresses: list[str], page: Page) -> None:
    page.goto(f"{addresses[1]}/deep/all.html")
    authors = page.locator(".paper-facet-author")
    authors.locator("summary").click()
    value = authors.locator(".paper-value", has_text="Ann Lee3")
    value.click()
    expect(page.locator(".paper-results li.paper-item").first).to_contain_text("Ann Lee3")
    page.locator(".paper-export summary").click()
    page.locator(".paper-export-row").first.locator("button").last.click()
    expect(page.locator(".paper-export-text")).to_have_value(re.compile("@article{lab-a:paper-10,"))


@pytest.mark.browser
def test_a_category_is_led_to(addresses: list[str], page: Page) -> None:
    page.goto(f"{addresses[1]}/deep/all.html#category-lab-b.data")
    expect(page.locator(".paper-chip")).to_have_text("Category: Data (lab-b)×")


@pytest.mark.browser
def test_files_that_are_gone_leave_the_page_as_it_is(both: Both, page: Page) -> None:
    with serving(both.long.out / "html") as address:
        page.route("**/start.js", lambda route: route.abort())
        page.goto(f"{address}/deep/all.html")
        expect(page.locator("li.paper-item")).to_have_count(SHOWN)
        expect(page.locator("p.paper-jumps")).to_be_visible()
        page.unroute("**/start.js")
        page.route("**/rows-*", lambda route: route.abort())
        page.reload()
        expect(page.locator(".paper-results .paper-empty")).to_have_text("These papers could not be loaded.")
        page.unroute("**/rows-*")
        page.locator(".paper-next").click()
        expect(page.locator(".paper-results li.paper-item").first).to_be_visible()
