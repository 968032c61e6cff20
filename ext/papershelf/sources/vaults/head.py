"""What a note of a vault says of its paper in front matter and properties.

In: names and values, as YAML, TOML or lines give them. Out: options of papershelf, categories, aliases, and the rest.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from papershelf.model.record.build import build
from papershelf.model.record.links import LINKS
from papershelf.model.record.options import plain_author
from papershelf.model.text import values
from papershelf.sources.lines.values.names import read_names
from papershelf.sources.vaults.kinds import Kind
from papershelf.sources.words.links import field_of
from papershelf.sources.words.vocabulary import PROPERTIES, STATES

_OWN = {
    **dict.fromkeys(("category", "categories", "분류", "카테고리", "갈래"), "category"),
    **dict.fromkeys(("published", "publication date", "publication-date", "publication_date", "published-date",
                     "published year",
                     "발행일", "출판일", "year"), "year"),
    **dict.fromkeys(("alias", "aliases", "별칭"), "aliases"),
    **dict.fromkeys(("original-title", "original title", "paper-title", "논문", "논문명", "논문 제목"), "title"),
    **dict.fromkeys(("proceeding", "proceedings", "proceedingstitle", "publication-title", "publisher",
                     "학술지"), "venue"),
    **dict.fromkeys(("arxiv_url", "arxiv-url", "paper_url", "paper-url", "paperurl", "논문 링크", "원문"), "url"),
    **dict.fromkeys(("repo", "repository", "github_url", "code_url", "code-url"), "code"),
    **dict.fromkeys(("video", "youtube", "영상"), "video"),
    **dict.fromkeys(("slides", "발표자료"), "slides"),
    **dict.fromkeys(("상태", "진행"), "status"),
    **dict.fromkeys(("review-date", "review date", "read-date", "read date", "finished"), "read"),
    "name": "title",
    "이름": "title",
}  # fmt: skip
"""Names that vaults have for fields, besides those that every note has."""
_STATES = {
    **{name.replace(" ", ""): state.value for name, state in STATES.items()},
    **dict.fromkeys(("unread", "toread", "queued", "backlog", "notstarted", "시작전", "안읽음"), "planned"),
    **dict.fromkeys(("inprogress", "started", "ongoing", "진행중"), "reading"),
    **dict.fromkeys(("complete", "completed", "읽음", "readdone", "정리완료"), "done"),
}
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<to>[^()\s]+)\)")
_ADDRESS = re.compile(r"https?://[^\s)\]>\"']+")
_PREPRINT = re.compile(r"\b[aA]r[xX]iv:\s?(?P<id>\d{4}\.\d{4,5})(?:v\d+)?\b")
_SHOWN = 60
"""So much of a value the report shows."""


@dataclass
class Told:
    """What the head of a note tells.

    :param options: name of an option to its text.
    :param rest: names and values that no option takes.
    """

    options: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def take(self, name: str, value: Any, kind: Kind) -> None:
        """Take a property."""
        parts = [text for part in _parts(value) if (text := _plain(part))]
        if not parts:
            return
        low = name.strip().lower()
        known = _OWN.get(low) or PROPERTIES.get(low) or (low if low in {"also-in", "added", *LINKS} else "")
        if not known or not self._fill(known, parts, kind):
            text = ", ".join(parts)
            self.rest.append(f"{name.strip()}: {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}")

    def _fill(self, name: str, parts: list[str], kind: Kind) -> bool:
        """Fill a field; whether it takes the value."""
        joined = ", ".join(parts)
        if name == "category":
            self.categories += [text for part in parts for text in _listed(part) if text not in self.categories]
            return True
        if name in {"aliases", "short-title"}:
            self.aliases += [text for part in parts for text in _listed(part)]
            return True
        if name == "tags":
            self.tag(text for part in parts for text in _words(part, kind))
            return True
        if name == "authors":
            return self._authors(parts)
        if name == "status":
            state = _STATES.get(re.sub(r"[\s_-]|^\W+", "", joined.lower()), "")
            return bool(state) and self._set("status", state)
        if name in {"year", "date", "read"}:
            return self._date(name, joined, kind)
        if name == "venue":
            return self._venue(joined)
        if name in {"arxiv", "doi", *LINKS}:
            return all(self._address(name, part) for part in parts)
        return self._set(name, joined)

    def tag(self, tags: Iterable[str]) -> None:
        """Take tags."""
        held = self.options.get("tags", "").split(", ") if "tags" in self.options else []
        clean = [values.text(tag.replace(",", " ").strip("# ")) for tag in tags]
        told = list(dict.fromkeys(filter(None, [*held, *clean])))
        if told:
            self.options["tags"] = ", ".join(told)

    def _authors(self, parts: list[str]) -> bool:
        found = [author for part in parts for author in read_names(part, loose=True)]
        if found and len(found) >= len(parts):
            return self._set("authors", "; ".join(map(plain_author, found)))
        return self._set("authors", "; ".join(parts)) if len(parts) > 1 or ";" in parts[0] else False

    def _venue(self, text: str) -> bool:
        """``ICML 2021 / arXiv:2103.00020``: the identifier of a preprint is no part of a venue."""
        match = _PREPRINT.search(text)
        venue = text if match is None else f"{text[: match.start()]} {text[match.end() :]}".strip(" /,;|")
        if match is not None:
            self._set("arxiv", match["id"])
        return self._set("venue", venue) if venue else True

    def _date(self, name: str, text: str, kind: Kind) -> bool:
        match = re.search(r"\b(?:19|20)\d\d(?:[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?", text)
        if match is None:
            return False
        numbers = re.split(r"[-/.]", match[0])
        date = "-".join([numbers[0], *(f"{int(number):02}" for number in numbers[1:])])
        if name == "read" or (name == "date" and (kind.is_blog or self._dated(date))):
            return len(date) == 10 and self._set("read", date)  # the day of the post, not that of the paper
        if name == "year" and self.options.get("date", date)[:4] == date[:4] and len(date) > 4:
            name = "date"
        if name == "year" and "date" in self.options and not self.options["date"].startswith(date):
            self._set("read", self.options.pop("date"))
        return self._set("date", date)

    def _dated(self, date: str) -> bool:
        """Whether the paper has a year already that a date does not tell more of."""
        held = self.options.get("date", "")
        return bool(held) and not date.startswith(held)

    def _address(self, name: str, text: str) -> bool:
        link = _LINK.search(text)
        found = link["to"] if link else next(iter(_ADDRESS.findall(text)), "")
        if not found:
            return name in {"arxiv", "doi"} and self._set(name, text)
        try:
            if name in {"url", "pdf", "arxiv", "doi"}:
                name, found = field_of(found, name)
        except ValueError:
            return False
        return self._set(name, found)

    def _set(self, name: str, text: str) -> bool:
        """Set an option, if it may have the value; the first one stays."""
        made, problems = build("x", {name: text})
        if problems:
            return False
        if name in self.options:
            return self.options[name] == text
        self.options[name] = text
        return bool(made)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [f"{key}: {part}" for key, part in value.items() if isinstance(part, str | int | float)]
    if isinstance(value, list):
        return [inner for part in value for inner in (part if isinstance(part, list) else [part])]
    return [value]


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return values.text(_WIKI.sub(r"\1", str(value)).strip())


def _listed(text: str) -> list[str]:
    return [part.strip(" \"'[]") for part in text.split(",") if part.strip(" \"'[]")]


def _words(text: str, kind: Kind) -> list[str]:
    """Tags of a text: Jekyll's are parted by blanks, everybody else's by commas."""
    parts = [part.strip() for part in re.split(r"[,;]|(?<=\S)\s+(?=#)", text)]
    return text.split() if kind is Kind.JEKYLL and len(parts) == 1 else parts


def front_matter(text: str) -> tuple[dict[str, Any], str, int]:
    """The front matter of a note, in YAML or TOML, and what is below it.

    :returns: names and values, the text, and how many lines came before it; without names where it cannot be read.
    """
    lines = text.split("\n")
    marks = lines[0].rstrip()
    if marks not in {"---", "+++"}:
        return {}, text, 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in {marks, "..."}), 0)
    if not end:
        return {}, text, 0
    inside = "\n".join(lines[1:end])
    found = _toml(inside) if marks == "+++" else _yaml(inside)
    if found is None:
        return ({}, text, 0) if marks == "+++" else (_by_line(lines[1:end]), "\n".join(lines[end + 1 :]), end + 1)
    flat: dict[str, Any] = {}
    for name, value in found.items():
        inner = isinstance(value, Mapping) and str(name).lower() in {"paper", "params", "metadata"}
        flat |= {str(key): part for key, part in value.items()} if inner else {str(name): value}
    return flat, "\n".join(lines[end + 1 :]), end + 1


def _by_line(lines: list[str]) -> dict[str, Any]:
    """Front matter that is no YAML, as ``authors: [[A]], [[B]]`` is none."""
    pairs = [line.partition(":") for line in lines if re.match(r"[^\s:#-][^:]{0,60}:(?:\s|$)", line)]
    return {name.strip(): value.strip().strip("\"'") for name, _colon, value in pairs if value.strip()}


def _yaml(text: str) -> dict[str, Any] | None:
    import yaml

    try:
        found = yaml.safe_load(text) or {}
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _toml(text: str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
