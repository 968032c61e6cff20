"""RIS of one paper or of a list of them (UTF-8, one field a line, ``XX  - value``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papershelf.exports.own import OWN, page, unsaid
from papershelf.model.record import bibliographic
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.kinds import kind_of, ris_type, ris_word
from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import Author, Paper
from papershelf.model.record.people import OTHERS, kept_authors
from papershelf.model.record.publication import beyond_iso, issued, published_year, venue_name

_HOLDERS = {"institution": "PB", "publisher": "PB", "organization": "PB"}
"""The tag of what is shown as the venue, by BibLaTeX's field; ``T2`` for all others."""

_SAID = frozenset({"title", "short-title", "year", "status", "tags"})
"""Options that need no note: a tag says them wholly, or every entry has them."""


def author(name: Author) -> str:
    """One name: ``Family, Given``, or the name of a group."""
    return name.inverted


def _day(paper: Paper) -> str:
    """``2021/06/17/``, the last parts empty where they are not known; of the year alone, ``PY`` tells."""
    if written := beyond_iso(paper):
        return "///" + written
    parts = issued(paper).split("-")
    return "/".join([*parts, "", ""][:4]) if len(parts) > 1 else ""


def fields(paper: Paper, *, own: bool = False) -> Iterator[tuple[str, str]]:
    """Tags with their values, in the order they are written; absent ones are left out by :func:`entry`.

    :param own: also categories as keywords, and notes with what no tag of RIS holds.
    """
    links = dict(paper.links)
    yield "ID", paper.key
    yield "TI", paper.title
    yield "ST", paper.short_title
    for person in paper.authors:
        if person.literal != "others":
            yield "AU", author(person)
    yield "PY", published_year(paper)
    yield "DA", _day(paper)
    yield _HOLDERS.get(kind_of(paper).holder, "T2"), venue_name(paper)
    yield from ((tag, text) for tag, _, text in _kept(paper) if tag)
    yield "M1", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    yield "DO", paper.doi
    yield "UR", page(paper)
    yield "L1", links.get("pdf", "")
    for word in (*(paper.categories if own else ()), *paper.tags):
        yield "KW", word
    if not own:
        yield "N2", " ".join(paper.summary)
        return
    for line in paper.summary:
        yield "N2", line
    for name, text in own_options(paper).items():
        yield "N1", f"{OWN}{name}: {text}"
    for tag, name, text in _kept(paper):
        if not tag:
            yield "N1", f"{OWN}field-{name}: {text}"


def _kept(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """Tag, BibLaTeX's name and text of the fields that pages show nowhere; no tag where RIS has none."""
    taken = {_HOLDERS.get(kind_of(paper).holder, "T2")} if paper.venue else set()
    for name, text in sorted(paper.fields, key=lambda field: bibliographic.order(field[0])):
        if name in {kind_of(paper).holder, "date"}:
            continue
        row = bibliographic.ROWS.get(name)
        tag = row.ris if row else ""
        if not row or not tag or tag in taken:
            yield "", name, text
        elif row.form == "names":
            persons = kept_authors(text)
            yield from ((tag, name, author(person)) for person in persons if person != OTHERS)
            if OTHERS in persons:
                yield "", name, text
        elif name == "pages" and text.count("–") == 1:
            yield from zip(("SP", "EP"), (name, name), text.split("–"), strict=True)
        elif row.form == "date":
            yield tag, name, text.replace("-", "/")
        else:
            yield tag, name, text
        taken.add(tag)


def own_options(paper: Paper) -> dict[str, str]:
    """Option name to text, of all that the tags do not say; an empty one takes back what they say.

    The state of the note stands in every entry: by it the reader knows that nothing has to be guessed.
    """
    held = {
        "authors": authors_text(paper.authors) if all(_plain(name) for name in paper.authors) else None,
        "doi": paper.doi,
        "pdf": dict(paper.links).get("pdf", ""),
    }
    found = {"status": paper.status.value}
    return found | unsaid(paper, (name for name in FIELDS if name not in _SAID), ris_word, held)


def _plain(name: Author) -> bool:
    """Whether a name is read back as it is: a comma tells family from given name, and a group has none."""
    return bool(name.given) if not name.literal else name.literal != "others" and "," not in name.literal


def entry(paper: Paper, *, own: bool = False) -> str:
    """One reference, from ``TY`` to ``ER``, without a final line break."""
    lines = [("TY", ris_type(paper))]
    lines += [(tag, text) for tag, value in fields(paper, own=own) if (text := " ".join(value.split()))]
    return "\n".join([*(f"{tag}  - {text}" for tag, text in lines), "ER  - "])


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole ``.ris`` file."""
    return "".join(f"{entry(paper, own=True)}\n\n" for paper in papers)
