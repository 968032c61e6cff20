"""What a document takes from others, noted while it is read: its pages are written again when that changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.placeholders import paper_listing
from papershelf.collect.records import Reference, References
from papershelf.model.text.digests import digest
from papershelf.upstream.trees import now

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_KNOWN = ("docutils.", "sphinx.addnodes", "myst_parser.", "sphinx_design.", "papershelf.")
"""Modules whose nodes show what their document and their cross-references say, and nothing else."""


_TELLING = ("anchorname", "refuri", "entries", "caption", "hidden", "expr", "uri", "maxdepth", "titlesonly")
"""Attributes that tell what a title or an entry of a table of contents shows."""


_TOLD = (addnodes.pending_xref, paper_listing, addnodes.toctree)


def shape(node: nodes.Node) -> Any:
    """Titles and tables of contents as plain data: what they say, with their markup and where their links lead."""
    if not isinstance(node, nodes.Element):
        return node.astext()
    own = node.attributes
    kept = [own[name] for name in _TELLING if name in own]
    return (node.tagname, kept, [shape(child) for child in node.children])


def references(doctree: nodes.document) -> References:
    """Cross-references, listings and visible toctrees of a document as read."""
    kinds = set(map(type, now(doctree, nodes.Element)))
    foreign = any(not issubclass(kind, _TOLD) and not kind.__module__.startswith(_KNOWN) for kind in kinds)
    found = {_reference(node) for node in doctree.findall(addnodes.pending_xref)}
    listings = [
        (node["kind"], tuple(sorted((k, _frozen(v)) for k, v in node["query"].items())))
        for node in doctree.findall(paper_listing)
    ]
    trees = (node for node in doctree.findall(addnodes.toctree) if not node.get("hidden"))
    toctrees = [ref for node in trees for _title, ref in node["entries"]]
    return References(tuple(sorted(found)), tuple(listings), tuple(toctrees), foreign)


def _reference(node: addnodes.pending_xref) -> Reference:
    values = (node.get(name) for name in ("refdomain", "reftype", "reftarget", "reftargetid"))
    domain, kind, target, place = (str(value or "") for value in values)
    return domain, kind, target, place


def _curls(app: Sphinx) -> bool:
    return app.builder.name not in app.config.smartquotes_excludes.get("builders", ())


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _note(app: Sphinx, doctree: nodes.document) -> None:
    env, docname = app.env, app.env.current_document.docname
    title, toc = digest(shape(env.titles[docname])), digest(shape(env.tocs[docname]))
    found = dataclasses.replace(references(doctree), title=title, toc=toc)
    paper_domain(env).note_references(docname, found, curled=_curls(app))


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Iterable[str]:
    """Documents that would be read otherwise now, though they are the same.

    MyST looks for the file of a Markdown link while reading, and docutils curls quotes then, unless the builder
    at work wants none.
    """
    doubts = paper_domain(env).doubts
    straight = {docname for docname, taken in doubts.items() if not taken.curled}
    found = straight if _curls(app) else set(paper_domain(env).references) - straight
    for docname, taken in doubts.items():
        for domain, target in taken.sought:
            if domain == "doc":  # also of a file that is no document of this library
                different = target not in env.found_docs and not env.doc2path(target).is_file()
            else:
                name = target.partition("#")[0]
                different = bool(name) and Path(env.relfn2path(name, docname)[1]).is_file()
            if different:
                found.add(docname)
    return sorted(found)


def setup(app: Sphinx) -> None:
    """Connect the collector."""
    app.connect("doctree-read", _note)
    app.connect("env-get-outdated", _outdated)
