"""Commands of formulas that take arguments, as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from papershelf.mathtext import signs
from papershelf.mathtext.pieces import BLANK, Piece, bracketed, fraction, joined, small, stacked
from papershelf.mathtext.signs import Kind

if TYPE_CHECKING:
    from papershelf.mathtext.reader import Reader

_Maker = Callable[["Reader"], list[Piece]]


def _frac(reader: Reader) -> list[Piece]:
    above = reader.argument()
    return [fraction(above, reader.argument())]


def _binomial(reader: Reader) -> list[Piece]:
    above = reader.argument()
    return [stacked(above, reader.argument(), "choose")]


def _root(reader: Reader) -> list[Piece]:
    index = reader.script("", optional=True)
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(index) or f"{small(index, '^')}√"
    return [Piece(sign + bracketed(reader.argument()))]


def _text(reader: Reader) -> list[Piece]:
    return [Piece(reader.raw(), Kind.WORD)]


def _operator(reader: Reader) -> list[Piece]:
    return [Piece(joined(reader.argument()), Kind.LARGE)]


def _alphabet(letters: Callable[[str], str]) -> _Maker:
    def styled(reader: Reader) -> list[Piece]:
        found = reader.argument()
        return [
            Piece(letters(text), Kind.WORD if kind is Kind.GROUP and text.isalnum() else kind) for text, kind in found
        ]

    return styled


def _accent(mark: str, every: bool) -> _Maker:
    def marked(reader: Reader) -> list[Piece]:
        text = reader.script("")
        if every:
            return [Piece("".join(char + mark for char in text))]
        return [Piece(text[:1] + mark + text[1:])] if text else []

    return marked


def _without(dropped: int, kept: bool = False) -> _Maker:
    """A command whose first arguments say nothing in a text."""

    def rest(reader: Reader) -> list[Piece]:
        for _number in range(dropped):
            reader.raw()
        return reader.argument() if kept else []

    return rest


def _set(sign: str) -> _Maker:
    """Something above (``^``) or below (``_``) a relation or another sign."""

    def both(reader: Reader) -> list[Piece]:
        small = reader.script(sign)
        base = reader.argument() or [Piece("")]
        return [*base[:-1], Piece(base[-1].text + small, base[-1].kind)]

    return both


def _arrow(sign: str) -> _Maker:
    def arrow(reader: Reader) -> list[Piece]:
        below = reader.script("_", optional=True)
        return [Piece(sign + below + reader.script("^"), Kind.RELATION)]

    return arrow


def _delimiter(kind: Kind | None) -> _Maker:
    def delimiter(reader: Reader) -> list[Piece]:
        token = reader.peek()
        if token in {"", ".", "{", "}"}:
            reader.place += token == "."
            return []
        reader.place += 1
        return [Piece(text, kind or was) for text, was in reader.piece(token)]

    return delimiter


def _negated(reader: Reader) -> list[Piece]:
    return [Piece(text + "\u0338", kind) for text, kind in reader.argument()[:1]]


def _modulo(reader: Reader) -> list[Piece]:
    return [BLANK, Piece(f"(mod {joined(reader.argument())})")]


def _lines(reader: Reader) -> list[Piece]:
    """Lines of an environment, parted by semicolons; cells by commas, where they are those of a table."""
    name = reader.raw().strip().rstrip("*")
    if name in {"array", "alignat", "alignedat", "subarray"}:
        reader.raw()
    opening, closing = signs.MATRICES.get(name, ("", ""))
    before, reader.cell = reader.cell, ", " if name in signs.MATRICES else " "
    pieces = reader.group("\\end")
    reader.cell = before
    if reader.peek() == "\\end":
        reader.place += 1
        reader.raw()
    return [Piece(opening + joined(pieces).strip(" ;") + closing)]


def _substack(reader: Reader) -> list[Piece]:
    return [Piece(reader.script("").replace("; ", ", "))]


COMMANDS: Mapping[str, _Maker] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), _frac),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    "sqrt": _root,
    **dict.fromkeys(signs.TEXTS, _text),
    **dict.fromkeys(("operatorname", "operatorname*", "mathop"), _operator),
    **{name: _alphabet(letters) for name, letters in signs.ALPHABETS.items()},
    **{name: _accent(mark, name in signs.LINES) for name, mark in signs.ACCENTS.items()},
    **dict.fromkeys(
        ("label", "color", "hspace", "mspace", "kern", "mkern", "vspace", "phantom", "hphantom"), _without(1)
    ),
    **dict.fromkeys(("textcolor", "colorbox", "href", "htmlClass", "raisebox"), _without(1, kept=True)),
    "tag": lambda reader: [BLANK, Piece(f"({reader.raw()})")],
    "overset": _set("^"),
    "stackrel": _set("^"),
    "underset": _set("_"),
    "xrightarrow": _arrow("→"),
    "xleftarrow": _arrow("←"),
    **dict.fromkeys(("left", "bigl", "Bigl", "biggl", "Biggl"), _delimiter(Kind.OPENING)),
    **dict.fromkeys(("right", "bigr", "Bigr", "biggr", "Biggr"), _delimiter(Kind.CLOSING)),
    **dict.fromkeys(("middle", "bigm", "Bigm", "big", "Big", "bigg", "Bigg"), _delimiter(None)),
    "not": _negated,
    **dict.fromkeys(("pmod", "pod"), _modulo),
    "begin": _lines,
    "substack": _substack,
}
"""Name of a command to what it makes of what follows it."""
