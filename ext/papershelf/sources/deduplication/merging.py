"""Which entries of a source are one paper, which are in the library already, and what key each of the others gets."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.sources.deduplication import filling
from papershelf.sources.deduplication.keys import Names, follow, keyed
from papershelf.sources.deduplication.likeness import Index, agree, are_others, differ, is_bare
from papershelf.sources.found import Found, Outcome, Report, same_title


@dataclass
class Sorted:
    """The entries of sources, each paper once.

    :param new: papers that are not in the library, with their final keys.
    :param known: papers that are, with their entries there.
    :param stale: keys of new papers that a queue of the library holds as planned.
    :param order: keys of all, in the order of the sources.
    """

    new: list[Found] = field(default_factory=list)
    known: list[tuple[Found, Entry]] = field(default_factory=list)
    stale: dict[str, Entry] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)


def sort(
    found: Iterable[Found],
    catalogue: Catalogue,
    pages: Mapping[Path, str],
    report: Report,
    told: Callable[[Found], Found] = lambda item: item,
) -> Sorted:
    """Merge what is one paper, tell what is known, and settle the keys.

    :param pages: file of each paper page of the library, resolved, to its key.
    :param told: gives an entry with what its note tells.
    :param report: gets a row for each entry that is merged or refused.
    """
    library = Index()
    for held in catalogue.entries:
        library.add(held.paper, len(library.papers))
    merged = _merge(found, report)
    result = Sorted()
    names = Names(set(catalogue.names), frozenset(item.paper.key for item in merged if item.keyed))
    names.taken |= {key for held in catalogue.entries for key in held.paper.former_keys}
    renamed: dict[str, str] = {}
    known = _Known(catalogue, library, pages, told)
    for item in merged:
        entry = known.find(item)
        if entry is not None and (not entry.queued or item.paper.status is Status.PLANNED):
            renamed[item.paper.key] = entry.key
            result.known.append((item, entry))
            result.order.append(entry.key)
            continue
        key = item.paper.key if entry is None else entry.key
        if entry is not None:
            result.stale[key] = entry
            line = dataclasses.replace(entry.paper, category=item.paper.category)
            item = filling.filled(item, Found(line))  # the line goes: what only it says comes along
        elif item.keyed and key in names.taken:
            where = catalogue.by_key(key)
            by = f"{where.paper.title!r}" if where else "another paper of this source"
            report.add(Outcome.REFUSED, item, why=f"the key {key!r} is taken by {by}")
            continue
        elif not item.keyed:
            key = names.free(key)
        if entry is None:
            item = _unclashed(item, library)
        renamed[item.paper.key] = key
        names.taken.add(key)
        result.order.append(key)
        result.new.append(dataclasses.replace(item, paper=keyed(item, key)))
    result.new = [follow(item, renamed) for item in result.new]
    return result


@dataclass
class _Known:
    """Finds entries of sources in the library; each paper there is one entry."""

    catalogue: Catalogue
    library: Index
    pages: Mapping[Path, str]
    told: Callable[[Found], Found]
    taken: set[str] = field(default_factory=set)

    def find(self, item: Found) -> Entry | None:
        """The paper of the library that an entry is."""
        entry = self._entry(item)
        if entry is None and item.note is not None and self.library.papers:
            entry = self._entry(self.told(item))
        if entry is not None:
            self.taken.add(entry.key)
        return entry

    def _entry(self, item: Found) -> Entry | None:
        if item.note is not None and item.note in self.pages:
            return self.catalogue.by_key(self.pages[item.note])
        paper = item.paper
        entry = self.catalogue.by_key(paper.key)
        if entry is not None and item.keyed and (_same(entry.paper, paper) or not paper.title):
            return entry
        named = entry is not None and same_title(paper.title) in _titles(entry.paper)
        if entry is not None and named and entry.key not in self.taken and not differ(entry.paper, paper):
            return entry
        keys = list(dict.fromkeys(self.library.papers[place].key for place, _mark in self.library.all(paper)))
        free = [key for key in keys if key not in self.taken]
        mine = [key for key in free if re.fullmatch(rf"{re.escape(paper.key)}-\d+", key)]
        if not free and item.note is not None:
            return None  # a further note of this title
        return self.catalogue.by_key(next(iter(mine or free or keys), ""))


def _titles(paper: Paper) -> set[str]:
    return {same_title(title) for title in (paper.title, paper.short_title) if title}


def _same(one: Paper, other: Paper) -> bool:
    return same_title(one.title) == same_title(other.title) or any(
        a and a == b for a, b in ((one.arxiv, other.arxiv), (one.doi, other.doi))
    )


def _merge(found: Iterable[Found], report: Report) -> list[Found]:
    merged: list[Found] = []
    index = Index()
    notes: dict[Path, int] = {}
    for item in found:
        same = index.find(item.paper)
        if same is None and item.note is not None and item.note in notes:
            first, same = merged[notes[item.note]], (notes[item.note], "note")
            if are_others(first.paper, item.paper):
                why = f"its note {item.note.name} is that of {_where(first, item)}, another paper"
                item, same = filling.unnoted(item, why), None
        if same is not None and _two_notes(merged[same[0]], item):
            why = f"same {same[1]} as {_where(merged[same[0]], item)}; each has a note of its own, so both stay"
            item = dataclasses.replace(item, remarks=(*item.remarks, why))
            same = None
        if same is None:
            item = _unclashed(item, index)
            place = len(merged)
            merged.append(item)
        else:
            place, common = same
            first = merged[place]
            sure = common != "title" or agree(first.paper, item.paper)
            sure = sure or (first.source == item.source and (is_bare(first.paper) or is_bare(item.paper)))
            merged[place] = filling.filled(first, item, sure=sure)
            why = f"same {common} as {_where(first, item)}"
            if item.paper.category and item.paper.category not in first.paper.categories:
                why += f"; listed in {item.paper.category} too"
            kept = [] if sure else filling.not_taken(first.paper, item.paper)
            why += f"; as only the titles agree, not taken over: {', '.join(kept)}" if kept else ""
            report.add(Outcome.MERGED, item, why=why)
        index.add(merged[place].paper, place)
        if item.note is not None:
            notes.setdefault(item.note, place)
    return merged


def _unclashed(item: Found, index: Index) -> Found:
    """An entry without the identifier that another paper has already, with a remark that says so."""
    clash = index.clash(item.paper)
    if clash is None:
        return item
    other, mark = clash
    why = f"differs: its {mark} is that of {other.key} ({other.title[:60]}), with another title; left out, both stay"
    paper = item.paper
    if mark == "DOI":
        paper = dataclasses.replace(paper, doi="")
    else:
        paper = dataclasses.replace(paper, arxiv="", arxiv_version="")
    return _unclashed(dataclasses.replace(item, paper=paper, remarks=(*item.remarks, why)), index)


def _where(first: Found, item: Found) -> str:
    """Place and key of an entry, seen from another one."""
    place = f"{first.source}:{first.line}" if first.source != item.source else f"line {first.line}"
    return f"{place}, {first.paper.key}"


def _two_notes(one: Found, other: Found) -> bool:
    """Whether two entries have notes of their own: each stays a page, so that no text is lost."""
    return one.note is not None and other.note is not None and one.note != other.note
