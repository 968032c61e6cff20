"""The databases of Notion: a table beside the folder of its pages, each row a page with its properties.

In: the CSV files of an export. Out: properties for the notes, and rows that have no page.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from papershelf.model.record.paper import Status
from papershelf.model.text import values
from papershelf.sources.found import Outcome, Row, same_title
from papershelf.sources.notes.single import Unreadable, text_of
from papershelf.sources.vaults.head import Told
from papershelf.sources.vaults.kinds import NOTION_ID, Kind
from papershelf.sources.vaults.vault import Note, Vault

_TITLES = ("name", "title", "이름", "제목", "paper", "논문", "논문명")
_CUT = 40
"""Notion cuts the names of files after some fifty characters."""


@dataclass
class Entry:
    """A row of a database.

    :param folder: the name of the database, which is a category.
    """

    title: str
    options: dict[str, str]
    told: Told
    folder: str
    source: str
    line: int
    remarks: tuple[str, ...] = ()
    taken: bool = False


@dataclass
class Tables:
    """The databases of an export."""

    entries: list[Entry] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def complete(self, note: Note) -> None:
        """Give a note the properties of its row that it does not have."""
        title = same_title(note.title)
        parent = same_title(NOTION_ID.sub("", note.path.parent.name))
        for entry in self.entries:
            own = same_title(entry.title)
            if entry.taken or not (own == title or (len(title) >= _CUT and own.startswith(title))):
                continue
            if same_title(entry.folder) != parent:
                continue
            entry.taken = True
            for name, text in entry.told.options.items():
                if name != "title":
                    note.told.options.setdefault(name, text)
            note.told.categories = note.told.categories or entry.told.categories
            held = {line.partition(":")[0] for line in note.told.rest}
            note.told.rest += [line for line in entry.told.rest if line.partition(":")[0] not in held]
            return

    def rest(self) -> Iterator[Entry]:
        """Rows without a page, as papers that are planned."""
        for entry in self.entries:
            if not entry.taken:
                entry.options = {"status": Status.PLANNED.value, **entry.told.options}
                entry.options.pop("title", None)
                entry.options.pop("tags", None) if not entry.told.options.get("tags") else None
                if entry.told.categories:
                    entry.folder = entry.told.categories[0]
                if entry.told.rest:
                    entry.remarks = (f"left out of its row: {'; '.join(entry.told.rest)}",)
                yield entry


def tables(vault: Vault) -> Tables:
    """Read the databases; of a table and the whole of it (``_all``), the whole."""
    found = Tables()
    paths = [path for path in vault.listed.files if path.suffix.lower() == ".csv"]
    whole = {path.stem.removesuffix("_all") for path in paths if path.stem.endswith("_all")}
    for path in paths:
        if path.stem in whole:
            continue
        source = path.relative_to(vault.root).as_posix()
        try:
            rows = list(csv.reader(io.StringIO(text_of(path)), strict=True))
        except (Unreadable, csv.Error) as error:
            found.rows.append(Row(Outcome.REFUSED, source, 0, path.name, why=f"no table: {error}"))
            continue
        found.entries += _entries(rows, path, source)
    return found


def _entries(rows: list[list[str]], path: Path, source: str) -> Iterator[Entry]:
    if not rows:
        return
    names = [name.strip() for name in rows[0]]
    place = next((n for n, name in enumerate(names) if name.lower() in _TITLES), 0)
    folder = re.sub(r"_all$", "", NOTION_ID.sub("", path.stem))
    for number, row in enumerate(rows[1:], 2):
        title = values.text(row[place])[: values.MAX_TITLE] if place < len(row) else ""
        if not any(map(str.isalnum, title)):
            continue
        told = Told()
        for at, (name, value) in enumerate(zip(names, row, strict=False)):
            if at != place:
                told.take(name, value, Kind.NOTION)
        yield Entry(title, {}, told, folder, source, number)
