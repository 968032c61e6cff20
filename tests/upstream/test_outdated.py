"""The documents that changed are those that Sphinx finds."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from sphinx.testing.util import SphinxTestApp

from papershelf.upstream import outdated
from support import Site


def test_the_same_documents_are_outdated(make_site: Callable[..., Site]) -> None:
    pages = {f"p{number}.md": f"# Page {number}\n" for number in range(8)}
    site = make_site({"index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n", **pages, "p8.md": "# 8\n\n![](a.png)\n"})
    (site.source / "a.png").write_bytes(b"")
    site.build()
    app = SphinxTestApp("html", srcdir=site.source, builddir=site.out)
    try:
        env = app.env
        os.utime(site.source / "p1.md", ns=(time.time_ns() + 10**9,) * 2)
        Path(env.doctreedir, "p2.doctree").unlink()
        (site.source / "p3.md").unlink()
        (site.source / "p9.md").write_text("# New\n")
        os.utime(site.source / "a.png", ns=(time.time_ns() + 10**9,) * 2)
        env.reread_always.add("p4")
        env.find_files(app.config, app.builder)
        ours, theirs = (get(env, False) for get in (outdated._get_outdated_files, outdated._their_outdated))
        assert ours == theirs == ({"p9"}, {"p1", "p2", "p4", "p8"}, {"p3"})
        assert outdated._get_outdated_files(env, True) == outdated._their_outdated(env, True)
        assert len(env.found_docs) == 10
    finally:
        app.cleanup()
