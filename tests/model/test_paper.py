"""Names of authors, default keys, and what a record says of itself."""

from __future__ import annotations

import pytest

from papershelf.model.record.paper import (
    Author,
    Paper,
    Relation,
    Status,
    default_key,
    parse_author,
    parse_authors,
    parse_status,
)
from papershelf.model.record.publication import venue_year


@pytest.mark.parametrize(
    ("raw", "author"),
    [
        ("Ann Lee", Author("Lee", "Ann")),
        ("Edward J. Hu", Author("Hu", "Edward J.")),
        ("Lee, Ann", Author("Lee", "Ann")),
        ("Aaron van den Oord", Author("van den Oord", "Aaron")),
        ("Oord, Aaron van den", Author("Oord", "Aaron van den")),
        ("de la Cruz", Author("la Cruz", "de")),
        ("Plato", Author(literal="Plato")),
        ("{Qwen Team}", Author(literal="Qwen Team")),
        ("Lee,", Author(literal="Lee")),
        ("홍 길동", Author("홍", "길동")),
        ("길동 홍", Author("홍", "길동")),
        ("King, Jr., Martin Luther", Author("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King Jr.", Author("King", "Martin Luther", suffix="Jr.")),
        ("Gemini Team", Author(literal="Gemini Team")),
        ("Ofir Press", Author("Press", "Ofir")),
        ("Qingyao Ai", Author("Ai", "Qingyao")),
    ],
)
def test_author(raw: str, author: Author) -> None:
    assert parse_author(raw) == author


@pytest.mark.parametrize("raw", ["", "{}", "{ }", "{a{b}}", "{Qwen} Team", "Ann Lee}", ", Ann"])
def test_author_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r"Qwen Team|Given Family"):
        parse_author(raw)


def test_authors_are_parted_by_semicolons_and_keep_their_order() -> None:
    assert [a.name for a in parse_authors("Bo Kim; {A, B and C} ;; Lee, Ann;")] == ["Bo Kim", "A, B and C", "Ann Lee"]
    assert parse_authors("Lee, Ann")[0].sort_name == "Lee, Ann"


def test_status() -> None:
    assert parse_status(" Done ") is Status.DONE
    with pytest.raises(ValueError, match="planned, reading, writing, done"):
        parse_status("finished")


@pytest.mark.parametrize(
    ("docname", "key"),
    [
        ("papers/lora", "lora"),
        ("papers/LoRA/index", "lora"),
        ("papers/LoRA/contents", "lora"),
        ("papers/LoRA/README", "lora"),
        ("index", "index"),
        ("papers/한글", "hangeul"),
        ("papers/로라/index", "rora"),
        ("papers/大模型综述", "da-mo-xing-zong-shu"),
        ("papers/___", "paper"),
        ("papers/★", "paper-a3b40c25"),
    ],
)
def test_default_key(docname: str, key: str) -> None:
    assert default_key(docname) == key


def test_what_a_record_says() -> None:
    paper = Paper(
        "a", date="2021-06", venue="ICLR 2022", category="x", also_in=("y", "x"), arxiv="2106.09685",
        arxiv_version="v2", doi="10.1000/182", links=(("code", "https://example.org/"),),
        relations=((Relation.EXTENDS, ("b",)),),
    )  # fmt: skip
    assert (paper.name, paper.year, venue_year(paper), paper.insight) == ("a", "2021", "2022", "")
    assert paper.categories == ("x", "y")
    assert list(paper.all_links.items()) == [
        ("arxiv", "https://arxiv.org/abs/2106.09685v2"),
        ("doi", "https://doi.org/10.1000/182"),
        ("code", "https://example.org/"),
    ]
    assert (paper.related(Relation.EXTENDS), paper.related(Relation.CONFIRMS)) == (("b",), ())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ((), ["arxiv", "pdf"]),
        ((("code", "https://example.org/c"), ("pdf", "https://example.org/p")), ["arxiv", "pdf", "code"]),
    ],
)
def test_the_pdf_that_arxiv_has_is_one_click_away(written: tuple[tuple[str, str], ...], shown: list[str]) -> None:
    links = Paper("a", arxiv="2106.09685", arxiv_version="v2", doi="", links=written).followed_links
    assert list(links) == shown
    assert links["pdf"] == dict(written).get("pdf", "https://arxiv.org/pdf/2106.09685v2")
    assert "pdf" not in Paper("b", doi="10.1000/182").followed_links
