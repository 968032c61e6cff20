"""A library as a README list that people read on a forge, and that can be imported again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from papershelf.exports.pages.page import option_text, summary_markdown
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.lists import BEGIN, END
from papershelf.model.text.markdown import escape, escape_heading
from papershelf.translations import words

DATA = "<!-- papershelf: {} -->"
"""What a list has no visible place for, as JSON; an importer reads it back."""

MARKS = {
    "ko": {Status.WRITING: "작성중", Status.READING: "읽는 중"},
    "en": {Status.WRITING: "WIP", Status.READING: "reading"},
}
"""Words of a state, which importers know; of other languages, those of English."""
_PLAIN_TITLE = re.compile(r"[^\W_](?:[^\W_]|[ ,:'?.-])*(?<![ .,:'-])")
_MARK_WORDS = re.compile(
    r"\b(?:wip|to ?do|to read|done|read|reading|finished|planned|tbd|draft|writing|in progress)\b|"
    r"작성|정리|읽|완료|예정|추후|초안",
    re.IGNORECASE,
)

_SEEN_YEAR = re.compile(r"(?:19|20)\d\d")
"""A year that an importer takes for one where it stands beside a title."""

Address = Callable[[Entry], str]
"""Relative address of a paper's page, without escapes."""


def readme(
    catalogue: Catalogue,
    entries: Sequence[Entry],
    summaries: Mapping[str, str],
    address: Address,
    *,
    language: str = "en",
    whole: bool = True,
    prose: Mapping[str, str] | None = None,
) -> str:
    """The list: a heading for each category below those of the ones above it, numbered papers, summaries that unfold.

    :param entries: the papers that it is to show, in reading order.
    :param summaries: key to the summary in Markdown.
    :param whole: whether categories without papers are shown too.
    :param prose: slug of a category to what is said about it, in Markdown.
    """
    by_category: dict[str, list[Entry]] = {slug: [] for slug in catalogue.categories}
    others: list[Entry] = []
    for entry in entries:
        by_category.get(entry.paper.category, others).append(entry)
    parts = []
    shown = set(by_category if whole else catalogue.above(slug for slug, members in by_category.items() if members))
    for slug, members in by_category.items():
        if slug in shown:
            parts += _heading(catalogue.categories[slug], len(catalogue.path(slug)))
            parts += [prose[slug]] if prose and prose.get(slug) else []
            parts += _list(members, summaries, address, language)
    if others:
        _ = words(language).gettext
        title = _("Uncategorised")
        parts += [f"## {title}", DATA.format('{"slug": ""}')]
        parts += _list(others, summaries, address, language, listed=False)
    return "\n\n".join(parts)


def put_between(text: str, listed: str, own: str = "") -> str:
    """A README with the list between its two marks; a new README where there is none.

    :param own: title and prose of a new README; where empty, words that say what made it.
    """
    block = f"{BEGIN}\n\n{listed}\n\n{END}"
    begin = re.search(rf"^{re.escape(BEGIN)}\r?$", text, re.MULTILINE)
    end = re.search(rf"^{re.escape(END)}\r?$", text[begin.end() :], re.MULTILINE) if begin else None
    if begin is None or end is None:
        return f"{own or _made('ko' if re.search(r'[가-힣]', listed) else 'en')}\n{block}\n"
    if "\r\n" in text:
        block = block.replace("\n", "\r\n")
    carried = "\r" if end[0].endswith("\r") else ""
    return text[: begin.start()] + block + carried + text[begin.end() + end.end() :]


def _made(language: str) -> str:
    """The head of a new README: what made it."""
    title = words(language).pgettext("list", "Papers")
    _ = words(language).gettext
    told = _("This list is written by `papershelf export`: what stands between the marks is written anew.")
    return f"# {title}\n\n{told}\n"


def data(values: Mapping[str, Any]) -> str:
    """The comment that holds JSON: nothing in it can end the comment or the line."""
    text = json.dumps(values, ensure_ascii=False).replace("--", r"-\u002d")
    return DATA.format(text)


def _heading(category: Category, level: int) -> list[str]:
    """A heading; the sixth level is the last that Markdown has, so the parent is told beside it."""
    told = {"slug": category.slug, "title": category.title} | ({"parent": category.parent} if category.parent else {})
    return [f"{'#' * min(level + 1, 6)} {escape_heading(category.title)}", data(told)]


def _list(
    members: Sequence[Entry], summaries: Mapping[str, str], address: Address, language: str, listed: bool = True
) -> list[str]:
    items = [_item(n, e, summaries.get(e.key, ""), address, language, listed) for n, e in enumerate(members, 1)]
    return ["\n\n".join(items)] if items else []


def _item(number: int, entry: Entry, written: str, address: Address, language: str, listed: bool) -> str:
    paper = entry.paper
    marks = MARKS["ko" if language.startswith("ko") else "en"]
    told = ", ".join(filter(None, (paper.year, marks.get(paper.status, ""))))
    title = escape(paper.title or paper.key) + (f" ({told})" if told else "")
    linked = not entry.queued and paper.status is not Status.PLANNED
    name = f"[{title}]({quote(address(entry))})" if linked else f"[{title}]"
    shown = summary_markdown(paper.summary)
    hidden = _hidden(paper, written if written != shown else "", listed=listed)
    lines = [f"{number}. {name} {data(hidden)}"]
    if shown:
        label = words(language).pgettext("list", "Summary")
        lines += ["<details>", f"<summary>{label}</summary>", "", *shown.split("\n"), "", "</details>"]
    indent = " " * (len(str(number)) + 2)
    return "\n".join([lines[0], *(f"{indent}{line}".rstrip() for line in lines[1:])])


def _hidden(paper: Paper, summary: str, *, listed: bool) -> dict[str, Any]:
    """What the visible line does not tell.

    :param listed: whether the paper stands under the heading of its category.
    """
    found: dict[str, Any] = {"key": paper.key}
    unseen = paper.year and not _SEEN_YEAR.fullmatch(paper.year)  # its brackets would count as words of the title
    if unseen or not _PLAIN_TITLE.fullmatch(paper.title) or _MARK_WORDS.search(paper.title):
        found["title"] = paper.title
    for name in FIELDS:
        text = option_text(paper, name)
        if text and name not in {"title", "status", "category"} and not (name == "year" and _SEEN_YEAR.fullmatch(text)):
            found[name] = text
    if not listed:
        found["category"] = paper.category
    if paper.note:
        found["note"] = paper.note
    if summary:
        found["summary"] = summary
    return found
