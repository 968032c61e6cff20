"""Forms with a tag on each line: PubMed's, EndNote's and that of Web of Science."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.model.record.paper import Paper
from papershelf.sources.bibliographies import enw, files, forms, nbib, wos
from papershelf.sources.bibliographies.entries.records import Record

NBIB = """\
PMID- 30000001
OWN - NLM
IS  - 1234-5678 (Print)
IS  - 8765-4321 (Electronic)
VI  - 20
IP  - 4
DP  - 2009 Jun 3
TI  - Health advice for
      the shelf.
PG  - 454-81
LID - 10.1000/shelf [doi]
LID - e77 [pii]
AB  - BACKGROUND: Words
      and more.
FAU - Long, Vicky
AU  - Long V
CN  - DECODE Study
LA  - eng
PT  - Historical Article
PT  - Journal Article
TA  - J Shelves
JT  - Journal of shelves
OT  - *reading
OT  - shelves
MH  - Humans
MH  - Women, Working/history
PMC - PMC4513071

PMID- 30000002
TI  - [A translated title].
AU  - de la Cruz AB Jr
DP  - 2021
JT  - Revista
PT  - Journal Article
"""

ENW = """\
%0 Conference Proceedings
%T Shelves at Scale
%A Lee, Ann
%A Gemini Team
%A 김철수
%Y Park, Bo
%S Proceedings of the Meeting on Shelves
%D 2020
%8 July
%I Association for Shelves
%C Online
%F lee-2020-shelves
%X Words here.
%R doi:10.18653/v1/2020.x
%U https://example.org/2020.x/
%P 87-90

%0 Thesis
%A Geoffrey Kim
%T On Books
%I University of Books
%D 2011
%9 Ph.D. thesis
%@ 978-3-86490-311-3
%K alpha
beta
"""

WOS = """\
\ufeffFN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Kim, AB
   Lee, C
AF Kim, Ann B.
   Lee, Cy
CA WEIRD Study
TI A title that
   goes on
SO PLOS ONE
DT Article
DE one thing; another,
   or so
ID KEYWORDS PLUS
AB First
   Second
CR BERCHA DM, 1997, FIZ TVERD TELA, V39, P1219
   BRAVINA SL, 1997, FERROELECTRICS, V192, P197
PU PUBLISHER
SN 1932-6203
JI PLoS One
PD DEC 31
PY 2019
VL 14
IS 12
BP 12
EP 19
AR e0207499
DI 10.1371/a; 10.1371/b
UT WOS:000515096600001
PM 31891577
ER

PT S
AU Chen, L
GP IEEE
TI A conference paper
SO 7TH CONFERENCE, PROCEEDINGS
DT Proceedings Paper
CT 7th Conference
PY 2005
ER

EF
"""


def papers(records: list[Record]) -> list[Paper]:
    assert all(record.paper for record in records), records
    return [record.paper for record in records if record.paper]


def names(paper: Paper) -> list[str]:
    return [author.sort_name for author in paper.authors]


def test_records_of_pubmed() -> None:
    records = nbib.parse(NBIB)
    one, other = papers(records)
    fields = dict(one.fields)
    assert (one.type, one.title, one.date) == ("article", "Health advice for the shelf", "2009-06-03")
    assert (one.venue, one.doi, one.tags) == ("Journal of shelves 2009", "10.1000/shelf", ("reading", "shelves"))
    assert names(one) == ["Long, Vicky", "DECODE Study"]
    assert (fields["pages"], fields["pmid"], fields["pmcid"]) == ("454–481", "30000001", "PMC4513071")
    assert (fields["issn"], fields["eissn"], fields["nbib-lid"]) == ("1234-5678", "8765-4321", "e77 [pii]")
    assert fields["nbib-mh"] == "Humans; Women, Working/history"
    assert records[0].abstract == "BACKGROUND: Words and more."
    assert (other.title, names(other)) == ("A translated title", ["de la Cruz, A. B., Jr"])
    assert [record.line for record in records] == [1, 29]


def test_records_of_eric_have_no_number_of_pubmed() -> None:
    text = "\nOWN - ERIC\nTI  - A Report\nDP  - 2019\nJT  - ACT, Inc.\nOID - ED602023\nPT  - Reports - Research\n"
    paper, article = papers(nbib.parse(text + "LID - http://dx.doi.org/10.1186/s1\n\n\nOWN - ERIC\nTI  - B\nJT  - J\n"))
    assert (paper.type, paper.venue, paper.doi) == ("report", "ACT, Inc.", "10.1186/s1")
    assert (article.type, article.venue) == ("article", "J")


def test_records_of_endnote() -> None:
    records = enw.parse(ENW)
    one, thesis = papers(records)
    assert (one.type, one.key, one.date) == ("inproceedings", "lee-2020-shelves", "2020-07")
    assert one.venue == "Proceedings of the Meeting on Shelves 2020"
    assert (one.doi, one.links) == ("10.18653/v1/2020.x", (("url", "https://example.org/2020.x/"),))
    assert names(one) == ["Lee, Ann", "Gemini Team", "김철수"]
    assert (dict(one.fields)["editor"], dict(one.fields)["pages"]) == ("Park, Bo", "87–90")
    assert records[0].abstract == "Words here."
    assert (thesis.type, thesis.venue, names(thesis)) == ("phdthesis", "University of Books", ["Kim, Geoffrey"])
    assert (thesis.tags, dict(thesis.fields)["isbn"]) == (("alpha", "beta"), "978-3-86490-311-3")


def test_endnote_without_types_is_parted_by_blank_lines() -> None:
    corn, wheat = papers(enw.parse("%T Corn\n%A Newman, W. H.\n%D 1891\n\n\n%T Wheat\n%A Lee, A\n"))
    assert (corn.title, corn.date, wheat.title, names(wheat)) == ("Corn", "1891", "Wheat", ["Lee, A."])


def test_records_of_web_of_science() -> None:
    records = wos.parse(WOS)
    one, other = papers(records)
    fields = dict(one.fields)
    assert (one.type, one.title, one.date, one.venue) == (
        "article",
        "A title that goes on",
        "2019-12-31",
        "PLOS ONE 2019",
    )
    assert names(one) == ["Kim, Ann B.", "Lee, Cy", "WEIRD Study"]
    assert (one.doi, fields["wos-other-doi"]) == ("10.1371/a", "10.1371/b")
    assert one.tags == ("one thing", "another or so")
    assert (fields["pages"], fields["eid"], fields["pmid"]) == ("12–19", "e0207499", "31891577")
    assert fields["wos-cr"].startswith("BERCHA DM, 1997, FIZ TVERD TELA, V39, P1219; BRAVINA")
    assert fields["wos-id"] == "KEYWORDS PLUS"
    assert records[0].abstract == "First Second"
    assert (other.type, other.date, names(other)) == ("inproceedings", "2005", ["Chen, L."])
    assert (dict(other.fields)["eventtitle"], dict(other.fields)["wos-gp"]) == ("7th Conference", "IEEE")


@pytest.mark.parametrize(
    ("parse", "text", "line", "words"),
    [
        (nbib.parse, "\nA page of words\n\n" + NBIB, 2, "a record begins with a line like 'PMID- 20481061'"),
        (enw.parse, "\n\nwords\n" + ENW, 3, "a record begins with a line like '%0 Journal Article'"),
        (wos.parse, "FN x\nVR 1\nwords\n\nPT J\nTI T\nER\n", 3, "a record begins with a line like 'PT J'"),
        (nbib.parse, "PMID- 1\nDP  - 2020\n", 1, "there is no title"),
    ],
)
def test_what_is_no_record_is_named_with_its_line(parse, text, line, words) -> None:  # type: ignore[no-untyped-def]
    bad = next(record for record in parse(text) if record.paper is None)
    assert (bad.line, words in bad.problems[0]) == (line, True)
    assert sum(record.paper is None for record in parse(text)) == 1


def test_nobodys_address_is_kept() -> None:
    [record] = wos.parse("PT J\nTI One\nAU Kim, A\nEM a.kim@example.org\nER\n")
    assert record.paper is not None
    assert not any("@" in text for _name, text in record.paper.fields)


def test_a_record_that_does_not_end_is_read_and_named() -> None:
    one, other = wos.parse("PT J\nTI One\nPT J\nTI Two\nER\n")
    assert one.problems == ("the line 'ER' that ends it is missing",)
    assert (one.paper and one.paper.title, other.problems) == ("One", ())


def test_the_text_tells_its_form_where_the_name_is_wrong() -> None:
    assert [forms.form_of(text) for text in (NBIB, ENW, WOS, "TY  - JOUR\n", "# List\n")] == [
        "nbib", "enw", "wos", "ris", "",
    ]  # fmt: skip
    [record] = files.parse(Path("scholar.enw"), "TY  - JOUR\nTI  - T\nER  - \n")
    assert record.paper is not None
    assert record.paper.title == "T"


@pytest.mark.parametrize(("name", "text"), [("a.nbib", NBIB), ("b.enw", ENW), ("savedrecs.txt", WOS), ("c.ciw", WOS)])
def test_in_and_out_again(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    home = tmp_path / "library"
    (home / "papers").mkdir(parents=True)
    (home / "categories").mkdir()
    (home / "conf.py").write_text('extensions = ["papershelf"]\n')
    (home / "index.md").write_text("# Library\n\n```{toctree}\ncategories/\n```\n")
    source = tmp_path / name
    source.write_text(text, "utf-8")
    before = papers(files.parse(source.with_suffix(source.suffix.replace("txt", "ciw")), text))
    assert main(["-C", str(home), "import", str(source)]) == 0, capsys.readouterr().err
    for form, ending in (("bibtex", ".bib"), ("ris", ".ris"), ("csl", ".json")):
        out = tmp_path / f"out{ending}"
        assert main(["-C", str(home), "export", "--format", form, "-o", str(out)]) == 0
        after = {paper.key: paper for paper in papers(files.parse(out, out.read_text("utf-8")))}
        for paper in before:
            again = after[paper.key]
            assert (again.title, again.authors, again.type) == (paper.title, paper.authors, paper.type)
            assert (again.venue, again.date, again.doi) == (paper.venue, paper.date, paper.doi)
            assert again.fields == paper.fields
