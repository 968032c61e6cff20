"""The files of both searches: Sphinx's index, and those of the library's own page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.search.page import is_on
from papershelf.write.beside import beside, pays
from papershelf.write.manifest import Page, is_intact
from papershelf.write.searching import search
from papershelf.write.searching.indexfile import LibraryIndex

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles


def write(builder: GeneratedFiles) -> None:
    """Write what changed of them, each in a process of its own, if that pays."""
    index = LibraryIndex(builder.env, builder.word_files, builder.state / "search.pickle", partial(_last, builder))
    docnames = sorted(builder.env.all_docs)

    def theirs() -> None:
        builder.add_file(builder.searchindex_filename, index.data(docnames, builder.objects()))

    if not builder.word_files.are_first:
        index.compare(docnames, builder.fresh)
    elif is_on(builder.config) and pays(builder):
        index.look(docnames)
    if not is_on(builder.config):
        theirs()
    elif index.titles:
        with beside(builder, theirs):
            search.write(builder, index)
    else:  # it needs titles, which are found while theirs is made
        theirs()
        search.write(builder, index)
    builder.word_files.taken_up()


def _last(builder: GeneratedFiles) -> bytes | None:
    """The search index of the last build, where it is as it was written."""
    name = builder.searchindex_filename
    last = builder.before.others.get("searchindex")
    if last is None or name not in last.files or not is_intact(builder.outdir, Page("", {name: last.files[name]})):
        return None
    return Path(builder.outdir, name).read_bytes()
