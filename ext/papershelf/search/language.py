"""Korean for Sphinx's search index: whole words stay the unit, particles and spacing are the query's business."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from sphinx.search.en import SearchEnglish

from papershelf.model.text.patterns import pattern

HANGUL = "가-힣ㄱ-ㅎㅏ-ㅣ"
_LETTER = rf"[^\W{HANGUL}]"
TOKEN = pattern(
    rf"(?P<hangul>[{HANGUL}]+)|(?P<number>\d+(?:[.,]\d+)*)(?!{_LETTER}|[.,]\d)|(?P<word>\d+(?:[.,]\d+)*{_LETTER}*|{_LETTER}+)"
)
"""A run of one script, ``LoRA를`` is two; a number with its decimals and its Latin unit, ``2.7B`` is one.

The query is taken apart by the same rule (``papershelf-search.js``).
"""
_RUN = rf"(?:\d+(?:[.,]\d+)*{_LETTER}*|{_LETTER}+)"
_CHAIN = pattern(rf"[{HANGUL}]+|{_RUN}(?:-{_RUN}|(?<=\d)(?: ?[{HANGUL}]+| {_RUN}))*")
"""A token, or several that may give a word together: ``4 비트``, ``75 GB``, ``fine-tuning``."""
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_HANGUL, _NUMBER, _WORD = 1, 2, 3  # groups of TOKEN
UNIT = 4
"""Letters of the longest Latin unit that may stand apart from its number, as in ``75 GB``."""
COMPOUND = 60
"""Letters of the longest hyphened word that is one word too."""
PARTS = 6
"""Parts of the longest name in code that is found by several of its parts together."""
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_IS_NAME = re.compile(r"[A-Z](?:(?<=[a-z][A-Z])|(?<=[A-Z]{2})[a-z])")
"""``aB`` or ``ABc``; looked for from its capital letter, of which Korean texts have few."""
_VERSIONED = re.compile(r"([A-Za-z]{3,})\d+(?:[.,]\d+)*", re.ASCII)
_AGENT = re.compile("[a-z]{3,}izers?")
_GLIDES = {
    ord(row) + final: ord(row) + final - glide * 28
    for row, glide in zip("쟈져죠쥬챠쳐쵸츄", (2, 2, 4, 4) * 2, strict=True)
    for final in range(28)
}
"""After ㅈ and ㅊ these sound alike; loan words have the latter (외래어 표기법, 3장 1절): 스케줄러."""

_GLIDE = re.compile(f"[{''.join(map(chr, _GLIDES))}]")


class SearchKorean(SearchEnglish):
    """Korean with English words in it; stems those, and leaves Korean ones as they stand."""

    lang = "ko"
    # ``language_name`` stays English: Sphinx names the stemmer in JavaScript after it

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._english = functools.lru_cache(100_000)(super().stem)

    def split(self, input: str) -> list[str]:
        """Words of a text; a number also with the first syllable of its unit, a hyphened word also as one."""
        return [word for chain in self.chains(input) for word in taken_apart(chain)]

    @classmethod
    def chains(cls, text: str) -> list[str]:
        """Tokens of a text, and such as may give a word together; :func:`taken_apart` tells the words of each."""
        return _CHAIN.findall(text if text.isascii() else unicodedata.normalize("NFC", text))

    @staticmethod
    def folded(text: str) -> str:
        """A text as it is compared: composed, in one of the spellings of syllables that sound alike."""
        if text.isascii():
            return text
        text = unicodedata.normalize("NFC", text)
        return text.translate(_GLIDES) if _GLIDE.search(text) else text

    def stem(self, word: str) -> str:
        """English rules for Latin letters; an optimizer is not what is optimal."""
        if _AGENT.fullmatch(low := word.lower()):
            return low.removesuffix("s")
        return self._english(low) if word.isascii() and word.isalpha() else low

    def word_filter(self, word: str) -> bool:
        """Keep numbers: years, sizes and arXiv ids are looked for."""
        return bool(word) and word not in self.stopwords


def is_hangul(char: str) -> bool:
    """Whether a character is one of those that Korean words are made of."""
    return "가" <= char <= "힣" or "ㄱ" <= char <= "ㅣ"


def humps(code: str) -> list[str]:
    """Parts of the names in a code that are written in humps: ``Auto`` and ``Tokenizer``; short ones say little."""
    return [part for name in _names(code) for part in _HUMPS.findall(name) if len(part) > 3]


def runs(text: str) -> list[str]:
    """Neighbouring parts of a name in humps, in prose, too: ``DataParallel`` of ``DistributedDataParallel``."""
    return [run for name in _names(text) for run in _runs(_HUMPS.findall(name), "")]


def _names(text: str) -> list[str]:
    """Runs of letters that are written in humps; most texts have none."""
    return [name for name in _LETTERS.findall(text) if _IS_NAME.search(name)] if _IS_NAME.search(text) else []


def _runs(parts: list[str], joint: str) -> Iterator[str]:
    """Every two or more neighbours of some parts, but not all of them."""
    count = len(parts)
    if 2 < count <= PARTS:
        for size in range(2, count):
            yield from (joint.join(parts[start : start + size]) for start in range(count - size + 1))


@functools.lru_cache(200_000)
def taken_apart(chain: str) -> tuple[str, ...]:
    """The words of a chain, as they are compared; the same chains come again and again."""
    chain = SearchKorean.folded(chain)
    if (chain.isascii() and chain.isalnum()) or (chain.isalpha() and "가" <= chain[0] <= "힣"):
        return (chain,)
    return tuple(_spellings(chain) if chain.isalpha() else _words(chain))


def _spellings(word: str) -> list[str]:
    """A word, and as it is typed where its marks are not at hand: ``Küttler`` and ``Kuttler``."""
    if word.isascii():
        return [word]
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return [word, bare] if bare.isascii() and bare != word else [word]


def _words(chain: str) -> Iterator[str]:
    """The tokens of a chain, and what neighbours give together: ``4비``, ``75GB``, ``finetuning``."""
    before = compound = ""
    kind = end = 0  # of the token before
    for match in TOKEN.finditer(chain):
        start, token, now = match.start(), match[0], match.lastindex or 0
        if now == _NUMBER and "," in token:
            token = _THOUSANDS.sub("", token)
        gap = chain[end:start]
        joined = ""
        if kind == _NUMBER and now == _HANGUL:
            yield before + token[0]
        elif kind == _NUMBER and now == _WORD and gap == " ":
            if len(token) <= UNIT:
                yield before + token
        elif gap == "-" and kind > _HANGUL and len(compound or before) + len(token) <= COMPOUND:
            joined = (compound or before) + token
            yield joined
        yield from _spellings(token) if now == _WORD else [token]
        if "_" in token:  # from_pretrained, load_state_dict
            parts = [part for part in token.split("_") if part]
            yield from parts
            yield from _runs(parts, "_")
        elif now == _WORD and (name := _VERSIONED.fullmatch(token)):
            yield name[1]  # ResNet18
        compound, before, kind, end = joined, token, now, match.end()
