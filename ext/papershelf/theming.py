"""What is to be known of themes: colours, and in which theme a page is dressed. May import no other."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.theming import Theme

STATIC = Path(__file__).parent / "static"
SCRIPT = "_static/papershelf-theme.js"


def add_colours(app: Sphinx) -> None:
    """Link the sheet of colours from every page, before the sheets that use it; twice is once."""
    if str(STATIC) not in app.config.html_static_path:
        app.config.html_static_path = [str(STATIC), *app.config.html_static_path]
    app.add_css_file("papershelf-colours.css", priority=690)


def has_sidebar(config: Config) -> bool:
    """Whether pages have our sidebar: in the theme whose own grows with the library."""
    return bool(config.html_theme == "furo")


def family(builder: StandaloneHTMLBuilder) -> list[str]:
    """Names of the theme and of those that it inherits from, the nearest first."""
    theme = getattr(builder, "theme", None)
    return _names(theme) if theme else []


@lru_cache(1)
def _names(theme: Theme) -> list[str]:
    return [Path(folder).name for folder in theme.get_theme_dirs()]
