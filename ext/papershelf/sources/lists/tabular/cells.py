"""What the cells of a table's row tell beside its title: by the heading of the column, and by what stands in them.

In: the lines of a cell and the draft of the row's paper, which takes what they tell.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import LINKS
from papershelf.model.text import values
from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.details.marks import leading
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.names import read_names, read_person
from papershelf.sources.lines.values.statements import classify, read_date
from papershelf.sources.words.links import is_of_person, is_paper, label_field
from papershelf.sources.words.vocabulary import SIGNS

_COUNT = re.compile(r"(?:no\.?|#)?\s*\d{1,3}(?:,\d{3})*(?:\.\d)?\s*[kKmM+]?|\d{5,6}", re.IGNORECASE)
"""Stars or citations; four digits may be a year."""
_METRICS = re.compile(
    r"(?:(?:[^\W\d_][\w@*/() -]{0,20}[:：=]\s*|\([A-Z]\)\s*)?\d{1,3}\.\d{1,4} ?%?(?:/[A-Z][\w-]{1,20})?"
    r"(?:\s*\([^()]{1,12}\))?(?:[\s,;|]+|$)){1,8}"
)
"""How well a method does: ``F1:83.40``, ``89.81/ETRI-TV``."""
NO_FACTS = frozenset({"number", "counter", "talk", "place"})
"""Columns that no field is for: numbers of rows, counts, who talks of it and when, where its authors are."""
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,3}:\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?")
"""How long a talk is, or a day in a form that does not tell which number is the month."""
_YEAR_LAST = re.compile(r"[\s,，;(（]+(?P<year>(?:19|20)\d\d)[)）]?\W*$")
EMPTY = re.compile(
    r"\W*|n\s*/?\s*a|(?:to be )?add(?:ed)? later|추가 ?예정|미정|待补充|待定|未定|"
    r"none|no|yes|comin[gs] soon|null|tbd|tba|in|see|not yet|无|없음|❌|×|✗|x",
    re.IGNORECASE,
)


def take(lines: list[Line], text: str, column: str, found: Draft, places: Places, place: int) -> None:
    """Take over what another cell tells."""
    for line in lines:
        found.data |= line.data
        for run in line.links:
            if run.image and not run.text and column not in LINKS:
                continue
            if _is_of_person(run, column):
                continue
            _link(run, column, found, places)
    plain = _words(lines, column)
    if column == "status" and any(map(_is_sign, text)):
        return _state(text, found)
    if (
        column in NO_FACTS
        or EMPTY.fullmatch(text)
        or _COUNT.fullmatch(plain)
        or _CLOCK.fullmatch(plain)
        or _METRICS.fullmatch(plain)
    ):
        return
    if column == "short" and classify(text) is None:
        short = signs.clean(text)
        if any(line.links for line in lines) and (name := signs.clean(short.partition("(")[0])):
            short = name  # ELMo([TF](…), [Torch](…))
        if short and not found.marks.short_title and short.lower() != found.marks.title.lower() and len(short) <= 60:
            found.marks.short_title = short
        return
    if column in {"", "summary"} and not found.marks.short_title:
        plain = _named(lines, plain, found)
    if EMPTY.fullmatch(plain):
        return
    if column == "status":
        _state(plain, found)
        return
    if column in {"videos", "source"}:  # a name that is no venue says nothing of the paper
        if (fact := classify(plain)) and fact[0] in {"venue", "date"}:
            found.marks.note(*fact)
        return
    if column == "authors":
        _authors(plain, found)
        return
    if column == "tags":
        tags = [tag.strip() for tag in re.split(r"[,;/、]", plain) if re.search(r"\w", tag)]
        found.marks.tags += [tag for tag in tags if tag not in found.marks.tags]
        return
    for piece in re.split(r"\s[|/]\s|\n", plain) if column in {"venue", "year"} else [plain]:
        fact = classify(piece)
        if fact:
            found.marks.note(*fact)
        elif column == "venue" and len(piece) < 110 and not found.marks.venue:
            found.marks.note("venue", piece.strip(" *_`"))
        elif column == "year" and (date := read_date(re.sub(r"\(.*\)", "", piece))):
            found.marks.note("date", date)
        elif not found.authors and (names := read_names(piece)) and any(" " in name.name for name in names):
            found.authors = names
        elif label_field(piece) and len(piece.split()) < 4:
            continue
        else:
            found.described = found.described or column == "summary"
            _describe(piece, found)


def _words(lines: list[Line], column: str) -> str:
    """The words of a cell without those of its links, but for those of persons among authors."""
    said = [run for line in lines for run in line.runs if not run.image]
    kept = [run.text for run in said if not run.href or (column == "authors" and _is_of_person(run, column))]
    if column == "tags" and sum(run.code for run in said) > 1:  # `Vision` `Attention`
        kept = [f"{run.text}, " if run.code else run.text for run in said]
    told = re.sub(r"[\[(]\s*[\])]", " ", " ".join(kept))
    return re.sub(r"(?<=\d)[/.-]\?+$", "", values.text(told))  # 2018/??


def _is_sign(char: str) -> bool:
    return char in SIGNS and char not in "❌🔴"


def _state(plain: str, found: Draft) -> None:
    """Take over a cell that says how far the note is."""
    leading(f"{plain} ", found.marks)
    fact = classify(plain)
    if fact and fact[0] == "status":
        found.marks.note(*fact)
    elif found.marks.status is None:
        _describe(plain, found)


def _is_of_person(run: Run, column: str) -> bool:
    """Whether a link of a cell is that of a person: of an author, of who presents it, or by its address."""
    if is_of_person(run.href or "") and not (column in LINKS and label_field(run.text)):
        return True
    named = column in {"authors", "talk"} and not run.bare and not label_field(run.text.strip(" []()"))
    return named and not is_paper(run.href or "") and bool(read_names(run.text, loose=True))


def _authors(plain: str, found: Draft) -> None:
    """Take over a cell of authors, also with the year behind them; one may hold a venue instead."""
    person = read_person(_YEAR_LAST.sub("", plain))
    if (fact := classify(plain)) and fact[0] == "venue" and not person:
        found.marks.note(*fact)
        return
    if match := _YEAR_LAST.search(plain):
        found.marks.note("date", match["year"])
        plain = plain[: match.start()]
    names = read_names(plain, loose=True)
    found.authors = found.authors or names
    if not names and not found.options.get("authors"):
        found.options["authors"] = "; ".join(
            f"{{{name}}}" if "{" not in name else name
            for name in re.split(r"\s*(?:;|, and | and |,|、)\s*", plain.strip(" ."))
            if name
        )


def _named(lines: list[Line], plain: str, found: Draft) -> str:
    """Take a bold name that a cell begins with: ``**VQGAN**; two steps``; what follows it."""
    runs = [run for line in lines for run in line.runs if run.text.strip()]
    name = signs.clean(runs[0].text) if runs and runs[0].bold and not runs[0].href else ""
    after = plain.removeprefix(runs[0].text.strip()).lstrip() if name else ""
    if not (marking.is_short(name) and classify(name) is None and re.match(r"[;；,，:：|]|$", after)):
        return plain
    found.marks.short_title = name
    return after.lstrip(" ;；,，:：|")


def _describe(text: str, found: Draft) -> None:
    text = signs.without_stars(text).strip(" ,;|·")
    if any(map(str.isalnum, text)):
        found.rest = ". ".join(filter(None, (found.rest.rstrip("."), text)))


def _link(run: Run, column: str, found: Draft, places: Places) -> None:
    words = run.text.strip(" []()")
    href = run.href or ""
    if places.is_note(href) and not found.note and column not in {"code", "pdf"}:
        found.note = href
    elif not href.startswith("#"):
        named = label_field(words)
        label = column if column in LINKS and column != "url" and (not named or run.bare or named == "paper") else words
        if (label, href) not in found.links:
            found.links.append(("" if run.bare and label == words else label, href))
        if not named and (fact := classify(words)) and fact[0] in {"venue", "date"}:
            found.marks.note(*fact)
