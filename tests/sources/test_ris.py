"""RIS as EndNote, Zotero and publishers write it."""

from __future__ import annotations

import pytest

from papershelf.model.record.paper import Paper
from papershelf.sources.bibliographies.ris import parse


def one(text: str) -> Paper:
    [record] = parse(text)
    assert record.paper is not None, record.problems
    return record.paper


def test_a_reference_as_zotero_writes_it() -> None:
    [record] = parse(
        "TY  - CONF\r\nTI  - LoRA: Low-Rank\r\nAU  - Hu, Edward J.\r\nAU  - King, Martin, Jr.\r\nAU  - Qwen Team\r\n"
        "T2  - ICLR\r\nAB  - Words\r\nDA  - 2022/04/25/\r\nPY  - 2022\r\nDO  - https://doi.org/10.1000/x\r\nSP  - 1\r\n"
        "UR  - https://openreview.net/forum?id=a;b\r\nL1  - https://x.org/a.pdf\r\nKW  - peft\r\nKW  - low rank\r\n"
        "N1  - <p>Seen</p>\r\nER  - \r\n\r\n"
    )
    paper = record.paper
    assert paper is not None
    assert [a.sort_name for a in paper.authors] == ["Hu, Edward J.", "King, Martin, Jr.", "Qwen Team"]
    assert (paper.venue, paper.date, paper.doi) == ("ICLR 2022", "2022-04-25", "10.1000/x")
    assert paper.links == (("url", "https://openreview.net/forum?id=a;b"), ("pdf", "https://x.org/a.pdf"))
    assert (paper.tags, paper.note, paper.key) == (("peft", "low rank"), "Seen", "lora-low-rank")
    assert (record.abstract, dict(paper.fields)["pages"]) == ("Words", "1")


def test_the_older_tags_of_endnote() -> None:
    paper = one(
        "TY  - JOUR\nID  - 12\nA1  - Lee, Ann\nT1  - A title\n  that goes on\nJF  - Nature\nY1  - 2020/03//\n"
        "N2  - Abstract\n"
        "KW  - a\n  b\nL2  - http://x.org/\nUR  - internal-pdf://1.pdf\nER  -\n"
    )
    assert (paper.title, paper.venue, paper.date) == ("A title that goes on", "Nature 2020", "2020-03")
    assert (paper.tags, paper.links, paper.summary) == (("a", "b"), (("url", "http://x.org/"),), ())
    assert paper.key == "a-title-that-goes-on"


@pytest.mark.parametrize(
    "line",
    [
        "M1  - arXiv:2106.09685",
        "AN  - arXiv:2106.09685",
        "UR  - http://arxiv.org/abs/2106.09685",
        "DO  - 10.48550/arXiv.2106.09685",
        "T2  - arXiv preprint arXiv:2106.09685",
    ],
)
def test_a_preprint_is_known_by_its_number(line: str) -> None:
    paper = one(f"TY  - UNPB\nTI  - T\n{line}\nER  - ")
    assert (paper.arxiv, paper.venue) == ("2106.09685", "")


def test_every_reference_is_accounted_for() -> None:
    records = parse(
        "lost words\nTY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \nTY  - JOUR\nER  - \nmore\nTY  - JOUR\nTI  - C"
    )
    assert [(r.line, r.paper.title if r.paper else None) for r in records] == [
        (1, None), (2, "A"), (4, "B"), (7, None), (9, None), (10, "C"),
    ]  # fmt: skip
    assert "ER" in records[1].problems[0]
    assert records[2].problems == ()


def test_nothing_and_a_mark() -> None:
    assert parse("") == parse("\ufeff\n\n") == []
    assert one("\ufeffTY  - JOUR\nTI  - A\nER  - ").title == "A"


def test_references_of_mendeley_scopus_and_web_of_science() -> None:
    mendeley = one(
        "TY  - JOUR\nTI  - T\nJF  - Whole\nJO  - Wh.\nPY  - 2019\nDA  - Jun 3\nM3  - doi:10.1000/a\nER  - \n"
    )
    assert (mendeley.doi, mendeley.date, mendeley.venue) == ("10.1000/a", "2019-06-03", "Whole 2019")
    assert dict(mendeley.fields)["shortjournal"] == "Wh."
    assert dict(one("TY  - JOUR\nTI  - T\nSN  - 14248220 (ISSN)\nER  - \n").fields) == {"issn": "14248220"}
    assert dict(one("TY  - BOOK\nTI  - T\nSN  - 1424-8220\nER  - \n").fields) == {"issn": "1424-8220"}
    [record] = parse(
        "\ufeffTY  - CPAPER\nTI  - T\nCP  - 5th Meeting\nCL  - Seoul\nAB  - One\n   two\nPU  - P\nPI  - NEW YORK\n"
        "SN  - 1063-6919\nSN  - 978-1-7281-3293-8\nER  -\n"
    )
    assert record.paper is not None
    assert record.abstract == "One two"
    assert dict(record.paper.fields) == {
        "publisher": "P", "location": "NEW YORK", "isbn": "978-1-7281-3293-8", "issn": "1063-6919",
        "abstract": "One two", "eventtitle": "5th Meeting", "venue": "Seoul",
    }  # fmt: skip
