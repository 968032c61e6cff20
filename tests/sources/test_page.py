"""The scan of a page's source for its heading and its paper-summary."""

from __future__ import annotations

import pytest

from papershelf.sources.pages.page import Found, scan

SUMMARY = "```{paper-summary} a\n:year: 2021\n```\n"


def test_a_page() -> None:
    page = scan(
        "---\ntitle: no\n---\n\n# A *paper* #\n\n```{paper-summary} lora\n:year: 2021\n:category: x\n\n- one\n```\n"
    )
    assert page.heading == "A *paper*"
    assert page.found == (Found("lora", 7, {"year": "2021", "category": "x"}, (("year", 8), ("category", 9))),)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (SUMMARY, [1]),
        ("# no summary\n", []),
        (f"````\n{SUMMARY}````\n", []),
        (f"````md\n{SUMMARY}````\n\n{SUMMARY}", [7]),
        (f"~~~~text\n{SUMMARY}~~~~\n", []),
        (f"::::{{note}}\n{SUMMARY}::::\n", [2]),
        (SUMMARY.replace("`", ":"), [1]),
        (SUMMARY.replace("`", "~"), [1]),
        (f"{SUMMARY}\n{SUMMARY}", [1, 5]),
        ("```{paper-summary-2}\n```\n", []),
        ("Prose on paper-summary.\n", []),
        ("\ufeff" + SUMMARY, [1]),
        (SUMMARY.replace("\n", "\r\n"), [1]),
        (f"```python\n# paper-summary\n```\n{SUMMARY}", [4]),
    ],
)
def test_where_it_is(text: str, lines: list[int]) -> None:
    assert [found.line for found in scan(text).found] == lines


def test_options_between_dashes() -> None:
    [found] = scan("```{paper-summary}\n---\nyear: 2021\nvenue: >\n  A\n  B\n---\n- one\n```\n").found
    assert found.argument == ""
    assert found.options == {"year": "2021", "venue": "A B\n"} or found.options == {"year": "2021", "venue": "A B"}
    assert found.option_lines == (("year", 3), ("venue", 4))


def test_of_a_doubled_option_the_last_counts() -> None:
    [found] = scan("```{paper-summary} a\n:year: 2021\n:year: 2022\n```\n").found
    assert (found.options, found.option_lines) == ({"year": "2022"}, (("year", 2), ("year", 3)))


def test_an_unclosed_fence() -> None:
    assert len(scan("```{paper-summary} a\n:year: 2021\n").found) == 1


@pytest.mark.parametrize("title", ["Title\n=====\n", "# Title\n", "```\n# no\n```\n# Title\n"])
def test_heading(title: str) -> None:
    assert scan(title + SUMMARY).heading == "Title"


def test_restructuredtext() -> None:
    summary = ".. paper-summary:: a\n   :year: 2021\n   :venue: A\n     B\n   :category: x\n\n   - one\n"
    page = scan(f"=====\nTitle\n=====\n\n{summary}", markdown=False)
    assert page.heading == "Title"
    [found] = page.found
    assert (found.argument, found.line) == ("a", 5)
    assert found.options == {"year": "2021", "venue": "A B", "category": "x"}
