"""A vault as a source: every note a paper, every folder a category where the notes name none."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from papershelf.model.record.build import build
from papershelf.model.record.paper import Status
from papershelf.sources.found import Found, Heading, Outcome, Reading, key_for
from papershelf.sources.notes import strays
from papershelf.sources.vaults import kinds, notion
from papershelf.sources.vaults.kinds import NOTION_ID, Kind
from papershelf.sources.vaults.vault import Note, Vault

_SETTINGS = ("_config.yml", "hugo.toml", "hugo.yaml", "config.toml", "quartz.config.ts", "quartz.config.yaml")
_TITLE = re.compile(
    r"""^[ \t]*(?:title|pageTitle)\s*[:=]\s*(?P<q>["']?)(?P<words>[^\s"'#>|][^"'\n#]{0,99})(?P=q)[ \t]*(?:[,#].*)?$""",
    re.MULTILINE,
)
_PLAIN = frozenset({"content", "posts", "_posts", "_drafts", "pages", "post", "blog", "notes", "papers"})
"""Names of folders that say nothing of what is in them."""


def read(vault: Vault) -> Reading:
    """The papers of a vault."""
    reading = Reading(title=_site_title(vault.root) or NOTION_ID.sub("", vault.root.name))
    for name, why in kinds.walked(vault.listed, vault.root):
        reading.report.add(Outcome.SKIPPED, (name, 0, name.rpartition("/")[2]), why=why)
    tables = notion.tables(vault) if vault.kind is Kind.NOTION else notion.Tables()
    for path, note in vault.notes.items():
        source = path.relative_to(vault.root).as_posix()
        tables.complete(note)
        says = any(map(str.isalpha, note.body))
        if not says and not set(note.told.options) - {"tags", "short-title", "status"}:
            reading.report.add(Outcome.SKIPPED, (source, 1, note.title), why="a note without a text")
            continue
        if not says:
            note.told.options.setdefault("status", Status.PLANNED.value)
        reading.found.append(_found(note, source, vault, reading))
    for row in tables.rest():
        heading = _heading(reading, Path(row.folder), vault.kind)
        paper = dataclasses.replace(build(key_for(row.title), row.options)[0], title=row.title, category=heading.slug)
        reading.found.append(Found(paper, row.source, row.line, heading, root=vault.root, remarks=row.remarks))
    reading.report.rows += tables.rows
    return reading


def _site_title(root: Path) -> str:
    """What the settings of a blog call it."""
    for name in _SETTINGS:
        try:
            text = (root / name).read_text("utf-8", "replace")
        except OSError:
            continue
        if match := _TITLE.search(text):
            return match["words"].strip()
    return ""


def told_of(vault: Vault, found: Found) -> Found:
    """A paper of a list whose note lies in the vault, with what the head of the note tells and the list does not."""
    if found.note is None or found.note not in vault.notes:
        return found
    note = vault.notes[found.note]
    made, _problems = build(found.paper.key, note.told.options)
    fields = {
        field.name: getattr(made, field.name)
        for field in dataclasses.fields(made)
        if field.name not in {"key", "title", "status", "category"} and not getattr(found.paper, field.name)
    }
    return dataclasses.replace(found, paper=dataclasses.replace(found.paper, **fields), vault=vault)


def _found(note: Note, source: str, vault: Vault, reading: Reading) -> Found:
    options = dict(note.told.options)
    paper, _problems = build(key_for(note.name), options)
    home, *others = _categories(note, vault, reading)
    paper = dataclasses.replace(
        paper,
        title=note.title,
        category=home.slug,
        also_in=tuple(dict.fromkeys(other.slug for other in others if other != home)),
    )
    return Found(paper, source, 1, home, note=note.path, root=vault.root, vault=vault)


def _categories(note: Note, vault: Vault, reading: Reading) -> list[Heading]:
    """The categories that a note names, or that of its folder."""
    if note.told.categories:
        return [_heading(reading, Path(name), vault.kind) for name in note.told.categories]
    place = note.path.parent
    if note.path.stem.lower() == "index" and vault.kind.is_blog:
        place = place.parent  # the folder is the post
    return [_heading(reading, place.relative_to(vault.root), vault.kind)]


def _heading(reading: Reading, folder: Path, kind: Kind) -> Heading:
    parts = [NOTION_ID.sub("", part) if kind is Kind.NOTION else part for part in folder.parts]
    return strays.heading_of(reading, Path(*(part for part in parts if part.lower() not in _PLAIN)))
