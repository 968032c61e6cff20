"""Option lines of a page change, and nothing else by a byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.sources.pages.page import scan
from papershelf.sources.pages.page_options import with_options
from sources.papers import texts
from support import LONG

PAGE = """# LoRA

Words first.

```{paper-summary} lora
:authors: Ann Lee;
:  Bo Kim
:year: 2021
:arxiv: 2106.09685v2

- :year: is no option here
```

:year: 1999
"""


def test_values_change_in_their_place_and_new_ones_come_last() -> None:
    assert with_options(
        PAGE, {"year": "2022", "venue": "ICLR 2022", "authors": "Ann Lee", "arxiv": ""}
    ) == PAGE.replace(
        ":authors: Ann Lee;\n:  Bo Kim\n:year: 2021\n:arxiv: 2106.09685v2\n",
        ":authors: Ann Lee\n:year: 2022\n:venue: ICLR 2022\n",
    )


def test_nothing_to_change_changes_nothing() -> None:
    assert with_options(PAGE, {}) == PAGE
    assert with_options(PAGE, {"doi": ""}) == PAGE


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("```{paper-summary}\n```", "```{paper-summary}\n:venue: V\n```"),
        (
            "\ufeff```{paper-summary} a\r\n:year: 2021\r\n```\r\n",
            "\ufeff```{paper-summary} a\r\n:year: 2021\r\n:venue: V\r\n```\r\n",
        ),
        (
            "- x\n\n  ```{paper-summary} a\n  :year: 2021\n  ```\n",
            "- x\n\n  ```{paper-summary} a\n  :year: 2021\n  :venue: V\n  ```\n",
        ),
        (
            "```{paper-summary} a\n---\nyear: 2021\n---\ntext\n```\n",
            "```{paper-summary} a\n---\nyear: 2021\nvenue: V\n---\ntext\n```\n",
        ),
        (":::{paper-summary} a\n:venue: old\n:::\n", ":::{paper-summary} a\n:venue: V\n:::\n"),
        (
            "```{paper-summary} a\n:venue: one\n:venue: two\n```\n",
            "```{paper-summary} a\n:venue: one\n:venue: V\n```\n",
        ),
        ("a\x0cb\u2028c\n```{paper-summary} a\n```\n", "a\x0cb\u2028c\n```{paper-summary} a\n:venue: V\n```\n"),
        (
            "e\u0301\n```{paper-summary} a\n:year: 1 \n```\ne\u0301",
            "e\u0301\n```{paper-summary} a\n:year: 1 \n:venue: V\n```\ne\u0301",
        ),
    ],
)
def test_line_endings_marks_and_indentation_stay(text: str, changed: str) -> None:
    assert with_options(text, {"venue": "V"}) == changed


def test_restructuredtext() -> None:
    text = "Title\n=====\n\n.. paper-summary:: a\n   :authors: Ann Lee;\n      Bo Kim\n   :year: 2021\n\n   words\n"
    assert with_options(text, {"authors": "Ann Lee", "venue": "V"}, markdown=False) == (
        "Title\n=====\n\n.. paper-summary:: a\n   :authors: Ann Lee\n   :year: 2021\n   :venue: V\n\n   words\n"
    )
    assert ".. paper-summary:: a\n   :venue: V\n" in with_options(
        ".. paper-summary:: a\n", {"venue": "V"}, markdown=False
    )


def test_a_page_without_a_summary_is_refused() -> None:
    with pytest.raises(ValueError, match="no paper-summary"):
        with_options("# A\n", {"venue": "V"})


@settings(max_examples=1000 if LONG else 80, deadline=None)
@given(value=texts.filter(bool), name=st.sampled_from(["authors", "year", "arxiv", "venue", "doi"]))
def test_any_value_is_read_back_as_it_is(value: str, name: str) -> None:
    for page in (PAGE, PAGE.replace("{paper-summary} lora\n", "{paper-summary} lora\n---\nyear: 2021\n---\n", 1)):
        [found] = scan(with_options(page, {name: value})).found
        assert found.options[name] == value
