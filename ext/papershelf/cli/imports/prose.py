"""Prose of sources on pages of a library: which page has which text, and what comes along with it."""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from papershelf.cli.writing import Change
from papershelf.model.record.build import shorten
from papershelf.model.text import values
from papershelf.model.text.markdown import escape_heading
from papershelf.sources.found import Outcome, Prose, Report, Row, file_name
from papershelf.sources.markdown.text import plain
from papershelf.sources.notes.lead import without_rules
from papershelf.sources.notes.moving import PAGES
from papershelf.sources.notes.prose import texts
from papershelf.sources.notes.prose.accepted import accepted

FIGURES = "figures/"
"""Folder of pictures that prose shows, in the source folder."""


def by_category(prose: Sequence[Prose], renamed: Mapping[str, str]) -> dict[str, list[Prose]]:
    """The texts of each category, by its slug in the library; those of no category under an empty one."""
    found: dict[str, list[Prose]] = {}
    for text in prose:
        found.setdefault(renamed.get(text.slug, text.slug), []).append(text)
    return found


class Texts:
    """Writes prose.

    :param pages: note of a source to its page, relative to the source folder.
    """

    def __init__(self, pages: Mapping[Path, str], report: Report) -> None:
        self._pages = pages
        self._report = report
        self._figures: dict[Path, str] = {}
        self._used: dict[str, set[int]] = {}
        self._rows: list[Row] = []

    def written(self, prose: Sequence[Prose], path: str) -> str:
        """The texts as the page of a path has them, one after the other."""
        parts = []
        for text in prose:
            body = self._body(text, path)
            if not body:
                continue
            parts += [f"## {escape_heading(text.heading)}"] if text.heading else []
            parts.append(body)
            self._used.setdefault(text.source, set()).update(range(text.line, text.end + 1))
            words = shorten(values.text(plain(body.partition("\n")[0])), 80)
            self._rows.append(Row(Outcome.PROSE, text.source, text.line, words, path))
        return "\n\n".join(parts)

    def changes(self) -> list[Change]:
        """The pictures that come along."""
        return [Change(path, origin=origin) for origin, path in self._figures.items()]

    def report(self) -> None:
        """Rows for what is on pages, in place of those that say it was skipped."""
        self._report.rows = [
            row
            for row in self._report.rows
            if row.outcome is not Outcome.SKIPPED or row.line not in self._used.get(row.source, ())
        ] + self._rows

    def left(self, prose: Sequence[Prose], page: Callable[[str], str]) -> None:
        """Rows for texts that are on no page, where nothing says so yet.

        :param page: gives the page of a category of the library, or nothing.
        """
        told: dict[str, list[int]] = {}
        for row in self._report.rows:
            told.setdefault(row.source, []).append(row.line)
        told = {source: sorted(lines) for source, lines in told.items()}
        for text in prose:
            lines = told.get(text.source, [])
            if bisect_left(lines, text.line) < bisect_right(lines, text.end):
                continue
            words = shorten(values.text(plain(text.text)) or text.heading, 80)
            there = page(text.slug)
            why = f"prose; {there} is there, and its text is its author's" if there else "prose below no category"
            if not self._body(text, there):
                why = "nothing but badges, pictures or links into the page"
            self._report.add(Outcome.SKIPPED, (text.source, text.line, words), why=why)

    def _body(self, text: Prose, path: str) -> str:
        body = accepted(texts.written(text.text, text.root, lambda file: self._address(file, path)))
        return "\n".join(without_rules(body.split("\n"))).strip("\n")  # a badge above a rule is gone

    def _address(self, file: Path, page: str) -> str | None:
        """Where a file of the source is, seen from a page; nothing where it is not in the library."""
        if file in self._pages:
            there = self._pages[file]
        elif file.suffix.lower() in PAGES or not file.is_file() or file.stat().st_size > texts.MAX_BYTES:
            return None
        else:
            there = self._figures.get(file) or file_name(file, self._figures.values(), FIGURES)
            self._figures[file] = there
        return quote(posixpath.relpath(there, posixpath.dirname(page) or "."))
