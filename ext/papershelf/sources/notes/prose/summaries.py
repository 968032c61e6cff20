"""The summary that stands below an entry of a list, as the items of a ``paper-summary``."""

from __future__ import annotations

import re

from papershelf.model.text import values
from papershelf.sources.lines.colons import named_fact
from papershelf.sources.lines.markup import badges
from papershelf.sources.markdown.safe import safe_inline

_BULLET = re.compile(r"^(?:[-*+•·‣▪]|\d{1,3}[.)]|[①-⑳])\s+(?P<text>.*)$", re.DOTALL)
_BREAK = re.compile(r"</?br\s*/?>|<br/>", re.IGNORECASE)
_DETAILS = re.compile(r"</?(?:details|ul|ol|p|div|blockquote)(?:\s[^<>]*)?>|</li>", re.IGNORECASE)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_LABEL = re.compile(r"<summary(?:\s[^<>]*)?>(?P<text>.*?)</summary>", re.IGNORECASE)
_GENERIC = re.compile(
    r"summary|tl;?\s*dr|abstract|^abs$|details?|more|click|3 ?line|three|notes?|"
    r"요약|초록|펼치기|접기|더 ?보기|보기|자세히|세 ?줄|한 ?줄|내용|정리",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?P<b>- |)(?P<m>[*_]{0,3})(?P<name>[^\W\d_][\w;. ]{0,24}?)(?:(?P=m)\s*[:：]|\s*[:：]\s*(?P=m))\s*", re.MULTILINE
)
_SHORTCODE = re.compile(r"(?<![^\s:(（|*])(?::(?:[a-z][a-z0-9_]{2,40}|[+-]1):)+(?![\w`])\s*")
"""Names of emoji, which stand for themselves on a forge alone: ``:trophy:``, ``:+1:``."""
_PICTURE = re.compile(r"- (?:!\[[^\[\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)\s*)+")
_TODO = re.compile(r"\s*(?:`{3,}|~{3,})\w*\s*(?:(?://|#)\s*)?TODO\b[^\n`~]*\n?\s*(?:`{3,}|~{3,})\s*", re.IGNORECASE)
"""A block of code that says no more than that a note is to come."""
_BLOCKS = re.compile(r"^\s*(?:`{3,}|~{3,}|\$\$|\|.*\|\s*$|!\[)")


def is_summary_label(text: str) -> bool:
    """Whether a heading or the words of a disclosure only say that a summary follows."""
    text = values.text(re.sub(r"[*_`#:：\[\]]", " ", text))
    return (len(text) <= 30 and bool(_GENERIC.search(text))) or not text


def summary(lines: list[str]) -> str:
    """A summary in Markdown, made safe: a list item for each thought.

    :param lines: as they stand below the entry: a ``<details>``, sub-bullets, a quote or plain text.
    """
    if _TODO.fullmatch("\n".join(lines)):
        return ""
    lines = [badges.PICTURE.sub("", line) for line in lines]
    if any(_BLOCKS.match(line) for line in lines):
        return _kept(lines)
    items: list[str] = []
    open_item = False
    for line in lines:
        text = _SHORTCODE.sub(" ", line).strip()
        while text.startswith(">"):
            text = text[1:].lstrip()
        text = _LABEL.sub(_label, text)
        text = _ITEM.sub("<br>- ", _DETAILS.sub(" ", text))
        if not text.strip():
            open_item = False
            continue
        for number, part in enumerate(_BREAK.split(text)):
            part = part.strip()
            if number:
                open_item = False
            match = _BULLET.match(part)
            words = (match["text"] if match else part).strip()
            if not words or not words.replace("&nbsp;", "").strip():
                continue
            if open_item and not match:
                items[-1] = f"{items[-1]} {words}"
            else:
                items.append(words)
            open_item = True
    return "\n".join(f"- {_first_sign(safe_inline(item))}" for item in items)


def without_label(text: str) -> str:
    """A summary whose items do not begin with the words that only say that they are one: ``Abstract: …``."""

    def bare(match: re.Match[str]) -> str:
        return match["b"] if named_fact(match["name"]) == "summary" else match[0]

    return "\n".join(line for line in _NAMED.sub(bare, text).split("\n") if line.strip() != "-")


def without_pictures(text: str) -> tuple[str, list[str]]:
    """A summary without its items that are a picture alone, and these: they belong into the note."""
    lines = text.split("\n")
    if any(line and not line.startswith("- ") for line in lines):
        return text, []
    pictures = [line for line in lines if _PICTURE.fullmatch(line)]
    kept = "\n".join(line for line in lines if line not in pictures)
    if not _inner(kept).strip(" -\n"):
        kept = ""  # a tag of the next entry, which the list has left open
    return kept, [line for picture in pictures for line in ("", picture.removeprefix("- "))][1:]


def _label(match: re.Match[str]) -> str:
    words = _inner(match["text"])
    return " " if is_summary_label(words) else f"{words}<br>"


def _inner(text: str) -> str:
    return re.sub(r"</?[a-zA-Z][^<>]*>", " ", text)


def _first_sign(text: str) -> str:
    """An item whose first sign means no block of its own."""
    return re.sub(r"^([-+*#>%=:|])(?=\s|[=:|#%+]|$)", r"\\\1", text)


def _kept(lines: list[str]) -> str:
    """A summary with code, tables or figures: as it stands, without the disclosure around it."""
    from papershelf.sources.markdown.safe import safe_markdown

    text = "\n".join(lines)
    text = _LABEL.sub(lambda m: "" if is_summary_label(_inner(m["text"])) else f"{_inner(m['text'])}\n", text)
    text = re.sub(r"</?details(?:\s[^<>]*)?>", "", text, flags=re.IGNORECASE)
    return safe_markdown(text).strip("\n")


def dedented(below: list[str]) -> list[str]:
    """Lines without the white space that all of them begin with."""
    widths = [len(text) - len(text.lstrip()) for text in below if text.strip()]
    width = min(widths, default=0)
    return [text[width:] for text in below]
