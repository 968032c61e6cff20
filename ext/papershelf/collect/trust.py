"""Content is not trusted: what a page may not do is taken out here, whatever wrote it.

conf.py is trusted. A pull request that only touches pages can run no code, read no file outside the
source folder, and put no script into a page.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import docutils
import yaml
from docutils import nodes
from docutils.parsers.rst.directives.misc import Raw
from docutils.utils import relative_path
from sphinx import addnodes
from sphinx.directives.code import LiteralInclude
from sphinx.directives.patches import CSVTable
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.messages import Subtype, warn
from papershelf.model.build import shorten

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCHEMES = frozenset({"", "http", "https", "mailto"})
"""URL schemes that a link in content may have; the empty one is a relative address."""
_SCHEMES = "a link's scheme is http, https or mailto"

_TAGS = ("b", "br", "del", "details", "em", "i", "ins", "kbd", "mark", "p", "s", "small", "strong", "sub", "summary",
         "sup", "u", "wbr")  # fmt: skip
_ALLOWED = re.compile(rf"&lt;(?P<tag>/?(?:{'|'.join(_TAGS)})\s*/?|details open)&gt;", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)
_SVG_TAGS = {"svg", "path", "g", "circle", "rect", "line", "polyline", "polygon", "title"}
_SVG_ATTRIBUTES = {"version", "width", "height", "class", "viewBox", "aria-hidden", "d", "fill", "fill-rule", "role",
                   "clip-rule", "x", "y", "cx", "cy", "r", "rx", "ry", "points", "transform"}  # fmt: skip


def refuse_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take ``myst:`` out of a page's front matter: it could switch on extensions that run templates."""
    lines = source[0].splitlines(keepends=True)
    if not lines or not lines[0].startswith("---"):
        return
    end = next((i for i, line in enumerate(lines[1:], 1) if line.startswith(("---", "..."))), None)
    if end is None:
        return
    try:
        data = yaml.safe_load("".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):
        return  # MyST says so, and takes nothing from it
    if not isinstance(data, dict) or "myst" not in data:
        return
    line = next((i for i, text in enumerate(lines[1:end], 2) if "myst" in text), 1)
    warn(
        Subtype.REFUSED_MARKUP,
        "found the front matter key 'myst', which only conf.py may set (myst_enable_extensions, myst_substitutions); "
        "it is left out",
        location=(docname, line),
    )
    kept = yaml.safe_dump({k: v for k, v in data.items() if k != "myst"}, allow_unicode=True).splitlines(keepends=True)
    if data.keys() == {"myst"}:
        kept = []
    elif len(kept) > end - 1:  # anchors spelt out: one line, so that every line below keeps its number
        kept = [yaml.safe_dump({k: v for k, v in data.items() if k != "myst"}, default_flow_style=True, width=10**6)]
    padding = ["\n"] * (end - 1 - len(kept))
    source[0] = "".join([lines[0], *kept, *padding, *lines[end:]])


class RefuseForeignFiles(SphinxTransform):
    """Drop a page that pulled in a file from outside the source folder, and such images and downloads."""

    default_priority = 1

    def apply(self) -> None:
        """Check what the parser recorded as read, and what nodes ask for."""
        outside = [path for path in self._inserted() if not self._inside(path) and not _is_loaded_module(path)]
        if outside:
            names = ", ".join(relative_path(f"{self.env.srcdir}/x", path) for path in outside)
            warn(
                Subtype.REFUSED_MARKUP,
                f"the page inserts {names}, outside the source folder; its content is left out",
                location=self.env.current_document.docname,
            )
            for child in list(self.document.children):
                self.document.remove(child)
            self.document += nodes.section(
                "", nodes.title("", self.env.current_document.docname), ids=["refused"], names=["refused"]
            )
        files: list[nodes.Element] = [
            *self.document.findall(nodes.image),
            *self.document.findall(addnodes.download_reference),
        ]
        for node in files:
            uri = node.get("uri") or node.get("reftarget") or ""
            if "://" in uri or uri.startswith("data:"):
                continue  # a scheme: judged with the links
            _relative, path = self.env.relfn2path(uri)
            if not self._inside(path):
                _refuse(node, Subtype.REFUSED_MARKUP, f"found the file {uri!r}, outside the source folder")

    def _inserted(self) -> list[str]:
        record = self.document.settings.record_dependencies
        own = {str(path) for path in self.env.dependencies.get(self.env.current_document.docname, ())}
        return [*(record.list if record else []), *(str(Path(self.env.srcdir, path)) for path in sorted(own))]

    def _inside(self, path: str) -> bool:
        resolved = Path(path).resolve()
        allowed = (Path(self.env.srcdir).resolve(), Path(docutils.__file__).parent)
        return any(resolved.is_relative_to(folder) for folder in allowed)


def _is_loaded_module(path: str) -> bool:
    """Whether a file is code that conf.py brought in: autodoc and its like record modules as read."""
    wanted = Path(path).resolve()
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    return any(Path(file).resolve() == wanted for file in files if file)


class RefuseMarkup(SphinxTransform):
    """Hold raw HTML to an allow-list of plain tags, and links to the allowed schemes."""

    default_priority = 2

    def apply(self) -> None:
        """Go through raw nodes, meta tags and links."""
        for raw in list(self.document.findall(nodes.raw)):
            self._raw(raw)
        for meta in list(self.document.findall(nodes.meta)):
            if meta.get("http-equiv"):
                _refuse(meta, Subtype.REFUSED_MARKUP, f"found a meta tag with http-equiv {meta['http-equiv']!r}")
        for toctree in self.document.findall(addnodes.toctree):
            self._toctree(toctree)
        for image in self.document.findall(nodes.image):
            if image.get("loading") == "embed":  # an SVG put into the page would bring its scripts along
                del image["loading"]
        _check_links(self.document, warned=True)

    def _toctree(self, node: addnodes.toctree) -> None:
        for title, ref in list(node["entries"]):
            if not allowed_url(ref):
                warn(Subtype.UNSAFE_URL, f"toctree: found {shorten(ref)!r}; {_SCHEMES}; it is left out", location=node)
                node["entries"].remove((title, ref))

    def _raw(self, node: nodes.raw) -> None:
        text = node.astext()
        if "html" not in node.get("format", "").split():
            _refuse(node, Subtype.REFUSED_MARKUP, f"found raw {node.get('format')!r} content")
        elif _COMMENT.fullmatch(text):
            node.parent.remove(node)
        elif (icon := safe_svg(text)) is not None:
            _replace_text(node, icon)
        else:
            safe = _ALLOWED.sub(lambda m: f"<{html.unescape(m['tag'])}>", html.escape(text, quote=False))
            if "&lt;" in safe:
                found = shorten(" ".join(text.split()))
                warn(
                    Subtype.REFUSED_MARKUP,
                    f"found raw HTML {found!r}; allowed are the tags {', '.join(_TAGS)} without attributes; "
                    "it is shown as text",
                    location=node,
                )
            _replace_text(node, safe)


class CheckResolvedLinks(SphinxPostTransform):
    """The same for links that are known only now."""

    default_priority = 999

    def run(self, **kwargs: Any) -> None:
        """Go through the links once more."""
        _check_links(self.document, warned=False)


class LocalTable(CSVTable):
    """``csv-table`` without ``:url:``: a build reads no address."""

    option_spec = {name: convert for name, convert in (CSVTable.option_spec or {}).items() if name != "url"}


class LocalRaw(Raw):
    """``raw`` without ``:url:``; its content is held to the allow-list later."""

    option_spec = {name: convert for name, convert in (Raw.option_spec or {}).items() if name != "url"}


class RecordedInclude(LiteralInclude):
    """``literalinclude`` that also records the file of ``:diff:`` as read, so that its place is checked."""

    def run(self) -> list[nodes.Node]:
        """Record the second file, then include."""
        if "diff" in self.options:
            _relative, path = self.env.relfn2path(self.options["diff"])
            self.env.note_dependency(path)
        return super().run()


def _replace_text(node: nodes.raw, text: str) -> None:
    node.clear()
    node += nodes.Text(text)
    node.rawsource = text


def safe_svg(text: str) -> str | None:
    """An icon as sphinx-design's roles make it, written anew; nothing for any other markup."""
    from xml.etree import ElementTree

    text = text.strip()
    if not text.startswith("<svg") or "<!" in text or "<?" in text or len(text) > 20_000:
        return None
    try:
        tree = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return None
    for element in tree.iter():
        element.tag = str(element.tag).rpartition("}")[2]
        if element.tag not in _SVG_TAGS or set(element.attrib) - _SVG_ATTRIBUTES:
            return None
    return ElementTree.tostring(tree, encoding="unicode")


def _check_links(document: nodes.document, *, warned: bool) -> None:
    for node in list(document.findall(nodes.Element)):
        attributes = node.attributes
        for attribute in ("refuri", "uri"):
            if attribute not in attributes:
                continue
            uri = attributes[attribute]
            if isinstance(uri, str) and not allowed_url(uri, image=isinstance(node, nodes.image)):
                if warned:
                    warn(
                        Subtype.UNSAFE_URL,
                        f"found {shorten(uri)!r}; {_SCHEMES}; the link is left out",
                        location=node,
                    )
                _unlink(node)
                break


def allowed_url(uri: str, *, image: bool = False) -> bool:
    """Whether a link may lead there. Browsers skip control characters and blanks in a scheme, so they count."""
    bare = re.sub(r"[\x00-\x20\x7f-\x9f\u200b\u2028\u2029\ufeff]", "", uri)
    if image and re.match(r"data:image/(?:png|jpeg|gif|webp);base64,", bare, re.IGNORECASE):
        return True
    try:
        return urlsplit(bare).scheme.lower() in SCHEMES or not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", bare)
    except ValueError:
        return False


def _unlink(node: nodes.Element) -> None:
    """Keep the words, lose the link."""
    if isinstance(node, nodes.target):
        del node.attributes["refuri"]
    elif isinstance(node, nodes.image):
        node.replace_self(nodes.inline("", node.get("alt", ""), classes=["paper-refused"]))
    else:
        node.replace_self(nodes.inline("", "", *node.children, classes=["paper-refused"]))


def _refuse(node: nodes.Element, subtype: Subtype, message: str) -> None:
    warn(subtype, f"{message}; it is left out", location=node)
    node.parent.remove(node)


def setup(app: Sphinx) -> None:
    """Connect the checks."""
    app.connect("source-read", refuse_front_matter, priority=900)
    app.add_directive("csv-table", LocalTable, override=True)
    app.add_directive("raw", LocalRaw, override=True)
    app.add_directive("literalinclude", RecordedInclude, override=True)
    app.add_transform(RefuseForeignFiles)
    app.add_transform(RefuseMarkup)
    app.add_post_transform(CheckResolvedLinks)
