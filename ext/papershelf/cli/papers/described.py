"""What servers tell of a paper that is named by an identifier or a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError

if TYPE_CHECKING:
    from papershelf.sources.servers.lookup import Lookup

_LONGEST_SHORT_TITLE = 30


def identifiers(what: str) -> dict[str, str]:
    """What the argument is: ``arxiv`` (with the version), ``doi``, another kind of identifier, or ``title``.

    :raises CommandError: for an address of anything else, and an identifier that is none.
    """
    from papershelf.sources.servers.identifiers import identify

    try:
        kind, identifier = identify(what)
    except ValueError as error:
        raise CommandError(str(error)) from None
    return {kind: identifier}


def described(what: str, lookup: Lookup) -> dict[str, str]:
    """Options of a paper, as the servers tell them.

    :raises WebError: if they do not.
    """
    from papershelf.model.text import values

    found = identifiers(what)
    if "doi" in found:
        options = {"doi": found["doi"]} | lookup.doi(found["doi"]).options
    elif "arxiv" in found:
        identifier, version = values.arxiv(found["arxiv"])
        metadata = lookup.arxiv(identifier)
        options = metadata.options | {"arxiv": identifier + version}
        if metadata.published:
            options = _published(options, metadata.published, lookup)
    elif "title" in found:
        options = {"title": found["title"]}
    else:
        [(kind, identifier)] = found.items()
        options = dict(lookup.other(kind, identifier).options)
    return options | {"short-title": short_title(options["title"])}


def _published(options: dict[str, str], doi: str, lookup: Lookup) -> dict[str, str]:
    """A preprint with the DOI and the venue of its published version, if anybody knows that DOI."""
    from papershelf.sources.network.web import WebError

    try:
        published = lookup.doi(doi).options
    except WebError:
        return options
    more = {"venue": options.get("venue") or published.get("venue", ""), "type": published.get("type", "")}
    return options | {"doi": doi} | {name: text for name, text in more.items() if text}


def short_title(title: str) -> str:
    """What stands before the colon, if it is short: ``LoRA``; else nothing."""
    short, colon, _ = title.partition(":")
    return short.strip() if colon and len(short.strip()) <= _LONGEST_SHORT_TITLE else ""
