"""Highlighted code as pages hold it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pygments.token import STANDARD_TYPES, Text
from sphinx.highlighting import PygmentsBridge

from papershelf import theming

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

_BLANK = "w"


class Marks:
    """Marks of code that no reader sees, since they look like what is not marked: half of what code weighs."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder

    @cached_property
    def unseen(self) -> re.Pattern[str]:
        """One such mark, with what it marks: blanks in each theme, and more where all styles are known."""
        styles = [] if self.builder.config.html_css_files else self._styles()
        same = {name for name in STANDARD_TYPES.values() if name and styles}
        for style in styles:
            plain = style.style_for_token(Text)
            same -= {name for kind, name in STANDARD_TYPES.items() if style.style_for_token(kind) != plain}
        return re.compile(rf'<span class="(?:{"|".join(sorted(same | {_BLANK}))})">([^<]*)</span>')

    @cached_property
    def colours(self) -> str:
        """Lines of style with the colours of code, as furo writes them into each page; nothing where it has others."""
        options = self.builder.theme_options if self.builder.theme else {}
        found = [] if options.get("light_css_variables") or options.get("dark_css_variables") else self._styles()
        if not (found and all(map(_variables, found))):
            return ""
        light, dark = map(_variables, found)
        return (
            f'body {{ {light} }}\n@media not print {{\nbody[data-theme="dark"] {{ {dark} }}\n'
            f'@media (prefers-color-scheme: dark) {{ body:not([data-theme="light"]) {{ {dark} }} }}\n}}\n'
        )

    def _styles(self) -> list[Any]:
        """furo's two styles, as furo finds them; other themes choose theirs by other ways."""
        dark = getattr(self.builder.config, "pygments_dark_style", None)
        if "furo" not in theming.family(self.builder) or not dark or self.builder.highlighter is None:
            return []
        bridges = (self.builder.highlighter, PygmentsBridge("html", dark))
        return [bridge.formatter_args["style"] for bridge in bridges]


def _variables(style: Any) -> str:
    foreground = style.style_for_token(Text)["color"]
    known = style.background_color and foreground
    return (
        f"--color-code-background: {style.background_color}; --color-code-foreground: #{foreground};" if known else ""
    )


class WithoutMarks:
    """A highlighter that leaves out marks which nobody sees."""

    def __init__(self, bridge: PygmentsBridge, marks: Marks) -> None:
        self._bridge = bridge
        self._marks = marks

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bridge, name)

    def highlight_block(self, *arguments: Any, **options: Any) -> str:
        """Highlighted code."""
        return self._marks.unseen.sub(r"\1", self._bridge.highlight_block(*arguments, **options))
