"""Fields of a bibliography that a page shows nowhere, under the names that each format has for them.

A paper keeps them as BibLaTeX calls them (:attr:`papershelf.model.record.paper.Paper.fields`), as plain text: names as
``authors`` takes them, pages with ``–``, dates in ISO form where they are some. What a format has no name for goes out
under ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One field.

    :param name: in BibLaTeX.
    :param csl: in CSL-JSON; empty where CSL has none.
    :param ris: its tag of RIS; empty where RIS has none.
    :param zotero: in Zotero's own JSON.
    :param form: ``text``, ``names``, ``date`` or ``verbatim`` (no LaTeX: addresses, identifiers).
    """

    name: str
    csl: str = ""
    ris: str = ""
    zotero: str = ""
    form: str = "text"


_CSL_NAMES = (
    "director", "composer", "illustrator", "recipient", "interviewer", "reviewed-author", "original-author",
    "collection-editor", "editorial-director", "contributor", "performer", "producer", "narrator", "host", "chair",
    "compiler", "curator", "guest", "organizer", "script-writer", "series-creator", "executive-producer",
)  # fmt: skip
"""Who had a part in a work, by CSL's names; BibLaTeX has none."""

_TABLE = (
    Row("volume", "volume", "VL", "volume"),
    Row("number", "issue", "IS", "issue"),
    Row("pages", "page", "SP", "pages"),
    Row("publisher", "publisher", "PB", "publisher"),
    Row("location", "publisher-place", "CY", "place"),
    Row("editor", "editor", "A2", "editor", "names"),
    Row("translator", "translator", "A4", "translator", "names"),
    Row("bookauthor", "container-author", "", "bookAuthor", "names"),
    Row("holder", "", "", "", "names"),
    Row("series", "collection-title", "T3", "series"),
    Row("edition", "edition", "ET", "edition"),
    Row("volumes", "number-of-volumes", "NV", "numberOfVolumes"),
    Row("pagetotal", "number-of-pages", "", "numPages"),
    Row("chapter", "chapter-number", "SE"),
    Row("version", "version", "", "versionNumber"),
    Row("institution", "publisher", "PB", "institution"),
    Row("organization", "publisher", "PB"),
    Row("type", "genre", "M3", "type"),
    Row("language", "language", "LA", "language"),
    Row("isbn", "ISBN", "SN", "ISBN"),
    Row("issn", "ISSN", "SN", "ISSN"),
    Row("abstract", "abstract", "AB", "abstractNote"),
    Row("eventtitle", "event-title", "C3", "conferenceName"),
    Row("eventdate", "event-date", "", "", "date"),
    Row("venue", "event-place"),
    Row("origdate", "original-date", "OP", "", "date"),
    Row("origtitle", "original-title"),
    Row("origpublisher", "original-publisher"),
    Row("origlocation", "original-publisher-place"),
    Row("urldate", "accessed", "Y2", "accessDate", "date"),
    Row("library", "source", "DP", "libraryCatalog"),
    Row("pubstate", "status"),
    Row("shortjournal", "container-title-short", "J2", "journalAbbreviation"),
    Row("maintitle", "volume-title"),
    Row("pmid", "PMID", "", "", "verbatim"),
    Row("pmcid", "PMCID", "", "", "verbatim"),
    Row("dimensions", "dimensions"),
    Row("scale", "scale"),
    Row("part", "part"),
    Row("eprint", "", "", "", "verbatim"),
    Row("file", "", "", "", "verbatim"),
    Row("archive", "archive", "", "archive"),
    Row("archivelocation", "archive_location", "", "archiveLocation"),
    *(
        Row(name, name, "", zotero)
        for name, zotero in (
            ("call-number", "callNumber"),
            ("collection-number", "seriesNumber"),
            ("medium", ""),
            ("section", "section"),
            ("jurisdiction", ""),
            ("authority", ""),
            ("archive_collection", ""),
            ("archive-place", ""),
            ("part-title", ""),
            ("printing", ""),
            ("references", "references"),
            ("reviewed-title", ""),
            ("reviewed-genre", ""),
            ("supplement", ""),
            ("volume-title-short", ""),
        )
    ),
    *(Row(name, name, form="names") for name in _CSL_NAMES),
    *(Row(name, name, form="date") for name in ("available-date", "submitted")),
)  # fmt: skip

ROWS: dict[str, Row] = {row.name: row for row in _TABLE}
"""BibLaTeX's name to the row, in the order in which fields go out."""

CLASSIC = {
    "address": "location",
    "school": "institution",
    "journal": "journaltitle",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "annote": "annotation",
    "hyphenation": "langid",
    "key": "sortkey",
}
"""Names of BibTeX that BibLaTeX has others for."""

CSL_HOLDERS = {"institution": "publisher", "publisher": "publisher", "organization": "publisher"}
"""CSL's name for what is shown as the venue, by BibLaTeX's; ``container-title`` for all others."""

PERSONS = frozenset(
    {row.name for row in _TABLE if row.form == "names"}
    | {"editora", "editorb", "editorc", "afterword", "annotator", "commentator", "foreword", "introduction"}
    | {"namea", "nameb", "namec", "shortauthor", "shorteditor"}
)  # fmt: skip
"""Fields that hold names; of BibLaTeX, and of CSL where BibLaTeX has none."""

DATED = frozenset(row.name for row in _TABLE if row.form == "date")

VERBATIM = frozenset(
    {row.name for row in _TABLE if row.form == "verbatim"} | {"eprinttype", "eprintclass", "doi", "url", "pdf"}
)

KEYED = frozenset({"related", "xref", "entryset"})
"""Fields that hold keys of other entries, which commas part."""


def with_keys(text: str, renamed: Mapping[str, str]) -> str:
    """The value of such a field with other keys."""
    return re.sub(r"[^\s,]+", lambda match: renamed.get(match[0], match[0]), text)


def biblatex(name: str) -> str:
    """BibLaTeX's name for a field of a ``.bib`` file."""
    return CLASSIC.get(name, name)


def order(name: str) -> tuple[int, str]:
    """Sorts fields: those of the table first, in its order."""
    return (_PLACES.get(name, len(_PLACES)), name)


_PLACES = {name: place for place, name in enumerate(ROWS)}
