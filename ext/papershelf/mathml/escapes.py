"""Formulas as they are meant, without the escapes by which they got through Markdown."""

from __future__ import annotations

from papershelf.mathml.tokens import Node, Tree

_ESCAPES = ("\\_", "\\\\", "\\(", "\\[")


def unescaped(tree: Tree) -> Tree:
    r"""A formula without what was written to get it through Markdown: ``\\{a\\}``, ``x\_{i}``, ``\(x\)`` in dollars."""
    if not any(escape in tree for escape in _ESCAPES):
        return tree
    ends = [number for number, node in enumerate(tree) if node != " "]
    if len(ends) > 1 and (tree[ends[0]], tree[ends[-1]]) in (("\\(", "\\)"), ("\\[", "\\]")):
        tree = tree[ends[0] + 1 : ends[-1]]
    pairs = list(zip(tree, [*tree[1:], " "], strict=False))
    braces = ("\\\\", "\\{") in pairs and ("\\\\", "\\}") in pairs
    out: Tree = []
    for node, following in pairs:
        if node == "\\_" and isinstance(following, list):
            out.append("_")
        elif node == "\\\\" and ((braces and following in ("\\{", "\\}")) or _is_escaped(following)):
            continue
        elif isinstance(node, list) and _is_escaped(node) and out[-1:] != ["^"]:
            out += ["\\{", *unescaped(node[:-1]), "\\}"]
        else:
            out.append(node)
    return out


def _is_escaped(node: Node) -> bool:
    return isinstance(node, list) and node[-1:] == ["\\\\"]
