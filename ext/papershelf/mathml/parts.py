"""Commands that converters lack, or take in fewer forms than KaTeX."""

from __future__ import annotations

import re

from math_core import LatexError

from papershelf.mathml.adaptation import CONVERTER, Adapter
from papershelf.mathml.colours import colour
from papershelf.mathml.environments import environment
from papershelf.mathml.errors import FormulaError
from papershelf.mathml.expansion import Expander, Handler
from papershelf.mathml.text import OVERLAPS, SIZES, TEXT_HANDLERS, TEXTS, text_parts
from papershelf.mathml.tokens import Node, Reader, Tree, write


def _argument_only(work: Expander, reader: Reader) -> Tree:
    return [work.expand(reader.argument())]


def _no_argument(work: Expander, reader: Reader) -> Tree:
    reader.argument()
    return []


def _smash(work: Expander, reader: Reader) -> Tree:
    reader.optional(blanks=True)
    return [work.expand(reader.argument())]


def _newline(work: Expander, reader: Reader) -> Tree:
    reader.star()
    reader.optional()
    return ["\\\\"]


def _tag(work: Expander, reader: Reader) -> Tree:
    star = reader.star()
    words = reader.argument()
    text = write(words)
    plain = text.isascii() and re.fullmatch(r"[\w .,:;()'*-]+", text)
    if isinstance(work, Adapter) and work.block and plain and not work.tag and work.is_outermost:
        work.tag = f"\\tag*{{{text}}}" if star else f"\\tag{{{text}}}"
        return []
    return ["\\qquad", *text_parts(work, "\\text", words if star else ["(", *words, ")"])]


def _mathop(work: Expander, reader: Reader) -> Tree:
    """An operator whose limits are said; math-core takes them after its own operators only."""
    body = work.expand(reader.argument())
    if reader.peek() != "\\limits":
        if reader.peek() == "\\nolimits":
            reader.next()
        return ["\\mathop", body]
    reader.next()
    scripts: dict[Node, Tree] = {}
    while reader.peek() in ("_", "^") and reader.waiting[-1] not in scripts:
        sign = str(reader.next())
        scripts[sign] = work.expand(reader.argument())
    for sign, command in (("_", "\\underset"), ("^", "\\overset")):
        if sign in scripts:
            body = [command, scripts[sign], body]
    return ["\\mathop", body]


def _brace(name: str) -> Handler:
    def handle(work: Expander, reader: Reader) -> Tree:
        body = work.expand(reader.argument())
        if reader.peek() in ("\\limits", "\\nolimits"):
            reader.next()
        return [name, body]

    return handle


def _nothing(work: Expander, reader: Reader) -> Tree:
    return []


def _coloured(switch: bool) -> Handler:
    def handle(work: Expander, reader: Reader) -> Tree:
        model = reader.optional(blanks=True)
        code = colour(write(reader.argument()), write(model or []))
        return work.marked(work.expand(reader.cell() if switch else reader.argument()), mathcolor=code)

    return handle


def _colour_box(framed: bool) -> Handler:
    def handle(work: Expander, reader: Reader) -> Tree:
        style = ""
        if framed:
            style = f"border: 0.05em solid {colour(write(reader.argument()))};padding: 0.2em"
        ground = colour(write(reader.argument()))
        return work.marked(text_parts(work, "\\text", reader.argument()), mathbackground=ground, style=style)

    return handle


def _rule(work: Expander, reader: Reader) -> Tree:
    reader.optional(blanks=True)
    sizes = [write(reader.argument()).strip() for _number in range(2)]
    for size in sizes:
        if not re.fullmatch(r"-?[\d.]+\s*(?:em|ex|mu|pt|px|mm|cm|in|pc|bp|sp|dd|cc)", size):
            raise FormulaError(f"the length is not understood: {size!r}")
    width, height = (size.replace(" ", "") for size in sizes)
    return work.marked([], width=width, height=height, style="background-color: currentcolor")


def _delimiter(name: str) -> Handler:
    """``\\left`` and what follows it, which may be written otherwise."""

    def handle(work: Expander, reader: Reader) -> Tree:
        node = reader.peek()
        spelt = _DELIMITERS.get(node) if isinstance(node, str) else None
        if spelt is None:
            return [name]
        reader.next()
        return [name, spelt]

    return handle


_DELIMITERS = {"<": "\\langle", ">": "\\rangle", "\\lt": "\\langle", "\\gt": "\\rangle", "∥": "\\Vert", "‖": "\\Vert"}


def _not(work: Expander, reader: Reader) -> Tree:
    node = reader.peek()
    if node is None:
        return ["̸"]
    if isinstance(node, list) and len(node) == 1 and isinstance(node[0], str):
        node = node[0]
    reader.next()
    if isinstance(node, str):
        target = work.expand([node])
        try:
            CONVERTER.convert_with_local_state(f"\\not{write(target)}", displaystyle=False)
        except LatexError:
            return ["\\cancel", target]
        return ["\\not", *target]
    return ["\\cancel", work.expand(node)]


def _char(work: Expander, reader: Reader) -> Tree:
    digits = ""
    while isinstance(node := reader.peek(), str) and re.fullmatch(r"[\"'`\dA-Fa-f]", node):
        digits += str(reader.next())
    match = re.fullmatch(r"\"([\dA-Fa-f]{1,6})|'([0-7]{1,7})|(\d{1,7})", digits)
    if match is None:
        raise FormulaError("\\char is not followed by a number")
    number = int(match[1], 16) if match[1] else int(match[2], 8) if match[2] else int(match[3])
    return work.plain(_character(number, digits))


def _unicode(work: Expander, reader: Reader) -> Tree:
    digits = write(reader.argument()).strip()
    match = re.fullmatch(r"x([\dA-Fa-f]{1,6})|(\d{1,7})", digits)
    number = (int(match[1], 16) if match[1] else int(match[2])) if match else 0x110000
    return work.plain(_character(number, repr(digits)))


def _character(number: int, named: str) -> str:
    if number > 0x10FFFF or not chr(number).isprintable():
        raise FormulaError(f"there is no character {named}")
    return chr(number)


def _above(work: Expander, reader: Reader) -> Tree:
    reader.argument()
    return ["\\over"]


def _kern(name: str) -> Handler:
    """A length, which may stand in braces."""

    def handle(work: Expander, reader: Reader) -> Tree:
        if isinstance(reader.peek(), list):
            reader.put_back(reader.argument())
        return ["\\mkern" if name == "\\mskip" else name]

    return handle


def _sout(work: Expander, reader: Reader) -> Tree:
    return work.marked(work.expand(reader.argument()), **{"class": "paper-math-strike"})


def _root(work: Expander, reader: Reader) -> Tree:
    degree: Tree = []
    while reader and reader.waiting[-1] != "\\of":
        degree.append(reader.next())
    if not reader:
        raise FormulaError("'\\root' lacks its '\\of'")
    reader.next()
    return ["\\sqrt", "[", *work.expand(degree), "]", work.expand(reader.argument())]


def _substack(work: Expander, reader: Reader) -> Tree:
    return [["\\begin", list("subarray"), ["c"], *work.expand(reader.argument()), "\\end", list("subarray")]]


def _named(name: str) -> Handler:
    """A command that takes letters: ``\\operatorname``; characters that are not in its alphabet stay."""

    def handle(work: Expander, reader: Reader) -> Tree:
        star: Tree = ["*"] if reader.peek() == "*" and reader.next() else []
        body = reader.argument()
        wide = any(isinstance(node, str) and not node.isascii() for node in body)
        if wide or any(isinstance(node, list) or node in TEXTS for node in body):
            return ["\\mathop", work.expand(body)]
        return [name, *star, work.expand(body)]

    return handle


_BIG = (f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
_DELIMITED = ("\\left", "\\right", "\\middle", *_BIG)
COMMON: dict[str, Handler] = {
    **dict.fromkeys(SIZES, _nothing),
    **dict.fromkeys(OVERLAPS, _argument_only),
    **dict.fromkeys(("\\label", "\\message", "\\errmessage", "\\cline", "\\hspace*"), _no_argument),
    **{name: _delimiter(name) for name in _DELIMITED},
    "\\smash": _smash,
    "\\\\": _newline,
    "\\tag": _tag,
    "\\char": _char,
    "\\above": _above,
    "\\unicode": _unicode,
    "\\root": _root,
    "\\color": _coloured(True),
    "\\textcolor": _coloured(False),
    "\\colorbox": _colour_box(False),
    "\\fcolorbox": _colour_box(True),
    "\\begin": environment,
}
"""What neither converter has."""
HANDLERS: dict[str, Handler] = {
    **COMMON,
    **TEXT_HANDLERS,
    **{name: _brace(name) for name in ("\\underbrace", "\\overbrace")},
    **{name: _kern(name) for name in ("\\kern", "\\mkern", "\\mskip", "\\hskip")},
    **{name: _named(name) for name in ("\\operatorname", "\\operatornamewithlimits")},
    "\\sout": _sout,
    "\\mathop": _mathop,
    "\\rule": _rule,
    "\\not": _not,
    "\\substack": _substack,
}
"""What math-core lacks."""
