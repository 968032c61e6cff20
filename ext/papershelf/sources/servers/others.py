"""Which server is asked for which identifier: the ACL Anthology, OpenReview, DBLP, PubMed, Open Library.

Answers that are entries of a bibliography (BibTeX, MEDLINE) are read here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from papershelf.model.record.options import options
from papershelf.sources.bibliographies import bibtex, nbib
from papershelf.sources.bibliographies.entries.jsontext import object_of, objects_of, text_of
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.network.web import NotThere, Refused, WebError
from papershelf.sources.servers import books, openreview
from papershelf.sources.servers.metadata import BadAnswer, Metadata, object_in

if TYPE_CHECKING:
    from papershelf.sources.servers.lookup import Lookup


_JSON = "application/json"
BIBTEX = frozenset({"application/x-bibtex", "text/x-bibtex", "text/plain", "application/octet-stream", ""})
MEDLINE = frozenset({"text/plain"})
_OWN = frozenset({"status", "category", "also-in", "cite-key", "tags"})
"""What a library says of a paper itself."""


def ask(lookup: Lookup, kind: str, identifier: str) -> Metadata:
    """What the server of an identifier says.

    :param kind: a name of :data:`ASK`.
    :raises WebError: if there is no such paper, or no usable answer.
    """
    name, asked = ASK[kind]
    try:
        found = asked(lookup, identifier)
    except BadAnswer as error:
        raise WebError(f"{identifier}: {error}") from None
    except NotThere:
        found = None
    except Refused as error:
        raise Refused(
            f"{name} does not show {identifier} to us: it needs an account, or is not public ({error})"
        ) from None
    if found is None:
        raise NotThere(f"{name} has no {'book' if kind == 'isbn' else 'paper'} {identifier}")
    return found


def _acl(lookup: Lookup, identifier: str) -> Metadata:
    url = f"{lookup.bases.acl}/{quote(identifier)}.bib"
    return parse_bibtex(lookup.client.get(url, "application/x-bibtex", BIBTEX), "the ACL Anthology")


def _dblp(lookup: Lookup, identifier: str) -> Metadata:
    url = f"{lookup.bases.dblp}/rec/{quote(identifier)}.bib"
    return parse_bibtex(lookup.client.get(url, "application/x-bibtex", BIBTEX), "DBLP")


def _openreview(lookup: Lookup, identifier: str) -> Metadata | None:
    """The newer of its two APIs has what came since 2023, the older one what came before."""
    refused: Refused | None = None
    for base in (lookup.bases.openreview, lookup.bases.openreview_before):
        try:
            data = lookup.client.get(f"{base}/notes", _JSON, frozenset({_JSON}), {"id": identifier})
            if found := openreview.parse(data):
                return found
        except NotThere:
            continue
        except Refused as error:
            refused = refused or error
    if refused is not None:
        raise refused
    return None


def _pubmed(lookup: Lookup, number: str) -> Metadata | None:
    query = _named(lookup) | {"db": "pubmed", "id": number, "rettype": "medline", "retmode": "text"}
    data = lookup.client.get(f"{lookup.bases.ncbi}/efetch.fcgi", "text/plain", MEDLINE, query)
    return parse_medline(data, number)


def _pmc(lookup: Lookup, identifier: str) -> Metadata | None:
    """A paper of PubMed Central, by its number in PubMed, or by its DOI where it has none there."""
    number = identifier.removeprefix("PMC")
    query = _named(lookup) | {"db": "pmc", "id": number, "retmode": "json"}
    data = lookup.client.get(f"{lookup.bases.ncbi}/esummary.fcgi", _JSON, frozenset({_JSON}), query)
    named = parse_summary(data, number)
    if "pmid" in named:
        return lookup.other("pmid", named["pmid"])
    if "doi" not in named:
        return None
    found = lookup.doi(named["doi"])
    return dataclasses.replace(found, options={"doi": named["doi"]} | found.options)


def _named(lookup: Lookup) -> dict[str, str]:
    """How NCBI wants to be told who asks."""
    return {"tool": "papershelf"} | ({"email": lookup.mailto} if lookup.mailto else {})


def _isbn(lookup: Lookup, isbn: str) -> Metadata | None:
    """Open Library knows most books; where it does not, or does not answer, Google Books may."""
    reason: WebError | None = None
    steps: tuple[tuple[str, dict[str, str], Callable[[bytes, str], Metadata | None]], ...] = (
        (
            f"{lookup.bases.openlibrary}/api/books",
            {"bibkeys": f"ISBN:{isbn}", "jscmd": "data", "format": "json"},
            books.parse_openlibrary,
        ),
        (f"{lookup.bases.google_books}/volumes", {"q": f"isbn:{isbn}"}, books.parse_google),
    )
    for url, query, parse in steps:
        try:
            if found := parse(lookup.client.get(url, _JSON, books.KINDS, query), isbn):
                return found
        except NotThere:
            continue
        except BadAnswer as error:
            reason = WebError(f"{isbn}: {error}")
        except WebError as error:
            reason = reason or error
    if reason is not None:
        raise reason
    return None


ASK: dict[str, tuple[str, Callable[[Lookup, str], Metadata | None]]] = {
    "acl": ("the ACL Anthology", _acl),
    "openreview": ("OpenReview", _openreview),
    "dblp": ("DBLP", _dblp),
    "pmid": ("PubMed", _pubmed),
    "pmc": ("PubMed Central", _pmc),
    "isbn": ("Open Library and Google Books", _isbn),
}
"""Kind of identifier to the name of its server, and what asks it."""


def parse_bibtex(data: bytes, server: str) -> Metadata:
    """The one entry of a ``.bib`` file.

    :raises BadAnswer: if there is none that can be read.
    """
    return _metadata(data, server, bibtex.parse)


def parse_medline(data: bytes, number: str) -> Metadata | None:
    """A record of PubMed in the form that ``efetch`` gives with ``rettype=medline``; ``None`` where there is none.

    :raises BadAnswer: if there is one that cannot be read.
    """
    if b"PMID-" not in data:
        return None
    found = _metadata(data, "PubMed", nbib.parse)
    if "doi" in found.options:
        return found
    return Metadata(found.options | {"url": f"https://pubmed.ncbi.nlm.nih.gov/{number}/"})


def parse_summary(data: bytes, number: str) -> dict[str, str]:
    """What other numbers a paper of PubMed Central has, from ``esummary`` of its database: ``pmid``, ``doi``.

    :raises BadAnswer: if it is no such answer.
    """
    whole = object_of(object_in(data, "PubMed Central").get("result"))
    found = objects_of(object_of(whole.get(number)).get("articleids"))
    named = {text_of(one.get("idtype")).lower(): text_of(one.get("value")).strip() for one in found}
    named["pmid"] = named.get("pmid") or named.get("pubmed", "")
    return {name: text for name in ("pmid", "doi") if (text := named.get(name, "")) not in {"", "0"}}


def _metadata(data: bytes, server: str, parse: Callable[[str], list[Record]]) -> Metadata:
    try:
        records = parse(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadAnswer(f"the answer of {server} is no UTF-8") from None
    papers = [record.paper for record in records if record.paper is not None]
    if not papers:
        reasons = "; ".join(reason for record in records for reason in record.problems)
        raise BadAnswer(f"the answer of {server} has no paper" + (f": {reasons}" if reasons else ""))
    found = options(papers[0])
    return Metadata({name: text for name, text in found.items() if name not in _OWN})
