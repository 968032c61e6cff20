"""The head of a note tells of its paper, and is no sentence about it, in whichever form and language it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.sources import tree
from papershelf.sources.lists.reading import parse
from papershelf.sources.notes import single
from papershelf.sources.notes.head import told
from papershelf.sources.notes.lead import lead
from papershelf.sources.notes.prose.division import divide
from sources.entries import note

SENTENCE = "Thin layers are learned, and the thick ones stay frozen."

FORMS = {
    "items": "- **Authors:** Ada Lind, Bo Sund\n- **Affiliations:** Lake Institute of Technology\n"
    "- **Published:** NeurIPS 2023, arXiv:2304.08485, December 2023\n",
    "quote": "> 저자: Ada Lind, Bo Sund\n> 소속: 호수대학교\n> 학회: NeurIPS 2023 (arXiv:2304.08485)\n"
    "> 작성자: 홍길동 #trees\n",
    "lines": "Authors: Ada Lind, Bo Sund\nInstitutions: Lake University, North\nVenue: NeurIPS 2023\n"
    "arXiv:2304.08485\n",
    "bold": "**作者**\n\nAda Lind, Bo Sund\n\n**会议** NeurIPS 2023\n\n**论文** https://arxiv.org/abs/2304.08485\n\n"
    "报告人：李明\n",
    "table": "| 著者 | Ada Lind, Bo Sund |\n|---|---|\n| 学会 | NeurIPS 2023 |\n| 所属 | 湖大学 |\n"
    "| 論文 | https://arxiv.org/abs/2304.08485 |\n",
    "headings": "## Paper Information\n#### Conference :\nNeurIPS 2023\n\n#### Authors and Institutions\n"
    "##### Authors\n+ Ada Lind 1,\n+ Bo Sund 2\n##### Institutions\n+ 1 Lake University, North\n"
    "+ 2 Key Laboratory of Ice, Fjord Academy\n\n#### Link\nhttps://arxiv.org/abs/2304.08485\n\n## Note\n",
    "subtitles": "### Ada Lind and Bo Sund\n#### NeurIPS 2023\n#### arXiv:2304.08485\n\n### Outline\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_head_is_facts_and_no_summary(form: str) -> None:
    text = f"# Thin Updates\n\n{FORMS[form]}\n{SENTENCE}\n"
    draft = told(text, "Thin Updates")
    assert [author.name for author in draft.authors] == ["Ada Lind", "Bo Sund"]
    assert draft.marks.venue == "NeurIPS 2023"
    assert any("2304.08485" in href for _label, href in draft.links)
    assert lead(divide(text), title="Thin Updates") == SENTENCE


@pytest.mark.parametrize(
    "before",
    [
        "Thin Updates",
        "2 Key Laboratory of Ice, Lake University, Norway ada@lake.example",
        "浙江大学 计算机学院",
        "발표자 : 홍길동",
        "#trees #early-rings",
        "(I have exams, so this is a short one.)",
        "Citations: 1,234",
        "読んだ日：2023-01-02",
    ],
)
def test_what_is_no_sentence_about_a_paper(before: str) -> None:
    assert lead(divide(f"# Thin Updates\n\n{before}\n\n{SENTENCE}\n"), title="Thin Updates") == SENTENCE


def test_the_words_that_say_that_a_summary_follows_are_none_of_it() -> None:
    assert lead(divide(f"# Thin Updates\n\n**30-second summary.** {SENTENCE}\n")) == SENTENCE


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (r"The loss $\mathcal{L}_a * b$ is small for [all data](https://a.org), where $x. y$ holds. And more.",
         r"The loss $\mathcal{L}_a * b$ is small for all data, where $x. y$ holds."),
        (f"- [Rows of all the reeds](#rows)\n- [Moss of the lakes](#moss)\n\n{SENTENCE}", SENTENCE),
        (f"- {{ref}}`Rows of all the reeds <tiles-rows>`\n\n{SENTENCE}", SENTENCE),
        ("A {paper:ref}`low-rank layer <lora>` is learned at rank $r$.", "A low-rank layer is learned at rank $r$."),
        (f"It costs $5 and not $6 as some of them say.\n\n{SENTENCE}", SENTENCE),
    ],
)  # fmt: skip
def test_a_sentence_keeps_its_formulas_and_a_table_of_contents_is_none(text: str, first: str) -> None:
    assert lead(divide(f"# Thin Updates\n\n{text}\n")) == first


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("TILES_210318/홍길동_TILES.md", "## 0. Abstract\n\n", "TILES"),
        ("OpenReeds_GPR-1_210204/전우치 GPR 1.md", "# 요약\n\n", "OpenReeds GPR-1"),
        ("Rows_and_Reeds_0729/홍길동.md", "", "Rows and Reeds"),
        ("TILES_210318/TILES_홍길동.md", "[Tiles in Rows](https://arxiv.org/abs/1703.03400)\n\n", "Tiles in Rows"),
        ("notes/tiles.md", "# TILES Review\n\n", "TILES"),
        ("notes/reeds.md", "# Reeds in Lakes: A Review\n\n", "Reeds in Lakes: A Review"),
        ("notes/cpr.md", "# CPR-Net(2018, CVPR 2019)\n\n", "CPR-Net"),
    ],
)  # fmt: skip
def test_what_a_note_of_somebody_is_called(tmp_path: Path, name: str, text: str, title: str) -> None:
    found = note(tmp_path, name, f"{text}{SENTENCE} And {SENTENCE.lower()}\n")
    assert found.paper.title == title
    if title == "CPR-Net":
        assert (found.paper.date, found.paper.venue) == ("2018", "CVPR 2019")


@pytest.mark.parametrize("heading", ["2021-03-18 논의 결과", "Computer vision 논문 리스트(5개)", "会议记录"])
def test_minutes_and_lists_are_no_notes(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"# {heading}\n\n{SENTENCE}\n", encoding="utf-8")
    assert single.note_of(path, tmp_path) is None


def _digest(number: int) -> str:
    entries = [
        f"### {n}. Rows of {word} {number}\n\n- Source: arXiv\n- Date: 2026-06-0{n}\n- Authors: Ada Lind, Bo Sund\n"
        f"- Link: https://arxiv.org/abs/260{number}.0000{n}\n- Summary: {SENTENCE}\n"
        for n, word in enumerate(["Reeds", "Tiles", "Moss", "Sedge", "Fern"], 1)
    ]
    return f"# Weekly report {number}\n\n## Settings\n\n- Window: seven days\n- Total: 5\n\n" + "\n".join(entries)


def test_a_folder_of_digests_is_lists_and_one_beside_notes_has_a_row(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"2026-W0{number}.md").write_text(_digest(number), encoding="utf-8")
    reading = tree.read(tmp_path)
    assert len(reading.found) == 10 and all(found.note is None for found in reading.found)
    assert reading.found[0].paper.title == "Rows of Reeds 1" and reading.found[0].paper.arxiv == "2601.00001"
    for name in ("reeds", "tiles", "moss"):
        (tmp_path / f"{name}.md").write_text(f"# All of {name}\n\n{SENTENCE}\n", encoding="utf-8")
    reading = tree.read(tmp_path)
    assert sorted(found.paper.title for found in reading.found) == ["All of moss", "All of reeds", "All of tiles"]
    assert [row.why for row in reading.report.rows if row.name.startswith("2026")] == [
        "a list of 5 papers, and no note",
        "a list of 5 papers, and no note",
    ]


def test_lists_of_few_papers_are_lists_where_their_neighbours_are(tmp_path: Path) -> None:
    entry = "[Rows of Reeds in Lake {n}](https://arxiv.org/abs/2601.0000{n})\n- {s}\n\n"
    for name, numbers in {"a": (1, 2), "b": (3,), "c": (4, 5)}.items():
        text = f"# Group {name}\n\n" + "".join(entry.format(n=n, s=SENTENCE) for n in numbers)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    (tmp_path / "d.md").write_text("", encoding="utf-8")
    listed = "# Papers\n\n" + "".join(f"- [Group {name}](./{name}.md)\n" for name in "abcd")
    reading = parse(listed, "README.md", tmp_path)
    assert [found.paper.arxiv[-1] for found in reading.found] == ["1", "2", "3", "4", "5"]
    assert reading.report.rows[-1].why == "a list without papers"


def test_a_reference_behind_a_label_has_the_title_and_the_names(tmp_path: Path) -> None:
    text = (
        "---\ntitle: RowNet（ICCV, 2017）\n---\n\n"
        "论文： Lind A, Sund B, et al. Counting Reeds in Long Rows[C]// IEEE Conference on Ponds. 2017:1-9.\n\n"
        f"### 概述\n\n{SENTENCE}\n"
    )
    found = note(tmp_path, "RowNet.md", text)
    assert (found.paper.title, found.paper.short_title, found.paper.venue) == (
        "Counting Reeds in Long Rows",
        "RowNet",
        "ICCV 2017",
    )
    assert [author.name for author in told(text, found.paper.title).authors] == ["A Lind", "B Sund", "others"]


def test_a_file_that_is_called_as_its_paper_and_headed_by_its_first_part(tmp_path: Path) -> None:
    text = f"- 20210218\n\n{SENTENCE}\n\n## LOMO 的结构\n\n{SENTENCE}\n\n## 相关链接\n"
    found = note(tmp_path, "[2019 CVPR] RowNet_ Counting Reeds in Rows.md", text)
    assert (found.paper.title, found.paper.venue) == ("RowNet: Counting Reeds in Rows", "CVPR 2019")
