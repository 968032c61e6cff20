"""PubMed's ``.nbib`` (MEDLINE's tags) in, as NCBI, Europe PMC and ERIC write it; records out."""

from __future__ import annotations

import re
from functools import partial

from papershelf.sources.bibliographies import tagged

_TYPES = {
    "preprint": "preprint", "book": "book", "books": "book", "monograph": "book", "book chapter": "incollection",
    "technical report": "report", "academic dissertation": "thesis", "dataset": "dataset", "video-audio media": "video",
    "newspaper article": "article-newspaper", "congress": "inproceedings", "legislation": "legislation",
    "legal case": "jurisdiction", "patent": "patent", "journal article": "article",
}  # fmt: skip
"""MEDLINE's types that say what is printed, the strongest first; the others say what it is about."""
_NAMES = {
    "PMID": "pmid", "PMC": "pmcid", "TI": "title", "TT": "origtitle", "CTI": "series", "AB": "abstract",
    "FED": "editor", "DP": "date", "VI": "volume", "IP": "number", "PG": "pages", "LA": "language", "OT": "keyword",
    "PL": "location", "PB": "publisher", "EN": "edition", "JT": "container", "TA": "shortjournal", "ISBN": "isbn",
    "ISSN": "issn", "FAU": "author",
}  # fmt: skip
_NUMBER = re.compile(r"(?P<id>\S+)\s*\[(?P<kind>[a-z]+)\]", re.IGNORECASE)
_ISSN = re.compile(r"(?P<before>E?)(?:ISSN-?)?(?P<id>\d{4}-\d{3}[\dXx])(?: \((?P<kind>\w+)\))?")


def _settle(facts: tagged.Facts, tags: tagged.Facts) -> str:
    for full, brief, name in (("FAU", "AU", "author"), ("FED", "ED", "editor")):
        facts.pop(f"nbib-{brief.lower()}", None)
        if full not in tags and brief in tags:
            facts[name] = [tagged.family_first(text) for text in tags[brief]]
    facts.pop("nbib-cn", None)
    facts.setdefault("author", []).extend(f"{{{name}}}" for name in tags.get("CN", []))
    facts["title"] = [_title(text) for text in facts.get("title", [])]
    _book(facts)
    facts.setdefault("container", tags.get("TA", []))
    facts["date"] = tags.get("DP") or facts.pop("nbib-dep", [])
    _numbers(facts, tags)
    word = _word(tags)
    if word == "report" and "PB" not in tags:
        facts["publisher"] = facts.pop("container", [])  # ERIC's
    return word


def _word(tags: tagged.Facts) -> str:
    said = [text.casefold() for text in tags.get("PT", [])]
    if word := next((word for name, word in _TYPES.items() if name in said), ""):
        return word
    if any("dissertation" in name for name in said):
        return "thesis"
    if any(text.startswith("ED") for text in tags.get("OID", [])) and any(text.startswith("report") for text in said):
        return "report"  # of ERIC, whose journals' papers have numbers with EJ
    return "article" if "JT" in tags else ""


def _title(text: str) -> str:
    """A title without the full stop, or the brackets of a translation, that PubMed puts there."""
    text = tagged.without_stop(text)
    return tagged.without_stop(text[1:-1]) if text.startswith("[") and text.endswith("]") else text


def _book(facts: tagged.Facts) -> None:
    """A book's title is the paper's own, or that of what it stands in."""
    if titles := facts.pop("nbib-bti", []):
        name = "container" if facts["title"] else "title"
        facts[name] = [_title(text) for text in titles]


def _numbers(facts: tagged.Facts, tags: tagged.Facts) -> None:
    """DOIs and arXiv's numbers among the identifiers; the ISSN of each form."""
    for tag in ("LID", "AID"):
        left = []
        for text in tags.get(tag, []):
            match = _NUMBER.fullmatch(text)
            if match and match["kind"].lower() == "doi":
                facts.setdefault("doi", [match["id"]])
            elif match and match["id"].lower().startswith("arxiv:"):
                facts.setdefault("arxiv", [match["id"][6:]])
            elif text.startswith(("http://", "https://")):
                facts.setdefault("url", []).append(text)
            else:
                left.append(text)
        facts[f"nbib-{tag.lower()}"] = left
    for text in facts.pop("nbib-is", []):
        if match := _ISSN.match(text):
            electronic = match["kind"] == "Electronic" or match["before"]
            facts.setdefault("eissn" if electronic else "issn", [match["id"]])
        elif any(map(str.isdigit, text)):
            facts.setdefault("nbib-is", []).append(text)
    for name in ("isbn", "issn"):
        if name in facts:
            facts[name] = [re.sub(r"^E?IS[BS]N-?", "", text) for text in facts[name]]
    for text in facts.get("url", []):
        if "doi.org/10." in text:
            facts.setdefault("doi", [text])


FORM = tagged.Form(
    "nbib", re.compile(r"(?P<tag>[A-Z0-9]{2,4}) {0,2}- ?(?P<text>.*)"), "PMID", "PMID- 20481061", _NAMES, _settle
)


parse = partial(tagged.parse, FORM)
"""Every record of a ``.nbib`` file, in its order: a paper, or why it is none."""
