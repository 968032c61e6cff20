"""A README list as people keep it: headings are categories, list items, table rows and bare lines are papers."""

from __future__ import annotations

import codecs
import dataclasses
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.model import values
from papershelf.model.build import shorten
from papershelf.sources import entries
from papershelf.sources.drafts import paper
from papershelf.sources.entries import Draft
from papershelf.sources.found import Found, Heading, Outcome, Reading, SourceError, key_for
from papershelf.sources.items import belongs, dedented, facts_lines, holds_entries, is_bare_entry, span, tokens, unfolds
from papershelf.sources.marks import without_signs
from papershelf.sources.outline import Block, Section, sections
from papershelf.sources.pieces import Line, Piece, lines
from papershelf.sources.rows import cells, columns_of
from papershelf.sources.summaries import summary

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

MAX_BYTES = 20_000_000
"""Largest list that is read."""

MAX_LINE = 1_000_000
"""Longest line of a list, in characters: reading one of brackets alone takes a minute."""

_NO_PAPERS = re.compile(
    r"licen[cs]e|(?:table of )?contents?|toc|index|contribut\w*|how to \w+|acknowledge?ments?|star history|citation|"
    r"citing|cite|contact|changelog|change log|news|updates?|about|installation|usage|getting started|todo list|"
    r"maintainers?|authors?|"
    r"목차|차례|라이[선센]스|기여.*|참여.*|감사.*|인용.*|문의|연락처|사용 ?법|사용 방법|소개|업데이트|변경 ?이력|"
    r"읽는 방법",
    re.IGNORECASE,
)


def read(path: Path) -> Reading:
    """Read a list.

    :raises SourceError: if it is no text, or too large, or has a line that is too long.
    :raises OSError: if it cannot be read.
    """
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        raise SourceError(f"the file has {len(raw):,} bytes; a list has at most {MAX_BYTES:,}")
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp949"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > MAX_LINE:
                raise SourceError(f"line {number} has {len(line):,} characters; a line has at most {MAX_LINE:,}")
        return parse(text, path.name, path.resolve().parent)
    raise SourceError("the file is no UTF-8 text")


def parse(text: str, source: str, folder: Path) -> Reading:
    """Read the text of a list.

    :param source: its name, as the report shows it.
    :param folder: where it lies; notes are looked for there.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "�")
    reader = _Reader(source, folder, text.split("\n"))
    reader.sections(sections(text))
    return reader.reading


class _Reader:
    def __init__(self, source: str, folder: Path, source_lines: list[str]) -> None:
        self._source = source
        self._folder = folder
        self._lines = source_lines
        self._slugs: dict[str, str] = {}  # slug -> title
        self._category = ""
        self._year = ""
        self.reading = Reading()

    # -- sections -------------------------------------------------------------------------------

    def sections(self, found: list[Section]) -> None:
        """Read every section, and make the category of each that has papers."""
        levels: set[int] = set()
        empty: list[tuple[int, Section]] = []
        order: list[tuple[int, Heading]] = []
        skipping = 0
        for place, section in enumerate(found):
            if skipping and section.level > skipping:
                self._skip_section(section)
                continue
            skipping = section.level if _is_no_list(section) else 0
            if skipping:
                self._skip_section(section)
                continue
            before = len(self.reading.found)
            heading = self._heading(section)
            self._category, self._year = (heading.slug if heading else ""), section.year
            entry = self._heading_entry(section)
            if entry is None:
                self._blocks(section.blocks)
            new = self.reading.found[before:]
            if new and heading is not None:
                named = heading if entry is None else Heading(section.outer, section.parent or section.outer)
                for number, item in enumerate(new, before):
                    if item.paper.category == named.slug:
                        self.reading.found[number] = dataclasses.replace(item, category=named)
                if entry is None:
                    levels.add(section.level)
                order.append((place, named))
            elif heading is not None and not section.blocks and (section.declared or not section.children):
                empty.append((place, section))
        for place, section in empty:
            heading = self._heading(section)
            if heading is not None and (section.level in levels or not levels or section.declared is not None):
                order.append((place, heading))
            else:
                self._row(Outcome.SKIPPED, section.line, section.title, "a heading with nothing below it")
        self.reading.headings = list(dict.fromkeys(heading for _place, heading in sorted(order, key=lambda o: o[0])))

    def _heading(self, section: Section) -> Heading | None:
        """The category of a section, its slug unlike those of others."""
        if section.declared is not None:
            slug, title = section.declared
            if not slug:
                return None
        else:
            title = section.category
            slug = key_for(title)
            if self._slugs.get(slug, title) != title:
                title = f"{section.parent}: {title}" if section.parent else title
                slug = key_for(title)
        self._slugs.setdefault(slug, title)
        return Heading(slug, self._slugs[slug], section.declared_parent)

    def _skip_section(self, section: Section) -> None:
        why = f"no list of papers ({_range(section.line, section.end)})"
        self._row(Outcome.SKIPPED, section.line, section.title, why)

    def _heading_entry(self, section: Section) -> Found | None:
        """The paper that a heading with a title's link is; what stands below it is its summary."""
        if section.inline is None or section.level < 2:
            return None
        line = lines(section.inline)[0]
        if not any(piece.href for piece in line.pieces) or not entries.begins_with_title(line):
            return None
        self._category = section.outer
        drafts = entries.drafts(line, section.line)
        below = [text for block in section.blocks for text in self._lines[block.start : block.end]]
        self._add(drafts, below)
        return self.reading.found[-1] if self.reading.found else None

    # -- blocks ---------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[Block]) -> None:
        pending: tuple[list[Draft], list[str]] | None = None
        unfolded = 0
        for number, block in enumerate(blocks):
            node = block.node
            if pending is not None and (unfolded > 0 or belongs(block, blocks[number - 1])):
                unfolded += unfolds(node)
                pending[1].extend(["", *self._lines[block.start : block.end]])
                continue
            if pending is not None:
                self._add(*pending)
                pending = None
            unfolded = 0
            if node.type in {"bullet_list", "ordered_list"}:
                pending = self._list(node)
            elif node.type == "table":
                self._table(node)
            elif node.type == "paragraph":
                pending = self._paragraph(node, block)
            elif node.type == "blockquote":
                self._blocks([Block(child, *span(child)) for child in node.children])
            elif node.type in {"fence", "code_block"} and block.end > block.start:
                self._row(
                    Outcome.SKIPPED,
                    block.start + 1,
                    "a code block",
                    f"no papers ({_range(block.start + 1, block.end)})",
                )
        if pending is not None:
            self._add(*pending)

    def _list(self, node: SyntaxTreeNode, tags: tuple[str, ...] = ()) -> tuple[list[Draft], list[str]] | None:
        """Read a list.

        :returns: its last entry, which what follows may belong to.
        """
        last: tuple[list[Draft], list[str]] | None = None
        for item in node.children:
            if last is not None:
                self._add(*last)
            last = self._item(item, tags)
        return last

    def _item(self, item: SyntaxTreeNode, tags: tuple[str, ...]) -> tuple[list[Draft], list[str]] | None:
        start, end = span(item)
        head = item.children[0] if item.children else None
        if head is None or head.type not in {"paragraph", "heading"}:
            words = shorten(" ".join(self._lines[start:end]).strip(" -*+"), 60)
            if words:
                self._row(Outcome.REFUSED, start + 1, words, "the item begins with no title")
            for child in item.children:
                if child.type in {"bullet_list", "ordered_list"} and (pending := self._list(child, tags)):
                    self._add(*pending)
            return None
        found = lines((head.children[0].children and tokens(head)) or [])
        line = found[0]
        nested = [c for c in item.children[1:] if c.type in {"bullet_list", "ordered_list"} and holds_entries(c)]
        first, stop = span(head)
        consumed, used = facts_lines(found)
        spans = [span(child) for child in nested]
        below = [
            self._lines[number]
            for number in range(min(first + used, stop), end)
            if not any(a <= number < b for a, b in spans)
        ]
        if (
            any(piece.href == "" or (piece.href or "").startswith("#") for piece in line.pieces)
            and not any(piece.href and not piece.href.startswith("#") for piece in line.pieces)
            and any((piece.href or "").startswith("#") for piece in line.pieces)
        ):
            self._row(Outcome.SKIPPED, start + 1, values.text(line.text), "a link within the list")
            pending = None
        elif nested and not any(piece.href for piece in consumed.pieces) and not entries.begins_with_title(line):
            group = without_signs(line.text)
            self._row(Outcome.SKIPPED, start + 1, group, "a group, which becomes a tag of its papers")
            tags = tuple(dict.fromkeys((*tags, *values.words(group.replace(",", " ")))))
            pending = None
        else:
            drafts = entries.drafts(consumed, start + 1)
            for draft in drafts:
                draft.tags = tags
            pending = (drafts, dedented(below))
        if nested and pending is not None:
            self._add(*pending)
            pending = None
        for child in nested:
            if pending is not None:
                self._add(*pending)
            pending = self._list(child, tags)
        return pending

    def _paragraph(self, node: SyntaxTreeNode, block: Block) -> tuple[list[Draft], list[str]] | None:
        """Read bare lines: each that begins with a title is a paper, the others describe the one above."""
        found = lines(tokens(node))
        pending: tuple[list[Draft], list[str]] | None = None
        for number, line in enumerate(found):
            at = block.start + line.number
            if entries.begins_with_title(line) and is_bare_entry(line):
                if pending is not None:
                    self._add(*pending)
                pending = entries.drafts(line, at + 1), []
            elif pending is not None:
                stop = block.start + found[number + 1].number if number + 1 < len(found) else block.end
                facts = Line(0, line.pieces)
                trial = entries.drafts(facts, at + 1)[0] if line.text.strip() else None
                if trial is not None and not trial.marks.title and pending[0]:
                    pending[0][-1].links += trial.links
                else:
                    pending[1].extend(self._lines[at : max(stop, at + 1)] if stop > at else [line.text])
        if pending is None and any(piece.href for line in found for piece in line.pieces):
            words = shorten(values.text(" ".join(line.text for line in found)), 60)
            self._row(Outcome.SKIPPED, block.start + 1, words, f"prose ({_range(block.start + 1, block.end)})")
        return pending

    def _table(self, node: SyntaxTreeNode) -> None:
        rows = [row for part in node.children for row in part.children]
        header = [values.text(lines(tokens(cell))[0].text) for cell in rows[0].children] if rows else []
        columns = columns_of(header)
        for row in rows[1:]:
            found = []
            for cell in row.children:
                parts = lines(tokens(cell))
                pieces = [piece for n, part in enumerate(parts) for piece in ([Piece(" ")] if n else []) + part.pieces]
                found.append(Line(0, pieces, {k: v for part in parts for k, v in part.data.items()}))
            at = span(row)[0]
            drafts = list(cells(found, columns, at + 1)) if any(cell.text.strip() for cell in found) else []
            if drafts:
                self._add(drafts, [])
            else:
                self._row(Outcome.SKIPPED, at + 1, "an empty row", "")

    # -- papers ---------------------------------------------------------------------------------

    def _add(self, drafts: Sequence[Draft], below: list[str]) -> None:
        """Make papers of a line; what stands below it is the last one's summary."""
        for number, draft in enumerate(drafts):
            text = summary(below) if number == len(drafts) - 1 else ""
            if self._year and not draft.marks.date:
                draft.marks.date = self._year
            try:
                found = paper(draft, self._folder, self._category, text)
            except ValueError as error:
                self._row(
                    Outcome.REFUSED,
                    draft.line,
                    shorten(draft.marks.title or self._lines[draft.line - 1].strip()),
                    str(error),
                )
                continue
            self.reading.found.append(dataclasses.replace(found, source=self._source))

    def _row(self, outcome: Outcome, line: int, name: str, why: str) -> None:
        self.reading.report.add(outcome, (self._source, line, shorten(values.text(name), 80)), why=why)


def _is_no_list(section: Section) -> bool:
    return section.declared is None and bool(_NO_PAPERS.fullmatch(section.category))


def _range(first: int, last: int) -> str:
    return f"lines {first}–{last}" if last > first else f"line {first}"
