"""Regular expressions that are compiled when they are first used: long sets of signs cost a start milliseconds each."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[type[_Pattern], tuple[str, int]]:
        return _Pattern, (self._source, self._flags)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What :func:`re.compile` gives, to use by its methods only; a wrong one fails when it is used."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
