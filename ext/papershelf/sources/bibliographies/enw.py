"""EndNote's ``.enw`` (refer's tags) in, as Google Scholar, the ACL Anthology, CNKI and Zotero write it; records out."""

from __future__ import annotations

import re
from functools import partial

from papershelf.model.record.kinds import KINDS
from papershelf.model.text import values
from papershelf.sources.bibliographies import tagged

_NAMES = {
    "T": "title", "!": "short-title", "A": "author", "Q": "author", "E": "editor", "?": "translator", "D": "date",
    "8": "date", "V": "volume", "N": "number", "P": "pages", "I": "publisher", "C": "location", "X": "abstract",
    "K": "keyword", "U": "url", ">": "pdf", "F": "key", "G": "language", "7": "edition", "9": "type", "6": "volumes",
    "&": "chapter", "Z": "note", "O": "note", "(": "origdate", "[": "urldate", "~": "library", "S": "series",
    "Y": "editor", "L": "enw-call-number", "M": "enw-accession", "W": "enw-database", "H": "enw-translated-author",
    "+": "enw-address", "=": "enw-modified", "*": "enw-reviewed",
}  # fmt: skip
_TYPES = {
    "journal article": "article", "journal": "article", "electronic article": "article", "magazine article":
    "article-magazine", "newspaper article": "article-newspaper", "conference proceedings": "inproceedings",
    "conference paper": "inproceedings", "conference": "inproceedings", "book": "book", "edited book": "edited-book",
    "electronic book": "book", "book section": "incollection", "electronic book section": "incollection", "thesis":
    "thesis", "report": "report", "government document": "report", "web page": "online", "online database": "online",
    "electronic source": "online", "blog": "post-weblog", "unpublished work": "unpublished", "manuscript":
    "unpublished", "patent": "patent", "standard": "standard", "dataset": "dataset", "computer program": "software",
    "encyclopedia": "inreference", "dictionary": "entry-dictionary", "personal communication": "letter", "film or "
    "broadcast": "video", "audiovisual material": "video", "music": "music", "map": "map", "artwork": "graphic",
    "figure": "figure", "bill": "bill", "case": "jurisdiction", "hearing": "hearing", "statute": "legislation",
    "pamphlet": "booklet", "serial": "book", "classical work": "classic", "generic": "misc", "preprint": "preprint",
}  # fmt: skip
_THESES = (("ph", "phdthesis"), ("doctor", "phdthesis"), ("master", "mastersthesis"), ("박사", "phdthesis"),
           ("석사", "mastersthesis"), ("博士", "phdthesis"), ("硕士", "mastersthesis"))  # fmt: skip


def _settle(facts: tagged.Facts, tags: tagged.Facts) -> str:
    facts.pop("enw-0", None)
    word = _TYPES.get(" ".join(tags.get("0", [])).casefold(), "")
    said = " ".join(tags.get("9", [])).casefold()
    if word == "thesis":
        word = next((found for sign, found in _THESES if said.startswith(sign)), word)
    for name in ("author", "editor"):
        if name in facts:
            facts[name] = [one for text in facts[name] for one in re.split(r"\s*[;；]\s*", text) if one]
    _containers(facts, tags, word)
    _numbers(facts, tags, word)
    return word


def _containers(facts: tagged.Facts, tags: tagged.Facts, word: str) -> None:
    """What it stands in is the journal (``%J``) or the book (``%B``), in some files the series (``%S``)."""
    held = [*tags.get("J", []), *tags.get("B", [])]
    facts.pop("enw-j", None)
    facts.pop("enw-b", None)
    if not held and word in {"inproceedings", "incollection"}:
        held = facts.pop("series", [])
    if held:
        facts["container"], others = held[:1], list(dict.fromkeys(held[1:]))
        facts["enw-other-title"] = [title for title in others if title != held[0]]


def _numbers(facts: tagged.Facts, tags: tagged.Facts, word: str) -> None:
    """``%R`` is a DOI or a number of another kind, ``%@`` an ISBN or an ISSN."""
    facts.pop("enw-r", None)
    for text in tags.get("R", []):
        try:
            facts.setdefault("doi", []).append(values.doi(re.sub(r"^doi:?\s*", "", text, flags=re.IGNORECASE)))
        except ValueError:
            facts.setdefault("enw-r", []).append(text)
    for text in facts.pop("enw-40", []):
        book = KINDS[word or "article"].csl in {"book", "chapter", "thesis", "report"} or len(text) > len("1234-5678")
        facts.setdefault("isbn" if book else "issn", []).append(text)


FORM = tagged.Form(
    "enw", re.compile(r"\s*%(?P<tag>[!-~])(?: (?P<text>.*)|$)"), "0", "%0 Journal Article", _NAMES, _settle,
    lists=frozenset({"A", "E", "Y", "?", "K", "Q"}),
)  # fmt: skip


parse = partial(tagged.parse, FORM)
"""Every record of an ``.enw`` file, in its order: a paper, or why it is none."""
