"""Names of authors in a line of a queue, read and written.

Names are parted by ``;`` as in the option ``authors``, or by commas and *and*; *et al.* stands for the others. What is
to be a name has a letter that is no small one and at most eight words, or stands in braces: ``PEFT — a family of
methods (2021)`` has a note.
"""

from __future__ import annotations

import re

from papershelf.model.record.options import plain_author
from papershelf.model.record.people import Author, parse_author, parse_authors

_BRACES = re.compile(r"(\{[^{}]*\})")
_BETWEEN = re.compile(r"(,|\s(?:and|&)\s)")
_OTHERS = (" et al.", " et al", " 외")
_LONGEST_NAME = 8  # words


def names_text(authors: tuple[Author, ...]) -> str:
    """Names as a line has them; empty where it has no place for them."""
    *some, last = authors or (Author(),)
    others = last.literal == "others"
    named = some if others else list(authors)
    text = "; ".join(plain_author(author) for author in named)
    if len(named) == 1 and "," in text and not text.startswith("{"):
        text += ";"  # Family, Given
    text = f"{text}{_OTHERS[0]}" if others and text else text
    try:
        return text if parse_names(text) == authors else ""
    except ValueError:
        return ""


def parse_names(text: str) -> tuple[Author, ...]:
    """Names of a line, in order.

    :raises ValueError: for a name that is none.
    """
    text, others = _without_others(text)
    found = parse_authors(text) if ";" in text else tuple(map(parse_author, _split_names(text)))
    return (*found, Author(literal="others")) if others else found


def _without_others(text: str) -> tuple[str, bool]:
    for words in _OTHERS:
        if text.endswith(words):
            return text[: -len(words)].rstrip(", "), True
    return text, False


def _split_names(text: str) -> list[str]:
    """Names parted by commas and *and*; what stands in braces is one."""
    found = [""]
    for group, part in enumerate(_BRACES.split(text)):
        if group % 2:
            found[-1] += part
            continue
        for between, piece in enumerate(_BETWEEN.split(part)):
            if between % 2:
                found.append("")
            else:
                found[-1] += piece
    return [name.strip() for name in found if name.strip()]


def are_names(text: str) -> bool:
    """Whether all parts of a text look like names; none do as well."""
    names, _others = _without_others(text)
    parts = [part.strip() for part in names.split(";")] if ";" in names else _split_names(names)
    return all(_is_name(part) for part in parts if part)


def _is_name(text: str) -> bool:
    if text.startswith("{") and text.endswith("}"):
        return True
    return len(text.split()) <= _LONGEST_NAME and any(char.isalpha() and not char.islower() for char in text)
