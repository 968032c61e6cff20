"""LaTeX settings that a library has by default, so that its conf.py needs none.

They hold for Korean and English; for other languages Sphinx's own choice of engine and fonts stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

LANGUAGES = ("ko", "en")
TEXINPUTS = Path(__file__).parent / "texinputs"

_VALUES: dict[str, Any] = {
    "latex_engine": "xelatex",
    "latex_use_xindy": False,  # it files Hangul under W, X and Y; upmendex knows the order
    "latex_show_urls": "footnote",
    "latex_show_pagerefs": True,
}
_BOX = (
    "div.topic_border-width=0pt,div.topic_border-left-width=2.5pt,div.topic_padding=9pt,"
    "div.topic_padding-left=12pt,div.topic_box-shadow=none,div.topic_background-TeXcolor={RGB}{246,248,250},"
    "div.topic_border-TeXcolor={RGB}{75,105,160},VerbatimColor={RGB}{248,248,248},"
    "TitleColor={RGB}{30,50,90},InnerLinkColor={RGB}{30,70,140},OuterLinkColor={RGB}{30,70,140}"
)
_ELEMENTS = {
    "pointsize": "10pt",
    "extraclassoptions": "openany,oneside",
    "fncychap": "",
    "maxlistdepth": "20",
    "sphinxsetup": _BOX,
}
_FONTS = r"\usepackage{papershelf-fonts}"
_KOREAN = {
    "papersize": "a4paper",
    "babel": "",
    "polyglossia": "",  # kotex names chapters, figures and so on
    "fontpkg": r"\usepackage[korean]{papershelf-fonts}",
}


def is_ours(config: Config) -> bool:
    """Whether the book is set by these settings: xelatex with the package's fonts."""
    return config.latex_engine == "xelatex" and "papershelf-fonts" in config.latex_elements.get("fontpkg", "")


def is_korean(config: Config) -> bool:
    """Whether the language is Korean."""
    return str(config.language).partition("_")[0] == "ko"


def _take(app: Sphinx, config: Config) -> None:
    if config.epub_tocscope == config.values["epub_tocscope"].default:
        config["epub_tocscope"] = "includehidden"  # chapters stand in toctrees that home pages hide
    if str(config.language).partition("_")[0] not in LANGUAGES:
        return
    if config.latex_engine not in {"pdflatex", "xelatex"}:
        return
    for name, value in _VALUES.items():
        default = config.values[name].default
        default = default(config) if callable(default) else default
        if getattr(config, name) == default:  # what conf.py sets otherwise stays
            config[name] = value
    elements = {**_ELEMENTS, **(_KOREAN if is_korean(config) else {"fontpkg": _FONTS})}
    config["latex_elements"] = {**elements, **config.latex_elements}


def setup(app: Sphinx) -> None:
    """Connect the settings."""
    app.connect("config-inited", _take, priority=400)
