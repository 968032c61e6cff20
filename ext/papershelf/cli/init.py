"""``papershelf init``: a library of one's own that builds, checks itself and deploys."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from papershelf.cli.library import CommandError

TEMPLATE = Path(__file__).parent / "template"
LANGUAGES = ("en", "ko")

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
}
"""File of a new library to its template."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Define the command."""
    parser = commands.add_parser(
        "init",
        help="a new library that builds",
        description="A new library: settings, a home page, a category, a paper, a Makefile, and what Read the Docs and "
        "GitHub Pages need. It is named after its folder. Nothing that exists is overwritten.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder; made if it is not there")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of the library (en)")
    parser.add_argument("--force", action="store_true", help="overwrite files of these names")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the library.

    :raises CommandError: if a file of it is there and holds something else.
    """
    from papershelf.cli import writing

    folder = (arguments.directory / arguments.folder).resolve()
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{arguments.folder} is there and is no folder")
    changes = []
    for path, text in texts(folder.name, arguments.language).items():
        target = writing.target(folder, path)
        if not target.is_file() or target.read_bytes() != text.encode():
            changes.append(writing.Change(path, text.encode()))
    taken = [change.path for change in changes if (folder / change.path).exists()]
    if taken and not arguments.force:
        raise CommandError(f"nothing was written; these are there, and --force overwrites them: {', '.join(taken)}")
    writing.write(folder, changes)
    for change in changes:
        print(f"wrote {change.path}")
    print(f"the library is in {arguments.folder}; 'make html' there builds it, 'make check' checks it")
    return 0


def texts(name: str, language: str) -> dict[str, str]:
    """The files of a new library.

    :param name: of the library.
    :param language: one of :data:`LANGUAGES`.
    """
    from papershelf.model import values
    from papershelf.model.markdown import escape_heading

    title = values.text(name.encode("utf-8", "replace").decode()) or "Papers"
    words = {
        "@TITLE@": escape_heading(title),
        "@PROJECT@": json.dumps(title, ensure_ascii=False),
        "@LANGUAGE@": language,
    }
    signs = re.compile("|".join(words))
    found = {}
    for path, template in FILES.items():
        text = (TEMPLATE / template.format(language=language)).read_text("utf-8")
        found[path] = signs.sub(lambda match: words[match[0]], text)
    return found
