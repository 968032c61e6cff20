"""The note that an entry links to: its file, and the key that its name gives.

In: a draft, and where its links lead. Out: the file, or a remark on why there is none.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from papershelf.sources.found import key_for
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.notes.naming import GENERIC, NOTION_ID
from papershelf.sources.words.links import MARKDOWN


def note_of(draft: Draft, places: Places, remarks: list[str]) -> Path | None:
    """The file of an entry's note, resolved; where there is none, a remark says why."""
    if not draft.note:
        return None
    found = places.file(draft.note)
    shown = unquote(draft.note)[:120]
    if found is None:
        if "key" not in draft.data:
            remarks.append(f"its note {shown} is not there")
        return None
    resolved = found.resolve()
    if not resolved.is_relative_to(places.folder.resolve()):
        remarks.append(f"its note {shown} is outside the list's folder and not taken in")
        return None
    if resolved.suffix.lower() not in MARKDOWN:
        remarks.append(f"the file {shown} is not taken in")
        return None
    return resolved


def is_outside(note: str, places: Places) -> bool:
    """Whether a note lies outside of the list's folder, be it by a symbolic link."""
    root = places.folder.resolve()
    local = places.local(note).partition("#")[0].partition("?")[0]
    path = places.file(note) or places.folder / unquote(local).replace("\x00", "").lstrip("/")
    try:
        return not path.resolve().is_relative_to(root)
    except (OSError, ValueError):
        return True


def key_of(draft: Draft, places: Places, options: dict[str, str], title: str) -> str:
    """A key made of the note's name, of the short name, or of the title."""
    if draft.note:
        path = places.local(draft.note).partition("#")[0].partition("?")[0]
        path = re.sub(r"\.(?:md|markdown)$", "", unquote(path).strip("/"), flags=re.IGNORECASE)
        parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
        while parts and NOTION_ID.sub("", parts[-1]).lower() in GENERIC and len(parts) > 1:
            parts.pop()
        name = NOTION_ID.sub("", parts[-1]) if parts else ""
        if (told := marking.dated(name)) is not None:
            name = told.title
        if name and name.lower() not in GENERIC:
            return key_for(name)
    if options.get("short-title"):
        return key_for(options["short-title"])
    head, colon, _tail = title.partition(":")
    if colon and len(head.split()) <= 3 and len(head) <= 40:
        return key_for(head)
    return key_for(" ".join(title.split()[:10]))
