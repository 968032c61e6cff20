"""Notes that a list links to become paper pages: their figures come along, links between them lead to the new pages."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from papershelf.model import values
from papershelf.model.build import build
from papershelf.model.paper import Paper, Status
from papershelf.sources.found import Found, Written, key_for, same_title
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines.marks import Marks
from papershelf.sources.links import is_external
from papershelf.sources.notes import head
from papershelf.sources.notes.anchors import anchors, name_in
from papershelf.sources.notes.beside import PAGES, alternative, figures_of, local
from papershelf.sources.notes.division import Note, divide
from papershelf.sources.notes.lead import alike, lead, without_repeated, without_rules
from papershelf.sources.notes.single import Unreadable, heading_of, reviewed, text_of, title_of
from papershelf.sources.page import scan
from papershelf.sources.safe import Rewriter, address_text, clean_label, safe_address, safe_markdown
from papershelf.sources.safe import moved as rewritten
from papershelf.sources.summaries import summary
from papershelf.sources.text import plain, summary_lines

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
    way = _Adoption(item, root / _LIST, pages, page=page)
    summary, body = way.moved(item.summary), way.moved(item.body)
    remarks = (*item.remarks, *dict.fromkeys(way.remarks))
    paper = dataclasses.replace(item.paper, summary=summary_lines(summary)) if summary != item.summary else item.paper
    return dataclasses.replace(
        item, paper=paper, summary=summary, body=body, files=tuple(way.files.items()), remarks=remarks
    )


@dataclass
class _Adoption:
    """One note on its way."""

    item: Found
    note: Path
    pages: dict[Path, str]
    files: dict[Path, str] = field(default_factory=dict)
    page: str = ""
    remarks: list[str] = field(default_factory=list)
    heading: str = ""
    figures: int = 0
    said: Written = field(default_factory=lambda: Written(""))
    anchors: Mapping[str, str] = field(default_factory=dict)
    common: Set[str] = frozenset()
    lead: str = ""
    marks: Marks = field(default_factory=Marks)

    def moved(self, text: str) -> str:
        """Markdown of a list with the addresses that it has on a page."""
        return rewritten(text, Rewriter(self._image, self._link, self._target))

    def result(self, text: str) -> Found:
        """The paper with its note."""
        rewriter = Rewriter(self._image, self._link, self._target)
        if scan(text).found:
            text = self._own_page(text, rewriter)
            return dataclasses.replace(
                self.item, page=text, summary="", body="", files=self._copied(), remarks=self._all_remarks()
            )
        note = divide(text)
        paper = self._titled(self.item.paper, note)
        self.item = dataclasses.replace(self.item, paper=paper)
        paper, options = self._with_facts(paper, note)
        paper = self._with_head(paper, note)
        body: list[str] = []
        self.anchors = {name: label for name, (_title, label) in anchors(note).items()}
        labels = {same_title(title): label for title, label in anchors(note).values()} | dict(self.said.labels)
        short = self.item.summary
        dated = marking.dated(note.title)  # (the bracket behind it is told by the paper's facts)
        titles = (note.title, dated.title if dated else "", self.marks.title or title_of(note))
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

    def _own_page(self, text: str, rewriter: Rewriter) -> str:
        """A page that is in papershelf's form already: only addresses change, and the key where another has it."""
        lines = text.split("\n")
        at = scan(text).found[0].line - 1
        key = self.item.paper.key
        lines[at] = re.sub(r"(\{paper-summary\}).*", rf"\1 {key}", lines[at])
        return rewritten("\n".join(lines), rewriter)

    def _titled(self, paper: Paper, note: Note) -> Paper:
        """A paper whose note has a longer title that begins with the list's words; these are the short title then."""
        title, words = reviewed(title_of(note), self.note), paper.title.strip()
        if (dated := marking.dated(title)) is not None:
            self.marks, title = dated, dated.title
        told = dataclasses.replace(paper, date=paper.date or self.marks.date, venue=paper.venue or self.marks.venue)
        paper = paper if self.item.keyed else told
        longer = len(title) > len(words) and title.casefold().startswith(words.casefold())
        if not longer or title[len(words)].isalnum() or len(words.split()) > 5 or self.item.keyed:
            return paper
        return dataclasses.replace(paper, title=title, short_title=paper.short_title or words)

    def _with_head(self, paper: Paper, note: Note) -> Paper:
        """A paper with what the head of its note tells, where neither list nor front matter does."""
        told, heading = head.told(note.whole, paper.title), heading_of(note)
        title, name = head.full_title(paper.title, told.marks.title) if not self.item.keyed else ("", "")
        if title:
            paper = dataclasses.replace(paper, title=title, short_title=name)
        links = head.fields(told)
        if paper.arxiv or paper.doi:
            links.pop("arxiv", None)
            links.pop("doi", None)
        options = {name: value for name, value in links.items() if name not in dict(paper.links)}
        made, _problems = build(paper.key, options)
        if made.arxiv:
            paper = dataclasses.replace(paper, arxiv=made.arxiv, arxiv_version=made.arxiv_version)
        first = f"20{paper.arxiv[:2]}-{paper.arxiv[2:4]}" if paper.arxiv[:1].isdigit() else ""
        date = told.marks.date or heading.date or first
        return dataclasses.replace(
            paper,
            doi=paper.doi or made.doi,
            links=tuple((name, value) for name, value in (dict(made.links) | dict(paper.links)).items()),
            authors=paper.authors or told.authors,
            venue=paper.venue or told.marks.venue or heading.venue,
            date=paper.date or date,
            tags=paper.tags or tuple(dict.fromkeys(tag.replace(",", " ") for tag in told.marks.tags)),
        )

    def _is_title(self, heading: str) -> bool:
        words = same_title(heading)
        paper = self.item.paper
        return (
            not words
            or words in same_title(paper.title)
            or words in {same_title(paper.short_title), same_title(paper.key)}
        )

    def _with_facts(self, paper: Paper, note: Note) -> tuple[Paper, list[str]]:
        """A paper with what the note's front matter or properties tell, where the list does not.

        :returns: the paper, and the facts that no field takes.
        """
        kept = []
        for name, value in note.facts:
            if name == "title":
                continue
            if name in {"url", "pdf", "arxiv", "doi"} and "://" in value:
                name, value = head.field(value)
            if name == "short-title" and (paper.short_title or len(value) > 40 or ", " in value):
                kept.append(f"- aliases: {safe_markdown(value)}")
                continue
            if name == "date" and (len(value) > 10 or (paper.date and paper.date[:4] != value[:4])):
                kept.append(f"- date: {safe_markdown(value)}")
                continue
            made, problems = build(paper.key, {name: value})
            attribute = "date" if name == "year" else "links" if name in dict(made.links) else name.replace("-", "_")
            new = getattr(made, attribute, None)
            old = getattr(paper, attribute, None)
            if problems or not new or (name != "status" and old and old != new and name not in dict(made.links)):
                kept.append(f"- {name}: {safe_markdown(value)}")
            elif attribute == "links":
                paper = dataclasses.replace(paper, links=tuple((dict(made.links) | dict(paper.links)).items()))
            elif attribute != "status":
                paper = dataclasses.replace(paper, **{attribute: new})
        return paper, kept

    # -- addresses ------------------------------------------------------------------------------

    def _image(self, alt: str, address: str) -> str:
        path = local(address, self.note, self._root)
        self.figures += 1
        alt = alternative(alt, plain(self.heading) or self.item.paper.name, self.figures)
        if path is not None:
            return f"![{clean_label(alt)}]({self._name(path)})"
        if is_external(address):
            return (
                f"![{clean_label(alt)}]({address_text(address)})"
                if safe_address(address) or address.startswith("data:image/")
                else alt
            )
        self.remarks.append(f"the figure {address[:80]} is not there")
        return f"{clean_label(alt)} (`{address.replace('`', '')}`)"

    def _link(self, words: str, address: str) -> str:
        target = self._target(address)
        if target is None:
            return f"[{words.strip()}]({address_text(address)})" if safe_address(address) else words
        return f"[{words.strip()}]{target}"

    def _target(self, address: str) -> str | None:
        if is_external(address):
            return None if safe_address(address) else ""
        if address[1:] in self.said.reached:
            return None
        if not address or address.startswith("#"):
            label = self.anchors.get(name_in(address[1:]))
            return f"(#{self.item.paper.key}-{label})" if label else ""
        path = local(address, self.note, self._root)
        if path is not None and path in self.pages:
            here = posixpath.dirname(self.page or self.pages[self.note])
            return f"({quote(posixpath.relpath(self.pages[path], here))})"
        if path is not None and path.suffix.lower() not in PAGES:
            return f"({self._name(path)})"
        self.remarks.append(f"the link to {address[:80]} leads to no page of the list")
        return f" (`{address.replace('`', '')}`)"

    @property
    def _root(self) -> Path:
        return self.item.root or self.note.parent

    def _name(self, path: Path) -> str:
        """The name of a file beside the new page: plain ASCII, unlike the others."""
        if path not in self.files:
            stem, suffix = key_for(path.stem), values.slug(path.suffix.removeprefix("."))
            suffix = f".{suffix}" if suffix else ""
            taken = {*self.files.values(), "index.md"}
            name, number = f"{stem}{suffix}", 2
            while name in taken:
                name, number = f"{stem}-{number}{suffix}", number + 1
            self.files[path] = name
        return self.files[path]
