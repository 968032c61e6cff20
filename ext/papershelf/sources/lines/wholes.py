"""The rest of a title that bold type or a link shows a part of, as in ``[RowNet](…): Counting Reeds in Rows``.

In: a text, and the span of the part. Out: the span of the whole title.
"""

from __future__ import annotations

import re

from papershelf.sources.lines.details.spans import GAP, Span, Text, size_of
from papershelf.sources.lines.plain import is_title_like, split_plain
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lines.values.venues import venue_at

QUOTED = re.compile(
    r"[\"“”]\s*(?P<a>[^\"“”\x00]{6,400}?)\s*[\"“”]|《(?P<b>[^《》]+)》|「(?P<c>[^「」]+)」|『(?P<d>[^『』]+)』"
)
_HARD_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|\.(?=\s|$)|[\"“”]|[\[\]【】()（）]|,\s*$")
_FACT_FIRST = re.compile(r"[\s,\x00*_]*(?P<fact>[^,\x00\n|]{3,60}?)\s*[,\x00]\s*(?=[^\s,\x00])")
"""A venue or a date that a line begins with, and the comma after it."""
_SUBTITLE_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|[\"“”]|\s[\[【(（]|\.(?=\s+[A-Z])")
_WIDE_STOP = re.compile(r"[\x00\n|│｜]|\s[-–—]\s|\t|[,;](?=\s)|\.(?=\s|$)|[\"“”]|[\[\]【】()（）]")


def with_subtitle(span: Span, text: Text, *, shared: bool) -> Span:
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
    stop = _end(after, match.end(), _SUBTITLE_STOP)
    tail = after[match.end() : stop].strip()
    if _quoted_or_linked(text, span.end, span.end + stop) or tail.endswith((".", "!")):
        return span
    titled = is_title_like(tail if colon else f"{words} {tail}")
    said = bool(colon) and shared and tail[:1].isupper() and 2 < size_of(tail) < 25 and not read_names(tail)
    return Span(span.start, span.end + stop, span.kind, span.href) if titled or said else span


def widened(span: Span, text: Text) -> Span:
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
        stop = _end(after, match.end(), _HARD_STOP)
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


def _end(after: str, start: int, form: re.Pattern[str]) -> int:
    """Where a title ends that begins at a place of the words: at a sign, or before names and facts."""
    stop = _stop(after, start, form)
    parted = split_plain(after[start:stop])
    told = (parted.authors or parted.facts) and parted.title in after
    return after.index(parted.title) + len(parted.title) if told else stop


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
