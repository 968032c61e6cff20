"""Which documents changed: Sphinx makes objects of paths for each of them."""

from __future__ import annotations

import os
from stat import S_ISREG

from sphinx.environment import BuildEnvironment

from papershelf.upstream.trees import Table

_their_outdated = BuildEnvironment.get_outdated_files


def _get_outdated_files(self: BuildEnvironment, config_changed: bool) -> tuple[set[str], set[str], set[str]]:
    """``BuildEnvironment.get_outdated_files``: what is surely as it was read is not looked at twice."""
    place = getattr(self.project, "place", None)
    if config_changed or place is None:
        return _their_outdated(self, config_changed)
    source, doctrees = os.fspath(self.srcdir), os.fspath(self.doctreedir)
    found = self.project.docnames
    open_questions = set()
    for docname in found:
        read = self.all_docs.get(docname)
        if read is None or docname in self.dependencies or docname in self.reread_always:
            open_questions.add(docname)
            continue
        try:
            is_kept = S_ISREG(os.stat(f"{doctrees}/{docname}.doctree").st_mode)  # noqa: PTH116
            changed = -(os.stat(f"{source}/{place(docname)}").st_mtime_ns // -1_000)  # noqa: PTH116
        except OSError:
            is_kept, changed = False, 0
        if not is_kept or changed > read:
            open_questions.add(docname)
    removed = self.all_docs.keys() - found
    self.project.docnames = open_questions
    try:
        added, different, _removed = _their_outdated(self, config_changed)
    finally:
        self.project.docnames = found
    return added, different, removed


OF_SPHINX: Table = ((BuildEnvironment, "get_outdated_files", _get_outdated_files, _their_outdated),)
