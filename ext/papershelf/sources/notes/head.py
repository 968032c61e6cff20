"""What the head of a note says of its paper: identifiers, links, authors, date, venue.

In: the text of a note. Out: a draft. The head is what stands above the second heading, and what stands below headings
that only say such things: ``Metadata``, ``논문 정보``, ``Conference``. Such a thing is told in a line (``Venue: …``),
by a label in bold or in a line of its own, in a row of a table, or below a heading.
"""

from __future__ import annotations

import re

from papershelf.model.record.links import BESIDES
from papershelf.model.text import values
from papershelf.sources.found import same_title
from papershelf.sources.lines import colons, facts
from papershelf.sources.lines.details import mixed
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values.citations import Cited, read_marked, tail_facts
from papershelf.sources.lines.values.institutions import abbreviates, is_affiliation
from papershelf.sources.notes.telling import ARXIV, HEADED, head_of, labelled, never
from papershelf.sources.words.links import field_of, identifier_of, is_paper, label_field

_HASHES = re.compile(r"(?:#[^\s#,]{2,40}[\s,]*)+")
_NEAR = 3
"""So many lines from the heading on may be one of names."""

_WRITTEN = re.compile(
    r"\W*(?:last[- ](?:updated|edited|modified)|(?:updated|written|edited|created) on|"
    r"작성일|수정일|최종 ?수정|更新日|作成日)",
    re.IGNORECASE,
)
"""When a note was written: who stands beside it wrote the note, not the paper."""
_VALUE = re.compile(r"[^:：]{1,40}[:：]\s*(?P<value>\S.*)", re.DOTALL)
_TRANSLATED = re.compile(r"\s*[（(][^（()）]*[\u4e00-\u9fff][^（()）]*[)）]$")
"""A title in Chinese, in a bracket behind the one it translates."""
_SILENT = HEADED | {"tags", "paper", "talk", *BESIDES}
"""Labels of lines that are no sentence about a paper, whatever they say."""


def told(text: str, title: str) -> Draft:
    """What the head of a note tells.

    :param title: of the paper: a link with these words is one to it.
    """
    draft = Draft(0)
    known = same_title(title)
    papers, own = set[str](), set[str]()  # the preprints that links with titles lead to, and those with its own
    lines = list(labelled(head_of(text)))
    written = any(_WRITTEN.match(line.text) for line in lines)
    for number, line in enumerate(lines):
        named = colons.named_fact(line.text[:40]) if ":" in line.text[:40] or "：" in line.text[:40] else ""
        if match := ARXIV.fullmatch(line.text.strip()):
            draft.links.append(("", f"https://arxiv.org/abs/{match['id']}"))
        elif named == "authors" and written:
            continue  # of the note
        elif named:
            facts.take(line, draft, never)
            if not draft.authors and (cited := _cited(line)) is not None:
                draft.authors = cited[0]
                draft.marks.note_all((("date", cited[1]), *tail_facts(cited[3])))
            continue
        elif number < _NEAR and not (draft.authors or line.links) and (both := mixed.byline(line.text)) is not None:
            draft.authors = both[0]
            draft.marks.note_all(both[1])
        if _HASHES.fullmatch(line.text.strip()):
            draft.marks.tags += re.findall(r"#([^\s#,]+)", line.text)
        for run in line.links:
            if (identifier_of(run.href or "") or ("",))[0] == "arxiv" and not (run.bare or label_field(run.text)):
                papers |= {run.href or ""}
                own |= {run.href or ""} if same_title(run.text.partition(" (")[0]) == known else set()
            if _is_paper(run, line, known) or (not number and run.bare and identifier_of(run.href or "")):
                draft.links.append(("" if run.bare or not label_field(run.text) else run.text, run.href or ""))
    draft.marks.short_title = ""
    if len(papers) > 1 and len(own) != 1:
        draft.links = [link for link in draft.links if link[1] not in papers]
    elif own:
        draft.links = [link for link in draft.links if link[1] in own or link[1] not in papers]
    return draft


def _cited(line: Line) -> Cited | None:
    """The reference in full, as GB/T 7714 has it, that follows a label: ``论文: Lane A, Reed B. Reeds[J]. 2017.``"""
    match = _VALUE.match(line.text) if colons.named_fact(line.text[:40]) == "paper" else None
    return read_marked(values.text(match["value"])) if match else None


def title_in(text: str) -> str:
    """The title that a line of the head tells: ``Title: …``, or the reference to the paper."""
    for line in labelled(head_of(text)):
        if (cited := _cited(line)) is not None:
            return cited[2]
        if colons.named_fact(line.text[:40]) == "title" and (match := _VALUE.match(line.text)):
            told = "".join(run.text for run in line.runs if not (run.href and label_field(run.text)))
            words = values.text((_VALUE.match(told) or match)["value"]).strip(" *_`[]()")
            return "" if re.search(r"[，。；]", words) else words
    return ""


def full_title(title: str, told: str) -> tuple[str, str]:
    """The title that the head tells of a paper whose own is little more than a name, and this name; else nothing.

    :param title: ``About RowNet``.
    :param told: ``RowNet: Reeds in Long Rows``, or ``Reeds of Water`` for ``ROW``.
    """
    words, told = re.findall(r"[A-Za-zα-ω][\w.+-]*", title), _TRANSLATED.sub("", told)
    if not told or not words or (len(words) > 3 and title.isascii()) or same_title(title) == same_title(told):
        return "", ""
    for word in words:
        if told.lower().startswith(word.lower()) or (word.isupper() and abbreviates(word, told)):
            return told, "" if told.lower() == word.lower() else word
    return "", ""


def fields(draft: Draft) -> dict[str, str]:
    """The fields that the links of a head fill."""
    found: dict[str, str] = {}
    for label, address in draft.links:
        try:
            name, value = field_of(address, label)
        except ValueError:
            continue
        found.setdefault(name, value)
    return found


def field(url: str) -> tuple[str, str]:
    """The field that an address fills: an arXiv or DOI address says the identifier."""
    try:
        return field_of(url, "")
    except ValueError:
        return "url", url


def tells(line: Line, title: str = "") -> bool:
    """Whether a line says of the paper, or of the note, what a field tells, and is no sentence."""
    words = " ".join(line.text.split()).strip(" *_")
    label = next(iter(labelled([line])), line)
    if facts.is_facts(line, never) or mixed.byline(words) or is_affiliation(words) or _HASHES.fullmatch(words):
        return True
    if title and same_title(words) == same_title(title):
        return True
    return colons.named_fact(label.text) in _SILENT and re.match(r"[^:：]{1,40}[:：]", label.text) is not None


def _is_paper(run: Run, line: Line, title: str) -> bool:
    """Whether a link is one to the paper: by its words, or as it stands alone."""
    href = run.href or ""
    words = run.text.strip(" []()")
    alone = len(same_title(line.text)) <= len(same_title(run.text)) + 12
    if label_field(words) in {"paper", "pdf", *BESIDES} and not run.bare:
        return alone or len(line.text) < 160
    if not (identifier_of(href) or is_paper(href)):
        return False
    same = bool(title) and bool(same_title(words)) and (same_title(words) in title or title in same_title(words))
    return same or (alone and (run.bare or label_field(words) != "" or len(line.links) == 1))
