"""What the build accepts, of what people write: formulas that can be shown, code that is of its language.

In: the text of a page. Out: the same text; a formula that has no way to be shown is mended or stands as code, which is
what a reader would see of it anyway, and a code block that is not of its language is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from papershelf.sources.markdown.stretches import DISPLAYED, stretches
from papershelf.sources.markdown.text import parser
from papershelf.sources.notes.prose.formulas import apart, block, code, inline, mended

_FENCE = re.compile(r"^(?P<before>\s*(?:[-*+>] *)*)(?P<marks>`{3,}|~{3,})(?P<name>[\w+#.-]+)\s*$")
_HEADING = re.compile(r"(?P<indent> {0,3})(?P<marks>#{1,6})(?=[ \t])")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_INNER_RULE = re.compile(
    r"^[ \t]*(?:[ \t]|>|[-*+][ \t])[ \t>]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE
)
"""A line that may be a rule inside of a list or a quote."""
_OPENED = re.compile(r"<details\b", re.IGNORECASE)
_CLOSED = re.compile(r"</details\b", re.IGNORECASE)
_FIGURE = re.compile(r"\s*(?P<marks>`{3,}|~{3,}|:{3,})[ \t]*\{figure-md\}")
_OPTION = re.compile(r"\s*:[a-z-]+:(?:\s.*)?")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:|[ ]{2,}\S")
_DEFINED = re.compile(r"^[ >]*\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
_MARKED = re.compile(
    r"\\.|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\$[^$\n]+\$|\[\^(?P<name>[^\]\s]+)\](?!:)", re.DOTALL
)
"""A mark of a footnote; what holds no mark stands before it."""
_PARAGRAPH = re.compile(r"(?<!`)</?p>(?!`)", re.IGNORECASE)
_DISPLAY = re.compile(r"\s*\$\$(?:\\.|[^$\\])+\$\$\s*")
_ENDS = re.compile(r"\s*(?:[^$`|>]*[^$`|>\s\\])?\s*\$\$\s*|" + _DISPLAY.pattern)
"""The last line of a displayed formula."""
_FIELD = re.compile(r"^(?P<before>\s*(?:(?:[-*+>]|\d+[.)]) +)*):(?=[^\s:`{}][^:`{}\n]{0,40}:(?:\s|<|$))", re.MULTILINE)
"""What a field list begins with, and what an emoji in words is: ``:star: …``."""


def accepted(text: str) -> str:
    """A page without formulas and code blocks that a build would warn of."""
    text = _ruled_apart(_unfigured(text))
    found: list[str] = []
    levels: list[int] = []
    notes = {match["name"] for match in _DEFINED.finditer(text)}
    for lines, verbatim in stretches(text.split("\n")):
        if not verbatim:
            words = "\n".join(_leveled(line, levels) for line in lines)
            words = _FIELD.sub(r"\g<before>\\:", words)
            for line in inline(_footnotes(_PARAGRAPH.sub("", words), notes)).split("\n"):
                _add(found, [line], display=_DISPLAY.fullmatch(line) is not None)
        elif (match := _FENCE.match(lines[0])) and len(lines) > 1:
            body = "\n".join(line.removeprefix(match["before"]) for line in lines[1:-1])
            plain = match["name"] != "text" and not _is_of(match["name"], body)
            first = f"{match['before']}{match['marks']}text" if plain else lines[0]
            _add(found, [first, *lines[1:]], display=False)
        elif formula := DISPLAYED.match(lines[0]):
            _add(found, block(lines, formula["before"]), display=not formula["before"].strip())
        else:
            _add(found, lines, display=False)
    return _as_parsed("\n".join(_ruled(found)))


def _unfigured(text: str) -> str:
    """A page whose figures in Markdown, which a build wants in one form, are a picture and its caption."""
    if "{figure-md}" not in text:
        return text
    found: list[str] = []
    marks = ""
    for line in text.split("\n"):
        match = _FIGURE.match(line)
        if match is not None:
            marks = match["marks"]
            found += [""] if found and found[-1].strip() else []
        elif marks and line.strip().startswith(marks) and not line.strip().strip(marks[0]):
            marks = ""
            found.append("")
        elif not (marks and _OPTION.fullmatch(line)):
            found.append(line)
    return "\n".join(found)


def _ruled_apart(text: str) -> str:
    """A page without rules inside of lists, quotes and disclosures, which a build has no place for."""
    folded = "<details" in text.lower()
    if not (folded or _INNER_RULE.search(text)):
        return text
    lines = text.split("\n")
    open_ = [0]
    for line in lines if folded else ():
        open_.append(max(0, open_[-1] + len(_OPENED.findall(line)) - len(_CLOSED.findall(line))))
    for token in parser().parse(text):
        if token.type == "hr" and token.map and (token.level or (folded and open_[token.map[0]])):
            at = token.map[0]
            lines[at] = re.sub(r"(?:[-*_][ \t]*){3,}$", "", lines[at]).rstrip()
    return "\n".join(lines)


def _footnotes(text: str, defined: Set[str]) -> str:
    """Words whose marks of footnotes that are nowhere are plain words."""
    if "[^" not in text:
        return text
    return _MARKED.sub(
        lambda match: match[0] if match["name"] is None or match["name"] in defined else f"\\{match[0]}", text
    )


def _add(found: list[str], lines: list[str], *, display: bool) -> None:
    """Add lines; blank ones are around a displayed formula, which else is words of the paragraph above or below."""
    if found and found[-1].strip() and lines[0].strip() and (display or _ENDS.fullmatch(found[-1])):
        lines = _inside(found, lines)
        found.append("")
    found += lines


_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}(?=\S)")
_BLOCK = re.compile(r"\s*(?:[-*+>#|<]|\d{1,9}[.)]\s|`{3}|~{3})")
"""What begins a block of its own."""


def _inside(found: Sequence[str], lines: list[str]) -> list[str]:
    """Lines that go on with a paragraph, no less indented than it: apart from it, they would leave its item."""
    width, within = 0, False
    for line in reversed(found):
        if not line.strip() and not within:
            break
        if "$$" in line:
            within = within != (line.count("$$") == 1)
        if within:
            continue  # signs of a formula are no item
        match = _ITEM.match(line)
        width = len(match[0]) if match else len(line) - len(line.lstrip())
        if match:
            break
    missing = width - (len(lines[0]) - len(lines[0].lstrip()))
    if missing <= 0 or _BLOCK.match(lines[0]) or "\t" in lines[0][:width]:
        return lines
    return [f"{' ' * missing}{line}" if line.strip() else line for line in lines]


def _ruled(lines: list[str]) -> list[str]:
    """Lines without a rule that has nothing but blank lines between itself and another one."""
    kept: list[str] = []
    last = ""
    for line in lines:
        if _RULE.fullmatch(line) and _RULE.fullmatch(last) and kept and not kept[-1].strip():
            continue
        kept.append(line)
        last = line if line.strip() else last
    place = len(kept) - 1
    while place > 0 and (not kept[place].strip() or _FOOTNOTE.match(kept[place])):
        place -= 1
    if place > 0 and _RULE.fullmatch(kept[place]) and not kept[place - 1].strip():
        del kept[place]  # footnotes get a rule of their own, and no page ends with one
    return kept


def _leveled(line: str, levels: list[int]) -> str:
    """A line whose heading, if it is one, is no more than one level below the heading above.

    :param levels: of the headings that it stands below, as they were written.
    """
    match = _HEADING.match(line)
    if match is None:
        return line
    level = len(match["marks"])
    while levels and levels[-1] >= level:
        levels.pop()
    levels.append(level)
    return f"{match['indent']}{'#' * len(levels)}{line[match.end() :]}"


_LOOKS = 4
"""So often a page is looked at, at most: what takes the place of a formula may be one of other dollars' formulas."""


def _as_parsed(text: str) -> str:
    """A page after a look with the eyes of the build: where dollars stand alone, it pairs them in its own way."""
    for _look in range(_LOOKS if "$" in text else 0):
        text, before = _looked_at(text), text
        if text == before:
            break
    return text


def _looked_at(text: str) -> str:
    waiting, bad = list(parser().parse(text)), dict[tuple[str, str], str | None]()
    while waiting:
        token = waiting.pop()
        waiting += token.children or ()
        if token.type in {"math_inline", "math_block"} and (token.content, token.markup) not in bad:
            form = mended(token.content, block=token.markup == "$$")
            if form != token.content:
                bad[token.content, token.markup] = form
    for (tex, marks), form in sorted(bad.items(), key=lambda pair: -len(pair[0][0])):
        shown = f"{marks}{form}{marks}" if form is not None else code(tex, marks)
        text = text.replace(f"}}{marks}{tex}{marks}", "}" + (shown if form is not None else apart("}", shown)))
        text = text.replace(f"{marks}{tex}{marks}", shown)
    return text


def _is_of(name: str, body: str) -> bool:
    """Whether code can be highlighted in a language."""
    from pygments import highlight
    from pygments.filters import ErrorToken
    from pygments.formatters import NullFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(name)
    except ClassNotFound:
        return True
    lexer.add_filter("raiseonerror")
    try:
        highlight(body, lexer, NullFormatter())
    except ErrorToken:
        return False
    return True
