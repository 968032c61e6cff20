"""What a page tells machines of itself: description, preview card, JSON-LD, COinS, feeds, its Markdown twin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from papershelf.collect.domain.paper import paper_domain
from papershelf.exports import feed
from papershelf.exports.text import clean, shorten, xml
from papershelf.exports.web import coins, highwire, jsonld
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.paper import Paper
from papershelf.resolve.site import address, site, uri
from papershelf.write.builder import PaperHTMLBuilder
from papershelf.write.files import twins
from papershelf.write.files.description import LENGTH, first_text
from papershelf.write.previews import pictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_LOCALES = {"ko": "ko_KR", "en": "en_US"}
_OTHERS = ("sphinxext.opengraph",)
"""Extensions that write OpenGraph tags; where one is used, it writes all of them."""


class _Page:
    """A page about to be written."""

    def __init__(self, builder: PaperHTMLBuilder, docname: str, doctree: nodes.document) -> None:
        self.builder = builder
        self.docname = docname
        self.site = site(builder.config)
        self.domain = paper_domain(builder.env)
        self.paper: Paper | None = self.domain.paper(docname)
        category = self.domain.categories.get(docname)
        self.category = category.slug if category else ""
        self.is_home = docname == builder.config.root_doc
        self.address = address(builder, docname)
        own = shorten(clean(self.paper.insight), LENGTH) if self.paper else ""
        self.description = own or first_text(doctree, self.domain)
        self.title = (self.paper.title if self.paper else "") or self.domain.title(docname)

    def meta(self) -> Iterator[tuple[str, str, str]]:
        """Attribute, its value, and content, of each ``meta`` tag."""
        yield "name", "description", self.description
        if not any(name in self.builder.sphinx.extensions for name in _OTHERS):
            yield from self._opengraph()
        if self.paper and self.builder.config.papershelf_citation_meta:
            for name, content in highwire.tags(self.paper):
                yield "name", name, content

    def _opengraph(self) -> Iterator[tuple[str, str, str]]:
        language = self.site.language.replace("-", "_")
        yield "property", "og:type", "website" if self.is_home else "article"
        yield "property", "og:title", self.title
        yield "property", "og:description", self.description
        yield "property", "og:site_name", self.site.name
        yield "property", "og:locale", _LOCALES.get(language, language if "_" in language else "")
        yield "property", "og:url", self.site.base and self.site.base + self.address
        picture = self.paper and self.site.base and pictures.path(self.paper.key)
        if picture:
            yield "property", "og:image", self.site.base + quote(picture)
            yield "property", "og:image:width", str(pictures.WIDTH)
            yield "property", "og:image:height", str(pictures.HEIGHT)
            yield "property", "og:image:alt", self.title
        yield "name", "twitter:card", "summary_large_image" if picture else "summary"

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Type, title and path of each other form of the page."""
        if twin := twins.twin_path(self.builder, self.docname):
            yield "text/markdown", "Markdown", twin
        if self.is_home:
            yield feed.TYPE, self.site.name, feed.LIBRARY
        if self.category:
            yield feed.TYPE, f"{self.site.name}: {self.title}", feed.category_path(self.category)

    def data(self) -> jsonld.Data | None:
        """What the page is, in words of schema.org."""
        if self.paper:
            return self._note(self.paper)
        if self.category:
            return jsonld.category(self.title, self.address, self.site, self.description)
        if self.is_home:
            return jsonld.home(self.site, self.description, address(self.builder, "search"))
        return None

    def _note(self, paper: Paper) -> jsonld.Data:
        catalogue = self.domain.catalogue
        known = [slug for slug in catalogue.above(paper.categories) if slug in catalogue.categories]
        sections = [catalogue.categories[slug].title for slug in known]

        def cited(keys: tuple[str, ...]) -> list[tuple[str, str]]:
            found: list[Entry | None] = [catalogue.anywhere(key) for key in keys]
            return [(entry.paper.title or entry.key, place(entry)) for entry in found if entry]

        def place(entry: Entry) -> str:
            return entry.address or uri(self.builder, entry)

        relations = {relation: cited(keys) for relation, keys in paper.relations}
        return jsonld.note(paper, self.address, self.site, sections, relations)


def _add(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    builder = app.builder
    if doctree is None or not isinstance(builder, PaperHTMLBuilder) or pagename not in app.env.all_docs:
        return
    page = _Page(builder, pagename, doctree)
    pathto: Callable[..., str] = context["pathto"]
    given = context.get("metatags") or ""
    lines = [
        f'<meta {attribute}="{name}" content="{xml(content)}" />'
        for attribute, name, content in page.meta()
        if content and not (name == "description" and 'name="description"' in given)
    ]
    lines += [
        f'<link rel="alternate" type="{kind}" title="{xml(title)}" href="{xml(pathto(quote(name), resource=True))}" />'
        for kind, title, name in page.links()
    ]
    if data := page.data():
        lines.append(jsonld.script(data))
    title = app.env.titles[pagename]
    if title.next_node(nodes.math):  # templates take tags out of titles: a fraction would be a row of letters
        context["title"] = xml(page.domain.title(pagename))
    context["metatags"] = given + "\n".join(lines) + "\n"
    if page.paper:
        context["body"] += coins.span(page.paper)


def setup(app: Sphinx) -> None:
    """Connect behind furo and the sidebar."""
    app.connect("html-page-context", _add, priority=650)
