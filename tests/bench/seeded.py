"""Writes a seeded library of any size in one of four forms: python -m bench.seeded FORM FOLDER N"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.forms import FORMS, Entry, File
from bench.notes import categories, note

SEED = 1


def write(form: str, folder: Path, papers: int, seed: int = SEED) -> None:
    """Write the library; the same arguments give the same bytes.

    :param form: ``papershelf``, ``furo``, ``mkdocs`` or ``hugo``.
    :param folder: made if it is not there; files of another library in it stay.
    """
    listed: dict[str, list[Entry]] = {category.slug: [] for category in categories(seed)}
    for number in range(papers):
        paper = note(number, papers, seed)
        listed[paper.category].append(Entry(paper.key, paper.title))
        put(folder, FORMS[form].page(paper))
    for file in FORMS[form].frame([(category, listed[category.slug]) for category in categories(seed)]):
        put(folder, file)


def put(folder: Path, file: File) -> Path:
    """Write one file of a form."""
    path = folder / file[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(file[1], encoding="utf-8")
    return path


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.seeded", description=__doc__)
    parser.add_argument("form", choices=FORMS)
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("papers", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    write(options.form, options.folder, options.papers, options.seed)


if __name__ == "__main__":
    main()
