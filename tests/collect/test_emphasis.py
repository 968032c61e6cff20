"""Emphasis next to Hangul wherever a page may have it, and in no project that does not ask for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from support import CONF, Site, category, paper

WRITTEN = (
    "**모델(LLM)**은 **정확도 90%**를 **“인용”**을 **[링크](https://example.org)**를 **$x$**는 *기울임(이탤릭)*체 "
    "~~지움(삭제)~~도"
)
PAGE = f"""\
## *작은(소)*제목

{WRITTEN}

- {WRITTEN}
- 둘

> {WRITTEN}

| a | b |
|---|---|
| {WRITTEN} | b |

```{{figure}} a.png
{WRITTEN}
```

```{{note}}
{WRITTEN}
```

말[^1]

[^1]: {WRITTEN}
"""
CONFIG = CONF.replace('"dollarmath"', '"dollarmath", "strikethrough", "smartquotes"')


def _files(conf: str = CONFIG) -> dict[str, str]:
    return {
        "conf.py": conf + 'language = "ko"\nsuppress_warnings = ["myst.strikethrough"]\n',
        "index.md": f"# **홈(Home)**은\n\n{WRITTEN}\n\n```{{toctree}}\nmethods\nplain\n```\n",
        "methods.md": category().replace("Prose.", WRITTEN),
        "plain.md": f'# 논문이 아닌 쪽\n\n{WRITTEN} "말(a)"은\n',
        "papers/lora.md": paper("**모델(LLM)**은 제목", "lora", summary=f"- {WRITTEN}\n- 둘\n- 셋", body=PAGE),
        "papers/quiet.md": paper("조용한 쪽", "quiet"),
    }


def _site(folder: Path, files: dict[str, str]) -> Site:
    site = Site(folder / "src", folder / "out")
    site.write(files)
    (site.source / "papers").mkdir(exist_ok=True)
    Image.new("RGB", (8, 8)).save(site.source / "papers" / "a.png")
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    found = _site(tmp_path_factory.mktemp("emphasis"), _files())
    assert found.build(fresh=True) == ""
    return found


@pytest.mark.parametrize(("page", "times"), [("index", 1), ("plain", 1), ("methods", 2), ("papers/lora", 8)])
def test_every_place_of_a_page_shows_it(site: Site, page: str, times: int) -> None:
    html = site.page(page)
    article = html[html.index("<article") : html.index("</article>")]
    assert re.findall(r".{0,20}(?:\*\*|~~|\*[가-힣]).{0,20}", html) == []
    assert article.count("<strong>모델(LLM)</strong>은") >= times - (page == "methods")
    assert article.count("<em>기울임(이탤릭)</em>체") >= times - (page == "methods")
    assert len(re.findall(r"지움\(삭제\)(?:</[a-z]+>)+도", article)) >= times - (page == "methods")


def test_quotation_marks_are_turned(site: Site) -> None:
    assert "“말(a)”은" in site.page("plain")


def test_the_record_has_the_words_alone(site: Site) -> None:
    lists = (site.out / "html" / "papers.json").read_text("utf-8")
    assert "모델(LLM)은 제목" in lists and "**" not in lists


def test_several_processes_read_the_same(site: Site, tmp_path: Path) -> None:
    assert site.build(fresh=True, parallel=2, out=tmp_path / "parallel") == ""
    for page in ("index", "plain", "methods", "papers/lora"):
        assert (tmp_path / "parallel" / "html" / f"{page}.html").read_text("utf-8") == site.page(page)


def test_other_projects_of_a_process_keep_commonmark(site: Site, tmp_path: Path) -> None:
    """One that loads no papershelf, and one that does not want this."""
    for name, conf in (
        ("bare", CONFIG.replace(', "papershelf"', "")),
        ("unwanted", CONFIG + "papershelf_cjk_emphasis = False\n"),
    ):
        files = {"conf.py": _files(conf)["conf.py"], "index.md": f"# Home\n\n{WRITTEN}\n"}
        other = _site(tmp_path / name, files)
        other.build(fresh=True)
        assert "<p>**모델(LLM)**은" in other.page("index"), name


def test_the_command_line_reads_what_conf_py_says(tmp_path: Path) -> None:
    from papershelf.sources.library.folder import read

    for setting, title in (("True", "모델(LLM)은 제목"), ("False", "**모델(LLM)**은 제목")):
        found = _site(tmp_path / setting, _files(f"{CONFIG}papershelf_cjk_emphasis = {setting}\n"))
        assert read(found.source, found.source).catalogue.by_key("lora").paper.title == title
