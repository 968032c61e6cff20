"""The order of papers in a category."""

from __future__ import annotations

import pytest

from papershelf.model.collection.outline import OutlineItem, arrange, parse_sort

PAPERS = [
    OutlineItem("c", "c", "나", date="2020", added="2024-01-03"),
    OutlineItem("a", "a", "다", date="2022-05", added="2024-01-01"),
    OutlineItem("d", "d", "Latin", date="2020", added="2024-01-02"),
    OutlineItem("b", "b", "가", date="2021", added="2024-01-04"),
]


@pytest.mark.parametrize(
    ("listed", "sort", "order"),
    [
        ([], "listed", "abcd"),
        ([], "-listed", "dcba"),
        ([], "year", "cdba"),
        ([], "-year", "abcd"),
        ([], "title", "bcad"),
        ([], "-title", "dacb"),
        ([], "added", "adcb"),
        (["d", "b"], "listed", "dbac"),
        (["d", "nobody", "b"], "-year", "dbac"),
    ],
)
def test_arrange(listed: list[str], sort: str, order: str) -> None:
    assert "".join(p.key for p in arrange(PAPERS, listed, sort)) == order
    assert "".join(p.key for p in arrange(PAPERS[::-1], listed, sort)) == order


def test_without_a_date_comes_last() -> None:
    assert [p.key for p in arrange([OutlineItem("a", "a"), *PAPERS], [], "year")][-1] == "a"


def test_parse_sort() -> None:
    assert parse_sort(" -Year ") == "-year"
    for bad in ("", "--year", "date"):
        with pytest.raises(ValueError, match="listed, year, title, added"):
            parse_sort(bad)
