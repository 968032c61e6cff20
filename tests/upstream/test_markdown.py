"""Tokens, and the tree made of them, are those of markdown-it and MyST."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from papershelf import upstream
from papershelf.upstream import markdown
from support import Site

MARKDOWN = "# *A* `b`\n\n- ![c **d**](e) f\n  > g\n  > 1. h [i](j)\n\n| k | *l* |\n|--|--|\n| m | n |\n\n---\n"


def _described(tree: SyntaxTreeNode) -> list[Any]:
    own = (tree.token or tree.nester_tokens, tree.parent and (tree.parent.token or tree.parent.nester_tokens))
    return [own, *(_described(child) for child in tree.children)]


def test_a_tree_of_tokens_is_that_of_markdown_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = MarkdownIt().enable("table").parse(MARKDOWN)
    streams = [tokens, [], tokens[1:], tokens[:-4], tokens[:2], [tokens[2], *tokens[::-1]], [*tokens[:4], tokens[2]]]

    def made(function: Callable[..., None]) -> list[Any]:
        monkeypatch.setattr(SyntaxTreeNode, "_set_children_from_tokens", function)
        found: list[Any] = []
        for stream in streams:
            try:
                found.append(_described(SyntaxTreeNode(stream)))
            except ValueError as error:
                found.append(str(error))
        return found

    assert made(markdown._set_children) == made(markdown._their_children)
    assert markdown._add_children(SyntaxTreeNode(), tokens)


TOKENS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a", "b", 1), {}),
    (("a", "b", -1, {"c": "d"}, [1, 2], 3, [], "e", "f", "g", {"h": 1}, True, True), {}),
    (("a", "b", 0), {"attrs": [["c", "d"]], "meta": None, "content": "e", "level": 2, "hidden": True}),
    (("a", "b", 0), {"attrs": None, "map": [1, 2], "children": None, "markup": "e", "info": "f", "block": True}),
]


@pytest.mark.parametrize(("given", "named"), TOKENS)
def test_tokens_are_those_of_markdown_it(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs, other = (Token.__new__(Token) for _time in range(3))
    markdown._their_token(theirs, *given, **named)
    markdown._token(ours, *given, **named)
    markdown._token(other, *given, **named)
    assert repr(ours) == repr(theirs)
    assert "attrs" in named or len(given) > 3 or (ours.attrs is not other.attrs and ours.meta is not other.meta)


def test_kinds_of_tokens_are_those_of_markdown_it() -> None:
    def kinds(tree: SyntaxTreeNode) -> None:
        assert markdown._type(tree) == markdown._their_type.fget(tree)
        for child in tree.children:
            kinds(child)

    kinds(SyntaxTreeNode(MarkdownIt().parse(MARKDOWN)))


@pytest.mark.parametrize("fails", [True, False])
@pytest.mark.parametrize("append", [True, False])
def test_where_a_renderer_stands_is_where_that_of_myst_does(fails: bool, append: bool) -> None:
    def went(context: Callable[..., Any]) -> list[Any]:
        above, node = nodes.paragraph(), nodes.emphasis()
        renderer: Any = SimpleNamespace(current_node=above)
        found = []
        with contextlib.suppress(KeyError), context(renderer, node, append):
            found.append(renderer.current_node is node)
            if fails:
                raise KeyError
        return [*found, renderer.current_node is above, len(above)]

    assert went(markdown._context) == went(markdown._their_context)


def test_places_are_those_of_myst() -> None:
    def placed(function: Callable[..., None]) -> list[Any]:
        document = new_document("a.md")
        document.current_line = 3
        found = []
        for token in (SimpleNamespace(map=(7, 9)), SimpleNamespace(map=None), SimpleNamespace()):
            node = nodes.paragraph()
            function(SimpleNamespace(document=document), node, token)
            found.append((node.source, node.line, document.current_line))
        return found

    assert placed(markdown._add_place) == placed(markdown._their_place)


NOTES = """---
a: b
---
# *A* `b` ![c](d.png) $e$

{paper:ref}`none` [f](#g) [h](i.md) <b>j</b> **k(l)**은 {{m}} {unknown}`n`

## *A* `b` ![c](d.png) $e$

- o
  1. p
     > q

| r | s |
|--:|---|
| t | {sub}`u` |

```{note}
:class: v w

x
### y
```

```python
z = "..."
```

$$
1
$$ (label)

~~2~~ [^3]

[^3]: 4

(target)=
### 5 -- "6"

```{unknown}
```
"""


@pytest.mark.usefixtures("as_theirs")
def test_pages_of_markdown_are_those_of_myst(make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site({"index.md": NOTES})

    def read() -> tuple[str, str, str]:
        said = site.build(fresh=True)
        tree = pickle.loads((site.out / "doctrees" / "index.doctree").read_bytes())
        places = [(node.source, node.line) for node in tree.findall(nodes.Element)]
        return said, site.page("index"), f"{tree.pformat()}{places}"

    with monkeypatch.context() as patch:
        for versions in ("DOCUTILS", "SPHINX", "MARKDOWN_IT", "PLUGINS", "MYST", "DESIGN"):
            patch.setattr(upstream, versions, set())
        theirs = read()
        assert Token.__init__ is markdown._their_token
    assert all(taken in theirs[0] for taken in ("unknown", "none"))
    assert read() == theirs
    assert Token.__init__ is markdown._token
