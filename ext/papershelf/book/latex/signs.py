"""Signs that no font may have: what is printed in their place, and where they stand.

Which fonts there are is known to TeX alone, so the file for it says of every such sign what it is called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from papershelf.model.text.patterns import pattern

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_SIGN = pattern(
    "[^\x00-\u017f\u0300-\u036f\u1100-\u11ff\u2000-\u202f\u2060-\u206f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufe00-\ufe6f\ufeff-\uffef\U000e0000-\U000e01ff]"
)
"""All but Latin letters, Korean, Chinese and Japanese, which every book has fonts for, and marks on other letters."""
_SKIN = re.compile("(?<=[\u2600-\u27bf\U0001f300-\U0001faff])\ufe0f?[\U0001f3fb-\U0001f3ff]|[\U000e0020-\U000e007f]")


def plain(text: str) -> str:
    """Text without what colours the sign before it: a book is black on white, and fonts draw a box for it."""
    return _SKIN.sub("", text)


def definitions(written: Iterable[str], document: nodes.document, env: BuildEnvironment) -> str:
    """Lines for the preamble: each sign of a document, what is printed where no font has it, and where it is found.

    :param written: the file for TeX, in pieces.
    """
    signs = sorted({sign for piece in written if not piece.isascii() for sign in _SIGN.findall(piece)})
    if not signs:
        return ""
    places = _places(document, env)
    return "".join(f"\\papersign{{{ord(sign)}}}{{{_words(sign)}}}% {places.get(sign, '')}\n" for sign in signs)


def _words(sign: str) -> str:
    """The name of a picture, else the number of the sign: names of letters would make no word."""
    name = unicodedata.name(sign, "")
    if name and unicodedata.category(sign)[0] == "S":
        return name.lower()
    return f"U+{ord(sign):04X}"


def _places(document: nodes.document, env: BuildEnvironment) -> dict[str, str]:
    """File and line, ``papers/lora.md:34``, of the first place of each sign; the file where no line is known."""
    lines: dict[str, str] = {}
    files: dict[str, str] = {}
    for node in document.findall(nodes.Text):
        if str(node).isascii():
            continue
        for sign in _SIGN.findall(str(node)):
            if sign not in lines:
                path, line = _place(node, env)
                (lines if line else files).setdefault(sign, f"{path}:{line}" if line else path)
    return {**files, **lines}


def _place(text: nodes.Text, env: BuildEnvironment) -> tuple[str, int]:
    """File and line of a text; no line for what is made from a paper's record, in lists and boxes."""
    node: nodes.Element | None = text.parent
    line = 0
    while node is not None and node.get("docname") not in env.all_docs:
        line = line or (0 if isinstance(node, nodes.section) else node.line or 0)
        node = node.parent
    if node is None:
        return "", 0
    return Path(env.doc2path(node["docname"], base=False)).as_posix().replace("\n", " "), line
