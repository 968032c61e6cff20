"""``papershelf init --from``: a library made of a list, from nothing to files that build."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf import checks
from papershelf.cli import servers, terminal, writing
from papershelf.cli.imports import gathering, importing, storing, verdict
from papershelf.cli.imports.gathering import Gathered
from papershelf.cli.library import CommandError, Library
from papershelf.cli.writing import Change
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.markdown import escape_heading
from papershelf.model.text.wording import N_
from papershelf.sources.found import Found, Heading, Outcome, key_for
from papershelf.sources.library import folder as folders
from papershelf.sources.lists.outline.prose import korean
from papershelf.sources.notes.single import readable
from papershelf.translations import words

if TYPE_CHECKING:
    from papershelf.cli.pages.editing import Edit
    from papershelf.sources.network.remote import Hosts
    from papershelf.sources.network.web import Bases

KOREAN = 0.05
"""From this share of Hangul on, a list is Korean: titles of papers are English in any."""
_SAMPLE = 50
"""So many notes tell the language."""
MOST = 10
"""Papers that a listing of the home page has, at most."""
LEFT_OPEN = frozenset({"missing-authors", "missing-link", "missing-year", "summary-length", "tag-variant",
                       "capital-author", "latex-author", "latex-title", "worth-a-note"})  # fmt: skip
"""Findings that a source decides: the library that is made of it does not fail its own check for them."""
TWICE = frozenset({"duplicate-title", "duplicate-arxiv", "duplicate-doi"})
"""Findings that are said and stay: only the author knows whether two notes are on one paper."""
CONF = "conf.py"
_NAMING = ("README.md", ".github/ISSUE_TEMPLATE/paper.yml")
"""Files that name a page or a category of the library."""
_HOME = "index.md"
_ALL = "library.md"
_NO_BOOK = 'papershelf_book_exclude = ["library"]  # all papers again, as a list to filter\n'
"""The page with all papers, and what chooses among them."""
_DONE = "```{paper-list}\n:status: done\n:sort: -read\n:limit: {limit}\n```"
_INDICES = {
    "title": N_("by title"), "author": N_("by author"), "year": N_("by year"), "venue": N_("by venue"),
    "tag": N_("by tag"),
}  # fmt: skip
"""Indices that the home page leads to, where a paper stands in them."""
_PLANNED = "```{paper-list}\n:status: planned\n:limit: {limit}\n```"


def gather(sources: list[str], hosts: Hosts | None, *, take: bool) -> Gathered:
    """What the sources hold.

    :raises CommandError: if one cannot be read, or none has a paper.
    """
    gathered = gathering.gather(sources, "", importing.READERS, importing.FORMS, hosts, take=take)
    if not gathered.found:
        raise CommandError("; ".join([*verdict.complaints(gathered.readings), "nothing was written"]))
    return gathered


def language(gathered: Gathered, wanted: str) -> str:
    """The language of the library: the one wanted, or that of the lists and of some of their notes."""
    if wanted:
        return wanted
    notes = [path for item in gathered.found if (path := item.note) is not None][:_SAMPLE]
    share = max(gathered.korean, korean("\n".join(map(readable, notes))))
    return "ko" if share >= KOREAN else "en"


def files(
    gathered: Gathered, texts: Mapping[str, str], language: str, cache: Path, *, fetch: bool, mailto: str,
    bases: Bases | None,
) -> list[Change]:  # fmt: skip
    """The files of a library: settings, home page, categories and papers.

    :param texts: the files that every library has.
    :param cache: the folder with the answers of servers; it is made if it is not there.
    """
    home, _ = texts[_HOME].partition("\n")[0], words(language).gettext
    all_papers = _("All papers")
    with tempfile.TemporaryDirectory(prefix="papershelf-") as made, contextlib.ExitStack() as stack:
        source = Path(made).resolve()
        texts = {**texts, _ALL: f"# {all_papers}\n\n```{{paper-list}}\n:filter:\n```\n"}
        for path, text in {**texts, _HOME: _home(home, language)}.items():
            place = source / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        if fetch:
            cache.mkdir(parents=True, exist_ok=True)
        asked = stack.enter_context(servers.asking(cache, mailto, bases)) if fetch else None
        options = gathering.Options(lookup=asked, home=lambda store: _filled(store, language))
        _sorted_in(gathered, language)
        changes = gathering.changes(gathered, Library(source, source), folders.read(source, source), options)
        texts = {**texts, CONF: texts[CONF] + _NO_BOOK + _silenced(source, changes, gathered)}
        texts |= {path: _named(texts[path], changes, gathered) for path in _NAMING if path in texts}
        there = {change.path for change in changes}
        kept = [Change(path, text.encode("utf-8")) for path, text in texts.items() if path not in there]
        return [*kept, *changes]


def _named(text: str, changes: Sequence[Change], gathered: Gathered) -> str:
    """A text that names a page and a category of this library, not those of the samples."""
    pages = (change.path for change in changes if change.path.startswith("papers/") and change.path.endswith(".md"))
    slug = next((heading.slug for heading in gathered.headings), "first")
    text = text.replace("papers/first-paper.md", next(pages, "papers/KEY.md"))
    return re.sub(r"(?<=--category )first\b|(?<=placeholder: )first$|(?<=`)first(?=`)", slug, text, flags=re.MULTILINE)


def _silenced(source: Path, changes: Sequence[Change], gathered: Gathered) -> str:
    """Lines of ``conf.py`` that silence what the check would say of every paper that a list tells little of.

    :param source: a library without the changes; it gets them.
    :param gathered: gets what is there twice.
    """
    writing.write(source, changes)
    findings = checks.findings(folders.read(source, source), {}, date.min)
    gathered.twice = [f"{one.path}:{one.line}: {one.message}" for one in findings if one.code.value in TWICE]
    open_ = sorted({finding.code.value for finding in findings} & LEFT_OPEN)
    if not open_:
        return ""
    names = "".join(f'    "papershelf.check.{name}",\n' for name in open_)
    why = "# What the sources leave open; without a line of these, papershelf check names the papers."
    return f"\n{why}\nsuppress_warnings = [\n{names}]\n"


def _sorted_in(gathered: Gathered, language: str) -> None:
    """Put papers without a category into one, so that a reader finds them."""
    _ = words(language).gettext
    title = _("Papers")
    gathered.headings = [
        dataclasses.replace(heading, title=title) if heading == Heading("papers", "Papers") else heading
        for heading in gathered.headings
    ]
    gathered.found = [
        dataclasses.replace(item, category=dataclasses.replace(item.category, title=title))
        if item.category == Heading("papers", "Papers")
        else item
        for item in gathered.found
    ]
    others = Heading(key_for("Papers"), title)
    bare = [item for item in gathered.found if not item.paper.category]
    if not bare:
        return
    gathered.headings = [*gathered.headings, others]
    gathered.found = [_put(item, others) if not item.paper.category else item for item in gathered.found]


def _put(item: Found, heading: Heading) -> Found:
    paper = dataclasses.replace(item.paper, category=heading.slug)
    return dataclasses.replace(item, category=heading, paper=paper)


def _home(heading: str, language: str) -> str:
    """The home page before anything is known: its heading, and the toctree of categories."""
    _ = words(language).gettext
    caption, browse = _("Categories"), _("Browse")
    library = f"```{{toctree}}\n:hidden:\n:caption: {browse}\n\n{_ALL.removesuffix('.md')}\n```\n"
    return f"{heading}\n\n@TEXT@\n\n```{{toctree}}\n:hidden:\n:caption: {caption}\n```\n\n{library}"


def _filled(store: storing.Store, language: str) -> Edit:
    """The edit of the home page: the list's prose, counts, ways to find, and what is done and planned."""
    _ = words(language).gettext
    prose = store.texts.written(store.prose.get("", ()), _HOME)
    parts = [prose] if prose else []
    parts += ["```{paper-stats}\n```", _ways(language, store.papers)]
    if store.statuses[Status.DONE]:
        parts += ["## " + escape_heading(_("Finished notes")), _DONE.replace("{limit}", str(MOST))]
    if store.statuses[Status.PLANNED]:
        parts += ["## " + escape_heading(_("To read")), _PLANNED.replace("{limit}", str(MOST))]
    text = "\n\n".join(parts)
    return lambda page: page.replace("@TEXT@", text, 1)


def _ways(language: str, papers: Sequence[Paper]) -> str:
    """Links to the page of all papers and to the indices."""
    known = {
        "title": True,
        "author": any(paper.authors for paper in papers),
        "year": any(paper.date for paper in papers),
        "venue": any(paper.venue for paper in papers),
        "tag": any(paper.tags for paper in papers),
    }
    _ = words(language).gettext
    all_papers = _("All papers")
    links = [f"{{doc}}`{all_papers} <{_ALL.removesuffix('.md')}>`"]
    links += [f"{{ref}}`{_(text)} <paper-{name}>`" for name, text in _INDICES.items() if known[name]]
    return " · ".join(links)


def told(gathered: Gathered, changes: list[Change], report: Path | None) -> int:
    """Say what became of the entries.

    :param report: the file that gets it as JSON, too.
    :returns: what the command ends with, as ``import`` does.
    """
    if terminal.is_terminal(sys.stdout):
        terminal.show_import(gathered.report)
    else:
        print(gathered.report.text(), end="")
    if report is not None:
        verdict.write(report, gathered.report, changes, dry=False)
    if gathered.twice:
        print("twice in the library; papershelf check names them until one has what the other says, or goes:")
        print("\n".join(f"- {line}" for line in gathered.twice))
    failed = verdict.complaints(gathered.readings)
    for complaint in failed:
        print(f"papershelf: {complaint}", file=sys.stderr)
    return 1 if failed or gathered.report.count(Outcome.REFUSED) else 0


def next_steps(sources: list[str], folder: Path) -> list[str]:
    """What a new user does next.

    :param folder: of the library, which addresses of sources are told from.
    """
    places = (os.path.relpath(source, folder) if Path(source).exists() else source for source in sources)
    again = " ".join(shlex.quote(Path(place).as_posix() if "://" not in place else place) for place in places)
    return [
        "next:",
        "- make html, then open build/html/index.html",
        f"- papershelf import {again}, there, takes in what is new in the sources; --fetch asks arXiv and Crossref",
        "- a note is a file in papers/, a planned paper a line of a paper-queue in categories/",
    ]
