"""The last touches of a draft: what its fields hold, told from what they only look like.

In: a draft whose title and what stands beside it are parted. Out: the same, without a short title that is a heading or
an institution, a venue that is a preprint server, a remark inside of the title.
"""

from __future__ import annotations

import re

from papershelf.model.record.paper import Author
from papershelf.sources.lines.details import tails
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.citations import tail_facts
from papershelf.sources.lines.values.dates import read_date
from papershelf.sources.lines.values.institutions import abbreviates, is_institution
from papershelf.sources.lines.values.venues import PREPRINT
from papershelf.sources.words.links import label_field

_SECTIONS = frozenset(
    {"overview", "book", "introduction", "abstract", "background", "summary", "survey", "review", "综述", "概述"}
)
"""What a group of papers is called: no short title of one."""
_CITED_TAIL = re.compile(
    r"(?<=\w)\.\s+(?=In:? [A-Z]|arXiv (?:e-?print|preprint)|"
    r"(?:Journal|Proceedings|Advances|Annals|Transactions|International|IEEE|ACM)\b)"
)
"""Where a title ends, in a reference."""
_HELD = re.compile(r"[.,;]?\s+Date[:：]\s*(?P<date>\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:\s+Time[:：]\s*[\d:–~ -]+)?$")
"""When a talk on the paper was."""
_HAN = r"[\u3040-\u30ff\u4e00-\u9fff]"
_REMARK = re.compile(
    rf"(?P<title>[^\u3040-\u30ff\u4e00-\u9fff（）]{{12,}}?)\s*(?:[（(](?P<more>[^（）()]*{_HAN}[^（）()]*)[)）]|"
    rf"（(?P<wide>[^（）()]*)）)(?P<after>\s.*{_HAN}.*)?"
)
"""A title in letters, in a bracket what it says, in Chinese, or in brackets as Chinese has them; and more of it."""
_AT = re.compile(r"\s*[(（](?P<who>@[^()（）]{2,60})[)）]\s*$")


def settle(draft: Draft) -> None:
    """Last touches: no short title that is the title, a venue that is a preprint server's name is none."""
    marks = draft.marks
    tails.take(draft)
    if draft.authors and marks.date and (match := _CITED_TAIL.search(marks.title)):
        facts = tail_facts(marks.title[match.end() :])
        marks.title = marks.title[: match.start()]
        marks.note_all(facts)
    if match := _AT.search(marks.title):
        marks.title, draft.rest = marks.title[: match.start()], " ".join(filter(None, (match["who"], draft.rest)))
    if match := _HELD.search(marks.title):
        if date := read_date(match["date"]):
            marks.note("date", date)
        marks.title = marks.title[: match.start()]
    if match := _REMARK.fullmatch(marks.title):
        said = (match["more"] or match["wide"], (match["after"] or "").strip(), draft.rest)
        marks.title, draft.rest = match["title"], " ".join(filter(None, said))
    if marks.venue and is_institution(marks.venue):
        marks.note("tag", marks.venue)
        draft.rest = "" if draft.rest.strip(" .") == marks.venue else draft.rest
        marks.venue = ""
    if draft.rest.strip(" .") == marks.venue:
        draft.rest = ""
    if marks.venue and PREPRINT.fullmatch(marks.venue):
        marks.venue = ""
    if marks.short_title.strip().lower() == marks.title.strip().lower():
        marks.short_title = ""
    if marks.short_title and signs.without_stars(marks.short_title[0]) == " ":  # [💬 Ponds]
        topic = signs.without_stars(marks.short_title).strip()
        marks.tags += [topic] if topic and topic not in marks.tags else []
        marks.short_title = ""
    if marks.short_title.strip().lower() in _SECTIONS:
        marks.short_title = ""
    if is_institution(marks.short_title) and not abbreviates(marks.short_title, marks.title):
        marks.tags += [] if marks.short_title in marks.tags else [marks.short_title]
        marks.short_title = ""
    if marks.short_title and (read_date(marks.short_title) or label_field(marks.short_title)):
        marks.short_title = ""
    draft.rest = re.sub(r"\s+", " ", draft.rest).strip(" ,;|*_~")
    if draft.authors and re.fullmatch(r"et\.? al\.?", draft.rest.strip(" .")):  # ``*Ada Reed* et al.``
        draft.authors, draft.rest = (*draft.authors, Author(literal="others")), ""
