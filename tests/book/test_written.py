"""What people write for GitHub and Obsidian, taken in together: one library as a site, as a book and as an ePub."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from book.test_pdf import Book, papershelf
from conftest import serving
from papershelf.cli import main
from sources.vaults import png
from support import Site, epub_errors

NOTE = r"""---
title: "LoRA: 저랭크 적응"
authors: [Edward Hu]
year: 2021
tags: [peft]
---
**모델(LLM)**은 **정확도 90%**를 내며 **“인용”**을 한다. **[링크](https://example.org)**를 보고
**$x$**는 *기울임(이탤릭)*체이고 ~~지운 말(삭제)~~은 남는다.

## 수식 <b>굵게

${N \over B_r}$, $\R$, $\Epsilon$, $𝑥∈𝑅^{𝑏×𝑐}$, $d ≤ M ≤ Nd$, $Ω(N^2)$, $_S$, $^{\dagger}$, $\empty$, $\rule{1em}{1ex}$.

$$
\begin{aligned} a &= \tfrac{1}{2} \\ b &\geq \sum_{\substack{i \\ j}} \R \end{aligned}
$$

바로 아래 글이 이어진다:
$$
\text{loss} = {a \over b}

+ \tag*{가} c
$$
이고 $$w$$는 한 줄에, $4$는 수이며 값은 $5와 $6이다. Don't "stop".

## GitHub

- [x] 한 일
- [ ] 할 일

> [!NOTE]
> 알림이다.

주소는 https://example.org/lora 이고 각주[^1]가 있다. <kbd>Ctrl</kbd>, H<sub>2</sub>O.

<details><summary>접힌 제목</summary>

접힌 글이다.

</details>

<img src="그림 1 (최종).png" alt="그림 하나" width="120">

```mermaid
graph LR; A --> B
```

[^1]: 각주의 글.

## 옵시디언

- [[#옵시디언|**굵은** $y$ 링크]]
		- 너무 들여 쓴 항목

==형광펜==과 [[attention]], [[attention|어텐션 논문]], [[attention#결과]], [[없는 노트]].

![[그림 1 (최종).png|300]]

%% 비밀이다 %%

#태그하나

| 모델 | BLEU |
|---|--:|
| **기본(base)**은 | ~~27~~ $\frac{1}{2}$ |
"""
ATTENTION = "---\ntitle: Attention\nyear: 2017\n---\n처음이다.\n\n## 결과\n\n좋은 결과를 모두에게 남긴다고 한다.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A vault, taken in."""
    folder = tmp_path_factory.mktemp("written")
    vault = Site(folder / "vault", folder)
    vault.write({"LoRA 노트 [1] 😀.md": NOTE, "attention.md": ATTENTION, ".obsidian/app.json": "{}"})
    (vault.source / "그림 1 (최종).png").write_bytes(png())
    assert main(["init", str(folder / "library"), "--from", str(vault.source), "--all", "--language", "ko"]) == 0
    return Site(folder / "library", folder / "out")


def shown(page: BeautifulSoup | Tag | None) -> None:
    """What a page of the note shows, whatever it is made for."""
    assert page is not None
    words = " ".join(page.text.split())
    assert [tag.text for tag in page.select("strong") if "(" in tag.text] == ["모델(LLM)", "기본(base)"]
    assert {"정확도 90%", "“인용”", "링크", "x"} <= {tag.text.partition(" [")[0] for tag in page.select("strong")}
    assert page.find("em", string="기울임(이탤릭)") is not None
    assert len(page.select("math")) == 17
    assert len(page.select("math[display=block]")) == 2
    assert len(page.select("img")) == 2
    assert [bool(box.get("checked") is not None) for box in page.select("input[type=checkbox]")][-2:] == [True, False]
    assert page.find("mark", string="형광펜") is not None
    assert {"Attention", "어텐션 논문", "attention › 결과"} <= {link.text for link in page.select("a[href*=attention]")}
    assert "graph LR; A --> B" in words
    assert "$5와 $6이다. Don’t “stop”." in words
    assert [item.text.strip() for item in page.select("li li")][-1:] == ["너무 들여 쓴 항목"]
    assert page.select_one("a[href*='#'] > strong, a[href*='#'] > span > strong") is not None
    assert not re.search(r"\*\*|~~|==|\[\[|%%|비밀|\[!|\$(?![56])|\\over", words)


def test_as_a_site(library: Site) -> None:
    assert library.build() == ""
    [page] = (library.out / "html/papers").glob("lora*/index.html")
    shown(BeautifulSoup(page.read_bytes(), "html.parser").select_one("article"))


@pytest.mark.browser
def test_in_a_browser(library: Site, browser: Browser) -> None:
    """Every formula and picture has a size, nothing stands outside of a phone's page, boxes are where they belong."""
    assert library.build() == ""
    [name] = (path.relative_to(library.out / "html") for path in (library.out / "html/papers").glob("lora*/index.html"))
    with serving(library.out / "html") as address:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(f"{address}/{name.as_posix()}")
        sizes = page.evaluate(
            "[...document.querySelectorAll('article math, article img')].map(it => it.getBoundingClientRect())"
            ".map(box => [box.width, box.height, box.left, box.right])"
        )
        assert len(sizes) == 19
        assert all(width > 1 and height > 1 and left >= 0 and right <= 390 for width, height, left, right in sizes)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        weight = "getComputedStyle(document.evaluate(\"//article//strong[.='모델(LLM)']\", document).iterateNext())"
        assert page.evaluate(f"{weight}.fontWeight") == "700"
        page.close()


@pytest.mark.epub
def test_as_an_epub(library: Site, tmp_path: Path) -> None:
    assert library.build(builder="epub", out=tmp_path) == ""
    [book] = (tmp_path / "epub").glob("*.epub")
    assert epub_errors(book) == []
    [page] = (tmp_path / "epub/papers").glob("lora*/index.xhtml")
    shown(BeautifulSoup(page.read_bytes(), "html.parser"))


@pytest.mark.pdf
def test_as_a_book(library: Site, tmp_path: Path) -> None:
    done = papershelf("-C", str(library.source), "pdf", "-o", str(tmp_path / "book.pdf"))
    assert done.returncode == 0, done.stderr
    assert "Missing character" not in done.stderr
    words = Book(tmp_path / "book.pdf", library.source).letters()
    for text in ("모델(LLM)은", "정확도90%를", "한일", "알림이다.", "접힌글이다.", "형광펜", "어텐션논문", "각주의글."):
        assert text in words
    assert not re.search(r"\*\*|~~|==|\[\[|%%|비밀|\[!|\\over|\\R|\$(?![56])", words)
    text = subprocess.run(["pdftotext", tmp_path / "book.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "Don’t “stop”." in text and "“인용”을" in text, "no gap beside a quotation mark"
