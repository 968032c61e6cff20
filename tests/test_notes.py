"""A finished note has every part that a reader may count on, and leads on to other papers."""

from __future__ import annotations

import re

import pytest

from support import ROOT

PARTS = ["문제", "방법", "결과", "한계", "이어 읽기", "출처"]
LEAST_WORDS = 500
NOT_PROSE = re.compile(r"```.*?```|\$\$.*?\$\$|^\|.*?$|^!\[.*?$|^#.*?$", re.DOTALL | re.MULTILINE)

NOTES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "papers").glob("*.md"))}
FINISHED = {key: text for key, text in NOTES.items() if re.search(r"^:status: done$", text, re.MULTILINE)}


@pytest.mark.parametrize("key", FINISHED)
def test_a_finished_note_has_its_parts_in_order(key: str) -> None:
    assert re.findall(r"^## (.+)$", FINISHED[key], re.MULTILINE) == PARTS


@pytest.mark.parametrize("key", FINISHED)
def test_a_finished_note_says_enough_to_be_worth_reading(key: str) -> None:
    assert len(NOT_PROSE.sub(" ", FINISHED[key]).split()) >= LEAST_WORDS


@pytest.mark.parametrize("key", FINISHED)
def test_a_finished_note_leads_into_the_library_and_out_of_it(key: str) -> None:
    text = FINISHED[key]
    mentioned = re.findall(r"\{paper:ref\}`(?:[^`<]*<)?([\w.-]+)>?`", text)
    related = re.findall(r"^:(?:extends|uses-method-of|compares-with): (.+)$", text, re.MULTILINE)
    assert len({*mentioned, *(key for line in related for key in line.split(", "))}) >= 2
    assert re.search(r"(?<!!)\]\(https?://", text)
