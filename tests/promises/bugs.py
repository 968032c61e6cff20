"""Bugs that a library extension could have, each seeded into a build's process to see that the promises notice.

A row of :data:`BUGS` names what is patched as it stands in the code, so it must follow when something is renamed; a
name that is not there is an error.
"""

from __future__ import annotations

import functools
import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Patch = tuple[str, str, Callable[[Any], Any]]
"""Module, attribute (dotted), and what makes the new value of the old one."""


@dataclass(frozen=True)
class Bug:
    """A bug.

    :param caught_by: the check of `test_harness_can_fail.py` that must fail, and what it is done with.
    """

    caught_by: str
    patches: tuple[Patch, ...]


def seed(name: str) -> None:
    """Have a bug in this process."""
    for module, attribute, make in BUGS[name].patches:
        owner = importlib.import_module(module)
        *path, last = attribute.split(".")
        owner = functools.reduce(getattr, path, owner)
        setattr(owner, last, make(getattr(owner, last)))


# ---- what a function is replaced by


def gives(value: Any) -> Callable[[Any], Any]:
    """A function that gives this whatever it is called with."""
    return lambda old: lambda *args, **kwargs: value


def then(value: Any) -> Callable[[Any], Any]:
    """The function, but it gives this."""

    def make(old: Any) -> Any:
        def new(*args: Any, **kwargs: Any) -> Any:
            old(*args, **kwargs)
            return value

        return new

    return make


def only_once(old: Any) -> Any:
    """The function on its first call only."""
    calls: list[None] = []

    def new(*args: Any, **kwargs: Any) -> Any:
        calls.append(None)
        return old(*args, **kwargs) if len(calls) == 1 else None

    return new


def part(number: int) -> Callable[[Any], Any]:
    """The function without the rest of its tuple."""
    return lambda old: lambda *args, **kwargs: old(*args, **kwargs)[: number + 1]


# ---- those that need some lines


def _kept_catalogue(old: property) -> property:
    def catalogue(self: Any) -> Any:
        if not hasattr(self.env, "old_catalogue"):
            self.env.old_catalogue = old.fget(self)  # type: ignore[misc]
        return self.env.old_catalogue

    return property(catalogue)


def _with_time(old: Any) -> Any:
    def files(*args: Any) -> Any:
        yield from old(*args)
        yield "built.txt", str(time.time_ns())

    return files


def _with_folder(old: Any) -> Any:
    def add_file(self: Any, name: str, data: bytes) -> Any:
        return old(self, name, data + (str(self.srcdir).encode() if name == "papers.bib" else b""))

    return add_file


def _in_the_order_of_sets(_old: Any) -> Any:
    return hash


def _without_warnings(old: Any) -> Any:
    def convert(records: list[Any]) -> None:
        old(records)
        records.clear()

    return convert


def _without_categories(old: Any) -> Any:
    def outdated(app: Any, env: Any, *args: Any) -> Any:
        return [name for name in old(app, env, *args) if name not in env.domains["paper"].categories]

    return outdated


def _noted_beforehand(old: Any) -> Any:
    def write_documents(self: Any, docnames: Any) -> None:
        for name in docnames:
            if page := self.now.pages.get(name):
                page.inputs = self.inputs.of(name)
        self.now.others |= self.before.others
        self.now.copied = self.before.copied
        self.now.save(self.state / "manifest.json")
        old(self, docnames)

    return write_documents


def _old_words(old: Any) -> Any:
    return lambda self, docname: self.old(docname) or old(self, docname)


_DOMAIN = "papershelf.collect.domain.paper"
_OUTLINE = "papershelf.collect.outline"
_INPUTS = "papershelf.resolve.shown.inputs"
_LISTED = "papershelf.resolve.shown.listed"
_TARGETS = "papershelf.resolve.shown.targets"
_BUILDER = "papershelf.write.builder"
_GENERATED = "papershelf.write.generated"
_WORDS = "papershelf.write.searching.words"

BUGS: dict[str, Bug] = {
    "a deleted page is not forgotten": Bug(
        "edits: several edits at once", ((_DOMAIN, "PaperDomain.clear_doc", gives(None)),)
    ),
    "only the first process that has read is listened to": Bug(
        "parallel: 4", ((_DOMAIN, "PaperDomain.merge_domaindata", only_once),)
    ),
    "warnings of other processes are lost": Bug(
        "parallel: 4", (("sphinx.util.logging", "convert_serializable", _without_warnings),)
    ),
    "a catalogue is kept": Bug(
        "edits: retitled and back", ((_DOMAIN, "PaperDomain.catalogue", _kept_catalogue),)
    ),
    "no page is written for the sake of another": Bug(
        "edits: a title that others show", ((_BUILDER, "PaperHTMLBuilder.stale", then([])),)
    ),
    "previous and next are left out": Bug(
        "edits: a title that only the next page shows", ((_INPUTS, "Inputs._around", part(0)),)
    ),
    "backlinks and relations are left out": Bug(
        "edits: a new mention and a relation", ((_LISTED, "Listed.box", gives(None)),)
    ),
    "lists are left out": Bug("edits: a summary edit", ((_LISTED, "Listed.listing", gives(None)),)),
    "labels are left out": Bug(
        "edits: a heading that others name by its label", ((_TARGETS, "Targets.label", gives(None)),)
    ),
    "the categories' contents are not read again": Bug(
        "edits: deleted, and written anew", ((_OUTLINE, "_outdated", _without_categories),)
    ),
    "only newer time stamps count": Bug(
        "edits: an older file with other content", ((_OUTLINE, "_scan", then(set())),)
    ),
    "what has no source any more stays": Bug("edits: several edits at once", ((_GENERATED, "remove", gives(None)),)),
    "the search index is kept": Bug(
        "edits: a body edit", ((_WORDS, "WordFiles.settle", _old_words),)
    ),
    "sets are shown in their own order": Bug(
        "elsewhere: 5", (("papershelf.write.files.initials", "sort_key", _in_the_order_of_sets),)
    ),
    "the time of the build is shown": Bug(
        "edits: a body edit", (("papershelf.write.files.outputs", "files", _with_time),)
    ),
    "the folder is shown": Bug("elsewhere: 5", ((_BUILDER, "PaperHTMLBuilder.add_file", _with_folder),)),
    "damaged files are taken for good": Bug("tampering: papers/rag.html", ((_BUILDER, "is_intact", gives(True)),)),
    "pages are noted before they are written": Bug(
        "kill: a paper retitled",
        (
            (_BUILDER, "PaperHTMLBuilder.write_documents", _noted_beforehand),
            ("papershelf.write.unfinished", "Mark.left", gives(None)),
        ),
    ),
}  # fmt: skip
"""Name to bug."""
