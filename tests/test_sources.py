"""The numbers of the notes and the table of their sources hold together."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest

from support import ROOT

TABLE = ROOT / "papers" / "sources.csv"
COLUMNS = ["note", "number", "what", "source", "where"]

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?: ?(?:[만억]|(?:[KMGT]?B|[KMT])(?![A-Za-z])))?")
"""A number with the unit that makes it another one: 50만 is not 50, and 4K is not 4."""
NOT_TEXT = re.compile(
    r"```.*?```"  # code
    r"|\$\$.*?\$\$|\$[^$\n]*\$"  # formulas: their constants are defined, not measured
    r"|`[^`\n]*`|\{paper:\w+\}"  # roles and words of a program
    r"|(?<=\])\([^)\n]*\)",  # where a link or a picture leads
    re.DOTALL,
)
NAME = re.compile(
    r"(?<![A-Za-z0-9.])[A-Za-z][A-Za-z./-]*\d[A-Za-z0-9./-]*"  # GPT-3, T5-11B, LLaVA-1.5, ROUGE-1/2/L, ViT-L/14
    r"|arXiv \d{4}\.\d{5}|CC BY[A-Z-]* \d\.\d"
)
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(rf"{YEAR}년(?: \d{{1,2}}월)?|(?<=[A-Za-z] ){YEAR}(?!\d)|\({YEAR}\)")
ORDER = re.compile(r"^\d\. |(?<!\d)\d단계", re.MULTILINE)
DEFINED = {"0"}
"""Where something starts or what something falls to; nobody measures it."""
NOT_MEASURED = {
    "flan": {"25"},  # per cent right by guessing among four answers
    "mimicmotion": {"1"},  # a weight is said to be above it
    "stable-diffusion-3": {"3"},  # of its name
}


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = list(reader)
    assert reader.fieldnames == COLUMNS
    return rows


ROWS = _rows()


def _note(key: str) -> str:
    return (ROOT / "papers" / f"{key}.md").read_text(encoding="utf-8")


def _notes() -> Iterator[str]:
    for path in sorted((ROOT / "papers").glob("*.md")):
        if re.search(r"^:status: (?:done|writing)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            yield path.stem


NOTES = list(_notes())


def _numbers(text: str) -> set[str]:
    for other in (NOT_TEXT, NAME, DATE, ORDER):
        text = other.sub(" ", text)
    return set(NUMBER.findall(text)) - DEFINED


def _claims(text: str) -> str:
    """The summary and the parts of a note, without the list of its sources."""
    summary = re.search(r"^```\{paper-summary\}.*?\n\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    parts = re.search(r"^## .*?(?=^## 출처$)", text, re.MULTILINE | re.DOTALL)
    return "\n".join(found for found in (summary and summary[1], parts and parts[0]) if found)


def _stands(number: str, text: str) -> bool:
    """Whether a number is spelt so in the text, and is not a part of a longer one."""
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", text) is not None


def test_every_note_has_its_numbers_in_the_table() -> None:
    assert {row["note"] for row in ROWS} <= set(NOTES)
    assert [row["note"] for row in ROWS] == sorted(row["note"] for row in ROWS)


def test_every_row_says_what_its_number_is_and_where_it_stands() -> None:
    assert [row for row in ROWS if not all(row[column].strip() for column in COLUMNS)] == []


@pytest.mark.parametrize("key", NOTES)
def test_every_number_of_the_table_stands_in_its_note(key: str) -> None:
    text = _note(key)
    assert [row["number"] for row in ROWS if row["note"] == key and not _stands(row["number"], text)] == []


@pytest.mark.parametrize("key", NOTES)
def test_every_number_claimed_in_a_note_has_a_row(key: str) -> None:
    known = {number for row in ROWS if row["note"] == key for number in NUMBER.findall(row["number"])}
    assert sorted(_numbers(_claims(_note(key))) - known - NOT_MEASURED.get(key, set())) == []


def test_a_number_without_a_row_is_seen() -> None:
    summary = "```{paper-summary} a\n:date: 2021-06\n\n- 5 % 오른다.\n```\n"
    results = "## 결과\n\nGPT-3는 $k = 8$에서 1,024개, 2020년 3월에 50만 개이다.\n"
    text = f"# A\n\n{summary}\n{results}\n## 출처\n\n표 7.\n"
    assert _numbers(_claims(text)) == {"5", "1,024", "50만"}
