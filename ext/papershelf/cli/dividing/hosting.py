"""What a repository with several libraries needs to be built: by make, on GitHub, on Read the Docs."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

TEMPLATE = Path(__file__).parent.parent / "template"
WORKFLOW = ".github/workflows/libraries.yml"
_NIGHTLY = '  schedule:\n    - cron: "17 3 * * *" # the libraries elsewhere change on their own\n'
IGNORED = "/.venv/\nbuild/\n__pycache__/\n"


def around(portal: str, *, elsewhere: bool = False) -> dict[str, str]:
    """Files of the folder around the libraries: each builds what it finds there, also libraries that come later.

    :param portal: folder of the portal, relative to it; ``.`` where it is the same.
    :param elsewhere: whether the portal shows libraries that are built elsewhere: they change on their own, so it is
        built every night, and one that is away stops nothing.
    :returns: path to text.
    """
    words = {"@PORTAL@": portal, "@NIGHTLY@": _NIGHTLY * elsewhere, "@LENIENT@": " --allow-warnings" * elsewhere}
    return {WORKFLOW: _text("libraries/libraries.yml", words), "catalogues.sh": _text("libraries/catalogues.sh", words)}


def makefile(portal: str) -> str:
    """The Makefile around libraries whose portal has a folder of its own."""
    return _text("libraries/Makefile", {"@PORTAL@": portal})


def of_library(folder: str, conf: str = ".") -> dict[str, str]:
    """Files of one library.

    :param folder: its folder, relative to the one around all.
    :param conf: folder of its ``conf.py``, relative to its own.
    :returns: path, relative to its folder, to text.
    """
    words = {
        "@SOURCE@": folder,
        "@CONF@": posixpath.normpath(posixpath.join(folder, conf)),
        "@WATCHED@": " ".join([folder, "requirements.txt", "wheels"]),
    }
    return {
        "Makefile": _text("libraries/library.mk", {}),
        ".readthedocs.yaml": _text("libraries/readthedocs.yaml", words),
    }


def _text(template: str, words: dict[str, str]) -> str:
    text = (TEMPLATE / template).read_text("utf-8")
    return re.sub("|".join(words) or r"\Z", lambda match: words.get(match[0], ""), text)


def ignored(before: str) -> str:
    """A ``.gitignore`` with lines for what is built here."""
    there = {line.strip().strip("/") for line in before.splitlines()}
    return before + "".join(line for line in IGNORED.splitlines(keepends=True) if line.strip().strip("/") not in there)
