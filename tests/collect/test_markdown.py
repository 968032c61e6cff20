"""GitHub's Markdown in papers, whatever conf.py says; other pages keep their own settings; nobody passes for MyST."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from collect.test_names import NAMES, notes
from conftest import serving
from papershelf.sources.library import folder
from papershelf.sources.markdown.addresses import address_at
from support import CONF, Site, category, home, paper
from test_bad_input import active

BODY = """\
## <b>굵은 제목 H<sub>2</sub>O

보통 글 ~~지운 말(삭제)~~은 H<sub>2</sub>O x<sup>2</sup> <kbd>Ctrl</kbd> 한<br>줄 <u>밑줄</u> <mark>표시</mark>
<del>뺌</del> <ins>더함</ins>
<i>기울임 <b>안</i> 밖 <span style="color:red">빨강</span> <a href="https://a.org/x">걸린 말</a>

- [ ] 할 일
- [x] 마친 일
- 보통 항목 <b>열린 채
- 다음 항목

> [!NOTE]
> 알림 글

> [!TIP] 읽기 전에 **볼(것)**을
> 귀띔 글

> [!warning]+ 제목만

주소 https://a.org/을 보고 (https://a.org/b_(c))에서, www.a.org를, me@a.org로.

말[^1]

[^1]: 각주 글

<details>
<summary>더 <b>보기</summary>

접힌 **글(내용)**이다.

```mermaid
graph TD; A-->B;
```

</details>

<details open><summary>열림</summary>한 줄</details>

<p align="center"><img src="그림.png" alt="가운데" width="120"></p>

글 속 <img src="그림.png" style="zoom:50%;" /> 그림

```math
E = mc^2
```

바로 아래
$$
u + v
$$
이어지는 글과 $$w$$ 값

- 항목
  $$ y $$

```명령
코드 {x}
```

```json
{ // 주석
```

| 표 | 값 |
|---|---|
| ~~a~~<br>b | x<sup>2</sup> |

<details>
<summary>닫지 않음</summary>

안쪽 글

## 다음 제목

바깥 글
"""

SUMMARY = "- [x] **마친(일)**은\n- 둘<br>째 ~~줄~~\\\n끝\n- 셋"


def note(source: Path) -> dict[str, str]:
    """The page with everything; its picture is drawn."""
    (source / "papers").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (240, 120), (90, 120, 180)).save(source / "papers" / "그림.png")
    return {"papers/all.md": paper("모두", "all", summary=SUMMARY, body=BODY)}


def sources(source: Path) -> dict[str, str]:
    """A library with that page, and with another page that is none of its papers."""
    other = "# 다른 쪽\n\n- [ ] 할 일\n\nhttps://a.org ~~그대로~~ <b>굵게</b>\n\n> [!TIP] 말\n"
    files = {"conf.py": f'{CONF}language = "ko"\n', "index.md": home("methods", "other"), "methods.md": category()}
    return {**files, "other.md": other, **note(source)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    place = tmp_path_factory.mktemp("markdown")
    found = Site(place / "src", place / "out")
    found.write(sources(found.source))
    assert found.build(fresh=True) == ""
    return found


@pytest.fixture(scope="module")
def article(site: Site) -> Tag:
    found = BeautifulSoup(site.page("papers/all"), "html.parser").find("article")
    assert isinstance(found, Tag)
    return found


def test_inline_markup_is_shown_and_ends_with_its_block(article: Tag) -> None:
    assert [str(found) for name in ("kbd", "u", "mark", "del", "ins") for found in article.find_all(name)] == [
        "<kbd>Ctrl</kbd>", "<u>밑줄</u>", "<mark>표시</mark>", "<del>뺌</del>", "<ins>더함</ins>"
    ]  # fmt: skip
    heading = article.find_all("h2")[0]
    assert heading.find("strong").get_text() == "굵은 제목 H2O"  # type: ignore[union-attr]
    paragraph = heading.find_next_sibling("p")
    assert isinstance(paragraph, Tag)
    assert "<s>지운 말(삭제)</s>은" in str(paragraph)
    assert "<em>기울임 <strong>안</strong></em> 밖 빨강" in str(paragraph)
    assert '<a class="reference external" href="https://a.org/x">걸린 말</a>' in str(paragraph)
    assert paragraph.find("br") is not None
    assert [item.get_text() for item in article.select("li > p > strong:last-child")][-1] == "열린 채"


def test_task_lists_have_boxes(article: Tag) -> None:
    boxes = article.select("li.task-list-item > p > input[type=checkbox][disabled][aria-label]")
    assert [box.has_attr("checked") for box in boxes] == [True, False, True]  # the first one is in the summary


def test_alerts_are_admonitions(article: Tag) -> None:
    found = article.select("div.admonition")
    assert [set(box["class"]) for box in found] == [{"admonition", kind} for kind in ("note", "tip", "warning")]
    titles = [box.select_one(".admonition-title") for box in found]
    assert [title.decode_contents() for title in titles if title] == [
        "참고", "읽기 전에 <strong>볼(것)</strong>을", "제목만"
    ]  # fmt: skip
    assert "귀띔 글" in found[1].get_text()


def test_bare_addresses_are_links_without_the_particle(article: Tag) -> None:
    found = {a.get_text(): a["href"] for a in article.select("a.external") if a.get_text()[:4] in {"http", "www."}}
    assert found == {
        "https://a.org/": "https://a.org/", "https://a.org/b_(c)": "https://a.org/b_(c)", "www.a.org": "http://www.a.org"
    }  # fmt: skip


def test_blocks_that_open_end_where_their_writer_would_end_them(article: Tag) -> None:
    blocks = article.select("details.paper-details")
    assert [block.find("summary").decode_contents() for block in blocks] == [  # type: ignore[union-attr]
        "더 <strong>보기</strong>", "열림", "닫지 않음"
    ]  # fmt: skip
    assert [block.has_attr("open") for block in blocks] == [False, True, False]
    assert blocks[0].select_one("p strong") is not None
    assert "안쪽 글" in blocks[2].get_text()
    assert "바깥 글" not in blocks[2].get_text()


def test_pictures_have_their_sizes(article: Tag) -> None:
    one, two = article.select("img")
    assert (one["alt"], one["width"], one["class"]) == ("가운데", "120", ["align-center"])
    assert "50%" in str(two["style"])


def test_diagrams_and_other_code_stay_readable(article: Tag) -> None:
    code = [block.get_text().strip() for block in article.select("pre") if "@" not in block.get_text()]
    assert code == ["graph TD; A-->B;", "코드 {x}", "{ // 주석"]


def test_formulas_between_two_dollars_need_no_blank_line(article: Tag) -> None:
    shown = [(math.get_text(), math.get("display", "")) for math in article.select("math")]
    assert shown == [("E=mc2", "block"), ("u+v", "block"), ("w", ""), ("y", "block")]
    assert "$" not in article.get_text()
    assert article.find("p", string="바로 아래") is not None


def test_other_pages_keep_their_own_settings(site: Site) -> None:
    page = site.page("other")
    for found in ("[ ] 할 일", "~~그대로~~", "<b>굵게</b>", "[!TIP] 말"):
        assert found in page
    assert 'href="https://a.org"' not in page


def test_the_record_and_the_twin_have_the_words(site: Site) -> None:
    lines = ["☑ 마친(일)은", "둘 째 줄 끝", "셋"]
    assert json.loads((site.out / "html" / "papers.json").read_text("utf-8"))["papers"][0]["summary"] == lines
    read = folder.read(site.source, site.source).catalogue.by_key("all")
    assert read is not None and list(read.paper.summary) == lines
    assert "- [ ] 할 일" in (site.out / "html" / "papers" / "all.html.md").read_text("utf-8")


@pytest.mark.browser
def test_a_browser_shows_it(site: Site, browser: object) -> None:
    with serving(site.out / "html") as address:
        page = browser.new_page(viewport={"width": 390, "height": 800})  # type: ignore[attr-defined]
        page.goto(f"{address}/papers/all.html")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        weight = "getComputedStyle(document.querySelector('{}')).fontWeight"
        assert page.evaluate(weight.format("h2 + p")) == "400"
        left = page.evaluate("document.querySelector('.task-list-item input').getBoundingClientRect().left")
        assert left >= 0
        page.close()


@pytest.mark.pdf
def test_the_pdf_has_all_of_it(tmp_path: Path) -> None:
    """And, in the same run of TeX, every picture of notes that have odd names."""
    site = Site(tmp_path / "src", tmp_path / "out")
    site.write({**sources(site.source), **notes(site.source)})
    assert site.build(builder="latex") == ""
    latex = site.out / "latex"
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-quiet", "test.tex"]
    done = subprocess.run(command, cwd=latex, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-2000:]
    log = (latex / "test.log").read_text("utf-8", "replace")
    assert "undefined" not in log and "No font has character" not in log and "Missing character" not in log
    text = subprocess.run(["pdftotext", "test.pdf", "-"], cwd=latex, capture_output=True, text=True, timeout=60).stdout
    for words in (
        "지운 말(삭제)은",
        "마친 일",
        "읽기 전에 볼(것)을",
        "더 보기",
        "접힌 글(내용)이다",
        "graph TD",
        "바깥 글",
        "Ctrl",
    ):
        assert words in text, words
    assert all(f"캡션 {number}" in text for number in range(len(NAMES)))
    assert "??" not in text and "<" not in text.replace("<->", "")
    source = (latex / "test.tex").read_text("utf-8")
    assert r"\paperstruck{지운}\paperstruckspace{}\paperstruck{말(삭제)}" in source
    assert r"\item[{\papertask{x}}]" in source


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    "<img src='x' srcset='javascript:alert(1)'>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#x09;script:alert(1)">x</a>',
    "<a href=' vbscript:x'>x</a>",
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="https://a.org" onclick="alert(1)">x</a>',
    "<b onclick=alert(1)>x</b>",
    "<b/onclick=alert(1)>x</b>",
    '<b x="y"onclick=alert(1)>x</b>',
    "<b style='x'><script>alert(1)</script>",
    '<input class="task-list-item-checkbox" disabled="disabled" type="checkbox" onfocus=alert(1) autofocus>',
    '<input class="task-list-item-checkbox" checked="checked" disabled="disabled" type="checkbox">',
    "- [x] <img src=x onerror=alert(1)>",
    "- [ ]<script>alert(1)</script>",
    "- [x] [x](javascript:alert(1))",
    "> [!NOTE] <script>alert(1)</script>\n> x",
    "> [!NOTE] <img src=x onerror=alert(1)>",
    "> [!TIP] [x](javascript:alert(1))",
    "~~<script>alert(1)</script>~~",
    "~~<b onmouseover=alert(1)>x</b>~~",
    'https://a.org/"onmouseover=alert(1)',
    "https://a.org/<script>alert(1)</script>",
    "www.a.org/'onclick='alert(1)",
    "javascript:alert(1)",
    "<details ontoggle=alert(1) open>x</details>",
    "<details>\n<summary onclick=alert(1)>x</summary>\n\ny\n\n</details>",
    "<details><summary><iframe src=x></iframe></summary>x</details>",
    '<p align="center"><img src="javascript:alert(1)"></p>',
    "<p align='center'><script>alert(1)</script></p>",
    '<div style="background:url(javascript:alert(1))">x</div>',
    "<center><svg onload=alert(1)></center>",
    "<kbd><style>evil</style></kbd>",
    "<sub><iframe src=x></sub>",
    "</article><script>alert(1)</script>",
    "</div></div><base href=//evil>",
    "<mark/onclick=alert(1)>x",
    "<img src=//evil.example/x.png/onerror=alert(1)>",
    "<a href=https://a.org/x/onclick=alert(1)>x</a>",
    "<img alt='\"><script>alert(1)</script>' src=x.png>",
    "<img width='1\" onerror=\"alert(1)' src=x.png>",
    "```mermaid\n<script>alert(1)</script>\n```",
    "```<script>alert(1)</script>\nx\n```",
    "<meta http-equiv=refresh content='0;url=//evil'>",
    "<b><b><b></i></b><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<details><!--</details>--><script>alert(1)</script>",
    "<b>" * 3000 + "x" + "</b>" * 3000,
    "<details>\n\n" * 400 + "x\n\n" + "</details>\n\n" * 400,
    "<a href='https://a.org'>[x](https://b.org)</a> [<a href='https://a.org'>x</a>](https://b.org)",
]


def test_a_hostile_author_passes_for_nobody(tmp_path: Path) -> None:
    site = Site(tmp_path / "src", tmp_path / "out")
    pages = {f"papers/p{n}.md": paper("T", f"p{n}", body=f"{text}\n\nAfter.") for n, text in enumerate(HOSTILE)}
    site.write({"index.md": home("methods"), "methods.md": category(), "conf.py": CONF, **pages})
    site.build(fresh=True)
    assert active(site) == []
    for number, text in enumerate(HOSTILE):
        article = BeautifulSoup(site.page(f"papers/p{number}"), "html.parser").find("article")
        assert isinstance(article, Tag)
        assert "After." in article.get_text(), text
        boxes = article.select("input")
        assert all(set(box.attrs) <= {"class", "type", "disabled", "checked", "aria-label"} for box in boxes), text
        assert bool(boxes) == text.startswith(("- [x] ", "- [ ] ")), text
        assert not article.select("svg, style, script, iframe, base, meta"), text


ADDRESSES = {
    "https://a.org/을 본다": "https://a.org/",
    "https://a.org에서는": "https://a.org",
    "https://a.org/abs/1706.03762에서 왔다": "https://a.org/abs/1706.03762",
    "https://ko.wikipedia.org/wiki/한글 문서": "https://ko.wikipedia.org/wiki/한글",
    "https://ko.wikipedia.org/wiki/한글을": "https://ko.wikipedia.org/wiki/한글을",  # nobody can tell
    "https://한국.kr/": "https://한국.kr/",
    "https://a.org/x?q=1&b=2#c.": "https://a.org/x?q=1&b=2#c",
    "https://a.org/(x)).": "https://a.org/(x)",
    "https://a.org/x&amp;": "https://a.org/x",
    "https://a.org/x*는": "https://a.org/x",
    "https://a.org」라": "https://a.org",
    "https://a.org<b>": "https://a.org",
    r"https://a.org/x\_y": "https://a.org/x",
    "www.a.org는": "www.a.org",
    "www.를": "",
    "https://": "",
    "https://...": "",
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses(text: str) -> None:
    assert address_at(text, 0, len(text)) == ADDRESSES[text]
