"""COinS, read by the rules of Zotero."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import html5lib

from exports.hostile import HOSTILE
from papershelf.exports.web import coins, highwire
from papershelf.model.record.paper import Paper, parse_authors

TYPES = {"journal": "journalArticle", "dc": "webpage"}


def zotero(paper: Paper) -> dict[str, Any]:
    """What Zotero makes of the span: its type from the format and genre, titles by type, authors joined."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(coins.span(paper))
    span = document.find("span")
    assert span.get("class") == "Z3988"
    assert span.get("aria-hidden") == "true"
    assert not list(span)
    assert not span.text
    pairs = [part.split("=") for part in span.get("title").split("&")]
    assert all(len(pair) == 2 for pair in pairs)
    found: dict[str, Any] = {"creators": []}
    values = [(name, unquote(value)) for name, value in pairs]
    assert values[0] == ("ctx_ver", "Z39.88-2004")
    (form,) = [value for name, value in values if name == "rft_val_fmt"]
    kind = form.removeprefix("info:ofi/fmt:kev:mtx:")
    book = "conferencePaper" if ("rft.genre", "proceeding") in values else "book"
    found["type"] = TYPES.get(kind, book)
    for name, value in values:
        if name == "rft_id" and value.startswith("info:doi/"):
            found["DOI"] = value.removeprefix("info:doi/")
        elif name == "rft_id" and value.startswith(("http://", "https://")):
            found["url"] = value
        elif name in {"rft.atitle", "rft.title"}:
            found["title"] = value
        elif name in {"rft.btitle", "rft.jtitle"}:
            found["publicationTitle"] = value
        elif name == "rft.date":
            found["date"] = value
        elif name in {"rft.au", "rft.creator"}:
            found["creators"].append(tuple(value.split(", ", 1)))
        elif name == "rft.aucorp":
            found["creators"].append((value,))
    first = dict(values)
    if "rft.aulast" in first:
        assert (first["rft.aulast"], first["rft.aufirst"]) == found["creators"][0]
    return found


AUTHORS = parse_authors("Edward J. Hu; {Qwen Team}; Anna van der Berg; {others}")


def test_a_conference_paper() -> None:
    paper = Paper("k", "LoRA: 낮은 rank", authors=AUTHORS, date="2021-06", venue="ICLR 2022", arxiv="2106.09685",
                  doi="10.1/x")  # fmt: skip
    assert zotero(paper) == {
        "type": "conferencePaper", "title": "LoRA: 낮은 rank", "publicationTitle": "ICLR", "date": "2022",
        "DOI": "10.1/x", "url": "https://arxiv.org/abs/2106.09685",
        "creators": [("Hu", "Edward J."), ("Qwen Team",), ("van der Berg", "Anna")],
    }  # fmt: skip


def test_a_journal_article() -> None:
    found = zotero(Paper("k", "T", date="2022-03-01", venue="Transactions on Things 2022"))
    assert (found["type"], found["publicationTitle"], found["date"]) == (
        "journalArticle", "Transactions on Things", "2022-03-01",
    )  # fmt: skip


def test_a_preprint_and_a_web_page() -> None:
    assert zotero(Paper("k", "T", arxiv="2106.09685"))["type"] == "journalArticle"
    page = zotero(Paper("k", "T", authors=AUTHORS[:1], links=(("url", "https://p.org/?a=1&b=2"),)))
    assert (page["type"], page["title"], page["url"]) == ("webpage", "T", "https://p.org/?a=1&b=2")
    assert page["creators"] == [("Hu", "Edward J.")]


def test_hostile_text_stays_in_its_value() -> None:
    found = zotero(HOSTILE)
    assert found["title"].startswith("T a\"'><script>alert(1)</script>")
    assert "\x08" not in found["title"]


def test_highwire_tags_say_the_same() -> None:
    paper = Paper("k", "T", authors=AUTHORS, date="2021-06", venue="ICLR", arxiv="2106.09685", doi="10.1/x",
                  links=(("pdf", "https://p.org/x.pdf"),))  # fmt: skip
    assert list(highwire.tags(paper)) == [
        ("citation_title", "T"),
        ("citation_author", "Hu, Edward J."),
        ("citation_author", "Qwen Team"),
        ("citation_author", "van der Berg, Anna"),
        ("citation_publication_date", "2021/06"),
        ("citation_conference_title", "ICLR"),
        ("citation_doi", "10.1/x"),
        ("citation_arxiv_id", "2106.09685"),
        ("citation_pdf_url", "https://p.org/x.pdf"),
    ]
