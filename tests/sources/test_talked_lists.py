"""Lists and notes of study groups: tables of talks, presenters, notes with a box of facts, sites of their own."""

# ruff: noqa: E501 (lines of lists are as long as they are)

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.sources import lists, tree
from papershelf.sources.found import Reading
from papershelf.sources.notes.accepted import accepted
from papershelf.sources.notes.single import note_of

A = "https://arxiv.org/abs/2305.10425"
B = "https://arxiv.org/abs/2301.00001"


def read(text: str, folder: Path) -> Reading:
    return lists.parse(f"# Papers\n\n{text}", "README.md", folder)


@pytest.mark.parametrize(
    ("line", "title", "short", "names", "date", "venue"),
    [
        (f"- [Reeds and Tiles in Rows - ICML 2019)]({A})", "Reeds and Tiles in Rows", "", "", "", "ICML 2019"),
        (f"- [Reeds and Tiles in Rows - arXiv 2019)]({A})", "Reeds and Tiles in Rows", "", "", "2019", ""),
        (f"- [Reeds and Tiles in Rows, Lane et al., 2017]({A})", "Reeds and Tiles in Rows", "", "Lane; others", "2017", ""),
        (f"- [Reeds and Tiles in Rows, Lane et al., 15' CVPR]({A})", "Reeds and Tiles in Rows", "", "Lane; others", "", "CVPR 2015"),
        (f"- [RowNet(2021), Reeds and Tiles in Rows]({A})", "Reeds and Tiles in Rows", "RowNet", "", "2021", ""),
        (f"- Reeds and Tiles in Rows(2021), paper [[pdf]({A})], PyTorch Code [[Colab](https://github.com/a/b)]", "Reeds and Tiles in Rows", "", "", "2021", ""),
    ],
)  # fmt: skip
def test_a_line_is_parted(tmp_path: Path, line: str, title: str, short: str, names: str, date: str, venue: str) -> None:
    (found,) = read(line, tmp_path).found
    paper = found.paper
    assert (paper.title, paper.short_title) == (title, short)
    assert "; ".join(author.name for author in paper.authors) == names
    assert (paper.venue, date in {"", paper.date}) == (venue, True), paper.date
    assert (found.paper.note, found.summary) == ("", "")


def test_links_of_persons_are_none_of_the_paper(tmp_path: Path) -> None:
    rows = (
        f"| Reeds in Long Rows | [PDF Link]({A}) | [Ada Lane](https://github.com/ada/) | [Bo Reed](https://bo.example/), Cy Moss |\n"
        f"| Tiles in Long Rows | [PDF Link]({B}) | [Bo Reed](https://www.linkedin.com/in/bo-reed) | Ada Lane, [Bo Reed](https://bo.example/) |\n"
    )
    first, second = read(
        f"| Paper Name | PDF Link | Review Author | Authors |\n|---|---|---|---|\n{rows}", tmp_path
    ).found
    assert [author.name for author in first.paper.authors] == ["Bo Reed", "Cy Moss"]
    assert [author.name for author in second.paper.authors] == ["Ada Lane", "Bo Reed"]
    assert (first.paper.links, second.paper.links, second.body) == ((), (), "")


def test_cells_of_several_papers_are_parted_alike(tmp_path: Path) -> None:
    rows = (
        f"| 1 | Ada Lane | [Reeds in Rows]({A}) (ICML 2023) <br> [Tiles in Rows]({B}) |\n"
        "| 2 | Bo Reed | [Pond IF](https://pond.example/pond-if) <br> [Moss in Rows](https://arxiv.org/abs/2301.00002) |\n"
    )
    found = read(f"| # | Presenter | Paper |\n|---|---|---|\n{rows}", tmp_path).found
    assert [one.paper.title for one in found] == ["Reeds in Rows", "Tiles in Rows", "Pond IF", "Moss in Rows"]
    assert dict(found[2].paper.links) == {"url": "https://pond.example/pond-if"}


def test_a_titled_link_among_titled_links_to_papers_is_one(tmp_path: Path) -> None:
    lines = [f"- [{word} in Very Long Rows](https://arxiv.org/abs/2305.1040{n})" for n, word in enumerate("ABCDE")]
    lines += ["- [Moss: An Open Study of Ponds](https://moss.github.io)", "- [Ask here](https://github.com/a/b)"]
    reading = read("\n".join(lines), tmp_path)
    assert [one.paper.title for one in reading.found][5:] == ["Moss: An Open Study of Ponds"]
    assert [row.name for row in reading.report.rows] == ["Ask here"]


def test_a_page_of_the_own_site_is_the_note_that_it_is_made_of(tmp_path: Path) -> None:
    folder = tmp_path / "pond-notes"
    folder.mkdir()
    (folder / "Row+Net.md").write_text("# Reeds in Long Rows\n\nWords about reeds.\n", encoding="utf-8")
    (found,) = read(f"- [Reeds in Long Rows]({A}) [[Review](https://ada.github.io/pond-notes/Row%2BNet)]", folder).found
    assert found.note == (folder / "Row+Net.md").resolve()
    assert dict(found.paper.links) == {}


BOX = """``` {{admonition}} Information
- **Title:** Reeds and Tiles in Long Rows (ICML 2023)

- **Reference**
    - Paper: [{a}]({a})

- **Author:** Ada Lane

- **Last updated on Oct. 15. 2023**
```

# RowNet

Words about reeds and tiles.
"""


def test_the_box_of_a_note_tells_title_and_identifier_and_who_wrote_it_is_no_author(tmp_path: Path) -> None:
    path = tmp_path / "row.md"
    path.write_text(BOX.format(a=A), encoding="utf-8")
    found = note_of(path, tmp_path)
    assert found is not None
    paper = found.paper
    assert (paper.title, paper.short_title) == ("Reeds and Tiles in Long Rows", "RowNet")
    assert (paper.arxiv, paper.venue, paper.authors) == ("2305.10425", "ICML 2023", ())


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("Reeds in Long Rows.md", "论文笔记", "Reeds in Long Rows"),
        ("rows/CRNN_Notes.md", "CRNN Notes", "CRNN"),
        ("rows/Row-Net 论文阅读.md", "Row-Net 论文阅读", "Row-Net"),
    ],
)
def test_words_for_a_note_are_no_title(tmp_path: Path, name: str, heading: str, title: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# {heading}\n\nWords about reeds, tiles and rows, and about what they are.\n", encoding="utf-8")
    found = note_of(path, tmp_path)
    assert found is not None
    assert found.paper.title == title


def test_rules_inside_of_lists_and_folds_go_and_figures_are_plain() -> None:
    text = "- one\n\n  ---\n  two\n\n---\n\n<details>\n\nwords\n\n---\n\nmore\n\n</details>\n\n:::{figure-md} rows\n:class: wide\n![rows](rows.png)\n\nRows\n:::\nafter\n"
    assert accepted(text).split("\n") == [
        "- one", "", "", "  two", "", "---", "", "<details>", "", "words", "", "", "", "more", "", "</details>", "",
        "![rows](rows.png)", "", "Rows", "", "after", "",
    ]  # fmt: skip


def test_a_note_that_the_list_does_not_link_to_is_told_by_its_identifier(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        f"# Rows\n\n- [Reeds and Tiles]({A})\n- [Moss in Rows]({B})\n", encoding="utf-8"
    )
    (tmp_path / "row.md").write_text(BOX.format(a=A), encoding="utf-8")
    found = tree.read(tmp_path, take=True).found
    assert [one.paper.arxiv for one in found] == ["2305.10425", "2301.00001", "2305.10425"]
