"""Links to talks: slides, videos, tutorials, and the days on which papers were talked of.

In: the links of a line. Out: whether they lead to talks, and to no paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from papershelf.sources.lines.markup.runs import Run
from papershelf.sources.words.links import identifier_of, is_talked_of, label_field
from papershelf.sources.words.vocabulary import HOSTS

_HELD = (
    r"(?:talks?|tutorials?|lectures?|courses?|workshops?|videos|slides|seminars?|podcasts?|competitions?|"
    r"challenges|conferences|blogs?|blog ?posts?)"
)
EVENTS = re.compile(
    rf"\W*(?:\d[\d.]*\W+)?(?:(?:invited|video|online|related|other|recent|conference|useful) )?{_HELD}"
    rf"(?:\W+(?:and )?(?:{_HELD}|presentations?))*\W*",
    re.IGNORECASE,
)
"""A heading of what is held somewhere: below it, a venue tells of no paper."""
_EVENT = re.compile(r"/virtual/\d{4}/(?:tutorials?|workshops?|invited-talk|events?)\b")
"""What else there is at a conference."""
_SHOWN = re.compile(r"\W*[(\[](?:slides?|videos?|lecture|talk)[)\]]\W", re.IGNORECASE)
"""``(Slide) Reeds in Rows``."""
_LECTURE = re.compile(r"(?:\W*[A-Z]{2,4} ?\d{2,4}\w?\W.{0,12})?\W*lecture(?: \d|:)", re.IGNORECASE)
"""``CS 100 (23') Lecture 10: …``."""
_VIDEO = re.compile(r"https?://(?:www\.)?zhihu\.com/zvideo/")
"""A video, though nobody calls it one."""


def are_of_a_talk(links: Sequence[Run], facts: set[str], words: str = "") -> bool:
    """Whether all links lead to talks, and no venue beside them tells of a paper; that of a tutorial does not.

    :param words: those of the line: it may begin with what its links lead to.
    """
    if _SHOWN.match(words) and not any(identifier_of(run.href or "") for run in links):
        return True
    events = all(is_event(run.href or "") for run in links)
    return all(map(is_of_a_talk, links)) and (events or "venue" not in facts)


def is_a_lecture(words: str, links: Sequence[Run]) -> bool:
    """Whether a line is called a lecture, and its links, notes of it aside, lead to slides and videos alone."""
    return bool(links and _LECTURE.match(words)) and all(map(is_of_a_talk, links))


def is_event(href: str) -> bool:
    """Whether an address is that of a tutorial or the like at a conference."""
    return bool(_EVENT.search(href))


def is_video(href: str) -> bool:
    """Whether an address is that of a video."""
    return HOSTS.get(urlsplit(href).hostname or "") == "video" or bool(_VIDEO.match(href))


def is_of_a_talk(run: Run) -> bool:
    """Whether a link says that it leads to slides, a video or a tutorial, or to where papers were talked of."""
    if is_episode(run) or is_event(run.href or "") or _VIDEO.match(run.href or ""):
        return True
    named = label_field(run.text.strip(" []()")) in {"slides", "video"} and not run.bare
    return named and not identifier_of(run.href or "")


_EPISODE = re.compile(
    r"(?:[^\W\d_]{1,12}\d{0,3}[ #-]?){1,2}\d{0,4}\s*[:：(]?\s*(?:20)?\d{2}[-./]?\d{2}[-./]?\d{2}\)?", re.IGNORECASE
)


def is_episode(run: Run) -> bool:
    """Whether a link leads to where a paper was talked of, on a day: ``[ep26:20211010](…/issues/26)``."""
    return bool(run.href) and is_talked_of(run.href or "") and bool(_EPISODE.fullmatch(run.text.strip(" []()")))
