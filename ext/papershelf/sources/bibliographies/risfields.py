"""What of a reference of RIS no option holds, by BibLaTeX's names."""

from __future__ import annotations

import re

from papershelf.model.record.bibliographic import CSL_HOLDERS, PERSONS
from papershelf.model.record.kinds import KINDS
from papershelf.model.record.options import authors_text
from papershelf.model.record.people import Author, as_meant, from_parts
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries.records import Draft
from papershelf.sources.bibliographies.tagged import dotted

_OPTIONS = frozenset(
    {"ID", "TI", "T1", "CT", "ST", "A1", "AU", "PY", "Y1", "DA", "DO", "UR", "L1", "L2", "LK", "KW", "N1", "RN", "N2"}
)
"""Tags that options hold."""
_SYNONYMS = {
    "JO": "T2", "JF": "T2", "BT": "T2", "JA": "J2", "CP": "IS", "ED": "A2", "A3": "A2", "AB": "AB", "PP": "CY",
    "M2": "SP", "RI": "M3",
}  # fmt: skip
"""Tags that say the same as another."""
_NAMES = {
    "VL": "volume", "IS": "number", "SP": "pages", "EP": "pages", "PB": "publisher", "CY": "location", "A2": "editor",
    "A4": "translator", "T3": "series", "ET": "edition", "NV": "volumes", "SE": "chapter", "M3": "type",
    "LA": "language", "AB": "abstract", "C3": "eventtitle", "OP": "origdate", "Y2": "urldate", "DP": "library",
    "J2": "shortjournal", "T2": "series", "PU": "publisher", "PI": "location", "CL": "venue",
}  # fmt: skip
"""BibLaTeX's name for what a tag holds; of any other tag, ``ris-`` and its own."""
IDENTIFIERS = ("M1", "AN", "C1", "C7")
_STANDARD = re.compile(r"[\dXx-]{8,17}")


def author(name: str, own: bool) -> Author:
    """``Family, Given`` or ``Family, Given, Suffix``; a name without a comma is a group's.

    :param own: whether papershelf wrote it; else initials (``Kim, AB``) get their points.
    """
    parts = [values.text(re.sub(r"[{};]", " ", part)) for part in name.split(",")]
    if len(parts) > 1 and not own:
        parts[1] = dotted(parts[1])
    if len(parts) == 1 or not parts[0]:
        return as_meant(Author(literal=" ".join(filter(None, parts))))
    return as_meant(from_parts(parts))


def keep(draft: Draft, tags: dict[str, list[str]]) -> None:
    """What no option holds, by BibLaTeX's names."""
    kind = KINDS[draft.word or "article"]
    venue = draft.options.get("venue", "")
    pages = [tags[name][0] for name in ("SP", "EP") if name in tags]
    told = set(draft.fields)
    for given, texts in tags.items():
        tag = _SYNONYMS.get(given, given)
        if given in _OPTIONS or (given in IDENTIFIERS and any(map(is_arxiv, texts))):
            continue
        name = _NAMES.get(tag, f"ris-{tag.lower()}")
        if tag == "T2":
            name = kind.holder if kind.holder not in CSL_HOLDERS else "series"
        elif tag == "PB" and kind.holder in CSL_HOLDERS:
            name = kind.holder
        elif given == "CP" and kind.name == "inproceedings":
            name = "eventtitle"
        if tag == "SN":
            _numbers(draft, texts, book=kind.csl in {"book", "chapter", "thesis", "report"})
        elif tag == "T2" and texts[0] != venue and given in {"JO", "JF"} and name == kind.holder and venue:
            draft.keep("shortjournal" if given == "JO" and "J2" not in tags else f"ris-{given.lower()}", texts[0])
        elif name == "pages":
            draft.keep(name, "–".join(pages) if len(pages) == 2 else pages[0].replace("--", "–"))
        elif name in PERSONS:
            before = draft.fields.get(name, "")
            names = authors_text(author(text, draft.own) for text in texts)
            draft.keep(name, before if name in told else "; ".join(filter(None, (before, names))))
        elif (name == "eventtitle" and texts[0] == venue) or (name == kind.holder and name in draft.fields):
            continue
        else:
            draft.keep(name, (texts[0] if name in {"origdate", "urldate"} else "; ".join(texts)).replace("///", ""))


def _numbers(draft: Draft, texts: list[str], *, book: bool) -> None:
    """ISBNs and ISSNs, which share a tag; programs write ``14248220 (ISSN)``."""
    found: dict[str, list[str]] = {}
    for text in texts:
        match = _STANDARD.match(text)
        digits = len(match[0].replace("-", "")) if match else 0
        said = next((name for name in ("issn", "isbn") if name in text.lower()), "")
        name = said or {8: "issn", 10: "isbn", 13: "isbn"}.get(digits, "isbn" if book else "issn")
        found.setdefault(name, []).append(re.sub(r"\s*\((?:e|p|electronic |print )?IS[SB]N\)", "", text, flags=re.I))
    for name, numbers in found.items():
        draft.keep(name, "; ".join(numbers))


def is_arxiv(text: str) -> bool:
    """Whether a text is an identifier of arXiv."""
    return text.lower().startswith("arxiv:")
