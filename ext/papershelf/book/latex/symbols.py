"""Symbols for TeX: the commands of ``symbols.txt``, and characters and commands that LaTeX lacks by what it has."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from unicodedata import name as unicode_name
from unicodedata import normalize
from xml.etree import ElementTree

from papershelf.mathml import FormulaError, convert
from papershelf.mathml.adaptation import ACCENTS, ESCAPED
from papershelf.mathml.tokens import CJK, Tree
from papershelf.model.text.patterns import pattern

_CJK = pattern(f"[{CJK}]")


@lru_cache(maxsize=1)
def symbols() -> dict[str, str]:
    """Commands of LaTeX and amssymb, and the character that each shows."""
    lines = Path(__file__).with_name("symbols.txt").read_text(encoding="utf-8").splitlines()
    return {name: char for name, _blank, char in (line.partition(" ") for line in lines)}


@lru_cache(maxsize=1)
def _commands() -> dict[str, str]:
    """Characters that have a command."""
    named = {char: f"\\{name} " for name, char in sorted(symbols().items(), reverse=True) if not char.isascii()}
    return {**_TYPED, **named}


_TYPED = {
    "−": "-", "–": "-", "·": "\\cdot ", "…": "\\ldots ", "’": "'", "∥": "\\parallel ", "‖": "\\Vert ",
    "〈": "\\langle ",
    "〉": "\\rangle ", "～": "\\sim ", "ϵ": "\\epsilon ", "µ": "\\mu ", "∙": "\\bullet ", "∼": "\\sim ", "│": "|",
}  # fmt: skip
"""Characters that people type, and what is printed for them."""
_ALPHABETS = {
    "BOLD ITALIC": "\\boldsymbol", "BOLD SCRIPT": "\\mathcal", "BOLD FRAKTUR": "\\mathfrak", "BOLD": "\\mathbf",
    "DOUBLE-STRUCK": "\\mathbb", "SCRIPT": "\\mathcal", "FRAKTUR": "\\mathfrak", "BLACK-LETTER": "\\mathfrak",
    "SANS-SERIF": "\\mathsf", "MONOSPACE": "\\mathtt", "ITALIC": "",
}  # fmt: skip


def wide(token: str) -> Tree:
    """A character beyond ASCII, by a command where it has one."""
    if len(token) == 2 and token[1] in ACCENTS:
        return [ACCENTS[token[1]], [*(wide(token[0]) if not token[0].isascii() else [token[0]])]]
    if _CJK.match(token):
        return [["\\text", [token]]]
    if token.isspace():
        return [" "]
    command = _commands().get(token)
    if command:
        return [command]
    usual = normalize("NFKC", token)
    if (
        usual.isascii()
        and usual.isprintable()
        and unicode_name(token, "").startswith("FULLWIDTH")
        and usual not in "\\{}$%#^~&_"
    ):
        return [usual]
    if len(usual) == 1 and usual != token:
        called = unicode_name(token, "").removeprefix("MATHEMATICAL ")
        for alphabet, font in _ALPHABETS.items():
            if called.startswith(f"{alphabet} "):
                letter: Tree = [usual] if usual.isascii() else wide(usual)
                return [font, letter] if font else letter
    if not token.isprintable():
        raise FormulaError(f"the character is not shown: {token!r}")
    return [["\\text", [token]]]


@lru_cache(maxsize=512)
def by_sign(command: str) -> Tree:
    """A command that LaTeX lacks, by the one sign that it shows.

    :raises FormulaError: if it is not known, or shows more than that.
    """
    unknown = FormulaError(f"the command is not known: {command!r}")
    try:
        root = ElementTree.fromstring(convert(command, False))
    except FormulaError:
        raise unknown from None
    leaves = [node for node in root.iter() if not len(node) and node.text]
    plain = all(node.tag.rpartition("}")[2] in {"math", "mrow", "mspace", "mi", "mo"} for node in root.iter())
    signs_only = len(leaves) == 1 or all(node.tag.endswith("mo") for node in leaves)
    shown = "".join(node.text or "" for node in leaves).rstrip("\u2061\ufe00\ufe01") if plain and signs_only else ""
    if not shown.strip():
        raise unknown
    if shown.isascii() and shown.isalpha() and len(shown) > 1:
        name: Tree = ["\\operatorname", [shown]]
        return name
    signs: Tree = []
    for char in shown:
        signs += [ESCAPED.get(char, char)] if char.isascii() else wide(char)
    kind = "\\mathrel" if leaves[0].tag.endswith("mo") else "\\mathord"
    found: Tree = [kind, signs]
    return found
