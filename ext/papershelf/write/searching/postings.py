"""Where each term of the index stands: the numbers of pages, kept as they are written."""

from __future__ import annotations

import bisect
import re
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
        found = self.found
        for term in terms:
            found[term].append(number)

    def postings(self) -> Postings:
        """The lists as they are written."""
        found = self.found
        written = list(map(str, range(1 + max((numbers[-1] for numbers in found.values()), default=0))))
        lines = (f",{encode_basestring(term)}:{_listed([written[n] for n in found[term]])}" for term in sorted(found))
        return Postings("".join(lines).encode("utf-8", "surrogatepass"))


class Postings:
    """Terms and the numbers of each, sorted, none of them empty.

    One that is brought up to date is not read: the few terms are looked up in it as in a dictionary of paper.

    :param data: each term as it is written, after a comma: ``,"a":0,"term":[1,5]``.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    @classmethod
    def of(cls, written: bytes) -> Postings:
        """Those of a JSON object, as :meth:`dump` gives it."""
        return cls(b"," + written[1:-1] if len(written) > 2 else b"")

    def dump(self) -> bytes:
        """The JSON object."""
        return b"{%b}" % self.data[1:]

    @property
    def is_plain(self) -> bool:
        """Whether it can be brought up to date: ends of terms can be told from what stands in them."""
        return b"\\" not in self.data and b',":' not in self.data

    def numbers(self, term: str) -> list[int]:
        """Where a term stands; nothing for one that is not there."""
        start, end = self._place(_key(term))
        return [int(number) for number in _numbers(self.data[start:end])]

    def update(self, leave: Numbers, enter: Numbers, moved: Sequence[int] | None) -> Postings:
        """They, brought up to date.

        :param leave: numbers that terms lose, as they were before they moved.
        :param enter: numbers that terms get, as they are now.
        :param moved: the new number of each, where some pages have others now.
        """
        if moved is None:
            return self._changed(leave, enter)
        return self._changed(leave, {})._moved(moved)._changed({}, enter)

    def _changed(self, leave: Numbers, enter: Numbers) -> Postings:
        parts: list[bytes | memoryview] = []
        view, done = memoryview(self.data), 0
        for term in sorted(leave.keys() | enter.keys()):
            key = _key(term)
            start, end = self._place(key)
            held = _numbers(self.data[start:end])
            for numbers, now in ((leave, False), (enter, True)):
                for number in numbers.get(term, ()):
                    place, digits = bisect.bisect_left(held, number, key=int), b"%d" % number
                    held[place : place + (digits in held[place : place + 1])] = [digits] * now
            parts.append(view[done:start])
            if held:
                text = held[0] if len(held) == 1 else b"[%b]" % b",".join(held)
                parts.append(b',"%b":%b' % (key, text))
            done = end
        parts.append(view[done:])
        return Postings(b"".join(parts))

    def _moved(self, numbers: Sequence[int]) -> Postings:
        now = {b"%d" % old: b"%d" % new for old, new in enumerate(numbers)}
        first = next((old for old, new in enumerate(numbers) if old != new), len(numbers))

        def move(match: re.Match[bytes]) -> bytes:
            single, several = match.groups()
            if single:
                return b'":' + now[single]
            if int(several[several.rindex(b",") + 1 :]) < first:
                return match[0]
            held = several.split(b",")
            stay = bisect.bisect_left(held, first, key=int)
            held[stay:] = map(now.__getitem__, held[stay:])
            return b'":[%b]' % b",".join(held)

        return Postings(re.sub(rb'":(?:(\d+)|\[([\d,]+)\])', move, self.data))

    def _place(self, key: bytes) -> tuple[int, int]:
        """Where a term begins and ends; the same twice where it would stand."""
        data, low, high = self.data, 0, len(self.data)
        while low < high:
            start = data.rfind(b',"', low, (low + high) // 2 + 2)
            colon = data.index(b'":', start + 2)
            found, end = data[start + 2 : colon], data.find(b',"', colon)
            if end < 0:
                end = len(data)
            if found == key:
                return start, end
            if found < key:
                low = end
            else:
                high = start
        return low, low


def _key(term: str) -> bytes:
    return encode_basestring(term)[1:-1].encode("utf-8", "surrogatepass")


def _numbers(written: bytes) -> list[bytes]:
    return written[written.rindex(b":") + 1 :].strip(b"[]").split(b",") if written else []


def _listed(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else "[" + ",".join(numbers) + "]"
