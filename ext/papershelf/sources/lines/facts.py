"""Lines below an entry that tell facts of it: links with labels, ``Authors: …``, ``📅 Date: …``, names alone.

In: a line and the draft of the entry above. Out: whether the line said nothing but facts, which the draft then holds.
"""

from __future__ import annotations

import re

from papershelf.model.record.links import BESIDES
from papershelf.sources.lines.colons import NAMED, fact_of, link, take_named
from papershelf.sources.lines.details import mixed
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.spans import IsNote, size_of
from papershelf.sources.lines.labels import is_doubly, is_label, is_place, stated, words_of
from papershelf.sources.lines.markup.badges import OF_LIST
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.citations import published
from papershelf.sources.lines.values.institutions import is_affiliation, is_institution
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import facts_in, read_date
from papershelf.sources.lines.values.venues import cited, read_venue
from papershelf.sources.words.links import identifier_of, label_field

_WHERE = re.compile(r"\([^()]*\)")
"""Where an author is, behind the name."""


def take(line: Line, draft: Draft, is_note: IsNote) -> bool:
    """Take the facts of a line over.

    :returns: whether it says nothing else.
    """
    named = NAMED.match(line.text)
    fact = fact_of(named["name"]) if named else ""
    if named and fact and fact != "summary":
        return take_named(line, line.text[named.end() :], fact, draft, is_note)
    links = [run for run in line.links if not (run.image and OF_LIST.fullmatch(run.text))]
    if named and fact and not links and (known := _all_known(line.text[named.end() :])):  # intro: CVPR 2017. Pond Lab
        draft.marks.note_all(known)
        return True
    words = words_of(line)
    told = published(words) or facts_in(words)
    placed = is_affiliation(words) and not told if draft.authors else is_institution(_WHERE.sub("", words))
    if not links and placed:  # (a Journal of Pond Research is no place)
        draft.unsaid.append(words)
        return True
    if not links and (topics := _topics(line, words)):
        draft.marks.tags += [topic for topic in topics if topic not in draft.marks.tags]
        return True
    if names := () if draft.authors else mixed.linked_names(line):
        draft.authors = names
        return True
    if links:
        alone = not any(map(str.isalnum, words))
        labels = all(is_label(run, is_note) or is_doubly(run, line) or (alone and is_place(run)) for run in links)
        kinds = {label_field(run.text.strip(" []()*")) for run in links}
        named_first = next((not run.href for run in line.runs if run.text.strip()), False)
        if labels and named_first and kinds <= {*BESIDES} and all(map(_NAME.fullmatch, re.split(r"\s*[|/]\s*", words))):
            words = ""  # the name of what they lead to: ``RowNet / [code](…)``
        if labels and (not any(map(str.isalnum, words)) or _facts_only(words, draft, loose=True)):
            for run in links:
                said = stated(run, is_note)
                draft.marks.note_all(said)
                link(run, run.text if not run.bare and not said else "", draft, is_note)
            return True
        if labels and not named_first and re.fullmatch(_REMARK, words):  # [[Paper](…)] [[Code](…)] (with a demo)
            for run in links:
                link(run, run.text if not run.bare else "", draft, is_note)
            draft.rest = " ".join(filter(None, (draft.rest, words[1:-1])))
            return True
        if labels and _emphasised_names(line, draft):
            for run in links:
                link(run, run.text if not run.bare else "", draft, is_note)
            return True
        _identified(links, draft, is_note)
        return False
    styled = all(run.em for run in line.runs if any(map(str.isalnum, run.text)))
    return _facts_only(words, draft, loose=styled) if words else bool(line.links)  # badges of the list


def _all_known(text: str) -> list[tuple[str, str]]:
    """The facts, and the institutions as tags, of words that are nothing else."""
    parts = [part.strip(" .") for part in re.split(r"\.\s+", text) if part.strip(" .")]
    found = [facts_in(part) or ([("tag", part)] if is_institution(part) else []) for part in parts]
    return [fact for some in found for fact in some] if all(found) and any(facts_in(part) for part in parts) else []


_MONTH = re.compile(r"(?P<name>[A-Z][a-z]{2,8})\.? ['’]?(?P<year>[12]\d)")
_REMARK = re.compile(r"\([^()]{3,60}\)")
_NAME = re.compile(r"(?=\S*(?:[A-Z]\S*[A-Z]|\d|_))[^\W\d_][\w.+-]{1,29}")
"""One name, as those of models are written."""


def _topics(line: Line, words: str) -> list[str]:
    """The topics of a line that is set small, or in code: ``<sub>Trees; Early rings</sub>``, `` `A3C`, `Ponds` ``."""
    codes = [run.text.strip() for run in line.runs if any(map(str.isalnum, run.text))]
    if codes and all(run.code or not any(map(str.isalnum, run.text)) for run in line.runs):
        return codes if all(len(one) <= 60 and size_of(one) <= 6 and not facts_in(one) for one in codes) else []
    if not words or not all(run.small for run in line.runs if any(map(str.isalnum, run.text))) or facts_in(words):
        return []
    parts = [part.strip() for part in re.split(r"[;,]", words)]
    short = all(0 < size_of(part) <= 4 and len(part) <= 40 and not re.search(r"[\d.!?]", part) for part in parts)
    return parts if short else []


def _emphasised_names(line: Line, draft: Draft) -> bool:
    """Take emphasised names that a line begins with; what follows them, the links aside, is said besides."""
    runs = [run for run in line.runs if any(map(str.isalnum, run.text))]
    names = read_names(runs[0].text) if runs and runs[0].em and not runs[0].href and not draft.authors else ()
    if not names:
        return False
    draft.authors = names
    more = signs.clean(" ".join(run.text for run in runs[1:] if not run.href and not run.image))
    told = facts_in(more)
    draft.marks.note_all(told)
    draft.rest = " ".join(filter(None, (draft.rest, "" if told else more)))
    return True


def _identified(links: list[Run], draft: Draft, is_note: IsNote) -> None:
    """Take the links over that say by their words to be the paper, where the entry has none yet."""
    if any(identifier_of(href) for _words, href in draft.links):
        return
    for run in links:
        if label_field(run.text) in {"paper", "pdf"} or (run.bare and identifier_of(run.href or "")):
            link(run, run.text if not run.bare else "", draft, is_note)


def is_facts(line: Line, is_note: IsNote) -> bool:
    """Whether a line says nothing but facts of an entry above."""
    return take(line, Draft(0), is_note)


def _facts_only(words: str, draft: Draft, *, loose: bool = False) -> bool:
    """Take names, venue and date of a line that holds nothing else.

    :param loose: whether a single name is one.
    """
    trial = Draft(0)
    trial.authors = draft.authors
    pieces = [
        piece
        for piece in re.split(
            r"\s[-–—|/]\s|[|;]|(?<!\b[A-ZÀ-Þ])\.\s+(?=[A-Z\d(\[]|ar[Xx]iv)|\s+(?=\((?:19|20)\d\d)|(?<=[\w.])(?=\((?:19|20)\d\d\))|"
            r"\s+(?=\([A-Z][\w&/ -]{1,20}[ '’]+(?:19|20)?\d\d\)$)",
            words,
        )
        if piece.strip(" .,()[]")
    ]
    if draft.authors and (known := published(words)) is not None:
        draft.marks.note_all(known)
        return True
    if draft.authors and len(pieces) == 1 and mixed.is_short_name(words):
        if draft.marks.short_title:
            return False
        draft.marks.short_title = words.strip(" .,*_")
        return True
    authors, facts = draft.authors, []
    unsaid = bool(draft.authors) and not draft.marks.venue  # a remark of few words may look like a venue, too
    for piece in mixed.with_years(pieces):
        bare = _within(piece)
        loosely = unsaid or authors != draft.authors
        told = cited(bare) or facts_in(bare) or _month(bare)
        if label_field(bare) and not re.search(r"\d", bare):
            continue
        if told:
            facts += told
        elif label_field(bare):
            continue
        elif authors != draft.authors and (dated := mixed.dated_venue(bare)):
            facts += dated
        elif names := read_names(bare, loose=loose or len(pieces) > 1):
            authors = authors or names
        elif (
            len(bare) < 80
            and not mixed.names_paper(bare, draft)
            and (venue := read_venue(bare, loose=loosely and (" " in bare or bare.isupper())))
        ):
            facts.append(("venue", venue))
        elif authors and (dated := mixed.dated_venue(bare)):
            facts += dated
        elif both := mixed.names_and_facts(bare) or mixed.person_first(bare):
            authors = authors or both[0]
            facts += both[1]
        else:
            return False
    draft.marks.note_all(facts)
    draft.authors = authors
    return bool(pieces)


def _month(text: str) -> list[tuple[str, str]]:
    """``Oct 23``: where facts stand alone, a month and its year."""
    match = _MONTH.fullmatch(text)
    date = read_date(f"{match['name']} 20{match['year']}") if match else ""
    return [("date", date)] if date else []


def _within(piece: str) -> str:
    """Words without the signs around them, and without brackets around all of them."""
    bare = piece.strip(" .,*_（）")
    return bare if re.search(r"[(\[][^()\[\]]+[)\]]$", bare[1:]) else bare.strip(" .,()[]*_")
