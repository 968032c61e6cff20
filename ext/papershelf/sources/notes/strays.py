"""Notes that no entry of a list links to, and folders that one links to.

In: the folder of a list. Out: the notes in it, each as a paper under the category of its folder.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from papershelf.sources.found import Found, Heading, Outcome, Prose, Reading, key_for, same_title
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.values.signs import without_signs
from papershelf.sources.lines.values.statements import read_date
from papershelf.sources.notes.naming import is_generic
from papershelf.sources.notes.single import is_of_folder, note_of, readable, told_apart
from papershelf.sources.words.links import MARKDOWN
from papershelf.sources.words.vocabulary import PROPERTIES

_HEAD = 4_000
"""So many bytes of a page are its front matter."""
MOST = 20_000
"""So many files are looked at."""

_NO_LISTS: Mapping[Path, int] = {}

LEFT = frozenset({"node_modules", "build", "dist", "_build", "site", "public", "target", "venv", "__pycache__",
                   "templates", "template", "assets", "vendor", "deploy", "deployment", "scripts"})  # fmt: skip
_PAPERS = frozenset({"paper", "papers", "논문", "论文", "論文"})
_CONCEPTS = frozenset({"concept", "concepts", "glossary", "terms", "개념", "용어", "概念", "术语"})
"""Folders that lie beside one of papers, and are of none."""
_NO_NOTES = re.compile(
    r"(?:readme|index|contents|contributing|licen[cs]e|changelog|code_of_conduct|todo|roadmap|[\w-]*template|[\w-]*_format|summary|_sidebar|_coverpage|"
    r"security|support|comments?|feedback|minutes)(?:[._-].*)?\.(?:md|markdown)",
    re.IGNORECASE,
)
_OF_ITS_OWN = re.compile(r"notes?\.(?:md|markdown)", re.IGNORECASE)
"""A page beside the README that is about the repository, too."""
_OF_REPOSITORY = re.compile(
    r"(?:contributing|licen[cs]e|changelog|code_of_conduct|security|support|_sidebar|_coverpage)(?:[._-].*)?"
    r"\.(?:md|markdown)",
    re.IGNORECASE,
)
"""Pages that are no note wherever they lie."""


def notes_in(folder: Path) -> Iterator[Path]:
    """The notes in a folder and below, in order; hidden folders, build outputs and symbolic links are left out."""
    seen = 0
    for directory, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name[0] != "." and name.lower() not in LEFT)
        if _PAPERS & set(map(str.lower, names)):
            names[:] = [name for name in names if name.lower() not in _CONCEPTS]
        pages = sorted(name for name in files if name.lower().endswith(MARKDOWN) and name[0] != ".")
        pages = [name for name in pages if not _OF_REPOSITORY.fullmatch(name)]
        seen += len(files)
        if seen > MOST:
            return
        at = Path(directory)
        inner = [name for name in pages if not _NO_NOTES.fullmatch(name) or _is_titled(at / name)]
        if at == folder and any(name.lower().startswith("readme.") for name in pages):
            inner = [name for name in inner if not _OF_ITS_OWN.fullmatch(name)]
        if not inner and at != folder and not names:
            inner = pages[:1]  # a folder with a page of its own is a note
        if inner and at != folder:
            inner = [name for name in pages if name in inner or is_of_folder(at / name, pages)]
        alone = len(pages) == 1 and at != folder and not any(holds_notes(at / name) for name in names)
        for name in inner or (pages if alone else []):
            if not (at / name).is_symlink():
                yield at / name


def _is_titled(path: Path) -> bool:
    """Whether the front matter of a page called ``index.md`` is that of a paper: title, and what only papers have."""
    if not is_generic(path):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return False
    match = re.match(r"---\s*\n(?P<told>.*?)\n---\s*\n", head, re.DOTALL)
    if match is None:
        return False
    named = {PROPERTIES.get(line.partition(":")[0].strip().lower(), "") for line in match["told"].split("\n")}
    return "title" in named and bool(named & {"authors", "venue", "arxiv", "doi"})


def holds_notes(folder: Path) -> bool:
    """Whether pages of Markdown lie in a folder or below."""
    return any(name.lower().endswith(MARKDOWN) for _at, _names, files in os.walk(folder) for name in files)


def in_folder(folder: Path, root: Path) -> list[Found]:
    """The notes of a folder that a list links to, as papers."""
    found = [found for path in notes_in(folder) if (found := note_of(path, root, named=True)) is not None]
    return told_apart(found, root)


def add_unlinked(reading: Reading, path: Path, *, take: bool, lists: Mapping[Path, int] = _NO_LISTS) -> None:
    """Report the notes beside a list that no entry links to, or take them in.

    :param path: of the list.
    :param lists: files that are no notes but lists, with the number of their papers.
    """
    linked = {found.note for found in reading.found if found.note is not None} | set(reading.lists)
    if path.suffix.lower() not in MARKDOWN:
        return
    if not (take or linked or path.stem.lower() in {"readme", "index"}):
        return
    root = path.resolve().parent
    taken: list[Found] = []
    code = _of_code(reading, root)
    for note in notes_in(root):
        if note.resolve() in linked or note.resolve() == path.resolve():
            continue
        number = lists.get(note.resolve(), 0)
        if is_generic(note) and not number and code & {note.parent, *note.parent.parents}:
            continue  # its page has a row as that of a folder
        found = note_of(note, root) if not number else None
        shown = note.relative_to(root).as_posix()
        if found is None:
            why = f"a list of {number} papers, and no note" if number else "a file without a heading that is a title"
            reading.report.add(Outcome.SKIPPED, (path.name, 0, shown), why=why)
        elif take:
            place = note.parent.parent if is_generic(note) and note.parent != root else note.parent
            heading = heading_of(reading, place.relative_to(root))
            taken.append(_under(found, heading, path.name))
        else:
            where = (path.name, 0, shown)
            reading.report.add(Outcome.SKIPPED, where, why="a note that no entry links to; --all takes it in")
    reading.found += _given(reading, told_apart(taken, root), root)


def _of_code(reading: Reading, root: Path) -> set[Path]:
    """The folders that entries have for the code of their papers."""
    places = Places(root)
    links = (href for found in reading.found for name, href in dict(found.paper.links).items() if name == "code")
    return {folder for href in links if (folder := places.folder_of(href)) is not None and folder != root}


def _given(reading: Reading, notes: list[Found], root: Path) -> list[Found]:
    """Give entries without a note the one that is called as they are, in full or short; the other notes."""
    names: dict[str, set[int]] = {}
    for place, found in enumerate(reading.found):
        for name in (found.paper.title, found.paper.short_title) if found.note is None and not found.keyed else ():
            names.setdefault(same_title(name), set()).add(place)
    rest = []
    for note in notes:
        own = names.get(same_title(note.paper.title), set()) if note.paper.title else set()
        place = next(iter(own)) if len(own) == 1 else -1
        held = reading.found[place].paper if place >= 0 else None
        if (
            held is None
            or reading.found[place].note is not None
            or (held.arxiv and note.paper.arxiv not in {"", held.arxiv})
        ):
            rest.append(note)
            continue
        paper = dataclasses.replace(held, status=note.paper.status, arxiv=held.arxiv or note.paper.arxiv)
        reading.found[place] = dataclasses.replace(reading.found[place], paper=paper, note=note.note, root=root)
    return rest


def add_folder_pages(reading: Reading, root: Path, taken: Collection[Path], *, take: bool) -> None:
    """Account for Markdown files that are no notes: the text of a folder's own page is that of its category.

    :param root: the folder of the source, resolved.
    :param taken: files that are papers, lists, or have a row.
    """
    for path in _others(root):
        shown = path.relative_to(root).as_posix()
        if path.is_symlink():
            reading.report.add(Outcome.SKIPPED, (shown, 0, path.name), why="a symbolic link, which is not followed")
        elif path.resolve() not in taken:
            prose = _text_of_folder(reading, path, root) if take else None
            if prose is not None:
                reading.prose.append(prose)
            else:
                why = "a page about a folder or a repository, not a note"
                reading.report.add(Outcome.SKIPPED, (shown, 0, path.name), why=why)


def _others(root: Path) -> Iterator[Path]:
    """Markdown files that are not told to be notes, and symbolic links."""
    for directory, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name[0] != "." and name.lower() not in LEFT)
        at = Path(directory)
        yield from (at / name for name in names if (at / name).is_symlink())
        for name in sorted(files):
            if name.lower().endswith(MARKDOWN) and name[0] != ".":
                yield at / name


def _text_of_folder(reading: Reading, path: Path, root: Path) -> Prose | None:
    """The text of the page of a folder that became a category."""
    if path.parent == root or not is_generic(path):
        return None
    text = readable(path)
    named = [part for part in path.parent.relative_to(root).parts if part.lower() not in _PLAIN and not read_date(part)]
    title = without_signs(named[-1].replace("_", " ")) if named else ""
    heading = next((h for h in reading.headings if title and same_title(h.title) == same_title(title)), None)
    if heading is None or not re.search(r"[^\W_]", text):
        return None
    body = re.sub(r"\A\s*# .*\n?", "", text)
    source = path.relative_to(root).as_posix()
    return Prose(heading.slug, body.strip("\n"), source, 1, text.count("\n") + 1, root=path.parent)


def _under(found: Found, heading: Heading, source: str) -> Found:
    return dataclasses.replace(
        found, source=source, category=heading, paper=dataclasses.replace(found.paper, category=heading.slug)
    )


def heading_of(reading: Reading, folder: Path) -> Heading:
    """The category of a folder: one of the list that is called so, or a new one below that of the folder above."""
    parts = [part for part in folder.parts if part.lower() not in _PLAIN and not read_date(part)]
    found: Heading | None = None
    for part in parts:
        title = without_signs(part.replace("_", " ")) or part
        known = next((h for h in reading.headings if same_title(h.title) == same_title(title)), None)
        if known is None:
            known = Heading(key_for(title), title, found.slug if found else "")
            reading.headings.append(known)
        found = known
    return found or _first(reading)


def _first(reading: Reading) -> Heading:
    """The category of notes that lie beside the list itself: its only one, or one for them."""
    if len(reading.headings) != 1:
        papers = Heading("papers", "Papers")
        reading.headings += [papers] if papers not in reading.headings else []
        return papers
    return reading.headings[0]


_PLAIN = frozenset(
    {"notes", "note", "papers", "paper", "reviews", "review", "docs", "doc", "md", "posts", "_posts", "src"}
)
"""Names of folders that say nothing of what is in them."""
