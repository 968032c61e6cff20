"""Where links lead: to a paper, to all papers of a place, inside of the page, or where no page may.

In: addresses. Out: yes or no.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lists.clues.talks import is_event
from papershelf.sources.words.links import identifier_of, is_paper, label_field

_CONTENTS = re.compile(
    r"https?://github\.com/[^/]+/[^/#]+/?(?:(?:blob|tree)/(?![^#]*\.(?:md|markdown)#)[^#]*|blob/[^#]*readme\.md)?#",
    re.IGNORECASE,
)


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
