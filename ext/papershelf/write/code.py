"""Highlighted code as pages hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.highlighting import PygmentsBridge


class WithoutBlanks:
    """A highlighter that leaves the marks of blanks out, which no style shows: a tenth of what code weighs."""

    _MARKED = re.compile(r'<span class="w">(\s*)</span>')

    def __init__(self, bridge: PygmentsBridge) -> None:
        self._bridge = bridge

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bridge, name)

    def highlight_block(self, *arguments: Any, **options: Any) -> str:
        """Highlighted code."""
        return self._MARKED.sub(r"\1", self._bridge.highlight_block(*arguments, **options))
