"""Files that documents take in: found changed whatever their time stamps, and named alike in every build."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Set
from pathlib import Path
from typing import TYPE_CHECKING, cast

from papershelf.collect.records import SourceState

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def state_of(path: str, known: SourceState | None) -> tuple[SourceState, bytes | None]:
    """Fingerprint of a file, and its content unless the fingerprint is the known one.

    :raises OSError: if it cannot be read.
    """
    stat = os.stat(path)  # noqa: PTH116 (half the time, for ten thousand pages)
    times = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size)
    if known is not None and (known.mtime, known.ctime, known.size) == times:
        return known, None
    content = Path(path).read_bytes()
    return SourceState(*times, hashlib.sha256(content).hexdigest()), content


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Iterable[str]:
    """Documents one of whose files holds something else than when they were read; Sphinx looks for newer ones only."""
    known = cast("dict[str, SourceState]", env.domaindata["paper"]["files"])
    different = set()
    for name, before in list(known.items()):
        try:
            known[name], _content = state_of(os.path.join(app.srcdir, name), before)  # noqa: PTH118
        except OSError:
            continue  # Sphinx notices that it is gone
        if known[name].digest != before.digest:
            different.add(name)
    if not different:
        return []
    return sorted(docname for docname, names in env.dependencies.items() if different & {*map(str, names)})


def _updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the files that were taken in, and give images names that do not tell what was read when."""
    store = cast("dict[str, SourceState]", env.domaindata["paper"]["files"])
    wanted = sorted({str(name) for names in env.dependencies.values() for name in names})
    found = {}
    for name in wanted:
        try:
            found[name], _content = state_of(os.path.join(app.srcdir, name), store.get(name))  # noqa: PTH118
        except OSError:
            continue
    store.clear()
    store.update(found)
    images = type(env.images)()
    for path, (docnames, _name) in sorted(env.images.items()):
        for docname in sorted(docnames):
            images.add_file(docname, path)
    env.images = images


def setup(app: Sphinx) -> None:
    """Connect both."""
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _updated)
