"""Names of notes and pictures as people have them: in HTML, in the ePub and in the PDF."""

from __future__ import annotations

import posixpath
import re
import subprocess
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from support import CONF, Site, category, epub_errors, home

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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("names")
    found = Site(folder / "src", folder / "out")
    pictures = found.source / "papers" / "그림 폴더"
    pictures.mkdir(parents=True)
    pages = {}
    for number, name in enumerate(NAMES):
        Image.new("RGB", (40, 20), (20 * number, 100, 200)).save(pictures / f"{name} 그림.png")
        last = list(NAMES)[number - 1]
        picture = f"그림 폴더/{name} 그림.png"
        text = PAGE.format(number=number, picture=picture, address=quote(picture), last=quote(last), bare=last)
        pages[f"papers/{name}.md"] = text
    conf = CONF + 'language = "ko"\nversion = "1"\ncopyright = "CC BY"\n'
    found.write({"conf.py": conf, "index.md": home("methods"), "methods.md": category(), **pages})
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


@pytest.mark.epub
def test_the_epub_is_valid(site: Site) -> None:
    assert site.build(builder="epub") == ""
    (book,) = (site.out / "epub").glob("*.epub")
    assert epub_errors(book) == []


@pytest.mark.pdf
def test_the_pdf_has_every_picture_and_page_number(site: Site, tmp_path: Path) -> None:
    assert site.build(builder="latex") == ""
    latex = site.out / "latex"
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-quiet", "test.tex"]
    done = subprocess.run(command, cwd=latex, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-2000:]
    log = (latex / "test.log").read_text("utf-8", "replace")
    assert "undefined" not in log and "No font has character" not in log and "Missing character" not in log
    text = subprocess.run(["pdftotext", "test.pdf", "-"], cwd=latex, capture_output=True, text=True, timeout=60).stdout
    assert all(f"캡션 {number}" in text for number in range(len(NAMES)))
    assert "??" not in text
