"""What people put around a title: numbers, check marks, brackets with year, short name, venue or state, stars.

In: words of a line. Out: the title, and what the marks around it tell.
"""

from __future__ import annotations

import re
import unicodedata

from papershelf.model.record.paper import Status
from papershelf.model.text import values
from papershelf.sources.lines.details.draft import Marks
from papershelf.sources.lines.values.signs import clean, unquoted, without_stars
from papershelf.sources.lines.values.statements import classify, facts_in
from papershelf.sources.lines.values.venues import PREPRINT
from papershelf.sources.words.vocabulary import RATES, SIGNS, STATES

_BOX = re.compile(r"\s*(?:\[(?P<box>[ xX✓✔])\]|\(\s*(?P<round>[ xX])\s*\))\s+")
_WORD = re.compile(
    rf"\s*(?P<word>{'|'.join(map(re.escape, sorted(STATES, key=len, reverse=True)))})\s*[:：]\s*", re.IGNORECASE
)
_ALSO = re.compile(r"arXiv[:：]\s+(?=[A-Z])|\s*(?:see(?: also)?|also|cf\.?|related)\s*[:：]\s*", re.IGNORECASE)
"""What leads to a further paper."""
_NUMBER = re.compile(
    r"\s*(?:\d{1,4}[)．]|\d{1,3}\.(?!\d)|\(\d{1,3}\)|\[\d{1,4}\]|[①-⑳•●▪◦‣]|No\.\s?\d+|[\w./-]*#\d{1,5}(?= ))\s*(?=\S)"
)
_SHORT = re.compile(r"[^\W_][\w.+/-]*(?: [\w.+/-]+)?")
_ACRONYM = re.compile(r"(?=.*(?:[A-Z].*[A-Z]|\d))[^\W_][\w.+-]{1,14}")
_INSIDE = r"(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|[（(](?P<wide>[^()（）]*)[)）]|【(?P<lens>[^【】]*)】)"
_DASHED = re.compile(
    r"\s+[-–—]\s+(?P<venue>[A-Z][\w&.+' ]{1,30}?)(?:\s+[-–—]\s+(?P<year>(?:19|20)\d\d))?(?P<end>[)\]])?$", re.IGNORECASE
)
_NAMED_YEAR = re.compile(
    r"(?P<short>[^\W_][^\s,;:()]*(?: [^\s,;:()]+){0,2}) ?\((?P<year>(?:19|20)\d\d)\)[,:]\s+(?=\S+ \S+ \S)"
)
"""``RowNet(2021), Reeds and Tiles in Rows``: a short name and its year in front of the title."""
_TAIL = re.compile(rf"\s*{_INSIDE}\s*\Z")
_HEAD = re.compile(rf"\s*{_INSIDE}(?![\^-]\w)[ \t]*[:：]?\s*")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_STANDS = re.compile(r"^(?i:(?:accepted|published|presented|appeared|to appear) (?:at|in|by|to)|at|in) (?=[A-Z])")
_NEW = re.compile(rf"(?:{'|'.join(RATES)}|★+|\*+)[!！]*", re.IGNORECASE)


def read_title(text: str, marks: Marks) -> None:
    """Take check marks and brackets with year, short name, venue and state off a title."""
    text = leading(values.text(text), marks).rstrip(" ,;:：")
    while (match := _HEAD.match(text)) and match.end() < len(text):
        inside = _inside(match)
        if not _group(inside, marks) and not is_rating(inside):
            if marks.short_title or not is_short(inside) or not text[match.end() :].strip(" .,:;-–—|"):
                break
            marks.short_title = inside.strip(" *_`")
        text = leading(text[match.end() :], marks)
    if (match := _NAMED_YEAR.match(text)) and not marks.short_title and is_short(match["short"]):
        marks.short_title = match["short"]
        marks.note("date", match["year"])
        text = text[match.end() :]
    text = _trailing_signs(text, marks)
    text = _glued(text, marks)
    groups = False
    while (match := _TAIL.search(text, max(0, len(text) - 200))) and match.start() > 0:
        if groups and not marks.short_title and _ACRONYM.fullmatch(_inside(match)):
            marks.short_title = _inside(match)
        elif not _group(_inside(match), marks) and not is_rating(_inside(match)):
            break
        groups = True
        text = _trailing_signs(text[: match.start()], marks)
    if (
        (match := re.search(r"\s*[(\[](?P<open>[^()\[\]]{2,40})$", text))
        and match.start()
        and _group(match["open"], marks)
    ):
        text = text[: match.start()]
    marks.title = unquoted(_stopped(_undashed(clean(text), marks), marks))


def _stopped(text: str, marks: Marks) -> str:
    """A title without the venue and the date behind its full stop: ``Counting Reeds. ICLR 2020. 2019-11-24``."""
    while match := re.search(r"(?<=[^\W_]|[)\]’”])(?P<stop>[.?!])\s+(?P<tail>[^.?!]{3,60})$", text):
        facts = facts_in(match["tail"])
        if not facts or len(text[: match.start()].split()) < 2:
            break
        marks.note_all(facts)
        text = clean(text[: match.start("stop") + (match["stop"] != ".")])
    return text


def _undashed(text: str, marks: Marks) -> str:
    """A title without the venue and the year behind dashes: ``Reeds in Rows - CVPR - 2018``."""
    match = _DASHED.search(text)
    if match is None or len(text[: match.start()].split()) < 2:
        return text
    if match["end"] and text.count(")") + text.count("]") <= text.count("(") + text.count("["):
        return text
    fact = classify(f"{match['venue']} {match['year'] or ''}".strip())
    if fact is None or fact[0] not in {"venue", "date"} or fact[1].isdecimal() != bool(PREPRINT.match(match["venue"])):
        return text
    marks.note(*fact)
    return clean(text[: match.start()])


def _glued(text: str, marks: Marks) -> str:
    """A title without the name in a bracket that follows without a blank: ``A Brain of Many Cores(Loihi)``."""
    match = re.search(r"(?<=[^\W\d_]{3})[(（](?P<name>[^()（）]{3,30})[)）]$", text)
    if match is None or len(text[: match.start()].split()) < 4 or not is_name(match["name"]):
        return text
    if _HAN.search(match["name"]) and not _HAN.search(text[: match.start()]):
        return text  # what it says, in another language
    if match["name"].islower() or classify(match["name"]) is not None or not any(map(str.isalpha, match["name"])):
        return text
    if match["name"][0] == "@" or marks.short_title.lower() not in {"", match["name"].lower()}:
        return text
    marks.short_title = marks.short_title or match["name"]
    return text[: match.start()]


def dated(text: str) -> Marks | None:
    """What a name tells that ends with brackets of date and venue alone, ``PDV(2022, CVPR 2022)``; else nothing."""
    marks = Marks()
    read_title(text, marks)
    told = (marks.date or marks.venue) and marks.title and not marks.short_title
    return marks if told and text.startswith(marks.title) else None


def heads(text: str, marks: Marks) -> str:
    """Take brackets that hold facts, and what stands before them, off the beginning."""
    text = leading(text, marks)
    while (match := _HEAD.match(text)) and match.end() < len(text):
        if not _group(_inside(match), marks) and not is_rating(_inside(match)):
            break
        text = leading(text[match.end() :], marks)
    return text


def is_short(text: str) -> bool:
    """Whether words in a bracket may be a paper's short name."""
    text = text.strip(" *_`")
    return 1 < len(text) <= 40 and len(text.split()) <= 4 and any(map(str.isalpha, text))


def is_name(text: str) -> bool:
    """Whether words in a bracket behind a title are one name, and no remark: ``VGGNet``, ``DALL-E 2``."""
    text = text.strip(" *_`")
    words = text.split()
    if not is_short(text) or re.search(r"[,;!?，]", text) or len(words) > 2:
        return False
    return len(words) == 1 or all(word[0].isdigit() or re.search(r"[^\W\d_].*[A-Z]|\d", word) for word in words[:2])


def leading(text: str, marks: Marks) -> str:
    """Take check boxes, numbers, signs and words such as ``WIP:`` off the beginning."""
    text = without_stars(text) if any(unicodedata.category(c) == "So" for c in text[:12]) else text
    numbered = False
    while True:
        if match := _BOX.match(text + " "):
            box = match["box"] or match["round"]
            marks.status = marks.status or (Status.PLANNED if box == " " else Status.DONE)
        elif match := _WORD.match(text):
            marks.status = marks.status or STATES[match["word"].lower()]
        elif match := _ALSO.match(text):
            pass
        elif text.lstrip()[:1] in SIGNS:
            marks.status = marks.status or SIGNS[text.lstrip()[0]]
            text = text.lstrip()[1:].lstrip("\ufe0f ")
            continue
        elif not numbered and (match := _NUMBER.match(text)):
            numbered = True
        else:
            return text.lstrip()
        text = text[match.end() :]


def _trailing_signs(text: str, marks: Marks) -> str:
    while True:
        bare = text.rstrip(" \ufe0f\u200d")
        if bare[-1:] not in SIGNS or not bare:
            return bare
        marks.status = marks.status or SIGNS[bare[-1]]
        text = bare[:-1]


def _inside(match: re.Match[str]) -> str:
    return next((text for text in match.groups() if text is not None), "")


def is_rating(text: str) -> bool:
    """Whether words number or rate: ``12``, ``New!``, ``must-read``."""
    return bool(re.fullmatch(r"\W*\d{0,3}\W*", text) or _NEW.fullmatch(text.strip()))


def _group(text: str, marks: Marks) -> bool:
    """Whether all of a bracket's parts are facts about the paper; then they are noted."""
    whole = classify(text)
    if whole is not None:
        return marks.note(*whole)
    parts = [part.strip() for part in re.split(r"[,;·|/，、]|\s[-–—:]\s", text) if part.strip()]
    parts = [_STANDS.sub("", part) for part in parts]
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
