"""The words of each page, collected when it is written and kept in a file of its own.

Sphinx reads its whole index back, takes the words of changed pages out and puts the new ones in; what is
left depends on the history of edits. Here the index is made of what each page says, and of nothing else.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder, WordStore

from papershelf.collect.said import text_of
from papershelf.search import places
from papershelf.search.places import Places

NEW = ".new"
"""Ending of the words of a page that was just written, until the index has taken them up."""


class Words(NamedTuple):
    """What the search index knows of a page; terms are stemmed and sorted.

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
    """Sphinx's own indexer, used for a few pages at a time; every word is stemmed once."""

    def __init__(self, env: BuildEnvironment, lang: str, options: dict[str, str], scoring: str) -> None:
        super().__init__(env, lang, options, scoring)
        self.lang.stem = _quicker(self.lang.stem, self.lang.lang)  # type: ignore[method-assign, assignment]
        self.record: Callable[[str], Record] | None = None  # of a page; without it, our own search is off
        self.reader = places.Reader()
        self._places: dict[str, Places] = {}
        self.prune([])

    def feed(self, docname: str, filename: str | os.PathLike[str], title: str, doctree: nodes.document) -> None:
        """Take the words of a page, and where they stand."""
        super().feed(docname, filename, title, doctree)
        if self.record is not None:
            names, texts = self.record(docname)
            self._places[docname] = places.named(self.reader.of(doctree, title, texts), [title, *names])

    def get_objects(self, fn2index: dict[str, int]) -> dict[str, list[tuple[int, int, int, str, str]]]:
        """Nothing: objects belong to the library, not to its pages."""
        return {}

    def _word_collector(self, doctree: nodes.document) -> WordStore:
        """The words of a page, each once; formulas in headings as readers of a list of hits can read them."""
        store = super()._word_collector(doctree)
        store.words = list(dict.fromkeys(store.words))
        headings = [title for title in doctree.findall(nodes.title) if title.next_node(nodes.math)]
        if headings:
            read = {title.astext(): text_of(title) for title in headings}
            store.titles = [(read.get(text, text), place) for text, place in store.titles]
        return store

    def terms_of(self, texts: Iterable[str]) -> set[str]:
        """The terms of some texts."""
        found = set()
        for word in (word for text in texts for word in self.lang.split(text)):
            stem = self.lang.stem(word).lower()
            found.add(stem if self.lang.word_filter(stem) else word)
        return {term for term in found if self.lang.word_filter(term)}

    def take(self) -> dict[str, Words]:
        """The words of the pages fed since the last call, by docname."""
        try:
            frozen = self.freeze()
        except ValueError:  # no page was fed
            return {}
        self._index_entries.clear()  # which `prune` leaves, and on which the next `freeze` would fail
        names = list(frozen["docnames"])
        terms, title_terms = (_by_page(frozen[kind], len(names)) for kind in ("terms", "titleterms"))
        headings = _listed(frozen["alltitles"], len(names))
        entries = _listed(frozen["indexentries"], len(names))
        taken = {}
        for number, name in enumerate(names):
            in_title, in_text = self._besides(name)
            heads = {*title_terms[number], *in_title}
            taken[name] = Words(
                frozen["titles"][number],
                frozen["filenames"][number],
                [(text, place[0]) for text, place in sorted(headings[number], key=lambda heading: heading[0])],
                sorted(({*terms[number]} | in_text) - heads),
                sorted(heads),
                sorted((text, place[0], place[1]) for text, place in entries[number]),
                self._places.pop(name, []),
            )
        self.prune([])
        return taken

    def _besides(self, docname: str) -> tuple[set[str], set[str]]:
        """Terms of a page's record in Sphinx's index, as those of its title and of its text."""
        if self.record is None:
            return set(), set()
        _names, texts = self.record(docname)
        others = (text for place, found in texts.items() if place != places.NAME for text in found)
        return self.terms_of(texts.get(places.NAME, ())), self.terms_of(others)


def _quicker(stem: Callable[[str], str], lang: str) -> Callable[[str], str]:
    """A stemmer that remembers, and leaves out words that the English rules cannot change.

    These rules take English endings off, and a language without rules of its own, such as Korean, gets them.
    """
    stem = functools.lru_cache(500_000)(stem)
    if lang != "en":
        return stem
    return lambda word: stem(word) if word[-1:].isascii() else word.lower()


def _by_page(postings: dict[str, list[int] | int], pages: int) -> list[list[str]]:
    """Term to pages, turned round."""
    found: list[list[str]] = [[] for _page in range(pages)]
    for term, numbers in postings.items():
        for number in [numbers] if isinstance(numbers, int) else numbers:
            found[number].append(term)
    return found


def _listed(postings: dict[str, list[Any]], pages: int) -> list[list[tuple[str, Any]]]:
    """Text to ``(page, …)``, turned round."""
    found: list[list[tuple[str, Any]]] = [[] for _page in range(pages)]
    for text, held in postings.items():
        for number, *place in held:
            found[number].append((text, place))
    return found


class WordFiles:
    """The kept words of all pages.

    :param folder: where they are, one file for each page.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, docname: str) -> Path:
        """File of a page."""
        return self.folder / f"{docname}.json"

    def add(self, docname: str, words: Words | None) -> None:
        """Keep the words of a page beside those it had; ``None`` for a page that is not searched."""
        data = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        path = self.path(docname)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(path.name + NEW).write_bytes(data)

    def old(self, docname: str) -> Words | None:
        """The words of a page before this build."""
        return _load(self.path(docname))

    def settle(self, docname: str) -> Words | None:
        """The words of a page now; the earlier ones are forgotten."""
        path = self.path(docname)
        new = path.with_name(path.name + NEW)
        if new.is_file():
            new.replace(path)
        return _load(path)

    def forget(self, docname: str) -> None:
        """Remove what is kept of a page."""
        path = self.path(docname)
        path.unlink(missing_ok=True)
        path.with_name(path.name + NEW).unlink(missing_ok=True)


def _load(path: Path) -> Words | None:
    try:
        data = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except OSError:
        return None
    return None if data is None else Words(*data)
