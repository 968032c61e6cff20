"""Input that is made to take long takes no longer than its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from papershelf.sources.bibliographies import csl, ris
from papershelf.sources.bibliographies.latex import decode

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
def test_time_grows_with_the_length_only(run: Callable[[str], object], unit: str) -> None:
    def seconds(count: int) -> float:
        best = 99.0
        for _ in range(2):
            started = time.process_time()
            run(unit * count)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(4000) < 8 * 3 * seconds(500) + 0.1
