"""``papershelf init --portal``: a library without notes of its own that shows those of others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from papershelf.cli.dividing import hosting
from papershelf.cli.library import CommandError
from papershelf.libraries.declared import Declared, accepted, declared

_OWN = {
    "index.md": "portal/{language}/index.md",
    "library.md": "portal/{language}/library.md",
    "README.md": "portal/{language}/README.md",
}
"""File of a portal to its template."""

_LEFT = ("categories/", "papers/", ".github/ISSUE_TEMPLATE/", ".github/workflows/")
"""What only a library with notes needs."""

_CHANGED = {
    "Makefile": ("SPHINXOPTS ?= -nW --keep-going", "SPHINXOPTS ?= -n"),  # a library that is away stops nothing
}

_EXAMPLE = '    # "lab-a": "https://lab-a.example/ko/latest/",'


def libraries(sources: Sequence[str]) -> list[Declared]:
    """The libraries that the command names.

    :param sources: each ``NAME=ADDRESS``.
    :raises CommandError: says what was found and what is allowed.
    """
    given: dict[str, str] = {}
    for source in sources:
        name, sign, address = source.partition("=")
        if not sign:
            raise CommandError(f"found {source!r}; with --portal, --from takes NAME=ADDRESS")
        if name in given:
            raise CommandError(f"{name!r} is there twice")
        given[name] = address
    try:
        found = declared(given)
    except ValueError as error:
        raise CommandError(str(error)) from None
    _taken, complaints = accepted(found, "")
    if complaints:
        raise CommandError("; ".join(complaints))
    return found


def files(texts: Mapping[str, str], templates: Path, language: str, named: Sequence[Declared]) -> dict[str, str]:
    """The files of a portal.

    :param texts: those of a library; the first line of its home page is the title.
    """
    title = texts["index.md"].partition("\n")[0].removeprefix("# ")
    found = {path: text for path, text in texts.items() if not path.startswith(_LEFT)}
    for path, template in _OWN.items():
        text = (templates / template.format(language=language)).read_text("utf-8")
        found[path] = text.replace("@TITLE@", title)
    lines = [f"    {json.dumps(library.name)}: {json.dumps(library.address)}," for library in named]
    told = (templates / "portal/conf.py.in").read_text("utf-8").replace("@LIBRARIES@", "\n".join(lines or [_EXAMPLE]))
    found["conf.py"] += told
    for path, (old, new) in _CHANGED.items():
        assert old in found[path], path
        found[path] = found[path].replace(old, new)
    return found | hosting.around(".", elsewhere=True)
