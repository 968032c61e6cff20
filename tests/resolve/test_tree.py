"""A tree of categories on the pages of a build: one place for each page, counts, paths, lists, files beside."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag

from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
QUEUE = "- q = Q — Ann Lee (2020, ICLR)"


def soup(site: Site, name: str) -> BeautifulSoup:
    return BeautifulSoup(site.page(name), "html.parser")


def sidebar(site: Site, name: str) -> Tag:
    found = soup(site, name).select_one(".sidebar-tree")
    assert found is not None
    return found


def links(part: Tag) -> list[str]:
    return [str(a["href"]) for a in part.find_all("a")]


def content(parent: str, *lines: str) -> str:
    return "\n".join([f":parent: {parent}" if parent else "", "", *lines]).strip("\n")


def nested(make_site: MakeSite, extra: Mapping[str, str] = {}, limit: int = 50) -> Site:
    site = make_site(
        {
            "index.md": home("models", "data", "library", text="```{paper-stats}\n```"),
            "models.md": category("models", "Models", content="vision\ntext\nm2"),
            "text.md": category("text", "Text", content=content("models")),
            "vision.md": category(
                "vision", "Vision", content=content("models"), queue="- q = Q — Ann Lee (2020, ICLR)"
            ),
            "cnn.md": category("cnn", "CNN", content=content("vision")),
            "data.md": category("data", "Data"),
            "library.md": "# All\n\n```{paper-list}\n:filter:\n```\n\n```{paper-list}\n:category: vision\n```\n",
            **{f"papers/m{n}.md": paper(f"M{n}", f"m{n}", options=":category: models") for n in (1, 2)},
            "papers/t1.md": paper("T1", "t1", options=":category: text"),
            "papers/v1.md": paper("V1", "v1", options=":category: vision\n:read: 2024-01-02"),
            "papers/c1.md": paper("C1", "c1", options=":category: cnn\n:also-in: models\n:read: 2024-01-01"),
            "papers/d1.md": paper("D1", "d1", options=":category: data"),
            **extra,
        }
    )
    site.write({"conf.py": f"{CONF}papershelf_sidebar_papers = {limit}\n"})
    return site


def test_the_sidebar_opens_the_way_to_a_page(make_site: MakeSite) -> None:
    site = nested(make_site)
    assert site.build() == ""
    assert links(sidebar(site, "index")) == ["models.html", "data.html", "library.html"]
    assert links(sidebar(site, "papers/c1")) == [
        "../models.html", "m2.html", "m1.html", "../vision.html", "v1.html",
        "../cnn.html", "c1.html", "../text.html", "../data.html", "../library.html",
    ]  # fmt: skip
    tree = sidebar(site, "papers/c1")
    assert [li.a.get_text(strip=True) for li in tree.select("li.current") if li.a] == ["Models", "Vision", "CNN", "C1"]
    assert len(tree.select("input[checked]")) == 3


def test_counts_of_a_category_and_of_all_below(make_site: MakeSite) -> None:
    site = nested(make_site)
    assert site.build() == ""
    counts = (site.out / "html/_static/papershelf-counts.css").read_text(encoding="utf-8")
    assert '.paper-count-all.paper-count[data-category="models"]::before { content: "3 + 3"; }' in counts
    assert '.paper-count-all.paper-count[data-category="vision"]::before { content: "2 + 1"; }' in counts
    assert 'paper-count-all.paper-count[data-category="text"]' not in counts
    rows = soup(site, "index").select(".paper-counts-table tbody tr")
    cells = [[td.get_text().rstrip() for td in row.select("td")] for row in rows][:5]
    assert [row[:3] for row in cells] == [
        ["Models", "3", "6"], ["\u2003Vision", "2", "3"], ["\u2003\u2003CNN", "1", "1"], ["\u2003Text", "1", "1"],
        ["Data", "1", "1"],
    ]  # fmt: skip


def test_papers_of_outer_categories_give_way(make_site: MakeSite) -> None:
    site = nested(make_site, limit=2)
    assert site.build() == ""
    tree = sidebar(site, "papers/c1")
    shown = [" ".join(a.get_text().split()) for a in tree.find_all("a")]
    assert shown[:8] == ["Models", "All papers ()", "Vision", "All papers ()", "CNN", "C1", "Text", "Data"]


def test_the_page_of_a_category_leads_down_and_up(make_site: MakeSite) -> None:
    site = nested(make_site)
    assert site.build() == ""
    page = soup(site, "vision")
    items = page.select(".paper-categories > li")
    assert [" | ".join(p.get_text(strip=True) for p in item.select("p")) for item in items] == [
        "CNN | 1 paper | Prose."
    ]
    models = soup(site, "models").select(".paper-categories > li")
    assert "3 papers, 1 of them in the categories below it" in models[0].get_text()
    path = soup(site, "cnn").select_one(".paper-path")
    assert path is not None and path.get_text().strip() == "Models\N{NO-BREAK SPACE}› Vision"
    assert "Models › Vision › CNN" in " ".join(soup(site, "papers/c1").select_one(".paper-box").get_text().split())  # type: ignore[union-attr]
    assert not soup(site, "models").select(".paper-path")


def test_a_page_has_one_place(make_site: MakeSite) -> None:
    site = nested(make_site, {"index.md": home("models", "vision", "cnn", "data", "library", "text")})
    assert site.build() == ""
    assert links(sidebar(site, "index")) == ["models.html", "data.html", "library.html"]
    site.write({"vision.md": category("vision", "Vision", queue="- q = Q")})
    assert "models.md:6: WARNING: paper-category: the category 'vision' does not stand below 'models'" in site.build()
    assert links(sidebar(site, "index")) == ["models.html", "vision.html", "data.html", "library.html"]


def test_a_toctree_with_stars_names_them_all(make_site: MakeSite) -> None:
    site = nested(make_site, {"index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n"})
    assert site.build() == ""
    assert links(sidebar(site, "index")) == ["data.html", "library.html", "models.html"]


def test_lists_have_those_of_the_categories_below(make_site: MakeSite) -> None:
    site = nested(make_site)
    assert site.build() == ""
    page = soup(site, "library")
    lists = page.select("ul.paper-list")
    assert [a.get_text() for a in lists[-1].select(".paper-item-title a")] == ["Q", "V1", "C1"]
    frame = page.select_one("[data-library]")
    assert frame is not None
    facts = json.loads(str(frame["data-library"]))
    assert facts["categories"] == [
        ["models", "Models", 0], ["vision", "Vision", 1], ["cnn", "CNN", 2], ["text", "Text", 1], ["data", "Data", 0],
    ]  # fmt: skip
    rows = {str(row["data-key"]): str(row["data-categories"]) for row in page.select("[data-key]")}
    assert (rows["c1"], rows["t1"], rows["m1"]) == ("models,vision,cnn", "models,text", "models")
    heads = [p.get_text(strip=True) for p in frame.select(".paper-group")]
    assert heads == ["Models", "Models › Vision", "Models › Vision › CNN", "Models › Text", "Data"]


def test_files_beside_the_pages(make_site: MakeSite) -> None:
    site = nested(make_site)
    assert site.build() == ""
    out = site.out / "html"
    data = json.loads((out / "papers.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((out / "papers.schema.json").read_text(encoding="utf-8")))
    assert [(c["slug"], c.get("parent")) for c in data["categories"]] == [
        ("models", None), ("vision", "models"), ("cnn", "vision"), ("text", "models"), ("data", None),
    ]  # fmt: skip
    assert [p["key"] for p in data["papers"]] == ["m2", "m1", "q", "v1", "c1", "t1", "d1"]
    assert (out / "categories/vision.bib").read_text(encoding="utf-8").count("\n@") == 2
    feed = (out / "categories/models.xml").read_text(encoding="utf-8")
    assert feed.index("<title>V1") < feed.index("<title>C1")
    assert "## Models › Vision › CNN" in (out / "llms.txt").read_text(encoding="utf-8")
    assert '"articleSection":["Models","Vision","CNN"]' in site.page("papers/c1")
    twin = (out / "models.html.md").read_text(encoding="utf-8")
    assert "- [Vision](vision.html.md): Prose." in twin


def test_previous_and_next_go_down_the_tree(make_site: MakeSite) -> None:
    site = nested(make_site)
    assert site.build() == ""
    following = {name: soup(site, name).select_one("a.next-page") for name in ("papers/m1", "papers/v1", "papers/c1")}
    assert [a and a["href"] for a in following.values()] == ["../vision.html", "../cnn.html", "../text.html"]


@pytest.mark.parametrize(
    ("files", "warning"),
    [
        ({"text.md": category("text", "Text", content=content("modls"))},
         "text.md:6: WARNING: parent: no page declares the category 'modls'; did you mean 'models'?"),
        ({"models.md": category("models", "Models", content=content("cnn"))},
         "models.md:6: WARNING: parent: 'models' would be below itself (models → cnn → vision → models)"),
        ({"text.md": category("text", "Text", content=content("text"))},
         "text.md:6: WARNING: parent: 'text' would be below itself (text → text)"),
        ({"text.md": category("text", "Text", content=content("A b"))},
         "text.md:6: WARNING: paper-category: parent: found 'A b'; a key has lower-case letters"),
        ({"data.md": category("data", "Data", content="text")},
         "data.md:6: WARNING: paper-category: the category 'text' does not stand below 'data'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_once(make_site: MakeSite, files: Mapping[str, str], warning: str) -> None:
    site = nested(make_site, files)
    found = site.build()
    assert found.count(warning) == 1
    assert "unknown-category" in found or "invalid-option" in found
    slugs = {c["slug"] for c in json.loads((site.out / "html/papers.json").read_text(encoding="utf-8"))["categories"]}
    assert slugs == {"models", "vision", "cnn", "text", "data"}


def test_names_of_a_planned_paper_are_shown(make_site: MakeSite) -> None:
    site = nested(make_site)
    assert site.build() == ""
    item = soup(site, "vision").select_one(".paper-queue li")
    assert item is not None and "Ann Lee · ICLR · 2020" in " ".join(item.get_text().split())


def test_chinese_and_japanese_headings_have_readable_addresses(make_site: MakeSite) -> None:
    body = "## 大型语言模型\n\nText.\n\n## データセット\n\nText.\n"
    site = nested(make_site, {"papers/d1.md": paper("数据集综述", "d1", options=":category: data", body=body)})
    assert site.build() == ""
    ids = [section["id"] for section in soup(site, "papers/d1").select("section")]
    assert ids == ["数据集综述", "大型语言模型", "データセット"]
