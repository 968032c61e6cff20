"""Forms of lists that were met in lists nobody had looked at before: each a small input with the right answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.sources import tree
from sources.entries import A, B, people, read
from support import write


@pytest.mark.parametrize(
    ("line", "title", "names", "date", "venue"),
    [
        (f"- [Reeds and Tiles]({A}) by Ada Lane, Bo Reed, and Cy Moss. 2023.", "Reeds and Tiles", "Ada Lane; Bo Reed; Cy Moss", "2023", ""),
        (f"- [Reeds and Tiles]({A}) by Lane A, Reed B, Moss C, et al. ICML, 2023.", "Reeds and Tiles", "A Lane; B Reed; C Moss; others", "2023-05", "ICML 2023"),
        (f"- [Reeds and Tiles]({A}) by Lane, Ada Sky; Reed, Bo Hill. JAIR, 2023.", "Reeds and Tiles", "Ada Sky Lane; Bo Hill Reed", "2023-05", "JAIR 2023"),
        (f"- [Reeds and Tiles]({A}) by Ada Lane, Bo Reed. ECML, 2023.", "Reeds and Tiles", "Ada Lane; Bo Reed", "2023-05", "ECML 2023"),
        ("- Ada Lane, et al.: Reeds and Tiles in Rows, 2018", "Reeds and Tiles in Rows", "Ada Lane; others", "2018", ""),
        ("- Ada Lane, Bo Reed, and Cy Moss: Reeds and Tiles in Rows, NIPS 2015.", "Reeds and Tiles in Rows", "Ada Lane; Bo Reed; Cy Moss", "", "NIPS 2015"),
        ("- Ada Lane et al.: Reeds and Tiles in Rows, Computational Linguistics, 1993", "Reeds and Tiles in Rows", "Ada Lane; others", "1993", "Computational Linguistics"),
        ('- Ada Lane et al.: "Who Laid the Tiles?": Asking the Reeds, KDD 2016.', "“Who Laid the Tiles?”: Asking the Reeds", "Ada Lane; others", "", "KDD 2016"),
        (f"- Ada Lane, Bo Reed, Between Reeds and Tiles: A Study of Rows, IJCAI 2007. [[Paper]]({A})", "Between Reeds and Tiles: A Study of Rows", "Ada Lane; Bo Reed", "", "IJCAI 2007"),
        (f"- Reeds and Tiles in Rows [[Paper]({A})]\n    - Ada Lane, AI Magazine, 2012", "Reeds and Tiles in Rows", "Ada Lane", "2012", "AI Magazine"),
    ],
)  # fmt: skip
def test_a_line_is_parted(tmp_path: Path, line: str, title: str, names: str, date: str, venue: str) -> None:
    (found,) = read(line, tmp_path).found
    paper = found.paper
    assert (paper.title, people(paper.authors)) == (title, names)
    assert (paper.venue, date in {"", paper.date}) == (venue, True), paper.date


def test_a_label_without_a_link_says_nothing_and_an_explanation_is_a_note(tmp_path: Path) -> None:
    (tmp_path / "tiles.md").write_text("# Tiles\n\nWords about tiles.\n", encoding="utf-8")
    first, second = read(
        f"- [1] Reeds in Long Rows | [논문]({A}), 설명, 구현 |\n- [2] Tiles in Long Rows | [논문]({B}), [설명](tiles.md), 구현 |\n",
        tmp_path,
    ).found
    assert (first.paper.title, first.paper.note, first.summary) == ("Reeds in Long Rows", "", "")
    assert (second.paper.title, second.note) == ("Tiles in Long Rows", (tmp_path / "tiles.md").resolve())


def test_a_column_of_authors_and_year_holds_both_and_what_is_to_come_is_empty(tmp_path: Path) -> None:
    rows = f"| [Reeds in Rows]({A}) | Ada Lane,2023 |\n| [Tiles in Rows]({B}) | add later |\n"
    first, second = read(f"| Title | 作者 & 年份 |\n|---|---|\n{rows}", tmp_path).found
    assert ([author.name for author in first.paper.authors], first.paper.date) == (["Ada Lane"], "2023")
    assert not second.paper.authors


def test_a_table_of_paper_names_needs_no_link_and_an_address_below_is_that_of_the_row_above(tmp_path: Path) -> None:
    (tmp_path / "reeds.md").write_text("# Reeds in Long Rows\n\nWords.\n", encoding="utf-8")
    found = read(
        "| Num | Name | Paper Name |\n|---|---|---|\n| 01 | ReedNet | Reeds in Long Rows |\n"
        "| | | https://github.com/a/b/blob/master/reeds.md |\n| 02 | | Tiles in Long Rows |\n| 03 | | Rows of Long Tiles |\n",
        tmp_path,
    ).found
    assert [one.paper.title for one in found] == ["Reeds in Long Rows", "Tiles in Long Rows", "Rows of Long Tiles"]
    assert (found[0].paper.short_title, found[0].note) == ("ReedNet", (tmp_path / "reeds.md").resolve())


def test_a_table_of_guides_under_that_name_is_none(tmp_path: Path) -> None:
    table = "| Name | Paper/Documentation |\n|---|---|\n| Reed | [Guide for all reeds](https://a.example/x) |\n"
    assert not read(table, tmp_path).found


def test_lists_beside_a_list_come_too(tmp_path: Path) -> None:
    row = "| {0} March | [Reeds in Row {0} of {1}](https://arxiv.org/abs/{1}.0000{0}) | Kim |\n"
    for name in ("2201", "2101"):
        rows = "".join(row.format(number, name) for number in range(1, 8))
        text = f"# Seminar {name}\n\n| Date | Topic | Presenter |\n|---|---|---|\n{rows}"
        write(tmp_path, {f"papers-{name}.md": text})
    rows = "".join(row.format(number, "2301") for number in range(1, 8))
    head = "# Seminar\n\n| Date | Topic | Presenter |\n|---|---|---|\n"
    (tmp_path / "README.md").write_text(f"{head}{rows}| ~ 2022 | [Link](papers-2201.md) | |\n", encoding="utf-8")
    found = tree.read(tmp_path).found
    assert sorted({one.paper.arxiv[:4] for one in found}) == ["2101", "2201", "2301"]
    assert len(found) == 21


def test_two_papers_that_link_to_one_note_are_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rows.md").write_text("# Rows\n\nWords about rows.\n", encoding="utf-8")
    lines = f"- [Reeds in Long Rows]({A}) [[note](rows.md)]\n- [Tiles in Long Rows]({B}) [[note](rows.md)]\n"
    (tmp_path / "README.md").write_text(f"# Papers\n\n{lines}", encoding="utf-8")
    library = str(tmp_path / "library")
    assert main(["init", library, "--from", str(tmp_path / "README.md")]) == 0
    capsys.readouterr()
    assert main(["export", "--format", "json", "-C", library]) == 0
    told = capsys.readouterr().out
    assert "2305.10425" in told and "2301.00001" in told


def test_a_title_ends_before_the_venue_behind_its_dashes(tmp_path: Path) -> None:
    first, second, third = read(
        f"- [Reeds in Rows - CVPR - 2019]({A})\n- [Tiles in Rows - ARXIV - 2023]({B})\n"
        "- [Resources - Tiles of Reeds](https://arxiv.org/abs/2301.00002)\n",
        tmp_path,
    ).found
    assert (first.paper.title, first.paper.venue) == ("Reeds in Rows", "CVPR 2019")
    assert (second.paper.title, second.paper.venue, second.paper.date[:4]) == ("Tiles in Rows", "", "2023")
    assert third.paper.title == "Resources - Tiles of Reeds"


def test_a_month_is_no_part_of_a_venue(tmp_path: Path) -> None:
    (found,) = read(
        f'- "Reeds in Long Rows", *Nature Machine Intelligence, Mar 2025*. [[Paper]({A})]\n', tmp_path
    ).found
    assert (found.paper.venue, found.paper.date) == ("Nature Machine Intelligence", "2025-03")


@pytest.mark.parametrize("behind", [f" [[paper]({A})]", f" [paper]({A})", f" ({A}, CVPR2021)"])
def test_what_stands_behind_the_heading_of_a_note_is_no_part_of_its_title(tmp_path: Path, behind: str) -> None:
    write(tmp_path / "reeds", {"README.md": f"# Reeds in Long Rows{behind}\n\nWords of the note.\n"})
    (found,) = tree.read(tmp_path).found
    assert found.paper.title == "Reeds in Long Rows"


def test_a_bracket_behind_the_venue_is_a_short_title_a_kind_or_a_remark(tmp_path: Path) -> None:
    text = "- Reeds in Long Rows, ICCV 2017 (RowNet)\n- Tiles in Long Rows, NeurIPS 2018 (tiles, laid)\n- Rows of Tiles, ICLR 2019 (oral)\n"
    papers = [found.paper for found in read(text, tmp_path).found]
    assert [(one.title, one.venue) for one in papers] == [
        ("Reeds in Long Rows", "ICCV 2017"),
        ("Tiles in Long Rows", "NeurIPS 2018"),
        ("Rows of Tiles", "ICLR 2019"),
    ]
    assert (papers[1].note, papers[2].tags) == ("tiles, laid", ("oral",))
