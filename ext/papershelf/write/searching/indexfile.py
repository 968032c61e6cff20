"""The index of the library: `searchindex.js`, and where each term stands, brought up to date page by page."""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from papershelf.write.manifest import write_whole
from papershelf.write.searching.postings import Gathered, Postings
from papershelf.write.searching.words import WordFiles, Words


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_FORM = 3
"""Of the state that is kept; that in another form is not read."""

Changed = dict[str, tuple[Words | None, Words | None]]
"""The words of pages before and now; nothing where one was or is not searched."""


class _Made(NamedTuple):
    """An index.

    :param titles: docname to title of each page, in their order.
    :param heads: words without their terms, by docname, pickled: most edits leave them as they are.
    :param texts: what is made of heads alone, as it is written.
    """

    titles: dict[str, str]
    heads: bytes
    texts: dict[str, str]
    terms: Postings
    title_terms: Postings


class LibraryIndex:
    """``searchindex.js``, in the form of Sphinx's own.

    :param state: file that keeps the postings between builds.
    :ivar changed: the pages whose words changed; ``None`` when that may be all, and all is made anew.
    :ivar before: the same of the last index as :attr:`titles`.
    """

    def __init__(self, env: BuildEnvironment, files: WordFiles, state: Path) -> None:
        self.env = env
        self.files = files
        self.state = state
        self.changed: Changed | None = None
        self.before: dict[str, str] = {}
        self._made = _Made({}, b"", {}, Postings({}), Postings({}))

    @property
    def titles(self) -> dict[str, str]:
        """Docname and title of each page, in their order."""
        return self._made.titles

    def text(self, docnames: list[str], written: Iterable[str], mark: str) -> str:
        """The index of all pages.

        :param docnames: every page, sorted.
        :param written: those whose words are new.
        :param mark: digest of all that one can link to; as long as it is the same, so are the index's objects.
        """
        now = set(docnames)
        kept = self._kept()
        if kept is not None:
            changed = (set(written) & now) | (now ^ set(kept["documents"]))
            if len(changed) * 10 < len(docnames):
                self.before = kept["made"][0]
                self.changed = self._changed(now, changed)
        if kept is None or self.changed is None:
            self._made = self._anew(docnames)
        else:
            titles, heads, texts, terms, title_terms = kept["made"]
            last = _Made(titles, heads, texts, Postings(terms), Postings(title_terms))
            self._made = self._patched(last, self.changed)
        if kept is not None and self.changed is not None and [*self.before] == [*self.titles] and kept["mark"] == mark:
            objects: dict[str, str] = kept["objects"]
        else:
            objects = {key: _json(value) for key, value in self._objects().items()}
        plain = (*self._made[:3], self._made.terms.held, self._made.title_terms.held)
        state = {"form": _FORM, "documents": docnames, "made": plain, "mark": mark, "objects": objects}
        write_whole(self.state, pickle.dumps(state, pickle.HIGHEST_PROTOCOL))
        terms = {"terms": self._made.terms.dump(), "titleterms": self._made.title_terms.dump()}
        parts = {**self._made.texts, **objects, **terms, "envversion": _json(self.env.version)}
        return "Search.setIndex({" + ",".join(f'"{key}":{parts[key]}' for key in sorted(parts)) + "})"

    def _kept(self) -> dict[str, Any] | None:
        try:
            kept: dict[str, Any] = pickle.loads(self.state.read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError):
            return None
        return kept if kept.get("form") == _FORM else None

    def _changed(self, now: Set[str], changed: Set[str]) -> Changed | None:
        """The words of pages that may be others now; ``None`` when what one of them had is not known."""
        words: Changed = {}
        known = set(self.before)
        for name in sorted(changed):
            before = self.files.old(name) if name in known else None
            if before is None and name in known:
                return None
            words[name] = (before, self.files.settle(name) if name in now else None)
        return words

    def _anew(self, docnames: list[str]) -> _Made:
        """From the words of all pages."""
        heads: Heads = {}
        terms, title_terms = Gathered(), Gathered()
        for name in docnames:
            words = self.files.settle(name)
            if words is None:
                continue
            number = len(heads)
            heads[name] = _head(words)
            terms.add(number, words.terms)
            title_terms.add(number, words.title_terms)
        return _made(heads, terms.postings(), title_terms.postings())

    def _patched(self, kept: _Made, changed: Changed) -> _Made:
        """From the last index and the words of a few pages."""
        heads = {name: after and _head(after) for name, (before, after) in changed.items() if _differ(before, after)}
        if heads:
            found: Heads = pickle.loads(kept.heads) | heads
            found = {name: head for name, head in sorted(found.items()) if head is not None}
            made = _made(found, kept.terms, kept.title_terms)
        else:
            made = kept
        old, new = ({name: number for number, name in enumerate(names)} for names in (kept.titles, made.titles))
        moved = [new.get(name, 0) for name in old] if old.keys() != new.keys() else None
        made.terms.update(*_changes(changed, old, new, lambda page: page.terms), moved)
        made.title_terms.update(*_changes(changed, old, new, lambda page: page.title_terms), moved)
        return made

    def _objects(self) -> dict[str, Any]:
        """The part that does not come from pages, made by Sphinx itself."""
        if not self.titles:
            return {"objects": {}, "objtypes": {}, "objnames": {}}
        builder = IndexBuilder(self.env, "en", {}, "")
        builder.prune([])
        frozen = {
            "docnames": list(self.titles),
            "filenames": json.loads(self._made.texts["filenames"]),
            "titles": list(self.titles.values()),
            "alltitles": {},
            "terms": {},
            "titleterms": {},
            "envversion": self.env.version,
        }
        builder.load(_Given(), _Given(frozen))  # type: ignore[arg-type]
        made = builder.freeze()
        return {key: made[key] for key in ("objects", "objtypes", "objnames")}


Heads = dict[str, Any]
"""What pages have besides terms, by docname, sorted."""


def _made(heads: Heads, terms: Postings, title_terms: Postings) -> _Made:
    headings: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    entries: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    pages = {name: Words(*head) for name, head in heads.items()}
    for number, head in enumerate(pages.values()):
        for text, place in head.headings:
            headings[text].append((number, place))
        for text, place, main in head.entries:
            entries[text].append((number, place, main))
    texts = {
        "alltitles": _json(headings),
        "indexentries": _json(entries),
        "docnames": _json(list(pages)),
        "filenames": _json([head.filename for head in pages.values()]),
        "titles": _json([head.title for head in pages.values()]),
    }
    titles = {name: head.title for name, head in pages.items()}
    return _Made(titles, pickle.dumps(heads, pickle.HIGHEST_PROTOCOL), texts, terms, title_terms)


def _changes(
    words: Changed, old: Mapping[str, int], new: Mapping[str, int], terms: Callable[[Words], Sequence[str]]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Numbers that terms lose, by the old numbers of pages, and those that they get, by the new ones."""
    leave: dict[str, list[int]] = defaultdict(list)
    enter: dict[str, list[int]] = defaultdict(list)
    for name, (before, after) in words.items():
        had, has = (set(terms(page)) if page else set() for page in (before, after))
        for term in had - has:
            leave[term].append(old[name])
        for term in has - had:
            enter[term].append(new[name])
    return leave, enter


def _head(words: Words) -> Sequence[Any]:
    return [*words._replace(terms=[], title_terms=[], places=[])]


def _differ(before: Words | None, after: Words | None) -> bool:
    return (before and _head(before)) != (after and _head(after))


class _Given:
    """A format whose stream is the data itself."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data

    def load(self, _stream: object) -> dict[str, Any] | None:
        return self.data
