"""HTML and entities in fields of a bibliography, as publishers' pages leave them there, to plain text."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED = re.compile(r"(?:\{\\&\}|\\&|&)(?=(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_MORE = r"(?:\s+[\w:-]{1,40}\s*=[^<>]{0,400})?\s{0,9}/?>"
_SHIFTED = re.compile(rf"<(?P<way>su[bp]){_MORE}(?P<text>[^<>]{{0,200}})</(?P=way)\s{{0,9}}>", re.IGNORECASE)
_APART = re.compile(rf"</?(?:p|br|div|li|ul|ol|title|sec|h[1-6]){_MORE}", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:i|b|u|a|em|strong|sub|sup|span|small|scp|sc|tt|code|italic|bold|font|inline-formula|tex-math|mml:\w{1,30})"
    + _MORE,
    re.IGNORECASE,
)
_JATS = re.compile(r"(?<=<)jats:|(?<=</)jats:", re.IGNORECASE)
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HIGH = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_TWICE = 2
"""Times that an entity is taken apart: ``&amp;lt;`` is what two programs left of ``<``."""


def unmarked(text: str) -> str:
    """Text without tags and entities; what only looks like a tag (``a<b and c>d``) stays.

    :param text: without LaTeX.
    """
    for _ in range(_TWICE):
        text = _ENTITY.sub(_character, text)
    if "<" not in text:
        return text
    text = _APART.sub(" ", _JATS.sub("", text))
    return _TAG.sub("", _SHIFTED.sub(_shifted, text))


def unmarked_latex(text: str) -> str:
    """Text in which LaTeX stays, and entities are the characters that they mean."""
    return _ENTITY.sub(_character, _ESCAPED.sub("&", text)) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    """What an entity stands for; as it is, where it is none."""
    found = html.unescape(match[0])
    return "" if found in {"\x00", "\ufffd"} else " " if found == "\xa0" else found


def _shifted(match: re.Match[str]) -> str:
    """Lowered or raised digits and signs as characters of their own; other text as it is."""
    table = _LOW if match["way"].lower() == "sub" else _HIGH
    inside = match["text"].strip()
    return inside.translate(table) if all(ord(sign) in table for sign in inside) else inside
