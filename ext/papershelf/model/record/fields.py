"""The table of paper fields: one row defines an option everywhere it is written, shown or exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from papershelf.model.record import links
from papershelf.model.record.kinds import entry_type
from papershelf.model.record.paper import parse_authors, parse_status
from papershelf.model.record.relations import Relation
from papershelf.model.text import values


@dataclass(frozen=True, slots=True)
class Field:
    """One option of ``paper-summary``.

    :param convert: raw text to value; raises :class:`ValueError` saying what is allowed.
    :param form: how it is written, for the guide.
    """

    name: str
    convert: Callable[[str], Any]
    form: str
    help: str

    @property
    def attribute(self) -> str:
        """Name of the attribute of :class:`~papershelf.model.record.paper.Paper`; some options share one."""
        return _SHARED.get(self.name) or self.name.replace("-", "_")


_SHARED: dict[str, str] = {
    "year": "date",
    **dict.fromkeys(links.LINKS, "links"),
    **dict.fromkeys(Relation, "relations"),
}
_KEYS = "keys parted by `,`"
_NAMED = "keys parted by `,`; of another library, `lab-a:lora`"

_TABLE = [
    Field("title", values.title, "text", "The title; without it, the page's first heading."),
    Field("short-title", values.title, "text", "What a chip, a sidebar and a reference show."),
    Field(
        "authors",
        parse_authors,
        "names parted by `;`",
        "`Given Family` or `Family, Given`; a group in braces: `{Qwen Team}`. The order is kept.",
    ),
    Field("year", values.partial_date, "`2021` · `2021-06` · `2021-06-17`", "First public version of the paper."),
    Field("date", values.partial_date, "`2021` · `2021-06` · `2021-06-17`", "The same as `year`."),
    Field("venue", values.text, "text", "Where it was published, with the venue's own year: `ICLR 2022`."),
    Field(
        "type",
        entry_type,
        "word of BibTeX, BibLaTeX or CSL",
        "What it is: `article`, `inproceedings`, `book`, `phdthesis` …; left out, the venue tells.",
    ),
    Field("cite-key", values.cite_key, "key", "Its entry in a bibliography file, where the key there is another."),
    Field("category", values.key, "slug", "The category whose table of contents holds the page."),
    Field("also-in", values.keys, "slugs parted by `,`", "Further categories that list it."),
    Field("status", parse_status, "`planned` `reading` `writing` `done`", "State of the note; `done` when left out."),
    Field("tags", values.words, "words parted by `,`", "Free keywords; each has its place in the tag index."),
    Field("arxiv", values.arxiv, "id or URL", "arXiv identifier; a version means the version read."),
    Field("doi", values.doi, "DOI or resolver URL", "Digital Object Identifier, stored bare."),
    *(Field(link.name, values.url, "`http(s)` URL", link.help) for link in links.TABLE),
    Field("read", values.day, "`2021-06-17`", "When the note was finished; orders what is recent."),
    Field("added", values.day, "`2021-06-17`", "When the paper joined the list."),
    Field("former-keys", values.keys, _KEYS, "Earlier keys of the paper: links with them still resolve."),
    *(Field(relation.value, values.references, _NAMED, relation.help) for relation in Relation),
]

FIELDS: dict[str, Field] = {field.name: field for field in _TABLE}
"""Option name to field, in the order the guide lists them."""

ATTRIBUTES = tuple(dict.fromkeys(field.attribute for field in FIELDS.values()))
"""What they are in a record, in that order."""
