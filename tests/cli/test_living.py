"""Commands of a library that lives from bibliographies: facts stay in the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.cli.imports import living
from papershelf.model.record.paper import Paper, Status
from papershelf.sources.library.folder import read

BIB = """@article{Hu:2022, title={LoRA: Low-Rank (2021) Adaptation}, author={Hu, Edward}, eprint={2106.09685},
  eprinttype={arXiv}, groups={대규모 언어 모델}, readstatus={read}}
@article{rag, title={RAG}, author={Lee, Ann}, year={2020}, doi={10.1000/x}}
@article{again, title={RAG}, author={Lee, Ann}, year={2020}, doi={10.1000/x}}
@article{broken, title={Broken
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one page, about the entry ``rag``, and the file beside it."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "conf.py").write_text('extensions = ["myst_parser", "papershelf"]\n', encoding="utf-8")
    (tmp_path / "index.md").write_text("# Home\n\n```{toctree}\n```\n", encoding="utf-8")
    (tmp_path / "papers/rag.md").write_text("# RAG\n\n```{paper-summary}\n:status: writing\n```\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def papers(folder: Path) -> dict[str, Paper]:
    return {entry.key: entry.paper for entry in read(folder, folder).catalogue.entries}


def test_a_whole_file_comes_in_and_stays_where_it_is(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["-C", str(library), "import", str(library / "refs.bib"), "--live"]
    assert main(command) == 1  # the broken entry
    assert '\npapershelf_bibliography = ["refs.bib"]\n' in (library / "conf.py").read_text("utf-8")
    page = (library / "categories/daegyumo-eoneo-model.md").read_text("utf-8")
    assert page.startswith("# 대규모 언어 모델\n") and "```{paper-queue}\n- hu-2022\n```" in page
    found = papers(library)
    assert found["hu-2022"].title == "LoRA: Low-Rank (2021) Adaptation" and found["hu-2022"].status is Status.PLANNED
    assert found["rag"].authors and set(found) == {"hu-2022", "rag"}
    assert not (library / "papers/bibliography.json").exists()
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    main(command)
    assert before == {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    assert "2 unchanged" in capsys.readouterr().out


def test_a_page_of_an_entry_takes_the_place_of_its_line(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(library), "import", str(library / "refs.bib"), "--live"])
    new = ["-C", str(library), "new", "--from-bibliography"]
    assert main([*new, "Hu:2022", "--status", "done"]) == 0
    text = (library / "papers/hu-2022.md").read_text("utf-8")
    assert re.findall(r"^:(.+?):", text, re.M) == ["short-title", "category", "added"]
    assert "- hu-2022" not in (library / "categories/daegyumo-eoneo-model.md").read_text("utf-8")
    assert papers(library)["hu-2022"].arxiv == "2106.09685"
    for key, words in {
        "rag": "papers/rag.md:3 is about 'rag'",
        "Hu:2023": "did you mean 'Hu:2022'",
        "broken": "refs.bib:5: entry 'broken' is left out",
    }.items():
        assert main([*new, key]) == 1
        assert words in capsys.readouterr().err


def test_a_paper_that_gets_another_key_keeps_its_entry(library: Path) -> None:
    main(["-C", str(library), "import", str(library / "refs.bib"), "--live"])
    assert main(["-C", str(library), "rename", "rag", "retrieval"]) == 0
    assert ":cite-key: rag\n" in (library / "papers/retrieval.md").read_text("utf-8")
    assert main(["-C", str(library), "rename", "hu-2022", "lora"]) == 0
    assert "- lora = hu-2022\n" in (library / "categories/daegyumo-eoneo-model.md").read_text("utf-8")
    found = papers(library)
    assert found["retrieval"].doi == "10.1000/x" and found["lora"].title.startswith("LoRA")


def test_what_is_removed_stays_in_the_file(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(library), "import", str(library / "refs.bib"), "--live"])
    assert main(["-C", str(library), "remove", "rag", "--to-queue"]) == 1  # it has no category
    assert main(["-C", str(library), "remove", "rag"]) == 0
    assert "refs.bib:3 still has 'rag'" in capsys.readouterr().out
    (library / "index.md").write_text("# Home\n\n{paper:citet}`rag`\n\n```{toctree}\n```\n", encoding="utf-8")
    for command in ("rename", "move"):
        assert main(["-C", str(library), command, "rag", "other"]) == 1
        assert "only refs.bib:3 has it, and index.md:3 names it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", b"nonsense", "a.json:1"),
        ("a.json", b"[" * 5000, "a.json:1"),
        ("a.bib", b"\x00\x01\xff", "the file is no text"),
        ("a.ris", b"", ""),
        ("a.bib", b"@", ""),
        ("papers", b"", "no bibliography of a known kind"),
    ],
)
def test_whatever_is_in_a_file_is_no_crash(
    library: Path, name: str, data: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (library / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"papershelf_bibliography = [{name!r}]\n")
    if name != "papers":
        (library / name).write_bytes(data)
    main(["-C", str(library), "check"])
    said = capsys.readouterr()
    assert (words in said.out and "bibliography: " in said.out) or not words
    assert "Traceback" not in said.err


def test_a_fix_changes_nothing_of_what_is_known(library: Path) -> None:
    with (library / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('papershelf_bibliography = "refs.bib"\n')
    options = ":arxiv: 2106.09685\n:authors: Edward Hu\n:date: 2021-06\n:doi: 10.1000/z\n"
    page = library / "papers/b.md"
    page.write_text(f"# LoRA\n\n```{{paper-summary}} b\n{options}```\n", encoding="utf-8")
    before = papers(library)
    main(["-C", str(library), "check", "--fix"])
    text = (library / "papers/b.md").read_text("utf-8")
    assert re.findall(r"^:(.+?):", text, re.M) == ["arxiv", "doi"]  # it is found by its id
    assert papers(library) == before


def test_an_import_makes_the_categories_it_needs(library: Path) -> None:
    (library / "more.bib").write_text(
        "@misc{a, title={An A}, keywords={언어 모델, other}}\n@misc{b, title={A B}, groups={Group}}\n", encoding="utf-8"
    )
    command = ["-C", str(library), "import", str(library / "more.bib")]
    assert main([*command, "--category-by", "keywords"]) == 0
    found = papers(library)
    assert (found["a"].category, found["b"].category) == ("eoneo-model", "group")
    (library / "zotero.bib").write_text(
        "@misc{e, title={An E}, groups={새 모음, Beta 감마, Beta 델타}, keywords={x}}\n", encoding="utf-8"
    )
    assert main(["-C", str(library), "import", str(library / "zotero.bib")]) == 0
    assert papers(library)["e"].also_in == ("beta-gamma", "beta-delta")
    assert not [found for found in read(library, library).problems if found.kind == "unknown-category"]
    assert (library / "categories/beta-delta.md").read_text("utf-8").startswith("# Beta 델타\n")
    assert "categories/beta-gamma\ncategories/beta-delta\n" in (library / "index.md").read_text("utf-8")
    (library / "two.bib").write_text("@misc{c, title={The C}}\n@misc{d, title={The D}, groups={G}}", encoding="utf-8")
    assert main(["-C", str(library), "import", str(library / "two.bib"), "--category", "my-own"]) == 0
    assert (library / "categories/my-own.md").read_text("utf-8").startswith("# My own\n")
    assert "categories/my-own\n" in (library / "index.md").read_text("utf-8")
    assert {papers(library)[key].category for key in "cd"} == {"my-own"}
    with pytest.raises(SystemExit):
        main([*command, "--category", "x", "--category-by", "keywords"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1", 'a = 1\n\npapershelf_bibliography = ["r.bib"]\n'),
        ('papershelf_bibliography = "a.bib"  # 내 것\n', 'papershelf_bibliography = ["a.bib", "r.bib"]  # 내 것\n'),
        ("papershelf_bibliography: list = [\n  'r.bib',\n]\n", "papershelf_bibliography: list = [\n  'r.bib',\n]\n"),
        ("가 = 1; papershelf_bibliography = ['가.bib']; b", '가 = 1; papershelf_bibliography = ["가.bib", "r.bib"]; b'),
        ("papershelf_bibliography = sorted(x)\n", None),
        ("if x:\n    papershelf_bibliography = ['a.bib']\n", None),
        ("papershelf_bibliography += ['a.bib']\n", None),
        ("def (:\n", None),
    ],
)  # fmt: skip
def test_the_setting_is_changed_and_nothing_else(before: str, after: str | None) -> None:
    assert living.with_setting(before, ["r.bib"]) == after
