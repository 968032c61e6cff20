"""Tokens to docutils nodes, where MyST has none for them, or has raw HTML that no other builder can show."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from papershelf.collect.documents.meant import Finder
from papershelf.collect.markdown import pages
from papershelf.collect.markdown.alerts import TITLED
from papershelf.collect.markdown.tasks import TASK
from papershelf.messages import _
from papershelf.render.nodes import disclosure
from papershelf.render.nodes.typed import TAGS, line_break, typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer

_ALERTS: dict[str, type[nodes.Element]] = {
    "note": nodes.note, "tip": nodes.tip, "important": nodes.important, "warning": nodes.warning,
    "caution": nodes.caution,
}  # fmt: skip

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def use(renderer: DocutilsRenderer, parser: MarkdownIt) -> None:
    """Put our methods in place of, and beside, those of a renderer."""
    rules: dict[str, Any] = renderer.rules
    ours: dict[str, Callable[[DocutilsRenderer, SyntaxTreeNode], None]] = {
        "s": partial(_words, partial(typed, tag="s")),
        "list_item": _list_item,
        "hardbreak": _hardbreak,
    }
    ours["link"] = partial(_link, rules["render_link"])
    for name, render in ours.items():
        rules[f"render_{name}"] = partial(_either, parser, partial(render, renderer), rules[f"render_{name}"])
    for name in TAGS - {"s"}:
        rules[f"render_{name}"] = partial(_words, partial(typed, tag=name), renderer)
    for name, kind in {"sub": nodes.subscript, "sup": nodes.superscript, "tt": nodes.literal}.items():
        rules.setdefault(f"render_{name}", partial(_words, kind, renderer))
    rules["render_details"] = partial(_details, renderer)
    rules["render_summary"] = partial(_words, disclosure.disclosure_label, renderer)
    rules[f"render_{TITLED}"] = partial(_alert, renderer)
    rules[f"render_{TITLED}_title"] = partial(_words, nodes.title, renderer)


def _either(parser: MarkdownIt, ours: Any, theirs: Any, token: SyntaxTreeNode) -> None:
    """Ours in a project with papershelf."""
    (theirs if pages.environment(parser) is None else ours)(token)


def _words(kind: Callable[[], nodes.Element], renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """A node of a kind, with the words in it."""
    node = kind()
    renderer.add_line_and_source_path(node, token)
    with renderer.current_node_context(node, append=True):
        for child in token.children or ():
            renderer.rules[f"render_{child.type}"](child)


def _details(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """A block that opens and closes; one without a line of its own says as much as a browser does."""
    node = disclosure.disclosure("", classes=["paper-details"], open=bool(token.meta.get("open")))
    renderer.add_line_and_source_path(node, token)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)
    label = next((child for child in node.children if isinstance(child, disclosure.disclosure_label)), None)
    if label is None:
        label = disclosure.disclosure_label("", str(_("Details")))
    else:
        node.remove(label)
    node.insert(0, label)


def _alert(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    titled = bool(token.children) and token.children[0].type == f"{TITLED}_title"
    node: nodes.Element = nodes.admonition("", classes=[token.info]) if titled else _ALERTS[token.info]()
    renderer.add_line_and_source_path(node, token)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)


def _link(theirs: Callable[[SyntaxTreeNode], None], renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """A link; MyST finds no document whose name holds ``#`` or ``%``, or is stored with letters in parts."""
    env, address = renderer.sphinx_env, str(token.attrGet("href") or "")
    if env is None or token.info == "auto" or address.startswith("#") or _SCHEME.match(address):
        theirs(token)
        return
    finder = Finder(env, env.current_document.docname)
    path = renderer.md.normalizeLinkText(address).partition("#")[0]
    docname, part = ("", "") if not path or finder.is_there(path) else finder.document(address)
    if not docname or renderer.md_env.get("relative-docs"):
        theirs(token)
        return
    node = addnodes.pending_xref("", refdomain="doc", reftype="myst", reftarget=docname, reftargetid=part or None)
    node["refdoc"], node["refexplicit"] = env.current_document.docname, bool(token.children)
    renderer.add_line_and_source_path(node, token)
    renderer.copy_attributes(token, node, ("class", "id", "reftitle"), aliases={"title": "reftitle"})
    renderer.current_node.append(node)
    words = nodes.inline("", "", classes=["xref", "myst"])
    node.append(words)
    with renderer.current_node_context(words):
        renderer.render_children(token)


def _list_item(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """An item of a list, which may be a task."""
    node = nodes.list_item()
    renderer.copy_attributes(token, node, keys=("class", "id"))
    renderer.add_line_and_source_path(node, token)
    with renderer.current_node_context(node, append=True):
        renderer.render_children(token)
    if "checked" in (token.meta or {}):
        node[TASK] = bool(token.meta["checked"])


def _hardbreak(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> None:
    """A new line; MyST's own is raw HTML and LaTeX, which shows in plain text and ends the row of a table."""
    renderer.current_node += line_break()
