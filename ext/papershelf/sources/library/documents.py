"""The pages that Sphinx would find in the folder of a library, and those that its toctrees name."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from papershelf.sources.library import leftovers
from papershelf.sources.library.settings import Settings
from papershelf.sources.pages.fences import Directive

if TYPE_CHECKING:
    from papershelf.sources.library.folder import Folder

SUFFIXES = (".md", ".rst")
"""Endings of pages."""
_TITLED = re.compile(r"(?:.*\S)?\s*<(?P<target>[^<>]+)>")


def toctree_entries(
    folder: Folder, docname: str, directive: Directive, lines: list[str], more: Sequence[str] = ()
) -> Iterator[str]:
    """Documents that a toctree names.

    :param more: documents that do not exist yet, which a pattern with stars may name too.
    """
    globs = "glob" in dict(directive.options)
    for line in directive.lines(lines):
        target = target_of(line.strip())
        if not target or "://" in target or target == "self":
            continue
        name = document_of(target, docname)
        if globs and any(sign in name for sign in "*?["):
            matches = _pattern(name).fullmatch
            yield from sorted(other for other in (*folder.files, *more) if matches(other))
        else:
            yield name


def target_of(text: str) -> str:
    """What a line of a toctree leads to: the line, or what stands in angle brackets behind a title."""
    match = _TITLED.fullmatch(text)
    return match["target"] if match else text


def document_of(target: str, docname: str) -> str:
    """The document, or the pattern of documents, that a toctree means.

    :param docname: the document that holds the toctree.
    """
    name = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(docname), target)
    name = posixpath.normpath(name)
    return next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)


def _pattern(glob: str) -> re.Pattern[str]:
    """A pattern of Sphinx: ``*`` stays inside a folder, ``**`` does not."""
    parts = re.split(r"(\*\*|\*|\?|\[[^\]]+\])", glob)
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(
        "".join(
            signs.get(p) or (p.replace("[!", "[^") if p.startswith("[") and p[-1] == "]" else re.escape(p))
            for p in parts
        )
    )


def documents(source: Path, settings: Settings) -> Iterator[tuple[str, str, bool]]:
    """Documents that Sphinx would find, with their files.

    :returns: and whether it is left out, as it leads outside the source folder and its authors are not trusted.
    """
    include = [_pattern(glob) for glob in settings.include]
    exclude = [_pattern(glob) for glob in settings.exclude]
    exclude += [_pattern(glob[3:]) for glob in settings.exclude if glob.startswith("**/")]
    found = leftovers.look(source, SUFFIXES)
    for path in found.documents:
        composed = unicodedata.normalize("NFC", path)  # as Sphinx names it
        names = [composed, *map(str, PurePosixPath(composed).parents[:-1])]  # an excluded folder with all in it
        if any(p.fullmatch(name) for p in exclude for name in names) or not any(p.fullmatch(composed) for p in include):
            continue
        docname = composed.rpartition(".")[0]
        yield docname, path, path in found.outside and _is_untrusted(settings, docname, path)


def _is_untrusted(settings: Settings, docname: str, path: str) -> bool:
    """Whether the authors of a page are not trusted (``papershelf_untrusted``)."""
    if settings.untrusted is None:
        return docname.startswith(settings.papers)
    patterns = [_pattern(glob) for glob in settings.untrusted]
    patterns += [_pattern(glob[3:]) for glob in settings.untrusted if glob.startswith("**/")]
    names = (docname, path, *map(str, PurePosixPath(docname).parents[:-1]))
    return any(pattern.fullmatch(name) for pattern in patterns for name in names)
