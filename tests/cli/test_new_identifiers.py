"""``papershelf new`` with identifiers beyond arXiv and DOI.

The answers are no recordings: they are written in the forms that the servers document, with records of our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.test_new import library, page, run
from papershelf.cli.library import CommandError
from papershelf.sources.library.folder import read
from papershelf.sources.servers import openreview
from papershelf.sources.servers.identifiers import identify
from sources.servers import JSON, Answer, Server, crossref, running, without_pauses

__all__ = ["library"]  # a fixture
ANSWERS = Path(__file__).parent.parent / "sources/answers"
TEXT = "text/plain; charset=UTF-8"

WHAT = """\
P19-1001	acl	P19-1001
2020.acl-main.703	acl	2020.acl-main.703
2021.findings-emnlp.10	acl	2021.findings-emnlp.10
acl:P19-1001	acl	P19-1001
ACL: 2020.lrec-1.5	acl	2020.lrec-1.5
https://aclanthology.org/P19-1001/	acl	P19-1001
https://aclanthology.org/2020.acl-main.703.pdf	acl	2020.acl-main.703
https://www.aclweb.org/anthology/P19-1001v2.pdf	acl	P19-1001
https://aclanthology.info/papers/P18-1001/p18-1001	refused	neither an address of arXiv
https://aclanthology.org/volumes/2020.acl-main/	refused	neither an address of arXiv
acl:P19	refused	one is written P19-1001
openreview:aB3_dEfGhI	openreview	aB3_dEfGhI
https://openreview.net/forum?id=aB3_dEfGhI	openreview	aB3_dEfGhI
https://openreview.net/pdf?id=aB3_dEfGhI&x=1	openreview	aB3_dEfGhI
https://openreview.net/forum?id=aB3_dEfGhI&noteId=zzzzzz	openreview	aB3_dEfGhI
https://openreview.net/group?id=ICLR.cc/2024/Conference	refused	neither an address of arXiv
openreview:../../x	refused	one is written openreview:
dblp:conf/nips/LeeWK17	dblp	conf/nips/LeeWK17
DBLP:journals/corr/abs-2106-09685	dblp	journals/corr/abs-2106-09685
conf/nips/LeeWK17	dblp	conf/nips/LeeWK17
https://dblp.org/rec/conf/nips/LeeWK17.html	dblp	conf/nips/LeeWK17
https://dblp.uni-trier.de/rec/bib/conf/nips/LeeWK17	dblp	conf/nips/LeeWK17
https://dblp.org/pid/l/AnnLee.html	refused	neither an address of arXiv
dblp:LeeWK17	refused	one is written dblp:conf
pmid:31452104	pmid	31452104
PMID: 31452104	pmid	31452104
PMID 123	pmid	123
31452104	pmid	31452104
https://pubmed.ncbi.nlm.nih.gov/31452104/	pmid	31452104
https://www.ncbi.nlm.nih.gov/pubmed/31452104	pmid	31452104
https://europepmc.org/article/MED/31452104	pmid	31452104
pmid:none	refused	one is written pmid:
PMC6775981	pmc	PMC6775981
pmcid:PMC6775981	pmc	PMC6775981
https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6775981/	pmc	PMC6775981
https://pmc.ncbi.nlm.nih.gov/articles/PMC6775981/pdf/x.pdf	pmc	PMC6775981
9780262035613	isbn	9780262035613
978-0-262-03561-3	isbn	9780262035613
ISBN 0-262-03561-8	isbn	9780262035613
ISBN-13: 978-0-262-03561-3	isbn	9780262035613
isbn:0262035618	isbn	9780262035613
https://openlibrary.org/isbn/0262035618	isbn	9780262035613
9780262035614	refused	its last digit
ISBN 0-262-03561-7	refused	its last digit
isbn:12	refused	one is written 978-
https://huggingface.co/papers/2106.09685	arxiv	2106.09685
https://dl.acm.org/doi/10.1145/3292500.3330701	doi	10.1145/3292500.3330701
1984	title	1984
DBLP: Some Lessons Learned	title	DBLP: Some Lessons Learned
ISBN numbers in the wild	title	ISBN numbers in the wild
PMC is not PubMed	title	PMC is not PubMed
ACL 2019	title	ACL 2019
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    without_pauses(monkeypatch)
    with running() as server:
        yield server


def says(name: str, kind: str = JSON) -> list[Any]:
    return [Answer((ANSWERS / name).read_bytes(), kind)]


def facts(library: Path, key: str) -> dict[str, str]:
    """Title and options of a page, without those of the library."""
    text = page(library, key)
    options = dict(re.findall(r"^:([a-z-]+): (.*)$", text, re.MULTILINE))
    own = {"category", "status", "added", "short-title"}
    return {"title": text.partition("\n")[0][2:], **{name: value for name, value in options.items() if name not in own}}


@pytest.mark.parametrize(("what", "kind", "identifier"), [line.split("\t") for line in WHAT.splitlines()])
def test_what_a_reader_gives(what: str, kind: str, identifier: str) -> None:
    if kind == "refused":
        with pytest.raises(ValueError, match=re.escape(identifier)):
            identify(what)
    else:
        assert identify(what) == (kind, identifier)


ACL = {
    "title": "Reading Shelves of BERTs: Go Deep with Étagères", "authors": "Ann Kim; Bo Müller; Jan van der Berg",
    "date": "2019-07",
    "venue": "Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics 2019",
    "type": "inproceedings", "doi": "10.18653/v1/P19-1001", "url": "https://aclanthology.org/P19-1001/",
}  # fmt: skip
DBLP = {
    "title": "Shelving is All you Need", "authors": "Ann Lee; Wei Wang; Łukasz Kim", "year": "2017",
    "venue": "Advances in Neural Shelving Systems 30: Annual Conference on Neural Shelving Systems 2017, December 4-9, "
    "2017, Long Beach, CA, USA",
    "type": "inproceedings", "url": "https://proceedings.example.org/paper/2017/hash/3f5ee2-Abstract.html",
}  # fmt: skip
PUBMED = {
    "title": "Reading shelves of genes: what they hold, and what they do not",
    "authors": "Ann B. Kim; Bo Müller; {Shelf Consortium}", "date": "2019-11", "venue": "Shelf reviews. Biology 2019",
    "type": "article", "doi": "10.1002/wsbm.1571",
}  # fmt: skip
OPENREVIEW = {
    "title": "Shelves: Low-Rank Reading", "authors": "Ann Kim; Jan van der Berg; {Qwen Team}", "date": "2023-10-13",
    "venue": "ICLR 2024", "type": "inproceedings", "url": "https://openreview.net/forum?id=aB3_dEfGhI",
}  # fmt: skip
OLDER = {
    "title": "Older Shelves", "authors": "Ann Kim", "date": "2021-09-29", "venue": "ICLR 2022",
    "type": "inproceedings", "url": "https://openreview.net/forum?id=zY9xWvUtSr",
}  # fmt: skip
BOOK = {
    "title": "Deep Shelves: how to read them", "authors": "Ann Kim; 김철수", "date": "2016-11-18",
    "venue": "MIT Press", "type": "book", "url": "https://openlibrary.org/isbn/9780262035613",
}  # fmt: skip
KOREAN = {
    "title": "책장을 읽는 법", "authors": "김철수; 이영희", "date": "2021-03-02", "venue": "책장출판사", "type": "book",
    "url": "https://books.google.com/books?vid=ISBN9788966261840",
}  # fmt: skip


def ready(server: Server) -> None:
    """Every server knows one paper, and says of others what it says of those."""
    server.say |= {
        "/acl/P19-1001.bib": says("acl.bib", "application/x-bibtex"),
        "/dblp/rec/conf/nips/LeeWK17.bib": says("dblp.bib", TEXT),
        "/ncbi/efetch.fcgi": [
            lambda query: says("pubmed.nbib", TEXT)[0] if query["id"] == ["31452104"] else Answer(b"\n", TEXT)
        ],
        "/ncbi/esummary.fcgi": [
            lambda query: (
                says("pmc.json")[0]
                if query["id"] == ["6775981"]
                else Answer(b'{"result": {"uids": ["1"], "1": {"uid": "1", "error": "cannot get document summary"}}}')
            )
        ],
        "/openreview/notes": [
            lambda query: (
                says("openreview2.json")[0]
                if query["id"] == ["aB3_dEfGhI"]
                else Answer(b'{"name": "NotFoundError", "status": 404}', status=404)
            )
        ],
        "/openreview_before/notes": [
            lambda query: (
                says("openreview1.json")[0] if query["id"] == ["zY9xWvUtSr"] else Answer(b'{"notes": [], "count": 0}')
            )
        ],
        "/openlibrary/api/books": [
            lambda query: says("openlibrary.json")[0] if query["bibkeys"] == ["ISBN:9780262035613"] else Answer(b"{}")
        ],
        "/google_books/volumes": [
            lambda query: (
                says("google.json")[0]
                if query["q"] == ["isbn:9788966261840"]
                else Answer(b'{"kind": "books#volumes", "totalItems": 0}')
            )
        ],
    }


@pytest.mark.parametrize(
    ("what", "expected", "asked"),
    [
        ("P19-1001", ACL, ["/acl/P19-1001.bib"]),
        ("dblp:conf/nips/LeeWK17", DBLP, ["/dblp/rec/conf/nips/LeeWK17.bib"]),
        ("pmid:31452104", PUBMED, ["/ncbi/efetch.fcgi"]),
        ("PMC6775981", PUBMED, ["/ncbi/esummary.fcgi", "/ncbi/efetch.fcgi"]),
        ("https://openreview.net/forum?id=aB3_dEfGhI", OPENREVIEW, ["/openreview/notes"]),
        ("openreview:zY9xWvUtSr", OLDER, ["/openreview/notes", "/openreview_before/notes"]),
        ("0-262-03561-8", BOOK, ["/openlibrary/api/books"]),
        ("9788966261840", KOREAN, ["/openlibrary/api/books", "/google_books/volumes"]),
    ],
)
def test_an_answer_in_the_documented_form_becomes_a_page(
    library: Path, server: Server, what: str, expected: dict[str, str], asked: list[str]
) -> None:
    ready(server)
    assert run(library, server, what, key="one") == 0
    assert facts(library, "one") == expected
    assert server.paths == asked
    assert not read(library, library).problems
    (library / "papers/one.md").unlink()
    server.asked.clear()
    assert run(library, server, what, key="two") == 0  # the cache knows it
    assert (facts(library, "two"), server.asked) == (expected, [])


def test_pubmed_is_told_who_asks(library: Path, server: Server) -> None:
    ready(server)
    run(library, server, "pmid:31452104", mailto="me@example.org")
    [(path, headers)] = server.asked
    assert "tool=papershelf" in path
    assert "email=me%40example.org" in path
    assert "mailto:me@example.org" in headers["User-Agent"]


def test_a_paper_of_pmc_without_a_number_of_pubmed_is_asked_for_by_its_doi(library: Path, server: Server) -> None:
    answer = (ANSWERS / "pmc.json").read_bytes().replace(b'"value": "31452104"', b'"value": "0"')
    server.say["/ncbi/esummary.fcgi"] = [Answer(answer)]
    server.say["/crossref/works/10.1002/wsbm.1571"] = [crossref(title=["Genes"], type="journal-article")]
    run(library, server, "PMC6775981")
    assert facts(library, "genes") == {"title": "Genes", "type": "article", "doi": "10.1002/wsbm.1571"}


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("P19-9999", "the ACL Anthology has no paper P19-9999; nothing was written"),
        ("dblp:conf/nips/None17", "DBLP has no paper conf/nips/None17"),
        ("pmid:999999999", "PubMed has no paper 999999999"),
        ("PMC11111", "PubMed Central has no paper PMC11111"),
        ("openreview:never_there", "OpenReview has no paper never_there"),
        ("9791162540640", "Open Library and Google Books has no book 9791162540640"),
    ],
)
def test_what_is_gone_or_never_was_is_said(library: Path, server: Server, what: str, said: str) -> None:
    ready(server)
    with pytest.raises(CommandError, match=said):
        run(library, server, what)
    assert list((library / "papers").iterdir()) == []
    assert not (library / "papershelf-cache.json").exists()


@pytest.mark.parametrize(
    ("what", "path", "answer", "said"),
    [
        ("P19-1001", "/acl/P19-1001.bib", Answer(b"", TEXT), "P19-1001: the answer of the ACL Anthology has no paper"),
        ("P19-1001", "/acl/P19-1001.bib", Answer(b"@a{x, title={", TEXT), "has no paper: it is not closed"),
        ("P19-1001", "/acl/P19-1001.bib", Answer(b"\xff\xfe", TEXT), "no UTF-8"),
        ("P19-1001", "/acl/P19-1001.bib", Answer(b"<html>", "text/html"), "the answer is text/html"),
        ("pmid:31452104", "/ncbi/efetch.fcgi", Answer(b"PMID- 1\nAU  - K\n", TEXT), "has no paper: there is no title"),
        ("PMC6775981", "/ncbi/esummary.fcgi", Answer(b"{"), "PubMed Central is no JSON"),
        ("openreview:aB3_dEfGhI", "/openreview/notes", Answer(b"", status=403), "needs an account, or is not public"),
        ("openreview:aB3_dEfGhI", "/openreview/notes", Answer(b"[]" * 9), "OpenReview is no JSON"),
        (
            "openreview:aB3_dEfGhI", "/openreview/notes",
            Answer(b'{"notes": [{"id": "aB3_dEfGhI", "forum": "zY9xWvUtSr", "content": {"title": {"value": "R"}}}]}'),
            "a reply to a paper; the paper is openreview:zY9xWvUtSr",
        ),
        ("openreview:aB3_dEfGhI", "/openreview/notes", Answer(b'{"notes": [{"id": "x"}]}'), "has no title"),
        ("9780262035613", "/openlibrary/api/books", Answer(b'{"ISBN:9780262035613": {"key": "/b"}}'), "has no title"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_said(
    library: Path, server: Server, what: str, path: str, answer: Answer, said: str
) -> None:
    server.say[path] = [answer]
    with pytest.raises(CommandError, match=said):
        run(library, server, what)
    assert list((library / "papers").iterdir()) == []


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("ICLR 2022 Poster", "ICLR 2022"),
        ("ICLR 2023 notable top 5%", "ICLR 2023"),
        ("NeurIPS 2023 spotlight", "NeurIPS 2023"),
        ("NeurIPS 2022 Accept", "NeurIPS 2022"),
        ("EMNLP 2023 Main", "EMNLP 2023"),
        ("EMNLP 2023 Findings", "EMNLP 2023 Findings"),
        ("NeurIPS 2023 Datasets and Benchmarks Poster", "NeurIPS 2023 Datasets and Benchmarks"),
        ("ICML 2024 Workshop on Shelves Oral", "ICML 2024 Workshop on Shelves"),
        ("Accepted by TMLR", "TMLR 2024"),
        ("Submitted to ICLR 2024", ""),
        ("ICLR 2024 Conference Withdrawn Submission", ""),
        ("ICLR 2023 Conference Desk Rejected Submission", ""),
        ("Rejected by TMLR", ""),
        ("Under review for TMLR", ""),
        ("Decision pending for TMLR", ""),
        ("CoRR 2021", ""),
        ("", ""),
    ],
)
def test_a_venue_of_openreview_is_one_that_accepted_the_paper(said: str, venue: str) -> None:
    answer = (ANSWERS / "openreview2.json").read_text(encoding="utf-8").replace("ICLR 2024 spotlight", said)
    answer = answer.replace('"odate": 1697213872000', '"odate": 1705410000000')
    found = openreview.parse(answer.encode())
    assert found is not None
    assert found.options.get("venue", "") == venue
    assert found.options.get("type", "") == ("inproceedings" if venue else "")


def test_a_paper_without_doi_is_planned_with_its_address(library: Path, server: Server) -> None:
    ready(server)
    run(library, server, "openreview:aB3_dEfGhI", queue=True)
    assert "(2023-10-13) https://openreview.net/forum?id=aB3_dEfGhI +" in (library / "methods.md").read_text()
    assert not read(library, library).problems


@pytest.mark.parametrize("title", ["OpenReview Benchmark", "openreview reviewers"])
def test_a_title_that_begins_with_the_name_of_a_server_is_a_title(title: str) -> None:
    assert identify(title) == ("title", title)
