"""More forms that lists of other people have: venues nobody knows, brackets, links in sentences, heads of notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.sources import tree
from papershelf.sources.found import Found
from papershelf.sources.lines.details.mixed import byline
from papershelf.sources.notes.head import full_title, told
from papershelf.sources.notes.lead import lead
from papershelf.sources.notes.prose.division import divide
from papershelf.sources.words.links import field_of
from sources.entries import A, B, note, people, read
from support import write


def fields(found: Found) -> dict[str, str]:
    """The fields that a test may ask for, as text."""
    paper = found.paper
    names = people(paper.authors)
    return {"title": paper.title, "short": paper.short_title, "names": names, "date": paper.date, "venue": paper.venue,
            "tags": ", ".join(paper.tags), "said": "\n".join(filter(None, (paper.note, found.summary, found.body))), **dict(paper.links)}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"1. **Reeds in Long Rows.** PoND, 2012. [paper]({A})", {"venue": "PoND", "date": "2012", "said": ""}),
        (f"1. **Reeds in Long Rows.** RowTemp@ PoND, 2017. [paper]({A})", {"venue": "RowTemp@ PoND", "said": ""}),
        (f'- "Reeds in Long Rows", 2024-02, ACL 24 (findings), [[paper]]({A}) [[poster]](https://a.b/p.pdf)', {"venue": "ACL 2024", "short": "", "tags": "findings", "slides": "https://a.b/p.pdf"}),
        (f'- "Reeds in Long Rows", 2024-08, USENIX Security 24, [[paper]]({A})', {"venue": "USENIX Security 2024", "said": ""}),
        (f'- "Reeds in Long Rows", 2023-10, ICLR(poster) 24, [[paper]]({A})', {"venue": "ICLR 2024 poster", "said": ""}),
        (f"- (**UML**) [Unseen mill lanes: A Study]({A})", {"short": "UML", "tags": ""}),
        (f"- [Reeds in Long Rows]({A}) by Lane, Ada M. ICML, 1994.", {"names": "Ada M Lane", "venue": "ICML 1994"}),
        (f"- [Reeds in Long Rows]({A}) by Lane J W, Reed M A. ICML, 2005.", {"names": "J W Lane; M A Reed", "venue": "ICML 2005"}),
        (f"- [Reeds in Long Rows]({A}) by Li J, Reed S. Tile Rowing World Cup, 2008.", {"names": "J Li; S Reed", "venue": "Tile Rowing World Cup"}),
        (f"- [Reeds in Long Rows]({A}) by Ada Lane, Bo Reed, and Cy Moss, pp. 530-538, AAMAS 2016.", {"names": "Ada Lane; Bo Reed; Cy Moss", "venue": "AAMAS 2016", "said": ""}),
        ("- <[Reeds in Long Rows](https://www.youtube.com/watch?v=1)> by Ada Lane, 2017. (Video)", {"names": "Ada Lane", "date": "2017"}),
        (f"- [R] <[Reeds in Long Rows]({A})> by Ada Lane, Bo Reed. (Submitted to ICLR) 2019.", {"date": "2019", "said": "Submitted to ICLR"}),
        ("- [RW] <[A Study of Reeds in Rows]>(https://a.b/r.pdf) by Ada Lane, Bo Reed. NIPS 2018.", {"title": "A Study of Reeds in Rows", "venue": "NIPS 2018"}),
        (f"**2021-03-14** : **[NIPS]** [Reeds in Long Rows]({A}) (2018 , A Lane et al)", {"names": "A Lane; others", "date": "2018", "said": ""}),
        (f"**2021-03-14** : **[NIPS]** [Reeds in Long Rows]({A}) (2016 , Ada Lane)", {"names": "Ada Lane", "date": "2016", "short": ""}),
        (f"**2021-03-14** : **[ICCV]** [Reeds in Long Rows]({A}) (2017 , Facebook AI Research (FAIR))", {"tags": "Facebook AI Research FAIR", "date": "2017", "said": ""}),
        (f"- [Reeds in Long Rows]({A}), an easier [blog post](https://a.b/post) to follow along", {"project": "https://a.b/post", "said": "- an easier blog post to follow along"}),
        (f"- [Reeds in Long Rows]({A}) Video: [Ponds Conference](https://www.youtube.com/watch?v=1)", {"video": "https://www.youtube.com/watch?v=1", "said": ""}),
    ],
)  # fmt: skip
def test_a_line_is_parted(tmp_path: Path, line: str, expected: dict[str, str]) -> None:
    (found,) = read(line, tmp_path).found
    got = {"slides": "", "project": "", "video": "", **fields(found)}
    assert {name: got[name] for name in expected} == expected


def test_links_inside_a_sentence_are_no_fields_of_the_paper(tmp_path: Path) -> None:
    line = f"- [Reeds in Rows]({A}) tells of rows, as they are used in [Tile](https://tile.io/), [Mill](https://github.com/m/m) and [Lane](https://lane.io/)."
    (found,) = read(line, tmp_path).found
    assert not found.paper.links
    assert [address in found.summary for address in ("tile.io", "github.com/m/m", "lane.io")] == [True, True, True]


def test_one_name_before_a_quoted_title_is_the_author_where_others_are(tmp_path: Path) -> None:
    others = "".join(
        f"* Ada Lane and Bo Reed. {n} Reeds in Rows. ACL 2004. https://a.b/{n}.pdf\n"
        for n in ("Long", "Wide", "High", "Low")
    )
    found = read(
        f'{others}* Cy Moss "Do Reeds Trade Too Much?" Pond Economic Review, 1999. https://a.b/5.pdf\n', tmp_path
    ).found
    assert {"names": "Cy Moss", "short": "", "venue": "Pond Economic Review"}.items() <= fields(found[-1]).items()


@pytest.mark.parametrize(
    ("below", "short", "summary"), [("RWS", "RWS", ""), ("Propose **Rows**.", "Rows", "- Propose **Rows**.")]
)
def test_what_stands_below_names_is_no_venue(tmp_path: Path, below: str, short: str, summary: str) -> None:
    head = (
        f"- [Reeds in Long Rows]({A}), A. Lane"
        if below == "RWS"
        else f"- [Rows] <[Reeds in Long Rows]({A})>, by Ada Lane, Bo Reed, 2016."
    )
    (found,) = read(f"{head}\n    - {below}\n", tmp_path).found
    assert (found.paper.short_title, found.paper.venue, found.summary) == (short, "", summary)


@pytest.mark.parametrize(
    ("line", "names", "facts"),
    [
        ("Ada Lane et al., 6 Dec 2017 version, Google Brain, NIPS 2017", "Ada Lane; others", [("venue", "NIPS 2017")]),
        ("Ada Lane, Bo Reed, et al., Submitted on 18 Feb 2017 (ICLR Workshop 2017)", "Ada Lane; Bo Reed; others", [("date", "2017-02-18"), ("venue", "ICLR Workshop 2017")]),
        ("Ada Lane (pseudonym), 2008", "Ada Lane", [("date", "2008")]),
        ("Ada Lane et al., 2017, Journal of Pond Science", "Ada Lane; others", [("date", "2017"), ("venue", "Journal of Pond Science")]),
    ],
)  # fmt: skip
def test_the_line_below_a_heading_has_names_first(line: str, names: str, facts: list[tuple[str, str]]) -> None:
    both = byline(line)
    assert both is not None
    assert (people(both[0]), both[1]) == (names, facts)


@pytest.mark.parametrize(
    "line", ["In this paper, rows are good, very good.", "Deep Rows, NeurIPS 2017", "Feb 20 2015 Symposia"]
)
def test_a_sentence_is_no_line_of_names(line: str) -> None:
    assert byline(line) is None


def test_a_topic_that_is_called_like_a_venue_is_none() -> None:
    assert told("# Tiles\n\nWords.\n\n## AutoML\n\nMore.\n", "Tiles").marks.venue == ""
    assert told("# Tiles\n\n## ICML 2019\n\nMore.\n", "Tiles").marks.venue == "ICML 2019"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# title: Reeds in Rows\n\n### info:\n", "Reeds in Rows"),
        ("## info\n\n@misc{lane2024,\n  title={Reeds in Long Rows},\n  author={Lane, Ada}\n}\n", "Reeds in Long Rows"),
        (f"# Reeds in Rows [[Paper]]({A})\n\nWords.\n", "Reeds in Rows"),
    ],
)  # fmt: skip
def test_a_note_says_its_title(tmp_path: Path, text: str, title: str) -> None:
    found = note(tmp_path, "rows/reeds.md", text)
    assert found.paper.title == title


def test_pages_of_code_beside_a_note_are_none_and_the_page_of_the_folder_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "LongRows"
    write(folder, {"README.md": f"# LongRows: Reeds Side by Side\n\n{'Words of rows. ' * 60}\n"})
    write(folder, {"CODE.md": "## Code Analysis\n\nHow the lines of it run, one after the other.\n"})
    (folder / "RUN.md").write_text("# Install (LINUX)\n\nGet it and build it, then run it.\n", encoding="utf-8")
    reading = tree.read(tmp_path)
    assert [found.paper.title for found in reading.found] == ["LongRows: Reeds Side by Side"]
    assert {row.name for row in reading.report.rows} >= {"LongRows/CODE.md", "LongRows/RUN.md"}


def test_a_paper_stays_one_whose_note_is_a_part_of_the_page_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "rows"
    for name in ("one", "two"):
        write(folder / name, {"README.md": f"# Code of {name} rows\n\nWords about it.\n"})
    (folder / "README.md").write_text("# Rows\n\n## 1\n\nWords about reeds.\n", encoding="utf-8")
    (found,) = read(f"- Reeds in Long Rows | [논문]({A}), [설명](rows/#1), [구현](rows/one/) |\n", tmp_path).found
    assert (found.paper.title, found.paper.arxiv) == ("Reeds in Long Rows", "2305.10425")
    assert found.note == (folder / "one" / "README.md").resolve()


def test_a_second_paper_of_one_note_is_still_to_be_written(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source, {"rows.md": "# Rows\n\n## 1\n\nWords about reeds in rows.\n\n## 2\n\nWords about tiles.\n"})
    text = f"# Papers\n\n- [Reeds in Rows]({A}) [note](rows.md#1)\n- [Tiles in Lanes]({B}) [note](rows.md#2)\n"
    write(source, {"README.md": text})
    assert main(["init", str(tmp_path / "site"), "--from", str(source)]) == 0
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site/papers").glob("*.md")}
    (second,) = (text for text in pages.values() if "Tiles in Lanes" in text.split("\n")[0])
    assert ":status: writing" in second


def test_authors_stand_first_below_a_heading_of_them_and_of_where_they_are() -> None:
    draft = told(
        "# Rows\n\n#### Magazine :\nPond Review\n\n#### Authors and Institution\nAda Lane, Bo Reed\n\nPond Inc.\n",
        "Rows",
    )
    assert ([author.name for author in draft.authors], draft.marks.venue) == (["Ada Lane", "Bo Reed"], "Pond Review")


def test_what_nobody_sees_is_no_summary(tmp_path: Path) -> None:
    (found,) = read(f"1. **Reeds in Long Rows.** [paper]({A})\n\n   \u200b\n\n   *Ada Lane, Bo Reed*\n", tmp_path).found
    assert (found.summary, [author.name for author in found.paper.authors]) == ("", ["Ada Lane", "Bo Reed"])


@pytest.mark.parametrize(
    ("title", "said", "expected"),
    [
        ("关于 RowNet 那些事", "RowNet: Reeds in Long Rows", ("RowNet: Reeds in Long Rows", "RowNet")),
        ("About ROL", "Reeds of Long Lakes", ("Reeds of Long Lakes", "ROL")),
        ("Reeds in Long Rows of Lakes", "Reeds: A Study of Rows", ("", "")),
        ("RowNet", "Tiles in Lanes", ("", "")),
    ],
)  # fmt: skip
def test_the_head_of_a_note_tells_the_title_of_what_has_a_name_only(
    title: str, said: str, expected: tuple[str, str]
) -> None:
    assert full_title(title, said) == expected
    assert told(f"# {title}\n\n> 论文：{said}\n\nWords.\n", title).marks.title == said


def test_a_course_is_one_persons_and_names_end_before_arxiv(tmp_path: Path) -> None:
    first, second = read(
        f"- Course at Lake'15: Rows of Reeds by Ada Lane [[pdf]]({A})\n- [Reeds in Rows]({B}) by Lin X, Beling P A, Cogill R, arXiv 2014.\n",
        tmp_path,
    ).found
    assert (fields(first)["title"], fields(first)["names"]) == ("Course at Lake'15: Rows of Reeds", "Ada Lane")
    assert (fields(second)["names"], fields(second)["venue"]) == ("X Lin; P A Beling; R Cogill", "")


def test_a_row_that_is_broken_over_two_lines_is_one(tmp_path: Path) -> None:
    rows = f"| [Reeds in Rows]({A}) | Ada Lane | 2020 |\n| Rows of Tiles: Mills, Lanes,\nand Lakes | Bo Reed | 2021 |\n| [Lakes in Lines]({B}) | Cy Moss | 2022 |\n"
    found = read(f"| Title | Author | Released |\n|---|:--:|--:|\n{rows}", tmp_path).found
    assert [(one.line, one.paper.title) for one in found] == [
        (5, "Reeds in Rows"),
        (6, "Rows of Tiles: Mills, Lanes, and Lakes"),
        (8, "Lakes in Lines"),
    ]


def test_the_first_line_alone_is_the_title_of_a_note_without_headings(tmp_path: Path) -> None:
    found = note(tmp_path, "rows/Reeds_of_Rows_note.md", f"The Reeds in Long Rows of Lakes\n\n{A}\n\nWords about it.\n")
    assert found.paper.title == "The Reeds in Long Rows of Lakes"


def test_what_stands_above_the_title_of_a_note_is_no_summary_of_its_paper() -> None:
    text = "More of it follows when the term is over, I hope.\n\n# Reeds in Rows\n\n## Idea\n\nReeds stand in rows, one beside the other.\n"
    assert lead(divide(text), title="Reeds in Rows") == "Reeds stand in rows, one beside the other."
    assert full_title("关于 RowNet", "RowNet: Reeds in Rows（芦苇）") == ("RowNet: Reeds in Rows", "RowNet")


def test_a_venue_before_a_label_stays(tmp_path: Path) -> None:
    line = f"* Ada Lane and Bo Reed, *Reeds in Long Rows*, arXiv:2305.10425 / ACL 2015 [[Paper]({A})]\n"
    (found,) = read(line, tmp_path).found
    assert fields(found)["venue"] == "ACL 2015"


@pytest.mark.parametrize(("ending", "name"), [("pptx", "slides"), ("doc", "url"), ("pdf", "pdf"), ("ipynb", "code")])
def test_a_file_of_a_repository_is_what_its_ending_says(ending: str, name: str) -> None:
    assert field_of(f"https://github.com/a/b/blob/master/tiles.{ending}", "")[0] == name


def test_a_page_and_its_parts_are_no_papers(tmp_path: Path) -> None:
    for name in ("sets.md", "reeds.md"):
        (tmp_path / name).write_text(f"# Page {name}\n\nWords.\n", encoding="utf-8")
    text = f"1. [Sets of Reeds in Rows](sets.md#sets)\n    1. [Lake Set](sets.md#1-lake)\n    2. [Pond Set](sets.md#2-pond)\n\n## More\n\n- [Reeds in Rows]({A}) [note](reeds.md)\n"
    reading = read(text, tmp_path)
    assert [found.paper.title for found in reading.found] == ["Reeds in Rows"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Reeds move in the direction of the wind (i.e. they bend to it). More of them.", "Reeds move in the direction of the wind (i.e. they bend to it)."),
        ("$p_k$ is the probability of a reed in a row.\n\nReeds stand in long rows of lakes.", "Reeds stand in long rows of lakes."),
    ],
)  # fmt: skip
def test_a_first_sentence_is_whole_and_no_legend_of_a_formula(text: str, first: str) -> None:
    assert lead(divide(f"# Rows\n\n## Idea\n\n{text}\n")) == first


def test_an_empty_template_of_an_entry_is_skipped(tmp_path: Path) -> None:
    entry = f"#### **Reeds in Long Rows**\n**Paper:** [PDF]({A})\n**Github:**\n**Record:** arxiv\n\n"
    reading = read(f"{entry * 2}#### ****\n**Paper:** []()\n**Github:**\n**Record:** arxiv\n", tmp_path)
    assert "refused" not in {row.outcome.value for row in reading.report.rows}
    assert lead(divide("# Rows\n\n## Idea\n\nReeds \x15 stand in long rows.\n")) == "Reeds stand in long rows."


def test_a_journal_of_research_is_no_place(tmp_path: Path) -> None:
    (found,) = read(
        f"- [Reeds in Long Rows]({A})\n  Lane, Ada, Bo Reed, and Cy Moss.\n  *Journal of Machine Learning Research* (**JMLR**) (2021).\n",
        tmp_path,
    ).found
    assert (found.paper.venue, found.paper.date) == ("Journal of Machine Learning Research (JMLR)", "2021")
