"""How papers are cited: by names and year, distinguished over the whole library, as APA 7 has it.

Sources: Publication Manual of the American Psychological Association, 7th edition, sections 8.10 to 8.21. On a Korean
site names stand as Korean journals have them: the year follows without a blank, 외 stands for et al. after any name
(guide of the Korean Home Management Association), Korean names are whole and joined by ``·``, names in other scripts
by ``&`` in sentences, too (guide of the Korean Society of Costume).
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from papershelf.model.record.paper import Paper
from papershelf.model.record.people import OTHERS, Author, is_east_asian, kept_authors
from papershelf.model.record.publication import decade, is_in_press
from papershelf.model.text.collation import sort_key
from papershelf.model.text.patterns import pattern

_HANGUL = pattern(r"[가-힣]")
MANY = 3
"""From so many authors on, the first stands for all."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Words and signs of one language.

    :param others: what stands for further names; ``pause`` stands before it where several names do.
    :param final: what stands before the last of several names in a sentence.
    :param dot: what joins two names in an East Asian script.
    :param before: what stands between names and the bracket with the year.
    """

    language: str
    others: str
    pause: str
    final: str
    dot: str
    before: str
    undated: str
    in_press: str

    def joined(self, names: Sequence[str], *, narrative: bool, more: bool = False) -> str:
        """Names in a citation.

        :param narrative: whether they are part of a sentence, not of what stands in brackets.
        :param more: whether there are others besides.
        """
        if more:
            return f"{', '.join(names)}{self.pause * (len(names) > 1)} {self.others}"
        *first, last = names
        if not first:
            return last
        if self.dot and any(map(is_east_asian, names)):
            return f"{first[0]}{self.dot}{last}" if len(names) == 2 else ", ".join(names)
        final = self.final if narrative else "&"
        return f"{', '.join(first)}{',' * (len(first) > 1)} {final} {last}"

    def who(self, paper: Paper) -> str:
        """The authors of a paper alone, as lists show them; its name where it has none."""
        people = cited(paper)
        names = [author.short for author in people] or [paper.name]
        more = len(people) >= MANY or OTHERS in paper.authors
        return self.joined(names[:1] if more else names, narrative=False, more=more)


APA = Rules("en", "et al.", ",", "and", "", " ", "n.d.", "in press")
KOREAN = Rules("ko", "외", "", "&", "·", "", "연도 미상", "게재 예정")


def rules_for(language: str) -> Rules:
    """The rules of a site.

    :param language: its language as Sphinx has it.
    """
    return KOREAN if language.replace("-", "_").partition("_")[0] == "ko" else APA


def cited(paper: Paper) -> tuple[Author, ...]:
    """Whose names stand for a paper: those of its authors, else of its editors."""
    people = tuple(author for author in paper.authors if author != OTHERS)
    editors = "" if people else dict(paper.fields).get("editor", "")
    return people or tuple(editor for editor in kept_authors(editors) if editor != OTHERS)


def is_korean(paper: Paper) -> bool:
    """Whether a work is Korean: by its title, else by its first author."""
    people = cited(paper)
    return bool(_HANGUL.search(paper.title) or (people and _HANGUL.search(people[0].name)))


def year_of(paper: Paper, rules: Rules) -> str:
    """What stands for the year: ``2021``, ``1990s``, ``in press`` or ``n.d.``."""
    return paper.year or decade(paper) or (rules.in_press if is_in_press(paper) else rules.undated)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A paper while it is compared with the others.

    :param names: what a citation shows of each author.
    :param more: whether there are authors whose names are not known.
    """

    paper: Paper
    names: tuple[str, ...]
    more: bool
    year: str


class Citing:
    """Citations of a library's papers.

    :param papers: all of them; of two with one key the first counts.
    """

    def __init__(self, papers: Iterable[Paper], rules: Rules = APA) -> None:
        self.rules = rules
        self._papers: dict[str, Paper] = {}
        for paper in papers:
            self._papers.setdefault(paper.key, paper)

    def text(self, paper: Paper, kind: str) -> str:
        """``Hu et al. (2021)`` for ``citet``, ``Hu et al., 2021`` for ``citep``."""
        narrative = kind == "citet"
        names, year = self.names(paper, narrative=narrative), self.year(paper)
        return f"{names}{self.rules.before}({year})" if narrative else f"{names}, {year}"

    def names(self, paper: Paper, *, narrative: bool) -> str:
        """The authors, as many as it takes to tell the paper from others of its year."""
        one = self._cited.get(paper.key) or self._read(paper)
        count = self._counts.get(paper.key, _least(one))
        return self.rules.joined(one.names[:count], narrative=narrative, more=one.more or count < len(one.names))

    def share_names(self, one: Paper, other: Paper) -> bool:
        """Whether two papers are cited by the same names, which then stand once before both years."""
        return self.names(one, narrative=False) == self.names(other, narrative=False)

    def year(self, paper: Paper) -> str:
        """The year with its letter; ``n.d.-a``, where it is not known."""
        year, letter = self._year(paper), self.letter(paper)
        return f"{year}-{letter}" if letter and not year[-1].isdigit() else year + letter

    def letter(self, paper: Paper) -> str:
        """What tells papers of the same names and year apart, in the order of their titles; mostly nothing."""
        return self._letters.get(paper.key, "")

    def _year(self, paper: Paper) -> str:
        return year_of(paper, self.rules)

    def _read(self, paper: Paper) -> _Cited:
        people = cited(paper)
        names = [author.short for author in people] or [paper.name]
        if people and people[0].family in self._shared and people[0].initials:
            names[0] = f"{people[0].initials} {names[0]}"
        return _Cited(paper, tuple(names), OTHERS in paper.authors, self._year(paper))

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Family names of first authors whose initials differ."""
        found: dict[str, set[str]] = defaultdict(set)
        for paper in self._papers.values():
            for first in cited(paper)[:1]:
                if first.family and first.initials and not first.east_asian:
                    found[first.family].add(first.initials)
        return frozenset(family for family, initials in found.items() if len(initials) > 1)

    @cached_property
    def _cited(self) -> dict[str, _Cited]:
        return {key: self._read(paper) for key, paper in self._papers.items()}

    @cached_property
    def _counts(self) -> dict[str, int]:
        """How many names a citation shows."""
        found = {key: _least(one) for key, one in self._cited.items()}
        alike: dict[tuple[str, str], list[_Cited]] = defaultdict(list)
        for key, one in self._cited.items():
            if found[key] < len(one.names):
                alike[one.names[0], one.year].append(one)
        for group in alike.values():
            found |= _told_apart(group) if len(group) > 1 else {}
        return found

    @cached_property
    def _letters(self) -> dict[str, str]:
        alike: dict[tuple[str, str], list[Paper]] = defaultdict(list)
        for paper in self._papers.values():
            alike[self.names(paper, narrative=False), self._year(paper)].append(paper)
        found: dict[str, str] = {}
        for group in alike.values():
            if len(group) > 1:
                group.sort(key=lambda paper: (sort_key(paper.title), paper.key))
                found |= {paper.key: _letter(number) for number, paper in enumerate(group)}
        return found


def _least(one: _Cited) -> int:
    """How many names a citation shows that nothing else is like."""
    return 1 if len(one.names) >= MANY or one.more else len(one.names)


def _told_apart(group: list[_Cited]) -> dict[str, int]:
    """How many names it takes where the first ones are the same.

    "Et al." is plural: where one name would be left, it is shown, too.
    """
    found = {}
    waiting = [(1, group)]
    while waiting:
        shown, group = waiting.pop()
        if len({(one.names, one.more) for one in group}) == 1 or all(len(one.names) <= shown for one in group):
            for one in group:
                left = len(one.names) - shown
                found[one.paper.key] = len(one.names) if shown > 1 and left == 1 and not one.more else shown
            continue
        following: dict[tuple[str, ...], list[_Cited]] = defaultdict(list)
        for one in group:
            following[one.names[: shown + 1]].append(one)
        waiting += [(shown + 1, part) for part in following.values()]
    return found


def _letter(number: int) -> str:
    """a … z, aa, ab …"""
    letter = string.ascii_lowercase[number % 26]
    return _letter(number // 26 - 1) + letter if number >= 26 else letter
