"""``papershelf new``: from an identifier or a title to a page."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.cli.library import CommandError
from papershelf.cli.papers import new
from papershelf.sources.library.folder import read
from sources.servers import Answer, Server, atom, crossref, running, without_pauses

LORA = {
    "id": "2106.09685v2", "title": "LoRA: Low-Rank Adaptation", "authors": ["Edward J. Hu", "Yelong Shen"],
    "comment": "ICLR 2022",
}  # fmt: skip


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    without_pauses(monkeypatch)
    with running() as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "conf.py").write_text('extensions = ["papershelf"]\n')
    (tmp_path / "index.md").write_text("# Home\n\n```{toctree}\nmethods\n```\n")
    (tmp_path / "methods.md").write_text(
        "# Methods\n\n```{paper-category} methods\n```\n\n```{paper-queue}\n- rag-line = RAG arXiv:2005.11401\n```\n"
    )
    return tmp_path


def run(library: Path, server: Server | None, what: str, **options: object) -> int:
    given = {
        "category": "methods",
        "status": "writing",
        "key": "",
        "mailto": "",
        "queue": False,
        "from_issue": None,
        "from_bibliography": None,
    }
    arguments = argparse.Namespace(directory=library, what=what, **given | options)
    return new.run(arguments, server.bases if server else None)


def page(library: Path, key: str) -> str:
    return (library / "papers" / f"{key}.md").read_text("utf-8")


@pytest.mark.parametrize(
    "what", ["2106.09685", "arXiv:2106.09685", "https://arxiv.org/pdf/2106.09685.pdf", "10.48550/arXiv.2106.09685"]
)
def test_an_arxiv_id_becomes_a_page(
    library: Path, server: Server, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    server.say["/arxiv"] = [atom(LORA)]
    assert run(library, server, what) == 0
    today = datetime.date.today().isoformat()
    assert page(library, "lora") == (
        "# LoRA: Low-Rank Adaptation\n\n```{paper-summary} lora\n:short-title: LoRA\n"
        ":authors: Edward J. Hu; Yelong Shen\n"
        ":date: 2021-06-17\n:venue: ICLR 2022\n:category: methods\n:status: writing\n"
        f":arxiv: 2106.09685\n:added: {today}\n```\n"
    )
    assert "wrote papers/lora.md" in capsys.readouterr().out
    assert not read(library, library).problems
    assert (library / "papershelf-cache.json").is_file()


def test_the_version_that_was_read_is_kept_and_the_cache_answers(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom(LORA)]
    run(library, server, "2106.09685v1")
    assert ":arxiv: 2106.09685v1\n" in page(library, "lora")
    (library / "papers" / "lora.md").unlink()
    server.say.clear()
    run(library, server, "2106.09685", key="again", status="planned")
    assert ":status: planned\n" in page(library, "again")


def test_a_published_preprint_gets_its_doi_and_venue(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom({**LORA, "comment": "", "doi": "10.1000/final"})]
    server.say["/crossref/works/10.1000/final"] = [
        crossref(title=["LoRA"], issued={"date-parts": [[2022]]}, **{"container-title": ["Proceedings of X"]})
    ]
    run(library, server, "2106.09685")
    assert ":venue: Proceedings of X 2022\n" in page(library, "lora")
    assert ":doi: 10.1000/final\n" in page(library, "lora")


def test_a_doi_becomes_a_page(library: Path, server: Server) -> None:
    server.say["/crossref/works/10.1000/x"] = [
        crossref(title=["Attention"], author=[{"name": "Team"}], DOI="10.1000/x")
    ]
    run(library, server, "https://doi.org/10.1000/x")
    assert ":authors: Team\n" in page(library, "attention")


def test_a_title_alone_asks_nobody(library: Path) -> None:
    run(library, None, "한글로 된 제목 & *signs*", key="hangul", category="")
    assert page(library, "hangul").startswith("# 한글로 된 제목 \\& \\*signs\\*\n")
    assert not (library / "papershelf-cache.json").exists()
    run(library, None, "GPT: One")
    run(library, None, "GPT: Two")
    assert (library / "papers" / "gpt.md").is_file()
    assert (library / "papers" / "gpt-two.md").is_file()


def test_a_paper_that_is_there_is_refused_with_its_page(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom(LORA)]
    run(library, server, "2106.09685")
    before = page(library, "lora")
    (library / "papershelf-cache.json").unlink()
    server.asked.clear()
    for what, options in [("arxiv:2106.09685v4", {}), ("LoRA: low-rank adaptation", {}), ("Another", {"key": "lora"})]:
        with pytest.raises(CommandError, match=r"papers/lora\.md"):
            run(library, server, what, **options)
    assert page(library, "lora") == before
    assert server.asked == []


def test_a_planned_paper_keeps_its_key(library: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.say["/arxiv"] = [atom({"id": "2005.11401v4", "title": "Retrieval-Augmented Generation"})]
    run(library, server, "2005.11401")
    assert page(library, "rag-line").startswith("# Retrieval")
    assert "methods.md:7: the line in the queue is stale now" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "options", "said"),
    [
        ("https://example.org/paper", {}, "neither an address of arXiv"),
        ("arXiv:nonsense", {}, "neither"),
        ("Title", {"category": "method"}, "did you mean 'methods'"),
        ("2106.00000", {}, "no paper 2106.00000"),
        ("10.1000/none", {}, "no such record|nobody knows"),
        ("x" * 600, {}, "at most 500"),
    ],
)
def test_refusals_write_nothing(library: Path, server: Server, what: str, options: dict[str, str], said: str) -> None:
    server.say["/arxiv"] = [atom()]
    with pytest.raises(CommandError, match=said):
        run(library, server, what, **options)
    assert list((library / "papers").iterdir()) == []
    assert not (library / "papershelf-cache.json").exists()


def test_files_in_the_way_stay(library: Path) -> None:
    (library / "papers" / "a.md").write_text("mine")
    (library / "papers" / "b").mkdir()
    for key in ("a", "b"):
        with pytest.raises(CommandError, match="overwritten"):
            run(library, None, "Title", key=key)
    assert (library / "papers" / "a.md").read_text() == "mine"


def test_a_broken_answer_is_an_error_with_words(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [Answer(b"<feed", "application/atom+xml")]
    with pytest.raises(CommandError, match="nothing was written"):
        run(library, server, "2106.09685")


def test_a_planned_paper_is_a_line_of_its_category(library: Path, server: Server) -> None:
    server.say["/arxiv"] = [atom(LORA)]
    before = (library / "methods.md").read_text()
    assert run(library, server, "2106.09685v2", queue=True) == 0
    today = datetime.date.today().isoformat()
    line = f"- lora = LoRA: Low-Rank Adaptation (2021-06-17) arXiv:2106.09685v2 +{today}\n"
    assert (library / "methods.md").read_text() == before.replace("11401\n", f"11401\n{line}")
    assert list((library / "papers").iterdir()) == []
    folder = read(library, library)
    assert not folder.problems
    entry = folder.catalogue.by_key("lora")
    assert entry is not None
    assert entry.queued
    with pytest.raises(CommandError, match=r"methods\.md:8 plans it"):
        run(library, server, "2106.09685", queue=True)


def test_a_planned_paper_without_a_category_has_no_place(library: Path, server: Server) -> None:
    with pytest.raises(CommandError, match=r"needs a category \(there are: methods\)"):
        run(library, server, "2106.09685", queue=True, category="")
    assert server.asked == []


def test_a_title_that_would_be_read_as_more_is_no_line(library: Path, server: Server) -> None:
    title = "A = B (1999) arXiv:1234.56789 — it <script> `x` [y](z)"
    server.say["/arxiv"] = [atom({**LORA, "title": title})]
    before = (library / "methods.md").read_text()
    with pytest.raises(CommandError, match="has no place in a line"):
        run(library, server, "2106.09685", queue=True)
    assert (library / "methods.md").read_text() == before


def test_the_command_line(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(library), "new", "A title", "--category", "methods", "--status", "reading"]) == 0
    assert ":status: reading" in page(library, "a-title")
    assert main(["-C", str(library), "new", "A title"]) == 1
    assert "papers/a-title.md" in capsys.readouterr().err
    for wrong in ([], ["A title", "--from-issue", "-"]):
        with pytest.raises(SystemExit, match="2"):
            main(["-C", str(library), "new", *wrong])
