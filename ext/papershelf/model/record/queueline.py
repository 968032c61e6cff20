"""A planned paper as one line of a queue, read and written.

``[key =] Title [— Names] [(year) | (year, venue)] [arXiv:ID | doi:ID | URL] [+YYYY-MM-DD] [— note]``

A dash with spaces around it parts the line. How the parts are told:

1. The *facts* are what stands last in a part: a year in parentheses, an identifier, a link, a date with ``+``, in
   whatever order. A year is ``2021``, ``2021-06``, ``2021-06-17``, or ``n.d.`` where it is not known; a comma and a
   venue may follow it.
2. If the first part ends with facts, it is the whole paper, and all after it is the note.
3. Else the first later part whose facts begin with the year in parentheses holds the names, and what stands before
   it is the title, dashes and all; after it comes the note. It may hold no names: ``A — B — (2021)`` is a title with
   a dash.
4. Else the first part is the title, and all after it is the note: ``PEFT — a family of methods``.

A link is the paper's ``url``. Beside an identifier or another link it is what its host says: that of a repository is
``code``, that of a page on ``github.io`` the ``project``, that of a film ``video``, and a file ``.pdf`` the ``pdf``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from papershelf.model.record.build import Problem
from papershelf.model.record.paper import LINKS, Paper, Status
from papershelf.model.record.queuenames import are_names, names_text, parse_names
from papershelf.model.text import romanisation, values

FORM = (
    "a line is written '[key =] Title [— Names] [(year) | (year, venue)] [arXiv:ID | doi:ID | URL] "
    "[+YYYY-MM-DD] [— note]'"
)
_DASH = " — "
_YEAR = re.compile(r"\((?P<date>[0-9]{4}(?:-[0-9]{2}){0,2}|n\.d\.)(?:,\s*(?P<venue>\S.*))?\)", re.IGNORECASE)
_FACT = re.compile(r"\+\d\S*|arxiv:\S+|doi:\S+|https?://\S+", re.IGNORECASE)
_KINDS = (
    ("pdf", re.compile(r"[^?#]*\.pdf(?:[?#]|$)", re.IGNORECASE)),
    (
        "code",
        re.compile(
            r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)/"
            r"(?!\S*/(?:issues|pull|discussions|wiki)(?:/|$)|\S*/blob/\S*\.(?:md|markdown|rst|txt)(?:#|$))\S",
            re.IGNORECASE,
        ),
    ),
    ("project", re.compile(r"https?://[\w-]+\.github\.io(?:/|$)", re.IGNORECASE)),
    (
        "video",
        re.compile(r"https?://(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)/\S", re.IGNORECASE),
    ),
)
"""What a link is that does not stand alone, and how one of this kind looks."""
_UNKNOWN = "n.d."
_MOST_FACTS = 10  # one more than there are kinds: of so many, one is given twice


def parse(text: str, category: str) -> tuple[Paper | None, list[Problem]]:
    """One planned paper, or the reason why the line is none."""
    try:
        title, names, facts, note = _parts(" ".join(text.split()))
        named, title = _split_key(title)
        attributes = _attributes(facts)
        title = values.title(title)
        if not title:
            raise ValueError("there is no title")
        key = named or _slug(title)
        short, note = _split_short(named, title, values.text(note))
        if not key:
            raise ValueError("the title gives no key of letters and digits: write 'key = Title'")
        paper = Paper(
            key=key,
            title=title,
            short_title=short,
            authors=parse_names(names),
            category=category,
            status=Status.PLANNED,
            note=note,
            **attributes,
        )
    except ValueError as error:
        return None, [Problem("", f"found {text!r}; {error}; {FORM}", "invalid-queue")]
    return paper, []


def _slug(text: str) -> str:
    return values.slug(text) or romanisation.slug(text)


def _split_short(key: str, title: str, note: str) -> tuple[str, str]:
    """The short title that a note begins with, and the rest of the note: ``bear = A Title — BEAR; to read first``.

    It is one if the key of the line says the same, and the title does not.
    """
    name, _sign, more = note.partition("; ")
    if not key or len(name) > values.MAX_TITLE or _slug(name) != key or _slug(title) == key:
        return "", note
    return name, more


def write(paper: Paper) -> str:
    """A planned paper as a list item; empty where a line has no place for all that pages show of it."""
    beyond = (paper.also_in, paper.tags, paper.read, paper.former_keys, paper.relations, paper.summary, paper.cite_key)
    if paper.status is not Status.PLANNED or any(beyond) or not paper.title:
        return ""
    names = names_text(paper.authors)
    if paper.authors and not names:
        return ""
    remark = "; ".join(filter(None, (paper.short_title, paper.note)))
    rest = [
        f"arXiv:{paper.arxiv}{paper.arxiv_version}" if paper.arxiv else "",
        f"doi:{paper.doi}" if paper.doi else "",
        *(url for _name, url in paper.links),
        f"+{paper.added}" if paper.added else "",
        f"— {remark}" if remark else "",
    ]
    dash = f"— {names}" if names else "—" if _DASH in paper.title else ""
    venue = f", {paper.venue}" if paper.venue else ""
    for unknown in ("", _UNKNOWN):  # the second where only that tells the note from names
        year = paper.date or (_UNKNOWN if venue or dash else unknown)
        parts = [f"- {paper.key} = {paper.title}", dash, f"({year}{venue})" if year else "", *rest]
        line = " ".join(filter(None, parts))
        if parse(line[2:], paper.category) == (replace(paper, spans=(), type="", fields=()), []):
            return line
    return ""


def links(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The links of a paper as a line tells them, by their hosts; as they are where two would be of one kind."""
    urls = list(dict.fromkeys(url for _name, url in paper.links))
    alone = len(urls) + bool(paper.arxiv) + bool(paper.doi) == 1
    told = {_kind(url, alone=alone): url for url in urls}
    return tuple((name, told[name]) for name in LINKS if name in told) if len(told) == len(urls) else paper.links


# -- the parts of a line --------------------------------------------------------------------------


def _parts(text: str) -> tuple[str, str, list[str], str]:
    """Title with its key, names, facts and note of a line."""
    parts = text.split(_DASH)
    head, facts = _split_facts(parts[0], 1)
    if facts:
        return head, "", facts, _DASH.join(parts[1:])
    for number, part in enumerate(parts[1:], 1):
        names, facts = _split_facts(part, 0)
        if facts and _YEAR.fullmatch(facts[0]) and are_names(names):
            return _DASH.join(parts[:number]), names, facts, _DASH.join(parts[number + 1 :])
    return parts[0], "", [], _DASH.join(parts[1:])


def _split_facts(text: str, least: int) -> tuple[str, list[str]]:
    """What stands before the facts at the end of a text, and these.

    :param least: characters that have to stand before them.
    """
    found: list[str] = []
    while len(found) < _MOST_FACTS and (start := _last_fact(text)):
        at = start - 1
        if at < least:
            break
        found.append(text[at:])
        text = text[:at].rstrip()
    return text, found[::-1]


def _last_fact(text: str) -> int:
    """Where the fact begins that a text ends with, from 1; 0 where it ends with none."""
    if text.endswith(")"):
        at = _opening(text)
        inside = text[at + 1 : -1] if at >= 0 else ""
        alone = at == 0 or text[at - 1 : at] == " "
        plain = inside[:1].isdigit() and "(" not in inside
        if alone and (plain or _YEAR.fullmatch(text[at:])):
            return at + 1
    at = text.rfind(" ") + 1
    return at + 1 if _FACT.fullmatch(text[at:]) else 0


def _opening(text: str) -> int:
    """Place of the parenthesis that the one at the end closes, or -1."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if not depth:
            return at
    return -1


def _split_key(text: str) -> tuple[str, str]:
    head, equals, tail = text.partition("=")
    if not equals or "://" in head or (head and not head[-1].isspace()):
        return "", text
    return values.key(head), tail.strip()


def _attributes(facts: list[str]) -> dict[str, Any]:
    """Attributes of a record that facts tell."""
    found: dict[str, Any] = {}
    links: dict[str, str] = {}
    alone = sum(not fact.startswith(("(", "+")) for fact in facts) == 1
    for fact in facts:
        if fact.startswith("("):
            told = _year(fact)
        elif fact.startswith("+"):
            told = {"added": values.day(fact[1:])}
        elif fact.lower().startswith("arxiv:"):
            told = dict(zip(("arxiv", "arxiv_version"), values.arxiv(fact), strict=True))
        elif fact.lower().startswith("doi:"):
            told = {"doi": values.doi(fact)}
        else:
            told = _identifier(fact) or {_kind(fact, alone=alone): values.url(fact)}
        twice = next((name for name in told if name in found or name in links), "")
        if twice:
            raise ValueError(f"{twice} is given twice")
        (found if told.keys().isdisjoint(LINKS) else links).update(told)
    return found | ({"links": tuple((name, links[name]) for name in LINKS if name in links)} if links else {})


def _year(fact: str) -> dict[str, str]:
    match = _YEAR.fullmatch(fact)
    date, venue = (match["date"], match["venue"]) if match else (fact[1:-1], None)
    told = {"date": "" if date.lower() == _UNKNOWN else values.partial_date(date)}
    return told | {"venue": values.text(venue)} if venue else told


def _identifier(url: str) -> dict[str, Any]:
    """What an arXiv or DOI address says; nothing for any other."""
    for name, convert in (("arxiv", lambda u: values.arxiv(u)[0]), ("doi", values.doi)):
        try:
            return {name: convert(url)}
        except ValueError:
            continue
    return {}


def _kind(url: str, *, alone: bool) -> str:
    """The option that a link belongs to."""
    return "url" if alone else next((name for name, form in _KINDS if form.match(url)), "url")
