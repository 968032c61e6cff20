"""Markdown of anywhere as MyST that builds: raw HTML becomes Markdown or goes, its words stay; formulas and code are not touched."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

_TAGS = frozenset("b br del details em i ins kbd mark p s small strong sub summary sup u wbr".split())
"""What a page may have as raw HTML, without attributes (``collect/trust.py``)."""
_HTML = frozenset(
    """a abbr address article aside audio b bdi bdo big blockquote body br button caption center cite code col colgroup
data dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header
hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup
option output p param picture pre progress q rp rt ruby s samp script section select slot small source span strike strong
style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video
wbr""".split()
)
_TOKEN = re.compile(
    r"(?P<escape>\\.)"
    r"|(?P<ticks>`+)"
    r"|(?P<dollars>\$\$?)"
    r"|(?P<comment><!--)"
    r"|(?P<auto><(?:https?://|mailto:)[^\s<>]*>)"
    r"|(?P<tag></?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[^\s<>\"'=/]+(?:\s*=\s*(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s<>\"'=`]{1,2000}))?){0,40})\s*/?>)"
    r"|(?P<less><)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s<>\"'=/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>\"'=`]+)))?")
_HIDING = re.compile(r"^(?P<indent>[ ]{0,3}(?:[-*+>] ?)*)(?P<sign>%|\+\+\+|\((?=[^()\s][^()]*\)=\s*$))")
_FENCE = re.compile(r"^(?P<indent>\s*(?:[-*+>] +)*)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
_DIRECTIVES = frozenset("note warning tip hint important caution attention danger error seealso admonition figure image math "
                        "code-block code table list-table epigraph pull-quote topic sidebar rubric".split())  # fmt: skip

Image = Callable[[str, str], str]
"""Alternative text and address of an image to its Markdown."""
Link = Callable[[str, str], str]
"""Words and address of a link to its Markdown."""


def safe_inline(text: str) -> str:
    """One paragraph, or item, of Markdown."""
    return _rewritten(" ".join(text.split("\n")), _image, _link)


def safe_markdown(text: str, image: Image | None = None, link: Link | None = None) -> str:
    """Markdown blocks: code blocks and formulas stay byte for byte.

    :param image: what becomes of images in HTML.
    :param link: what becomes of links in HTML.
    """
    found: list[str] = []
    for lines, verbatim in _stretches(text.split("\n")):
        if verbatim:
            found += [_code(lines[0]), *lines[1:]] if _FENCE.match(lines[0]) else lines
        else:
            found += [_HIDING.sub(r"\g<indent>\\\g<sign>", line) for line in lines]
    joined = "\n".join(found)
    return _each_stretch(joined, image or _image, link or _link)


def _each_stretch(text: str, image: Image, link: Link) -> str:
    parts = []
    for lines, verbatim in _stretches(text.split("\n")):
        part = "\n".join(lines)
        parts.append(part if verbatim else _rewritten(part, image, link))
    return "\n".join(parts)


def _stretches(lines: list[str]) -> list[tuple[list[str], bool]]:
    """Lines in groups: paragraphs, and what is kept as it is: fenced code and displayed formulas."""
    groups: list[tuple[list[str], bool]] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        match = _FENCE.match(line)
        end = number + 1
        if match:
            end = _end_of_fence(lines, number, match["marks"])
        elif line.strip().startswith("$$") and not line.strip()[2:].strip().endswith("$$"):
            end = next((i + 1 for i in range(number + 1, len(lines)) if lines[i].rstrip().endswith("$$")), number + 1)
        elif line.strip() == r"\[":
            end = next((i + 1 for i in range(number + 1, len(lines)) if lines[i].strip() == r"\]"), number + 1)
        if match or end > number + 1:
            groups.append((lines[number:end], True))
        else:
            while end < len(lines) and lines[end - 1].strip() and not _begins(lines[end]):
                end += 1
            groups.append((lines[number:end], False))
        number = end
    return groups


def _begins(line: str) -> bool:
    text = line.strip()
    return bool(_FENCE.match(line)) or text.startswith("$$") or text == r"\["


def _end_of_fence(lines: list[str], start: int, marks: str) -> int:
    for number in range(start + 1, len(lines)):
        text = lines[number].strip().lstrip("> ")
        if text.startswith(marks) and not text.strip(marks[0]):
            return number + 1
    return len(lines)


def _code(opening: str) -> str:
    """The opening line of a code block in a language that Pygments knows, or ``text``."""
    match = _FENCE.match(opening)
    if match is None:
        return opening
    info = match["info"].strip()
    named = re.match(r"\{(?P<name>[\w:-]+)\}", info)
    if named and named["name"] in _DIRECTIVES:
        return opening
    language = re.match(r"[\w+#.-]*", info.strip("{} "))
    name = language[0] if language else ""
    return f"{match['indent']}{match['marks']}{known_language(name)}"


def known_language(name: str) -> str:
    """A language that can be highlighted: the one named, or ``text``."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    if not name:
        return ""
    try:
        get_lexer_by_name(name.lower())
    except ClassNotFound:
        return "text"
    return name.lower()


# -- inline -------------------------------------------------------------------------------------


def _rewritten(text: str, image: Image, link: Link) -> str:
    found: list[str] = []
    place = 0
    anchors: list[tuple[int, str]] = []  # where the words of an open <a> begin, and its address
    closing = _closers(text)
    last_comment = text.rfind("-->")
    while match := _TOKEN.search(text, place):
        found.append(text[place : match.start()])
        place = match.end()
        kind = match.lastgroup if match.lastgroup not in {"name", "attributes"} else "tag"
        if match["tag"]:
            found.append(_tag(match, image, link, anchors, found))
        elif kind == "ticks" or kind == "dollars":
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
            found.append(("\\" if kind == "comment" or re.match(r"[a-zA-Z/!?]", text[place : place + 1]) else "") + match[0])
        else:
            found.append(match[0])
    found.append(text[place:])
    for start, address in reversed(anchors):
        _close_link(found, start, address, link)
    return "".join(found)


def _closers(text: str) -> dict[int, int]:
    """Where each code span and formula ends, by where it begins."""
    found: dict[int, int] = {}
    last: dict[str, list[int]] = {}
    runs = [(m.start(), m[0]) for m in re.finditer(r"(?<!\\)(?:`+|\$\$?)", text)]
    for start, marks in runs:
        last.setdefault(marks, []).append(start)
    for marks, starts in last.items():
        for one, two in zip(starts, starts[1:], strict=False):
            if marks[0] == "`" or text[one + len(marks) : two].strip():
                found[one] = two + len(marks)
    return found


def _tag(match: re.Match[str], image: Image, link: Link, anchors: list[tuple[int, str]], found: list[str]) -> str:
    name = match["name"].lower()
    closes = match[0].startswith("</")
    if name not in _HTML:
        return "\\" + match[0]
    if name == "br":
        return "<br>"
    values = {} if closes else _attributes(match["attributes"] or "")
    if name in _TAGS:
        return f"</{name}>" if closes else f"<{name}{' open' if name == 'details' and 'open' in values else ''}>"
    if name == "img":
        return image(values.get("alt", ""), values.get("src", "")) if values.get("src") else values.get("alt", "")
    if name == "a":
        if closes and anchors:
            _close_link(found, *anchors.pop(), link)
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


def _image(alt: str, address: str) -> str:
    return f"![{clean_label(alt)}]({address_text(address)})" if safe_address(address) else clean_label(alt)


def _link(words: str, address: str) -> str:
    return f"[{words.strip()}]({address_text(address)})" if safe_address(address) else words


def clean_label(text: str) -> str:
    """Words as they may stand in the brackets of a link."""
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(text.split()))


def address_text(address: str) -> str:
    """An address as it may stand in the parentheses of a link."""
    address = address.strip().replace("\n", "")
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>" if re.search(r"[\s()<>]", address) else address


def safe_address(address: str) -> bool:
    """Whether an address is relative, or one of the web's."""
    bare = re.sub(r"[\x00-\x20\x7f-\x9f]", "", address)
    return bool(re.match(r"(?:https?|mailto):", bare, re.IGNORECASE)) or not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare)
