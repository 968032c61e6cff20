"""The source of a formula as tokens: characters, commands, and lists for what stands in braces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias
from unicodedata import normalize

from papershelf.mathml.errors import FormulaError
from papershelf.model.text.patterns import pattern

MAX_LENGTH = 20_000
"""Longest formula, in characters."""
MAX_DEPTH = 60
"""Deepest nesting of braces, fences and environments: converters recurse."""
MAX_RUN = 150
"""Most commands one after the other, each of which may be the argument of the one before."""

Node: TypeAlias = "str | list[Node]"
"""A token, or a group in braces."""
Tree: TypeAlias = "list[Node]"

CJK = "\u1100-\u11ff\u2e80-\u2eff\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
"""Hangul, Kanji and Kana, for a set of a regular expression: a run of them is one token."""
_ASCII_TOKEN = re.compile(r"\\verb\*?([^A-Za-z*\s]).*?\1|\\[A-Za-z@]+|\\.|\s+|[^\\]", re.DOTALL)
_TOKEN = pattern(
    rf"\\verb\*?([^A-Za-z*\s]).*?\1|\\[A-Za-z@]+|\\.|\s+|[{CJK}]+(?: +[{CJK}]+)*|[^\\{{}}][\u0300-\u036f\u20d7]?|[^\\]",
    re.DOTALL,
)
_RUN = re.compile(r"(?:\\[A-Za-z@]+\s*(?:\{[^{}]{0,20}\}\s*)?)+")
_SWITCH = re.compile(
    r"\\(?:(?:display|text|script|scriptscript)style|rm|bf|it|sf|tt|cal|frak|Bbb|mit|left|begin)(?![A-Za-z@])"
)
_COMMENT = re.compile(r"(?<![\\\d}])%[^\n]*\n\s*")
_STARRED = {"\\operatorname", "\\operatornamewithlimits", "\\hspace", "\\tag"}
"""Commands to which a star belongs."""
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\u00ad]")


def parse(source: str) -> Tree:
    """The tokens of a formula.

    A ``%`` begins a comment only where another line follows, and not right after a digit or a group.

    :raises FormulaError: if it is too long, its braces do not pair, or anything is nested too deep.
    """
    if len(source) > MAX_LENGTH:
        raise FormulaError(f"a formula has at most {MAX_LENGTH} characters, this one has {len(source)}")
    source = normalize("NFC", _INVISIBLE.sub("", source))
    if "%" in source and "\n" in source:
        source = _COMMENT.sub("", source)
    _check_runs(source)
    open_groups: list[Tree] = [[]]
    place = 0
    for match in (_ASCII_TOKEN if source.isascii() else _TOKEN).finditer(source):
        token, place = match[0], match.end()
        if token == "{":
            open_groups.append([])
            if len(open_groups) > MAX_DEPTH + 1:
                raise FormulaError(f"braces are nested deeper than {MAX_DEPTH}")
        elif token == "}":
            if len(open_groups) == 1:
                raise FormulaError("a '}' has no '{'")
            group = open_groups.pop()
            open_groups[-1].append(group)
        else:
            open_groups[-1].append(" " if token.isspace() else "\\ " if token == "\\\n" else token)
    if place != len(source):
        raise FormulaError(f"it ends in the middle of a command: {source[place:]!r}")
    if len(open_groups) > 1:
        raise FormulaError("a '{' is not closed")
    return open_groups[0]


def _check_runs(source: str) -> None:
    """Refuse what nests without braces."""
    if len(source) <= MAX_RUN * 3:
        return
    longest = max((match[0].count("\\") for match in _RUN.finditer(source)), default=0)
    if longest > MAX_RUN:
        raise FormulaError(f"more than {MAX_RUN} commands follow each other")
    depth = deepest = 0
    for match in re.finditer(r"\\(left|right|begin|end)(?![A-Za-z@])", source):
        depth += 1 if match[1] in {"left", "begin"} else -1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise FormulaError(f"fences and environments are nested deeper than {MAX_DEPTH}")
    if len(_SWITCH.findall(source)) > MAX_RUN * 4:
        raise FormulaError(f"more than {MAX_RUN * 4} commands change what follows them")


def is_command(node: Node) -> bool:
    """Whether a token is a command that a letter would lengthen, as ``\\alpha``."""
    return isinstance(node, str) and len(node) > 1 and node[0] == "\\" and node[1].isalpha() and node[1].isascii()


def write(tree: Iterable[Node]) -> str:
    """The source of tokens."""
    out: list[str] = []
    _write(tree, out)
    return "".join(out)


def _write(tree: Iterable[Node], out: list[str]) -> None:
    last = ""
    for node in tree:
        if isinstance(node, str):
            if last[:1] == "\\" and is_command(last) and (node[0].isalpha() or (node == "*" and last not in _STARRED)):
                out.append(" ")
            out.append(node)
            last = node
        else:
            out.append("{")
            _write(node, out)
            out.append("}")
            last = "}"


class Reader:
    """Tokens that are still to be read, the next one last."""

    def __init__(self, tree: Iterable[Node]) -> None:
        self.waiting: Tree = list(tree)
        self.waiting.reverse()

    def __bool__(self) -> bool:
        return bool(self.waiting)

    def next(self) -> Node:
        """The next token."""
        return self.waiting.pop()

    def put_back(self, tree: Tree) -> None:
        """Read these first."""
        self.waiting.extend(reversed(tree))

    def peek(self, blanks: bool = True) -> Node | None:
        """The next token.

        :param blanks: whether blanks before it are dropped.
        """
        while blanks and self.waiting and self.waiting[-1] == " ":
            self.waiting.pop()
        return self.waiting[-1] if self.waiting else None

    def argument(self) -> Tree:
        """The tokens of the next argument.

        :raises FormulaError: if there is none.
        """
        if self.peek() is None or self.waiting[-1] in ("&", "\\\\"):
            raise FormulaError("an argument is missing")
        node = self.waiting.pop()
        return [node] if isinstance(node, str) else node

    def optional(self, blanks: bool = False) -> Tree | None:
        """What stands in square brackets.

        :param blanks: whether blanks may stand before them.
        """
        if self.peek(blanks) != "[":
            return None
        for length in range(1, len(self.waiting)):
            if self.waiting[-1 - length] == "]":
                found = self.waiting[-length:-1]
                del self.waiting[-1 - length :]
                return found[::-1]
        return None

    def star(self) -> bool:
        """Whether a star follows, which is read."""
        if self.peek(blanks=False) != "*":
            return False
        self.waiting.pop()
        return True

    def cell(self) -> Tree:
        """What is left of the group, of the cell, or of the line."""
        found: Tree = []
        depth = 0
        while self.waiting:
            node = self.waiting[-1]
            if not depth and isinstance(node, str) and node in {"&", "\\\\", "\\cr", "\\end", "\\right", "\\middle"}:
                break
            depth += (
                {"\\begin": 1, "\\left": 1, "\\end": -1, "\\right": -1}.get(node, 0) if isinstance(node, str) else 0
            )
            found.append(self.waiting.pop())
        return found

    def environment(self) -> tuple[str, Tree]:
        """Name and content of the environment whose ``\\begin`` was read.

        :raises FormulaError: if it has no end.
        """
        names = [write(self.argument()).strip()]
        found: Tree = []
        while self.waiting:
            node = self.waiting.pop()
            if node == "\\begin":
                names.append(write(self.argument()).strip())
                found += [node, list(names[-1])]
            elif node == "\\end":
                ended = write(self.argument()).strip()
                if ended != names[-1]:
                    break
                names.pop()
                if not names:
                    return ended, found
                found += [node, list(ended)]
            else:
                found.append(node)
        raise FormulaError(f"it lacks the end of {names[-1]!r}")


def cells(tree: Tree) -> list[list[Tree]]:
    """The lines of a table, each the cells that ``&`` parts."""
    lines: list[list[Tree]] = [[[]]]
    depth = 0
    for node in tree:
        depth += {"\\begin": 1, "\\end": -1}.get(node, 0) if isinstance(node, str) else 0
        if depth == 0 and node in ("\\\\", "\\cr"):
            lines.append([[]])
        elif depth == 0 and node == "&":
            lines[-1].append([])
        else:
            lines[-1][-1].append(node)
    return lines
