"""BibTeX of records."""

from __future__ import annotations

import pytest

from papershelf.exports.bibtex import bibliography, entry, escape, note_entry
from papershelf.model.record.paper import Paper, Status, parse_authors


def test_special_characters_stand_for_themselves() -> None:
    assert escape("50% of a_b & $c #1") == r"50\% of a\_b \& \$c \#1"
    assert escape("~^") == r"\textasciitilde{}\textasciicircum{}"
    assert escape("\\") == r"\textbackslash{}"


def test_a_published_preprint_has_the_venues_year() -> None:
    text = entry(
        Paper("lora", "LoRA & Co", authors=parse_authors("Ann Lee; {Qwen Team}; others"), date="2021-06",
              venue="ICLR 2022", arxiv="2106.09685", arxiv_version="v2")
    )  # fmt: skip
    assert text.splitlines() == [
        "@inproceedings{lora,",
        r"  title = {{LoRA \& Co}},",
        "  author = {Lee, Ann and {Qwen Team} and others},",
        "  year = {2022},",
        "  booktitle = {ICLR},",
        "  eprint = {2106.09685},",
        "  archivePrefix = {arXiv},",
        "  url = {https://arxiv.org/abs/2106.09685},",
        "}",
    ]


@pytest.mark.parametrize(
    ("paper", "lines"),
    [
        (Paper("a", "A", date="2021-06"), ["@misc{a,", "  year = {2021},", "  month = jun,"]),
        (Paper("a", "A", venue="Nature", date="2020"), ["@article{a,", "  journal = {Nature},", "  year = {2020},"]),
        (Paper("a", "A", links=(("url", "https://x.org/a_b%20{c}"),)), ["  url = {https://x.org/a_b%20%7Bc%7D},"]),
    ],
)
def test_fields(paper: Paper, lines: list[str]) -> None:
    assert set(lines) <= set(entry(paper).splitlines())


def test_a_bibliography_holds_what_a_reference_manager_wants() -> None:
    paper = Paper("a", "A", category="x", also_in=("y",), tags=("t_1",), status=Status.READING, summary=("one", "two"))
    text = bibliography([paper, Paper("b", "B")])
    for line in ["groups = {x, y}", r"keywords = {t\_1}", "readstatus = {skimmed}", "annote = {one\ntwo}"]:
        assert f"  {line},\n" in text
    assert text.count("@misc{") == 2
    assert text.endswith("}\n")
    assert "groups" not in entry(paper)


def test_braces_are_balanced_whatever_the_title() -> None:
    text = entry(Paper("a", "From { to nothing"))
    assert text.count("{") == text.count("}")


def test_a_note_is_a_work_of_its_own() -> None:
    paper = Paper("lora", "LoRA & Co", authors=parse_authors("Ann Lee"), date="2021-06", read="2024-03-09")
    text = note_entry(
        paper, title="Notes on “LoRA & Co”", author="Kim, Lee and Co.", library="A_b", url="https://x.org/a_b/"
    )
    assert text.splitlines() == [
        "@misc{lora-note,",
        r"  title = {{Notes on “LoRA \& Co”}},",
        "  author = {{Kim, Lee and Co.}},",
        "  year = {2024},",
        "  month = mar,",
        r"  howpublished = {A\_b},",
        "  url = {https://x.org/a_b/},",
        "}",
    ]


def test_a_note_without_a_day_or_an_author_invents_none() -> None:
    text = note_entry(Paper("a", "A", date="2021"), title="On A", author="", library="L", url="")
    assert text.splitlines() == ["@misc{a-note,", "  title = {{On A}},", "  howpublished = {L},", "}"]
