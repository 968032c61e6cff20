"""Markdown of anywhere as MyST that builds: of raw HTML the words stay; formulas and code are not touched."""

from __future__ import annotations

import re
from html import unescape

from papershelf.sources.markdown.elements import CONTAINERS, DIRECTIVES, HTML_TAGS, OTHER_NAMES, SAFE_TAGS
from papershelf.sources.markdown.rewriting import PLAIN, Link, Rewriter
from papershelf.sources.markdown.stretches import FENCE, closers, known_language, stretches

_TOKEN = re.compile(
    r"(?P<escape>\\.)"
    r"|(?P<ticks>`+)"
    r"|(?P<dollars>\$\$?)"
    r"|(?P<comment><!--)"
    r"|(?P<embed>!\[\[(?P<file>[^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\])"
    r"|(?P<image>!\[(?P<alt>[^\[\]\n]*)\]\((?P<source><[^<>\n]*>|(?:[^()\n]|\([^()\n]*\))*)\))"
    r"|(?P<leads>\]\((?P<target><[^<>\n]*>|(?:[^()\n]|\([^()\n]*\))*)\))"
    r"|(?P<auto><(?:https?://|mailto:)[^\s<>]*>)"
    r"|(?P<tag></?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[^\s<>\"'=/]+(?:\s*=\s*(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s<>\"'=`]{1,2000}))?){0,40})\s*/?>)"
    r"|(?P<mark>(?<![=!<>\w])==(?=[^\s=])(?P<marked>[^\n=]{1,1000}?)"
    r"(?:(?<=\S)==(?![=a-zA-Z0-9])|[ \t]+==(?=[ \t]*(?:\n|\Z))))"
    r"|(?P<less><)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s<>\"'=/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>\"'=`]+)))?")
_HIDING = re.compile(r"^(?P<indent>[ ]{0,3}(?:[-*+>] ?)*)(?P<sign>%|\+\+\+|\((?=[^()\s][^()]*\)=\s*$))")
_DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}[ \t]*(?P<argument>.*)")
_ALT = re.compile(r":alt:[ \t]*(?P<alt>.*)")
_INDENTED = re.compile(r"(?: {4}|\t)(?!\s*(?:[-*+]|\d{1,9}[.)])\s).*(?:\n(?:(?: {4}|\t).*)?)*")
"""Code that its indent tells, or what cannot be told from it: the words of an item after a blank line."""
_BREAK = re.compile(r" {0,3}(?:<br\s*/?>[ \t]*)+", re.IGNORECASE)


def safe_inline(text: str) -> str:
    """One paragraph, or item, of Markdown."""
    return _rewritten(" ".join(text.split("\n")), PLAIN)


def safe_markdown(text: str, rewriter: Rewriter | None = None) -> str:
    """Markdown blocks: code blocks and formulas stay byte for byte."""
    found: list[str] = []
    for lines, verbatim in stretches(text.split("\n")):
        if verbatim:
            found += _fenced(lines, rewriter or PLAIN)
        else:
            if found and not found[-1].strip() and not "".join(lines).strip():
                continue
            if _BREAK.fullmatch(lines[0]) and len(lines) > 1:
                lines = [lines[0], "", *lines[1:]]  # what follows is Markdown to its writer, and HTML to CommonMark
            bare = "\n".join(_HIDING.sub(r"\g<indent>\\\g<sign>", line) for line in lines)
            found.append(_rewritten(bare, rewriter or PLAIN))
    return "\n".join(found)


def _fenced(lines: list[str], use: Rewriter) -> list[str]:
    """A code block, or a directive: what it shows is moved, what stands in it is Markdown."""
    match = FENCE.match(lines[0])
    if match is None:
        return lines
    named = _DIRECTIVE.fullmatch(match["info"].strip())
    if named is None or len(lines) < 2:
        return [_code(lines[0], lines[1:]), *lines[1:]]
    if named["name"] in {"image", "figure"}:
        return _shown(lines, match, named, use)
    if named["name"] not in CONTAINERS:
        return [_code(lines[0], lines[1:]), *lines[1:]]
    indent = re.sub(r"[^ \t>]", " ", match["indent"])
    inside = [line.removeprefix(indent) for line in lines[1:-1]]
    head = next((n for n, line in enumerate(inside) if not line.strip().startswith(":")), len(inside))
    inner = safe_markdown("\n".join(inside[head:]), use).split("\n")
    title = safe_inline(named["argument"]) if named["argument"] else ""
    opening = f"{match['indent']}{match['marks']}{{{named['name']}}}{f' {title}' if title else ''}"
    return [opening, *(f"{indent}{line}".rstrip() for line in [*inside[:head], *inner]), lines[-1]]


def _shown(lines: list[str], match: re.Match[str], named: re.Match[str], use: Rewriter) -> list[str]:
    """A directive that shows a picture, at the address that it has now; without a picture, its words."""
    alt = next((m["alt"] for line in lines[1:] if (m := _ALT.fullmatch(line.strip("> ")))), "")
    indent = re.sub(r"[^ \t>]", " ", match["indent"])
    new = use.image(re.sub(r"\\(.)", r"\1", alt), _address(named["argument"]))
    image = re.fullmatch(r"!\[(?P<alt>(?:[^\[\]\\]|\\.)*)\]\((?P<to><[^<>\n]*>|[^\n]*)\)", new)
    if image is None:
        return [f"{match['indent']}{new}"]
    rest = [line for line in lines[1:] if not _ALT.fullmatch(line.strip("> "))]
    words = re.sub(r"\\(.)", r"\1", image["alt"])
    opening = f"{match['indent']}{match['marks']}{{{named['name']}}} {image['to'].strip('<>')}"
    return [opening, *([f"{indent}:alt: {words}"] if words else []), *rest]


def _code(opening: str, inside: list[str]) -> str:
    """The opening line of a code block in a language that Pygments knows and reads it in, or ``text``."""
    match = FENCE.match(opening)
    if match is None:
        return opening
    info = match["info"].strip()
    named = re.match(r"\{(?P<name>[\w:-]+)\}", info)
    if named and named["name"] in DIRECTIVES:
        return opening
    language = re.match(r"[\w+#.-]*", info.strip("{} "))
    name = language[0] if language else ""
    code = "\n".join(line.removeprefix(match["indent"]) for line in inside[:-1])
    return f"{match['indent']}{match['marks']}{known_language(name, code)}"


# -- inline -------------------------------------------------------------------------------------


def _rewritten(text: str, use: Rewriter) -> str:
    found: list[str] = []
    place = 0
    anchors: list[tuple[int, str]] = []  # where the words of an open <a> begin, and its address
    closing = closers(text)
    last_comment = text.rfind("-->")
    while match := _TOKEN.search(text, place):
        found.append(text[place : match.start()])
        place = match.end()
        kind = match.lastgroup
        if match["tag"]:
            found.append(_tag(match, use, anchors, found))
        elif match["image"] or match["embed"]:
            found.append(_markdown_image(match, use))
        elif match["leads"]:
            address = use.target(_address(match["target"]))
            if address is not None and not address.startswith("(") and _unopened(found):
                found.append(address)  # its words are no link
            else:
                found.append(match[0] if address is None else f"]{address}")
        elif match["marked"] and not _INDENTED.fullmatch(text):
            found.append(f"<mark>{_rewritten(match['marked'], use)}</mark>")
        elif kind in {"ticks", "dollars"}:
            end = closing.get(match.start())
            if end is not None:
                found.append(text[match.start() : end])
                place = end
            else:
                found.append(match[0])
        elif kind == "comment" and place <= last_comment:
            end = text.find("-->", place) + len("-->")
            found.append(text[match.start() : end])
            place = end
        elif kind in {"less", "comment"}:
            found.append(
                ("\\" if kind == "comment" or re.match(r"[a-zA-Z/!?]", text[place : place + 1]) else "") + match[0]
            )
        else:
            found.append(match[0])
    found.append(text[place:])
    for start, address in reversed(anchors):
        _close_link(found, start, address, use.link)
    return "".join(found)


def _unopened(found: list[str]) -> bool:
    """Take away the bracket that the words of a link begin with; whether there was one."""
    closed = 0
    for number in range(len(found) - 1, -1, -1):
        for place in range(len(found[number]) - 1, -1, -1):
            sign = found[number][place]
            if sign not in "[]" or found[number][place - 1 : place] == "\\":
                continue
            if sign == "]":
                closed += 1
            elif closed:
                closed -= 1
            else:
                found[number] = found[number][:place] + found[number][place + 1 :]
                return True
    return False


def _markdown_image(match: re.Match[str], use: Rewriter) -> str:
    if match["embed"]:
        return use.image("", match["file"].strip())
    address = _address(match["source"])
    return use.image(match["alt"], address) if address else match[0]


def _address(text: str) -> str:
    """The address in the parentheses of a link, without a title after it."""
    text = re.sub(r"""\s+(?:"[^"\n]*"|'[^'\n]*')\s*$""", "", text.strip())
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def _tag(match: re.Match[str], use: Rewriter, anchors: list[tuple[int, str]], found: list[str]) -> str:
    name = OTHER_NAMES.get(match["name"].lower(), match["name"].lower())
    closes = match[0].startswith("</")
    if name not in HTML_TAGS:
        return "\\" + match[0]
    if name == "br":
        return "<br>"
    values = {} if closes else _attributes(match["attributes"] or "")
    if name in SAFE_TAGS:
        return f"</{name}>" if closes else f"<{name}{' open' if name == 'details' and 'open' in values else ''}>"
    if name == "img":
        return use.image(values.get("alt", ""), values["src"]) if values.get("src") else values.get("alt", "")
    if name == "a":
        if closes and anchors:
            _close_link(found, *anchors.pop(), use.link)
        elif not closes and values.get("href"):
            anchors.append((len(found), values["href"]))
        return ""
    if name in {"iframe", "video", "embed", "source", "audio"} and values.get("src", "").startswith("http"):
        return f"<{values['src']}>" if not re.search(r"[\s<>]", values["src"]) else ""
    return {"hr": "\n\n---\n\n", "li": "" if closes else "\n- ", "tt": "`", "code": "`", "strike": ""}.get(name, "")


def _close_link(found: list[str], start: int, address: str, link: Link) -> None:
    words = "".join(found[start:])
    del found[start:]
    found.append(link(words, address) if words.strip() else words)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(text)}


def moved(text: str, use: Rewriter) -> str:
    """Markdown with other addresses, everything else byte for byte."""
    found = []
    for lines, verbatim in stretches(text.split("\n")):
        part = "\n".join(lines)
        found.append(
            part if verbatim and not lines[0].lstrip("`~:").startswith("{paper-summary}") else _moved(part, use)
        )
    return "\n".join(found)


def _moved(text: str, use: Rewriter) -> str:
    found, place = [], 0
    closing = closers(text)
    while match := _TOKEN.search(text, place):
        found.append(text[place : match.start()])
        place = match.end()
        if match["ticks"] or match["dollars"]:
            place = closing.get(match.start(), place)
            found.append(text[match.start() : place])
        elif match["image"]:
            found.append(_markdown_image(match, use))
        elif match["leads"]:
            address = use.target(_address(match["target"]))
            found.append(match[0] if address is None else f"]{address}")
        else:
            found.append(match[0])
    return "".join([*found, text[place:]])
