"""Environments: tables, matrices, diagrams and lines of a formula, by those that converters have."""

from __future__ import annotations

import re

from papershelf.mathml.errors import FormulaError
from papershelf.mathml.expansion import Expander
from papershelf.mathml.tokens import Node, Reader, Tree, cells, write

_TABLES = {
    "align": "aligned", "align*": "aligned", "split": "aligned", "eqnarray": "aligned", "eqnarray*": "aligned",
    "flalign": "aligned", "flalign*": "aligned", "alignat": "aligned", "alignat*": "aligned",
    "alignedat": "aligned", "gather": "gathered", "gather*": "gathered", "multline": "gathered",
    "multline*": "gathered", "multlined": "gathered", "smallmatrix": "matrix", "darray": "array", "tabular": "array",
}  # fmt: skip
"""Environments, and the one that is written for each; numbers are given by Sphinx."""
_PLAIN = {"equation", "equation*", "displaymath", "math", "dmath", "dmath*"}
_FENCES = {"p": "()", "b": "[]", "B": "{}", "v": "||", "V": "‖‖", "": ".."}
_SIDEWAYS = {">": "\\xrightarrow", "<": "\\xleftarrow"}
_UPWARDS = {"A": "\\uparrow", "V": "\\downarrow"}
_LINES: dict[Node, Tree] = {"=": ["="], "|": ["\\Vert"], ".": []}


def environment(work: Expander, reader: Reader) -> Tree:
    """What follows a ``\\begin``, by an environment that converters have."""
    name, body = reader.environment()
    if name == "CD":
        return [work.expand(commutative(body))]
    if name in _PLAIN:
        reader.put_back(body)
        return []
    inner = Reader(body)
    if name in {"alignat", "alignat*", "alignedat"}:
        inner.argument()
    else:
        inner.optional()
    matrix = re.fullmatch(r"([pbBvV]?)matrix\*", name)
    written = _TABLES.get(name, name)
    columns: Tree | None = None
    if written in {"array", "subarray"}:
        columns = [char for char in write(inner.argument()) if char in "lcr|:"]
    content = work.expand(inner.waiting[::-1])
    if matrix:
        return _fenced(matrix[1], body, content)
    if columns is None:
        if written == "gathered" and max(map(len, cells(content))) > 1:
            written = "aligned"
        return ["\\begin", list(written), *content, "\\end", list(written)]
    missing = max(map(len, cells(content))) - sum(char in "lcr" for char in columns if isinstance(char, str))
    columns += ["c"] * missing
    return ["\\begin", list(written), columns, *content, "\\end", list(written)]


def _fenced(kind: str, body: Tree, content: Tree) -> Tree:
    side = next((node for node in body[:3] if node in ("l", "c", "r")), "c")
    count = max(len(line) for line in cells(content))
    left, right = (f"\\{side}" if side in "{}" else side for side in _FENCES[kind])
    array: Tree = ["\\begin", list("array"), [str(side)] * count, *content, "\\end", list("array")]
    return ["\\left", left.replace("‖", "\\Vert"), *array, "\\right", right.replace("‖", "\\Vert")]


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
