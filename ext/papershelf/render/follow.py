"""The threads of a paper: relations and mentions, grouped, and what to read next."""

from __future__ import annotations

import enum
from collections.abc import Callable, Container, Sequence
from itertools import groupby

from docutils import nodes

from papershelf.messages import _
from papershelf.model.collection.catalogue import Catalogue, Entry, Mention
from papershelf.model.collection.related import Kind, Reason, Suggestion
from papershelf.model.record.paper import Relation
from papershelf.model.text.spans import plain
from papershelf.model.text.wording import N_
from papershelf.render import chips, lines, words
from papershelf.render.nodes import disclosure

SHOWN = 3
"""Places that mention a paper, the nearest ones, that are shown at once; the others open on demand."""

LONGEST = 60
"""Longest reason why to read a paper next, in characters; further reasons stand beside it where they fit."""

_SHARED = 3
"""Papers or tags that one reason names."""


class Part(enum.Enum):
    """What follows a note, by the word for it in ids: no id that is made of a heading has a point."""

    RELATIONS = "relations"
    MENTIONS = "mentions"
    NEXT = "next"
    CITING = "citing"


_LABELS = {
    Part.RELATIONS: N_("Relations"),
    Part.MENTIONS: N_("Notes that mention this paper"),
    Part.NEXT: N_("Read next"),
    Part.CITING: N_("Citing"),
}


def label(part: Part) -> str:
    """The heading of a part."""
    return str(_(_LABELS[part]))


def _id(part: Part, entry: Entry) -> str:
    return f"{part.value}.{entry.key}"


def heading(part: Part, entry: Entry, level: int = 0) -> nodes.rubric:
    """The heading of a part.

    :param level: as of ``<h2>``; 0 for a line that is no heading.
    """
    node = nodes.rubric("", label(part), ids=[_id(part, entry)], classes=["paper-part"])
    if level:
        node["heading-level"] = level
    return node


def below(entry: Entry, catalogue: Catalogue) -> nodes.paragraph:
    """A line that says what follows the note, and leads there."""
    places = {mention.docname for mention in catalogue.mentions_of(entry.key)}
    others = {other.key for _relation, _inverse, found in catalogue.related_to(entry.key) for other in found}
    others |= {other.key for _relation, _inverse, found in catalogue.related_elsewhere(entry.key) for other in found}
    mentions = len(places) + len(catalogue.mentions_from_elsewhere(entry.key))
    counts = {Part.RELATIONS: len(others), Part.MENTIONS: mentions}
    shown = [(part, f"{label(part)} {words.number(count)}") for part, count in counts.items() if count]
    line = chips.paragraph(classes=("paper-below", "no-search"))
    for number, (part, text) in enumerate([*shown, (Part.CITING, label(Part.CITING))]):
        line += [nodes.Text(chips.DOT)] if number else []
        line += nodes.reference("", text, refid=_id(part, entry), internal=True)
    return line


def related(entry: Entry, catalogue: Catalogue) -> list[nodes.Node]:
    """Relations both ways, each with its papers."""
    fields = nodes.field_list("", classes=["paper-relations"])
    for relation, inverse, others in relations(entry, catalogue):
        name = nodes.field_name("", words.relation_label(relation, inverse))
        fields += nodes.field("", name, nodes.field_body("", _chips(others, entry.docname)))
    return [fields] if len(fields) else []


def relations(entry: Entry, catalogue: Catalogue) -> list[tuple[Relation, bool, list[Entry]]]:
    """Relations both ways as pages show them: of each, the papers of this library, then those of others."""
    found = {(relation, inverse): list(others) for relation, inverse, others in catalogue.related_to(entry.key)}
    for relation, inverse, others in catalogue.related_elsewhere(entry.key):
        found.setdefault((relation, inverse), []).extend(others)
    order = [(relation, inverse) for relation in Relation for inverse in (False, True)]
    return [(*kind, found[kind]) for kind in order if kind in found]


def mentioned(entry: Entry, catalogue: Catalogue, title_of: Callable[[str], str]) -> list[nodes.Node]:
    """The places that mention a paper, with their sentences: the nearest ones, and the others folded.

    :param title_of: title of a document, by its docname.
    """
    places = [list(found) for _name, found in groupby(catalogue.mentions_of(entry.key), lambda place: place.docname)]
    kin = {
        other.docname
        for _relation, _inverse, others in catalogue.related_to(entry.key)
        for other in others
        if not other.queued
    }
    places.sort(key=lambda found: _distance(found[0].docname, entry, kin, catalogue))
    items = [_mentions(found, entry, catalogue, title_of) for found in places]
    items += [
        nodes.list_item("", _chips([other], entry.docname)) for other in catalogue.mentions_from_elsewhere(entry.key)
    ]
    return _some(items) if items else []


def _distance(docname: str, entry: Entry, kin: Container[str], catalogue: Catalogue) -> int:
    """How far a page is: of a related paper, of one of the same category, of any other, no paper's."""
    other = catalogue.by_docname(docname)
    if other is None:
        return 3
    return 0 if docname in kin else 1 if other.paper.category == entry.paper.category else 2


def _chips(entries: Sequence[Entry], refdoc: str) -> nodes.paragraph:
    line = chips.paragraph()
    for number, entry in enumerate(entries):
        if number:
            line += nodes.Text(", ")
        line += chips.xref(entry.key, refdoc)
        if entry.library:
            line += nodes.Text(f" ({entry.library})")
    return line


def _mentions(
    places: Sequence[Mention], entry: Entry, catalogue: Catalogue, title_of: Callable[[str], str]
) -> nodes.list_item:
    """The sentences of one page, each behind a link to its place."""
    docname = places[0].docname
    source = catalogue.by_docname(docname)
    name = source.paper.name if source else title_of(docname)
    silent = {"", entry.paper.name}
    told = [(place, catalogue.sentence(place)) for place in places]
    said = [one for one in told if plain(one[1]) not in silent] or told[:1]
    line = chips.paragraph()
    for number, (place, words_of) in enumerate(said):
        text = f"({number + 1})" if number else name
        line += [nodes.Text(" ")] if number else []
        line += chips.place_xref(docname, place.anchor, entry.docname, nodes.Text(text))
        if plain(words_of) not in silent:
            sentence = nodes.inline("", "", *lines.shown(words_of), classes=["paper-sentence"])
            line += [nodes.Text(" " if number else " — "), sentence]
    return nodes.list_item("", line)


def _some(items: list[nodes.list_item]) -> list[nodes.Node]:
    """The first items of a list, the others in a block that opens."""
    found: list[nodes.Node] = [nodes.bullet_list("", *items[:SHOWN], classes=["paper-backlinks"])]
    if rest := items[SHOWN:]:
        shown_as = str(_("{count} more")).format(count=words.number(len(rest)))
        more = nodes.bullet_list("", *rest, classes=["paper-backlinks"])
        found.append(disclosure.make(shown_as, more, opened=False, classes=("paper-more",)))
    return found


def read_next(suggestions: Sequence[Suggestion], refdoc: str, catalogue: Catalogue) -> list[nodes.Node]:
    """Papers to read after this one, each with the reason why; the titles of related ones stand with the relation."""
    items = nodes.bullet_list("", classes=["paper-backlinks", "paper-next"])
    for suggestion in suggestions:
        entry = suggestion.entry
        reference = chips.xref(entry.key, refdoc, nodes.Text(entry.paper.name))
        reference[chips.UNTITLED] = any(reason.relation for reason in suggestion.reasons)
        line = chips.paragraph(reference)
        if entry.paper.status != "done":
            line += [nodes.Text(" "), chips.badge(entry.paper.status)]
        line += [nodes.Text(" — "), chips.inline(_why(suggestion, catalogue), "paper-sentence")]
        items += nodes.list_item("", line)
    return [items] if suggestions else []


def _why(suggestion: Suggestion, catalogue: Catalogue) -> str:
    """The strongest reason, and others as long as they fit on a line."""
    first, *others = (reason_text(reason, catalogue) for reason in suggestion.reasons)
    for text in others:
        if len(first) + len(text) > LONGEST:
            break
        first += f" · {text}"
    return first


def named(reason: Reason) -> tuple[str, ...]:
    """What a reason names, of all that it rests on: tags, or keys of papers."""
    return reason.shared[:_SHARED]


def reason_text(reason: Reason, catalogue: Catalogue) -> str:
    """A reason in a few words."""
    if reason.relation is not None:
        return words.relation_label(reason.relation, reason.inverse)
    shared = named(reason)
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
