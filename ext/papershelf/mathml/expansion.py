"""Macros: those of a table, of the settings, and of the formula itself, written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from string import printable
from typing import NamedTuple, TypeAlias

from papershelf.mathml.errors import FormulaError
from papershelf.mathml.escapes import unescaped
from papershelf.mathml.tokens import MAX_DEPTH, Node, Reader, Tree, is_command, parse, write

MAX_EXPANSIONS = 1000
"""Most macros that a formula may use, as KaTeX's ``maxExpand``."""
MAX_TOKENS = 60_000
"""Most tokens that a formula may have, macros written out."""


class Macro(NamedTuple):
    """What stands for a command."""

    arguments: int
    """Number of its arguments."""
    body: Tree
    default: Tree | None = None
    """What the first argument is where it is left out; without one it has to be there."""
    delimiters: tuple[Tree, ...] = ()
    r"""What stands before the first argument and after each, in a ``\def`` that says so."""


Definition: TypeAlias = tuple[str, str, int, str | None]
"""A macro of the settings: name, what stands for it, number of arguments, default of the first."""
Handler: TypeAlias = "Callable[[Expander, Reader], Tree]"
"""Reads the arguments of a command; gives what is written for it."""

_DEFINE = {"\\def", "\\gdef", "\\edef", "\\xdef"}
_NEW = {"\\newcommand", "\\renewcommand", "\\providecommand", "\\DeclareRobustCommand"}
_OPERATOR = "\\DeclareMathOperator"
_PREFIXES = {"\\global", "\\long", "\\protected", "\\outer", "\\expandafter", "\\noexpand", "\\relax", "\\protect"}
_LET = {"\\let", "\\futurelet"}
_SIGNS = frozenset(printable) - frozenset("\\{}#%$'\t\n\r\x0b\x0c")
"""Signs that stand for themselves in every converter."""
_DEFINERS = _DEFINE | _NEW | _PREFIXES | _LET | {_OPERATOR}


@lru_cache(maxsize=64)
def settings_macros(definitions: tuple[Definition, ...]) -> Mapping[str, Macro]:
    """The macros of the settings."""
    return {
        f"\\{name}": Macro(count, parse(body), None if default is None else parse(default))
        for name, body, count, default in definitions
    }


class Expander:
    """Writes one formula anew.

    :param macros: what stands for commands.
    :param handlers: commands that take more than a macro; what they give is not looked at again.
    """

    def __init__(
        self,
        macros: Mapping[str, Macro],
        handlers: Mapping[str, Handler],
        block: bool,
    ) -> None:
        self.macros = macros
        self.handlers = handlers
        self.block = block
        self._everywhere: dict[str, Macro] = {}
        self._expansions = MAX_EXPANSIONS
        self._tokens = MAX_TOKENS
        self._depth = 0

    @property
    def is_outermost(self) -> bool:
        """Whether what is read stands in no group."""
        return self._depth == 1

    def expand(self, tree: Iterable[Node]) -> Tree:
        """The tokens with macros written out.

        :raises FormulaError: if they do not end, or an argument is missing.
        """
        self._depth += 1
        if self._depth > MAX_DEPTH * 4:
            raise FormulaError("macros, groups and environments are nested too deep")
        before = self.macros
        out: Tree = []
        reader = Reader(tree)
        while reader:
            self._tokens -= 1
            node = reader.next()
            if isinstance(node, list):
                out.append(self.group(node))
            elif node in _SIGNS and node not in self.macros and node not in self._everywhere:
                out.append(node)
            elif node in _DEFINERS:
                self._define(node, reader)
            elif (macro := self.macros.get(node) or self._everywhere.get(node)) is not None:
                self.use(node, macro, reader)
            elif (handler := self.handlers.get(node)) is not None:
                out += handler(self, reader)
            else:
                out += self.plain(node)
            if self._tokens < 0:
                raise FormulaError(f"with its macros written out it has more than {MAX_TOKENS} signs")
        self.macros = before
        self._depth -= 1
        return out

    def plain(self, token: str) -> Tree:
        """A token that is no macro."""
        return [token]

    def marked(self, tree: Tree, **attributes: str) -> Tree:
        """Tokens that get these attributes, where there are any."""
        return [tree]

    def group(self, tree: Tree) -> Tree:
        """What stands in braces; lines end in tables only."""
        return ["\\ " if node == "\\\\" else node for node in self.expand(unescaped(tree))]

    def use(self, name: str, macro: Macro, reader: Reader) -> None:
        """Read the arguments of a macro, and put what stands for it in its place.

        :raises FormulaError: if an argument is missing, or there have been too many.
        """
        self._expansions -= 1
        if self._expansions < 0:
            raise FormulaError(f"more than {MAX_EXPANSIONS} macros are used, the last is {name!r}")
        if not macro.arguments and not macro.delimiters:
            self._tokens -= len(macro.body)
            reader.put_back(macro.body)
            return
        arguments: list[Tree] = []
        if macro.delimiters:
            _until(reader, macro.delimiters[0], name)
        for number in range(macro.arguments):
            end = macro.delimiters[number + 1] if macro.delimiters else []
            if number == 0 and macro.default is not None:
                found = reader.optional(blanks=True)
                arguments.append(macro.default if found is None else found)
            elif end:
                arguments.append(_until(reader, end, name))
            else:
                arguments.append(reader.argument())
        filled = _fill(macro.body, arguments)
        self._tokens -= len(filled)
        if self._tokens < 0:
            raise FormulaError(f"with its macros written out it has more than {MAX_TOKENS} signs")
        reader.put_back(filled)

    def _define(self, command: str, reader: Reader) -> None:
        """Take over a definition; it holds to the end of its group."""
        if command in _PREFIXES:
            return
        if command not in _LET and reader.peek() == "*":
            reader.next()
        name = write(reader.argument()).strip()
        if not name:
            raise FormulaError(f"{command!r} names nothing")
        if command in _LET:
            if reader.peek() == "=":
                reader.next()
            between = reader.argument() if command == "\\futurelet" else []
            meaning = reader.argument()
            if between:
                reader.put_back([*between, *meaning])
            known = self.macros.get(write(meaning))
            macro = known or Macro(0, meaning)
        elif command in _NEW:
            count = write(reader.optional(blanks=True) or ["0"]).strip()
            if not (count.isdigit() and len(count) == 1):
                raise FormulaError(f"{name!r} has no number of arguments: {count!r}")
            default = reader.optional(blanks=True)
            macro = Macro(int(count), reader.argument(), default)
            if command == "\\providecommand" and name in self.macros:
                return
        elif command == _OPERATOR:
            macro = Macro(0, ["\\operatorname", "*", reader.argument()])
        else:
            macro = _defined(name, reader)
        if command in {"\\edef", "\\xdef"}:
            macro = macro._replace(body=self.expand(macro.body))
        self.macros = {**self.macros, name: macro}
        if command in {"\\gdef", "\\xdef"}:
            self._everywhere[name] = macro


def _defined(name: str, reader: Reader) -> Macro:
    """The macro of a ``\\def``."""
    parts: list[Tree] = [[]]
    while reader and not isinstance(reader.waiting[-1], list):
        node = reader.next()
        if node == "#" and reader:
            reader.next()
            parts.append([])
        else:
            parts[-1].append(node)
    if not reader:
        raise FormulaError(f"{name!r} is defined as nothing")
    parts = [part if part != [" "] else [] for part in parts]
    if is_command(name) and parts[0][:1] == [" "]:
        del parts[0][0]
    return Macro(len(parts) - 1, reader.argument(), None, tuple(parts) if any(parts) else ())


def _until(reader: Reader, end: Tree, name: str) -> Tree:
    """The tokens before these, which are read."""
    found: Tree = []
    while found[len(found) - len(end) :] != end or len(found) < len(end):
        if not reader:
            raise FormulaError(f"{name!r} is not used as it is defined")
        found.append(reader.next())
    inner = found[: len(found) - len(end)]
    return inner[0] if len(inner) == 1 and isinstance(inner[0], list) else inner


def _fill(body: Tree, arguments: list[Tree]) -> Tree:
    """The body of a macro with arguments in their places."""
    out: Tree = []
    nodes = iter(body)
    for node in nodes:
        if isinstance(node, list):
            out.append(_fill(node, arguments))
        elif node == "#":
            number = next(nodes, "")
            if isinstance(number, str) and number.isdigit() and 0 < int(number) <= len(arguments):
                out += arguments[int(number) - 1]
            elif number:
                out.append(number)
        else:
            out.append(node)
    return out
