"""The home page of one of several libraries."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from papershelf.model.text.markdown import escape_heading
from papershelf.translations import words

if TYPE_CHECKING:
    from papershelf.cli.dividing.parts import Part
    from papershelf.cli.dividing.plan import Plan

_ORPHAN = re.compile(r"^\s*:?orphan:", re.MULTILINE)


def written(plan: Plan, part: Part, path: str, address: str) -> str:
    """The text of the page: title, counts, the way to the portal, and what nothing else holds.

    :param path: its file.
    :param address: of the portal.
    """
    folder = plan.folder
    _ = words(folder.settings.language).gettext
    sentence = _("One of the libraries of [{portal}]({address}).")
    pages, rest = _top(plan, part), _loose(plan, part)
    said = sentence.format(portal=escape_heading(folder.settings.name or "papershelf"), address=address)
    trees = [(caption, names) for caption, names in ((_("Categories"), pages), (_("Further pages"), rest)) if names]
    entries = [
        (caption, [posixpath.relpath(name, posixpath.dirname(path) or ".") for name in n]) for caption, n in trees
    ]
    if path.endswith(".md"):
        return _markdown(part.title, said, entries)
    return _rst(part.title, re.sub(r"\[(.*)\]\((.*)\)", r"`\1 <\2>`__", said), entries)


def _top(plan: Plan, part: Part) -> list[str]:
    """The pages of categories that stand below no other."""
    known = plan.folder.catalogue.categories
    return [known[slug].docname for slug in part.slugs if not known[slug].parent]


def _loose(plan: Plan, part: Part) -> list[str]:
    """Pages of the library that stand in no table of contents of it."""
    folder = plan.folder
    own = [docname for docname, names in plan.pages.items() if part.name in names]
    held = {inner for docname in own for inner in folder.toctrees.get(docname, ()) if docname != folder.settings.root}
    held |= {folder.catalogue.categories[slug].docname for slug in part.slugs}
    for key in part.keys:
        entry = folder.catalogue.by_key(key)
        if entry is not None and entry.paper.category in part.slugs:
            held.add(entry.docname)
    root = folder.settings.root
    return [name for name in own if name not in held and name != root and not _is_orphan(plan, name)]


def _is_orphan(plan: Plan, docname: str) -> bool:
    return bool(_ORPHAN.search(plan.edits.before(plan.folder.files[docname])[:500]))


def _markdown(title: str, said: str, trees: list[tuple[str, list[str]]]) -> str:
    parts = [f"# {escape_heading(title)}", said, "```{paper-stats}\n```"]
    for caption, names in trees:
        lines = "\n".join(names)
        parts.append(f"```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{lines}\n```")
    return "\n\n".join(parts) + "\n"


def _rst(title: str, said: str, trees: list[tuple[str, list[str]]]) -> str:
    parts = [f"{title}\n{'=' * 2 * len(title)}", said, ".. paper-stats::"]
    for caption, names in trees:
        lines = "\n".join(f"   {name}" for name in names)
        parts.append(f".. toctree::\n   :hidden:\n   :caption: {caption}\n\n{lines}")
    return "\n\n".join(parts) + "\n"
