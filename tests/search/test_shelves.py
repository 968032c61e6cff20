"""The search of a portal in Chromium, over libraries on other ports: one may be read, one may not, one is off."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Strict, serving
from support import CONF, Site, category, home, paper

pytestmark = pytest.mark.browser


class Shared(Strict):
    """Says that pages of other sites may read its files."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


def site(folder: Path, files: dict[str, str], conf: str = "") -> Site:
    made = Site(folder / "source", folder / "build")
    made.write(
        {"conf.py": f"{CONF}language = 'ko'\n{conf}", "index.md": home("methods"), "methods.md": category(), **files}
    )
    assert made.build() == ""
    return made


@dataclass
class Portal:
    """A portal, its libraries, and what switches the last of them off."""

    address: str
    lab_a: str
    out: Path
    switch_off: Callable[[], None]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("shelves")
    lab_a = site(
        folder / "a",
        {
            "papers/lora.md": paper(
                "LoRA", "lora", summary="- 언어모델을 적은 파라미터로 학습한다.", body="저랭크 행렬."
            ),
            "papers/evil.md": paper(r"\<b onclick=alert(1)>모델\</b> 굵게", "evil"),
        },
        "language = 'en'\n",
    )
    lab_b = site(folder / "b", {"papers/gqa.md": paper("GQA", "gqa", body="언어 모델의 attention.")})
    lab_c = site(folder / "c", {"papers/rag.md": paper("RAG", "rag", body="검색으로 언어모델을 돕는다.")})
    with ExitStack() as stack, ExitStack() as off:
        one = stack.enter_context(serving(lab_a.out / "html", "", Shared))
        two = stack.enter_context(serving(lab_b.out / "html", ""))
        three = off.enter_context(serving(lab_c.out / "html", "", Shared))
        named = {"lab-a": one, "lab-b": two, "lab-c": three}
        conf = f"papershelf_libraries = {named!r}\npapershelf_portal = True\n"
        own = site(folder / "own", {"note.md": "---\norphan: true\n---\n# 모델 안내\n\n언어모델을 모은다.\n"}, conf)
        address = stack.enter_context(serving(own.out / "html", ""))
        yield Portal(address, one, own.out / "html", off.close)


def opened(browser: Browser, portal: Portal, query: str) -> Page:
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{portal.address}/search.html?q={quote(query)}")
    return page


def test_hits_of_all_libraries_are_one_list(browser: Browser, portal: Portal) -> None:
    page = opened(browser, portal, "모델")
    expect(page.locator(".paper-search-away")).to_contain_text("lab-b")  # its server lets nobody read
    expect(page.locator(".paper-search-away")).not_to_contain_text("lab-a")
    links = page.locator("#paper-hits-0 .paper-hit-title")
    expect(links).to_have_count(3)
    assert {(link.inner_text(), link.get_attribute("href")) for link in links.all()} >= {
        ("LoRA", f"{portal.lab_a}/papers/lora.html")
    }
    expect(
        page.locator(".paper-hit", has=page.get_by_text("LoRA", exact=True)).locator(".paper-hit-facts")
    ).to_contain_text("완료 lab-a")  # its own page says done
    assert page.locator(".paper-hit", has_text="모델 안내").count() == 1  # the portal's own page
    page.close()


def test_a_particle_and_the_name_of_a_paper_find_as_in_one_library(browser: Browser, portal: Portal) -> None:
    page = opened(browser, portal, "로라를")
    expect(page.locator(".paper-hit-title").first).to_have_text("LoRA")
    expect(page.locator(".paper-hit-text").first).not_to_be_empty()  # a sentence of that site
    page.close()


def test_titles_are_text(browser: Browser, portal: Portal) -> None:
    page = opened(browser, portal, "굵게")
    expect(page.locator(".paper-hit-title")).to_have_text(["<b onclick=alert(1)>모델</b> 굵게"])
    assert page.locator(".paper-hit b").count() == 0
    page.close()


def test_no_index_of_another_library_is_in_the_portal(portal: Portal) -> None:
    held = "".join(path.read_text("utf-8") for path in (portal.out / "search").glob("words*.js"))
    assert "저랭크" not in held
    data = json.loads((portal.out / "search/library.js").read_text("utf-8").split("(", 1)[1].rsplit(")", 1)[0])
    assert [one["title"] for one in data["libraries"]] == ["lab-a", "lab-b", "lab-c"]


def test_a_library_that_is_off_is_named_and_the_others_answer(browser: Browser, portal: Portal) -> None:
    portal.switch_off()
    page = opened(browser, portal, "언어모델")
    expect(page.locator(".paper-search-away")).to_contain_text("lab-b, lab-c")
    expect(page.locator(".paper-hit-title", has_text="LoRA")).to_have_count(1)
    page.close()


@pytest.mark.parametrize(
    "made",
    [
        "papershelfSearch.library({});",
        'papershelfSearch.library({"aliases":[],"groups":[],"perFile":8,"places":16,"tops":[{"a":1}]});',
        "alert(1)",
        "[" * 100_000,
    ],
    ids=["empty", "no keys", "a script", "deep"],
)
def test_an_index_that_is_none_is_left_out(browser: Browser, portal: Portal, made: str) -> None:
    page = browser.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.route(
        f"{portal.lab_a}/search/library.js",
        lambda route: route.fulfill(body=made, headers={"Access-Control-Allow-Origin": "*"}),
    )
    page.goto(f"{portal.address}/search.html?q={quote('모델')}")
    expect(page.locator(".paper-search-away")).to_contain_text("lab-a")
    expect(page.locator(".paper-hit", has_text="모델 안내")).to_have_count(1)
    page.close()


@pytest.mark.parametrize("where", ["javascript:alert(1)", "https://elsewhere.example/", "//elsewhere.example/"])
def test_a_hit_leads_nowhere_but_into_its_library(browser: Browser, portal: Portal, where: str) -> None:
    page = browser.new_page()
    rows = json.dumps([["LoRA", where, "언어모델"]] * 8)
    body = f'papershelfSearch.documents("search/documents-0.js",{rows});'
    page.route(
        f"{portal.lab_a}/search/documents-*.js",
        lambda route: route.fulfill(body=body, headers={"Access-Control-Allow-Origin": "*"}),
    )
    page.goto(f"{portal.address}/search.html?q={quote('언어모델')}")
    link = page.locator(".paper-hit-title", has_text="LoRA").first
    expect(link).to_have_attribute("href", f"{portal.lab_a}/")
    page.close()


@pytest.mark.parametrize("rows", [[], [[5, ["a"], {}]] * 8, [None] * 8], ids=["none", "no texts", "no rows"])
def test_titles_that_are_none_hide_no_other_hit(browser: Browser, portal: Portal, rows: list[object]) -> None:
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    body = f'papershelfSearch.documents("search/documents-0.js",{json.dumps(rows)});'
    headers = {"Access-Control-Allow-Origin": "*"}
    page.route(f"{portal.lab_a}/search/documents-*.js", lambda route: route.fulfill(body=body, headers=headers))
    page.goto(f"{portal.address}/search.html?q={quote('언어모델')}")
    expect(page.locator(".paper-hit", has_text="모델 안내")).to_have_count(1)
    page.close()


def test_a_list_longer_than_its_file_is_not_made(browser: Browser, portal: Portal) -> None:
    bits = "0" * 40 + "1" * 41  # a length of two billions and more
    code = base64.b64encode(int(bits.ljust(88, "0"), 2).to_bytes(11, "big")).decode()
    body = f'papershelfSearch.words("search/words.js",{json.dumps(["0모델", 9, code])});'
    page = browser.new_page()
    headers = {"Access-Control-Allow-Origin": "*"}
    page.route(f"{portal.lab_a}/search/words*.js", lambda route: route.fulfill(body=body, headers=headers))
    page.goto(f"{portal.address}/search.html?q={quote('모델')}")
    expect(page.locator(".paper-search-away")).to_contain_text("lab-a")
    page.close()
