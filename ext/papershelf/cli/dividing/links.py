"""What names papers and pages that stand in another library now, and how it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils.nodes import make_id

from papershelf.cli.dividing.parts import PORTAL
from papershelf.cli.pages import spans
from papershelf.cli.pages.addresses import meant
from papershelf.cli.pages.places import KEYS, LABELS, Form, Place, labelled
from papershelf.sources.library.folder import heading

if TYPE_CHECKING:
    from papershelf.cli.dividing.plan import Plan

_MARKUP = re.compile(r"[`<>\[\]{}*$\\|]")
_CONTEXTS = (20, 100)
"""Characters before a changed place that tell it from others like it; where they do not, all since the last one do."""
_ANCHOR = re.compile(r"[^#]*(?P<anchor>#.*)?", re.DOTALL)
_TARGETS = re.compile(r"^[ \t]*\((?P<md>[^()\s]+)\)=[ \t]*$|^[ \t]*\.\.[ \t]+_(?P<rst>[^:`\n]+):[ \t]*$", re.MULTILINE)
_NAMES = re.compile(r"^[ \t]*:(?:name|label):[ \t]*(?P<name>\S.*?)[ \t]*$", re.MULTILINE)
_DEFINED = re.compile(r"^(?:```|~~~|:::)+\{math\}[ \t]*(?P<name>\S*)", re.MULTILINE)


@dataclass
class Rewritten:
    """A page as another library has it.

    :param pairs: what stands there now, and what stood there, in order; none where that follows from what stands there.
    :param number: of the places that lead to other libraries.
    :param remarks: line and words of what is not as it was.
    """

    text: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    number: int = 0
    remarks: list[tuple[int, str]] = field(default_factory=list)


class Links:
    """Rewrites pages.

    :param addresses: library to the address of its home page, with a final ``/``.
    """

    def __init__(self, plan: Plan, addresses: Mapping[str, str]) -> None:
        self._plan = plan
        self._addresses = addresses
        self._pages: dict[str, object] = dict(plan.documents)

    def rewritten(self, path: str, here: str) -> Rewritten:
        """A page, or a file that pages include, as a library has it.

        :param here: the library.
        """
        docname = path.rpartition(".")[0]
        text, markdown = self._plan.edits.before(path), path.endswith(".md")
        writer = _Writer(self, text, here, docname, markdown=markdown)
        for place in self._plan.places(path):
            writer.place(place)
        for place in labelled(text, markdown=markdown) if LABELS.search(text) else ():
            writer.label(place)
        return writer.finished()

    def paper(self, key: str, here: str) -> tuple[str, str]:
        """Library and key of a paper that is in another library; nothing for any other."""
        entry = self._plan.folder.catalogue.by_key(key)
        there = self._plan.homes.get(entry.key, "") if entry is not None else ""
        return (there, entry.key) if entry is not None and there and there != here else ("", "")

    def page(self, place: Place, docname: str, here: str) -> str:
        """The document of another library that a place means; nothing where it means any other."""
        path = meant(place, docname, self._pages)
        other = self._plan.documents[path] if path else ""
        return other if other and here not in self._plan.pages[other] else ""

    def labelled(self, label: str, here: str) -> str:
        """The document of another library that has a label; nothing where this one has it, or none."""
        holders = self._labels.get(label.casefold(), ())
        if any(here in self._plan.pages[docname] for docname in holders):
            return ""
        return next(iter(holders), "")

    def paper_of(self, docname: str) -> str:
        """``name:key`` of the paper whose page it is; nothing for other pages."""
        entry = self._plan.folder.catalogue.by_docname(docname)
        return f"{self._plan.homes[entry.key]}:{entry.key}" if entry and entry.key in self._plan.homes else ""

    def address(self, docname: str, anchor: str = "") -> str:
        """Where a page will stand."""
        there = self._plan.pages[docname]
        name = PORTAL if PORTAL in there else there[0]
        page = "" if docname == self._plan.folder.settings.root else f"{quote(docname)}.html"
        return f"{self._addresses[name]}{page}{anchor}"

    def title(self, docname: str) -> str:
        """The heading of a page."""
        folder = self._plan.folder
        path = folder.files[docname]
        lines = self._plan.edits.before(path).splitlines()
        return heading(lines, markdown=path.endswith(".md"), **folder.settings.reading) or docname

    @cached_property
    def _labels(self) -> dict[str, list[str]]:
        """Label, in small letters, to the documents that have it."""
        found: dict[str, list[str]] = {}
        for docname, path in self._plan.folder.files.items():
            for label in _labels(self._plan.edits.before(path), markdown=path.endswith(".md")):
                found.setdefault(label.casefold(), []).append(docname)
        return found


def _labels(text: str, *, markdown: bool) -> Iterator[str]:
    """Labels of sections, names of figures and formulas, terms of glossaries."""
    for match in _TARGETS.finditer(text):
        yield match["md"] or match["rst"]
    for pattern in (_NAMES, _DEFINED):
        for match in pattern.finditer(text):
            if match["name"]:
                yield match["name"]
    if "glossary" in text:
        found, _hidden = spans.markdown(text) if markdown else spans.rst(text)
        for one in found:
            yield from _terms(text[slice(*one.content)]) if one.name == "glossary" else ()


def _terms(content: str) -> Iterator[str]:
    lines = [line for line in content.splitlines() if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    yield from (line.strip().partition(" : ")[0] for line in lines if not line[indent].isspace())


def _pairs(text: str, made: list[tuple[int, str, str]]) -> list[tuple[str, str]]:
    """What stands in a text and what stood there, with as much before both as tells one place from another.

    :param made: place, new and old words of each, in order.
    """
    pairs: list[tuple[str, str]] = []
    for most in (*_CONTEXTS, len(text)):
        pairs, last = [], 0
        for place, new, old in made:
            before = text[max(last, place - most) : place]
            found = text.find(before + new, last)
            if found != place - len(before):
                break
            pairs.append((before + new, before + old))
            last = place + len(new)
        if len(pairs) == len(made):
            break
    return pairs


class _Writer:
    """The changes of one page."""

    def __init__(self, links: Links, text: str, here: str, docname: str, *, markdown: bool) -> None:
        self._links = links
        self._text = text
        self._here = here
        self._docname = docname
        self._markdown = markdown
        self._edits: list[tuple[tuple[int, int], str]] = []
        self._odd: set[tuple[int, int]] = set()
        self._remarks: list[tuple[int, str]] = []

    def place(self, place: Place) -> None:
        """Note what becomes of a place that names a paper or a file."""
        if place.form in {Form.LISTED, Form.TOCTREE}:  # which stay where they are, or go
            return
        if place.form in KEYS:
            library, key = self._links.paper(place.target, self._here)
            if library:
                self._put(place.span, f"{library}:{key}", plain=key == place.target)
            return
        other = self._links.page(place, self._docname, self._here)
        if other:
            self._link(place, other)

    def label(self, place: Place) -> None:
        """Note what becomes of a role that names a label, or a link to one."""
        other = self._links.labelled(place.target.lstrip("#"), self._here)
        if not other:
            return
        anchor = f"#{make_id(place.target)}" if place.role != "term" else ""
        words = place.words or (place.target if place.role in {"term", "eq", "numref"} else self._links.title(other))
        self._put(place.whole, self._to(words, self._links.address(other, anchor)))

    def finished(self) -> Rewritten:
        """The page with all changes."""
        parts, made, place, length = [], [], 0, 0
        for (start, end), new in sorted(set(self._edits)):
            if start < place:
                continue  # inside of a link that changes whole
            parts += [self._text[place:start], new]
            length += start - place
            made.append((length, new, self._text[start:end], (start, end) in self._odd))
            length, place = length + len(new), end
        text = "".join([*parts, self._text[place:]])
        return Rewritten(text, _pairs(text, [one[:3] for one in made if one[3]]), len(made), self._remarks)

    def _put(self, span: tuple[int, int], new: str, *, plain: bool = False) -> None:
        self._edits.append((span, new))
        if not plain:
            self._odd.add(span)

    def _link(self, place: Place, other: str) -> None:
        """A link to the page of another library: to its paper by the key, to any other page by its address."""
        match = _ANCHOR.fullmatch(place.target)
        anchor = (match["anchor"] or "") if match else ""
        words, named = place.words.strip(), self._links.paper_of(other)
        whole = place.form in {Form.AUTO, Form.DOCUMENT} or self._text[place.whole[0]] in "[`"
        if named and place.form is not Form.OTHER and whole and not _MARKUP.search(words):
            if anchor:
                line = self._text.count("\n", 0, place.span[0]) + 1
                self._remarks.append(
                    (line, f"{place.target!r} leads to the page of {named!r}, not to {anchor!r} in it")
                )
            content = f"{words} <{named}>" if words else named
            self._put(place.whole, f"{{paper:ref}}`{content}`" if self._markdown else f":paper:ref:`{content}`")
            return
        address = self._links.address(other, anchor)
        if place.form is Form.OTHER or (place.form is Form.LINK and words):
            self._put(place.span, address)
        elif whole:
            self._put(place.whole, self._to(words or self._links.title(other), address))

    def _to(self, words: str, address: str) -> str:
        return f"[{words}]({address})" if self._markdown else f"`{words} <{address}>`__"
