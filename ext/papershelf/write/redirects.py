"""Pages at the old addresses of papers that got another key (``:former-keys:``)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from papershelf.collect.domain import paper_domain
from papershelf.exports import redirects
from papershelf.messages import _
from papershelf.model.digests import digest
from papershelf.resolve.site import path, site, uri

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

_NAME = "redirects"


def write(builder: GeneratedFiles) -> None:
    """Write them where no other file stands, also none whose name differs in capitals only."""

    def make() -> None:
        for name, text in _pages(builder).items():
            builder.add_file(name, text.encode())

    builder.unless_kept(_NAME, make, lambda: digest(sorted(_pages(builder).items())))


def _pages(builder: GeneratedFiles) -> dict[str, str]:
    """File and text of each."""
    library, catalogue = site(builder.config), paper_domain(builder.env).catalogue
    moved = [(entry, key) for entry in catalogue.entries if not entry.queued for key in entry.paper.former_keys]
    taken = _taken(builder) if moved else set()
    sentence = str(_("This note has moved:"))
    pages: dict[str, str] = {}
    for entry, key in moved:
        name = path(builder, redirects.old_docname(entry.docname, key))
        if catalogue.by_key(key) != entry or name.casefold() in taken:
            continue
        new = uri(builder, entry)
        address = posixpath.relpath(new or ".", posixpath.dirname(quote(name)) or ".") + "/" * new.endswith("/")
        canonical = library.base + new if library.base else address
        pages[name] = redirects.page(entry.paper.name, address, canonical, sentence, library.language)
    return pages


def _taken(builder: GeneratedFiles) -> set[str]:
    """Files of everything else, in small letters."""
    groups = [*builder.now.pages.values(), *(page for name, page in builder.now.others.items() if name != _NAME)]
    return {name.casefold() for page in groups for name in page.files} | {
        name.casefold() for name in builder.now.copied
    }
