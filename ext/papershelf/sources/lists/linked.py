"""Lists that a list links to: told apart from notes, and read.

In: a file beside a list. Out: what it holds, if it is a list of papers itself.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path

from papershelf.sources.found import MAX_KEY, Heading, Outcome, Reading, key_for
from papershelf.sources.lines.marks import without_signs
from papershelf.sources.notes.single import Unreadable, text_of

_FEWEST = 5
"""So many papers a list has."""
_LINK = re.compile(r"https?://|\.pdf\b", re.IGNORECASE)


def read(path: Path, root: Path) -> Reading | None:
    """The papers of a list; nothing for a file that is a note, or cannot be read.

    :param root: the folder of the list that links to it; nothing outside is read.
    """
    from papershelf.sources.lists.reading import parse

    path, root = path.resolve(), root.resolve()
    if not path.is_relative_to(root) or path.suffix.lower() not in {".md", ".markdown"}:
        return None
    if path.parent == root and path.stem.lower().startswith(("readme", "index")):
        return None  # the list itself, or the same in another language
    try:
        text = text_of(path)
    except Unreadable:
        return None
    if len(_LINK.findall(text)) < _FEWEST:
        return None
    reading = parse(text, path.relative_to(root).as_posix(), path.parent, inner=True)
    return reading if _is_list(reading, text) else None


def add(reading: Reading, paths: Iterable[Path], root: Path) -> None:
    """Take in further lists of a folder that nothing links to, each as a category.

    :param paths: files that may be such lists; notes among them stay what they are.
    """
    known = {found.note for found in reading.found if found.note is not None} | set(reading.lists)
    for path in paths:
        inner = read(path, root) if path.resolve() not in known else None
        if inner is None:
            continue
        title = without_signs(path.stem.replace("_", " ")) or path.stem
        slugs = {heading.slug for heading in reading.headings}
        own = Heading(_free(title, slugs), title)
        places = {heading.slug: _free(f"{title} {heading.title}", slugs) for heading in inner.headings}
        headings = [Heading(places[one.slug], one.title, places.get(one.parent, own.slug)) for one in inner.headings]
        by_slug = {heading.slug: heading for heading in headings}
        for found in inner.found:
            place = by_slug[places[found.category.slug]] if found.category is not None else own
            paper = dataclasses.replace(found.paper, category=place.slug)
            reading.found.append(dataclasses.replace(found, paper=paper, category=place))
        reading.headings += [own, *headings]
        reading.report.rows += inner.report.rows
        reading.links, reading.missed = reading.links + inner.links, reading.missed + inner.missed
        reading.lists.append(path.resolve())


def _free(title: str, slugs: set[str]) -> str:
    """A slug that no category has, which is then taken."""
    slug = base = key_for(title)
    number = 1
    while slug in slugs:
        number += 1
        slug = f"{base[: MAX_KEY - 5]}-{number}"
    slugs.add(slug)
    return slug


def _is_list(reading: Reading, text: str) -> bool:
    """Whether a file holds papers, early on, and little besides: a note has more text than references."""
    papers = [found for found in reading.found if found.paper.arxiv or found.paper.doi or found.paper.links]
    if len(papers) < _FEWEST or len(papers) * 2 < len(reading.found):
        return False
    early = papers[0].line <= max(20, text.count("\n") // 4)
    return early and reading.report.count(Outcome.SKIPPED) * 2 <= len(papers)
