"""Raw HTML: an untrusted author may write a few plain tags.

Plain tags in Markdown are no raw HTML any more (:mod:`papershelf.collect.markdown.html`). What else the author wrote is
marked where it is parsed: HTML in Markdown here, the ``raw`` directive and roles made of
``raw`` in :mod:`papershelf.collect.trust.dispatch`. Raw nodes without the mark were made by MyST or an extension.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from papershelf.collect.trust.pages import is_untrusted_page, refuse
from papershelf.messages import Subtype, warn
from papershelf.model.record.build import shorten

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WRITTEN = "papershelf-written"
"""Attribute of a raw node that the author wrote; none is left when the document has been read."""

_TAGS = ("b", "br", "del", "details", "em", "i", "ins", "kbd", "mark", "p", "s", "small", "strong", "sub", "summary",
         "sup", "u", "wbr")  # fmt: skip
_ALLOWED = re.compile(rf"&lt;(?P<tag>/?(?:{'|'.join(_TAGS)})\s*/?|details open)&gt;", re.IGNORECASE)
_META = {"name", "property", "content", "lang"}
"""Attributes of a meta tag: none that acts as a header does (``http-equiv``), and none that a script could stand in."""
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)


def mark(found: Iterable[nodes.Node]) -> None:
    """Note that the author wrote these nodes, as far as they are raw."""
    for node in found:
        if isinstance(node, nodes.raw):
            node[WRITTEN] = True


class RefuseMarkup(SphinxTransform):
    """Hold raw HTML to an allow-list of plain tags."""

    default_priority = 2

    def apply(self) -> None:
        """Go through raw nodes, meta tags and images."""
        untrusted = is_untrusted_page(self.env)
        notebook = untrusted and type(self.env.parser).__module__.startswith("myst_nb.")
        brought = notebook and str(self.document.get("source", "")).endswith(".ipynb")
        for raw in list(self.document.findall(nodes.raw)):
            written = raw.attributes.pop(WRITTEN, False)
            if untrusted and (written or (notebook and _is_of_notebook(raw, brought=brought))):
                _judge(raw)
        if not untrusted:
            return
        for meta in list(self.document.findall(nodes.meta)):
            others = meta.non_default_attributes().keys() - _META
            if others:
                named = ", ".join(f"{name} {shorten(str(meta[name]))!r}" for name in sorted(others))
                refuse(meta, Subtype.REFUSED_MARKUP, f"found a meta tag with {named}")
        for image in self.document.findall(nodes.image):
            if image.get("loading") == "embed":  # an SVG put into the page would bring its scripts along
                del image["loading"]


class RefuseTranslatedMarkup(RefuseMarkup):
    """The same for what a translation brought."""

    default_priority = 25  # behind Sphinx's Locale


def _is_of_notebook(node: nodes.raw, *, brought: bool) -> bool:
    """Whether the author of a notebook wrote this into it: a raw cell, or an output that was stored with its cell.

    :param brought: whether the file brings outputs along (``.ipynb``); others are made by running it.
    """
    if "text_html" not in node["classes"] and not node.astext().startswith("<script"):
        return False
    above = node.parent
    while above is not None and "nb_element" not in above.attributes:
        above = above.parent
    return brought or above is None


def _judge(node: nodes.raw) -> None:
    text = node.astext()
    if "html" not in node.get("format", "").split():
        refuse(node, Subtype.REFUSED_MARKUP, f"found raw {node.get('format')!r} content")
    elif _COMMENT.fullmatch(text):
        node.parent.remove(node)
    else:
        safe = _ALLOWED.sub(lambda m: f"<{html.unescape(m['tag'])}>", html.escape(text, quote=False))
        if "&lt;" in safe:
            found = shorten(" ".join(text.split()))
            warn(
                Subtype.REFUSED_MARKUP,
                f"found raw HTML {found!r}; allowed are the tags {', '.join(_TAGS)} without attributes, "
                "and in Markdown <a href> and <img src>; it is shown as text",
                location=node,
            )
        safe = _closed(safe)
        node.clear()
        node += nodes.Text(safe)
        node.rawsource = safe


_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-z]+)[^<>]*>", re.IGNORECASE)
_EMPTY = frozenset({"br", "wbr"})


def _closed(text: str) -> str:
    """Markup that ends what it begins, and nothing else, so that it says nothing of the rest of the page."""
    opened: list[str] = []

    def keep(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name in _EMPTY:
            return match[0]
        if not match["slash"]:
            opened.append(name)
            return match[0]
        if name not in opened:
            return ""
        ends = ""
        while (last := opened.pop()) != name:
            ends += f"</{last}>"
        return f"{ends}{match[0]}"

    return _TAG.sub(keep, text) + "".join(f"</{name}>" for name in reversed(opened))


def _mark_html_of_myst() -> None:
    """Have MyST mark the HTML that a page holds; MyST 5 makes raw nodes of it with this one function."""
    from myst_parser.mdit_to_docutils import html_to_nodes

    made: Callable[..., list[nodes.Element]] = html_to_nodes.default_html
    if hasattr(made, "__wrapped__"):
        return  # another application in this process did

    @wraps(made)
    def marked(*args: Any, **kwargs: Any) -> list[nodes.Element]:
        found = made(*args, **kwargs)
        mark(found)
        return found

    html_to_nodes.default_html = marked


def setup(app: Sphinx) -> None:
    """Connect the checks."""
    _mark_html_of_myst()
    app.add_transform(RefuseMarkup)
    app.add_transform(RefuseTranslatedMarkup)
