"""Input that is made to take long takes no longer than its length."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from papershelf.sources.bibliographies import csl, ris
from papershelf.sources.bibliographies.bib.latex import decode
from support import LONG
from work import grows_as_its_input

RIS = ["TY  - JOUR\n", "  more\n", "N1  - <a", "N1  - <a <\n", "KW  - a;b\n", "UR  - http://a.b/c; http://a.b/c\n", "A",
       "AU  - a, b, c\n",
       "AB  - w\n", "DA  - 2020/", "\r", " "]  # fmt: skip
JSON = [
    '{"id": "a", "title": "A"},',
    '\n{"id": "a",',
    "[",
    "{",
    '"',
    "\n {",
    "]",
    '{"title": "' + "<i" * 50 + '"},\n',
    '"items": [',
    ",",
]
LATEX = ["{", "\\", "\\'", "$", "$x$", "\\alpha", "--", "\\a ", "~", "`", "{\\'e}", "\\x{"]


@pytest.mark.parametrize(
    ("run", "unit"),
    [
        *((lambda text: ris.parse("TY  - JOUR\nTI  - T\n" + text), unit) for unit in RIS),
        *((lambda text: csl.parse("[" + text), unit) for unit in JSON),
        *((decode, unit) for unit in LATEX),
    ],
)
def test_the_work_grows_with_the_length_only(run: Callable[[str], object], unit: str) -> None:
    """A search that goes back and forth would not end here, which counting does not see."""
    assert grows_as_its_input(lambda count: run(unit * count), 200, 800)
    run(unit * (20_000 if LONG else 5_000))
