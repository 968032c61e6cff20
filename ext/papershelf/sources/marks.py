"""What people put around a title: year, short name, venue and state in brackets, check marks, words such as 작성중."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from papershelf.model import values
from papershelf.model.paper import Status
from papershelf.sources.vocabulary import SIGNS, STATES, VENUES

_BOX = re.compile(r"\s*(?:\[(?P<box>[ xX])\]|\(\s*(?P<round>[ xX])\s*\))\s+")
_WORD = re.compile(
    rf"\s*(?P<word>{'|'.join(map(re.escape, sorted(STATES, key=len, reverse=True)))})\s*[:：]\s*", re.IGNORECASE
)

_KIND = "Findings|Asia|Workshops?|Oral|Spotlight|Poster|Highlight|Demo|Best Paper|Long|Short|Main"
_KINDS = frozenset({"oral", "spotlight", "poster", "highlight", "best paper", "survey", "workshop"})
_VENUE = re.compile(
    rf"(?:(?:Findings of|Proceedings of(?: the)?|Findings)\s+)?(?:{'|'.join(sorted(VENUES))})(?:[ -](?:{_KIND}))?"
    rf"(?P<year>[ ,'’-]*(?:(?:19|20)?\d\d))?(?:[ ,(]*(?:{_KIND})\)?)*(?!\w)"
)
_NAMED_YEAR = re.compile(r"[A-Z][\w&+-]*(?:[ :][A-Z&][\w&+-]*){0,4}[ '’]+(?:19|20)\d\d")
_PREPRINT = re.compile(r"(?:arxiv|preprint|corr|biorxiv)(?:[ ,']*(?P<year>(?:19|20)\d\d))?", re.IGNORECASE)
_QUOTES = (("《", "》"), ("「", "」"), ("『", "』"), ("“", "”"), ('"', '"'), ("〈", "〉"))
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:\s*[-./년]\s*(?P<month>\d{1,2})(?:\s*[-./월]\s*(?P<day>\d{1,2}))?)?\s*[년월일.]?"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?,?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_SHORT = re.compile(r"[^\W_][\w.+/-]*(?: [\w.+/-]+)?")
_ACRONYM = re.compile(r"(?=.*(?:[A-Z].*[A-Z]|\d))[^\W_][\w.+-]{1,14}")
_TAIL = re.compile(
    r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|（(?P<wide>[^（）]*)）|【(?P<lens>[^【】]*)】)\s*\Z"
)
_HEAD = re.compile(
    r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|（(?P<wide>[^（）]*)）|【(?P<lens>[^【】]*)】)\s*"
)


@dataclass
class Marks:
    """What the words around a title tell."""

    title: str = ""
    short_title: str = ""
    date: str = ""
    venue: str = ""
    status: Status | None = None
    tags: list[str] = field(default_factory=list)

    def note(self, name: str, value: str) -> bool:
        """Take a fact over; whether it says nothing else than what is known."""
        if name == "status":
            self.status = self.status or Status(value)
            return True
        if name == "tag":
            self.tags += [] if value in self.tags else [value]
            return True
        known = str(getattr(self, name))
        if not known or (name == "date" and value.startswith(known)):
            setattr(self, name, value)
        return not known or known.startswith(value) or value.startswith(known)


def read_title(text: str, marks: Marks) -> None:
    """Take check marks and brackets with year, short name, venue and state off a title."""
    text = leading(values.text(text), marks)
    while (match := _HEAD.match(text)) and match.end() < len(text) and _group(_inside(match), marks):
        text = leading(text[match.end() :], marks)
    text = _trailing_signs(text, marks)
    groups = 0
    while (match := _TAIL.search(text, max(0, len(text) - 200))) and match.start() > 0:
        if groups and not marks.short_title and _ACRONYM.fullmatch(_inside(match)):
            marks.short_title = _inside(match)
        elif not _group(_inside(match), marks):
            break
        groups += 1
        text = _trailing_signs(text[: match.start()], marks)
    marks.title = text.strip().rstrip(",;:").strip().removeprefix("📄").strip()
    if (
        len(marks.title) > 2
        and (marks.title[0], marks.title[-1]) in _QUOTES
        and marks.title[0] not in marks.title[1:-1]
    ):
        marks.title = marks.title[1:-1].strip()


def leading(text: str, marks: Marks) -> str:
    """Take check boxes, signs and words such as ``WIP:`` off the beginning."""
    while True:
        if match := _BOX.match(text + " "):
            box = match["box"] or match["round"]
            marks.status = marks.status or (Status.DONE if box in "xX" else Status.PLANNED)
        elif match := _WORD.match(text):
            marks.status = marks.status or STATES[match["word"].lower()]
        elif text.lstrip()[:1] in SIGNS:
            marks.status = marks.status or SIGNS[text.lstrip()[0]]
            text = text.lstrip()[1:].lstrip("\ufe0f ")
            continue
        else:
            return text.lstrip()
        text = text[match.end() :]


def _trailing_signs(text: str, marks: Marks) -> str:
    while True:
        bare = text.rstrip(" \ufe0f\u200d")
        if bare[-1:] not in SIGNS:
            return bare
        marks.status = marks.status or SIGNS[bare[-1]]
        text = bare[:-1]


def _inside(match: re.Match[str]) -> str:
    return next((text for text in match.groups() if text is not None), "")


def _group(text: str, marks: Marks) -> bool:
    """Whether all of a bracket's parts are facts about the paper; then they are noted."""
    whole = classify(text)
    if whole is not None:
        return marks.note(*whole)
    parts = [part.strip() for part in re.split(r"[,;·|/，]|\s[-–—]\s", text) if part.strip()]
    facts = [classify(part) for part in parts]
    known = [fact for fact in facts if fact is not None]
    unknown = [part for part, fact in zip(parts, facts, strict=True) if fact is None]
    if not known or len(unknown) > 1:
        return False
    if unknown and (marks.short_title or not _SHORT.fullmatch(unknown[0]) or len(unknown[0]) > 30):
        return False
    for name, value in known:
        marks.note(name, value)
    if unknown:
        marks.short_title = unknown[0]
    return True


def classify(text: str) -> tuple[str, str] | None:
    """The fact about a paper that a few words state: ``date``, ``venue`` or ``status`` with its value."""
    text = text.strip().strip("`*_")
    plain = " ".join(text.lower().replace("\ufe0f", "").split())
    if plain in STATES:
        return "status", STATES[plain].value
    if text in SIGNS or text.rstrip("\ufe0f") in SIGNS:
        return "status", SIGNS[text[0]].value
    for sign in SIGNS:
        if text.startswith(sign):
            return classify(text[len(sign) :].lstrip("\ufe0f "))
    if plain in _KINDS:
        return "tag", plain
    if date := read_date(text):
        return "date", date
    if match := _PREPRINT.fullmatch(text):
        return "date", match["year"] or ""
    if is_venue(text):
        return "venue", values.text(text)
    return None


def read_date(text: str) -> str:
    """``2021``, ``2021.06``, ``2021-06-17``, ``Jun 2021`` as an ISO date; empty for anything else."""
    text = text.strip()
    if match := _MONTH.fullmatch(text):
        return f"{match['year']}-{_MONTHS.index(match['month'].lower()) + 1:02}"
    match = _DATE.fullmatch(text)
    if match is None:
        return ""
    parts = [match["year"], *(f"{int(part):02}" for part in (match["month"], match["day"]) if part)]
    try:
        return values.partial_date("-".join(parts))
    except ValueError:
        return ""


def is_venue(text: str) -> bool:
    """Whether a text is nothing but the name of a conference or journal."""
    return len(text) <= 60 and bool(_VENUE.fullmatch(text) or _NAMED_YEAR.fullmatch(text))


def venue_at(text: str) -> str:
    """The well-known venue that a text begins with, as it is written; or nothing."""
    match = _VENUE.match(text)
    return match[0].strip(" ,(") if match and (match["year"] or len(match[0]) == len(text.rstrip(" ."))) else ""


def without_signs(text: str) -> str:
    """A heading without emoji, numbering and marks around it."""
    kept = "".join(
        char
        for char in text
        if unicodedata.category(char) not in {"So", "Sk", "Cs", "Mn"} and char not in "\ufe0f\u200d"
    )
    kept = re.sub(r"^\s*(?:\d+(?:\.\d+)*[.)]|[IVX]+[.)]|§)\s+", "", kept)
    return values.text(kept).strip("-–—:|·•*# ")
