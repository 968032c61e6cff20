"""``papershelf init``: a library of one's own that builds, checks itself and deploys."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.cli.imports import importing
from papershelf.cli.libraries import portal
from papershelf.cli.library import CommandError, UsageError

if TYPE_CHECKING:
    from papershelf.cli.libraries.requirement import Requirement
    from papershelf.cli.writing import Change
    from papershelf.sources.network.remote import Hosts
    from papershelf.sources.network.web import Bases

TEMPLATE = Path(__file__).parent.parent / "template"
LANGUAGES = sorted(folder.name for folder in (TEMPLATE / "portal").iterdir() if folder.is_dir())
"""Languages that the texts of a new library are there in: a folder each, here and in ``portal``."""

FILES = {
    "conf.py": "common/conf.py.in",
    "index.md": "{language}/index.md",
    "categories/first.md": "{language}/first.md",
    "papers/first-paper.md": "{language}/first-paper.md",
    "README.md": "{language}/README.md",
    "Makefile": "common/Makefile",
    "requirements.txt": "common/requirements.txt",
    ".gitignore": "common/gitignore",
    ".readthedocs.yaml": "common/readthedocs.yaml",
    ".github/workflows/pages.yml": "common/pages.yml",
    ".github/workflows/add-paper.yml": "common/add-paper.yml",
    ".github/ISSUE_TEMPLATE/paper.yml": "{language}/paper.yml",
}
"""File of a new library to its template."""

SAMPLES = ("categories/first.md", "papers/first-paper.md")
"""What a library that is made of a list does not get."""

_OWN = {"README.md": r"readme(\..+)?", ".gitignore": r"\.gitignore"}
"""Files that a folder may have already, and keeps, by any of these names; the library works without ours."""
_UNSEEN = re.compile(r"^\s*(/?wheels/?(\*\*?)?|(\*\*/)?\*\.whl)\s*$", re.MULTILINE)
"""Lines of a ``.gitignore`` that leave out the library's wheel."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "init",
        help="a new library that builds, empty or made of a list",
        description="A new library: settings, a home page, a category, a paper, a Makefile, and what Read the Docs, "
        "GitHub Pages and papers by issue need. With --from it holds what the sources hold, under their own title and "
        "in their language, and no samples; with --portal it shows the papers of other libraries. "
        "requirements.txt asks for the papershelf that runs here: the release, the commit, or a wheel in wheels/. "
        "Nothing that exists is overwritten, and a README and a .gitignore are kept.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder; made if it is not there")
    parser.add_argument(
        "--from",
        dest="sources",
        nargs="+",
        default=[],
        metavar="SOURCE",
        help="lists, notes and folders of them, files of reference managers, addresses: whatever 'import' takes",
    )
    parser.add_argument(
        "--portal",
        action="store_true",
        help="a portal: no notes of its own, the papers of other libraries; --from takes NAME=ADDRESS of each",
    )
    parser.add_argument("--all", action="store_true", help="with --from: notes too that no entry of a list links to")
    importing.add_fetch(parser)
    parser.add_argument("--report", type=Path, metavar="FILE", help="with --from: write the report as JSON, too")
    parser.add_argument(
        "--language", choices=LANGUAGES, default="", help="language of the library (that of the sources; else en)"
    )
    parser.add_argument("--force", action="store_true", help="overwrite files of these names")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, hosts: Hosts | None = None, bases: Bases | None = None) -> int:
    """Make the library.

    :param hosts: where repositories are.
    :param bases: where arXiv, Crossref and DataCite are.
    :returns: 0 fine, 1 if an entry of a source was refused or most of its papers are in no entry.
    :raises CommandError: if a file of it is there and holds something else, or a source cannot be read.
    """
    from papershelf.cli import writing
    from papershelf.cli.libraries import requirement

    folder = (arguments.directory / arguments.folder).resolve()
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{arguments.folder} is there and is no folder")
    if (arguments.portal or not arguments.sources) and (arguments.all or arguments.fetch or arguments.report):
        raise UsageError("--all, --fetch and --report belong to --from, and not to --portal")
    gathered, language = None, arguments.language or "en"
    named = portal.libraries(arguments.sources) if arguments.portal else []
    if arguments.sources and not arguments.portal:
        from papershelf.cli.libraries import starting  # what reads notes needs MyST; a library of nothing needs nobody

        gathered = starting.gather(arguments.sources, hosts, take=arguments.all)
        language = starting.language(gathered, arguments.language)
    needed = requirement.find()
    own = texts((gathered.title if gathered else "") or folder.name, language, needed)
    own = portal.files(own, TEMPLATE, language, named) if arguments.portal else own
    wanted = [writing.Change(path, text.encode()) for path, text in own.items()]
    if gathered is not None:
        own = {path: text for path, text in own.items() if path not in SAMPLES}
        wanted = starting.files(
            gathered, own, language, folder, fetch=arguments.fetch, mailto=arguments.mailto, bases=bases
        )
    kept = _kept(folder, {change.path: change.data for change in wanted})
    wanted += [writing.Change(path, data) for path, data in needed.files.items()]
    changes = [change for change in wanted if change.path not in kept and _differs(folder, change)]
    taken = [change.path for change in changes if (folder / change.path).exists()]
    if taken and not arguments.force:
        raise CommandError(f"nothing was written; these are there, and --force overwrites them: {', '.join(taken)}")
    writing.write(folder, changes)
    code = starting.told(gathered, changes, arguments.report) if gathered is not None else 0
    for change in changes:
        print(f"wrote {change.path}")
    for path, name in kept.items():
        print(f"kept {name}, which was there{_missing(folder / name, needed) if path == '.gitignore' else ''}")
    print(f"requirements.txt asks for {needed.line}: {needed.why}")
    what = "portal" if arguments.portal else "library"
    print(f"the {what} is in {arguments.folder}; 'make html' there builds it, 'make check' checks it")
    print("(without make: papershelf build, papershelf check)")
    if arguments.portal and not named:
        print("papershelf_libraries in conf.py takes the libraries: a name and the address of the home page of each")
    if gathered is not None:
        print("\n".join(starting.next_steps(arguments.sources, folder)))
    return code


def _differs(folder: Path, change: Change) -> bool:
    """Whether a file is not as it is to be."""
    from papershelf.cli import writing

    target = writing.target(folder, change.path)
    data = change.data if change.origin is None else change.origin.read_bytes()
    return not target.is_file() or target.read_bytes() != data


def texts(name: str, language: str, needed: Requirement) -> dict[str, str]:
    """The files of a new library.

    :param name: of the library.
    :param language: one of :data:`LANGUAGES`.
    :param needed: the papershelf that builds it.
    """
    from papershelf.model.text import values
    from papershelf.model.text.markdown import escape_heading

    title = values.text(name.encode("utf-8", "replace").decode()) or "Papers"
    words = {
        "@TITLE@": escape_heading(title),
        "@PROJECT@": json.dumps(title, ensure_ascii=False),
        "@LANGUAGE@": language,
        "@REQUIREMENT@": needed.line,
    }
    signs = re.compile("|".join(words))
    found = {}
    for path, template in FILES.items():
        text = (TEMPLATE / template.format(language=language)).read_text("utf-8")
        found[path] = signs.sub(lambda match: words[match[0]], text)
    return found


def _kept(folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    """File of ours to the file of the folder's own that stands for it and is something else."""
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    kept = {}
    for path, names in _OWN.items():
        own = next((name for name in there if re.fullmatch(names, name, re.IGNORECASE)), None)
        if own is not None and (folder / own).is_file() and (own != path or (folder / own).read_bytes() != files[path]):
            kept[path] = own
    return kept


def _missing(gitignore: Path, needed: Requirement) -> str:
    """What somebody has to know whose ``.gitignore`` is not ours."""
    text = gitignore.read_text("utf-8", "replace")
    if needed.files and _UNSEEN.search(text) and "!/wheels" not in text:
        return ": it leaves out the wheel that builds the library; add the lines '!/wheels/' and '!/wheels/*.whl' to it"
    lines = {line.strip().strip("/") for line in text.splitlines()}
    lacking = [name for name in (".venv", "build") if name not in lines]
    return f"; it does not leave out {' and '.join(lacking)}" if lacking else ""
