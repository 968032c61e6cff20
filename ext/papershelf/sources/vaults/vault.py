"""A vault: its notes with their names and heads, and the Markdown of each, once the keys of papers are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from papershelf.model.text.markdown import escape_heading
from papershelf.sources.found import Written, key_for, same_title
from papershelf.sources.markdown.text import plain
from papershelf.sources.notes.single import Unreadable, text_of
from papershelf.sources.vaults import kinds, properties, texts
from papershelf.sources.vaults.dialects import outline
from papershelf.sources.vaults.head import Told, front_matter
from papershelf.sources.vaults.kinds import Kind
from papershelf.sources.vaults.links import Links
from papershelf.sources.vaults.names import Names, same_heading

_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
_STEM = 40
"""Most characters of a file's name that is a short title."""


@dataclass
class Note:
    """A note of a vault.

    :param name: what people call it, by its file.
    :param body: below the head, as the vault has it.
    :param headings: folded heading to the last part of its label; without the title.
    """

    path: Path
    name: str
    title: str = ""
    told: Told = field(default_factory=Told)
    body: str = ""
    headings: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class Vault:
    """A folder of notes as a program keeps it.

    :param root: resolved.
    """

    def __init__(self, root: Path, kind: Kind) -> None:
        self.root = root
        self.kind = kind
        self.listed = kinds.listed(root, kind)
        self.names = Names(root, self.listed.notes, self.listed.files)
        self.notes: dict[Path, Note] = {}
        self._blocks: dict[str, tuple[Path, str]] = {}
        self._reached: set[tuple[Path, str]] = set()
        for path in list(self.listed.notes):
            try:
                self.notes[path] = self._read(path, text_of(path))
            except Unreadable as error:
                self.listed.left.append((path, str(error)))
        for note in self.notes.values():
            for name in (note.name, note.title, *note.told.aliases):
                self.names.add(name, note.path)
        everybody = dict.fromkeys(self.notes, "-")
        for note in self.notes.values():
            _text, links = texts.converted(note.body, self._links(note, everybody))
            note.told.tag(links.tags)
            self._reached |= links.reached

    def _read(self, path: Path, text: str) -> Note:
        note = Note(path, kinds.name_of(path, self.kind))
        found, body, _lines = front_matter(text)
        draft = self.kind.is_blog and str(found.pop("draft", "")).lower() == "true"
        for name, value in found.items():
            note.told.take(name, value, self.kind)
        if self.kind is Kind.LOGSEQ:
            page = outline.read(body)
            for name, value in page.properties:
                note.told.take(name, value, self.kind)
            self._blocks |= {name: (path, words) for name, words in page.blocks.items()}
            body = page.text
            note.remarks += [f"{what} is left out" for what in dict.fromkeys(page.left)]
        elif self.kind is Kind.NOTION:
            body = properties.below_title(body, note.told, self.kind)
        elif self.kind is not Kind.JEKYLL:
            body = properties.fields(body, note.told, self.kind)
        note.title, note.body = self._titled(note, body)
        if day := kinds.day_of(path) if self.kind.is_blog else "":
            note.told.options.setdefault("read", day)
        if draft:
            note.told.options.setdefault("status", "writing")
        if self.kind.is_blog and isinstance(address := found.get("permalink") or found.get("url"), str):
            self.names.add(address.strip("/"), path)
        self._named(note)
        return note

    def _titled(self, note: Note, body: str) -> tuple[str, str]:
        """The title of a note, and its text without it: what its head says, its one heading at the top, its name."""
        lines = body.split("\n")
        heads = [(number, match) for number, match in headings(lines)]
        tops = [number for number, match in heads if len(match["marks"]) == 1]
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        own = tops[0] if tops and tops[0] == first and (len(tops) == 1 or self.kind is Kind.NOTION) else -1
        words = plain(self._bare(note, heads[0][1]["words"])) if own >= 0 else ""
        told = note.told.options.pop("title", "")
        title = told or words or note.name.replace("_", " ")
        if own >= 0 and (not told or same_title(words) == same_title(told)):
            lines[own] = ""
            heads = heads[1:]
        for _number, match in heads:
            label = key_for(plain(match["words"]))
            folded = same_heading(match["words"])
            if folded and folded not in note.headings:
                taken = set(note.headings.values())
                number = 2
                unique = label
                while unique in taken:
                    unique, number = f"{label}-{number}", number + 1
                note.headings[folded] = unique
        return title, "\n".join(lines)

    def _bare(self, note: Note, words: str) -> str:
        """Words of a heading whose links are words."""
        text, _links = texts.converted(words, self._links(note, {}))
        return text

    def _named(self, note: Note) -> None:
        """Give a note a short title: an alias, or the name of its file where the title begins with it."""
        title = same_title(note.title)
        short = next((one for one in note.told.aliases if len(one) <= _STEM and same_title(one) != title), "")
        name = note.name if not self.kind.is_blog else ""
        if (
            not short
            and name
            and len(name) <= _STEM
            and title.startswith(same_title(name))
            and title != same_title(name)
        ):
            short = name
        if short:
            note.told.options.setdefault("short-title", short)
        more = [
            one for one in note.told.aliases if same_title(one) not in {same_title(short), title, same_title(note.name)}
        ]
        if more:
            note.told.rest.append(f"aliases: {', '.join(more)}")

    def _links(self, note: Note, keys: Mapping[Path, str], fresh: Set[Path] | None = None) -> Links:
        def reachable(path: Path) -> Mapping[str, str] | None:
            return self.notes[path].headings if path in self.notes and (fresh is None or path in fresh) else None

        def title(path: Path) -> str:
            return same_heading(self.notes[path].title) if path in self.notes else ""

        return Links(self.kind, note.path, self.names, keys, reachable, title, self._blocks)

    def markdown(self, note: Path, keys: Mapping[Path, str], fresh: Set[Path]) -> Written:
        """The Markdown of a note.

        :param keys: notes to the keys of their papers.
        :param fresh: those whose pages are made now, so that their headings can be linked to.
        """
        own = self.notes[note]
        text, links = texts.converted(own.body, self._links(own, keys, fresh))
        labels = {}
        lines = own.body.split("\n")
        for _number, match in headings(lines):
            label = own.headings.get(same_heading(match["words"]), "")
            if label and (note, label) in self._reached:
                labels[same_title(plain(self._bare(own, match["words"])))] = label
        remarks = [*own.remarks, *links.remarks]
        if links.comments:
            remarks.append(f"comments (%% … %%) are left out: {links.comments}")
        if own.told.rest:
            remarks.append(f"left out of its head: {'; '.join(own.told.rest)}")
        reached = frozenset(f"{keys[to]}-{label}" for to, label in links.reached)
        return Written(f"# {escape_heading(own.title)}\n\n{text}", labels, tuple(dict.fromkeys(remarks)), reached)


def headings(lines: list[str]) -> list[tuple[int, re.Match[str]]]:
    """The headings of a note, with the numbers of their lines; code has none."""
    from papershelf.sources.vaults.walk import blocks

    found = []
    for block in blocks("\n".join(lines), comments=False):
        if block.kind == "text":
            for number, line in enumerate(block.lines, block.line):
                if match := _HEADING.match(line):
                    found.append((number, match))
    return found
