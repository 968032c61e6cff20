"""Lists and notes of study groups: tables of talks, presenters, notes with a box of facts, sites of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.sources import lists, tree
from papershelf.sources.notes.prose.accepted import accepted
from papershelf.sources.notes.prose.division import divide
from sources.entries import A, B, note, people, read
from support import write


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
    assert people(paper.authors) == names
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
    write(folder, {"Row+Net.md": "# Reeds in Long Rows\n\nWords about reeds.\n"})
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
    found = note(tmp_path, "row.md", BOX.format(a=A))
    paper = found.paper
    assert (paper.title, paper.short_title) == ("Reeds and Tiles in Long Rows", "RowNet")
    assert (paper.arxiv, paper.venue, paper.authors) == ("2305.10425", "ICML 2023", ())


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("Reeds in Long Rows.md", "论文笔记", "Reeds in Long Rows"),
        ("rows/b.md", "[Reeds in Long Rows](https://a.example/x)", "Reeds in Long Rows"),
        ("rows/a.md", "Reeds in Long Rows [[pdf]](https://a.example/x.pdf)", "Reeds in Long Rows"),
        ("rows/CRNN_Notes.md", "CRNN Notes", "CRNN"),
        ("rows/Row-Net 论文阅读.md", "Row-Net 论文阅读", "Row-Net"),
    ],
)
def test_words_for_a_note_are_no_title(tmp_path: Path, name: str, heading: str, title: str) -> None:
    found = note(tmp_path, name, f"# {heading}\n\nWords about reeds, tiles and rows, and about what they are.\n")
    assert found.paper.title == title


def test_rules_inside_of_lists_and_folds_go_and_figures_are_plain() -> None:
    text = "- one\n\n  ---\n  two\n\n---\n\n<details>\n\nwords\n\n---\n\nmore\n\n</details>\n\n:::{figure-md} rows\n:class: wide\n![rows](rows.png)\n\nRows\n:::\nafter\n"
    assert accepted(text).split("\n") == [
        "- one", "", "", "  two", "", "---", "", "<details>", "", "words", "", "", "", "more", "", "</details>", "",
        "![rows](rows.png)", "", "Rows", "", "after", "",
    ]  # fmt: skip


def test_a_note_that_the_list_does_not_link_to_is_told_by_its_identifier(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": f"# Rows\n\n- [Reeds and Tiles]({A})\n- [Moss in Rows]({B})\n"})
    (tmp_path / "row.md").write_text(BOX.format(a=A), encoding="utf-8")
    found = tree.read(tmp_path, take=True).found
    assert [one.paper.arxiv for one in found] == ["2305.10425", "2301.00001", "2305.10425"]


@pytest.mark.parametrize(
    ("line", "title", "venue", "doi"),
    [
        (f"- Lane, A., & Reed, B. (2015). Going deeper with reeds. *2015 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)*, 1-9. [[pdf]({A})]", "Going deeper with reeds", "IEEE Conference on Computer Vision and Pattern Recognition (CVPR) 2015", ""),
        (f"- Lane, A., & Reed, B. (2014). RowNet: Reeds in Rows. *CoRR, abs/1312*.6229. [[pdf]({A})]", "RowNet: Reeds in Rows", "", ""),
        (f"- Lane, A., & Reed, B. (2017). What Reeds Do We Need in Rows? *NIPS*. [[pdf]({A})]", "What Reeds Do We Need in Rows?", "NIPS", ""),
        ("- Lane, A. E. & Reed, B. R. (2006). Reeds in long rows. *Science*, 313, 504-507. doi: 10.1126/science.1127699. [[pdf](https://a.example/x.pdf)]", "Reeds in long rows", "Science", "10.1126/science.1127699"),
    ],
)  # fmt: skip
def test_the_venue_of_a_reference_is_no_title(tmp_path: Path, line: str, title: str, venue: str, doi: str) -> None:
    (found,) = read(line, tmp_path).found
    assert (found.paper.title, found.paper.venue, found.paper.doi) == (title, venue, doi)
    assert len(found.paper.authors) == 2


def test_the_page_of_a_folder_cites_the_papers_of_its_notes(tmp_path: Path) -> None:
    folder = tmp_path / "Rows"
    (folder / "Reeds in rows").mkdir(parents=True)
    note = folder / "Reeds in rows/Reeds in rows.md"
    note.write_text("# Reeds in Rows\n\n갈대에 대한 논문이다.\n", encoding="utf-8")
    (tmp_path / "Tiles.md").write_text("# Tiles\n\nWords about tiles in rows and columns.\n", encoding="utf-8")
    lines = [f"- Lane, A., & Reed, B. (2015). Reeds in rows. *NIPS*. [[pdf]({A})]"]
    lines += [f"- Moss, C., & Reed, B. (2017). Moss in rows. *NIPS*. [[pdf]({B})]"]
    (folder / "README.md").write_text("Rows\n" + "\n".join(lines), encoding="utf-8")
    first, second, third = tree.read(tmp_path).found
    assert (first.paper.title, first.paper.arxiv, first.note) == ("Reeds in rows", "2305.10425", note.resolve())
    assert (second.paper.title, second.note, third.paper.title) == ("Moss in rows", None, "Tiles")


def test_a_note_on_several_papers_has_the_identifier_of_none(tmp_path: Path) -> None:
    text = f"# Review of a Pond: Part 5\n- [Reeds in Rows (Ada Lane et al)]({A})\n- [Tiles in Rows (Bo Reed et al)]({B})\n\n## Reeds in Rows\n\nWords.\n"
    found = note(tmp_path, "part.md", text)
    assert found.paper.arxiv == ""


def test_a_full_address_with_a_place_in_a_note_is_that_of_the_note(tmp_path: Path) -> None:
    folder = tmp_path / "pond-notes"
    write(folder, {"notes/reeds.md": "# Reeds in Rows\n\nWords.\n"})
    (found,) = read(
        "- [Reeds in Rows (English)](https://github.com/ada/pond-notes/blob/main/notes/reeds.md#reeds)", folder
    ).found
    assert (found.paper.title, found.note) == ("Reeds in Rows", (folder / "notes/reeds.md").resolve())


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("gb18030", "芦苇与瓦片的长行研究：注意力机制"),
        ("euc_jp", "葦とタイルの長い列についての研究"),
        ("shift_jis", "葦とタイルの長い列についての研究"),
        ("cp949", "갈대와 기와의 긴 줄에 대한 연구"),
    ],
)
def test_lists_of_older_encodings_are_told_apart(tmp_path: Path, encoding: str, title: str) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(f"# Papers\n\n- [{title}]({A})\n".encode(encoding))
    (found,) = lists.read(path).found
    assert found.paper.title == title


def test_a_note_that_is_elsewhere_makes_no_empty_page(tmp_path: Path) -> None:
    folder = tmp_path / "pond"
    folder.mkdir()
    (tmp_path / "walls.md").write_text("# Walls\n\nWords.\n", encoding="utf-8")
    (folder / "doors.md").symlink_to(tmp_path / "walls.md")
    found = read(
        f"- [Reeds in Rows]({A}) [note](../walls.md)\n- [Tiles in Rows](doors.md)\n- [Moss in Rows](gone.md)", folder
    ).found
    assert [(one.paper.status.value, one.note) for one in found] == [("planned", None)] * 2 + [("writing", None)]
    assert all("outside the list's folder" in one.remarks[0] for one in found[:2])


def test_paragraphs_with_a_number_and_a_title_in_quotation_marks_are_papers(tmp_path: Path) -> None:
    names = ("Reeds", "Tiles", "Moss", "Ponds", "Walls")
    text = "\n\n".join(
        f"{9 - n}.《{name} in Very Long Rows》，EMNLP2025\n\n关于{name}的文章。" for n, name in enumerate(names)
    )
    text += "\n\n4.好久没更新。\n\n3.《Doors in Very Long Rows》\n\n+ [page](https://a.example/)\n"
    reading = read(text, tmp_path)
    assert [one.paper.title for one in reading.found] == [f"{name} in Very Long Rows" for name in (*names, "Doors")]
    assert {one.paper.venue for one in reading.found[:5]} == {"EMNLP 2025"}
    assert reading.found[0].summary == "- 关于Reeds的文章。"
    assert [row.name for row in reading.report.rows] == ["4.好久没更新。"]


def test_rows_of_a_table_with_venue_and_day_need_no_link_and_no_measure_is_a_summary(tmp_path: Path) -> None:
    rows = (
        f"| 2015. 4. | 정보과학회논문지 | [갈대와 기와의 긴 줄에 대한 연구]({A}) | F1:61.75 |\n"
        "| 2016. 6. | KCC | [문자 기반 기와 인식](http://www.dbpia.co.kr/a) | 83.40/ETRI-QA (3) |\n"
        "| 2019. 6. | KCC | 갈대를 이용한 기와 분석 | MUC:58.97<br/>CoNLL:60.65 |\n"
    )
    found = read(f"| Date | Conference | Paper | Metric |\n|---|---|---|---|\n{rows}", tmp_path).found
    assert [one.paper.venue for one in found] == ["정보과학회논문지", "KCC", "KCC"]
    assert [(one.paper.note, one.summary) for one in found] == [("", "")] * 3
    plain = read(f"| Date | Conference | Paper | 결과 |\n|---|---|---|---|\n{rows}", tmp_path).found
    assert [(one.paper.note, one.summary) for one in plain] == [("", "")] * 3


def test_days_long_after_the_papers_came_out_are_those_of_reading(tmp_path: Path) -> None:
    rows = "".join(
        f"| RNN{n} | [Reeds in Long Rows {n}](https://arxiv.org/abs/1{n}05.1040{n}) | 2024.07.1{n} |\n"
        for n in range(5, 9)
    )
    found = read(f"| Model | Paper | Date |\n|---|---|---|\n{rows}", tmp_path).found
    assert [one.paper.date for one in found] == ["2015-05", "2016-05", "2017-05", "2018-05"]
    rows = "".join(
        f"| RNN{n} | [Reeds in Long Rows {n}](https://arxiv.org/abs/240{n}.1040{n}) | 2024.0{n}.12 |\n"
        for n in range(5, 9)
    )
    found = read(f"| Model | Paper | Date |\n|---|---|---|\n{rows}", tmp_path).found
    assert [one.paper.date for one in found] == ["2024-05-12", "2024-06-12", "2024-07-12", "2024-08-12"]


def test_a_name_and_a_link_to_code_below_an_entry_say_nothing_more(tmp_path: Path) -> None:
    folder = tmp_path / "Code/RowNet"
    folder.mkdir(parents=True)
    text = f"- Reeds in Long Rows (CVPR 2016) [(paper)]({A})\n  + RowNet / [**code**](Code/RowNet)\n  + Row_Net2 / [code](https://github.com/a/b)\n"
    (found,) = read(text, tmp_path).found
    assert (found.paper.authors, found.summary, found.note) == ((), "", None)
    assert found.paper.status.value == "planned"


def test_notes_are_given_to_entries_that_are_called_so_and_shared_names_are_no_titles(tmp_path: Path) -> None:
    text = f"| Model | Paper |\n|---|---|\n| GRU | [Reeds in Long Rows]({A}) |\n| LSTM | [Tiles in Long Rows]({B}) |\n"
    write(tmp_path, {"README.md": text})
    for name, heading in (
        ("GRU", "GRU ⭐"),
        ("CGAN", "1. Introduction"),
        ("DCGAN", "Abstruct"),
        ("Pix2Pix", "Abstract"),
    ):
        path = tmp_path / "note" / name / ("GRU.md" if name == "GRU" else "skimming.md")
        path.parent.mkdir(parents=True)
        path.write_text(f"# {heading}\n\nWords about {name}, and about what it is good for.\n", encoding="utf-8")
    found = tree.read(tmp_path, take=True).found
    assert [one.paper.title for one in found] == [
        "Reeds in Long Rows",
        "Tiles in Long Rows",
        "CGAN",
        "DCGAN",
        "Pix2Pix",
    ]
    assert (found[0].note, found[0].paper.status.value) == ((tmp_path / "note/GRU/GRU.md").resolve(), "done")


def test_a_page_with_the_front_matter_of_a_paper_is_a_note_whatever_it_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "papers/ICML"
    write(folder, {"index.md": "---\ntitle: Reeds in Long Rows\nconference: ICML\n---\n\nWords about reeds.\n"})
    (folder / "tiles.md").write_text("# Tiles in Rows\n\nWords about tiles.\n", encoding="utf-8")
    (folder / "paper-template.md").write_text("# Template\n\nWords about templates.\n", encoding="utf-8")
    found = tree.read(tmp_path).found
    assert [one.paper.title for one in found] == ["Reeds in Long Rows", "Tiles in Rows"]


def test_what_many_entries_have_in_brackets_is_their_group(tmp_path: Path) -> None:
    lines = [
        f"+ [模型-{'对话' if n % 2 else '召回'}] | [{name} in Long Rows](https://arxiv.org/abs/2305.1040{n}) | 值得一读 | Lane et al,2016"
        for n, name in enumerate(("Reeds", "Tiles", "Moss", "Ponds", "Walls", "Doors"))
    ]
    lines.append("+ [召回] | [Roofs in Long Rows](https://arxiv.org/abs/2305.10409) | 值得一读 | Lane et al,2016")
    found = read("\n".join(lines), tmp_path).found
    assert {one.paper.short_title for one in found} == {""}
    assert [one.paper.tags for one in found][:2] == [("模型-召回",), ("模型-对话",)]


def test_a_year_in_front_and_a_colon_behind_are_no_part_of_a_title(tmp_path: Path) -> None:
    first, second = read(
        f"- [2023 - Reeds in Long Rows]({A})\n- RowNet (2012) : [논문 리뷰](https://a.example/5) / [NbViewer](https://b.example)",
        tmp_path,
    ).found
    assert (first.paper.title, first.paper.date) == ("Reeds in Long Rows", "2023")
    assert (second.paper.title, second.paper.date, second.summary) == ("RowNet", "2012", "")


def test_a_file_of_linked_headings_is_a_list_though_one_link_leads_elsewhere(tmp_path: Path) -> None:
    names = ("Reeds", "Tiles", "Moss", "Ponds", "Walls", "Doors")
    heads = [
        f"### 2020 - [{name} in Long Rows](https://arxiv.org/abs/2005.1040{n})\n  * 关于{name}，很好\n"
        for n, name in enumerate(names)
    ]
    heads[3] = heads[3].replace("https://arxiv.org/abs/2005.10403", "https://discourse.example/t/topic/18874/2")
    (tmp_path / "Video.md").write_text("## Video\n" + "".join(heads), encoding="utf-8")
    text = "".join(f"- [2020 - {name} in Long Rows](./Video.md#2020---{name.lower()})\n" for name in names)
    reading = read(f"## [Video.md](Video.md)\n{text}", tmp_path)
    found = reading.found
    assert all(not heading.slug.endswith(".md") and "long-rows" not in heading.slug for heading in reading.headings)
    assert [one.paper.title for one in found] == [f"{name} in Long Rows" for name in names]


@pytest.mark.parametrize(
    "line",
    [
        f"論文を読むレベルは[How to Read a Paper]({A})のthe first passです。",
        f"논문은 [Reeds in Rows]({A})를 참고해서 정리합니다.",
    ],
)
def test_a_sentence_of_japanese_or_korean_is_no_paper(tmp_path: Path, line: str) -> None:
    reading = read(f"{line}\n\n- [Reeds in Long Rows]({B})", tmp_path)
    assert [one.paper.title for one in reading.found] == ["Reeds in Long Rows"]


def test_pages_of_a_site_are_found_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "docs/notes").mkdir(parents=True)
    note = tmp_path / "docs/notes/01_reeds.md"
    note.write_text("## Reeds in Rows\n\nWords.\n", encoding="utf-8")
    (found,) = read("* [x] [1.Reeds in Rows](notes/01_reeds.md)", tmp_path).found
    assert (found.paper.title, found.note) == ("Reeds in Rows", note.resolve())


@pytest.mark.parametrize(
    ("line", "title", "venue"),
    [
        (f"- Ada Lane, Bo Reed, and Cy Moss, *Reeds in Long Rows*, arXiv:2305.10425 / ACL 2015 [[Paper]]({A})", "Reeds in Long Rows", "ACL 2015"),
        (f"- Reeds in Long Rows, paper [[pdf]]({A})", "Reeds in Long Rows", ""),
    ],
)  # fmt: skip
def test_words_before_a_link_are_its_label_but_no_venue_is(tmp_path: Path, line: str, title: str, venue: str) -> None:
    (found,) = read(line, tmp_path).found
    assert (found.paper.title, found.paper.venue) == (title, venue)


def test_names_below_a_heading_of_papers_are_papers_when_one_of_them_is_told_to_be(tmp_path: Path) -> None:
    lines = [
        "1. ViT",
        '2. Lane, Ada, et al. "Reeds in Long Rows." , ICML 2020',
        "3. XLM",
        "4. Tiles with Local Rows",
        "5. etc..",
    ]
    text = "\n".join(lines)
    found = read(f"## papers which have not been summarized\n{text}", tmp_path).found
    assert [one.paper.title for one in found] == ["ViT", "Reeds in Long Rows", "XLM", "Tiles with Local Rows"]
    assert [one.paper.title for one in read(f"## Rules\n{text}", tmp_path).found] == ["Reeds in Long Rows"]


def test_pictures_of_a_note_that_stand_at_its_end_are_where_they_are_shown() -> None:
    text = "# Reeds\n\n![rows][fig] and ![Fig] and [words][fig], ![x][no], [^1]\n\n[fig]: img/rows.png\n[out]: https://a.example/\n[^1]: note\n"
    whole = divide(text).whole
    assert "![rows](img/rows.png)" in whole
    assert "![Fig](img/rows.png) and [words](img/rows.png), ![x][no], [^1]" in whole
    assert "[fig]:" not in whole
    assert "[out]: https://a.example/" in whole
    assert "[^1]: note" in whole
