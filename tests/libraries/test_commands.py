"""Commands leave what notes say of other libraries alone, and files of bibliographies bring it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.sources.bibliographies import bibtex
from support import CONF, Site, category, home, paper

BODY = (
    "{paper:ref}`lab-a:lora` {paper:ref}`lora` {paper:citep}`lab-a:lora, lora` {paper:ref}`lab-x:lora` {paper}`maybe`"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "source", tmp_path / "build")
    facts = ":category: methods\n:year: 2020\n:authors: Bo Kim\n:arxiv: 2001.0000"
    site.write(
        {
            "conf.py": CONF + 'papershelf_libraries = {"lab-a": "https://a.example/"}\n',
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/lora.md": paper("LoRA", "lora", options=f"{facts}1"),
            "papers/qlora.md": paper(
                "QLoRA", "qlora", options=f"{facts}2\n:extends: lab-a:lora, lora\n:confirms: lab-y:x", body=BODY
            ),
        }
    )
    return site


def test_a_name_of_a_library_that_conf_names_is_left_to_the_build(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(site.source), "check"]) == 1
    found = [line for line in capsys.readouterr().out.splitlines() if "unknown-key" in line]
    known = "did you mean 'lab-a'? (papershelf_libraries: lab-a)"
    assert found == [
        f"papers/qlora.md:9: unknown-key: confirms: no library is called 'lab-y'; {known}",
        f"papers/qlora.md:16: unknown-key: no library is called 'lab-x'; {known}",
    ]


def test_renaming_a_paper_renames_none_of_another_library(site: Site) -> None:
    assert main(["-C", str(site.source), "rename", "lora", "low-rank"]) == 0
    text = (site.source / "papers/qlora.md").read_text("utf-8")
    assert ":extends: lab-a:lora, low-rank\n" in text
    assert "{paper:ref}`lab-a:lora` {paper:ref}`low-rank` {paper:citep}`lab-a:lora, low-rank`" in text


def test_a_bibliography_names_its_own_papers_and_keeps_the_others(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "out.bib"
    assert main(["-C", str(site.source), "export", "--format", "bibtex", "-o", str(file)]) == 0
    text = file.read_text("utf-8")
    assert "\n  related = {lora},\n  relatedtype = {extends},\n" in text
    papers = {found.paper.key: found.paper for found in bibtex.parse(text) if found.paper}
    assert dict(papers["qlora"].relations) == {"extends": ("lab-a:lora", "lora"), "confirms": ("lab-y:x",)}
