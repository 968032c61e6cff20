"""A small library with one of everything, built with each theme; and pages that have only the search."""

from __future__ import annotations

import functools
from pathlib import Path

from sphinx.cmd import build

from support import Site, category, home

THEMES = ("furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme", "alabaster", "shibuya")
DARK = ("furo", "pydata_sphinx_theme", "sphinx_book_theme", "shibuya")
"""Those that have dark colours and follow the system."""

CONF = """\
project = "논문"
author = "사람"
language = "ko"
extensions = {extensions}
html_theme = "{theme}"
html_theme_options = {options}
html_context = {{"default_mode": "auto"}}  # without it, pydata's theme says that it is missing
templates_path = []  # of this build: pydata's theme appends to it, also to the default
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""
LORA = """\
# LoRA: Low-Rank Adaptation of Large Language Models

```{paper-summary} lora
:short-title: LoRA
:authors: Edward J. Hu; Yelong Shen
:year: 2021
:venue: ICLR 2022
:category: methods
:status: done
:arxiv: 2106.09685
:code: https://github.com/microsoft/LoRA
:tags: peft, low-rank
:compares-with: rag

- 큰 언어모델을 미세조정할 때 가중치 변화량을 `r`이 작은 두 행렬의 곱으로 둔다.
- 학습하는 파라미터가 1만분의 1로 줄어든다: {paper:ref}`rag`와 함께 쓴다.
- 추론이 느려지지 않는다.
```

## 문제

언어모델을 통째로 다시 학습하는 일은 비싸다. {paper:ref}`flash`와 {paper:citet}`rag`를 본다 {paper:citep}`gqa, rag`.

$$ W = W_0 + \\frac{\\alpha}{r} B A $$

| 모델 | 파라미터 | 점수 |
|---|---|---|
| GPT-3 | 175B | 73.8 |
| LoRA | 4.7M | 74.0 |
"""
RAG = """\
# Retrieval-Augmented Generation for Knowledge-Intensive Tasks

```{paper-summary} rag
:short-title: RAG
:authors: Patrick Lewis
:date: 2020-05
:venue: NeurIPS 2020
:category: methods
:status: writing
:doi: 10.48550/arXiv.2005.11401
:tags: retrieval
:extends: gqa

- A generator reads what a retriever found.
- Knowledge can be exchanged without training.
- 검색한 문서를 모델이 함께 읽는다.
```

It is compared with {paper:ref}`lora`, which changes the model itself.
"""
GQA = """\
# Grouped-Query Attention

```{paper-summary} gqa
:authors: Joshua Ainslie
:year: 2023
:category: models
:status: reading
:tags: attention

- Groups of queries share keys.
```

Nothing more yet. See {paper:ref}`lora`.
"""
LISTS = """\
# 목록

```{paper-list}
:filter:
```

```{paper-list}
```

```{paper-list}
:style: cards
```

```{paper-list}
:style: table
```

```{paper-compare}
lora, rag, gqa
```

```{paper-graph}
```

```{paper-graph}
:layout: timeline
```

```{paper-stats}
```
"""
FILES = {
    "index.md": home("methods", "models", "lists", text="{paper:ref}`lora`부터 읽는다."),
    "methods.md": category(
        content="lora\nrag", queue="- flash = FlashAttention (2022) arXiv:2205.14135 — 빠르다\n- PEFT"
    ),
    "models.md": category("models", "모델"),
    "lists.md": LISTS,
    "papers/lora.md": LORA,
    "papers/rag.md": RAG,
    "papers/gqa.md": GQA,
}
PLAIN = {
    "index.rst": "집\n==\n\n.. toctree::\n\n   page\n   other\n",
    "page.rst": "LoRA\n====\n\n언어모델을 미세조정한다. 대규모 모델의 정렬에 대한 글이다.\n",
    "other.rst": "다른 글\n=======\n\n아무것도 없다.\n",
}


OPTIONS = {"pydata_sphinx_theme": {"search_as_you_type": True}}


@functools.cache
def whole(folder: Path, theme: str) -> Path:
    """The output folder of the library in a theme; a build that must not warn."""
    return _build(folder / f"whole-{theme}", theme, FILES, extensions=["myst_parser", "papershelf"], options={})


@functools.cache
def alone(folder: Path, theme: str) -> Path:
    """The output folder of pages that have the search and nothing else of papershelf."""
    return _build(
        folder / f"alone-{theme}", theme, PLAIN, extensions=["papershelf.search"], options=OPTIONS.get(theme, {})
    )


def _build(folder: Path, theme: str, files: dict[str, str], **settings: object) -> Path:
    """Build as from a command line: ``SphinxTestApp`` takes another theme instead of alabaster."""
    source, out = folder / "source", folder / "html"
    Site(source, out).write({"conf.py": CONF.format(theme=theme, **settings), **files})
    warnings = folder / "warnings"
    code = build.main(
        ["-q", "-W", "--keep-going", "-w", str(warnings), "-d", str(folder / "doctrees"), str(source), str(out)]
    )
    assert warnings.read_text(encoding="utf-8") == ""
    assert code == 0
    return out
