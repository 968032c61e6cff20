"""What every written page owes its readers: valid HTML, and little to fetch and to run."""

from __future__ import annotations

import functools
import gzip

import html5lib
import pytest
from playwright.sync_api import Browser, Response

import library
from library import built
from support import LONG
from test_browser import MANY, PAGES

TIMING = """
new Promise((done) => {
  const long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  setTimeout(() => done([
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    long.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0),
  ]), 500);
})
"""
PHONE = 4
"""How many times slower than this machine a phone is taken to be, as Lighthouse does."""


@functools.cache
def parsed() -> dict[str, tuple[list[tuple[object, ...]], list[str]]]:
    """What is wrong on each page, and the ids on it."""
    found = {}
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    for path in sorted(built().rglob("*.html")):
        document = parser.parse(path.read_bytes(), transport_encoding="utf-8")
        ids = [element.get("id") for element in document.iter() if element.get("id")]
        found[path.relative_to(built()).as_posix()] = list(parser.errors), ids
    return found


def test_every_page_is_valid_html() -> None:
    assert {name: wrong for name, (wrong, _ids) in parsed().items() if wrong} == {}


def test_no_id_stands_twice_on_a_page() -> None:
    for name, (_wrong, ids) in parsed().items():
        assert len(ids) == len(set(ids)), (name, sorted({one for one in ids if ids.count(one) > 1}))


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_library_are_light(
    browser: Browser, address: str, name: str, budgets: list[tuple[object, ...]]
) -> None:
    budgets.append((name, *measure(browser, address, PAGES[name])))


@pytest.mark.browser
@pytest.mark.parametrize("name", MANY)
def test_pages_of_many_papers_are_light(
    browser: Browser, many_address: str, name: str, budgets: list[tuple[object, ...]]
) -> None:
    budgets.append((f"{name}, {library.MANY:,} papers", *measure(browser, many_address, MANY[name])))


def measure(browser: Browser, address: str, place: str) -> tuple[int, ...]:
    """KB of HTML and of all files, both as gzip sends them; requests; elements; where there is time for it, first
    paint and blocked time in ms."""
    context = browser.new_context()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    if LONG:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": PHONE})
    page.goto(f"{address}/{place}", wait_until="networkidle")
    elements = page.evaluate("document.querySelectorAll('*').length")
    times = [round(time) for time in page.evaluate(TIMING)] if LONG else []
    sizes = [len(gzip.compress(answer.body())) / 1000 for answer in answers if answer.url.startswith(address)]
    context.close()
    kilobytes = round(sizes[0]), round(sum(sizes))
    assert len(answers) <= (60 if place.startswith("search") else 23), [answer.url for answer in answers]
    return *kilobytes, len(answers), elements, *times
