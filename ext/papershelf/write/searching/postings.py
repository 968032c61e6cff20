"""Where each term of the index stands: the numbers of pages, kept as they are written."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring

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
        return Postings({term: _text(term, list(map(str, numbers))) for term, numbers in sorted(self.found.items())})


class Postings:
    """Term to its numbers, sorted, none of them empty.

    :param held: each as it is written: ``"term":[1,5]``.
    """

    def __init__(self, held: dict[str, str]) -> None:
        self.held = held

    def numbers(self, term: str) -> list[int]:
        """Where a term stands; nothing for one that is not there."""
        return [int(number) for number in self._numbers(term)]

    def _numbers(self, term: str) -> list[str]:
        held = self.held.get(term)
        return [] if held is None else held[held.rindex(":") + 1 :].strip("[]").split(",")

    def update(self, leave: Numbers, enter: Numbers, moved: Sequence[int] | None) -> None:
        """Bring them up to date.

        :param leave: numbers that terms lose, as they were before they moved.
        :param enter: numbers that terms get, as they are now.
        :param moved: the new number of each, where some pages have others now.
        """
        now = None if moved is None else {str(old): str(new) for old, new in enumerate(moved)}
        for term in [*self.held, *(enter.keys() - self.held.keys())] if now else [*(leave.keys() | enter.keys())]:
            numbers = self._numbers(term)
            if term in leave:
                gone = frozenset(map(str, leave[term]))
                numbers = [number for number in numbers if number not in gone]
            if now:
                numbers = [now[number] for number in numbers]
            if term in enter:
                numbers = sorted({*numbers, *map(str, enter[term])}, key=int)
            if numbers:
                self.held[term] = _text(term, numbers)
            else:
                self.held.pop(term, None)

    def dump(self) -> str:
        """The JSON object."""
        return "{" + ",".join([self.held[term] for term in sorted(self.held)]) + "}"


def _text(term: str, numbers: Sequence[str]) -> str:
    pages = numbers[0] if len(numbers) == 1 else "[" + ",".join(numbers) + "]"
    return f"{encode_basestring(term)}:{pages}"
