"""Formulas as plain text, for places that show text alone: ``a/b``, ``x²``, ``ℝ^{d×k}``.

What Unicode has no sign for stays readable: ``d_model``, ``e^{−x/2}``. Any text is taken, in linear time; what is no
TeX, or TeX that is not known, comes out as its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from papershelf import mathsigns as signs
from papershelf.mathsigns import Kind

MAX_DEPTH = 40
"""Deepest nesting that is understood; what is nested deeper is written without it."""

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)?|\s+|:=|\.\.\.|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|.", re.DOTALL)
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")


class _Piece(NamedTuple):
    text: str
    kind: Kind = Kind.PLAIN


@lru_cache(maxsize=4096)
def plain(tex: str) -> str:
    """A formula as one line of text."""
    reader = _Reader(_TOKEN.findall(_STYLED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), tex)))
    pieces: list[_Piece] = []
    while reader.peek():  # more than once only where braces do not pair
        pieces += reader.group("")
        reader.place += 1
    return unicodedata.normalize("NFC", _joined(pieces)).strip(" ;")


class _Reader:
    """The tokens of a formula, read once from first to last.

    :ivar cell: what parts cells of the environment that is being read.
    :ivar small: how many times over what is being read stands above or below something.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.cell = " "
        self.small = 0

    def peek(self) -> str:
        """The next token, past blanks; nothing at the end."""
        while self.place < len(self.tokens) and self.tokens[self.place].isspace():
            self.place += 1
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def group(self, end: str) -> list[_Piece]:
        """Pieces up to a token that ends them, which is left, as is a brace."""
        pieces: list[_Piece] = []
        style: Callable[[str], str] | None = None
        self.depth += 1
        while (token := self.peek()) and token not in {end, "}"}:
            self.place += 1
            if token[1:] in signs.ALPHABETS_AHEAD:
                style = signs.ALPHABETS_AHEAD[token[1:]]
            elif token in {"^", "_", "'"}:
                pieces.append(self.scripts(pieces.pop() if pieces else _Piece(""), token))
            elif token in {r"\over", r"\atop", r"\choose"} and self.depth <= MAX_DEPTH:
                rest = self.group(end)
                pieces = [_fraction(pieces, rest) if token == r"\over" else _stacked(pieces, rest, token[1:])]
            else:
                found = self.piece(token)
                pieces += [_Piece(style(text), kind) for text, kind in found] if style else found
        self.depth -= 1
        return pieces

    def argument(self) -> list[_Piece]:
        """What a command applies to: a group, or one sign."""
        token = self.peek()
        if token in {"", "}", "&"}:
            return []
        self.place += 1
        return self.piece(token)

    def script(self, sign: str, *, optional: bool = False) -> str:
        """An argument that stands above (``^``) or below (``_``) something."""
        self.small += 1
        text = self.joined(self.optional() if optional else self.argument())
        self.small -= 1
        return text if sign == "" else _script(text, sign)

    def joined(self, pieces: Sequence[_Piece]) -> str:
        """Pieces as text."""
        return _joined(pieces, tight=self.small > 0)

    def optional(self) -> list[_Piece]:
        """An argument in square brackets, if there is one."""
        if self.peek() != "[" or self.depth > MAX_DEPTH:
            return []
        self.place += 1
        found = self.group("]")
        self.place += self.peek() == "]"
        return found

    def raw(self) -> str:
        """An argument that is no formula."""
        token = self.peek()
        if token != "{":
            self.place += 1
            return signs.word_of(token)
        depth, found = 0, []
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            self.place += 1
            depth += {"{": 1, "}": -1}.get(token, 0)
            if not depth:
                break
            found.append("" if token in {"{", "}", "$"} else " " if token == "~" else signs.word_of(token))
        return re.sub(r"\s+", " ", "".join(found))

    def piece(self, token: str) -> list[_Piece]:
        """What one token, with what belongs to it, stands for."""
        if token == "{":
            return self.braces()
        if token == "&":
            return [_Piece(self.cell, Kind.BREAK)]
        if token in signs.TOKENS:
            return [_Piece(*signs.TOKENS[token])]
        if not token.startswith("\\"):
            return [_Piece(token)]
        if token[1:2].isalpha():
            return self.command(token[1:])
        return [_Piece(token[1:])] if token[1:].strip() else [_BLANK]

    def braces(self) -> list[_Piece]:
        """A group, which stands as one piece; too deep, only its opening brace is passed."""
        if self.depth > MAX_DEPTH:
            return []
        pieces = self.group("}")
        self.place += self.peek() == "}"
        return pieces if len(pieces) < 2 else [_Piece(self.joined(pieces), Kind.GROUP)]

    def command(self, name: str) -> list[_Piece]:
        """What a command stands for, with its arguments."""
        make = _COMMANDS.get(name)
        if make is None and name.endswith("*"):
            make = _COMMANDS.get(name[:-1])
        if make is None:
            text, kind = signs.COMMANDS.get(name, (name, Kind.WORD))
            return [_Piece(text, kind)] if text else []
        if self.depth > MAX_DEPTH:
            return []
        self.depth += 1
        found = make(self)
        self.depth -= 1
        return found

    def scripts(self, base: _Piece, token: str) -> _Piece:
        """A piece with what stands above and below it."""
        found = {"_": "", "^": "", "'": ""}
        while token in found:
            found[token] += "′" if token == "'" else self.script("")
            token = self.peek()
            self.place += token in found
        text = base.text
        if base.kind is Kind.FRACTION or (base.kind is Kind.GROUP and not _is_one(text)):
            text = f"({text})"
        below, above = _script(found["_"], "_"), _script(found["^"], "^")
        if re.match(r"_[^{]", below) and above:
            below = f"_{{{below[1:]}}}"
        kind = Kind.PLAIN if base.kind in {Kind.FRACTION, Kind.GROUP, Kind.BLANK, Kind.BREAK} else base.kind
        return _Piece(text + below + found["'"] + above, kind)


_BLANK = _Piece(" ", Kind.BLANK)
_Maker = Callable[[_Reader], list[_Piece]]


# -- pieces as text -----------------------------------------------------------------------------


def _script(text: str, sign: str) -> str:
    """Text above or below: in small signs, or behind ``^`` or ``_``."""
    table = signs.ABOVE if sign == "^" else signs.BELOW
    if sign == "^" and text in signs.MARKS:
        return signs.MARKS[text]
    if all(char in table for char in text) and not re.search(r"[^\W\d_]{3}", text):
        return "".join(table[char] for char in text)
    bare = len(text) == 1 or (text.isalnum() and signs.SMALL.isdisjoint(text))
    return f"{sign}{text}" if bare else f"{sign}{{{text}}}"


def _joined(pieces: Sequence[_Piece], *, tight: bool = False) -> str:
    """Pieces as text, with blanks where TeX leaves room; with few in what stands small."""
    parts: list[str] = []
    before = _Piece("", Kind.OPENING)
    for place, piece in enumerate(pieces):
        text, kind = piece
        if kind is Kind.BINARY and (place + 1 == len(pieces) or pieces[place + 1].kind in _AFTER_SIGN):
            piece = _Piece(text)
        elif kind is Kind.BINARY and before.kind in _BEFORE_SIGN:
            piece = _Piece(text, Kind.OPENING)  # a sign, not an operation
        if kind is Kind.BLANK and tight:
            continue
        parts.append(" " + text if _are_parted(before, piece, tight) else text)
        before = piece
    made = re.sub(" {2,}", " ", "".join(parts))
    return re.sub(" (?=[;,] )", "", made)


_BEFORE_SIGN = {Kind.BINARY, Kind.RELATION, Kind.OPENING, Kind.COMMA, Kind.BREAK}
_AFTER_SIGN = {Kind.CLOSING, Kind.COMMA, Kind.RELATION}


def _are_parted(before: _Piece, piece: _Piece, tight: bool) -> bool:
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


def _is_word(piece: _Piece) -> bool:
    return piece.kind is Kind.WORD and len(piece.text) > 1


_ONE = re.compile(
    r"[√∛∜]?(?:[0-9]+(?:[.,][0-9]+)*|[d∂Δ∇]?\w)[′*\u0300-\u036f\u20d0-\u20ff⁰-ₜᵀ-ᵿⁱ²³¹]*(?:_\w+|_\{[^{}]*\})?(?:\^\w|\^\{[^{}]*\})?"
)
_PAIRS = {"(": ")", "[": "]", "|": "|", "‖": "‖"}


def _is_one(text: str) -> bool:
    """Whether text needs no brackets beside the line of a fraction or below a root."""
    if _ONE.fullmatch(text):
        return True
    closing = _PAIRS.get(text[:1])
    return (
        closing is not None and text.find(closing, 1) == len(text) - 1 and text.find(text[0], 1) in {-1, len(text) - 1}
    )


def _bracketed(pieces: Sequence[_Piece], *, tight: bool = False) -> str:
    text = _joined(pieces, tight=tight)
    word = len(pieces) == 1 and pieces[0].kind in {Kind.WORD, Kind.LARGE} and " " not in text
    return text if word or not text or _is_one(text) else f"({text})"


def _fraction(above: Sequence[_Piece], below: Sequence[_Piece]) -> _Piece:
    text = _joined(above)
    flat = _is_one(text) or not re.search(r"[\s/]", text)
    return _Piece(f"{text if flat else f'({text})'}/{_bracketed(below)}", Kind.FRACTION)


def _stacked(above: Sequence[_Piece], below: Sequence[_Piece], name: str) -> _Piece:
    return _Piece(f"({_joined(above)}{' choose ' if name == 'choose' else '; '}{_joined(below)})")


# -- commands with arguments --------------------------------------------------------------------


def _frac(reader: _Reader) -> list[_Piece]:
    above = reader.argument()
    return [_fraction(above, reader.argument())]


def _binomial(reader: _Reader) -> list[_Piece]:
    above = reader.argument()
    return [_stacked(above, reader.argument(), "choose")]


def _root(reader: _Reader) -> list[_Piece]:
    index = reader.script("", optional=True)
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(index) or f"{_script(index, '^')}√"
    return [_Piece(sign + _bracketed(reader.argument()))]


def _text(reader: _Reader) -> list[_Piece]:
    return [_Piece(reader.raw(), Kind.WORD)]


def _operator(reader: _Reader) -> list[_Piece]:
    return [_Piece(_joined(reader.argument()), Kind.LARGE)]


def _alphabet(letters: Callable[[str], str]) -> _Maker:
    def styled(reader: _Reader) -> list[_Piece]:
        found = reader.argument()
        return [
            _Piece(letters(text), Kind.WORD if kind is Kind.GROUP and text.isalnum() else kind) for text, kind in found
        ]

    return styled


def _accent(mark: str, every: bool) -> _Maker:
    def marked(reader: _Reader) -> list[_Piece]:
        text = reader.script("")
        if every:
            return [_Piece("".join(char + mark for char in text))]
        return [_Piece(text[:1] + mark + text[1:])] if text else []

    return marked


def _without(dropped: int, kept: bool = False) -> _Maker:
    """A command whose first arguments say nothing in a text."""

    def rest(reader: _Reader) -> list[_Piece]:
        for _number in range(dropped):
            reader.raw()
        return reader.argument() if kept else []

    return rest


def _set(sign: str) -> _Maker:
    """Something above (``^``) or below (``_``) a relation or another sign."""

    def both(reader: _Reader) -> list[_Piece]:
        small = reader.script(sign)
        base = reader.argument() or [_Piece("")]
        return [*base[:-1], _Piece(base[-1].text + small, base[-1].kind)]

    return both


def _arrow(sign: str) -> _Maker:
    def arrow(reader: _Reader) -> list[_Piece]:
        below = reader.script("_", optional=True)
        return [_Piece(sign + below + reader.script("^"), Kind.RELATION)]

    return arrow


def _delimiter(kind: Kind | None) -> _Maker:
    def delimiter(reader: _Reader) -> list[_Piece]:
        token = reader.peek()
        if token in {"", ".", "{", "}"}:
            reader.place += token == "."
            return []
        reader.place += 1
        return [_Piece(text, kind or was) for text, was in reader.piece(token)]

    return delimiter


def _negated(reader: _Reader) -> list[_Piece]:
    return [_Piece(text + "\u0338", kind) for text, kind in reader.argument()[:1]]


def _modulo(reader: _Reader) -> list[_Piece]:
    return [_BLANK, _Piece(f"(mod {_joined(reader.argument())})")]


def _lines(reader: _Reader) -> list[_Piece]:
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
    return [_Piece(opening + _joined(pieces).strip(" ;") + closing)]


def _substack(reader: _Reader) -> list[_Piece]:
    return [_Piece(reader.script("").replace("; ", ", "))]


_COMMANDS: Mapping[str, _Maker] = {
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
    "tag": lambda reader: [_BLANK, _Piece(f"({reader.raw()})")],
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
