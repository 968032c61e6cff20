"""Ids of headings hold Hangul; what docutils made of them stays as an alias."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup, Tag

from papershelf.collect.ids import slug
from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

BODY = """\
## 학습 설정

See [the settings](#학습-설정) and {ref}`kept`.

## LoRA 소개

## 학습 설정

(kept)=
## 이름 붙은 절

## Plain
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [("학습 설정", "학습-설정"), ("LoRA 소개!", "lora-소개"), ("왜? 어떻게?", "왜-어떻게"), ("４비트", "４비트")],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.fixture(params=[0, 3], ids=["no anchors", "anchors of MyST"])
def page(request: pytest.FixtureRequest, make_site: MakeSite) -> BeautifulSoup:
    body = BODY if request.param else BODY.replace("[the settings](#학습-설정)", "nothing")
    site = make_site(
        {
            "conf.py": CONF + f'myst_heading_anchors = {request.param}\nlanguage = "ko"\n',
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("Alpha", "a", body=body),
        }
    )
    assert site.build() == ""
    return BeautifulSoup(site.page("papers/a"), "html.parser")


def test_headings_have_readable_ids(page: BeautifulSoup) -> None:
    ids = [str(section["id"]) for section in page.select("section section")]
    assert ids == ["학습-설정", "lora-소개", "학습-설정-1", "kept", "plain"]


def test_old_ids_still_lead_there_and_none_is_there_twice(page: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {"id1", "lora"} <= set(ids)


def test_links_lead_to_them(page: BeautifulSoup) -> None:
    ids = {str(tag["id"]) for tag in page.find_all(id=True)}
    links = [str(link["href"]) for link in page.select("article a[href^='#'], .toc-tree a[href^='#']")]
    assert all(link[1:] in ids for link in links if link != "#")
    contents = page.select_one(".toc-tree")
    assert isinstance(contents, Tag)
    assert "#학습-설정" in [link["href"] for link in contents.select("a")]


def test_the_general_index_is_in_korean_order(make_site: MakeSite) -> None:
    body = "".join(f"```{{index}} {word}\n```\n" for word in ("나무", "가지", "까치", "apple", "7")) + "\ntext"
    site = make_site(
        {"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("Alpha", "a", body=body)}
    )
    assert site.build() == ""
    index = BeautifulSoup(site.page("genindex"), "html.parser")
    assert [heading.get_text() for heading in index.select("article h2")] == ["0–9", "ㄱ", "ㄴ", "A"]


def test_pages_that_a_project_had_keep_their_ids(make_site: MakeSite) -> None:
    site = make_site(
        {
            "conf.py": CONF + 'language = "ko"\n',
            "index.md": home("methods", "안내"),
            "methods.md": category(),
            "안내.md": "# 안내서\n\n## 설치\n",
            "목록.md": "---\norphan: true\n---\n# 읽은 것\n\n## 모두\n\n```{paper-list}\n```\n",
            "papers/a.md": paper("Alpha", "a"),
        }
    )
    assert site.build() == ""
    assert 'id="설치"' not in site.page("안내")
    assert 'id="모두"' in site.page("목록")
