"""Where in a page each word stands, as the index keeps it: sixteen places, of which twelve share out its text.

A block of text goes by its digest, not by its number: words of two blocks are in one place by chance only, and an
edit of a block changes the places of no other.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from papershelf.model.text.patterns import pattern
from papershelf.search.blocks import Found, join
from papershelf.search.language import SearchKorean, humps, runs, taken_apart

NAME, AUTHORS, SUMMARY, HEADING, TEXT = range(5)
"""What a page is called; who wrote the paper; its summary; headings; the first place of the text."""
PLACES = 16
WHOLE = "="
"""Stands before a name that is in the index as a whole, so that it comes first for it."""

Places = list[list[str]]
"""The terms of each place, sorted."""

_LANGUAGE = SearchKorean({})
_HANGUL = pattern("[가-힣]+")
_PAIR = pattern("(?<![가-힣])([가-힣]+)(?=[ \n]([가-힣]+))")


@functools.lru_cache(500_000)
def term_of(word: str) -> str:
    """The term of a word; nothing for one that every text has."""
    stem = _LANGUAGE.stem(word)
    if _LANGUAGE.word_filter(stem):
        return stem
    return word if _LANGUAGE.word_filter(word) else ""


class _Chains(dict[str, tuple[str, ...]]):
    """The terms of chains; the same ones come again and again."""

    def __missing__(self, chain: str) -> tuple[str, ...]:
        if len(self) >= _MOST:
            self.clear()
        words: Iterable[str]
        if "가" <= chain[0] <= "힣":  # such a word has no stem, and none is left out
            words = (_LANGUAGE.folded(chain),)
        elif chain.isascii() and chain.isalnum():  # as most others
            words = (term_of(chain),)
        else:
            words = map(term_of, taken_apart(chain))
        found = self[chain] = tuple(filter(None, words))
        return found


_MOST = 200_000
_of_chain = _Chains().__getitem__


@functools.lru_cache(4_000)
def terms(text: str) -> frozenset[str]:
    """The terms of a text: its words, stemmed, without those that every text has.

    The texts of the last pages are kept: the two indices of a page have most of them in common.
    """
    return frozenset(itertools.chain.from_iterable(map(_of_chain, _LANGUAGE.chains(text))))


def parted(texts: Iterable[str]) -> str:
    """Texts as one that has the same terms: no word goes on from a line to the next."""
    return "\n".join(texts)


def whole(name: str) -> str:
    """The term of a whole name: its letters and digits (``squash`` of the script does the same)."""
    return WHOLE + "".join(char for char in _LANGUAGE.folded(name).lower() if char.isalnum())


class Reader:
    """Takes the words of pages.

    :param groups: words that mean the same; a Korean one that may be written apart (사전 학습) is in the index as one
        word, too, since neighbours are not told there.
    """

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        self._rests: dict[str, set[str]] = defaultdict(set)  # of a compound, by what stands before
        for word in {"".join(word.split()) for group in groups for word in group}:
            if len(word) > 2 and _HANGUL.fullmatch(word):
                folded = _LANGUAGE.folded(word)
                for cut in range(1, len(folded)):
                    self._rests[folded[:cut]].add(folded[cut:])

    def terms(self, text: str) -> frozenset[str]:
        """The terms of a text."""
        found = terms(text)
        return found.union(self._besides(text, found))

    def _besides(self, text: str, found: frozenset[str]) -> list[str]:
        """The terms that several words of a text, or parts of one, give together.

        :param found: its terms.
        """
        words = runs(text)
        if not self._rests.keys().isdisjoint(found):
            words += self._joined(text)
        return [term for word in words if (term := term_of(word))]

    def of(self, page: Found, name: str, more: Mapping[int, Iterable[str]] | None = None) -> Places:
        """The places of a page's words; its first heading is its name.

        :param page: what it has to search.
        :param name: what it is called.
        :param more: further texts by their place; those of ``TEXT`` are blocks.
        """
        found: list[set[str]] = [set() for _place in range(PLACES)]
        found[NAME] |= self.terms(name)
        is_first = True
        for block in page.blocks:
            text = "".join(block.texts)
            if block.is_title:
                words = found[NAME if is_first else HEADING]
                is_first = False
            else:
                words = found[_block(text)]
            held = terms(text if join(block.texts) else parted(block.texts))
            words.update(held, self._besides(text, held))
            for code in block.codes:
                words.update(term for part in humps(code) if (term := term_of(part)))
        for place, texts in (more or {}).items():
            for text in texts:
                found[_block(text) if place == TEXT else place] |= self.terms(text)
        return [sorted(words) for words in found]

    def _joined(self, text: str) -> Iterator[str]:
        """Words that are known as one and stand apart, each with what follows: ``사전학습된``."""
        for first, second in _PAIR.findall(_LANGUAGE.folded(text)):
            if first in self._rests and second.startswith(tuple(self._rests[first])):
                yield first + second


def named(found: Places, names: Iterable[str]) -> Places:
    """Places where whole names of the page stand, too."""
    held = {term for name in names if len(term := whole(name)) > len(WHOLE)}
    return [sorted({*found[NAME], *held}), *found[NAME + 1 :]]


def _block(text: str) -> int:
    digest = blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return TEXT + int.from_bytes(digest, "big") % (PLACES - TEXT)
