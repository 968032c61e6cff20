"""What a command line names: a paper by its key or an identifier, a category by its slug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.cli.library import CommandError

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Entry
    from papershelf.sources.library.folder import Folder


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
