"""Items as Zotero's and Better BibTeX's own JSON has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from papershelf.model.record.bibliographic import ROWS
from papershelf.model.record.kinds import KINDS, csl_type
from papershelf.model.record.options import authors_text
from papershelf.model.record.people import Author, as_meant, from_parts
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries import guesses
from papershelf.sources.bibliographies.entries.groups import Groups, of_zotero
from papershelf.sources.bibliographies.entries.jsontext import object_of, objects_of, text_of, texts_of
from papershelf.sources.bibliographies.entries.records import Draft
from papershelf.sources.words.dates import read

NO_PAPERS = frozenset({"attachment", "note", "annotation"})
"""Kinds of items that belong to others."""

_VENUES = ("publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "blogTitle", "websiteTitle",
           "encyclopediaTitle", "dictionaryTitle", "programTitle", "meetingName", "journalAbbreviation")  # fmt: skip
_HOLDERS = {"institution": ("university", "institution"), "publisher": ("publisher",)}
"""Fields of what is shown as the venue of theses, reports and books, by BibLaTeX's field."""
_TYPES = {
    "journalArticle": "article", "magazineArticle": "article-magazine", "newspaperArticle": "article-newspaper",
    "conferencePaper": "inproceedings", "preprint": "preprint", "book": "book", "bookSection": "incollection",
    "thesis": "thesis", "report": "report", "webpage": "online", "blogPost": "post-weblog", "forumPost": "post",
    "encyclopediaArticle": "inreference", "dictionaryEntry": "entry-dictionary", "presentation": "speech",
    "manuscript": "unpublished", "patent": "patent", "standard": "standard", "dataset": "dataset",
    "computerProgram": "software", "videoRecording": "video", "film": "movie", "audioRecording": "audio",
    "podcast": "broadcast", "radioBroadcast": "broadcast", "tvBroadcast": "broadcast", "map": "map",
    "artwork": "graphic", "letter": "letter", "email": "letter", "interview": "interview", "statute": "legislation",
    "bill": "bill", "case": "jurisdiction", "hearing": "hearing", "document": "misc",
}  # fmt: skip
"""Our word for each kind of item."""
_MAKERS = (
    "author", "inventor", "presenter", "programmer", "artist", "director", "podcaster", "cartographer", "performer",
    "interviewee", "sponsor", "contributor", "composer",
)  # fmt: skip
"""Who may have made an item; the first that an item has is its author."""
_FIELDS = {row.zotero: row.name for row in ROWS.values() if row.zotero} | {
    "publisher": "publisher", "university": "institution", "thesisType": "type", "reportType": "type",
    "reportNumber": "number", "patentNumber": "number", "seriesTitle": "seriestitle", "genre": "type",
}  # fmt: skip
_OPTIONS = frozenset(
    {"itemType", "itemID", "key", "itemKey", "version", "libraryID", "uri", "select", "relations", "title",
     "shortTitle", "creators", "date", "DOI", "url", "archiveID", "repository", "extra", "tags", "notes",
     "collections", "citationKey", "citekey", "dateAdded", "dateModified", "attachments", "inPublications"}
)  # fmt: skip
_EXTRA = re.compile(r"\s*(?P<name>[A-Za-z][\w .-]{0,40}):\s*(?P<text>\S.*)")
_ROLES = {"seriesEditor": "collection-editor", "reviewedAuthor": "reviewed-author", "scriptwriter": "script-writer"}
"""Our names for those who had a part in an item, where Zotero has others."""
TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def collections(document: Mapping[str, Any]) -> Groups:
    """The collections of a file, which Better BibTeX lists apart, with the numbers of their items."""
    told = {key: object_of(one) for key, one in object_of(document.get("collections")).items()}
    items = {
        key: [str(item) for item in held if isinstance(item, str | int)]
        for key, one in told.items()
        if isinstance(held := one.get("items"), list)
    }
    return of_zotero(told, items)


def draft(item: Mapping[str, Any], line: int, groups: Groups) -> Draft:
    """One item of a library."""
    extra = _extra(texts_of(item.get("extra")))
    key = text_of(item.get("citationKey")) or text_of(item.get("citekey")) or extra.get("citation key", "")
    found = Draft(key or text_of(item.get("title")), line)
    identifiers = (text_of(item.get(name)) for name in ("archiveID", "number"))
    arxiv = next((text for text in identifiers if text.lower().startswith("arxiv:")), "") or extra.get("arxiv", "")
    tags = [text_of(tag.get("tag")) for tag in objects_of(item.get("tags"))] or texts_of(item.get("tags"))
    makers = [one for one in objects_of(item.get("creators")) if text_of(one.get("creatorType")) in {"", _maker(item)}]
    found.word, found.word_of = _TYPES.get(text_of(item.get("itemType")), ""), csl_type
    written = text_of(item.get("date"))
    date = read(written)
    found.issued, _ = found.dated(written, date)
    options = {
        "title": values.text(TAG.sub("", text_of(item.get("title")))),
        "short-title": text_of(item.get("shortTitle")),
        "authors": authors_text(_names(makers)),
        "date": date.iso,
        "venue": _venue(item, found.word),
        "arxiv": arxiv.split(" ")[0],
        "doi": text_of(item.get("DOI")) or extra.get("doi", ""),
        "url": text_of(item.get("url")),
        "tags": ", ".join(tag.replace(",", " ") for tag in tags if tag),
        "status": "planned",
    }
    numbers = (str(item.get(name)) for name in ("itemID", "key"))
    held = next((groups.held[number] for number in numbers if number in groups.held), [])
    found.options = {name: text for name, text in (options | groups.place(found, held)).items() if text}
    found.abstract = text_of(item.get("abstractNote"))
    notes = [text_of(note.get("note")) for note in objects_of(item.get("notes"))] or texts_of(item.get("notes"))
    found.note = values.text(TAG.sub(" ", " ".join(notes)))
    _keep(found, item, extra)
    guesses.complete(found)
    return found


def _extra(texts: Sequence[str]) -> dict[str, str]:
    """What stands in the field for all else, by lower-case name: lines ``Name: text``; other lines as ``extra``."""
    found: dict[str, list[str]] = {}
    for line in "\n".join(texts).split("\n"):
        match = _EXTRA.fullmatch(line)
        found.setdefault(match["name"].strip().lower() if match else "extra", []).append(
            match["text"].strip() if match else line.strip()
        )
    return {name: "; ".join(lines) for name, held in found.items() if (lines := list(filter(None, held)))}


def _venue(item: Mapping[str, Any], word: str) -> str:
    """What it stands in, or who brought it out."""
    names = (*_HOLDERS.get(KINDS[word or "misc"].holder, ()), *_VENUES)
    return next((text for name in names if (text := text_of(item.get(name)))), "")


def _keep(found: Draft, item: Mapping[str, Any], extra: Mapping[str, str]) -> None:
    """What no option holds, by BibLaTeX's names; what Zotero alone has a name for, by that."""
    venue = found.options.get("venue", "")
    for name, value in item.items():
        text = values.text(TAG.sub("", text_of(value)))
        is_arxiv = name in {"number", "archive"} and re.match(r"arxiv\b", text, re.IGNORECASE)
        if name in _OPTIONS or not text or text == venue or is_arxiv:
            continue
        label = _FIELDS.get(name, name.lower())
        found.keep(label, re.sub(r"(?<=\w)\s*-+\s*(?=\w)", "–", text, count=1) if label == "pages" else text)
    others: dict[str, list[Author]] = {}
    for person in objects_of(item.get("creators")):
        role = text_of(person.get("creatorType"))
        if role and role != _maker(item):
            others.setdefault(_ROLES.get(role, role.lower()), []).extend(_names([person]))
    for role, persons in others.items():
        found.keep(role, authors_text(persons))
    for name, text in extra.items():
        label = name.replace(" ", "-")
        if name not in {"citation key", "arxiv", "doi"}:
            found.keep(f"extra-{label}" if label in found.fields else label, text)


def _maker(item: Mapping[str, Any]) -> str:
    """Whose name stands first of an item: its author's, else its inventor's, its presenter's …"""
    roles = {text_of(person.get("creatorType")) for person in objects_of(item.get("creators"))}
    return next((role for role in _MAKERS if role in roles), "author")


def _names(creators: Any) -> list[Author]:
    """Names of creators."""
    found = []
    for person in objects_of(creators):
        family, given, group = (
            values.text(re.sub(r"[{};]", " ", text_of(person.get(name)))) for name in ("lastName", "firstName", "name")
        )
        if family and given:
            found.append(as_meant(from_parts([family, given] if "," not in family else [*family.split(","), given])))
        elif family or given or group:
            found.append(as_meant(Author(literal=group or family or given)))
    return found
