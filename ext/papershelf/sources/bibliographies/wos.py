"""The tagged form of Web of Science (``.ciw``, ``savedrecs.txt``) in; records out."""

from __future__ import annotations

import re
from functools import partial

from papershelf.sources.bibliographies import tagged

_NAMES = {
    "TI": "title", "AF": "author", "BE": "editor", "SO": "container", "SE": "series", "JI": "shortjournal",
    "AB": "abstract", "DE": "keyword", "LA": "language", "PY": "date", "VL": "volume", "IS": "number", "BP": "pages",
    "EP": "pages", "AR": "eid", "PN": "part", "PU": "publisher", "PI": "location", "SN": "issn", "EI": "eissn",
    "BN": "isbn", "CT": "eventtitle", "CY": "eventdate", "CL": "venue", "DI": "doi", "PM": "pmid", "PG": "pagetotal",
}  # fmt: skip
_TYPES = {"J": "article", "B": "book", "S": "incollection", "C": "inproceedings", "P": "patent"}
_GROUPS = {"holder": "ae", "author": "gp"}
"""Groups, by what they are."""
_LISTS = frozenset({"AU", "AF", "BA", "BF", "BE", "CA", "GP", "CR", "C1", "C3"})


def _settle(facts: tagged.Facts, tags: tagged.Facts) -> str:
    for name in ("pt", "au", "ba", "bf", "ca", "pd", "ps", "em"):  # (em: e-mail addresses)
        facts.pop(f"wos-{name}", None)
    whole = next((tags[tag] for tag in ("AF", "AU", "BF", "BA") if tag in tags), [])
    facts["author"] = [*map(tagged.family_first, whole), *(f"{{{name}}}" for name in tags.get("CA", []))]
    for name in ("holder", "author"):
        if name == "holder" or not facts["author"]:  # else who held the meeting
            groups = facts.pop(f"wos-{_GROUPS[name]}", [])
            facts.setdefault(name, []).extend(f"{{{group}}}" for text in groups for group in text.split(";"))
    facts["date"] = [_date(tags)]
    if "pages" not in facts and "PS" in tags:
        facts["pages"] = tags["PS"]
    facts["title"] = [tagged.without_stop(text) for text in tags.get("TI", [])]
    facts["doi"] = [doi for text in tags.get("DI", []) for doi in text.split("; ")]
    said = "; ".join(tags.get("DT", [])).casefold()
    word = _TYPES.get(tags.get("PT", [""])[0], "")
    if word in {"book", "incollection", "inproceedings"}:
        if "proceedings paper" in said:
            return "inproceedings"
        if "chapter" in said or (word == "book" and _plain(tags, "SO") not in {"", _plain(tags, "TI")}):
            return "incollection"
    if word == "book":
        facts.pop("container", None)  # the book itself
    return word


def _date(tags: tagged.Facts) -> str:
    """``2019 DEC 31`` of ``PD`` and ``PY``, which some databases have in both."""
    year = tags.get("PY", tags.get("EY", [""]))[0]
    if not year:
        return tags.get("PD", tags.get("EA", [""]))[0]
    day = tags.get("PD", [""])[0]
    return day if year in day else f"{year} {day}".strip()


def _plain(tags: tagged.Facts, tag: str) -> str:
    return tags.get(tag, [""])[0].casefold().strip(" .")


FORM = tagged.Form(
    "wos",
    re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<text>.*)|$)"),
    "PT",
    "PT J",
    _NAMES,
    _settle,
    end="ER",
    outside=frozenset({"FN", "VR", "EF"}),
    lists=_LISTS,
)


parse = partial(tagged.parse, FORM)
"""Every record of such a file, in its order: a paper, or why it is none."""
