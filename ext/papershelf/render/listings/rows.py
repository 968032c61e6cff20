"""Items of an interactive list: in HTML they carry what its script filters and sorts by, elsewhere they are plain."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from papershelf.model.record.publication import venue_name
from papershelf.render.assets import SITES
from papershelf.render.nodes.visitors import BARE, as_a

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from papershelf.model.collection.catalogue import Catalogue, Entry
    from papershelf.model.record.paper import Author

RECORDS_PER_FILE = 500
"""Papers whose exports stand in one file, counted in reading order."""


class paper_library(nodes.General, nodes.Element):
    """The frame of an interactive list; ``facts`` are names and words for its script.

    Of a long one, whose items stand in files, ``entries`` are its papers and ``folder`` is where these files are.
    """


class paper_rest(nodes.General, nodes.Element):
    """Items of a long list that the page does not show: their HTML goes into files."""


class paper_row(nodes.list_item):
    """An item; ``facts`` are its attributes, without the ``data-`` before them.

    Of a long list, ``key`` names its paper; when it is written, ``html`` is what it became.
    """


def row(entry: Entry, position: int, catalogue: Catalogue, *, is_kept: bool = False) -> paper_row:
    """The item of a paper, still empty.

    :param position: place of the paper in the whole library's reading order.
    :param is_kept: whether its HTML goes into a file, too.
    """
    known = facts(entry, position, catalogue)
    made = paper_row("", classes=["paper-item", f"paper-{entry.paper.status}"], facts=known)
    if is_kept:
        del known["file"]  # would change when a paper comes before it; the list's own files tell
        made["key"] = entry.key
    return made


def facts(entry: Entry, position: int, catalogue: Catalogue) -> dict[str, str]:
    """What filtering, sorting and exporting need beyond the text of the item; absent values are left out.

    Categories are the paper's own and all above these, so that it is found under each. Categories and tags are parted
    by commas, authors by semicolons, as neither can hold one. The name that sorts is left out where it is the last
    word of the first author, then the others: the script makes it so.
    """
    paper = entry.paper
    authors = [author for author in paper.authors if author.literal != "others"]
    found = {
        "key": paper.key,
        "file": str(position // RECORDS_PER_FILE),
        "short": paper.short_title,
        "authors": ";".join(author.name for author in authors),
        "first": _sorted_otherwise(authors[0]) if authors else "",
        "categories": ",".join(catalogue.above(paper.categories)),
        "status": paper.status.value,
        "tags": ",".join(paper.tags),
        "date": paper.date,
        "venue": paper.venue,
        "series": venue_name(paper) if paper.venue else "",
        "added": paper.added,
        "read": paper.read,
    }
    return {name: value for name, value in found.items() if value}


def _sorted_otherwise(author: Author) -> str:
    given, _space, family = author.name.rpartition(" ")
    return "" if author.sort_name == (f"{family}, {given}" if given else family) else author.sort_name


def _visit_row_html(self: Any, node: paper_row) -> None:
    attributes = {f"data-{name}": value for name, value in node["facts"].items()} if self.builder.name in SITES else {}
    if "key" in node:
        node["start"] = len(self.body)
    self.body.append(self.starttag(node, "li", "", **attributes))


def _depart_row_html(self: Any, node: paper_row) -> None:
    self.depart_list_item(node)
    if "key" in node:
        node["html"] = "".join(self.body[node["start"] :]).rstrip("\n")


def _visit_rest_html(self: Any, node: paper_rest) -> None:
    node["start"] = len(self.body)


def _depart_rest_html(self: Any, node: paper_rest) -> None:
    del self.body[node["start"] :]


def _visit_frame_html(self: Any, node: paper_library) -> None:
    text = json.dumps(node["facts"], ensure_ascii=False, separators=(",", ":"))
    attributes = {"data-library": text} if self.builder.name in SITES else {}
    if "folder" in node:
        attributes["data-rows"] = quote(node["folder"])
    self.body.append(self.starttag(node, "div", **attributes))


def _depart_frame_html(self: Any, node: paper_library) -> None:
    self.body.append("</div>\n")


def _link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let a page with an interactive list load its script and style sheet; no other page does."""
    if app.builder.name in SITES and doctree and next(doctree.findall(paper_library), None):
        app.add_css_file("papershelf-library.css", priority=710)
        app.add_js_file("papershelf-library.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the nodes and the handler."""
    row_html, row = (_visit_row_html, _depart_row_html), as_a("list_item")
    frame_html = (_visit_frame_html, _depart_frame_html)
    app.add_node(paper_row, html=row_html, latex=row, text=row, man=row, texinfo=row)
    app.add_node(paper_library, html=frame_html, latex=BARE, text=BARE, man=BARE, texinfo=BARE)
    app.add_node(paper_rest, html=(_visit_rest_html, _depart_rest_html))
    app.connect("html-page-context", _link)
