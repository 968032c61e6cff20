"""The record of one paper, and how it is built from what an author wrote."""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass
from urllib.parse import quote

from papershelf.model.record.links import LINKS as LINKS
from papershelf.model.record.people import Author as Author
from papershelf.model.record.people import parse_author as parse_author
from papershelf.model.record.people import parse_authors as parse_authors
from papershelf.model.record.relations import Relation as Relation
from papershelf.model.text import romanisation
from papershelf.model.text.names import did_you_mean
from papershelf.model.text.spans import TEXT, Line, Span, plain


class Status(enum.StrEnum):
    """State of the note (not of the publication)."""

    PLANNED = "planned"
    READING = "reading"
    WRITING = "writing"
    DONE = "done"


_IN_DOI = "/:;()!*'@&=+$,~[]"
"""Signs of a DOI that stand in its address as they are."""


@dataclass(frozen=True)
class Paper:
    """A paper of the library and the state of its note. Dates are ISO 8601 text, absent values empty.

    :param summary: its lines as plain text.
    :param spans: the same lines with their markup, an empty one where a line has none; nothing where none has. Of a
        paper without a summary, its note.
    :param type: kind of publication, of :data:`papershelf.model.record.kinds.KINDS`; empty where nothing says it.
    :param cite_key: its entry in a bibliography file, where that has another key.
    :param fields: what a bibliography says of it and pages show nowhere: BibLaTeX's field name and text, by name.
    """

    key: str
    title: str = ""
    short_title: str = ""
    authors: tuple[Author, ...] = ()
    date: str = ""
    venue: str = ""
    category: str = ""
    also_in: tuple[str, ...] = ()
    status: Status = Status.DONE
    tags: tuple[str, ...] = ()
    arxiv: str = ""
    arxiv_version: str = ""
    doi: str = ""
    links: tuple[tuple[str, str], ...] = ()
    read: str = ""
    added: str = ""
    former_keys: tuple[str, ...] = ()
    relations: tuple[tuple[Relation, tuple[str, ...]], ...] = ()
    summary: tuple[str, ...] = ()
    note: str = ""
    spans: tuple[Line, ...] = ()
    type: str = ""
    cite_key: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def bare(self) -> Paper:
        """The paper without its summary."""
        return dataclasses.replace(self, summary=(), spans=(), note="")

    def titled(self, title: str) -> Paper:
        """The paper with another title, in a fifth of the time that ``dataclasses.replace`` takes for each of them."""
        titled = object.__new__(Paper)
        vars(titled).update(vars(self), title=title)
        return titled

    @property
    def name(self) -> str:
        """What a chip, a sidebar and a reference show."""
        return self.short_title or self.title or self.key

    @property
    def year(self) -> str:
        """Year of the first public version, or nothing."""
        return self.date[:4]

    @property
    def insight(self) -> str:
        """The first line of the summary."""
        return self.summary[0] if self.summary else ""

    @property
    def lines(self) -> list[Line]:
        """The summary with its markup."""
        marked = self.spans if len(self.spans) == len(self.summary) else ((),) * len(self.summary)
        return [line or (Span(TEXT, text),) for line, text in zip(marked, self.summary, strict=True)]

    @property
    def about(self) -> Line:
        """What lists show of it: the insight with its markup, or the note of a planned paper; may be empty."""
        if self.summary:
            return self.lines[0]
        return self.spans[0] if self.spans else (Span(TEXT, self.note),) if self.note else ()

    @property
    def remark(self) -> str:
        """The note of a planned paper as plain text."""
        return plain(self.spans[0]) if self.spans and not self.summary else self.note

    @property
    def categories(self) -> tuple[str, ...]:
        """The category and ``also-in``, without doubles or blanks."""
        return tuple(dict.fromkeys(filter(None, (self.category, *self.also_in))))

    @property
    def all_links(self) -> dict[str, str]:
        """Label to URL: arXiv and DOI pages first, then the written links."""
        links = {}
        if self.arxiv:
            links["arxiv"] = f"https://arxiv.org/abs/{self.arxiv}{self.arxiv_version}"
        if self.doi:
            links["doi"] = f"https://doi.org/{quote(self.doi, safe=_IN_DOI)}"
        return links | dict(self.links)

    @property
    def followed_links(self) -> dict[str, str]:
        """All links, with that to the PDF which arXiv has of each of its papers where none is written."""
        pdf = f"https://arxiv.org/pdf/{self.arxiv}{self.arxiv_version}"
        links = {}
        for name, url in self.all_links.items():
            links[name] = url
            if name == "arxiv":
                links["pdf"] = dict(self.links).get("pdf", pdf)
        return links

    @property
    def own_relations(self) -> tuple[tuple[Relation, tuple[str, ...]], ...]:
        """The relations to papers of this library, for files that know no other."""
        own = ((relation, tuple(key for key in keys if ":" not in key)) for relation, keys in self.relations)
        return tuple((relation, keys) for relation, keys in own if keys)

    def related(self, relation: Relation) -> tuple[str, ...]:
        """Keys this paper names under ``relation``."""
        return dict(self.relations).get(relation, ())


def parse_status(value: str) -> Status:
    """One of the four states of a note."""
    try:
        return Status(value.strip().lower())
    except ValueError:
        raise ValueError(f"a status is one of {', '.join(Status)}{did_you_mean(value, Status)}") from None


INDEX = frozenset({"index", "contents", "readme"})
"""Names of pages that stand for their folder, in small letters."""


def default_key(docname: str) -> str:
    """The key of a page that names none: the document's last name, or its folder's for an index page.

    A name in another script gives the key that a title in these words would have.
    """
    parts = docname.split("/")
    if len(parts) > 1 and parts[-1].lower() in INDEX:
        parts.pop()
    name = parts[-1]
    return romanisation.slug(name) or ("paper" if name.isascii() else romanisation.numbered(name))
