"""What tells that a line is a paper's: links to it or to its note, a venue, a date, names, the look of a title.

In: lines of runs. Out: the signs they carry, and how strong these are together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Marks
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import classify, fact_in
from papershelf.sources.lines.values.venues import venue_at
from papershelf.sources.lists.clues.sentences import is_announced, is_prose
from papershelf.sources.lists.clues.starts import looks_like_title, start_of
from papershelf.sources.lists.clues.targets import are_of_a_talk, is_a_paper, is_archive, is_inside, is_unsafe
from papershelf.sources.words.links import label_field, leads_elsewhere

_NO_NOTES = re.compile(
    r"(?:^|/)(?:(?:contributing|licen[cs]e|code_of_conduct|changelog|install)(?:[._-](?:[a-z]{2}(?:[-_][a-z]{2})?|chinese|english|korean))?|"
    r"[^/]*template[^/]*|readme[._-]?(?:[a-z]{2}(?:[-_][a-z]{2})?|chinese|english|korean)|"
    r"readme|index|todo|template|security|support|faq|issue_template.*)\.(?:md|markdown)$|\.github/",
    re.IGNORECASE,
)
_TEACHES = re.compile(
    r"\b(?:19|20)\d\d videos\b|\b(?:tutorials|lectures?|(?:summer|winter|learning) school|courses?|university)\b",
    re.IGNORECASE,
)
"""What is taught at a venue is no paper of it."""
_NO_SIGN = frozenset({"here", "link", "links", "链接", "링크", "url", "readme"})
"""Words of links that mean the paper, and as well anything else."""
_LECTURES = re.compile(r"\blecture (?:series|notes?|videos?)\b|\blectures\b", re.IGNORECASE)
_PREPRINT = re.compile(r"(?:a[ri]Xiv|CoRR|bioRxiv|medRxiv)[ ,']*(?:19|20)?\d\d(?:[./-]\d{1,2})?", re.IGNORECASE)
_DESCRIBED = re.compile(r"\s*(?:\([^()]*\)\s*)?[-–—:]\s+\S+(?:\s+\S+){4,}")
_MODEL = re.compile(r"https?://(?:www\.)?huggingface\.co/(?!papers/|blog/|spaces/)", re.IGNORECASE)
"""A model or a data set where it is kept."""
_YEAR = re.compile(r"[\s\[(]*(?:19|20)\d\d[\s\])]*")


@dataclass(frozen=True)
class Signs:
    """What tells of a paper.

    :param start: the look of what the line begins with: ``note``, ``link``, ``hollow``, ``bold``, ``quote``, ``em``,
        ``bracket``, ``label`` or nothing.
    :param titled: whether something in the line looks like a title.
    :param papers: links that lead to papers by their address; ``labels`` those that say so by their words.
    :param inside: whether all links lead into the page.
    :param tool: whether the links lead elsewhere; ``program`` if it is to code, to a person or to a forum.
    :param beside: whether it is a label such as ``[website]``, a comma and words that may be a title.
    :param talk: whether it links to slides and videos alone, as the line of a course does.
    :param prose: whether the line is a sentence that links stand in.
    """

    start: str = ""
    titled: bool = False
    papers: int = 0
    notes: int = 0
    labels: int = 0
    links: int = 0
    facts: bool = False
    venue: bool = False
    named: bool = False
    state: bool = False
    inside: bool = False
    prose: bool = False
    size: int = 0
    badge: bool = False
    tool: bool = False
    program: bool = False
    beside: bool = False
    talk: bool = False

    @property
    def strength(self) -> int:
        """0 for none, 1 for words that may be a title, 2 for a paper."""
        if self.prose or self.talk or self.inside or self.badge:
            return 0
        if not self.size:
            return 2 if self.papers or self.notes else 0
        if self.notes or self.papers or self.labels:
            return 2
        if self.tool:
            if self.facts and self.size > 3 and (self.titled or self.venue):
                return 2
            return 0 if self.program else 1
        if self.facts and (self.titled or self.size > 2) and not (self.links and not self.titled):
            return 2
        if self.named and self.titled:
            return 2
        return 1 if self.size else 0

    @property
    def why(self) -> str:
        """The reason why the line is no paper."""
        if self.inside:
            return "a link within the list"
        if self.badge:
            return "a badge or a picture"
        if self.talk:
            return "slides or a video, and no paper"
        if self.prose:
            return "prose"
        if self.tool:
            return "a link that leads to no paper"
        return "nothing tells that it is a paper"


def signs(lines: Sequence[Line], places: Places) -> Signs:
    """The signs of some lines that belong together."""
    runs = [run for line in lines for run in line.runs]
    links = [run for run in runs if run.href and not is_unsafe(run.href)]
    state = Marks()
    text = " ".join(line.text for line in lines)
    plain = marking.leading(text, state)
    outer = [run for run in links if not is_inside(run.href or "")]
    inside = bool(links) and not outer
    notes = [
        run
        for run in outer
        if places.is_note(run.href or "")
        and label_field(run.text.strip(" []()")) != "code"
        and not _NO_NOTES.search(unquote((run.href or "").partition("#")[0]))
    ]
    papers = [run for run in outer if run not in notes and is_a_paper(run.href or "")]
    others = [run for run in outer if run not in notes and run not in papers]
    labels = [run for run in others if not run.image and not run.bare and _says_paper(run)]
    start = start_of(runs, places)
    look = [run for run in runs if looks_like_title(run)]
    words = re.sub(r"https?://\S+", " ", plain)
    outside = " ".join(run.text for run in runs if not run.href and not run.bold and not run.em and not run.image)
    facts = _facts(plain, runs) | (_facts(lines[0].text, []) if len(lines) > 1 else set())
    program = any(leads_elsewhere(run.href or "") for run in others)
    if others and not (papers or notes or labels) and any(_LECTURES.search(run.text) for run in others):
        facts, program = set(), True
    yearly = len(outer) > 1 and all(_YEAR.fullmatch(run.text) for run in outer)  # a workshop, year by year
    papers, labels, others = ([], [], outer) if yearly else (papers, labels, others)
    kept = "venue" not in facts and all(_MODEL.match(run.href or "") for run in outer)
    kept = kept or all(is_archive(run.href or "") for run in outer)
    if yearly or (others and kept and start in {"link", "label"}):
        facts, program = set(), True
    if start == "link" and not (papers or notes or labels) and _DESCRIBED.match(_behind(runs)):
        program = program or ("venue" not in facts and _is_a_name(runs))
        facts = set() if program else facts  # those of papers that a description of some code names
    size = len(re.findall(r"[^\W_]+", words)) + len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", words)) // 3
    return Signs(
        start=start,
        titled=bool(look) or start in {"note", "link", "hollow", "quote", "bracket"},
        papers=len(papers),
        notes=len(notes),
        labels=len(labels),
        links=len(links),
        facts=bool(facts),
        venue="venue" in facts and not _TEACHES.search(plain),
        named=_names(runs),
        state=state.status is not None or _has_state(plain),
        inside=inside,
        talk=bool(outer) and not notes and are_of_a_talk(outer, facts, text),
        prose=is_announced(plain) or is_prose(runs, outside, start, bool(papers or notes or labels), facts),
        size=size if any(map(str.isalpha, words)) else 0,
        badge=not words.strip(" .,|·-—*_") and not (papers or notes or labels) and _only_pictures(runs),
        tool=bool(others) and not labels and not papers and not notes,
        beside=_label_and_title(runs, size),
        program=program,
    )  # fmt: skip


def _is_a_name(runs: Sequence[Run]) -> bool:
    """Whether the first link is on a name of one or two words, as that of a tool is."""
    first = next((run for run in runs if run.href and run.text.strip() and not run.image), None)
    return first is not None and len(re.findall(r"[^\W_]+", first.text)) < 3


def _behind(runs: Sequence[Run]) -> str:
    """The words behind the first link."""
    place = next((n for n, run in enumerate(runs) if run.href and run.text.strip() and not run.image), len(runs))
    return "".join(run.text for run in runs[place + 1 :])


def _label_and_title(runs: Sequence[Run], size: int) -> bool:
    """``[website](…), Reeds and Tiles in Rows``: a label's link, and words behind a comma."""
    seen = [run for run in runs if run.text.strip()]
    if len(seen) < 2 or not seen[0].href or seen[0].bare or size < 5:
        return False
    words = "".join(run.text for run in seen[1:] if not run.href)
    named = label_field(seen[0].text.strip(" []")) in {"project", "code", "paper", "pdf"}
    return named and bool(re.match(r"\s*,\s*[A-Z\d]", words)) and not words.rstrip().endswith((".", "!"))


def _has_state(plain: str) -> bool:
    """Whether a bracket says what state the note is in."""
    facts = [classify(inside) for inside in re.findall(r"[(\[]([^()\[\]]{2,30})[)\]]", plain)]
    return any(fact is not None and fact[0] == "status" for fact in facts)


def _only_pictures(runs: Sequence[Run]) -> bool:
    return any(run.image for run in runs) and not any(run.href and run.text.strip() and not run.image for run in runs)


def _says_paper(run: Run) -> bool:
    words = run.text.strip(" []()")
    if not words:
        return False
    if label_field(words) in {"paper", "pdf", "note"} and words.lower() not in _NO_SIGN:
        return not (is_archive(run.href or "") or re.match(r"https?://(?:www\.)?github\.com/[^/]+/?$", run.href or ""))
    fact = fact_in(words)
    return fact is not None and fact[0] == "venue" and not _TEACHES.search(words)


def _facts(plain: str, runs: Sequence[Run]) -> set[str]:
    """Which of ``venue`` and ``date`` stand beside the words."""
    plain = plain[:3000]
    inside = re.findall(r"[(\[（【]([^()\[\]（）【】]{2,60})[)\]）】](?!['’]s\b)", plain)
    texts = [part.strip() for group in inside for part in re.split(r"[,;|/]", group)]
    texts += [run.text for run in runs if run.bold or run.em or run.code]
    pieces = re.split(r"[,.;|:]\s+|\s*[，。；]\s*|\s[-–—]\s|\n", plain.strip(" .。"))
    outer = pieces[:1] + pieces[-3:] if len(pieces) > 1 else []
    found = {fact[0] for text in (*texts, *outer) if (fact := classify(text)) and fact[1]}
    if any(venue_at(piece.strip() + " ") for piece in outer):
        found.add("venue")
    if any(_PREPRINT.fullmatch(text.strip()) for text in (*texts, *outer)):
        found.add("venue")
    return found & {"venue", "date"}


def _names(runs: Sequence[Run]) -> bool:
    return any(
        run.href is None and len(run.text) > 8 and read_names(re.split(r"\.\s", run.text.strip(" ,.-–—|"))[0])
        for run in runs[:8]
    )
