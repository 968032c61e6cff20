"""The title in a line: what is quoted, linked or bold is a candidate, and the one that looks most like a title wins.

In: a text with its spans. Out: the span of the title, or nothing where no part of the line has a look.
"""

from __future__ import annotations

import re

from papershelf.sources.lines.marks import classify
from papershelf.sources.lines.names import read_names
from papershelf.sources.lines.plain import is_title_like, split_plain
from papershelf.sources.lines.spans import GAP, Span, Text, size_of
from papershelf.sources.lines.venues import read_venue, venue_at
from papershelf.sources.links import identifier_of, is_of_person, is_paper
from papershelf.sources.vocabulary import TITLE_WORDS

QUOTED = re.compile(
    r"[\"“”]\s*(?P<a>[^\"“”\x00]{6,400}?)\s*[\"“”]|《(?P<b>[^《》]+)》|「(?P<c>[^「」]+)」|『(?P<d>[^『』]+)』"
)

_HARD_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|\.(?=\s|$)|[\"“”]|[\[\]【】()（）]|,\s*$")

_FACT_FIRST = re.compile(r"[\s,\x00*_]*(?P<fact>[^,\x00\n|]{3,60}?)\s*[,\x00]\s*(?=[^\s,\x00])")
"""A venue or a date that a line begins with, and the comma after it."""

_CITED_TITLE = re.compile(r"\((?:19|20)\d\d[a-z]?\)[.,:]?\s+[^\W\d_][^\x00\n]{8,}[.?!]\s*[*_]*$")
"""What stands before the emphasised venue of a reference: ``… (2012). Reeds in Rows. ``."""
_LOCAL_PDF = re.compile(r"(?!\w+://)\S+\.pdf", re.IGNORECASE)
_SUBTITLE_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|[\"“”]|\s[\[【(（]|\.(?=\s+[A-Z])")
_WIDE_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|[,;](?=\s)|\.(?=\s|$)|[\"“”]|[\[\]【】()（）]")


def title(text: Text, *, described: bool, subtitled: bool = False) -> Span | None:
    """The stretch of the text that looks like the title most; the first of equals.

    :param subtitled: whether the titles of neighbours go on behind the colon of a link.
    """
    best: tuple[float, Span] | None = None
    for span in (*_quotes(text), *text.spans):
        score = _score(span, text)
        score += 2 if score and _is_named_before(span, text) else 0
        if score > 0 and (best is None or score > best[0]):
            best = score, span
    if best is None or (best[0] < 1 and size_of(text.text) > size_of(text.text[best[1].start : best[1].end]) + 1):
        return None
    if best[1].kind == "link" and not described:
        return _with_subtitle(best[1], text, shared=subtitled)
    return best[1] if described else _widened(best[1], text)


def _with_subtitle(span: Span, text: Text, *, shared: bool) -> Span:
    """A link of few words, with the rest of the title that follows it: ``[RowNet](…): Counting Reeds in Rows``.

    :param shared: whether neighbours are of that form, so that the rest need not be written as titles are.
    """
    words, after = text.text[span.start : span.end].strip(), text.text[span.end :]
    colon = re.match(r"\s*" if words.endswith((":", "：")) else r"[*_ ]*[:：]\s*", after)
    match = colon or re.match(
        r" (?=(?:with|for|via|in|from|of|on|to|without|as|through|at) (?:an? |the )?[A-Z])", after
    )
    if match is None or size_of(words) > 4 or ":" in words[:-1]:
        return span
    stop = _stop(after, match.end(), _SUBTITLE_STOP)
    parted = split_plain(after[match.end() : stop])
    if (parted.authors or parted.facts) and parted.title in after:
        stop = after.index(parted.title) + len(parted.title)
    tail = after[match.end() : stop].strip()
    if _quoted_or_linked(text, span.end, span.end + stop) or tail.endswith((".", "!")):
        return span
    titled = is_title_like(tail if colon else f"{words} {tail}")
    said = bool(colon) and shared and tail[:1].isupper() and 2 < size_of(tail) < 25 and not read_names(tail)
    return Span(span.start, span.end + stop, span.kind, span.href) if titled or said else span


def _quotes(text: Text) -> list[Span]:
    found = []
    for match in QUOTED.finditer(text.text):
        start, end = match.span(next(name for name in "abcd" if match[name] is not None))
        around = [s for s in text.spans if s.start <= match.start() and match.end() <= s.end and s.kind != "code"]
        before = re.split(r"[\n|│｜\x00]", text.text[: match.start()])[-1].strip()
        who = re.sub(r"^\W*\d{1,4}[\W\x00]+", "", before).strip(' ,."“”[](')
        cited = bool(before) and bool(read_names(who, loose=True))
        if not cited and (_runs_on(before) or any(s.end - s.start > match.end() - match.start() + 8 for s in around)):
            continue
        inside = text.text[start:end]
        if len(inside.split()) > 2 or len(inside) > 12 or "《" in match[0] or (cited and before.endswith((".", ","))):
            found.append(
                Span(
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


def _score(span: Span, text: Text) -> float:
    words = text.text[span.start : span.end].strip(' []()*_`.,:;"“”')
    size = size_of(words)
    if not any(map(str.isalnum, words)) or re.fullmatch(r"\W*\d{1,4}\W*|#[A-Z]?\d{1,4}", words):
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
        if _is_person(span.href) and (size < 4 or read_names(words)):
            return 0
        told = is_paper(span.href) or identifier_of(span.href) or _LOCAL_PDF.fullmatch(span.href)
        return (4 if told else 3.2) + long
    if span.kind == "hollow":
        return 4
    if span.kind == "em" and (size < 2 or _CITED_TITLE.search(text.text[: span.start])):
        return 0
    if read_names(words) or (span.kind == "em" and (read_venue(words, loose=False) or size < 3 or _holds_names(words))):
        return 0
    before = text.text[max(0, span.start - 1) : span.start]
    bracketed = before in {"[", "(", "【"} or text.text[span.start : span.end].lstrip()[:1] == "["
    if bracketed and size < 4:
        return 0.4 if span.kind == "bold" else 0
    return (3.6 if span.kind == "bold" else 2) + long


def _is_named_before(span: Span, text: Text) -> bool:
    """Whether an emphasised title has its short name in bold in front: ``**RowNet**; *Counting Reeds in Rows* (…)``."""
    bold = next((other for other in text.spans if other.kind == "bold" and other.end <= span.start), None)
    if span.kind != "em" or bold is None or not re.fullmatch(r"[*_ ]*;?[*_ ]*", text.text[bold.end : span.start]):
        return False
    size, name = size_of(text.text[span.start : span.end]), size_of(text.text[bold.start : bold.end])
    ends = re.match(r"[*_ ]*(?:[(\[\x00]|$)", text.text[span.end :])
    parted = ";" in text.text[bold.end : span.start]
    return bool(ends) and name < 5 and size > (2 if parted else max(4, name)) and text.text[bold.end - 1] not in ".!?"


def _is_label(words: str) -> bool:
    from papershelf.sources.lines.facts import named_fact

    return bool(named_fact(words))


def _is_person(href: str) -> bool:
    """Whether an address is that of a person, or of what one has said."""
    said = r"https?://(?:www\.)?(?:scholar\.google\.|twitter\.com/|x\.com/|linkedin\.com/|[\w-]+\.github\.io/?$)"
    return is_of_person(href) or bool(re.match(said, href))


def _holds_names(words: str) -> bool:
    """Whether the text begins with names, and a venue or the like follows."""
    head = re.split(r"\bet al\b|\.\s|\n", words)[0]
    return bool(re.search(r"\bet al\b", words) and read_names(head, loose=True)) or len(read_names(head)) > 1


def _widened(span: Span, text: Text) -> Span:
    """A bold or linked stretch that is part of a title, with the rest of it."""
    if span.kind != "bold":
        return span
    whole, start, end = text.text, span.start, span.end
    words = whole[start:end].strip()
    if (phrase := _phrase(span, text)) is not None:
        return phrase
    if words.endswith((".", "!", "?", ",", "。")):
        return span
    after = whole[end:]
    if match := re.match(r"[*_ ]*[:：]\s*(?=[^\W_])", after):
        stop = _stop(after, match.end(), _HARD_STOP)
        parted = split_plain(after[match.end() : stop])
        if (parted.authors or parted.facts) and parted.title in after:
            stop = after.index(parted.title) + len(parted.title)
        tail = after[match.end() : stop].strip()
        short = size_of(words) <= 5
        if (
            tail
            and short
            and not read_names(tail, loose=False)
            and classify(tail) is None
            and not _quoted_or_linked(text, end, end + stop)
        ):
            return Span(start, end + stop, span.kind, span.href)
        return span
    if re.match(r" (?=[^\W_])", after) or (start and re.search(r"[\w-] $", whole[:start])):
        looks = [other.start - end for other in text.spans if other.kind == "em" and other.start > end]
        tail_stop = min([_stop(after, 0), *looks])  # where the look changes, a title ends
        tail = after[:tail_stop]
        before = re.split(r"[\x00\n|│｜]|\s[-–—]\s|,\s|\.\s|[\]】)]\s*", whole[:start])[-1]
        if (
            before.strip()
            and not re.match(r"\W*\d*\W*$", before)
            and size_of(before) < 12
            and not read_names(before, loose=True)
        ):
            start -= len(before)
        elif before.strip():
            return span
        if (
            tail.strip()
            and not read_names(tail)
            and not venue_at(tail.strip())
            and classify(tail.strip(" .,")) is None
            and not re.match(r"\s*(?:(?:ar|bio|med)[Xx]iv|In|Proceedings)\b", tail)
            and size_of(tail) < 14
            and size_of(words) < 5
        ):
            end += tail_stop
        return Span(start, end, span.kind, span.href)
    return span


def _phrase(span: Span, text: Text) -> Span | None:
    """All that stands between a venue in front and the links at the end, when bold words are a part of it.

    ``CVPR 2024, Reconstructing **Hands** in 3D, [arXiv](…)``
    """
    before = max(text.text.rfind(sign, 0, span.start) for sign in "\n|│｜")
    last = re.search(r"[\x00\n|│｜]", text.text[span.end :])
    if last is None or not text.text[span.end :][last.start() :].startswith(GAP):
        return None
    start, end = before + 1, span.end + last.start()
    told = False
    while match := _FACT_FIRST.match(text.text, start):
        fact = classify(match["fact"])
        if match.end() > span.start or fact is None or fact[0] not in {"venue", "date"}:
            break
        start, told = match.end(), True
    whole = text.text[start:end].rstrip(" ,")
    left, right = text.text[start : span.start].strip(" *_"), text.text[span.end : start + len(whole)]
    if not told or GAP in whole or '"' in whole or size_of(whole) > 40:
        return None
    if not left and not re.match(r"[*_]*(?: (?![(\[])|[:：])", right):
        return None
    tail = right.strip(" *_:,-–—")
    if read_names(left) or read_names(tail) or read_names(re.split(r"[.,]\s", tail)[0]):
        return None
    return Span(start, start + len(whole), span.kind, span.href)


def _stop(text: str, start: int, form: re.Pattern[str] | None = None) -> int:
    match = (form or _WIDE_STOP).search(text, start)
    return match.start() if match else len(text)


def _quoted_or_linked(text: Text, start: int, end: int) -> bool:
    return any(
        s.start < end
        and start < s.end
        and s.kind in {"link", "note", "bold"}
        and size_of(text.text[s.start : s.end]) > 2
        for s in text.spans
    ) or bool(QUOTED.search(text.text[start : end + 3]))
