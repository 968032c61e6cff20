"""Citations on pages follow the whole library, and an edit rewrites the pages that show a changed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]


def by(names: str, year: int, more: str = "") -> str:
    return f":category: methods\n:authors: {names}\n:year: {year}{more}"


FILES = {
    "index.md": home("methods", "cites", "names", "quotes"),
    "methods.md": category(content="alpha\nbeta\nkorean\nmany", queue="- plan = Planned — Bo Kim; Cy Ng (2024)"),
    "cites.md": "# Cites\n\nAs {paper:citet}`beta` says {paper:citep}`beta, many`.\n",
    "names.md": "# Names\n\nAs {paper:ref}`beta` says.\n",
    "quotes.md": "# Quotes\n\n```{paper-list}\n:tag: low\n```\n",
    "papers/alpha.md": paper("Alpha", "alpha", options=by("Ann Lee", 2020)),
    "papers/beta.md": paper("Beta", "beta", options=by("Ann Lee", 2023, "\n:venue: Journal of Tests 2023")),
    "papers/korean.md": paper("한국어 문장 분류", "korean", options=by("김철수; 이영희", 2019)),
    "papers/many.md": paper(
        "Many",
        "many",
        options=by("김철수; 이영희; 박민수", 2021, "\n:tags: low"),
        summary="- as in {paper:citep}`beta`\n- two\n- three\n",
    ),
}


def tree(out: Path) -> dict[Path, bytes]:
    return {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def words(site: Site, page: str) -> str:
    return " ".join(BeautifulSoup(site.page(page), "html.parser").select_one("article").text.split())


def test_a_letter_that_another_paper_brings_is_on_every_page_that_cites(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(FILES)
    assert site.build() == ""
    assert "As Lee (2023) says (Lee, 2023; 김철수 et al., 2021)." in words(site, "cites")
    before = {name: (site.out / f"html/{name}.html").stat().st_mtime_ns for name in ("cites", "names", "quotes")}
    site.write({"papers/alpha.md": FILES["papers/alpha.md"].replace("2020", "2023")})
    assert site.build() == ""
    assert "As Lee (2023b) says (Lee, 2023b; 김철수 et al., 2021)." in words(site, "cites")
    assert "(Lee, 2023b)" in words(site, "quotes")  # a list with a summary that cites
    after = {name: (site.out / f"html/{name}.html").stat().st_mtime_ns for name in before}
    assert [name for name in before if before[name] == after[name]] == ["names"]
    site.build(fresh=True, out=tmp_path / "clean")
    ours, clean = tree(site.out / "html"), tree(tmp_path / "clean/html")
    assert [name for name in clean if ours.get(name) != clean[name] and name.name != ".buildinfo"] == []
    line = BeautifulSoup(site.page("papers/beta"), "html.parser").select_one(".paper-reference")
    assert line is not None
    assert line.decode_contents() == "Lee, A. (2023). Beta. <em>Journal of Tests</em>."  # no letter: it is for others


def test_a_korean_site_cites_as_korean_journals_do(make_site: MakeSite) -> None:
    files = {**FILES, "cites.md": FILES["cites.md"].replace("{paper:citet}`beta`", "{paper:citet}`korean, many, plan`")}
    site = make_site({**files, "conf.py": CONF + 'language = "ko"\n'})
    assert site.build() == ""
    text = words(site, "cites")
    assert "As 김철수·이영희(2019); 김철수 외(2021); Kim & Ng(2024) says (Lee, 2023; 김철수 외, 2021)." in text
    line = BeautifulSoup(site.page("papers/korean"), "html.parser").select_one(".paper-reference")
    assert line is not None
    assert line.text == "김철수, 이영희 (2019). 한국어 문장 분류."
    index = words(site, "paper-author")
    assert index.index("김철수") < index.index("이영희") < index.index("Lee, Ann")
    assert "철수 김" not in index


@pytest.mark.parametrize("style", ["ieee", "apa.csl", "", "APA"])
def test_a_style_that_is_not_known_is_named(make_site: MakeSite, style: str) -> None:
    site = make_site({**FILES, "conf.py": CONF + f"papershelf_citation_style = {style!r}\n"})
    with pytest.raises(Exception, match=f"papershelf_citation_style: found {style!r}; the one style is 'apa'"):
        site.build()


def test_names_that_works_share_stand_once(make_site: MakeSite) -> None:
    site = make_site(
        {
            "index.md": home("methods", "cites"),
            "methods.md": category(content="alpha\nbeta\ngamma", queue="- late = Late — Ann Lee (2024)"),
            "cites.md": "# Cites\n\nAs {paper:citep}`alpha, beta, gamma, late` say, {paper:citet}`alpha, beta`.\n",
            "papers/alpha.md": paper("Alpha", "alpha", options=by("Ann Lee", 2020)),
            "papers/beta.md": paper("Beta", "beta", options=by("Ann Lee", 2020)),
            "papers/gamma.md": paper("Gamma", "gamma", options=by("Bo Kim", 2021), body="{paper:citep}`alpha, beta`"),
        }
    )
    assert site.build() == ""
    shown = "As (Lee, 2020a, 2020b; Kim, 2021; Lee, 2024) say, Lee (2020a); Lee (2020b)."
    assert shown in words(site, "cites")
    links = BeautifulSoup(site.page("cites"), "html.parser").select(".paper-citation a")
    assert [link.text for link in links][:4] == ["Lee, 2020a", "2020b", "Kim, 2021", "Lee, 2024"]
    markdown = (site.out / "html/papers/gamma.html.md").read_text("utf-8")
    assert "([Lee, 2020a](alpha.html.md), [2020b](beta.html.md))" in markdown
