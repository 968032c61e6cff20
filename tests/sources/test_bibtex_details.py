"""What other programs leave in ``.bib`` files: commands, HTML, comments, missing keys, odd DOIs, parents."""

from __future__ import annotations

import pytest

from papershelf.exports import bibtex as written
from papershelf.model.record.paper import Paper
from papershelf.sources.bibliographies.bibtex import parse
from papershelf.sources.bibliographies.entries.records import Record
from support import LONG
from work import grows_as_its_input

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


def one(fields: str, kind: str = "article") -> Paper:
    [record] = parse(f"@{kind}{{a, {fields}}}")
    assert record.paper is not None, record.problems
    assert record.problems == ()
    return record.paper


def papers(records: list[Record]) -> dict[str, Paper]:
    return {record.paper.key: record.paper for record in records if record.paper}


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        (r"The {\METAFONT}book", "The METAFONTbook"),
        (r"\BibTeX{} and \LaTeX\ by \TeX", "BibTeX and LaTeX by TeX"),
        (r"A \LaTeX Companion for \LaTeXe{}", "A LaTeX Companion for LaTeX2e"),
        (r"\unknown{kept}, \emph{kept} and {\bf kept}", "kept, kept and kept"),
        (r"{\relax Ch}ains in O(n \log n) \noindent steps", "Chains in O(n log n) steps"),
        (r"The {\TeX book} is \emphnot method\hyphen free", "The TeXbook is not method-free"),
        (r"5\,\degree C, a\par b", "5 °C, a b"),
        (r"Stra{\ss}e, \O re, \oe uvre", "Straße, Øre, œuvre"),
    ],
)
def test_a_command_that_holds_nothing_keeps_its_name(latex: str, title: str) -> None:
    assert one(f"title={{{latex}}}").title == title


@pytest.mark.parametrize(
    ("field", "journal"),
    [
        (r"journal={\prl}", "Physical Review Letters"),
        (r"journal={{\apj}}", "The Astrophysical Journal"),
        (r"journal={\apj Letters}", "The Astrophysical Journal Letters"),
        (r"journaltitle={\mnras{}}", "Monthly Notices of the Royal Astronomical Society"),
        (r'journal="\aap"', "Astronomy & Astrophysics"),
        (r"journal={\nat}", "Nature"),
    ],
)
def test_the_journals_of_astronomers_have_their_names(field: str, journal: str) -> None:
    paper = one(f"title={{T}}, year=2010, {field}")
    assert paper.venue == f"{journal} 2010"
    assert f"journal = {{{journal.replace('&', chr(92) + '&')}}}" in written.entry(paper)


@pytest.mark.parametrize(
    "entry",
    [
        "@article{,\n  title={No Key},\n  year=2001,\n}",
        "@article{\n   author = {Lee, Ann},\n   title = {No Key},\n   year = {2001}\n}",
        "@article{ title={No Key}, year=2001}",
        '@book{year = 2001, title = "No Key"}',
        "@article{ , title={No Key}, year=2001}",
    ],
)
def test_an_entry_without_a_key_gets_one(entry: str) -> None:
    first, second, last = parse(f"{entry}\n{entry}\n@misc{{last, title={{Last}}}}")
    for record, key in ((first, "no-key"), (second, "no-key-2")):
        assert record.paper is not None
        assert (record.paper.key, record.paper.title, record.paper.date) == (key, "No Key", "2001")
        assert record.problems == ("it has no key; one is made from its title",)
    assert (last.name, last.line, last.problems) == ("last", 2 * entry.count("\n") + 3, ())


@pytest.mark.parametrize(
    "comment", ["% a comment", "  % author = {No One},", "%% {never closed", '% "quoted', "% a, b = c }", "%"]
)
def test_a_comment_between_fields_is_skipped(comment: str) -> None:
    fields = f"{comment}\n  title={{T}}, {comment}\n{comment}\n  year=2001,\n{comment}\n"
    text = f"@article{{c,\n{fields}}}\n@misc{{d, title={{D}}}}"
    first, second = parse(text)
    assert first.paper is not None
    assert (first.paper.title, first.paper.date, first.problems) == ("T", "2001", ())
    assert first.paper.authors == ()
    assert (second.name, second.line) == ("d", 8)


def test_an_entry_of_which_every_line_is_a_comment_is_none() -> None:
    text = "%@misc{out,\n%  title={Out},\n% }\n\n% @misc{in, title={In}}\n@misc{last, title={Last}}"
    assert [(record.name, record.line, record.problems) for record in parse(text)] == [("in", 5, ()), ("last", 6, ())]


def test_a_percent_sign_within_a_value_is_text() -> None:
    paper = one('title={5\\% of\n% all}, note="up to\n% ten", url={https://x.org/a%20b}')
    assert paper.title == "5% of % all"
    assert dict(paper.fields)["note"] == "up to % ten"
    assert paper.links == (("url", "https://x.org/a%20b"),)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Salt &amp; Pepper", "Salt & Pepper"),
        ("Salt {\\&}amp; Pepper", "Salt & Pepper"),
        ("&lt;i&gt;Drosophila&lt;/i&gt; wings", "Drosophila wings"),
        ('<i>E. coli</i> and <span class="x">others</span>', "E. coli and others"),
        ("H<sub>2</sub>O at 10<sup>-3</sup>", "H₂O at 10⁻³"),
        ("The 1<sup>st</sup> &#8211; &eacute;t&#xe9;", "The 1st – été"),
        ("&amp;lt; and AT\\&T; R\\&D", "< and AT&T; R&D"),
        ("If a<b and c>d", "If a<b and c>d"),
        ("One<br/>line", "One line"),
    ],
)
def test_html_becomes_what_it_means(title: str, read: str) -> None:
    assert one(f"title={{{title}}}").title == read


def test_html_in_names_addresses_and_abstracts() -> None:
    text = """@article{a, title={T}, author={Andr&eacute; Ri&#233;u and Bo Li}, url={https://x.org/?a=1&amp;b=2},
    abstract={<jats:p>x &lt; 2</jats:p>}}"""
    [record] = parse(text)
    assert record.paper is not None
    assert [author.name for author in record.paper.authors] == ["André Riéu", "Bo Li"]
    assert (record.paper.links, record.abstract) == ((("url", "https://x.org/?a=1&b=2"),), "x < 2")


def test_a_title_of_our_own_that_looks_like_html_stays() -> None:
    paper = one("title={{The \\&lt;b> tag and \\&amp;}}, papershelf-status={planned}", "misc")
    assert paper.title == "The &lt;b> tag and &amp;"
    assert one(written.entry(paper, own=True).split(",", 1)[1].rstrip("}\n"), "misc").title == paper.title


@pytest.mark.parametrize(
    "field",
    [
        f"doi={{{SICI}}}",
        "doi={" + SICI.replace("<", "{\\textless}").replace(">", "{\\textgreater}") + "}",
        "doi={" + SICI.replace("<", "\\textless").replace(">", "\\textgreater ") + "}",
        "doi={" + SICI.replace("<", "{$<$}").replace(">", "$>$") + "}",
        "doi={" + SICI.replace("<", "&lt;").replace(">", "&gt;") + "}",
        "doi={https://doi.org/" + SICI.replace("<", "%3C").replace(">", "%3E") + "}",
        f"url={{http://dx.doi.org/{SICI}}}",
    ],
)
def test_a_sici_doi_is_kept_linked_and_written(field: str) -> None:
    paper = one(f"title={{T}}, {field}")
    assert paper.doi == SICI
    assert paper.all_links["doi"].endswith("17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2")
    assert f"doi = {{{SICI}}}" in written.entry(paper)


@pytest.mark.parametrize(
    "field",
    [
        "url={https://huggingface.co/papers/2106.09685}",
        "url={https://ar5iv.labs.arxiv.org/html/2106.09685}",
        "howpublished={\\url{https://ar5iv.org/abs/2106.09685}}",
        "eprinttype={arxiv}, eprint={https://hf.co/papers/2106.09685}",
    ],
)
def test_an_address_that_shows_a_paper_of_arxiv_is_its_number(field: str) -> None:
    paper = one(f"title={{T}}, {field}", "misc")
    assert (paper.arxiv, paper.links, paper.date) == ("2106.09685", (), "2021-06")


def test_what_other_entries_take_from() -> None:
    text = r"""@inbook{chapter, title={Chapter}, author={A B}, crossref={book}}
@book{book, title={Book}, editor={E F}, year=2001, xdata={press}}
@incollection{part, title={Part}, author={C D}, xdata={whole, press}}
@xdata{whole, title={Whole}, author={X Y}, isbn={123}, xdata={press}}
@xdata{press, publisher={P and Q}, location={Berlin}}
@book{one, title={One}, author={G H}, publisher={xdata=press-publisher-2}, location={xdata=press-location}}
@book{new, title={New}, author={G H}, related={book,part}, relatedtype={translationof}, relatedstring={Tr.\ of}}
@book{lost, title={Lost}, author={G H}, xdata={nowhere}}"""
    records = parse(text)
    found = papers(records)
    assert list(found) == ["chapter", "book", "part", "whole", "one", "new", "lost"]
    assert found["chapter"].venue == "Book 2001"
    assert dict(found["chapter"].fields) == {
        "editor": "F, E",
        "publisher": "P and Q",
        "location": "Berlin",
        "xref": "book",
    }
    assert (found["book"].type, found["book"].venue) == ("book", "P and Q")
    assert (found["part"].title, dict(found["part"].fields)["isbn"]) == ("Part", "123")
    assert (found["whole"].type, found["whole"].title) == ("book", "Whole")
    assert (found["one"].venue, dict(found["one"].fields)["location"]) == ("Q", "Berlin")
    kept = {"related": "book,part", "relatedtype": "translationof", "relatedstring": "Tr. of"}
    assert kept.items() <= dict(found["new"].fields).items()
    assert [record.problems for record in records if record.problems] == [
        ("it is data that other entries take (@xdata), which is no paper",),
        ("xdata: there is no other entry 'nowhere'",),
    ]


@pytest.mark.parametrize(
    "unit",
    ["% a\n", "<i ", "<sub>", "&amp", "\\BibTeX ", "@a{b=1,\n", '"%', "<p a=", "%@a{\n%", "@book{x, xdata={x}}\n"],
)
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    def run(count: int) -> None:
        parse("@misc{k, title={T}, abstract={" + unit * count + "},\n" + unit * count + "}")

    assert grows_as_its_input(run, 150, 600)
    run(10_000 if LONG else 2_500)
