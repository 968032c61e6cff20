"""Lists as people leave them: tags without ends, titles above their addresses, citations as words of links."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.sources.found import Reading
from sources.entries import note, people, whole

A, B, C = "https://arxiv.org/abs/2106.00011", "https://arxiv.org/abs/2305.00012", "https://arxiv.org/abs/2210.00013"
D, E = "https://arxiv.org/abs/2210.00014", "https://arxiv.org/abs/2210.00015"


def titles(reading: Reading) -> list[str]:
    return [found.paper.title for found in reading.found]


def test_a_table_without_an_end_ends_where_the_next_one_or_a_heading_begins() -> None:
    """What stands in the cells of another table is an entry of its own, too; nothing is one entry with others."""
    reading = whole(
        "## Moss\n\n<table>\n"
        f'<tr><td>First Good Title Here</td><td><a href="{A}">pdf</a></td></tr>\n'
        f'<tr><td>Second Good Title Here</td><td><a href="{B}">pdf</a>\n\n'
        "## Reeds\n\nSome words about reeds.\n\n<table>\n"
        f'<tr><td>Third Good Title Here</td><td><a href="{C}">pdf</a></td></tr>\n\n'
        f'<table><tr><td><table><tr><td>Fourth Good Title Here</td><td><a href="{D}">pdf</a></td></tr></table></td></tr></table>\n'
        f"\n| Paper | Link |\n|---|---|\n| Fifth Good Title Here | [pdf]({E}) |\n"
    )
    assert titles(reading) == [f"{word} Good Title Here" for word in ("First", "Second", "Third", "Fourth", "Fifth")]
    assert [found.paper.category for found in reading.found] == ["moss", "moss", "reeds", "reeds", "reeds"]
    assert [found.paper.arxiv for found in reading.found][3:] == ["2210.00014", "2210.00015"]


def test_counts_and_talks_of_a_table_say_nothing_of_its_papers() -> None:
    """Neither stars, nor who talks of a paper and when; two titles in a cell are two papers."""
    reading = whole(
        "| 발표 날짜 | 논문 제목 | 발행 연월 | 발표처 | 발표자 | Stars |\n|--|--|--|--|--|--|\n"
        f"| [250501](talks/250501.pdf) | [First Good Title Here]({A}) | 2023-10 | preprint | 김연수 | 5578 |\n"
        f"| [250508](talks/250508.pdf) | [Second Good Title Here]({B})<br>[Third Good Title Here]({C}) | 2023-11 | ECCV | 한지수 | 12.3k |\n"
        "| [250724] | | | | | |\n"
    )
    assert titles(reading) == ["First Good Title Here", "Second Good Title Here", "Third Good Title Here"]
    papers = [found.paper for found in reading.found]
    assert [(one.arxiv, one.date, one.venue, one.summary, one.note) for one in papers] == [
        ("2106.00011", "2023-10", "", (), ""),
        ("2305.00012", "2023-11", "ECCV", (), ""),
        ("2210.00013", "2023-11", "ECCV", (), ""),
    ]


def test_a_note_whose_name_has_a_colon_is_found_by_its_full_address(tmp_path: Path) -> None:
    (tmp_path / "TILES: Fast.md").write_text("# TILES\n\nSome words.\n", encoding="utf-8")
    reading = whole("[TILES](https://github.com/a/b/blob/main/TILES:%20Fast.md) - 김연수\n", tmp_path)
    assert [found.note for found in reading.found] == [tmp_path / "TILES: Fast.md"]


def test_words_of_a_link_that_are_venue_and_date_are_no_title(tmp_path: Path) -> None:
    reading = whole(
        f"**First Good Title Here** <br>\nAda Lane, Bo Reed <br>\n[arXiv, 26 Dec 2024]({A}) • [Code](https://github.com/a/b)\n\n"
        f"**Second Good Title Here**\nCy Moss, Di Long\n[VIS 2024 Short Paper]({B})\n\n"
        f"**Third Good Title Here**\\\n*Ed Hill, Fay Wood*\\\n[COLING 2025 Industry Track]({C})\n\n"
        f"**Fourth Good Title Here**\\\n*Guy Dale, Hal Ford*\\\n[ACM MM 2024 (Oral)]({D})\n\n"
        f"- **Fifth Good Title Here**.\n  Ida Kent, Jo Mill.\n  *Conference of Machines* (**ICML**) (2021). [[pdf]({E})]\n"
    )
    papers = [found.paper for found in reading.found]
    assert [(one.title.split()[0], len(one.authors), one.date, one.venue) for one in papers] == [
        ("First", 2, "2024-12-26", ""),
        ("Second", 2, "2023-05", "VIS 2024 Short Paper"),
        ("Third", 2, "2022-10", "COLING 2025 Industry Track"),
        ("Fourth", 2, "2022-10", "ACM MM 2024 (Oral)"),
        ("Fifth", 2, "2021", "Conference of Machines (ICML)"),
    ]


ONE = "First Good Title Here"


@pytest.mark.parametrize(
    ("line", "names", "date", "venue"),
    [
        (f"- {ONE}. [Moss (1960)]({A}).", "Moss", "1960", ""),
        (f"- {ONE}. [Moss et al (1975)]({A}).", "Moss; others", "1975", ""),
        (f"1. **{ONE}. [Moss, Reed (1999)]({A}).**", "Moss; Reed", "1999", ""),
        (f"- Ada Lane, **{ONE}** (2021) [[pdf]]({A})", "Ada Lane", "2021", ""),
        (f"- Lane, A., & Reed, B. (2015). {ONE}. In Proceedings of machines (pp. 1-9). Press. ([PDF]({A}))", "A. Lane; B. Reed", "2015", "Proceedings of machines"),
        (f"- Lane, A. B. (2004, July). {ONE}. Moss journal, 5(4), 10-19. ([PDF]({A}))", "A. B. Lane", "2004-07", "Moss journal"),
        (f"- Lane, A. (2014). {ONE}. arXiv preprint arXiv:1408.0011. ([PDF]({A}))", "A. Lane", "2014", ""),
        (f"- Ada S. Lane, {ONE}: Using Tiles, NIPS, 1996. [[Paper]]({A})", "Ada S. Lane", "1996", "NIPS"),
        (f"- Ada Lane and Bo P. How, {ONE}: Using Tiles, Information and Control, 1977. [[Paper]]({A})", "Ada Lane; Bo P. How", "1977", "Information and Control"),
        (f"- A. Lane, et. al., {ONE}, Nature, 2015. [[Paper]]({A})", "A. Lane; others", "2015", "Nature"),
        (f"+ **{ONE}.**\n\n    *Ada Lane, Bo Reed.* **arxiv, 2023.** [[pdf](./x.pdf)] [[arxiv]({A})]", "Ada Lane; Bo Reed", "2023", ""),
        (f"+ **{ONE}.**\n\n    *Ada Lane, Bo Reed.* **Moss Web Conference (MWC), 2018.** [[arxiv]({A})]", "Ada Lane; Bo Reed", "2018", "Moss Web Conference (MWC)"),
        (f"+ **{ONE}.**\n\n    *A.Lane, B. Reed, and C. Wood.* KDD 2019 [[arxiv]({A})]", "A.Lane; B. Reed; C. Wood", "2021-06", "KDD 2019"),
        (f"- **TIL** [{ONE}]({A}) (Lane University, UK)", "", "2021-06", ""),
    ],
)  # fmt: skip
def test_a_citation_is_parted(line: str, names: str, date: str, venue: str) -> None:
    (found,) = whole(line + "\n").found
    paper = found.paper
    assert paper.title.startswith(ONE), paper
    assert (people(paper.authors), paper.venue) == (names, venue)
    assert paper.date.startswith(date)


def test_headings_and_lone_items_are_titles_of_the_address_below() -> None:
    """Text may stand between both; neighbours without an address are papers, too; a label is no title."""
    reading = whole(
        "# List\n\n## New\n\n"
        f"##### Moss: Fast Attention in Tiles\nA description of it, as long as a sentence is.\n👉关键词：one，two\narxiv: {A}\ngithub: https://github.com/a/b\n\n"
        f"##### Reed: Slow Attention in Rows\nMore than one line is there.\n\nAnd another paragraph.\n{B}\n\n"
        "##### Wood: No Attention at All\nNothing but words.\n👉关键词：three\n\n"
        f"##### Good Tiles\n{C}\n\n"
        "## Old\n\n"
        f"* Lane: A Plain Item Alone\n\nA long description of it.\n\n👉关键词：four\n{D}\n\n"
        f"1. Hill: Another Plain Item\n\n{E}\n\n"
        "* Dale: An Item as Its Neighbours\n\nWords and words.\n\n"
        "## About\n\n* A remark of three words\n\nMore on it.\n"
    )
    papers = [
        (one.paper.title.split(":")[0], one.paper.arxiv, one.paper.tags, one.paper.category) for one in reading.found
    ]
    assert papers == [
        ("Moss", "2106.00011", ("one", "two"), "new"),
        ("Reed", "2305.00012", (), "new"),
        ("Wood", "", ("three",), "new"),
        ("Lane", "2210.00014", ("four",), "old"),
        ("Hill", "2210.00015", (), "old"),
        ("Dale", "", (), "old"),
    ]
    assert reading.found[1].paper.summary == ("More than one line is there.", "And another paragraph.")
    assert [row.line for row in reading.report.rows if "remark" in row.name] == [43]


def test_the_beginning_of_an_identifier_is_no_year() -> None:
    one = "#### [Moss: A Title](https://arxiv.org/abs/2004.05682)\n\narXiv 2004; ECCV 2020\n\nSome words.\n"
    other = "- [Reed: A Title](https://a.org/b.pdf). arXiv 1909\n"
    assert [found.paper.date for found in whole(one + "\n## More\n\n" + other).found] == ["2020-04", "2019-09"]


def test_a_list_that_a_list_links_to_is_read_and_a_note_with_references_is_a_note(tmp_path: Path) -> None:
    lines = [
        f"- {word} Lane. {word} Attention in Tiles. ICML 2012. https://a.org/{word}.pdf"
        for word in ["Ada", "Bo", "Cy", "Di", "Ed", "Fay"]
    ]
    (tmp_path / "ml.md").write_text("# Machines\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    text = "".join(
        f"A paragraph of the note with more than twelve words in it, which says what {n} is.\n\n" for n in range(9)
    )
    (tmp_path / "note.md").write_text("# Reeds\n\n" + text + "\n".join(lines) + "\n", encoding="utf-8")
    reading = whole("# List\n\n## Moss\n\n- [Machine Learning](ml.md)\n- [Reeds](note.md)\n", tmp_path)
    assert [found.paper.category for found in reading.found] == ["machine-learning"] * 6 + ["moss"]
    assert {found.source for found in reading.found} == {"ml.md", "list.md"}
    assert [(one.slug, one.parent) for one in reading.headings] == [("moss", ""), ("machine-learning", "moss")]
    assert reading.lists == [tmp_path / "ml.md"]
    (row,) = (row for row in reading.report.rows if row.line == 5)
    assert row.why == "a list of its own, which becomes a category of 6 papers"


@pytest.mark.parametrize("heading", ["Abstract", "0. Abstact", "1. Introduction", "핵심", "摘要"])
def test_a_note_that_begins_with_a_section_is_called_as_its_file(tmp_path: Path, heading: str) -> None:
    text = f"# {heading}\n\nTiles are faster than rows, as the paper shows in ten of its tables.\n"
    found = note(tmp_path, "lane_TILES.md", text)
    assert found.paper.title == "lane TILES"


def test_a_label_is_no_title() -> None:
    reading = whole(f"- Good Tiles of Ada Lane - [Link]({A})\n- [PDF]({B})\n- [Reeds and Rows]({C})\n")
    assert titles(reading) == ["Good Tiles of Ada Lane", "Reeds and Rows"]


def test_a_venue_and_its_year_tell_of_a_paper_whose_only_link_is_code() -> None:
    reading = whole(
        "- Moss and Tiles for Learned Databases (VLDB 2020) [GitHub Link](https://github.com/a/b)\n"
        "- CVPR 2023, Rows of Reeds All at Once, [Website](https://reeds.github.io/)\n"
        "- A tool that is fast and has tiles [GitHub Link](https://github.com/a/c)\n\n"
        "## More\n\n- ICML 2016 Tutorials, New York City [[web]](http://talks.tv/icml)\n"
    )
    papers = [(found.paper.title, found.paper.venue) for found in reading.found]
    assert papers[:2] == [
        ("Moss and Tiles for Learned Databases", "VLDB 2020"),
        ("Rows of Reeds All at Once", "CVPR 2023"),
    ]
    assert len(papers) == 2


def test_a_quote_of_topics_and_venue_is_no_summary() -> None:
    reading = whole(
        "- **Good Tiles of Ada Lane in Rows** <sup>[#04](./notes/04.pdf)</sup><sub>&nbsp;2023.08.21</sub>\n"
        "  > `Laner` <br/>\n  > DeepTiles, FileI/O <br/>\n  > ICML, 2018\n\n"
        f"- **Reeds and Rows of Moss** [pdf]({A})\n  > Tiles are laid in rows, not in rings, since 2018.\n"
    )
    (tiles, reeds) = (found.paper for found in reading.found)
    assert (tiles.short_title, tiles.venue, tiles.tags, tiles.date) == (
        "Laner",
        "ICML 2018",
        ("DeepTiles", "FileI/O"),
        "",
    )
    assert (tiles.summary, tiles.note) == ((), "")
    assert reeds.summary == ("Tiles are laid in rows, not in rings, since 2018.",)


def test_lines_with_labels_are_no_sentences_of_a_summary() -> None:
    """An affiliation has no field; a day may have a version behind; names of emoji stand for nothing."""
    reading = whole(
        f"* [Good Tiles in Rows]({A}),CVPR 2019  \n作者:Ada Lane, Bo Reed  \n机构：苔藓大学、芦苇   \n"
        "日期：2021-07-10（2021-06-26 v1）   \n:trophy: :+1: Best of all tiles  \n讨论 issue：[issues/13](https://github.com/a/b/issues/13)  \n"
        "**Authors' Sources:**  \n摘要：Tiles are laid in rows.\n"
    )
    (found,) = reading.found
    paper = found.paper
    assert [name.name for name in paper.authors] == ["Ada Lane", "Bo Reed"]
    assert (paper.date, paper.venue) == ("2021-07-10", "CVPR 2019")
    assert paper.summary == ("Best of all tiles", "Tiles are laid in rows.")
    assert dict(paper.links) == {"url": "https://github.com/a/b/issues/13"}
    assert any("机构：苔藓大学" in remark for remark in found.remarks)


def test_a_remark_behind_a_citation_is_no_short_title() -> None:
    cited = 'Lane, Ada, and Bo Reed. "**{}**."'
    reading = whole(
        f"**[1]** {cited.format('Good tiles in rows')} Nature 521.7553 (2015): 436-444. [[pdf]](https://a.org/1.pdf) **(Three Reeds' Survey)** :star::star:\n\n"
        f"**[2]** {cited.format('Rows of reeds')} Neural computation 18.7 (2006): 1527-1554. [[pdf]](https://a.org/2.pdf) **(ReedNet)**\n\n"
        f"**[3]** {cited.format('Rings of moss')} Advances in neural information processing systems. 2012. [[pdf]](https://a.org/3.pdf) "
        "**(Mossy,Neural Networks become very green!)**\n"
    )
    assert [(one.paper.short_title, one.paper.venue, one.paper.date) for one in reading.found] == [
        ("", "Nature", "2015"),
        ("ReedNet", "Neural computation", "2006"),
        ("", "Advances in neural information processing systems", "2012"),
    ]


def test_a_bold_name_alone_in_a_cell_is_the_short_title() -> None:
    reading = whole(
        "|paper|源码|收录|简介|\n|-|-|-|-|\n"
        f"|[Good Tiles in Rows of Reeds]({A})|[code](https://github.com/a/b)|CVPR 2021|**TileGAN**|\n"
        f"|[Rings of Moss in Rows of Reeds]({B})|-|-|**MossNet**; 多步; two steps|\n"
    )
    papers = [found.paper for found in reading.found]
    assert [(one.short_title, one.summary) for one in papers] == [("TileGAN", ()), ("MossNet", ("多步; two steps",))]


def test_a_title_whose_link_is_empty_is_that_of_its_lines() -> None:
    reading = whole(
        f"## Moss\n\n#### **TileVL**\n**Paper:** [TileVL: Good Tiles in Rows]()  \n**Github:** {A}  \n**Record:** arXiv  \n"
        "**Authors' Sources:** 阿里  \n**Brief Introduction:** Tiles in rows.\n"
    )
    (found,) = reading.found
    assert (found.paper.title, found.paper.arxiv) == ("TileVL: Good Tiles in Rows", "2106.00011")
    assert found.paper.summary == ("Tiles in rows.",)


def test_a_title_behind_a_label_is_taken_as_its_neighbours_are() -> None:
    site = "[website](https://{}.github.io/), {}\n"
    reading = whole(
        f"- [arXiv]({A}), Rows of Reeds in Good Tiles\n- [arXiv]({B}), Moss: Rings of Reeds in Tiles\n"
        f"- [arXiv]({C}), Good Tiles of Ada Lane\n- [arXiv]({D}), Rings of Bo Reed in Moss\n- "
        + site.format("a", "ReedVL: Reeds in Rows of Moss")
        + "- "
        + site.format("b", "Awesome Tiles")
        + "- arXiv 2024.05, Moss in Rings and Rows of Tiles, [Website](https://moss.github.io/)\n"
    )
    assert titles(reading)[4:] == ["ReedVL: Reeds in Rows of Moss", "Moss in Rings and Rows of Tiles"]


def test_an_issue_is_no_code_and_a_file_of_slides_no_video() -> None:
    reading = whole(
        f"- [Good Tiles in Rows]({A}) [[review]](https://github.com/a/b/issues/49) [[Presentation]](https://a.org/t/tiles.pdf)\n"
    )
    (found,) = reading.found
    assert dict(found.paper.links) == {"url": "https://github.com/a/b/issues/49", "slides": "https://a.org/t/tiles.pdf"}


def test_a_picture_alone_is_no_summary_and_a_blank_is_nothing() -> None:
    reading = whole(
        f"<b>Good Tiles in Rows of Reeds (2016)</b> [[Paper]]({A})\n"
        '<p align="center"><img width="50%" src="http://a.org/teaser.jpg" /></p>\n\n'
        f"## More\n\n- [Rings of Moss in Rows]({B})\n  - &nbsp;\n  - &nbsp;\n"
    )
    (tiles, moss) = reading.found
    assert (tiles.paper.summary, tiles.summary, tiles.body) == ((), "", "![](http://a.org/teaser.jpg)")
    assert (moss.summary, moss.paper.status.value) == ("", "planned")


def test_courses_news_and_whole_conferences_are_no_papers() -> None:
    reading = whole(
        "## Lectures\n\n"
        "- Rows of reeds in tiles [[Slide](https://a.org/1.pdf)], [[Video](https://www.youtube.com/watch?v=x)] **(2021-03-09)**\n"
        "- Q & A Session [[Slide](https://a.org/2.pdf)]\n- Deadline: 2021-03-31 23:59\n"
        f"- Lane, A., & Reed, B. (2014). Rows of reeds: A review. Journal of Reeds, 9(2), 48-57. ([PDF]({A}))\n\n"
        "## Courses\n\n- [Reeds CS468: Machines for Tiles](http://reeds.edu/cs468-17/) (Spring 2017)\n"
        "- [CVPR 2018 open access](http://openaccess.thecvf.com/CVPR2018.py)\n\n"
        f'## News\n\n- **2024-05-16 Our paper "[Good Tiles in Rows]({B})" has been accepted by ACL 2024.**\n'
        "- **2023-11-18 We will provide a tutorial on *Tiles in Rows* at COLING 2024.**\n\n"
        f"Must-read papers on [good tiles]({C}) for rows.\n"
    )
    assert titles(reading) == ["Rows of reeds: A review"]


def test_a_bracket_that_ends_words_stays() -> None:
    (found,) = whole(f"- [Tiles: Good Rows of Reeds]({A}) **Text to moss (TTS, TTM)**\n").found
    assert "Text to moss (TTS, TTM)" in (found.paper.note or found.summary)


def test_topics_set_small_are_tags_and_files_beside_the_list_no_text() -> None:
    reading = whole(
        f"1. **Good tiles in rows of reeds. [Lane (1960)]({A})**\n    \\\n    <sub>Early Tiles; Trees and Rings</sub>\n\n"
        f"2. **Rings of moss in rows. [Reed (1961)]({B})**\n"
        "    * [Tiles](/practice/Tiles_Basic.ipynb) / [Rows](/practice/Rows.ipynb)\n"
    )
    (tiles, moss) = reading.found
    assert (tiles.paper.tags, tiles.paper.venue) == (("Early Tiles", "Trees and Rings"), "")
    assert (moss.summary, moss.paper.note) == ("", "")
    assert any("Tiles_Basic" in remark for remark in moss.remarks)


def test_an_episode_is_no_paper_and_all_that_follows_it_is_one(tmp_path: Path) -> None:
    issue = "https://github.com/ada/talks/issues"
    reading = whole(
        f"- [ep2:20211010]({issue}/2): [Reeds](https://openreview.net/forum?id=a1), \n"
        f"- [ep1:20210718]({issue}/1): [Moss 2.0](https://moss.example/blog), [Tiles]({A}) [다시듣기](https://talk.example/1)\n",
        tmp_path,
    )
    assert [(found.paper.title, dict(found.paper.links)) for found in reading.found] == [
        ("Reeds", {"url": "https://openreview.net/forum?id=a1"}),
        ("Moss 2.0", {"url": "https://moss.example/blog"}),
        ("Tiles", {"video": "https://talk.example/1"}),
    ]
    assert not any(found.paper.short_title for found in reading.found)


def test_a_talk_among_papers_is_none(tmp_path: Path) -> None:
    rows = "".join(
        f"| 7/0{n}/22 | [Rows {n} of Reeds]({A}{n}) 逐段精读 | [bilibili](https://www.bilibili.com/{n}) |\n"
        for n in range(1, 4)
    )
    table = f"| 日期 | 标题 | 视频 |\n|--|--|--|\n{rows}| 8/01/22 | 如何读论文的三个办法 | [bilibili](https://www.bilibili.com/9) |\n"
    reading = whole(table, tmp_path)
    assert titles(reading) == ["Rows 1 of Reeds", "Rows 2 of Reeds", "Rows 3 of Reeds"]
    assert not any(found.summary or found.paper.note for found in reading.found)
    assert [row.why for row in reading.report.rows] == ["slides or a video, and no paper"]


@pytest.mark.parametrize(
    ("line", "title", "venue"),
    [
        (f"* nips2016, Rows of Reeds [[pdf]]({A})", "Rows of Reeds", "NIPS 2016"),
        (f"* arxiv2016, (TIL)^2ES: Rows of Reeds [[pdf]]({A})", "(TIL)^2ES: Rows of Reeds", ""),
        (f"* Overview: [Rows of Reeds in Lakes]({A})", "Rows of Reeds in Lakes", ""),
        (f"* **LAKE 2023** [#B01]({A})", "LAKE 2023", ""),
        (f"* **Reed-Speaker: Rows in Lakes** [[pdf]]({A})", "Reed-Speaker: Rows in Lakes", ""),
    ],
)
def test_what_stands_before_a_title(tmp_path: Path, line: str, title: str, venue: str) -> None:
    (found,) = whole(line, tmp_path).found
    assert (found.paper.title, found.paper.venue, found.paper.short_title) == (title, venue, "")


def test_a_way_back_and_a_way_to_more_are_nothing(tmp_path: Path) -> None:
    reading = whole(
        f"## Moss\n\n**Rows of Reeds in Lakes**\n\n论文/paper：{A}\n\n[返回目录/back](#Contents)\n\n"
        "## Tiles\n\n- [查看全部 29 个](more.md)\n",
        tmp_path,
    )
    assert titles(reading) == ["Rows of Reeds in Lakes"] and not reading.found[0].summary


def test_a_lecture_with_slides_and_talks_is_none(tmp_path: Path) -> None:
    video = "https://youtu.be/a"
    reading = whole(
        f"- Rows by reeds [[Slide]](https://a.example/s.pdf), [[Video]]({video}), [[(Optional) 발표자 홍길동]]({video}b) **(2021-05-04)**\n"
        f"- [Speaker Rows of Reeds]({A})\n",
        tmp_path,
    )
    assert titles(reading) == ["Speaker Rows of Reeds"]
    assert [row.why for row in reading.report.rows] == ["slides or a video, and no paper"]
