"""Answers that are entries of a bibliography (BibTeX of the ACL Anthology and DBLP, PubMed's MEDLINE), metadata out."""

from __future__ import annotations

from collections.abc import Callable

from papershelf.model.record.options import options
from papershelf.sources.bibliographies import bibtex, nbib
from papershelf.sources.bibliographies.entries.jsontext import object_of, objects_of, text_of
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.servers.metadata import BadAnswer, Metadata, object_in

BIBTEX = frozenset({"application/x-bibtex", "text/x-bibtex", "text/plain", "application/octet-stream", ""})
MEDLINE = frozenset({"text/plain"})
_OWN = frozenset({"status", "category", "also-in", "cite-key", "tags"})
"""What a library says of a paper itself."""


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
