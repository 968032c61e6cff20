"""The lines of a note that may tell of its paper, each label in front of what it says.

In: the text of a note. Out: its lines above the second heading, and those below headings that only say such things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from papershelf.sources.lines import facts
from papershelf.sources.lines.markup import blocks
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line, Run
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.lines.values.statements import facts_in
from papershelf.sources.markdown.elements import CONTAINERS
from papershelf.sources.words.vocabulary import FACTS

ARXIV = re.compile(r"\W{0,2}arxiv[\s:]+(?P<id>\d{4}\.\d{4,5})(?:v\d+)?\W*", re.IGNORECASE)
"""An identifier that stands alone."""
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
_TITLED = re.compile(r"\W*(?:(?:paper )?title|논문 ?(?:명|제목)|제목|论文题目|タイトル)\s*[:：]\s*\S", re.IGNORECASE)
"""A heading that says that it is the title: ``## Title: Counting Reeds``."""
_OF_PAPER = re.compile(r"(?:(?:paper|official|unofficial|in-official|논문|论文|論文)(?:['’]s)? ?)(?=\S)", re.IGNORECASE)
HEADED = frozenset({"title", "authors", "venue", "date", "place", "code", "aside"})
"""What a heading may say of what stands below it."""


def headed(words: str) -> str:
    """The fact that a heading names, so that what stands below it is nothing else; ``aside`` for several."""
    bare = re.sub(r"^[\W\d_]+|[\W_]+$", "", words).lower()
    bare = _OF_PAPER.sub("", bare) or bare
    parts = [_named(part) for part in re.split(r"\s*(?:/|&|,|·|\band\b)\s*", bare)]
    if len(parts) > 1 and all(part in HEADED for part in parts):
        return "aside"
    return parts[0] if len(parts) == 1 and parts[0] in HEADED else ""


def _named(words: str) -> str:
    return FACTS.get(words.replace(" ", "")) or FACTS.get(words) or ""


def never(_href: str) -> bool:
    """No link of a note's head is one to a note."""
    return False


def labelled(lines: Iterable[Line]) -> Iterator[Line]:
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


def head_of(text: str) -> Iterator[Line]:
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
            found = [line for line in node.all_lines() if line.text.strip()]
            if label == "aside" and found and read_names(found[0].text):  # of authors and institutions
                yield _below("authors", found[:1])
            elif found and label != "aside":
                yield _below(label, found)
            label = ""
        elif node.kind == "table":
            yield from _rows(node)
        else:
            yield from node.all_lines()


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
    if ARXIV.fullmatch(words) or read_names(words):
        return True
    if any(name != "venue" or re.search(r"\d", value) for name, value in facts_in(words)):
        return True  # (a venue without a year may be a topic: AutoML)
    return bool(line.links) and facts.is_facts(line, never)


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
        cells = [list(cell.all_lines()) for cell in row.children]
        if len(cells) == 2 and all(cells) and _named(cells[0][0].text.strip(" *_:：").lower()):
            yield _joined(cells[0][0], cells[1][0])


def _flat(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind in {"box", "quote", "details"}:
            yield from _flat(node.children)
        else:
            yield node
