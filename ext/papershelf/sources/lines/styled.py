"""A line in which a title has a look, parted: what stands on either side is sorted by what it is.

In: a text, the span of its title, and the draft. Out: the draft with all that the line tells.
"""

from __future__ import annotations

import re

from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.besides import HOLLOW, emphasised_names, emphasised_person, sort
from papershelf.sources.lines.details.draft import Draft, Form, Marks
from papershelf.sources.lines.details.spans import Span, Text, is_said, size_of
from papershelf.sources.lines.plain import split_plain
from papershelf.sources.lines.values.behind import split_described
from papershelf.sources.lines.values.citations import read_whole, tail_facts
from papershelf.sources.lines.values.names import leading_families, read_names, read_person
from papershelf.sources.lines.values.statements import classify, read_date
from papershelf.sources.words.links import is_paper, label_field

_SUBTITLE = re.compile(r"[\"”]?:\s+(?P<more>[A-Z][^.,;|\[\]()\x00\n]{10,160}?)(?=[.,;|\[(\x00\n]|\s*$)")
"""The words behind a quoted question: they end its title."""
_CITATION = 80
"""A reference in full is seldom shorter, in characters."""
_ET_AL = re.compile(r",\s+[A-Z][\w'’ -]+ et\.? al\b\.?[^\w\s]*\s")
"""The first of the authors behind a title, and the year or the venue behind."""
_DATED = re.compile(r"\s*(?P<date>(?:19|20)\d\d(?:[./-]\d{1,2}){0,2})\s+[-–—|]\s+(?=\S)")
"""A date that a title begins with."""
_LISTED = re.compile(r"(?:\s|,|and|or|&)*")


def part_styled(text: Text, span: Span, draft: Draft, *, described: bool, form: Form) -> None:
    """Take all that a line tells beside its title.

    :param span: of the title.
    :param described: whether the words may be a title and its description.
    :param form: what its neighbours have in common.
    """
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
    before, after = take_tags(before, 0, text, draft), take_tags(after, len(text.text) - len(after), text, draft)
    if dated := _DATED.match(words):  # 2021 - Counting Reeds
        draft.marks.note("date", read_date(dated["date"]))
        words = words[dated.end() :]
    words = _cited_whole(words.rstrip(" [("), draft)  # a link in bold type begins behind it
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
            draft.marks.note_all(told.facts)
            return told.title
    if cited is None:
        return words
    draft.authors, year, title, tail = cited
    draft.marks.note_all((("date", year), *tail_facts(tail)))
    if identifier := re.search(r"\b10\.\d{4,9}/[^\s,;]+", tail):
        draft.links.append(("", f"https://doi.org/{identifier[0].rstrip('.')}"))
    return title


def take_tags(words: str, offset: int, text: Text, draft: Draft) -> str:
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
