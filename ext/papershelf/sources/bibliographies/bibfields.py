"""From the fields of one BibTeX entry to options."""

from __future__ import annotations

import re
from collections.abc import Mapping

from papershelf.model import values
from papershelf.model.options import authors_text
from papershelf.model.paper import LINKS, Relation
from papershelf.sources.bibliographies import bibvalues, guesses
from papershelf.sources.bibliographies.latex import decode
from papershelf.sources.bibliographies.records import MARK, OWN, Draft, overlay

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_URL = re.compile(r"\\(?:url|href|path)\s*\{(?P<url>[^{}]*)\}.*", re.DOTALL)
_USED = frozenset(
    {"title", "subtitle", "shorttitle", "author", "year", "month", "day", "date", "journal", "journaltitle",
     "booktitle", "eventtitle", "howpublished", "eprint", "archiveprefix", "eprinttype", "primaryclass",
     "eprintclass", "doi", "url", "pdf", "code", "project", "video", "slides", "groups", "keywords",
     "keyword", "readstatus", "annote", "annotation", "note", "abstract", "related", "relatedtype", "crossref"}
)  # fmt: skip
_STATES = {"read": "done", "skimmed": "reading"}


def fill(draft: Draft, raw: Mapping[str, str], own: set[str]) -> None:
    """Turn fields into options.

    :param raw: lower-case field name to value with its LaTeX, inherited ones too.
    :param own: names of the fields that are not inherited.
    """
    draft.own = MARK in raw
    plain = {name: values.text(decode(text)) for name, text in raw.items() if name in _USED or name.startswith(OWN)}
    names, problems = bibvalues.authors(raw.get("author", ""))
    draft.problems += problems
    found = {
        "title": ": ".join(filter(None, (plain.get("title", ""), plain.get("subtitle", "")))),
        "short-title": plain.get("shorttitle", ""),
        "authors": authors_text(names),
        "date": _date(plain),
        "venue": _venue(plain),
        "doi": _verbatim(raw.get("doi", "")),
        "arxiv": _arxiv(plain),
        "tags": plain.get("keywords", "") or plain.get("keyword", ""),
        "status": _STATES.get(plain.get("readstatus", "").lower(), "planned"),
        **{name: _verbatim(raw.get(name, "")) for name in LINKS},
    }
    groups = [part.strip() for part in plain.get("groups", "").split(",") if part.strip()]
    found |= guesses.categories(groups, draft)
    if (relation := plain.get("relatedtype", "").lower()) in set(Relation):
        found[relation] = values.text(raw.get("related", ""))  # keys are no LaTeX
    draft.options = {name: text for name, text in found.items() if text}
    draft.summary = tuple(decode(line) for line in (raw.get("annote") or raw.get("annotation") or "").split("\n"))
    draft.abstract = plain.get("abstract", "")
    if draft.own:
        options = {name.removeprefix(OWN): text for name, text in plain.items() if name.startswith(OWN)}
        guesses.forget_arxiv_page(draft)
        overlay(draft, options)
        return
    draft.note = plain.get("note", "")
    draft.options.setdefault("url", "")
    if match := _URL.search(raw.get("howpublished", "")):
        draft.options["url"] = draft.options["url"] or match["url"]
    guesses.complete(draft)
    draft.unused = tuple(sorted(name for name in own if name not in _USED))


def _verbatim(raw: str) -> str:
    """An address or identifier: as it stands, but for what people escape in one."""
    match = _URL.search(raw)
    text = match["url"] if match else raw
    text = re.sub(r"\\([_%&#~$^{}])|\\textasciitilde(?:\{\})?", lambda m: m[1] or "~", text)
    return "".join(re.sub(r"[{}]", "", text).split())


def _date(plain: Mapping[str, str]) -> str:
    """``date`` of BibLaTeX, a range by its beginning, or ``year`` and ``month``."""
    written = plain.get("date", "") or plain.get("year", "")
    match = re.match(r"[^\d]*(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written)
    if match is None:
        return written
    if match[2]:
        return "-".join(filter(None, match.groups()))
    month = plain.get("month", "").strip().lower()
    number = int(month) if re.fullmatch(r"0?[1-9]|1[0-2]", month) else 0
    if month[:3] in _MONTHS:
        number = _MONTHS.index(month[:3]) + 1
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", plain.get("day", "") or month if number and not month.isdigit() else "")
    if not number:
        return match[1]
    return f"{match[1]}-{number:02}" + (f"-{int(day[1]):02}" if day else "")


def _venue(plain: Mapping[str, str]) -> str:
    journal = plain.get("journaltitle", "") or plain.get("journal", "")
    return journal or plain.get("booktitle", "") or plain.get("eventtitle", "")


def _arxiv(plain: Mapping[str, str]) -> str:
    """``eprint``, if it is one of arXiv's."""
    archive = (plain.get("archiveprefix", "") or plain.get("eprinttype", "")).lower()
    eprint = plain.get("eprint", "")
    return eprint if eprint and archive in {"", "arxiv"} else ""
