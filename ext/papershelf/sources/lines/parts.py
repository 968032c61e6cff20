"""A line, parted as a person parts it.

In: the lines of an entry, as runs. Out: a draft: title, short title, authors, date, venue, links, tags, state, and the
words that are none of it. The title is found first: what is quoted, linked or bold is a candidate, and so is the
emphasised or plain part that is neither names nor venue. What stands on either side of it is sorted by what it is.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from papershelf.model import values
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines import settling, tails
from papershelf.sources.lines.besides import EMPTY, HOLLOW, sort
from papershelf.sources.lines.citations import read_whole, tail_facts
from papershelf.sources.lines.dates import read_date
from papershelf.sources.lines.described import split_described
from papershelf.sources.lines.draft import ALONE, Draft, Form
from papershelf.sources.lines.emphasised import emphasised_names, emphasised_person, take_citations
from papershelf.sources.lines.marks import Marks, classify
from papershelf.sources.lines.names import leading_families, leading_names, names_behind, read_names, read_person
from papershelf.sources.lines.plain import Parted, split_plain, with_journal
from papershelf.sources.lines.published import split_published
from papershelf.sources.lines.runs import Line
from papershelf.sources.lines.spans import GAP, IsNote, Span, Text, is_said, size_of
from papershelf.sources.lines.titles import title
from papershelf.sources.links import is_paper, label_field

_SUBTITLE = re.compile(r"[\"”]?:\s+(?P<more>[A-Z][^.,;|\[\]()\x00\n]{10,160}?)(?=[.,;|\[(\x00\n]|\s*$)")
"""The words behind a quoted question: they end its title."""
_CITATION = 80
"""A reference in full is seldom shorter, in characters."""
_ET_AL = re.compile(r",\s+[A-Z][\w'’ -]+ et\.? al\b\.?[^\w\s]*\s")
"""The first of the authors behind a title, and the year or the venue behind."""
_DATED = re.compile(r"\s*(?P<date>(?:19|20)\d\d(?:[./-]\d{1,2}){0,2})\s+[-–—|]\s+(?=\S)")
"""A date that a title begins with."""
_LISTED = re.compile(r"(?:\s|,|and|or|&)*")


def part(
    lines: Sequence[Line],
    number: int,
    is_note: IsNote,
    *,
    described: bool = False,
    form: Form = ALONE,
) -> Draft:
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
        _styled(text, found, draft, described=described, form=form)
    if form.venue_last:
        tails.bracketed_venue(draft)
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


def _styled(text: Text, span: Span, draft: Draft, *, described: bool, form: Form) -> None:
    words = text.text[span.start : span.end]
    _take_links(text, span, draft)
    text.tell_labels(span.end)
    before, after = text.text[: span.start], text.text[span.end :]
    if span.kind == "hollow":
        draft.bracketed = True
    nearest = min((other.start for other in text.spans if other.start >= span.end), default=len(text.text)) - span.end
    subtitle = _SUBTITLE.match(after[:nearest]) if span.kind == "quote" else None
    if subtitle is not None:  # "Where from?": Of Rivers, ICML 2019
        words, after = f"“{words}”: {subtitle['more']}", after[subtitle.end() :]
    if HOLLOW.search(before[-1:] + after[:1]):
        before, after = before[:-1], after[1:]
    if before[-1:] in {"[", "<", "(", "“", '"', "《"} and after[:1] in {"]", ">", ")", "”", '"', "》", "."}:
        before, after = before[:-1], after[1:].lstrip('"”>])') if after[:1] == "." else after[1:]
    if span.kind in {"bold", "em"} and described and size_of(words) > 25:
        words, more = split_described(words)
        after = f" - {more} {after}" if more else after
    if not draft.authors:
        after = emphasised_person(text, span, after, draft)
    before, after = _tags(before, 0, text, draft), _tags(after, len(text.text) - len(after), text, draft)
    if dated := _DATED.match(words):  # 2021 - Counting Reeds
        draft.marks.note("date", read_date(dated["date"]))
        words = words[dated.end() :]
    words = _cited_whole(words, draft)
    marking.read_title(words, draft.marks)
    if span.kind == "quote":
        before = _cited_before(before, draft)
        if form.names_first and not draft.authors and (names := read_person(before)):
            draft.authors, before = names, ""
    if span.kind == "quote" and not draft.marks.short_title:
        before = _short_before(before, draft)
    if form.families and not draft.authors:
        draft.authors, after = leading_families(after)
    sort(before, draft, left=True)
    sort(emphasised_names(after, span, text, draft), draft, left=False)


def _take_links(text: Text, span: Span, draft: Draft) -> None:
    """Take the links that are no labels: the note, what the title is a link to, and those in a sentence behind it."""
    said = span.end
    for other in text.spans:
        if not other.href or other.kind not in {"link", "note"}:
            continue
        words = text.text[other.start : other.end]
        inside = span.start <= other.start and other.end <= span.end
        covers = other.start <= span.start and span.end <= other.end
        between = text.text[said : other.start] if other.start >= said else ""
        if other.kind == "note":
            draft.note = draft.note or other.href
        elif is_paper(other.href) or not (is_said(between) or (said > span.end and _LISTED.fullmatch(between))):
            draft.links.append(("" if inside or covers else words, other.href))
        else:
            draft.aside.append((words, other.href))
            said = other.end


def _cited_whole(words: str, draft: Draft) -> str:
    """The title of words that are a citation in full; the draft has the rest of it."""
    cited = None if draft.authors else read_whole(words)
    late = bool(_ET_AL.search(words[-50:]))  # Title, Lane et al., 2017
    long = len(words) > _CITATION and re.search(r"\b(?:19|20)\d\d\b", words[-30:])
    if cited is None and not draft.authors and (late or long):
        told = split_plain(words)
        if told.authors and told.facts and size_of(told.title) > 2:
            more = "" if re.fullmatch(r"(?:No\.? ?)?\w?\d+", told.rest.strip(" .")) else told.rest  # of a report
            draft.authors, draft.rest = told.authors, " ".join(filter(None, (draft.rest, more)))
            for fact in told.facts:
                draft.marks.note(*fact)
            return told.title
    if cited is None:
        return words
    draft.authors, year, title, tail = cited
    for fact in (("date", year), *tail_facts(tail)):
        draft.marks.note(*fact)
    if identifier := re.search(r"\b10\.\d{4,9}/[^\s,;]+", tail):
        draft.links.append(("", f"https://doi.org/{identifier[0].rstrip('.')}"))
    return title


def _tags(words: str, offset: int, text: Text, draft: Draft) -> str:
    """Words in code beside a title are its tags, or facts; what remains."""
    for span in reversed(text.spans):
        start, end = span.start - offset, span.end - offset
        if span.kind != "code" or start < 0 or end > len(words):
            continue
        inside = words[start:end].strip(" []")
        fact = classify(inside)
        if fact is not None:
            draft.marks.note(*fact)
        elif marking.is_rating(inside):
            pass
        elif size_of(inside) <= 5 and not label_field(inside) and len(inside) <= 40:
            draft.marks.tags.insert(0, inside.lower()) if inside.lower() not in draft.marks.tags else None
        elif not label_field(inside):
            continue
        words = f"{words[:start].rstrip('*_ ')} {words[end:].lstrip('*_ ')}"
    return words


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
    return before + HOLLOW.sub(" ", _tags(text.text[start:], start, text, draft))


def _cited_before(before: str, draft: Draft) -> str:
    """``Hill, Jennifer L. "Bayesian …"``: one name, turned round, ends with a full stop; what stands before it."""
    match = re.search(r"(?:^|[\x00\n|])\s*(?P<who>[^\x00\n|,]{2,30},[^\x00\n|,]{2,30}\.)\s*[\"“]?$", before)
    names = read_names(match["who"], loose=True) if match and not draft.authors else ()
    if match is None or len(names) != 1:
        return before
    draft.authors = names
    return before[: match.start("who")]


def _short_before(before: str, draft: Draft) -> str:
    """``LLaVA: "Visual Instruction Tuning"``: the words before the colon are the short title; what stands before."""
    match = re.search(r"(?:^|[\x00\n|\]】*])\s*(?P<short>[^\x00\n|\"“:：]{1,40}?)\s*[*_]*\s*[:：]\s*[*_\"“]*$", before)
    if (
        match
        and not read_names(match["short"])
        and marking.is_short(marking.leading(match["short"], Marks()).strip(" *_`."))
    ):
        draft.marks.short_title = marking.leading(match["short"], draft.marks).strip(" *_`.")
        return before[: match.start("short")]
    return before


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
    for fact in (*found.facts, *late):
        draft.marks.note(*fact)
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
    bare = marking.clean(marking.leading(piece, Marks()))
    if not any(map(str.isalpha, bare)) or classify(bare.strip("[]() ")) is not None:
        return False
    return not (read_names(bare) and len(bare.split()) < 60) and size_of(bare) > 0
