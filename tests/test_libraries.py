"""Three libraries that name each other's papers: built by Sphinx, served on ports of this machine, one switched off."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, expect

from conftest import serving
from papershelf.cli import main
from support import CONF, Site, category, home, paper
from test_browser import watched

SCRIPT = "LoRA: <script>alert(1)</script>"
NOTE = """\
See {paper:ref}`lab-a:lora`, {paper:ref}`so <lab-a:lora>` and {paper:citet}`only`.

{paper:citep}`lab-a:lora, gqa, lab-a:peft`

Unknown: {paper:ref}`lab-a:lroa`, {paper:ref}`lab-x:lora`, {paper:ref}`both`, {paper:ref}`away:lora`.
"""


@dataclass
class Three:
    """The library at work, and where the others are."""

    own: Site
    lab_a: Site
    address_a: str
    address_b: str
    warnings: str


def make(folder: Path, files: dict[str, str], conf: str = "") -> Site:
    site = Site(folder / "source", folder / "build")
    site.write({"conf.py": CONF + conf, **files})
    return site


def of_lab_a(folder: Path, conf: str = "") -> Site:
    facts = ":short-title: LoRA\n:authors: Edward Hu; Yelong Shen; Ann Lee\n:year: 2021\n:arxiv: 2106.09685"
    options = f":category: methods\n{facts}"
    return make(
        folder,
        {
            "index.md": home("methods"),
            "methods.md": category(queue="- peft = PEFT (2022)"),
            "papers/lora.md": paper(
                SCRIPT.replace("<", "\\<"), "lora", options=options, summary="- 1 < 2\n- two\n- three"
            ),
            "papers/both.md": paper("Both of A", "both"),
        },
        conf,
    )


@contextlib.contextmanager
def three(folder: Path) -> Iterator[Three]:
    lab_a = of_lab_a(folder / "a")
    one = ":category: methods\n:year: 2020\n:authors: Bo Kim"
    lab_b = make(
        folder / "b",
        {
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/only.md": paper("Only in B", "only", options=one),
            "papers/both.md": paper("Both of B", "both"),
        },
    )
    assert lab_a.build() == lab_b.build() == ""
    with serving(lab_a.out / "html") as address_a, serving(lab_b.out / "html") as address_b:
        with serving(lab_a.out / "html") as away:
            pass
        named = {"lab-a": address_a, "lab-b": address_b, "away": away}
        own = make(
            folder / "own",
            {
                "index.md": home("methods", "calm", "beside", text="```{paper-graph}\n```"),
                "methods.md": category(),
                "beside.md": "# Beside\n\n```{paper-compare} gqa lab-a:lora\n```\n",
                "calm.md": "# Calm\n\nNothing of others.\n",
                "papers/gqa.md": paper(
                    "Grouped Queries",
                    "gqa",
                    options=":category: methods\n:extends: lab-a:lora, only\n:year: 2023",
                    body=NOTE,
                ),
            },
            f"papershelf_libraries = {named!r}\nintersphinx_cache_limit = 0\nintersphinx_timeout = 60\n",
        )
        yield Three(own, lab_a, address_a, address_b, own.build())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Three]:
    with three(tmp_path_factory.mktemp("three")) as found:
        yield found


def soup(site: Site, name: str) -> BeautifulSoup:
    return BeautifulSoup(site.page(name), "html.parser")


def links(within: Tag) -> list[tuple[str, str]]:
    return [(link.get_text(), str(link["href"])) for link in within.select("a.paper-elsewhere")]


def test_what_no_library_has_is_named_with_its_place_and_the_nearest_name(built: Three) -> None:
    reason = "cannot be used: the server cannot be reached; it is left out"
    away = rf"WARNING: library 'away': http://127.0.0.1:\d+/papers.json {reason} \[papershelf.library\]"
    first, *others = built.warnings.splitlines()
    assert re.fullmatch(away, first)
    place, kind = "papers/gqa.md:17: WARNING: ", " [papershelf.unknown-key]"
    assert others == [
        f"{place}2 libraries have a paper with the key 'both'; write 'lab-a:both' or 'lab-b:both'{kind}",
        f"{place}no library is called 'lab-x'; did you mean 'lab-b'? (papershelf_libraries: lab-a, lab-b, away){kind}",
        f"{place}the library 'lab-a' has no paper with the key 'lroa'; did you mean 'lora'?{kind}",
    ]


def test_roles_take_words_and_address_from_the_other_library(built: Three) -> None:
    page = soup(built.own, "papers/gqa")
    a, b = f"{built.address_a}/papers/lora.html", f"{built.address_b}/papers/only.html"
    text = page.select_one("article section")
    assert text is not None
    said = links(text)
    assert said[:3] == [("LoRA", a), ("so", a), ("Kim (2020)", b)]
    assert said[3:5] == [("Hu et al., 2021", a), ("PEFT, 2022", f"{built.address_a}/methods.html#paper-peft")]
    assert page.select_one("a.paper-elsewhere")["title"] == f"{SCRIPT} (lab-a)"  # type: ignore[index]
    for unknown in ("lab-a:lroa", "lab-x:lora", "both", "away:lora"):
        assert page.find("span", class_="paper-unknown", string=unknown)
    assert "<script>alert" not in str(page)


def test_relations_lead_there_on_the_page_in_its_twin_and_on_the_map(built: Three) -> None:
    page = soup(built.own, "papers/gqa")
    found = page.select_one("dl.paper-relations")
    assert found is not None
    assert " ".join(found.get_text().split()) == "Extends: LoRA (lab-a), Only in B (lab-b)"
    twin = (built.own.out / "html/papers/gqa.html.md").read_text("utf-8")
    assert f"- Extends: [LoRA (lab-a)]({built.address_a}/papers/lora.html), [Only in B (lab-b)](" in twin
    assert f"[Kim (2020)]({built.address_b}/papers/only.html)" in twin
    drawing = soup(built.own, "index").select_one("svg.paper-drawing")
    assert drawing is not None
    nodes = {node.select_one("text").get_text(): node["href"] for node in drawing.select("a.paper-node")}  # type: ignore[union-attr]
    assert nodes == {
        "Grouped Queries": "papers/gqa.html",
        "LoRA (lab-a)": f"{built.address_a}/papers/lora.html",
        "Only in B (lab-b)": f"{built.address_b}/papers/only.html",
        "PEFT (lab-a)": f"{built.address_a}/methods.html#paper-peft",
    }
    kinds = [str(edge["class"]) for edge in drawing.select("g.paper-edge")]
    assert sum("extends" in kind for kind in kinds) == 2
    assert sum("mention" in kind for kind in kinds) == 1


def test_a_comparison_takes_papers_of_others(built: Three) -> None:
    table = soup(built.own, "beside").select_one("table.paper-compare")
    assert table is not None
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows[0] == ["Field", "Grouped Queries", "LoRA (lab-a)"]
    assert rows[3] == ["Year", "Grouped Queries 2023", "LoRA 2021"]
    assert rows[-1] == ["Relations", "Grouped Queries Extends: LoRA", "LoRA Extended by: Grouped Queries"]


def test_files_beside_the_pages_are_of_the_own_library_alone(built: Three) -> None:
    out = built.own.out / "html"
    data = json.loads((out / "papers.json").read_text("utf-8"))
    assert [one["key"] for one in data["papers"]] == ["gqa"]
    assert "relations" not in data["papers"][0]
    assert "related" not in (out / "papers.bib").read_text("utf-8").replace("papershelf-", "")
    for name in ("papers.csl.json", "feed.xml", "llms.txt"):
        assert "LoRA" not in (out / name).read_text("utf-8")


def test_the_other_library_shows_who_names_its_papers(built: Three, tmp_path: Path) -> None:
    """Both name each other; each reads what the other published, so nothing turns in a circle."""
    with serving(built.own.out / "html") as own:
        conf = f'html_baseurl = "{built.address_a}/"\npapershelf_libraries = {{"own": "{own}"}}\n'
        lab_a = of_lab_a(tmp_path, conf)
        assert lab_a.build() == ""
    page = soup(lab_a, "papers/lora")
    relations, mentions = page.select_one("dl.paper-relations"), page.select_one("ul.paper-backlinks")
    assert relations is not None
    assert mentions is not None
    assert " ".join(relations.get_text().split()) == "Extended by: Grouped Queries (own)"
    assert links(relations) == links(mentions) == [("Grouped Queries", f"{own}/papers/gqa.html")]
    data = json.loads((built.own.out / "html/papers.json").read_text("utf-8"))
    schema = json.loads((built.own.out / "html/papers.schema.json").read_text("utf-8"))
    jsonschema.validate(data, schema)
    assert data["papers"][0]["elsewhere"] == [
        {"library": f"{built.address_a}/", "key": "lora", "relations": ["extends"], "mentioned": True},
        {"library": f"{built.address_b}/", "key": "only", "relations": ["extends"], "mentioned": True},
        {"library": f"{built.address_a}/", "key": "peft", "mentioned": True},
    ]


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".buildinfo"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_change_there_rewrites_what_shows_it_and_gives_what_a_clean_build_does(tmp_path: Path) -> None:
    with three(tmp_path) as found:
        own, out = found.own, found.own.out / "html"
        written = {path: (out / path).stat().st_mtime_ns for path in tree(out)}
        source = found.lab_a.source / "papers/lora.md"
        source.write_text(source.read_text("utf-8").replace(":short-title: LoRA", ":short-title: LoRA 2"), "utf-8")
        assert found.lab_a.build() == ""
        assert own.build() == found.warnings  # each build says what is wrong
        changed = {path for path, before in written.items() if (out / path).stat().st_mtime_ns != before}
        assert {"papers/gqa.html", "papers/gqa.html.md", "index.html"} <= changed
        assert not {"calm.html", "methods.html"} & changed
        assert ("LoRA 2", f"{found.address_a}/papers/lora.html") in links(soup(own, "papers/gqa"))
        own.build(fresh=True, out=tmp_path / "clean")
        assert tree(out) == tree(tmp_path / "clean/html")
        own.build(fresh=True, out=tmp_path / "parallel", parallel=2)
        assert tree(out) == tree(tmp_path / "parallel/html")
        before = {path: (out / path).stat().st_mtime_ns for path in tree(out) if path.endswith(".html")}
        own.build()
        assert before == {path: (out / path).stat().st_mtime_ns for path in before}
    switched_off = tree(out)
    assert own.build(fresh=True) == found.warnings  # of one that is away and was never there; of none of the others
    assert tree(out) == switched_off


def test_a_book_links_to_the_other_site(built: Three, tmp_path: Path) -> None:
    built.own.build(builder="latex", out=tmp_path)
    text = next((tmp_path / "latex").glob("*.tex")).read_text("utf-8")
    assert rf"\sphinxhref{{{built.address_a}/papers/lora.html}}" in text
    assert rf"\sphinxhref{{{built.address_b}/papers/only.html}}" in text
    built.own.build(builder="epub", out=tmp_path)
    page = (tmp_path / "epub/papers/gqa.xhtml").read_text("utf-8")
    assert f'href="{built.address_a}/papers/lora.html"' in page


@pytest.mark.browser
def test_a_card_shows_what_the_other_library_says_and_asks_it_nothing(built: Three, browser: Browser) -> None:
    with serving(built.own.out / "html") as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        wrong = watched(page, address)
        page.goto(f"{address}/papers/gqa.html")
        link = page.locator("article section a.paper-elsewhere").first
        link.hover()
        card = page.get_by_role("tooltip")
        expect(card).to_be_visible()
        lines = card.locator("p").all_inner_texts()
        assert lines == [SCRIPT, "Edward Hu, Yelong Shen, Ann Lee", "2021 done lab-a", "1 < 2", "two", "three"]
        assert wrong == []
        link.click()
        page.wait_for_url(f"{built.address_a}/papers/lora.html")
        assert page.locator("h1").inner_text().startswith("LoRA: <script>")
        page.close()


# -- a portal -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Addresses of two libraries that have one paper, and a category of one name, in common."""
    folder = tmp_path_factory.mktemp("shared")
    facts = ":arxiv: 2106.09685\n:year: 2021"
    one = make(
        folder / "one",
        {
            "index.md": home("methods", "data"),
            "methods.md": category(content="lora", queue="- peft = PEFT (2022)"),
            "data.md": category("data", "Data"),
            "papers/lora.md": paper(
                "LoRA", "lora", options=f":category: methods\n:status: reading\n:authors: Edward Hu\n{facts}"
            ),
            "papers/glue.md": paper(
                "GLUE Benchmark", "glue", options=":category: data\n:extends: lora\n:venue: ICLR 2019\n:tags: nlu"
            ),
        },
    )
    assert one.build() == ""
    with serving(one.out / "html") as first:
        two = make(
            folder / "two",
            {
                "index.md": home("methods"),
                "methods.md": category("ways", "Methods"),
                "papers/low-rank.md": paper(
                    "LoRA: Low-Rank Adaptation",
                    "low-rank",
                    options=f":category: ways\n:read: 2024-01-02\n:compares-with: one:glue, one:lora\n{facts}",
                ),
            },
            f"papershelf_libraries = {{'one': {first!r}}}\n",
        )
        assert two.build() == ""
        with serving(two.out / "html") as second:
            yield first, second


@pytest.fixture(scope="module")
def portal(shared: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """What `papershelf init --portal` makes, built."""
    folder = tmp_path_factory.mktemp("portal")
    sources = [f"{name}={address}" for name, address in zip(("one", "two"), shared, strict=True)]
    assert main(["-C", str(folder), "init", "source", "--portal", "--from", *sources]) == 0
    site = Site(folder / "source", folder / "build")
    assert site.build() == ""
    return site


def test_a_portal_has_each_paper_once_with_all_its_notes(portal: Site, shared: tuple[str, str]) -> None:
    first, second = shared
    items = {
        item["data-key"]: [(link.get_text(), link["href"]) for link in item.select("p.paper-item-title a")]
        for item in soup(portal, "library").select("li.paper-item")
    }
    assert items == {
        "one:lora": [  # named by the first library, told by the note that is furthest
            ("LoRA: Low-Rank Adaptation", f"{second}/papers/low-rank.html"),
            ("one", f"{first}/papers/lora.html"),
            ("two", f"{second}/papers/low-rank.html"),
        ],
        "one:peft": [("PEFT", f"{first}/methods.html#paper-peft"), ("one", f"{first}/methods.html#paper-peft")],
        "one:glue": [("GLUE Benchmark", f"{first}/papers/glue.html"), ("one", f"{first}/papers/glue.html")],
    }


def test_a_portal_counts_each_library_and_leads_to_it(portal: Site, shared: tuple[str, str]) -> None:
    tables = soup(portal, "index").select("table.paper-counts-table")
    rows = [[[cell.get_text() for cell in row.select("td")[:2]] for row in table.select("tr")[1:]] for table in tables]
    assert rows == [
        [["one", "3"], ["two", "1"]],
        [["2021", "1"], ["2022", "1"]],
        [["Methods (one)", "2"], ["Methods (two)", "1"], ["Data (one)", "1"]],
    ]
    assert [link["href"] for link in tables[0].select("a")] == [f"{address}/" for address in shared]


def test_a_portal_has_indices_and_files_of_all(portal: Site, shared: tuple[str, str]) -> None:
    first, second = shared
    pages = {"title": 3, "author": 1, "year": 2, "venue": 1, "tag": 1, "status": 3}
    for name, count in pages.items():
        found = [str(link["href"]) for link in soup(portal, f"paper-{name}").select("table a[href]")]
        assert len(found) == count, name
        assert all(address.startswith((f"{first}/", f"{second}/")) for address in found)
    out = portal.out / "html"
    data = json.loads((out / "papers.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads((out / "papers.schema.json").read_text("utf-8")))
    assert {one["key"]: one["url"] for one in data["papers"]} == {
        "one.lora": f"{second}/papers/low-rank.html",
        "one.peft": f"{first}/methods.html#paper-peft",
        "one.glue": f"{first}/papers/glue.html",
    }
    assert {one["key"]: one["relations"] for one in data["papers"] if "relations" in one} == {
        "one.glue": {"extends": ["one.lora"]},
        "one.lora": {"compares-with": ["one.glue"]},  # as two says; that it compares with itself is left out
    }
    assert (out / "papers.bib").read_text("utf-8").count("@") == 3
    feed = (out / "feed.xml").read_text("utf-8")
    assert f'<link rel="alternate" type="text/html" href="{second}/papers/low-rank.html"/>' in feed
    assert (out / "categories/two.ways.xml").is_file()


def test_a_portal_merges_categories_of_one_name(portal: Site, shared: tuple[str, str], tmp_path: Path) -> None:
    shutil.copytree(portal.source, tmp_path / "source")
    conf = tmp_path / "source/conf.py"
    conf.write_text(conf.read_text("utf-8").replace("# papershelf_portal_merge", "papershelf_portal_merge"), "utf-8")
    site = Site(tmp_path / "source", tmp_path / "build")
    assert site.build() == ""
    data = json.loads((site.out / "html/papers.json").read_text("utf-8"))
    assert [(one["slug"], one["title"]) for one in data["categories"]] == [("methods", "Methods"), ("data", "Data")]
    assert {one["key"]: one["category"] for one in data["papers"]} == {
        "one.lora": "methods",
        "one.peft": "methods",
        "one.glue": "data",
    }


def test_a_portal_built_twice_writes_nothing_and_is_what_a_clean_build_gives(portal: Site, tmp_path: Path) -> None:
    out = portal.out / "html"
    made = (path for path in tree(out) if not path.startswith("_static/"))  # these are copied each time
    before = {path: (out / path).stat().st_mtime_ns for path in made}
    assert portal.build() == ""
    assert {path for path, stamp in before.items() if (out / path).stat().st_mtime_ns != stamp} == set()
    portal.build(fresh=True, out=tmp_path / "clean")
    assert tree(tmp_path / "clean/html") == tree(out)
    assert portal.build(builder="dirhtml", out=tmp_path) == ""
    page = BeautifulSoup((tmp_path / "dirhtml/paper-title/index.html").read_text("utf-8"), "html.parser")
    assert {urlsplit(str(link["href"])).scheme for link in page.select("table a[href]")} == {"http"}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_portal_without_libraries_builds_and_says_where_they_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert main(["-C", str(tmp_path), "init", "source", "--portal", "--language", language]) == 0
    assert "papershelf_libraries in conf.py takes the libraries" in capsys.readouterr().out
    site = Site(tmp_path / "source", tmp_path / "build")
    assert site.build() == ""
    links = [str(link["href"]) for link in soup(site, "index").select("article a[href]")]
    assert not {link for link in links if link.startswith("paper-")}  # no index has a page
    assert main(["-C", str(tmp_path / "source"), "check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--from", "notes.md"], "found 'notes.md'; with --portal, --from takes NAME=ADDRESS"),
        (["--from", "a=x"], "a: found 'x'; only absolute"),
        (["--from", "a=https://a.example", "a=https://b.example"], "'a' is there twice"),
        (["--from", "a=https://a.example", "a_=https://b.example"], "'a_' and 'a' are one name"),
    ],
)
def test_what_no_portal_can_be_made_of_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str
) -> None:
    assert main(["-C", str(tmp_path), "init", "new", "--portal", *arguments]) != 0
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
