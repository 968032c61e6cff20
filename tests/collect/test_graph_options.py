"""Bad input to the graph and the comparison: named with its line and what is allowed; the rest is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup

from support import Site, category, home, paper

FILES = {
    "index.md": home("methods"),
    "methods.md": category(content="lora\ngqa"),
    "papers/lora.md": paper("LoRA", "lora"),
    "papers/gqa.md": paper("GQA", "gqa"),
}

# The directive is in line 3 of the page, its first option in line 4.
WRONG: dict[str, tuple[str, int, str, list[str]]] = {
    "depth": ("{paper-graph}\n:depth: 3", 4, "invalid-option", ["depth: found '3'", "a depth is 1 or 2"]),
    "layout": ("{paper-graph}\n:layout: tree", 4, "invalid-option", ["'tree'", "graph, timeline"]),
    "key": ("{paper-graph}\n:paper: No Key", 4, "invalid-option", ["'No Key'", "lower-case"]),
    "option": ("{paper-graph}\n:dept: 1", 4, "invalid-option", ["did you mean 'depth'?", "category, paper"]),
    "both": ("{paper-graph}\n:category: methods\n:paper: lora", 5, "invalid-option", ["paper-graph: paper:"]),
    "unknown paper": ("{paper-graph}\n:paper: lorra", 4, "unknown-key", ["'lorra'", "did you mean 'lora'?"]),
    "unknown category": ("{paper-graph}\n:category: method", 4, "unknown-category", ["did you mean 'methods'?"]),
    "compared": ("{paper-compare}\nlora, gpa", 4, "unknown-key", ["paper-compare", "'gpa'", "did you mean 'gqa'?"]),
    "in a list": ("{paper-compare}\n- lora\n- gpa", 5, "unknown-key", ["'gpa'"]),
    "in the argument": ("{paper-compare} lora gpa", 3, "unknown-key", ["'gpa'"]),
    "no key": ("{paper-compare}\nlora\nÄ", 5, "invalid-option", ["found 'Ä'", "lower-case"]),
    "rows": ("{paper-compare}\n:rows: year, statos\n\nlora", 4, "invalid-option", ["mean 'status'?", "insight"]),
    "no rows": ("{paper-compare}\n:rows:\n\nlora", 4, "invalid-option", ["rows are status"]),
}


@pytest.mark.parametrize(("directive", "line", "subtype", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_where_it_is(
    make_site: Callable[[Mapping[str, str]], Site], directive: str, line: int, subtype: str, says: list[str]
) -> None:
    site = make_site({**FILES, "index.md": f"# Home\n\n```{directive}\n```\n\n```{{toctree}}\nmethods\n```\n"})
    (warning,) = site.build().splitlines()
    assert warning.startswith(f"index.md:{line}: WARNING: ")
    assert warning.endswith(f"[papershelf.{subtype}]")
    assert [words for words in says if words not in warning] == []
    assert "</html>" in site.page("index")


def test_rows_are_chosen_and_ordered(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    table = "```{paper-compare} gqa lora gqa\n:rows: insight status\n```"
    site = make_site({**FILES, "index.md": home("methods", text=table)})
    assert site.build() == ""
    page = site.page("index")
    assert page.count('<th class="stub"') == 2
    assert page.index("Insight") < page.index("Status")
    columns = [cell.get_text() for cell in BeautifulSoup(page, "html.parser").select(".paper-compare thead th")]
    assert columns == ["Field", "GQA", "LoRA"]


def test_restructuredtext(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(
        {
            **FILES,
            "index.md": home("methods", "other"),
            "other.rst": (
                "Other\n=====\n\n.. paper-graph::\n   :paper: lora\n\n.. paper-compare::\n\n   - lora\n   - gpa\n"
            ),
        }
    )
    assert "other.rst:10: WARNING: paper-compare: no paper has the key 'gpa'" in site.build()
    assert "Papers around LoRA" in site.page("other")
