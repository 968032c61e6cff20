"""What the columns of a table hold: told by their headings, and by what stands in them.

In: the headings, and the rows. Out: the name of a field for each column, or nothing; and the column with the titles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model.text import values
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.values import signs
from papershelf.sources.lists.tabular.cells import EMPTY, NO_FACTS
from papershelf.sources.words.vocabulary import COLUMNS, TOPICS

_REVIEWED_BY = re.compile(
    r"(?:review|note|summary|slide|presentation)s?'?s? (?:author|writer|by)s?|리뷰 ?(?:작성자|담당자?)"
)
"""Who wrote the note, not the paper."""
_OTHERS = frozenset({"target", "victim", "base", "backbone", "foundation", "teacher", "underlying", "evaluated"})
"""What models are called that are not a paper's own."""
_FEW = 5
"""So many cells that say the same may do so by chance."""
_LISTED = re.compile(r"(?:paper|accepted|논문|论文) ?(?:lists?|목록|리스트|列表)")
"""Where papers are listed, no title."""


def header_words(header: Sequence[str]) -> list[str]:
    """The words of a table's heading, in small letters."""
    return [word.lower() for text in header for word in re.findall(r"[^\W\d_]+", text)]


def columns_of(header: Sequence[str]) -> list[str]:
    """What the columns of a table hold, by their headings."""
    found: list[str] = []
    for text in header:
        words = signs.clean(values.text(text)).lower()
        words = _LISTED.sub("link", _REVIEWED_BY.sub("reviewer", words))
        name = COLUMNS.get(words) or COLUMNS.get(words.replace(" ", "")) or _by_a_word(words)
        found.append(name if name not in found or name in NO_FACTS or name == "tags" else "")
    if "talk" in found:  # then a date without more words is that of the talk
        found = ["talk" if values.text(text).lower() in {"날짜", "date", "日期", "日付"} else name
                 for text, name in zip(header, found, strict=True)]  # fmt: skip
    topics = [n for n, text in enumerate(header) if values.text(text).lower() in TOPICS]
    tagged = len(_tags(header)) > 1 or "talk" in found  # tags have a column of their own, or it is a table of talks
    if topics and not {"title", "short"} & set(found) and tagged:
        found = ["tags" if n in _tags(header) and n != topics[0] else name for n, name in enumerate(found)]
        found[topics[0]] = "title"
    return found


def _by_a_word(words: str) -> str:
    """What a column holds by one of the words in its heading; a target model, say, is no name of a paper's own."""
    parts = re.findall(r"[^\W_]+|#", words)
    name = next((COLUMNS[part] for part in parts if part in COLUMNS), "")
    return "" if name == "short" and _OTHERS & set(parts) else name


def without_classes(columns: list[str], body: list[Node]) -> list[str]:
    """Columns without those of short names whose cells say the same again and again: they are classes of papers."""
    found = []
    for n, name in enumerate(columns):
        texts = [values.text(row.children[n].text) for row in body if n < len(row.children)] if name == "short" else []
        texts = [text for text in texts if not EMPTY.fullmatch(text)]
        found.append("tags" if len(texts) > _FEW and len(set(texts)) * 2 < len(texts) else name)
    return found


def _tags(header: Sequence[str]) -> list[int]:
    """The columns that are called tags, keywords or topics."""
    return [n for n, text in enumerate(header) if COLUMNS.get(values.text(text).lower()) == "tags"]


def title_column(columns: list[str], counts: list[list[float]], number: int) -> int:
    """The column with the titles: the papers' links, if their words are titles; else what is called so."""
    if not number:
        return -1
    best = max(range(len(counts)), key=lambda n: counts[n][0], default=-1)
    if best >= 0 and counts[best][0] * 2 >= number:
        return _beside_a_name(columns, counts, number, best)
    wordy = [
        n
        for n, count in enumerate(counts)
        if count[3] and count[2] / max(count[3], 1) >= 2.5 and columns[n] not in {"summary", "authors", "tags"}
    ]
    for name in ("title", "short"):
        called = [n for n, column in enumerate(columns) if column == name and counts[n][3] * 2 >= number]
        called = [
            n for n in called if counts[n][2] / max(counts[n][3], 1) >= (1.5 if name == "title" else 0.5)
        ] or called
        linked = [n for n in called if counts[n][2] / max(counts[n][3], 1) >= 1.2 or counts[n][1] < counts[n][3]]
        if linked:
            return linked[0]
    if best >= 0 and counts[best][0]:
        return best
    return max(wordy, key=lambda n: counts[n][1] * 2 >= number) if wordy else -1  # the first of those with links


def _beside_a_name(columns: list[str], counts: list[list[float]], number: int, linked: int) -> int:
    """The column with the links, or that of the titles where the links are on the names of methods."""
    called = [n for n, column in enumerate(columns) if column == "title" and counts[n][3] * 2 >= number]
    words = [count[2] / max(count[3], 1) for count in counts]
    if columns[linked] == "short" and called and words[called[0]] > max(2 * words[linked], 3):
        return called[0]
    return linked
