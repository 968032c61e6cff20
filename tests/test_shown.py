"""What summaries and sentences say, they say wherever they are shown: with their markup, or readably without."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, expect

from conftest import serving
from papershelf.cli import main
from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

INSIGHT = r"""- With **bold**, *soft*, `a_b`, $\frac{a}{b}$ and $\mathbb{R}^{d \times k}$, <sub>two</sub> after
  {paper:citep}`trans, bert`, as {paper:citet}`trans` and {paper:ref}`bert` say in
  [a link](https://example.org), {ref}`part` and [](trans.md).[^n]
- Second, $x^2$ of {paper:citep}`nobody`.
- $$
  \sum_{i=1}^n x_i
  $$

[^n]: A note.
"""
PLAIN = (
    "With bold, soft, a_b, a/b and ℝ^{d×k}, two after (Vaswani 외, 2017; Devlin, 연도 미상), "
    "as Vaswani 외(2017) and BERT say in a link, Part ℓ₁ and Attention."
)
LINES = [PLAIN, "Second, x² of (nobody).", "∑ᵢ₌₁ⁿ xᵢ"]
BODY = r"""(part)=
## Part $\ell_1$

Before. This *soft $\frac{c}{d}$ and `code. More` is by {paper:citet}`trans`*, as in
**{paper:citep}`bert`** and $a_1. b$. After.
"""
ABOUT = "About $x^2$, **bold**, {paper:citep}`trans`"
SETTINGS = r"""
html_baseurl = "https://example.org/"
language = "ko"
html_title = "Library"
html_math_renderer = "papershelf"
papershelf_math_macros = {"Field": r"\mathbb{F}", "norm": [r"\lVert #1 \rVert", 1]}
mathjax3_config = {"tex": {"macros": {"half": r"\frac{1}{2}", "Field": "F"}}}
"""
FILES = {
    "conf.py": CONF + SETTINGS,
    "index.md": home(
        "methods",
        "lists",
        "one",
        text=r"Home of $\frac{1}{2}$, by {paper:citet}`trans`." + "\n\n```{paper-list}\n:style: cards\n```",
    ),
    "methods.md": category(
        title=r"Methods of $\ell_1$",
        queue=r"- flash = Flash (2022) — with $\alpha^2$ by {paper:citet}`trans`"
        + "\n"
        + r"- tri = On $\Field$ (2023) — of $\half$",
    ),
    "inner.md": category("inner", "Inner", content=":parent: methods").replace("Prose", ABOUT),
    "lists.md": "# Lists\n\n```{paper-list}\n:filter:\n```\n\n```{paper-compare}\nlora\ntrans\n```\n",
    "one.md": "# One\n\n```{paper-list}\n:tag: low\n```\n",
    "papers/lora.md": paper(
        r"LoRA of $\frac{a}{b}$",
        "lora",
        options=":category: methods\n:tags: low\n:read: 2024-01-02",
        summary=INSIGHT,
        body=BODY,
    ),
    "papers/trans.md": paper(
        "Attention", "trans", options=":category: methods\n:authors: Ashish Vaswani; A B; C D\n:year: 2017"
    ),
    "papers/macros.md": paper(
        r"Norms of $\norm{x}$",
        "macros",
        options=":category: methods\n:read: 2024-01-01",
        summary=r"- Of $\norm{x} \le \half$, **in {math}`\Field^2`** and $\def\a{y}\a$."
        + "\n- [x] Read\n- [ ] Checked",
        body="## Over $\\Field$\n\nSays $\\norm{v}$ of {paper:ref}`bert` here.\n",
    ),
    "papers/bert.md": paper("BERT", "bert", options=":category: inner\n:authors: Jacob Devlin"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The library, built once."""
    folder = tmp_path_factory.mktemp("shown")
    site = Site(folder / "source", folder / "build")
    site.write(FILES)
    [line] = site.build().splitlines()
    assert line.endswith("no paper has the key 'nobody' [papershelf.unknown-key]")
    return site


def found(site: Site, page: str, selector: str, words: str = "") -> list[Tag]:
    soup = BeautifulSoup(site.page(page), "html.parser")
    return [element for element in soup.select(selector) if words in element.text]


def outline(element: Tag) -> list[str]:
    """Tags of an element, those of formulas left out."""
    for formula in element.find_all("math"):
        formula.clear()
    return [tag.name for tag in element.find_all(True) if tag.name != "span"]


PLACES = {"a category": ("methods", "p.paper-insight"), "cards": ("index", "p.paper-insight"),
          "the filter page": ("lists", "p.paper-insight"), "a comparison": ("lists", "td p")}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_the_insight_reads_as_in_the_note(site: Site, place: str) -> None:
    [insight] = found(site, *PLACES[place], "With bold")
    for name in insight.select("span.paper-compared"):  # of the cell's paper, said on phones
        name.clear()
    assert insight.math is not None
    assert insight.find("mfrac") is not None
    text = " ".join(insight.text.split())
    assert text.startswith("With bold, soft, a_b, ab and ℝd×k, two after (Vaswani 외, 2017; Devlin, 연도 미상), as")
    assert text.endswith("say in a link, Part ℓ₁ and Attention.")
    assert outline(insight) == ["strong", "em", "code", "math", "math", "sub"]


def test_a_sentence_reads_as_in_the_note(site: Site) -> None:
    [sentence] = found(site, "papers/trans", ".paper-sentence", "This soft")
    assert sentence.find("mfrac") is not None
    assert " ".join(sentence.text.split()) == (
        "This soft cd and code. More is by Vaswani 외(2017), as in (Devlin, 연도 미상) and a1.b."
    )
    assert outline(sentence) == ["em", "math", "code", "strong", "math"]
    [sentence] = found(site, "papers/trans", ".paper-sentence", "Home of")
    assert sentence.find("mfrac") is not None


def test_what_a_category_is_about_and_the_note_of_a_planned_paper(site: Site) -> None:
    [about] = found(site, "methods", "p.paper-insight", "About")
    assert " ".join(about.text.split()) == "About x2, bold, (Vaswani 외, 2017)."
    assert outline(about) == ["math", "strong"]
    for page in ("methods", "lists"):
        [note] = found(site, page, "p.paper-insight", "with")
        assert " ".join(note.text.split()) == "with α2 by Vaswani 외(2017)"
        assert outline(note) == ["math"]


def test_cards_are_the_same(site: Site) -> None:
    text = (site.out / "html/cards/0.js").read_text(encoding="utf-8")
    cards = json.loads(text.partition("(")[2].rpartition(")")[0])
    first, second, third = cards["papers/lora.html"][4]
    assert outline(BeautifulSoup(first, "html.parser")) == ["strong", "em", "code", "math", "math", "sub"]
    assert "<mfrac>" in first
    assert second.startswith("Second, <math")
    assert second.endswith("</math> of (nobody).")
    assert third.startswith("<math")
    assert "display=" not in third  # it stands in a line
    assert cards["papers/lora.html"][0] == "LoRA of a/b"


def test_places_of_text_alone_are_readable(site: Site) -> None:
    html = site.out / "html"
    papers = {p["key"]: p for p in json.loads((html / "papers.json").read_text(encoding="utf-8"))["papers"]}
    assert papers["lora"]["summary"] == LINES
    assert papers["lora"]["title"] == "LoRA of a/b"
    feed = (html / "feed.xml").read_text(encoding="utf-8")
    assert all(f"&lt;li&gt;{line}&lt;/li&gt;" in feed for line in LINES)
    llms = (html / "llms.txt").read_text(encoding="utf-8")
    assert "> Home of 1/2, by Vaswani 외(2017).\n" in llms
    assert "## Methods of ℓ₁ › Inner\n" in llms
    assert "with α² by Vaswani 외(2017)\n" in llms
    assert "(Vaswani 외, 2017; Devlin, 연도 미상)" in llms
    csl = json.loads((html / "papers.csl.json").read_text(encoding="utf-8"))
    assert next(item for item in csl if item["id"] == "lora")["annote"] == "\n".join(LINES)
    hits = (html / "search/documents-0.js").read_text(encoding="utf-8")
    assert PLAIN in hits
    assert '["LoRA of a/b","papers/lora.html"' in hits
    index = json.loads((html / "searchindex.js").read_text(encoding="utf-8").partition("(")[2].rpartition(")")[0])
    assert {"LoRA of a/b", "Methods of ℓ₁", "Part ℓ₁"} <= set(index["alltitles"])
    twin = (html / "methods.html.md").read_text(encoding="utf-8")
    assert "About x², bold, (Vaswani 외, 2017)." in twin
    told = ("papers.json", "papers.csl.json", "papers.bib", "categories/*.*", "feed.xml", "llms.txt", "cards/*.js")
    for path in (path for name in (*told, "search/documents-*.js") for path in html.glob(name)):
        assert not re.search(
            r"\\(frac|ell|mathbb|alpha|norm|Field|half|textbackslash)|\(trans", path.read_text(encoding="utf-8")
        ), path


def test_macros_of_conf_are_read_where_text_stands_alone(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    html = site.out / "html"
    insight = "Of ‖x‖ ≤ 1/2, in 𝔽² and y."
    told = {name: (html / name).read_text(encoding="utf-8") for name in ("papers.json", "feed.xml", "llms.txt")}
    assert all(insight in text and "Norms of ‖x‖" in text for text in told.values())
    assert "On 𝔽" in told["papers.json"]
    assert "of 1/2" in told["llms.txt"]
    hits = (html / "search/documents-0.js").read_text(encoding="utf-8")
    assert insight in hits
    assert all(f"{box} {word}" in told["feed.xml"] for box, word in (("☑", "Read"), ("☐", "Checked")))
    assert '"Over 𝔽"' in (html / "searchindex.js").read_text(encoding="utf-8")
    [sentence] = found(site, "papers/bert", ".paper-sentence", "Says")
    assert sentence.text.split() == ["Says", "‖v‖", "of", "BERT", "here."]
    assert "Norms of ‖x‖" in site.page("papers/macros").partition("<body")[0]
    assert insight in site.page("papers/macros").partition("<body")[0]
    assert main(["-C", str(site.source), "export", "--format", "json"]) == 0
    papers = {p["key"]: p for p in json.loads(capsys.readouterr().out)["papers"]}
    assert papers["macros"]["summary"] == [insight, "☑ Read", "☐ Checked"]
    assert (papers["macros"]["title"], papers["tri"]["title"]) == ("Norms of ‖x‖", "On 𝔽")


def test_heads_of_pages_are_readable(site: Site) -> None:
    def head(page: str, **wanted: str) -> str:
        [tag] = BeautifulSoup(site.page(page), "html.parser").find_all("meta", attrs=wanted)
        return str(tag["content"])

    assert head("papers/lora", name="description").startswith(
        "With bold, soft, a_b, a/b and ℝ^{d×k}, two after (Vaswani"
    )
    assert head("papers/lora", property="og:title") == "LoRA of a/b"
    assert head("index", name="description") == "Home of 1/2, by Vaswani 외(2017)."
    assert head("inner", property="og:description") == "About x², bold, (Vaswani 외, 2017)."
    [title] = found(site, "papers/lora", "head > title")
    assert title.text == "LoRA of a/b - Library"
    [data] = found(site, "papers/lora", 'script[type="application/ld+json"]')
    assert json.loads(data.text)["reviewBody"] == "\n".join(LINES)
    links = found(site, "index", "a.paper-link[href*=lora]")
    assert {link.get("title", link.text) for link in links} <= {"LoRA of a/b"}
    [reference] = found(site, "papers/lora", ".paper-summary a[href='#part']")
    assert reference.text == "Part ℓ₁"


def test_the_command_line_says_the_same(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(site.source), "export", "--format", "json"]) == 0
    papers = {p["key"]: p for p in json.loads(capsys.readouterr().out)["papers"]}
    first = PLAIN.replace("Part ℓ₁ and Attention", "part and ")  # how other pages call parts is known to a build
    assert papers["lora"]["summary"] == [first, *LINES[1:]]
    assert papers["lora"]["title"] == "LoRA of a/b"


def test_a_changed_author_is_changed_wherever_a_summary_cites(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(FILES)
    site.build()
    site.write({"papers/trans.md": FILES["papers/trans.md"].replace("Ashish Vaswani", "Ann Other")})
    site.build()
    site.build(fresh=True, out=tmp_path / "clean")
    after, clean = (
        {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        for out in (site.out / "html", tmp_path / "clean/html")
    )
    assert [name for name in clean if after.get(name) != clean[name] and name.name != ".buildinfo"] == []
    [insight] = found(site, "one", "p.paper-insight", "With bold")  # which shows nothing else of the cited paper
    assert "(Other 외, 2017; Devlin, 연도 미상)" in insight.text


@pytest.mark.browser
def test_a_card_shows_the_markup(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site.out / "html/index.html").as_uri())
    page.locator(".paper-card a", has_text="LoRA").hover()
    card = page.get_by_role("tooltip")
    expect(card.locator("mfrac").first).to_be_visible()
    expect(card.locator("strong")).to_have_text("bold")
    context.close()


@pytest.mark.browser
def test_a_hit_shows_its_sentence_readably(site: Site, browser: Browser) -> None:
    with serving(site.out / "html") as address:
        page = browser.new_page()
        page.goto(f"{address}/search.html?q=soft")
        text = page.locator(".paper-hit-text", has=page.locator("mark")).first
        expect(text).to_contain_text("a_b, a/b and ℝ^{d×k}, two after (Vaswani 외, 2017")
        page.close()
