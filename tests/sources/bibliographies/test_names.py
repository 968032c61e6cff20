"""One reader of names: as BibTeX, CSL-JSON, RIS and the option of a page have them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from papershelf.exports import bibtex as bibtex_out
from papershelf.exports import csl as csl_out
from papershelf.exports import ris as ris_out
from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import Paper
from papershelf.model.record.people import OTHERS, Author, parse_authors
from papershelf.sources.bibliographies import bibtex, csl, ris
from papershelf.sources.servers import arxiv

LINES = Path(__file__).with_name("names.tsv").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [tuple(line.split("\t")) for line in LINES]


def shown(author: Author) -> str:
    if author == OTHERS:
        return "others"
    return (
        f"{{{author.literal}}}"
        if author.literal
        else "|".join((author.family, author.given, author.suffix)).rstrip("|")
    )


def only(papers: list[Paper | None]) -> Paper:
    [paper] = papers
    assert paper is not None
    return paper


def test_there_are_forty() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize(("written", "meant"), ROWS)
def test_as_bibtex_has_them(written: str, meant: str) -> None:
    [record] = bibtex.parse(f"@misc{{x, title = {{T}}, author = {{{written}}}}}")
    assert record.paper is not None
    assert ("; ".join(map(shown, record.paper.authors)), record.problems) == (meant, ())


@pytest.mark.parametrize(("written", "meant"), ROWS)
def test_they_stay_in_every_format(written: str, meant: str) -> None:
    paper = only([r.paper for r in bibtex.parse(f"@misc{{x, title = {{T}}, author = {{{written}}}}}")])
    assert parse_authors(authors_text(paper.authors)) == paper.authors
    for text, parse in (
        (bibtex_out.bibliography([paper]), bibtex.parse),
        (csl_out.bibliography([paper]), csl.parse),
        (ris_out.bibliography([paper]), ris.parse),
    ):
        assert only([r.paper for r in parse(text)]).authors == paper.authors


@pytest.mark.parametrize(
    ("person", "meant"),
    [
        ({"family": "others"}, "others"),
        ({"literal": "others"}, "others"),
        ({"literal": "et al."}, "others"),
        ({"family": "al.", "given": "et"}, "others"),
        ({"literal": "외 3명"}, "others"),
        ({"family": "Team", "given": "Gemini"}, "{Gemini Team}"),
        ({"family": "Collaboration", "given": "The ATLAS"}, "{The ATLAS Collaboration}"),
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}, "van der Berg|Jan"),
        ({"family": "Gogh", "given": "Vincent", "dropping-particle": "van"}, "Gogh|Vincent van"),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, "King|Martin|Jr."),
        ({"family": "김", "given": "철수"}, "김|철수"),
        ({"literal": "김철수"}, "{김철수}"),
        ({"literal": "철수 김"}, "김|철수"),
        ({"family": "언어 연구실"}, "{언어 연구실}"),
    ],
)
def test_as_csl_has_them(person: dict[str, str], meant: str) -> None:
    item = {"id": "x", "title": "T", "author": [{"family": "Lee", "given": "Ann"}, person]}
    authors = only([r.paper for r in csl.parse(json.dumps([item]))]).authors
    assert [shown(author) for author in authors] == ["Lee|Ann", meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Berg, Jan van der", "Berg|Jan van der"),
        ("van der Berg, Jan", "van der Berg|Jan"),
        ("King, Martin Luther, Jr.", "King|Martin Luther|Jr."),
        ("Team, Gemini", "{Gemini Team}"),
        ("National Research Council,", "{National Research Council}"),
        ("ATLAS Collaboration", "{ATLAS Collaboration}"),
        ("others", "others"),
        ("et al.", "others"),
        ("김철수", "{김철수}"),
        ("김, 철수", "김|철수"),
    ],
)
def test_as_ris_has_them(written: str, meant: str) -> None:
    text = f"TY  - JOUR\nTI  - T\nAU  - Lee, Ann\nAU  - {written}\nER  - \n"
    assert [shown(author) for author in only([r.paper for r in ris.parse(text)]).authors] == ["Lee|Ann", meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Gemini Team", "{Gemini Team}"), ("Rohan Anil", "Anil|Rohan"), (": ", ""), ("Llama Team", "{Llama Team}"),
     ("ATLAS Collaboration", "{ATLAS Collaboration}"), ("Sammy Davis Jr", "Davis|Sammy|Jr")],
)  # fmt: skip
def test_as_arxiv_has_them(written: str, meant: str) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2101.00001v1</id><title>T</title>'
        f"<published>2021-01-01T00:00:00Z</published><author><name>{written}</name></author></entry></feed>"
    )
    found = arxiv.parse(feed.encode())["2101.00001"].options
    assert "; ".join(map(shown, parse_authors(found.get("authors", "")))) == meant


def test_others_are_nobody_in_any_format() -> None:
    fields = (("editor", "Kim, Bo; others"), ("translator", "others"))
    paper = Paper("x", "T", authors=parse_authors("Ann Lee; others"), date="2020", type="book", fields=fields)
    for text, parse in (
        (bibtex_out.bibliography([paper]), bibtex.parse),
        (csl_out.bibliography([paper]), csl.parse),
        (ris_out.bibliography([paper]), ris.parse),
    ):
        assert only([r.paper for r in parse(text)]) == paper
    assert '"literal": "others"' not in csl_out.bibliography([paper])
    assert "  - others" not in ris_out.bibliography([paper])


def test_editors_of_two_tags_are_all_kept() -> None:
    text = "TY  - BOOK\nTI  - T\nA2  - Kim, Bo\nED  - Lee, Ann\nER  - \n"
    assert dict(only([r.paper for r in ris.parse(text)]).fields)["editor"] == "Kim, Bo; Lee, Ann"
