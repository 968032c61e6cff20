"""What a careful reader would take from an entry that another program wrote; nothing of it is done to our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from papershelf.model.record.kinds import KINDS, is_journal
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries.groups import Groups, slug_of
from papershelf.sources.bibliographies.entries.records import Draft
from papershelf.sources.words.links import identifier_of

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(?P<id>.+)", re.IGNORECASE)
_ARXIV_IN_TEXT = re.compile(
    r"arxiv(?:\s+preprint)?\s*[:/]?\s*(?:arxiv\s*[:.])?\s*(?:abs/)?(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})",
    re.IGNORECASE,
)
_PREPRINTS = re.compile(
    r"\s*(?:arxiv\b.*|corr\b.*|computing research repository.*|.*\(arxiv\))", re.IGNORECASE | re.DOTALL
)
_ARXIV_VOLUME = re.compile(r"abs/(?P<id>\d{4}\.\d{4,5}|[a-z-]+/\d{7})")
_YEARLY = frozenset({"journaltitle", "booktitle"})
"""Kinds of publications whose venue carries the year that they came out."""


def complete(draft: Draft) -> None:
    """Find identifiers in other fields, tell a preprint server from a venue, give the venue its year."""
    options = draft.options
    _identifiers(draft)
    venue = options.get("venue", "")
    holder = KINDS[draft.word or ("article" if is_journal(venue) else "inproceedings")].holder
    if venue:
        draft.keep(holder, venue)
    if _PREPRINTS.fullmatch(venue):
        match = _ARXIV_IN_TEXT.search(venue) or _ARXIV_VOLUME.fullmatch(draft.fields.get("volume", ""))
        if match and not options.get("arxiv"):
            options["arxiv"] = match["id"]
        options.pop("venue")
    elif venue and holder in _YEARLY and (year := options.get("date", "")[:4]) and year not in venue:
        options["venue"] = f"{venue} {year}"
    _first_version(options)
    if "," not in options.get("tags", ""):
        options["tags"] = options.get("tags", "").replace(";", ",")
    draft.options = {name: text for name, text in options.items() if text}


def _identifiers(draft: Draft) -> None:
    """An address of arXiv or of a DOI resolver says an identifier, not a link."""
    options = draft.options
    first, *others = options.get("url", "").split() or [""]
    if others and all("://" in part for part in (first, *others)):
        draft.keep("addresses", "; ".join(others))
        options["url"] = first
    url = options["url"] = re.sub(r"^(?=www\.)", "http://", options.get("url", ""))
    for name, convert in (("arxiv", _arxiv), ("doi", values.doi)):
        try:
            found = convert(url)
        except ValueError:
            continue
        if "://" not in url:
            continue
        held = options.get(name, "")
        if held and not _is(convert, held):
            draft.keep(f"other-{name}", held)
            held = ""
        options[name] = held or found
        if not held or _bare(held) == _bare(found):
            options["url"] = ""
    match = _ARXIV_DOI.fullmatch(options.get("doi", ""))
    if match and not options.get("arxiv"):
        options["arxiv"] = match["id"]


def _is(convert: Callable[[str], str], text: str) -> bool:
    """Whether a text is such an identifier."""
    try:
        return bool((values.arxiv if convert is _arxiv else convert)(text))
    except ValueError:
        return False


def _bare(identifier: str) -> str:
    """An identifier as it is compared: without its scheme, case or version."""
    bare = re.sub(r"(?:arxiv:|doi:|https?://(?:dx\.)?doi\.org/)\s*", "", identifier.strip().casefold())
    return bare if bare.startswith("10.") else re.sub(r"v\d+$", "", bare)


def _arxiv(url: str) -> str:
    """The number in an address of arXiv, or of one of those that show its papers."""
    found = identifier_of(url)
    if found is None or found[0] != "arxiv":
        raise ValueError(url)
    return found[1]


def _first_version(options: dict[str, str]) -> None:
    """Of a published paper the entry gives the venue's year; arXiv's number tells when the first version came."""
    try:
        identifier, _ = values.arxiv(options.get("arxiv", ""))
    except ValueError:
        return
    if match := re.match(r"(\d\d)(\d\d)\.", identifier):
        first = f"20{match[1]}-{match[2]}"
        date = options.get("date", "")
        if not date or date == first[:4] or (options.get("venue") and not date.startswith(first)):
            options["date"] = first


def categories(groups: Iterable[str], draft: Draft) -> dict[str, str]:
    """Names of groups as category slugs: the first is the paper's place, the others list it too."""
    slugs = draft.groups
    for group in groups:
        if slug := slug_of(group):
            slugs.setdefault(slug, group)
        else:
            draft.problems.append(f"the group {group[:60]!r} gives no slug: it has no letter or digit")
    first, *others = [*slugs, ""]
    return {"category": first, "also-in": ", ".join(filter(None, others))}


def grouped(draft: Draft, groups: Groups) -> None:
    """Place an entry in the tree of groups that its file has, and in those of them that name it."""
    told = groups.held.get(draft.name, [])
    if told and not draft.options.get("category"):
        draft.options |= {name: text for name, text in groups.place(draft, told).items() if text}
    names = set(draft.groups.values())
    groups.raise_(draft, [group for group in groups.groups.values() if group.name in names])


def forget_arxiv_page(draft: Draft) -> None:
    """Drop the address that the exports give a paper of arXiv that has no other."""
    if draft.options.get("url") == f"https://arxiv.org/abs/{draft.options.get('arxiv', '')}":
        del draft.options["url"]
