"""The index of the library: `searchindex.js`, and where each term stands, brought up to date page by page."""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from papershelf.write.searching.objects import objects
from papershelf.write.searching.postings import Gathered, Postings
from papershelf.write.searching.words import WordFiles, Words
from papershelf.write.whole import write_whole


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "surrogatepass")


_FORM = 4
"""Of the state that is kept; that in another form is not read."""
_BEGIN, _END = b"Search.setIndex({", b"})"

Changed = dict[str, tuple[Words | None, Words | None]]
"""The words of pages before and now; nothing where one was or is not searched."""


class _Made(NamedTuple):
    """An index.

    :param titles: docname to title of each page, in their order.
    :param parts: what it is made of, as it is written, by its keys.
    """

    titles: dict[str, str]
    parts: dict[str, bytes]


class LibraryIndex:
    """``searchindex.js``, in the form of Sphinx's own.

    One that is brought up to date is put together from pieces of the last one: most of it is not even read.

    :param state: file that keeps what the pieces are.
    :param last: the last index, where it is as it was written.
    :ivar changed: the pages whose words changed; ``None`` when that may be all, and all is made anew.
    :ivar before: the same of the last index as :attr:`titles`.
    """

    def __init__(self, env: BuildEnvironment, files: WordFiles, state: Path, last: Callable[[], bytes | None]) -> None:
        self.env = env
        self.files = files
        self.state = state
        self.last = last
        self.changed: Changed | None = None
        self.before: dict[str, str] = {}
        self._made = _Made({}, {})
        self._kept: dict[str, Any] | None = None
        self._last: bytes | None = None

    @property
    def titles(self) -> dict[str, str]:
        """Docname and title of each page, in their order."""
        return self._made.titles

    def look(self, docnames: list[str]) -> None:
        """Find the titles before anything is made."""
        words = ((name, self.files.settle(name)) for name in docnames)
        self._made = _Made({name: page.title for name, page in words if page}, {})

    def compare(self, docnames: list[str], written: Iterable[str]) -> None:
        """Find what changed since the last index, and the titles where these follow from that.

        :param docnames: every page, sorted.
        :param written: those whose words are new.
        """
        self._kept = _loaded(self.state)
        self._last = self.last() if self._kept is not None else None
        if self._kept is None or self._last is None:
            return
        now = set(docnames)
        changed = (set(written) & now) | (now ^ set(self._kept["documents"]))
        if len(changed) * 10 < len(docnames):
            self.before = self._kept["titles"]
            self.changed = self._changed(now, changed)
        if self.changed is not None:
            after = {name: page and page.title for name, (_, page) in self.changed.items()}
            titles = ((name, after.get(name, self.before.get(name))) for name in docnames)
            self._made = _Made({name: title for name, title in titles if title is not None}, {})

    def data(self, docnames: list[str], mark: str) -> bytes:
        """The index of all pages, made anew unless :meth:`compare` found what changed.

        :param docnames: every page, sorted.
        :param mark: digest of all that one can link to; as long as it is the same, so are the index's objects.
        """
        made, kept, last = None, self._kept, self._last
        if kept is not None and last is not None and self.changed is not None:
            parts = {key: last[start:end] for key, (start, end) in kept["parts"].items()}
            made = self._patched(_Made(self.before, parts), self.changed)
        self._made = made or self._anew(docnames)
        if made is None or kept is None or [*self.before] != [*self.titles] or kept["mark"] != mark:
            given = objects(self.env, self.titles, json.loads(self._made.parts["filenames"]))
            self._made.parts.update((key, _json(value)) for key, value in given.items())
        self._made.parts["envversion"] = _json(self.env.version)
        return self._put_together(docnames, mark)

    def _put_together(self, docnames: list[str], mark: str) -> bytes:
        """The file; where its parts stand in it is kept."""
        pieces, size = [_BEGIN], len(_BEGIN)
        places: dict[str, tuple[int, int]] = {}
        for key, part in sorted(self._made.parts.items()):
            head = f'{"," if places else ""}"{key}":'.encode()
            places[key] = size + len(head), size + len(head) + len(part)
            size = places[key][1]
            pieces += [head, part]
        state = {"documents": docnames, "titles": self.titles, "parts": places, "mark": mark}
        write_whole(self.state, pickle.dumps((_FORM, state), pickle.HIGHEST_PROTOCOL))
        return b"".join([*pieces, _END])

    @property
    def _heads_file(self) -> Path:
        """Keeps words without their terms, by docname: most edits leave them as they are."""
        return self.state.with_suffix(".heads")

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
            terms.add(len(heads), words.terms)
            title_terms.add(len(heads), words.title_terms)
            heads[name] = _head(words)
        made = self._of_heads(heads)
        made.parts.update(terms=terms.postings().dump(), titleterms=title_terms.postings().dump())
        return made

    def _of_heads(self, heads: Heads) -> _Made:
        """What is made of heads alone."""
        write_whole(self._heads_file, pickle.dumps((_FORM, heads), pickle.HIGHEST_PROTOCOL))
        return _made(heads)

    def _patched(self, kept: _Made, changed: Changed) -> _Made | None:
        """From the last index and the words of a few pages; ``None`` where that cannot be done."""
        terms, title_terms = (Postings.of(kept.parts[key]) for key in ("terms", "titleterms"))
        if not (terms.is_plain and title_terms.is_plain):
            return None
        made = kept
        heads = {name: after and _head(after) for name, (before, after) in changed.items() if _differ(before, after)}
        if heads:
            held = _loaded(self._heads_file)
            if held is None:
                return None
            found: Heads = held | heads
            made = self._of_heads({name: head for name, head in sorted(found.items()) if head is not None})
        old, new = ({name: number for number, name in enumerate(names)} for names in (kept.titles, made.titles))
        moved = [new.get(name, 0) for name in old] if old.keys() != new.keys() else None
        terms = terms.update(*_changes(changed, old, new, lambda page: page.terms), moved)
        title_terms = title_terms.update(*_changes(changed, old, new, lambda page: page.title_terms), moved)
        texts = {"terms": terms.dump(), "titleterms": title_terms.dump()}
        return _Made(made.titles, {**kept.parts, **made.parts, **texts})


Heads = dict[str, Any]
"""What pages have besides terms, by docname, sorted."""


def _loaded(path: Path) -> Any:
    """What a file keeps; ``None`` where it is not there, or of another form."""
    try:
        form, kept = pickle.loads(path.read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, ValueError):
        return None
    return kept if form == _FORM else None


def _made(heads: Heads) -> _Made:
    headings: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    entries: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    pages = {name: Words(*head) for name, head in heads.items()}
    for number, head in enumerate(pages.values()):
        for text, place in head.headings:
            headings[text].append((number, place))
        for text, place, main in head.entries:
            entries[text].append((number, place, main))
    parts = {
        "alltitles": _json(headings),
        "indexentries": _json(entries),
        "docnames": _json(list(pages)),
        "filenames": _json([head.filename for head in pages.values()]),
        "titles": _json([head.title for head in pages.values()]),
    }
    return _Made({name: head.title for name, head in pages.items()}, parts)


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
