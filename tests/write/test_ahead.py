"""What is made while pages are written is made once, and says what it says in its turn."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import SphinxError
from sphinx.util import logging

from papershelf import workers
from papershelf.collect.domain import paper as domain
from papershelf.write import beside, jobs
from papershelf.write.builder import PaperHTMLBuilder
from support import Site, category, home, paper

_logger = logging.getLogger("papershelf.test")


@pytest.mark.parametrize("early", [(), ("one",), ("one", "two")])
def test_each_is_made_once_and_heard_in_its_turn(monkeypatch: pytest.MonkeyPatch, early: tuple[str, ...]) -> None:
    made: list[str] = []
    told: list[str] = []

    def job(name: str) -> Callable[[], None]:
        def do() -> None:
            made.append(name)
            _logger.warning(name)

        return do

    monkeypatch.setattr(beside._logger.logger, "handle", lambda record: told.append(record.getMessage()))
    ahead = beside.Ahead({name: job(name) for name in ("one", "two", "three")})
    for name in early:
        ahead.do(name)
    assert (made, told) == ([*early], [])
    for name in ahead.names:
        ahead.turn(name)
        ahead.turn(name)
    assert made == ["one", "two", "three"]
    assert told == [*early]


def test_after_an_edit_another_process_makes_what_shows_the_catalogue_alone(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "told"

    def noting(name: str) -> Callable[[PaperHTMLBuilder], None]:
        def write(builder: PaperHTMLBuilder) -> None:
            with told.open("a") as file:
                file.write(f"{name} {os.getpid() == main}\n")
            usual[name](builder)

        return write

    usual: Mapping[str, Callable[[Any], None]] = dict(jobs.OURS)
    main = os.getpid()
    for name in usual:
        monkeypatch.setitem(jobs.OURS, name, noting(name))
    monkeypatch.setattr(workers, "processes", lambda app, documents: app.parallel)
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("One", "a")})
    assert site.build(parallel=2) == ""
    told.unlink()
    page = site.source / "papers/a.md"
    page.write_text(page.read_text("utf-8").replace("# One", "# Another"), "utf-8")
    assert site.build(parallel=2) == ""
    where = dict(line.split() for line in told.read_text().splitlines())
    assert {name for name in usual if where[name] == "False"} == {*jobs.OF_CATALOGUE}
    assert "Another" in (site.out / "html/papers.json").read_text("utf-8")


def test_a_build_that_fails_ends_what_it_had_begun(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "processes", lambda app, documents: app.parallel)
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("One", "a")})
    assert site.build(parallel=2) == ""

    def fail(_builder: PaperHTMLBuilder) -> str:
        assert [process.is_alive() for process in multiprocessing.active_children()] == [True]
        raise SphinxError("a page that cannot be compared")

    monkeypatch.setitem(jobs.OURS, "records", lambda builder: threading.Event().wait())
    monkeypatch.setattr(PaperHTMLBuilder, "_changed", lambda self, suspects: fail(self))
    page = site.source / "papers/a.md"
    page.write_text(page.read_text("utf-8").replace("# One", "# Another"), "utf-8")
    with pytest.raises(SphinxError, match="cannot be compared"):
        site.build(parallel=2)
    for process in multiprocessing.active_children():
        process.join(10)
        assert not process.is_alive()


def test_a_build_with_nothing_to_do_makes_no_catalogue(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed: list[None] = []
    usual = domain.seal
    monkeypatch.setattr(domain, "seal", lambda *args: sealed.append(None) or usual(*args))
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("One", "a")})
    assert site.build() == ""
    assert sealed
    sealed.clear()
    assert site.build() == ""
    assert not sealed
