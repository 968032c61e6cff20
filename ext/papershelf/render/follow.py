"""The threads of a paper: relations and mentions, grouped, and what to read next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from docutils import nodes

from papershelf.messages import _
from papershelf.model.catalogue import Catalogue, Entry, Mention
from papershelf.model.related import Kind, Reason, Suggestion
from papershelf.model.spans import plain
from papershelf.render import chips, disclosure, lines, words

SHOWN, PAGES = 10, 3
"""Mentions of one group that are shown at once, and those on pages that are no papers; the others open on demand."""

_REASONS = 3
"""Reasons that are given, the strongest first."""

_SHARED = 3
"""Papers or tags that one reason names."""


@dataclass
class _Group:
    """Papers that stand under one label: those that are only related, and places that mention this one."""

    label: str
    shown: int = SHOWN
    related: list[Entry] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def threads(entry: Entry, catalogue: Catalogue, title_of: Callable[[str], str]) -> nodes.field_list | None:
    """Relations both ways, and the places that mention a paper, each under what it is to this one.

    :param title_of: title of a document, by its docname.
    """
    fields = nodes.field_list("", classes=["paper-relations", "no-search"])
    for group in _groups(entry, catalogue):
        body = nodes.field_body("")
        if group.related:
            body += _chips(group.related, entry.docname)
        if group.mentions:
            places = [list(found) for _name, found in groupby(group.mentions, lambda mention: mention.docname)]
            body += _some([_mentions(found, entry, catalogue, title_of) for found in places], group.shown)
        fields += nodes.field("", nodes.field_name("", group.label), body)
    return fields if len(fields) else None


def _groups(entry: Entry, catalogue: Catalogue) -> Iterable[_Group]:
    groups = []
    holder: dict[str, _Group] = {}
    for relation, inverse, others in catalogue.related_to(entry.key):
        group = _Group(words.relation_label(relation, inverse), related=list(others))
        groups.append(group)
        for other in others:
            holder.setdefault(other.docname if not other.queued else "", group)
    papers = _Group(words.mention_label(ahead=False, back=True))
    pages = _Group(str(_("Mentioned on")), PAGES)
    holder.pop("", None)
    for mention in catalogue.mentions_of(entry.key):
        other_papers = papers if catalogue.by_docname(mention.docname) else pages
        holder.get(mention.docname, other_papers).mentions.append(mention)
    for group in groups:
        said = {mention.docname for mention in group.mentions}
        group.related = [other for other in group.related if other.queued or other.docname not in said]
    return [group for group in (*groups, papers, pages) if group.related or group.mentions]


def _chips(entries: Sequence[Entry], refdoc: str) -> nodes.paragraph:
    line = chips.paragraph()
    for number, entry in enumerate(entries):
        if number:
            line += nodes.Text(", ")
        line += chips.xref(entry.key, refdoc)
    return line


def _mentions(
    places: Sequence[Mention], entry: Entry, catalogue: Catalogue, title_of: Callable[[str], str]
) -> nodes.list_item:
    """The sentences of one page, each behind a link to its place."""
    docname = places[0].docname
    source = catalogue.by_docname(docname)
    name = source.paper.name if source else title_of(docname)
    silent = {"", entry.paper.name}
    said = [place for place in places if plain(place.sentence) not in silent] or places[:1]
    line = chips.paragraph()
    for number, place in enumerate(said):
        text = f"({number + 1})" if number else name
        line += [nodes.Text(" ")] if number else []
        line += chips.place_xref(docname, place.anchor, entry.docname, nodes.Text(text))
        if plain(place.sentence) not in silent:
            sentence = nodes.inline("", "", *lines.shown(place.sentence), classes=["paper-sentence"])
            line += [nodes.Text(" " if number else " — "), sentence]
    return nodes.list_item("", line)


def _some(items: list[nodes.list_item], shown: int) -> list[nodes.Node]:
    """The first items of a list, the others in a block that opens."""
    found: list[nodes.Node] = [nodes.bullet_list("", *items[:shown], classes=["paper-backlinks"])]
    if rest := items[shown:]:
        label = str(_("{count} more")).format(count=len(rest))
        more = nodes.bullet_list("", *rest, classes=["paper-backlinks"])
        found.append(disclosure.make(label, more, opened=False, classes=("paper-more",)))
    return found


def read_next(suggestions: Sequence[Suggestion], refdoc: str, catalogue: Catalogue) -> nodes.container:
    """Papers to read after this one, each with the reasons why."""
    items = nodes.bullet_list("", classes=["paper-backlinks"])
    for suggestion in suggestions:
        entry = suggestion.entry
        line = chips.paragraph(chips.xref(entry.key, refdoc, nodes.Text(entry.paper.name)))
        if entry.paper.status != "done":
            line += [nodes.Text(" "), chips.badge(entry.paper.status)]
        why = " · ".join(reason_text(reason, catalogue) for reason in suggestion.reasons[:_REASONS])
        line += [nodes.Text(" — "), chips.inline(why, "paper-sentence")]
        items += nodes.list_item("", line)
    label = chips.paragraph(nodes.strong("", str(_("Read next"))), classes=("paper-label",))
    return chips.container(label, items, classes=("paper-next", "no-search"))


def reason_text(reason: Reason, catalogue: Catalogue) -> str:
    """A reason in a few words."""
    if reason.relation is not None:
        return words.relation_label(reason.relation, reason.inverse)
    shared = reason.shared[:_SHARED]
    if reason.kind is Kind.TAGS:
        text = str(_("shares the tag {tags}") if len(reason.shared) == 1 else _("shares the tags {tags}"))
        return text.format(tags=_listed(shared, reason.shared))
    names = [entry.paper.name for key in shared if (entry := catalogue.by_key(key))]
    if reason.kind is Kind.TARGETS:
        return str(_("both build on {papers}")).format(papers=_listed(names, reason.shared))
    if reason.kind is Kind.SOURCES:
        return str(_("both named by {papers}")).format(papers=_listed(names, reason.shared))
    ahead, back = reason.kind is not Kind.MENTIONED_BY, reason.kind is not Kind.MENTIONS
    return words.mention_label(ahead, back)


def _listed(names: Sequence[str], of: Sequence[str]) -> str:
    return ", ".join(names) + ("…" if len(of) > len(names) else "")
