"""Which places of a page name a paper, and which do not."""

from __future__ import annotations

import pytest

from papershelf.cli.pages.places import KEYS, places
from support import LONG
from work import grows_as_its_input


def named(text: str, *, markdown: bool = True) -> list[str]:
    return [text[slice(*place.span)] for place in places(text, markdown=markdown) if place.form in KEYS]


@pytest.mark.parametrize(
    "text",
    [
        "{paper:ref}`a`",
        "# Title {paper}`a`\ntext",
        "> {paper:ref}`x <a>`",
        "1. item\n\n   more {paper:ref}`a`",
        "- item\n    - deeper\n\n      and {paper:ref}`a`",
        "Term\n: {paper:ref}`a`",
        "[^1]: note\n\n    {paper:ref}`a`",
        ":::{admonition} See {paper:ref}`a`\nx\n:::",
        "```{note}\n{paper:ref}`a`\n```",
        "````{note}\n```{tip}\n{paper:ref}`a`\n```\n````",
        "```{figure} x.png\n{paper:ref}`a`\n```",
        "```{glossary}\nterm\n    words\n\n    {paper:ref}`a`\n```",
        "text\n    {paper:ref}`a`",
        "a ` stray\n\n{paper:ref}`a` and ` another",
        "| {paper:ref}`a` | ` |\n|---|---|\n| ` | x |",
        "\\`{paper:ref}`a`",
        "{paper:citep}`\na\n`",
    ],
)
def test_names(text: str) -> None:
    assert named(text) == ["a"]
    assert named(text.replace("\n", "\r\n")) == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "``{paper:ref}`a` ``",
        "`` {paper:ref}`a`\nb ``",
        "```\n{paper:ref}`a`\n```",
        "~~~text\n{paper:ref}`a`\n~~~",
        "- item\n\n  ```text\n  {paper:ref}`a`\n  ```",
        "    {paper:ref}`a`",
        "text\n\n    {paper:ref}`a`\n\n\t{paper:ref}`a`",
        "- item\n\n      {paper:ref}`a`",
        "% {paper:ref}`a`",
        "<!-- {paper:ref}`a`\n\n{paper:ref}`a` -->",
        "$$\n{paper:ref}`a`\n$$",
        "```{code-block} text\n{paper:ref}`a`\n```",
        "```{math}\n{paper:ref}`a`\n```",
        "---\ntitle: '{paper:ref}`a`'\n---\n",
        "{external:paper:ref}`a`",
        "\\{paper:ref}`a`",
    ],
)
def test_names_nothing(text: str) -> None:
    assert named(text) == []


def test_restructuredtext() -> None:
    code = "A::\n\n   :paper:ref:`x`\n\n   :paper:ref:`x`\n\n"
    text = f"{code}:paper:ref:`a` ``:paper:ref:`x```\n\n.. note::\n\n   :paper:`b <c>`\n"
    assert named(text, markdown=False) == ["a", "c"]


@pytest.mark.parametrize(
    "part",
    [
        "`",
        "[",
        "](",
        "{paper}`",
        "```\n",
        "- `\n",
        "<a href=",
        "$",
        ":::{a} b\n",
        "    x\n\n",
        "<path:a.md> `x` ",
        "](a) ",
    ],
)
def test_the_work_grows_as_the_page(part: str) -> None:
    """A search that goes back and forth would not end here, which counting does not see."""
    assert grows_as_its_input(lambda count: places(part * count, markdown=True), 200, 800, slack=2)
    places(part * (50_000 if LONG else 10_000), markdown=True)
