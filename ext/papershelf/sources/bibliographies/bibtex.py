"""BibTeX and BibLaTeX in, records out."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator

from bibtexparser import entrypoint
from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock, String

from papershelf.model.record.bibliographic import biblatex
from papershelf.model.record.build import shorten
from papershelf.sources.bibliographies.bib import bibfields
from papershelf.sources.bibliographies.bib.bibvalues import value
from papershelf.sources.bibliographies.bib.repairs import repaired
from papershelf.sources.bibliographies.entries import guesses
from papershelf.sources.bibliographies.entries.finishing import Progress, counted, finish
from papershelf.sources.bibliographies.entries.groups import of_jabref
from papershelf.sources.bibliographies.entries.records import Draft, Record, refused
from papershelf.sources.words.dates import MONTHS

_LOST = re.compile(r"^[ \t]*@[ \t]*(?P<kind>\w+)\s*[{(]?[ \t]*(?P<name>[^\s,{}()=]*)", re.MULTILINE)
_NO_PAPERS = {"set": "a set of other entries", "xdata": "data that other entries take", "bibnote": "a note"}
_NOT_INHERITED = frozenset({
    "crossref", "xdata", "xref", "ids", "label", "title", "subtitle", "titleaddon", "shorttitle", "sorttitle",
    "indextitle", "indexsorttitle", "related", "relatedtype", "relatedstring", "execute", "keywords", "options",
    "presort", "url", "doi", "abstract", "annote", "annotation", "note",
})  # fmt: skip
_TITLES = {
    "book": {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"},
    "main": {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"},
    "": {"title": "journaltitle"},
}
"""Names that the title of a parent has in its children."""
_XDATA = re.compile(r"\s*xdata\s*=\s*(?P<key>\S+?)-(?P<field>[A-Za-z]+)(?:-(?P<number>\d{1,3}))?\s*")
_DEPTH = 3
"""Parents of parents that are looked up; BibTeX itself takes one, BibLaTeX more."""
_REASONS = {
    "Unexpected block start": "it is not closed: the next entry begins before its last brace or quote",
    "Unexpectedly reached end of file": "it is not closed: the file ends before its last brace or quote",
}
"""Beginning of what bibtexparser says, and the words for the reader."""
_MENDED = 20
"""Missing commas of an entry that are put in."""


def parse(text: str, progress: Progress | None = None) -> list[Record]:
    """Every entry of a ``.bib`` file, in its order: a record, or why it is none.

    Comments, preambles and macros become no records. Keys that cannot be keys here are slugged; the key as it
    stands in the file is :attr:`Record.name`.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    with _quiet():
        blocks = entrypoint.parse_string(repaired(text), parse_stack=[]).blocks
    strings = _strings(blocks)
    entries = {block.key.lower(): block for block in reversed(blocks) if isinstance(block, Entry)}
    groups = of_jabref(text)
    found: list[Draft | Record] = []
    for block in counted(blocks, progress):
        for read in _read(block, strings, entries):
            if isinstance(read, Draft) and not read.own:
                guesses.grouped(read, groups)
            found.append(read)
    return finish(found)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What the parser logs of bad entries is in the records, with its line."""
    logger = logging.getLogger("bibtexparser")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _strings(blocks: list[Block]) -> dict[str, str]:
    """Macros by lower-case name: those of the file, and the months."""
    strings = {month: month for month in MONTHS}
    for block in blocks:
        inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(inner, String):
            strings[inner.key.lower()] = value(inner.value, strings).text
    return strings


def _read(block: Block, strings: dict[str, str], entries: dict[str, Entry]) -> Iterator[Draft | Record]:
    line = (block.start_line or 0) + 1
    if isinstance(block, ParsingFailedBlock):
        yield from _failed(block, strings, entries)
    elif isinstance(block, ImplicitComment):
        yield from _lost(block.raw or "", line)
    elif isinstance(block, Entry) and (what := _NO_PAPERS.get(block.entry_type.lower())) and not _is_work(block):
        yield refused(block.key, line, f"it is {what} (@{block.entry_type}), which is no paper", other=True)
    elif isinstance(block, Entry):
        yield _draft(block, strings, entries)


def _is_work(entry: Entry) -> bool:
    """Whether data that others take is a book like others: it has a title, and somebody wrote or edited it."""
    names = {field.key.strip().lower() for field in entry.fields}
    return entry.entry_type.lower() == "xdata" and "title" in names and not names.isdisjoint({"author", "editor"})


def _failed(block: ParsingFailedBlock, strings: dict[str, str], entries: dict[str, Entry]) -> Iterator[Draft | Record]:
    """An entry that is whole but for a doubled key or field; else the reason why it cannot be read."""
    inner = block.ignore_error_block
    if isinstance(inner, Entry):
        yield _draft(inner, strings, entries)
    elif inner is None:
        match = _LOST.match(block.raw or "")
        if match and match["kind"].lower() == "comment":
            return
        said = " ".join(str(getattr(block.error, "abort_reason", "") or block.error).split())
        reason = next(
            (words for start, words in _REASONS.items() if said.startswith(start)), f"it cannot be read: {said}"
        )
        name = match["name"] if match else shorten(block.raw or "")
        yield refused(name, (block.start_line or 0) + 1, reason)


def _lost(comment: str, line: int) -> Iterator[Record]:
    """Text between entries is a comment, unless it was meant to be an entry."""
    for match in _LOST.finditer(comment):
        if match["kind"].lower() != "comment":
            here = line + comment.count("\n", 0, match.start())
            yield refused(
                match["name"] or match["kind"], here, "it cannot be read: an entry is written @article{key, …}"
            )
            return  # what follows is part of the same mistake


def _draft(entry: Entry, strings: dict[str, str], entries: dict[str, Entry]) -> Draft:
    draft = Draft(entry.key, (entry.start_line or 0) + 1)
    if not entry.key:
        draft.problems.append("it has no key; one is made from its title")
    raw = _with_data(entry, strings, entries, draft)
    above, seen, kind = raw.get("crossref", "").strip(), {entry.key.lower()}, entry.entry_type.lower()
    for _ in range(_DEPTH):
        parent = _parent(above, "crossref", entries, seen, draft) if above else None
        if len(seen) == 1:  # what it takes from there it has itself
            draft.keep("xref", parent.key if parent else above)
        if parent is None:
            break
        seen.add(above.lower())
        inherited = _with_data(parent, strings, entries, Draft("", 0))
        above = inherited.get("crossref", "").strip()
        own = set(map(biblatex, raw))
        taken = _inherited(kind, parent.entry_type.lower(), inherited)
        raw = {name: text for name, text in taken.items() if biblatex(name) not in own} | raw
    bibfields.fill(draft, raw, "book" if kind == "xdata" else kind)
    return draft


def _with_data(entry: Entry, strings: dict[str, str], entries: dict[str, Entry], draft: Draft) -> dict[str, str]:
    """The fields of an entry, with those that it takes from ``@xdata``.

    It takes all of them, or one where it wants it: ``publisher={xdata=key-field}``.
    """
    raw = _fields(entry, strings, draft)
    todo, seen = _listed(raw.pop("xdata", "")), {entry.key.lower()}
    while todo:
        name = todo.pop(0)
        if name.lower() in seen - {entry.key.lower()}:
            continue
        if data := _parent(name, "xdata", entries, seen, draft):
            seen.add(name.lower())
            taken = _fields(data, strings, Draft("", 0))
            todo += _listed(taken.pop("xdata", ""))
            raw = taken | raw
    return {name: _granular(name, text, strings, entries, draft) for name, text in raw.items()}


def _listed(keys: str) -> list[str]:
    return [part.strip() for part in keys.split(",") if part.strip()]


def _granular(label: str, text: str, strings: dict[str, str], entries: dict[str, Entry], draft: Draft) -> str:
    """A value, or what it refers to: a field of an ``@xdata``, or one item of a list in it."""
    match = _XDATA.fullmatch(text)
    if match is None:
        return text
    data = _parent(match["key"], f"{label}: xdata", entries, set(), draft)
    found = _fields(data, strings, Draft("", 0)).get(match["field"].lower(), "") if data else text
    if not match["number"]:
        return found
    items = re.split(r"\s+and\s+", found)
    return items[int(match["number"]) - 1] if 0 < int(match["number"]) <= len(items) else found


def _parent(name: str, field: str, entries: dict[str, Entry], seen: set[str], draft: Draft) -> Entry | None:
    """The entry that another takes fields from."""
    parent = entries.get(name.lower())
    if parent is None or name.lower() in seen:
        draft.problems.append(f"{field}: there is no other entry {shorten(name)!r}")
        return None
    return parent


def _inherited(kind: str, of: str, fields: dict[str, str]) -> dict[str, str]:
    """What an entry takes from another, by the rules of BibLaTeX's manual (appendix B)."""
    found = {name: text for name, text in fields.items() if name not in _NOT_INHERITED}
    if kind == of:
        return found
    to = _TITLES["main" if of.startswith("mv") else "book" if kind.startswith(("in", "conf", "supp", "book")) else ""]
    for name, label in to.items():
        if name in fields:
            found[label] = fields[name]
    if kind == "inbook" and of in {"book", "mvbook"} and "author" in found:
        found.setdefault("bookauthor", found["author"])
    elif kind not in {"book", "inbook", "bookinbook", "suppbook"}:
        found.pop("author", None)
    return found


def _fields(entry: Entry, strings: dict[str, str], draft: Draft) -> dict[str, str]:
    """Lower-case field name to value with its LaTeX; of a field given twice, the first, as BibTeX does."""
    found: dict[str, str] = {}
    todo = [(field.key, field.value) for field in entry.fields]
    for name, raw in todo:
        read = value(str(raw), strings)
        label = " ".join(name.split()).lower()
        draft.problems += [f"{shorten(label)}: {problem}" for problem in read.problems]
        if label in found:
            draft.problems.append(f"{shorten(label)}: given twice; the first one counts")
        else:
            found[label] = read.text
        if read.rest and len(todo) < _MENDED + len(entry.fields):
            todo.append(read.rest)
        elif read.rest:
            draft.problems.append(f"too many commas are missing; what follows {shorten(label)!r} is left out")
    return found
