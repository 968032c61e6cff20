"""A change of many pages, first shown as a diff and then made, whole or not at all."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from papershelf.cli import writing
from papershelf.cli.library import CommandError, Library
from papershelf.cli.pages.addresses import meant, written
from papershelf.cli.pages.places import Place, places
from papershelf.cli.pages.spans import Span, replaced
from papershelf.cli.terminal import write_diff
from papershelf.model.record.paper import INDEX
from papershelf.sources.library import further
from papershelf.sources.library.documents import SUFFIXES
from papershelf.sources.library.folder import Folder

_INCLUDE = re.compile(r"\{include\}[ \t]*(?P<md>\S+)|\.\.[ \t]+include::[ \t]*(?P<rst>\S+)")


@dataclass
class Edits:
    """What becomes of the files of a library.

    :param texts: file to its new text, by the name it has now.
    :param moved: file to its new name.
    :param gone: files that go.
    """

    library: Library
    folder: Folder
    texts: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    _before: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """A file as it is by now.

        :raises CommandError: if it is no UTF-8 text.
        """
        if path in self.texts:
            return self.texts[path]
        return self.before(path)

    def before(self, path: str) -> str:
        """A file as it was."""
        if path not in self._before:
            self._before[path] = writing.decoded((self.folder.source / path).read_bytes(), path)
        return self._before[path]

    def put(self, path: str, text: str) -> None:
        """Give a file another text."""
        self.before(path)
        self.texts[path] = text

    def rekey(self, old: str, new: str) -> None:
        """Give what is kept beside the papers of one another key; none for a paper that goes."""
        if old not in self.folder.further:
            return
        held = {new if key == old else key: entry for key, entry in self.folder.further.items() if new or key != old}
        self.put(further.path_in(self.folder.settings.papers[0]), further.text_of(held))

    def move(self, old: str, new: str) -> None:
        """Give a file, or all files of a folder, another name.

        :raises CommandError: if there is something of that name, or some system cannot have it.
        """
        target = writing.target(self.folder.source, new)
        same = old.casefold() == new.casefold()
        if (target.exists() or target.is_symlink()) and not same:
            raise CommandError(f"{new} is there; nothing that exists is overwritten")
        for path in files_below(self.folder.source, old):
            self.moved[path] = new + path.removeprefix(old)

    def documents(self, *words: str) -> Iterator[tuple[str, str]]:
        """Documents, and files that they include, that hold one of some words: name without suffix, and file.

        :raises CommandError: if one of them is no text.
        """
        paths = dict(self.folder.files)
        for docname, path in list(paths.items()):
            data = self._bytes(path)
            if b"include" in data:
                paths |= {
                    name.rpartition(".")[0]: name for name in self._included(docname, data.decode("utf-8", "replace"))
                }
        wanted = [word.encode() for word in words]
        for docname, path in paths.items():
            data = self._bytes(path)
            if path not in self.gone and any(word in data for word in wanted):
                self.before(path)  # what is no text cannot be followed
                yield docname, path

    def _bytes(self, path: str) -> bytes:
        try:
            return (self.folder.source / path).read_bytes()
        except OSError:
            return b""

    def _included(self, docname: str, text: str) -> Iterator[str]:
        known = set(self.folder.files.values())
        for match in _INCLUDE.finditer(text):
            base = Path(docname).parent / (match["md"] or match["rst"])
            path = Path(os.path.normpath(base)).as_posix()
            if path not in known and path.endswith(SUFFIXES) and (self.folder.source / path).is_file():
                yield path

    def places(self, path: str) -> list[Place]:
        """What a file names."""
        return places(self.text(path), markdown=path.endswith(".md"))

    def replace(self, path: str, edits: Iterable[tuple[Span, str]]) -> None:
        """Put other words in some stretches of a file, which do not overlap."""
        self.put(path, replaced(self.text(path), edits))

    def relink(self) -> None:
        """Let addresses of files that move, and those in pages that move, lead where they led."""
        stems = {path.rpartition("/")[2].rpartition(".")[0] or path for path in self.moved}
        stems |= {path.split("/")[-2] for path in self.moved if "/" in path}
        stems |= {quote(stem) for stem in stems}
        pages = {*self.folder.files.values()}
        everything = _Everything(self.folder.source)
        found = {path: docname for docname, path in self.documents(*stems) if path in pages}
        found |= {path: path.rpartition(".")[0] for path in self.moved if path in pages}
        for path, docname in found.items():
            new = self.moved.get(path, path).rpartition(".")[0]
            edits = []
            for place in self.places(path):
                file = meant(place, docname, everything)
                to = self.moved.get(file, file)
                if file and (to != file or new.rpartition("/")[0] != docname.rpartition("/")[0]):
                    edits.append((place.span, written(place, to, new)))
            self.replace(path, [(span, words) for span, words in edits if self.text(path)[slice(*span)] != words])

    # -- result -----------------------------------------------------------------------------------

    def changes(self) -> list[writing.Change]:
        """What is to be written and taken away."""
        found = []
        for path in sorted({*self.texts, *self.moved, *self.gone}):
            new = self.moved.get(path, path)
            if path in self.gone:
                found.append(writing.Change(path, gone=True))
            elif path in self.texts and (self.texts[path] != self.before(path) or new != path):
                found.append(writing.Change(new, self.texts[path].encode("utf-8")))
            elif new != path:
                found.append(writing.Change(new, origin=self.folder.source / path))
        found += [writing.Change(old, gone=True) for old, new in sorted(self.moved.items()) if old != new]
        return found

    def finish(self, *, dry_run: bool) -> int:
        """Show the diff and write nothing, or write.

        :returns: 0.
        """
        changes = self.changes()
        if dry_run:
            write_diff(self.diff())
        else:
            writing.write(self.folder.source, changes)
        for line in self._words("would " if dry_run else ""):
            print(line)
        if not changes:
            print("nothing to change")
        return 0

    def _words(self, would: str) -> Iterator[str]:
        verbs = ("write", "move", "remove") if would else ("wrote", "moved", "removed")
        for path in sorted({*self.texts, *self.moved, *self.gone}):
            if path in self.gone:
                yield f"{would}{verbs[2]} {path}"
            elif path in self.moved:
                yield f"{would}{verbs[1]} {path} → {self.moved[path]}"
            elif self.texts[path] != self.before(path):
                yield f"{would}{verbs[0]} {path}"

    def diff(self) -> Iterator[str]:
        """A unified diff of everything; of files that are no text, a line."""
        for path in sorted({*self.texts, *self.moved, *self.gone}):
            new = self.moved.get(path, path)
            if new != path:
                yield from (f"rename from {path}", f"rename to {new}")
            try:
                before = self.before(path)
            except CommandError:
                if path in self.gone:
                    yield f"removed: {path}"
                continue
            after = "" if path in self.gone else self.texts.get(path, before)
            to = "/dev/null" if path in self.gone else f"b/{new}"
            yield from difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{path}", to, lineterm="", n=2)

    def warn_of_settings(self, words: Mapping[str, str]) -> Iterator[str]:
        """Lines of ``conf.py`` that name something that changes: they are the author's to change.

        :param words: what may stand there, to what it is now.
        """
        conf = self.library.conf / "conf.py"
        text = conf.read_text("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), 1):
            for word, now in words.items():
                if re.search(rf"[\"'](?:[^\"']*/)?{re.escape(word)}(?:\.md|\.rst)?[\"']", line):
                    yield f"conf.py:{number}: it names {word!r}, {now}; conf.py is yours to change"


class _Everything(dict[str, object]):
    """All files of a folder, looked up one by one."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self._source = source

    def __contains__(self, path: object) -> bool:
        return (
            isinstance(path, str)
            and "\0" not in path
            and not path.startswith("../")
            and (self._source / path).is_file()
        )


def files_below(source: Path, path: str) -> list[str]:
    """A file, or all files of a folder, relative to the source folder."""
    place = source / path
    if not place.is_dir():
        return [path]
    return sorted(found.relative_to(source).as_posix() for found in place.rglob("*") if found.is_file())


def own_folder(folder: Folder, docname: str) -> str:
    """The folder that is called after a paper, or holds its index, with a final ``/``; nothing for other pages."""
    if folder.catalogue.by_docname(docname) is None:
        return ""
    head, _slash, name = docname.rpartition("/")
    return f"{head}/" if name.lower() in INDEX and f"{head}/" not in folder.settings.papers else f"{docname}/"
