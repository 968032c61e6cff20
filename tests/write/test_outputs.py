"""Sitemap, Markdown twins, redirects and the 404 page of real builds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree

from support import CONF, Site, category, home, paper
from write.test_head import BASE, based

MakeSite = Callable[[Mapping[str, str]], Site]


def locations(path: Path) -> list[str]:
    root = ElementTree.fromstring(path.read_bytes())
    return [str(element.text) for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_sitemap_names_every_page_whatever_was_written_this_time(small: Site, builder: str) -> None:
    assert based(small).build(builder=builder) == ""
    out = small.out / builder
    names = locations(out / "sitemap.xml")
    pages = [p.relative_to(out).as_posix() for p in out.rglob("*.html")]
    listed = {BASE + p for p in pages if not p.startswith(("404.html", "search"))}
    assert set(names) == ({p.removesuffix("index.html") for p in listed} if builder == "dirhtml" else listed)
    before = (out / "sitemap.xml").read_bytes()
    small.write({"papers/rag.md": paper("Retrieval", "rag", body="Other.")})
    assert small.build(builder=builder) == ""
    assert (out / "sitemap.xml").read_bytes() == before
    small.write({"papers/rag.md": paper("Retrieval", "rag", options=":category: methods\n:read: 2024-01-02")})
    assert small.build(builder=builder) == ""
    assert b"/rag" + (b".html" if builder == "html" else b"/") + b"</loc><lastmod>2024-01-02</lastmod>" in (
        (out / "sitemap.xml").read_bytes()
    )


# ---- Markdown twins


def test_a_twin_says_what_its_page_says(small: Site) -> None:
    small.write({"papers/fig.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    body = "See {paper:citet}`gqa`, [the model](llm.md), [](llm.md) and {paper:ref}`flash`. ![A](fig.svg)"
    body += "\n\n```\n{paper:ref}`gqa`\n```"
    small.write({"papers/rag.md": paper("Retrieval", "rag", body=body)})
    assert small.build() == ""
    text = (small.out / "html/papers/rag.html.md").read_text("utf-8")
    assert text == (
        "# Retrieval\n\n> **Retrieval** · done\n>\n> [Methods](../methods.html.md)\n>\n> - one\n> - two\n> - three\n\n"
        "See [Lee and Kim (2023)](gqa.html.md), [the model](llm.html.md), [A Model](llm.html.md) and "
        "[Flash Attention](../methods.html.md). ![A](../_images/fig.svg)\n\n```\n{paper:ref}`gqa`\n```\n\n"
        "---\n\n**Relations**\n\n- Extended by: [Grouped Queries](gqa.html.md)\n"
    )
    listing = (small.out / "html/methods.html.md").read_text("utf-8")
    assert "- [Grouped Queries](papers/gqa.html.md) · Lee & Kim · 2023 · done: one" in listing
    assert "- Flash Attention · 2022 · planned" in listing
    assert "{" not in listing
    assert "toctree" not in (small.out / "html/index.html.md").read_text("utf-8")


def test_every_link_of_every_twin_leads_somewhere(small: Site) -> None:
    for builder in ("html", "dirhtml"):
        assert small.build(builder=builder) == ""
        out = small.out / builder
        for path in out.rglob("*.html.md"):
            for part in path.read_text("utf-8").split("](")[1:]:
                address = part.partition(")")[0]
                assert "://" in address or (path.parent / address).is_file(), (path, address)


def test_a_twin_follows_what_it_shows_of_others(small: Site, tmp_path: Path) -> None:
    assert small.build() == ""
    small.write({"papers/gqa.md": paper("Queries in Groups", "gqa", options=":category: methods\n:extends: rag")})
    assert small.build() == ""
    assert "[Queries in Groups](gqa.html.md)" in (small.out / "html/papers/rag.html.md").read_text("utf-8")
    (small.source / "papers/llm.md").unlink()
    small.write({"papers/llm.rst": "A Model\n=======\n\n.. paper-summary:: llm\n   :category: models\n\n   - one\n"})
    assert small.build() == ""
    html = small.out / "html"
    assert not (html / "papers/llm.html.md").exists()
    assert "](papers/llm.html)" in (html / "models.html.md").read_text("utf-8")
    assert small.build(fresh=True, out=tmp_path / "clean") == ""
    for path in html.rglob("*.md"):
        assert path.read_bytes() == (tmp_path / "clean/html" / path.relative_to(html)).read_bytes(), path


# ---- redirects


@pytest.fixture
def renamed(small: Site) -> Site:
    small.write(
        {
            "papers/gqa.md": paper("Grouped", "gqa", options=":category: methods\n:former-keys: mqa, old, rag"),
            "papers/deep/index.md": paper("Deep", "deep", options=":category: models\n:former-keys: shallow"),
            "papers/Old.md": "---\norphan: true\n---\n\n# Another\n",
        }
    )  # fmt: skip
    return small


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_an_old_address_leads_to_the_paper(renamed: Site, builder: str) -> None:
    renamed.build(builder=builder)
    out = renamed.out / builder
    plain = builder == "html"
    for name, target in (("papers/mqa", "papers/gqa"), ("papers/shallow/index", "papers/deep/index")):
        path = f"{name}.html" if plain or name.endswith("index") else f"{name}/index.html"
        soup = BeautifulSoup((out / path).read_text("utf-8"), "html5lib")
        refresh = soup.find("meta", attrs={"http-equiv": "refresh"})["content"].removeprefix("0; url=")
        assert refresh == soup.a["href"] == soup.find("link", rel="canonical")["href"]
        found = urljoin(f"/{path}", refresh).lstrip("/")
        assert (out / (f"{found}index.html" if found.endswith("/") else found)).is_file()
        assert target.removesuffix("index" if not plain else "") in found
        assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "http-equiv" not in (out / ("papers/rag.html" if plain else "papers/rag/index.html")).read_text("utf-8")


def test_a_redirect_never_takes_the_place_of_a_page(renamed: Site) -> None:
    renamed.build()
    assert "Another" in renamed.page("papers/Old")
    assert not (renamed.out / "html/papers/old.html").exists()


def test_a_redirect_goes_with_its_key_and_stands_in_no_sitemap(renamed: Site) -> None:
    based(renamed).build()
    assert (renamed.out / "html/papers/mqa.html").is_file()
    assert "mqa" not in (renamed.out / "html/sitemap.xml").read_text("utf-8")
    renamed.write({"papers/gqa.md": paper("Grouped Queries", "gqa")})
    renamed.build()
    assert not (renamed.out / "html/papers/mqa.html").exists()


# ---- 404


@pytest.mark.parametrize(("base", "root"), [("", "/"), (BASE, "/lib/")])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_links_of_the_404_page_work_at_any_depth(small: Site, base: str, root: str, builder: str) -> None:
    small.write({"conf.py": CONF + f'html_baseurl = "{base}"\nlanguage = "ko"\n'})
    assert small.build(builder=builder) == ""
    out = small.out / builder
    soup = BeautifulSoup((out / "404.html").read_text("utf-8"), "html5lib")
    addresses = [e.get(name) for e in soup.find_all(True) for name in ("href", "src", "action") if e.get(name)]
    inside = [a for a in addresses if not a.startswith(("#", "https://"))]
    assert len(inside) > 10
    for address in inside:
        assert address.startswith(root), address
        name = address.removeprefix(root).partition("?")[0]
        assert (out / (name + "index.html" if name.endswith("/") or not name else name)).is_file(), address
    assert soup.html["data-content_root"] == root
    main = soup.find("form", class_=False, role="search") or soup.find_all("form")[-1]
    assert main.find("input", attrs={"name": "q"})
    assert "Methods" in soup.body.text
    assert not (out / "404/index.html").exists()


def test_the_404_page_leads_to_the_upper_levels_of_many_categories(make_site: MakeSite) -> None:
    inner = "# Inner {0}\n\nProse.\n\n```{{paper-category}} c{0}\n:parent: methods\n```\n"
    below = {f"c{number:02}.md": inner.format(f"{number:02}") for number in range(24)}
    site = make_site({"index.md": home("methods"), "methods.md": category(), **below})
    assert site.build() == ""
    lost = BeautifulSoup(site.page("404"), "html5lib").select(".paper-lost li")
    assert [item.get_text() for item in lost] == ["Home", "Methods"]
    (site.source / "c23.md").unlink()
    assert site.build() == ""
    lost = BeautifulSoup(site.page("404"), "html5lib").select(".paper-lost li li")
    assert [item.get_text() for item in lost] == [f"Inner {number:02}" for number in range(23)]


def test_a_404_page_of_the_author_is_kept(small: Site) -> None:
    small.write({"404.md": "---\norphan: true\n---\n\n# Mine\n"})
    assert small.build() == ""
    assert "Mine" in small.page("404")


def stamp(site: Site, name: str) -> int:
    return (site.out / "html" / name).stat().st_mtime_ns


def test_nothing_is_written_again_when_nothing_changed(small: Site) -> None:
    assert based(small).build() == ""
    names = ["404.html", "feed.xml", "llms.txt", "sitemap.xml", "_pictures/gqa.png", "papers/gqa.html.md"]
    before = {name: stamp(small, name) for name in names}
    small.write(
        {
            "papers/rag.md": paper(
                "Retrieval", "rag", body="As {paper:ref}`gqa` shows, it is so. See {paper:ref}`flash`."
            )
        }
    )
    assert small.build() == ""
    assert {name: stamp(small, name) for name in names} == before
    (small.out / "html/_pictures/gqa.png").write_bytes(b"")
    (small.out / "html/papers/gqa.html.md").unlink()
    assert small.build() == ""
    assert (small.out / "html/_pictures/gqa.png").stat().st_size > 1000
    assert (small.out / "html/papers/gqa.html.md").is_file()


def test_processes_make_no_difference(make_site: MakeSite, tmp_path: Path) -> None:
    pages = {
        f"papers/p{n:02}.md": paper(f"제목 {n}", f"p{n:02}", body=f"{{paper:ref}}`p{(n + 1) % 40:02}`")
        for n in range(40)
    }
    site = based(make_site({"index.md": home("methods"), "methods.md": category(), **pages}))
    assert site.build() == ""
    assert site.build(fresh=True, parallel=2, out=tmp_path / "two") == ""
    names = [
        p.relative_to(site.out / "html")
        for p in (site.out / "html").rglob("*")
        if p.suffix in {".png", ".md", ".xml", ".txt"}
    ]
    assert sum(name.match("_pictures/*.png") for name in names) == 40
    for name in names:
        assert (site.out / "html" / name).read_bytes() == (tmp_path / "two/html" / name).read_bytes(), name


# ---- files of the project's own


def test_a_file_of_the_project_takes_the_place_of_ours(small: Site) -> None:
    conf = CONF + 'html_extra_path = ["extra"]\n'
    small.write({"conf.py": conf, "extra/other.txt": "x"})
    assert small.build() == ""
    ours = (small.out / "html/llms.txt").read_text("utf-8")
    small.write({"extra/llms.txt": "theirs\n"})
    for _ in range(2):
        assert small.build() == ""
        assert (small.out / "html/llms.txt").read_text("utf-8") == "theirs\n"
    (small.source / "extra/llms.txt").unlink()
    assert small.build() == ""
    assert (small.out / "html/llms.txt").read_text("utf-8") == ours
