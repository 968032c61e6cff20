"""What a line below an entry says: its words, and whether those of its links are labels, venue and date, or a title.

In: a link, and the line it stands in. Out: whether its words are a label, and the facts that they are.
"""

from __future__ import annotations

import re

from papershelf.model.text import values
from papershelf.sources.lines.details.spans import IsNote, is_wrapped, size_of
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.citations import published
from papershelf.sources.lines.values.statements import fact_in, facts_in
from papershelf.sources.words.links import identifier_of, is_paper, label_field

_YEAR_LAST = re.compile(r"\((?:19|20)\d\d\)\W*$|\b(?:19|20)\d\d, \d")


def stated(run: Run, is_note: IsNote) -> list[tuple[str, str]]:
    """The facts that the words of a link are: venue and date; a label such as ``[Poster]`` is none."""
    if run.bare or is_note(run.href or ""):
        return []
    words = run.text.strip(" []")
    return [] if label_field(words) and not re.search(r"\d", words) else facts_in(words) or _placed(words)


def _placed(words: str) -> list[tuple[str, str]]:
    """The venue and the year that a link says: ``Pond Lett. 12, 40 (2023)``, ``J. Reeds 2021, 61, 12, 58–59``."""
    return (published(words) or []) if _YEAR_LAST.search(words) else []


def is_label(run: Run, is_note: IsNote) -> bool:
    """Whether a link's words say what is behind it, or when and where the paper came out, and are no title."""
    words = run.text.strip(" []()")
    if run.bare or run.image or not words or label_field(words) or run.code:
        return True
    if "://" not in (run.href or "") and re.search(r"\.(?:ipynb|py|pptx?|key|zip)$", run.href or "", re.IGNORECASE):
        return True
    fact = fact_in(words) if not is_note(run.href or "") else None
    return fact is not None and fact[0] in {"date", "venue"}


def is_doubly(run: Run, line: Line) -> bool:
    """Whether a link is in brackets of its own, and its few words are a label, whatever they say."""
    place = next(number for number, other in enumerate(line.runs) if other is run)
    before = line.runs[place - 1].text if place else ""
    return is_wrapped(run.text, before) and size_of(run.text) < 5


def is_place(run: Run) -> bool:
    """Whether a link to a paper says nothing but where it stands: ``Pond Lett. (2025)``."""
    led = bool(identifier_of(run.href or "") or is_paper(run.href or ""))
    return led and bool(_placed(run.text.strip(" []")))


def words_of(line: Line) -> str:
    """The words of a line, a bar for each link."""
    text = re.sub(r"(?<=\w{3} )\x01", "| ", "".join(_shown(run) for run in line.runs)).replace("\x01", "")
    text = re.sub(r"\s*,[\s,]*,\s*", ", ", text)
    text = re.sub(r"[\[(（【<{\s|/,;·•&]*\x00[\])）】>}\s|/,;·•&]*", " | ", text)
    return values.text(signs.without_stars(text)).strip(" .,;:|-–—*_")


_CALLED = re.compile(r"-|[A-Z][\w&.:' -]{1,80}")
"""How a venue may be called."""


def _shown(run: Run) -> str:
    """The words of a run; a gap for a link, and a comma for the sign of an author's place: ``Lane<sup>1,2</sup>``."""
    if run.href or run.image:
        return "\x00"
    if run.em and (fact_in(run.text) is not None or _CALLED.fullmatch(run.text.strip())):
        return f"\x01{run.text}"  # Bo Reed *NeurIPS 2023*: nothing but the look parts the two
    return ", " if run.small and not re.search(r"[^\W\d_]{2,}", run.text) else run.text
