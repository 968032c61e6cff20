"""Citing a note: a block of its own, made of what conf.py and the record say, and of nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from papershelf.model.record.paper import Paper
from papershelf.render.note import Imprint, reference_text
from support import CONF, Site, paper

READ = ":category: methods\n:read: 2024-03-09"


def cited(out: Path, page: str) -> tuple[str, str]:
    """Reference line and BibTeX of the note."""
    soup = BeautifulSoup((out / page).read_text(encoding="utf-8"), "html5lib")
    block = soup.select_one("details.paper-cite-note")
    assert block is not None
    line, code = block.select_one(".paper-reference"), block.select_one("pre")
    assert line is not None
    assert code is not None
    return line.text, code.text


@pytest.mark.parametrize(
    ("found", "imprint", "line"),
    [
        (Paper("a", "A", read="2024-03-09"), Imprint("Kim", "L", "https://x.org/"),
         "Kim. (2024, March 9). Notes on “A”. L. https://x.org/"),
        (Paper("a", "A", date="2021"), Imprint("Kim", "L"), "Kim. Notes on “A”. L."),
        (Paper("a", "{0} A?", read="2024-03-09"), Imprint("", "L!"), "(2024, March 9). Notes on “{0} A?”. L!"),
        (Paper("a"), Imprint("", ""), "Notes on “a”."),
    ],
)  # fmt: skip
def test_a_reference_says_what_is_known(found: Paper, imprint: Imprint, line: str) -> None:
    assert reference_text(found, imprint) == line


def test_a_note_is_cited_beside_its_paper(small: Site) -> None:
    small.write({"papers/rag.md": paper("Retrieval", "rag", options=READ)})
    small.write({"conf.py": CONF + 'author = "Kim"\nhtml_baseurl = "https://x.org/lib"\n'})
    assert small.build() == ""
    line, code = cited(small.out / "html", "papers/rag.html")
    assert line == "Kim. (2024, March 9). Notes on “Retrieval”. test. https://x.org/lib/papers/rag.html"
    assert "  url = {https://x.org/lib/papers/rag.html}," in code
    assert "  year = {2024},\n  month = mar," in code
    small.build(builder="dirhtml")
    assert cited(small.out / "dirhtml", "papers/rag/index.html")[0].endswith(" https://x.org/lib/papers/rag/")


def test_what_conf_py_does_not_say_is_left_out(small: Site) -> None:
    small.build()
    line, code = cited(small.out / "html", "papers/rag.html")
    assert line == "Notes on “Retrieval”. test."
    assert not re.search("author|year|month|url", code)


def test_a_planned_note_is_not_cited(small: Site) -> None:
    small.write({"papers/rag.md": paper("Retrieval", "rag", options=":category: methods\n:status: planned")})
    small.build()
    assert "paper-cite-note" not in small.page("papers/rag")
    assert "paper-cite" in small.page("papers/rag")


@pytest.mark.parametrize("builder", ["epub", "singlehtml", "latex", "text"])
def test_books_are_cited_as_a_whole(small: Site, builder: str) -> None:
    small.build(builder=builder)
    written = [path for path in (small.out / builder).rglob("*") if path.suffix in {".xhtml", ".html", ".tex", ".txt"}]
    assert written
    for path in written:
        assert "Cite this note" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line", ['html_baseurl = "https://x.org/"', 'author = "Kim"', 'html_title = "Shelf"', 'project = "Shelf"']
)
def test_pages_follow_conf_py(small: Site, line: str) -> None:
    small.build()
    small.write({"conf.py": f"{CONF}{line}\n"})
    small.build()
    found = {path.name: path.read_bytes() for path in (small.out / "html" / "papers").iterdir()}
    small.build(fresh=True, out=small.out / "again")
    assert found == {path.name: path.read_bytes() for path in (small.out / "again" / "html" / "papers").iterdir()}
    word = re.findall('"(.*)"', line)[0]
    assert word in cited(small.out / "html", "papers/rag.html")[0]
