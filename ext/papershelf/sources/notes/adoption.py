"""Notes that a list links to become paper pages: their figures come along, links between them lead to the new pages."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from papershelf.model.record.paper import Status
from papershelf.sources.found import Found, Written, same_title
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.markdown.safe import safe_markdown
from papershelf.sources.markdown.text import plain, summary_lines
from papershelf.sources.notes import completed
from papershelf.sources.notes.lead import alike, lead, without_repeated, without_rules
from papershelf.sources.notes.moving import Moving, anchors, figures_of
from papershelf.sources.notes.prose.division import divide
from papershelf.sources.notes.prose.summaries import summary
from papershelf.sources.notes.single import Unreadable, text_of
from papershelf.sources.notes.titles import title_of
from papershelf.sources.pages.page import scan

_NOBODY: Mapping[Path, str] = {}


def adopt(
    found: Sequence[Found], known: Iterable[tuple[Path | None, str]], prefix: str, keys: Mapping[Path, str] = _NOBODY
) -> list[Found]:
    """Papers with the notes of their files.

    :param known: notes of papers that the library has, each with its page there.
    :param prefix: folder of the paper pages: ``papers/``.
    :param keys: keys of the papers that the library has, by their notes.
    """
    fresh = {item.note: item.paper.key for item in found if item.note is not None}
    everybody = {**keys, **fresh}
    written: dict[Path, Written] = {}
    for item in found:
        if item.note is not None and item.vault is not None:
            written[item.note] = item.vault.markdown(item.note, everybody, fresh.keys())
    read = {
        item.note: written[item.note].text if item.note in written else _read(item.note)
        for item in found
        if item.note is not None
    }
    pages = {path: page for path, page in known if path is not None}
    for item in found:
        if item.note is not None and item.note not in pages and isinstance(text := read[item.note], str):
            root = item.root or item.note.parent
            figures = any(figures_of(text, item.note, root)) or any(figures_of(item.summary, root / _LIST, root))
            pages[item.note] = f"{prefix}{item.paper.key}/index.md" if figures else f"{prefix}{item.paper.key}.md"

    def result(item: Found, path: Path, text: str, common: Set[str] = frozenset()) -> tuple[Found, str]:
        said = written.get(path)
        said = said or Written("")
        adoption = _Adoption(item, path, pages, dict(item.files), remarks=[*said.remarks], said=said, common=common)
        return adoption.result(text), adoption.lead

    adopted: list[Found] = []
    leads: dict[str, list[int]] = defaultdict(list)
    ways: dict[int, tuple[Found, Path, str]] = {}
    for number, item in enumerate(found):
        text_or_why = read.get(item.note) if item.note is not None else None
        if item.root is not None and "](" in item.summary + item.body:
            item = _summed(item, item.root, pages, prefix)
        if isinstance(text_or_why, Unreadable):
            item = dataclasses.replace(item, remarks=(*item.remarks, f"its note is not taken in: {text_or_why}"))
        elif text_or_why is not None and item.note is not None:
            ways[number] = item, item.note, text_or_why
            item, lead = result(*ways[number])
            leads[lead].append(number)
        adopted.append(item)
    for number in alike(leads):
        adopted[number], _lead = result(*ways[number], leads.keys())
    return adopted


_LIST = "README.md"
"""Links of a summary are those of a page with this name, in the folder of the list."""


def _read(path: Path) -> str | Unreadable:
    try:
        return text_of(path)
    except Unreadable as error:
        return error


def _summed(item: Found, root: Path, pages: dict[Path, str], prefix: str) -> Found:
    """A paper whose summary's links and pictures lead to where they are now."""
    page = pages.get(item.note, "") if item.note is not None else ""
    if not page:
        figures = any(figures_of(item.summary + item.body, root / _LIST, root))
        page = f"{prefix}{item.paper.key}/index.md" if figures else f"{prefix}{item.paper.key}.md"
    way = Moving(item, root / _LIST, pages, page=page)
    summary, body = way.moved(item.summary), way.moved(item.body)
    remarks = (*item.remarks, *dict.fromkeys(way.remarks))
    paper = dataclasses.replace(item.paper, summary=summary_lines(summary)) if summary != item.summary else item.paper
    return dataclasses.replace(
        item, paper=paper, summary=summary, body=body, files=tuple(way.files.items()), remarks=remarks
    )


@dataclass
class _Adoption(Moving):
    """One note on its way.

    :param common: first sentences that several notes have; ``lead``, that of this note.
    """

    common: Set[str] = frozenset()
    lead: str = ""

    def result(self, text: str) -> Found:
        """The paper with its note."""
        rewriter = self.rewriter
        if scan(text).found:
            text = self._own_page(text)
            return dataclasses.replace(
                self.item, page=text, summary="", body="", files=self._copied(), remarks=self._all_remarks()
            )
        note = divide(text)
        paper, marks = completed.titled(self.item, self.note, note)
        self.item = dataclasses.replace(self.item, paper=paper)
        paper, options = completed.with_facts(paper, note)
        paper = completed.with_head(paper, note, keyed=self.item.keyed)
        body: list[str] = []
        self.anchors = {name: label for name, (_title, label) in anchors(note).items()}
        labels = {same_title(title): label for title, label in anchors(note).values()} | dict(self.said.labels)
        short = self.item.summary
        dated = marking.dated(note.title)  # (the bracket behind it is told by the paper's facts)
        titles = (note.title, dated.title if dated else "", marks.title or title_of(note))
        if note.title and not any(self._is_title(title) for title in titles if title):
            body += [f"**{note.title}**", ""]
        for place, section in enumerate(note.sections):
            self.heading = section.title
            if place == 0 and not section.title:
                section.lines = without_repeated(section.lines, short)
            if label := labels.pop(same_title(plain(section.title)), "") if section.title else "":
                body += [f"({self.item.paper.key}-{label})=", ""]
            own, after = section.summary() if not short else ([], section.lines)
            if own:
                short = summary(own)
                body += [safe_markdown("\n".join(after), rewriter).strip("\n"), ""]
                continue
            title = safe_markdown(section.title, rewriter)
            body += [f"{'#' * section.level} {title}", ""] if section.title else []
            body += [safe_markdown("\n".join(without_rules(section.lines)), rewriter).strip("\n"), ""]
        rest = [*note.properties, *options]
        body = [*([*rest, ""] if rest else []), *body]
        if note.front_matter:
            body += ["```yaml", *note.front_matter, "```", ""]
            names = [line.partition(":")[0].strip() for line in note.front_matter if re.match(r"\S.*:", line)]
            self.remarks.append(f"its front matter is kept in the note: {', '.join(names)[:120]}")
        body += [self.item.body] if self.item.body else []
        if not short and paper.status is Status.DONE:
            self.lead = first = lead(note, self.common, paper.title)
            short = summary([first]) if first else ""
            paper = paper if short else dataclasses.replace(paper, status=Status.WRITING)
            told = (
                "its first sentence is the summary" if short else "and no sentence either: it counts as being written"
            )
            self.remarks.append(f"it has no summary; {told}")
        paper = dataclasses.replace(paper, summary=summary_lines(short))
        joined = "\n".join(body).strip("\n")
        return dataclasses.replace(
            self.item, paper=paper, summary=short, body=joined, files=self._copied(), remarks=self._all_remarks()
        )

    def _all_remarks(self) -> tuple[str, ...]:
        return (*self.item.remarks, *dict.fromkeys(self.remarks))

    def _copied(self) -> tuple[tuple[Path, str], ...]:
        return tuple(self.files.items())

    def _own_page(self, text: str) -> str:
        """A page that is in papershelf's form already: only addresses change, and the key where another has it."""
        lines = text.split("\n")
        at = scan(text).found[0].line - 1
        key = self.item.paper.key
        lines[at] = re.sub(r"(\{paper-summary\}).*", rf"\1 {key}", lines[at])
        return self.moved("\n".join(lines))

    def _is_title(self, heading: str) -> bool:
        words = same_title(heading)
        paper = self.item.paper
        return (
            not words
            or words in same_title(paper.title)
            or words in {same_title(paper.short_title), same_title(paper.key)}
        )
