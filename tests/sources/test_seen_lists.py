"""What a reader of a list sees at once: names in italics, days that group papers, links round the page, notes' names."""

from __future__ import annotations

from pathlib import Path

from papershelf.model.record.paper import Author
from papershelf.sources.found import Outcome, Reading
from papershelf.sources.lists.outline import prose
from papershelf.sources.notes.adoption import adopt
from sources.entries import whole
from support import write

A, B, C = "https://arxiv.org/abs/2106.00011", "https://arxiv.org/abs/2305.00012", "https://arxiv.org/abs/2210.00013"


def people(reading: Reading) -> list[list[str]]:
    return [[author.literal or author.family for author in found.paper.authors] for found in reading.found]


def test_names_in_italics_behind_a_title_are_authors() -> None:
    """One person, a person of one word among others, a team before a colon, a hundred names: no summary of the paper."""
    many = [f"Ada {first}{second}ee" for first in "BCDFGHKLMN" for second in "aeiouyblrw"]
    reading = whole(
        f"1. [**Good First Title.**]({A}) _Sora Verne._ Arxiv 2023. [![Stars](https://img.shields.io/x)](https://github.com/a/b)\n"
        f"2. [**Good Second Title.**]({B}) _Ju-Seon, Jin Gunn, Ida Kami_ Arxiv 2023.\n"
        f'3. [**Good Third Title.**]({C}) _Quill: Ann Yang, Bao Yen, Wei "Wes" Zane._ Arxiv 2024.\n'
        f"4. [**Good Fourth Title.**](https://arxiv.org/abs/2401.00014) _{', '.join(many)}._ Arxiv 2024.\n"
        "5. [**Good Fifth Title.**](https://arxiv.org/abs/2401.00015) *Oral* NeurIPS 2024.\n"
        "6. <u>Sixth</u>: **Good Sixth Title**. *Lin Xu* et al. NAACL 2021. [[Paper](https://arxiv.org/abs/2101.00016)]\n"
    )
    assert people(reading)[5] == ["Xu", "others"]
    assert people(reading)[:3] == [["Verne"], ["Ju-Seon", "Gunn", "Kami"], ["Quill", "Yang", "Yen", "Zane"]]
    assert len(people(reading)[3]) == len(many)
    assert people(reading)[4] == []
    assert reading.found[2].paper.authors[0] == Author(literal="Quill")
    assert not any(found.summary or found.body or found.paper.venue == "Oral" for found in reading.found)


def test_a_title_that_ends_with_al_has_no_full_stop() -> None:
    [found] = whole(f"- [**Long-range Modeling with Retrieval.**]({A}) 2023\n").found
    assert found.paper.title == "Long-range Modeling with Retrieval"


def test_a_linked_title_before_a_year_is_no_venue() -> None:
    """``Deep Residual Learning 2023`` looks like ``Advances in Learning 2023``; a title's link tells."""
    reading = whole(f"- [Deep Residual Learning]({A}) 2023\n- [GQA]({C}) 2022\n")
    assert [(found.paper.title, found.paper.date) for found in reading.found] == [
        ("Deep Residual Learning", "2023"),
        ("GQA", "2022"),
    ]


def test_days_group_papers_also_in_a_disclosure() -> None:
    """A day is no title; the labelled papers below it are papers."""
    day = f"- **[2026.05.{{}}]**\n  - Paper: [First Good Title {{}}]({A})\n  - Paper: [Second Good Title {{}}]({B}) (ICML 2026)\n\n"
    first = day.format(27, "Here", "Here")
    folded = day.format(14, "There", "There").replace("2106.00011", "2106.00021").replace("2305.00012", "2305.00022")
    reading = whole(f"## Week\n\n{first}## Month\n\n<details><summary>Month</summary>\n\n{folded}</details>\n")
    assert [found.paper.title for found in reading.found] == [
        f"{word} Good Title {place}" for place in ("Here", "There") for word in ("First", "Second")
    ]
    assert reading.found[1].paper.venue == "ICML 2026"
    groups = [row.name for row in reading.report.rows if row.why == "a group of papers"]
    assert groups == ["[2026.05.27]", "[2026.05.14]"]


def test_links_round_the_page_are_no_entry() -> None:
    """The bar below a title leads to the survey, into the page and elsewhere; what is written below it stays prose."""
    text = (
        "# Reeds\n\n"
        f'<p align="center"><a href="{A}">📝 Survey Paper</a> |\n<a href="#-papers">📄 Paper List</a> |\n'
        '<a href="https://github.com/a/reeds">⭐ GitHub</a></p>\n\nThis list is about reeds.\n\n'
        f"I have the privilege of joining a group and writing with them a survey ([A Survey of Reeds]({A})) on reeds.\n\n"
        f"## Papers\n\n- [Good First Title]({B}) 2023\n"
    )
    reading = whole(text)
    assert [found.paper.title for found in reading.found] == ["Good First Title"]
    assert any("round the page" in row.why for row in reading.report.rows)


def test_what_makes_room_is_no_prose() -> None:
    """Nothing but blanks is no text of the home page, nor is the heading that they stand below."""
    text = f"# Reeds\n\nAll about reeds.\n\n&nbsp;\n\n## Contents\n\n&nbsp;\n&nbsp;\n\n## Papers\n\n- [Good First Title]({B}) 2023\n"
    reading = whole(text)
    prose.add(reading, text, "list.md", Path("/nowhere"))
    assert [(one.heading, one.text) for one in reading.prose] == [("", "All about reeds.")]


def test_a_page_of_another_repository_is_no_note(tmp_path: Path) -> None:
    """Every repository has a README and a folder docs; a note's name tells where it belongs, and so does the folder's."""
    for name in ("README.md", "docs/index.md", "reeds.md"):
        write(tmp_path, {name: "# Reeds\n\nText.\n"})
    other = "https://github.com/else/where/blob/main"
    reading = whole(
        f"- [**Good First Title**]({A}) [code]({other}/projects/parallel/README.md)\n"
        f"- [**Good Second Title**]({B}) [code]({other}/README.md) [docs](https://github.com/else/where/tree/main/docs)\n"
        f"- [**Good Third Title**]({other}/reeds.md)\n",
        tmp_path,
    )
    assert [found.note and found.note.name for found in reading.found] == [None, None, "reeds.md"]


def test_the_bracket_behind_the_name_of_a_note_tells_when_and_where(tmp_path: Path) -> None:
    """``Reeds(2020, CVPR 2021)`` is Reeds, as a heading and as the name of a file; that heading is not said again."""
    name = "Reeds(2020, CVPR 2021) b229dae041cc481a98dc20898b93345e.md"
    (tmp_path / name).write_text("# Reeds(2020, CVPR 2021)\n\nText.\n", encoding="utf-8")
    reading = whole(f"- [Reeds]({name.replace(' ', '%20')})\n", tmp_path)
    [found] = adopt(reading.found, [], "papers/")
    paper = found.paper
    assert (paper.key, paper.title, paper.date, paper.venue) == ("reeds", "Reeds", "2020", "CVPR 2021")
    assert "CVPR" not in found.body
    assert not [row for row in reading.report.rows if row.outcome is Outcome.REFUSED]


def test_a_link_called_by_a_year_of_a_venue_is_a_list_or_nothing(tmp_path: Path) -> None:
    """A page behind ``[CVPR 2020](…)`` is read if it lists papers; a page about a year's conference is no paper."""
    other = "".join(f"- **Good Title of {word}** [[pdf]](https://arxiv.org/abs/2001.000{n})\n" for n, word in
                    enumerate(("Reeds", "Tiles", "Stones", "Rows", "Wells", "Yarns"), 20))  # fmt: skip
    for name, text in (
        ("2020", f"# All of 2020\n\n{other}"),
        ("2021", "# Write for it\n\nThe list is sent by mail.\n"),
    ):
        write(tmp_path / name, {"all.md": text})
    years = "- [CVPR 2021](2021/all.md)\n- [CVPR 2020](2020/all.md)\n"
    reading = whole(f"# Papers\n\n## Years\n\n{years}\n## New\n\n- [Good First Title]({A}) CVPR 2022\n", tmp_path)
    titles = [found.paper.title for found in reading.found]
    assert "CVPR 2021" not in titles
    assert "Good Title of Wells" in titles
    assert len(titles) == 7
    assert ("CVPR 2021", "a date or a venue, no title") in [(row.name, row.why) for row in reading.report.rows]


def test_labels_in_headings_are_links_of_the_category(tmp_path: Path) -> None:
    """``## Try On [[Link]](…)`` is a category called *Try On*, whose page says where the link leads."""
    text = (
        "# Papers\n\n## Try On [[Link]](https://example.org/on)\n\n"
        f"- [Good First Title]({A}) CVPR 2022\n\n"
        "## Off ([Code](https://example.org/c), [Slides](https://example.org/s))\n\n"
        f"- [Good Second Title]({B}) CVPR 2023\n\n"
        f"## Papers with [Code](https://example.org/d)\n\n- [Good Third Title]({C}) CVPR 2021\n"
    )
    reading = whole(text)
    prose.add(reading, text, "list.md", tmp_path)
    assert [heading.title for heading in reading.headings] == ["Try On", "Off", "Papers with Code"]
    assert [said.text for said in reading.prose] == [
        "[Link](<https://example.org/on>)",
        "[Code](<https://example.org/c>) · [Slides](<https://example.org/s>)",
        "[Code](<https://example.org/d>)",
    ]


def test_the_contents_of_a_list_are_no_category(tmp_path: Path) -> None:
    """What stands below their heading stands beside them; with papers of its own the heading is one like others."""
    below = f"### Reeds\n\n- [Good First Title]({A}) CVPR 2022\n\n### Tiles\n\n- [Good Second Title]({B}) CVPR 2023\n"
    text = f"# Papers\n\n## Contents\n\n* [Reeds](#reeds)\n* [Tiles](#tiles)\n\n*(More than two)*\n\n{below}"
    reading = whole(text)
    prose.add(reading, text, "list.md", tmp_path)
    assert [(heading.title, heading.parent) for heading in reading.headings] == [("Reeds", ""), ("Tiles", "")]
    assert reading.prose == []
    full = whole(f"# Papers\n\n## Index\n\n- [Good Third Title]({C}) CVPR 2021\n\n{below}")
    assert [(heading.title, heading.parent) for heading in full.headings] == [
        ("Index", ""), ("Reeds", "index"), ("Tiles", "index")]  # fmt: skip


def test_the_subtitle_behind_a_year_ends_the_title() -> None:
    """``Reeds(2017): A Tutorial, G. Neuer``: neither the subtitle nor one person behind it is lost."""
    reading = whole(
        f"- Models of Reeds(2017): A Tutorial, G. Neuer. [[pdf]]({A})\n"
        f"- Deep Tiles (2017): A Survey, G. Neuer and H. Alto [[pdf]]({B})\n"
        f"- An Overview of Rows, G. Neuer, 2018 [[pdf]]({C})\n"
    )
    assert [(found.paper.title, found.paper.date) for found in reading.found] == [
        ("Models of Reeds: A Tutorial", "2017"),
        ("Deep Tiles: A Survey", "2017"),
        ("An Overview of Rows", "2018"),
    ]
    assert people(reading) == [["Neuer"], ["Neuer", "Alto"], ["Neuer"]]
