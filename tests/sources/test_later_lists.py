"""Forms of lists that were met later: what ends a title, labels that sort, titles over two lines, pages that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.model.collection.catalogue import Catalogue
from papershelf.sources import tree
from papershelf.sources.deduplication import merging
from papershelf.sources.found import Found, Report
from sources.entries import A, B, people, read
from support import write


def told(found: Found) -> tuple[str, str, str, str]:
    paper = found.paper
    return paper.title, people(paper.authors), paper.venue, paper.date


@pytest.mark.parametrize(
    ("line", "title", "names", "venue", "date"),
    [
        ("- Ada Lane, Bo Reed, A Survey of Reeds in Rows, Foundations and Trends in Tiling (2014) [[Book]](https://a.example/x.pdf)", "A Survey of Reeds in Rows", "Ada Lane; Bo Reed", "Foundations and Trends in Tiling (2014)", ""),
        ("- Ada Lane, Bo Reed, A Tour of Reeds: The View from Rows (Annu. Rev. Reed Tiling Syst. 2019) [[Paper]](https://a.example/x.pdf)", "A Tour of Reeds: The View from Rows", "Ada Lane; Bo Reed", "Annu. Rev. Reed Tiling Syst. 2019", ""),
        ("- Ada Lane, Bo Reed, Reeds from Long Rows, Ph.D. Thesis, 1989. [[Thesis]](https://a.example/x.pdf)", "Reeds from Long Rows", "Ada Lane; Bo Reed", "", "1989"),
        ("- ReedNet: A Row of Long Tiles, ACM Trans. Graphics (Proc. SIGGRAPH Asia), 2015", "ReedNet: A Row of Long Tiles", "", "ACM Trans. Graphics (Proc. SIGGRAPH Asia)", "2015"),
        (f"- **Reeds in Long Rows, EMNLP 2023 Main Conference** [[Paper]({A})]", "Reeds in Long Rows", "", "EMNLP 2023 Main Conference", "2023-05"),
        (f"- **Reeds in Long Rows (2019))** [[Paper]({A})]", "Reeds in Long Rows", "", "", "2019"),
        (f"- [Reeds in Long Rows]({A}) (Lane et al.) - what it says of them", "Reeds in Long Rows", "Lane; others", "", "2023-05"),
        (f"- [Reeds in Long Rows(Accepted at CVPR 2020, Kakao Brain)]({A})", "Reeds in Long Rows", "", "CVPR 2020", "2023-05"),
        (f"- [Reeds in Long Rows (ICLR 2021 : Open review)]({A})", "Reeds in Long Rows", "", "ICLR 2021", "2023-05"),
        ("- [Using One-Sided Rows of Reeds to Build a Fast, CPU-Efficient Pond, Ada Lane, Bo Reed, Cy Moss USENIX ATC 2013](https://a.example/x.pdf)", "Using One-Sided Rows of Reeds to Build a Fast, CPU-Efficient Pond", "Ada Lane; Bo Reed; Cy Moss", "USENIX ATC 2013", ""),
        ("- [Long rows are dangerous, Ada Lane, B. Reed, and Cy Moss Proceedings of the Reed Symposium. 2012.](https://a.example/x.pdf)", "Long rows are dangerous", "Ada Lane; B. Reed; Cy Moss", "Proceedings of the Reed Symposium", "2012"),
        ("- Ada Lane, Bo Reed, Rows by temporal reeds. Machine Learning 3: 9-44, 1988. [[Paper]](https://a.example/x.pdf)", "Rows by temporal reeds", "Ada Lane; Bo Reed", "Machine Learning", "1988"),
        ("- Ada Lane, Bo Reed, Rows by long reeds, Technical Report, 1994. [[Paper]](https://a.example/x.pdf)", "Rows by long reeds", "Ada Lane; Bo Reed", "", "1994"),
        (f"- Reeds in Long Rows [[arXiv 2021]](({A}))", "Reeds in Long Rows", "", "", "2021"),
        (f"- Reeds in Long Rows [[2017]](https://mirror.example/{A})", "Reeds in Long Rows", "", "", "2017"),
    ],
)  # fmt: skip
def test_a_citation_is_parted(tmp_path: Path, line: str, title: str, names: str, venue: str, date: str) -> None:
    (found,) = read(line, tmp_path).found
    assert told(found) == (title, names, venue, date)
    assert (found.paper.arxiv == "2305.10425") == (A in line)


def test_the_pages_of_a_citation_describe_nothing(tmp_path: Path) -> None:
    cited = 'Lane, Ada, and Bo Reed. "Reeds in long rows." In Proceedings of the 12th ACM Conference on Reeds, pp. 104-112. ACM, 2018.'
    (found,) = read(f"- [{cited} (**BEST PAPER**)]({A})", tmp_path).found
    assert (found.paper.title, found.summary, found.paper.note) == ("Reeds in long rows", "", "")


def test_what_is_optional_is_a_tag_and_a_remark_in_another_language_no_name(tmp_path: Path) -> None:
    first, second = read(
        "- (Optional) Reeds in Long Rows, ICML 2017\n- Tiles in Long Rows（瓦片建模）, ICML 2018\n", tmp_path
    ).found
    assert (first.paper.tags, first.paper.short_title) == (("optional",), "")
    assert (second.paper.title, second.paper.short_title) == ("Tiles in Long Rows", "")


def test_a_place_behind_a_short_name_is_no_short_title(tmp_path: Path) -> None:
    (found,) = read(f"- [ReedLM]({A}) (Xilo, 2023) - a model of reeds in rows and what they say\n", tmp_path).found
    assert (found.paper.short_title, found.paper.tags) == ("", ("Xilo",))


def test_a_title_goes_on_in_the_line_below_where_the_source_alone_breaks_it_off(tmp_path: Path) -> None:
    first, second, third = read(
        f"- [[CVPR2021]({A})] Reeds in Rows:\nModeling, Segmentation, and Tiling [[Project](https://a.example)]\n"
        f"- [[3DV2020]({B})] A Long Row of Reeds\nfor Tiles of All Sizes\n"
        "- [[Arxiv](https://arxiv.org/abs/2301.00002)] Rivers without Reeds\nRather good to read.\n",
        tmp_path,
    ).found
    assert [one.paper.title for one in (first, second)] == [
        "Reeds in Rows: Modeling, Segmentation, and Tiling",
        "A Long Row of Reeds for Tiles of All Sizes",
    ]
    assert (third.paper.title, third.summary) == ("Rivers without Reeds", "- Rather good to read.")


def test_one_author_and_a_long_venue_below_a_title_are_facts(tmp_path: Path) -> None:
    (found,) = read(
        "+ **Reeds in Long Rows.**\n\n"
        f"    *Ada-Li Lane.* **Pacific Asia Conference on Reeds, Rows and Tiles (PARRT). 2013.** [[acl]({A})]\n",
        tmp_path,
    ).found
    assert told(found) == (
        "Reeds in Long Rows", "Ada-Li Lane", "Pacific Asia Conference on Reeds, Rows and Tiles (PARRT)", "2013",
    )  # fmt: skip
    assert not found.summary


def test_a_team_stands_where_the_neighbours_name_their_authors(tmp_path: Path) -> None:
    entries = [
        f"- [Reeds in Row {n}](https://arxiv.org/abs/2301.0000{n})\n  - Ada Lane, Bo Reed\n  - Keyword: reeds\n"
        for n in range(5)
    ]
    *_others, last = read(
        "".join(entries) + f"- [A Report on Reeds]({A})\n  - OpenReed\n  - Keyword: rows\n", tmp_path
    ).found
    assert told(last)[1] == "OpenReed"


def test_the_paper_of_a_short_name_is_cited_below_it(tmp_path: Path) -> None:
    (found,) = read(
        f"* Long-row RNN [[Paper]({A})]\n  * Ada Lane, Bo Reed, and Cy Moss, *Long-Row Recurrent Reeds*, ICANN 2007\n",
        tmp_path,
    ).found
    assert told(found)[:3] == ("Long-Row Recurrent Reeds", "Ada Lane; Bo Reed; Cy Moss", "ICANN 2007")
    assert (found.paper.short_title, found.paper.arxiv) == ("Long-row RNN", "2305.10425")


def test_a_group_that_says_nothing_is_no_tag(tmp_path: Path) -> None:
    found = read(f"- Reading materials\n  - [Reeds in Rows]({A})\n- Tiles\n  - [Tiles in Rows]({B})\n", tmp_path).found
    assert [one.paper.tags for one in found] == [(), ("Tiles",)]


def test_labels_that_say_which_are_papers_say_so_of_the_others(tmp_path: Path) -> None:
    reading = read(
        f"* ****`PAPER`**** [Reeds in Long Rows]({A})\n* ****`CHALLENGE`**** [ACL 2014 Workshop on Reeds in Rows](https://a.example/wmt14)\n"
        f"* ****`CHALLENGE`**** [Introduction to the Shared Task on Reeds]({B})\n",
        tmp_path,
    )
    assert [one.paper.title for one in reading.found] == [
        "Reeds in Long Rows",
        "Introduction to the Shared Task on Reeds",
    ]


def test_tutorials_reposts_and_pages_to_be_seen_are_no_papers(tmp_path: Path) -> None:
    (tmp_path / "people.md").write_text("# People\n\nAda Lane, who grows reeds.\n", encoding="utf-8")
    reading = read(
        f"People see [people in the field](people.md)\n\n- [Reeds in Long Rows]({A})\n- [Tiles in Long Rows]({B})\n"
        "- **Reeds for Everybody, AAAI 2024 Tutorial** [[Github](https://github.com/a/b)]\n"
        "- [ICML2022-Welcome to Reeds in Rows](https://icml.cc/virtual/2022/tutorial/18440)\n"
        "- [【转载】Reeds in Long Rows, 原理](https://a.example/blog)\n",
        tmp_path,
    )
    assert [one.paper.title for one in reading.found] == ["Reeds in Long Rows", "Tiles in Long Rows"]
    assert len(reading.report.rows) >= 4


def test_cells_of_many_titles_hold_a_paper_each(tmp_path: Path) -> None:
    cell = "Reeds in Long Rows <br> Tiles of All Sizes <br> Rivers and their Ponds <br> Reeds!"
    table = f"| Date | Topic | Presenter | Video |\n|---|---|---|---|\n| 01.25 | {cell} | Kim | [Video](https://youtu.be/x) |\n"
    (tmp_path / "paper-study").mkdir()
    found = read(table, tmp_path / "paper-study").found
    assert [one.paper.title for one in found] == [
        "Reeds in Long Rows",
        "Tiles of All Sizes",
        "Rivers and their Ponds",
        "Reeds!",
    ]


def test_an_author_with_the_year_below_is_no_venue(tmp_path: Path) -> None:
    (found,) = read(
        f"| Title | Authors |\n|---|---|\n| [Reeds in Rows]({A}) | Ada Sky Lane <br />2025 |\n", tmp_path
    ).found
    assert told(found) == ("Reeds in Rows", "Ada Sky Lane", "", "2025")


def test_a_link_to_itself_that_is_broken_is_the_address_of_the_row_above(tmp_path: Path) -> None:
    write(tmp_path / "Reed Rows", {"reeds.md": "# Reeds in Long Rows\n\nWords.\n"})
    link = "https://github.com/a/b/blob/master/Reed"
    reading = read(
        "| Num | Name | Paper Name |\n|---|---|---|\n| 01 | ReedNet | Reeds in Long Rows |\n"
        f"| | | [{link}%20Rows/reeds.md]({link} Rows/reeds.md) |\n| 02 | | Tiles in Long Rows |\n"
        "| | | https://github.com/a/b/blob/master/tiles.pdf |\n",
        tmp_path,
    )
    assert [one.paper.title for one in reading.found] == ["Reeds in Long Rows", "Tiles in Long Rows"]
    assert reading.found[0].note == (tmp_path / "Reed Rows" / "reeds.md").resolve()
    assert (reading.links, reading.missed) == (1, 0)


def test_the_link_that_says_paper_is_the_address(tmp_path: Path) -> None:
    (found,) = read(
        "**Reeds in Long Rows** [[online pond](https://a.example)][[paper](https://b.example/271)]\n", tmp_path
    ).found
    assert dict(found.paper.links) == {"url": "https://b.example/271", "project": "https://a.example"}


def test_a_title_twice_with_one_venue_is_one_paper_and_has_its_identifier(tmp_path: Path) -> None:
    reading = read(
        f"- Reeds in Long Rows [[ICML2023]](https://proceedings.mlr.press/v97/a.html)\n- Reeds in Long Rows [[ICML2023]]({A})\n",
        tmp_path,
    )
    (one,) = merging.sort(reading.found, Catalogue(), {}, Report()).new
    assert one.paper.arxiv == "2305.10425"


def test_a_list_named_as_others_is_one_though_it_says_more(tmp_path: Path) -> None:
    row = "| [Reeds in Row {0} of {1}](https://arxiv.org/abs/{1}.0000{0}) | Kim |\n"
    for name in ("2301", "2201", "2101", "1901"):
        rows = "".join(row.format(n, name) for n in range(6))
        more = "".join(
            f"### Day {n}\n\n* 나상현\n\n  Reeds without an address\n\n* 김갈대\n\n  More reeds in rows\n\n"
            for n in range(9)
        )
        text = f"# Seminar\n\n| Topic | Presenter |\n|---|---|\n{rows}\n{more if name == '1901' else ''}"
        (tmp_path / f"paper-list({name}).md").write_text(text, encoding="utf-8")
    text = f"# Seminar\n\n| Topic | Presenter |\n|---|---|\n| [Reeds in Rows]({A}) | Kim |\n\n[2023](paper-list(2301).md)\n"
    write(tmp_path, {"README.md": text})
    found = tree.read(tmp_path, take=False).found
    assert sum(one.source == "paper-list(1901).md" for one in found) == 6


def test_a_topic_stands_before_the_names_of_a_list_of_names(tmp_path: Path) -> None:
    plain = "".join(
        f"- Ada Lane, Bo Reed, Reeds in Row {n}, 200{n}. [[Paper]](https://a.example/{n}.pdf)\n" for n in range(5)
    )
    topics = '- Chess - Cy Moss, Ada Lane, Rows of Chess (2015) [[Paper]](https://a.example/a.pdf)\n- Shogi - Cy Moss, "Reed-Go" play in rows (ACM 1995) [[Paper]](https://a.example/b.pdf)\n'
    *_others, chess, go = read(plain + topics, tmp_path).found
    assert (told(chess), chess.paper.tags) == (("Rows of Chess", "Cy Moss; Ada Lane", "", "2015"), ("Chess",))
    assert (told(go)[1], go.paper.tags) == ("Cy Moss", ("Shogi",))


def test_a_card_gives_the_title_behind_its_label_and_an_address_after_a_colon_is_one(tmp_path: Path) -> None:
    first, second = read(
        f"## RiD\n\n* Paper: Rethinking Reeds in Rows: Models and Benchmarks:{A}\n* Project: [x](https://a.example/x)\n\n"
        f"## RoS\n\n* Paper: Long row subitizing\n  * [CVPR Version](https://a.example/x.pdf)\n  * [Arxiv Version]({B})\n",
        tmp_path,
    ).found
    assert (told(first)[0], first.paper.short_title) == ("Rethinking Reeds in Rows: Models and Benchmarks", "RiD")
    assert (first.paper.arxiv, told(second)[0]) == ("2305.10425", "Long row subitizing")


def test_a_named_tool_with_a_description_is_no_paper_among_papers(tmp_path: Path) -> None:
    reading = read(
        f"- [Reeds in Long Rows]({A}) - what reeds say of rows in spring\n- [Tiles in Rows]({B}) - what tiles say of rows in spring\n"
        "- [LiveReeds](https://a.example/) (2024) - a benchmark of reeds with a monthly refresh\n"
        "- [Reed Mixture](https://huggingface.co/datasets/a/b) (2024) - open data behind the reeds of all rows\n",
        tmp_path,
    )
    assert [one.paper.title for one in reading.found] == ["Reeds in Long Rows", "Tiles in Rows"]


def test_slides_at_a_conference_are_no_paper(tmp_path: Path) -> None:
    found = read(
        f"- [Reeds in Long Rows]({A})\n- [Slides in USENIX ATC 2015](https://www.usenix.org/s.pdf)\n", tmp_path
    ).found
    assert [one.paper.title for one in found] == ["Reeds in Long Rows"]


def test_places_have_their_papers_cited_below_be_it_several_or_a_place_that_nobody_knows(tmp_path: Path) -> None:
    places = "".join(
        f"* {name} [[Paper](https://arxiv.org/abs/2301.0000{n})]\n  * Ada Lane, Bo Reed, and Cy Moss, *Reeds in Long Row {n}*, CVPR 2015\n"
        for n, name in enumerate(("Google", "Microsoft", "CMU", "Univ. Toronto", "Reedburg"))
    )
    several = (
        f"* UCLA + Baidu [[Web](https://a.example)] [[Paper1]({A})], [[Paper2]({B})]\n"
        "  * Ada Lane, Bo Reed, and Cy Moss, *Tiles in Long Rows*, arXiv:2305.10425\n"
        "  * Ada Lane, Bo Reed, and Cy Moss, *Ponds in Long Rows*, arXiv:2301.00009 / ICLR 2015\n"
    )
    *_others, town, tiles, ponds = read(places + several, tmp_path).found
    assert (told(town)[0], town.paper.short_title, town.paper.tags) == ("Reeds in Long Row 4", "", ("Reedburg",))
    assert [told(one)[0] for one in (tiles, ponds)] == ["Tiles in Long Rows", "Ponds in Long Rows"]
    assert (tiles.paper.arxiv, ponds.paper.arxiv, ponds.paper.tags) == ("2305.10425", "2301.00009", ("UCLA + Baidu",))


def test_lectures_are_no_papers_and_addresses_may_lack_their_scheme(tmp_path: Path) -> None:
    (found,) = read(
        "- [Reeds in Long Rows](www.a.example/reeds.pdf)\n- [Pond x Reed] [Reed Lecture Series 2021](https://a.example/x)\n",
        tmp_path,
    ).found
    assert dict(found.paper.links) == {"pdf": "https://www.a.example/reeds.pdf"}


def test_a_heading_is_a_paper_whose_preprint_and_page_at_a_venue_stand_below(tmp_path: Path) -> None:
    page = "https://openaccess.thecvf.com/content_CVPR_2020/papers/Lane_Reeds_paper.pdf"
    (found,) = read(
        f"### Reeds in Style: Uncovering the Rows (CVPR 2020)\n갈대의 줄을 수정할 수 있도록 함.\n\n* paper : {A}  \n{page}\n",
        tmp_path,
    ).found
    assert told(found)[::2] == ("Reeds in Style: Uncovering the Rows", "CVPR 2020")
    assert (found.paper.arxiv, dict(found.paper.links)) == ("2305.10425", {"pdf": page})


def test_videos_in_a_title_do_not_make_it_one(tmp_path: Path) -> None:
    links = "".join(f"- [Reeds in Row {n}](https://arxiv.org/abs/2301.000{n})\n" for n in range(10, 22))
    text = f"## Reeds\n\n{links}\n## Rows\n\n- Rows of Reeds Seen in Long Videos, ICLR 2020\n"
    assert read(text, tmp_path).found[-1].paper.venue == "ICLR 2020"


def test_a_keyword_of_several_words_is_a_tag(tmp_path: Path) -> None:
    text = f"- [Reeds in Long Rows]({A})\n  - Keyword: Reeds, Learning of Long Rows from what Reeds Tell Back\n"
    (found,) = read(text, tmp_path).found
    assert (found.paper.tags, found.summary) == (("Reeds", "Learning of Long Rows from what Reeds Tell Back"), "")
