"""Forms of public lists of many fields that were met at a first reading: each a small input with the right answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.model.collection.catalogue import Catalogue
from papershelf.sources import tree
from papershelf.sources.deduplication import merging
from papershelf.sources.lines.values.names import read_names
from sources.entries import A, B, people, read
from support import write


def test_the_rest_of_a_title_stands_behind_the_link_with_its_first_words(tmp_path: Path) -> None:
    found = read(
        f"- [RowNet]({A}): Counting Reeds in Long Rows | MLSys' 26\n"
        f"- [Tiles:]({B}) A Study of Clay and Water\n"
        "- [Row Walks](https://arxiv.org/abs/2301.00002) with Patient Herons for Wide Ponds | Pond Lab\n"
        "- [HeronNet](https://arxiv.org/abs/2301.00003): it counts herons, and is quick at it\n",
        tmp_path,
    ).found
    assert [one.paper.title for one in found] == [
        "RowNet: Counting Reeds in Long Rows",
        "Tiles: A Study of Clay and Water",
        "Row Walks with Patient Herons for Wide Ponds",
        "HeronNet",
    ]
    assert found[0].paper.venue == "MLSys 2026"


def test_where_titles_go_on_behind_links_one_in_small_letters_does_as_well(tmp_path: Path) -> None:
    names = ("Rush", "Moss", "Fern", "Lily")
    rows = "".join(
        f"- [{name}](https://arxiv.org/abs/2301.0001{n}): Growing {name} in Long Rows\n" for n, name in enumerate(names)
    )
    last = f"- [HeronNet]({A}): Counting herons without any counting of herons\n"
    assert (
        read(rows + last, tmp_path).found[-1].paper.title == "HeronNet: Counting herons without any counting of herons"
    )
    assert read(last, tmp_path).found[-1].paper.title == "HeronNet"


@pytest.mark.parametrize(
    ("line", "title", "names", "date"),
    [
        (f"- [2021 - RowNet: Counting Reeds]({A}) ✓", "RowNet: Counting Reeds", "", "2021"),
        (f"1. **Counting Reeds in Rows** *Ada Lane, Bo Reed.* [paper]({A})", "Counting Reeds in Rows", "Ada Lane; Bo Reed", ""),
        ("- [Counting Reeds from a Boat](https://reed-rows.github.io/), Lane et al., CVPR 2022", "Counting Reeds from a Boat", "Lane; others", ""),
        (f"- See also: **Counting Reeds (2019)**, Ada Lane, Bo Reed, [@Pond]({A})", "Counting Reeds", "Ada Lane; Bo Reed", "2019"),
        (f"- Counting Reeds in Rows [[Paper]]({A})\n  - Ada Lane (Pond College, Marsh University), and Bo Reed (Pond College)", "Counting Reeds in Rows", "Ada Lane; Bo Reed", ""),
    ],
)  # fmt: skip
def test_a_line_is_parted(tmp_path: Path, line: str, title: str, names: str, date: str) -> None:
    (found,) = read(line, tmp_path).found
    assert (found.paper.title, people(found.paper.authors), found.paper.short_title) == (title, names, "")
    assert date in {"", found.paper.date[:4]}


def test_names_below_a_title_end_with_its_venue(tmp_path: Path) -> None:
    (found,) = read(
        f"- Counting Reeds in Rows [[Paper]]({A})\n  - Ada Lane, Bo Reed, and Cy Moss (SoCC 2021)\n", tmp_path
    ).found
    assert (people(found.paper.authors), found.paper.venue) == ("Ada Lane; Bo Reed; Cy Moss", "SoCC 2021")
    assert not found.summary


def test_a_venue_with_month_and_year_is_a_venue_and_a_date(tmp_path: Path) -> None:
    text = f"**Counting Reeds in Rows.**  \nAda Lane, Bo Reed.  \n*Pond Letters, June 2019.*  \n[[arxiv]({A})]\n"
    (found,) = read(text, tmp_path).found
    assert (found.paper.venue, found.paper.date) == ("Pond Letters", "2019-06")


def test_family_names_behind_titles_are_authors_where_neighbours_have_such(tmp_path: Path) -> None:
    links = [f"[@Pond](https://arxiv.org/abs/2301.0002{n})" for n in range(5)]
    text = (
        f"- **Reeds in Rows (2001)**, Lane et al., {links[0]}\n- **Tiles in Rows (2002)**, Lane, Reed, and Moss, {links[1]}\n"
        f"- **Herons in Rows (2003)**. Reed, {links[2]}.\n- **Ponds in Rows (2004)**, Lane and de Reed, {links[3]}\n"
        f"- **Mills in Rows (2005)**, Moss et al., {links[4]}\n"
    )
    found = read(text, tmp_path).found
    assert [people(one.paper.authors) for one in found] == [
        "Lane; others",
        "Lane; Reed; Moss",
        "Reed",
        "Lane; de Reed",
        "Moss; others",
    ]
    (alone,) = read(f"- **Herons in Rows (2003)**. Reed, {links[2]}.\n", tmp_path).found
    assert not people(alone.paper.authors)


def test_the_names_of_venues_and_news_are_no_papers(tmp_path: Path) -> None:
    text = (
        "- **International Conference on Counting Reeds in Ponds (ICRP)**\n"
        '- <img src="b.svg" alt="badge"> [ACM Conference on Reeds, CR](https://reeds.example/home/cr-2018)\n'
        "- [International Journal on Counted Reeds (IJCR)](https://www.springer.com/journal/11548)\n"
        f"- [Reeds in Long Rows]({A})\n\n"
        "**[Update: Nov, 2024]** Add new papers from ECCV-24 and NeurIPS-24. <br>\n"
    )
    assert [one.paper.title for one in read(text, tmp_path).found] == ["Reeds in Long Rows"]


def test_the_year_of_a_venue_tells_that_papers_of_one_title_are_one(tmp_path: Path) -> None:
    text = (
        '- "Counting Reeds in Long Rows", AAAI, 2024. [[paper](https://ponds.example/a/23.pdf)]\n'
        f'- "Counting Reeds in Long Rows", arXiv, 2023. [[paper]({A})]\n'
    )
    reading = read(text, tmp_path)
    (paper,) = [item.paper for item in merging.sort(reading.found, Catalogue(), {}, reading.report).new]
    assert (paper.arxiv, paper.venue) == ("2305.10425", "AAAI 2024")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lane, Bo Reed, Cy Moss, …Dee Fern", "Ada Lane; Bo Reed; Cy Moss; Dee Fern"),
        ("Lane, A., Reed, B., Moss, C. D., Rush, E., and Fern", "A. Lane; B. Reed; C. D. Moss; E. Rush; Fern"),
    ],
)
def test_names_are_read(text: str, names: str) -> None:
    assert people(read_names(text)) == names


def test_a_title_in_bold_has_its_facts_in_a_list_of_labels_below(tmp_path: Path) -> None:
    text = (
        f"**Counting Reeds in Long Rows**\n\n- intro: CVPR 2017. Pond University\n- arxiv:{A}\n- supp: <https://ponds.example/supp.pdf>\n"
        "- github(official, Matlab): <https://github.com/reed/rows>\n\n"
        f"**Counting Herons in Long Rows**\n\n- keywurds: herons\n- intro: a first look at herons\n- arXiv: <{B}>\n\n"
        "**Counting Tiles in Long Rows**\n\n<https://arxiv.org/abs/2301.00002>\n\n"
        "**A viewer of tiles**\n\n- github: <https://github.com/reed/tiles>\n\n[TOC]\n"
    )
    found = read(text, tmp_path).found
    told = [(one.paper.title, one.paper.arxiv) for one in found]
    assert told == [
        ("Counting Reeds in Long Rows", "2305.10425"),
        ("Counting Herons in Long Rows", "2301.00001"),
        ("Counting Tiles in Long Rows", "2301.00002"),
    ]
    assert (found[0].paper.venue, "Pond University" in found[0].paper.tags) == ("CVPR 2017", True)
    assert "a first look at herons" in found[1].summary


@pytest.mark.parametrize(
    ("line", "title", "names", "venue"),
    [
        ("- In Search of Reeds: A Walk. _Fok & Weld. 2023_", "In Search of Reeds: A Walk", "Fok; Weld", ""),
        ("- Counting reeds in rows - A look at reeds from rows. _Gu et al. ICML 2019_", "Counting reeds in rows - A look at reeds from rows", "Gu; others", "ICML 2019"),
        ("- Counting all reeds instead _Rudin et al. 2019_", "Counting all reeds instead", "Rudin; others", ""),
        ("- How Many Reeds Are a Row? _Lane et al._ 2018", "How Many Reeds Are a Row?", "Lane; others", ""),
    ],
)  # fmt: skip
def test_a_citation_in_italics_is_of_the_paper(tmp_path: Path, line: str, title: str, names: str, venue: str) -> None:
    (found,) = read(f"{line} [pdf]({A})", tmp_path).found
    paper = found.paper
    assert (paper.title, people(paper.authors), paper.venue, paper.note) == (title, names, venue, "")


def test_a_link_that_says_journal_and_year_is_the_papers(tmp_path: Path) -> None:
    text = (
        "* **Counting Reeds in Long Rows** [2025]\n\n Lane, A., Reed, B. et al.\n"
        " [Pond Lett. (2025)](https://doi.org/10.1038/s42256-025-01082-y) | [code](https://github.com/reed/rows)\n"
        "* **Counting Tiles in Long Rows** [2021]\n\n Ada Lane, Bo Reed\n"
        " [J. Reed Sci. 2021, 61, 12, 58–59](https://pubs.acs.org/doi/10.1021/acs.jcim.1c01289)\n"
    )
    first, second = read(text, tmp_path).found
    assert (first.paper.venue, first.paper.doi, first.summary) == ("Pond Lett", "10.1038/s42256-025-01082-y", "")
    assert (second.paper.venue, second.paper.doi) == ("J. Reed Sci", "10.1021/acs.jcim.1c01289")


def test_a_column_of_target_models_names_no_paper(tmp_path: Path) -> None:
    rows = "".join(
        f"| 2021 | **Counting {name} in Rows** | {kind} | [Link](https://arxiv.org/abs/2301.0003{n}) |\n"
        for n, (name, kind) in enumerate((("Reeds", "GNN"), ("Tiles", "GNNs"), ("Herons", "GCN")))
    )
    found = read(f"| Year | Title | Target Model | Link |\n|---|---|---|---|\n{rows}", tmp_path).found
    assert [(one.paper.title, one.paper.short_title) for one in found] == [
        ("Counting Reeds in Rows", ""),
        ("Counting Tiles in Rows", ""),
        ("Counting Herons in Rows", ""),
    ]


def test_a_workshop_in_short_is_a_venue(tmp_path: Path) -> None:
    (found,) = read(f"- [Counting Reeds]({A}) (ACL2020 WS)", tmp_path).found
    assert (found.paper.venue, found.paper.short_title) == ("ACL 2020 WS", "")


def test_a_citation_in_a_bracket_is_of_the_paper(tmp_path: Path) -> None:
    said = (
        "Wei et al., 2020",
        "Wang & Sun, 2021",
        "De Cristofaro, 2020",
        "Lane et al., 2019",
        "Reed et al., 2018",
        "Moss et al., 2018",
    )
    rows = [
        f"- [**Counting Reeds in Row {n}**](https://arxiv.org/abs/2301.0004{n}) ({one})" for n, one in enumerate(said)
    ]
    found = read("\n".join(rows), tmp_path).found
    assert [people(one.paper.authors) for one in found[:3]] == ["Wei; others", "Wang; Sun", "De Cristofaro"]
    assert [(one.paper.date, one.paper.short_title) for one in found[:3]] == [("2020", ""), ("2021", ""), ("2020", "")]
    (alone,) = read(f"- [**Counting Reeds in Rows**]({A}) (Pondsoft, 2020)", tmp_path).found
    assert not people(alone.paper.authors)


def test_signs_of_places_part_names_and_where_they_are_is_no_summary(tmp_path: Path) -> None:
    text = (
        f"* [**Counting Reeds in Long Rows**]({A}) [**CVPR 2019**] <br>\nAda Lane<sup>1,2</sup> Bo Reed<sup>1</sup>, Cy Moss<sup>*</sup> <br>\n"
        "<sup>1</sup>University of North Ponds, <sup>2</sup>Pond College\n"
    )
    (found,) = read(text, tmp_path).found
    assert (people(found.paper.authors), found.paper.venue) == ("Ada Lane; Bo Reed; Cy Moss", "CVPR 2019")
    assert not found.summary


def test_a_reference_has_its_venue_before_the_year_however_it_is_written(tmp_path: Path) -> None:
    (first,) = read(
        f'- A. Lane and B. Reed. "Counting reeds in rows." Pond science, 1986. [[Link]]({A})', tmp_path
    ).found
    assert (first.paper.venue, first.paper.date[:4], first.summary) == ("Pond science", "1986", "")
    (second,) = read(f"[Counting Reeds in Rows]({A}). Lane, Reed, Moss, Fern. RSS 2015.", tmp_path).found
    assert (people(second.paper.authors), second.paper.venue) == ("Lane; Reed; Moss; Fern", "RSS 2015")


def test_a_link_to_the_survey_of_a_list_is_no_paper(tmp_path: Path) -> None:
    text = f"- [Counting Reeds in Rows]({A})\n\n[Read our survey paper here]({B})\n"
    assert [one.paper.title for one in read(text, tmp_path).found] == ["Counting Reeds in Rows"]


def test_a_venue_that_is_called_like_a_label_stays_one_before_links(tmp_path: Path) -> None:
    (found,) = read(f"* Ada Lane, and Bo Reed, *Counting Reeds in Rows*, ACL 2015 [[Paper]({A})]", tmp_path).found
    assert (found.paper.title, found.paper.venue) == ("Counting Reeds in Rows", "ACL 2015")


def test_a_repository_of_folders_with_a_list_each_is_read_by_its_lists(tmp_path: Path) -> None:
    text = "# Ponds\n\nWe love ponds.\n\n* [How to read a pond](https://ponds.example/how.pdf)\n"
    write(tmp_path, {"README.md": text})
    for number in range(9):
        folder = tmp_path / f"pond_{number}"
        folder.mkdir()
        size = 6 if number < 7 else 2
        rows = [f"* :scroll: [Counting Reeds in Pond {number} and Row {row}](reeds-{row}.pdf)\n" for row in range(size)]
        rows[0] = f"* [:scroll:](reeds.pdf) [A Note on Reeds in Pond {number}](https://ponds.example/{number}.pdf)\n"
        (folder / "README.md").write_text(f"# Pond {number}\n\n{''.join(rows)}", encoding="utf-8")
    reading = tree.read(tmp_path)
    titles = [found.paper.title for found in reading.found]
    assert len(titles) == 1 + 7 * 6 + 2 * 2
    assert {"A Note on Reeds in Pond 0", "Counting Reeds in Pond 8 and Row 1"} <= set(titles)
    assert not any(row.outcome.value == "refused" for row in reading.report.rows)


def test_numbered_references_without_links_are_papers(tmp_path: Path) -> None:
    text = (
        "**[1]** Ada Lane and Bo Reed. **Counting reeds in rows**. Neural Networks, 16(1):5–9, 2003.\n\n"
        "**[2]** Ada Lane, and Bo Reed. **Learning to count using rows**. In\nInternational Conference on Ponds, pages 87–94. Springer, 2001.\n\n"
        "**[3]** Lane, A., Reed, B., & Moss, S. (2017). **Counting Herons in Rows**. arXiv preprint arXiv:1703.03400.\n\n"
        "**[4]** The Pond Team. **Counting Mills in Rows** arXiv preprint arXiv:1703.03401 (2018).\n"
    )
    found = read(text, tmp_path).found
    assert [one.paper.title for one in found] == [
        "Counting reeds in rows",
        "Learning to count using rows",
        "Counting Herons in Rows",
        "Counting Mills in Rows",
    ]
    assert [people(one.paper.authors) for one in found[:3]] == [
        "Ada Lane; Bo Reed",
        "Ada Lane; Bo Reed",
        "A. Lane; B. Reed; S. Moss",
    ]
    assert (found[1].paper.venue, found[2].paper.arxiv) == ("International Conference on Ponds", "1703.03400")


def test_venue_and_date_behind_the_full_stop_of_a_linked_title_are_no_part_of_it(tmp_path: Path) -> None:
    text = (
        f"[Counting Reeds in Rows. ICLR 2021 (Under Review). 2020-02-29]({A})\n\n[Counting Tiles? NeurIPS 2020]({B})\n"
    )
    first, second = read(text, tmp_path).found
    assert (first.paper.title, first.paper.venue, first.paper.date) == (
        "Counting Reeds in Rows",
        "ICLR 2021",
        "2020-02-29",
    )
    assert (second.paper.title, second.paper.venue) == ("Counting Tiles?", "NeurIPS 2020")
