"""Tables of papers: rows in, drafts out. What a column holds is told by its heading and by what stands in it."""

from __future__ import annotations

import dataclasses
import re

from papershelf.model.text import values
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.parts import part
from papershelf.sources.lines.values.statements import classify, fact_in
from papershelf.sources.lists.clues.targets import is_of_a_talk, is_video
from papershelf.sources.lists.tabular import cells as telling
from papershelf.sources.lists.tabular.cells import EMPTY
from papershelf.sources.lists.tabular.tables import Table, cell_titled, is_entry
from papershelf.sources.lists.tabular.unlinked import lines_of, lists_titles
from papershelf.sources.words.links import label_field
from papershelf.sources.words.vocabulary import LABELS_ALONE

_FEW = 5
"""Less than one of so many is few."""
_LONG_TITLE = 10
"""A title of so many words is that of a paper, though the row has nothing but slides."""


def drafts(seen: Table, places: Places) -> list[list[Draft]]:
    """The papers of each row. Where few titles seem to begin with names, what seems to be such is of the titles."""
    found = [_of_row(row, seen, places) for row in seen.rows]
    named = [n for n, those in enumerate(found) if any(one.authors for one in those)]
    if seen.columns[seen.title] == "title" and "authors" not in seen.columns and len(named) * _FEW < len(found):
        for n in named:
            found[n] = _of_row(seen.rows[n], seen, places, whole=True)
    return found


def _of_row(row: Node, seen: Table, places: Places, *, whole: bool = False) -> list[Draft]:
    """The papers of a row: one, several whose titles stand below each other in a cell, or none.

    :param whole: whether plain words of a title's cell are a title, and nothing else.
    """
    cells = row.children
    titles = [line for line in lines_of(cells[seen.title]) if line.runs] if seen.title < len(cells) else []
    several = len(titles) > 1 and all(is_entry(line, places, shared=seen.several) for line in titles)
    several = several or (len(titles) > 2 and not seen.described and lists_titles(cells[seen.title]))
    heads = [[line] for line in titles] if several else [None]
    found = [_draft(row, seen, places, head, whole=whole) for head in heads]
    return [one for one in found if one is not None]


def _draft(
    row: Node, seen: Table, places: Places, titles: list[Line] | None = None, *, whole: bool = False
) -> Draft | None:
    """The paper of a row, or nothing for a row without anything.

    :param titles: the lines of its title, if others of the cell are those of other papers.
    """
    cells = row.children
    lines = [lines_of(cell) for cell in cells]
    words = [values.text(" ".join(line.text for line in found)) for found in lines]
    if not any(words) and not any(line.links for found in lines for line in found):
        return None
    place = seen.title if seen.title < len(cells) and _is_title(_said(lines[seen.title])) else _instead(words, seen)
    if place >= 0 and label_field(words[place]) and (other := _instead(words, seen)) >= 0:
        place = other  # [Thesis](…) beside a name
    if place < 0:
        return None
    head = _titled(titles or lines[place])
    if whole and place == seen.title:
        head = [dataclasses.replace(line, runs=list(map(_as_title, line.runs))) for line in head]
    found = part(head, row.line + 1, places.is_note, described=seen.described)
    if is_talk(row, seen):
        return None
    for n in range(len(cells)):
        if n != place:
            telling.take(lines[n], words[n], seen.columns[n] if n < len(seen.columns) else "", found, places, n)
    return found


def is_talk(row: Node, seen: Table) -> bool:
    """Whether a row of a table of talks has slides or a video and no paper, as the others have in their titles."""
    if "videos" not in seen.columns:
        return False
    titled = sum(cell_titled(one.children[seen.title]) for one in seen.rows if seen.title < len(one.children))
    links = [run for cell in row.children for line in lines_of(cell) for run in line.links if run.href]
    links = [run for run in links if not (run.href or "").startswith("#")]
    if titled * 2 <= len(seen.rows) or not all(is_video(run.href or "") or is_of_a_talk(run) for run in links):
        return False
    shown = bool(links) and all(is_video(run.href or "") for run in links)
    return shown or (seen.title < len(row.children) and size_of(row.children[seen.title].text) < _LONG_TITLE)


def _said(lines: list[Line]) -> str:
    """The words of a cell without those of links that are labels: ``CVPR 2014 [PDF]``."""
    runs = [run for line in lines for run in line.runs]
    told = "".join(run.text for run in runs if not (run.href and label_field(run.text.strip(" []"))))
    words = values.text(re.sub(r"[\[(]\s*[\])]", " ", told))
    return words if (fact_in(words) or ("",))[0] == "venue" else values.text(" ".join(line.text for line in lines))


def _is_title(text: str) -> bool:
    """Whether a cell may hold a title: it is not empty, no label, and no date or venue."""
    if text.lower() in LABELS_ALONE or EMPTY.fullmatch(text) or re.fullmatch(r"[A-Z0-9][\w-]+ (?:19|20)\d\d", text):
        return False
    return (fact_in(text) or ("",))[0] not in {"date", "venue"}


def _instead(words: list[str], seen: Table) -> int:
    """Another column, where the one with the titles is empty."""
    columns = [seen.columns[n] if n < len(seen.columns) else "" for n in range(len(words))]
    for n in sorted(range(len(words)), key=lambda n: columns[n] == "tags"):  # a topic comes last
        text = words[n]
        if (
            columns[n] in {"", "title", "short", "tags"}
            and not EMPTY.fullmatch(text)
            and classify(text) is None
            and not label_field(text)
        ):
            return n
    return -1


def _as_title(run: Run) -> Run:
    """Plain words with the look of a title."""
    return run if run.href or run.code or run.image or run.em else dataclasses.replace(run, bold=True)


def _titled(lines: list[Line]) -> list[Line]:
    """Lines of a title's cell: from the first with words on; images and stars above are left out."""
    kept = [
        line
        for line in lines
        if any(run.text.strip() and not run.image for run in line.runs) or line.links or line.data
    ]
    return kept or lines
