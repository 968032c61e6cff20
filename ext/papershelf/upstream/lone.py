"""Nodes that are rendered by themselves: each page's title and table of contents.

Theirs makes a document for it, goes through transforms, and makes a translator, for a text or a nested list of links.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from papershelf.upstream.transforms import EDUCATED
from papershelf.upstream.trees import Table
from papershelf.upstream.writing import CHARACTERS, escaped, standing_for

_their_partial = StandaloneHTMLBuilder.render_partial

_KINDS = ("document", "title", "bullet_list", "list_item", "compact_paragraph", "reference", "Text")
_USED = (
    *(f"{way}_{kind}" for way in ("visit", "depart") for kind in _KINDS),
    *("dispatch_visit", "dispatch_departure", "starttag", "encode", "attval", "is_compactable", "add_secnumber"),
)
_BLANK = re.compile(r"\s")
_LINK = frozenset({"internal", "refuri", "anchorname"})


class _OtherwiseError(Exception):
    """A node is not of the known kinds, or has more to it."""


def _is_usual(builder: StandaloneHTMLBuilder) -> bool:
    """Whether nobody else writes such nodes in another way."""
    known: bool | None = vars(builder).get("_papershelf_usual")
    if known is None:
        writer: Any = builder.create_translator(new_document("", builder._settings), builder)
        methods = all(
            standing_for(getattr(getattr(writer, name, None), "__func__", None)) is getattr(HTML5Translator, name)
            for name in _USED
        )
        known = methods and writer.special_characters is CHARACTERS
        vars(builder)["_papershelf_usual"] = known
    return known


def _given(node: nodes.Element) -> set[str]:
    return {name for name, value in node.attributes.items() if value}


def _texts(node: nodes.Element) -> str:
    text = "".join(map(str, node.children))
    if any(type(child) is not nodes.Text for child in node.children) or EDUCATED.search(text):
        raise _OtherwiseError
    return escaped(text)


def _items(node: nodes.Node | None) -> str:
    """A list of links, each with the list below it."""
    if type(node) is not nodes.bullet_list or not node.children or _given(node):
        raise _OtherwiseError
    made = []
    for item in node.children:
        if type(item) is not nodes.list_item or not 0 < len(item.children) < 3 or _given(item):
            raise _OtherwiseError
        made.append(f"<li>{_link(item[0])}{''.join(map(_items, item.children[1:]))}</li>\n")
    return f"<ul>\n{''.join(made)}</ul>\n"


def _link(node: nodes.Node) -> str:
    link = node.children[0] if type(node) is addnodes.compact_paragraph and len(node.children) == 1 else None
    if type(link) is not nodes.reference or _given(node):  # type: ignore[arg-type]
        raise _OtherwiseError
    place = link.get("refuri") or ""
    if not link.get("internal") or not _given(link) <= _LINK or not place.startswith("#") or _BLANK.search(place):
        raise _OtherwiseError
    return f'<a class="reference internal" href="{escaped(place)}">{_texts(link)}</a>'


def _render_partial(self: StandaloneHTMLBuilder, node: nodes.Node | None) -> dict[str, str]:
    """``StandaloneHTMLBuilder.render_partial``."""
    if type(node) in {nodes.title, nodes.bullet_list} and _is_usual(self):
        with contextlib.suppress(_OtherwiseError):
            if isinstance(node, nodes.title) and not _given(node):
                return {"fragment": "", "title": _texts(node)}
            return {"fragment": _items(node), "title": ""}
    return _their_partial(self, node)


OF_SPHINX: Table = ((StandaloneHTMLBuilder, "render_partial", _render_partial, _their_partial),)
