"""From what a line of a list tells to the record of a paper: fields, key, state, note."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from urllib.parse import unquote

from papershelf.model import values
from papershelf.model.build import build, shorten
from papershelf.model.fields import FIELDS
from papershelf.model.markdown import escape
from papershelf.model.paper import Paper, Status
from papershelf.sources.entries import Draft
from papershelf.sources.found import Found, key_for
from papershelf.sources.links import field_of, find_file, is_external, is_paper
from papershelf.sources.marks import Marks
from papershelf.sources.text import summary_lines

_NOTION_ID = re.compile(r"[ _-]?[0-9a-f]{32}$")
_GENERIC_NAMES = frozenset({"note", "notes", "review", "summary", "paper", "main", "readme", "index", "contents"})


def paper(draft: Draft, folder: Path, category: str, summary: str) -> Found:
    """The record of a line.

    :param folder: of the list; notes are looked for in it and below.
    :param summary: in Markdown.
    :raises ValueError: if the line gives no paper; the message says why.
    """
    marks = draft.marks
    remarks: list[str] = []
    options = {name: text for name in FIELDS if isinstance(text := draft.data.get(name), str) and text}
    keyed = isinstance(draft.data.get("key"), str)
    title = values.title(marks.title)
    if re.fullmatch(r"https?://\S+", title):
        raise ValueError(f"there is an address and no title; 'papershelf new {shorten(title)}' makes a page of it")
    if not title.strip(" .-–—*_") and not keyed:
        raise ValueError("there is no title")
    if marks.date and not options.get("date", options.get("year", "")).startswith(marks.date):
        options.pop("date", None)
        options["year"] = marks.date
    if marks.venue:
        options.setdefault("venue", marks.venue)
    if marks.short_title:
        options.setdefault("short-title", marks.short_title)
    options |= {name: text for name, text in draft.options.items() if name not in options}
    leftover = _links(draft, options, remarks)
    note = _note(draft, folder, remarks)
    if isinstance(draft.data.get("summary"), str):
        summary = draft.data["summary"]
    given = {"note": str(draft.data.get("note", ""))} if draft.data.get("note") else {}
    key = values.key(draft.data["key"]) if keyed else _key(draft, marks, options, title)
    made, problems = build(key, options, **given)
    remarks += [problem.message for problem in problems]
    made = dataclasses.replace(
        made,
        title=title,
        category=draft.data["category"] if isinstance(draft.data.get("category"), str) else category,
        authors=made.authors or draft.authors,
        tags=made.tags or tuple(dict.fromkeys((*draft.tags, *marks.tags))),
    )
    if not made.date and made.arxiv[:1].isdigit() and not keyed:
        made = dataclasses.replace(made, date=f"20{made.arxiv[:2]}-{made.arxiv[2:4]}")
    return _finished(
        made, draft, Found(made, line=draft.line, keyed=keyed, note=note, root=folder), summary, leftover, remarks
    )


def _finished(made: Paper, draft: Draft, found: Found, summary: str, leftover: list[str], remarks: list[str]) -> Found:
    """Settle state, description and summary."""
    rest = draft.rest
    linked = bool(draft.note) or (found.keyed and not draft.bracketed)
    if rest and (summary or linked or leftover):
        summary = "\n".join(filter(None, (f"- {escape(rest)}", summary)))
        rest = ""
    status = draft.marks.status or (Status.DONE if linked or (summary and not found.keyed) else Status.PLANNED)
    if status is Status.PLANNED and linked and not found.keyed:
        status = Status.WRITING
    if status is Status.DONE and not summary and found.note is None and not found.keyed:
        remarks.append("there is neither a note nor a summary yet, so the note counts as being written")
        status = Status.WRITING
    if rest and status is not Status.PLANNED:
        summary, rest = f"- {escape(rest)}", ""
    beyond = (made.short_title, made.authors, made.venue, made.tags, leftover, {*dict(made.links)} - {"url"})
    if rest and any(beyond):
        summary, rest = f"- {escape(rest)}", ""
    made = dataclasses.replace(made, status=status, note=made.note or values.text(rest), summary=summary_lines(summary))
    body = "\n".join(leftover)
    return dataclasses.replace(found, paper=made, summary=summary, body=body, remarks=tuple(remarks))


def _links(draft: Draft, options: dict[str, str], remarks: list[str]) -> list[str]:
    """Put links into fields.

    :returns: those no field is left for, as list items of the note.
    """
    leftover = []
    for label, href in draft.links:
        if not is_external(href):
            if not href.startswith("#"):
                remarks.append(f"the file {href[:80]} is not taken in")
            continue
        try:
            name, value = field_of(href, label)
        except ValueError as error:
            remarks.append(f"the link {href[:80]!r} is left out: {error}")
            continue
        if name == "url" and options.get("url", value) != value and "project" not in options:
            name = "project" if not is_paper(value) else name
        if options.get(name, value) == value or (name == "arxiv" and options[name].startswith(value)):
            options[name] = value
        else:
            words = re.sub(r"([\[\]\\<>`*_])", r"\\\1", values.text(label) or name)
            leftover.append(
                f"- [{words}](<{href.strip()}>)" if re.search(r"[()]", href) else f"- [{words}]({href.strip()})"
            )
    return leftover


def _note(draft: Draft, folder: Path, remarks: list[str]) -> Path | None:
    if not draft.note:
        return None
    found = find_file(folder, draft.note)
    if found is None:
        if "key" not in draft.data:
            remarks.append(f"its note {unquote(draft.note)[:120]} is not there")
        return None
    resolved = found.resolve()
    if not resolved.is_relative_to(folder.resolve()):
        remarks.append(f"its note {unquote(draft.note)[:120]} is outside the list's folder and not taken in")
        return None
    return resolved


def _key(draft: Draft, marks: Marks, options: dict[str, str], title: str) -> str:
    """A key made of the note's name, of the short name, or of the title."""
    if draft.note:
        path = (
            unquote(draft.note.partition("#")[0].partition("?")[0])
            .strip("/")
            .removesuffix(".md")
            .removesuffix(".markdown")
        )
        parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
        while parts and _NOTION_ID.sub("", parts[-1]).lower() in _GENERIC_NAMES and len(parts) > 1:
            parts.pop()
        name = _NOTION_ID.sub("", parts[-1]) if parts else ""
        if name and name.lower() not in _GENERIC_NAMES:
            return key_for(name)
    if options.get("short-title"):
        return key_for(options["short-title"])
    head, colon, _tail = title.partition(":")
    if colon and len(head.split()) <= 3 and len(head) <= 40:
        return key_for(head)
    return key_for(" ".join(title.split()[:10]))
