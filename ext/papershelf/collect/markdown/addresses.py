"""Bare addresses as links, where the page has MyST's ``gfm_autolink``; that extension itself sees to mail addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline import autolink

from papershelf.collect.markdown import pages
from papershelf.sources.markdown.addresses import address_at

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_SCHEME = re.compile(r"(?:\A|[^A-Za-z0-9])(?P<scheme>https?)\Z", re.IGNORECASE)
_WWW = "www."


def use(parser: MarkdownIt) -> None:
    """Extend the rule for ``<https://…>``; one of another name would be switched off when the parser is configured."""
    parser.inline.ruler.at("autolink", _either)


def _either(state: StateInline, silent: bool) -> bool:
    return _link(state, silent) or bool(autolink(state, silent))


vars(_either)["begins_with"] = ":w<"


def _link(state: StateInline, silent: bool) -> bool:
    sign = state.src[state.pos]
    if silent or state.linkLevel or sign not in ":w":
        return False
    if sign == ":":
        scheme = _SCHEME.search(state.pending) if state.src.startswith("://", state.pos) else None
        begun = len(scheme["scheme"]) if scheme else 0
    else:
        before = state.src[state.pos - 1] if state.pos else " "
        begun = 0 if state.src.startswith(_WWW, state.pos) and not (before.isascii() and before.isalnum()) else -1
    if begun < 0 or (sign == ":" and not begun) or not pages.has(state.md, "gfm_autolink"):
        return False
    address = address_at(state.src, state.pos - begun, state.posMax)
    target = state.md.normalizeLink(f"http://{address}" if address.startswith(_WWW) else address)
    if not address or not state.md.validateLink(target):
        return False
    if begun:
        state.pending = state.pending[:-begun]
    opened = state.push("link_open", "a", 1)
    opened.attrs = {"href": target}
    opened.markup, opened.info = "autolink", "auto"
    state.push("text", "", 0).content = address
    closed = state.push("link_close", "a", -1)
    closed.markup, closed.info = "autolink", "auto"
    state.pos += len(address) - begun
    return True
