"""The sidebar: home's pages, categories with counts, the papers of the current category up to a limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup, Tag

from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]


def sidebar(site: Site, name: str) -> Tag:
    found = BeautifulSoup(site.page(name), "html.parser").select_one(".sidebar-tree")
    assert found is not None
    return found


def links(part: Tag) -> list[str]:
    return [str(a["href"]) for a in part.find_all("a")]


def many(make_site: MakeSite, papers: int, limit: int | None = None) -> Site:
    names = [f"p{n:02}" for n in range(papers)]
    site = make_site(
        {
            "index.md": home("methods", "models", "guide"),
            "methods.md": category(content="\n".join(names), queue="- Later"),
            "models.md": category("models", "Models"),
            "guide.md": "# Guide\n\n```{toctree}\nmore\n```\n",
            "more.md": "# More\n",
            **{f"papers/{n}.md": paper(f"Paper {n}", n, options=":category: methods") for n in names},
        }
    )
    if limit is not None:
        site.write({"conf.py": f"{CONF}papershelf_sidebar_papers = {limit}\n"})
    assert site.build() == ""
    return site


def test_a_category_is_opened_where_one_is_inside_it(make_site: MakeSite) -> None:
    site = many(make_site, 4)
    assert links(sidebar(site, "index")) == ["methods.html", "models.html", "guide.html", "more.html"]
    opened = links(sidebar(site, "papers/p01"))
    assert [href for href in opened if re.match(r"p\d", href)] == [f"p{n:02}.html" for n in range(4)]
    assert not [href for href in links(sidebar(site, "models")) if "papers/" in href]


def test_the_current_page_is_marked_once(make_site: MakeSite) -> None:
    tree = sidebar(many(make_site, 4), "papers/p02")
    assert [a["href"] for a in tree.select('[aria-current="page"]')] == ["p02.html"]
    assert [li.a["href"] for li in tree.select("li.current-page") if li.a] == ["p02.html"]
    assert [li.a["href"] for li in tree.select("li.current") if li.a] == ["../methods.html", "p02.html"]
    checked = [str(box["aria-label"]) for box in tree.select("input[checked]")]
    assert checked == ["Show or hide the pages of Methods"]


def test_every_category_has_its_count(make_site: MakeSite) -> None:
    site = many(make_site, 4)
    counts = (site.out / "html/_static/papershelf-counts.css").read_text(encoding="utf-8")
    assert re.findall(r'a\[data-of="(\w+)"\]::after \{ content: "(\d+)"', counts) == [
        ("methods", "5"),
        ("models", "0"),
    ]
    assert [c["data-of"] for c in sidebar(site, "index").select("a[data-of]")] == ["methods", "models"]
    assert 'href="../_static/papershelf-counts.css"' in site.page("papers/p01")


def test_beyond_the_limit_the_neighbours_and_all(make_site: MakeSite) -> None:
    site = many(make_site, 20, limit=8)
    tree = sidebar(site, "papers/p10")
    shown = [href for href in links(tree) if re.match(r"p\d", href)]
    assert shown == [f"p{n:02}.html" for n in range(5, 16)]
    assert [a["href"] for a in tree.select(".paper-all a")] == ["../methods.html"]
    first = [href for href in links(sidebar(site, "papers/p00")) if re.match(r"p\d", href)]
    assert first == [f"p{n:02}.html" for n in range(6)]
    assert [href for href in links(sidebar(site, "methods")) if "papers/" in href] == [
        f"papers/p{n:02}.html" for n in range(8)
    ]


def test_a_limit_of_none(make_site: MakeSite) -> None:
    tree = sidebar(many(make_site, 3, limit=0), "papers/p01")
    assert not [href for href in links(tree) if re.match(r"p\d", href)]
    assert tree.select(".paper-all a")


def test_the_sidebar_does_not_grow_with_the_library(make_site: MakeSite) -> None:
    site = many(make_site, 80)
    assert len(links(sidebar(site, "papers/p40"))) < 20


@pytest.mark.parametrize("value", ["-1", "'many'", "True", "1.5"])
def test_a_limit_that_is_none(make_site: MakeSite, value: str) -> None:
    site = make_site({"index.md": "# Home\n"})
    site.write({"conf.py": f"{CONF}papershelf_sidebar_papers = {value}\n"})
    with pytest.raises(Exception, match=r"papershelf_sidebar_papers: found .*; it is a whole number from 0"):
        site.build()
