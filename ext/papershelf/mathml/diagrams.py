"""Commutative diagrams: the ``CD`` environment of amscd as a table."""

from __future__ import annotations

from papershelf.mathml.errors import FormulaError
from papershelf.mathml.tokens import Node, Reader, Tree, cells

_SIDEWAYS = {">": "\\xrightarrow", "<": "\\xleftarrow"}
_UPWARDS = {"A": "\\uparrow", "V": "\\downarrow"}
_LINES: dict[Node, Tree] = {"=": ["="], "|": ["\\Vert"], ".": []}


def commutative(body: Tree) -> Tree:
    """A matrix whose cells are the corners and the arrows between them.

    :raises FormulaError: if an arrow is not complete.
    """
    lines: list[Tree] = []
    for line in cells(body):
        row: Tree = []
        down = False
        reader = Reader(line[0])
        while reader:
            node = reader.next()
            if node != "@":
                row.append(node)
                continue
            arrow, upright = _arrow(reader)
            row += [*arrow, "&", "&"] if upright else ["&", *arrow, "&"]
            down = down or upright
        while down and row[-1:] in (["&"], [" "]):
            row.pop()
        lines += [["\\\\"], row] if lines else [row]
    return ["\\begin", list("matrix"), *[node for line in lines for node in line], "\\end", list("matrix")]


def _arrow(reader: Reader) -> tuple[Tree, bool]:
    """An arrow with its two labels; whether it goes up or down."""
    kind = reader.next() if reader else ""
    if not isinstance(kind, str) or kind not in {*_SIDEWAYS, *_UPWARDS, *_LINES, "(", ")"}:
        raise FormulaError(f"the arrow is not known: '@{kind}'")
    if kind in _LINES:
        return _LINES[kind], kind == "|"
    labels: list[Tree] = []
    for _number in range(2):
        label: Tree = []
        while reader and reader.waiting[-1] != kind:
            label.append(reader.next())
        if not reader:
            raise FormulaError(f"the arrow '@{kind}' is not complete")
        reader.next()
        labels.append(label)
    if kind in _SIDEWAYS:
        return [_SIDEWAYS[kind], "[", labels[1], "]", labels[0]], False
    if kind in _UPWARDS:
        return [["\\scriptstyle", *labels[0]], "\\Big", _UPWARDS[kind], ["\\scriptstyle", *labels[1]]], True
    return ["\\xrightarrow" if kind == ")" else "\\xleftarrow", labels[0]], False
