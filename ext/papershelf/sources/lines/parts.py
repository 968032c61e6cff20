"""A line, parted as a person parts it.

In: the lines of an entry, as runs. Out: a draft: title, short title, authors, date, venue, links, tags, state, and the
words that are none of it. The title is found first: what is quoted, linked or bold is a candidate, and so is the
emphasised or plain part that is neither names nor venue. What stands on either side of it is sorted by what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from papershelf.model import values
from papershelf.model.paper import Author
from papershelf.sources.lines import marks as marking
from papershelf.sources.lines.dates import read_date
from papershelf.sources.lines.marks import Marks, classify
from papershelf.sources.lines.names import read_names
from papershelf.sources.lines.plain import split_described, split_plain
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.lines.venues import PREPRINT, read_venue, venue_at
from papershelf.sources.links import identifier_of, is_paper, label_field, leads_elsewhere
from papershelf.sources.vocabulary import TITLE_WORDS

GAP = "\x00"
"""Stands for a link that is a label."""

_QUOTED = re.compile(
    r"[\"“”]\s*(?P<a>[^\"“”\x00]{6,400}?)\s*[\"“”]|《(?P<b>[^《》]+)》|「(?P<c>[^「」]+)」|『(?P<d>[^『』]+)』"
)
_EMPTY = re.compile(r"[\[(（【<{]+[\s,;|/·&+\x00]*\x00[\s,;|/·&+\x00]*[\])）】>}]+")
_LABELLED = re.compile(r"\[\[(?P<label>[^\[\]\x00]{2,20})\]\]")
_UNSAFE = re.compile(r"\](?=\()\((?:javascript|vbscript|data|file):\S*\)", re.IGNORECASE)
_HOLLOW = re.compile(r"[\[(（【<]\s*[\])）】>]")
_STRONG = re.compile(r"[\x00\n|│｜]+|\s(?:[-–—]+|::|/|·|•)\s|\t+|(?<=[\])）】])\s*-\s+")


@dataclass
class Draft:
    """A paper as a line tells of it.

    :param links: words and addresses, in order, without the title's when that is the note's.
    :param rest: words beside the title that are no facts; ``described`` says that they are a summary, not a remark.
    """

    line: int
    marks: Marks = field(default_factory=Marks)
    links: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""
    rest: str = ""
    authors: tuple[Author, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    bracketed: bool = False
    described: bool = False


@dataclass(frozen=True)
class _Span:
    """A stretch of the text that may be the title."""

    start: int
    end: int
    kind: str
    href: str = ""


class Text:
    """The runs of an entry's lines as one text, with gaps where links were, and the spans that have a look."""

    def __init__(self, lines: Sequence[Line], draft: Draft, is_note: Any) -> None:
        self.spans: list[_Span] = []
        self.text = ""
        self.first_link: Run | None = None
        self._is_note = is_note
        self._outside = sum(
            _size(run.text) for line in lines for run in line.runs if run.href is None and not run.image
        )
        for number, line in enumerate(lines):
            if number:
                self.text += "\n"
            draft.data |= line.data
            for run in line.runs:
                self._take(run, draft)
        self.text = _UNSAFE.sub("]", self.text)
        if _LABELLED.search(self.text) and "[[" in self.text:
            shorter = _LABELLED.sub(lambda m: GAP * len(m[0]) if label_field(m["label"]) else m[0], self.text)
            self.text = shorter
        self._join()

    def _take(self, run: Run, draft: Draft) -> None:
        if run.image:
            if run.href:
                self._label("" if label_field(run.text) in {"", "other"} else run.text, run.href, draft)
            return
        start = len(self.text)
        if run.href is not None:
            self._take_link(run, draft)
            return
        self.text += run.text
        kind = "code" if run.code else "bold" if run.bold else "em" if run.em else ""
        if kind and run.text.strip():
            self.spans.append(_Span(start, len(self.text), kind))

    def _take_link(self, run: Run, draft: Draft) -> None:
        """A link is a label, a fact, or a title; one that leads nowhere is no link."""
        start, href = len(self.text), run.href or ""
        bare = run.text.strip(" :：→|")
        words = marking.unbracketed(bare.strip("[]")) if "[" in bare else bare.strip("()")
        fact = classify(words) if len(words) < 60 else None
        is_note = bool(href) and self._is_note(href)
        other = fact is None and not is_note and (_is_other(run, words, self.text) or self._is_wrapped(run))
        if not href and label_field(words):
            self.text += GAP
        elif not href or re.fullmatch(r"\(?(?:19|20)\d\d\)?", href):
            self.text += run.text
            self.spans.append(_Span(start, len(self.text), "hollow"))
            self.text += f" ({href.strip('()')})" if href else ""
        elif fact is not None and fact[0] in {"date", "venue", "tag"} and fact[1] and not run.bare:
            draft.links.append(("", href))
            self.text += f"{GAP}{words}{GAP}"
        elif other or run.bare or not words or label_field(words) or (run.code and len(words.split()) < 3):
            self._label("" if run.bare else words, href, draft)
        else:
            self.text += run.text.strip() or run.text
            self.spans.append(_Span(start, len(self.text), "note" if is_note else "link", href))
            self.text += " " if run.text.endswith(" ") else ""

    def _is_wrapped(self, run: Run) -> bool:
        """Whether a link has brackets of its own, and the title is elsewhere."""
        text = run.text.strip()
        return text[:1] == "[" and text[-1:] == "]" and self._outside > 2

    def _label(self, words: str, href: str, draft: Draft) -> None:
        if self._is_note(href) and not draft.note:
            draft.note = href
        elif not href.startswith("#"):
            draft.links.append((words, href))
        self.text += GAP

    def _join(self) -> None:
        """Spans of one look that touch are one."""
        joined: list[_Span] = []
        for span in self.spans:
            last = joined[-1] if joined else None
            if (
                last
                and span.kind != "code"
                and last.kind == span.kind
                and last.href == span.href
                and not self.text[last.end : span.start].strip(" ")
            ):
                joined[-1] = _Span(last.start, span.end, span.kind, span.href)
            else:
                joined.append(span)
        self.spans = joined


def _is_other(run: Run, words: str, before: str) -> bool:
    """Whether a link in brackets to code or the like is a label, whatever it says: ``[PyTroch]``."""
    bracketed = run.text.strip()[:1] == "[" or before.rstrip()[-1:] == "["
    return bracketed and _size(words) < 3 and leads_elsewhere(run.href or "")


def part(lines: Sequence[Line], number: int, is_note: Any, *, described: bool = False) -> Draft:
    """The draft of an entry.

    :param number: line of the source, from 1.
    :param is_note: tells whether an address is that of a note beside the list.
    :param described: whether the words may be a title and its description, as in a table.
    """
    draft = Draft(number)
    draft.described = described
    text = Text(lines, draft, is_note)
    if isinstance(draft.data.get("key"), str):
        exported(lines, draft, is_note)
        return draft
    title = _title(text, described=described)
    if title is None:
        _plain(text, draft, described=described)
    else:
        _styled(text, title, draft, described=described)
    _settle(draft)
    return draft


def exported(lines: Sequence[Line], draft: Draft, is_note: Any) -> None:
    """Read the line of an exported list: a title that nobody has changed is the one in its comment."""
    draft.links, draft.note = [], ""
    found = [run for line in lines for run in line.runs]
    link = next((run for run in found if run.href), None)
    if link is not None:
        text = link.text
        if is_note(link.href):
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


# -- the title ----------------------------------------------------------------------------------


def _title(text: Text, *, described: bool) -> _Span | None:
    """The stretch of the text that looks like the title most; the first of equals."""
    best: tuple[float, _Span] | None = None
    for span in (*_quotes(text), *text.spans):
        score = _score(span, text)
        if score > 0 and (best is None or score > best[0]):
            best = score, span
    if best is None or (best[0] < 1 and _size(text.text) > _size(text.text[best[1].start : best[1].end]) + 1):
        return None
    return best[1] if described else _widened(best[1], text)


def _quotes(text: Text) -> list[_Span]:
    found = []
    for match in _QUOTED.finditer(text.text):
        start, end = match.span(next(name for name in "abcd" if match[name] is not None))
        around = [s for s in text.spans if s.start < match.start() and match.end() < s.end and s.kind != "code"]
        before = re.split(r"[\n|│｜\x00]", text.text[: match.start()])[-1].strip()
        if any((s.end - s.start) > (match.end() - match.start()) + 8 for s in around) or _runs_on(before):
            continue
        inside = text.text[start:end]
        if len(inside.split()) > 2 or len(inside) > 12 or "《" in match[0]:
            found.append(
                _Span(
                    start,
                    end,
                    "quote",
                    next((s.href for s in text.spans if s.start < end and start < s.end and s.href), ""),
                )
            )
    return found


def _runs_on(before: str) -> bool:
    """Whether words before a quotation are a sentence that it stands in, not names or a short title."""
    words = before.split()
    if not words:
        return False
    if words[-1][-1].isalnum() and words[-1] != "al":
        return True
    common = sum(word.strip(".,;:()").lower() in TITLE_WORDS for word in words)
    return len(words) > 4 and common * 6 > len(words)


def _score(span: _Span, text: Text) -> float:
    words = text.text[span.start : span.end].strip(' []()*_`.,:;"“”')
    size = _size(words)
    if not any(map(str.isalnum, words)) or re.fullmatch(r"\W*\d{1,4}\W*", words):
        return 0
    if span.kind == "code":
        return 0
    if span.kind == "quote":
        return 6
    if classify(words) is not None:
        return 0
    after = text.text[span.end : span.end + 2].lstrip(" *_")
    if span.kind in {"bold", "em"} and (words.endswith((":", "：")) or after[:1] in {":", "："}) and _is_label(words):
        return 0
    long = 1 if size >= 3 else 0.5 if size == 2 else 0
    if span.kind == "note":
        return 4 + long
    if span.kind == "link":
        if _is_person(span.href):
            return 0
        return (4 if is_paper(span.href) or identifier_of(span.href) else 3.2) + long
    if span.kind == "hollow":
        return 4
    if size < 2 and span.kind == "em":
        return 0
    if read_names(words) or (span.kind == "em" and (read_venue(words, loose=False) or size < 3 or _holds_names(words))):
        return 0
    before = text.text[max(0, span.start - 1) : span.start]
    bracketed = before in {"[", "(", "【"} or text.text[span.start : span.end].lstrip()[:1] == "["
    if bracketed and size < 4:
        return 0.4 if span.kind == "bold" else 0
    return (3.6 if span.kind == "bold" else 2) + long


def _size(words: str) -> int:
    """How many words a text has; characters of Chinese and Japanese count by twos."""
    wide = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", words))
    return len(re.findall(r"[^\W_][\w'’.-]*", re.sub(r"[\u3040-\u30ff\u4e00-\u9fff]", " ", words))) + (wide + 1) // 2


def _is_label(words: str) -> bool:
    from papershelf.sources.lines.facts import named_fact

    return bool(named_fact(words))


def _is_person(href: str) -> bool:
    return bool(
        re.match(
            r"https?://(?:www\.)?(?:scholar\.google\.|twitter\.com/|x\.com/|linkedin\.com/|github\.com/[^/]+/?$|[\w-]+\.github\.io/?$)",
            href,
        )
    )


def _holds_names(words: str) -> bool:
    """Whether the text begins with names, and a venue or the like follows."""
    head = re.split(r"\bet al\b|\.\s|\n", words)[0]
    return bool(re.search(r"\bet al\b", words) and read_names(head, loose=True)) or len(read_names(head)) > 1


_HARD_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|\.(?=\s|$)|[\"“”]|[\[\]【】()（）]|,\s*$")
_WIDE_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|[,;](?=\s)|\.(?=\s|$)|[\"“”]|[\[\]【】()（）]")


def _widened(span: _Span, text: Text) -> _Span:
    """A bold or linked stretch that is part of a title, with the rest of it."""
    if span.kind != "bold":
        return span
    whole, start, end = text.text, span.start, span.end
    words = whole[start:end].strip()
    if words.endswith((".", "!", "?", ",", "。")):
        return span
    after = whole[end:]
    if match := re.match(r"[*_ ]*[:：]\s*(?=[^\W\d_])", after):
        stop = _stop(after, match.end(), _HARD_STOP)
        parted = split_plain(after[match.end() : stop])
        if (parted.authors or parted.facts) and parted.title in after:
            stop = after.index(parted.title) + len(parted.title)
        tail = after[match.end() : stop].strip()
        short = _size(words) <= 5
        if (
            tail
            and short
            and not read_names(tail, loose=False)
            and classify(tail) is None
            and not _quoted_or_linked(text, end, end + stop)
        ):
            return _Span(start, end + stop, span.kind, span.href)
        return span
    if re.match(r" (?=[^\W_])", after) or (start and re.search(r"[\w-] $", whole[:start])):
        tail_stop = _stop(after, 0)
        tail = after[:tail_stop]
        before = re.split(r"[\x00\n|│｜]|\s[-–—]\s|,\s|\.\s|[\]】)]\s*", whole[:start])[-1]
        if (
            before.strip()
            and not re.match(r"\W*\d*\W*$", before)
            and _size(before) < 12
            and not read_names(before, loose=True)
        ):
            start -= len(before)
        elif before.strip():
            return span
        if (
            tail.strip()
            and not read_names(tail)
            and not venue_at(tail.strip())
            and _size(tail) < 14
            and _size(words) < 5
        ):
            end += tail_stop
        return _Span(start, end, span.kind, span.href)
    return span


def _stop(text: str, start: int, form: re.Pattern[str] | None = None) -> int:
    match = (form or _WIDE_STOP).search(text, start)
    return match.start() if match else len(text)


def _quoted_or_linked(text: Text, start: int, end: int) -> bool:
    return any(
        s.start < end and start < s.end and s.kind in {"link", "note", "bold"} and _size(text.text[s.start : s.end]) > 2
        for s in text.spans
    ) or bool(_QUOTED.search(text.text[start : end + 3]))


# -- what stands around it ----------------------------------------------------------------------


def _styled(text: Text, span: _Span, draft: Draft, *, described: bool) -> None:
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
    if _HOLLOW.search(before[-1:] + after[:1]):
        before, after = before[:-1], after[1:]
    if before[-1:] in {"[", "<", "(", "“", '"', "《"} and after[:1] in {"]", ">", ")", "”", '"', "》", "."}:
        before, after = before[:-1], after[1:].lstrip('"”>])') if after[:1] == "." else after[1:]
    if span.kind in {"bold", "em"} and described and _size(words) > 25:
        words, more = split_described(words)
        after = f" - {more} {after}" if more else after
    before, after = _tags(before, 0, text, draft), _tags(after, len(text.text) - len(after), text, draft)
    marking.read_title(words, draft.marks)
    if span.kind == "quote" and not draft.marks.short_title:
        _short_before(before, text, span, draft)
    _sort(before, draft, left=True)
    _sort(after, draft, left=False)


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
        elif _size(inside) <= 5 and not label_field(inside) and len(inside) <= 40:
            draft.marks.tags.insert(0, inside.lower()) if inside.lower() not in draft.marks.tags else None
        elif not label_field(inside):
            continue
        words = f"{words[:start].rstrip('*_ ')} {words[end:].lstrip('*_ ')}"
    return words


def _short_before(before: str, text: Text, span: _Span, draft: Draft) -> None:
    """``LLaVA: "Visual Instruction Tuning"``: the words before the colon are the short title."""
    match = re.search(r"(?:^|[\x00\n|\]】*])\s*(?P<short>[^\x00\n|\"“:：]{1,40}?)\s*[*_]*\s*[:：]\s*[*_\"“]*$", before)
    if match and marking.is_short(marking.leading(match["short"], Marks()).strip(" *_`.")):
        draft.marks.short_title = marking.leading(match["short"], draft.marks).strip(" *_`.")


def _plain(text: Text, draft: Draft, *, described: bool) -> None:
    """No part of the line has a look: the title is what is neither names nor facts."""
    for span in text.spans:
        if span.kind == "note" and not draft.note:
            draft.note = span.href
        elif span.href:
            draft.links.append((text.text[span.start : span.end], span.href))
    whole = _EMPTY.sub(GAP, text.text)
    parts = re.split(r"[\x00\n│｜|]+|\t+", whole)
    place = next((n for n, piece in enumerate(parts) if _may_be_title(piece)), None)
    if place is None:
        place = next((n for n, piece in enumerate(parts) if any(map(str.isalnum, piece))), None)
    if place is None:
        draft.marks.title = ""
        return
    for piece in parts[:place]:
        _sort(piece, draft, left=True)
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
    draft.authors = draft.authors or found.authors
    marking.read_title(found.title, draft.marks)
    for fact in found.facts:
        draft.marks.note(*fact)
    rest = found.rest
    for piece in parts[place + 1 :]:
        _sort(piece, draft, left=False)
    draft.rest = " ".join(filter(None, (rest, draft.rest)))


def _may_be_title(piece: str) -> bool:
    bare = marking.clean(marking.leading(piece, Marks()))
    if not any(map(str.isalpha, bare)) or classify(bare.strip("[]() ")) is not None:
        return False
    return not (read_names(bare) and len(bare.split()) < 60) and _size(bare) > 0


def _sort(text: str, draft: Draft, *, left: bool) -> None:
    """Sort words beside the title: names, venue, date, state, short title; what is none of it describes."""
    text = _HOLLOW.sub(" ", _EMPTY.sub(GAP, text))
    kept: list[str] = []
    for piece in _STRONG.split(text):
        remainder = _piece(piece, draft, left=left)
        if remainder:
            kept.append(remainder)
    if kept and not left:
        draft.rest = " ".join(filter(None, (draft.rest, " — ".join(kept))))
    elif kept and left:
        words = " ".join(kept)
        bare = marking.clean(words)
        if (
            marking.is_short(bare)
            and not draft.marks.short_title
            and bare.lower() not in {"title", "paper", "by", "in"}
        ):
            draft.marks.short_title = bare
        elif _size(bare) > 1:
            draft.rest = " ".join(filter(None, (bare, draft.rest)))


def _piece(piece: str, draft: Draft, *, left: bool) -> str:
    """Take the facts of a piece; the words that remain."""
    words = marking.leading(piece, draft.marks).strip(" ,;:.·•*_~&+→'\"“”>\u00a0") if piece.strip() else ""
    words = re.sub(r"^in:?\s+(?=[A-Z])", "", words)
    while words:
        if not any(map(str.isalnum, words)):
            return ""
        bare = words.strip(" {}<>`.,;:")
        if bare[:1] in "([【（" and bare[-1:] in ")]】）":
            bare = bare[1:-1].strip()
        if fact := classify(bare):
            draft.marks.note(*fact)
            return ""
        if label_field(bare) and _size(bare) < 4 and bare.lower() != "data":
            return ""
        if not draft.authors and (names := read_names(words)):
            draft.authors = names
            return ""
        taken = _first(words, draft, left=left)
        if taken is None:
            break
        words = taken.lstrip(" ,;:.·•*_~&+→)]】）\u00a0").rstrip(" ,;*_~")
    return marking.without_stars(words).strip(" ()[]*_~,;|") if any(map(str.isalnum, words)) else ""


def _first(words: str, draft: Draft, *, left: bool) -> str | None:
    """Take one fact off the beginning, or the end, of the words; ``None`` where there is none."""
    if match := re.match(r"[(\[【（](?P<in>[^()\[\]【】（）]*)[)\]】）]\s*", words):
        inside = match["in"].strip()
        trial = Marks()
        marking.read_title(f"x ({inside})", trial)
        if trial.title == "x":
            _note(trial, draft)
            return words[match.end() :]
        if not draft.authors and (names := read_names(inside)):
            draft.authors = names
            return words[match.end() :]
        if not any(map(str.isalnum, inside)) or label_field(inside):
            return words[match.end() :]
        if (
            marking.is_short(inside)
            and not draft.marks.short_title
            and (left or len(words) <= match.end() + 1)
            and not inside.startswith("@")
        ):
            draft.marks.short_title = inside.strip("*_` ")
            return words[match.end() :]
        return None
    if venue := venue_at(words):
        draft.marks.note("venue", read_venue(venue) or values.text(venue))
        return words[len(venue) :]
    split = _fact_first(words, draft) or _names_first(words, draft)
    if split is not None:
        return split
    if match := re.search(r"[\s,;.]*[(\[【（](?P<in>[^()\[\]【】（）]*)[)\]】）][\s.,]*$", words):
        trial = Marks()
        marking.read_title(f"x ({match['in']})", trial)
        if trial.title == "x":
            _note(trial, draft)
            return words[: match.start()]
    if match := re.search(r"(?:^|[.,;:]\s+|\s)(?P<last>[^.,;:()\[\]]{2,60}?)[.,;\s]*$", words):
        pieces = list(re.finditer(r"[,;.]\s+|:\s+", words))
        for at in reversed(pieces[-3:]):
            last = words[at.end() :].strip(" .")
            if fact := classify(last):
                draft.marks.note(*fact)
                return words[: at.start()]
            if not draft.authors and (names := read_names(last)):
                draft.authors = names
                return words[: at.start()]
    return None


def _fact_first(words: str, draft: Draft) -> str | None:
    """A date, a venue or a state before the first sign."""
    first = re.match(r"[^,;|()\[\]]+?(?=\s*(?:[,;|()\[\]:]|\.(?:\s|$)|\s[-–—/]\s|$))", words)
    if first and len(first[0]) < 80:
        fact = classify(first[0])
        if fact and draft.marks.note(*fact):
            return words[first.end() :]
        if (
            not draft.marks.venue
            and draft.authors
            and len(first[0]) < 70
            and (venue := read_venue(first[0], loose=True))
            and re.match(r"[,.(\s]*(?:(?:19|20)\d\d|$)", words[first.end() :])
        ):
            draft.marks.note("venue", venue)
            return words[first.end() :]
    return None


def _names_first(words: str, draft: Draft) -> str | None:
    """Names before a full stop, a bracket, or the venue."""
    if draft.authors:
        return None
    stops = [
        m.end() if m[0].startswith("et") else m.start()
        for m in re.finditer(
            r"\.\s+(?=[A-Z(\[*\d])|\s[(\[]|\s+in\s+(?=[A-Z])|et\.? al\.?|\s*[:：]\s|,\s+(?=[A-Z\d(])", words
        )
    ][:40]
    for stop in sorted(stops, reverse=True):
        head = words[:stop]
        if re.search(r"\b[A-Z]$", head) and words[stop : stop + 1] == ".":
            head = words[: stop + 1]
        if len(head) > 2 and (names := read_names(head)) and classify(head.rpartition(",")[2].strip()) is None:
            draft.authors = names
            return re.sub(r"^\s*in\s+(?=[A-Z])", "", words[stop:])
    return None


def _note(trial: Marks, draft: Draft) -> None:
    for name in ("date", "venue", "short_title"):
        if value := getattr(trial, name):
            draft.marks.note(name, value)
    draft.marks.status = draft.marks.status or trial.status
    draft.marks.tags += [tag for tag in trial.tags if tag not in draft.marks.tags]


def _settle(draft: Draft) -> None:
    """Last touches: no short title that is the title, a venue that is a preprint server's name is none."""
    marks = draft.marks
    if marks.venue and PREPRINT.fullmatch(marks.venue):
        marks.venue = ""
    if marks.short_title.strip().lower() == marks.title.strip().lower():
        marks.short_title = ""
    if marks.short_title and (read_date(marks.short_title) or label_field(marks.short_title)):
        marks.short_title = ""
    draft.rest = re.sub(r"\s+", " ", draft.rest).strip(" ,;|*_~")
