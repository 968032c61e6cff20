"""What the links of a vault mean: a note by its name, its path or another name of it, a file; and their words.

In: the notes and files of a vault. Out: where a link leads.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from papershelf import mathtext
from papershelf.sources.words.links import MARKDOWN

_CHARACTERS = re.compile(r"[\s#^|\[\]\\:]+")


class Names:
    """The names of a vault, without case and in composed form."""

    def __init__(self, root: Path, notes: Iterable[Path], files: Iterable[Path]) -> None:
        self.root = root
        self._notes: dict[str, list[Path]] = defaultdict(list)
        self._files: dict[str, list[Path]] = defaultdict(list)
        self._others: dict[str, list[Path]] = defaultdict(list)
        for path in notes:
            self._notes[_fold(path.stem)].append(path)
        for path in files:
            self._files[_fold(path.name)].append(path)

    def add(self, name: str, note: Path) -> None:
        """Note another name of a note: its title, an alias."""
        if name.strip() and note not in self._others[_fold(name)]:
            self._others[_fold(name)].append(note)

    def note(self, target: str, near: Path) -> Path | None:
        """The note that a link means.

        :param near: the note with the link; of two with one name, the nearer is meant.
        """
        target = _without_suffix(target.strip())
        wanted = _fold(target)
        if not wanted:
            return near
        for found in (self._notes.get(wanted, []), self._others.get(wanted, [])):
            if found:
                return _nearest(found, near)
        if "/" in target:
            candidates = self._notes.get(_fold(target.rpartition("/")[2]), [])
            return self._by_path(candidates, target, near)
        return None

    def file(self, target: str, near: Path) -> Path | None:
        """The file that a link or an embed means."""
        target = target.strip().replace("\\", "/")
        for name in dict.fromkeys((target, unquote(target))):
            candidates = self._files.get(_fold(name.rpartition("/")[2]), [])
            found = self._by_path(candidates, name, near) if "/" in name.strip("/") else None
            if found is None and candidates:
                found = _nearest(candidates, near)
            if found is not None:
                return found
        return None

    def _by_path(self, candidates: list[Path], target: str, near: Path) -> Path | None:
        """Of files with one name, the one at a path: from the vault, from the note, or its last part."""
        bare = _fold(posixpath.normpath(target.lstrip("/")))
        inside = {path: _fold(_without_suffix(path.relative_to(self.root).as_posix())) for path in candidates}
        inside |= {
            path: _fold(path.relative_to(self.root).as_posix())
            for path in candidates
            if path.suffix.lower() not in MARKDOWN
        }
        here = near.parent.relative_to(self.root).as_posix() if near.is_relative_to(self.root) else "."
        beside = _fold(posixpath.normpath(posixpath.join(here, target)))
        for wanted in (bare, beside):
            for path, name in inside.items():
                if name == wanted:
                    return path
        ends = [path for path, name in inside.items() if name.endswith(f"/{bare.lstrip('./')}")]
        return _nearest(ends, near) if ends else None


def _without_suffix(name: str) -> str:
    return next((name[: -len(end)] for end in MARKDOWN if name.lower().endswith(end)), name)


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _nearest(found: list[Path], near: Path) -> Path:
    """The path in the folder of a note, or the one that is named first with the fewest folders."""
    return min(found, key=lambda path: (path.parent != near.parent, len(path.parts), path.as_posix()))


def same_heading(text: str) -> str:
    """A heading as links name it: Obsidian's have no signs of markup, and blanks for what a link cannot hold."""
    plain = re.sub(r"[*_`~=$]", "", re.sub(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]", r"\1", text))
    return _CHARACTERS.sub(" ", _fold(plain)).strip()


def plain(words: str) -> str:
    """Words of a block as a link takes them: nothing is marked in it, and formulas are read."""
    words = _FORMULA.sub(lambda match: mathtext.plain(match[1] or match[2]), _WIKI.sub(r"\1", words))
    return _MARKED.sub(r"\g<words>", words)


_FORMULA = re.compile(r"\$\$([^$\n]+)\$\$|\$(?=\S)([^$\n]+)(?<=\S)\$(?!\d)")
_MARKED = re.compile(r"(?P<marks>\^\^|==|\*\*|~~)(?=\S)(?P<words>[^\n]+?)(?<=\S)(?P=marks)")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]+)\]\]")
"""A link of a wiki, in words that are a link already."""


def reference(words: str, label: str) -> str:
    """A link to a heading; a role has no room for markup."""
    if not _MARKUP.search(words):
        return f"{{ref}}`{inside(words)} <{label}>`"
    return f"[{_BRACKETS.sub(lambda match: match['kept'] or f'{chr(92)}{match[0]}', words)}](#{label})"


_MARKUP = re.compile(r"`|" + _FORMULA.pattern + "|" + _MARKED.pattern)
_BRACKETS = re.compile(r"(?P<kept>(?P<ticks>`+).+?(?P=ticks)|\$[^$\n]+\$)|[\[\]\\]")
"""Signs that would end the words of a link; those in code and in formulas do not."""


def inside(text: str) -> str:
    """Words as they may stand in a role with a target."""
    return " ".join(re.sub(r"[`\\]", "", text).replace("<", "‹").replace(">", "›").split())
