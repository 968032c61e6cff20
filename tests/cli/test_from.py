"""``papershelf init --from``, folders as sources, and coming again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.cli.imports.prose import Texts
from papershelf.cli.libraries import requirement
from papershelf.cli.libraries.requirement import Requirement
from papershelf.sources.found import Prose, Report
from papershelf.sources.library import folder as folders
from papershelf.sources.library.settings import read as settings

LIST = """\
# Awesome Retrieval [![Awesome](https://awesome.re/badge.svg)](https://awesome.re) 🔥

![map](assets/map.png)

Papers on retrieval. It costs $1M to train and $50 to run, see [the note on RAG](notes/rag.md) and [rules](RULES.md).

## News

- **2024** The list is [here](https://example.org/here) now.

## Contents

- [Dense](#dense)
- [Sparse](#sparse)

## Dense

Vectors find what words do not.

- [Dense Passage Retrieval](https://arxiv.org/abs/2004.04906), 2020
- [RAG: Retrieval-Augmented Generation](notes/rag.md) (2020)

### Late interaction

- [ColBERT: Late Interaction](https://arxiv.org/abs/2004.12832) (SIGIR 2020)
- [PLAID: An Efficient Engine](https://arxiv.org/abs/2205.09707) (2022)

## Sparse

- [SPLADE: Sparse Lexical Model](https://arxiv.org/abs/2107.05720) (2021)

## Licence

MIT, whatever that is.
"""
NOTE = """\
# RAG: Retrieval-Augmented Generation

[Paper](https://arxiv.org/abs/2005.11401)

## Method

It retrieves $x ∈ D$ and $_S$, then it writes[^1].

<p>
![](../assets/map.png)
</p>

```python
this is = no python ?
```

---

[^1]: Words.
"""
KOREAN = {
    "검색/dpr.md": "# Dense Passage Retrieval\n\n[원문](https://arxiv.org/abs/2004.04906)\n\n"
    "## 방법\n\n질문과 문서를 벡터로 만든다.\n",
    "검색/희소/splade.md": "# SPLADE\n\n## 방법\n\n단어마다 무게를 준다.\n",
    "rag.md": "# RAG\n\n이 논문은 검색한 글을 함께 읽고 답하는 모델을 처음부터 끝까지 함께 학습하는 방법을 제안한다.\n",
    "빈것.md": "",
    ".obsidian/x.md": "# Hidden\n",
    "node_modules/y.md": "# Program\n",
}


@pytest.fixture(autouse=True)
def a_stand_in_for_the_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What papershelf was installed from is tested elsewhere."""
    monkeypatch.setattr(requirement, "find", lambda: Requirement("papershelf==0", "a release"))
    monkeypatch.chdir(tmp_path)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


@pytest.fixture
def source(tmp_path: Path) -> Path:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
        "a5f645400000000049454e44ae426082"
    )
    return write(
        tmp_path / "list", {"README.md": LIST, "notes/rag.md": NOTE, "assets/map.png": png, "RULES.md": "# R\n"}
    )


def text(path: str) -> str:
    return Path(path).read_text("utf-8")


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def build(folder: str | Path, builder: str = "html") -> str:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        builder,
        "-qnW",
        "--keep-going",
        ".",
        str(Path("out", builder).resolve()),
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr


def test_a_list_becomes_a_site(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "lib", "--from", str(source)]) == 0
    said = capsys.readouterr().out
    assert "skipped: Licence" in said
    assert "papershelf import" in said.partition("next:")[2]
    home = text("lib/index.md")
    assert home.startswith("# Awesome Retrieval\n\n![map](figures/map.png)\n\nPapers on retrieval. It costs \\$1M")
    assert "[the note on RAG](papers/rag/index.md)" in home
    assert "rules (`RULES.md`)" in home or "[rules] (`RULES.md`)" in home
    assert "## News\n\n- **2024** The list is [here]" in home
    assert "badge" not in home
    assert "Contents" not in home
    assert "categories/dense\ncategories/sparse\n" in home
    assert "# Dense\n\nVectors find what words do not.\n\n```{paper-category} dense\n" in text(
        "lib/categories/dense.md"
    )
    assert "{doc}`All papers <library>` · {ref}`by title <paper-title>` · {ref}`by year <paper-year>`" in home
    assert text("lib/library.md") == "# All papers\n\n```{paper-list}\n:filter:\n```\n"
    assert not Path("lib/categories/first.md").exists()
    assert not Path("lib/papers/first-paper.md").exists()
    assert "first-paper" not in text("lib/README.md")
    assert 'project = html_title = "Awesome Retrieval"' in text("lib/conf.py")
    assert 'papershelf_book_exclude = ["library"]' in text("lib/conf.py")
    assert settings(Path("lib")).language == "en"
    found = folders.read(Path("lib"), Path("lib")).catalogue
    assert found.categories["late-interaction"].parent == "dense"
    assert build("lib") == ""
    assert main(["-C", "lib", "check"]) == 0


def test_what_a_note_has_is_what_the_build_accepts(source: Path) -> None:
    assert main(["init", "lib", "--from", str(source / "README.md")]) == 0
    page = text("lib/papers/rag/index.md")
    assert "$x ∈ D$ and $_S$" in page
    assert "<p>" not in page
    assert "```text\nthis is = no python ?" in page


def test_a_folder_of_notes_becomes_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "내 노트", KOREAN)
    assert main(["init", "lib", "--from", "내 노트"]) == 0
    said = capsys.readouterr().out
    assert settings(Path("lib")).language == "ko"
    found = folders.read(Path("lib"), Path("lib")).catalogue
    assert {entry.key: entry.paper.category for entry in found.entries} == {
        "dpr": "geomsaek", "splade": "huiso", "rag": "papers",
    }  # fmt: skip
    assert found.categories["huiso"].parent == "geomsaek"
    assert found.categories["papers"].title == "논문"
    assert "빈것.md" in said
    assert "node_modules: skipped" in said
    assert "hidden folders (not looked into: 1)" in said
    assert text("lib/index.md").startswith("# 내 노트\n")
    assert "## 마친 노트" in text("lib/index.md")
    assert build("lib") == ""
    assert main(["-C", "lib", "check"]) == 0


def test_the_language_may_be_wanted(source: Path) -> None:
    assert main(["init", "lib", "--from", str(source), "--language", "ko"]) == 0
    assert settings(Path("lib")).language == "ko"
    assert ":caption: 갈래" in text("lib/index.md")
    assert ":caption: 찾아보기\n\nlibrary\n" in text("lib/index.md")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"README.md": "# Nothing\n\nJust words.\n"}, "no paper was found; seen instead: 1 × no paper below it"),
        ({}, "neither a list nor notes"),
        ({"README.md": b"\xff\xfe\xff"}, ""),
    ],
)
def test_nothing_comes_of_nothing(
    files: dict[str, str | bytes], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list").mkdir()
    write(tmp_path / "list", files)
    assert main(["init", "lib", "--from", "list"]) == 1
    assert words in capsys.readouterr().err
    assert not Path("lib").exists()


def test_a_list_without_papers_makes_no_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"a.md": "# A\n\nWords, and [a page](https://example.org).\n"})
    assert main(["init", "lib", "--from", "a.md"]) == 1
    assert "a.md: no paper was found" in capsys.readouterr().err
    assert main(["init", "lib", "--from", "gone.md"]) == 1
    assert not Path("lib").exists()


def test_what_is_there_stays(source: Path) -> None:
    write(Path("lib"), {"index.md": "# Mine\n"})
    assert main(["init", "lib", "--from", str(source)]) == 1
    assert tree(Path("lib")) == {"index.md": b"# Mine\n"}


def test_files_of_a_reference_manager_and_a_list_together(source: Path, tmp_path: Path) -> None:
    write(tmp_path, {"a.bib": "@article{x, title={A Paper of its Own}, author={Kim, Ann}, year={2020}}\n"})
    assert main(["init", "lib", "--from", str(source), "a.bib"]) == 0
    found = folders.read(Path("lib"), Path("lib")).catalogue
    assert found.by_key("x").paper.category == "a"  # type: ignore[union-attr]
    assert build("lib") == ""


def test_a_note_that_is_given_as_a_list(source: Path) -> None:
    main(["init", "lib", "--from", str(source)])
    note = "# A Study of Notes\n\n[Paper](https://arxiv.org/abs/2401.00001)\n\n" + "It says a lot of things. " * 40
    write(Path(), {"study.md": note})
    assert main(["-C", "lib", "import", "study.md", "--category", "sparse"]) == 0
    page = text("lib/papers/study.md")
    assert page.startswith("# A Study of Notes\n")
    assert ":arxiv: 2401.00001" in page


# -- coming again -----------------------------------------------------------------------------------


def test_the_same_import_changes_nothing(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "lib", "--from", str(source)])
    before = tree(Path("lib"))
    capsys.readouterr()
    assert main(["-C", "lib", "import", str(source)]) == 0
    said = capsys.readouterr().out
    assert tree(Path("lib")) == before
    assert "differs" not in said
    assert "left" not in said


def test_a_list_that_grew(source: Path) -> None:
    main(["init", "lib", "--from", str(source)])
    before = tree(Path("lib"))
    grown = LIST.replace("- [PLAID", "- [Jina ColBERT](https://arxiv.org/abs/2408.16672) (2024)\n- [PLAID").replace(
        "## Sparse\n", "## Graphs\n\n- [Graph RAG](https://arxiv.org/abs/2404.16130) (2024)\n\n## Sparse\n"
    )
    (source / "README.md").write_text(grown, encoding="utf-8")
    assert main(["-C", "lib", "import", str(source)]) == 0
    after = tree(Path("lib"))
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"index.md", "categories/graphs.md", "categories/late-interaction.md"}
    assert "categories/dense\ncategories/graphs\ncategories/sparse\n" in text("lib/index.md")
    late = text("lib/categories/late-interaction.md")
    assert "\ncolbert\njina-colbert\nplaid\n" in late
    assert [line.split(" =")[0] for line in late.splitlines() if line.startswith("- ")] == [
        "- colbert", "- jina-colbert", "- plaid",
    ]  # fmt: skip
    assert build("lib") == ""


def test_what_changed_in_the_list_is_said_and_what_is_empty_filled_in(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", "lib", "--from", str(source)])
    page = Path("lib/papers/rag/index.md")
    page.write_text(page.read_text("utf-8").replace(":year: 2020\n", ""), encoding="utf-8")
    new = LIST.replace("[SPLADE: Sparse Lexical Model](https://arxiv.org/abs/2107.05720) (2021)", (
        "[SPLADE: Sparse Lexical Model](https://arxiv.org/abs/2107.05720) (SIGIR 2021)"))  # fmt: skip
    new = new.replace("(SIGIR 2020)", "(CIKM 2020)")
    (source / "README.md").write_text(new, encoding="utf-8")
    before = tree(Path("lib"))
    capsys.readouterr()
    assert main(["-C", "lib", "import", str(source)]) == 0
    said = capsys.readouterr().out
    assert "unchanged: splade → categories/sparse.md (the library has it; differs: venue)" in said
    assert "unchanged: colbert → categories/late-interaction.md (the library has it; differs: venue)" in said
    assert tree(Path("lib")) == before
    assert main(["-C", "lib", "import", str(source), "--update"]) == 0
    said = capsys.readouterr().out
    assert "updated: splade → categories/sparse.md (filled in: venue)" in said
    assert "differs: venue" in said  # of the one that has another
    after = tree(Path("lib"))
    assert {p for p in after if after[p] != before[p]} == {"categories/sparse.md", "papers/rag/index.md"}
    assert "(2021, SIGIR)" in text("lib/categories/sparse.md") or "(2021, SIGIR 2021)" in text(
        "lib/categories/sparse.md"
    )
    assert "(2020-04, SIGIR" in text("lib/categories/late-interaction.md")
    assert ":year: 2020\n" in page.read_text("utf-8") or ":date: 2020" in page.read_text("utf-8")


def test_what_left_the_list_has_a_row_and_stays(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "lib", "--from", str(source)])
    before = tree(Path("lib"))
    less = "".join(line for line in LIST.splitlines(keepends=True) if "PLAID" not in line)
    (source / "README.md").write_text(less, encoding="utf-8")
    capsys.readouterr()
    assert main(["-C", "lib", "import", str(source)]) == 0
    assert "left: plaid → categories/late-interaction.md" in capsys.readouterr().out
    assert tree(Path("lib")) == before


def test_a_planned_paper_that_has_a_note_now(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "lib", "--from", str(source)])
    write(source, {"notes/splade.md": "# SPLADE: Sparse Lexical Model\n\n## Method\n\nWords get weights.\n"})
    new = LIST.replace("[SPLADE: Sparse Lexical Model](https://arxiv.org/abs/2107.05720)", (
        "[SPLADE: Sparse Lexical Model](notes/splade.md)"))  # fmt: skip
    (source / "README.md").write_text(new, encoding="utf-8")
    assert main(["-C", "lib", "import", str(source)]) == 0
    assert Path("lib/papers/splade.md").is_file()
    assert "paper-queue" not in text("lib/categories/sparse.md")
    assert build("lib") == ""


def test_an_export_keeps_the_lists_title_and_prose(source: Path, tmp_path: Path) -> None:
    """Also where a paragraph of it would be read as a paper: only that one goes."""
    bar = "[Survey Paper](https://arxiv.org/abs/2503.00001) | Paper List | [GitHub](https://github.com/a/b)"
    main(["init", "lib", "--from", str(source)])
    home = Path("lib/index.md")
    home.write_text(text("lib/index.md").replace("![map]", f"{bar}\n\n![map]", 1), encoding="utf-8")
    assert main(["-C", "lib", "export", "--format", "readme", "-o", "out.md"]) == 0
    said = text("out.md")
    assert said.startswith("# Awesome Retrieval\n\n![map](lib/figures/map.png)\n\nPapers on retrieval.")
    assert "Vectors find what words do not.\n\n1. [Dense" in said
    assert main(["-C", "lib", "export", "--format", "readme", "-o", "out.md", "--check"]) == 0
    before = tree(Path("lib"))
    main(["-C", "lib", "import", "out.md"])
    assert tree(Path("lib")) == before
    assert main(["init", "second", "--from", "out.md"]) == 0
    assert main(["-C", "second", "export", "--format", "readme", "-o", "again.md"]) == 0
    assert said.partition("<!-- papershelf:begin")[2].count("\n1. [") == text("again.md").count("\n1. [")
    assert "Vectors find what words do not." in text("second/categories/dense.md")


def test_a_rule_below_a_badge_begins_no_page(tmp_path: Path) -> None:
    """Where the badge is gone, the rule would be a warning of the build."""
    text = "[![A](https://img.shields.io/a)](https://a.org)\n\n---\n\nWords.\n\n---\n\n***\n\nMore.\n\n---"
    written = Texts({}, Report()).written([Prose("", text, "README.md", 1, 11, "", tmp_path)], "index.md")
    assert written.split() == ["Words.", "---", "More."]


def test_the_report_is_a_file_too(source: Path) -> None:
    assert main(["init", "lib", "--from", str(source), "--report", "report.json"]) == 0
    report = json.loads(text("report.json"))
    assert report["counts"]["prose"] == 3
    assert "index.md" in report["files"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_folder_with_links_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"secret.md": "# Secret\n\nWords.\n", "notes/a/one.md": "# One\n\nWords.\n"})
    (tmp_path / "notes/a/two.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "notes/three").symlink_to(tmp_path, target_is_directory=True)
    assert main(["init", "lib", "--from", "notes"]) == 0
    assert "a/two.md: skipped: two.md (a symbolic link, which is not followed)" in capsys.readouterr().out
    assert "Secret" not in "".join(path.read_text("utf-8") for path in Path("lib").rglob("*.md"))


LIMITS = {
    "no paper": ("# Tools\n\nHello.\n\n- [pandas](https://pandas.pydata.org)\n", "a link that leads to no paper"),
    "empty": ("", "there is nothing in it"),
    "one line": ("- " + "word " * 200_100, "a line has at most 1,000,000"),
    "other bytes": (b"caf\xe9 \xff\xff\n", "is no UTF-8 text"),
}


@pytest.mark.parametrize("case", LIMITS)
def test_a_folder_whose_list_gives_nothing(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, why = LIMITS[case]
    write(tmp_path / "notes", {"README.md": content})
    assert main(["init", "empty"]) == 0
    before = tree(Path("empty"))
    assert main(["-C", "empty", "import", str(tmp_path / "notes")]) == 1
    assert main(["init", "lib", "--from", "notes"]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert all(why in line for line in errors)
    assert tree(Path("empty")) == before
    assert not Path("lib").exists()


def test_every_page_of_a_folder_has_come_in_or_has_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = "# A Study of Things\n\nWhat it says is long enough to be a sentence.\n"
    files = {
        "검색/study.md": note, "검색/README.md": "# 검색\n\nText of the folder.\n",
        "docs/CONTRIBUTING.md": "# Rules\n\nBe kind.\n", "검색/빈.md": "",
    }  # fmt: skip
    write(tmp_path / "notes", files)
    (tmp_path / "notes/검색/다른.md").symlink_to("study.md")
    (tmp_path / "notes/밖").symlink_to("..")
    assert main(["init", "lib", "--from", "notes", "--report", "r.json"]) == 0
    rows = {row["source"] + "|" + row["name"]: row for row in json.loads(text("r.json"))["rows"]}
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "검색/study.md|study": "created", "검색/README.md|Text of the folder.": "prose",
        "docs/CONTRIBUTING.md|CONTRIBUTING.md": "skipped", "README.md|검색/빈.md": "skipped",
        "검색/다른.md|다른.md": "skipped", "밖|밖": "skipped",
    }  # fmt: skip
    assert "Text of the folder." in text("lib/categories/geomsaek.md")
    assert main(["-C", "lib", "import", "notes"]) == 0
    assert (
        "검색/README.md:1: skipped: Text of the folder. (prose; categories/geomsaek.md is there"
        in capsys.readouterr().out
    )


def test_what_notes_share_tells_nothing_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "# Reports of our course\n\nThis is a report of the course on deep learning.\n\n"
    names = ("Attention Is All You Need", "A Study of Things", "Deep Residual Learning for Images")
    files = {f"{name}.md": f"{head}## Idea\n\nThe idea of {name} is a good one.\n" for name in names}
    write(tmp_path / "notes", {**files, "PEGASUS.md": "# Abstract\n\nIt says what the gaps between sentences are.\n"})
    assert main(["init", "lib", "--from", "notes"]) == 0
    told = {
        entry.paper.title: entry.paper.summary for entry in folders.read(Path("lib"), Path("lib")).catalogue.entries
    }
    assert set(told) == {*names, "PEGASUS"}
    assert told[names[0]] == (f"The idea of {names[0]} is a good one.",)
    page = text("lib/papers/attention-is-all-you-need.md")
    assert "Reports of our course" in page
    assert "This is a report of the course" in page
    capsys.readouterr()
    assert main(["-C", "lib", "import", "notes"]) == 0
    assert "differs" not in capsys.readouterr().out


def test_two_notes_on_one_paper_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = "# {}\n\n[Paper](https://arxiv.org/abs/2001.00001)\n\nWhat it says is long enough to be a sentence.\n"
    write(tmp_path / "notes", {"a.md": note.format("A Study of Things"), "b.md": note.format("Study of things again")})
    assert main(["init", "lib", "--from", "notes"]) == 0
    assert "twice in the library" in capsys.readouterr().out
    assert "duplicate" not in text("lib/conf.py")
    assert main(["-C", "lib", "check"]) == 1


def test_many_sections_and_lines_at_once(tmp_path: Path) -> None:
    """Categories come in their order, all lines of a page are filled in, and what has a page leaves the queue."""
    entry = "- [A study of thing {n}](https://arxiv.org/abs/2001.{n:05}){more}\n"
    parts = [f"## Part {n}\n\n" + entry.format(n=n, more="@@") + entry.format(n=n + 50, more="@@") for n in range(30)]
    bare = "# L\n\n" + "\n".join(parts)
    main(["init", "lib"])
    write(tmp_path, {"l.md": bare.replace("@@", "")})
    assert main(["-C", "lib", "import", "l.md"]) == 0
    listed = [line for line in text("lib/index.md").splitlines() if line.startswith("categories/part")]
    assert listed == [f"categories/part-{n}" for n in range(30)]
    write(tmp_path, {"l.md": bare.replace("@@", " Ann Lee, Bo Kim. ICML 2020")})
    assert main(["-C", "lib", "import", "l.md", "--update"]) == 0
    queue = text("lib/categories/part-7.md")
    assert queue.count("— Ann Lee; Bo Kim (2020-01, ICML 2020)") == 2
    write(tmp_path, {"l.md": bare.replace("@@", "\n  - It is about a thing, and says so.\n  - It says more")})
    assert main(["-C", "lib", "import", "l.md", "--update"]) == 0
    assert {entry.paper.authors[0].family for entry in folders.read(Path("lib"), Path("lib")).catalogue.entries
            if "study" in entry.key} == {"Lee"}  # fmt: skip


def test_planned_papers_are_lines(tmp_path: Path) -> None:
    entries = """\
# L

## A

- [ELMo] [Deep contextualized word representations](https://arxiv.org/abs/1802.05365) [[project](https://allennlp.org/elmo)]
- [BERT: Pre-training of Deep Bidirectional Transformers](https://arxiv.org/abs/1810.04805) [[code](https://github.com/a/bert)]
- [XLNet: Generalized Autoregressive Pretraining](https://arxiv.org/abs/1906.08237) [[code](https://xlnet.example.org)]
"""
    write(tmp_path, {"l.md": entries})
    main(["init", "lib", "--from", "l.md"])
    assert not list(Path("lib").glob("papers/*.md"))
    queue = text("lib/categories/a.md")
    assert "arXiv:1906.08237 https://xlnet.example.org" in queue
    assert "ELMo" in queue
    before = tree(Path("lib"))
    assert main(["-C", "lib", "import", "l.md", "--update"]) == 0
    assert tree(Path("lib")) == before


@pytest.mark.parametrize("encoding", ["utf-16", "cp949"])
def test_a_folder_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    write(tmp_path, {"notes/a/one.md": "# 검색\r\n\r\n질문과 문서를 벡터로 만든다.\r\n".encode(encoding)})
    assert main(["init", "lib", "--from", "notes"]) == 0
    assert "질문과 문서를 벡터로 만든다." in text("lib/papers/one.md")


def test_two_notes_of_one_name(tmp_path: Path) -> None:
    write(tmp_path, {"n/a/x.md": "# Same\n\nOne text.\n", "n/b/x.md": "# Same\n\nAnother text.\n"})
    assert main(["init", "lib", "--from", "n"]) == 0
    before = tree(Path("lib"))
    assert {"One text." in text("lib/papers/x.md"), "Another text." in text("lib/papers/x-2.md")} == {True}
    assert main(["-C", "lib", "import", "n"]) == 0
    assert tree(Path("lib")) == before


@pytest.mark.skipif(not shutil.which("lualatex") and not shutil.which("xelatex"), reason="needs TeX")
def test_the_book_of_a_list_has_no_warning(source: Path) -> None:
    main(["init", "lib", "--from", str(source)])
    assert main(["-C", "lib", "build", "--builder", "pdf"]) == 0
