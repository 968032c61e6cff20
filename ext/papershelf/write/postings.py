"""Where each term of the index stands: numbers of pages or of places in them, kept so that few bytes hold them."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Generic, TypeVar

T = TypeVar("T")

Numbers = Mapping[str, Sequence[int]]
"""Term to numbers."""

_TYPE = "I"
"""Numbers below 2³², four bytes each; as objects they took ten times as much."""


class Gathered:
    """Numbers of terms while pages are gone through in their order."""

    def __init__(self) -> None:
        self.found: dict[str, array[int]] = defaultdict(lambda: array(_TYPE))

    def add(self, number: int, terms: Iterable[str]) -> None:
        """Note that these terms stand there."""
        for term in terms:
            self.found[term].append(number)

    def postings(self) -> Postings:
        """The lists as they are written."""
        return Postings({term: _text(term, numbers) for term, numbers in sorted(self.found.items())})

    def placed(self) -> Placed:
        """The lists as they are."""
        return Placed({term: numbers.tobytes() for term, numbers in sorted(self.found.items())})


class _Lists(Generic[T]):
    """Term to its numbers, sorted, none of them empty.

    :param held: how they are kept.
    """

    def __init__(self, held: dict[str, T]) -> None:
        self.held = held

    def _read(self, term: str, held: T) -> Sequence[int]:
        raise NotImplementedError

    def _keep(self, term: str, numbers: Sequence[int]) -> T:
        raise NotImplementedError

    def numbers(self, term: str) -> Sequence[int]:
        """Where a term stands; nothing for one that is not there."""
        held = self.held.get(term)
        return () if held is None else self._read(term, held)

    def update(self, leave: Numbers, enter: Numbers, moved: Sequence[int] | None) -> set[str]:
        """Bring them up to date.

        :param leave: numbers that terms lose, as they were before they moved.
        :param enter: numbers that terms get, as they are now.
        :param moved: the new number of each, where some pages have others now.
        :returns: the terms that came or went.
        """
        come = {term for term in enter if term not in self.held}
        for term in [*self.held, *come] if moved is not None else leave.keys() | enter.keys():
            numbers = self.numbers(term)
            if term in leave:
                gone = frozenset(leave[term])
                numbers = [number for number in numbers if number not in gone]
            if moved is not None:
                numbers = array(_TYPE, map(moved.__getitem__, numbers))
            if term in enter:
                numbers = sorted({*numbers, *enter[term]})
            if numbers:
                self.held[term] = self._keep(term, numbers)
            else:
                self.held.pop(term, None)
        return come | {term for term in leave if term not in self.held}


class Placed(_Lists[bytes]):
    """Lists that are read as they are; each is kept as the bytes of an array."""

    def _read(self, term: str, held: bytes) -> Sequence[int]:
        return array(_TYPE, held)

    def _keep(self, term: str, numbers: Sequence[int]) -> bytes:
        return array(_TYPE, numbers).tobytes()


class Postings(_Lists[str]):
    """Lists that are written whole each time; each is kept as it is written, ``"term":[1,5]``."""

    def _read(self, term: str, held: str) -> Sequence[int]:
        value = json.loads(held[len(encode_basestring(term)) + 1 :])
        return [value] if isinstance(value, int) else list(value)

    def _keep(self, term: str, numbers: Sequence[int]) -> str:
        return _text(term, numbers)

    def dump(self) -> str:
        """The JSON object."""
        return "{" + ",".join(text for _term, text in sorted(self.held.items())) + "}"


def _text(term: str, numbers: Sequence[int]) -> str:
    pages = str(numbers[0]) if len(numbers) == 1 else "[" + ",".join(map(str, numbers)) + "]"
    return f"{encode_basestring(term)}:{pages}"
