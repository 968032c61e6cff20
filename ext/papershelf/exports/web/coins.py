"""COinS: a paper as a reference manager finds it in a page (OpenURL 1.0 in a ``span``, by the rules Zotero reads).

Conference papers and books use the book format; a web page, which has no OpenURL format, Dublin Core.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from papershelf.exports.own import page
from papershelf.exports.text import clean, xml
from papershelf.model.record.kinds import csl_type
from papershelf.model.record.paper import Author, Paper
from papershelf.model.record.publication import published_year, venue_name

_FORMATS = {
    "article-journal": ("journal", "article"),
    "paper-conference": ("book", "proceeding"),
    "article": ("journal", "preprint"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "book": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
}
_OTHER = ("dc", "")
_TITLES = {"dc": "rft.title", "book": "rft.btitle", "dissertation": "rft.title"}


def context_object(paper: Paper) -> str:
    """The key-encoded values of a paper."""
    return "&".join(f"{name}={quote(clean(value), safe='')}" for name, value in _values(paper) if value)


def span(paper: Paper) -> str:
    """The HTML, which shows nothing and is read out by nobody."""
    return f'<span class="Z3988" aria-hidden="true" title="{xml(context_object(paper))}"></span>'


def _values(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = csl_type(paper)
    format_name, genre = _FORMATS.get(kind, _OTHER)
    links = dict(paper.links)
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{format_name}"
    yield "rft.genre", genre
    yield _TITLES.get(format_name if genre in {"", "book", "report"} else "", "rft.atitle"), paper.title
    if paper.venue:
        yield _held(format_name, genre), venue_name(paper)
    yield "rft.date", paper.date if published_year(paper) == paper.year else published_year(paper)
    authors = [author for author in paper.authors if author.literal != "others"]
    if format_name == "dc":
        yield from (("rft.creator", author.inverted) for author in authors)
        yield "rft.identifier", links.get("url", "")
    else:
        yield from _authors(authors)
    if paper.doi:
        yield "rft_id", f"info:doi/{paper.doi}"
    if paper.arxiv:
        yield "rft_id", f"info:arxiv/{paper.arxiv}"
    yield "rft_id", page(paper)


def _held(format_name: str, genre: str) -> str:
    """The key for what a paper stands in, or for who brought it out."""
    if format_name == "dissertation":
        return "rft.inst"
    if format_name == "dc" or genre in {"book", "report"}:
        return "rft.publisher" if format_name == "dc" else "rft.pub"
    return "rft.jtitle" if format_name == "journal" else "rft.btitle"


def _authors(authors: list[Author]) -> Iterator[tuple[str, str]]:
    for number, author in enumerate(authors):
        if author.literal:
            yield "rft.aucorp", author.literal
        elif number == 0:
            yield "rft.aufirst", author.given
            yield "rft.aulast", author.family
        if not author.literal:
            yield "rft.au", author.inverted
