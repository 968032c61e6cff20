"""What templates gave last, so that a page's file can be compared with what it should hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import TemplateBridge


class Remembered:
    """The text that a template bridge gave last.

    The bridge stays the object that it is, whichever class the project takes: extensions look at its class to know
    whether they can add templates of their own.
    """

    def __init__(self, bridge: TemplateBridge) -> None:
        self.last = ""
        self._render = bridge.render
        bridge.render = self._remember  # type: ignore[method-assign, assignment]

    def _remember(self, template: str, context: dict[str, Any]) -> str:
        self.last = self._render(template, context)  # type: ignore[assignment]
        return self.last
