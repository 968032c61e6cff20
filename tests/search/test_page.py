"""The search page in Chromium: opened from a folder and from a server, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from library import built
from search import evaluate
from search.test_tables import HERE, judged
from support import CONF, Site, category, home, paper

pytestmark = pytest.mark.browser


def opened(browser: Browser, query: str, folder: Path | None = None) -> Page:
    """The search page from a folder, with its answer."""
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{(folder or built()).as_uri()}/search.html?q={quote(query)}")
    expect(page.locator(".paper-search-count")).not_to_be_empty()
    return page


def test_the_table_in_chromium_as_in_node(browser: Browser) -> None:
    queries = evaluate.read(HERE / "queries.tsv")
    page = opened(browser, "모델")
    answers = page.evaluate(
        "async (queries) => { const found = []; for (const q of queries) found.push(await papershelfSearch.find(q)); "
        "return found; }",
        [query.text for query in queries],
    )
    pages = [[evaluate.page_of(address) for address in answer] for answer in answers]
    scores = evaluate.score(queries, pages, judged)
    assert scores["all"].recall >= 0.97
    assert scores["all"].precision >= 0.97
    assert pages == evaluate.in_node(built(), [q.text for q in queries])
    page.close()


def test_a_hit_shows_its_paper(browser: Browser) -> None:
    page = opened(browser, "로라를")
    expect(page.locator(".paper-search-count")).to_have_text(re.compile(r"‘로라를’ 검색 결과 \d+쪽"))
    first = page.locator(".paper-hit").first
    expect(first.locator("a")).to_have_text("LoRA: Low-Rank Adaptation of Large Language Models")
    expect(first.locator(".paper-hit-facts")).to_have_text("완료 Fine Tuning · 2021")
    expect(first.locator(".paper-hit-text")).not_to_be_empty()
    expect(first.locator("mark").first).to_have_text("LoRA")
    page.close()


@pytest.mark.parametrize("name", ["RAG", "GQA", "LLaVA-1.5", "2106.09685", "플래시어텐션", "controlnet"])
def test_a_paper_is_first_for_its_name(browser: Browser, name: str) -> None:
    keys = {"2106.09685": "lora", "플래시어텐션": "flash-attention"}
    page = opened(browser, name)
    address = page.locator(".paper-hit a").first.get_attribute("href") or ""
    assert address.endswith(f"papers/{keys.get(name, name.lower())}.html")
    page.close()


def test_nothing_is_said(browser: Browser) -> None:
    page = opened(browser, "없는낱말임")
    expect(page.locator(".paper-search-count")).to_have_text(re.compile("검색 결과가 없다"))
    expect(page.locator(".paper-hit")).to_have_count(0)
    page.close()


def test_other_spacing_is_marked_too(browser: Browser) -> None:
    page = opened(browser, "언어 모델")
    texts = page.locator("mark").all_inner_texts()
    assert any(re.fullmatch(r"언어|모델|언어 ?모델", text) for text in texts)
    page.locator("input[type=search]").last.fill("미세조정")
    expect(page.locator(".paper-search-count")).to_have_text(re.compile("미세조정"))
    marks = {text.lower().replace("-", " ") for text in page.locator("mark").all_inner_texts()}
    assert marks & {"fine tuning", "미세 조정", "미세조정"}
    page.close()


def test_by_keyboard(browser: Browser) -> None:
    page = opened(browser, "LoRA")
    box = page.locator(".paper-search-form input")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".paper-hit a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".paper-hit a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/lora.html")
    expect(page.locator("span.highlighted").first).to_be_visible()
    page.close()


def test_typing_answers_and_more_are_shown_on_demand(browser: Browser) -> None:
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{built().as_uri()}/search.html")
    page.locator(".paper-search-form input").fill("모델")
    page.clock.run_for(1_000)
    papers = page.locator("#paper-hits-0")
    expect(papers.locator(".paper-hit")).to_have_count(10)
    papers.locator(".paper-search-more").click()
    expect(papers.locator(".paper-hit")).not_to_have_count(10)
    expect(papers.locator(".paper-hit").nth(10).locator("a")).to_be_focused()
    page.close()


def test_papers_come_first_and_each_group_says_how_many(browser: Browser) -> None:
    page = opened(browser, "모델")
    headings = page.locator(".paper-hit-group h2")
    names = [re.sub(r"\s*[\d,]+$", "", text) for text in headings.all_inner_texts()]
    assert names == ["논문", "훑어보기와 용어", "갈래", "그 밖의 쪽"]
    counts = [int(text) for text in page.locator(".paper-hit-count").all_inner_texts()]
    assert f"{sum(counts)}쪽" in page.locator(".paper-search-count").inner_text()
    jumps = page.locator(".paper-search-groups a")
    assert jumps.all_inner_texts() == [f"{name} {count}" for name, count in zip(names, counts, strict=True)]
    jumps.nth(2).click()
    expect(page.locator("#paper-hits-2")).to_be_in_viewport()
    category = page.locator("#paper-hits-2 .paper-hit a").first.get_attribute("href") or ""
    assert category.startswith("./docs/categories/")
    page.close()


@pytest.mark.parametrize(
    ("query", "address"),
    [
        (
            "Language Models are Unsupervised Multitask Learners",
            "docs/categories/large-language-models.html#paper-gpt-2",
        ),
        ("Llama 2", "docs/categories/large-language-models.html#paper-llama-2"),
        ("컨트롤넷으로", "papers/controlnet.html"),
        ("Fine Tuning", "docs/categories/fine-tuning.html"),
    ],
)
def test_a_name_is_first_whatever_it_names(browser: Browser, query: str, address: str) -> None:
    page = opened(browser, query)
    assert page.locator(".paper-hit a").first.get_attribute("href") == f"./{address}"
    page.close()


def test_a_server_gives_the_sentence(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search.html?q={quote('rank를')}")
    hit = page.locator(".paper-hit", has_text="LoRA: Low-Rank")
    expect(hit.locator(".paper-hit-text mark").first).to_be_visible()
    assert "rank" in hit.locator(".paper-hit-text").inner_text().lower()
    page.close()


def test_what_answers_is_loaded_with_the_first_query_and_no_page_that_is_quoted_already(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(f"{address}/").partition("?")[0]))
    page.goto(f"{address}/search.html")
    expect(page.locator(".paper-search-form input")).to_be_focused()
    assert {"_static/papershelf-search.js", "_static/papershelf-page.js", "search/library.js"} <= set(asked)
    assert not {"_static/papershelf-korean.js", "_static/language_data.js", "_static/papershelf-cards.js"} & set(asked)
    asked.clear()
    page.locator(".paper-search-form input").fill("rank")
    insight = page.locator(".paper-hit", has_text="LoRA: Low-Rank").locator(".paper-hit-text")
    expect(insight.locator("mark").first).to_be_visible()
    assert asked.count("_static/language_data.js") == asked.count("_static/papershelf-shelf.js") == 1
    assert len(asked) == len(set(asked))
    assert "papers/lora.html" not in asked  # its line says rank
    page.close()


@pytest.mark.parametrize(("size", "marks"), [(1_000, 1), (600_000, 0)], ids=["short", "long"])
def test_a_hit_has_a_sentence_unless_the_page_is_very_long(
    browser: Browser, address: str, size: int, marks: int
) -> None:
    page = browser.new_page()
    body = (
        f"<article><table><tr><td>WikiSQL</td></tr></table><p>The best result was on WikiSQL.</p></article>{' ' * size}"
    )
    page.route("**/papers/lora.html", lambda route: route.fulfill(body=body, content_type="text/html"))
    with page.expect_response("**/papers/lora.html"):
        page.goto(f"{address}/search.html?q=WikiSQL")
    page.wait_for_load_state("networkidle")
    hit = page.locator(".paper-hit", has_text="LoRA: Low-Rank")
    expect(hit.locator(".paper-hit-text mark")).to_have_count(marks)
    assert hit.locator(".paper-hit-text").inner_text().startswith("The best" if marks else "가중치의")
    page.close()


MakeSite = Callable[[Mapping[str, str]], Site]

FOLDS = """\
# Animals

<details><summary>near</summary>

<details><summary>inner</summary>

The wombat sleeps.

</details>

</details>

<details><summary>other</summary>

Nothing.

</details>
"""


def test_folds_that_hold_a_hit_open(browser: Browser, make_site: MakeSite) -> None:
    site = make_site({"index.md": f"{home('methods')}\n```{{toctree}}\nanimals\n```\n", "methods.md": category()})
    site.write({"animals.md": FOLDS})
    assert site.build() == ""
    page = opened(browser, "wombat", site.out / "html")
    page.locator(".paper-hit a").first.click()
    page.wait_for_url("**/animals.html")
    expect(page.get_by_text("wombat")).to_be_visible()
    assert page.locator("details").evaluate_all("folds => folds.map(fold => fold.open)") == [True, True, False]
    page.close()


def test_switched_off_it_is_sphinx_search(make_site: MakeSite) -> None:
    sources = {"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("학습", "a")}
    site = make_site({**sources, "conf.py": CONF + 'language = "ko"\npapershelf_search = False\n'})
    assert site.build() == ""
    page = site.page("search")
    assert "_static/searchtools.js" in page
    assert 'src="searchindex.js' in page
    assert not (site.out / "html/search").exists()
    assert not (site.out / "html/_static/papershelf-search.js").exists()


def test_english_pages(browser: Browser, make_site: MakeSite) -> None:
    sources = {"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("Training", "a")}
    site = make_site({**sources, "conf.py": CONF + 'papershelf_aliases = {"schooling": ["training"]}\n'})
    assert site.build() == ""
    page = opened(browser, "schooling", site.out / "html")
    expect(page.locator(".paper-search-count")).to_have_text("1 page for “schooling”")
    page.close()
