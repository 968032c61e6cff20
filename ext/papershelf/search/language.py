"""Korean for Sphinx's search index: whole words stay the unit, particles and spacing are the query's business."""

from __future__ import annotations

import re
import unicodedata

from sphinx.search.en import SearchEnglish

HANGUL = "가-힣ㄱ-ㅎㅏ-ㅣ"
_LETTER = rf"(?![{HANGUL}])\w"
TOKEN = re.compile(
    rf"(?P<hangul>[{HANGUL}]+)|(?P<number>\d+(?:[.,]\d+)*)(?!{_LETTER}|[.,]\d)|(?P<word>\d+(?:[.,]\d+)*(?:{_LETTER})*|(?:{_LETTER})+)"
)
"""A run of one script, ``LoRA를`` is two; a number with its decimals and its Latin unit, ``2.7B`` is one.

The query is taken apart by the same rule (``papershelf-search.js``).
"""
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
UNIT = 4
"""Letters of the longest Latin unit that may stand apart from its number, as in ``75 GB``."""


class SearchKorean(SearchEnglish):
    """Korean with English words in it; stems those, and leaves Korean ones as they stand."""

    lang = "ko"
    # ``language_name`` stays English: Sphinx names the stemmer in JavaScript after it

    def split(self, input: str) -> list[str]:
        """Words of a text; a number also with the first syllable of its unit, a hyphened word also as one."""
        text = unicodedata.normalize("NFC", input)
        found: list[str] = []
        last: re.Match[str] | None = None
        before = compound = ""
        for match in TOKEN.finditer(text):
            token = _THOUSANDS.sub("", match[0])
            between = text[last.end() : match.start()] if last else ""
            if last and last.lastgroup == "number" and match.lastgroup == "hangul" and between in {"", " "}:
                found.append(before + token[0])
            if last and last.lastgroup == "number" and match.lastgroup == "word" and between == " ":
                found += [before + token] if len(token) <= UNIT else []
            if last and between == "-" and match.lastgroup != "hangul" and last.lastgroup != "hangul":
                compound = (compound or before) + token
                found.append(compound)
            else:
                compound = ""
            found.append(token)
            last, before = match, token
        return found

    def stem(self, word: str) -> str:
        """English rules for Latin letters."""
        return super().stem(word) if word[-1:].isascii() else word.lower()

    def word_filter(self, word: str) -> bool:
        """Keep numbers: years, sizes and arXiv ids are looked for."""
        return bool(word) and word not in self.stopwords
