"""``--fetch``: what has an identifier gets title, authors and date; a run that is broken off goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from papershelf.cli import main as run_main
from papershelf.cli.imports import fetching, importing
from papershelf.cli.libraries import init, requirement
from papershelf.cli.libraries.requirement import Requirement
from papershelf.sources.library import folder as folders
from papershelf.sources.servers import lookup
from sources.servers import JSON, Answer, Server, atom, running

LIST = """\
# Papers

## Methods

- [LoRA](https://arxiv.org/abs/2106.09685)
- [Low-Rank Adaptation of Large Language Modells](https://arxiv.org/abs/2106.09999)
- [Quite Another Thing Than That](https://arxiv.org/abs/2106.00003)
- [A Paper with a DOI](https://doi.org/10.1000/182)
- [Never Heard of It at All](https://arxiv.org/abs/2106.00404)
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No pause between requests, and no wheel."""
    monkeypatch.setattr(lookup, "ARXIV_PAUSE", 0.0)
    monkeypatch.setattr(requirement, "find", lambda: Requirement("papershelf==0", "a release"))
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(LIST, encoding="utf-8")


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as found:
        found.say["/arxiv"] = [
            lambda query: atom(
                *[
                    entry
                    for entry in (
                        {"id": "2106.09685v2", "title": "LoRA: Low-Rank Adaptation", "authors": ["Edward J. Hu"]},
                        {"id": "2106.09999v1", "title": "Low-Rank Adaptation of Large Language Models"},
                        {"id": "2106.00003v1", "title": "Birds of the Southern Seas"},
                    )
                    if entry["id"].partition("v")[0] in query["id_list"][0]
                ]
            )
        ]
        crossref = b'{"message": {"title": ["A Paper with a DOI"], "author": [{"family": "Kim", "given": "Ann"}], '
        crossref += b'"issued": {"date-parts": [[2019, 5]]}, "DOI": "10.1000/182", "container-title": ["A Journal"]}}'
        found.say["/crossref/works/10.1000/182"] = [Answer(crossref, JSON)]
        yield found


def options(*arguments: str) -> Any:
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument("-C", dest="directory", type=Path, default=Path())
    commands = parser.add_subparsers()
    init.add_parser(commands)
    importing.add_parser(commands)
    return parser.parse_args(arguments)


def papers() -> dict[str, Any]:
    return {entry.key: entry.paper for entry in folders.read(Path("lib"), Path("lib")).catalogue.entries}


def test_what_has_an_identifier_is_asked_for(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert init.run(options("init", "lib", "--from", "list.md", "--fetch"), bases=server.bases) == 0
    found = papers()
    lora = found["lora"]
    assert (lora.title, lora.key, lora.authors[0].family) == ("LoRA: Low-Rank Adaptation", "lora", "Hu")
    assert lora.date == "2021-06-17"
    spelt = next(paper for paper in found.values() if paper.arxiv == "2106.09999")
    assert spelt.title == "Low-Rank Adaptation of Large Language Models"
    other = next(paper for paper in found.values() if paper.arxiv == "2106.00003")
    assert (other.title, other.authors) == ("Quite Another Thing Than That", ())
    journal = next(paper for paper in found.values() if paper.doi)
    assert (journal.venue, journal.date, journal.authors[0].family) == ("A Journal 2019", "2019-05", "Kim")
    said = capsys.readouterr().out
    assert "2106.00003 is 'Birds of the Southern Seas', so nothing of it was taken" in said
    assert "nothing was fetched: arXiv has no paper 2106.00404" in said


def test_nobody_is_asked_without_it(server: Server) -> None:
    assert init.run(options("init", "lib", "--from", "list.md"), bases=server.bases) == 0
    assert server.asked == []
    assert not Path("lib/papershelf-cache.json").exists()


def test_a_run_that_is_broken_off_goes_on_where_it_stopped(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    run_main(["init", "lib"])
    monkeypatch.setattr(fetching, "AT_ONCE", 1)
    asked = lookup.Lookup.arxiv_papers
    count = 0

    def broken_off(self: lookup.Lookup, identifiers: list[str]) -> Any:
        nonlocal count
        count += 1
        if count > 2:
            raise KeyboardInterrupt
        return asked(self, identifiers)

    monkeypatch.setattr(lookup.Lookup, "arxiv_papers", broken_off)
    arguments = options("-C", "lib", "import", "list.md", "--fetch")
    with pytest.raises(KeyboardInterrupt):
        importing.run(arguments, bases=server.bases)
    assert "lora" not in papers()
    before = len(server.asked)
    assert before == 2
    monkeypatch.setattr(lookup.Lookup, "arxiv_papers", asked)
    assert importing.run(arguments, bases=server.bases) == 0
    assert papers()["lora"].authors[0].family == "Hu"
    again = [path for path, _headers in server.asked[before:]]
    assert not any(re.search("2106.09685|2106.09999", path) for path in again)


def test_what_the_library_has_is_asked_for_only_to_fill_it_in(server: Server) -> None:
    assert init.run(options("init", "lib", "--from", "list.md"), bases=server.bases) == 0
    importing.run(options("-C", "lib", "import", "list.md", "--fetch"), bases=server.bases)
    assert server.asked == []
    importing.run(options("-C", "lib", "import", "list.md", "--fetch", "--update"), bases=server.bases)
    assert papers()["lora"].authors[0].family == "Hu"
    assert papers()["lora"].title == "LoRA"
