"""What is noted of a page while it is read is what Sphinx notes."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable
from gettext import GNUTranslations
from typing import Any

import pytest
from docutils import nodes
from sphinx import locale
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.testing.util import SphinxTestApp

from papershelf.upstream import reading as quick_reading
from support import Site
from upstream.common import CONTENTS

RICH = {
    "rich.md": "# *A* ![b](c.png) [d](#e) $f$\n\n## `g`\n\n> ```{toctree}\n> one\n> ```\n",
    "signed.md": "# J\n\n```{py:function} h()\n```\n\n## I\n",
    "index.md": "# Home\n\n```{toctree}\nmixed\nrich\nsigned\n```\n",
}


def test_contents_are_those_of_sphinx(make_site: Callable[..., Site]) -> None:
    site = make_site({**CONTENTS, **RICH})
    site.build()
    app = SphinxTestApp("html", srcdir=site.source, builddir=site.out)
    env, collector = app.env, TocTreeCollector()
    handlers = [getattr(one.handler, "__func__", None) for one in app.events.listeners["doctree-read"]]
    assert quick_reading._note_contents in handlers
    assert quick_reading._their_contents not in handlers

    def noted(function: Callable[..., None], docname: str) -> list[Any]:
        tree = env.get_doctree(docname)
        collector.clear_doc(app, env, docname)
        env.current_document.docname = docname
        function(collector, app, tree)
        toc = env.tocs[docname]
        parts = (env.toc_num_entries, env.toctree_includes, env.files_to_rebuild)
        return [toc.pformat(), len(pickle.dumps(toc)), *(repr(part) for part in parts)]

    for docname in sorted(env.found_docs):
        assert noted(quick_reading._note_contents, docname) == noted(quick_reading._their_contents, docname), docname
    app.cleanup()


def _sourced() -> list[nodes.Element]:
    """Nodes that know where they are from, and that do not."""
    kinds = (nodes.paragraph, nodes.title, nodes.term, nodes.classifier, nodes.image, nodes.rubric, nodes.literal_block)
    holder = nodes.definition_list_item()
    holder.source, holder.line = "a.rst", 9
    for kind, source, raw in itertools.product(kinds, (None, "b.rst"), ("", "c : d")):
        node = kind(raw) if kind is nodes.image else kind(raw, "c")
        node.source, node.rawsource = source, raw
        holder += node
    return list(holder.children)


def test_nodes_are_told_the_same_sources() -> None:
    def told(function: Callable[..., None]) -> list[Any]:
        found = _sourced()
        for node in found:
            function(node)
        return [(node.source, node.line, node.rawsource) for node in found]

    assert told(quick_reading._tell_source) == told(quick_reading._their_source)


def test_translations_are_looked_for_where_there_may_be_some(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Any] = []
    monkeypatch.setattr(quick_reading, "_their_translation", lambda transform, **_given: looked.append(transform))
    small.build(fresh=True)
    assert not looked
    with monkeypatch.context() as patch:
        patch.setitem(locale.translators, ("general", "index"), GNUTranslations())
        small.build(fresh=True)
    assert len(looked) == 1
    (small.source / "locales").mkdir()
    small.build(fresh=True)
    assert len(looked) > 2
