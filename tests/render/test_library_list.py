"""The interactive list as it stands in its page, before any script runs, and the files beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from papershelf.exports import bibtex, csl, ris
from papershelf.model.record.paper import Paper, parse_authors
from papershelf.write.files.records import record
from support import Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
QUERY = "```{paper-list}\n:filter:\n```\n"
RICH = """\
:category: methods
:also-in: models
:short-title: Q&A "x"
:authors: Ann Lee; Kim, Bo; {Qwen <Team>}; others
:date: 2023-05-01
:venue: ICLR 2024
:tags: peft, low-rank
:added: 2024-01-02
:read: 2024-02-03"""


@pytest.fixture
def listed(small: Site) -> Site:
    small.write({"index.md": home("methods", "models", "all"), "all.md": f"# All\n\n{QUERY}"})
    small.write({"papers/gqa.md": paper("Grouped Queries", "gqa", options=RICH)})
    return small


def page(site: Site, name: str = "all") -> BeautifulSoup:
    return BeautifulSoup(site.page(name), "html.parser")


def row(site: Site, key: str) -> Tag:
    found = page(site).select_one(f"li[data-key={key}]")
    assert found is not None
    return found


def test_papers_stand_under_their_category_with_a_way_there(listed: Site) -> None:
    assert listed.build() == ""
    frame = page(listed).select_one(".paper-library")
    assert frame is not None
    assert [a["href"] for a in frame.select(".paper-jumps a")] == ["#category-methods", "#category-models"]
    assert [line.get_text() for line in frame.select(".paper-group")] == ["Methods", "Models"]
    assert all(frame.select_one(f"#category-{slug}") for slug in ("methods", "models"))
    assert [[li["data-key"] for li in ul.select("li[data-key]")] for ul in frame.select("ul.paper-list")] == [
        ["rag", "gqa", "flash", "peft"],
        ["llm"],
    ]


def test_a_row_says_what_can_be_asked_of_it(listed: Site) -> None:
    assert listed.build() == ""
    given = {name: value for name, value in row(listed, "gqa").attrs.items() if name.startswith("data-")}
    assert given == {
        "data-key": "gqa",
        "data-file": "0",
        "data-short": 'Q&A "x"',
        "data-authors": "Ann Lee;Bo Kim;Qwen <Team>",
        "data-categories": "methods,models",
        "data-status": "done",
        "data-tags": "peft,low-rank",
        "data-date": "2023-05-01",
        "data-venue": "ICLR 2024",
        "data-series": "ICLR",
        "data-added": "2024-01-02",
        "data-read": "2024-02-03",
    }


def test_in_another_order_there_are_no_categories(listed: Site) -> None:
    listed.write({"all.md": "# All\n\n```{paper-list}\n:sort: title\n:filter:\n```\n"})
    assert listed.build() == ""
    assert not page(listed).select(".paper-group, .paper-jumps")
    assert len(page(listed).select("ul.paper-list > li[data-key]")) == 5


def test_ids_are_given_once_on_a_page(listed: Site) -> None:
    listed.write({"all.md": f"# All\n\n{QUERY}\n## Category models\n\n{QUERY}"})
    assert listed.build() == ""
    ids = [str(tag["id"]) for tag in page(listed).select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert "category-methods" in ids


def test_only_pages_with_such_a_list_load_its_script(listed: Site) -> None:
    assert listed.build(parallel=2) == ""
    with_script = [
        name for name in ("index", "methods", "all", "papers/gqa") if "papershelf-library.js" in listed.page(name)
    ]
    assert with_script == ["all"]


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex", "epub", "man", "texinfo"])
def test_elsewhere_it_is_a_plain_list(listed: Site, builder: str) -> None:
    if builder == "epub":
        listed.write({"conf.py": (listed.source / "conf.py").read_text() + 'version = "1"\nepub_show_urls = "no"\n'})
    warnings = listed.build(builder=builder)
    assert "papershelf" not in warnings
    assert "unknown node" not in warnings
    texts = [
        path.read_text(errors="replace")
        for path in (listed.out / builder).rglob("*")
        if path.suffix in {".html", ".xhtml"}
    ]
    assert not any("data-key" in text or "papershelf-library.js" in text for text in texts)


EDITS = {
    "an author": RICH.replace("Ann Lee", "Ada Lee"),
    "a tag": RICH.replace("peft", "lora"),
    "the day it was read": RICH.replace("2024-02-03", "2024-02-04"),
    "a further category": RICH.replace(":also-in: models\n", ""),
    "the category": RICH.replace(":category: methods\n:also-in: models", ":category: models\n:also-in: methods"),
    "the short title": RICH.replace('Q&A "x"', "Q"),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_page_follows_its_papers(listed: Site, tmp_path: Path, name: str) -> None:
    assert listed.build() == ""
    before = listed.page("all")
    listed.write({"papers/gqa.md": paper("Grouped Queries", "gqa", options=EDITS[name])})
    assert_as_clean(listed, tmp_path)
    assert listed.page("all") != before


def test_the_page_follows_the_titles_of_categories(listed: Site, tmp_path: Path) -> None:
    assert listed.build() == ""
    listed.write({"models.md": category("models", "Large Models")})
    assert_as_clean(listed, tmp_path)
    assert "Large Models" in [line.get_text() for line in page(listed).select(".paper-group")]


def test_a_change_of_a_body_leaves_the_page_alone(listed: Site) -> None:
    assert listed.build() == ""
    before = (listed.out / "html" / "all.html").stat().st_mtime_ns
    listed.write({"papers/gqa.md": paper("Grouped Queries", "gqa", options=RICH, body="Another text.")})
    assert listed.build() == ""
    assert (listed.out / "html" / "all.html").stat().st_mtime_ns == before


def assert_as_clean(site: Site, tmp_path: Path) -> None:
    assert site.build() == ""
    site.build(fresh=True, out=tmp_path / "clean")
    assert site.page("all") == (tmp_path / "clean" / "html" / "all.html").read_text(encoding="utf-8")
    folders = [site.out / "html" / "library", tmp_path / "clean" / "html" / "library"]
    one, other = [{path.name: path.read_bytes() for path in folder.glob("*")} for folder in folders]
    assert one == other


# -- the files that the export is made of -------------------------------------------------------------


def test_the_files_hold_every_paper_in_every_format(listed: Site) -> None:
    assert listed.build() == ""
    text = (listed.out / "html" / "library" / "records-0.js").read_text(encoding="utf-8")
    assert text.startswith("papershelfRecords(0,{")
    records = json.loads(text.removeprefix("papershelfRecords(0,").removesuffix(");\n"))
    assert list(records) == ["rag", "gqa", "flash", "peft", "llm"]
    assert records["gqa"]["bibtex"].startswith("@inproceedings{gqa,\n")
    assert records["rag"]["markdown"] == "- Retrieval — one"


def test_the_files_are_there_only_with_such_a_list(listed: Site) -> None:
    assert listed.build() == ""
    assert (listed.out / "html" / "library").is_dir()
    listed.write({"all.md": "# All\n\n```{paper-list}\n```\n"})
    assert listed.build() == ""
    assert not (listed.out / "html" / "library").exists()


def test_entries_joined_are_the_bibliography() -> None:
    papers = [
        Paper("a", "A", authors=parse_authors("Ann Lee"), date="2021-06", tags=("x",), summary=("one", "two")),
        Paper("b", "나", venue="ICLR 2022", arxiv="2106.09685"),
    ]
    one, other = (record(paper, bibtex.entry(paper, own=True), csl.text(paper)) for paper in papers)
    assert f"{one['bibtex']}\n\n{other['bibtex']}\n" == bibtex.bibliography(papers)
    assert f"[\n{one['csl']},\n{other['csl']}\n]\n" == csl.bibliography(papers)
    assert f"{one['ris']}\n\n{other['ris']}\n\n" == ris.bibliography(papers)
