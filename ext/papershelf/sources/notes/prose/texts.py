"""The prose of a list as text of a page.

In: Markdown of a list, and where its files are now. Out: Markdown that a build accepts: badges, tables of contents and
what only held them are gone, links and pictures lead to where their files are, money is no formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from papershelf.sources.markdown.beside import find_file
from papershelf.sources.markdown.rewriting import Rewriter, address_text, clean_label, safe_address
from papershelf.sources.markdown.safe import safe_markdown
from papershelf.sources.markdown.stretches import stretches
from papershelf.sources.notes.prose.division import divide
from papershelf.sources.words.links import is_external

Place = Callable[[Path], str | None]
"""A file of the source to its address on the page; nothing where it is not taken in."""

MAX_BYTES = 10_000_000
"""Largest picture that comes along."""

_GONE = "\x00"
"""Stands for a picture that is left out, until its line is looked at."""
_BADGE = re.compile(
    r"shields\.io|badge|visitor|hits\.|travis-ci|star-history|contrib\.rocks|githubusercontent\.com/sindresorhus|"
    r"api\.star|komarev|repobeats|colab-|open-in",
    re.IGNORECASE,
)
_EMPTY_LINK = re.compile(r"\[[\s\x00]*\](?:\((?:<[^<>\n]*>|[^()\n]*)\))?")
_INTO_PAGE = re.compile(r"\]\(<?#[^()\n]*\)|href=[\"']?#")
_LINK = re.compile(r"\]\((?:<[^<>\n]*>|[^()\n]*)\)|href=")
_MONEY = re.compile(
    r"(?<![\\$\w])\$(?=\d[\d,.]*\s*(?:[KMBTkmb]\b|(?:thousand|million|billion|trillion)\b|[\s,.;:)~–-]|$))"
)
_NESTED_HEADING = re.compile(r"^(?P<before>[ ]{0,3}(?:(?:>|[-*+]|\d+[.)])[ ]*)+)#{1,6}[ ]+(?P<words>.*\S)[ ]*$")
_TEXT = re.compile(r"[^\W_]")
_RULER = re.compile(r"[\s|:-]+")


def written(text: str, root: Path | None, place: Place) -> str:
    """Prose as a page has it; nothing where nothing remains of it.

    :param text: in Markdown.
    :param root: the folder that its links count from; nothing where the source has none.
    """
    whole = divide(f"# x\n\n{text}").whole.partition("\n")[2]
    found: list[str] = []
    for lines, verbatim in stretches(whole.split("\n")):
        found += lines if verbatim else [_heading(line) for line in lines if not _is_contents(line)]
    moved = safe_markdown("\n".join(found), _rewriter(root, place))
    kept: list[str] = []
    for lines, verbatim in stretches(moved.split("\n")):
        for line in lines:
            clean = line if verbatim else _cleaned(line)
            if clean is not None and (clean.strip() or (kept and kept[-1])):
                kept.append(clean if clean.strip() else "")
    body = "\n".join(kept).strip("\n")
    return body if _TEXT.search(re.sub(r"</?\w+>", "", body)) else ""


def _heading(line: str) -> str:
    """A heading inside of a quote or a list is bold: it is none of the page."""
    match = _NESTED_HEADING.match(line)
    return f"{match['before']}**{match['words'].strip('*# ')}**" if match else line


def _is_contents(line: str) -> bool:
    """Whether all links of an item, or of a line, lead into the page itself."""
    inside = len(_INTO_PAGE.findall(line))
    if not inside or inside < len(_LINK.findall(line)):
        return False
    words = re.sub(r"\[[^\[\]]*\]\(<?#[^()\n]*\)|<[^<>]*>", "", line)
    return bool(re.match(r"\s*(?:[-*+•|]|\d+[.)])", line)) or not _TEXT.search(words)


def _cleaned(line: str) -> str | None:
    """A line without what pictures that are left out had around them; nothing where nothing is left."""
    if _GONE not in line:
        return _MONEY.sub(r"\\$", line)
    line = _EMPTY_LINK.sub("", line).replace(_GONE, "").rstrip()
    return _MONEY.sub(r"\\$", line) if _TEXT.search(line) and not _RULER.fullmatch(line) else None


def _rewriter(root: Path | None, place: Place) -> Rewriter:
    def file(address: str) -> str | None:
        path = find_file(root, address) if root is not None else None
        if path is None or root is None or not path.resolve().is_relative_to(root.resolve()):
            return None
        return place(path.resolve())

    def image(alt: str, address: str) -> str:
        if _BADGE.search(address):
            return _GONE
        if is_external(address):
            return f"![{clean_label(alt)}]({address_text(address)})" if safe_address(address) else _GONE
        there = file(address)
        return _GONE if there is None else f"![{clean_label(alt)}]({there})"

    def target(address: str) -> str | None:
        if is_external(address):
            return None if safe_address(address) else ""
        if not address or address.startswith("#"):
            return ""
        there = file(address)
        return f" (`{address.replace('`', '')}`)" if there is None else f"({there})"

    def link(words: str, address: str) -> str:
        if not words.strip(f" \n{_GONE}"):
            return _GONE
        there = target(address)
        if there is None:
            return f"[{words.strip()}]({address_text(address)})"
        return f"[{words.strip()}]{there}" if there.startswith("(") else words + there

    return Rewriter(image, link, target)
