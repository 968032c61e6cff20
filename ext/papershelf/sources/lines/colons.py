"""A line that says behind a name and a colon what it tells: ``Authors: …``, ``📅 Date: …``, ``Paper: https://…``.

In: a line and the draft of the entry above. Out: the field that is named, which the draft then holds.
"""

from __future__ import annotations

import re

from papershelf.model.record.links import BESIDES
from papershelf.model.text import values
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.spans import IsNote, size_of
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import classify, read_date
from papershelf.sources.lines.values.venues import read_venue
from papershelf.sources.words.links import identifier_of, is_paper, label_field
from papershelf.sources.words.vocabulary import FACTS

_ADDRESSED = re.compile(r"\W*[^\W\d_][^:：]{0,60}[:：]+\s*<?https?://\S+\W*$")
"""A label, whatever it says, and an address."""
_KEYWORD = 9
"""So many words a keyword has, at most."""
NAMED = re.compile(r"\W*(?P<name>[^\W\d_][\w;.' /&-]{0,30}?)[\s*_`]*[:：]\s*")


def named_fact(text: str) -> str:
    """The fact that the words before a colon name: ``authors``, ``date`` …; or nothing."""
    match = NAMED.match(text + ":" if ":" not in text and "：" not in text else text)
    return fact_of(match["name"]) if match else ""


def is_unknown(text: str) -> bool:
    """Whether a line is like a fact, but of a name that no field has: ``Priority: high``."""
    match = NAMED.match(text)
    return match is not None and not fact_of(match["name"])


def is_labelled(line: Line) -> bool:
    """Whether a line is a word that says what follows, and that: ``intro: a first look``, ``github(official): https://…``."""
    fact = named_fact(line.text)
    told = fact and not any(run.href and not run.bare and not label_field(run.text) for run in line.runs)
    return bool(told or (line.links and _ADDRESSED.match(line.text)))


def fact_of(words: str) -> str:
    """The field that a name stands for; of two words, either may."""
    words = words.lower().strip(" *_`")
    found = FACTS.get(words.replace(" ", "")) or FACTS.get(words)
    if found:
        return found
    named = [FACTS[word] for word in re.findall(r"[^\W\d_]+", words) if FACTS.get(word, "aside") != "aside"]
    return named[0] if named and len(words.split()) <= 2 else ""


def take_named(line: Line, value: str, fact: str, draft: Draft, is_note: IsNote) -> bool:
    """Take what a line tells of a field; whether it says nothing else.

    :param value: the words behind the colon.
    :param fact: the field that the words before it name.
    """
    value = values.text(value).strip(" *_`")
    links = line.links
    for run in links:
        told = label_field(run.text) not in {"", "other"}
        label = run.text if told else fact if fact in {*BESIDES, "note"} else "paper"
        if fact in {"paper", "title", *BESIDES, "note", "date", "venue"}:
            link(run, label, draft, is_note)
    if fact in {"paper", "title"}:
        titled = next(
            (run for run in links if not run.bare and not label_field(run.text) and len(run.text.split()) > 2), None
        )
        if links and all(run.bare for run in links):  # Paper: Reeds in Rows: https://…
            value = values.text(re.sub(r"https?://\S+", "", value)).strip(" :：,-–—")
        plain = (not links or all(run.bare for run in links)) and (fact == "title" or _may_be_title(value))
        words = signs.clean(titled.text if titled else value if plain else "")
        if words and words.lower() != draft.marks.title.lower():
            if draft.marks.title and marking.is_short(draft.marks.title) and not draft.marks.short_title:
                draft.marks.short_title = draft.marks.title
            if not draft.marks.title or draft.marks.short_title:
                draft.marks.title = words
        return bool(links) or bool(words)
    if fact in {*BESIDES, "note"}:
        return (
            bool(links)
            or not any(map(str.isalnum, value))
            or bool(label_field(value))
            or value.lower() in {"none", "n/a", "not found", "없음", "无"}
        )
    if fact == "authors":
        names = read_names(value, loose=True)
        draft.authors = draft.authors or names
        return bool(names) or not value
    if fact in {"place", "aside"}:
        if value:
            draft.unsaid.append(values.text(line.text))
        return True
    if fact == "talk":
        for run in links:
            link(run, run.text, draft, is_note)
        return bool(links) and not any(
            map(str.isalnum, values.text("".join(r.text for r in line.runs[1:] if not r.href)))
        )
    if fact in {"date", "venue"}:
        return _published(value, fact, draft)
    if fact == "tags":
        parts = [tag.strip(' []*_`"') for tag in re.split(r"[,;、，]|\]\s*,?\s*\[", value)]
        tags = [tag for tag in parts if 1 < len(tag) <= 60 and len(tag.split()) <= _KEYWORD]
        longer = [tag for tag in parts if len(tag) > 1 and tag not in tags]
        if links or any(len(tag) > 150 for tag in longer):
            return False
        draft.marks.tags += [tag for tag in tags if tag not in draft.marks.tags]
        draft.rest = " ".join(filter(None, (draft.rest, "; ".join(longer))))
        return True
    return False


_ARXIV = re.compile(r"arxiv[\s:]*(?:abs/)?(?P<id>\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)

_NOTHING = re.compile(r"\W*|(?:no(?:t|ne)?(?: yet)?|n/?a|tbd|unknown|없음|미정|无|暂无|なし|未定)[.!]?", re.IGNORECASE)

_PRESENTED = re.compile(r"(?:(?:presented|accepted|published|to appear|appeared?) (?:at|in|by)|in)\s+", re.IGNORECASE)


def _published(value: str, fact: str, draft: Draft) -> bool:
    """Take ``NeurIPS 2023, arXiv:2304.08485, December 2023``: venue, identifier and date, whichever are there."""
    date = read_date(value) or read_date(re.sub(r"\s*[(（].*?[)）]", "", value)) if fact == "date" else ""
    if date:
        draft.marks.note("date", date)
        return True
    if _NOTHING.fullmatch(value):
        return True
    match = _ARXIV.search(value)
    known = None if match else classify(value)
    if known is not None:
        draft.marks.note(*known)
        return True
    if match is None and fact == "venue":
        draft.marks.note("venue", (read_venue(value, loose=True) or value) if len(value) < 110 else "")
        return 1 < len(value) < 110
    if match is not None:
        draft.links.append(("arxiv", f"https://arxiv.org/abs/{match['id']}"))
        value = f"{value[: match.start()]},{value[match.end() :]}"
    parts = [_PRESENTED.sub("", part.strip(" .")) for part in re.split(r"[,;()（）]|\s[-–—|/]\s", value)]
    told = [one for part in parts if (one := classify(part)) and one[1]]
    draft.marks.note_all(told)
    return bool(told) or match is not None


def _may_be_title(value: str) -> bool:
    """Whether the words after ``Paper:`` are a title, not names, a venue or a sentence about it."""
    return 2 < size_of(value) <= 30 and classify(value) is None and not read_names(value) and value[:1].isupper()


def link(run: Run, label: str, draft: Draft, is_note: IsNote) -> None:
    """Take a link over, once: a note, or an address with the words that it has."""
    href = run.href or ""
    if is_note(href) and label_field(label) != "code":
        draft.note = draft.note or href
    elif (label, href) not in draft.links and not href.startswith("#"):
        words = label.strip(" []()")
        known = any(identifier_of(other) for _l, other in draft.links)
        if known and identifier_of(href) and not is_paper(href):
            return
        draft.links.append((words, href))
