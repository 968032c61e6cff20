"""Writers of HTML: what they look up, compare and escape for each node of each page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from docutils import nodes
from docutils.writers import _html_base
from sphinx.util.docutils import SphinxTranslator

from papershelf.upstream.trees import Table

_their_visit = SphinxTranslator.dispatch_visit
_their_departure = SphinxTranslator.dispatch_departure
_their_starttag = _html_base.HTMLTranslator.starttag
_their_encode = _html_base.HTMLTranslator.encode
_their_attval = _html_base.HTMLTranslator.attval
_their_unescape = nodes.unescape

# -- methods: looked for by the names of a node's classes, each time ---------------------------------------------------


def _dispatching(kind: str, theirs: Callable[[SphinxTranslator, nodes.Node], None]) -> Callable[..., None]:
    """``SphinxTranslator.dispatch_visit`` or ``dispatch_departure``: the method of a class is looked for once a tree.

    :param kind: how the names of such methods begin.
    """
    kept = f"_papershelf_{kind}"

    def dispatch(self: SphinxTranslator, node: nodes.Node) -> None:
        methods = vars(self).setdefault(kept, {})
        method = methods.get(node.__class__)
        if method is None:
            names = (kind + known.__name__ for known in node.__class__.__mro__)
            method = next((found for name in names if (found := getattr(self, name, None))), partial(theirs, self))
            methods[node.__class__] = method
        method(node)

    return dispatch


_visit = _dispatching("visit_", _their_visit)
_departure = _dispatching("depart_", _their_departure)

# -- texts: most have nothing to escape --------------------------------------------------------------------------------

CHARACTERS = _html_base.HTMLTranslator.special_characters
"""What is escaped, and how, where no writer has others."""
_SPECIAL = re.compile("[{}]".format("".join(re.escape(chr(code)) for code in CHARACTERS)))
_BREAKS = re.compile("[\n\r\t\v\f]")


def escaped(text: str) -> str:
    """A text as it stands in HTML: to look for what is to be escaped is quicker than to translate each letter."""
    return text.translate(CHARACTERS) if _SPECIAL.search(text) else text


def _encode(self: Any, text: Any) -> str:
    """``HTMLTranslator.encode``."""
    said, known = str(text), self.special_characters
    return said if known is CHARACTERS and not _SPECIAL.search(said) else said.translate(known)


def _attval(self: Any, text: str, whitespace: re.Pattern[str] = _BREAKS) -> str:
    """``HTMLTranslator.attval``."""
    if self.in_mailto or whitespace.search(text):
        return str(_their_attval(self, text, whitespace))
    return str(self.encode(text))


def _unescape(text: str, restore_backslashes: bool = False, respect_whitespace: bool = False) -> str:
    """``nodes.unescape``: few texts have a null."""
    return _their_unescape(text, restore_backslashes, respect_whitespace) if "\0" in text else str(text)


# -- tags: most have a class or two ------------------------------------------------------------------------------------


_APART = frozenset({"id", "ids", "classes"})


def _starttag(
    self: _html_base.HTMLTranslator, node: Any, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
) -> str:
    """``HTMLTranslator.starttag``, for elements with at most one id and without a language."""
    get = node.get
    classes, ids = get("classes"), get("ids")
    end = f" />{suffix}" if empty else f">{suffix}"
    if not attributes and not classes and not ids:
        return f"<{tagname.lower()}{end}"
    found = {name.lower(): value for name, value in attributes.items()}
    is_rare = (ids and len(ids) > 1) or isinstance(node, nodes.table) or None in found.values()
    if is_rare or not _APART.isdisjoint(found):
        return _their_starttag(self, node, tagname, suffix, empty, **attributes)
    names = dict.fromkeys([*(classes or ()), *found.pop("class", "").split()])
    if any(name.startswith("language-") or not name.strip() for name in names):
        return _their_starttag(self, node, tagname, suffix, empty, **attributes)
    if names:
        found["class"] = " ".join(names)
    if ids:
        found["id"] = ids[0]
    parts = [tagname.lower()]
    for name, value in sorted(found.items()):
        said = value if isinstance(value, str) else " ".join(map(str, value)) if isinstance(value, list) else str(value)
        parts.append(f'{name}="{self.attval(said)}"')
    return f"<{' '.join(parts)}{end}"


OF_DOCUTILS: Table = (
    (_html_base.HTMLTranslator, "starttag", _starttag, _their_starttag),
    (_html_base.HTMLTranslator, "encode", _encode, _their_encode),
    (_html_base.HTMLTranslator, "attval", _attval, _their_attval),
    (nodes, "unescape", _unescape, _their_unescape),
)
OF_SPHINX: Table = (
    (SphinxTranslator, "dispatch_visit", _visit, _their_visit),
    (SphinxTranslator, "dispatch_departure", _departure, _their_departure),
)
