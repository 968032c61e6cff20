"""What is wrong in the option lines of a paper page, and in its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from papershelf.checks.finding import Code, Finding, Mend
from papershelf.checks.page import Page
from papershelf.model.record.build import shorten
from papershelf.model.record.paper import LINKS, parse_author
from papershelf.model.text import values
from papershelf.sources.pages.page import option_lines

_LINE = re.compile(r"(?P<head>\s*:[^:\s][^:]*:)(?P<gap> *)(?P<value>.*)", re.DOTALL)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_ODD = re.compile(r"[^\S ]|[\u200b\u2060\ufeff]| {2,}|\s+$")
LATEX = re.compile(
    r"\\[a-zA-Z]{2,}|\\[a-zA-Z]\{|\\['\"`^~=.]\s*\{?\\?[a-zA-Z]|\{\\|(?<!\\)\$[^$]+\$|\\[&%#]|(?<!\\)\{[^{}]*\}(?!`)"
)
_HEADING_LATEX = re.compile(
    r"\\[a-zA-Z]{2,}|\\[a-zA-Z]\{|\\['\"^=.]\s*\{?\\?[a-zA-Z]|(?<!\\)\{\\|(?<!\\)\$[^$]+\$|(?<!\\)\{[^{}]*\}(?!`)"
)
_AUTHOR_LATEX = re.compile(r"\\|\$|(?<=[^\s;])\{|\{[^{}]*\{|~")
_NUMERAL = re.compile(r"[IVX]+")
_MOST = 200
"""Option lines that are looked at."""

Options = tuple[tuple[str, int], ...]
"""Names of options with their lines, from 1."""


def of_page(page: Page) -> Iterator[Finding]:
    """Findings of a paper page that need no other page."""
    found = page.scanned.found[0]
    for other in page.scanned.found[1:]:
        message = f"a second paper-summary; the first, in line {found.line}, counts: take this one out"
        yield Finding(page.path, other.line, Code.DUPLICATE_SUMMARY, message)
    written = found.option_lines or option_lines(page.lines[found.line : found.line + _MOST], found.line + 1)
    if written and not found.option_lines:
        message = "the options cannot be read; each is written ':name: value', a value with signs in quotes"
        yield Finding(page.path, found.line, Code.INVALID_OPTION, message)
    last = dict(found.option_lines)
    for name, line in written:
        yield from _white_space(page, line)
        if last.get(name) == line:
            yield from _value(page, name, line, found.options[name])
    yield from _doubles(page, written)
    yield from _heading(page)
    yield from _normal_form(page, {line: name for name, line in written})


def _raw(page: Page, line: int) -> str:
    """The value of an option as it stands in its line; nothing for options between ``---``."""
    match = _LINE.fullmatch(page.lines[line - 1])
    return match["value"].strip() if match else ""


def _value(page: Page, name: str, line: int, value: str) -> Iterator[Finding]:
    if name in {"arxiv", "doi", "url"}:
        yield from _bare(page, name, line, value)
    elif name in {"title", "short-title"} and LATEX.search(value):
        message = f"{name}: found {shorten(value)!r}; a title is plain text, without LaTeX"
        yield Finding(page.path, line, Code.LATEX_TITLE, message)
    elif name == "authors":
        for raw in value.split(";"):
            yield from _author(page, line, raw.strip())


def _author(page: Page, line: int, raw: str) -> Iterator[Finding]:
    if _AUTHOR_LATEX.search(raw):
        message = f"authors: found {shorten(raw)!r}; a name is plain text, without LaTeX: 'José Álvarez'"
        yield Finding(page.path, line, Code.LATEX_AUTHOR, message)
        return
    try:
        author = parse_author(raw)
    except ValueError:
        return
    family = author.family
    if len(family) > 1 and family.isupper() and not _NUMERAL.fullmatch(family):
        message = f"authors: found {shorten(raw)!r}; a family name is not in capitals, and a group is in braces"
        yield Finding(page.path, line, Code.CAPITAL_AUTHOR, message)


def _bare(page: Page, name: str, line: int, value: str) -> Iterator[Finding]:
    known = [(name, value)] if name != "url" else [("arxiv", value), ("doi", value)]
    for option, text in known:
        try:
            bare = "".join(values.arxiv(text)) if option == "arxiv" else values.doi(text)
        except ValueError:
            continue
        if name == "url":
            message = f"url: found {shorten(value)!r}; it is written as '{option}: {bare}'"
            yield Finding(page.path, line, Code.NON_BARE_ID, message)
        elif bare != value.strip():
            mend = None
            if _raw(page, line) == value.strip():
                mend = Mend(line - 1, line, partial(_put, value.strip(), bare), f"{name} is {bare} now")
            message = f"{name}: found {shorten(value)!r}; it is written bare: {bare}"
            yield Finding(page.path, line, Code.NON_BARE_ID, message, mend)


def _put(old: str, new: str, line: str) -> str:
    match = _LINE.fullmatch(line)
    if match is None or match["value"].strip() != old:
        return line
    return f"{match['head']}{match['gap']}{match['value'].replace(old, new, 1)}"


def _white_space(page: Page, line: int) -> Iterator[Finding]:
    match = _LINE.fullmatch(page.lines[line - 1])
    if match and (_ODD.search(match["value"]) or (match["gap"] and not match["value"])):
        message = f"found {shorten(page.lines[line - 1])!r}; words are parted by one space, and none follows"
        mend = Mend(line - 1, line, _single_spaces, "single spaces")
        yield Finding(page.path, line, Code.WHITE_SPACE, message, mend)


def _single_spaces(line: str) -> str:
    match = _LINE.fullmatch(line)
    if match is None:
        return line
    value = " ".join(_INVISIBLE.sub("", match["value"]).split())
    return f"{match['head']}{match['gap'] or ' '}{value}" if value else match["head"]


def _doubles(page: Page, written: Options) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for name, line in written:
        if name not in first:
            first[name] = line
            continue
        raw = _raw(page, line)
        equal = bool(raw) and values.text(raw) == values.text(_raw(page, first[name]))
        mend = Mend(line - 1, line, lambda _line: None, f"the second {name} is gone") if equal else None
        message = f"option {name!r} is given twice, first in line {first[name]}; the last one counts: keep one"
        yield Finding(page.path, line, Code.DOUBLED_OPTION, message, mend)


def _heading(page: Page) -> Iterator[Finding]:
    heading = page.scanned.heading
    pattern = _HEADING_LATEX if page.markdown else LATEX
    if pattern.search(heading):
        message = f"title: found {shorten(heading)!r}; a title is plain text, without LaTeX"
        yield Finding(page.path, page.heading_line() + 1, Code.LATEX_TITLE, message)


def _normal_form(page: Page, options: dict[int, str]) -> Iterator[Finding]:
    """Text that is not in NFC: each option line, and once the rest of the page.

    :param options: line, from 1, to the option in it.
    """
    if unicodedata.is_normalized("NFC", page.text):
        return
    others = []
    for number, text in enumerate(page.lines, 1):
        if unicodedata.is_normalized("NFC", text):
            continue
        if number not in options:
            others.append(number)
            continue
        mend = None
        if options[number] not in LINKS and options[number] != "doi":
            edit: Callable[[str], str] = partial(unicodedata.normalize, "NFC")
            mend = Mend(number - 1, number, edit, f"{options[number]} is in NFC")
        yield Finding(page.path, number, Code.NOT_NFC, f"option {options[number]!r} is not NFC-normalised", mend)
    yield from rest_of_page(page, others)


def rest_of_page(page: Page, lines: list[int]) -> Iterator[Finding]:
    """The finding for lines of prose that are not in NFC."""
    if lines:
        more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        message = f"text is not NFC-normalised in this line{more}: some searches do not find it"
        yield Finding(page.path, lines[0], Code.NOT_NFC, message)
