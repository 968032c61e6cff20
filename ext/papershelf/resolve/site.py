"""The library as a whole, and the absolute address of its root."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.locale import _ as sphinx_words

from papershelf.exports.site import Site, root
from papershelf.model.collection.catalogue import Category, Entry

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

_HOSTING = "READTHEDOCS_CANONICAL_URL"
"""Where Read the Docs says at which address it will serve what is being built."""

_UNSET = {"Author name not set", "Project name not set"}
"""What Sphinx says where conf.py says nothing."""


def site(config: Config) -> Site:
    """What files and pages say of the library."""
    default = sphinx_words("%s %s documentation") % (config.project, config.release)
    texts = (config.project if config.html_title == default else config.html_title, config.author)
    name, author = ("" if text in _UNSET else " ".join(text.split()) for text in texts)
    return Site(name or "papershelf", author, config.language.replace("_", "-"), root(config.html_baseurl))


def address(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Address of a page, relative to the root, with everything quoted that an address may not hold."""
    return pagename if "://" in pagename else quote(builder.get_target_uri(pagename), safe="/%")


def uri(builder: StandaloneHTMLBuilder, place: Entry | Category) -> str:
    """Address of a paper or category, relative to the root."""
    anchor = place.anchor if isinstance(place, Entry) and place.queued else ""
    return address(builder, place.docname) + (f"#{anchor}" if anchor else "")


def path(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """File of a page, relative to the output folder; pages of a folder name the same ones again and again."""
    known: dict[str, str] = vars(builder).setdefault("papershelf_paths", {})
    found = known.get(pagename)
    if found is None:
        inside = str(builder.get_output_path(pagename))[len(str(builder.outdir)) + 1 :]
        found = known[pagename] = inside.replace(os.sep, "/")
    return found


def _take_from_hosting(_app: Sphinx, config: Config) -> None:
    """Let the hosting say where the site will stand, unless conf.py does."""
    if not config.html_baseurl:
        config.html_baseurl = root(os.environ.get(_HOSTING, ""))


def setup(app: Sphinx) -> None:
    """Connect before Sphinx looks at the address."""
    app.connect("config-inited", _take_from_hosting, priority=100)
