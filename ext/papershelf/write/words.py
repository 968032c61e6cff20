"""The words of each page, collected when it is written and kept in a file of its own.

Sphinx reads its whole index back, takes the words of changed pages out and puts the new ones in; what is
left depends on the history of edits. Here the index is made of what each page says, and of nothing else.
"""

from __future__ import annotations

import functools
import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder, WordStore

from papershelf.collect.said import text_of
from papershelf.write.manifest import write_whole

NEW = ".new"
"""Ending of the words of a page that was just written, until the index has taken them up."""


class Words(NamedTuple):
    """What the search index knows of a page; terms are stemmed and sorted.

    :param headings: text and id of each heading.
    :param entries: entries of ``index`` directives: lower-case text, id, and whether it is a main entry.
    """

    title: str
    filename: str
    headings: list[tuple[str, str | None]]
    terms: list[str]
    title_terms: list[str]
    entries: list[tuple[str, str, bool]]


class PageIndexer(IndexBuilder):
    """Sphinx's own indexer, used for a few pages at a time; every word is stemmed once."""

    def __init__(self, env: BuildEnvironment, lang: str, options: dict[str, str], scoring: str) -> None:
        super().__init__(env, lang, options, scoring)
        self.lang.stem = _quicker(self.lang.stem, self.lang.lang)  # type: ignore[method-assign, assignment]
        self.prune([])

    def get_objects(self, fn2index: dict[str, int]) -> dict[str, list[tuple[int, int, int, str, str]]]:
        """Nothing: objects belong to the library, not to its pages."""
        return {}

    def _word_collector(self, doctree: nodes.document) -> WordStore:
        """The words of a page; formulas in headings as readers of a list of hits can read them."""
        store = super()._word_collector(doctree)
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

    def take(self, more: Callable[[str], tuple[list[str], list[str]]] | None) -> dict[str, Words]:
        """The words of the pages fed since the last call, by docname.

        :param more: texts that find a page besides its own: as its title does, and as its text does.
        """
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
            title, filename = frozen["titles"][number], frozen["filenames"][number]
            in_title, in_text = more(name) if more else ([], [])
            heads = {*title_terms[number], *self.terms_of(in_title)}
            taken[name] = Words(
                title,
                filename,
                [(text, place[0]) for text, place in sorted(headings[number], key=lambda heading: heading[0])],
                sorted(({*terms[number]} | self.terms_of(in_text)) - heads),
                sorted(heads),
                sorted((text, place[0], place[1]) for text, place in entries[number]),
            )
        self.prune([])
        return taken


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
    for text, places in postings.items():
        for number, *place in places:
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


# -- the index of the library -----------------------------------------------------------------


class Postings:
    """Term to the numbers of the pages that have it, each kept as it is written, ``"term":[1,5]``, and in order."""

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
        added = False
        for term in old ^ new:
            found = self.numbers(term)
            (found.add if term in new else found.discard)(number)
            added |= term not in self.texts
            if found:
                self.texts[term] = _text(term, sorted(found))
            else:
                self.texts.pop(term, None)
        if added:
            self.texts = dict(sorted(self.texts.items()))
        return old ^ new

    def dump(self) -> str:
        """The JSON object."""
        return "{" + ",".join(self.texts.values()) + "}"


def _text(term: str, numbers: list[int]) -> str:
    pages = str(numbers[0]) if len(numbers) == 1 else "[" + ",".join(map(str, numbers)) + "]"
    return f"{encode_basestring(term)}:{pages}"


def _numbers(term: str, text: str) -> set[int]:
    value = json.loads(text[len(encode_basestring(term)) + 1 :])
    return {value} if isinstance(value, int) else set(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_Made = tuple[dict[str, Sequence[Any]], Postings, Postings]
"""Words without their terms, by docname; terms; terms of titles."""


class LibraryIndex:
    """``searchindex.js``, in the form of Sphinx's own.

    :param state: file that keeps the postings between builds.
    """

    def __init__(self, env: BuildEnvironment, files: WordFiles, state: Path) -> None:
        self.env = env
        self.files = files
        self.state = state
        self.changed: set[str] | None = None
        self._made: _Made = ({}, Postings({}), Postings({}))

    def pages(self) -> list[tuple[str, str]]:
        """Docname and title of each page, in the order of their numbers."""
        return [(name, head[0]) for name, head in sorted(self._made[0].items())]

    def all_terms(self) -> set[str]:
        """Every term."""
        return self._made[1].texts.keys() | self._made[2].texts.keys()

    def documents_of(self, term: str) -> dict[int, int]:
        """Numbers of the pages that have a term; 1 where a title has it, else 0."""
        _heads, terms, title_terms = self._made
        return {**dict.fromkeys(terms.numbers(term), 0), **dict.fromkeys(title_terms.numbers(term), 1)}

    def text(self, docnames: list[str], written: Iterable[str], mark: str) -> str:
        """The index of all pages; ``changed`` are the terms whose pages are others now, or ``None`` for all.

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
        heads, terms, title_terms = self._made = made or self._anew(docnames)
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
        return heads, Postings.of(page.terms for page in pages), Postings.of(page.title_terms for page in pages)

    def _patched(self, kept: dict[str, Any], changed: list[str]) -> _Made | None:
        """From the last index and the words of a few pages; ``None`` when other pages are searched now."""
        heads: dict[str, Sequence[Any]] = kept["heads"]
        numbers = {name: number for number, name in enumerate(sorted(heads))}
        terms, title_terms = Postings(kept["terms"]), Postings(kept["title_terms"])
        self.changed = set()
        for name in changed:
            before, after = self.files.old(name), self.files.settle(name)
            if before is None or after is None or name not in heads:
                if before is None and after is None:
                    continue
                return None
            self.changed |= terms.change(numbers[name], before.terms, after.terms)
            self.changed |= title_terms.change(numbers[name], before.title_terms, after.title_terms)
            heads[name] = _head(after)
        return heads, terms, title_terms

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
    return [*words._replace(terms=[], title_terms=[])]


class _Given:
    """A format whose stream is the data itself."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data

    def load(self, _stream: object) -> dict[str, Any] | None:
        return self.data
