"""Names of notes and pictures as people have them (`test_markdown` has their PDF, `book/test_ebook` their ePub)."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from support import CONF, Site, category, home

NAMES = {
    "한글 노트": "hangeul-noteu",
    "Paper (2021)": "paper-2021",
    "[1] First": "1-first",
    "C# 언어": "c-eoneo",
    "100% 완료": "100-wanryo",
    "UPPER Case": "upper-case",
    "emoji 😀 노트": "emoji-noteu",
    unicodedata.normalize("NFD", "자소 분리"): "jaso-bunri",
    "a&b 'q'": "a-b-q",
    "점.있는.이름": "jeom.itneun.ireum",
    "why? how: it | all": "why-how-it-all",
}
"""Name of a note to its key."""
PAGE = """\
# 제목 {number}

```{{paper-summary}}
:category: methods

- 하나
- 둘
- 셋
```

![이름 그대로](<{picture}>) ![주소로]({address}) <img src="{picture}" alt="HTML로">

```{{figure}} {picture}
캡션 {number}
```

앞의 노트: [주소로]({last}.md), [이름으로](<{bare}.md>).
"""


def notes(source: Path) -> dict[str, str]:
    """The pages; their pictures are drawn."""
    pictures = source / "papers" / "그림 폴더"
    pictures.mkdir(parents=True)
    pages = {}
    for number, name in enumerate(NAMES):
        Image.new("RGB", (40, 20), (20 * number, 100, 200)).save(pictures / f"{name} 그림.png")
        last = list(NAMES)[number - 1]
        picture = f"그림 폴더/{name} 그림.png"
        text = PAGE.format(number=number, picture=picture, address=quote(picture), last=quote(last), bare=last)
        pages[f"papers/{name}.md"] = text
    return pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("names")
    found = Site(folder / "src", folder / "out")
    files = {"conf.py": f'{CONF}language = "ko"\n', "index.md": home("methods"), "methods.md": category()}
    found.write({**files, **notes(found.source)})
    if unicodedata.normalize("NFD", "자소 분리.md") not in {path.name for path in (found.source / "papers").iterdir()}:
        pytest.skip("the file system changes the names")
    assert found.build(fresh=True) == ""
    return found


def test_every_link_and_picture_leads_to_its_file(site: Site) -> None:
    out = site.out / "html"
    for number, name in enumerate(NAMES):
        page = f"papers/{unicodedata.normalize('NFC', name)}.html"
        soup = BeautifulSoup((out / page).read_text("utf-8"), "html.parser")
        article = soup.find("article")
        assert article is not None
        pictures = [str(image["src"]) for image in article.find_all("img")]
        assert len(pictures) == 4, page
        links = [str(a["href"]) for a in article.find_all("a") if a.get_text() in {"주소로", "이름으로"}]
        last = unicodedata.normalize("NFC", list(NAMES)[number - 1])
        assert [unquote(link).rpartition("/")[2] for link in links] == [f"{last}.html"] * 2
        for address in pictures + links:
            target = unquote(urldefrag(address).url.partition("?")[0])
            assert (out / posixpath.normpath(posixpath.join("papers", target))).is_file(), address


def test_keys_are_romanised(site: Site) -> None:
    listed = (site.out / "html" / "papers.json").read_text("utf-8")
    assert set(re.findall(r'"key": "([^"]*)"', listed)) == set(NAMES.values())


def test_the_command_line_finds_them(site: Site) -> None:
    from papershelf import checks
    from papershelf.sources.library import folder

    read = folder.read(site.source, site.source)
    assert {entry.key for entry in read.catalogue.entries} == set(NAMES.values())
    said = {finding.code.value for finding in checks.findings(read, {}, date.min)}
    assert not said & {"dead-image", "dead-link", "file-name", "orphan-figure"}


def test_a_later_build_finds_nothing_to_do(site: Site) -> None:
    before = {path: path.read_bytes() for path in (site.out / "html").rglob("*") if path.is_file()}
    assert site.build() == ""
    assert {path: path.read_bytes() for path in (site.out / "html").rglob("*") if path.is_file()} == before
