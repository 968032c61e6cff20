"""A paper as one line of a list of references, as APA 7 has it.

What APA says of each kind of work is taken as the style ``apa`` of the Citation Style Language puts it; a test holds it
to what citeproc-js makes of that style.
"""

from __future__ import annotations

from papershelf.exports.references.wording import (
    Part,
    Piece,
    bracketed,
    capital,
    ended,
    in_words,
    inverted,
    joined,
    span,
    straight,
)
from papershelf.exports.references.work import EDITED, SERIALS, WEB, Work
from papershelf.model.collection.citing import APA, KOREAN, Rules, year_of
from papershelf.model.record.paper import Paper
from papershelf.model.record.people import OTHERS
from papershelf.model.record.publication import issued

_DATED = frozenset(
    {"article-magazine", "article-newspaper", "broadcast", "collection", "document", "event", "motion_picture"}
    | {"pamphlet", "performance", "personal_communication", "post", "post-weblog", "song", "speech", "webpage"}
)
"""Kinds of works whose day is part of the date."""
_HELD = (*EDITED, "issue", "page", "supplement-number", "volume")
"""What tells that a conference paper was printed."""


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


class _Reference(Work):
    """One line while it is made."""

    def line(self) -> Part:
        """The whole of it."""
        authors, title = self._authors(), self._title()
        date = [(f"({self._date()})", False)]
        about = [title, self.identifier(), self.description()]
        if authors and self.korean:
            head = [[*authors, (" ", False), *date]]
        elif authors:
            head = [authors, date]
        else:
            head, about = [joined([title, self.identifier()], " "), date], [self.description()]
        found = joined([*head, joined(about, " "), *self._source()], ". ")
        return joined([ended(found), [(self._address(), False)]], " ")

    # -- who and when ---------------------------------------------------------------------------

    def _authors(self) -> Part:
        people = [author for author in self.paper.authors if author != OTHERS]
        if people:
            more = OTHERS in self.paper.authors
            return [(inverted(people, self.rules, korean=self.korean, more=more), False)]
        editors = self.people("editor")
        if not editors:
            return []
        return [(f"{inverted(editors, self.rules, korean=self.korean)} ({self.editing(editors)})", False)]

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

    def _title(self) -> Part:
        italic = self.kind in WEB or not self.contained
        return [(self.item.get("title", ""), italic)]

    # -- where it is ----------------------------------------------------------------------------

    def _source(self) -> list[Part]:
        value = self.item.get
        found: list[Part] = []
        if self.kind not in WEB:
            found.append(self._periodical() if self.serial else self._holder())
        publisher = str(value("publisher", ""))
        kept = self.kind == "thesis" and any(value(name) for name in ("archive", "DOI", "URL"))
        if self.kind in SERIALS or kept or (self.kind == "paper-conference" and not self.edited):
            publisher = ""
        if self.korean and [publisher] == [author.literal for author in self.paper.authors]:
            publisher = ""  # who wrote it brought it out
        found.append([(publisher, False)])
        location = value("archive_location", "")
        archive = str(value("archive", "")) if not (self.paper.arxiv and self.paper.venue) else ""
        found.append([(f"{archive} ({location})" if archive and location else archive, False)])
        found.append([(self._meeting(), False)])
        if self.kind in WEB:
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
        return joined([[(", ".join(filter(None, names)), True)], volume, [(pages, False)]], ", ")

    def _holder(self) -> Part:
        """``In A. Editor (Ed.), Book (2nd ed., pp. 1–9)``."""
        if not self.contained:
            return []
        editors = self.people("editor")
        words = ""
        if editors and self.paper.authors:
            words = f"{straight(editors, korean=self.korean)} ({self.editing(editors)}), "
        book = [(f"{'' if self.korean else 'In '}{words}", False), (self.item["container-title"], True)]
        identified = bracketed([self.numbered(), ", ".join(self.parts())])
        return joined([book, identified], " ")

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
