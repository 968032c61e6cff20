"""Lines of names, as lists and pages show them."""

from __future__ import annotations

import pytest

from papershelf.model.record.paper import Author
from papershelf.render.chips import author_line

OTHERS = Author(literal="others")


@pytest.mark.parametrize(
    ("names", "others", "line"),
    [
        (["Hu"], True, "Hu et al."),
        (["Hu", "Shen"], False, "Hu, Shen"),
        (["Hu", "Shen", "Lee", "Kim", "Park"], False, "Hu, Shen, Lee and 2 more"),
        (["Hu", "Shen", "Lee", "Kim", "Park"], True, "Hu, Shen, Lee et al."),
        ([], True, ""),
    ],
)
def test_what_a_source_left_out_is_no_name(names: list[str], others: bool, line: str) -> None:
    people = tuple(Author(literal=name) for name in names) + ((OTHERS,) if others else ())
    assert author_line(people, 4) == line
