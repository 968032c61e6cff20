"""Text in formulas, for math-core: it takes no formula inside, and few commands."""

from __future__ import annotations

from collections.abc import Callable

from papershelf.mathml.adaptation import ESCAPED
from papershelf.mathml.colours import colour
from papershelf.mathml.errors import FormulaError
from papershelf.mathml.expansion import Expander, Handler
from papershelf.mathml.tokens import Reader, Tree, write

TEXTS = ("\\text", "\\mbox", "\\hbox", "\\textrm", "\\textnormal", "\\textup", "\\textmd", "\\textsc", "\\textsl")
FONTS = ("\\textbf", "\\textit", "\\texttt", "\\textsf", "\\emph")
OVERLAPS = ("\\llap", "\\rlap", "\\clap", "\\mathllap", "\\mathrlap", "\\mathclap", "\\vcenter", "\\textcircled")
"""Commands whose argument stands where it has no room; here it has."""
SIZES = (
    "\\tiny", "\\sixptsize", "\\scriptsize", "\\footnotesize", "\\small", "\\normalsize", "\\large", "\\Large",
    "\\LARGE", "\\huge", "\\Huge",
)  # fmt: skip
_BLANKS = {
    "\\,", "\\:", "\\;", "\\>", "\\quad", "\\qquad", "\\enspace", "\\thinspace", "\\space", "\\medspace", "~", "\\\\",
    "\\thickspace", "\\enskip", "\\newline", "\\cr",
}  # fmt: skip
_NOTHING = {
    "\\!", "\\negthinspace", "\\negmedspace", "\\negthickspace", "\\/", "\\expandafter", "\\noexpand", "\\protect",
    "\\relax", "\\left", "\\right", *SIZES,
}  # fmt: skip
ACCENTS = ("'", "`", "^", "~", "=", ".", '"', "u", "v", "H", "r", "c")
_LETTERS = ("textregistered", "i", "j", "aa", "AA", "ae", "AE", "oe", "OE", "o", "O", "ss")


def text(name: str) -> Handler:
    """A command whose argument is text."""

    def handle(work: Expander, reader: Reader) -> Tree:
        out = text_parts(work, name, reader.argument())
        return out if len(out) == 2 else [out]

    return handle


def text_parts(work: Expander, name: str, tree: Tree) -> Tree:
    """Text; formulas inside stand beside it."""
    out: Tree = []
    piece: Tree = []
    reader = Reader(tree)

    def end_piece() -> None:
        if piece:
            out.extend([name, list(piece)])
            piece.clear()

    while reader:
        node = reader.next()
        if isinstance(node, list):
            end_piece()
            out += text_parts(work, name, node)
        elif node in {"$", "\\("}:
            end_piece()
            out.append(work.expand(formula_inside(reader, node)))
        elif node in _INSIDE:
            end_piece()
            out += _INSIDE[node](work, reader, name)
        elif node in _BLANKS:
            piece.append(" ")
        elif node in _NOTHING:
            continue
        elif (macro := work.macros.get(node)) is not None:
            work.use(node, macro, reader)
        else:
            piece.append(ESCAPED.get(node, node))
            while node[0] == "\\" and reader and isinstance(reader.waiting[-1], list):
                piece.append([ESCAPED.get(inner, inner) for inner in reader.argument() if isinstance(inner, str)])
    end_piece()
    return out or [name, []]


def formula_inside(reader: Reader, opening: str) -> Tree:
    """The formula that was opened in text."""
    closing = "$" if opening == "$" else "\\)"
    inside: Tree = []
    while reader and reader.waiting[-1] != closing:
        inside.append(reader.next())
    if not reader:
        raise FormulaError(f"it lacks the end of {opening!r}")
    reader.next()
    return inside


_Part = Callable[[Expander, Reader, str], Tree]
"""What a command does in text, which ends before it; the command of that text is given."""


def _other(name: str) -> _Part:
    return lambda work, reader, _outer: text_parts(work, name, reader.argument())


def _switch(name: str) -> _Part:
    return lambda work, reader, _outer: text_parts(work, name, reader.cell())


def _raised(sign: str) -> _Part:
    return lambda work, reader, outer: [[], sign, text_parts(work, outer, reader.argument())]


def _coloured(work: Expander, reader: Reader, outer: str) -> Tree:
    model = reader.optional(blanks=True) or []
    code = colour(write(reader.argument()), write(model))
    return work.marked(text_parts(work, outer, reader.argument()), mathcolor=code)


def _dropped(_work: Expander, reader: Reader, _outer: str) -> Tree:
    reader.argument()
    return []


_INSIDE: dict[str, _Part] = {
    **{name: _other("\\text") for name in (*TEXTS, *OVERLAPS, "\\smash", "\\boxed")},
    **{name: _other(name) for name in FONTS},
    **{name: _switch("\\textbf") for name in ("\\bf", "\\bfseries")},
    **{name: _switch("\\textit") for name in ("\\it", "\\itshape", "\\em", "\\sl")},
    **{name: _switch("\\texttt") for name in ("\\tt", "\\ttfamily")},
    **{name: _switch("\\textsf") for name in ("\\sf", "\\sffamily")},
    **{name: _switch("\\text") for name in ("\\rm", "\\rmfamily", "\\cal", "\\frak", "\\Bbb")},
    "\\textsuperscript": _raised("^"),
    "\\textsubscript": _raised("_"),
    "\\textcolor": _coloured,
    "\\message": _dropped,
    "\\errmessage": _dropped,
}


def _accent(name: str) -> Handler:
    """An accent of text in a formula."""
    return lambda _work, reader: ["\\text", [name, reader.argument()]]


def _letter(name: str) -> Handler:
    return lambda _work, _reader: ["\\text", [name]]


TEXT_HANDLERS: dict[str, Handler] = {
    **{name: text("\\text") for name in TEXTS},
    **{name: text(name) for name in FONTS},
    **{f"\\{name}": _accent(f"\\{name}") for name in ACCENTS},
    **{f"\\{name}": _letter(f"\\{name}") for name in _LETTERS},
}
