"""From the fields of one BibTeX entry to options."""

from __future__ import annotations

import re
from collections.abc import Mapping

from papershelf.model.record import bibliographic
from papershelf.model.record.build import shorten
from papershelf.model.record.kinds import KINDS, bibtex_type
from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import LINKS, Relation
from papershelf.model.text import values
from papershelf.sources.bibliographies.bib import bibvalues
from papershelf.sources.bibliographies.bib.latex import decode
from papershelf.sources.bibliographies.bib.markup import unmarked, unmarked_latex
from papershelf.sources.bibliographies.entries import guesses
from papershelf.sources.bibliographies.entries.records import MARK, OWN, Draft, overlay
from papershelf.sources.words import dates
from papershelf.sources.words.links import identifier_of

_URL = re.compile(r"\\(?:url|href|path)\s*\{(?P<url>[^{}]*)\}.*", re.DOTALL)
_SIGN = re.compile(
    r"(?P<less>\$<\$|\\textless(?![A-Za-z])|\$?\\lt(?![A-Za-z])\s*\$?|%3C)|\$>\$|\\textgreater(?![A-Za-z])|\$?\\gt(?![A-Za-z])\s*\$?|%3E",
    re.IGNORECASE,
)
"""Angle brackets as people and programs write them in a DOI."""
_OPTIONS = frozenset(
    {"title", "shorttitle", "author", "year", "month", "day", "date", "doi", "keywords", "keyword", "readstatus",
     "groups", "crossref", "xdata", *LINKS}
)  # fmt: skip
"""Fields that options hold; what an option has no place for of them is kept besides."""
_HOLDERS = ("journaltitle", "booktitle", "eventtitle")
_MENDELEY = {
    "web_page": "online", "generic": "misc", "book_section": "incollection", "journal_article": "article",
    "newspaper_article": "article-newspaper", "magazine_article": "article-magazine", "film": "movie",
    "conference_proceedings": "inproceedings", "computer_program": "software", "working_paper": "report",
    "encyclopedia_article": "inreference", "television_broadcast": "broadcast", "case": "jurisdiction",
    "statute": "legislation",
}  # fmt: skip
"""Types of Mendeley that BibTeX has others for."""
_STATES = {"read": "done", "skimmed": "reading"}


def fill(draft: Draft, raw: Mapping[str, str], kind: str) -> None:
    """Turn fields into options, and keep what no option holds.

    :param raw: lower-case field name to value with its LaTeX, inherited ones too.
    :param kind: type of the entry, in lower case.
    """
    draft.own = MARK in raw
    plain = {name: values.text(decode(text)) for name, text in raw.items()}
    if not draft.own:
        raw = {name: unmarked_latex(text) if _is_names(name) else text for name, text in raw.items()}
        plain = {name: values.text(unmarked(text)) for name, text in plain.items()}
    names, problems = bibvalues.authors(raw.get("author", ""))
    draft.problems += problems
    draft.word, draft.word_of = _type(draft, kind), bibtex_type
    draft.issued, date = _date(plain, draft)
    found = {
        "title": ": ".join(filter(None, (plain.get("title", ""), plain.get("subtitle", "")))),
        "short-title": plain.get("shorttitle", ""),
        "authors": authors_text(names),
        "date": date,
        "venue": _venue(plain, draft),
        "doi": _doi(raw.get("doi", ""), own=draft.own),
        "arxiv": _arxiv(plain),
        "tags": plain.get("keywords", "") or plain.get("keyword", ""),
        "status": _STATES.get(plain.get("readstatus", "").lower(), "planned"),
        **{name: _address(raw.get(name, ""), own=draft.own) for name in LINKS},
    }
    groups = [part.strip() for part in plain.get("groups", "").split(",") if part.strip()]
    found |= guesses.categories(groups, draft)
    if (relation := plain.get("relatedtype", "").lower()) in set(Relation):
        found[relation] = values.text(raw.get("related", ""))  # keys are no LaTeX
    draft.options = {name: text for name, text in found.items() if text}
    draft.summary = tuple(decode(line) for line in (raw.get("annote") or raw.get("annotation") or "").split("\n"))
    draft.abstract = plain.get("abstract", "")
    _keep(draft, raw, plain)
    if draft.own:
        options = {name.removeprefix(OWN): text for name, text in plain.items() if name.startswith(OWN)}
        options.pop("issued", None)
        for name in [name for name in options if name.startswith("field-")]:
            draft.keep(name.removeprefix("field-"), options.pop(name))
        guesses.forget_arxiv_page(draft)
        overlay(draft, options)
        return
    draft.note = plain.get("note", "")
    draft.options.setdefault("url", "")
    if (match := _URL.search(raw.get("howpublished", ""))) or "://" in plain.get("howpublished", ""):
        address = _address(match["url"] if match else raw["howpublished"], own=False)
        if address != draft.options["url"]:
            draft.keep("addresses", address if draft.options["url"] and draft.options.get("venue") else "")
        draft.options["url"] = draft.options["url"] or address
    guesses.complete(draft)


def _type(draft: Draft, kind: str) -> str:
    if kind in KINDS:
        return kind
    if kind in _MENDELEY:
        return _MENDELEY[kind]
    draft.keep("entrytype", kind)
    draft.problems.append(f"there is no entry type @{shorten(kind)}; it is taken as @misc")
    return "misc"


def _is_ours(draft: Draft, plain: Mapping[str, str]) -> bool:
    """Whether ``related`` says relations of papershelf: those of its own entries that are of several kinds, too."""
    kind = plain.get("relatedtype", "").lower()
    return kind in set(Relation) or (draft.own and not kind and any(OWN + name in plain for name in Relation))


def _keep(draft: Draft, raw: Mapping[str, str], plain: Mapping[str, str]) -> None:
    """What no option holds, by BibLaTeX's names."""
    arxiv = bool(draft.options.get("arxiv"))
    related = {"related", "relatedtype"} if _is_ours(draft, plain) else set()
    ours = {"annote", "annotation"} | related
    for name, text in raw.items():
        label = _label(name, plain, draft.word)
        if name in _OPTIONS or name in ours or name.startswith(OWN):
            continue
        if arxiv and label in {"eprint", "eprinttype"}:
            continue
        if label in bibliographic.PERSONS:
            persons, problems = bibvalues.authors(text)
            draft.problems += [f"{name}: {problem.partition(': ')[2]}" for problem in problems]
            draft.keep(label, authors_text(persons))
        elif label in bibliographic.VERBATIM:
            draft.keep(label, _verbatim(text))
        else:
            draft.keep(label, plain[name])


def _label(name: str, plain: Mapping[str, str], kind: str) -> str:
    """BibLaTeX's name for a field; where an entry has two fields for one name, they stay two.

    Of a meeting, ``location`` is then where it was, and ``address`` where the publisher is.
    """
    label = bibliographic.biblatex(name)
    if name == "location" and "address" in plain and KINDS[kind].csl == "paper-conference" and "venue" not in plain:
        return "venue"
    if label in {name, "location"} and KINDS[kind].csl == "paper-conference":
        return label
    other = plain.get(label, "") if label != name else ""
    return f"bibtex-{name}" if other and other != plain[name] else label


def _verbatim(raw: str) -> str:
    """An address or identifier: as it stands, but for what people escape in one."""
    match = _URL.search(raw)
    text = match["url"] if match else raw
    text = re.sub(r"\\([_%&#~$^{}])|\\textasciitilde(?:\{\})?", lambda m: m[1] or "~", text)
    return "".join(re.sub(r"[{}]", "", text).split())


def _doi(raw: str, *, own: bool) -> str:
    """A DOI; in those of SICI form ``<`` and ``>`` are themselves, however they are written."""
    if not own:
        raw = _SIGN.sub(lambda match: "<" if match["less"] else ">", unmarked_latex(raw))
    return _verbatim(raw)


def _address(raw: str, *, own: bool) -> str:
    """An address; what may not stand in one is percent-encoded."""
    text = _verbatim(raw if own else unmarked_latex(raw))
    return text if own else re.sub(r'[<>"]', lambda match: f"%{ord(match[0]):02X}", text)


def _is_names(name: str) -> bool:
    return name == "author" or bibliographic.biblatex(name) in bibliographic.PERSONS


def _date(plain: Mapping[str, str], draft: Draft) -> tuple[str, str]:
    """When it was published as the entry says it, and as a date: ``date`` of BibLaTeX, or year, month and day."""
    if written := plain.get(OWN + "issued", "") or plain.get("date", ""):
        return draft.dated(written, dates.read(written))
    year, month, day = (plain.get(name, "").strip(" .,") for name in ("year", "month", "day"))
    found = dates.read(year)
    if not month or not found.whole or len(found.iso) > len("2021"):
        return draft.dated(" ".join(filter(None, (month, year))), found)
    if match := re.fullmatch(r"0?([1-9]|1[0-2])(?:월)?", month):
        month = dates.MONTHS[int(match[1]) - 1]
    written = " ".join(filter(None, (month, day, year)))
    whole = dates.read(written)
    return draft.dated(written, whole if whole.iso else dates.Date(found.iso, whole=False))


def _venue(plain: Mapping[str, str], draft: Draft) -> str:
    """What it stands in, or who brought it out."""
    for wanted in (KINDS[draft.word].holder, *_HOLDERS):
        for name, text in plain.items():
            if bibliographic.biblatex(name) == wanted and text and (draft.own or "://" not in text):
                return text
    return ""


def _arxiv(plain: Mapping[str, str]) -> str:
    """``eprint``, if it is one of arXiv's."""
    archive = (plain.get("archiveprefix", "") or plain.get("eprinttype", "")).lower().removesuffix(".org")
    eprint = plain.get("eprint", "")
    if "://" in eprint and (found := identifier_of(eprint)) and found[0] == "arxiv":
        return found[1]
    if archive == "arxiv":
        return eprint
    try:
        return eprint if not archive and values.arxiv(eprint) else ""
    except ValueError:
        return ""
