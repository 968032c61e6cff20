"""Writers of HTML: what they look up, compare and escape for each node of each page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any

from docutils import nodes
from docutils.writers import _html_base
from sphinx.registry import SphinxComponentRegistry
from sphinx.util.docutils import SphinxTranslator

from papershelf.upstream.trees import Table

_their_visit = SphinxTranslator.dispatch_visit
_their_departure = SphinxTranslator.dispatch_departure
_their_create = SphinxComponentRegistry.create_translator
_their_simple = _html_base.HTMLTranslator.check_simple_list
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

# -- translators: each gets all methods for nodes of extensions, which are the same for all of them --------------------


_METHODS = ("visit_", "depart_", "dispatch_")
_STANDS = "_papershelf_stands_for"


def _create(self: SphinxComponentRegistry, builder: Any, *args: Any) -> nodes.NodeVisitor:
    """``SphinxComponentRegistry.create_translator``: a class is made that has these methods."""
    theirs = self.get_translator_class(builder)
    handlers = self.translation_handlers.get(builder.name)
    if handlers is None:
        handlers = self.translation_handlers.get(builder.format, {})
    made: dict[type, tuple[dict[str, Any], type | None]] = vars(self).setdefault("_papershelf_translators", {})
    given, ours = made.get(theirs, (None, None))
    if given != handlers:
        ours = _with(theirs, handlers)
        if ours is not None and any(name.startswith(_METHODS) for name in vars(ours(*args))):
            ours = None  # its methods are not those of the class
        made[theirs] = dict(handlers), ours
    return ours(*args) if ours is not None else _their_create(self, builder, *args)


def _with(theirs: type[nodes.NodeVisitor], handlers: dict[str, Any]) -> type[nodes.NodeVisitor] | None:
    """A class of translators with methods for more nodes; none where such methods, or that class, are not known."""
    named = {
        f"{kind}_{name}": method
        for name, methods in handlers.items()
        for kind, method in zip(("visit", "depart"), methods, strict=True)
        if method
    }
    if not all(isinstance(method, FunctionType) for method in named.values()):
        return None
    if (getattr(theirs, "dispatch_visit", None), getattr(theirs, "dispatch_departure", None)) != (_visit, _departure):
        return None
    if hasattr(theirs, "__getattr__") or hasattr(theirs, "__slots__") or type(theirs) is not type:
        return None
    ours = type(theirs.__name__, (theirs,), {**named, "__module__": theirs.__module__, "__doc__": theirs.__doc__})
    ours.dispatch_visit = _shared("visit_", ours, _visit)  # type: ignore[attr-defined]
    ours.dispatch_departure = _shared("depart_", ours, _departure)  # type: ignore[attr-defined]
    return ours


def _shared(kind: str, ours: type, usual: Callable[..., None]) -> Callable[..., None]:
    """A dispatcher of a class, for which methods are looked for once."""
    known: dict[type, Callable[..., None]] = {}

    def dispatch(self: Any, node: nodes.Node) -> None:
        method = known.get(node.__class__)
        if method is None:
            names = (kind + above.__name__ for above in node.__class__.__mro__)
            found = next((found for name in names if (found := getattr(ours, name, None))), None)
            method = known[node.__class__] = found if isinstance(found, FunctionType) else usual
        method(self, node)

    vars(dispatch)[_STANDS] = usual
    return dispatch


def standing_for(method: Any) -> Any:
    """What a dispatcher of a made class does the same as; any other method is itself."""
    return getattr(method, _STANDS, method)


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
    held = getattr(node, "attributes", node)  # (a dictionary stands for a node that is none)
    classes, ids = held.get("classes"), held.get("ids")
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


# -- lists: a visitor walks through each, to see whether its items are a paragraph each; most are ----------------------


_LISTS: frozenset[type] = frozenset({nodes.bullet_list, nodes.enumerated_list})


def _check_simple_list(self: Any, node: nodes.Element) -> bool:
    """``HTMLTranslator.check_simple_list``."""
    if type(node) in _LISTS and all(map(_is_line, node.children)):
        return True
    return bool(_their_simple(self, node))


def _is_line(item: nodes.Node) -> bool:
    """Whether an item of a list is one paragraph."""
    return type(item) is nodes.list_item and len(item.children) == 1 and type(item.children[0]) is nodes.paragraph


OF_DOCUTILS: Table = (
    (_html_base.HTMLTranslator, "check_simple_list", _check_simple_list, _their_simple),
    (_html_base.HTMLTranslator, "starttag", _starttag, _their_starttag),
    (_html_base.HTMLTranslator, "encode", _encode, _their_encode),
    (_html_base.HTMLTranslator, "attval", _attval, _their_attval),
    (nodes, "unescape", _unescape, _their_unescape),
)
OF_SPHINX: Table = (
    (SphinxTranslator, "dispatch_visit", _visit, _their_visit),
    (SphinxTranslator, "dispatch_departure", _departure, _their_departure),
    (SphinxComponentRegistry, "create_translator", _create, _their_create),
)
