"""Environments: tables, matrices and lines of a formula, by those that converters have."""

from __future__ import annotations

import re

from papershelf.mathml.diagrams import commutative
from papershelf.mathml.expansion import Expander
from papershelf.mathml.tokens import Reader, Tree, cells, write

_TABLES = {
    "align": "aligned", "align*": "aligned", "split": "aligned", "eqnarray": "aligned", "eqnarray*": "aligned",
    "flalign": "aligned", "flalign*": "aligned", "alignat": "aligned", "alignat*": "aligned",
    "alignedat": "aligned", "gather": "gathered", "gather*": "gathered", "multline": "gathered",
    "multline*": "gathered", "multlined": "gathered", "smallmatrix": "matrix", "darray": "array", "tabular": "array",
}  # fmt: skip
"""Environments, and the one that is written for each; numbers are given by Sphinx."""
_PLAIN = {"equation", "equation*", "displaymath", "math", "dmath", "dmath*"}
_FENCES = {"p": "()", "b": "[]", "B": "{}", "v": "||", "V": "‖‖", "": ".."}


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
