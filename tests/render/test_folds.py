"""Summaries in lists: as they read on the paper's page, and fresh after an edit of one."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

from bs4 import BeautifulSoup, Tag

from support import LONG, Site, category, home, paper

SUMMARY = """\
(here)=
- First with *em*, `code`, $x^2$ and a note[^1].
- Second by {paper:citet}`gqa`, see [the part](#part) and <https://example.org>.
- Third

  $$
  y^2
  $$"""
BODY = "## Part\n\nText.\n\n[^1]: A note."
FILES = {
    "index.md": home("methods", "models", text="```{paper-list}\n:style: cards\n:category: methods\n```"),
    "methods.md": category(),
    "models.md": category("models", "Models"),
    "papers/rag.md": paper("Retrieval", "rag", summary=SUMMARY, body=BODY),
    "papers/gqa.md": paper("Queries", "gqa", options=":category: models\n:authors: Ann Lee\n:year: 2023"),
}


def fold(site: Site, page: str) -> Tag:
    soup = BeautifulSoup(site.page(page), "html.parser")
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    found = soup.select_one("details.paper-fold")
    assert found is not None
    assert "open" not in found.attrs
    return found


def test_a_summary_reads_in_lists_as_on_its_page(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(FILES)
    site.build()
    for page in ("methods", "index"):
        found = fold(site, page)
        assert found.select_one("em") is not None
        assert len(found.select("math")) == 2
        links = [str(link["href"]) for link in found.select("a")]
        assert links[0].startswith("papers/rag.html#")
        assert links[1] == "papers/gqa.html"
        assert links[2] == "papers/rag.html#part"
        assert links[3] == "https://example.org"
        assert f'id="{links[0].partition("#")[2]}"' in site.page("papers/rag")
        assert "Lee (2023)" in found.text


def test_an_edit_of_a_summary_writes_the_pages_that_show_it(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(FILES)
    site.build()
    pages = sorted((site.out / "html").rglob("*.html"))
    before = {path: path.stat().st_mtime_ns for path in pages}
    site.write({"papers/rag.md": FILES["papers/rag.md"].replace("Third", "Changed")})
    site.build()
    written = {path.stem for path in pages if path.stat().st_mtime_ns != before[path]}
    assert {"rag", "methods", "index"} <= written
    assert not {"models", "gqa"} & written
    assert "Changed" in fold(site, "methods").text
    clean = site.out / "clean"
    site.build(fresh=True, out=clean)
    for path in pages:
        assert path.read_bytes() == (clean / "html" / path.relative_to(site.out / "html")).read_bytes()


def test_a_category_of_many_papers_is_light(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    count = 200 if LONG else 40
    options = ":category: methods\n:authors: A B; C D; E F; G H; I J\n:year: 2021\n:venue: ICLR 2022\n"
    links = ":arxiv: 2106.{0:05}\n:code: https://example.org/{0}"
    papers = {
        f"papers/p{n}.md": paper(f"Paper {n} of Low Rank", f"p{n}", options=options + links.format(n))
        for n in range(count)
    }
    site = make_site({"index.md": home("methods"), "methods.md": category(), **papers})
    assert site.build() == ""
    text = site.page("methods")
    assert len(gzip.compress(text.encode())) <= 300 * count
    assert len(BeautifulSoup(text, "html.parser").find_all(True)) <= 250 + 19 * count
