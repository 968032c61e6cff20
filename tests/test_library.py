"""The library itself: what the site holds, and that every link in it leads somewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from library import built

ORDER = {
    "red-teaming": ["red-teaming-reduce-harms", "red-teaming-lms-with-lms", "llama-guard", "advprompter"],
    "prompt": ["chain-of-thought", "graph-prompting"],
    "fine-tuning": ["clinical-llama-peft", "lora"],
    "methods": ["rag", "gqa", "flash-attention", "flash-attention-2", "flash-attention-3", "peft", "bpe"],
    "multi-modal-models": ["llava", "llava-1.5"],
    "diffusion-models": [
        "animatelcm",
        "dreambooth",
        "controlnet",
        "latent-diffusion",
        "stable-diffusion-3",
        "animatediff",
        "mimicmotion",
    ],
    "large-language-models": [
        "lima",
        "openelm",
        "flan",
        "hyperclova-x",
        "llama-2",
        "qwen",
        "vicuna",
        "gpt-1",
        "gpt-2",
        "mistral-7b",
        "bert",
    ],
    "recommendation-system": ["llm-recommendation-survey"],
    "quantization": [],
    "reviews": [],
    "dataset": [],
}
WRITING = {"flash-attention", "animatelcm", "stable-diffusion-3", "mimicmotion"}


@cache
def papers() -> list[dict]:
    return json.loads((built() / "papers.json").read_text(encoding="utf-8"))["papers"]


@cache
def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


@cache
def pages() -> list[Path]:
    return sorted(path for path in built().rglob("*.html") if "_static" not in path.parts)


def test_papers_json_holds_the_reading_list_in_its_order() -> None:
    data = json.loads((built() / "papers.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((built() / "papers.schema.json").read_text(encoding="utf-8")))
    assert [c["slug"] for c in data["categories"]] == list(ORDER)
    assert [p["key"] for p in data["papers"]] == [key for keys in ORDER.values() for key in keys]
    assert {p["key"]: p["category"] for p in papers()} == {k: slug for slug, keys in ORDER.items() for k in keys}
    assert {p["key"] for p in papers() if p["status"] == "writing"} == WRITING
    assert Counter(p["status"] for p in papers()) == {"done": 19, "writing": 4, "planned": 13}
    assert next(p for p in papers() if p["key"] == "lora")["relations"] == {"compares-with": ["peft"]}


def test_files_beside_the_html() -> None:
    assert len(json.loads((built() / "papers.csl.json").read_text(encoding="utf-8"))) == 36
    assert (built() / "papers.bib").read_text(encoding="utf-8").count("\n@") == 35
    for slug, keys in ORDER.items():
        text = (built() / "categories" / f"{slug}.bib").read_text(encoding="utf-8")
        assert re.findall(r"^@\w+\{(.+),$", text, re.M) == keys


def test_every_finished_note_has_three_lines() -> None:
    for paper in papers():
        if paper["status"] != "planned":
            assert len(paper["summary"]) == 3, paper["key"]


def test_every_paper_stands_in_the_indices_it_has_a_value_for() -> None:
    text = {
        name: page(built() / f"paper-{name}.html").get_text(" ", strip=True)
        for name in ("title", "author", "year", "venue", "tag", "status")
    }
    for paper in papers():
        assert paper["title"] in text["title"]
        assert paper["title"] in text["status"]
        for name, values in {
            "author": [f"{a['family']}, {a['given']}" for a in paper.get("authors", []) if "family" in a],
            "year": [str(paper["year"])],
            "venue": [paper["venue"]] if "venue" in paper else [],
            "tag": paper.get("tags", []),
        }.items():
            for value in values:
                assert value in text[name]
                assert paper["title"] in text[name]


def test_the_sidebar_shows_home_categories_and_papers() -> None:
    sidebar = page(built() / "index.html").select_one(".sidebar-tree")
    links = {a["href"] for a in sidebar.find_all("a")}
    assert sidebar.select_one('li.current-page > a[aria-current="page"]')["href"] == "index.html"
    assert {f"docs/categories/{slug}.html" for slug in ORDER} <= links
    assert not any(href.startswith("papers/") for href in links)  # papers are listed where their category is open


@pytest.mark.parametrize("slug", ORDER)
def test_the_sidebar_of_a_category_lists_its_papers(slug: str) -> None:
    path = f"docs/categories/{slug}.html"
    sidebar = page(built() / path).select_one(".sidebar-tree")
    here = sidebar.select_one("li.current-page")
    members = [p for p in papers() if slug in (p["category"], *p.get("also_in", []))]
    assert here.a["data-of"] == slug
    counts = (built() / "_static/papershelf-counts.css").read_text(encoding="utf-8")
    assert f'a[data-of="{slug}"]::after {{ content: "{len(members)}"; }}' in counts
    listed = [a["href"] for a in here.select(":scope > ul a")]
    assert listed == [f"../../{p['url']}" for p in members if p["category"] == slug and "#" not in p["url"]]


def test_next_walks_the_list() -> None:
    walked, path = [], built() / "docs" / "categories" / "red-teaming.html"
    for _step in range(60):
        walked.append(path.relative_to(built()).as_posix())
        link = page(path).find("link", rel="next")
        if link is None:
            break
        back = path
        path = (path.parent / link["href"]).resolve()
        assert (path.parent / page(path).find("link", rel="prev")["href"]).resolve() == back.resolve()
    notes = {p["key"]: p["url"] for p in papers() if p["status"] != "planned"}
    wanted = []
    for slug, keys in ORDER.items():
        wanted += [f"docs/categories/{slug}.html", *(notes[key] for key in keys if key in notes)]
    assert walked[: len(wanted)] == wanted


def test_no_link_is_broken() -> None:
    ids = {path: {e["id"] for e in page(path).find_all(id=True)} for path in pages()}
    for path in pages():
        found = [e["id"] for e in page(path).select("main [id], article [id]")]
        assert len(found) == len(set(found)), path
        for element in page(path).find_all(["a", "link", "img", "script"]):
            url = element.get("href") or element.get("src") or ""
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                assert element.name == "a" or element.get("rel") == ["canonical"], f"{path}: asks for {url}"
                continue
            start = built() if parts.path.startswith("/") else path.parent  # the page for addresses that lead nowhere
            target = (start / unquote(parts.path.lstrip("/"))).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {url}"
            if parts.fragment and target in ids:
                assert unquote(parts.fragment) in ids[target], f"{path}: {url}"


def test_no_inline_script_or_style_is_ours() -> None:
    for path in pages():
        soup = page(path)
        for script in soup.find_all("script", src=False):
            assert "paper-" not in script.get_text()
        assert not soup.select(".paper-box [style], .paper-list [style], .paper-stats [style]")


def test_the_inventory_lists_every_paper() -> None:
    inventory = InventoryFile.loads((built() / "objects.inv").read_bytes(), uri="")
    assert len(inventory.data["paper:paper"]) == 36
