"""The blocks that a text is made of: a list is a list and a table a table, whichever way it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papershelf.sources.lines.markup.runs import Line

if TYPE_CHECKING:
    pass


@dataclass(eq=False)
class Node:
    """A block.

    :param kind: ``list``, ``item``, ``table``, ``row``, ``cell``, ``para``, ``heading``, ``quote``, ``details``,
        ``summary``, ``code``, ``rule``, ``box`` (a division without a meaning) or ``note`` (a comment of papershelf).
    :param line: first line of the source, from 0; ``end`` is one past the last.
    :param level: of a heading, 1 to 6.
    :param ordered: whether a list has numbers.
    """

    kind: str
    line: int
    end: int
    level: int = 0
    ordered: bool = False
    html: bool = False
    lines: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Words of the lines."""
        return " ".join(line.text for line in self.lines)

    def walk(self) -> Iterator[Node]:
        """The node and all in it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def all_lines(self) -> Iterator[Line]:
        """The lines of the node and of all in it, in order."""
        return (line for node in self.walk() for line in node.lines)
