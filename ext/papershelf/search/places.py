"""Where in a page each word stands, as the index keeps it: sixteen places, of which twelve share out its text.

A block of text goes by its digest, not by its number: words of two blocks are in one place by chance only, and an
edit of a block changes the places of no other.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from docutils import nodes

from papershelf.model.text.patterns import pattern
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
_DROPPED = re.compile(r"<(style|script)\b.*?</\1\s*>|<[^<]+?>", re.IGNORECASE | re.DOTALL)


@functools.lru_cache(500_000)
def term_of(word: str) -> str:
    """The term of a word; nothing for one that every text has."""
    stem = _LANGUAGE.stem(word)
    if _LANGUAGE.word_filter(stem):
        return stem
    return word if _LANGUAGE.word_filter(word) else ""


@functools.lru_cache(200_000)
def _of_chain(chain: str) -> tuple[str, ...]:
    return tuple(term for word in taken_apart(chain) if (term := term_of(word)))


@functools.lru_cache(4_000)
def terms(text: str) -> frozenset[str]:
    """The terms of a text: its words, stemmed, without those that every text has.

    The texts of the last pages are kept: the two indices of a page have most of them in common.
    """
    return frozenset(itertools.chain.from_iterable(map(_of_chain, _LANGUAGE.chains(text))))


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

    def terms(self, text: str) -> set[str]:
        """The terms of a text."""
        found = set(terms(text))
        found.update(term for word in (*self._joined(text), *runs(text)) if (term := term_of(word)))
        return found

    def of(self, doctree: nodes.document, name: str, more: Mapping[int, Iterable[str]] | None = None) -> Places:
        """The places of a page's words; its first heading is its name.

        :param name: what the page is called.
        :param more: further texts by their place; those of ``TEXT`` are blocks.
        """
        found: list[set[str]] = [set() for _place in range(PLACES)]
        found[NAME] |= self.terms(name)
        is_first = True
        for node in _leaves(doctree):
            text = _text(node)
            words = self.terms(text) | _of_code(node)
            if isinstance(node, nodes.title):
                found[NAME if is_first else HEADING] |= words
                is_first = False
            else:
                found[_block(text)] |= words
        for place, texts in (more or {}).items():
            for text in texts:
                found[_block(text) if place == TEXT else place] |= self.terms(text)
        return [sorted(words) for words in found]

    def _joined(self, text: str) -> Iterator[str]:
        """Words that are known as one and stand apart, each with what follows: ``사전학습된``."""
        if text.isascii():
            return
        for first, second in _PAIR.findall(_LANGUAGE.folded(text)):
            if first in self._rests and second.startswith(tuple(self._rests[first])):
                yield first + second


def named(found: Places, names: Iterable[str]) -> Places:
    """Places where whole names of the page stand, too."""
    held = {term for name in names if len(term := whole(name)) > len(WHOLE)}
    return [sorted({*found[NAME], *held}), *found[NAME + 1 :]]


def _leaves(node: nodes.Node) -> Iterator[nodes.Element]:
    """Blocks of text, without those that are not to be searched."""
    for child in node.children:
        if isinstance(child, nodes.TextElement):
            if not _is_silent(child):
                yield child
        elif isinstance(child, nodes.Element) and not _is_silent(child):
            yield from _leaves(child)


def _is_silent(node: nodes.Element) -> bool:
    if isinstance(node, nodes.raw):
        return "html" not in node.get("format", "").split()
    return isinstance(node, nodes.comment) or "no-search" in node["classes"]


def _text(node: nodes.Element) -> str:
    if isinstance(node, nodes.raw):
        return without_tags(node.astext())
    parts = []
    for child in node.children:
        if isinstance(child, nodes.Text):
            parts.append(str(child.astext()))
        elif isinstance(child, nodes.Element) and not _is_silent(child):
            parts.append(_text(child))
    return "".join(parts)


def without_tags(text: str) -> str:
    """The text of some HTML."""
    return _DROPPED.sub("", text)


def _of_code(node: nodes.Element) -> set[str]:
    """Parts of names in code: ``tokenizer`` of ``AutoTokenizer``."""
    codes = [node] if isinstance(node, nodes.literal_block) else node.findall(nodes.literal)
    return {term for code in codes for part in humps(code.astext()) if (term := term_of(part))}


def _block(text: str) -> int:
    digest = blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return TEXT + int.from_bytes(digest, "big") % (PLACES - TEXT)
