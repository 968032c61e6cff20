"""Builds: after any edit, and in parallel, every page is what a clean serial build gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support import Site, category, few, home, paper

Files = Mapping[str, str | None]


def pages(folder: Path) -> dict[str, str]:
    """Everything a reader or a program gets, but for the search index and the time in its name."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".json", ".bib"} and "_static" not in path.parts:
            found[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
    return found


def edit(site: Site, files: Files) -> None:
    """Write files, delete those that are ``None``; time stamps are a second newer than any before."""
    site.write({name: text for name, text in files.items() if text is not None})
    for name, text in files.items():
        path = site.source / name
        if text is None:
            path.unlink()
        else:
            later = path.stat().st_mtime + 2
            os.utime(path, (later, later))


def assert_as_clean(site: Site, tmp_path: Path, *, warnings: str = "") -> None:
    """Build, and compare with a build of the same sources from nothing."""
    assert site.build() == warnings
    clean = tmp_path / "clean"
    site.build(fresh=True, out=clean)
    assert pages(site.out / "html") == pages(clean / "html")


EDITS: dict[str, Files] = {
    "move to another category": {
        "papers/gqa.md": paper("Grouped Queries", "gqa", options=":category: models"),
        "methods.md": category(content="rag", queue="- flash = Flash Attention (2022)\n- PEFT"),
    },
    "move a paper that no list names": {"papers/llm.md": paper("A Model", "llm", options=":category: methods")},
    "add": {"papers/new.md": paper("A New One", "new", body="Like {paper:ref}`rag`.")},
    "retitle": {"papers/gqa.md": paper("Queries in Groups", "gqa")},
    "page for a planned paper": {
        "papers/flash.md": paper("Flash Attention", "flash"),
        "methods.md": category(content="rag\ngqa", queue="- PEFT"),
    },
    "change status": {"papers/gqa.md": paper("Grouped Queries", "gqa", options=":category: methods\n:status: writing")},
    "reorder": {"methods.md": category(content="gqa\nrag", queue="- flash = Flash Attention (2022)\n- PEFT")},
    "retitle a category": {
        "methods.md": category(title="Ways", content="rag\ngqa", queue="- flash = Flash Attention (2022)\n- PEFT")
    },
    "reorder categories": {"index.md": home("models", "methods")},
    "edit a mention": {"papers/llm.md": paper("A Model", "llm", options=":category: models", body="Nothing.")},
    "new category": {
        "other.md": category("other", "Other"),
        "index.md": home("methods", "models", "other"),
        "papers/llm.md": paper("A Model", "llm", options=":category: other", body="It uses {paper:citep}`gqa, rag`."),
    },
}


MOST = ("move to another category", "retitle", "page for a planned paper", "reorder categories", "new category")
"""(`promises/` has longer sequences of all kinds in `make test`, too)"""


@pytest.mark.parametrize("name", few(EDITS, *MOST))
def test_an_edit_gives_what_a_clean_build_gives(small: Site, tmp_path: Path, name: str) -> None:
    assert small.build() == ""
    edit(small, EDITS[name])
    assert_as_clean(small, tmp_path)


OTHERS = [(theme, name) for theme in ("alabaster", "pydata_sphinx_theme") for name in EDITS]


@pytest.mark.parametrize(("theme", "name"), few(OTHERS, OTHERS[0], OTHERS[-1], ("pydata_sphinx_theme", "retitle")))
def test_with_other_themes(small: Site, tmp_path: Path, theme: str, name: str) -> None:
    small.write({"conf.py": (small.source / "conf.py").read_text().replace('"furo"', f'"{theme}"')})
    assert small.build() == ""
    edit(small, EDITS[name])
    assert_as_clean(small, tmp_path)


@pytest.mark.parametrize("name", few(EDITS, "move to another category", "page for a planned paper"))
def test_with_a_folder_for_each_page(small: Site, tmp_path: Path, name: str) -> None:
    assert small.build(builder="dirhtml") == ""
    edit(small, EDITS[name])
    assert small.build(builder="dirhtml") == ""
    clean = tmp_path / "clean"
    small.build(builder="dirhtml", fresh=True, out=clean)
    assert pages(small.out / "dirhtml") == pages(clean / "dirhtml")
    page = (small.out / "dirhtml/papers/rag/index.html").read_text(encoding="utf-8")
    assert 'href="../../models/"' in page


def test_a_deleted_paper_leaves_lists_sidebar_and_indices(small: Site, tmp_path: Path) -> None:
    small.build()
    edit(small, {"papers/llm.md": None})
    assert_as_clean(small, tmp_path)
    assert "A Model" not in small.page("models") + small.page("paper-title") + small.page("papers/gqa")


def test_a_renamed_paper_keeps_its_backlinks(small: Site, tmp_path: Path) -> None:
    small.build()
    text = (small.source / "papers/rag.md").read_text(encoding="utf-8")
    edit(small, {"papers/rag.md": None, "papers/retrieval.md": text})
    assert_as_clean(small, tmp_path)
    assert 'href="retrieval.html' in small.page("papers/gqa")


def test_an_older_file_swapped_in_is_noticed(small: Site, tmp_path: Path) -> None:
    small.build()
    path = small.source / "papers/rag.md"
    path.write_text(paper("Older Words", "rag"), encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert_as_clean(small, tmp_path)
    assert "Older Words" in small.page("methods")


def test_a_planned_paper_turns_into_a_link(small: Site) -> None:
    small.build()
    before = small.page("papers/rag")
    assert 'href="../methods.html#paper-flash"' in before
    edit(small, {"papers/flash.md": paper("Flash Attention", "flash")})
    assert "[papershelf.stale-queue]" in small.build()
    after = small.page("papers/rag")
    assert 'href="flash.html"' in after
    assert "methods.html#paper-flash" not in after


@pytest.mark.parametrize("jobs", [2, 4])
def test_parallel_is_serial(small: Site, tmp_path: Path, jobs: int) -> None:
    small.write({f"papers/p{n}.md": paper(f"Paper {n}", body="{paper:ref}`rag` {paper:ref}`nope`") for n in range(12)})
    serial = small.build(fresh=True)
    parallel = tmp_path / "parallel"
    assert small.build(fresh=True, parallel=jobs, out=parallel) == serial
    assert pages(parallel / "html") == pages(small.out / "html")


def test_previous_and_next_walk_the_hand_kept_order(small: Site) -> None:
    small.build()
    page = small.page("papers/rag")
    assert re.search(r'<link rel="next"[^>]*href="gqa.html"', page)
    assert re.search(r'<link rel="prev"[^>]*href="../methods.html"', page)


def test_backlinks_show_the_sentence(small: Site) -> None:
    small.build()
    assert "As Grouped Queries shows, it works." in small.page("papers/gqa")
    assert "See Flash Attention." not in small.page("papers/gqa")


def test_relations_show_on_both_pages(small: Site) -> None:
    small.build()
    assert "Extends" in small.page("papers/gqa")
    assert "Extended by" in small.page("papers/rag")


def test_citations(small: Site) -> None:
    small.build()
    text = re.sub(r"<[^>]+>", "", small.page("papers/llm"))
    assert "It uses (Lee &amp; Kim, 2023; Retrieval, n.d.)." in text


def test_the_korean_interface(small: Site) -> None:
    small.write({"conf.py": (small.source / "conf.py").read_text() + 'language = "ko"\n'})
    assert small.build() == ""
    assert "완료" in small.page("methods")
    assert "이 논문을 확장한 논문" in small.page("papers/rag")


BUILDERS = ("html", "dirhtml", "text", "epub", "latex", "gettext", "singlehtml")
PAIRS = [(theme, builder) for theme in ("alabaster", "furo") for builder in BUILDERS]


@pytest.mark.parametrize(("theme", "builder"), few(PAIRS, *PAIRS[7:], ("alabaster", "html")))
def test_builders(small: Site, theme: str, builder: str) -> None:
    conf = (small.source / "conf.py").read_text().replace('"furo"', f'"{theme}"')
    small.write({"conf.py": conf + 'version = copyright = "1"\n'})
    assert small.build(builder=builder) == ""


def test_restructuredtext(make_site: Callable[[Files], Site]) -> None:
    site = make_site(
        {
            "index.rst": "Home\n====\n\n.. toctree::\n\n   methods\n",
            "methods.rst": (
                "Methods\n=======\n\n.. paper-category:: methods\n   :sort: -year\n\n   b\n\n"
                ".. paper-queue::\n\n   - x = Planned (2020)\n\n.. paper-list::\n   :style: table\n"
            ),
            "papers/a.rst": (
                "Paper A\n=======\n\n.. paper-summary:: a\n   :category: methods\n   :year: 2020\n   :authors: A B;\n"
                "      C D\n\n   - one\n\nSee :paper:ref:`b`, :paper:`x` and :paper:citet:`b`.\n"
            ),
            "papers/b.rst": "Paper B\n=======\n\n.. paper-summary::\n   :category: methods\n\n   - one\n",
        }
    )
    assert site.build() == ""
    assert site.page("methods").index("Paper B") < site.page("methods").index("Paper A")
    assert "A B, C D" in site.page("papers/a")


def test_the_key_comes_from_the_folder(make_site: Callable[[Files], Site]) -> None:
    site = make_site(
        {
            "index.md": home("methods", text="{paper:ref}`lora` {paper:ref}`flash` {paper:ref}`old`"),
            "methods.md": category(),
            "papers/LoRA/contents.md": paper("One", options=":category: methods\n:former-keys: old"),
            "papers/Flash/index.md": paper("Two"),
        }
    )
    assert site.build() == ""
    assert site.page("index").count('href="papers/LoRA/contents.html"') == 2  # a former key leads there too


def test_a_list_that_names_a_paper_of_elsewhere(small: Site) -> None:
    edit(small, {"papers/gqa.md": paper("Grouped Queries", "gqa", options=":category: models")})
    assert small.build() == (
        "methods.md:7: WARNING: paper-category: 'gqa' is not in 'methods' but in 'models' [papershelf.unknown-key]\n"
    )


def test_listings_answer_their_query(small: Site) -> None:
    queries = (
        ":status: planned",
        ":category: models",
        ":author: kim\n:style: cards",
        ":year: 2022-2023\n:style: table\n:filter:",
        ":sort: -title\n:limit: 2",
        ":sort: -read",
    )
    text = "\n\n".join(f"## Q{n}\n\n```{{paper-list}}\n{query}\n```" for n, query in enumerate(queries))
    small.write({"index.md": home("methods", "models", text=text)})
    assert small.build() == ""
    parts = small.page("index").split("<h2>")[1:]
    shown = [re.findall(r'class="paper-link[^>]*>([^<]*)<', part) for part in parts]
    assert shown == [
        ["Flash Attention", "PEFT"],
        ["A Model"],
        ["Grouped Queries"],
        ["Grouped Queries", "Flash Attention"],
        ["Retrieval", "PEFT"],
        ["Retrieval", "Grouped Queries", "Flash Attention", "PEFT", "A Model"],  # none has the date
    ]
    assert "data-library=" in parts[3]


def test_formulas_without_a_label_have_the_same_id_in_every_build(small: Site, tmp_path: Path) -> None:
    small.write(
        {
            "conf.py": (small.source / "conf.py").read_text() + 'myst_enable_extensions += ["amsmath"]\n',
            "papers/rag.md": paper(body="\\begin{align}\na &= b\n\\end{align}\n\n\\begin{align}\nc &= d\n\\end{align}"),
        }
    )
    assert_as_clean(small, tmp_path)
    ids = re.findall(r'id="(equation-[^"]+)"', small.page("papers/rag"))
    assert list(dict.fromkeys(ids)) == ["equation-papers-rag-1", "equation-papers-rag-2"]


def test_a_build_without_drawings_loads_no_mathematics_of_drawings(make_site: Callable[..., Site]) -> None:
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("One", "a")})
    code = (
        "import sys; from sphinx.cmd.build import main; done = main(sys.argv[1:]);print(done, 'numpy' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "-q", "-b", "html", str(site.source), str(site.out / "apart")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "0 False"
    assert list((site.out / "apart").glob("search/words*.js")), "the index was written, too"


def test_the_type_of_a_paper_is_told_by_lists(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    facts = ":category: methods\n:authors: Ann Lee\n:venue: ICLR 2022\n:date: 2021-05"
    files = {"index.md": home("methods"), "methods.md": category()}
    site = make_site({**files, "papers/a.md": paper("Alpha", "a", options=facts)})
    site.build()
    assert "2021" not in site.page("methods")
    site.write({"papers/a.md": paper("Alpha", "a", options=f"{facts}\n:type: techreport")})
    site.build()
    assert "2021" in site.page("methods")


def test_numbered_sections_are_numbered_where_a_page_lists_them(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(
        {
            "guide.md": "# Guide\n\n## Setup\n",  # written before the page that lists it
            "index.md": "# Home\n\n```{toctree}\n:numbered:\nguide\n```\n",
        }
    )
    for _time in range(2):
        assert site.build() == ""
        assert ">1. Guide</a>" in site.page("index")
        assert ">1.1. Setup</a>" in site.page("index")
        site.write({"index.md": (site.source / "index.md").read_text(encoding="utf-8") + "\nMore.\n"})
