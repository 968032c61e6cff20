"""``papershelf_book_exclude``: what stands in no book, and what becomes of links to it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from support import CONF, Site, category, epub_errors, home, paper

OWN = 'version = "1"\ncopyright = "CC BY"\n'
EXCLUDE = 'papershelf_book_exclude = ["guide/**", "papers/hidden"]\n'
FILES = {
    "index.md": "# Home\n\nSee {doc}`guide/index`, {doc}`these words <guide/index>`, {ref}`start` and {term}`word`.\n\n"
    "```{toctree}\n:numbered:\nguide/index\nmethods\nmodels\n```\n",
    "guide/index.md": "# Guide\n\n{paper:ref}`gqa` is an example.\n\n```{toctree}\nstart\n../inside\n```\n\n"
    "```{glossary}\nword\n  What is said.\n```\n",
    "guide/start.md": "(start)=\n# Start here\n\nText.\n",
    "inside.md": "# Inside\n\nOnly the guide leads here.\n",
    "methods.md": category(content="gqa\nhidden"),
    "models.md": category("models", "Models"),
    "papers/gqa.md": paper(
        "Grouped Queries", "gqa", body="As {paper:citet}`hidden` and {paper:ref}`hidden` say; see {doc}`/inside`."
    ),
    "papers/hidden.md": paper(
        "Hidden",
        "hidden",
        options=":category: methods\n:authors: Ann Lee\n:year: 2023",
        body="Secret {paper:ref}`gqa`.",
    ),
    "papers/llm.md": paper("A Model", "llm", options=":category: models"),
}


@pytest.fixture
def site(make_site) -> Site:
    made = make_site(FILES)
    made.write({"conf.py": CONF + OWN + EXCLUDE})
    return made


def tex(site: Site) -> str:
    text = next((site.out / "latex").glob("*.tex")).read_text(encoding="utf-8")
    return re.sub(r"\\phantomsection\\label\{.*?\}\}", "", text).replace(r"\sphinxstyleemphasis", "")


def book(site: Site) -> dict[str, str]:
    """The pages of the ePub."""
    path = next((site.out / "epub").glob("*.epub"))
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xhtml", ".opf"))}


def test_a_pdf_leaves_documents_out_and_links_to_them_are_words(site: Site) -> None:
    assert site.build(builder="latex") == ""
    text = tex(site)
    for gone in ("Only the guide", "is an example", "Secret", r"\section{Hidden}", "What is said"):
        assert gone not in text, gone
    assert "{Guide}, {these words}, {Start here} and" in text
    assert "see {Inside}" in text
    assert "Lee (2023)" in text
    assert "Lee, A. (2023). {Hidden}." in text[text.index(r"\chapter{References}") :]
    titles = text[text.index(r"\begin{paperindex}{Papers by title}") :]
    assert "Grouped Queries" in titles
    assert "Hidden" not in titles
    assert r"\papersubtitle{2 papers}" in text


def test_an_epub_leaves_documents_out_and_is_numbered_anew(site: Site) -> None:
    assert site.build(builder="epub") == ""
    pages = book(site)
    assert not {"guide/index.xhtml", "guide/start.xhtml", "inside.xhtml", "papers/hidden.xhtml"} & {*pages}
    assert "these words" in pages["index.xhtml"]
    assert "guide/" not in "".join(pages.values())
    numbers = [re.search(r'section-number">([\d.]+)', pages[name]) for name in ("methods.xhtml", "models.xhtml")]
    assert [number and number[1] for number in numbers] == ["1.", "2."]
    assert 'href="../paper-references.xhtml#cite-hidden"' in pages["papers/gqa.xhtml"]
    assert "Lee, A. (2023). <em>Hidden</em>." in pages["paper-references.xhtml"]
    assert "Hidden" not in pages["paper-title.xhtml"]
    assert "paper-references.xhtml" in pages["nav.xhtml"]
    assert "Guide" not in pages["nav.xhtml"]


@pytest.mark.epub
def test_the_epub_is_valid(site: Site) -> None:
    assert site.build(builder="epub") == ""
    assert epub_errors(next((site.out / "epub").glob("*.epub"))) == []


def test_links_lead_to_the_published_page_where_its_address_is_known(site: Site) -> None:
    site.write({"conf.py": CONF + OWN + EXCLUDE + 'html_baseurl = "https://example.org/notes"\n'})
    assert site.build(builder="latex") == ""
    assert r"\sphinxhref{https://example.org/notes/guide/index.html}" in tex(site)
    assert r"\sphinxhref{https://example.org/notes/guide/start.html\#start}" in tex(site)
    assert site.build(builder="epub") == ""
    pages = book(site)
    assert 'href="https://example.org/notes/guide/index.html"' in pages["index.xhtml"]
    assert "guide/" not in pages["genindex.xhtml"]


def test_the_environment_keeps_what_a_book_leaves_out(site: Site, tmp_path: Path) -> None:
    for builder in ("html", "latex", "epub", "html"):
        assert site.build(builder=builder) == ""
    assert "Only the guide leads here." in site.page("inside")
    assert site.build(builder="html", out=tmp_path / "alone") == ""
    for page in (tmp_path / "alone/html").rglob("*.html"):
        assert page.read_bytes() == (site.out / "html" / page.relative_to(tmp_path / "alone/html")).read_bytes()


def test_a_paper_asked_for_by_name_is_an_article_all_the_same(site: Site) -> None:
    site.write({"conf.py": CONF + OWN + EXCLUDE + 'papershelf_part = "hidden"\n'})
    assert site.build(builder="latex") == ""
    assert "Secret" in tex(site)


def test_the_home_page_stays(make_site) -> None:
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("Alpha", "a")})
    site.write({"conf.py": CONF + OWN + 'papershelf_book_exclude = ["**"]\n'})
    assert site.build(builder="epub") == ""
    assert [name for name in book(site) if not name.startswith("paper-")] == [
        "content.opf", "genindex.xhtml", "index.xhtml", "nav.xhtml",
    ]  # fmt: skip


def test_what_is_no_list_of_patterns_is_refused(site: Site) -> None:
    site.write({"conf.py": CONF + 'papershelf_book_exclude = [""]\n'})
    with pytest.raises(Exception, match=r"papershelf_book_exclude: found \[''\]; it is a list of patterns, such as"):
        site.build(builder="latex")
