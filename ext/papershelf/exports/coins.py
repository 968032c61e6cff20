"""COinS: a paper as a reference manager finds it in a page (OpenURL 1.0 in a ``span``, by the rules Zotero reads).

Conference papers and books use the book format; a web page, which has no OpenURL format, Dublin Core.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from papershelf.exports.text import clean, xml
from papershelf.exports.venues import csl_type, published_year, venue_name
from papershelf.model.paper import Author, Paper

_FORMATS = {
    "article-journal": ("journal", "article"),
    "paper-conference": ("book", "proceeding"),
    "article": ("journal", "preprint"),
    "webpage": ("dc", ""),
}


def context_object(paper: Paper) -> str:
    """The key-encoded values of a paper."""
    return "&".join(f"{name}={quote(clean(value), safe='')}" for name, value in _values(paper) if value)


def span(paper: Paper) -> str:
    """The HTML, which shows nothing and is read out by nobody."""
    return f'<span class="Z3988" aria-hidden="true" title="{xml(context_object(paper))}"></span>'


def _values(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = csl_type(paper)
    format_name, genre = _FORMATS[kind]
    links = dict(paper.links)
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{format_name}"
    yield "rft.genre", genre
    yield ("rft.title" if kind == "webpage" else "rft.atitle"), paper.title
    if paper.venue:
        yield ("rft.jtitle" if kind == "article-journal" else "rft.btitle"), venue_name(paper)
    yield "rft.date", paper.date if published_year(paper) == paper.year else published_year(paper)
    authors = [author for author in paper.authors if author.literal != "others"]
    if kind == "webpage":
        yield from (("rft.creator", author.sort_name) for author in authors)
        yield "rft.identifier", links.get("url", "")
    else:
        yield from _authors(authors)
    if paper.doi:
        yield "rft_id", f"info:doi/{paper.doi}"
    if paper.arxiv:
        yield "rft_id", f"info:arxiv/{paper.arxiv}"
    yield "rft_id", links.get("url", "") or (f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "")


def _authors(authors: list[Author]) -> Iterator[tuple[str, str]]:
    for number, author in enumerate(authors):
        if author.literal:
            yield "rft.aucorp", author.literal
        elif number == 0:
            yield "rft.aufirst", author.given
            yield "rft.aulast", author.family
        if not author.literal:
            yield "rft.au", author.sort_name
