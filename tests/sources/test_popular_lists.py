"""Forms of lists that many people know: each a small input with the right answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.sources.found import Found
from sources.entries import A, B, people, read


def told(found: Found) -> tuple[str, str, str]:
    paper = found.paper
    return paper.title, people(paper.authors), paper.venue


@pytest.mark.parametrize(
    ("line", "title", "names", "venue"),
    [
        (f"- **Reeds in Rows** Preprint 2023.\n\n  *Ada Lane, Bo Reed* [[pdf]({A})]", "Reeds in Rows", "Ada Lane; Bo Reed", ""),
        (f"- **A Reed and a Tile** Preprint 2023. ![](https://img.shields.io/badge/Rows-orange)\n\n  *Ada Lane, Bo Reed* [[pdf]({A}.pdf)]", "A Reed and a Tile", "Ada Lane; Bo Reed", ""),
        (f"- Reeds in Long Rows <ins>ACL, 2023</ins> [[Paper]({A})]", "Reeds in Long Rows", "", "ACL 2023"),
        (f"* Ada Jo Lane. 2003. [Reeds in Long Rows]({A}). In *Proceedings of ACL 2003*. ([Citation](https://scholar.google.com/scholar?cites=12&as_sdt=5): 3,115)", "Reeds in Long Rows", "Ada Jo Lane", "Proceedings of ACL 2003"),
        (f"- **Reeds in Rows (NIPS 2018)**\n  - Ada Á. Lane-Moss, Bo Reed\n  - [[Paper]]({A})", "Reeds in Rows", "Ada Á. Lane-Moss; Bo Reed", "NIPS 2018"),
        (f":heavy_check_mark: [Reeds in Long Rows]\n- [[Paper]]({A})[[Code]](https://github.com/a/b)（CVPR 2019）", "Reeds in Long Rows", "", "CVPR 2019"),
        (f"**Rows: Reeds and Tiles**  \n*Anonymous*  \nICLR 24 – Oct 23 [[paper]({A})]", "Rows: Reeds and Tiles", "Anonymous", "ICLR 2024"),
        (f"**Rows: Reeds and Tiles**  \n*Ada Lane, Bo Reed* \\\nTile Labs – Jan 2023 [[paper]({A})]", "Rows: Reeds and Tiles", "Ada Lane; Bo Reed", ""),
        (f"* Batch Rows [[Paper]]({A})\n  * Ada Lane, Bo Reed, Batch Rows: Counting Reeds by Tiles, arXiv:2305.10425.", "Batch Rows: Counting Reeds by Tiles", "Ada Lane; Bo Reed", ""),
        (f"* Reeds in Rows with Many Tiles [[Paper]]({A})\n  * Ada Lane, Bo Reed, Reeds in Rows with Many Tiles, ICLR, 2015.", "Reeds in Rows with Many Tiles", "Ada Lane; Bo Reed", "ICLR"),
        (f"* RowSup [[Paper]]({A})\n  * Ada Lane, Bo Reed, RowSup: Counting Reeds by Tiles, arXiv:2305.10425. (6th in Ponds)", "RowSup: Counting Reeds by Tiles", "Ada Lane; Bo Reed", ""),
        (f"+ [Reeds in Long Rows]({A}) (Ada Lane & Bo Reed et al., ICML 2024) [:book:](./citations/lane.txt)", "Reeds in Long Rows", "Ada Lane; Bo Reed; others", "ICML 2024"),
        (f"1. Counting Long Reeds. _Ada Lane_ arXiv 2023. [[paper]({A})]", "Counting Long Reeds", "Ada Lane", ""),
        (f"2. Have Reeds Grown Enough? A Hard Benchmark for Tiles. _Ada Lane et al._ arXiv 2023. [[paper]({A})]", "Have Reeds Grown Enough? A Hard Benchmark for Tiles", "Ada Lane; others", ""),
        (f"3. Where Do Reeds Go? ID- vs. Tile-based Rows Revisited. _Ada Lane et al._ arXiv 2023. [[paper]({A})]", "Where Do Reeds Go? ID- vs. Tile-based Rows Revisited", "Ada Lane; others", ""),
        (f"- [Reeds by Way of Rows]({A})\n  - Ada Lane, Bo Reed, Cy Hill Moss *Arxiv 2023*", "Reeds by Way of Rows", "Ada Lane; Bo Reed; Cy Hill Moss", ""),
        (f"- 2019 | Rower -- an Extensible Framework for Reeds | Ada Lane, et al. | ICLR | [`PDF`]({A})", "Rower -- an Extensible Framework for Reeds", "Ada Lane; others", "ICLR"),
        (f"- 2019 | Reeds - A Tutorial | Ada-Jo Lane | [`PDF`]({A})", "Reeds - A Tutorial", "Ada-Jo Lane", ""),
        (f"##### • [2021 DICTA] Reeds in Long Rows. [\\[PDF\\]]({A})\n\n_Or Lane, Bo Jean d'Autume_", "Reeds in Long Rows", "Or Lane; Bo Jean d'Autume", "DICTA 2021"),
    ],
)  # fmt: skip
def test_an_entry_is_parted(tmp_path: Path, line: str, title: str, names: str, venue: str) -> None:
    (found,) = read(f"{line}\n", tmp_path).found
    assert told(found) == (title, names, venue)
    assert (found.paper.arxiv, found.body) == ("2305.10425", "")
    assert found.summary == ("- 6th in Ponds" if "6th" in line else "")


def test_words_in_code_at_the_end_are_tags_with_a_link_before_them_or_not(tmp_path: Path) -> None:
    first, second = read(
        f"- [[IROS]({A})] Reeds: Rows of Tiles. [__`oth.`__]\n"
        f"- [[CVPR]({B})] Tiles: Rows of Reeds. [[code](https://github.com/a/b)] [__`cls.`__ __`seg.`__] :fire:\n",
        tmp_path,
    ).found
    assert (first.paper.title, first.paper.tags) == ("Reeds: Rows of Tiles", ("oth.",))
    assert (second.paper.title, second.paper.tags, second.summary) == ("Tiles: Rows of Reeds", ("cls.", "seg."), "")


def test_what_is_folded_into_the_line_of_an_entry_is_its_summary_alone(tmp_path: Path) -> None:
    fold = "<details> <summary>[Abs]</summary> Tiles lie in rows.</details>"
    (found,) = read(f"1. **On Reeds and Rows** *Ada Lane, Bo Reed* [[pdf]]({A}) {fold}\n", tmp_path).found
    assert (told(found)[:2], found.summary) == (("On Reeds and Rows", "Ada Lane; Bo Reed"), "- Tiles lie in rows.")


def test_a_column_of_quoted_titles_beside_names_of_benchmarks_holds_the_papers(tmp_path: Path) -> None:
    head = "| Date | Venue | Benchmark | Language | Source |\n|--|--|--|--|--|\n"
    rows = "".join(
        f'| 2023-0{n} | ACL 2023 | {name} | HTML, LaTeX, SVG | "Counting {name} in Long Rows" [[paper]({href})] [[data](https://github.com/a/{name})] |\n'
        for n, name, href in ((5, "Reeds", A), (1, "Tiles", B))
    )
    first, second = read(head + rows, tmp_path).found
    assert told(first) == ("Counting Reeds in Long Rows", "", "ACL 2023")
    assert (second.paper.title, second.paper.arxiv) == ("Counting Tiles in Long Rows", "2301.00001")


def test_conferences_of_a_field_and_words_above_links_into_the_page_are_no_papers(tmp_path: Path) -> None:
    fields = "- Pond learning\n   * [ACL](http://www.acl2019.org/EN/index.xhtml)\n   * [NAACL](https://naacl2019.org/)\n\n## Contents\n\n"
    contents = "- [Theory]\n  - [Reeds](#reeds)\n  - [Tiles](#tiles)\n- [Others]\n  - [Rows](#rows)\n\n"
    found = read(f"{fields}{contents}## Reeds\n\n- [Reeds in Rows]({A})\n- [Tiles in Rows]({B})\n", tmp_path).found
    assert [one.paper.title for one in found] == ["Reeds in Rows", "Tiles in Rows"]


def test_below_workshops_and_talks_a_venue_tells_of_no_paper(tmp_path: Path) -> None:
    papers = f"- [Reeds in Rows]({A}), ICCV 2019\n- [Tiles in Rows]({B}), ICCV 2019\n"
    held = (
        "## Workshops\n\n- [Pond Perception](https://ponds.github.io/), ICCV 2019\n\n"
        f"## Talks/Slides\n\n- Ada Lane, **Deep Ponds**, UAI, 2015. [video](https://www.youtube.com/watch?v=q)\n"
        f"- [Ponds Long Since]({A[:-1]}6), UAI, 2015\n"
    )
    found = read(f"{papers}\n{held}", tmp_path).found
    assert [one.paper.title for one in found] == ["Reeds in Rows", "Tiles in Rows", "Ponds Long Since"]


def test_what_a_disclosure_says_of_itself_is_no_summary(tmp_path: Path) -> None:
    (found,) = read(
        f"<details>\n<summary> Speech of Reeds: {A} (Click to Expand)</summary>\n\n- Rows.\n</details>\n", tmp_path
    ).found
    assert (found.paper.title, found.summary) == ("Speech of Reeds", "- Rows.")


def test_a_short_name_has_its_title_in_the_line_below_as_its_neighbours_have(tmp_path: Path) -> None:
    lines = "".join(
        f"- **Row{n}**\n  - {title}, KDD'18\n  - [[paper]](https://arxiv.org/abs/2305.1000{n})\n  - [[Python]](https://github.com/a/{n})\n"
        for n, title in enumerate(
            ("Reeds in Long Rows", "Row1: Tiles of Ponds", "Asymmetric Rows of Reeds", "Moss on Old Tiles")
        )
    )
    found = read(lines, tmp_path).found
    assert [(one.paper.short_title, *told(one), one.summary) for one in found[:2]] == [
        ("Row0", "Reeds in Long Rows", "", "KDD 2018", ""),
        ("Row1", "Row1: Tiles of Ponds", "", "KDD 2018", ""),
    ]


def test_plain_titles_with_an_address_below_are_papers_one_after_the_other(tmp_path: Path) -> None:
    found = read(f"Counting Reeds in Long Rows\n{A}\n\nLaying Tiles in Long Rows\n{B}\n", tmp_path).found
    assert [(one.paper.title, one.paper.arxiv, one.summary) for one in found] == [
        ("Counting Reeds in Long Rows", "2305.10425", ""),
        ("Laying Tiles in Long Rows", "2301.00001", ""),
    ]


def test_names_and_venue_folded_below_an_entry_are_its_facts_and_the_rest_its_summary(tmp_path: Path) -> None:
    label = "<summary> Ada Lane, Bo Reed <em>PONDIR</em> 2020 </summary>"
    text = f"* **[Talking with Ponds of Reeds]({A})**\n  <details>\n  {label}\n    Reeds talk.\n  </details>\n"
    (found,) = read(text, tmp_path).found
    assert (*told(found), found.summary) == (
        "Talking with Ponds of Reeds",
        "Ada Lane; Bo Reed",
        "PONDIR 2020",
        "- Reeds talk.",
    )


def test_a_workshop_or_a_blog_without_a_paper_is_none(tmp_path: Path) -> None:
    text = (
        f"- [Reeds in Rows]({A}), 2021\n- [Tiles in Rows]({B}), 2021\n"
        "- [First Workshop on Pond Processing (PONDIR 2020)](https://ponds.example.org/)\n\n"
        "## Blogs\n\n- [How to count reeds](https://levity.example.com/blog/reeds), 2021\n"
    )
    assert [one.paper.title for one in read(text, tmp_path).found] == ["Reeds in Rows", "Tiles in Rows"]


def test_words_in_code_at_the_end_are_tags_but_a_name_in_round_brackets_is_the_titles(tmp_path: Path) -> None:
    text = (
        f"- [SC'21] Reeds on Clusters of Rows (`PTD-P` or `Rows v2`) [paper]({A})\n"
        f"- [ATC'19] Reeds in Long Rows of Tiles `survey` [paper]({B})\n"
    )
    one, other = read(text, tmp_path).found
    assert (one.paper.title, one.paper.tags) == ("Reeds on Clusters of Rows (PTD-P or Rows v2)", ())
    assert (other.paper.title, other.paper.tags) == ("Reeds in Long Rows of Tiles", ("survey",))
