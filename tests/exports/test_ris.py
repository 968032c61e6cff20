"""RIS of records, as an independent parser reads it."""

from __future__ import annotations

import rispy

from papershelf.exports.ris import bibliography, entry
from papershelf.model.record.paper import Paper, parse_authors

LORA = Paper(
    "lora", "LoRA", "Lo", parse_authors("Ann Lee; {Qwen Team}; others"), "2022-06-17", "ICLR 2022", tags=("a", "b"),
    arxiv="2106.09685", doi="10.1000/182", links=(("pdf", "https://example.org/p.pdf"),), summary=("one", "two"),
)  # fmt: skip


def test_a_whole_entry() -> None:
    assert entry(LORA).split("\n") == [
        "TY  - CPAPER",
        "ID  - lora",
        "TI  - LoRA",
        "ST  - Lo",
        "AU  - Lee, Ann",
        "AU  - Qwen Team",
        "PY  - 2022",
        "DA  - 2022/06/17/",
        "T2  - ICLR",
        "M1  - arXiv:2106.09685",
        "DO  - 10.1000/182",
        "UR  - https://arxiv.org/abs/2106.09685",
        "L1  - https://example.org/p.pdf",
        "KW  - a",
        "KW  - b",
        "N2  - one two",
        "ER  - ",
    ]


def test_a_day_is_given_as_far_as_it_is_known() -> None:
    assert "DA  - 2021/06//" in entry(Paper("a", "A", date="2021-06")).split("\n")
    assert "DA  -" not in entry(Paper("a", "A", date="2021"))
    assert "DA  -" not in entry(Paper("a", "A", date="2021-06", venue="ICLR 2022"))  # the year is the venue's


def test_a_value_stays_on_its_line() -> None:
    text = entry(Paper("a", "One\nER  - \nTY  - JOUR"))
    assert "TI  - One ER - TY - JOUR" in text.split("\n")
    assert text.count("\nER  - ") == 1


def test_a_bibliography_is_read_back() -> None:
    found = rispy.loads(bibliography([LORA, Paper("b", "한글", date="2020")]))
    assert [(one["type_of_reference"], one["id"], one["year"]) for one in found] == [
        ("CPAPER", "lora", "2022"),
        ("UNPB", "b", "2020"),
    ]
    assert found[0]["authors"] == ["Lee, Ann", "Qwen Team"]
    assert found[0]["keywords"] == ["a", "b"]
