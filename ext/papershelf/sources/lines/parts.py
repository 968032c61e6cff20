"""A line, parted as a person parts it.

In: the lines of an entry, as runs. Out: a draft: title, short title, authors, date, venue, links, tags, state, and the
words that are none of it. The title is found first: what is quoted, linked or bold is a candidate, and so is the
emphasised or plain part that is neither names nor venue. What stands on either side of it is sorted by what it is.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from papershelf.model.text import values
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details import settling
from papershelf.sources.lines.details.besides import EMPTY, HOLLOW, sort, take_citations
from papershelf.sources.lines.details.draft import ALONE, Draft, Form, Marks
from papershelf.sources.lines.details.spans import GAP, IsNote, Text, size_of
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.pieces import Parted, with_journal
from papershelf.sources.lines.plain import split_plain
from papershelf.sources.lines.styled import part_styled, take_tags
from papershelf.sources.lines.titles import title
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.behind import split_published
from papershelf.sources.lines.values.names import leading_names, names_behind, read_names, read_person
from papershelf.sources.lines.values.statements import classify


def part(lines: Sequence[Line], number: int, is_note: IsNote, *, described: bool = False, form: Form = ALONE) -> Draft:
    """The draft of an entry.

    :param number: line of the source, from 1.
    :param is_note: tells whether an address is that of a note beside the list.
    :param described: whether the words may be a title and its description, as in a table.
    :param form: what its neighbours have in common.
    """
    draft = Draft(number)
    draft.described = described
    text = Text(lines, draft, is_note)
    take_citations(text, draft, families=form.families)
    if isinstance(draft.data.get("key"), str):
        exported(lines, draft, is_note)
        return draft
    found = title(text, described=described, subtitled=form.subtitled)
    if found is None:
        _plain(text, draft, described=described, names_first=form.names_first)
    else:
        part_styled(text, found, draft, described=described, form=form)
    if form.venue_last:
        settling.bracketed_venue(draft)
    settling.settle(draft)
    return draft


def exported(lines: Sequence[Line], draft: Draft, is_note: IsNote) -> None:
    """Read the line of an exported list: a title that nobody has changed is the one in its comment."""
    draft.links, draft.note = [], ""
    found = [run for line in lines for run in line.runs]
    link = next((run for run in found if run.href), None)
    if link is not None:
        text = link.text
        if is_note(link.href or ""):
            draft.note = link.href or ""
    else:
        text = "".join(run.text for run in found).strip().removeprefix("[").removesuffix("]")
        draft.bracketed = True
    text, title = values.text(text), values.text(str(draft.data.pop("title", "")))
    if title and text.startswith(title):
        marking.read_title(f"x{text[len(title) :]}", draft.marks)
        draft.marks.title = title
    else:
        marking.read_title(text, draft.marks)
    draft.marks.short_title = draft.marks.venue = ""  # the comment tells
    draft.marks.tags = []


def _person_behind(text: Text, draft: Draft) -> None:
    """Take the one name in italics between a plain title's full stop and a fact: ``Rows. *Ada Reed* arXiv 2023``."""
    for span in [span for span in text.spans if span.kind == "em"]:
        before, after = (
            text.text[: span.start].rstrip(),
            re.split(r"[\x00\n\[(]", text.text[span.end :])[0].strip(" .,"),
        )
        stopped = before.endswith((".", "?", "!")) and size_of(before) > 2
        if stopped and not draft.authors and classify(after) is not None:
            draft.authors = read_person(text.text[span.start : span.end].strip(" .,"))
            if draft.authors:
                text.cut(span.start, span.end)
            return


def _tags_last(text: Text, draft: Draft) -> str:
    """The text of a line without the words in code that it ends with: its tags; one in round brackets is a name."""
    start = len(text.text)
    for span in reversed(text.spans):
        if span.end > start or re.search(r"[^\W_]", text.text[span.end : start]) or span.kind not in {"code", "bold"}:
            break
        if span.kind == "code":
            start = span.start
    before = text.text[:start]
    if size_of(before) < 3 or start == len(text.text) or before.count("(") > before.count(")"):
        return text.text
    return before + HOLLOW.sub(" ", take_tags(text.text[start:], start, text, draft))


def _plain(text: Text, draft: Draft, *, described: bool, names_first: bool = False) -> None:
    """No part of the line has a look: the title is what is neither names nor facts."""
    for span in text.spans:
        if span.kind == "note" and not draft.note:
            draft.note = span.href
        elif span.href:
            draft.links.append((text.text[span.start : span.end], span.href))
    _person_behind(text, draft)
    whole = EMPTY.sub(GAP, _tags_last(text, draft))
    parts = re.split(r"[\x00\n│｜|]+|\t+", whole)
    place = next((n for n, piece in enumerate(parts) if _may_be_title(piece)), None)
    if place is None:
        place = next((n for n, piece in enumerate(parts) if any(map(str.isalnum, piece))), None)
    if place is None:
        draft.marks.title = ""
        return
    for piece in parts[:place]:
        sort(piece, draft, left=True)
    words = marking.heads(parts[place], draft.marks)
    match = re.match(r"\[(?P<title>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\](?P<after>.*)$", words, re.DOTALL)
    if match and match["title"].strip():
        trial = Marks()
        marking.read_title(words, trial)
        if not (match["after"].strip(" .,:;-–—") and trial.title and trial.title != match["title"].strip()):
            draft.bracketed = True
            words = match["title"]
            parts.insert(place + 1, match["after"])
    found = split_plain(words, described=described)
    barred = whole.count("|") > 1
    if barred and size_of(found.rest) > 1 and not (found.authors or found.facts) and words.startswith(found.title):
        found = Parted(words)  # 2019 | Reeds - A Tutorial | Ada Lane | [pdf]
    if names_first and not (draft.authors or found.authors):
        draft.authors, words = leading_names(words)
        if not draft.authors:
            topic, draft.authors, words = names_behind(words)
            draft.marks.tags += [topic] if topic else []
        found = split_plain(words, described=described)
    if draft.authors and not found.authors and re.match(r"\s+[-–—]\s", words[len(found.title) :]):
        found.title, found.rest = words, ""  # what a citation follows is the title, dash and all
    if names_first and draft.authors:
        found = with_journal(dataclasses.replace(found, authors=draft.authors))
    draft.authors = draft.authors or found.authors
    title, late = split_published(found.title) if draft.authors and not found.facts else (found.title, [])
    marking.read_title(title, draft.marks)
    draft.marks.note_all((*found.facts, *late))
    rest = found.rest
    for piece in parts[place + 1 :]:
        who = piece.strip()
        person = barred and not draft.authors and who != found.title and classify(who) is None
        if person and (names := read_person(who)):
            draft.authors = names
        else:
            sort(piece, draft, left=False)
    draft.rest = " ".join(filter(None, (rest, draft.rest)))


def _may_be_title(piece: str) -> bool:
    bare = signs.clean(marking.leading(piece, Marks()))
    if not any(map(str.isalpha, bare)) or classify(bare.strip("[]() ")) is not None:
        return False
    return not (read_names(bare) and len(bare.split()) < 60) and size_of(bare) > 0
