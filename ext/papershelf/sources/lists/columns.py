"""What the columns of a table hold, by the words above them.

In: the headings of a table. Out: for each column the name of what it holds, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model import values
from papershelf.sources.lines import marks as marking
from papershelf.sources.lists.cells import NO_FACTS
from papershelf.sources.vocabulary import COLUMNS, TOPICS

_REVIEWED_BY = re.compile(
    r"(?:review|note|summary|slide|presentation)s?'?s? (?:author|writer|by)s?|리뷰 ?(?:작성자|담당자?)"
)
"""Who wrote the note, not the paper."""


def header_words(header: Sequence[str]) -> list[str]:
    """The words of a table's heading, in small letters."""
    return [word.lower() for text in header for word in re.findall(r"[^\W\d_]+", text)]


def columns_of(header: Sequence[str]) -> list[str]:
    """What the columns of a table hold, by their headings."""
    found: list[str] = []
    for text in header:
        words = marking.clean(values.text(text)).lower()
        words = _REVIEWED_BY.sub("reviewer", words)
        name = (
            COLUMNS.get(words)
            or COLUMNS.get(words.replace(" ", ""))
            or next((COLUMNS[word] for word in re.findall(r"[^\W_]+|#", words) if word in COLUMNS), "")
        )
        found.append(name if name not in found or name in NO_FACTS else "")
    if "talk" in found:  # then a date without more words is that of the talk
        found = ["talk" if values.text(text).lower() in {"날짜", "date", "日期", "日付"} else name
                 for text, name in zip(header, found, strict=True)]  # fmt: skip
    topics = [n for n, text in enumerate(header) if values.text(text).lower() in TOPICS]
    tagged = len(_tags(header)) > 1 or "talk" in found  # tags have a column of their own, or it is a table of talks
    if topics and not {"title", "short"} & set(found) and tagged:
        found = ["tags" if n in _tags(header) and n != topics[0] else name for n, name in enumerate(found)]
        found[topics[0]] = "title"
    return found


def _tags(header: Sequence[str]) -> list[int]:
    """The columns that are called tags, keywords or topics."""
    return [n for n, text in enumerate(header) if COLUMNS.get(values.text(text).lower()) == "tags"]
