"""What is done to each page when it is read: most of it goes through a whole tree for a few nodes, or for none."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from gettext import GNUTranslations
from types import MethodType
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mdit_to_docutils.transforms import AddSlugIds
from sphinx import addnodes, locale, transforms
from sphinx.environment.adapters.toctree import note_toctree
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.transforms import i18n
from sphinx.util.i18n import docname_to_domain

from papershelf.upstream.index import Classes
from papershelf.upstream.transforms import Seen, seeing
from papershelf.upstream.trees import Table, now

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_their_slugs = AddSlugIds.apply
_their_sources = transforms.ApplySourceWorkaround.apply
_their_source: Callable[..., None] = getattr(transforms, "apply_source_workaround", print)
_their_numbers = transforms.AutoNumbering.apply
_their_translation = i18n.Locale.apply
_their_progress = i18n.TranslationProgressTotaliser.apply
_their_contents = TocTreeCollector.process_doc

# -- transforms: what they look for is looked for before, where they do nothing about all else -------------------------


class _Found(Seen):
    """A document in which a walk meets what was found."""

    def __init__(self, document: nodes.document, found: list[nodes.Node]) -> None:
        super().__init__(document)
        self._found = found

    def findall(self, _condition: Any = None) -> list[nodes.Node]:
        """What was found."""
        return self._found

    def __setitem__(self, name: str, value: object) -> None:
        self._document[name] = value


def _meeting(transform: Any, theirs: Callable[..., None], found: list[nodes.Node], **kwargs: Any) -> None:
    """Run a transform that meets these nodes only."""
    seeing(transform, lambda document: _Found(document, found), partial(theirs, transform, **kwargs))


def _having(document: nodes.document, name: str) -> list[nodes.Node]:
    return [node for node in now(document, nodes.Element) if name in node.attributes]


def _add_slugs(self: AddSlugIds, **kwargs: Any) -> None:
    """``AddSlugIds.apply``."""
    _meeting(self, _their_slugs, _having(self.document, "slug"), **kwargs)


def _number(self: transforms.AutoNumbering, **kwargs: Any) -> None:
    """``AutoNumbering.apply``."""
    kinds = self.env.domains.standard_domain.enumerable_nodes
    found = [node for node in now(self.document, tuple(kinds)) if node.__class__ in kinds]
    _meeting(self, _their_numbers, found, **kwargs)


def _tell_sources(self: transforms.ApplySourceWorkaround, **kwargs: Any) -> None:
    """``ApplySourceWorkaround.apply``."""
    _meeting(self, _their_sources, now(self.document, (nodes.TextElement, nodes.image, nodes.topic)), **kwargs)


def _tell_source(node: nodes.Element) -> None:
    """``apply_source_workaround``: most nodes know where they are from."""
    if node.source and not isinstance(node, (nodes.term, nodes.classifier)):
        node.rawsource = node.rawsource or node.astext()
        if node.rawsource:
            return
    _their_source(node)


def _translate(self: i18n.Locale, **kwargs: Any) -> None:
    """``Locale.apply``: no catalog of a document is looked for where there are no folders of catalogs."""
    domain = docname_to_domain(self.env.current_document.docname, self.config.gettext_compact)
    known = locale.translators.get(("general", domain))
    folders = (os.path.join(self.env.srcdir, folder) for folder in self.config.locale_dirs)  # noqa: PTH118
    if isinstance(known, GNUTranslations) or any(map(os.path.exists, folders)):
        _their_translation(self, **kwargs)


def _count_translated(self: i18n.TranslationProgressTotaliser, **kwargs: Any) -> None:
    """``TranslationProgressTotaliser.apply``."""
    _meeting(self, _their_progress, _having(self.document, "translated"), **kwargs)


# -- tables of contents: theirs looks at each node whether it is a toctree or a signature ------------------------------

_OTHERS: Classes = (addnodes.only, addnodes.desc)
"""What stands in a table of contents besides sections and toctrees."""


def _note_contents(self: TocTreeCollector, app: Sphinx, doctree: nodes.document) -> None:
    """``TocTreeCollector.process_doc``."""
    if now(doctree, _OTHERS):
        _their_contents(self, app, doctree)
        return
    env, docname = app.env, app.env.current_document.docname
    contents = _Contents(env, docname, doctree)
    env.tocs[docname] = contents.below(doctree) or nodes.bullet_list("")
    env.toc_num_entries[docname] = contents.number


class _Contents:
    """The table of contents of a document.

    :ivar number: of its sections by now.
    """

    def __init__(self, env: BuildEnvironment, docname: str, doctree: nodes.document) -> None:
        self._env, self._docname, self._doctree = env, docname, doctree
        self._has_toctrees = bool(now(doctree, addnodes.toctree))
        self.number = 0

    def below(self, node: nodes.Element) -> nodes.bullet_list | None:
        """The entries of what a node holds."""
        entries: list[nodes.Element] = []
        for child in node.children:
            if isinstance(child, nodes.section):
                entries.append(self._section(child))
            elif self._has_toctrees and isinstance(child, nodes.Element):
                for toctree in child.findall(addnodes.toctree):
                    entries.append(toctree.copy())
                    note_toctree(self._env, self._docname, toctree)
        return nodes.bullet_list("", *entries) if entries else None

    def _section(self, section: nodes.section) -> nodes.list_item:
        anchor = f"#{section['ids'][0]}" if self.number else ""
        self.number += 1
        words = self._words(section[0])
        link = nodes.reference("", "", *words, internal=True, refuri=self._docname, anchorname=anchor)
        item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
        below = self.below(section)
        if below:
            item += below
        return item

    def _words(self, title: nodes.Node) -> Sequence[nodes.Node]:
        if type(title) is nodes.title and all(type(child) is nodes.Text for child in title.children):
            return [child.copy() for child in title.children]
        visitor = transforms.SphinxContentsFilter(self._doctree)
        title.walkabout(visitor)
        found: Sequence[nodes.Node] = visitor.get_entry_text()
        return found


OF_SPHINX: Table = (
    (transforms, "apply_source_workaround", _tell_source, _their_source),
    (transforms.ApplySourceWorkaround, "apply", _tell_sources, _their_sources),
    (transforms.AutoNumbering, "apply", _number, _their_numbers),
    (i18n.Locale, "apply", _translate, _their_translation),
    (i18n.TranslationProgressTotaliser, "apply", _count_translated, _their_progress),
)
OF_MYST: Table = ((AddSlugIds, "apply", _add_slugs, _their_slugs),)


def setup(app: Sphinx) -> None:
    """Take the place of the collector, which Sphinx has connected by now."""
    listeners = app.events.listeners["doctree-read"]
    for place, listener in enumerate(listeners):
        handler: Any = listener.handler
        if getattr(handler, "__func__", None) is _their_contents:
            listeners[place] = listener._replace(handler=MethodType(_note_contents, handler.__self__))
