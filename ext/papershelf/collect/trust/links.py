"""Links: an untrusted page leads to no script."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from myst_parser.config.main import MdParserConfig
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.collect.trust.pages import is_untrusted_page, stands_in_untrusted
from papershelf.messages import Subtype, warn
from papershelf.model.record.build import shorten
from papershelf.upstream.trees import now

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "ftp"})
"""URL schemes that a link may have; the empty one is a relative address."""
ADDRESSES = ("refuri", "uri")
_SCHEMES = "a link's scheme is http, https, mailto, tel or ftp"


class RefuseLinks(SphinxTransform):
    """Hold links to the allowed schemes."""

    default_priority = 2

    def apply(self) -> None:
        """Go through the tables of contents and the links."""
        if not is_untrusted_page(self.env):
            return
        for toctree in self.document.findall(addnodes.toctree):
            for title, ref in list(toctree["entries"]):
                if not allowed_url(ref):
                    message = f"toctree: found {shorten(ref)!r}; {_SCHEMES}; it is left out"
                    warn(Subtype.UNSAFE_URL, message, location=toctree)
                    toctree["entries"].remove((title, ref))
        told: set[str] = set()
        found = _leading_astray(self.document)
        for node in sorted(found, key=lambda node: isinstance(node, nodes.target)):
            uri = next(node[name] for name in ADDRESSES if not allowed_url(str(node.get(name, ""))))
            if not (isinstance(node, nodes.target) and uri in told):  # `words <address>`_ is a link and its target
                message = f"found {shorten(uri)!r}; {_SCHEMES}; the link is left out"
                warn(Subtype.UNSAFE_URL, message, location=node)
            told.add(uri)
            _unlink(node)


class RefuseTranslatedLinks(RefuseLinks):
    """The same for what a translation brought."""

    default_priority = 25  # behind Sphinx's Locale


class CheckResolvedLinks(SphinxPostTransform):
    """The same for links that are known only now; whoever resolved them has told of it."""

    default_priority = 999

    def run(self, **kwargs: Any) -> None:
        """Go through the links once more."""
        for node in _leading_astray(self.document):
            if stands_in_untrusted(self.env, node):
                _unlink(node)


@lru_cache(maxsize=4096)
def allowed_url(uri: str, *, image: bool = False) -> bool:
    """Whether a link may lead there. Browsers skip control characters and blanks in a scheme, so they count."""
    bare = re.sub(r"[\x00-\x20\x7f-\x9f\u200b\u2028\u2029\ufeff]", "", uri)
    if image and re.match(r"data:image/(?:png|jpeg|gif|webp);base64,", bare, re.IGNORECASE):
        return True
    try:
        return urlsplit(bare).scheme.lower() in SCHEMES or not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", bare)
    except ValueError:
        return False


def _leading_astray(document: nodes.document) -> list[nodes.Element]:
    leading = [
        (node, [node.attributes[name] for name in ADDRESSES if name in node.attributes])
        for node in now(document, nodes.Element)
        if "refuri" in node.attributes or "uri" in node.attributes
    ]
    return [
        node
        for node, uris in leading
        if any(isinstance(uri, str) and not allowed_url(uri, image=isinstance(node, nodes.image)) for uri in uris)
    ]


def _unlink(node: nodes.Element) -> None:
    """Keep the words, lose the link."""
    if isinstance(node, nodes.target):
        del node.attributes["refuri"]
    elif isinstance(node, nodes.image):
        node.replace_self(nodes.inline("", node.get("alt", ""), classes=["paper-refused"]))
    else:
        node.replace_self(nodes.inline("", "", *node.children, classes=["paper-refused"]))


def _know_telephones(app: Sphinx, config: Config) -> None:
    """Let Markdown links be telephone numbers, where ``conf.py`` does not say which schemes there are."""
    if "myst_url_schemes" in config and config.myst_url_schemes == MdParserConfig().url_schemes:
        config.myst_url_schemes = {**config.myst_url_schemes, "tel": None}


def setup(app: Sphinx) -> None:
    """Connect the checks."""
    app.connect("config-inited", _know_telephones)
    app.add_transform(RefuseLinks)
    app.add_transform(RefuseTranslatedLinks)
    app.add_post_transform(CheckResolvedLinks)
