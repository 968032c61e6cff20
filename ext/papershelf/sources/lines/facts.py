"""Lines below an entry that tell facts of it: links with labels, ``Authors: …``, ``📅 Date: …``, names alone.

In: a line and the draft of the entry above. Out: whether the line said nothing but facts, which the draft then holds.
"""

from __future__ import annotations

import re

from papershelf.model import values
from papershelf.model.links import BESIDES
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines import mixed
from papershelf.sources.lines.badges import OF_LIST
from papershelf.sources.lines.citations import published
from papershelf.sources.lines.dates import read_date
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.institutions import is_affiliation, is_institution
from papershelf.sources.lines.labels import is_doubly, is_label, is_place, stated, words_of
from papershelf.sources.lines.marks import classify, facts_in
from papershelf.sources.lines.names import read_names
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.lines.spans import IsNote, size_of
from papershelf.sources.lines.venues import cited, read_venue
from papershelf.sources.links import identifier_of, is_paper, label_field
from papershelf.sources.vocabulary import FACTS

_WHERE = re.compile(r"\([^()]*\)")
"""Where an author is, behind the name."""
_ADDRESSED = re.compile(r"\W*[^\W\d_][^:：]{0,60}[:：]+\s*<?https?://\S+\W*$")
"""A label, whatever it says, and an address."""
_KEYWORD = 9
"""So many words a keyword has, at most."""
_NAMED = re.compile(r"\W*(?P<name>[^\W\d_][\w;.' /&-]{0,30}?)[\s*_`]*[:：]\s*")


def named_fact(text: str) -> str:
    """The fact that the words before a colon name: ``authors``, ``date`` …; or nothing."""
    match = _NAMED.match(text + ":" if ":" not in text and "：" not in text else text)
    return _fact(match["name"]) if match else ""


def is_unknown(text: str) -> bool:
    """Whether a line is like a fact, but of a name that no field has: ``Priority: high``."""
    match = _NAMED.match(text)
    return match is not None and not _fact(match["name"])


def is_labelled(line: Line) -> bool:
    """Whether a line is a word that says what follows, and that: ``intro: a first look``, ``github(official): https://…``."""
    fact = named_fact(line.text)
    told = fact and not any(run.href and not run.bare and not label_field(run.text) for run in line.runs)
    return bool(told or (line.links and _ADDRESSED.match(line.text)))


def _fact(words: str) -> str:
    words = words.lower().strip(" *_`")
    found = FACTS.get(words.replace(" ", "")) or FACTS.get(words)
    if found:
        return found
    named = [FACTS[word] for word in re.findall(r"[^\W\d_]+", words) if FACTS.get(word, "aside") != "aside"]
    return named[0] if named and len(words.split()) <= 2 else ""


def take(line: Line, draft: Draft, is_note: IsNote) -> bool:
    """Take the facts of a line over.

    :returns: whether it says nothing else.
    """
    named = _NAMED.match(line.text)
    fact = _fact(named["name"]) if named else ""
    if named and fact and fact != "summary":
        return _take_named(line, line.text[named.end() :], fact, draft, is_note)
    links = [run for run in line.links if not (run.image and OF_LIST.fullmatch(run.text))]
    if named and fact and not links and (known := _all_known(line.text[named.end() :])):  # intro: CVPR 2017. Pond Lab
        for one in known:
            draft.marks.note(*one)
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
                for one in said:
                    draft.marks.note(*one)
                _link(run, run.text if not run.bare and not said else "", draft, is_note)
            return True
        if labels and not named_first and re.fullmatch(_REMARK, words):  # [[Paper](…)] [[Code](…)] (with a demo)
            for run in links:
                _link(run, run.text if not run.bare else "", draft, is_note)
            draft.rest = " ".join(filter(None, (draft.rest, words[1:-1])))
            return True
        if labels and _emphasised_names(line, draft):
            for run in links:
                _link(run, run.text if not run.bare else "", draft, is_note)
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
    more = marking.clean(" ".join(run.text for run in runs[1:] if not run.href and not run.image))
    for fact in facts_in(more):
        draft.marks.note(*fact)
        more = ""
    draft.rest = " ".join(filter(None, (draft.rest, more)))
    return True


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
        for fact in known:
            draft.marks.note(*fact)
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
    for fact in facts:
        draft.marks.note(*fact)
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


def _take_named(line: Line, value: str, fact: str, draft: Draft, is_note: IsNote) -> bool:
    value = values.text(value).strip(" *_`")
    links = line.links
    for run in links:
        told = label_field(run.text) not in {"", "other"}
        label = run.text if told else fact if fact in {*BESIDES, "note"} else "paper"
        if fact in {"paper", "title", *BESIDES, "note", "date", "venue"}:
            _link(run, label, draft, is_note)
    if fact in {"paper", "title"}:
        titled = next(
            (run for run in links if not run.bare and not label_field(run.text) and len(run.text.split()) > 2), None
        )
        if links and all(run.bare for run in links):  # Paper: Reeds in Rows: https://…
            value = values.text(re.sub(r"https?://\S+", "", value)).strip(" :：,-–—")
        plain = (not links or all(run.bare for run in links)) and (fact == "title" or _may_be_title(value))
        words = marking.clean(titled.text if titled else value if plain else "")
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
            _link(run, run.text, draft, is_note)
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
    for one in told:
        draft.marks.note(*one)
    return bool(told) or match is not None


def _may_be_title(value: str) -> bool:
    """Whether the words after ``Paper:`` are a title, not names, a venue or a sentence about it."""
    return 2 < size_of(value) <= 30 and classify(value) is None and not read_names(value) and value[:1].isupper()


def _link(run: Run, label: str, draft: Draft, is_note: IsNote) -> None:
    href = run.href or ""
    if is_note(href) and label_field(label) != "code":
        draft.note = draft.note or href
    elif (label, href) not in draft.links and not href.startswith("#"):
        words = label.strip(" []()")
        known = any(identifier_of(other) for _l, other in draft.links)
        if known and identifier_of(href) and not is_paper(href):
            return
        draft.links.append((words, href))
