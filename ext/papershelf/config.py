"""What ``conf.py`` says: settings, registered, checked and asked for. May import ``libraries`` and ``settings``."""

from __future__ import annotations

import posixpath
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError
from sphinx.util.matching import Matcher

from papershelf.libraries.declared import Declared, declared
from papershelf.mathml import MATHJAX
from papershelf.settings import SETTINGS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from papershelf.mathml.expansion import Definition

_PATTERNS = {"papershelf_untrusted": "papers/**", "papershelf_book_exclude": "docs/guide/**"}
"""Settings that are lists of patterns, each with an example."""
STYLES = ("apa",)
"""Styles of citations."""


def folders(config: Config) -> tuple[str, ...]:
    """The paper folders, as they begin a docname (``papers/``; empty for the whole source folder)."""
    value = config.papershelf_papers
    return _folders((value,) if isinstance(value, str) else tuple(value))


@lru_cache
def _folders(names: tuple[str, ...]) -> tuple[str, ...]:
    clean = [posixpath.normpath(name.replace("\\", "/")) for name in names]
    return tuple("" if name == "." else f"{name}/" for name in clean)


def bibliographies(config: Config) -> list[str]:
    """The files that facts come from, each once."""
    value = config.papershelf_bibliography
    return list(dict.fromkeys([value] if isinstance(value, str) else value))


def libraries(config: Config) -> list[Declared]:
    """The other libraries that conf.py names."""
    return declared(config.papershelf_libraries)


def math_macros(config: Config) -> tuple[Definition, ...]:
    """The macros that formulas may use."""
    if not config.papershelf_math_macros:
        return ()
    from papershelf.mathml.settings import definitions

    return definitions(config.papershelf_math_macros)


def is_untrusted(config: Config, docname: str, path: str) -> bool:
    """Whether the authors of a page are not trusted.

    :param path: its file, relative to the source folder.
    """
    patterns = config.papershelf_untrusted
    if patterns is None:
        return docname.startswith(folders(config))
    return _is_named(tuple(patterns), docname, path)


def is_excluded_from_book(config: Config, docname: str, path: str) -> bool:
    """Whether ``papershelf_book_exclude`` names a page; ``path`` as for :func:`is_untrusted`."""
    return _is_named(tuple(config.papershelf_book_exclude), docname, path)


@lru_cache(maxsize=1024)
def _is_named(patterns: tuple[str, ...], docname: str, path: str) -> bool:
    """Whether a pattern names a page: its docname, its file, or a folder above; it is asked for each text."""
    matches = _matcher(patterns)
    above = [str(folder) for folder in PurePosixPath(docname).parents[:-1]]
    path = unicodedata.normalize("NFC", path)
    return any(matches(name) for name in (docname, path, *above) if name)


def is_untrusted_document(env: BuildEnvironment, docname: str) -> bool:
    """Whether the authors of a document of a build are not trusted."""
    path = "" if env.config.papershelf_untrusted is None else str(env.doc2path(docname, base=False))
    return is_untrusted(env.config, docname, path)


@lru_cache
def _matcher(patterns: tuple[str, ...]) -> Matcher:
    return Matcher([posixpath.normpath(pattern.replace("\\", "/")) for pattern in patterns])


def _validate(app: Sphinx, config: Config) -> None:
    value = config.papershelf_papers
    names = [value] if isinstance(value, str) else value
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise ConfigError(f"papershelf_papers: found {value!r}; it is a folder or a list of folders")
    given = config.papershelf_bibliography
    if not all(isinstance(name, str) and name.strip() for name in ([given] if isinstance(given, str) else given)):
        raise ConfigError(f'papershelf_bibliography: found {given!r}; it is a list of files, such as ["refs.bib"]')
    try:
        libraries(config)
    except ValueError as error:
        raise ConfigError(f"papershelf_libraries: {error}") from None
    for name, example in _PATTERNS.items():
        patterns = getattr(config, name)
        if patterns is not None and (
            not isinstance(patterns, list | tuple)
            or not all(isinstance(pattern, str) and pattern.strip() for pattern in patterns)
        ):
            raise ConfigError(f'{name}: found {patterns!r}; it is a list of patterns, such as ["{example}"]')
    if config.papershelf_citation_style not in STYLES:
        allowed = " or ".join(map(repr, STYLES))
        raise ConfigError(
            f"papershelf_citation_style: found {config.papershelf_citation_style!r}; the one style is {allowed}"
        )
    _take_macros(config)
    limit = config.papershelf_sidebar_papers
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 0:
        raise ConfigError(f"papershelf_sidebar_papers: found {limit!r}; it is a whole number from 0")
    for name in folders(config):
        if name.startswith(("/", "../")):
            raise ConfigError(f"papershelf_papers: {name!r} is not inside the source folder")


def _take_macros(config: Config) -> None:
    """Make one value of both kinds of macros, so that a change of either is seen."""
    mathjax = {name: value for name in MATHJAX if (value := getattr(config, name, None))}
    if not mathjax and not config.papershelf_math_macros:
        return
    from papershelf.mathml.settings import definitions, of_mathjax  # only a project with macros pays for it

    try:
        definitions(config.papershelf_math_macros)
    except ValueError as error:
        raise ConfigError(f"papershelf_math_macros: {error}") from None
    config.papershelf_math_macros = {**of_mathjax(mathjax), **config.papershelf_math_macros}


def setup(app: Sphinx) -> None:
    """Register the settings."""
    for setting in SETTINGS:
        if setting.name not in app.config:  # papershelf.search may have come first
            app.add_config_value(setting.name, setting.default, setting.rebuild, types=frozenset(setting.types))
    if app.config.papershelf_libraries:
        app.setup_extension("sphinx.ext.intersphinx")  # for its settings: how long files are kept and waited for
    app.connect("config-inited", _validate)
