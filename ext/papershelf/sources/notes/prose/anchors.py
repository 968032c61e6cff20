"""The headings of a note that its own links lead to, by the names that GitHub gives headings."""

from __future__ import annotations

import re
from urllib.parse import unquote

from papershelf.sources.found import key_for
from papershelf.sources.markdown.text import plain
from papershelf.sources.notes.prose.division import Note

_ANCHOR = re.compile(r"(?:\]\(<?|href=[\"']?)#(?P<name>[^\s()<>\"']+)")
"""The address of a link into its own page."""


def anchors(note: Note) -> dict[str, tuple[str, str]]:
    """Names of headings in links of the note, each with the title of the section and the last part of its label."""
    titles = {_slug(section.title): section.title for section in note.sections if section.title}
    named = {name_in(match["name"]) for match in _ANCHOR.finditer(note.whole)}
    return {name: (title, key_for(title)) for name, title in titles.items() if name in named}


def name_in(address: str) -> str:
    """The name of a heading in an address, without its hash."""
    return unquote(address).lower()


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", plain(heading).lower()).replace(" ", "-")
