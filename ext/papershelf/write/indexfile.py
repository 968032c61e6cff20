"""The index of the library: `searchindex.js`, and where each term stands, brought up to date page by page."""

from __future__ import annotations

import itertools
import json
import pickle
from collections import defaultdict
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from papershelf.search.places import PLACES
from papershelf.write.manifest import write_whole
from papershelf.write.words import WordFiles, Words


class Postings:
    """Term to the numbers of the pages that have it, each kept as it is written, ``"term":[1,5]``."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts

    @classmethod
    def of(cls, pages: Iterable[list[str]]) -> Postings:
        """Build them from the terms of all pages, in the order of their numbers."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, terms in enumerate(pages):
            for term in terms:
                numbers[term].append(number)
        return cls({term: _text(term, found) for term, found in sorted(numbers.items())})

    def numbers(self, term: str) -> set[int]:
        """Pages that have a term."""
        return _numbers(term, self.texts[term]) if term in self.texts else set()

    def change(self, number: int, before: Iterable[str], after: Iterable[str]) -> set[str]:
        """Bring them up to date with the terms of one page.

        :returns: the terms whose pages changed.
        """
        old, new = set(before), set(after)
        for term in old ^ new:
            found = self.numbers(term)
            (found.add if term in new else found.discard)(number)
            if found:
                self.texts[term] = _text(term, sorted(found))
            else:
                self.texts.pop(term, None)
        return old ^ new

    def dump(self) -> str:
        """The JSON object."""
        return "{" + ",".join(text for _term, text in sorted(self.texts.items())) + "}"


def _text(term: str, numbers: list[int]) -> str:
    pages = str(numbers[0]) if len(numbers) == 1 else "[" + ",".join(map(str, numbers)) + "]"
    return f"{encode_basestring(term)}:{pages}"


def _numbers(term: str, text: str) -> set[int]:
    value = json.loads(text[len(encode_basestring(term)) + 1 :])
    return {value} if isinstance(value, int) else set(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_Made = tuple[dict[str, Sequence[Any]], Postings, Postings, Postings]
"""Words without their terms, by docname; terms; terms of titles; terms of places."""


class LibraryIndex:
    """``searchindex.js``, in the form of Sphinx's own.

    :param state: file that keeps the postings between builds.
    """

    def __init__(self, env: BuildEnvironment, files: WordFiles, state: Path) -> None:
        self.env = env
        self.files = files
        self.state = state
        self.changed: set[str] | None = None
        self._made: _Made = ({}, Postings({}), Postings({}), Postings({}))

    def pages(self) -> list[tuple[str, str]]:
        """Docname and title of each page, in the order of their numbers."""
        return [(name, head[0]) for name, head in sorted(self._made[0].items())]

    def all_terms(self) -> set[str]:
        """Every term of our own search."""
        return set(self._made[3].texts)

    def places_of(self, term: str) -> set[int]:
        """Where a term stands: the page's number times :data:`PLACES`, and the place."""
        return self._made[3].numbers(term)

    def text(self, docnames: list[str], written: Iterable[str], mark: str) -> str:
        """The index of all pages; ``changed`` are the terms that stand elsewhere now, or ``None`` for all.

        :param docnames: every page, sorted.
        :param written: those whose words are new.
        :param mark: digest of all that one can link to; as long as it is the same, so are the index's objects.
        """
        changed = sorted(set(written) & set(docnames))
        kept = self._kept()
        made = None
        if kept is not None and kept["documents"] == docnames and len(changed) * 10 < len(docnames):
            made = self._patched(kept, changed)
        if made is None:
            self.changed = None
        heads, terms, title_terms, placed = self._made = made or self._anew(docnames)
        pages = [(name, Words(*head)) for name, head in sorted(heads.items())]
        if made and kept is not None and kept["mark"] == mark:
            objects = kept["objects"]
        else:
            objects = {key: _json(value) for key, value in self._objects(pages).items()}
        state = {
            "documents": docnames,
            "heads": heads,
            "terms": terms.texts,
            "title_terms": title_terms.texts,
            "places": placed.texts,
            "mark": mark,
            "objects": objects,
        }
        write_whole(self.state, pickle.dumps(state, pickle.HIGHEST_PROTOCOL))
        return self._assemble(pages, {**objects, "terms": terms.dump(), "titleterms": title_terms.dump()})

    def _anew(self, docnames: list[str]) -> _Made:
        """From the words of all pages."""
        found = {name: words for name in docnames if (words := self.files.settle(name)) is not None}
        pages = [words for _name, words in sorted(found.items())]
        heads: dict[str, Sequence[Any]] = {name: _head(words) for name, words in found.items()}
        return (
            heads,
            Postings.of(page.terms for page in pages),
            Postings.of(page.title_terms for page in pages),
            Postings.of(terms for page in pages for terms in page.places or [[]] * PLACES),
        )

    def _patched(self, kept: dict[str, Any], changed: list[str]) -> _Made | None:
        """From the last index and the words of a few pages; ``None`` when other pages are searched now."""
        heads: dict[str, Sequence[Any]] = kept["heads"]
        numbers = {name: number for number, name in enumerate(sorted(heads))}
        terms, title_terms, placed = (Postings(kept[kind]) for kind in ("terms", "title_terms", "places"))
        self.changed = set()
        for name in changed:
            before, after = self.files.old(name), self.files.settle(name)
            if before is None or after is None or name not in heads:
                if before is None and after is None:
                    continue
                return None
            terms.change(numbers[name], before.terms, after.terms)
            title_terms.change(numbers[name], before.title_terms, after.title_terms)
            for place, (old, new) in enumerate(itertools.zip_longest(before.places, after.places, fillvalue=())):
                self.changed |= placed.change(numbers[name] * PLACES + place, old, new)
            heads[name] = _head(after)
        return heads, terms, title_terms, placed

    def _kept(self) -> dict[str, Any] | None:
        try:
            kept: dict[str, Any] = pickle.loads(self.state.read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError):
            return None
        return kept

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


def _head(words: Words) -> Sequence[Any]:
    return [*words._replace(terms=[], title_terms=[], places=[])]


class _Given:
    """A format whose stream is the data itself."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data

    def load(self, _stream: object) -> dict[str, Any] | None:
        return self.data
