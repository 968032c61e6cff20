"""Lists and notes of those who study papers: issues as numbers, folders as links, short names in front, lines that cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.model.record import queueline
from papershelf.sources import lists, tree
from papershelf.sources.found import Found
from papershelf.sources.notes import strays
from sources.entries import A, B, note, people, read
from support import write


def told(found: Found) -> tuple[str, str, str, str, str]:
    paper = found.paper
    names = people(paper.authors)
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


def test_a_folder_is_the_note_of_its_row(tmp_path: Path) -> None:
    write(tmp_path, {"01_reeds/README.md": "# Reeds\n\nThey grow.\n"})
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
    write(folder, {"code/RowNet/README.md": "# RowNet\n\nHow to run it on your pond.\n"})
    (folder / "RowNet.md").write_text("# Tiles of Rows\n\nA note.\n", encoding="utf-8")
    code = "https://github.com/ada/reviews/tree/main/code/RowNet"
    reading = lists.parse(f"# Papers\n\n- Counting Reeds [[paper]]({A}) [[code]]({code})\n", "README.md", folder)
    strays.add_unlinked(reading, folder / "README.md", take=True)
    assert [one.paper.title for one in reading.found] == ["Counting Reeds", "Tiles of Rows"]


WORDS = "\n\nReeds grow in long rows, and nobody counts how many of them there are.\n"


@pytest.mark.parametrize(
    ("name", "text", "title", "venue"),
    [
        ("EfficientReed/README.md", "# EfficientReed paper Summary\n\n## 1. 논문 정보", "EfficientReed", ""),
        ("CountingAllReeds/README.md", "# Counting All Reeds Summary", "Counting All Reeds", ""),
        ("Pi0.5/review.md", "# π0.5 — Comprehensive Review", "π0.5", ""),
        ("a.md", "# 홍길동 - Counting Reeds of Long Rows", "Counting Reeds of Long Rows", ""),
        ("a.md", "# 📄 RowNet 논문 리뷰", "RowNet", ""),
        ("a.md", "# Counting Reeds of Long Rows POND’ 20", "Counting Reeds of Long Rows", "POND 2020"),
        ("a.md", "# Counting Reeds of Long Rows - Wisec’19", "Counting Reeds of Long Rows", "Wisec 2019"),
        ("a.md", "# Counting Reeds of Long Rows S&P-2017", "Counting Reeds of Long Rows", "S&P 2017"),
        ("a.md", "# Reeds of COVID-19", "Reeds of COVID-19", ""),
        ("a/[2020] Counting reeds of rows.md", "# 1. introductios\n\nSo.\n\n# 2. Approach", "Counting reeds of rows", ""),
        ("Fast and Exact Reeds of Rows/readme.md", "# *** NOT FINISHED ***", "Fast and Exact Reeds of Rows", ""),
        ("Fast and Exact Reeds of Rows/readme.md", "# RowNet", "RowNet", ""),
        ("(CV)RowNet/README.md", "# RowNet", "RowNet", ""),
        ("a.md", "# 📝 Daily Paper: 2026-02-11\n\n## 📌 Title: Counting Reeds in Rows", "Counting Reeds in Rows", ""),
        ("a.md", '#### 날짜: 2022.09.26.\n\n#### 논문명: Lane, Ada, and Bo Reed. "Counting many reeds." Ponds 521 (2015): 3-4.', "Counting many reeds", ""),
        ("a.md", '# Lane, Ada, and Bo Reed. "Counting many reeds." Ponds 521 (2015)', "Counting many reeds", ""),
        ("a.md", '# "Who counts reeds?": Counting Them', '"Who counts reeds?": Counting Them', ""),
        ("a.md", "# 22편: Counting Reeds in Rows — Lane et al.", "Counting Reeds in Rows", ""),
    ],
)  # fmt: skip
def test_a_heading_holds_the_title_and_more(tmp_path: Path, name: str, text: str, title: str, venue: str) -> None:
    found = note(tmp_path, name, text + WORDS)
    assert (found.paper.title, found.paper.venue) == (title, venue)


def test_notes_in_folders_of_their_names_keep_their_headings(tmp_path: Path) -> None:
    for name in ("RowNet", "TileNet", "PondNet"):
        write(tmp_path, {f"(CV){name}/README.md": f"# {name}{WORDS}"})
    assert sorted(found.paper.title for found in tree.read(tmp_path).found) == ["PondNet", "RowNet", "TileNet"]


def test_items_are_papers_as_those_with_their_papers_below(tmp_path: Path) -> None:
    below = f"\n   *Ada Lane, Bo Reed.* [[pdf]({A})], 2023.5\n"
    text = f"1. **Counting Reeds in Rows.**{below}2. **Counting Tiles in Rows**2022.10.3\n3. **Growing Rows of Tiles.**{below}"
    titles = [found.paper.title for found in read(text, tmp_path).found]
    assert len(titles) == 3
    assert titles[1].startswith("Counting Tiles in Rows")


def test_a_check_mark_in_its_column_is_the_state(tmp_path: Path) -> None:
    table = f"| Status | Paper | Links | Summary |\n|---|---|---|---|\n| ✅ | **Reeds in Rows** | [Paper]({A}) | counts reeds |\n| ⬜ | **Tiles in Rows** | [Paper]({B}) | |\n"
    assert [found.paper.status.value for found in read(table, tmp_path).found] == ["done", "planned"]


def test_a_page_on_a_forge_is_no_code_of_a_planned_paper() -> None:
    note = "https://github.com/ada/notes/blob/main/reeds.md"
    paper, problems = queueline.parse(f"reeds = Reeds in Rows arXiv:2305.10425 {note}", "papers")
    assert (paper and paper.links, problems) == ((("url", note),), [])


def test_what_there_is_of_something_is_no_title(tmp_path: Path) -> None:
    text = "阅读笔记备忘，包括：\n\n* 网络安全论文：S&P、USENIX、CCS、NDSS\n* 网络测量、通信论文：IMC、Sigcomm\n* 经典文献阅读：新坑，待填\n"
    assert read(text, tmp_path).found == []


def test_the_sign_of_a_topic_makes_it_a_tag(tmp_path: Path) -> None:
    (found,) = read(
        f"* (CVPR 2023) [💬 3D Reeds] **Counting Reeds in Rows**, Ada Lane et al. [[Paper]({A})]", tmp_path
    ).found
    assert told(found)[:3] == ("Counting Reeds in Rows", "", "Ada Lane; others")
    assert found.paper.tags == ("3D Reeds",)


def test_the_identifier_of_a_preprint_is_no_venue(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    head = '---\ntitle: "Reeds in Rows"\nauthors: "Ada Lane, Bo Reed"\nvenue: "ICML 2021 / arXiv:2305.10425"\n---\n'
    (tmp_path / "reeds.md").write_text(head + WORDS, encoding="utf-8")
    (found,) = tree.read(tmp_path).found
    assert (found.paper.venue, found.paper.arxiv) == ("ICML 2021", "2305.10425")


def test_badges_say_venues_and_nothing_else(tmp_path: Path) -> None:
    shield = "![](https://img.shields.io/badge"
    text = (
        f"1. **Counting Reeds in Rows.** {shield}/EMNLP_2018-blue) [[pdf]({A})]\n\n   {shield}/pond-DCE7F1)\n"
        f"2. **Counting Tiles in Rows.**\n\n   *Ada Lane, Bo Reed*. [[pdf]({B})], 2023.01, {shield}/ICLR2022-FAEFCA)\n   {shield}/New-EAD8D9)\n"
    )
    first, second = read(text, tmp_path).found
    assert told(first) == ("Counting Reeds in Rows", "", "", "EMNLP 2018", "2023-05")
    assert told(second) == ("Counting Tiles in Rows", "", "Ada Lane; Bo Reed", "ICLR 2022", "2023-01")
    assert (first.summary, second.summary) == ("", "")


def test_a_line_of_facts_behind_a_list_is_that_of_its_last_item(tmp_path: Path) -> None:
    text = f"- **Counting Reeds** [[pdf]({A})]\n- **Counting Tiles in Rows**\n\n *Ada Lane, Bo Reed*. [[pdf]({B})], 2023.01\n"
    first, second = read(text, tmp_path).found
    assert (first.paper.arxiv, second.paper.arxiv) == ("2305.10425", "2301.00001")
    assert [author.name for author in second.paper.authors] == ["Ada Lane", "Bo Reed"]


def test_pages_of_concepts_and_of_the_repository_are_no_notes(tmp_path: Path) -> None:
    for name in ("papers/rows.md", "concepts/rows-in-short.md", "roadmap.md", "NOTE.md", "README.md"):
        write(tmp_path, {name: f"# {name} of reeds{WORDS}"})
    assert [path.relative_to(tmp_path).as_posix() for path in strays.notes_in(tmp_path)] == ["papers/rows.md"]


def test_names_of_data_before_their_links_are_no_papers(tmp_path: Path) -> None:
    text = (
        "## Data\n\n| Dataset | #train |\n| --- | --- |\n"
        "| RowSet [[link](https://x.org/a) &#124; [paper](https://aclanthology.org/D17-1004)] | 68,124 |\n"
        "| RowSet 2 [[link](https://x.org/b) &#124; [paper](https://aclanthology.org/D18-1514)] | 22,631 |\n\n"
        "## Reading\n\n- [Counting in Rows of Many Kinds](https://arxiv.org/abs/2101.00001)\n"
    )
    assert [entry.paper.title for entry in read(text, tmp_path).found] == ["Counting in Rows of Many Kinds"]


@pytest.mark.parametrize(
    ("line", "title", "names", "year", "venue"),
    [
        (f"- Lane A, Reed B C, Moss D, et al. Counting reeds in rows[J]. Journal of Ponds, 2017, 30. [pdf]({A})", "Counting reeds in rows", "A Lane; B C Reed; D Moss; others", "2017", "Journal of Ponds"),
        (f"- [Lane A, Reed B, et al. Rows: reeds by tiles[C]//Proceedings of the conference on ponds and rows. 2016: 770-778.]({A})", "Rows: reeds by tiles", "A Lane; B Reed; others", "2016", "Proceedings of the conference on ponds and rows"),
        (f"- Lane A D, Moss J. Reed: a method for rows of tiles[J]. arXiv preprint arXiv:2305.10425, 2014. [pdf]({A})", "Reed: a method for rows of tiles", "A D Lane; J Moss", "2014", ""),
        (f"- 张三, 李四, 等. 深度学习综述[J]. 计算机学报, 2017, 40(6): 1229-1251. [pdf]({A})", "深度学习综述", "张三; 李四; others", "2017", "计算机学报"),
        (f"- Lane A, Moss P. Reeds on rows of tiles[C]//International conference on ponds. Springer, Cham, 2015: 234-241. [paper]({A})", "Reeds on rows of tiles", "A Lane; P Moss", "2015", "International conference on ponds"),
        (f"- Learning with [J] marks in rows of things [paper]({A})", "Learning with [J] marks in rows of things", "", "2023-05", ""),
    ],
)  # fmt: skip
def test_citations_of_gb_t_7714(tmp_path: Path, line: str, title: str, names: str, year: str, venue: str) -> None:
    [found] = read(line, tmp_path).found
    paper = found.paper
    by = people(paper.authors)
    assert (paper.title, by, paper.date, paper.venue) == (title, names, year, venue)
