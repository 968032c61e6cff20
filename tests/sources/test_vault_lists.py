"""Items that are indented by more than a level stand below the item above; links with markup keep it."""

from __future__ import annotations

from pathlib import Path

import pytest

from papershelf.sources.vaults.kinds import Kind
from papershelf.sources.vaults.links import Links
from papershelf.sources.vaults.names import Names, same_heading
from papershelf.sources.vaults.texts import converted, nested


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("- a\n\t\t- b\n\t\t- c\n- d", "- a\n  - b\n  - c\n- d"),
        ("1. a\n\n        - b", "1. a\n\n        - b"),  # code, after a blank line
        ("- a\n\t- b\n\t\t\t- c\n\t\t\t\t- d\n\t- e", "- a\n\t- b\n      - c\n        - d\n\t- e"),
        ("1. a\n         - b\n   - c", "1. a\n   - b\n   - c"),
    ],
)
def test_items_stand_one_level_below(written: str, shown: str) -> None:
    parts = written.split("\n\n")
    assert "\n\n".join("\n".join(nested(part.split("\n"))) for part in parts) == shown


@pytest.mark.parametrize(
    "text", ["words\n    - x", "    - a\n    - b", "- a\n  - b\n    - c", "- a\n  words\n      more", "1. a\n\t- b", ""]
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert "\n".join(nested(text.split("\n"))) == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[[#결과]]", "{ref}`결과 <n-h>`"),
        ("[[#결과|**결과**]]", "[**결과**](#n-h)"),
        ("[[#결과|`f(x[0])` 결과]]", "[`f(x[0])` 결과](#n-h)"),
        ("[[#결과|$x_1$의 값 [1]]]", "[$x_1$의 값 \\[1\\]](#n-h)"),
        ("[[#oneOf([a, b])|**oneOf([a, b])**]]", "[**oneOf(\\[a, b\\])**](#n-o)"),
        ("[[#[tool.*]|[tool.*]]]", "{ref}`[tool.*] <n-t>`"),
        ("[[other|**다른** ==글==]]", "{paper:ref}`다른 글 <other>`"),
    ],
)
def test_words_of_links(tmp_path: Path, written: str, expected: str) -> None:
    note, other = tmp_path / "n.md", tmp_path / "other.md"
    headings = {
        same_heading(words): label for words, label in (("결과", "h"), ("oneOf([a, b])", "o"), ("[tool.*]", "t"))
    }
    names = Names(tmp_path, [note, other], {})
    links = Links(Kind.OBSIDIAN, note, names, {note: "n", other: "other"}, lambda _note: headings, lambda _note: "")
    assert converted(f"본다 {written} 끝", links)[0] == f"본다 {expected} 끝"
