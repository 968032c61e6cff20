"""Forms of lists that say little of their papers, or say it in an order of their own."""

from __future__ import annotations

from pathlib import Path

from papershelf.model.collection.catalogue import Catalogue
from papershelf.sources.deduplication import merging
from papershelf.sources.lines.values.names import read_names
from sources.entries import whole
from support import write

BARE = """# Papers of a workshop

- Planning - Control
- Learning

## Planning

- Online Planning of Trajectories for Walking Machines
- Active Perception without a Map
- Shared

## Control

- **Fault Tolerant Control of Soft Arms**
  - They compare three controllers.
- Learning to Grasp with Few Examples

## Learning

- A Study of Few Examples
- **ICRA 2020**
  - Learned Priors for Assembly
"""


def test_a_list_of_papers_may_have_nothing_but_titles() -> None:
    found = whole(BARE)
    assert [(one.paper.title, one.paper.category) for one in found.found] == [
        ("Online Planning of Trajectories for Walking Machines", "planning"),
        ("Active Perception without a Map", "planning"),
        ("Shared", "planning"),
        ("Fault Tolerant Control of Soft Arms", "control"),
        ("Learning to Grasp with Few Examples", "control"),
        ("A Study of Few Examples", "learning"),
        ("Learned Priors for Assembly", "learning"),
    ]
    assert found.found[3].paper.summary == ("They compare three controllers.",)
    assert [row.why for row in found.report.rows] == ["the name of a heading"] * 2 + ["a group of papers"]


def test_titles_alone_are_none_in_a_list_that_does_not_say_papers() -> None:
    assert not whole(BARE.replace("Papers of", "Talks of")).found
    assert not whole("# Papers\n\n- Clone the repository first.\n- Then run the script below:\n- Be kind\n").found


def test_a_heading_whose_items_are_facts_is_a_paper() -> None:
    found = whole(
        "# Digest of papers\n\n### 1. Memory of Adapters\n\n- Priority: high\n- Date: 2024-06-04\n"
        "- Authors: Ada Lovelace , Alan Turing\n- Link: https://arxiv.org/abs/2406.00011\n- Summary: They say what it costs.\n"
    )
    (paper,) = (one.paper for one in found.found)
    assert (paper.title, paper.date, paper.arxiv) == ("Memory of Adapters", "2024-06-04", "2406.00011")
    assert [author.name for author in paper.authors] == ["Ada Lovelace", "Alan Turing"]
    assert paper.summary == ("They say what it costs.",)
    assert [row.why for row in found.report.rows] == ["no field of a paper"]


def test_columns_say_what_is_the_title() -> None:
    (one,) = whole(
        "| Date | Topic | Keywords | Institute | Length | Summary |\n|---|---|---|---|---|---|\n"
        "| 2022-09-09 | Tables to Text | Templates; Logic | MIT et al. | 1:02:13 | [doc](https://example.org/a.pdf) |\n"
    ).found
    assert (one.paper.title, one.paper.tags) == ("Tables to Text", ("Templates", "Logic"))
    assert (one.paper.authors, one.summary, dict(one.paper.links)) == ((), "", {"pdf": "https://example.org/a.pdf"})


def test_words_with_a_venue_are_papers_whatever_their_links() -> None:
    found = whole(
        "# List\n\n- Are We Ready to Join Tables? (SIGMOD 2021) [GitHub Link](https://github.com/a/b)\n"
        "- Where are we today? (VLDB 2020)\n- ICLR 2023 oral, Our Models of the World, [Website](https://a.github.io/w)\n"
        "- Join Order by Learning (Not of machines) (VLDB 2019)\n- A tool [code](https://github.com/a/tool)\n"
    )
    assert [one.line for one in found.found][:4] == [3, 4, 5, 6]


def test_a_citation_in_a_cell_is_a_paper_without_any_link() -> None:
    (one,) = whole(
        '| Name | Paper | Code |\n|---|---|---|\n| Lost | Gray, Ada, and Alan Turing. "In Search of Lost Domains." '
        "arXiv preprint arXiv:2106.00011 (2021). | [code](https://github.com/a/b) |\n"
    ).found
    assert (one.paper.title, one.paper.short_title, one.paper.date[:4]) == ("In Search of Lost Domains", "Lost", "2021")


def test_titles_that_look_like_names_are_entries_of_their_own() -> None:
    found = whole(
        "# Shapes\n\n<b>A Long Title about Shapes (2016)</b> [[Paper]](https://arxiv.org/abs/2106.00011)\n\n"
        "<b>Viewpoints and Keypoints (2015)</b> [[Paper]](https://example.org/keypoints.pdf)\n"
    )
    assert [one.paper.title for one in found.found] == ["A Long Title about Shapes", "Viewpoints and Keypoints"]


def test_a_linked_file_of_papers_is_a_list(tmp_path: Path) -> None:
    entries = "\n".join(
        f"* Ada Lovelace et al. Machines of the Kind {name}. ACL 2012. https://example.org/{name}.pdf\n    - Thought"
        for name in "abcdef"
    )
    (tmp_path / "ml.md").write_text(f"Learning\n========\n\n{entries}\n", encoding="utf-8")
    write(tmp_path, {"note.md": "# A Note\n\n" + "A sentence.\n\n" * 60 + "## References\n\n" + entries})
    found = whole("# Reviews\n\n- [Machine Learning](ml.md)\n- [A Study of Arithmetic](note.md)\n", tmp_path)
    assert [(one.paper.category, one.source, one.note is None) for one in found.found] == [
        *[("machine-learning", "ml.md", True)] * 6,
        ("reviews", "list.md", False),
    ]
    assert found.found[0].paper.summary == ("Thought",)
    assert [heading.parent for heading in found.headings if heading.slug == "machine-learning"] == ["reviews"]
    assert "a list of its own, which becomes a category of 6 papers" in [row.why for row in found.report.rows]


def test_where_entries_begin_with_names_one_name_in_front_is_an_author() -> None:
    several = "".join(
        f"- Ada Lovelace and Alan Turing. A Study of Machines, Part {n}. ACL 2012. https://example.org/{n}.pdf\n"
        for n in range(4)
    )
    one = "- Grace Hopper. A Compiler for Many Machines. CACM 1952. https://example.org/c.pdf\n"
    found = whole(
        f"# Papers\n\n{several}{one}- Grace Hopper and Ada Lovelace, [Flow of Programs](https://example.org/f.pdf)\n"
    )
    assert [(paper.title, len(paper.authors)) for paper in (item.paper for item in found.found[-2:])] == [
        ("A Compiler for Many Machines", 1),
        ("Flow of Programs", 2),
    ]
    assert not whole(f"# Papers\n\n{one.replace('Grace Hopper', 'Ordinal Regression')}").found[0].paper.authors


def test_what_stands_below_an_item_that_is_no_paper_has_its_lines_in_the_row() -> None:
    (row,) = whole("# Papers\n\n- Install it first\n  - with pip\n  - or with conda\n").report.rows
    assert row.why == "nothing tells that it is a paper (lines 3–5)"


def authors(text: str) -> list[str]:
    (one,) = whole(text).found
    return [author.name for author in one.paper.authors]


def test_lists_of_names_are_whole() -> None:
    link = "[paper](https://arxiv.org/pdf/1810.00011.pdf)"
    assert authors(
        f"1. **A Title of Some Words.** Ada Lovelace, Alan M. Turing, and Grace Hopper. arXiv preprint arXiv:1810.00011 (2018). {link}\n"
    ) == ["Ada Lovelace", "Alan M. Turing", "Grace Hopper"]
    title = "- [A Title of Some Words](https://arxiv.org/abs/1810.00011)\n"
    assert authors(f"{title}Lovelace, Ada Augusta, Alan Turing, and Grace Hopper.\n") == [
        "Ada Augusta Lovelace",
        "Alan Turing",
        "Grace Hopper",
    ]
    assert authors(f"{title}  - Łucja Łoś, Élie Cartan, Chuang Gan\n") == ["Łucja Łoś", "Élie Cartan", "Chuang Gan"]
    assert authors(f"{title}\n  *Ada Lovelace, Alan Turing and many authors.*\n") == [
        "Ada Lovelace",
        "Alan Turing",
        "others",
    ]


def test_words_of_a_title_or_of_a_sentence_are_no_names() -> None:
    assert not authors(
        "- NIPS 2023, Guarantees for Cloning: **Bridging Low-Level Stability and High-Level Behavior**, "
        "[review](https://openreview.net/forum?id=a)\n"
    )
    assert not authors(
        "- [What Goes Around](https://example.org/a.pdf): Ada Lovelace and Alan M. Turing tell of 35 years of machines.\n"
    )
    assert not read_names("Consul, etc")


def test_words_in_brackets_of_their_own_are_labels() -> None:
    found = whole(
        "# Papers\n\n- *How Machines Evolve* (Dec 2017) [[arXiv](https://arxiv.org/abs/1706.00011)] "
        "[[Harvard Blog](https://example.org/b)]\n- **How Languages Evolve.**\n\n"
        "    *Ada Lovelace, Alan Turing.* **Frontiers of Machines & Engines, 2021.** [[pdf](https://example.org/a.pdf)] "
        "[[journal website](https://example.org/j)]\n"
    ).found
    assert [one.paper.title for one in found] == ["How Machines Evolve", "How Languages Evolve"]
    assert [author.name for author in found[1].paper.authors] == ["Ada Lovelace", "Alan Turing"]
    assert found[1].paper.venue == "Frontiers of Machines & Engines"


def test_an_institution_is_a_tag() -> None:
    found = whole(
        "# Papers\n\n* Univ. Toronto + Google [[Paper](https://arxiv.org/pdf/1502.00011)]\n"
        "  * Ada Lovelace, Alan Turing, and Grace Hopper, *Show and Tell of Machines*, arXiv:1502.00011 / ICML 2015\n"
        "* *How Machines Evolve* [Enigma] (Dec 2017, NIPS 2017, Google Brain) [[arXiv](https://arxiv.org/abs/1706.00011)]\n"
        '* "A Survey of Machines", arXiv, 2022 (*Sejong University*). [[Paper](https://arxiv.org/abs/2211.00011)]\n'
    ).found
    papers = [one.paper for one in found]
    assert [(paper.title, paper.short_title) for paper in papers] == [
        ("Show and Tell of Machines", ""),
        ("How Machines Evolve", "Enigma"),
        ("A Survey of Machines", ""),
    ]
    assert [paper.tags for paper in papers] == [("Univ. Toronto + Google",), ("Google Brain",), ("Sejong University",)]
    assert (papers[0].authors[0].name, papers[1].date, papers[1].venue) == ("Ada Lovelace", "2017-12", "NIPS 2017")


CITED = [
    "Lovelace, A. A., Turing, A. M., & Hopper, G. (2015). Inferring the impact of machines. The Annals of Applied "
    "Machines, 9(1), 247–274. doi: 10.1214/14-AOM788",
    "Hopper, G. M., (2020). compiler-curve: A Package to Estimate Costs. Journal of Open Machines, 5(52), 2523",
    "Ada Lovelace & Alan M. Turing & Grace Hopper, 2018. "
    '"ENGINE: A module for estimation," Statistical Software Components S458459, Boston College',
    "Ada Lovelace, Alan Turing, W. Bruce Hopper. 2018. Unbiased Learning of Machines. In Proceedings of SIGIR '18",
]


def test_a_citation_in_full_is_parted() -> None:
    rows = "".join(f"| N{n} | [{text}](https://example.org/{n}.pdf) |\n" for n, text in enumerate(CITED))
    papers = [one.paper for one in whole(f"# Papers\n\n| Name | Paper |\n|---|---|\n{rows}").found]
    assert [(paper.title, len(paper.authors), paper.date, paper.venue) for paper in papers] == [
        ("Inferring the impact of machines", 3, "2015", "The Annals of Applied Machines"),
        ("compiler-curve: A Package to Estimate Costs", 1, "2020", "Journal of Open Machines"),
        ("ENGINE: A module for estimation", 3, "2018", ""),
        ("Unbiased Learning of Machines", 3, "2018", "Proceedings of SIGIR 2018"),
    ]
    assert papers[0].doi == "10.1214/14-AOM788"


def test_what_stands_behind_a_cited_title_is_venue_and_year() -> None:
    conference = "International Conference on Machine Learning"
    advances = "Advances in neural information processing systems"
    told = [
        ("Nature 521.7553 (2015): 436-444", "Nature", "2015"),
        ("Neural computation 18.7 (2006): 1527-1554", "Neural computation", "2006"),
        (f"{advances}. 2014", advances, "2014"),
        ("CoRR, abs/1502.00011 (2015)", "", "2015"),
        ("ICML. Vol. 14. 2014", "ICML", "2014"),
        (f"In {conference}, pp. 1414-1423. 2017", conference, "2017"),
        ("In ICML 2020", "ICML 2020", ""),
    ]
    for words, venue, date in told:
        (one,) = whole(
            f'1. Lovelace, Ada, Alan Turing, and Grace Hopper. "**Learning of machines**." {words}. [[pdf]](https://example.org/a.pdf)\n'
        ).found
        assert (one.paper.title, one.paper.venue, one.paper.date, one.summary) == (
            "Learning of machines",
            venue,
            date,
            "",
        )


def merged(text: str) -> tuple[list[str], list[str]]:
    """Titles of what stays of a list, and what its rows say of the rest."""
    found = whole(text)
    result = merging.sort(found.found, Catalogue(()), {}, found.report)
    remarks = [remark for item in result.new for remark in item.remarks]
    return [item.paper.title for item in result.new], [*remarks, *(row.why for row in found.report.rows)]


def test_one_word_in_common_makes_no_two_papers_one() -> None:
    titles, _why = merged(
        "# Papers\n\n- [Gray](https://example.org/a.pdf) (1975)\n- [Gray](https://example.org/b.pdf) (1976)\n"
        "- [Enigma](https://example.org/c.pdf)\n- [Enigma](https://example.org/c.pdf)\n"
    )
    assert titles == ["Gray", "Gray", "Enigma"]


def test_an_identifier_that_two_other_papers_share_is_a_mistake() -> None:
    link = "[paper](https://arxiv.org/abs/2210.00011)"
    titles, why = merged(
        f"# Papers\n\n- **Open Bilingual Machines.** Ada Lovelace, Alan Turing. {link}\n"
        f"- **Harnessing Power with Practice.** Grace Hopper, John Backus. {link}\n"
        f"- **Enigma.** Ada Lovelace, Alan Turing. {link}\n"
    )
    assert titles == ["Open Bilingual Machines", "Harnessing Power with Practice"]
    assert [one.partition(" is that")[0] for one in why][:1] == ["differs: its arXiv id"]
