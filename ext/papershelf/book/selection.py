"""Which documents a book holds: all but those that ``papershelf_book_exclude`` names, and what only these hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors.toctree import TocTreeCollector

from papershelf.collect.domain.paper import paper_domain
from papershelf.config import is_excluded_from_book
from papershelf.exports.site import root

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def left_out(env: BuildEnvironment, starts: Iterable[str]) -> frozenset[str]:
    """Documents that stand in no book.

    :param starts: the documents that books begin with; they always stay.
    """
    begin = {*starts}
    named = {
        docname
        for docname in env.found_docs - begin
        if is_excluded_from_book(env.config, docname, str(env.doc2path(docname, base=False)))
    }
    if not named:
        return frozenset()
    return frozenset(named | _held(env, begin, ()) - _held(env, begin, named))


def _held(env: BuildEnvironment, starts: Collection[str], without: Collection[str]) -> set[str]:
    """Documents that toctrees lead to."""
    found: set[str] = set()
    stack = list(starts)
    while stack:
        docname = stack.pop()
        if docname not in found and docname not in without:
            found.add(docname)
            stack += env.toctree_includes.get(docname, ())
    return found


def forget(app: Sphinx, left: Collection[str]) -> None:
    """Take documents out of all toctrees and number the others anew: in memory, once the environment is stored.

    What they say of papers is forgotten with them.
    """
    env = app.env
    if not left:
        return
    read = env.get_doctree

    def get_doctree(docname: str) -> nodes.document:
        """The doctree of a file, without what the book leaves out."""
        doctree = read(docname)
        _clear(doctree, left)
        return doctree

    env.get_doctree = get_doctree  # type: ignore[method-assign]
    env._write_doc_doctree_cache.clear()  # these were not read by it
    env.toctree_includes = {
        docname: [name for name in names if name not in left]
        for docname, names in env.toctree_includes.items()
        if docname not in left
    }
    for toc in env.tocs.values():
        _clear(toc, left)
    for docname in left:
        paper_domain(env).note_mentions(docname, ())
    TocTreeCollector().get_updated_docs(app, env)


def _clear(tree: nodes.Node, left: Collection[str]) -> None:
    for toctree in tree.findall(addnodes.toctree):
        toctree["entries"] = [(title, name) for title, name in toctree["entries"] if name not in left]
        toctree["includefiles"] = [name for name in toctree["includefiles"] if name not in left]


def published(config: Config, docname: str) -> str:
    """Where a page stands on the web, as the ``html`` builder writes it; nothing where that is not known."""
    base = root(config.html_baseurl)
    if not base:
        return ""
    suffix = config.html_link_suffix or config.html_file_suffix or ".html"
    return base + quote(docname) + suffix
