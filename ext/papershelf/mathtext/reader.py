"""Formulas read from their source, once and from first to last."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from papershelf.mathtext import signs
from papershelf.mathtext.commands import COMMANDS
from papershelf.mathtext.pieces import BLANK, Piece, fraction, is_one, joined, small, stacked
from papershelf.mathtext.signs import Kind

MAX_DEPTH = 40
"""Deepest nesting that is understood; what is nested deeper is written without it."""


class Reader:
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

    def group(self, end: str) -> list[Piece]:
        """Pieces up to a token that ends them, which is left, as is a brace."""
        pieces: list[Piece] = []
        style: Callable[[str], str] | None = None
        self.depth += 1
        while (token := self.peek()) and token not in {end, "}"}:
            self.place += 1
            if token[1:] in signs.ALPHABETS_AHEAD:
                style = signs.ALPHABETS_AHEAD[token[1:]]
            elif token in {"^", "_", "'"}:
                pieces.append(self.scripts(pieces.pop() if pieces else Piece(""), token))
            elif token in {r"\over", r"\atop", r"\choose"} and self.depth <= MAX_DEPTH:
                rest = self.group(end)
                pieces = [fraction(pieces, rest) if token == r"\over" else stacked(pieces, rest, token[1:])]
            else:
                found = self.piece(token)
                pieces += [Piece(style(text), kind) for text, kind in found] if style else found
        self.depth -= 1
        return pieces

    def argument(self) -> list[Piece]:
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
        return text if sign == "" else small(text, sign)

    def joined(self, pieces: Sequence[Piece]) -> str:
        """Pieces as text."""
        return joined(pieces, tight=self.small > 0)

    def optional(self) -> list[Piece]:
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

    def piece(self, token: str) -> list[Piece]:
        """What one token, with what belongs to it, stands for."""
        if token == "{":
            return self.braces()
        if token == "&":
            return [Piece(self.cell, Kind.BREAK)]
        if token in signs.TOKENS:
            return [Piece(*signs.TOKENS[token])]
        if not token.startswith("\\"):
            return [Piece(token)]
        if token[1:2].isalpha():
            return self.command(token[1:])
        return [Piece(token[1:])] if token[1:].strip() else [BLANK]

    def braces(self) -> list[Piece]:
        """A group, which stands as one piece; too deep, only its opening brace is passed."""
        if self.depth > MAX_DEPTH:
            return []
        pieces = self.group("}")
        self.place += self.peek() == "}"
        return pieces if len(pieces) < 2 else [Piece(self.joined(pieces), Kind.GROUP)]

    def command(self, name: str) -> list[Piece]:
        """What a command stands for, with its arguments."""
        make = COMMANDS.get(name)
        if make is None and name.endswith("*"):
            make = COMMANDS.get(name[:-1])
        if make is None:
            text, kind = signs.COMMANDS.get(name, (name, Kind.WORD))
            return [Piece(text, kind)] if text else []
        if self.depth > MAX_DEPTH:
            return []
        self.depth += 1
        found = make(self)
        self.depth -= 1
        return found

    def scripts(self, base: Piece, token: str) -> Piece:
        """A piece with what stands above and below it."""
        found = {"_": "", "^": "", "'": ""}
        while token in found:
            found[token] += "′" if token == "'" else self.script("")
            token = self.peek()
            self.place += token in found
        text = base.text
        if base.kind is Kind.FRACTION or (base.kind is Kind.GROUP and not is_one(text)):
            text = f"({text})"
        below, above = small(found["_"], "_"), small(found["^"], "^")
        if re.match(r"_[^{]", below) and above:
            below = f"_{{{below[1:]}}}"
        kind = Kind.PLAIN if base.kind in {Kind.FRACTION, Kind.GROUP, Kind.BLANK, Kind.BREAK} else base.kind
        return Piece(text + below + found["'"] + above, kind)
