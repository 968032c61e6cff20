"""The way through the text of a note: what is code or a formula is passed by, whatever stands in it.

In: Markdown of a vault. Out: blocks that are kept byte for byte, comments, callouts, and paragraphs; in a paragraph,
the signs that a rule may rewrite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from papershelf.sources.markdown.stretches import DISPLAYED, ENDS_FORMULA, closers, end_of_fence
from papershelf.sources.markdown.text import parser

_FENCE = re.compile(r"^(?P<indent>\s*(?:[-*+>] +|\d{1,9}[.)] +)*)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
_CALLOUT = re.compile(
    r"^(?P<indent>[ \t]*)>[ ]?[ \t]*\[!(?P<kind>[^\[\]|\n]{1,40})(?:\|[^\[\]\n]*)?\](?P<fold>[+-]?)[ \t]*(?P<title>.*)$"
)
_SIGNS = re.compile(
    r"(?P<escape>\\[^\n])"
    r"|(?P<ticks>`+)"
    r"|(?P<dollars>\$\$?)"
    r"|(?P<hidden><!--[\s\S]{0,20000}?-->)"
    r"|(?P<comment>%%(?P<private>[\s\S]{0,20000}?)%%)"
    r"|(?P<wiki>!?\[\[(?P<to>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){1,1000})\]\])"
    r"|(?P<image>!\[(?P<alt>[^\[\]\n]{0,1000})\]\((?P<source><[^<>\n]*>|(?:[^()\n]|\([^()\n]*\)){0,2000})\)"
    r"(?P<more>(?:\{[^{}\n]{0,200}\}){0,4}))"
    r"|(?P<leads>\]\((?P<target><[^<>\n]*>|(?:[^()\n]|\([^()\n]*\)){0,2000})\)(?P<attributes>(?:\{:[^{}\n]{0,200}\})?))"
    r"|(?P<tag><(?P<element>[a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]{0,2000})?>)"
    r"|(?P<auto><https?://[^\s<>]*>|https?://[^\s<>|\])]+)"
    r"|(?P<mark>(?<![=!<>])==(?=[^\s=])(?P<marked>[^\n=]{1,1000}?)(?<=\S)==(?!=))"
    r"|(?P<lit>\^\^(?=\S)(?P<lighted>[^\n^]{1,1000}?)(?<=\S)\^\^)"
    r"|(?P<hash>(?<![^\s,(])\#(?:\[\[(?P<words>[^\[\]\n]{1,200})\]\]|(?P<word>[^\s#,;.!?:()\[\]{}\"'`<>|*=$^&@%+~\\]{1,100})))"
    r"|(?P<ref>\(\((?P<block>[0-9a-fA-F-]{36})\)\))"
    r"|(?P<macro>\{\{(?P<inner>[^{}\n]{0,1000}|[^{}\n]{0,500}\{[^{}\n]{0,500}\}[^{}\n]{0,500})\}\})"
    r"|(?P<liquid>\{%-?\s*(?P<order>[^%\n]{0,1000}?)\s*-?%\})"
    r"|(?P<block_id>(?:(?<=[ \t])|^)\^(?=[\w-]*[a-zA-Z])[a-zA-Z0-9-]{1,80}[ \t]*$)"
    r"|(?P<kramdown>\{:(?P<list>[^{}\n]{0,200})\})",
    re.MULTILINE,
)

Rule = Callable[["re.Match[str]"], "str | None"]
"""A sign to what stands for it; nothing where it stays as it is."""


@dataclass(frozen=True)
class Block:
    """A part of a note.

    :param kind: ``kept``, ``comment``, ``callout`` or ``text``.
    :param head: of a callout, the match of its first line.
    """

    kind: str
    lines: list[str]
    line: int
    head: re.Match[str] | None = None


def blocks(text: str, *, comments: bool) -> Iterator[Block]:
    """The parts of a note, in order.

    :param comments: whether ``%%`` begins a comment.
    """
    lines = text.split("\n")
    code = _indented_code(text)
    number = 0
    while number < len(lines):
        end, kind, head = number + 1, "text", None
        line = lines[number]
        if match := _FENCE.match(line):
            end, kind = end_of_fence(lines, number, match["marks"]), "kept"
        elif number in code:
            kind = "kept"
        elif comments and line.lstrip().startswith("%%"):
            end, kind = _end_of_comment(lines, number)
        elif (formula := _end_of_formula(lines, number)) > number:
            end, kind = formula, "kept"
        elif head := _CALLOUT.match(line):
            kind = "callout"
            while end < len(lines) and lines[end].startswith(f"{head['indent']}>"):
                end += 1
        elif line.strip():
            while end < len(lines) and lines[end].strip() and end not in code and not _begins(lines, end, comments):
                end += 1
        yield Block(kind, lines[number:end], number, head)
        number = end


def _begins(lines: list[str], number: int, comments: bool) -> bool:
    line = lines[number]
    hidden = comments and line.lstrip().startswith("%%")
    return bool(_FENCE.match(line) or _CALLOUT.match(line)) or hidden or _end_of_formula(lines, number) > number


def _end_of_formula(lines: list[str], number: int) -> int:
    """Behind a displayed formula that opens in a line; the line itself where none does."""
    bare = lines[number].strip().lstrip("> ")
    closing = "$$" if DISPLAYED.match(bare) else {r"\[": r"\]", r"\\[": r"\\]"}.get(bare, "")
    if not closing:
        return number
    for end in range(number + 1, len(lines)):
        if lines[end].rstrip().endswith(closing):
            return end + 1
        if not bare.startswith(("$$", "\\")) and not lines[end].strip():
            return number  # it is one of an item, which ends here
        if ENDS_FORMULA.match(lines[end]):
            return number
    return number


def _end_of_comment(lines: list[str], number: int) -> tuple[int, str]:
    """Behind a comment that a line begins with, and what the line is: text where something follows on it."""
    first = lines[number].lstrip()[2:]
    if "%%" in first:
        return number + 1, "text" if first.partition("%%")[2].strip() else "comment"
    for end in range(number + 1, len(lines)):
        if "%%" in lines[end]:
            return end + 1, "comment"
    return len(lines), "comment"


def _indented_code(text: str) -> frozenset[int]:
    """Lines of code that its indent tells."""
    if not re.search(r"^(?: {4}|\t)", text, re.MULTILINE):
        return frozenset()
    found: set[int] = set()
    for token in parser().parse(text):
        if token.type == "code_block" and token.map:
            found.update(range(*token.map))
    return frozenset(found)


def rewritten(text: str, rules: dict[str, Rule]) -> str:
    """A paragraph whose signs are rewritten: none in code, in formulas and in comments of HTML.

    :param rules: name of a group of the signs to its rule.
    """
    found: list[str] = []
    place = 0
    closing = closers(text)
    while match := _SIGNS.search(text, place):
        found.append(text[place : match.start()])
        kind = match.lastgroup or ""
        name = next((name for name in _NAMES if match[name] is not None), kind)
        place = match.end()
        if name in {"ticks", "dollars"}:
            end = closing.get(match.start(), place)
            place = place if name == "dollars" and _is_money(text, place, end) else end
            found.append(text[match.start() : place])
            continue
        rule = rules.get(name)
        new = rule(match) if rule else None
        if new is None and name in _OPENING:
            place = match.start() + len(_OPENING[name])  # what stands inside is looked at, too
            new = _OPENING[name]
        found.append(match[0] if new is None else new)
    return "".join([*found, text[place:]])


def _is_money(text: str, start: int, end: int) -> bool:
    """Whether two dollars stand before prices, with words between them, which are read."""
    return text[start : start + 1].isdigit() and (text[end - 2 : end - 1].isspace() or text[end : end + 1].isdigit())


_NAMES = ("escape", "ticks", "dollars", "hidden", "comment", "wiki", "image", "leads", "tag", "auto", "mark", "lit",
          "hash", "ref", "macro", "liquid", "block_id", "kramdown")  # fmt: skip
_OPENING = {"mark": "==", "lit": "^^", "comment": "%%"}
"""Signs that are only signs where no rule takes them, so that what stands between them is read."""


def outside_code(text: str, edit: Callable[[str], str]) -> str:
    """A text that is edited but for its code blocks and code in its lines."""
    parts: list[str] = []
    place = 0
    spans = _code_blocks(text)
    closing = closers(text)
    ticks = [(match.start(), closing[match.start()]) for match in re.finditer(r"`+", text) if match.start() in closing]
    for start, end in sorted([*spans, *ticks]):
        if start < place:
            continue
        parts += [edit(text[place:start]), text[start:end]]
        place = end
    return "".join([*parts, edit(text[place:])])


def without_code(text: str) -> str:
    """A text with nothing but what is no code."""
    shown: list[str] = []

    def keep(part: str) -> str:
        shown.append(part)
        return part

    outside_code(text, keep)
    return "\n".join(shown)


def _code_blocks(text: str) -> list[tuple[int, int]]:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found, number = [], 0
    while number < len(lines):
        match = _FENCE.match(lines[number])
        end = end_of_fence(lines, number, match["marks"]) if match else number + 1
        if match:
            found.append((starts[number], min(starts[end], len(text))))
        number = end
    return found
