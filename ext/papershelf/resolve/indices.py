"""The six indices of the domain, in 가나다 order under ㄱㄴㄷ headings."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.domains import IndexEntry
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.collect.domain.paper import paper_domain
from papershelf.messages import _
from papershelf.model.collection.catalogue import Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.collation import heading, sort_key
from papershelf.render.words import STATUSES, status_label
from papershelf.resolve.index import LateContent, PaperIndex, ValueIndex, Words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class TitleIndex(PaperIndex):
    """Papers by title."""

    name = "title"
    localname = Words(_("Papers by title"))
    shortname = Words(_("titles"))

    def values(self, entry: Entry) -> Sequence[str]:
        return [entry.paper.title or entry.key]


def authors(paper: Paper) -> list[str]:
    """The names under which a paper stands in the index of authors."""
    return list(dict.fromkeys(a.sort_name for a in paper.authors if a.literal != "others"))


class AuthorIndex(ValueIndex):
    """Papers by author."""

    name = "author"
    localname = Words(_("Papers by author"))
    shortname = Words(_("authors"))
    names = True

    def holds(self, paper: Paper) -> bool:
        return bool(authors(paper))

    def values(self, entry: Entry) -> Sequence[str]:
        return authors(entry.paper)


class YearIndex(PaperIndex):
    """Papers by year, the newest first."""

    name = "year"
    localname = Words(_("Papers by year"))
    shortname = Words(_("years"))
    runs = headed = True

    def holds(self, paper: Paper) -> bool:
        return bool(paper.year)

    def values(self, entry: Entry) -> Sequence[str]:
        return [entry.paper.year] if entry.paper.year else []

    def heading(self, value: str) -> str:
        return value

    def in_order(self, firsts: Mapping[str, str]) -> list[str]:
        return sorted(firsts, reverse=True)


class VenueIndex(ValueIndex):
    """Papers by venue."""

    name = "venue"
    localname = Words(_("Papers by venue"))
    shortname = Words(_("venues"))
    runs = True

    def holds(self, paper: Paper) -> bool:
        return bool(paper.venue)

    def values(self, entry: Entry) -> Sequence[str]:
        return [entry.paper.venue] if entry.paper.venue else []


class TagIndex(ValueIndex):
    """Papers by tag."""

    name = "tag"
    localname = Words(_("Papers by tag"))
    shortname = Words(_("tags"))
    runs = True

    def holds(self, paper: Paper) -> bool:
        return bool(paper.tags)

    def values(self, entry: Entry) -> Sequence[str]:
        return entry.paper.tags


class StatusIndex(PaperIndex):
    """Papers by the state of their note."""

    name = "status"
    localname = Words(_("Papers by status"))
    shortname = Words(_("status"))
    runs = headed = True

    def values(self, entry: Entry) -> Sequence[str]:
        return [entry.paper.status]

    def heading(self, value: str) -> str:
        # it becomes part of an id, which holds no space
        return status_label(Status(value)).replace(" ", "\u00a0")

    def line(self, value: str, entry: Entry | None) -> IndexEntry:
        return super().line(value, entry)._replace(extra="")

    def in_order(self, firsts: Mapping[str, str]) -> list[str]:
        return [name for status in STATUSES if (name := self.heading(status)) in firsts]


INDICES = (TitleIndex, AuthorIndex, YearIndex, VenueIndex, TagIndex, StatusIndex)


def _regroup(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The general index in the same order; Sphinx's own headings for Korean are letters that do not show."""
    if not context.get("genindexentries"):
        return
    entries = [entry for _letter, group in context["genindexentries"] for entry in group]
    groups: dict[str, list[Any]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: sort_key(e[0])):
        groups[heading(entry[0])].append(entry)
    context["genindexentries"] = list(groups.items())
    context["genindexcounts"] = [sum(1 + len(entry[1][1]) for entry in group) for group in groups.values()]


def _finish(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Plain lists for a page that is about to be written: some builders write the context itself."""
    content = context.get("content")
    if isinstance(content, LateContent):
        context["content"] = content.groups
    if pagename.startswith("paper-") and "pathto" in context and paper_domain(app.env).catalogue.shelves:
        context["pathto"] = functools.partial(_pathto, context["pathto"])


def _pathto(usual: Callable[..., str], page: str, *how: Any, **named: Any) -> str:
    """The address of a page; of a note in another library, which a portal shows, the page is its address."""
    return page if "://" in page else usual(page, *how, **named)


def is_empty(env: BuildEnvironment, label: str) -> bool:
    """Whether a label is that of an index in which no paper of the library stands: it has no page then."""
    index = next((index for index in INDICES if label == f"paper-{index.name}"), None)
    return index is not None and not index(paper_domain(env)).generate()[0]


class ForgetEmptyIndices(SphinxPostTransform):
    """Leave the words of a reference to an index that has no page."""

    default_priority = 9  # before references are resolved (10)
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the references."""
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("refdomain") == "std" and node["reftype"] == "ref" and is_empty(self.env, node["reftarget"]):
                node.replace_self([child.deepcopy() for child in node.children])


def setup(app: Sphinx) -> None:
    """Add the indices to the domain."""
    app.add_post_transform(ForgetEmptyIndices)
    app.connect("html-page-context", _regroup)
    app.connect("html-page-context", _finish)
    for index in INDICES:
        app.add_index_to_domain("paper", index)
