"""What a line of references says of a work itself: its kind, who made it, number, edition, medium."""

from __future__ import annotations

import re
from typing import Any

from papershelf.exports import csl
from papershelf.exports.references.wording import (
    KOREAN_WORDS,
    Part,
    bracketed,
    capital,
    in_pages,
    ordinal,
    straight,
    titled,
)
from papershelf.model.collection.citing import KOREAN, Rules, is_korean
from papershelf.model.record.paper import Paper
from papershelf.model.record.people import OTHERS, Author, kept_authors
from papershelf.model.record.publication import venue_year

SERIALS = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical", "post-weblog", "review", "review-book"}
)
WEB = frozenset({"post", "webpage"})
EDITED = ("collection-editor", "compiler", "editor", "editorial-director")
_KINDS = {
    "broadcast": "Broadcast", "dataset": "Dataset", "figure": "Figure", "graphic": "Graphic", "map": "Map",
    "motion_picture": "Video recording", "song": "Audio recording", "software": "Computer software",
    "post": "Online post", "manuscript": "Unpublished manuscript",
}  # fmt: skip
_FOUND = ("archive", "archive-place", "container-title", "DOI", "number", "publisher", "references", "URL")
"""What tells that a manuscript can be found."""
_UNNUMBERED = frozenset({"standard"})
_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s?[-–,&]\s?[A-Za-z]*\d+[A-Za-z]*)*")


class Work:
    """A paper as a work of some kind.

    :ivar item: it as a CSL item: the names of its values are those that the style asks for.
    """

    def __init__(self, paper: Paper, rules: Rules, letter: str) -> None:
        self.paper = paper
        self.korean = rules is KOREAN and is_korean(paper)
        self.rules = rules
        self.letter = letter
        self.item: dict[str, Any] = csl.work(paper)
        self.kind: str = self.item["type"]
        if venue_year(paper) not in {"", paper.year} and paper.year and "container-title" in self.item:
            self.item["container-title"] = paper.venue  # the year is that of the first version, as in citations
        self.edited = any(name in self.item for name in EDITED)
        self.contained = "container-title" in self.item

    @property
    def serial(self) -> bool:
        """Whether it stands in a periodical, or is told like what does."""
        return self.kind in SERIALS or (not self.edited and self.kind in {"interview", "paper-conference"})

    def people(self, field: str) -> list[Author]:
        """Who edited or translated it, as a field has them."""
        return [person for person in kept_authors(dict(self.paper.fields).get(field, "")) if person != OTHERS]

    def editing(self, editors: list[Author]) -> str:
        """What stands beside the names of editors."""
        return "편" if self.korean else "Eds." if len(editors) > 1 else "Ed."

    def identifier(self) -> Part:
        """What stands in brackets after the title: who translated it, number, edition, volume."""
        if self.kind == "patent":
            genre = capital(self.item.get("genre", "") or "patent")
            found = [" ".join(filter(None, (self.item.get("authority", ""), genre, self._number())))]
        elif self.contained and self.kind not in WEB:
            found = [self._makers("translator")]
        else:
            editors = [] if not self.paper.authors else [self._makers("editor")]
            found = [*editors, self._makers("translator"), self.numbered(), ", ".join(self.parts())]
        return bracketed(found)

    def _makers(self, role: str) -> str:
        people = self.people(role)
        if not people or (role == "editor" and self.serial):
            return ""
        label = self.editing(people) if role == "editor" else "역" if self.korean else "Trans."
        return f"{straight(people, korean=self.korean)}{'' if self.korean else ','} {label}"

    def _number(self) -> str:
        number = str(self.item.get("number", ""))
        if not number or not _NUMERIC.fullmatch(number) or self.kind in _UNNUMBERED:
            return capital(number)
        return f"No{'s' * bool(re.search(r'[-–,&]', number))}. {number}"

    def numbered(self) -> str:
        """Its number, and what it is one of."""
        number = self._number()
        genre = "Publication" if self.kind == "thesis" else titled(self.item.get("genre", ""))
        return f"{genre} {number}".strip() if number else ""

    def parts(self) -> list[str]:
        """Version, edition, volume, pages of what is no periodical."""
        value = self.item.get
        if self.serial or self.kind in {"broadcast", "event", "patent", "performance", "speech", *WEB}:
            return []
        edition, volume, pages = (str(value(name, "")) for name in ("edition", "volume", "page"))
        series = str(value("collection-title", "")) if self.kind in {"document", "report", "standard"} else ""
        numeric = bool(_NUMERIC.fullmatch(volume))
        volumes = str(value("number-of-volumes", "")) if not volume else ""
        found = [
            f"Version {value('version')}" if value("version") else "",
            self._edition(edition),
            series,
            f"Vol. {volume}" if numeric else f"Vols. 1–{volumes}" if volumes.isdigit() else volumes,
            f"Issue {value('issue')}" if value("issue") else "",
            in_pages(pages),
            f"Chapter {value('chapter-number')}" if value("chapter-number") and not pages else "",
        ]
        return list(filter(None, found))

    def _edition(self, edition: str) -> str:
        if not re.fullmatch(r"\d+(?:st|nd|rd|th)?", edition):
            return edition
        return f"제{edition.rstrip('stndrh')}판" if self.korean else f"{ordinal(edition)} ed."

    def description(self) -> Part:
        """What kind of work it is, in square brackets."""
        value = self.item.get
        medium = capital(str(value("medium", "")))
        genre = capital(str(value("genre", "")))
        if self.kind == "thesis":
            found = self._said(genre)
            if any(value(name) for name in ("archive", "DOI", "URL")):
                found = ", ".join(filter(None, (found, value("publisher", ""))))
            return [(f"[{found}]", False)] if found else []
        if self.kind in {"review", "review-book"}:
            return []
        if self.kind in SERIALS or (self.contained and self.kind not in WEB):
            return [(f"[{medium}]", False)] if medium else []
        said = "; ".join(filter(None, ("" if value("number") else genre, medium)))
        if not genre and not medium:
            said = _KINDS.get(self.kind, "")
            if self.kind == "manuscript" and any(value(name) for name in _FOUND):
                said = ""
        return [(f"[{self._said(said)}]", False)] if said else []

    def _said(self, word: str) -> str:
        return KOREAN_WORDS.get(word, word) if self.korean else word
