"""Following a paper: backlinks by relation, what to read next, graphs and comparisons, fresh after any edit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag

from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

MAP = """\
# Map

```{paper-graph}
```

```{paper-graph}
:layout: timeline
```

```{paper-graph}
:category: methods
```

```{paper-graph}
:paper: gqa
:depth: 2
```

```{paper-compare}
- rag
- gqa, llm
```
"""

FILES = {
    "index.md": home("methods", "models", "map"),
    "methods.md": category(
        content="rag\ngqa", queue="- flash = Flash Attention (2022) +2024-02-01\n- PEFT +2024-03-01"
    ),
    "models.md": category("models", "Models") + "\nSee {paper:ref}`rag`.\n",
    "map.md": MAP,
    "papers/rag.md": paper(
        "Retrieval",
        "rag",
        options=":category: methods\n:year: 2020\n:tags: Search",
        body="As {paper:ref}`gqa` shows, it works. See {paper:ref}`flash`.",
    ),
    "papers/gqa.md": paper(
        "Grouped Queries",
        "gqa",
        options=":category: methods\n:extends: rag\n:authors: Ann Lee; Bo Kim\n:year: 2023",
        body="It builds on {paper:ref}`rag`.\n\n```{paper-graph}\n```",
    ),
    "papers/llm.md": paper(
        "A Model",
        "llm",
        options=":category: models\n:tags: search",
        body="It uses {paper:citep}`gqa, rag`.",
    ),
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(FILES)


def soup(site: Site, name: str) -> BeautifulSoup:
    return BeautifulSoup(site.page(name), "html.parser")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


def threads(site: Site, name: str) -> dict[str, list[str]]:
    fields = soup(site, name).select_one("dl.paper-relations")
    assert fields is not None
    labels = [words(dt).removesuffix(" :") for dt in fields.find_all("dt", recursive=False)]
    found = fields.find_all("dd", recursive=False)
    return {label: [words(p) for p in dd.find_all("p")] for label, dd in zip(labels, found, strict=True)}


def mentions(site: Site, name: str) -> list[str]:
    return [words(li) for li in soup(site, name).select(".paper-after .paper-backlinks:not(.paper-next) > li")]


def test_relations_and_mentions_follow_the_note_the_nearest_first(site: Site) -> None:
    assert site.build() == ""
    assert threads(site, "papers/rag") == {"Extended by": ["Grouped Queries"]}
    assert mentions(site, "papers/rag") == [
        "Grouped Queries — It builds on Retrieval.",
        "A Model — It uses (Lee & Kim, 2023; Retrieval, 2020).",
        "Models — See Retrieval.",
    ]
    assert threads(site, "papers/gqa") == {"Extends": ["Retrieval"]}
    page = soup(site, "papers/rag")
    box, after = page.select_one(".paper-box"), page.select_one(".paper-after")
    assert box is not None
    assert after is not None
    assert [child.name for child in after.parent.find_all(recursive=False)] == ["h1", "div", "p", "div"]
    assert not box.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    line = box.select_one(".paper-below")
    assert line is not None
    assert words(line) == "Relations 1 · Notes that mention this paper 3 · Citing"
    assert [f"#{heading['id']}" for heading in after.select("h2.paper-part") if heading.text != "Read next"] == [
        link["href"] for link in line.select("a")
    ]
    for link in after.select(".paper-backlinks a[href*='#']"):
        page_name, _, anchor = str(link["href"]).partition("#")
        target = (site.out / "html/papers" / page_name).resolve()
        assert f'id="{anchor}"' in target.read_text(encoding="utf-8")


def test_of_many_mentions_the_nearest_are_shown_and_the_others_open(make_site: MakeSite) -> None:
    names = [f"p{number:02}" for number in range(14)]
    site = make_site(
        {
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/rag.md": paper("Retrieval", "rag", options=":category: methods\n:extends: p09"),
            **{f"papers/{name}.md": paper(name, name, body="Like {paper:ref}`rag`.") for name in names},
        }
    )
    assert site.build() == ""
    after = soup(site, "papers/rag").select_one(".paper-after")
    assert after is not None
    assert [len(ul.find_all("li")) for ul in after.select("ul.paper-backlinks:not(.paper-next)")] == [3, 11]
    assert [text.partition(" ")[0] for text in mentions(site, "papers/rag")[:3]] == ["p09", "p00", "p01"]
    more = after.select_one("details.paper-more")
    assert more is not None
    assert words(more.summary or more) == "11 more"
    assert "open" not in more.attrs


def test_what_to_read_next_says_why(site: Site) -> None:
    assert site.build() == ""
    items = [words(li) for li in soup(site, "papers/rag").select(".paper-next li")]
    assert items == [
        "Grouped Queries — Extended by · Mention each other · both named by A Model",
        "A Model — Mentioned by · both build on Grouped Queries",
        "Flash Attention planned — Mentions",
    ]


def drawings(site: Site, name: str, builder: str = "html") -> list[ElementTree.Element]:
    path = site.out / builder / name
    found = re.findall(r"<svg.*?</svg>", path.read_text(encoding="utf-8"), re.S)
    return [ElementTree.fromstring(svg) for svg in found if "paper-drawing" in svg]


@pytest.mark.parametrize(("builder", "name"), [("html", "map.html"), ("dirhtml", "map/index.html")])
def test_every_node_leads_to_its_page(site: Site, builder: str, name: str) -> None:
    assert site.build(builder=builder) == ""
    found = drawings(site, name, builder)
    assert len(found) == 4
    for svg in found:
        links = [str(a.get("href")) for a in svg.iter("{http://www.w3.org/2000/svg}a")]
        assert links
        for link in links:
            page, _, anchor = link.partition("#")
            target = (
                ((site.out / builder / name).parent / unquote(page)).resolve() if page else site.out / builder / name
            )
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), link
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8")


def test_on_a_paper_page_the_graph_is_about_that_paper(site: Site) -> None:
    assert site.build() == ""
    (svg,) = drawings(site, "papers/gqa.html")
    assert svg.get("aria-label") == "Papers around Grouped Queries"
    assert len(list(svg.iter("{http://www.w3.org/2000/svg}a"))) == 3
    assert [a.get("href") for a in svg.iter() if "paper-node-centre" in str(a.get("class"))] == ["#"]


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_elsewhere_a_graph_is_a_list(site: Site, builder: str) -> None:
    site.write({"conf.py": f'{CONF}version = copyright = "1"\n'})
    assert site.build(builder=builder) == ""
    names = {"text": "map.txt", "latex": "test.tex", "epub": "map.xhtml"}
    text = (site.out / builder / names[builder]).read_text(encoding="utf-8")
    assert "<svg" not in text
    assert "Without connections" in text
    assert "Extended by" in text


def test_a_comparison_has_a_column_for_each_paper(site: Site) -> None:
    assert site.build() == ""
    table = soup(site, "map").select_one("table.paper-compare")
    assert table is not None
    named = [name.extract().get_text() for name in table.select(".paper-compared")]  # a phone shows them
    assert named[:4] == ["Retrieval", "Grouped Queries", "A Model", "Retrieval"]
    rows = [[words(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert rows[0] == ["Field", "Retrieval", "Grouped Queries", "A Model"]
    assert rows[1] == ["Status", "done", "done", "done"]
    assert ["Year", "2020", "2023", "–"] in rows
    assert ["Tags", "Search", "–", "search"] in rows
    assert rows[-1] == ["Relations", "Extended by: Grouped Queries", "Extends: Retrieval", "–"]
    assert "Venue" not in {row[0] for row in rows}  # none has one
    assert len(table.select("tbody th.stub")) == len(rows) - 1


def test_lists_in_the_order_of_a_date_show_it(site: Site) -> None:
    query = "```{paper-list}\n:status: planned\n:sort: -added\n:limit: 5\n```"
    site.write({"index.md": home("methods", "models", "map", text=query)})
    assert site.build() == ""
    titles = [words(p) for p in soup(site, "index").select(".paper-item-title")]
    assert titles == ["PEFT planned 2024-03-01", "Flash Attention planned 2024-02-01"]
    site.write({"papers/new.md": paper("New", "new", options=":category: methods\n:status: planned")})
    assert site.build() == ""
    titles = [words(p) for p in soup(site, "index").select(".paper-item-title")]
    assert titles == ["PEFT planned 2024-03-01", "Flash Attention planned 2024-02-01", "New planned"]


EDITS: dict[str, dict[str, str]] = {
    "a relation": {"papers/gqa.md": FILES["papers/gqa.md"].replace(":extends:", ":disputes:")},
    "no relation": {"papers/gqa.md": FILES["papers/gqa.md"].replace(":extends: rag\n", "")},
    "a mention": {"papers/llm.md": FILES["papers/llm.md"].replace("gqa, rag", "flash")},
    "a title": {"papers/rag.md": FILES["papers/rag.md"].replace("# Retrieval", "# Finding")},
    "a tag": {"papers/llm.md": FILES["papers/llm.md"].replace(":tags: search", ":tags: other")},
    "a year": {"papers/rag.md": FILES["papers/rag.md"].replace("2020", "2019")},
    "a state": {"papers/rag.md": FILES["papers/rag.md"].replace(":year:", ":status: writing\n:year:")},
    "a name of a category": {"methods.md": FILES["methods.md"].replace("# Methods", "# Ways")},
    "a page that mentions": {"models.md": FILES["models.md"].replace("See", "Read")},
    "a date": {"methods.md": FILES["methods.md"].replace("+2024-03-01", "+2024-03-05")},
}


def everything(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.html"))}


@pytest.mark.parametrize("files", EDITS.values(), ids=EDITS)
def test_an_edit_elsewhere_shows_at_once(site: Site, tmp_path: Path, files: dict[str, str]) -> None:
    query = "```{paper-list}\n:sort: -added\n```"
    site.write({"index.md": home("methods", "models", "map", text=query)})
    assert site.build() == ""
    before = everything(site.out / "html")
    site.write(files)
    assert site.build() == ""
    after = everything(site.out / "html")
    assert after != before
    site.build(fresh=True, out=tmp_path / "clean", parallel=2)
    assert after == everything(tmp_path / "clean/html")


def test_a_large_library_is_drawn_by_category(make_site: MakeSite) -> None:
    options = ":category: {}\n:year: {}"
    papers = {
        f"papers/p{n:03}.md": paper(
            f"P{n}", f"p{n:03}", options=options.format("methods" if n % 2 else "models", 2000 + n % 3), body="Text."
        )
        for n in range(151)
    }
    papers["papers/p000.md"] += "\nLike {paper:ref}`p001`.\n"
    graphs = "```{paper-graph}\n```\n\n```{paper-graph}\n:layout: timeline\n```\n"
    site = make_site(
        {
            "index.md": home("methods", "models", text=graphs),
            "methods.md": category(),
            "models.md": category("models", "Models"),
            **papers,
        }
    )
    assert site.build() == ""
    network, timeline = drawings(site, "index.html")
    titles = [t.text for t in network.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["Methods · 75 papers", "Models · 76 papers"]
    assert len(list(timeline.iter("{http://www.w3.org/2000/svg}circle"))) == 6
    assert "151 papers are too many to draw each" in site.page("index")


def test_a_sentence_is_quoted_with_its_formulas(make_site: MakeSite) -> None:
    body = r"Nothing here. With $r < d. x$, as {paper:ref}`rag` has it, $\Delta W = BA$ holds. Nothing there."
    site = make_site({**FILES, "papers/llm.md": paper("A Model", "llm", options=":category: models", body=body)})
    assert site.build() == ""
    page = BeautifulSoup(site.page("papers/rag"), "html5lib")
    [quoted] = [s for s in page.select(".paper-sentence") if "holds" in s.get_text()]
    assert [re.sub(r"\s", "", m.get_text()) for m in quoted.select("math")] == ["r<d.x", "ΔW=BA"]
    assert quoted.get_text().startswith("With ")
    assert quoted.get_text().endswith(" holds.")
    assert "\\" not in quoted.get_text()
