"""Which pages are written again though their own text did not change."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from papershelf.resolve.shown.inputs import Inputs
from papershelf.write.builder import PaperHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@contextmanager
def _lasting() -> Iterator[None]:
    """Look for no garbage: what is made meanwhile lives on, and to look through it took a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # (by which all of it is old, and is not looked through soon)
        if was_enabled:
            gc.enable()


def _stale(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Pages whose inputs changed; for other builders all pages, when anything that pages share did."""
    if isinstance(app.builder, PaperHTMLBuilder):
        with _lasting():
            return app.builder.stale()
    written: dict[str, str] = getattr(env, "papershelf_written", {})
    now = Inputs(env, {}, "", None).everything
    if written.get(app.builder.name) == now:
        return []
    env.papershelf_written = written | {app.builder.name: now}  # type: ignore[attr-defined]
    return sorted(env.found_docs)


def setup(app: Sphinx) -> None:
    """Connect the rule."""
    app.connect("env-get-updated", _stale)
