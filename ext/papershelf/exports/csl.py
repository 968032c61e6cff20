"""CSL-JSON of a list of papers (https://docs.citationstyles.org, schema 1.0.2); own data under ``custom``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from papershelf.exports.own import page, unsaid
from papershelf.exports.text import dumps
from papershelf.model.record.bibliographic import CSL_HOLDERS, ROWS
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.kinds import THESES, csl_type, kind_of
from papershelf.model.record.paper import LINKS, Paper, Relation
from papershelf.model.record.people import OTHERS, Author, kept_authors
from papershelf.model.record.publication import beyond_iso, issued, venue_name

_SAID = frozenset({"title", "short-title", "authors", "year", "status", "tags", "doi", "read", *LINKS, *Relation})
"""Options that have places of their own in an item."""
_HELD = ("date", "venue", "type", "category", "also-in", "arxiv", "url")
_UNSAID = (*_HELD, *(name for name in FIELDS if name not in _SAID and name not in _HELD))


def name_of(author: Author) -> dict[str, str]:
    """One CSL name."""
    if author.literal:
        return {"literal": author.literal}
    found = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {part: text for part, text in found.items() if text}


def item(paper: Paper) -> dict[str, Any]:
    """One CSL item; absent values are left out."""
    kept, beyond = _kept(paper)
    custom = {
        "categories": list(paper.categories),
        "note-status": paper.status.value,
        "note-date": paper.read,
        "links": {label: url for label, url in paper.links if label != "url"},
        "cito": {relation.cito: list(keys) for relation, keys in paper.relations},
        "papershelf": own_options(paper),
        "fields": beyond,
    }
    own = {label: value for label, value in custom.items() if value}
    return _work(paper, kept) | ({"custom": own} if own else {})


def work(paper: Paper) -> dict[str, Any]:
    """What an item says of the work itself: all but our own data."""
    return _work(paper, _kept(paper)[0])


def _work(paper: Paper, kept: dict[str, Any]) -> dict[str, Any]:
    holder = CSL_HOLDERS.get(kind_of(paper).holder, "container-title")
    found: dict[str, Any] = {
        "id": paper.key,
        "citation-key": paper.key,
        "type": csl_type(paper),
        "title": paper.title,
        "title-short": paper.short_title,
        "author": [name_of(author) for author in paper.authors if author.literal != "others"],
        "issued": _date(beyond_iso(paper) or issued(paper)),
        "genre": THESES.get(paper.type, ""),
        **kept,
        holder: venue_name(paper) or kept.get(holder, ""),
        "archive": "arXiv" if paper.arxiv else kept.get("archive", ""),
        "archive_location": paper.arxiv if paper.arxiv and paper.venue else kept.get("archive_location", ""),
        "number": f"arXiv:{paper.arxiv}" if paper.arxiv and not paper.venue else kept.get("number", ""),
        "DOI": paper.doi,
        "URL": page(paper),
        "keyword": ", ".join(paper.tags),
        "annote": "\n".join(paper.summary),
    }
    return {label: value for label, value in found.items() if value}


def _kept(paper: Paper) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields that pages show nowhere: those that CSL has a name for, and the others under BibLaTeX's."""
    found: dict[str, Any] = {}
    beyond = {}
    holder = CSL_HOLDERS.get(kind_of(paper).holder, "")
    for name, text in paper.fields:
        row = ROWS.get(name)
        label = _label(name, paper) if row else ""
        if name in {kind_of(paper).holder, "date"}:
            continue
        if row is None or not label or label in found or (label == holder and paper.venue):
            beyond[name] = text
        elif row.form == "names":
            persons = kept_authors(text)
            found[label] = [name_of(person) for person in persons if person != OTHERS]
            if OTHERS in persons:
                beyond[name] = text
        elif row.form == "date":
            found[label] = _date(text)
        else:
            found[label] = text.replace("–", "-") if name == "pages" else text
    return found, beyond


def _label(name: str, paper: Paper) -> str:
    """CSL's name: the number of an article is its issue, that of a report its number."""
    if name == "number" and kind_of(paper).csl not in {"article-journal", "paper-conference"}:
        return "number" if not paper.arxiv or paper.venue else ""
    if name in {"archive", "archivelocation"} and paper.arxiv:
        return ""
    if name == "eventtitle" and csl_type(paper) == "paper-conference" and paper.venue:
        return ""
    return ROWS[name].csl


def _date(text: str) -> dict[str, Any] | None:
    """A CSL date: its parts, a range by two, a season, or the text itself."""
    if season := re.fullmatch(r"(\d{4})-2([1-4])", text):
        return {"date-parts": [[int(season[1])]], "season": int(season[2])}
    parts = text.split("/")
    if all(re.fullmatch(r"\d{4}(?:-\d\d){0,2}", part) for part in parts[:2]) and len(parts) <= 2:
        return {"date-parts": [[int(number) for number in part.split("-")] for part in parts]}
    return {"raw": text} if text else None


def own_options(paper: Paper) -> dict[str, str]:
    """Option name to text, of all that CSL has no place for; an empty one takes back what the other fields say."""
    held = {"category": next(iter(paper.categories), ""), "also-in": ", ".join(paper.categories[1:]), "authors": None}
    return unsaid(paper, (*_UNSAID, *["authors"] * (OTHERS in paper.authors)), csl_type, held)


def text(paper: Paper) -> str:
    """One paper as it stands in the list of a file."""
    return " " + dumps(item(paper), "\n ")


def parts(texts: Iterable[str]) -> Iterator[str]:
    """A file of papers in that form, part by part."""
    before = "[\n"
    for one in texts:
        yield before + one
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole CSL-JSON file."""
    return "".join(parts(map(text, papers)))
