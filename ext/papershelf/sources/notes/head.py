"""What the head of a note says of its paper: identifiers, links, authors, date, venue.

In: the text of a note. Out: a draft. The head is what stands above the second heading, and what stands below headings
that only say such things: ``Metadata``, ``논문 정보``, ``Conference``. Such a thing is told in a line (``Venue: …``),
by a label in bold or in a line of its own, in a row of a table, or below a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from papershelf.model import values
from papershelf.sources.found import same_title
from papershelf.sources.lines import blocks, colons, facts, mixed
from papershelf.sources.lines.citations import Cited, read_marked, tail_facts
from papershelf.sources.lines.draft import Draft
from papershelf.sources.lines.institutions import abbreviates, is_affiliation
from papershelf.sources.lines.names import read_names
from papershelf.sources.lines.nodes import Node
from papershelf.sources.lines.runs import Line, Run
from papershelf.sources.lines.statements import facts_in
from papershelf.sources.links import field_of, identifier_of, is_paper, label_field
from papershelf.sources.vocabulary import CONTAINERS, FACTS

_ARXIV = re.compile(r"\W{0,2}arxiv[\s:]+(?P<id>\d{4}\.\d{4,5})(?:v\d+)?\W*", re.IGNORECASE)
"""An identifier that stands alone."""
_HASHES = re.compile(r"(?:#[^\s#,]{2,40}[\s,]*)+")
_NEAR = 3
"""So many lines from the heading on may be one of names."""
LINES = 80
"""So many lines of a note may be its head."""

_BOX = re.compile(r"\s*(?P<marks>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w-]+)\}.*")
"""The first line of a directive that may hold the head: ``{admonition} Information``."""
_TELLING = re.compile(
    r"\W*(?:meta\s*data|meta|info(?:rmation)?|paper(?: info(?:rmation)?)?|about(?: the paper)?|links?|"
    r"bibliographic.*|overview|basic info.*|"
    r"논문\s*정보|논문|정보|기본\s*정보|메타\s*데이터|링크|출처|원문|论文信息|基本信息|论文|信息|链接|論文情報|書誌情報|リンク|0\..*)\W*",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"\W*(?:last[- ](?:updated|edited|modified)|(?:updated|written|edited|created) on|"
    r"작성일|수정일|최종 ?수정|更新日|作成日)",
    re.IGNORECASE,
)
"""When a note was written: who stands beside it wrote the note, not the paper."""
_VALUE = re.compile(r"[^:：]{1,40}[:：]\s*(?P<value>\S.*)", re.DOTALL)
_TITLED = re.compile(r"\W*(?:(?:paper )?title|논문 ?(?:명|제목)|제목|论文题目|タイトル)\s*[:：]\s*\S", re.IGNORECASE)
"""A heading that says that it is the title: ``## Title: Counting Reeds``."""
_OF_PAPER = re.compile(r"(?:(?:paper|official|unofficial|in-official|논문|论文|論文)(?:['’]s)? ?)(?=\S)", re.IGNORECASE)
_TRANSLATED = re.compile(r"\s*[（(][^（()）]*[\u4e00-\u9fff][^（()）]*[)）]$")
"""A title in Chinese, in a bracket behind the one it translates."""
_HEADED = frozenset({"title", "authors", "venue", "date", "place", "code", "aside"})
"""What a heading may say of what stands below it."""
_SILENT = _HEADED | {"tags", "project", "video", "slides", "paper", "talk"}
"""Labels of lines that are no sentence about a paper, whatever they say."""


def told(text: str, title: str) -> Draft:
    """What the head of a note tells.

    :param title: of the paper: a link with these words is one to it.
    """
    draft = Draft(0)
    known = same_title(title)
    papers, own = set[str](), set[str]()  # the preprints that links with titles lead to, and those with its own
    lines = list(_labelled(_head(text)))
    written = any(_WRITTEN.match(line.text) for line in lines)
    for number, line in enumerate(lines):
        named = colons.named_fact(line.text[:40]) if ":" in line.text[:40] or "：" in line.text[:40] else ""
        if match := _ARXIV.fullmatch(line.text.strip()):
            draft.links.append(("", f"https://arxiv.org/abs/{match['id']}"))
        elif named == "authors" and written:
            continue  # of the note
        elif named:
            facts.take(line, draft, _never)
            if not draft.authors and (cited := _cited(line)) is not None:
                draft.authors = cited[0]
                for fact in (("date", cited[1]), *tail_facts(cited[3])):
                    draft.marks.note(*fact)
            continue
        elif number < _NEAR and not (draft.authors or line.links) and (both := mixed.byline(line.text)) is not None:
            draft.authors = both[0]
            for fact in both[1]:
                draft.marks.note(*fact)
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
    for line in _labelled(_head(text)):
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


def headed(words: str) -> str:
    """The fact that a heading names, so that what stands below it is nothing else; ``aside`` for several."""
    bare = re.sub(r"^[\W\d_]+|[\W_]+$", "", words).lower()
    bare = _OF_PAPER.sub("", bare) or bare
    parts = [_named(part) for part in re.split(r"\s*(?:/|&|,|·|\band\b)\s*", bare)]
    if len(parts) > 1 and all(part in _HEADED for part in parts):
        return "aside"
    return parts[0] if len(parts) == 1 and parts[0] in _HEADED else ""


def tells(line: Line, title: str = "") -> bool:
    """Whether a line says of the paper, or of the note, what a field tells, and is no sentence."""
    words = " ".join(line.text.split()).strip(" *_")
    label = next(iter(_labelled([line])), line)
    if facts.is_facts(line, _never) or mixed.byline(words) or is_affiliation(words) or _HASHES.fullmatch(words):
        return True
    if title and same_title(words) == same_title(title):
        return True
    return colons.named_fact(label.text) in _SILENT and re.match(r"[^:：]{1,40}[:：]", label.text) is not None


def _named(words: str) -> str:
    return FACTS.get(words.replace(" ", "")) or FACTS.get(words) or ""


def _never(_href: str) -> bool:
    """No link of a note's head is one to a note."""
    return False


def _is_paper(run: Run, line: Line, title: str) -> bool:
    """Whether a link is one to the paper: by its words, or as it stands alone."""
    href = run.href or ""
    words = run.text.strip(" []()")
    alone = len(same_title(line.text)) <= len(same_title(run.text)) + 12
    if label_field(words) in {"paper", "pdf", "code", "project", "video", "slides"} and not run.bare:
        return alone or len(line.text) < 160
    if not (identifier_of(href) or is_paper(href)):
        return False
    same = bool(title) and bool(same_title(words)) and (same_title(words) in title or title in same_title(words))
    return same or (alone and (run.bare or label_field(words) != "" or len(line.links) == 1))


def _labelled(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines, each label before what it says: one in bold, or in a line of its own, gets a colon."""
    label: Line | None = None
    for line in lines:
        words = line.text.strip(" *_:：")
        if label is not None:
            line, label = _joined(label, line), None
        elif _named(words.lower()) and not line.links:
            label = line
            continue
        yield _bold_label(line)
    if label is not None:
        yield label


def _bold_label(line: Line) -> Line:
    """``**Conference** CVPR 2018`` with a colon behind the label."""
    runs = [run for run in line.runs if run.text.strip()]
    if len(runs) < 2 or not runs[0].bold or runs[0].href or not _named(runs[0].text.strip(" *_:：").lower()):
        return line
    return _joined(Line(line.number, runs[:1]), Line(line.number, runs[1:]))


def _joined(label: Line, value: Line) -> Line:
    name = Run(label.text.strip(" *_:：") + ": ")
    runs = list(value.runs)
    if runs and not runs[0].href:
        runs[0] = Run(runs[0].text.lstrip(" :："), bold=runs[0].bold, em=runs[0].em)
    return Line(label.number, [name, *runs])


def _head(text: str) -> Iterator[Line]:
    """The lines of the head, one after the other; a heading that is a label stands before each line below it."""
    lines = text.split("\n")
    root = blocks.read("\n".join(_opened(lines[:LINES])))
    headings, label = 0, ""
    for node in _flat(root.children):
        if node.kind == "heading":
            headings += 1
            label = headed(node.text)
            if headings > 1 and not label and _TITLED.match(node.text):
                yield from node.lines
                continue
            if headings > 1 and not label and all(map(_says_facts, node.lines)):
                yield from map(_fact_or_names, node.lines)
                continue
            if headings > 1 and not label and not _TELLING.fullmatch(node.text.strip() or "x"):
                return
            yield from node.lines if headings == 1 and not label else ()
        elif label:
            found = [line for inner in node.walk() for line in inner.lines if line.text.strip()]
            if label == "aside" and found and read_names(found[0].text):  # of authors and institutions
                yield _below("authors", found[:1])
            elif found and label != "aside":
                yield _below(label, found)
            label = ""
        elif node.kind == "table":
            yield from _rows(node)
        else:
            yield from (line for inner in node.walk() for line in inner.lines)


def _opened(lines: list[str]) -> list[str]:
    """Lines without the first and the last one of boxes that hold Markdown."""
    found, marks = [], ""
    for line in lines:
        if marks and line.strip() and not line.strip().strip(marks[0]) and len(line.strip()) >= len(marks):
            marks = ""
        elif not marks and (match := _BOX.fullmatch(line)) and match["name"] in CONTAINERS:
            marks = match["marks"]
        else:
            found.append(line)
    return found


def _says_facts(line: Line) -> bool:
    words = line.text.strip()
    if _ARXIV.fullmatch(words) or read_names(words):
        return True
    if any(name != "venue" or re.search(r"\d", value) for name, value in facts_in(words)):
        return True  # (a venue without a year may be a topic: AutoML)
    return bool(line.links) and facts.is_facts(line, _never)


def _fact_or_names(line: Line) -> Line:
    """A heading that says nothing but facts; names are those of the authors."""
    if line.links:
        return line
    return Line(line.number, [Run(f"{'authors' if read_names(line.text) else 'venue'}: {line.text}")])


def _below(label: str, lines: list[Line]) -> Line:
    """What stands below a heading that is a label: for names all lines, else the first one."""
    if label != "authors":
        return Line(lines[0].number, [Run(f"{label}: "), *lines[0].runs])
    names = ", ".join(re.sub(r"[\s\d;,*†‡\x00-\x1f]+$", "", line.text.strip()) for line in lines)
    return Line(lines[0].number, [Run(f"{label}: {names}")])


def _rows(table: Node) -> Iterator[Line]:
    """The rows of a table of two columns, the first of which is a label."""
    for row in (node for node in table.walk() if node.kind == "row"):
        cells = [[line for inner in cell.walk() for line in inner.lines] for cell in row.children]
        if len(cells) == 2 and all(cells) and _named(cells[0][0].text.strip(" *_:：").lower()):
            yield _joined(cells[0][0], cells[1][0])


def _flat(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind in {"box", "quote", "details"}:
            yield from _flat(node.children)
        else:
            yield node
