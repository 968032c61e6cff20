"""Forms of lists that were met last: links on the names of methods, tables that lay a page out, labels that sort."""

from __future__ import annotations

from pathlib import Path

from sources.entries import A, B, people, read

C = "https://arxiv.org/abs/2302.00002"


def test_the_links_of_a_table_are_on_its_methods_and_the_titles_beside(tmp_path: Path) -> None:
    text = f"""Date|Method|Conference|Paper Title and Notes (In Chinese)|Code
---|---|---|---|---
15-11-23|[RowNet]({A})|ICML 2019|Counting Reeds in Long Rows of Ponds|None
19-06-11|[TileNet]({B}) 🔥|KDD 2020|[Tiles and Their Long Rows: A Survey](https://blog.example/tiles)|[code](https://github.com/a/tiles)
20-06-11|[Pond]({C})|Arxiv 2021|Wide Ponds, Long Rows, and the Shape of Reeds: How Do They Grow?|None
21-06-11|[Lake](https://arxiv.org/abs/2303.00003)|Arxiv 2021|Lakes from Long Rows of Reeds|None
22-06-11|[Brook](https://arxiv.org/abs/2303.00004)|Arxiv 2021|Brooks from Long Rows of Reeds|None
23-06-11|[Mere](https://arxiv.org/abs/2303.00005)|Arxiv 2021|Meres from Long Rows of Reeds|None
"""
    found = read(text, tmp_path).found
    assert [(one.paper.title, one.paper.short_title, one.paper.arxiv) for one in found[:3]] == [
        ("Counting Reeds in Long Rows of Ponds", "RowNet", "2305.10425"),
        ("Tiles and Their Long Rows: A Survey", "TileNet", "2301.00001"),
        ("Wide Ponds, Long Rows, and the Shape of Reeds: How Do They Grow?", "Pond", "2302.00002"),
    ]
    assert not any(one.paper.authors for one in found)


LAID = """<table><tbody><tr><td width=250>
<a href="https://rows.example/"><img src="teasers/{n}.jpg"/></a></td>
<td width=550>{title}<br>
{names}<br>
In {venue}<br>
<a href="{paper}">[Paper]</a>
<a href="https://rows.example/">[Project]</a>
</td></tr></tbody></table>

"""
LANE = '<a href="https://lane.example/">Ada Lane</a>'
REED = '<a href="https://www.reed.example/home">Bo Reed</a>'


def test_a_table_that_lays_out_a_picture_and_the_lines_of_a_paper(tmp_path: Path) -> None:
    laid = [
        LAID.format(n=1, title="Reeds Are All You See", names=f"{LANE},\n{REED}", venue="ECCV 2024", paper=A),
        LAID.format(n=2, title="RowNet: Long Rows", names="Ada Lane, Bo Reed", venue="ICML 2019", paper=B),
        LAID.format(n=3, title="Tiles for One", names=REED, venue="ACM Transactions on Graphics (TOG) 2004", paper=C),
    ]
    found = read("".join(laid), tmp_path).found
    assert [(one.paper.title, people(one.paper.authors), one.paper.venue, one.paper.arxiv) for one in found] == [
        ("Reeds Are All You See", "Ada Lane; Bo Reed", "ECCV 2024", "2305.10425"),
        ("RowNet: Long Rows", "Ada Lane; Bo Reed", "ICML 2019", "2301.00001"),
        ("Tiles for One", "Bo Reed", "ACM Transactions on Graphics (TOG)", "2302.00002"),
    ]
    assert [dict(one.paper.links).get("project") for one in found] == ["https://rows.example/"] * 3
    assert not any(one.summary for one in found)


def test_persons_with_links_below_an_entry_are_its_authors(tmp_path: Path) -> None:
    text = f"- [Reeds in Long Rows]({A})\n  - [Ada Lane](https://a.example/), [Bo Reed](https://b.example/)\n"
    (found,) = read(text, tmp_path).found
    assert (people(found.paper.authors), found.summary) == ("Ada Lane; Bo Reed", "")


def test_conferences_that_papers_were_taken_from_are_none(tmp_path: Path) -> None:
    text = f"""A list of papers from the following conferences:

- Data Science
   * [DSAA](http://dsaa2019.dsaa.example/)
- Data Mining
   * [KDD](https://www.kdd.example/)
   * [ICDM](https://icdm.example/)

## 2020
- **Counting Reeds in Long Rows (KDD 2020)**
  - Ada Lane, Bo Reed
  - [[Paper]]({A})
- **Tiles in Long Rows**
  - [KDD 2019](https://www.kdd.example/2019/accepted)
"""
    assert [one.paper.title for one in read(text, tmp_path).found] == [
        "Counting Reeds in Long Rows",
        "Tiles in Long Rows",
    ]


def test_labels_that_come_again_are_groups_and_so_are_the_others_of_their_kind(tmp_path: Path) -> None:
    labels = ["Methods", "Wide rows", "Methods", "Ponds", "Wide rows", "Methods", "Growth", "Ponds"]
    lines = [
        f"- {label}: [Of {'abcdefgh'[n]} Reeds in Rows: A Survey](https://arxiv.org/abs/2301.0000{n})\n"
        for n, label in enumerate(labels)
    ]
    found = read("".join(lines), tmp_path).found
    assert [(one.paper.tags, one.paper.short_title) for one in found] == [((label,), "") for label in labels]
    named = ["RowNet", "TileNet", "RowNet", "PondNet", "LakeNet", "BrookNet", "MereNet", "RowNet"]
    text = "".join(
        line.replace(f"{label}:", f"{name}:") for line, label, name in zip(lines, labels, named, strict=True)
    )
    kept = read(text, tmp_path).found
    assert kept[3].paper.short_title == "PondNet"


def test_a_badge_that_counts_stars_leads_to_the_code(tmp_path: Path) -> None:
    text = f"""- [Reeds in Long Rows]({A})
  [![Star](https://img.shields.io/github/stars/lane/rows.svg?style=social)](https://github.com/lane/rows)
  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)]({A})
"""
    (found,) = read(text, tmp_path).found
    assert (dict(found.paper.links), found.body) == ({"code": "https://github.com/lane/rows"}, "")


def test_cells_with_the_year_before_the_venue_and_with_scores(tmp_path: Path) -> None:
    text = f"""*Conf.* | *Date* | *Title* | *IC13* | *Resources* |
:---: | :---: |:--- | :---: | :---: |
'14-ECCV | 14/10/07 | [Reeds in Long Rows]({A}) | 0.8025 |
15-TIP | 15/06/01 | [Tiles in Long Rows]({B}) | [0.8043](https://scores.example/?m=1) <br> (L)0.71 | [`CODE`](https://github.com/a/b)
'17-arXiv | 17/06/01 | [Ponds in Long Rows]({C}) | 0.7 | |
"""
    found = read(text, tmp_path).found
    assert [(one.paper.venue, one.paper.date, one.summary) for one in found] == [
        ("ECCV 2014", "2023-05", ""),
        ("TIP 2015", "2023-01", ""),
        ("", "2017", ""),
    ]


def test_a_venue_above_names_and_a_link_to_a_project_tell_of_a_paper(tmp_path: Path) -> None:
    text = """* **Counting Reeds in Long Rows by Their Wide Tiles**, ECCV, 2024
Ada Lane, Bo Reed, Cy Pond, Di Lake, and Ed Brook
[[page]](https://github.com/lane/rows)

* **Reeds for Rows of Tiles**, ECCV, 2018
Das, Ada and Reed, Bo and Pond, Cy and Lake, Di
[[page]](https://rows.example/)
"""
    first, second = read(text, tmp_path).found
    assert (first.paper.title, people(first.paper.authors)) == (
        "Counting Reeds in Long Rows by Their Wide Tiles",
        "Ada Lane; Bo Reed; Cy Pond; Di Lake; Ed Brook",
    )
    assert people(second.paper.authors) == "Ada Das; Bo Reed; Cy Pond; Di Lake"


def test_two_families_are_not_turned_round_and_a_scheme_too_many_is_none(tmp_path: Path) -> None:
    text = f"""- RowNet [[PDF]](http://{A})
  - Counting Reeds in Long Rows (ICCV 2019), Lane and Reed.
- TileNet [[PDF]]({B})
  - Counting Tiles in Long Rows (ICCV 2018), Lane et al.
"""
    found = read(text, tmp_path).found
    assert [(one.paper.title, people(one.paper.authors), one.paper.arxiv) for one in found] == [
        ("Counting Reeds in Long Rows", "Lane; Reed", "2305.10425"),
        ("Counting Tiles in Long Rows", "Lane; others", "2301.00001"),
    ]


def test_a_box_for_readers_and_a_sentence_with_papers_in_it_are_none(tmp_path: Path) -> None:
    text = f"""> [!TIP]
> Feel free to add a paper that you think deserves to be here! What you send is **incredibly** welcome.
> Thank you!

There are already surveys on learning for [the growth of reeds]({B}), [rows of tiles]({C}) and [ponds]({A}).

- [Reeds in Long Rows]({A}), ICML 2019
- [Tiles in Long Rows](https://arxiv.org/abs/2303.00003), ICML 2020
"""
    found = read(text, tmp_path).found
    assert [one.paper.title for one in found] == ["Reeds in Long Rows", "Tiles in Long Rows"]


def test_a_column_of_types_sorts(tmp_path: Path) -> None:
    rows = [f"| [Reeds in Long Rows]({A}) | ICML | EA | |", f"| [Tiles in Rows]({B}) | ICML | RL, EA | Ponds |"]
    text = "\n".join(["| Title | Venue | Type | Keywords |", "|---|---|---|---|", *rows])
    assert [one.paper.tags for one in read(text, tmp_path).found] == [("EA",), ("RL", "EA", "Ponds")]


def test_a_year_without_anything_below_is_that_of_the_headings_behind_it(tmp_path: Path) -> None:
    def block(year: str, *titles: str) -> str:
        lines = "".join(f"- [{title}](https://rows.example/{n}.pdf)\n" for n, title in enumerate(titles))
        return f"{year}\n### Conference\n{lines}\n"

    text = block("## 2025", "Reeds in Rows", "Tiles in Rows") + block("### 2024", "Ponds in Rows")
    text += block("### 2023", "Lakes in Rows")
    found = read(text, tmp_path).found
    assert [one.paper.date for one in found] == ["2025", "2025", "2024", "2023"]


def test_titles_below_a_venue_with_its_year_are_papers(tmp_path: Path) -> None:
    text = f"""## Roadmap
### CVPR-2022
**Counting**
- RowNet: Dynamic Early Exiting for Efficient Counting
- Injecting Wide Tiles into End-to-End Counting of Reeds
- Quantifying the Growth of Reeds in Counting

### Conference
- Some Words about Reeds and Tiles in General

### CVPR-2021
- [Reeds in Long Rows]({A})
"""
    found = read(text, tmp_path).found
    assert [one.paper.title for one in found] == [
        "RowNet: Dynamic Early Exiting for Efficient Counting",
        "Injecting Wide Tiles into End-to-End Counting of Reeds",
        "Quantifying the Growth of Reeds in Counting",
        "Reeds in Long Rows",
    ]


def test_how_often_a_paper_was_cited_is_no_part_of_its_title(tmp_path: Path) -> None:
    text = f"""- **RowBoost (ICDE 2020, 20+ citations) [[**Paper**]({A})]**
- A study of reeds in long rows (2018, 1,330+ citations) [[**Paper**]({B})]
"""
    found = read(text, tmp_path).found
    assert [(one.paper.title, one.paper.short_title, one.paper.venue or one.paper.date) for one in found] == [
        ("RowBoost", "", "ICDE 2020"),
        ("A study of reeds in long rows", "", "2018"),
    ]


def test_badges_of_the_list_are_no_links_of_its_paper(tmp_path: Path) -> None:
    text = f"""**Reeds in Long Rows: A Survey** [[Paper]({A})]

*Journal of Reeds (JR), 2024*

[![arXiv](https://img.shields.io/badge/arXiv-2305.10425-b31b1b.svg)]({A})
[![Maintenance](https://img.shields.io/badge/Maintained%3F-yes.svg)](https://github.com/some/down.js/graphs/commit-activity)
[![PR's Welcome](https://img.shields.io/badge/PRs-welcome.svg)](http://makeapullrequest.example)
"""
    (found,) = read(text, tmp_path).found
    assert (found.paper.arxiv, dict(found.paper.links)) == ("2305.10425", {})


def test_data_sets_with_the_paper_of_each_are_planned_papers(tmp_path: Path) -> None:
    text = f"""| Dataset | Year | Size | Project |
|---|---|---|---|
|[Reed Caption]({A})|2016|1.5M|[Project](https://github.com/a/reeds)|
|[Rows 400M]({B})|2021|400M|[Project](https://rows.example/)|

| Dataset | Year | Project |
|---|---|---|
| Ponds | 2014 | [Project](https://ponds.example/) |
"""
    found = read(text, tmp_path).found
    assert [(one.paper.title, one.paper.arxiv) for one in found] == [
        ("Reed Caption", "2305.10425"),
        ("Rows 400M", "2301.00001"),
    ]


def test_a_link_to_another_entry_behind_a_title_is_none(tmp_path: Path) -> None:
    title = '<a name="RowNet+Q"></a>**[RowNet+Q]** Counting Reeds by Weighing Rows (**TPAMI**)'
    text = f"- {title} [[paper]({A})](extension of [RowNet](#RowNet))\n"
    (found,) = read(text, tmp_path).found
    assert (found.paper.title, found.paper.short_title, found.paper.venue) == (
        "Counting Reeds by Weighing Rows",
        "RowNet+Q",
        "TPAMI",
    )
