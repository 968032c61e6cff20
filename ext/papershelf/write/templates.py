"""Templates that remember what they gave last, so that a page's file can be compared with what it should hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.application import TemplateBridge

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.theming import Theme


class RememberingTemplates(TemplateBridge):
    """The template bridge of a project, whichever it is, with the text it gave last."""

    def __init__(self, inner: TemplateBridge) -> None:
        self._inner = inner
        self.last = ""

    def init(self, builder: Builder, theme: Theme | None = None, dirs: list[str] | None = None) -> None:
        """Set the inner bridge up."""
        self._inner.init(builder, theme, dirs)

    def newest_template_mtime(self) -> float:
        """Newest time stamp of a template, in seconds."""
        return self._inner.newest_template_mtime()

    def newest_template_name(self) -> str:
        """Name of that template."""
        name: str = self._inner.newest_template_name()  # type: ignore[attr-defined]
        return name

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Render a template, and remember the result."""
        self.last = self._inner.render(template, context)  # type: ignore[func-returns-value, assignment]
        return self.last

    def render_string(self, template: str, context: dict[str, Any]) -> str:
        """Render a string that is a template."""
        return self._inner.render_string(template, context)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
