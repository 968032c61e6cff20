"""The first sentence of a note, for one that has no summary; and what stands around its sections.

In: a note, divided. Out: a sentence of it, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from papershelf.sources.found import same_title
from papershelf.sources.lines.markup import blocks
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.markdown.rewriting import clean_label
from papershelf.sources.markdown.safe import safe_inline
from papershelf.sources.markdown.text import summary_lines
from papershelf.sources.notes import head, telling
from papershelf.sources.notes.prose.division import Note, Section

LONGEST = 240
"""A sentence is cut there, in characters, at a word."""

_MANY = 3
"""So many notes with one first sentence tell that it says nothing of them."""

_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_END = re.compile(r"(?<=[.!?。！？])(?:\s+|(?=[가-힣\u3040-\u30ff\u4e00-\u9fff]))|(?<=다\.)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\ufeff]")
"""Signs that nobody sees."""
_SHORTENED = re.compile(r"\b(?:i\.e|e\.g|esp|vs|cf|resp|approx|Figs?|Eqs?|Sec|et al)\.$")
_ROLE = re.compile(r"\{(?:paper:ref|paper|ref)\}`(?:(?P<words>[^`<>\n]+?)\s*<[^`<>\n]*>|(?P<target>[^`<>\n]+))`")
_MARKED = re.compile(r"</?mark>")
_MARKUP = re.compile(r"[$`\\{}<>|\[\]]|https?:")
_FORMULA = re.compile(r"\$(?=\S)[^$\n]{1,400}(?<=\S)\$(?!\d)")
_HELD = "\ufffc"
"""Stands for a formula while a sentence is looked at."""


_TELLS = re.compile(r"[\w -]{0,16}\b(?:summary|tl;?dr|abstract|요약|초록|摘要|概要)\s*[.:：;]\s*(?=\S)", re.IGNORECASE)
"""What says that a summary follows: ``30-second summary: …``."""
_POINTERS = re.compile(
    r"\W*(?:references?|links?|resources?|.*\bartic[la]+e?s?\b.*|.*\binstructions?\b.*|참고.*|링크|参考.*|链接|リンク)\W*",
    re.IGNORECASE,
)
"""Headings of what to read besides."""


def lead(note: Note, common: Set[str] = frozenset(), title: str = "") -> str:
    """The first sentence of running text in a note, as Markdown; nothing where there is none.

    :param common: sentences that many notes begin with, and that say nothing of this one.
    :param title: of the paper, which is no sentence about it.
    """
    for section in _in_turn(note, title):
        if section.title and (telling.headed(section.title) or _POINTERS.fullmatch(section.title)):
            continue
        text = _plain("\n".join(section.lines[:200]))
        for node in _running(blocks.read(text).children):
            lines = list(node.lines)
            while lines and head.tells(lines[0], title):
                del lines[0]
            words = " ".join(_UNSEEN.sub("", " ".join(line.text for line in lines)).split()).strip(" -–—:*")
            words = _TELLS.sub("", words, count=1) if _TELLS.match(words) else words
            words, formulas = _apart(words)
            if _is_sentence(words, lines) and (first := _cut(words, formulas)) not in common:
                return first
    return ""


def _in_turn(note: Note, title: str) -> list[Section]:
    """The sections of a note; what stands above its title is a remark on the note, and comes last."""
    first, second = [*note.sections[:2], None, None][:2]
    if first and second and not (first.title or note.title) and title and same_title(second.title) == same_title(title):
        return [*note.sections[1:], first]
    return note.sections


def _plain(text: str) -> str:
    """Text whose roles are links that lead nowhere, of which a summary has the words."""
    text = _ROLE.sub(lambda match: f"[{clean_label(match['words'] or match['target'])}](#)", text)
    return _MARKED.sub("", text)


def _apart(words: str) -> tuple[str, list[str]]:
    """Words with a sign for each formula, and the formulas."""
    formulas = [match[0] for match in _FORMULA.finditer(words)]
    return _FORMULA.sub(_HELD, words), formulas


def alike(leads: dict[str, list[int]]) -> list[int]:
    """Numbers of notes of which many begin with one sentence; the other sentences are taken out."""
    for sentence, numbers in list(leads.items()):
        if not sentence or len(numbers) < _MANY:
            del leads[sentence]
    return [number for numbers in leads.values() for number in numbers]


def _running(nodes: Sequence[Node]) -> list[Node]:
    """Paragraphs, and the items of lists as far as they are one."""
    found = []
    for node in nodes:
        if node.kind == "para":
            found.append(node)
        elif node.kind in {"list", "item", "box", "quote", "details"}:
            found += _running(node.children)
    return found


def _is_sentence(words: str, lines: Sequence[Line]) -> bool:
    letters = sum(map(str.isalpha, words))
    linked = sum(len(run.text) for line in lines for run in line.links)
    aside = (words[:1] in "(（" and words[-1:] in ")）") or words[:1] == _HELD  # what the sign of a formula means
    return letters >= 20 and linked * 2 <= len(words) and not aside and not _MARKUP.search(words[:LONGEST])


def _cut(words: str, formulas: Sequence[str]) -> str:
    """The first sentence, or as many words as there is room for, with its formulas."""
    first = next((words[: match.start()] for match in _END.finditer(words) if _ends(words[: match.start()])), words)
    if len(first) > LONGEST:
        first = first[:LONGEST].rpartition(" ")[0] + " …"
    first = re.sub(r"\s\d{1,2}[.)]$", "", first.rstrip())  # the number of what comes next
    rest = iter(formulas)
    escaped = re.sub(r"([*_~])", r"\\\1", first.strip())
    return safe_inline(re.sub(_HELD, lambda _match: next(rest), escaped))


def _ends(words: str) -> bool:
    """Whether a full stop behind words ends a sentence: not one of an abbreviation, nor one inside a bracket."""
    return len(words) > 20 and words.count("(") <= words.count(")") and not _SHORTENED.search(words)


def without_rules(lines: Sequence[str]) -> list[str]:
    """Lines of a section without rules that it begins or ends with, or follow each other: no page may have them."""
    kept: list[str] = []
    for line in lines:
        last = next((one for one in reversed(kept) if one.strip()), "")
        if _RULE.fullmatch(line.rstrip()) and (not last or _RULE.fullmatch(last.rstrip())):
            continue
        kept.append(line)
    while kept and (not kept[-1].strip() or (_RULE.fullmatch(kept[-1].rstrip()) and _alone(kept))):
        kept.pop()
    return kept


def _alone(kept: Sequence[str]) -> bool:
    """Whether the last line has an empty one above, so that it is no underline of a heading."""
    return len(kept) < 2 or not kept[-2].strip()


def without_repeated(lines: list[str], summary: str) -> list[str]:
    """The first lines of a note without a block that says the same as the summary."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    end = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
    block = "\n".join(lines[start:end])
    if summary and block and same_title(" ".join(summary_lines(block))) == same_title(" ".join(summary_lines(summary))):
        return lines[end:]
    return lines
