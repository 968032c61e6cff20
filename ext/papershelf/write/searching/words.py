"""The words of each page, collected when it is written and kept in a file of its own.

Sphinx reads its whole index back, takes the words of changed pages out and puts the new ones in; what is
left depends on the history of edits. Here the index is made of what each page says, and of nothing else.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder
from sphinx.util.index_entries import split_index_msg

from papershelf.collect.said import text_of
from papershelf.search import places
from papershelf.search.blocks import Found
from papershelf.search.language import SearchKorean
from papershelf.search.places import Places

NEW = ".new"
"""Ending of the words of a page that was just written, until the index has taken them up."""


class Words(NamedTuple):
    """What the search index knows of a page; terms are stemmed.

    :param headings: text and id of each heading.
    :param entries: entries of ``index`` directives: lower-case text, id, and whether it is a main entry.
    :param places: terms of each place, for the library's own search; nothing where it is off.
    """

    title: str
    filename: str
    headings: list[tuple[str, str | None]]
    terms: list[str]
    title_terms: list[str]
    entries: list[tuple[str, str, bool]]
    places: Places = []


Record = tuple[list[str], Mapping[int, list[str]]]
"""What finds a page besides its own text: whole names, and texts by their place."""


class PageIndexer(IndexBuilder):
    """Sphinx's own indexer, as far as its language goes; what it finds in a page is the same, in one walk."""

    def __init__(self, env: BuildEnvironment, lang: str, options: dict[str, str], scoring: str) -> None:
        super().__init__(env, lang, options, scoring)
        self._stem = _quicker(self.lang.stem, self.lang.lang)
        self.record: Callable[[str], Record] | None = None  # of a page; without it, our own search is off
        self.reader = places.Reader()
        self._taken: dict[str, Words] = {}

    def feed(self, docname: str, filename: str | os.PathLike[str], title: str, doctree: nodes.document) -> None:
        """Take the words of a page, and where they stand."""
        found = Found(doctree)
        names, texts = self.record(docname) if self.record is not None else ([], {})
        others = (text for place, held in texts.items() if place != places.NAME for text in held)
        heads = self.terms_of([*(node.astext() for node in found.titles), *texts.get(places.NAME, ())])
        metas = (node for node in found.metas if _is_wanted(node, self.lang.lang))
        keywords = {self._term(word.strip()) for node in metas for word in node["content"].split(",")}
        blocks = (block.texts for block in found.blocks)
        terms = self.terms_of_blocks(blocks) | self.terms_of([*found.loose, *others]) | keywords - {""}
        self._taken[docname] = Words(
            title,
            os.fspath(filename),
            sorted(_headings(found.titles), key=lambda heading: heading[0]),
            [*terms - heads],
            sorted(heads),
            _entries(found.indices),
            places.named(self.reader.of(found, title, texts), [title, *names]) if self.record is not None else [],
        )

    def terms_of(self, texts: Iterable[str]) -> set[str]:
        """The terms of some texts."""
        if isinstance(self.lang, SearchKorean):
            return set().union(*map(places.terms, texts))
        return {term for text in texts for word in self.lang.split(text) if (term := self._term(word))}

    def terms_of_blocks(self, blocks: Iterable[Sequence[str]]) -> set[str]:
        """The terms of the texts of some blocks."""
        if isinstance(self.lang, SearchKorean):
            return self.terms_of(map(places.parted, blocks))
        return self.terms_of(text for block in blocks for text in block)

    def _term(self, word: str) -> str:
        """The stem of a word, or the word where that is one that the index leaves out; else nothing."""
        stem = self._stem(word).lower()
        return next((term for term in (stem, word) if self.lang.word_filter(term)), "")

    def take(self) -> dict[str, Words]:
        """The words of the pages fed since the last call, by docname."""
        taken, self._taken = self._taken, {}
        return taken


def _headings(titles: Sequence[nodes.title]) -> Iterator[tuple[str, str | None]]:
    """Text and id of each heading, formulas as readers of a list of hits can read them; the first needs no id."""
    for number, node in enumerate(titles):
        text = text_of(node) if node.next_node(nodes.math) else node.astext()
        yield text, next(iter(node.parent["ids"]), None) if number else None


def _is_wanted(node: nodes.meta, language: str) -> bool:
    """Whether the keywords of a node are to be taken."""
    return node.get("name") == "keywords" and node.get("lang") in {None, language}


def _entries(indices: Iterable[addnodes.index]) -> list[tuple[str, str, bool]]:
    """Entries of ``index`` directives, as in ``IndexBuilder.feed``."""
    found = set()
    for node in indices:
        for kind, value, target, main, _key in node["entries"]:
            try:
                parts = split_index_msg(kind, value)
            except ValueError:
                continue
            named = [parts[0], *parts] if kind in {"see", "seealso"} else parts
            found |= {(part.lower(), target or "", main == "main") for part in named}
    return sorted(found)


def _quicker(stem: Callable[[str], str], lang: str) -> Callable[[str], str]:
    """A stemmer that remembers, and leaves out words that the English rules cannot change.

    These rules take English endings off, and a language without rules of its own, such as Korean, gets them.
    """
    stem = functools.lru_cache(500_000)(stem)
    if lang != "en":
        return stem
    return lambda word: stem(word) if word[-1:].isascii() else word.lower()


class WordFiles:
    """The kept words of all pages.

    :param folder: where they are, one file for each page.
    :ivar are_first: nothing was kept there before.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.are_first = not folder.exists()
        self._made: set[Path] = set()
        self._held: dict[str, Words | None] = {}

    def path(self, docname: str) -> Path:
        """File of a page."""
        return self.folder / f"{docname}.words"

    def add(self, docname: str, words: Words | None) -> None:
        """Keep the words of a page beside those it had; ``None`` for a page that is not searched."""
        self._held.pop(docname, None)
        path = self.path(docname)
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        if not self.are_first:
            path = _new(path)
        path.write_bytes(_packed(words))

    def old(self, docname: str) -> Words | None:
        """The words of a page before this build."""
        return _load(self.path(docname))

    def settle(self, docname: str) -> Words | None:
        """The words of a page now; the earlier ones are forgotten."""
        if docname in self._held:
            return self._held.pop(docname)
        path = self.path(docname)
        if not self.are_first:
            with contextlib.suppress(FileNotFoundError):
                _new(path).replace(path)
        found = _load(path)
        if len(self._held) < _HELD:
            self._held[docname] = found
        return found

    def taken_up(self) -> None:
        """Hold nothing in memory: the index is made."""
        self._held.clear()
        self.are_first = False

    def forget(self, docnames: Iterable[str]) -> None:
        """Remove what is kept of some pages."""
        for path in map(self.path, docnames):
            path.unlink(missing_ok=True)
            _new(path).unlink(missing_ok=True)


_HELD = 1_000
"""The words of so many pages, which are asked for twice, are held in memory: some 40 MB."""


def _new(path: Path) -> Path:
    return path.with_name(path.name + NEW)


def _packed(words: Words | None) -> bytes:
    """Words as they are kept: a line of JSON; the terms of each place, parted by blanks, of which they have none.

    Of the terms only those are there that the places do not tell.
    """
    if words is None:
        return b""
    heads, terms = frozenset(words.title_terms), frozenset(words.terms)
    told = frozenset().union(*words.places) - heads
    line = [*words[:3], words.title_terms, words.entries, sorted(terms - told), sorted(told - terms), len(words.places)]
    text = "\n".join([json.dumps(line, ensure_ascii=False), *map(" ".join, words.places)])
    return text.encode("utf-8", "surrogatepass")


def _load(path: Path) -> Words | None:
    try:
        lines = path.read_bytes().decode("utf-8", "surrogatepass").split("\n")
        title, filename, headings, title_terms, entries, more, less, count = json.loads(lines[0])
    except (OSError, ValueError):  # (a page that is not searched has no line)
        return None
    held = [line.split() for line in lines[1:]]
    if len(held) != count:
        return None
    terms = frozenset().union(*held, more).difference(title_terms, less)
    return Words(title, filename, headings, list(terms), title_terms, entries, held)
