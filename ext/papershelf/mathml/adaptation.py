"""Formulas in the words of math-core: what it lacks is written by what it has.

Where it has nothing, a pair of blanks of an impossible width stands around the place, and ``output`` finds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from unicodedata import name, normalize

from math_core import LatexError, LatexToMathML

from papershelf.mathml.errors import FormulaError
from papershelf.mathml.escapes import unescaped
from papershelf.mathml.expansion import Expander, Handler, Macro
from papershelf.mathml.names import NAMES
from papershelf.mathml.tokens import CJK, Tree, cells, write
from papershelf.model.text.patterns import pattern

CONVERTER = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)
FIRST_MARK = 7000
"""Width, in em, of the blank before the first place that is marked; the blank after it is ``AFTER`` wide."""
AFTER = 6000
_CJK = pattern(f"[{CJK}]")
ACCENTS = {
    "\u0300": "\\grave", "\u0301": "\\acute", "\u0302": "\\hat", "\u0303": "\\tilde", "\u0304": "\\bar",
    "\u0305": "\\overline", "\u0306": "\\breve", "\u0307": "\\dot", "\u0308": "\\ddot", "\u030a": "\\mathring",
    "\u030c": "\\check", "\u0331": "\\underline", "\u0332": "\\underline", "\u0338": "\\cancel", "\u20d7": "\\vec",
}  # fmt: skip
"""Signs that are typed onto the letter before them."""
ESCAPED = {"_": "\\_", "&": "\\&", "%": "\\%", "#": "\\#", "^": "\\textasciicircum "}
"""Signs in text, and how they are written there."""
VERBATIM = {**ESCAPED, "$": "\\$", "\\": "\\textbackslash ", "{": "\\{", "}": "\\}", "~": "\\textasciitilde "}


class Adapter(Expander):
    """Writes a formula for math-core."""

    def __init__(self, macros: Mapping[str, Macro], handlers: Mapping[str, Handler], block: bool) -> None:
        super().__init__({**NAMES, **macros}, handlers, block)
        self.marks: list[dict[str, str]] = []
        """What is to be said of the places that are marked."""
        self.tag: str = ""
        """The number that the formula gives itself."""

    def plain(self, token: str) -> Tree:
        """A sign as math-core reads it."""
        if token in {"#", "%"}:
            return [f"\\{token}"]
        if token == "$":
            raise FormulaError("a '$' stands inside a formula")
        if token[0] == "\\":
            return ["\\texttt", verbatim(token)] if is_verbatim(token) else [token]
        if len(token) == 2 and token[1] in ACCENTS:
            return [ACCENTS[token[1]], [token[0]]]
        if "\u0391" <= token <= "\u03a9":  # upright, as KaTeX sets it
            letter = name(token, "").rpartition(" ")[2].capitalize().replace("Lamda", "Lambda")
            return [f"\\{letter}"] if letter else [token]
        if known(token):
            return [token]
        usual = normalize("NFKC", token)
        return list(usual) if usual != token and all(map(known, usual)) else ["\\text", [token]]

    def marked(self, tree: Tree, **attributes: str) -> Tree:
        """Tokens that get these attributes."""
        number = FIRST_MARK + len(self.marks)
        self.marks.append(attributes)
        return [[f"\\hspace{{{number}em}}", *tree, f"\\hspace{{{AFTER}em}}"]]

    def written(self, tree: Tree) -> str:
        """A whole formula.

        :raises FormulaError: if it is not complete.
        """
        out = in_lines(self.expand(unescaped(tree)), self.block)
        if self.tag:
            out = ["\\begin", list("equation*"), *out, self.tag, "\\end", list("equation*")]
        return write(out)


def in_lines(tree: Tree, block: bool) -> Tree:
    """A formula of several lines as a table."""
    if not any(sign in tree for sign in _PARTING):
        return tree[:-1] if tree[-1:] == [" "] else tree
    out = _outside_fences(tree)
    while out and out[-1] in (" ", "\\\\"):
        out.pop()
    lines = cells(out)
    if len(lines) == 1 and len(lines[0]) == 1:
        return out
    table = "aligned" if block or any(len(line) > 1 for line in lines) else "gathered"
    return ["\\begin", list(table), *out, "\\end", list(table)]


_PARTING = ("\\\\", "&", "\\cr")


def _outside_fences(tree: Tree) -> Tree:
    """Tokens; a line does not end inside a pair of fences."""
    out: Tree = []
    fences = environments = 0
    for node in tree:
        if isinstance(node, str):
            fences += {"\\left": 1, "\\right": -1}.get(node, 0)
            environments += {"\\begin": 1, "\\end": -1}.get(node, 0)
        out.append("\\ " if node == "\\\\" and fences > 0 and not environments else node)
    return out


def is_verbatim(token: str) -> bool:
    r"""Whether a token is a ``\verb`` with what it holds."""
    return token.startswith("\\verb") and not token[-1].isalpha()


def verbatim(token: str) -> Tree:
    r"""What a ``\verb`` holds, as text."""
    return [VERBATIM.get(char, char) for char in token[5:].removeprefix("*")[1:-1]]


@lru_cache(maxsize=4096)
def known(token: str) -> bool:
    """Whether math-core takes a character in a formula as something of its own."""
    if token.isascii():
        return True
    if _CJK.match(token) or not token.isprintable():
        return False
    try:
        CONVERTER.convert_with_local_state(token, displaystyle=False)
    except LatexError:
        return False
    return True
