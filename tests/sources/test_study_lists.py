"""Lists and notes of those who study papers: issues as numbers, folders as links, short names in front, lines that cite."""

# ruff: noqa: E501 (lines of lists are as long as they are)

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.sources import lists
from papershelf.sources.found import Found, Reading
from papershelf.sources.links import label_field
from papershelf.sources.notes import strays

A = "https://arxiv.org/abs/2305.10425"
B = "https://arxiv.org/abs/2301.00001"


def read(text: str, folder: Path) -> Reading:
    return lists.parse(f"# Papers\n\n{text}", "README.md", folder)


def told(found: Found) -> tuple[str, str, str, str, str]:
    paper = found.paper
    names = "; ".join(author.name for author in paper.authors)
    return paper.title, paper.short_title, names, paper.venue, paper.date


@pytest.mark.parametrize(
    ("line", "title", "short", "names", "venue", "date"),
    [
        (f"- [x] **RowNet(Reed Rows)**; *Counting Reeds in Rows* (ACL 2016) [paper]({A})", "Counting Reeds in Rows", "RowNet(Reed Rows)", "", "ACL 2016", "2023-05"),
        (f"- **Reed Gradient Theorem** *Reed Gradient Methods for Rows of Tiles* (NIPS 2000) [paper]({A})", "Reed Gradient Methods for Rows of Tiles", "Reed Gradient Theorem", "", "NIPS 2000", "2023-05"),
        (f"- **Counting Reeds in Rows** *Advances in Neural Information Processing Systems* (2017) [paper]({A})", "Counting Reeds in Rows", "", "", "Advances in Neural Information Processing Systems (2017)", "2023-05"),
        (f"- [x] reed-lab/reviews#12 Counting Reeds in Rows (CVPR 2022)\n  - [Original Paper Link]({A}) / [Paper Review Post (Ada)](https://a.example/1)", "Counting Reeds in Rows", "", "", "CVPR 2022", "2023-05"),
        (f"- Counting Reeds in Rows | **[POND' 09]** | [`[pdf]`]({A})", "Counting Reeds in Rows", "", "", "POND 2009", "2023-05"),
        (f"- Counting Reeds in Rows | **[Sensors' 17]** | [`[pdf]`]({A})", "Counting Reeds in Rows", "", "", "Sensors 2017", "2023-05"),
        (f"- Reed Rows:Counting Reeds by Pairs(2018),Lane et al.[[Paper]]({A})", "Reed Rows:Counting Reeds by Pairs", "", "Lane; others", "", "2018"),
        (f"- ReedX: Emotion REED – an Effective Model for Rows [`paper`]({A}) [`review`](https://a.example/3)", "ReedX: Emotion REED – an Effective Model for Rows", "", "", "", "2023-05"),
        (f"* Row Counts [[Paper]]({A})\n  * Ada Lane, Bo Reed, Row Counts: Counting Reeds by Twos, arXiv:2305.10425.", "Row Counts: Counting Reeds by Twos", "Row Counts", "Ada Lane; Bo Reed", "", "2023-05"),
        (f"* RowNet, Pond Research [[Paper]]({A})\n  * RowNet: Counting Reeds by Twos, ICLR, 2014.", "RowNet: Counting Reeds by Twos", "RowNet", "", "ICLR", "2014"),
        (f"* Counting all reeds of long rows [[Paper]]({A})\n  * Ada Lane1, Bo Reed, Counting all reeds of long rows, ICLR, 2014. (8th of the year)", "Counting all reeds of long rows", "", "Ada Lane; Bo Reed", "ICLR", "2014"),
    ],
)  # fmt: skip
def test_a_line_is_parted(tmp_path: Path, line: str, title: str, short: str, names: str, venue: str, date: str) -> None:
    (found,) = read(line, tmp_path).found
    assert told(found) == (title, short, names, venue, date)
    assert found.summary == ""


def test_words_of_whom_a_link_is_belong_to_its_label() -> None:
    assert [label_field(words) for words in ("Paper Review Post (Ada)", "Go to Folder", "리뷰(홍길동)")] == ["note"] * 3
    assert label_field("Counting Reeds (Ada)") == ""


def test_a_folder_is_the_note_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "01_reeds").mkdir()
    (tmp_path / "01_reeds/README.md").write_text("# Reeds\n\nThey grow.\n", encoding="utf-8")
    table = (
        "| Index | Paper Title | Keywords | Status | Link |\n|---|---|---|---|---|\n"
        "| 01 | **Counting_Reeds_in_Rows** (CVPR 2018) | `Vision` `Long rows` | ✅ | [Go to Folder](./01_reeds) |\n"
        "| 02 | *Next Paper (Coming Soon)* | `...` | 🚧 | - |\n"
    )
    (found,) = read(table, tmp_path).found
    assert told(found) == ("Counting Reeds in Rows", "", "", "CVPR 2018", "")
    assert (found.paper.tags, found.note) == (("Vision", "Long rows"), tmp_path / "01_reeds/README.md")


def test_a_heading_tells_that_bare_titles_are_papers(tmp_path: Path) -> None:
    text = (
        f"- [Tiles in Long Rows]({A})\n\n## 2021 Papers to Read\n\n- Counting Reeds in Very Long Rows\n- One-Shot Reeds\n\n"
        "## Reading Papers\n\n- 대충 쓱 본 논문은 여기에 적지 않음\n- 전체를 다 읽은 논문들만 기재\n\n**Rows**\n\n"
        "- Growing Tiles in Rows of Reeds\n  - `A3C`, `Pond & Lake`\n- Reed Attention Networks\n  - `RNN`\n\n"
        "## How to add a paper\n\n- Fork the Repository and Add Papers\n- Open a Pull Request With Them\n"
    )
    found = read(text, tmp_path).found
    assert [one.paper.title for one in found] == [
        "Tiles in Long Rows",
        "Counting Reeds in Very Long Rows",
        "One-Shot Reeds",
        "Growing Tiles in Rows of Reeds",
        "Reed Attention Networks",
    ]
    assert found[3].paper.tags == ("A3C", "Pond & Lake")


def test_a_sentence_with_a_link_and_the_works_of_others_are_no_papers(tmp_path: Path) -> None:
    text = (
        f"- Tiles in Long Rows [[pdf]]({A})\n\n## Models\n\n"
        f"Below is pre-trained [ReedNet]({B}) models. Adding them to a pond improves the state of it.\n\n"
        "- [Lane et al. (2012)'s reeds (RSMN+csmRNN)](https://a.example/reeds)\n- [Reeds in 30 tongues](https://a.example/30)\n"
    )
    assert [one.paper.title for one in read(text, tmp_path).found] == ["Tiles in Long Rows"]


def test_the_page_of_a_papers_code_is_no_note(tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    (folder / "code/RowNet").mkdir(parents=True)
    (folder / "code/RowNet/README.md").write_text("# RowNet\n\nHow to run it on your pond.\n", encoding="utf-8")
    (folder / "RowNet.md").write_text("# Tiles of Rows\n\nA note.\n", encoding="utf-8")
    code = "https://github.com/ada/reviews/tree/main/code/RowNet"
    reading = lists.parse(f"# Papers\n\n- Counting Reeds [[paper]]({A}) [[code]]({code})\n", "README.md", folder)
    strays.add_unlinked(reading, folder / "README.md", take=True)
    assert [one.paper.title for one in reading.found] == ["Counting Reeds", "Tiles of Rows"]
