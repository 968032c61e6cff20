"""Work that is counted, not timed: the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

_ONCE = 2000
"""Lines that run whatever the input is: caches that fill, imports, the collector of garbage."""


def lines(run: Callable[[], object]) -> int:
    """How many lines of Python a call goes through, every round of a loop and of a comprehension by itself.

    What a function written in C does in one call is not seen: a search of ``re``, a copy.
    """
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def grows_as_its_input(run: Callable[[int], object], few: int, many: int, *, slack: float = 1.5) -> bool:
    """Whether the work for much input is no more than that for little would let one expect.

    :param run: takes the size of the input.
    :param slack: how much more it may be; logarithms are hidden in it.
    """
    run(few)  # what is made once
    return lines(lambda: run(many)) <= slack * many / few * lines(lambda: run(few)) + _ONCE
