"""Words without the signs of a list around them: emoji, numbering, stars, brackets, quotation marks.

In: words of a heading or of a title. Out: the same, bare.
"""

from __future__ import annotations

import re
import unicodedata

from papershelf.model.text import values
from papershelf.sources.words.vocabulary import QUOTES, SIGNS


def without_signs(text: str) -> str:
    """A heading without emoji, numbering and marks around it."""
    text = re.sub(r":(?!https?:)[a-z][a-z0-9_+-]{1,40}:", " ", text)
    kept = "".join(
        char
        for char in text
        if unicodedata.category(char) not in {"So", "Sk", "Cs"} and char not in "\ufe0f\u200d\u200b\u20e3"
    )
    kept = kept.strip()
    kept = re.sub(
        r"^\s*(?:\(?\d+(?:\.\d+)*[.)．、]\s*(?!\d)|\d+(?:\.\d+)+\s+|\d+(?=\s+[^\W\d_][^\W\d_]{2,}.*)\s+(?![Dd]\b)|[IVX]+[.)]\s+|[A-Z][.)]\s+|§\s*|"
        r"第?[一二三四五六七八九十]+[章节、.]\s*|제\s*\d+\s*[장절]\s*|[①-⑳]\s*)(?=\S)",
        "",
        kept,
    )
    return values.text(kept).strip("-–—:|·•*#~ ")


_BLANK = re.compile(r"(?<=\w )_{4,}(?=\W*$)")
"""A gap to fill in, at the end of a title."""

_BRACKETS = frozenset({("[", "]"), ("(", ")"), ("【", "】"), ("（", "）"), ("{", "}")})


def clean(text: str) -> str:
    """A title without the signs of a list around it, and without its full stop."""
    blank = _BLANK.search(text)
    text = without_stars(text).strip().strip("|·•*_~→ \t\u00a0").lstrip(",;:.!)]} -–—").rstrip(" ,;:：-–—|/([{<")
    text = re.sub(r"^(?:📄|📃|📑|🔗)\s*", "", text).strip()
    if text.endswith((".", "。")) and not text.endswith(("..", " etc.")) and not re.search(r"\b(?:[A-Z]|al)\.$", text):
        text = text[:-1].rstrip(" ,;:")
    return f"{text} {blank[0]}" if blank and text else text


def unbracketed(text: str) -> str:
    """Words without the brackets around all of them."""
    text = text.strip()
    while (
        len(text) > 2 and (text[0], text[-1]) in _BRACKETS and text[0] not in text[1:-1] and text[-1] not in text[1:-1]
    ):
        text = text[1:-1].strip()
    return text


def unquoted(text: str) -> str:
    """A title without the quotation marks, or square brackets, around all of it."""
    if text[:1] == "[" and text[-1:] == "]" and len(text.split()) > 2:
        return clean(unbracketed(text))
    if len(text) > 2 and (text[0], text[-1]) in QUOTES and not any(q in text[1:-1] for q in (text[0], text[-1])):
        return unquoted(clean(text[1:-1]))
    return text


def without_stars(text: str) -> str:
    """Words without stars, flames and the like that rate them."""
    return text if text.isascii() else "".join(
        " " if unicodedata.category(char) == "So" and char not in SIGNS and char not in "°©®™📝📖📄" else char
        for char in text if char not in "\u200b\u200d\ufe0f"
    )  # fmt: skip
