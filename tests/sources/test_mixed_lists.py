"""Lines that say a thing in a way of their own: titles with bold words inside, odd names, references in cells."""

from __future__ import annotations

import pytest

from papershelf.sources.found import Found
from papershelf.sources.lines.values.names import read_names
from sources.entries import whole


def one(line: str) -> Found:
    (found,) = whole(line).found
    return found


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("CVPR 2024, Reconstructing **Hand-Held Cups** in 3D, [arXiv](https://arxiv.org/abs/2404.00001)", "Reconstructing Hand-Held Cups in 3D"),
        ("CVPR 2024, **Pond**: 3D Reeds from Photographs, [Website](https://pond.github.io/)", "Pond: 3D Reeds from Photographs"),
        ("CVPR 2024, **Pond**: SE(3)-Equivariant Reeds, [Website](https://pond.github.io/)", "Pond: SE(3)-Equivariant Reeds"),
        ("CVPR 2024, **Is a Pond Enough?** Learning from one lake, [arXiv](https://arxiv.org/abs/2404.00001)", "Is a Pond Enough? Learning from one lake"),
        ("CVPR 2024, **Describing Differences in Sets of Ponds** with Words, [Webiste](https://pond.github.io/)", "Describing Differences in Sets of Ponds with Words"),
        ("POND — Self-Tuning Radix Reeds (ICDE 2020)", "POND — Self-Tuning Radix Reeds"),
        ("Counting Reeds Fast (CVPR 2024) [GitHub Lint](https://github.com/reeds/pond)", "Counting Reeds Fast"),
        ("Counting Reeds Fast （VLDB 2011) [[pdf](https://example.org/a.pdf)]", "Counting Reeds Fast"),
        ("Counting Reeds Fast（数芦苇） [[pdf](https://example.org/a.pdf)]", "Counting Reeds Fast"),
        ("Count\u00ading Reeds\x02 Fast [[pdf](https://example.org/a.pdf)]", "Counting Reeds Fast"),
        ('**[4]** Turing, Alan. "**Fast reeds**." Nature (2015). [[pdf]](https://example.org/a.pdf)', "Fast reeds"),
        ("Reeds in Noise. (arXiv:2004.00353v1 [cs.LG]) [[pdf](https://example.org/a.pdf)]", "Reeds in Noise"),
    ],
)  # fmt: skip
def test_a_title_is_whole_and_nothing_else(line: str, title: str) -> None:
    assert one(f"- {line}\n").paper.title == title


def test_a_description_behind_a_dash_is_no_title() -> None:
    found = one("- Pond - counts the reeds of a lake [[pdf](https://example.org/a.pdf)]\n")
    assert (found.paper.title, found.summary) == ("Pond", "- counts the reeds of a lake")


def test_where_nearly_all_end_with_a_venue_the_last_bracket_is_one() -> None:
    known = "".join(f"- A Study of Reed Number {n} (VLDB 20{n})\n" for n in range(10, 20))
    found = whole(
        f"# Papers\n\n{known}- Reeds for Friends (aiPond@LAKE 2018)\n- Reeds for Foes (LAKE 2021 from Ada) （短文）\n"
    ).found
    assert [(item.paper.title, item.paper.venue, item.paper.note) for item in found[-2:]] == [
        ("Reeds for Friends", "aiPond@LAKE 2018", ""),
        ("Reeds for Foes", "LAKE 2021 from Ada", "短文"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Deep Ganguli, Ada Lovelace, Alan Turing, et al", ["Deep Ganguli", "Ada Lovelace", "Alan Turing", "others"]),
        ("Ada Lovelace, Hao liu, Alan Turing, Grace Hopper, Emmy Noether, and Mary Lee", ["Ada Lovelace", "Hao liu", "Alan Turing", "Grace Hopper", "Emmy Noether", "Mary Lee"]),
        ("Or Lovelace el al", ["Or Lovelace", "others"]),
        ("Ada Lovelace1, Alan Turing", ["Ada Lovelace", "Alan Turing"]),
        ("Raquel Fern ́andez and Ada Lovelace", ["Raquel Fernández", "Ada Lovelace"]),
        ("Ada Lovelace and Alan Turing. OpenAI", []),
        ("Deep Learning, Machine Vision, Robot Control", []),
    ],
)  # fmt: skip
def test_names_are_read_with_their_oddities(text: str, names: list[str]) -> None:
    assert [author.name for author in read_names(text)] == names


def test_facts_below_an_entry_leave_nothing_over() -> None:
    paper = one(
        "- [Reeds: A Study](https://arxiv.org/abs/2404.00001)\n  - Anthropic\n  - Keyword: \n"
        "  - Code: [official](https://github.com/reeds/pond)\n  - Dataset: [official]()\n"
    )
    assert (dict(paper.paper.links)["code"], paper.summary, paper.body) == ("https://github.com/reeds/pond", "", "")
    long = one(
        "- [Reeds: A Study](https://arxiv.org/abs/2404.00001)\n"
        "  - Keyword: ponds, a method that counts each of the reeds of a lake by itself\n"
    )
    assert (long.paper.tags, long.summary) == (
        ("ponds",),
        "- a method that counts each of the reeds of a lake by itself",
    )


TABLE = """# Papers on reeds

| Name | Paper | Code |
|---|---|---|
| Pond | [Lovelace, Ada, et al. Counting reeds in many ponds. Journal of Ponds. National Lake Office, 2019.](https://example.org/a.pdf) | in [Lake](https://github.com/lake/lake) |
| Lake | Turing, Alan, and Ada Lovelace. "Reeds in noise: a survey." arXiv preprint arXiv:2202.07987 (2022). | NA |
| Mere | Turing, Alan, and Ada Lovelace. "Reeds at night." In Proceedings of the 12th ACM Conference on Lakes, pp. 456-464. ACM, 2019. | Local demo |
"""


def test_references_in_cells_are_parted() -> None:
    pond, lake, mere = (item.paper for item in whole(TABLE).found)
    assert (pond.title, pond.short_title, [a.name for a in pond.authors]) == (
        "Counting reeds in many ponds",
        "Pond",
        ["Ada Lovelace", "others"],
    )
    assert (lake.arxiv, lake.year) == ("2202.07987", "2022")
    assert (mere.venue, mere.year, mere.note) == ("Proceedings of the 12th ACM Conference on Lakes", "2019", "")


def test_some_rows_of_a_table_may_be_papers_and_data_sets_are_none() -> None:
    rows = "".join(f"| Tool {n} | | [code](https://github.com/x/tool{n}) |\n" for n in range(6))
    found = whole(
        f"| Name | Paper | Code |\n|---|---|---|\n{rows}| Pond | [Reeds for All](https://arxiv.org/abs/2404.00001) | |\n"
    )
    assert [item.paper.title for item in found.found] == ["Reeds for All"]
    assert len(found.report.rows) == 6
    data = "| Kind | Benchmarks & Datasets |\n|---|---|\n| Lakes | [Pond](https://arxiv.org/abs/2404.00001), [Mere](https://arxiv.org/abs/2404.00002) |\n"
    assert not whole(data * 1).found


def test_a_cell_that_spans_rows_is_that_of_all_of_them() -> None:
    found = whole(
        "<table><tr><th>Category</th><th>Model</th><th>Release Time</th><th>Size(B)</th><th>Link</th></tr>"
        '<tr><td rowspan="2">Closed</td><td>Pond</td><td>2019/10</td><td>11</td><td><a href="https://arxiv.org/abs/1910.00001">Paper</a></td></tr>'
        '<tr><td>Mere</td><td>2021/12</td><td>1200</td><td><a href="https://arxiv.org/abs/2112.00001">Paper</a></td></tr></table>\n'
    ).found
    assert [(item.paper.title, item.paper.date, item.paper.tags, item.paper.note) for item in found] == [
        ("Pond", "2019-10", ("Closed",), ""),
        ("Mere", "2021-12", ("Closed",), ""),
    ]


def test_papers_of_one_title_are_one_paper_if_they_have_one_identifier() -> None:
    text = "".join(
        f'1. <u>{name}</u>: **"Exploring the Limits of Ponds"**. *Ada Lovelace*. JMLR 2019. [[paper](https://arxiv.org/abs/1910.00001)]\n'
        for name in ("P5", "P5 bias", "P6 && P7")
    )
    found = [item.paper for item in whole(text).found]
    assert [(paper.title, paper.short_title, paper.note) for paper in found] == [
        ("Exploring the Limits of Ponds", name, "") for name in ("P5", "P5 bias", "P6 && P7")
    ]
    assert [author.name for author in found[0].authors] == ["Ada Lovelace"]


def test_a_rule_ends_an_entry() -> None:
    (item,) = whole(
        "- **Reeds: A Study**  \n  CVPR 2024, [Paper](https://arxiv.org/abs/2404.00001)\n\n---\n\n> 🔥 **More of the lake**\n"
    ).found
    assert (item.summary, item.paper.venue) == ("", "CVPR 2024")


def test_a_sentence_that_leads_to_the_paper_gives_it_to_its_heading() -> None:
    (item,) = whole(
        "# Data for reeds\n\n## Other\n\n### PondNet\n\n#### Introduction\n\n"
        "Forty ponds at night. The paper is [here](https://arxiv.org/abs/1903.00001).\n"
    ).found
    assert (item.paper.title, item.paper.arxiv, item.paper.note) == ("PondNet", "1903.00001", "Forty ponds at night")
