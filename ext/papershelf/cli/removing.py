"""``papershelf remove``: a note goes, and what named its paper says its name in plain text."""

from __future__ import annotations

import argparse
import dataclasses
import re
from typing import TYPE_CHECKING

from papershelf.cli import arguments as given
from papershelf.cli.library import CommandError, find

if TYPE_CHECKING:
    from papershelf.cli.edits import Edits
    from papershelf.cli.places import Place
    from papershelf.model.catalogue import Entry
    from papershelf.model.citing import Rules
    from papershelf.model.paper import Paper

Edit = tuple[tuple[int, int], str]

_MARKUP = re.compile(r"[`<>\[\]{}]")
_MOST = 20
"""Places in the way that are named one by one."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "remove",
        help="take a paper out; links to it become its name",
        description="Takes a paper out: its page with the figures that it alone shows, or its line in a queue. Roles "
        "and links that name it become plain text, relations and lists lose its key. With --to-queue the note goes and "
        "the paper stays, planned: roles go on leading to it.",
    )
    parser.add_argument("key", type=given.a_key, metavar="KEY", help="the paper")
    parser.add_argument("--to-queue", action="store_true", help="keep it as a planned paper of its category")
    parser.add_argument("--dry-run", action="store_true", help="show every change as a diff, write nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Remove.

    :returns: 0.
    :raises CommandError: if there is no such paper, or something names it that cannot become text.
    """
    from papershelf.cli.edits import Edits
    from papershelf.cli.named import entry_of
    from papershelf.sources import folder as folders

    library = find(arguments.directory)
    folder = folders.read(library.source, library.conf)
    entry = entry_of(folder, arguments.key)
    if arguments.to_queue and entry.queued:
        raise CommandError(f"{entry.key!r} is planned already, in {folder.files[entry.docname]}:{entry.line}")
    if arguments.to_queue and entry.paper.category not in folder.catalogue.categories:
        raise CommandError(f"{entry.key!r} is in no category that a page declares; papershelf move puts it into one")
    edits = Edits(library, folder)
    names = {entry.key: entry.docname.rpartition("/")[2]} if not entry.queued else {}
    if not entry.queued:
        _remove_files(edits, entry)
    _mend(edits, entry, planned=arguments.to_queue)
    if arguments.to_queue:
        _queue(edits, entry)
    else:
        edits.rekey(entry.key, "")
    code = edits.finish(dry_run=arguments.dry_run)
    given = folder.given.get((entry.docname, entry.line))
    if given is not None and (told := folder.bibliography.of(given)) is not None and not arguments.to_queue:
        print(f"{told.place} still has {told.name!r}")
    for line in edits.warn_of_settings(dict.fromkeys({*names, *names.values()}, "which is gone")):
        print(line)
    return code


def _remove_files(edits: Edits, entry: Entry) -> None:
    """The page, the folder that is named after it, figures of its own.

    :raises CommandError: if other pages lie in that folder.
    """
    from papershelf.cli.edits import files_below, own_folder
    from papershelf.cli.figures import own_figures

    path = edits.folder.files[entry.docname]
    figures, own = own_figures(edits, entry.docname), own_folder(edits.folder, entry.docname)
    others = [other for other in edits.folder.files.values() if other.startswith(own) and other != path]
    if others:
        raise CommandError(f"{own} holds other pages: {', '.join(others[:5])}; nothing was written")
    edits.gone.update({path, *figures})
    if (edits.folder.source / own).is_dir():
        edits.gone.update(files_below(edits.folder.source, own.rstrip("/")))


def _queue(edits: Edits, entry: Entry) -> None:
    """Add the paper to the queue of its category, unless a queue has it."""
    from papershelf.cli.moving import add_to_category
    from papershelf.exports.page import queue_line
    from papershelf.model.paper import Paper, Status

    if any(claim.queued for claim in edits.folder.catalogue.claims[entry.key]):
        return
    given = edits.folder.given.get((entry.docname, entry.line))
    told = edits.folder.bibliography.of(given) if given is not None else None
    if told is not None:
        from papershelf.cli import living

        add_to_category(edits, entry.paper.category, entry.key, living.line(entry.key, told, edits.folder.bibliography))
        return
    paper = entry.paper
    links = tuple((name, url) for name, url in paper.links if name == "url")
    bare = Paper(
        paper.key, paper.title, date=paper.date, category=paper.category, status=Status.PLANNED, arxiv=paper.arxiv,
        arxiv_version=paper.arxiv_version, doi=paper.doi, links=links if not (paper.arxiv or paper.doi) else (),
        added=paper.added,
    )  # fmt: skip
    line = queue_line(bare) or queue_line(dataclasses.replace(bare, links=()))
    add_to_category(edits, paper.category, entry.key, line)


def _mend(edits: Edits, entry: Entry, *, planned: bool) -> None:
    """What names the paper, in all pages.

    :raises CommandError: naming what cannot be mended.
    """
    from papershelf.cli.addresses import meant
    from papershelf.cli.places import KEYS
    from papershelf.cli.queues import queue_lines

    rules = edits.folder.catalogue.citing.rules
    keys = {entry.key, *entry.paper.former_keys}
    gone: dict[str, object] = dict.fromkeys(edits.gone)
    stems = {path.rpartition("/")[2].rpartition(".")[0] or path for path in gone} | {entry.docname.split("/")[-1]}
    if len(entry.docname.split("/")) > 1:
        stems.add(entry.docname.split("/")[-2])
    in_the_way: list[str] = []
    for docname, path in list(edits.documents(*keys, *stems, "paper-queue")):
        text, markdown = edits.text(path), path.endswith(".md")
        mender = _Mender(text, entry, rules, markdown=markdown, planned=planned)
        for place in edits.places(path):
            named = place.form in KEYS and place.target in keys
            named = named or (place.form not in KEYS and bool(meant(place, docname, gone)))
            if named and not mender.mend(place):
                line = text.count("\n", 0, place.span[0]) + 1
                in_the_way.append(f"\n  {path}:{line}: {text[slice(*place.span)]}")
        changes = mender.changes(keys)
        if not planned:
            changes += [(line.span, "") for line in queue_lines(text, {entry.key}, markdown=markdown)]
        edits.replace(path, changes)
    if in_the_way:
        more = [f"\n  and {len(in_the_way) - _MOST} more"] if len(in_the_way) > _MOST else []
        places = "".join([*in_the_way[:_MOST], *more])
        raise CommandError(f"nothing was written; this cannot become plain text, take it out first:{places}")


class _Mender:
    """Turns what names a paper into text."""

    def __init__(self, text: str, entry: Entry, rules: Rules, *, markdown: bool, planned: bool) -> None:
        self._text = text
        self._rules = rules
        self._key = entry.key
        self._paper = entry.paper
        self._markdown = markdown
        self._planned = planned
        self._edits: list[Edit] = []
        self._lists: dict[tuple[int, int], list[Place]] = {}

    def mend(self, place: Place) -> bool:
        """Note what becomes of a place; whether anything can."""
        from papershelf.cli.moving import whole_line
        from papershelf.cli.places import KEYS, Form

        if place.form in KEYS and self._planned:
            if place.target != self._key:  # a former key, which a queue cannot hold
                self._edits.append((place.span, self._key))
            return True
        match place.form:
            case Form.REFERENCE | Form.DOCUMENT | Form.AUTO | Form.LINK:
                words = place.words.strip()
                self._edits.append((place.whole, self._role(words) if self._planned else words or self._name()))
            case Form.LISTED | Form.TOCTREE:
                self._edits.append((whole_line(self._text, place.whole), ""))
            case Form.CITATION | Form.RELATION | Form.COMPARED:
                self._lists.setdefault(place.whole, []).append(place)
            case _:
                return False
        return True

    def changes(self, keys: set[str]) -> list[Edit]:
        """The edits, those of lists with several papers among them."""
        from papershelf.cli.places import Form

        found = list(self._edits)
        for whole, gone in self._lists.items():
            if gone[0].form is Form.CITATION:
                found.append((whole, self._citation(whole, gone[0].role, keys)))
            else:
                found.append(self._shorter(whole, keys))
        return found

    def _name(self) -> str:
        return self._plain(self._paper.name)

    def _plain(self, text: str) -> str:
        from papershelf.model.markdown import escape

        plain = escape(text).replace("\\& ", "& ")  # which begins no entity
        return plain if self._markdown else re.sub(r"([\\*`_|])", r"\\\1", text)

    def _role(self, words: str) -> str:
        """The paper by its key, with the words of a link to its page."""
        if _MARKUP.search(words):
            return words
        content = f"{words} <{self._key}>" if words else self._key
        return f"{{paper:ref}}`{content}`" if self._markdown else f":paper:ref:`{content}`"

    def _citation(self, whole: tuple[int, int], role: str, keys: set[str]) -> str:
        """A citation of the papers that stay, and in words the one that goes."""
        raw = self._text[slice(*whole)]
        content = raw[raw.index("`") :].strip("`")
        left = [key for key in (part.strip() for part in content.split(",")) if key and key not in keys]
        words = cited(self._paper, self._rules, textual=role.endswith("citet"))
        if not left:
            return self._plain(words)
        head = raw[: raw.index("`")]
        return f"{head}`{', '.join(left)}`{'; ' if role.endswith('citet') else ' '}{self._plain(words)}"

    def _shorter(self, whole: tuple[int, int], keys: set[str]) -> Edit:
        """A list of keys without those; with the last, its line goes, but for the opening of a directive."""
        from papershelf.cli.moving import whole_line

        raw = self._text[slice(*whole)]
        for key in keys:
            raw = re.sub(rf"(?<![\w.-]){re.escape(key)}(?![\w.-])(?:[ \t]*,[ \t]*|[ \t]+)?", "", raw)
        raw = re.sub(r"[ \t]*,?[ \t]*(?=[\"']?\Z)", "", raw)
        line = whole_line(self._text, whole)
        opens = re.search(r"paper-compare(?:\}|::)", self._text[slice(*line)])
        if not raw.strip("\"' \t,-*+") and not opens:
            return line, ""
        return whole, raw


def cited(paper: Paper, rules: Rules, *, textual: bool) -> str:
    """A citation in words, of the paper alone: ``Hu et al. (2021)``, or ``(Hu et al., 2021)``."""
    from papershelf.model.citing import Citing

    text = Citing((), rules).text(paper, "citet" if textual else "citep") if paper.year else rules.who(paper)
    return text if textual else f"({text})"
