"""A paper as one line of a list of references, as APA 7 has it.

What APA says of each kind of work is taken as the style ``apa`` of the Citation Style Language puts it; a test holds it
to what citeproc-js makes of that style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from papershelf.exports import csl
from papershelf.exports.names import inverted, straight
from papershelf.exports.wording import KOREAN_WORDS, capital, in_pages, in_words, ordinal, span, titled
from papershelf.model.citing import APA, KOREAN, Rules, is_korean, year_of
from papershelf.model.paper import Paper
from papershelf.model.people import OTHERS, Author, kept_authors
from papershelf.model.publication import issued, venue_year

Piece = tuple[str, bool]
"""Words, and whether they are in italics."""
Part = list[Piece]

_SERIALS = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical", "post-weblog", "review", "review-book"}
)
_WEB = frozenset({"post", "webpage"})
_DATED = frozenset(
    {"article-magazine", "article-newspaper", "broadcast", "collection", "document", "event", "motion_picture"}
    | {"pamphlet", "performance", "personal_communication", "post", "post-weblog", "song", "speech", "webpage"}
)
"""Kinds of works whose day is part of the date."""
_EDITED = ("collection-editor", "compiler", "editor", "editorial-director")
_HELD = (*_EDITED, "issue", "page", "supplement-number", "volume")
"""What tells that a conference paper was printed."""
_KINDS = {
    "broadcast": "Broadcast", "dataset": "Dataset", "figure": "Figure", "graphic": "Graphic", "map": "Map",
    "motion_picture": "Video recording", "song": "Audio recording", "software": "Computer software",
    "post": "Online post", "manuscript": "Unpublished manuscript",
}  # fmt: skip
_FOUND = ("archive", "archive-place", "container-title", "DOI", "number", "publisher", "references", "URL")
"""What tells that a manuscript can be found."""
_UNNUMBERED = frozenset({"standard"})
_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s?[-–,&]\s?[A-Za-z]*\d+[A-Za-z]*)*")


def pieces(paper: Paper, rules: Rules = APA, letter: str = "") -> list[Piece]:
    """The line.

    :param rules: words and signs of the site's language; a Korean work is named as Korean journals do on a Korean one.
    :param letter: what tells the paper from others of the same names and year.
    """
    found = _Reference(paper, rules, letter).line()
    merged: list[Piece] = []
    for words, italic in found:
        if merged and merged[-1][1] == italic:
            merged[-1] = (merged[-1][0] + words, italic)
        elif words:
            merged.append((words, italic))
    return merged


class _Reference:
    """One line while it is made.

    :ivar item: the paper as a CSL item: the names of its values are those that the style asks for.
    """

    def __init__(self, paper: Paper, rules: Rules, letter: str) -> None:
        self.paper = paper
        self.korean = rules is KOREAN and is_korean(paper)
        self.rules = rules
        self.letter = letter
        self.item: dict[str, Any] = csl.item(paper)
        self.kind: str = self.item["type"]
        if venue_year(paper) not in {"", paper.year} and paper.year and "container-title" in self.item:
            self.item["container-title"] = paper.venue  # the year is that of the first version, as in citations
        self.edited = any(name in self.item for name in _EDITED)
        self.contained = "container-title" in self.item

    @property
    def serial(self) -> bool:
        """Whether it stands in a periodical, or is told like what does."""
        return self.kind in _SERIALS or (not self.edited and self.kind in {"interview", "paper-conference"})

    def line(self) -> Part:
        """The whole of it."""
        authors, title = self._authors(), self._title()
        date = [(f"({self._date()})", False)]
        about = [title, self._identifier(), self._description()]
        if authors and self.korean:
            head = [[*authors, (" ", False), *date]]
        elif authors:
            head = [authors, date]
        else:
            head, about = [_joined([title, self._identifier()], " "), date], [self._description()]
        found = _joined([*head, _joined(about, " "), *self._source()], ". ")
        found = _ended(found)
        return _joined([found, [(self._address(), False)]], " ")

    # -- who and when ---------------------------------------------------------------------------

    def _authors(self) -> Part:
        people = [author for author in self.paper.authors if author != OTHERS]
        if people:
            more = OTHERS in self.paper.authors
            return [(inverted(people, self.rules, korean=self.korean, more=more), False)]
        editors = self._people("editor")
        if not editors:
            return []
        label = "편" if self.korean else "Eds." if len(editors) > 1 else "Ed."
        return [(f"{inverted(editors, self.rules, korean=self.korean)} ({label})", False)]

    def _people(self, field: str) -> list[Author]:
        return [person for person in kept_authors(dict(self.paper.fields).get(field, "")) if person != OTHERS]

    def _date(self) -> str:
        paper, words = self.paper, KOREAN if self.korean else APA
        if not paper.year:
            unknown = year_of(paper, words)
            return f"{unknown}-{self.letter}" if self.letter else unknown
        printed = any(name in self.item for name in _HELD)
        dated = self.kind in _DATED or (self.kind in {"interview", "paper-conference"} and not printed)
        day = in_words(issued(paper)) if dated and paper.year == self._issued() else ""
        if day and self.korean:
            return (
                ". ".join([paper.year + self.letter, *(str(int(part)) for part in issued(paper).split("-")[1:])]) + "."
            )
        return ", ".join(filter(None, (paper.year + self.letter, day)))

    def _issued(self) -> str:
        parts = self.item.get("issued", {}).get("date-parts", [[""]])
        return str(parts[0][0])

    # -- what it is -----------------------------------------------------------------------------

    def _title(self) -> Part:
        italic = self.kind in _WEB or not self.contained
        return [(self.item.get("title", ""), italic)]

    def _identifier(self) -> Part:
        """What stands in brackets after the title: who translated it, number, edition, volume."""
        if self.kind == "patent":
            genre = capital(self.item.get("genre", "") or "patent")
            found = [" ".join(filter(None, (self.item.get("authority", ""), genre, self._number())))]
        elif self.contained and self.kind not in _WEB:
            found = [self._makers("translator")]
        else:
            editors = [] if not self.paper.authors else [self._makers("editor")]
            found = [*editors, self._makers("translator"), self._numbered(), ", ".join(self._parts())]
        return _bracketed(found)

    def _makers(self, role: str) -> str:
        people = self._people(role)
        if not people or (role == "editor" and self.serial):
            return ""
        if self.korean:
            return f"{straight(people, korean=True)} {'편' if role == 'editor' else '역'}"
        label = {"editor": "Ed.", "translator": "Trans."}[role]
        label = "Eds." if label == "Ed." and len(people) > 1 else label
        return f"{straight(people)}, {label}"

    def _number(self) -> str:
        number = str(self.item.get("number", ""))
        if not number or not _NUMERIC.fullmatch(number) or self.kind in _UNNUMBERED:
            return capital(number)
        return f"No{'s' * bool(re.search(r'[-–,&]', number))}. {number}"

    def _numbered(self) -> str:
        number = self._number()
        genre = "Publication" if self.kind == "thesis" else titled(self.item.get("genre", ""))
        return f"{genre} {number}".strip() if number else ""

    def _parts(self) -> list[str]:
        """Version, edition, volume, pages of what is no periodical."""
        value = self.item.get
        if self.serial or self.kind in {"broadcast", "event", "patent", "performance", "speech", *_WEB}:
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

    def _description(self) -> Part:
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
        if self.kind in _SERIALS or (self.contained and self.kind not in _WEB):
            return [(f"[{medium}]", False)] if medium else []
        said = "; ".join(filter(None, ("" if value("number") else genre, medium)))
        if not genre and not medium:
            said = _KINDS.get(self.kind, "")
            if self.kind == "manuscript" and any(value(name) for name in _FOUND):
                said = ""
        return [(f"[{self._said(said)}]", False)] if said else []

    def _said(self, word: str) -> str:
        return KOREAN_WORDS.get(word, word) if self.korean else word

    # -- where it is ----------------------------------------------------------------------------

    def _source(self) -> list[Part]:
        value = self.item.get
        found: list[Part] = []
        if self.kind not in _WEB:
            found.append(self._periodical() if self.serial else self._holder())
        publisher = str(value("publisher", ""))
        kept = self.kind == "thesis" and any(value(name) for name in ("archive", "DOI", "URL"))
        if self.kind in _SERIALS or kept or (self.kind == "paper-conference" and not self.edited):
            publisher = ""
        if self.korean and [publisher] == [author.literal for author in self.paper.authors]:
            publisher = ""  # who wrote it brought it out
        found.append([(publisher, False)])
        location = value("archive_location", "")
        archive = str(value("archive", "")) if not (self.paper.arxiv and self.paper.venue) else ""
        found.append([(f"{archive} ({location})" if archive and location else archive, False)])
        found.append([(self._meeting(), False)])
        if self.kind in _WEB:
            found.append([(str(value("container-title", "")), False)])
        return found

    def _periodical(self) -> Part:
        """``Journal, 12(3), 101–119``."""
        value = self.item.get
        names = [str(value(name, "")) for name in ("container-title", "collection-title")]
        issue = f"({value('issue')})" if value("issue") else ""
        volume = [(str(value("volume", "")), True), (issue, False)]
        number = str(value("number", "")) if not self.paper.arxiv else ""
        pages = f"Article {number}" if number else span(str(value("page", "")))
        return _joined([[(", ".join(filter(None, names)), True)], volume, [(pages, False)]], ", ")

    def _holder(self) -> Part:
        """``In A. Editor (Ed.), Book (2nd ed., pp. 1–9)``."""
        if not self.contained:
            return []
        editors = self._people("editor")
        words = ""
        if editors and self.paper.authors:
            label = "편" if self.korean else "Eds." if len(editors) > 1 else "Ed."
            words = f"{straight(editors, korean=self.korean)} ({label}), "
        book = [(f"{'' if self.korean else 'In '}{words}", False), (self.item["container-title"], True)]
        identified = _bracketed([self._numbered(), ", ".join(self._parts())])
        return _joined([book, identified], " ")

    def _meeting(self) -> str:
        value = self.item.get
        event = str(value("event-title", ""))
        if not event or (self.kind == "paper-conference" and any(name in self.item for name in _HELD)):
            return ""
        return ", ".join(filter(None, (capital(event), str(value("event-place", "")))))

    def _address(self) -> str:
        if doi := self.item.get("DOI"):
            return f"https://doi.org/{doi}"
        url = str(self.item.get("URL", ""))
        if not url or self.paper.year or "issued" in self.item:
            return url
        day = self.item.get("accessed", {}).get("date-parts", [[]])[0]
        if self.korean or not day:
            return url if self.korean else f"Retrieved {url}"
        written = "-".join(f"{number:02}" for number in day)
        return f"Retrieved {', '.join(filter(None, (in_words(written), written[:4])))}, from {url}"


def _joined(parts: Iterable[Sequence[Piece]], sign: str) -> Part:
    """Parts with a sign between them; a full stop where no other sign ends the part before."""
    found: Part = []
    for part in parts:
        if not any(words for words, _italic in part):
            continue
        if found:
            ended = sign.startswith(".") and _last(found) in ".?!"
            found.append((sign[1:] if ended else sign, False))
        found += [piece for piece in part if piece[0]]
    return found


def _ended(part: Part) -> Part:
    return part if not part or _last(part) in ".?!" else [*part, (".", False)]


def _last(part: Part) -> str:
    return part[-1][0][-1:].replace("。", ".").replace("？", "?") or " "


def _bracketed(found: Iterable[str]) -> Part:
    words = "; ".join(filter(None, found))
    return [(f"({words})", False)] if words else []
