"""Bare addresses in text, by the rule of GitHub's Markdown; a Korean particle behind one stays out of it.

A backslash ends an address, as none holds one: what papershelf writes escapes the signs of Markdown, also behind it.

https://github.github.com/gfm/#autolinks-extension-
"""

from __future__ import annotations

import re

_RUN = re.compile(
    r"(?:https?://|www\.)(?:[^\s<>\\`\"，。、；：！？（）【】《》〈〉「」『』“”‘’…]){1,2000}", re.IGNORECASE
)
_WHOLE = re.compile(r"https?://\w|www\.\w[^\s/?#:]*\.\w", re.IGNORECASE)
_PARTICLES = (
    "으로부터|로부터|입니다|이에요|에서|에게|까지|부터|처럼|보다|마다|으로|라는|라고|이라는|이라고|이란|이랑|하고|이나|이며|이고|이다|"
    "예요|인데|참고|참조|란|랑|나|며|인|등|및|에|로|와|과|만|을|를|이|가|은|는|도|의|요"
)
_PARTICLE = re.compile(
    rf"(?<=[\x21-\x7e])(?:{_PARTICLES})(?:은|는|도|만|의|을|를|이|가|요|서)?"
    r"(?=[^\w/%-]*\Z)"
)
_TRAILING = "?!.,:*_~'\""
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")


def address_at(text: str, start: int, end: int) -> str:
    """The address that begins at a place of a text; empty where none does.

    :param end: where the text ends.
    """
    match = _RUN.match(text, start, end)
    if match is None:
        return ""
    found = match[0]
    if particle := _PARTICLE.search(found):
        found = found[: particle.start()]
    found = _trimmed(found)
    return found if _WHOLE.match(found) else ""


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence behind it."""
    while address:
        if address[-1] in _TRAILING or (address[-1] == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        elif address[-1] == ";":
            address = _ENTITY.sub("", address) if _ENTITY.search(address) else address[:-1]
        else:
            break
    return address
