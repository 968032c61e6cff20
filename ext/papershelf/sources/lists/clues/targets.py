"""Where links lead: to a paper, to all papers of a place, to a talk, inside of the page, or where no page may.

In: addresses. Out: yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.words.links import identifier_of, is_paper, is_talked_of, label_field
from papershelf.sources.words.vocabulary import HOSTS

_CONTENTS = re.compile(
    r"https?://github\.com/[^/]+/[^/#]+/?(?:(?:blob|tree)/(?![^#]*\.(?:md|markdown)#)[^#]*|blob/[^#]*readme\.md)?#",
    re.IGNORECASE,
)
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


def is_a_paper(href: str) -> bool:
    """Whether an address is a paper's: by its identifier, or by where it is; not that of a whole proceedings."""
    if identifier_of(href):
        return True
    if "://" not in href:
        return bool(re.search(r"\.(?:pdf|ps|djvu)$", href.partition("#")[0].partition("?")[0], re.IGNORECASE))
    if not is_paper(href):
        return False
    parts = urlsplit(href)
    path, host = parts.path.strip("/"), (parts.hostname or "").lower()
    if path.lower().endswith(".pdf") or re.search(r"/raw/", path):
        return True
    if not path and not parts.query:
        return False
    if is_event(href):
        return False
    if re.fullmatch(r"[A-Za-z]{3,8}-?\d{4}(?:\.(?:py|html))?", path):
        return False  # a whole conference
    if host.endswith("arxiv.org"):
        return False  # a search, a listing, a person
    if host.endswith("paperswithcode.com"):
        return path.startswith("paper/")
    if host.endswith("semanticscholar.org"):
        return not path.startswith(("author", "search"))
    if host.endswith("openreview.net"):
        return "id=" in parts.query and not path.startswith(("group", "profile"))
    return not re.search(
        r"^(?:event|conference|profile|author|search|browse|toc|journal)s?(?:/[^/]*)?$", path, re.IGNORECASE
    )


def is_unsafe(href: str) -> bool:
    """Whether an address is one that no page may have."""
    return bool(re.match(r"\s*(?!https?:|mailto:|ftp:)[a-z][a-z0-9+.-]*:", href, re.IGNORECASE))


def is_inside(href: str) -> bool:
    """Whether an address leads into the page, or nowhere on the web."""
    return href.startswith("#") or bool(_CONTENTS.match(href)) or href.startswith(("./#", "mailto:"))


def is_archive(href: str) -> bool:
    """Whether an address is that of all the papers that are kept somewhere."""
    return is_paper(href) and not is_a_paper(href) and not urlsplit(href).path.strip("/")


def papers_of(line: Line) -> list[str]:
    """The addresses of papers that a line leads to."""
    return [
        run.href
        for run in line.links
        if run.href and "://" in run.href and is_a_paper(run.href) and label_field(run.text) != "slides"
    ]


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
