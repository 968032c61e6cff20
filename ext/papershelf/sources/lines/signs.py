"""Headings as words: text in, the same without emoji, numbering and marks around it out."""

from __future__ import annotations

import re
import unicodedata

from papershelf.model import values


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
