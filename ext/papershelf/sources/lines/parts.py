"""A line, parted as a person parts it.

In: the lines of an entry, as runs. Out: a draft: title, short title, authors, date, venue, links, tags, state, and the
words that are none of it. The title is found first: what is quoted, linked or bold is a candidate, and so is the
emphasised or plain part that is neither names nor venue. What stands on either side of it is sorted by what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model import values
from papershelf.model.paper import Author
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines import tails
from papershelf.sources.lines.besides import EMPTY, HOLLOW, sort
from papershelf.sources.lines.citations import read_whole, tail_facts
from papershelf.sources.lines.dates import read_date
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.institutions import is_institution
from papershelf.sources.lines.late import split_published
from papershelf.sources.lines.marks import Marks, classify
from papershelf.sources.lines.names import leading_names, mostly_names, names_behind, read_names, read_person
from papershelf.sources.lines.plain import split_described, split_plain, with_journal
from papershelf.sources.lines.runs import Line
from papershelf.sources.lines.spans import GAP, IsNote, Span, Text, size_of
from papershelf.sources.lines.titles import title
from papershelf.sources.lines.venues import PREPRINT
from papershelf.sources.links import label_field

_SUBTITLE = re.compile(r"[\"”]?:\s+(?P<more>[A-Z][^.,;|\[\]()\x00\n]{10,160}?)(?=[.,;|\[(\x00\n]|\s*$)")
"""The words behind a quoted question: they end its title."""
_SECTIONS = frozenset(
    {"overview", "book", "introduction", "abstract", "background", "summary", "survey", "review", "综述", "概述"}
)
"""What a group of papers is called: no short title of one."""
_CITED_TAIL = re.compile(
    r"(?<=\w)\.\s+(?=In:? [A-Z]|arXiv (?:e-?print|preprint)|"
    r"(?:Journal|Proceedings|Advances|Annals|Transactions|International|IEEE|ACM)\b)"
)
"""Where a title ends, in a reference."""
_CITATION = 80
"""A reference in full is seldom shorter, in characters."""
_PLACED = re.compile(
    r"(?P<title>.{8,}?)\s*[（(]"
    r"(?P<venue>[^（）()]*?(?<!\d)(?:(?:19|20)\d\d|[’'‘ ]\d\d(?=[）)]))(?!\d)[^（）()]{0,30})[)）]"
    r"(?P<more>\s*(?:[（(][^（）()]*[)）]?)?)"
)
"""A title that a bracket with a year follows, and maybe another one without."""
_HELD = re.compile(r"[.,;]?\s+Date[:：]\s*(?P<date>\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:\s+Time[:：]\s*[\d:–~ -]+)?$")
"""When a talk on the paper was."""
_REMARK = re.compile(
    r"(?P<title>[^\u3040-\u30ff\u4e00-\u9fff]{12,}?)\s*[（(](?P<more>[^（）()]*[\u4e00-\u9fff][^（）()]*)[)）]"
)
"""A title in letters, and in a bracket what it says, in Chinese."""
_AT = re.compile(r"\s*[(（](?P<who>@[^()（）]{2,60})[)）]\s*$")


def part(
    lines: Sequence[Line],
    number: int,
    is_note: IsNote,
    *,
    described: bool = False,
    names_first: bool = False,
    venue_last: bool = False,
) -> Draft:
    """The draft of an entry.

    :param number: line of the source, from 1.
    :param is_note: tells whether an address is that of a note beside the list.
    :param described: whether the words may be a title and its description, as in a table.
    :param names_first: whether its neighbours begin with their authors, so that one name in front is one, too.
    :param venue_last: whether its neighbours end with a venue and a year in a bracket.
    """
    draft = Draft(number)
    draft.described = described
    text = Text(lines, draft, is_note)
    if isinstance(draft.data.get("key"), str):
        exported(lines, draft, is_note)
        return draft
    found = title(text, described=described)
    if found is None:
        _plain(text, draft, described=described, names_first=names_first)
    else:
        _styled(text, found, draft, described=described)
    if venue_last:
        _bracketed_venue(draft)
    _settle(draft)
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


def _styled(text: Text, span: Span, draft: Draft, *, described: bool) -> None:
    words = text.text[span.start : span.end]
    before, after = text.text[: span.start], text.text[span.end :]
    for other in text.spans:
        if other.href and other.kind in {"link", "note"}:
            inside = span.start <= other.start and other.end <= span.end
            covers = other.start <= span.start and span.end <= other.end
            if other.kind == "note" and not draft.note:
                draft.note = other.href
            elif other.kind != "note":
                draft.links.append(("" if inside or covers else text.text[other.start : other.end], other.href))
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
        after = _emphasised_person(text, span, after, draft)
    before, after = _tags(before, 0, text, draft), _tags(after, len(text.text) - len(after), text, draft)
    words = _cited_whole(words, draft)
    marking.read_title(words, draft.marks)
    if span.kind == "quote":
        before = _cited_before(before, draft)
    if span.kind == "quote" and not draft.marks.short_title:
        before = _short_before(before, draft)
    sort(before, draft, left=True)
    sort(_emphasised_names(after, span, text, draft), draft, left=False)


def _emphasised_names(after: str, span: Span, text: Text, draft: Draft) -> str:
    """Names in italics behind a title, be it one, or some of one word; what remains behind it."""
    em = next((other for other in text.spans if other.kind == "em" and other.start >= span.end), None)
    if em is None or draft.authors or re.search(r"[^\W_]", text.text[span.end : em.start]):
        return after
    words = text.text[em.start : em.end].strip()
    if classify(words.strip(" .,")) is not None or is_institution(words):
        return after
    names = read_names(words) or read_person(words) or mostly_names(words)
    if not names or words not in after:
        return after
    draft.authors = names
    return after.replace(words, GAP, 1)


def _emphasised_person(text: Text, span: Span, after: str, draft: Draft) -> str:
    """``**Title**. *Ada Lovelace*. arXiv 2023``: one emphasised name between title and venue; what follows it."""
    offset = len(text.text) - len(after)
    one = next((other for other in text.spans if other.kind == "em" and other.start >= span.end), None)
    if one is None or one.start < offset or after[: one.start - offset].strip(' .,;*_"”“'):
        return after
    names, rest = read_person(text.text[one.start : one.end]), after[one.end - offset :]
    told = re.match(r"[\s.,;*_]+(?P<fact>[^.,;\[(\x00\n]{2,40})", rest)
    if not names or told is None or classify(told["fact"].strip(" *_")) is None:
        return after
    draft.authors = names
    return rest


def _cited_whole(words: str, draft: Draft) -> str:
    """The title of words that are a citation in full; the draft has the rest of it."""
    cited = None if draft.authors else read_whole(words)
    if cited is None and not draft.authors and len(words) > _CITATION and re.search(r"\b(?:19|20)\d\d\b", words[-30:]):
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
    whole = EMPTY.sub(GAP, text.text)
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
    if names_first and not (draft.authors or found.authors):
        draft.authors, words = leading_names(words)
        if not draft.authors:
            topic, draft.authors, words = names_behind(words)
            draft.marks.tags += [topic] if topic else []
        found = split_plain(words, described=described)
        found.authors = draft.authors
        found = with_journal(found)
    draft.authors = draft.authors or found.authors
    title, late = split_published(found.title) if draft.authors and not found.facts else (found.title, [])
    marking.read_title(title, draft.marks)
    for fact in (*found.facts, *late):
        draft.marks.note(*fact)
    rest = found.rest
    for piece in parts[place + 1 :]:
        sort(piece, draft, left=False)
    draft.rest = " ".join(filter(None, (rest, draft.rest)))


def _bracketed_venue(draft: Draft) -> None:
    """``Title (Ponds Workshop 2021) (short version)``: the last bracket with a year is the venue, known or not."""
    match = _PLACED.fullmatch(draft.marks.title)
    if match is None:
        return
    draft.marks.title = marking.clean(match["title"])
    for fact in marking.facts_in(match["venue"]) or [("venue", values.text(match["venue"]))]:
        draft.marks.note(*fact)
    more = match["more"].strip(" ()（）[]")
    draft.rest = " ".join(filter(None, (more, draft.rest)))


def _may_be_title(piece: str) -> bool:
    bare = marking.clean(marking.leading(piece, Marks()))
    if not any(map(str.isalpha, bare)) or classify(bare.strip("[]() ")) is not None:
        return False
    return not (read_names(bare) and len(bare.split()) < 60) and size_of(bare) > 0


def _settle(draft: Draft) -> None:
    """Last touches: no short title that is the title, a venue that is a preprint server's name is none."""
    marks = draft.marks
    tails.take(draft)
    if draft.authors and marks.date and (match := _CITED_TAIL.search(marks.title)):
        facts = tail_facts(marks.title[match.end() :])
        marks.title = marks.title[: match.start()]
        for fact in facts:
            marks.note(*fact)
    if match := _AT.search(marks.title):
        marks.title, draft.rest = marks.title[: match.start()], " ".join(filter(None, (match["who"], draft.rest)))
    if match := _HELD.search(marks.title):
        if date := read_date(match["date"]):
            marks.note("date", date)
        marks.title = marks.title[: match.start()]
    if match := _REMARK.fullmatch(marks.title):
        marks.title, draft.rest = match["title"], " ".join(filter(None, (match["more"], draft.rest)))
    if marks.venue and is_institution(marks.venue):
        marks.note("tag", marks.venue)
        draft.rest = "" if draft.rest.strip(" .") == marks.venue else draft.rest
        marks.venue = ""
    if draft.rest.strip(" .") == marks.venue:
        draft.rest = ""
    if marks.venue and PREPRINT.fullmatch(marks.venue):
        marks.venue = ""
    if marks.short_title.strip().lower() == marks.title.strip().lower():
        marks.short_title = ""
    if marks.short_title.strip().lower() in _SECTIONS:
        marks.short_title = ""
    if is_institution(marks.short_title):
        marks.tags += [] if marks.short_title in marks.tags else [marks.short_title]
        marks.short_title = ""
    if marks.short_title and (read_date(marks.short_title) or label_field(marks.short_title)):
        marks.short_title = ""
    draft.rest = re.sub(r"\s+", " ", draft.rest).strip(" ,;|*_~")
    if draft.authors and re.fullmatch(r"et\.? al\.?", draft.rest.strip(" .")):  # ``*Ada Reed* et al.``
        draft.authors, draft.rest = (*draft.authors, Author(literal="others")), ""
