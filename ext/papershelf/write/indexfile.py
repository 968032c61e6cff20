"""The index of the library: `searchindex.js`, and where each term stands, brought up to date page by page."""

from __future__ import annotations

import itertools
import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from papershelf.search.places import PLACES
from papershelf.write.manifest import write_whole
from papershelf.write.postings import Gathered, Placed, Postings
from papershelf.write.words import WordFiles, Words


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_FORM = 2
"""Of the state that is kept; that in another form is not read."""


class _Made(NamedTuple):
    """An index.

    :param heads: words without their terms, by docname.
    """

    heads: dict[str, Sequence[Any]]
    terms: Postings
    title_terms: Postings
    places: Placed


class LibraryIndex:
    """``searchindex.js``, in the form of Sphinx's own.

    :param state: file that keeps the postings between builds.
    :ivar changed: the terms that stand elsewhere now; ``None`` when that may be all, and all is made anew.
    :ivar appeared: those of them that came or went.
    :ivar moved: whether pages have other numbers now.
    """

    def __init__(self, env: BuildEnvironment, files: WordFiles, state: Path) -> None:
        self.env = env
        self.files = files
        self.state = state
        self.changed: set[str] | None = None
        self.appeared: set[str] = set()
        self.moved = False
        self._made = _Made({}, Postings({}), Postings({}), Placed({}))

    def pages(self) -> list[tuple[str, str]]:
        """Docname and title of each page, in the order of their numbers."""
        return [(name, head[0]) for name, head in sorted(self._made.heads.items())]

    def all_terms(self) -> set[str]:
        """Every term of our own search."""
        return set(self._made.places.held)

    def places_of(self, term: str) -> Sequence[int]:
        """Where a term stands: the page's number times :data:`PLACES`, and the place."""
        return self._made.places.numbers(term)

    def text(self, docnames: list[str], written: Iterable[str], mark: str) -> str:
        """The index of all pages.

        :param docnames: every page, sorted.
        :param written: those whose words are new.
        :param mark: digest of all that one can link to; as long as it is the same, so are the index's objects.
        """
        now = set(docnames)
        kept = self._kept()
        made = None
        if kept is not None:
            changed = (set(written) & now) | (now ^ set(kept["documents"]))
            if len(changed) * 10 < len(docnames):
                made = self._patched(kept, now, changed)
        if made is None:
            self.changed = None
        self._made = made = made or self._anew(docnames)
        pages = [(name, Words(*head)) for name, head in sorted(made.heads.items())]
        if self.changed is not None and not self.moved and kept is not None and kept["mark"] == mark:
            objects = kept["objects"]
        else:
            objects = {key: _json(value) for key, value in self._objects(pages).items()}
        state = {
            "form": _FORM,
            "documents": docnames,
            "heads": made.heads,
            "terms": made.terms.held,
            "title_terms": made.title_terms.held,
            "places": made.places.held,
            "mark": mark,
            "objects": objects,
        }
        write_whole(self.state, pickle.dumps(state, pickle.HIGHEST_PROTOCOL))
        return self._assemble(pages, {**objects, "terms": made.terms.dump(), "titleterms": made.title_terms.dump()})

    def _anew(self, docnames: list[str]) -> _Made:
        """From the words of all pages."""
        heads: dict[str, Sequence[Any]] = {}
        terms, title_terms, places = Gathered(), Gathered(), Gathered()
        for name in docnames:
            words = self.files.settle(name)
            if words is None:
                continue
            number = len(heads)
            heads[name] = _head(words)
            terms.add(number, words.terms)
            title_terms.add(number, words.title_terms)
            for place, found in enumerate(words.places):
                places.add(number * PLACES + place, found)
        return _Made(heads, terms.postings(), title_terms.postings(), places.placed())

    def _patched(self, kept: dict[str, Any], now: Set[str], changed: Set[str]) -> _Made | None:
        """From the last index and the words of a few pages; ``None`` when what one of them had is not known."""
        heads: dict[str, Sequence[Any]] = dict(kept["heads"])
        old = {name: number for number, name in enumerate(sorted(heads))}
        words = {}
        for name in sorted(changed):
            before = self.files.old(name) if name in heads else None
            if before is None and name in heads:
                return None
            after = self.files.settle(name) if name in now else None
            words[name] = (before, after)
            heads.pop(name, None)
            if after is not None:
                heads[name] = _head(after)
        new = {name: number for number, name in enumerate(sorted(heads))}
        self.moved = old.keys() != new.keys()
        moved = [new.get(name, 0) for name in old] if self.moved else None
        made = _Made(heads, Postings(kept["terms"]), Postings(kept["title_terms"]), Placed(kept["places"]))
        made.terms.update(*_changes(words, old, new, lambda page: [page.terms], 1), moved)
        made.title_terms.update(*_changes(words, old, new, lambda page: [page.title_terms], 1), moved)
        leave, enter = _changes(words, old, new, lambda page: page.places, PLACES)
        spread = None if moved is None else [page * PLACES + place for page in moved for place in range(PLACES)]
        self.appeared = made.places.update(leave, enter, spread)
        self.changed = {*leave, *enter}
        return made

    def _kept(self) -> dict[str, Any] | None:
        try:
            kept: dict[str, Any] = pickle.loads(self.state.read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError):
            return None
        return kept if kept.get("form") == _FORM else None

    def _assemble(self, pages: list[tuple[str, Words]], parts: dict[str, str]) -> str:
        headings: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
        entries: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
        for number, (_name, head) in enumerate(pages):
            for text, place in head.headings:
                headings[text].append((number, place))
            for text, place, main in head.entries:
                entries[text].append((number, place, main))
        parts["alltitles"], parts["indexentries"] = _json(headings), _json(entries)
        parts["docnames"] = _json([name for name, _head in pages])
        parts["filenames"] = _json([head.filename for _name, head in pages])
        parts["titles"] = _json([head.title for _name, head in pages])
        parts["envversion"] = _json(self.env.version)
        return "Search.setIndex({" + ",".join(f'"{key}":{parts[key]}' for key in sorted(parts)) + "})"

    def _objects(self, pages: list[tuple[str, Words]]) -> dict[str, Any]:
        """The part that does not come from pages, made by Sphinx itself."""
        if not pages:
            return {"objects": {}, "objtypes": {}, "objnames": {}}
        builder = IndexBuilder(self.env, "en", {}, "")
        builder.prune([])
        frozen = {
            "docnames": [name for name, _head in pages],
            "filenames": [head.filename for _name, head in pages],
            "titles": [head.title for _name, head in pages],
            "alltitles": {},
            "terms": {},
            "titleterms": {},
            "envversion": self.env.version,
        }
        builder.load(_Given(), _Given(frozen))  # type: ignore[arg-type]
        made = builder.freeze()
        return {key: made[key] for key in ("objects", "objtypes", "objnames")}


def _changes(
    words: Mapping[str, tuple[Words | None, Words | None]],
    old: Mapping[str, int],
    new: Mapping[str, int],
    lists: Callable[[Words], Sequence[Sequence[str]]],
    size: int,
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Numbers that terms lose, by the old numbers of pages, and those that they get, by the new ones.

    :param words: of each page that changed, before and now.
    :param lists: gives the terms of a page, of each of its places.
    :param size: how many places a page has.
    """
    leave: dict[str, list[int]] = defaultdict(list)
    enter: dict[str, list[int]] = defaultdict(list)
    for name, (before, after) in words.items():
        places = itertools.zip_longest(lists(before) if before else (), lists(after) if after else (), fillvalue=())
        for place, (had, has) in enumerate(places):
            for term in set(had).difference(has):
                leave[term].append(old[name] * size + place)
            for term in set(has).difference(had):
                enter[term].append(new[name] * size + place)
    return leave, enter


def _head(words: Words) -> Sequence[Any]:
    return [*words._replace(terms=[], title_terms=[], places=[])]


class _Given:
    """A format whose stream is the data itself."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data

    def load(self, _stream: object) -> dict[str, Any] | None:
        return self.data
