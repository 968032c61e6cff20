"""What a command line names: a paper by its key or an identifier, a category; and what servers tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Entry
    from papershelf.sources.library.folder import Folder
    from papershelf.sources.servers.lookup import Lookup


_LONGEST_SHORT_TITLE = 30


def entry_of(folder: Folder, key: str) -> Entry:
    """The paper with a key.

    :raises CommandError: if there is none, or several pages claim it, or it is a former key.
    """
    from papershelf.model.text.names import did_you_mean

    catalogue = folder.catalogue
    entry = catalogue.by_key(key)
    if entry is None:
        is_category = key in catalogue.categories
        hint = f"; {key!r} is a category" if is_category else did_you_mean(key, catalogue.names)
        raise CommandError(f"there is no paper {key!r}{hint}")
    place = f"{folder.files[entry.docname]}:{entry.line}"
    if entry.cited and (told := folder.bibliography.named(entry.paper.cite_key or key)) is not None:
        raise CommandError(f"{key!r} has neither page nor line: only {told.place} has it, and {place} names it")
    if entry.key != key and key not in entry.paper.former_keys:
        raise CommandError(f"{place}: {key!r} is the key of its entry in a bibliography; here it is {entry.key!r}")
    if entry.key != key:
        raise CommandError(f"{place}: {key!r} is a former key of {entry.key!r}")
    pages = [claim for claim in catalogue.claims[key] if not claim.queued]
    if len(pages) > 1:
        where = " and ".join(f"{folder.files[claim.docname]}:{claim.line}" for claim in pages)
        raise CommandError(f"two pages claim the key {key!r}, {where}; papershelf check tells what to do")
    return entry


def check_category(folder: Folder, slug: str) -> None:
    """Refuse a category that is not there.

    :raises CommandError: naming the nearest.
    """
    from papershelf.model.text.names import did_you_mean

    known = folder.catalogue.categories
    if slug not in known:
        hint = did_you_mean(slug, known) or f" (there are: {', '.join(known) or 'none'})"
        raise CommandError(f"no page declares the category {slug[:60]!r}{hint}")


def refuse_known(folder: Folder, identifiers: dict[str, str]) -> None:
    """Refuse a paper that has a page.

    :raises CommandError: naming the page.
    """
    entry, common = known_by(folder, identifiers)
    if entry is not None and not entry.queued:
        raise CommandError(f"the library has it: {folder.files[entry.docname]}:{entry.line} has the same {common}")


def known_by(folder: Folder, identifiers: dict[str, str]) -> tuple[Entry | None, str]:
    """The paper that has one of these (``arxiv``, ``doi``, ``title``), and the name of what they have in common."""
    from papershelf.model.text import values
    from papershelf.sources.found import same_title

    arxiv = values.arxiv(identifiers["arxiv"])[0] if identifiers.get("arxiv") else ""
    doi, title = identifiers.get("doi", "").lower(), same_title(identifiers.get("title", ""))
    for entry in folder.catalogue.entries:
        paper = entry.paper
        for common, one, other in (
            ("arXiv id", arxiv, paper.arxiv),
            ("DOI", doi, paper.doi.lower()),
            ("title", title, same_title(paper.title)),
        ):
            if one and one == other:
                return entry, common
    return None, ""


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
