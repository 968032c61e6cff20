"""Pieces of formulas, and how they stand side by side as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from papershelf.mathtext import signs
from papershelf.mathtext.signs import Kind


class Piece(NamedTuple):
    """A piece, written out, and how it stands beside others."""

    text: str
    kind: Kind = Kind.PLAIN


BLANK = Piece(" ", Kind.BLANK)


def small(text: str, sign: str) -> str:
    """Text above or below: in small signs, or behind ``^`` or ``_``."""
    table = signs.ABOVE if sign == "^" else signs.BELOW
    if sign == "^" and text in signs.MARKS:
        return signs.MARKS[text]
    if all(char in table for char in text) and not re.search(r"[^\W\d_]{3}", text):
        return "".join(table[char] for char in text)
    bare = len(text) == 1 or (text.isalnum() and signs.SMALL.isdisjoint(text))
    return f"{sign}{text}" if bare else f"{sign}{{{text}}}"


def joined(pieces: Sequence[Piece], *, tight: bool = False) -> str:
    """Pieces as text, with blanks where TeX leaves room; with few in what stands small."""
    parts: list[str] = []
    before = Piece("", Kind.OPENING)
    for place, piece in enumerate(pieces):
        text, kind = piece
        if kind is Kind.BINARY and (place + 1 == len(pieces) or pieces[place + 1].kind in _AFTER_SIGN):
            piece = Piece(text)
        elif kind is Kind.BINARY and before.kind in _BEFORE_SIGN:
            piece = Piece(text, Kind.OPENING)  # a sign, not an operation
        if kind is Kind.BLANK and tight:
            continue
        parts.append(" " + text if _are_parted(before, piece, tight) else text)
        before = piece
    made = re.sub(" {2,}", " ", "".join(parts))
    return re.sub(" (?=[;,] )", "", made)


_BEFORE_SIGN = {Kind.BINARY, Kind.RELATION, Kind.OPENING, Kind.COMMA, Kind.BREAK}
_AFTER_SIGN = {Kind.CLOSING, Kind.COMMA, Kind.RELATION}


def _are_parted(before: Piece, piece: Piece, tight: bool) -> bool:
    """Whether there is a blank between two pieces."""
    (left, first), (right, second) = before, piece
    if first in {Kind.OPENING, Kind.BLANK, Kind.BREAK} or second in {Kind.CLOSING, Kind.COMMA, Kind.BLANK, Kind.BREAK}:
        return False
    if right[:1].isalnum() and re.search(r"[_^]\w{1,40}$", left[-41:]):
        return True  # or what stands small would go on
    if right[:1].isalnum() and left[-1:].isalnum() and (Kind.LARGE in (first, second) or _is_word(before)):
        return True
    if tight:
        return first is Kind.FRACTION and second in {Kind.PLAIN, Kind.WORD, Kind.FRACTION}
    if Kind.RELATION in (first, second) or first in {Kind.COMMA, Kind.BINARY} or second is Kind.BINARY:
        return True
    if second is Kind.OPENING or first is Kind.CLOSING:
        return Kind.FRACTION in (first, second) or second is Kind.LARGE
    return Kind.LARGE in (first, second) or Kind.FRACTION in (first, second)


def _is_word(piece: Piece) -> bool:
    return piece.kind is Kind.WORD and len(piece.text) > 1


_ONE = re.compile(
    r"[√∛∜]?(?:[0-9]+(?:[.,][0-9]+)*|[d∂Δ∇]?\w)[′*\u0300-\u036f\u20d0-\u20ff⁰-ₜᵀ-ᵿⁱ²³¹]*(?:_\w+|_\{[^{}]*\})?(?:\^\w|\^\{[^{}]*\})?"
)
_PAIRS = {"(": ")", "[": "]", "|": "|", "‖": "‖"}


def is_one(text: str) -> bool:
    """Whether text needs no brackets beside the line of a fraction or below a root."""
    if _ONE.fullmatch(text):
        return True
    closing = _PAIRS.get(text[:1])
    return (
        closing is not None and text.find(closing, 1) == len(text) - 1 and text.find(text[0], 1) in {-1, len(text) - 1}
    )


def bracketed(pieces: Sequence[Piece]) -> str:
    text = joined(pieces)
    word = len(pieces) == 1 and pieces[0].kind in {Kind.WORD, Kind.LARGE} and " " not in text
    return text if word or not text or is_one(text) else f"({text})"


def fraction(above: Sequence[Piece], below: Sequence[Piece]) -> Piece:
    text = joined(above)
    flat = is_one(text) or not re.search(r"[\s/]", text)
    return Piece(f"{text if flat else f'({text})'}/{bracketed(below)}", Kind.FRACTION)


def stacked(above: Sequence[Piece], below: Sequence[Piece], name: str) -> Piece:
    return Piece(f"({joined(above)}{' choose ' if name == 'choose' else '; '}{joined(below)})")
