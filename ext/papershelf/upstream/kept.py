"""What is made for each document, though it is the same for all: it is made once, and kept."""

from __future__ import annotations

import copy
import functools
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from logging import LogRecord
from typing import TYPE_CHECKING, Any

from docutils import frontend, nodes, utils
from docutils.utils import DependencyList
from sphinx import events
from sphinx.builders import html
from sphinx.domains import std
from sphinx.highlighting import PygmentsBridge
from sphinx.util import docutils
from sphinx.util.logging import NAMESPACE, MemoryHandler, get_node_location

from papershelf.upstream.trees import Table

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_their_populate = frontend.OptionParser.populate_from_components
_their_file = frontend.OptionParser.get_config_file_settings
_their_get: Callable[..., frontend.Values] = getattr(docutils, "_get_settings", frontend.Values)
_their_find = utils.find_file_in_dirs
_their_formatter = PygmentsBridge.get_formatter
_their_clean_text: Callable[..., str] = getattr(std, "clean_astext", str)
_their_holding = MemoryHandler.emit
_their_checksum: Callable[..., Any] = getattr(html, "_file_checksum", str)

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


def _settings_of_file(self: frontend.OptionParser, config_file: str) -> dict[str, Any]:
    """``OptionParser.get_config_file_settings``: a file that is not there is not read."""
    return _their_file(self, config_file) if os.path.exists(config_file) else {}  # noqa: PTH110 (a third of the time)


_found: list[tuple[tuple[Any, ...], dict[str, Any], frontend.Values]] = []
"""Components and defaults that settings were asked for with, and these."""


def _get_settings(*components: Any, defaults: Mapping[str, Any], read_config_files: bool = False) -> frontend.Values:
    """``sphinx.util.docutils._get_settings``: no option parser is made for the same components and defaults."""
    files = frontend.OptionParser.get_standard_config_files() if read_config_files else ()
    if any(map(os.path.exists, files)):
        return _their_get(*components, defaults=defaults, read_config_files=read_config_files)
    kinds = (
        read_config_files,
        *(component if isinstance(component, type) else type(component) for component in components),
    )
    known = next((values for kinds_of, given, values in _found if kinds_of == kinds and given == defaults), None)
    if known is None:
        known = _their_get(*components, defaults=defaults, read_config_files=read_config_files)
        _found[3:] = ()
        _found.insert(0, (kinds, dict(defaults), known))
    values = copy.copy(known)
    values.record_dependencies, values._config_files = DependencyList(), []
    return values


# -- style sheets of docutils: looked for on the disk by each writer of a page, which has others ----------------------

_sheet = functools.lru_cache(100)(_their_find)


def _find_file(path: Any, dirs: Iterable[Any]) -> str:
    """``docutils.utils.find_file_in_dirs``."""
    return _sheet(path, tuple(dirs))


# -- code: a formatter for each block, with the same options ----------------------------------------------------------


def _get_formatter(self: PygmentsBridge, **kwargs: Any) -> Any:
    """``PygmentsBridge.get_formatter``."""
    made = vars(self).setdefault("_papershelf_formatters", {})
    key = repr(sorted(kwargs.items()))
    if key not in made:
        made[key] = _their_formatter(self, **kwargs)
    return made[key]


# -- titles: copied, to leave out what most of them do not have -------------------------------------------------------


def cleaned(theirs: Callable[[nodes.Element], str]) -> Callable[[nodes.Element], str]:
    """``clean_astext``: a title is only copied where it has what is left out."""

    @functools.wraps(theirs)
    def clean_astext(node: nodes.Element) -> str:
        found = next(node.findall(lambda inner: isinstance(inner, nodes.image | nodes.raw)), None)
        return str(node.astext()) if found is None else theirs(node)

    return clean_astext


# -- messages: records of what nobody hears, and of nodes that are gone when they are written --------------------------


def _hold(self: MemoryHandler, record: LogRecord) -> None:
    """``MemoryHandler.emit``: a node is asked where it stands while it stands there."""
    location = getattr(record, "location", None)
    if isinstance(location, nodes.Node):
        record.location = get_node_location(location)
    _their_holding(self, record)


def _keep_still(_app: Sphinx) -> None:
    """Make no record of a message that no handler takes; Sphinx tells of every event, and asks for all levels."""
    logger = logging.getLogger(NAMESPACE)
    if logger.handlers:
        logger.setLevel(min(handler.level for handler in logger.handlers))


def _said(value: Any) -> str:
    """``repr`` for Sphinx's message of each event: that of a page's whole context, and of an index with all papers."""
    return repr(value) if logging.getLogger(NAMESPACE).isEnabledFor(logging.DEBUG) else ""


OF_DOCUTILS: Table = (
    (frontend.OptionParser, "populate_from_components", _populate, _their_populate),
    (frontend.OptionParser, "get_config_file_settings", _settings_of_file, _their_file),
    (utils, "find_file_in_dirs", _find_file, _their_find),
)
OF_SPHINX: Table = (
    (docutils, "_get_settings", _get_settings, _their_get),
    (std, "clean_astext", cleaned(_their_clean_text), _their_clean_text),
    (html, "_file_checksum", functools.cache(_their_checksum), _their_checksum),
    (MemoryHandler, "emit", _hold, _their_holding),
    (PygmentsBridge, "get_formatter", _get_formatter, _their_formatter),
)


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    vars(events)["repr"] = _said
    app.connect("builder-inited", _keep_still)
    app.connect("build-finished", lambda *_given: _found.clear())
