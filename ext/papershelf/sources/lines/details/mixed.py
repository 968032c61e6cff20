"""Names and facts in one piece of a line: ``A. Vaswani, N. Shazeer, NeurIPS, 2017``.

In: words below a title, or the line below the heading of a note. Out: authors and facts, if the words are nothing else.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.model.text import values
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.values.institutions import is_affiliation, is_institution
from papershelf.sources.lines.values.names import read_names, read_person
from papershelf.sources.lines.values.statements import classify, facts_in, read_date
from papershelf.sources.lines.values.venues import read_venue
from papershelf.sources.words.links import is_of_person, is_paper, label_field

Told = tuple[tuple[Author, ...], list[tuple[str, str]]]
"""Authors and facts."""

_STATED = re.compile(
    r"(?:(?:first |last |last-)?(?:submitted|revised|published|posted|updated|uploaded)(?: on)? )?"
    r"(?P<date>[\w. ]*\d{4})(?: version| update)?(?: \((?P<more>[^()]*)\))?(?P<after>.*)",
    re.IGNORECASE,
)
"""When a version came out: ``Submitted on 26 Oct 2017``, ``6 Dec 2017 version``."""
_LONGEST = 200


def byline(text: str) -> Told | None:
    """``Ada Reed et al., 6 Dec 2017 version, Ponds Research, NeurIPS 2017``: names, then what else one says of them."""
    text = values.text(text).strip(" *_")
    if not 8 < len(text) < _LONGEST:
        return None
    for match in reversed(list(re.finditer(r"[,.;]\s+(?=\S)", text))):
        who, rest = text[: match.start()], text[match.end() :]
        names = read_names(who) or read_person(re.sub(r"\s*\([^()]*\)$", "", who))
        if names and (facts := _stated(rest)) is not None:
            return names, facts
    return None


def _stated(text: str) -> list[tuple[str, str]] | None:
    """The facts of words that say nothing but when and where something was written; ``None`` for others."""
    facts: list[tuple[str, str]] = []
    for part in re.split(r"[,;]\s+|\.\s+(?=[A-Z])", text.strip(" .")):
        bare = part.strip(" .")
        match = _STATED.fullmatch(bare)
        if told := facts_in(bare):
            facts += told
        elif match and read_date(match["date"].strip()):
            facts += facts_in(match["more"] or "") or facts_in(match["after"].strip()) if bare[-1:] != "v" else []
        elif venue := read_venue(bare):
            facts.append(("venue", venue))
        elif not (is_institution(bare) or is_affiliation(bare)):
            loose = read_venue(bare, loose=True)
            if not loose or len(bare.split()) < 2 or read_person(bare):
                return None
            facts.append(("venue", loose))
    return facts


def person_first(text: str) -> Told | None:
    """``Alan Turing, Mind, 1950``: one person, a venue, a year."""
    who, _comma, rest = text.partition(",")
    told = [part.strip() for part in rest.split(",") if part.strip()]
    names = read_person(who)
    if not names or not 0 < len(told) < 4:
        return None
    if any(read_person(part) and not read_venue(part) for part in told):
        return None
    facts = [classify(part) or ("venue", read_venue(part, loose=True)) for part in told]
    dated = any(name == "date" or re.search(r"\d{4}$", value) for name, value in facts)
    return (names, [fact for fact in facts if fact[1]]) if dated and all(value for _n, value in facts) else None


def is_short_name(words: str) -> bool:
    """Whether a line is one word in capitals that no venue is known by: ``A3C``, which the paper is called."""
    bare = words.strip(" .,*_")
    return bool(re.fullmatch(r"[A-Z][A-Z0-9][\w-]{0,13}", bare)) and classify(bare) is None


def names_paper(text: str, draft: Draft) -> bool:
    """Whether few words name the paper by its short title: ``Propose GCL``; they are no venue."""
    return bool(draft.marks.short_title) and draft.marks.short_title in text.split()


def dated_venue(text: str) -> list[tuple[str, str]]:
    """``European Semantic Web Conference (ESWC), 2018``: a name in capitals, and a year, after the names."""
    match = re.fullmatch(r"(?:In )?(?P<name>[A-Z].{2,90}?)[ ,(]+(?P<year>(?:19|20)\d\d)\)?", text)
    words = re.findall(r"[^\W\d_]{4,}", match["name"]) if match else []
    if match is None or len(words) > 12 or not all(word[0].isupper() for word in words):
        return []
    if read_date(f"{match['name'].split()[-1]} {match['year']}"):  # Annals of Ponds, May 2021
        return [("venue", values.text(text))]
    return [("venue", values.text(match["name"])), ("date", match["year"])]


def names_and_facts(text: str) -> Told | None:
    """``A. Vaswani, N. Shazeer, NeurIPS, 2017``: names first, facts last."""
    parts = re.split(r",\s+", text)
    facts: list[tuple[str, str]] = []
    while len(parts) > 1 and (fact := classify(parts[-1].strip(" .()"))):
        facts.insert(0, fact)
        parts.pop()
    names = read_names(", ".join(parts)) if facts else ()
    return (names, facts) if names else None


def with_years(pieces: list[str]) -> list[str]:
    """Pieces of a line; a year of its own goes with the name before it: ``Reeds & Ponds. 2019``."""
    found: list[str] = []
    for piece in pieces:
        year = piece.strip(" .,()[]*_")
        named = len(found) > 1 and classify(found[-1].strip(" .,()[]*_")) is None
        if named and re.fullmatch(r"(?:19|20)\d\d", year):
            found[-1] = f"{found[-1].strip()}, {year}"
        else:
            found.append(piece)
    return found


def linked_names(line: Line) -> tuple[Author, ...]:
    """The persons that a line names, if their pages are all that it leads to."""
    if not line.links or any(run.bare or is_paper(run.href or "") or label_field(run.text) for run in line.links):
        return ()
    names = read_names(line.text)
    if names or len(line.links) > 1:
        return names
    (one,) = read_person(line.text) or (None,)
    own = "".join(filter(str.isalpha, (line.links[0].href or "").lower()))
    known = one is not None and (is_of_person(line.links[0].href or "") or one.name.split()[-1].lower() in own)
    return (one,) if one is not None and known else ()
