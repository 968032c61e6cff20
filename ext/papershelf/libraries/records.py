"""What is known of another library: plain data, read from a file that nobody vouches for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from papershelf.exports.text import clean, shorten
from papershelf.libraries.declared import Declared, bare
from papershelf.model.record import build
from papershelf.model.record.paper import Paper, Relation
from papershelf.sources.bibliographies.entries.jsontext import objects_of, text_of, texts_of

LINES = 12
"""Lines of a summary that are kept of each paper."""

NAMED = 1_000
"""Papers of other libraries that are kept of each paper."""

_NAMED = "elsewhere"
"""Under which ``papers.json`` says what papers of other libraries one names."""

LINE = 500
"""Longest line of a summary, in characters; a longer one is cut."""


@dataclass(frozen=True)
class OtherPaper:
    """A paper of another library.

    :param library: name of the library.
    :param paper: what it says of it, with its own key.
    :param address: where its note is found.
    """

    library: str
    paper: Paper
    address: str

    @property
    def name(self) -> str:
        """How it is written here: ``lab-a:lora``."""
        return f"{self.library}:{self.paper.key}"


@dataclass(frozen=True)
class OtherCategory:
    """A category of another library."""

    slug: str
    title: str
    parent: str
    address: str


class OtherLibrary:
    """The papers of another library; each becomes a record when it is asked for.

    :param items: key to what its file says of the paper, and to the paper's address.
    :param former: former key to key.
    :param complaints: what was left out, and why.
    """

    def __init__(
        self,
        declared: Declared,
        items: dict[str, tuple[Mapping[str, Any], str]],
        categories: tuple[OtherCategory, ...] = (),
        former: Mapping[str, str] | None = None,
        complaints: tuple[str, ...] = (),
    ) -> None:
        self.name, self.address = declared.name, declared.address
        self.categories = categories
        self.complaints = complaints
        self._items = items
        self._former = former or {}
        self._made: dict[str, OtherPaper] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[OtherPaper]:
        return (self._paper(key) for key in self._items)

    @property
    def keys(self) -> list[str]:
        """The key of every paper, in the order of the file."""
        return list(self._items)

    def naming(self, home: str) -> Iterator[tuple[OtherPaper, str, tuple[Relation, ...], bool]]:
        """The papers that name one of another library: its key, in which relations, and whether the text does.

        :param home: address of that library, without its scheme.
        """
        for key, (item, _address) in self._items.items():
            for named in objects_of(item.get(_NAMED))[:NAMED]:
                if bare(text_of(named.get("library"))) == home:
                    told = set(texts_of(named.get("relations")))
                    relations = tuple(relation for relation in Relation if relation.value in told)
                    yield self._paper(key), text_of(named.get("key")), relations, named.get("mentioned") is True

    def named_by(self, key: str) -> Iterator[tuple[str, str, set[str]]]:
        """The papers of other libraries that one of this names: address without its scheme, key, and relations."""
        item, _address = self._items[key]
        for named in objects_of(item.get("elsewhere"))[:NAMED]:
            yield bare(text_of(named.get("library"))), text_of(named.get("key")), set(texts_of(named.get("relations")))

    def paper(self, key: str) -> OtherPaper | None:
        """The paper with this key, or with this former key."""
        key = key if key in self._items else self._former.get(key, "")
        return self._paper(key) if key in self._items else None

    def _paper(self, key: str) -> OtherPaper:
        if key not in self._made:
            item, address = self._items[key]
            self._made[key] = OtherPaper(self.name, _record(key, item), address)
            told = {_NAMED: item[_NAMED]} if _NAMED in item else {}  # all that is asked of it later
            self._items[key] = (told, address)
        return self._made[key]

    def make(self) -> None:
        """Make every record at once, which holds less than what the file says."""
        for key in self._items:
            self._paper(key)


def _record(key: str, item: Mapping[str, Any]) -> Paper:
    """A paper, held to what an author here may write; what is not allowed is left out."""
    from papershelf.sources.bibliographies.papers_json import options_of  # only who ties libraries loads readers

    options = {name: text for name, raw in options_of(item).items() if (text := clean(raw)).strip()}
    summary = tuple(shorten(" ".join(clean(line).split()), LINE) for line in texts_of(item.get("summary"))[:LINES])
    note = shorten(" ".join(clean(text_of(item.get("note"))).split()), LINE)
    paper, _problems = build.build(key, options, summary=tuple(filter(None, summary)), note=note)
    return paper
