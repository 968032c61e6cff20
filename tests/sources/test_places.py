"""Notes are found wherever a list says that they are, and tell what their heads say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.model.collection.catalogue import Catalogue
from papershelf.model.record.paper import Paper
from papershelf.sources import lists
from papershelf.sources.deduplication import merging
from papershelf.sources.found import Found, Outcome, Report
from papershelf.sources.library import folder as folders
from support import Site, write

Make = Callable[[Mapping[str, str]], Site]
HOME = {"index.md": "# Home\n\n```{toctree}\n```\n"}


def library(site: Site) -> Catalogue:
    return folders.read(site.source, site.source).catalogue


def run(site: Site, *arguments: str | Path) -> int:
    return main(["-C", str(site.source), "import", *map(str, arguments)])


NOTES = {
    "papers/LoRA note.md": "# LoRA\n\n얇게 배운다는 것을 보여 주는 글이다.\n",
    "deep/GQA/README.md": "# GQA\n\nText.\n",
}


@pytest.mark.parametrize(
    "entry",
    [
        "- [LoRA](papers/LoRA%20note.md)",
        "- [LoRA](<papers/LoRA note.md>)",
        "- [LoRA](./papers/LoRA%20note.md#top)",
        "[LoRA](https://github.com/someone/somewhere/blob/main/papers/LoRA%20note.md) - 김연수",
        "- [LoRA](https://github.com/someone/somewhere/tree/a-branch/papers/LoRA%20note.md)",
        "- [LoRA](https://raw.githubusercontent.com/someone/somewhere/main/papers/LoRA%20note.md)",
        '<ul><li><a href="papers/LoRA%20note.md">LoRA</a></li></ul>',
        "- LoRA [[paper](https://arxiv.org/abs/2106.09685)]\n  - [리뷰](papers/LoRA%20note.md)",
        "| 논문 | 노트 |\n|--|--|\n| LoRA | [정리](papers/LoRA%20note.md) |",
    ],
)
def test_a_note_is_found(tmp_path: Path, entry: str) -> None:
    root = write(tmp_path, {"README.md": f"## 목록\n\n{entry}\n", **NOTES})
    [found] = lists.read(root / "README.md").found
    assert found.note == root / "papers/LoRA note.md"
    assert found.paper.title == "LoRA"


def test_a_folder_with_one_page_is_a_note(tmp_path: Path) -> None:
    root = write(tmp_path, {"README.md": "- [Heads](deep/GQA)\n- [Low](low/)\n", "low/any.md": "# Low\n", **NOTES})
    notes = [found.note for found in lists.read(root / "README.md").found]
    assert notes == [root / "deep/GQA/README.md", root / "low/any.md"]


def test_folders_of_notes_are_categories(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "README.md": "# R\n\n## Vision\n\n| 분야 | 주제 |\n|--|--|\n| [**Splats**](./Gaussian%20Splats) | 3D |\n",
            "Gaussian Splats/2023/A/paper.md": "# A Field of Splats\n\nText.\n",
            "Gaussian Splats/2024/B/paper.md": "# Flat Splats\n\nText.\n",
            "Gaussian Splats/2024/B/.hidden/x.md": "# Hidden\n",
            "Gaussian Splats/node_modules/x.md": "# A module\n",
        },
    )
    reading = lists.read(root / "README.md")
    assert [(h.title, h.parent) for h in reading.headings] == [("Vision", ""), ("Splats", "vision")]
    assert [(f.paper.title, f.paper.category) for f in reading.found] == [
        ("A Field of Splats", "splats"), ("Flat Splats", "splats"),
    ]  # fmt: skip


def test_a_note_outside_or_behind_a_link_is_not_read(tmp_path: Path) -> None:
    root = write(tmp_path / "list", {"README.md": "- [Out](../out.md)\n- [Linked](link.md)\n- [Gone](gone.md)\n"})
    (tmp_path / "out.md").write_text("# Secret\n")
    (root / "link.md").symlink_to(tmp_path / "out.md")
    found = lists.read(root / "README.md").found
    assert [item.note for item in found] == [None, None, None]
    assert [item.remarks[0] for item in found] == [
        "its note ../out.md is outside the list's folder and not taken in",
        "its note link.md is outside the list's folder and not taken in",
        "its note gone.md is not there",
    ]


HEADS = {
    "a link with the title's words": "# Low Ranks\n\n[Low Ranks](https://arxiv.org/abs/2106.00011)\n\nText of it.\n",
    "a label": "# Low Ranks\n\n[원문링크](https://arxiv.org/abs/2106.00011)\n\n얇게 배우는 방법을 다룬 글이다.\n",
    "an address alone": "# Low Ranks\n\nhttps://arxiv.org/pdf/2106.00011.pdf\n\nText.\n",
    "a line that names it": "# Low Ranks\n\n- Paper: https://arxiv.org/abs/2106.00011\n- Authors: Ada Lane, Bo Reed\n\nText.\n",
    "in a quote": "# Low Ranks\n\n> 论文: [PDF](https://arxiv.org/pdf/2106.00011)\n\nText.\n",
    "in the heading": "# [Low Ranks](https://arxiv.org/abs/2106.00011)\n\nText.\n",
    "below a heading of its own": "# Low Ranks\n\n---\n\n## 📌 Metadata\n---\nurl:\n- [paper](https://arxiv.org/abs/2106.00011)\n"
    "- **Authors**: Ada Lane, Bo Reed, et al.\n- **Venue**: TMLR 2023\n\n## Text\n\nWords.\n",
}


@pytest.mark.parametrize("form", HEADS)
def test_a_notes_head_tells_of_its_paper(make_site: Make, tmp_path: Path, form: str) -> None:
    root = write(tmp_path, {"README.md": "## L\n\n- [Low Ranks](low.md)\n", "low.md": HEADS[form]})
    site = make_site(HOME)
    assert run(site, root / "README.md") == 0
    [paper] = [entry.paper for entry in library(site).entries]
    assert (paper.title, paper.arxiv, paper.date) == ("Low Ranks", "2106.00011", "2021-06")
    if "Authors" in HEADS[form]:
        assert [author.name for author in paper.authors][:2] == ["Ada Lane", "Bo Reed"]
    if "Venue" in HEADS[form]:
        assert paper.venue == "TMLR 2023"
    assert site.build() == ""


def test_other_papers_that_a_note_mentions_are_not_its_own(make_site: Make, tmp_path: Path) -> None:
    note = "# Low\n\nIt goes beyond [an older paper](https://arxiv.org/abs/1901.00001) by far.\n\n## More\n\n[paper](https://arxiv.org/abs/1901.00002)\n"
    root = write(tmp_path, {"README.md": "- [Low](low.md)\n", "low.md": note})
    site = make_site(HOME)
    assert run(site, root / "README.md") == 0
    assert [entry.paper.arxiv for entry in library(site).entries] == [""]


def test_front_matter_is_taken_as_far_as_it_is_known(
    make_site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = (
        "---\ntitle: Low Ranks for Large Models\nauthors: [Ada Lane, Bo Reed]\nyear: 2021\nvenue: ICLR 2022\n"
        "arxiv: https://arxiv.org/abs/2106.00011\ntags: [ranks]\nlayout: post\nmood:\n  - fine\n---\nText of the note.\n"
    )
    root = write(tmp_path, {"README.md": "- [Low Ranks](low.md)\n", "low.md": note})
    site = make_site(HOME)
    assert run(site, root / "README.md") == 0
    [paper] = [entry.paper for entry in library(site).entries]
    assert (paper.title, paper.short_title) == ("Low Ranks for Large Models", "Low Ranks")
    assert (paper.venue, paper.arxiv, paper.tags, paper.date) == ("ICLR 2022", "2106.00011", ("ranks",), "2021")
    page = (site.source / "papers/low.md").read_text(encoding="utf-8")
    assert "```yaml\nlayout: post\nmood:\n  - fine\n```" in page
    assert "its front matter is kept in the note: layout, mood" in capsys.readouterr().out


def test_the_heading_of_a_note_is_the_title_and_the_lists_words_the_short_one(make_site: Make, tmp_path: Path) -> None:
    root = write(
        tmp_path, {"README.md": "- [LOW](low.md)\n", "low.md": "# LOW: Ranks That Are Low\n\nText of it, long.\n"}
    )
    site = make_site(HOME)
    assert run(site, root / "README.md") == 0
    [paper] = [entry.paper for entry in library(site).entries]
    assert (paper.title, paper.short_title) == ("LOW: Ranks That Are Low", "LOW")


def test_what_the_summary_says_is_not_said_again(make_site: Make, tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "README.md": "- [Low](low.md)\n  - It learns little.\n",
            "low.md": "# Low\n\nIt learns little.\n\nMore words.\n",
        },
    )
    site = make_site(HOME)
    assert run(site, root / "README.md") == 0
    page = (site.source / "papers/low.md").read_text(encoding="utf-8")
    assert page.count("It learns little.") == 1
    assert "More words." in page


def test_pictures_and_links_of_a_summary_come_along(make_site: Make, tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "README.md": "- [Low Ranks](https://arxiv.org/abs/2106.00011)\n  - ![the plan](img/plan.png)\n"
            "  - see [High](high.md)\n- [High](high.md)\n",
            "high.md": "# High\n\nText of the note.\n",
            "img/plan.png": "PNG",
        },
    )
    site = make_site(HOME)
    assert run(site, root / "README.md") == 0
    page = (site.source / "papers/low-ranks/index.md").read_text(encoding="utf-8")
    assert "![the plan](plan.png)" in page
    assert "[High](../high.md)" in page
    assert (site.source / "papers/low-ranks/plan.png").read_text() == "PNG"


def test_notes_that_no_entry_links_to_are_told_and_taken_with_all(
    make_site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(
        tmp_path / "list",
        {
            "README.md": "# R\n\n## Vision\n\n- [LoRA](papers/LoRA%20note.md)\n",
            "Vision/VIT.md": "# VIT\n\nIt sees pictures as words.\n",
            "Speech/ASR.md": "# ASR\n\nIt hears.\n",
            "Speech/empty.md": "no heading\n",
            "CONTRIBUTING.md": "# Rules\n",
            **NOTES,
        },
    )
    site = make_site(HOME)
    assert run(site, root / "README.md", "--dry-run") == 0
    assert "README.md: skipped: Vision/VIT.md (a note that no entry links to; --all takes it in)" in (
        capsys.readouterr().out
    )
    assert run(site, root / "README.md", "--all") == 0
    found = {entry.paper.title: entry.paper.category for entry in library(site).entries}
    assert found == {"LoRA": "vision", "VIT": "vision", "ASR": "speech", "GQA": "deep"}


def test_two_notes_of_one_name_are_two_pages(make_site: Make, tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "README.md": "- [Low](a/low.md)\n- [Low](b/low.md)\n",
            "a/low.md": "# Low\n\nOne.\n",
            "b/low.md": "# Low\n\nTwo.\n",
        },
    )
    site = make_site(HOME)
    assert run(site, root / "README.md") == 0
    assert "One." in (site.source / "papers/low.md").read_text()
    assert "Two." in (site.source / "papers/low-2.md").read_text()


# -- what an import comes to -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no paper was found; there is nothing in it"),
        (
            "# A\n\n- [B](#b)\n- [C](#c)\n\nText about it.\n",
            "no paper was found; seen instead: 2 × a link within the list",
        ),
    ],
)
def test_a_list_without_a_paper(
    make_site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (tmp_path / "list.md").write_text(text)
    assert run(make_site(HOME), tmp_path / "list.md") == 1
    assert words in capsys.readouterr().err


def test_a_list_most_of_whose_papers_are_not_taken(
    make_site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prose = "".join(
        f"We also read about it in [that work](https://arxiv.org/abs/2001.{n:05}) again.\n\n" for n in range(9)
    )
    (tmp_path / "list.md").write_text(f"# A\n\n- [Good Paper](https://arxiv.org/abs/2106.00011)\n\n{prose}")
    site = make_site(HOME)
    assert run(site, tmp_path / "list.md", "--report", tmp_path / "report.json") == 1
    assert "9 of 10 links to papers are in no entry" in capsys.readouterr().err
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["counts"] == {"planned": 1, "skipped": 9}
    assert {
        "source": "list.md",
        "line": 5,
        "outcome": "skipped",
        "name": report["rows"][1]["name"],
        "why": "prose",
    } in (report["rows"])


def test_a_title_without_a_letter_is_no_paper(make_site: Make, tmp_path: Path) -> None:
    write(tmp_path, {"list.md": "- [Good Paper](https://arxiv.org/abs/2106.00011)\n- 🏗\n- [???](https://x.org/)\n"})
    site = make_site(HOME)
    for _ in range(2):
        assert run(site, tmp_path / "list.md") == 0
    assert [entry.paper.title for entry in library(site).entries] == ["Good Paper"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_in_any_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(["## 검색", "", "- [가나다 논문](https://arxiv.org/abs/2106.00011)", ""])
    (tmp_path / "list.md").write_bytes(text.encode(encoding))
    reading = lists.read(tmp_path / "list.md")
    assert [(f.paper.title, f.line) for f in reading.found] == [("가나다 논문", 3)]


# -- which entries are one paper ---------------------------------------------------------------------


def merged(*papers: Paper, sources: tuple[str, ...] = ("a.md", "b.md")) -> tuple[list[Paper], list[str]]:
    report = Report()
    found = [Found(paper, source=source, line=1) for paper, source in zip(papers, sources, strict=True)]
    settled = merging.sort(found, Catalogue(), {}, report)
    return [item.paper for item in settled.new], [row.why for row in report.rows if row.outcome is Outcome.MERGED]


def paper(title: str, authors: str = "", **facts: object) -> Paper:
    from papershelf.model.record.paper import parse_authors

    return Paper("k", title, authors=parse_authors(authors), **facts)  # type: ignore[arg-type]


def test_one_title_by_two_authors_is_two_papers() -> None:
    found, _ = merged(
        paper("Counterfactuals", "David Lewis", date="1973"),
        paper("Counterfactuals", "Matthew Ginsberg", date="1986", doi="10.1016/0004-3702(86)90067-6", venue="AI"),
    )
    assert [(p.date, p.doi, p.venue) for p in found] == [
        ("1973", "", ""),
        ("1986", "10.1016/0004-3702(86)90067-6", "AI"),
    ]


def test_one_title_in_two_years_is_two_papers_but_for_one_year() -> None:
    assert len(merged(paper("A Title", date="2019"), paper("A Title", date="2021"))[0]) == 2
    assert len(merged(paper("A Title", date="2020-11"), paper("A Title", date="2021"))[0]) == 1


def test_a_title_alone_fills_nothing_in() -> None:
    [found], [why] = merged(
        paper("Counterfactuals and Causes"), paper("Counterfactuals and Causes", doi="10.1000/x", venue="AI")
    )
    assert (found.doi, found.venue) == ("", "")
    assert "not taken over: 10.1000/x, AI" in why


def test_a_title_with_its_author_fills_in() -> None:
    [found], _ = merged(paper("A Title", "Ada Lane"), paper("A title!", "A. Lane", doi="10.1000/x"))
    assert found.doi == "10.1000/x"
