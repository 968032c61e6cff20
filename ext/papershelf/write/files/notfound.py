"""``404.html``: what a reader sees at an address that leads nowhere.

It is shown at any depth, so its links start at the root of the host.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from papershelf.collect.domain.paper import paper_domain
from papershelf.messages import _
from papershelf.model.text.digests import digest
from papershelf.resolve.site import address, site

if TYPE_CHECKING:
    from collections.abc import Callable

    from papershelf.model.collection.catalogue import Catalogue
    from papershelf.write.generated import GeneratedFiles

_PAGE = "404"
_FILE = "404.html"
_ROWS = 24
"""Categories that the page leads to: of more, the deepest levels are left out."""

_ADDRESS = re.compile(r'(?<=\s)(?P<name>href|src|action|data-content_root)="(?P<address>[^"#][^"]*)"')


def write(builder: GeneratedFiles) -> None:
    """Write the page, unless the library or another extension has its own."""
    if (
        _PAGE in builder.env.all_docs
        or _FILE in builder.now.copied
        or "notfound.extension" in builder.sphinx.extensions
    ):
        return
    library = site(builder.config)

    def make() -> None:
        title = str(_("Page not found"))
        context = {
            "title": title,
            "body": _body(builder, title),
            "metatags": '<meta name="robots" content="noindex" />',
        }
        builder.handle_page(_PAGE, context, outfilename=Path(builder.outdir, _FILE))
        text = rooted(builder.remembering.last, urlsplit(library.base).path or "/", builder.get_target_uri(_PAGE))
        builder.add_file(_FILE, text.encode(builder.config.html_output_encoding, "xmlcharrefreplace"), page=_PAGE)

    def inputs() -> str:
        around = builder.navigation.facts(_PAGE) if builder.navigation else builder.inputs.everything
        categories = [(c.docname, c.title, c.parent) for c in paper_domain(builder.env).catalogue.categories.values()]
        return digest((builder.common, library, categories, around))

    builder.unless_kept(_FILE, make, inputs)


def rooted(text: str, root: str, page: str) -> str:
    """A page whose relative links start at the root of the host.

    :param root: path of the site on its host, with a final ``/``.
    :param page: address that the links are relative to, relative to the site.
    """

    def lead(match: re.Match[str]) -> str:
        target = urljoin(root + page, unescape(match["address"]))
        return f'{match["name"]}="{escape(target)}"'

    return _ADDRESS.sub(lead, text)


def _levels(catalogue: Catalogue) -> int:
    """How many levels of categories fit the page; the first always does."""
    counts = Counter(len(catalogue.path(slug)) for slug in catalogue.categories)
    whole = list(accumulate(counts[level] for level in sorted(counts)))
    return max(1, sum(count <= _ROWS for count in whole))


def _rows(catalogue: Catalogue, slug: str, levels: int, link: Callable[[str, str], str]) -> str:
    """List items of the categories below one, each with those below it.

    :param levels: how deep the list goes.
    """
    found = []
    for inner in catalogue.children(slug) if levels else ():
        category, below = catalogue.categories[inner], _rows(catalogue, inner, levels - 1, link)
        found.append(f"<li>{link(category.docname, category.title)}{f'<ul>{below}</ul>' if below else ''}</li>")
    return "".join(found)


def _body(builder: GeneratedFiles, title: str) -> str:
    up = "../" * builder.get_target_uri(_PAGE).count("/") or "./"

    def link(docname: str, text: str) -> str:
        return f'<a class="reference internal" href="{escape(up + address(builder, docname))}">{escape(text)}</a>'

    home = link(builder.config.root_doc, str(_("Home")))
    catalogue = paper_domain(builder.env).catalogue
    rows = _rows(catalogue, "", _levels(catalogue), link)
    search, label = escape(up + address(builder, "search")), escape(str(_("Search")))
    sentence = escape(str(_("There is nothing at this address. Search for what was here, or start from one of these:")))
    return (
        f'<section class="paper-lost"><h1>{escape(title)}</h1><p>{sentence}</p>'
        f'<form role="search" action="{search}" method="get">'
        f'<input type="search" name="q" aria-label="{label}" /> <button type="submit">{label}</button></form>'
        f"<ul><li>{home}</li>{rows}</ul></section>"
    )
