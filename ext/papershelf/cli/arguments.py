"""Values of options: what cannot be is wrong usage, told before anything is read."""

from __future__ import annotations

import argparse
import re

_YEARS = re.compile(r"(?P<first>\d{4})(?:-(?P<last>\d{4}))?", re.ASCII)
_ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")

FETCH_IMAGES = (
    "bring in the pictures that pages ask other hosts for, each of at most 10 MB, into figures/; a run that is broken "
    "off goes on where it stopped"
)
"""Help of ``--fetch-images``."""


def key(text: str) -> str:
    """A paper's key, or a category's slug.

    :raises argparse.ArgumentTypeError: if no paper can have it.
    """
    from papershelf.model.text import values

    try:
        return values.key(text) if text else ""
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"found {text[:60]!r}; {error}") from None


def a_key(text: str) -> str:
    """The same, and there must be one.

    :raises argparse.ArgumentTypeError: if no paper can have it.
    """
    if not text:
        raise argparse.ArgumentTypeError("found ''; a key has at least one letter or digit")
    return key(text)


def status(text: str) -> str:
    """A state of a note.

    :raises argparse.ArgumentTypeError: for any other word.
    """
    from papershelf.model.record.paper import parse_status

    try:
        return parse_status(text).value if text else ""
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"found {text[:60]!r}; {error}") from None


def years(text: str) -> str:
    """A year, or a span of years.

    :raises argparse.ArgumentTypeError: for anything else, and for a span that ends before it begins.
    """
    match = _YEARS.fullmatch(text)
    if text and (match is None or match["first"] > (match["last"] or match["first"])):
        raise argparse.ArgumentTypeError(f"found {text[:60]!r}; it is a year, 2021, or a span, 2019-2022")
    return text


def words(text: str) -> str:
    """Any text with a letter or digit in it.

    :raises argparse.ArgumentTypeError: for a text of blanks and signs.
    """
    if not any(char.isalnum() for char in text):
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is no title and no identifier")
    return text


def address(text: str) -> str:
    """A mail address.

    :raises argparse.ArgumentTypeError: for anything else.
    """
    if text and not _ADDRESS.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is no mail address")
    return text


def seconds(text: str) -> int:
    """A time limit.

    :raises argparse.ArgumentTypeError: for anything but a whole number from 1.
    """
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"found {text[:60]!r}; it is a number of seconds from 1")
    return int(text)
