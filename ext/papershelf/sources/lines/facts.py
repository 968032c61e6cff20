"""Lines below an entry that tell facts of it: links with labels, ``Authors: …``, ``📅 Date: …``, names alone.

In: a line and the draft of the entry above. Out: whether the line said nothing but facts, which the draft then holds.
"""

from __future__ import annotations

import re
from typing import Any

from papershelf.model import values
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines.dates import read_date
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.marks import classify, fact_in, facts_in
from papershelf.sources.lines.names import read_names
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.lines.spans import IsNote, size_of
from papershelf.sources.lines.venues import read_venue
from papershelf.sources.links import identifier_of, is_paper, label_field
from papershelf.sources.vocabulary import FACTS

_NAMED = re.compile(r"\W*(?P<name>[^\W\d_][\w;.' /&-]{0,30}?)[\s*_`]*[:：]\s*")


def named_fact(text: str) -> str:
    """The fact that the words before a colon name: ``authors``, ``date`` …; or nothing."""
    match = _NAMED.match(text + ":" if ":" not in text and "：" not in text else text)
    return _fact(match["name"]) if match else ""


def is_unknown(text: str) -> bool:
    """Whether a line is like a fact, but of a name that no field has: ``Priority: high``."""
    match = _NAMED.match(text)
    return match is not None and not _fact(match["name"])


def _fact(words: str) -> str:
    words = words.lower().strip(" *_`")
    found = FACTS.get(words.replace(" ", "")) or FACTS.get(words)
    if found:
        return found
    named = [FACTS[word] for word in re.findall(r"[^\W\d_]+", words) if word in FACTS]
    return named[0] if named and len(words.split()) <= 2 else ""


def take(line: Line, draft: Draft, is_note: IsNote) -> bool:
    """Take the facts of a line over.

    :returns: whether it says nothing else.
    """
    named = _NAMED.match(line.text)
    fact = _fact(named["name"]) if named else ""
    if named and fact and fact != "summary":
        return _take_named(line, line.text[named.end() :], fact, draft, is_note)
    links = line.links
    words = _words(line)
    if links:
        labels = all(_is_label(run, is_note) for run in links)
        if labels and (not any(map(str.isalnum, words)) or _facts_only(words, draft, loose=True)):
            for run in links:
                said = run.text.strip(" []")
                plain = run.bare or label_field(said) or is_note(run.href or "")
                stated = [] if plain else facts_in(said)
                for fact in stated:
                    draft.marks.note(*fact)
                _link(run, run.text if not run.bare and not stated else "", draft, is_note)
            return True
        _identified(links, draft, is_note)
        return False
    styled = all(run.em for run in line.runs if any(map(str.isalnum, run.text)))
    return bool(words) and _facts_only(words, draft, loose=styled)


def _identified(links: list[Run], draft: Draft, is_note: IsNote) -> None:
    """Take the links over that say by their words to be the paper, where the entry has none yet."""
    if any(identifier_of(href) for _words, href in draft.links):
        return
    for run in links:
        if label_field(run.text) in {"paper", "pdf"} or (run.bare and identifier_of(run.href or "")):
            _link(run, run.text if not run.bare else "", draft, is_note)


def is_facts(line: Line, is_note: IsNote) -> bool:
    """Whether a line says nothing but facts of an entry above."""
    return take(line, Draft(0), is_note)


def _words(line: Line) -> str:
    text = "".join(run.text if not run.href and not run.image else "\x00" for run in line.runs)
    text = re.sub(r"[\[(（【<{\s|/,;·•&]*\x00[\])）】>}\s|/,;·•&]*", " | ", text)
    return values.text(marking.without_stars(text)).strip(" .,;:|-–—*_")


def _is_label(run: Run, is_note: IsNote) -> bool:
    words = run.text.strip(" []()")
    if run.bare or run.image or not words or label_field(words) or run.code:
        return True
    fact = fact_in(words) if not is_note(run.href or "") else None
    return fact is not None and fact[0] in {"date", "venue"}


def _facts_only(words: str, draft: Draft, *, loose: bool = False) -> bool:
    """Take names, venue and date of a line that holds nothing else.

    :param loose: whether a single name is one.
    """
    trial = Draft(0)
    trial.authors = draft.authors
    pieces = [
        piece
        for piece in re.split(
            r"\s[-–—|/]\s|[|;]|(?<!\b[A-Z])\.\s+(?=[A-Z\d(\[])|\s+(?=\((?:19|20)\d\d)|(?<=[\w.])(?=\((?:19|20)\d\d\))",
            words,
        )
        if piece.strip(" .,()[]")
    ]
    authors, facts = draft.authors, []
    unsaid = bool(draft.authors) and not draft.marks.venue  # a remark of few words may look like a venue, too
    for piece in pieces:
        bare = piece.strip(" .,()[]*_")
        if label_field(bare):
            continue
        if stated := facts_in(bare):
            facts += stated
        elif names := read_names(bare, loose=loose or len(pieces) > 1):
            authors = authors or names
        elif (venue := read_venue(bare, loose=unsaid and (" " in bare or bare.isupper()))) and len(bare) < 80:
            facts.append(("venue", venue))
        elif mixed := _mixed(bare):
            authors = authors or mixed[0]
            facts += mixed[1]
        else:
            return False
    for fact in facts:
        draft.marks.note(*fact)
    draft.authors = authors
    return bool(pieces)


def _mixed(text: str) -> tuple[Any, list[tuple[str, str]]] | None:
    """``A. Vaswani, N. Shazeer, NeurIPS, 2017``: names first, facts last."""
    parts = re.split(r",\s+", text)
    facts: list[tuple[str, str]] = []
    while len(parts) > 1 and (fact := classify(parts[-1].strip(" .()"))):
        facts.insert(0, fact)
        parts.pop()
    names = read_names(", ".join(parts)) if facts else ()
    return (names, facts) if names else None


def _take_named(line: Line, value: str, fact: str, draft: Draft, is_note: IsNote) -> bool:
    value = values.text(value).strip(" *_`")
    links = line.links
    for run in links:
        label = (
            run.text if label_field(run.text) else fact if fact in {"code", "project", "video", "slides"} else "paper"
        )
        if fact in {"paper", "title", "code", "project", "video", "slides", "note", "date", "venue"}:
            _link(run, label, draft, is_note)
    if fact in {"paper", "title"}:
        titled = next(
            (run for run in links if not run.bare and not label_field(run.text) and len(run.text.split()) > 2), None
        )
        plain = not links and (fact == "title" or _may_be_title(value))
        words = marking.clean(titled.text if titled else value if plain else "")
        if words and words.lower() != draft.marks.title.lower():
            if draft.marks.title and marking.is_short(draft.marks.title) and not draft.marks.short_title:
                draft.marks.short_title = draft.marks.title
            if not draft.marks.title or draft.marks.short_title:
                draft.marks.title = words
        return bool(links) or bool(words)
    if fact in {"code", "project", "video", "slides", "note"}:
        return (
            bool(links)
            or not any(map(str.isalnum, value))
            or value.lower() in {"none", "n/a", "not found", "없음", "无"}
        )
    if fact == "authors":
        names = read_names(value, loose=True)
        draft.authors = draft.authors or names
        return bool(names)
    if fact == "date":
        date = read_date(value)
        return bool(date) and (draft.marks.note("date", date) or True)
    if fact == "venue":
        known = classify(value)
        venue = value if known is None and 1 < len(value) < 110 else ""
        if known:
            draft.marks.note(*known)
        elif venue:
            draft.marks.note("venue", read_venue(venue, loose=True) or venue)
        return bool(known or venue)
    if fact == "tags":
        parts = [tag.strip(' []*_`"') for tag in re.split(r"[,;、，]|\]\s*,?\s*\[", value)]
        tags = [tag for tag in parts if 1 < len(tag) <= 40]
        draft.marks.tags += [tag for tag in tags if tag not in draft.marks.tags]
        return len(tags) == len([part for part in parts if part]) and bool(tags)
    return False


def _may_be_title(value: str) -> bool:
    """Whether the words after ``Paper:`` are a title, not names, a venue or a sentence about it."""
    return 2 < size_of(value) <= 30 and classify(value) is None and not read_names(value) and value[:1].isupper()


def _link(run: Run, label: str, draft: Draft, is_note: IsNote) -> None:
    href = run.href or ""
    if is_note(href):
        draft.note = draft.note or href
    elif (label, href) not in draft.links and not href.startswith("#"):
        words = label.strip(" []()")
        known = any(identifier_of(other) for _l, other in draft.links)
        if known and identifier_of(href) and not is_paper(href):
            return
        draft.links.append((words, href))
