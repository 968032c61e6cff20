"""``papershelf refresh``: what servers say by now, as a diff of option lines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from papershelf.cli.library import CommandError
from papershelf.cli.papers import refresh
from sources.servers import Answer, Server, atom, crossref, running, without_pauses

PAGE = (
    "\ufeff# LoRA\r\n\r\n```{paper-summary} lora\r\n:authors: Ann Lee; others\r\n"
    ":year: 2021\r\n:arxiv: 2106.09685v2\r\n"
    ":code: https://example.org/\r\n\r\n- kept  \r\n```\r\n\r\nProse with :year: 1999  \r\n"
)
ENTRY = {"id": "2106.09685v4", "title": "LoRA", "authors": ["Ann Lee", "Bo Kim"], "comment": "ICLR 2022"}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    without_pauses(monkeypatch)
    with running() as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "conf.py").write_text('extensions = ["papershelf"]\n')
    (tmp_path / "index.md").write_text("# Home\n")
    (tmp_path / "papers" / "lora.md").write_bytes(PAGE.encode())
    (tmp_path / "papers" / "plain.md").write_text("# Plain\n\n```{paper-summary} plain\n:year: 2020\n```\n")
    return tmp_path


def run(library: Path, server: Server, *keys: str, write: bool = False, cached: bool = False) -> int:
    arguments = argparse.Namespace(directory=library, keys=list(keys), write=write, cached=cached, mailto="")
    return refresh.run(arguments, server.bases)


def page(library: Path) -> str:
    return (library / "papers" / "lora.md").read_bytes().decode()


def test_a_diff_is_shown_and_nothing_written(library: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.say["/arxiv"] = [atom(ENTRY)]
    assert run(library, server) == 0
    assert page(library) == PAGE
    assert capsys.readouterr().out.splitlines() == [
        "papers/lora.md:3: lora: arXiv 2021 → ICLR 2022",
        "papers/lora.md:3: lora: your note was written against v2, v4 is out",
        "--- a/papers/lora.md",
        "+++ b/papers/lora.md",
        "@@ -7,2 +7,3 @@",
        " :code: https://example.org/",
        "+:venue: ICLR 2022",
        " ",
        "1 paper asked for, 1 would change with --write",
    ]


def test_only_option_lines_change(library: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.say["/arxiv"] = [atom({**ENTRY, "authors": ["Zoe Lee", "Bo Kang"], "published": "2020-06-01T00:00:00Z"})]
    assert run(library, server, "lora", write=True) == 0
    assert page(library) == PAGE.replace(":year: 2021", ":year: 2020").replace(
        "https://example.org/\r\n", "https://example.org/\r\n:venue: ICLR 2022\r\n"
    )
    capsys.readouterr()
    assert run(library, server, "lora", write=True) == 0
    assert "0 changed" in capsys.readouterr().out


def test_authors_that_are_others_are_shown(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom({**ENTRY, "authors": ["Cho Park", "Bo Kim"]})]
    run(library, server, write=True)
    assert ":authors: Park, Cho; Kim, Bo\r\n" in page(library)


def test_the_published_version_is_found_by_its_doi(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom({**ENTRY, "comment": "", "doi": "10.1000/final"})]
    server.say["/crossref/works/10.1000/final"] = [
        crossref(title=["LoRA"], issued={"date-parts": [[2022]]}, **{"container-title": ["Nature"]})
    ]
    run(library, server, write=True)
    assert ":venue: Nature 2022\r\n:doi: 10.1000/final\r\n" in page(library)
    assert ":year: 2021\r\n" in page(library)


def test_what_the_reader_wrote_stays(library: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    mine = (
        "# Mine\n\n```{paper-summary} mine\n:authors: A. Lee; B. Kim\n:date: 2021-06\n:venue: My venue\n"
        ":arxiv: 2106.09685\n```\n"
    )
    (library / "papers" / "lora.md").write_text(mine)
    server.say["/arxiv"] = [atom(ENTRY)]
    run(library, server, write=True)
    assert page(library) == mine
    assert "its title is now 'LoRA'" in capsys.readouterr().out


def test_a_paper_of_a_publisher(library: Path, server: Server) -> None:
    (library / "papers" / "lora.md").write_text("# X\n\n```{paper-summary} x\n:title: X\n:doi: 10.1000/x\n```\n")
    server.say["/crossref/works/10.1000/x"] = [
        crossref(title=["Y"], author=[{"family": "Lee", "given": "Ann"}], published={"date-parts": [[2020, 3]]})
    ]
    run(library, server, write=True)
    assert (
        page(library)
        == "# X\n\n```{paper-summary} x\n:title: Y\n:doi: 10.1000/x\n:authors: Lee, Ann\n:date: 2020-03\n```\n"
    )


def test_the_cache_answers_where_it_may(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom(ENTRY)]
    run(library, server)
    before = (library / "papershelf-cache.json").read_bytes()
    server.say.clear()
    assert run(library, server, cached=True) == 0
    assert run(library, server) == 1
    assert (library / "papershelf-cache.json").read_bytes() == before


def test_papers_that_cannot_be_asked_for_do_not_stop_the_others(
    library: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "papers" / "b.md").write_text("# B\n\n```{paper-summary} b\n:arxiv: 2106.00002\n```\n")
    server.say["/arxiv"] = [atom(ENTRY)]
    assert run(library, server, write=True) == 1
    assert ":venue: ICLR 2022" in page(library)
    assert "papers/b.md:3: arXiv has no paper 2106.00002" in capsys.readouterr().err
    server.say["/arxiv"] = [Answer(b"<feed", "text/xml")]
    assert run(library, server) == 1


@pytest.mark.parametrize(("key", "said"), [("lara", "did you mean 'lora'"), ("plain", "neither an arXiv id nor a DOI")])
def test_wrong_keys_are_refused(library: Path, server: Server, key: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(library, server, key)


def test_what_a_bibliography_says_is_mended_there(
    library: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "conf.py").write_text('papershelf_bibliography = ["refs.bib"]\n')
    (library / "refs.bib").write_text("\n@misc{lora, author={Ann Lee}, title={LoRA}, eprint={2106.09685}}\n")
    text = PAGE.replace(":authors: Ann Lee; others\r\n", "").replace(":year: 2021\r\n", "")
    (library / "papers" / "lora.md").write_bytes(text.encode())
    server.say["/arxiv"] = [atom({**ENTRY, "authors": ["Cho Park", "Bo Kim"], "published": "2020-06-01T00:00:00Z"})]
    assert run(library, server, "lora", write=True) == 0
    assert page(library) == text.replace("https://example.org/\r\n", "https://example.org/\r\n:venue: ICLR 2022\r\n")
    said = capsys.readouterr().out
    assert "refs.bib:2 has its authors; by now it is 'Park, Cho; Kim, Bo'" in said and "refs.bib:2 has its date" in said
