"""``papershelf export``: lists go out."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from papershelf.cli import arguments as given
from papershelf.cli.library import CommandError, UsageError, find
from papershelf.exports.formats import FORMATS, Format

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Category, Entry
    from papershelf.sources.library.folder import Folder


FILTERS = ("category", "tag", "status", "year")


@dataclass(frozen=True)
class Selection:
    """What is exported.

    :param entries: in reading order.
    :param whole: whether nothing was left out.
    :param place: folder of the file, which links are relative to.
    :param name: of the file; nothing on standard output.
    :param asked: what the filters ask for: option to its words.
    """

    folder: Folder
    entries: list[Entry]
    whole: bool
    place: Path
    name: str
    asked: dict[str, str]


def _readme(selection: Selection, before: str) -> str:
    from papershelf.cli.publishing import saying
    from papershelf.exports.pages import readme

    folder = selection.folder

    def address(entry: Entry) -> str:
        return Path(os.path.relpath(folder.path(entry.docname), selection.place)).as_posix()

    said = saying.prose if selection.whole else lambda *_arguments, **_options: ""
    categories = folder.catalogue.categories
    home = folder.settings.root
    words = saying.title((folder.path(home)).read_text("utf-8", "replace")) if home in folder.files else ""
    prose = said(folder, home, selection.place, headings=True) if words else ""
    own = "\n".join([f"# {words}", "", *([prose, ""] if prose else [])]) if words and selection.whole else ""
    listed = readme.readme(
        folder.catalogue,
        selection.entries,
        folder.summaries,
        address,
        language=folder.settings.language,
        whole=selection.whole,
        prose={slug: said(folder, category.docname, selection.place) for slug, category in categories.items()},
    )
    return readme.put_between(before, listed, own)


def _bibliography(form: Format) -> Callable[[Selection, str], str]:
    return lambda selection, before: form.text(entry.paper for entry in selection.entries)


def _json(selection: Selection, before: str) -> str:
    from papershelf.exports import jsonfile
    from papershelf.model.collection.catalogue import Catalogue

    part = Catalogue(selection.entries, list(selection.folder.catalogue.categories.values()))
    return jsonfile.library(part, _page)


def _feed(selection: Selection, before: str) -> str:
    from papershelf.exports import feed
    from papershelf.exports.site import Site, root
    from papershelf.model.record.paper import Status

    catalogue, settings = selection.folder.catalogue, selection.folder.settings
    site = Site(
        settings.name or "papershelf", settings.author, settings.language.replace("_", "-"), root(settings.address)
    )
    words = dict(selection.asked)
    if category := words.get("category"):
        words["category"] = catalogue.categories[category].title
    shown = [e for e in selection.entries if words.get("status") or e.paper.status is Status.DONE]
    made = feed.chosen(shown, selection.name or feed.LIBRARY, ": ".join([site.name, *words.values()]))
    return feed.atom(made, catalogue, site, _page)


def _page(place: Entry | Category) -> str:
    """Address of a paper or category in the site, relative to its root."""
    from papershelf.model.collection.catalogue import Entry

    anchor = f"#{place.anchor}" if isinstance(place, Entry) and place.queued and place.anchor else ""
    return f"{quote(place.docname)}.html{anchor}"


WRITERS: dict[str, Callable[[Selection, str], str]] = {
    "readme": _readme,
    **{form.name: _bibliography(form) for form in FORMATS},
    "json": _json,
    "feed": _feed,
}
"""Format to the function that gives the text of an export, and is told what the file holds now."""

KEEPS = re.compile(r"^<!-- papershelf:begin -->\r?$", re.MULTILINE)
"""What marks a file that an export may change: it then keeps what is the user's."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "export",
        help="the library as a README list, or for a reference manager",
        description="The library, or a part of it, in another form. A README with the lines "
        "<!-- papershelf:begin --> and <!-- papershelf:end --> keeps what stands outside of them.",
    )
    parser.add_argument("--format", required=True, choices=list(WRITERS), help="the form")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to put it (standard output)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when FILE is out of date")
    parser.add_argument("--category", type=given.key, default="", metavar="SLUG", help="only papers of this category")
    parser.add_argument("--tag", default="", metavar="TAG", help="only papers with this tag")
    parser.add_argument("--status", type=given.status, default="", metavar="STATUS", help="only notes in this state")
    parser.add_argument(
        "--year", type=given.years, default="", metavar="YEAR", help="only this year, or years: 2019-2022"
    )
    parser.add_argument("--force", action="store_true", help="overwrite a FILE that is there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export.

    :returns: 0 fine, 1 if FILE is out of date (``--check``).
    """
    from papershelf.cli import writing

    output: Path | None = arguments.output
    if arguments.check and output is None:
        raise UsageError("--check needs a file to check: -o FILE")
    library = find(arguments.directory)
    folder = library.read()
    before = _current(output)
    file = output.resolve() if output else library.source / "README.md"  # of a link, what it leads to
    place = file.parent
    entries = select(folder, arguments)
    whole = len(entries) == len(folder.catalogue) and not arguments.category
    asked = {name: words for name in FILTERS if (words := getattr(arguments, name))}
    selection = Selection(folder, entries, whole, place, output.name if output else "", asked)
    text = WRITERS[arguments.format](selection, before)
    if output is None:
        sys.stdout.write(text)
        return 0
    if text == before:
        return 0
    if arguments.check:
        print(f"papershelf: {output} is out of date: {difference(before, text)}", file=sys.stderr)
        return 1
    if before and not KEEPS.search(before) and not arguments.force:
        raise CommandError(f"{output} is there; --force overwrites it")
    if not place.is_dir():
        raise CommandError(f"{place}: there is no such folder")
    writing.write(place, [writing.Change(file.name, text.encode("utf-8", "replace"))])
    print(f"wrote {output}")
    return 0


def select(folder: Folder, arguments: argparse.Namespace) -> list[Entry]:
    """The papers that the options ask for, in reading order.

    :raises CommandError: for a category that no page declares, and a tag that no paper has.
    """
    from papershelf.model.text.names import did_you_mean

    category, tag = arguments.category, arguments.tag.casefold()
    known = folder.catalogue.categories
    if category and category not in known:
        raise CommandError(f"no page declares the category {category!r}{did_you_mean(category, known)}")
    tags = {word for entry in folder.catalogue.entries for word in entry.paper.tags}
    if tag and tag not in {word.casefold() for word in tags}:
        raise CommandError(f"--tag: no paper has the tag {arguments.tag[:60]!r}{did_you_mean(arguments.tag, tags)}")
    status = arguments.status
    first, _, last = (arguments.year or "0000-9999").partition("-")
    return [
        entry
        for entry in folder.catalogue.entries
        if (not category or category in entry.paper.categories)
        and (not tag or tag in {word.casefold() for word in entry.paper.tags})
        and (not status or entry.paper.status == status)
        and (not arguments.year or first <= entry.paper.year <= (last or first))
    ]


def difference(before: str, after: str) -> str:
    """Where two texts part, in words for a reader."""
    if not before:
        return "it is missing"
    old, new = before.splitlines(), after.splitlines()
    place = next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    words = new[place].strip()[:80] if place < len(new) else "the end"
    return f"line {place + 1} would be {words!r}"


def _current(output: Path | None) -> str:
    """What the file holds now.

    :raises CommandError: if that is no text, or no file: a folder, a device, a pipe.
    """
    if output is None or not output.exists():
        return ""
    if output.is_dir():
        raise CommandError(f"{output} is a folder; -o names a file")
    if not output.is_file():
        raise CommandError(
            f"{output} is a device or a pipe; -o names a file, and without -o the text goes to standard output"
        )
    try:
        return output.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise CommandError(f"{output} is there and is no text; it is not overwritten") from None
