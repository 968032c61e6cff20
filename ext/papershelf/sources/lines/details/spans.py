"""The runs of a line as one text, with a gap where a link was a label, and the spans in it that have a look.

In: lines of runs. Out: a text, its spans, and the links, which a draft takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.names import read_citation
from papershelf.sources.lines.values.statements import fact_in
from papershelf.sources.words.links import label_field, leads_elsewhere

IsNote = Callable[[str], bool]
"""Tells whether an address is that of a note beside the list."""


GAP = "\x00"
"""Stands for a link that is a label."""

_LABELLED = re.compile(r"\[\[(?P<label>[^\[\]\x00]{2,20})\]\]")

_SENTENCE_BEFORE = re.compile(r"(?:^|[\s,])[a-z]+ [a-z]+,? $")
_SENTENCE_AFTER = re.compile(r" (?!by\b|in\b|and\b)[a-z]+ [a-z]")
"""What is on either side of a link that is a word of a sentence."""

_SAID = re.compile(r"(?:^|[\s.,;|])(?P<what>video|slides?|code|demo|talk):\s*\[?$", re.IGNORECASE)
"""What says of the link behind it where it leads to: ``Video: [Ponds Conference](…)``."""
_BEFORE_LABEL = re.compile(
    r"(?<=[,;|/)\]\n])\s*(?P<label>[^\W\d_][^\W_]*(?: [^\W_]+){0,2})\s*[:：]?\s*(?=[\[(【]*\x00)"
)
"""Words that say what the links in brackets behind them are: ``…, paper [[pdf](…)]``."""

_COUNTER = re.compile(r"(?<=[(\[]\x00)\s*(?:[:：]\s*|(?!(?:19|20)\d\d\b))\d[\d,.]*[kK]?\+?(?=\s*[)\]])")
"""A number behind a label in its bracket: ``([Citation](…): 1,204)``."""
_DOI = re.compile(r"\bdoi:?[ ]{0,2}(?P<doi>10\.\d{4,9}/[^\s,;|()\[\]\x00]*[^\W_])", re.IGNORECASE)
"""An identifier in words, as references have one at their end."""

_UNSAFE = re.compile(r"\](?=\()\((?:javascript|vbscript|data|file):\S*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A stretch of the text that may be the title."""

    start: int
    end: int
    kind: str
    href: str = ""


class Text:
    """The runs of an entry's lines as one text, with gaps where links were, and the spans that have a look."""

    def __init__(self, lines: Sequence[Line], draft: Draft, is_note: IsNote) -> None:
        self.spans: list[Span] = []
        self.text = ""
        self._labels: list[tuple[int, str]] = []  # where gaps are, and what they stand for
        self._is_note = is_note
        self._outside = sum(
            size_of(run.text) for line in lines for run in line.runs if run.href is None and not run.image
        )
        for number, line in enumerate(lines):
            if number:
                self.text += "\n"
            draft.data |= line.data
            for run in line.runs:
                self._take(run, draft)
        self.text = _UNSAFE.sub("]", self.text)
        if _LABELLED.search(self.text) and "[[" in self.text:
            shorter = _LABELLED.sub(lambda m: GAP * len(m[0]) if label_field(m["label"]) else m[0], self.text)
            self.text = shorter
        self.text = _COUNTER.sub(lambda m: GAP * len(m[0]), self.text)
        self.text = _BEFORE_LABEL.sub(lambda m: GAP * len(m[0]) if _is_label(m["label"]) else m[0], self.text)
        if not isinstance(draft.data.get("key"), str):
            self.text = _DOI.sub(lambda m: self._cited(m, draft), self.text)
        self._join()

    @staticmethod
    def _cited(match: re.Match[str], draft: Draft) -> str:
        draft.links.append(("", f"https://doi.org/{match['doi']}"))
        return GAP * len(match[0])

    def _take(self, run: Run, draft: Draft) -> None:
        if run.image:
            if run.href:
                named = label_field(run.text)
                self._label("" if named in {"", "other"} else named, run.href, draft)
            return
        if run.href is not None:
            self._take_link(run, draft)
            return
        if run.em and re.search(r"\w{3} \Z", self.text) and (fact_in(run.text) or ("", ""))[1]:
            self.text += GAP  # Counting Reeds *ACL, 2023*: nothing but the look parts the two
        start = len(self.text)
        self.text += run.text
        kind = "code" if run.code else "bold" if run.bold else "em" if run.em else ""
        if kind and run.text.strip():
            self.spans.append(Span(start, len(self.text), kind))

    def _take_link(self, run: Run, draft: Draft) -> None:
        """A link is a label, a fact, or a title; one that leads nowhere is no link."""
        start, href = len(self.text), run.href or ""
        bare = run.text.strip(" :：→|")
        words = signs.unbracketed(bare.strip("[]")) if "[" in bare else bare.strip("()")
        is_note = bool(href) and self._is_note(href)
        fact = fact_in(words) if len(words) < 80 and not is_note else None
        fact = None if fact and fact[0] == "tag" and label_field(words) else fact  # [Poster]
        doubly = is_wrapped(run.text, self.text) and size_of(words) < 4 and self._outside > 2
        beside = self._outside > 2 and _says_what(words) and leads_elsewhere(href)
        where = words[:1] == "@" and len(words.split()) < 3 and size_of(self.text) > 1  # Title, [@IEEE](…)
        other = doubly or beside or where or _is_other(run, words, self.text) or self._is_wrapped(run)
        other = other and fact is None and not is_note
        said = _SAID.search(self.text) if href and not is_note and fact is None else None
        if href.startswith("#") and size_of(self.text) > 3:  # Title [[paper](…)] (extends [RowNet](#rownet))
            self.text += run.text
        elif not href and label_field(words):
            self.text += GAP
        elif said is not None:
            self._label(said["what"], href, draft)
        elif href and not is_note and self._is_citation(words, draft):
            self._label("", href, draft)
        elif not href and re.fullmatch(r"https?://\S+", words):
            self._label("", words, draft)
        elif not href or re.fullmatch(r"\(?(?:19|20)\d\d\)?", href):
            self.text += run.text
            self.spans.append(Span(start, len(self.text), "hollow"))
            self.text += f" ({href.strip('()')})" if href else ""
        elif fact is not None and fact[0] in {"date", "venue", "tag"} and fact[1] and not run.bare:
            draft.links.append(("", href))
            self.text += f"{GAP}{words}{GAP}"
        elif other or run.bare or not words or label_field(words) or (run.code and len(words.split()) < 3):
            self._label("" if run.bare else words, href, draft)
        else:
            self.text += run.text.strip() or run.text
            self.spans.append(Span(start, len(self.text), "note" if is_note else "link", href))
            self.text += " " if run.text.endswith(" ") else ""

    def _is_citation(self, words: str, draft: Draft) -> bool:
        """Whether a link after the title cites it: ``Title. [Gray et al. (1975)](…)``; then the draft has its facts."""
        before = re.sub(r"[\s*_\x00(\[]+$", "", self.text)
        if size_of(before) < 2 or (before[-1:] not in '.?!,"”:' and "et al" not in words):
            return False
        authors, year = read_citation(words)
        if not authors or (before[-1:] == ":" and "et al" not in words):
            return False
        draft.authors = draft.authors or authors
        draft.marks.note("date", year)
        return True

    def _is_wrapped(self, run: Run) -> bool:
        """Whether a link has brackets of its own, and the title is elsewhere."""
        text = run.text.strip()
        return text[:1] == "[" and text[-1:] == "]" and self._outside > 2

    def _label(self, words: str, href: str, draft: Draft) -> None:
        if self._is_note(href) and not draft.note and label_field(words) != "code":
            draft.note = href
        elif not href.startswith("#"):
            draft.links.append((words, href))
        self._labels.append((len(self.text), words))
        self.text += GAP

    def tell_labels(self, start: int) -> None:
        """Put the words of labels back that stand inside a sentence behind a place: ``an easier [post] to follow``."""
        for place, words in reversed(self._labels):
            if place < start or not words or not _SENTENCE_AFTER.match(self.text, place + 1):
                continue
            if _SENTENCE_BEFORE.search(self.text, start, place):
                self.text = f"{self.text[:place]}{words}{self.text[place + 1 :]}"
                more = len(words) - len(GAP)
                self.spans = [
                    Span(span.start + more, span.end + more, span.kind, span.href) if span.start > place else span
                    for span in self.spans
                ]

    def cut(self, start: int, end: int) -> None:
        """Take a stretch out that the draft has."""
        self.text = f"{self.text[:start]}{GAP * (end - start)}{self.text[end:]}"
        self.spans = [span for span in self.spans if not (start <= span.start and span.end <= end)]

    def _join(self) -> None:
        """Spans of one look that touch are one."""
        joined: list[Span] = []
        for span in self.spans:
            last = joined[-1] if joined else None
            if (
                last
                and span.kind != "code"
                and last.kind == span.kind
                and last.href == span.href
                and not self.text[last.end : span.start].strip(" ")
            ):
                joined[-1] = Span(last.start, span.end, span.kind, span.href)
            else:
                joined.append(span)
        self.spans = joined


def _is_label(words: str) -> bool:
    """Whether words say what a link leads to, and no fact: ``PyTorch Code``, but not ``ACL 2015``."""
    return bool(label_field(words)) and fact_in(words) is None


def is_wrapped(words: str, before: str) -> bool:
    """Whether a link stands in brackets of its own: ``[[Blog]](…)``, ``[[Blog](…)]``; its words are a label then."""
    return words.strip()[:1] == "[" or before.rstrip()[-1:] == "["


def _is_other(run: Run, words: str, before: str) -> bool:
    """Whether a link in brackets to code or the like is a label, whatever it says: ``[PyTroch]``."""
    return is_wrapped(run.text, before) and size_of(words) < 3 and leads_elsewhere(run.href or "")


def is_said(before: str) -> bool:
    """Whether what stands before a link is the beginning of a sentence that it is a word of: ``which is used in …``."""
    return bool(_SENTENCE_BEFORE.search(before))


def _says_what(words: str) -> bool:
    """Whether a few words of a link hold one that says what it leads to: ``GitHub Lint``, ``Resource repo``."""
    parts = words.split()
    return 1 < len(parts) < 4 and any(label_field(part) in {"code", "project"} for part in parts)


def size_of(words: str) -> int:
    """How many words a text has; characters of Chinese and Japanese count by twos."""
    wide = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", words))
    return len(re.findall(r"[^\W_][\w'’.-]*", re.sub(r"[\u3040-\u30ff\u4e00-\u9fff]", " ", words))) + (wide + 1) // 2
