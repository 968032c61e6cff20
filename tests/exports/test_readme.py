"""A library as a README, and back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from papers import keys, papers, titles
from papershelf.cli import main
from papershelf.exports.pages import page as pages
from papershelf.exports.pages.readme import BEGIN, END, put_between
from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.record import queueline
from papershelf.model.record.paper import Paper, Status
from papershelf.sources.found import same_title
from papershelf.sources.library import folder
from support import CONF, LONG, ROOT, category, home, paper, write

EXAMPLES = 1500 if LONG else 15

LIBRARY = {
    "conf.py": CONF,
    "index.md": home("methods", "empty"),
    "methods.md": category(content="b\na", queue="- p = Planned [One] (2020) arXiv:2001.00001 — why"),
    "empty.md": category("empty", "Nothing & Yet"),
    "papers/a.md": paper("A Paper (a subset)", "a", options=":category: methods\n:year: 2021\n:status: writing"),
    "papers/b.md": paper("B", "b", options=":category: methods\n:date: 2022-03\n:tags: x", summary="- $a<b$ and *c*"),
}


def empty(root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    return write(root, {"conf.py": CONF, "index.md": "# Home\n\n```{toctree}\n```\n"})


def read(root: Path) -> Catalogue:
    found = folder.read(root, root)
    assert found.problems == []
    return found.catalogue


def same(one: Catalogue, other: Catalogue, shown: Callable[[Paper], Paper] = lambda paper: paper) -> None:
    assert {e.key: shown(e.paper) for e in one.entries} == {e.key: shown(e.paper) for e in other.entries}
    assert [(c.slug, c.title, c.parent) for c in one.categories.values()] == [
        (c.slug, c.title, c.parent) for c in other.categories.values()
    ]
    for slug in one.categories:
        assert [e.key for e in one.in_category(slug) if e.paper.category == slug] == [
            e.key for e in other.in_category(slug) if e.paper.category == slug
        ]


def round_trip(source: Path, tmp_path: Path, shown: Callable[[Paper], Paper] = lambda paper: paper) -> None:
    readme = tmp_path / "away" / "README.md"  # away from the pages, so that the list alone must tell everything
    shutil.rmtree(readme.parent, ignore_errors=True)
    readme.parent.mkdir()
    assert main(["-C", str(source), "export", "--format", "readme", "-o", str(readme)]) == 0
    copy = empty(tmp_path / "copy")
    assert main(["-C", str(copy), "import", str(readme)]) == 0
    start = (source / "docs") if (source / "docs/conf.py").exists() else source
    same(folder.read(source, start).catalogue, read(copy), shown)


def test_what_people_see(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, LIBRARY)
    assert main(["-C", str(root), "export", "--format", "readme"]) == 0
    seen = [line.partition(" <!--")[0] for line in capsys.readouterr().out.splitlines()]
    body = [line for line in seen[seen.index(BEGIN) :] if line and not line.startswith("<!--")]
    assert body == [
        "## Methods",
        "Prose.",
        "1. [B (2022)](papers/b.md)",
        "   <details>",
        "   <summary>Summary</summary>",
        "   - a \\< b and c",
        "   </details>",
        "2. [A Paper (a subset) (2021, WIP)](papers/a.md)",
        "   <details>",
        "   <summary>Summary</summary>",
        "   - one",
        "   - two",
        "   - three",
        "   </details>",
        "3. [Planned \\[One\\] (2020)]",
        "## Nothing \\& Yet",
        "Prose.",
    ]


def test_a_library_comes_back(tmp_path: Path) -> None:
    round_trip(write(tmp_path / "library", LIBRARY), tmp_path)


NESTED = {
    "conf.py": CONF,
    "index.md": home("top", "other"),
    "top.md": category("top", "Top", content="b\na\nz\ny", queue="- q = Planned — Ann Lee; Bo Kim et al. (2020, ICLR)"),
    "other.md": category("other", "Other"),
    "y.md": category("y", "Y & Co", content=":parent: top"),
    "z.md": category("z", "Z", content=":parent: top"),
    "deep.md": category("deep", "Deep", content=":parent: z"),
    "papers/a.md": paper("A", "a", options=":category: top\n:year: 2021"),
    "papers/b.md": paper("B", "b", options=":category: top\n:year: 2021"),
    "papers/d.md": paper("D", "d", options=":category: deep\n:year: 2021"),
}


def test_a_tree_of_categories_comes_back(tmp_path: Path) -> None:
    round_trip(write(tmp_path / "library", NESTED), tmp_path)


def test_headings_stand_below_headings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, NESTED)
    assert main(["-C", str(root), "export", "--format", "readme"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("##")] == [
        "## Top", "### Z", "#### Deep", "### Y \\& Co", "## Other",
    ]  # fmt: skip
    assert '<!-- papershelf: {"slug": "deep", "title": "Deep", "parent": "z"} -->' in lines
    assert main(["-C", str(root), "export", "--format", "readme", "--category", "deep"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("##")] == ["## Top", "### Z", "#### Deep"]


def test_a_tree_comes_back_by_papers_json(tmp_path: Path) -> None:
    root = write(tmp_path / "library", NESTED)
    file = tmp_path / "papers.json"
    assert main(["-C", str(root), "export", "--format", "json", "-o", str(file)]) == 0
    copy = empty(tmp_path / "copy")
    assert main(["-C", str(copy), "import", str(file)]) == 0
    same(folder.read(root, root).catalogue, read(copy))


def test_this_library_comes_back(tmp_path: Path) -> None:
    """All that its pages show; what only its bibliography says besides has no place in a README."""
    round_trip(ROOT, tmp_path, lambda paper: replace(paper, type="", cite_key="", fields=()))


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, str]:
    slugs = draw(st.lists(keys, max_size=3, unique=True))
    names = draw(st.lists(titles, min_size=len(slugs), max_size=len(slugs), unique_by=same_title))
    made: list[Paper] = []
    for key in draw(st.lists(keys, min_size=1, max_size=5, unique=True)):
        slug = draw(st.sampled_from(["", *slugs]))
        made.append(draw(papers(key=key, category=slug, former_keys=(), title=f"{draw(titles)} {key}")))
    files = {"conf.py": CONF}
    for slug, name in zip(slugs, names, strict=True):
        mine = [p for p in made if p.category == slug]
        lines = [queueline.write(p) for p in mine if p.status is Status.PLANNED]
        parent = draw(st.sampled_from(["", *slugs[: slugs.index(slug)]]))
        files[f"categories/{slug}.md"] = pages.category_page(
            slug, name, [p.key for p in mine], list(filter(None, lines)), parent
        )
    for one in made:
        if not (one.category and queueline.write(one)):
            files[f"papers/{one.key}.md"] = pages.page(one)
    files["index.md"] = home(*(f"categories/{slug}" for slug in slugs))
    return files


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files=libraries())
@example(files={**LIBRARY, "papers/a.md": paper("Far", "a", options=":date: 2616-07-22")})
@example(files={**LIBRARY, "papers/a.md": paper("Long ago", "a", options=":year: 1854\n:status: writing")})
def test_any_library_comes_back(tmp_path: Path, files: dict[str, str]) -> None:
    shutil.rmtree(tmp_path / "library", ignore_errors=True)
    root = write(tmp_path / "library", files)
    identities = [(e.paper.arxiv, e.paper.doi) for e in read(root).entries]
    for place in (0, 1):  # two papers with one identifier are one paper to an importer
        known = [pair[place] for pair in identities if pair[place]]
        if len(set(known)) < len(known):
            return
    round_trip(root, tmp_path)


def test_what_stands_outside_of_the_marks_is_kept(tmp_path: Path) -> None:
    root = write(tmp_path, LIBRARY)
    readme = root / "LIST.md"
    before, after = "# Mine\r\n\r\nwords\r\n\r\n", "\r\n\r\nmore words\r\n"
    readme.write_bytes(f"{before}{BEGIN}\r\nold\r\n{END}{after}".encode())
    assert main(["-C", str(root), "export", "--format", "readme", "-o", str(readme)]) == 0
    text = readme.read_bytes().decode()
    assert text.startswith(before + BEGIN + "\r\n")
    assert text.endswith(END + after)
    assert "old" not in text


def test_check_says_what_is_out_of_date_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, LIBRARY)
    command = ["-C", str(root), "export", "--format", "readme", "-o", str(root / "LIST.md")]
    assert main([*command, "--check"]) == 1
    assert not (root / "LIST.md").exists()
    assert main(command) == 0
    assert main([*command, "--check"]) == 0
    written = (root / "LIST.md").read_bytes()
    (root / "papers/a.md").write_text(LIBRARY["papers/a.md"].replace("A Paper", "Another Paper"))
    capsys.readouterr()
    assert main([*command, "--check"]) == 1
    assert "LIST.md is out of date: line" in capsys.readouterr().err
    assert (root / "LIST.md").read_bytes() == written


def test_a_file_that_is_not_made_by_an_export_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, LIBRARY)
    (root / "LIST.md").write_text("mine\n")
    command = ["-C", str(root), "export", "--format", "readme", "-o", str(root / "LIST.md")]
    assert main(command) == 1
    assert "--force overwrites it" in capsys.readouterr().err
    assert (root / "LIST.md").read_text() == "mine\n"
    assert main([*command, "--force"]) == 0


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--category", "methods"], ["B", "A Paper", "Planned"]),
        (["--status", "planned"], ["Planned"]),
        (["--tag", "X"], ["B"]),
        (["--year", "2020-2021"], ["A Paper", "Planned"]),
        (["--year", "2022"], ["B"]),
    ],
)
def test_filters(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], shown: list[str]) -> None:
    assert main(["-C", str(write(tmp_path, LIBRARY)), "export", "--format", "readme", *options]) == 0
    out = capsys.readouterr().out
    assert [name for name in ("B", "A Paper", "Planned") if f"[{name}" in out] == [
        n for n in ("B", "A Paper", "Planned") if n in shown
    ]


@pytest.mark.parametrize(("options", "words"), [(["--category", "method"], "did you mean 'methods'")])
def test_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str) -> None:
    assert main(["-C", str(write(tmp_path, LIBRARY)), "export", "--format", "readme", *options]) == 1
    assert words in capsys.readouterr().err


def test_marks_in_the_middle() -> None:
    assert put_between(f"a\n{BEGIN}\n{END}\nb\n", "x") == f"a\n{BEGIN}\n\nx\n\n{END}\nb\n"


def test_nothing_ends_the_comment_that_holds_the_data(tmp_path: Path) -> None:
    odd = "a --> b <!-- c --- d -- \\u003e"
    files = {
        **LIBRARY,
        "papers/odd.md": pages.page(
            Paper("odd", f"T {odd}", venue=odd, tags=(odd,), category="methods", summary=(odd,))
        ),
    }
    round_trip(write(tmp_path / "library", files), tmp_path)


def test_what_people_change_in_the_list_wins(tmp_path: Path) -> None:
    source = write(tmp_path / "library", LIBRARY)
    readme = tmp_path / "README.md"
    assert main(["-C", str(source), "export", "--format", "readme", "-o", str(readme)]) == 0
    text = readme.read_text(encoding="utf-8")
    for old, new in (("(a subset) (2021, WIP)", "(all of it) (2020)"), ("B (2022)", "B (2023)"), ("- three", "- four")):
        assert old in text
        text = text.replace(old, new)
    readme.write_text(text, encoding="utf-8")
    shutil.rmtree(source / "papers")
    copy = empty(tmp_path / "copy")
    assert main(["-C", str(copy), "import", str(readme)]) == 0
    found = {e.key: e.paper for e in read(copy).entries}
    assert (found["a"].title, found["a"].date, found["a"].status) == ("A Paper (all of it)", "2020", Status.DONE)
    assert found["a"].summary == ("one", "two", "four")
    assert found["b"].date == "2023"
