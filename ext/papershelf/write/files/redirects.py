"""Pages at old addresses: of papers that got another key (``:former-keys:``), of pages that another library has now."""

from __future__ import annotations

import posixpath
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from papershelf.collect.domain.paper import paper_domain
from papershelf.config import libraries
from papershelf.exports.web import redirects
from papershelf.messages import Subtype, _, warn
from papershelf.model.text.digests import digest
from papershelf.resolve.site import address as address_of
from papershelf.resolve.site import path, site, uri
from papershelf.sources.library import moved

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

_NAME = "redirects"


def write(builder: GeneratedFiles) -> None:
    """Write them where no other file stands, also none whose name differs in capitals only."""

    pages = cache(lambda: _pages(builder))

    def make() -> None:
        for name, text in pages().items():
            builder.add_file(name, text.encode())

    beside = bool(builder.config.papershelf_moved)
    builder.unless_kept(_NAME, make, lambda: digest(sorted(pages().items())), always=beside)


def _pages(builder: GeneratedFiles) -> dict[str, str]:
    """File and text of each."""
    library, catalogue = site(builder.config), paper_domain(builder.env).catalogue
    renamed = [(entry, key) for entry in catalogue.entries if not entry.queued for key in entry.paper.former_keys]
    taken = _taken(builder) if renamed or builder.config.papershelf_moved else set()
    sentence = str(_("This note has moved:"))
    pages: dict[str, str] = {}
    for entry, key in renamed:
        name = path(builder, redirects.old_docname(entry.docname, key))
        if catalogue.by_key(key) != entry or name.casefold() in taken:
            continue
        new = uri(builder, entry)
        address = posixpath.relpath(new or ".", posixpath.dirname(quote(name)) or ".") + "/" * new.endswith("/")
        canonical = library.base + new if library.base else address
        pages[name] = redirects.page(entry.paper.name, address, canonical, sentence, library.language)
    return pages | _elsewhere(builder, taken | {name.casefold() for name in pages})


def _elsewhere(builder: GeneratedFiles, taken: set[str]) -> dict[str, str]:
    """Pages of a library that was split, which lead to the libraries that have them now.

    :param taken: files of everything else, in small letters.
    """
    sites = {library.name: library.address for library in libraries(builder.config)}
    language, sentence = site(builder.config).language, str(_("This note has moved:"))
    pages: dict[str, str] = {}
    for library, docnames in moved_pages(builder).items():
        for docname in docnames if library in sites else ():
            name = path(builder, docname)
            if name.casefold() in taken or ".." in docname.split("/"):
                continue
            there = sites[library] + address_of(builder, docname)
            pages[name] = redirects.page(f"{library}: {docname}", there, there, sentence, language)
    return pages


def moved_pages(builder: GeneratedFiles) -> dict[str, list[str]]:
    """The pages that stand in each other library now; a file that cannot be read is told, and leads nowhere."""
    name = builder.config.papershelf_moved
    if not name:
        return {}
    try:
        return moved.read(Path(builder.srcdir) / name).pages
    except ValueError as error:
        warn(Subtype.INVALID_OPTION, f"{moved.SETTING}: {error}", location=None)
        return {}


def _taken(builder: GeneratedFiles) -> set[str]:
    """Files of everything else, in small letters."""
    groups = [*builder.now.pages.values(), *(page for name, page in builder.now.others.items() if name != _NAME)]
    return {name.casefold() for page in groups for name in page.files} | {
        name.casefold() for name in builder.now.copied
    }
