"""Korean for Sphinx's search index: whole words stay the unit, particles and spacing are the query's business."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sphinx.search.en import SearchEnglish

HANGUL = "가-힣ㄱ-ㅎㅏ-ㅣ"
_LETTER = rf"[^\W{HANGUL}]"
TOKEN = re.compile(
    rf"(?P<hangul>[{HANGUL}]+)|(?P<number>\d+(?:[.,]\d+)*)(?!{_LETTER}|[.,]\d)|(?P<word>\d+(?:[.,]\d+)*{_LETTER}*|{_LETTER}+)"
)
"""A run of one script, ``LoRA를`` is two; a number with its decimals and its Latin unit, ``2.7B`` is one.

The query is taken apart by the same rule (``papershelf-search.js``).
"""
_RUN = rf"(?:\d+(?:[.,]\d+)*{_LETTER}*|{_LETTER}+)"
_CHAIN = re.compile(rf"[{HANGUL}]+|{_RUN}(?:-{_RUN}|(?<=\d)(?: ?[{HANGUL}]+| {_RUN}))*")
"""A token, or several that may give a word together: ``4 비트``, ``75 GB``, ``fine-tuning``."""
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_HANGUL, _NUMBER, _WORD = 1, 2, 3  # groups of TOKEN
UNIT = 4
"""Letters of the longest Latin unit that may stand apart from its number, as in ``75 GB``."""
COMPOUND = 60
"""Letters of the longest hyphened word that is one word too."""


class SearchKorean(SearchEnglish):
    """Korean with English words in it; stems those, and leaves Korean ones as they stand."""

    lang = "ko"
    # ``language_name`` stays English: Sphinx names the stemmer in JavaScript after it

    def split(self, input: str) -> list[str]:
        """Words of a text; a number also with the first syllable of its unit, a hyphened word also as one."""
        text = input if input.isascii() else unicodedata.normalize("NFC", input)
        chains = _CHAIN.findall(text)
        if all(map(str.isalpha, chains)):
            return chains
        found: list[str] = []
        for chain in chains:
            if chain.isalpha() or (chain.isascii() and chain.isalnum()):
                found.append(chain)
            else:
                found += _words(chain)
        return found

    def stem(self, word: str) -> str:
        """English rules for Latin letters."""
        return super().stem(word) if word.isascii() and word.isalpha() else word.lower()

    def word_filter(self, word: str) -> bool:
        """Keep numbers: years, sizes and arXiv ids are looked for."""
        return bool(word) and word not in self.stopwords


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
        yield token
        compound, before, kind, end = joined, token, now, match.end()
