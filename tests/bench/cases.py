"""What an author does to a library that is built already, and what building it again costs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.forms import FORMS
from bench.measure import Run
from bench.notes import Note, note
from bench.seeded import put

Edit = Callable[[], tuple[Note, str]]
"""Changes a source; gives the paper it is about, and a text its page must show afterwards (or nothing)."""


@dataclass(frozen=True)
class Outcome:
    """Medians of one case: seconds, pages of sources written again, and those of them that came out otherwise."""

    case: str
    wall: float
    written: int
    changed: int


@dataclass(frozen=True)
class Author:
    """Edits the papershelf form of a seeded library, in its middle: papers that some others name, but not most."""

    source: Path
    papers: int
    seed: int

    def cases(self) -> list[tuple[str, list[Edit]]]:
        """Each case and its edits, to be done and built one after the other."""
        return [
            ("none", [self._nothing] * 3),
            ("body of a paper", [partial(self._body, place) for place in range(3)]),
            ("summary of a paper", [self._summary]),
            ("title of a paper", [self._title]),
            ("status of a paper", [self._status]),
            ("paper added", [self._add]),
            ("paper deleted", [self._delete]),
        ]

    def _paper(self, place: int) -> tuple[Note, Path]:
        paper = note(self.papers // 2 + place, self.papers, self.seed)
        return paper, self.source / "papers" / f"{paper.key}.md"

    def _change(self, place: int, old: str, new: str) -> Note:
        paper, path = self._paper(place)
        text = path.read_text(encoding="utf-8")
        if old not in text:
            raise LookupError(f"{path.name} has no {old!r}")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return paper

    def _nothing(self) -> tuple[Note, str]:
        return self._paper(0)[0], ""

    def _body(self, place: int) -> tuple[Note, str]:
        added = f"덧붙인 문장 {place}입니다."
        return self._change(place, "\n## 한계\n", f"\n{added}\n\n## 한계\n"), added

    def _summary(self) -> tuple[Note, str]:
        line = "요약의 첫 줄을 고쳤습니다."
        return self._change(0, f"\n- {self._paper(0)[0].summary[0]}\n", f"\n- {line}\n"), line

    def _title(self) -> tuple[Note, str]:
        paper = self._paper(0)[0]
        self._change(0, f"# {paper.title}\n", f"# Renamed {paper.title}\n")
        return self._change(0, f":short-title: {paper.name}\n", f":short-title: Renamed {paper.name}\n"), "Renamed"

    def _status(self) -> tuple[Note, str]:
        old = self._paper(0)[0].status
        return self._change(0, f":status: {old}\n", f":status: {'reading' if old != 'reading' else 'done'}\n"), ""

    def _add(self) -> tuple[Note, str]:
        paper = note(self.papers, self.papers + 1, self.seed)
        put(self.source, FORMS["papershelf"].page(paper))
        return paper, paper.name

    def _delete(self) -> tuple[Note, str]:
        """Delete the paper just added: nobody names it, so nothing is left to warn of."""
        paper = note(self.papers, self.papers + 1, self.seed)
        (self.source / "papers" / f"{paper.key}.md").unlink()
        return paper, ""


class Pages:
    """The HTML pages of a library's sources: which were written since the last look."""

    def __init__(self, source: Path, site: Path) -> None:
        self.source, self.site = source, site
        self._seen: dict[Path, tuple[int, str]] = {}
        self.look()

    def look(self) -> tuple[int, int]:
        """Number of pages written, and of those whose content changed, since the last look."""
        now = {path: self._state(path) for path in self._paths() if path.is_file()}
        before, self._seen = self._seen, now
        written = [path for path, state in now.items() if before.get(path, (0, ""))[0] != state[0]]
        changed = [path for path in written if before.get(path, (0, ""))[1] != now[path][1]]
        return len(written), len(changed)

    def _paths(self) -> list[Path]:
        return [self.site / path.relative_to(self.source).with_suffix(".html") for path in self.source.rglob("*.md")]

    def _state(self, path: Path) -> tuple[int, str]:
        time = path.stat().st_mtime_ns
        if time == self._seen.get(path, (0, ""))[0]:
            return self._seen[path]
        return time, hashlib.sha256(path.read_bytes()).hexdigest()


def measure(author: Author, site: Path, build: Callable[[], Run]) -> tuple[list[Outcome], list[str]]:
    """Do every case on a library that is built; its outcomes, and what went wrong. A build that fails ends it.

    :param build: builds it again.
    """
    outcomes: list[Outcome] = []
    wrong: list[str] = []
    pages = Pages(author.source, site)
    for case, edits in author.cases():
        found: list[tuple[float, int, int]] = []
        for edit in edits:
            paper, text = edit()
            run = build()
            if complaint := run.complaint():
                wrong.append(f"{case}: {complaint}")
            if run.failed:
                return outcomes, wrong
            found.append((run.wall, *pages.look()))
            if problem := _problem(author.source, site, paper, text):
                wrong.append(f"{case}: {problem}")
        outcomes.append(_median(case, found))
        print(f"  {case}: {outcomes[-1].wall:.2f} s, {outcomes[-1].written} pages written", flush=True)
    return outcomes, wrong


def _median(case: str, found: Sequence[tuple[float, int, int]]) -> Outcome:
    walls, written, changed = zip(*found, strict=True)
    return Outcome(case, median(walls), round(median(written)), round(median(changed)))


def _problem(source: Path, site: Path, paper: Note, text: str) -> str:
    """Why the site is not as the edit wants it, if it is not."""
    page = site / "papers" / f"{paper.key}.html"
    there = (source / "papers" / f"{paper.key}.md").exists()
    if there != page.exists():
        return f"{page.name} is {'not there' if there else 'still there'}"
    if there and text not in page.read_text(encoding="utf-8"):
        return f"{page.name} does not show {text!r}"
    return ""
