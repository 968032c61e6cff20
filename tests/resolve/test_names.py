"""Names that a library does not have: said with the nearest, alike in every kind of build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support import Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

OPTIONS = ":category: methods\n:authors: Ann Lee\n:venue: ICLR 2022\n:tags: low-rank, peft\n:year: 2022"
LISTS = """\
# Lists

```{paper-list}
:category: Method, methods
```

```{paper-list}
:tag: low rank
:author: Ann Leee
```

```{paper-list}
:venue: ICLL
:status: dnoe
```

```{paper-list}
:tag: PEFT
:author: lee
:venue: iclr
```

```{paper-list}
:tag: nothing like it
```
"""
FILES = {
    "index.md": home("methods", "lists"),
    "methods.md": category(),
    "papers/lora.md": paper("LoRA", "lora", options=OPTIONS),
    "lists.md": LISTS,
}
FOUND = [
    "lists.md:4: WARNING: paper-list: category: no page declares the category 'Method'; did you mean 'methods'? "
    "(declared: methods) [papershelf.unknown-category]",
    "lists.md:8: WARNING: paper-list: tag: no paper has the tag 'low rank'; did you mean 'low-rank'? "
    "[papershelf.invalid-option]",
    "lists.md:9: WARNING: paper-list: author: no paper has the author 'Ann Leee'; did you mean 'Ann Lee'? "
    "[papershelf.invalid-option]",
    "lists.md:13: WARNING: paper-list: venue: no paper has the venue 'ICLL'; did you mean 'ICLR'? "
    "[papershelf.invalid-option]",
    "lists.md:24: WARNING: paper-list: tag: no paper has the tag 'nothing like it' [papershelf.invalid-option]",
]
STATUS = (
    "lists.md:14: WARNING: paper-list: status: found 'dnoe'; a status is one of planned, reading, writing, done; "
    "did you mean 'done'? [papershelf.invalid-option]"
)


@pytest.mark.parametrize("parallel", [1, 2])
def test_what_a_list_asks_for_and_nothing_has(make_site: MakeSite, parallel: int) -> None:
    site = make_site(FILES)
    assert site.build(parallel=parallel).splitlines() == [STATUS, *FOUND]
    page = site.source / "papers/lora.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert site.build(parallel=parallel).splitlines() == FOUND  # of pages that are not read again, too
    page.write_text(page.read_text(encoding="utf-8").replace("low-rank", "low rank"), encoding="utf-8")
    assert site.build(parallel=parallel).splitlines() == [line for line in FOUND if "'low rank'" not in line]


def test_a_library_without_papers_lacks_no_tag(make_site: MakeSite) -> None:
    site = make_site({"index.md": home("methods", text="```{paper-list}\n:tag: x\n```"), "methods.md": category()})
    assert site.build() == ""


@pytest.mark.parametrize(
    ("written", "key"), [("LoRA", "lora"), ("Flash Attention", "flash-attention"), ("플래시", "peullaesi")]
)
def test_a_key_as_people_write_it(make_site: MakeSite, written: str, key: str) -> None:
    page = paper("P", key)
    site = make_site(
        {"index.md": home("methods"), "methods.md": category() + f"\n{{paper:ref}}`{written}`\n", "papers/p.md": page}
    )
    [line] = site.build().splitlines()
    assert line.endswith(f"no paper has the key {written!r}; did you mean {key!r}? [papershelf.unknown-key]")


def test_korean_file_names(make_site: MakeSite) -> None:
    """Each has a key of its own; of two that sound alike, both files are named."""
    names = ("로라", "큐로라", "어텐션")
    pages = {f"papers/{name}.md": paper(name, body="{paper:ref}`rora`") for name in names}
    site = make_site({"index.md": home("methods"), "methods.md": category(content="rora"), **pages})
    assert site.build() == ""
    text = (site.out / "html/papers.json").read_text(encoding="utf-8")
    assert all(f'"key": "{key}"' in text for key in ("rora", "kyurora", "eotensyeon"))
    site.write({"papers/ro라.md": paper("Other")})
    [line] = site.build().splitlines()
    assert line == (
        "papers/로라.md:3: WARNING: key 'rora' is taken by papers/ro라.md:3; "
        "give this paper another key, for example 'rora-2' [papershelf.duplicate-key]"
    )


BODY = (
    "Both {paper:ref}`gqa` and {paper:citet}`gqa`, like [this](gqa.md) and {paper:ref}`rag`, are one.\n\n"
    "- {paper:ref}`gqa` again.\n- {paper:ref}`gqa` again.\n"
)


def test_a_sentence_is_one_backlink_however_often_it_names_a_paper(make_site: MakeSite) -> None:
    site = make_site(
        {
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/gqa.md": paper("GQA", "gqa"),
            "papers/rag.md": paper("RAG", "rag"),
            "papers/llm.md": paper("LLM", "llm", body=BODY),
        }
    )
    assert site.build() == ""

    def backlinks(name: str) -> list[str]:
        page = BeautifulSoup(site.page(f"papers/{name}"), "html.parser")
        return [
            " ".join(item.text.split()) for item in page.select(".paper-after .paper-backlinks:not(.paper-next) li")
        ]

    sentence = "Both GQA and GQA (n.d.), like this and RAG, are one."
    assert backlinks("gqa") == [f"LLM — {sentence} (2) GQA again. (3) GQA again."]
    assert backlinks("rag") == [f"LLM — {sentence}"]


def test_one_is_said_in_the_singular(make_site: MakeSite) -> None:
    home_page = home("methods", text="```{paper-stats}\n```\n\n```{paper-graph}\n```")
    queue = "- a = First\n"
    site = make_site({"index.md": home_page, "methods.md": category(queue=queue), "papers/.keep": ""})
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write({"conf.py": conf + "papershelf_sidebar_papers = 0\n"})
    assert site.build() == ""
    assert "1 paper</strong>" in site.page("index")
    assert "1 papers" not in site.page("index") + site.page("methods")
    site.write({"papers/b.md": paper("B", "b", body="{paper:ref}`a`")})
    assert site.build() == ""
    assert "2 papers · 1 connection<" in site.page("index")


def test_a_message_of_the_parser_is_no_line_of_a_summary(make_site: MakeSite) -> None:
    """In another language docutils says that it takes the English name of a role, and names the file."""
    page = "P\n=\n\n.. paper-summary:: p\n   :category: methods\n\n   - first :math:`x`\n"
    site = make_site({"index.md": home("methods"), "methods.md": category(), "papers/p.rst": page})
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write({"conf.py": conf + 'language = "ko"\n'})
    assert site.build() == ""
    text = (site.out / "html/papers.json").read_text(encoding="utf-8")
    assert '"first x"' in text
    assert Path(site.source).name not in text
