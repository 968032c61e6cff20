"""Lists of courses and reading groups: citations of every form, talks among the papers, editions of a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.entries import A, B, people, read
from support import write

PDF = "https://ponds.example/papers/rows.pdf"


@pytest.mark.parametrize(
    ("line", "title", "names", "date", "venue"),
    [
        (f"1. Lane, A., Reed, B., & Moss, C. (2017). [Reeds and Tiles in Rows]({PDF}). *Reed Security Symposium*.2017", "Reeds and Tiles in Rows", "A. Lane; B. Reed; C. Moss", "2017", "Reed Security Symposium"),
        (f"1. Lane, A., 0002, B. C., Reed, B., Moss, C., et al. (2017). [Reeds and Tiles in Rows]({PDF}). *ICML 2017*", "Reeds and Tiles in Rows", "A. Lane; B. Reed; C. Moss; others", "2017", "ICML 2017"),
        (f"1. Lane, A., Anonymous, & Moss, C. (2017). [Reeds and Tiles in Rows]({PDF}), ICML 2017", "Reeds and Tiles in Rows", "A. Lane; C. Moss; others", "2017", "ICML 2017"),
        (f"1. Ada Lane 0002, Bo Reed 0001, [Reeds and Tiles in Rows]({PDF}), ICML 2017", "Reeds and Tiles in Rows", "Ada Lane; Bo Reed", "", "ICML 2017"),
        (f"1. [Lane A, van Reed B C. Tiles: Reeds in Long Rows[C\\]//Ponds and Rivers (PR), 2013 Symposium on. IEEE, 2013: 511-525.]({PDF})", "Tiles: Reeds in Long Rows", "A Lane; B C van Reed", "2013", "Ponds and Rivers (PR)"),
        (f"1. [A. Lane, B. Reed, and C. Moss. Where Reeds Meet Tiles: A Case of Rows in Rivers IEEE Symposium on Ponds and Rivers 2014, pp. 1–14, Feb. 2014.]({PDF})", "Where Reeds Meet Tiles: A Case of Rows in Rivers", "A. Lane; B. Reed; C. Moss", "2014", "IEEE Symposium on Ponds and Rivers"),
        (f"1. Lane, A., & Reed, B. (n.d.). [Reeds and Tiles in Rows]({PDF}). Presented at the Network and Pond Systems Symposium, 2017", "Reeds and Tiles in Rows", "A. Lane; B. Reed", "2017", "Network and Pond Systems Symposium"),
        (f"1. Ada Lane, Bo Reed, Cy Moss, [Reeds and Tiles in Rows]({PDF}), accepted by ICML 2016", "Reeds and Tiles in Rows", "Ada Lane; Bo Reed; Cy Moss", "", "ICML 2016"),
        ("1. Lane, A., Reed, B., & Moss, C. Row of Reeds: **Reeds and Tiles in Rows** ACM SIGSAC CCS 2016.", "Row of Reeds: Reeds and Tiles in Rows", "A. Lane; B. Reed; C. Moss", "", "ACM SIGSAC CCS 2016"),
        (f"1. [Ada Lane, Bo Reed Moss, and Cy Wang    Rows of Reeds Disrupt the Routing of TilesProceedings of 14th Annual Network & Distributed Pond Security Symposium (NDPS), San Diego, CA, February 2007.]({PDF})", "Rows of Reeds Disrupt the Routing of Tiles", "Ada Lane; Bo Reed Moss; Cy Wang", "2007-02", "CA"),
        (f"1. Ada Lane, Kyo Woon On, Bo Reed, *Reeds and Tiles in Rows*, [arXiv]({A})", "Reeds and Tiles in Rows", "Ada Lane; Kyo Woon On; Bo Reed", "", ""),
    ],
)  # fmt: skip
def test_a_citation_is_parted(tmp_path: Path, line: str, title: str, names: str, date: str, venue: str) -> None:
    (found,) = read(line, tmp_path).found
    paper = found.paper
    assert paper.title == title
    assert people(paper.authors) == names
    assert (paper.venue, date in {"", paper.date}) == (venue, True), paper.date


def test_two_papers_of_a_place_have_its_two_links_in_order(tmp_path: Path) -> None:
    text = (
        f"- MIT + Microsoft [[Paper-arXiv]({A})], [[Paper-CVPR]({PDF})]\n"
        "  - Ada Lane, and Bo Reed, *Reeds and Tiles in Rows*\n"
        "  - Ada Lane, Bo Reed, Pond’s Eye: Tiles and Reeds in Ponds, CVPR 2015\n"
    )
    first, second = read(text, tmp_path).found
    assert (first.paper.title, first.paper.arxiv, first.paper.links) == ("Reeds and Tiles in Rows", "2305.10425", ())
    assert (second.paper.title, dict(second.paper.links)) == ("Pond’s Eye: Tiles and Reeds in Ponds", {"pdf": PDF})
    assert first.paper.tags == second.paper.tags == ("MIT + Microsoft",)


def test_what_stands_between_names_and_venue_is_the_title_dash_and_all(tmp_path: Path) -> None:
    rows = (
        f"- Chess - Ada Lane and Bo Reed, RowNet - learning to count reeds with long rows (Pond Computation 2002) [[Paper]({A})]\n"
        f"- Ada Lane, Cy Moss, Counting Tiles with Rows of Reeds (ICML 2003) [[Paper]({B})]\n"
        f"- Bo Reed, Cy Moss, Tiles in Rows of Long Reeds (ICML 2004) [[Paper]({PDF})]\n"
    )
    more = "".join(f"- Ada Lane, Bo Reed, Pond {n} of Long Reeds (ICML 2004) [[Paper]({PDF}?{n})]\n" for n in "abc")
    first = read(rows + more, tmp_path).found[0].paper
    assert first.title == "RowNet - learning to count reeds with long rows"
    assert first.venue == "Pond Computation 2002"


def test_an_edition_is_no_short_title(tmp_path: Path) -> None:
    (found,) = read(f"- Ada Lane and Bo Reed, Reeds in Rows: An Introduction (1st Edition, 1998) [[Book]({PDF})]", tmp_path).found  # fmt: skip
    assert (found.paper.title, found.paper.short_title) == ("Reeds in Rows: An Introduction", "")
    assert (found.paper.date, found.paper.tags) == ("1998", ("1st edition",))


def test_a_link_called_like_a_language_leads_to_code(tmp_path: Path) -> None:
    text = (
        f"- Reeds and Tiles in Rows [[paper]({A})] [[R](https://cran.example/Ponds.pdf)]\n"
        f"- Tiles and Reeds in Rows [[paper]({B})] [[Python](https://pond.example/rivers)]\n"
    )
    text += "- **Rows of Reeds in Ponds.** Pond Access, 2020. [journal](https://ponds.example/journal/1)\n"
    first, second, third = read(text, tmp_path).found
    assert (third.paper.venue, third.paper.date, third.paper.note) == ("Pond Access", "2020", "")
    assert dict(first.paper.links) == {"code": "https://cran.example/Ponds.pdf"}
    assert dict(second.paper.links) == {"code": "https://pond.example/rivers"}


def test_talks_among_papers_are_none(tmp_path: Path) -> None:
    rows = (
        f"| May | [Reeds and Tiles in Rows]({A}) | Ada | [Slide](https://drive.google.com/file/d/a) | [Video](https://youtu.be/a) |\n"
        f"| May | [Tiles and Reeds in Rows]({B}) | Bo | [Slide](https://drive.google.com/file/d/b) | [Video]() |\n"
        f"| May | [Rows of Reeds in Ponds]({PDF}) | Bo | [Slide](https://drive.google.com/file/d/b) | [Video]() |\n"
        f"| May | [Ponds of Reeds in Rows]({PDF}?2) | Bo | [Slide](https://drive.google.com/file/d/b) | [Video]() |\n"
        "| June | Introduction to Reeds | Cy | [Slide](https://drive.google.com/file/d/c) | [Video]() |\n"
        "| June | How to Read | Cy | | [zhihu](https://www.zhihu.com/zvideo/123) |\n"
        "| June | Counting the Reeds of Many Ponds in Rows with Networks that Learn | Cy | [Slide](https://drive.google.com/file/d/d) | [Video]() |\n"
    )
    reading = read(f"| Date | Topic | Presenter | Slides | Videos |\n|---|---|---|---|---|\n{rows}", tmp_path)
    assert [found.paper.title for found in reading.found][4:] == ["Counting the Reeds of Many Ponds in Rows with Networks that Learn"]  # fmt: skip
    assert [row.why for row in reading.report.rows if row.why] == ["slides or a video, and no paper"] * 2


def test_the_part_of_a_series_and_a_footnote_are_none_of_the_paper(tmp_path: Path) -> None:
    rows = (
        f"| 2024 | [Reed 3.1论文精读 · 2. 预训练数据]({A}) |\n"
        f"| 2021 | [Tiles]({B}) 逐段精读<br> （视频中提到的文献 [^tiles]) |\n"
    )
    text = f"| 日期 | 标题 |\n|---|---|\n{rows}\n（这里参考的是 Ponds，它提供 [API](https://ponds.example/api) 可以自动获取。）\n\n[^tiles]: 1\n"
    first, second = read(text, tmp_path).found
    assert (first.paper.title, second.paper.title) == ("Reed 3.1", "Tiles")
    assert (second.summary, second.paper.note) == ("", "")


def test_a_lecture_is_none_though_there_is_a_note_of_it(tmp_path: Path) -> None:
    write(tmp_path, {"notes/lecture.md": "# Lecture\n\nReeds.\n"})
    text = "".join(
        f"+ **Reeds in Rows of Ponds {n}.**\n\n    *Ada Lane, Bo Reed.* **ICML 2023.** [[pdf]({PDF}?{n})]\n\n"
        for n in range(3)
    ) + (
        "+ **CS 100N (23') Lecture 10.Reeds and Tiles.**\n\n"
        "    *Cy Moss.* **2023.** [[slides](./doc/lecture10.pdf)] [[slides on-line](https://ponds.example/lecture10.pdf)] [[note](./notes/lecture.md)]\n\n"
        "    + the first of its points\n"
    )
    reading = read(text, tmp_path)
    assert [found.paper.title for found in reading.found] == [f"Reeds in Rows of Ponds {n}" for n in range(3)]
    assert [row.why for row in reading.report.rows] == ["slides or a video, and no paper (lines 15–19)"]


def test_slides_in_brackets_and_workshops_year_by_year_are_none(tmp_path: Path) -> None:
    text = (
        f"- [Reeds and Tiles in Rows]({A}) (Lane, 2017)\n\n## Videos and Lectures\n\n"
        "- [Pond University: CS100](https://ponds.example/cs100/), Ada Lane\n"
        "    - (Slide) [Reeds in Rows 1](https://ponds.example/slides/rows1.pdf)\n"
        "    - (Slide) [Reeds in Rows 2](https://ponds.example/slides/rows2.pdf)\n"
        f"\n## Events\n\n1. Pond Processing Workshop (PPW) [[2021](https://ponds.example/2021), [2020]({PDF}), [2019](https://ponds.example/2019)]\n"
    )
    assert [found.paper.title for found in read(text, tmp_path).found] == ["Reeds and Tiles in Rows"]


def test_what_is_kept_on_a_shelf_is_no_paper(tmp_path: Path) -> None:
    text = (
        f"- [RowNet]({A}) (2024) - counts reeds.\n"
        f"- [TileNet]({B}) (2024) - counts tiles in rows.\n"
        "- [ReedLM](https://huggingface.co/ponds/ReedLM-7B) (Pond AI, 2024) - a model of reeds.\n"
        "- [Rows](https://huggingface.co/datasets/ponds/rows) (2024) - rows of tiles.\n"
        "- [Pond LM](https://huggingface.co/papers/2301.00002) (2024) - a model of ponds.\n"
        "- [ACL Anthology](https://aclanthology.org/) - archive of papers from ACL, EMNLP, and related venues.\n"
    )
    assert [found.paper.title for found in read(text, tmp_path).found] == ["RowNet", "TileNet", "Pond LM"]


def test_remarks_in_chinese_are_none_of_the_title(tmp_path: Path) -> None:
    text = (
        f"5. Reeds and Tiles: Counting Rows of Ponds （行 检测）\nrow-tile一起搜索， 三位一体\n论文链接：{A}\n\n"
        f"6.从有偏训练生成无偏场景图\n\n{B}\n\n"
        f"7. On the Counting of Tiles in Ponds （PU+GAN）\n论文链接：{PDF}\n"
    )
    first, second, third = (found.paper for found in read(text, tmp_path).found)
    assert (first.title, first.arxiv) == ("Reeds and Tiles: Counting Rows of Ponds", "2305.10425")
    assert (second.title, second.arxiv) == ("从有偏训练生成无偏场景图", "2301.00001")
    assert third.title == "On the Counting of Tiles in Ponds"


def test_an_address_of_a_search_engine_is_the_one_it_leads_to(tmp_path: Path) -> None:
    text = (
        f"- [Reeds and Tiles in Rows](https://scholar.google.com/scholar_url?hl=en&url={A}&sa=X) (ICML 2023)\n"
        "- [Tiles and Reeds in Ponds](https://www.google.com/url?q=https%3A%2F%2Fponds.example%2Frows.pdf&sa=D) (ICML 2024)\n"
    )
    first, second = (found.paper for found in read(text, tmp_path).found)
    assert (first.arxiv, first.links) == ("2305.10425", ())
    assert dict(second.links) == {"pdf": "https://ponds.example/rows.pdf"}


def test_a_server_in_front_of_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    (found,) = read(f"- [arXiv: Reeds (Almost) from Scratch]({A})\n", tmp_path).found
    assert (found.paper.title, found.paper.arxiv) == ("Reeds (Almost) from Scratch", "2305.10425")


def test_where_the_column_of_papers_holds_venues_the_name_is_the_title(tmp_path: Path) -> None:
    rows = f"| Pond Rows | CVPR 2014 [[PDF]({A})] | 10 |\n| Pond Tiles | ICCV 2015 [[PDF]({B})] | 20 |\n"
    first, second = (
        found.paper for found in read(f"| Dataset | Paper | Size |\n|---|---|---|\n{rows}", tmp_path).found
    )
    assert (first.title, first.venue, first.arxiv) == ("Pond Rows", "CVPR 2014", "2305.10425")
    assert (second.title, second.venue, second.note) == ("Pond Tiles", "ICCV 2015", "")


def test_a_title_that_asks_is_no_prose(tmp_path: Path) -> None:
    text = f"14. Tiles in Long Rows of Ponds\n论文地址：{A}\n\n15.RowNet: Do We Really Need Long Rows of Reeds?\n论文地址：{B}\n"
    assert [found.paper.title for found in read(text, tmp_path).found][1:] == ["RowNet: Do We Really Need Long Rows of Reeds?"]  # fmt: skip


def test_a_data_set_is_told_of_by_its_paper(tmp_path: Path) -> None:
    text = (
        f"## Sets\n\n#### Pond-Rows\n\n* Paper: [Reeds and Tiles in Rows]({A})\n* Download: <https://ponds.example/rows>\n\nMany rows.\n\n"
        f"#### Pond-Tiles\n\n* Paper:\n  * [Tiles in Ponds of Reeds]({B})\n  * [PDF]({PDF})\n* Download: Not specified in the paper page.\n\nTiles.\n"
    )
    first, second = read(text, tmp_path).found
    assert (first.paper.title, first.paper.short_title) == ("Reeds and Tiles in Rows", "Pond-Rows")
    assert second.paper.title == "Tiles in Ponds of Reeds"


def test_what_is_checked_off_and_has_nothing_to_show_stays_a_line(tmp_path: Path) -> None:
    text = f"- [x] [Reeds in Long Rows]({A})\n- [x] [Tiles in Long Rows]({B}) - a remark on the tiles\n- [ ] [Rows of Ponds]({PDF})\n"
    first, second, third = (found.paper for found in read(text, tmp_path).found)
    assert [paper.status.value for paper in (first, second, third)] == ["planned", "writing", "planned"]
