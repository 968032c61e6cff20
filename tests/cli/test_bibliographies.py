"""Bibliographies through the command line: into a library, out of it, and into another one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.model.record.paper import Paper
from papershelf.sources.library.folder import read
from support import ROOT

BIB = r"""@inproceedings{Hu:2022, title={LoRA: Low-Rank \& more}, author={Hu, Edward and {Qwen Team}}, year=2022,
  booktitle={ICLR}, eprint={2106.09685}, eprinttype={arXiv}, groups={Fine Tuning},
  abstract={Words *and* signs}, pages={1}}
@misc{rag, title={RAG}, year={2020}, author={Lee, Ann}
@misc{short, title={Short one}, note={read it}, groups={Fine Tuning}}
@misc{same, title={LoRA, again}, eprint={2106.09685}}
"""


def library(folder: Path) -> Path:
    (folder / "papers").mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["papershelf"]\n')
    (folder / "index.md").write_text("# Home\n\n```{toctree}\n```\n")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def papers(folder: Path, conf: Path) -> dict[str, Paper]:
    return {entry.key: entry.paper for entry in read(folder, conf).catalogue.entries}


def test_every_entry_is_accounted_for_and_a_second_run_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = library(tmp_path / "lib")
    source = tmp_path / "refs.bib"
    source.write_text(BIB)
    assert main(["-C", str(folder), "import", str(source), "--dry-run"]) == 1
    assert files(folder).keys() == {"conf.py", "index.md"}
    capsys.readouterr()
    assert main(["-C", str(folder), "import", str(source)]) == 1
    said = capsys.readouterr().out
    for words in [
        "refs.bib:1: created: hu-2022 → papers/hu-2022.md (its key there is 'Hu:2022')",
        "refs.bib:4: refused: rag (it is not closed:",
        "refs.bib:5: planned: short → categories/fine-tuning.md",
        "refs.bib:6: merged: same (same arXiv id as",
    ]:
        assert words in said
    page = (folder / "papers" / "hu-2022.md").read_text()
    assert page.startswith("# LoRA: Low-Rank \\& more\n")
    assert ":authors: Edward Hu; {Qwen Team}\n" in page
    assert page.endswith("\n## Abstract\n\nWords \\*and\\* signs\n")
    assert (folder / "categories" / "fine-tuning.md").read_text().startswith("# Fine Tuning\n")
    before = files(folder)
    assert main(["-C", str(folder), "import", str(source)]) == 1
    assert files(folder) == before
    assert "2 unchanged" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "suffix"), [("bibtex", "bib"), ("csl", "json"), ("ris", "ris"), ("json", "json")])
def test_this_library_moves_into_an_empty_one(tmp_path: Path, form: str, suffix: str) -> None:
    out = tmp_path / f"all.{suffix}"
    assert main(["-C", str(ROOT), "export", "--format", form, "-o", str(out)]) == 0
    assert main(["-C", str(ROOT), "export", "--format", form, "-o", str(out), "--check"]) == 0
    folder = library(tmp_path / "lib")
    assert main(["-C", str(folder), "import", str(out)]) == 0
    before, after = papers(ROOT, ROOT / "docs"), papers(folder, folder)
    assert len(before) > 30
    assert {key: dataclasses.asdict(paper) for key, paper in after.items()} == {
        key: dataclasses.asdict(paper) for key, paper in before.items()
    }
    assert not read(folder, folder).problems


def test_a_part_goes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(ROOT), "export", "--format", "ris", "--category", "fine-tuning", "--status", "done"]) == 0
    text = capsys.readouterr().out
    assert "ID  - lora\n" in text
    assert "ID  - rag\n" not in text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.bib", b"", 1),
        ("a.bib", "@misc{a, title={Größe}}".encode("cp1252"), 0),
        ("a.ris", "\ufeffTY  - JOUR\nTI  - A\nER  - \n".encode("utf-16"), 0),
        ("a.json", b"\xff\x00\x01", 1),
        ("a.json", b"nonsense", 1),
        ("a.docx", b"", 1),
    ],
)
def test_files_of_all_kinds(tmp_path: Path, name: str, data: bytes, code: int) -> None:
    folder = library(tmp_path / "lib")
    (tmp_path / name).write_bytes(data)
    assert main(["-C", str(folder), "import", str(tmp_path / name)]) == code
    if b"Gr" in data:
        assert papers(folder, folder)["a"].title == "Größe"


def test_the_encoding_of_a_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = library(tmp_path / "lib")
    source = tmp_path / "riss.bib"
    source.write_bytes("@misc{a, title={한국어}}".encode("cp949"))
    assert main(["-C", str(folder), "import", str(source)]) != 0
    assert "name it with --encoding" in capsys.readouterr().err
    assert files(folder).keys() == {"conf.py", "index.md"}
    assert main(["-C", str(folder), "import", str(source), "--encoding", "cp949"]) == 0
    assert papers(folder, folder)["a"].title == "한국어"


def test_keys_that_the_library_has_otherwise_are_found_by_the_ones_of_the_source(tmp_path: Path) -> None:
    folder = library(tmp_path / "lib")
    source = tmp_path / "refs.bib"
    source.write_text(
        "@book{Lee:2020, title={One}, related={kim2021,gone}, relatedtype={reprintof}}\n"
        "@book{kim2021, title={Two: More}, shorttitle={Two}}\n"
        "@article{part, title={Three}, ids={p1}, crossref={Lee:2020}}\n"
    )
    assert main(["-C", str(folder), "import", str(source)]) == 0
    held = {key: dict(paper.fields) for key, paper in papers(folder, folder).items()}
    assert held == {
        "lee-2020": {"related": "kim2021,gone", "relatedtype": "reprintof", "ids": "Lee:2020"},
        "kim2021": {},
        "part": {"ids": "p1", "xref": "lee-2020"},
    }
    assert main(["-C", str(folder), "export", "--format", "bibtex", "-o", str(tmp_path / "out.bib")]) == 0
    said = (tmp_path / "out.bib").read_text("utf-8")
    for line in ["shorttitle = {{Two}}", "ids = {Lee:2020}", "related = {kim2021,gone}", "xref = {lee-2020}"]:
        assert f"  {line},\n" in said


def test_a_planned_paper_takes_what_its_line_has_a_place_for(tmp_path: Path) -> None:
    folder = library(tmp_path / "lib")
    (folder / "index.md").write_text("# Home\n\n```{paper-queue}\n- b = A Tale of Reeds (2021) doi:10.1000/1\n```\n")
    source = tmp_path / "papers.json"
    told = '{"key": "b", "title": "A Tale of Reeds", "doi": "10.1000/1", "venue": "ICLR", "status": "planned"'
    source.write_text(f'{{"version": 1, "categories": [], "papers": [{told}, "relations": {{"extends": ["c"]}}}}]}}')
    assert main(["-C", str(folder), "import", str(source), "--update"]) == 0
    assert "- b = A Tale of Reeds (2021, ICLR) doi:10.1000/1" in (folder / "index.md").read_text("utf-8")
