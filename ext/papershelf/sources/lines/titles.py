"""The title in a line: what is quoted, linked or bold is a candidate, and the one that looks most like a title wins.

In: a text with its spans. Out: the span of the title, or nothing where no part of the line has a look.
"""

from __future__ import annotations

import re

from papershelf.sources.lines.colons import named_fact
from papershelf.sources.lines.details.spans import Span, Text, size_of
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lines.values.venues import read_venue
from papershelf.sources.lines.wholes import QUOTED, widened, with_subtitle
from papershelf.sources.words.links import identifier_of, is_of_person, is_paper
from papershelf.sources.words.vocabulary import TITLE_WORDS

_CITED_TITLE = re.compile(r"\((?:19|20)\d\d[a-z]?\)[.,:]?\s+[^\W\d_][^\x00\n]{8,}[.?!]\s*[*_]*$")
"""What stands before the emphasised venue of a reference: ``… (2012). Reeds in Rows. ``."""
_LOCAL_PDF = re.compile(r"(?!\w+://)\S+\.pdf", re.IGNORECASE)


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
        return with_subtitle(best[1], text, shared=subtitled)
    return best[1] if described else widened(best[1], text)


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
    if span.kind in {"bold", "em"} and (words.endswith((":", "：")) or after[:1] in {":", "："}) and named_fact(words):
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


def _is_person(href: str) -> bool:
    """Whether an address is that of a person, or of what one has said."""
    said = r"https?://(?:www\.)?(?:scholar\.google\.|twitter\.com/|x\.com/|linkedin\.com/|[\w-]+\.github\.io/?$)"
    return is_of_person(href) or bool(re.match(said, href))


def _holds_names(words: str) -> bool:
    """Whether the text begins with names, and a venue or the like follows."""
    head = re.split(r"\bet al\b|\.\s|\n", words)[0]
    return bool(re.search(r"\bet al\b", words) and read_names(head, loose=True)) or len(read_names(head)) > 1
