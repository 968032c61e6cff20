"""What reaches into the inside of docutils and Sphinx, so that builds take less time; what is built is the same.

Each part stands for a function of theirs and does what that one does, with less work. It was read beside the versions
that are named here; with any other, theirs is left as it is.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import docutils
import sphinx
from docutils import frontend, nodes
from docutils.utils import smartquotes
from sphinx.builders import html
from sphinx.highlighting import PygmentsBridge
from sphinx.util.logging import NAMESPACE

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOCUTILS = {(0, 22), (0, 23)}
"""Versions of docutils whose inside is known."""
SPHINX = {(9, 0)}
"""Versions of Sphinx whose inside is known."""
KNOWN = (
    "sphinx.",
    "sphinxcontrib.applehelp",
    "sphinxcontrib.devhelp",
    "sphinxcontrib.htmlhelp",
    "sphinxcontrib.jsmath",
    "sphinxcontrib.qthelp",
    "sphinxcontrib.serializinghtml",
    "alabaster",
    "furo",
    "sphinx_basic_ng",
    "myst_parser",
    "sphinx_design",
    "papershelf",
)
"""Extensions that put nodes into a tree by its methods, or put such there as it has already."""

Condition = type | tuple[type, ...] | Callable[[nodes.Node], bool] | None

_their_findall = nodes.Node.findall
_their_setup_child = nodes.Node.setup_child
_their_populate = frontend.OptionParser.populate_from_components
_their_educate = smartquotes.educate_tokens
_their_formatter = PygmentsBridge.get_formatter


# -- walks of trees: each of some sixty transforms makes one, and most look for what the page does not have ------------


def _walk(root: nodes.Node, is_wanted: Callable[[nodes.Node], bool]) -> Iterator[nodes.Node]:
    """The nodes of a tree, in one generator instead of one inside of another for each level."""
    if is_wanted(root):
        yield root
    levels = [iter(root.children)]
    while levels:
        for child in levels[-1]:
            if is_wanted(child):
                yield child
            if child.children:
                levels.append(iter(child.children))
                break
        else:
            levels.pop()


def _walk_class(root: nodes.Node, wanted: type | tuple[type, ...]) -> Iterator[nodes.Node]:
    """The nodes of some classes; a copy of :func:`_walk`, since a call for each node would double the time."""
    if isinstance(root, wanted):
        yield root
    levels = [iter(root.children)]
    while levels:
        for child in levels[-1]:
            if isinstance(child, wanted):
                yield child
            if child.children:
                levels.append(iter(child.children))
                break
        else:
            levels.pop()


def _findall(
    self: nodes.Node,
    condition: Condition = None,
    include_self: bool = True,
    descend: bool = True,
    siblings: bool = False,
    ascend: bool = False,
) -> Iterator[nodes.Node]:
    """``Node.findall``."""
    if not include_self or not descend or siblings or ascend:
        return _their_findall(self, condition, include_self, descend, siblings, ascend)
    if condition is None:
        return _walk_class(self, nodes.Node)
    if not isinstance(condition, (type, tuple)):
        return _walk(self, condition)
    if isinstance(self, nodes.document):
        return _walk_document(self, condition)
    return _walk_class(self, condition)


def _walk_document(tree: nodes.document, wanted: type | tuple[type, ...]) -> Iterator[nodes.Node]:
    """The nodes of some classes of a whole document; nothing is looked for that is not there."""
    if not kinds.are_missing(tree, wanted):
        yield from _walk_class(tree, wanted)


class Kinds:
    """The classes of the nodes of one tree, as long as nothing is put into it.

    Every node that a method puts somewhere is set up there, and counted. What an extension writes into ``children``
    by itself is not; so this is off where there is one that is not known.
    """

    def __init__(self) -> None:
        self.is_on = False
        self.changes = 0
        self._tree: nodes.document | None = None
        self._seen = -1
        self._classes: set[type] = set()
        self._missing: dict[type | tuple[type, ...], bool] = {}

    def are_missing(self, tree: nodes.document, wanted: type | tuple[type, ...]) -> bool:
        """Whether a tree has no node of these classes, for sure."""
        if not self.is_on:
            return False
        if self._tree is not tree or self._seen != self.changes:
            self._tree, self._seen, self._missing = tree, self.changes, {}
            self._classes = _classes(tree)
        missing = self._missing.get(wanted)
        if missing is None:
            missing = self._missing[wanted] = not any(issubclass(found, wanted) for found in self._classes)
        return missing

    def forget(self) -> None:
        """Hold no tree any longer."""
        self._tree, self._classes, self._missing = None, set(), {}


kinds = Kinds()


def _classes(tree: nodes.Node) -> set[type]:
    found: set[type] = set()
    left = [tree]
    while left:
        node = left.pop()
        found.add(node.__class__)
        left.extend(node.children)
    return found


def _setup_child(self: nodes.Node, child: nodes.Node) -> None:
    """``Node.setup_child``."""
    kinds.changes += 1
    _their_setup_child(self, child)


# -- settings: an option parser for each document, with the same options -----------------------------------------------

_SPECIFIED = ("settings_spec", "settings_defaults", "settings_default_overrides", "relative_path_settings")
_FILLED = ("option_list", "option_groups", "_short_opt", "_long_opt", "relative_path_settings")
_parsers: dict[tuple[type, ...], tuple[list[Any], dict[str, Any], dict[str, Any], dict[str, Any]]] = {}


def _populate(self: frontend.OptionParser, components: Iterable[Any]) -> None:
    """``OptionParser.populate_from_components``: options are made once for the same components."""
    given = [component for component in components if component is not None]
    key = tuple(component if isinstance(component, type) else type(component) for component in given)
    specified = [getattr(component, name, None) for component in given for name in _SPECIFIED]
    known = _parsers.get(key)
    if known and all(one is other for one, other in zip(known[0], specified, strict=True)):
        _, filled, lists, defaults = known
        vars(self).update(filled)
        self.lists = dict(lists)
        self.defaults.update(defaults)
        return
    _their_populate(self, given)
    filled = {name: getattr(self, name) for name in _FILLED}
    _parsers[key] = specified, filled, dict(self.lists), dict(self.defaults)


# -- quotation marks: most texts have none -----------------------------------------------------------------------------

_EDUCATED = re.compile(r"""[-'"`\\&]|\. ?\.""")
"""What any of the rules looks for; ``&`` begins an entity."""


def _educate(text_tokens: Iterable[tuple[str, str]], attr: str = "1", language: str = "en") -> Iterable[str]:
    """``smartquotes.educate_tokens``."""
    tokens = list(text_tokens)
    if any(kind == "plain" and _EDUCATED.search(text) for kind, text in tokens) or attr == "-1":
        return _their_educate(tokens, attr, language)
    return [text for _kind, text in tokens]


# -- code: a formatter for each block, with the same options ----------------------------------------------------------


def _get_formatter(self: PygmentsBridge, **kwargs: Any) -> Any:
    """``PygmentsBridge.get_formatter``."""
    made = vars(self).setdefault("_papershelf_formatters", {})
    key = repr(sorted(kwargs.items()))
    if key not in made:
        made[key] = _their_formatter(self, **kwargs)
    return made[key]


# -- messages: records of what nobody hears ---------------------------------------------------------------------------


def _keep_still(_app: Sphinx) -> None:
    """Make no record of a message that no handler takes; Sphinx tells of every event, and asks for all levels."""
    logger = logging.getLogger(NAMESPACE)
    if logger.handlers:
        logger.setLevel(min(handler.level for handler in logger.handlers))


# -- setting up --------------------------------------------------------------------------------------------------------


def _settle(app: Sphinx) -> None:
    """Say whether what is in a tree can be told from what is put into it."""
    others = [name for name in app.extensions if not name.startswith(KNOWN)]
    kinds.is_on = not others and not callable(app.config.setup)


_OF_DOCUTILS: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (nodes.Node, "findall", _findall),
    (nodes.Node, "setup_child", _setup_child),
    (frontend.OptionParser, "populate_from_components", _populate),
    (smartquotes, "educate_tokens", _educate),
)
_OF_SPHINX: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (html, "_file_checksum", functools.cache(getattr(html, "_file_checksum", str))),
    (PygmentsBridge, "get_formatter", _get_formatter),
)


def setup(app: Sphinx) -> None:
    """Take the quicker functions, where their versions are known."""
    if docutils.__version_info__[:2] in DOCUTILS:
        for place, name, ours in _OF_DOCUTILS:
            setattr(place, name, ours)
        app.connect("builder-inited", _settle)
        app.connect("build-finished", lambda _app, _exception: kinds.forget())
    if sphinx.version_info[:2] in SPHINX:
        for place, name, ours in _OF_SPHINX:
            setattr(place, name, ours)
        app.connect("builder-inited", _keep_still)
