"""Templates: what they gave last, so that a page's file can be compared with what it should hold; and furo's words.

furo's icons are in a style sheet instead of in each page, where they were a seventh of it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemBytecodeCache, TemplateNotFound
from jinja2.ext import Extension

from papershelf.model.text.digests import of_bytes

if TYPE_CHECKING:
    from sphinx.application import TemplateBridge

UNMARKED = (
    "Toggle site navigation sidebar",
    "Toggle table of contents sidebar",
    "Toggle Light / Dark / Auto color theme",
    "On Read the Docs",
    "On GitHub",
    "versions",
    "Logo",
    "Light Logo",
    "Dark Logo",
    "Contents",
    "Menu",
    "Expand",
    "Light mode",
    "Dark mode",
    "Auto light/dark, in light mode",
    "Auto light/dark, in dark mode",
)
"""Words for readers that furo's templates hold as they are, in an attribute or as the title of an icon."""

_UNMARKED = re.compile(rf"""(?P<before>(?:aria-label|alt)="|<title>)(?P<words>{"|".join(UNMARKED)})(?=["<])""")
_POSSESSIVE = re.compile(r"(?<=@pradyunsg</a>)'s")
_LANDMARKS = {"sidebar-drawer": "Menu", "toc-drawer": "On this page"}
"""The page's two asides, which nothing tells apart for who hears them."""
_NEEDLESS = (
    """<script>
      document.body.dataset.theme = localStorage.getItem("theme") || "auto";
    </script>""",
    "<!-- Generated with Sphinx {{ sphinx_version }} and Furo {{ furo_version }} -->",
    ' title="{{ next.title|striptags|e }}"',
    ' title="{{ prev.title|striptags|e }}"',
    '<input type="hidden" name="check_keywords" value="yes">',
    '<input type="hidden" name="area" value="default">',
    " title=\"{{ _('Index') }}\"",
    " title=\"{{ _('Search') }}\"",
    '<span class="visually-hidden">{{ _("View this page") }}</span>',
    '<span class="visually-hidden">{{ _("Edit this page") }}</span>',
)
"""What furo says where nobody reads it, or a second time: a title names a link that is an icon, and our script sets the
colours that a reader chose (:mod:`papershelf.write.frame.theme`)."""
_COLOURS = "partials/_head_css_variables.html"
IN_SHEET = "papershelf_colours"
"""Word of a page's context that says that the colours of code, all that furo's lines of style set, are in a sheet."""
_ARROW = re.compile(r'<svg xmlns="[^"]*" viewBox="0 0 24 24">\s*<path d="M13 20h-2V8l[^"]*"></path>\s*</svg>')
"""The one icon that furo draws where it stands; the sheet has it, too."""
_FURO = "furo/theme/furo"
_INDENTED = re.compile(r"\n\s+")
_ALONE = re.compile(r"(?<=\n)(\{% (?!include|trans|pluralize|endtrans)[^%]*(?<!-)%\})\n")
"""A statement on a line of its own, which would be a blank line of the page."""
_ICONS = "partials/icons.html"
_DRAWN = ("7c2835696829b21bbb1f5d6ddad91a68",)
"""Digests of furo's template of icons, as :data:`ICONS` draws them."""
ICONS = "papershelf-icons.css"
"""The sheet with furo's icons."""


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


class ThemeWords(Extension):
    """Has furo's own words translated like those that it marks."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template, with its words marked, and without what readers do not see."""
        if filename is None or _FURO not in Path(filename).as_posix():
            return source
        if name == _ICONS and are_drawn(source):
            return ""
        if name == _COLOURS:
            source = source.replace("<style>", f"{{% if not {IN_SHEET} %}}<style>")
            source = source.replace("</style>", "</style>{% endif %}")
        if has_known_icons(self.environment):
            source = _ARROW.sub('<svg><use href="#svg-arrow-up"></use></svg>', source)
        return _ALONE.sub(r"\1", _INDENTED.sub("\n", without_needless(marked(source))))


def are_drawn(icons: str) -> bool:
    """Whether these are the icons of the sheet."""
    return of_bytes(icons.encode()) in _DRAWN


def has_known_icons(environment: Environment) -> bool:
    """Whether pages are to link the sheet with icons; a project, or another furo, may have others."""
    try:
        source, _path, _is_fresh = environment.loader.get_source(environment, _ICONS)  # type: ignore[union-attr]
    except TemplateNotFound:
        return False
    return are_drawn(source)


def without_needless(source: str) -> str:
    """The source of one of furo's templates without :data:`_NEEDLESS`."""
    for words in _NEEDLESS:
        source = source.replace(words, "")
    return source


def marked(source: str) -> str:
    """The source of one of furo's templates with all words for readers marked for translation, and names for asides."""
    for aside, words in _LANDMARKS.items():
        source = source.replace(
            f'<aside class="{aside}', f"""<aside aria-label="{{{{ _('{words}') }}}}" class="{aside}"""
        )
    source = _UNMARKED.sub(r'\g<before>{{ _("\g<words>") }}', source)
    return _POSSESSIVE.sub("""{{ _("'s") }}""", source)


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a folder; they are compiled again when other words are marked, or other icons drawn."""

    def __init__(self, folder: Path, *, drawn: bool) -> None:
        super().__init__(str(folder))
        self._drawn = drawn

    def get_source_checksum(self, source: str) -> str:
        """Digest of a template's source, and of what is done to it."""
        return super().get_source_checksum(
            f"{UNMARKED}{_LANDMARKS}{_DRAWN}{_INDENTED}{_ALONE}{_NEEDLESS}{IN_SHEET}{self._drawn and _ARROW}\n{source}"
        )


def prepare(environment: Environment, folder: Path) -> None:
    """Have templates translated whole, and kept compiled: compiling them took longer than writing a page.

    :param folder: for the compiled ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = CompiledTemplates(folder, drawn=has_known_icons(environment))
    environment.auto_reload = False  # they do not change while a site is built
    if hasattr(environment, "install_gettext_translations"):
        environment.add_extension(ThemeWords)


_NAMED = re.compile(r"""["']([\w./!-]+\.html)["']""")


def compile_all(environment: Environment, names: Iterable[str]) -> None:
    """Compile templates, and those that they name; one that cannot be is left to those who ask for it."""
    left, seen = list(names), set()
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            with contextlib.suppress(Exception):
                environment.get_template(name)
                left += _NAMED.findall(environment.loader.get_source(environment, name)[0])  # type: ignore[union-attr]


def are_compiled(folder: Path) -> bool:
    """Whether a build has kept any."""
    return any(folder.iterdir())
