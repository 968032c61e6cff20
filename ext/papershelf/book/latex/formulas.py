"""Formulas for TeX, held to an allow-list of commands.

Mathematics is the one place where LaTeX of an author reaches the ``.tex`` file, and authors are not trusted: macros are
written out here, and only commands of ``commands`` pass, so nothing reads a file, defines or loops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from papershelf.book.latex.commands import ALIASES, ENVIRONMENTS, IN_TEXT, KNOWN, TEXTS
from papershelf.book.latex.symbols import by_sign, symbols, wide
from papershelf.mathml import FormulaError
from papershelf.mathml.adaptation import ESCAPED, in_lines, is_verbatim, verbatim
from papershelf.mathml.escapes import unescaped
from papershelf.mathml.expansion import Definition, Expander, Handler, settings_macros
from papershelf.mathml.names import NAMES
from papershelf.mathml.parts import COMMON
from papershelf.mathml.text import TEXT_HANDLERS, formula_inside
from papershelf.mathml.tokens import Node, Reader, Tree, cells, parse, write

_TEXT_ESCAPED = {**ESCAPED, "^": "\\^{}"}
_BLANK_LINES = re.compile(r"\s*\n\s*")
_NAMES = {name: macro for name, macro in {**NAMES, **ALIASES}.items() if name not in KNOWN}
_LENGTH = re.compile(r"\s*(-?\s*[\d.]+)\s*(em|ex|mu|pt|mm|cm|in|pc|bp|sp|dd|cc)")


@lru_cache(maxsize=4096)
def tex(source: str, block: bool, macros: tuple[Definition, ...] = ()) -> str:
    """A formula as it may stand in a ``.tex`` file, without the marks around it.

    :param block: whether it is displayed, with lines parted by a double backslash.
    :param macros: those of the settings.
    :raises FormulaError: if it holds anything that is not allowed, or is not balanced.
    """
    work = _Printed({**_NAMES, **settings_macros(macros)}, _HANDLERS, block)
    tree = in_lines(work.expand(unescaped(parse(source))), block)
    text = _BLANK_LINES.sub("\n", write(tree).strip())  # a blank line would end the formula
    if "^^" in text or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
        raise FormulaError("a '^' follows another")
    return text


class _Printed(Expander):
    """Writes a formula for TeX."""

    def plain(self, token: str) -> Tree:
        """A sign as TeX reads it."""
        if token in {"%", "#"}:
            return [f"\\{token}"]
        if token == "$":
            raise FormulaError("a '$' stands inside a formula")
        if token[0] != "\\":
            return [token] if token.isascii() else wide(token)
        if token in KNOWN or token[1:] in symbols():
            return [token]
        return ["\\texttt", verbatim(token)] if is_verbatim(token) else by_sign(token)

    def expand(self, tree: Iterable[Node]) -> Tree:
        """The tokens, with fences that pair in every group, and scripts in braces where TeX wants them."""
        out = _scripts(super().expand(tree))
        depth = 0
        for node in out:
            depth += 1 if node == "\\left" else -1 if node == "\\right" else 0
            if depth < 0:
                raise FormulaError("a '\\right' has no '\\left'")
        if depth:
            raise FormulaError("a '\\left' has no '\\right'")
        return out


_LETTERS = "\u2032\u2020\u2021\u22a4\u22a5\u2217\u22c6\u2218\u221e\u2113\u2207\u2202"
"""Signs, beside letters, whose commands are one character to TeX."""


def _scripts(tree: Tree) -> Tree:
    """Tokens; a sub- or superscript that TeX would take for several is a group."""
    if "_" not in tree and "^" not in tree:
        return tree
    out: Tree = []
    reader = Reader(tree)
    while reader:
        node = reader.next()
        out.append(node)
        if node not in ("_", "^"):
            continue
        script = reader.peek()
        if script in ("\\mathrel", "\\mathord", "\\operatorname", "\\cancel"):
            out.append([reader.next(), reader.argument()])
        elif script == "~" or (isinstance(script, str) and _is_sign(script)):
            out.append([reader.next()])
    return out


def _is_sign(command: str) -> bool:
    """Whether a command is a symbol that may be more than one character to TeX."""
    shown = symbols().get(command[1:].strip(), "") if command[0] == "\\" else ""
    return bool(shown) and not shown.isalpha() and shown not in _LETTERS


# -- text and lengths ---------------------------------------------------------------------------


def _text(name: str) -> Handler:
    def handle(work: Expander, reader: Reader) -> Tree:
        return [name, _words(work, reader.argument())]

    return handle


def _words(work: Expander, tree: Tree) -> Tree:
    """Text for TeX; formulas stand in it."""
    out: Tree = []
    reader = Reader(tree)
    while reader:
        node = reader.next()
        if isinstance(node, list):
            out.append(_words(work, node))
        elif node in {"$", "\\("}:
            out += ["$", *work.expand(formula_inside(reader, node)), "$"]
        elif node in TEXTS:
            out += [TEXTS[node], _words(work, reader.argument())]
        elif (macro := work.macros.get(node)) is not None:
            work.use(node, macro, reader)
        elif node[0] == "\\" and node not in IN_TEXT:
            raise FormulaError(f"the command is not for text: {node!r}")
        else:
            out.append(_TEXT_ESCAPED.get(node, node))
    return out


def _length(name: str) -> Handler:
    """A command with a length, which may stand in braces."""

    def handle(work: Expander, reader: Reader) -> Tree:
        if isinstance(reader.peek(), list):
            reader.put_back(reader.argument())
        written = ""
        while not (match := _LENGTH.fullmatch(written)):
            node = reader.next() if reader else None
            if not isinstance(node, str) or len(written) > 20:
                raise FormulaError(f"{name!r} is not followed by a length")
            written += node
        return ["\\mspace" if match[2] == "mu" else "\\hspace", list((match[1] + match[2]).replace(" ", ""))]

    return handle


def _raisebox(work: Expander, reader: Reader) -> Tree:
    length = write(reader.argument())
    if not _LENGTH.fullmatch(length) or "mu" in length:
        raise FormulaError(f"the length is not understood: {length!r}")
    return ["\\raisebox", list(length), _words(work, reader.argument())]


def _environment(work: Expander, reader: Reader) -> Tree:
    out = COMMON["\\begin"](work, reader)
    for place, node in enumerate(out[:-1]):
        name = out[place + 1]
        if node in ("\\begin", "\\end") and write(name if isinstance(name, list) else [name]) not in ENVIRONMENTS:
            raise FormulaError(f"the environment is not known: {write([name])!r}")
    if out[1:2] == [list("array")] and isinstance(out[2], list):
        out[2] = ["|" if column == ":" else column for column in out[2]]  # dashes need a package
    return _wide(out)


_FENCES = {"cases": ("\\{", "."), "dcases": ("\\{", "."), "rcases": (".", "\\}"), "drcases": (".", "\\}")}


def _wide(environment: Tree) -> Tree:
    """An environment with more columns than TeX has for it as one that takes them."""
    name = write(environment[1]) if len(environment) > 3 and isinstance(environment[1], list) else ""
    if name != "gathered" and name not in _FENCES:
        return environment
    content = environment[2:-2]
    columns = max(map(len, cells(content)))
    if name == "gathered":
        ends: Tree = list("gathered" if columns == 1 else "aligned")
        return ["\\begin", ends, *content, "\\end", ends]
    if columns < 3:
        return environment
    left, right = _FENCES[name]
    table: Tree = ["\\begin", list("array"), ["l"] * columns, *content, "\\end", list("array")]
    return ["\\left", left, *table, "\\right", right]


def _substack(work: Expander, reader: Reader) -> Tree:
    lines = [[node for cell in line for node in cell] for line in cells(work.expand(reader.argument()))]
    return ["\\substack", [node for line in lines for node in ("\\\\", *line)][1:]]


def _tag(work: Expander, reader: Reader) -> Tree:
    around = ("", "") if reader.star() else ("(", ")")
    return ["\\qquad", "\\text", [*around[0], *_words(work, reader.argument()), *around[1]]]


def _font(name: str) -> Handler:
    return lambda work, reader: [_in_font(name, work.expand(reader.argument()))]


def _in_font(name: str, tree: Tree) -> Tree:
    """Letters in a font of text, which has neither accents nor Greek letters; these stand around and beside it."""
    out: Tree = []
    letters: Tree = []
    reader = Reader(tree)
    while reader:
        node = reader.next()
        accent = node in _ACCENTS
        if not accent and not _is_greek(node):
            letters.append(node)
            continue
        out += [name, letters] if letters else []
        letters = []
        if accent:
            out += [node, _in_font(name, reader.argument())]
        else:
            out += ["\\boldsymbol", [node]] if name == "\\mathbf" else [node]
    return [*out, name, letters] if letters or not out else out


def _is_greek(node: Node) -> bool:
    return isinstance(node, str) and "\u0370" <= symbols().get(node[1:].strip(), "")[:1] <= "\u03ff"


_ACCENTS = (
    "\\acute", "\\bar", "\\breve", "\\check", "\\ddot", "\\dot", "\\grave", "\\hat", "\\mathring", "\\tilde", "\\vec",
)  # fmt: skip
_HANDLERS: dict[str, Handler] = {
    **COMMON,
    **TEXT_HANDLERS,
    **{name: _font(name) for name in ("\\mathbf", "\\mathrm", "\\mathit", "\\mathsf", "\\mathtt")},
    **{name: _text(written) for name, written in TEXTS.items()},
    **{name: _length(name) for name in ("\\kern", "\\mkern", "\\mskip", "\\hskip", "\\hspace", "\\mspace")},
    "\\raisebox": _raisebox,
    "\\begin": _environment,
    "\\tag": _tag,
    "\\substack": _substack,
}
