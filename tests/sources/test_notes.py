"""Notes that a list links to become pages that build."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.sources.library import leftovers
from papershelf.sources.markdown.safe import safe_markdown
from papershelf.sources.notes.prose.accepted import accepted
from papershelf.sources.notes.prose.division import divide
from sources.entries import note
from support import Site, write

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)

README = """\
# 논문

## Methods
1. [Thin Updates(2021)](papers/Thin%20Updates/contents.md)
2. [GRP: Heads That Share](papers/GRP/contents.md)
3. [Deep Nets (2016)](notion/Deep%20Nets%200123456789abcdef0123456789abcdef.md)
4. [한글 노트](papers/한글 노트.md)
"""

THIN = r"""# Thin Updates

# 3줄 요약
- 얇게 배운다<br>
- 나머지는 얼린다
- 값이 싸다 $a<b$

# 방법
![Untitled](img/Untitled.png) 그리고 <img src="img/Untitled%201.png" width="300" alt="">

<div align="center">
    <img src="img/none.png">
    <p>가운데 <font color="red">붉은</font> 글</p>
</div>

$$
h = W_0 x + \Delta W x, \quad a < b
$$

#### 세부
토큰 <pad>와 <b style="color:red">굵게</b>, [GRP](../GRP/contents.md#top), [다른 글](other.md), <a href="https://example.org/?a=1">밖</a>

[끝 `말`](#5-결론--끝), [없음](#없음)

<table><tr><th>이름</th><th>값</th></tr>

<tr><td colspan="2">둘 | 셋</td></tr></table>

```nosuchlanguage
x < y <div>
```
% 사라지면 안 되는 줄
+++ 이것도

# 5. 결론 & 끝
<script>alert(1)</script> 끝
"""

GRP = """---
tags: [attention, inference]
---
## 배경
글 `<div>` 와 [얇은 것](../Thin%20Updates/contents.md).

### TL;DR
한 줄로 말하면 묶음이다.
"""

NOTION = """# Deep Nets

Created: March 3, 2024 1:23 PM
Tags: vision, cnn
URL: https://arxiv.org/abs/1512.00001

<aside>
💡 Shortcuts help.

</aside>

## Summary
- one
- two

![Untitled](Deep%20Nets%200123456789abcdef0123456789abcdef/Untitled.png)
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    root = tmp_path / "notes"
    files = {
        "README.md": README.replace("한글 노트.md", "한글%20노트.md"),
        "papers/Thin Updates/contents.md": THIN,
        "papers/GRP/contents.md": GRP,
        "notion/Deep Nets 0123456789abcdef0123456789abcdef.md": NOTION,
        unicodedata.normalize("NFD", "papers/한글 노트.md"): "# 한글 노트\n\n```python\nx = 1\n```\n\n요약 없는 글\n",
    }
    write(root, files)
    for name in ("papers/Thin Updates/img/Untitled.png", "papers/Thin Updates/img/Untitled 1.png",
                 "notion/Deep Nets 0123456789abcdef0123456789abcdef/Untitled.png"):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(PNG)
    return root


@pytest.fixture
def site(make_site: Callable[[Mapping[str, str]], Site]) -> Site:
    return make_site({"index.md": "# Home\n\n```{toctree}\n```\n"})


def test_notes_are_taken_in(site: Site, notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(site.source), "import", str(notes / "README.md")]) == 0
    out = capsys.readouterr().out
    assert "created: thin-updates → papers/thin-updates/index.md (the figure img/none.png is not there" in out
    assert "4 created" in out
    thin = (site.source / "papers/thin-updates/index.md").read_text(encoding="utf-8")
    assert thin.startswith(
        "# Thin Updates\n\n```{paper-summary} thin-updates\n:year: 2021\n:category: methods\n\n"
        "- 얇게 배운다\n- 나머지는 얼린다\n- 값이 싸다 $a<b$\n```\n\n## 방법\n\n"
        "![방법, 그림 1](untitled.png) 그리고 ![방법, 그림 2](untitled-1.png)\n"
    )
    assert "$$\nh = W_0 x + \\Delta W x, \\quad a < b\n$$\n" in thin
    assert "토큰 \\<pad>와 <b>굵게</b>, [GRP](../grp.md), 다른 글 (`other.md`), [밖](https://example.org/?a=1)" in thin
    assert "\n[끝 `말`](#thin-updates-5.-gyeolron-kkeut), 없음\n" in thin
    assert "| 이름 | 값 |\n| --- | --- |\n| 둘 \\| 셋 |  |" in thin
    assert "```text\nx < y <div>\n```\n\\% 사라지면 안 되는 줄\n\\+++ 이것도" in thin
    assert "### 세부" in thin
    assert "(thin-updates-5.-gyeolron-kkeut)=\n\n## 5. 결론 & 끝\n\nalert(1) 끝" in thin
    grp = (site.source / "papers/grp.md").read_text(encoding="utf-8")
    assert ":tags: attention, inference\n\n- 한 줄로 말하면 묶음이다.\n```\n\n## 배경\n" in grp
    assert "글 `<div>` 와 [얇은 것](thin-updates/index.md)." in grp
    deep = (site.source / "papers/deep-nets/index.md").read_text(encoding="utf-8")
    assert ":tags: vision, cnn\n:arxiv: 1512.00001\n" in deep
    assert "- one\n- two\n```\n\n- Created: March 3, 2024 1:23 PM\n\n> 💡 Shortcuts help.\n" in deep
    assert (site.source / "papers/deep-nets/untitled.png").read_bytes() == PNG
    assert (site.source / "papers/hangeul-noteu.md").is_file()


def test_what_was_taken_in_builds_without_warnings(site: Site, notes: Path) -> None:
    assert main(["-C", str(site.source), "import", str(notes / "README.md")]) == 0
    warnings = [line for line in site.build().splitlines() if "summary-length" not in line]  # one note has none
    assert warnings == []
    assert "alert(1)" in site.page("papers/thin-updates/index")
    assert "<script>alert" not in site.page("papers/thin-updates/index")
    assert 'href="#thin-updates-5-gyeolron-kkeut">끝 <code' in site.page("papers/thin-updates/index")


def test_no_word_of_a_note_is_lost(site: Site, notes: Path) -> None:
    assert main(["-C", str(site.source), "import", str(notes / "README.md")]) == 0
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(site.source.glob("papers/**/*.md")))
    for one in (THIN, GRP, NOTION):
        bare = re.sub(r"<[^<>]*>|!?\[[^\]]*\]\([^)]*\)|`+\w*|[a-zA-Z]+: .*", " ", one)
        for word in re.findall(r"[^\W\d_]{2,}", bare):
            assert word in text or word in {"줄", "요약", "TL", "DR", "Summary"}, word


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a <br/> b </br> c", "a <br> b <br> c"),
        ("<details open class='x'><summary>s</summary>", "<details open><summary>s</summary>"),
        ("x<sup onclick='y()'>2</sup>", "x<sup>2</sup>"),
        ("<img src='a.png' onerror='x'>", "![](a.png)"),
        ("<img src='javascript:x' alt='words'>", "words"),
        ("<image src=a.png width=400>", "![](a.png)"),
        (
            "# ==요약== ==중요==는 `==x==` a==b and c==d ===e===",
            "# <mark>요약</mark> <mark>중요</mark>는 `==x==` a==b and c==d ===e===",
        ),
        ("# ==요약 ==\n\n==a ==b", "# <mark>요약</mark>\n\n==a ==b"),
        ("a\n<br>\nb\n\n<br>\n### 셋째\n**말**은", "a\n<br>\nb\n\n<br>\n\n### 셋째\n**말**은"),
        ("- $a with\n- <c> $b$", "- $a with\n- \\<c> $b$"),
        ("<a href='javascript:x'>words</a>", "words"),
        ("[words](javascript:x) \\[ [**a** [b]](zotero:x)", "words \\[ **a** [b]"),
        ("<a href='https://example.org/a_(b)'>w</a>", "[w](<https://example.org/a_(b)>)"),
        ("`<div>` and $a<b>c$ and \\<div>", "`<div>` and $a<b>c$ and \\<div>"),
        ("<https://example.org> and <s> and <eos>", "<https://example.org> and <s> and \\<eos>"),
        ("<iframe src='https://example.org/v'></iframe>", "<https://example.org/v>"),
        ("a < b and c > d", "a < b and c > d"),
        ("% hidden\n(label)=\ntext", "\\% hidden\n\\(label)=\ntext"),
        ("```{python}\n<x>\n```", "```python\n<x>\n```"),
        ("```{note}\nwords\n```", "```{note}\nwords\n```"),
        ("<!-- kept --> <!-- never closed", "<!-- kept --> \\<!-- never closed"),
    ],
)
def test_markup_made_safe(text: str, safe: str) -> None:
    assert safe_markdown(text) == safe


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Abstract", "BERT and its kin"),  # the file's name
        ("0. Introduction", "BERT and its kin"),
        ("Attention 논문 리뷰", "Attention"),
        ("[논문 리뷰] Attention", "Attention"),
        ("Distance-Based Separation 阅读笔记", "Distance-Based Separation"),
        ("베이즈 정리", "베이즈 정리"),  # a theorem
        ("Deep learning: a review", "Deep learning: a review"),
    ],
)
def test_what_a_note_is_called(tmp_path: Path, heading: str, title: str) -> None:
    text = f"# {heading}\n\nA note of some words, which are long enough to be one.\n"
    found = note(tmp_path, "BERT_and_its_kin.md", text)
    assert found.paper.title == title


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "- a\n  - b\n\n    <img src='x.png'>\n\n    ```\n    c\n    ```",
            "- a\n  - b\n\n    <img src='x.png'>\n\n    ```\n    c\n    ```",
        ),
        ("1. a\n   <div>\n       <b>c</b>\n   </div>\n", "1. a\n   <div>\n       <b>c</b>\n   </div>\n"),
        ("1. a\n\n   <div>\n       <b>c</b>\n   </div>\n", "1. a\n\n   <div>\n   <b>c</b>\n   </div>\n"),
        ("a\n\n    <img src='x.png'>", "a\n\n<img src='x.png'>"),
        ("- a\n\nb\n\n    <img src='x.png'>", "- a\n\nb\n\n<img src='x.png'>"),
    ],
)
def test_html_of_an_item_stays_in_it(text: str, whole: str) -> None:
    assert divide(text).whole == whole


FORMULAS = {
    "- --- Old ---\n\n---\n\nx": "- --- Old ---\n\n---\n\nx",
    ":star: words\n- :gem: Mesh\n\n`:a:` a:b: c\n:::{note}\nx\n:::": (
        "\\:star: words\n- \\:gem: Mesh\n\n`:a:` a:b: c\n:::{note}\nx\n:::"
    ),
    "words\n$$\nx\n$$\nmore": "words\n\n$$\nx\n$$\n\nmore",
    "公式：\n$$x$$\n其中 $$y$$，$z$ 是": "公式：\n\n$$x$$\n\n其中 $y$，$z$ 是",
    "> $$x$$": "> $$x$$",
    "y: $$$F(x)$$$\nand `$$$x$$$`": "y: $F(x)$\nand `$$$x$$$`",
    "- a\n    1. b\n      $$x$$\n      words": "- a\n    1. b\n\n       $$x$$\n\n       words",  # no longer lazy lines
    "{i}$不, \\foo{$ x": "{i} `不, \\foo{` x",
    "a[^1] b[^2] `[^3]`\n\n[^1]: words": "a[^1] b\\[^2] `[^3]`\n\n[^1]: words",
    r"a$$$$$\left(b\right)\sim\left(c$.$$$$": r"a\$\$`$\left(b\right)\sim\left(c$.`\$\$",
    "$4$ here, $27$ and $256$; $5 and $6, $5–$6": "$4$ here, $27$ and $256$; \\$5 and \\$6, \\$5–\\$6",
    "- $a with\n  - $b$\n- $c$": "- $a with\n  - $b$\n- $c$",
    "- a\n\n  $$\n  x\n\n## b\n\n$$\ny\n$$": "- a\n\n  $$\n  x\n  $$\n\n# b\n\n$$\ny\n$$",  # one without its end
    "- a\n  $$\nb $\n$$": "- a\n\n  ```text\n  b $\n  ```",
}


@pytest.mark.parametrize("given", FORMULAS)
def test_what_the_build_would_read_otherwise(given: str) -> None:
    assert accepted(given) == FORMULAS[given]
    assert accepted(FORMULAS[given]) == FORMULAS[given]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_folders_that_link_each_other_as_a_tree(tmp_path: Path) -> None:
    """Each of 16 links twice to the next: 2¹⁶ ways to the last."""
    for number in range(16):
        write(tmp_path, {f"{number:02}/x.md": "# x\n"})
        for name in "ab":
            (tmp_path / f"{number:02}" / name).symlink_to(f"../{number + 1:02}", target_is_directory=True)
    found = leftovers.look(tmp_path, (".md",))
    assert {f"{number:02}/x.md" for number in range(16)} <= set(found.documents)
    assert len(found.documents) < 16 * 30
