"""Warnings of the extension, and its translated words; nothing else logs. May import ``translations``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx import locale
from sphinx.util import logging
from sphinx.util.display import status_iterator

from papershelf.translations import CATALOGUE, LOCALE

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx

_ = locale.get_translation(CATALOGUE)

_logger = logging.getLogger(__name__)


class Subtype(StrEnum):
    """Kinds of warnings; ``suppress_warnings = ["papershelf.unknown-key"]`` silences one."""

    def __new__(cls, value: str, meaning: str = "") -> Subtype:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    meaning: str

    UNKNOWN_KEY = "unknown-key", "A role, relation or listing names a paper that is not in the library."
    DUPLICATE_KEY = "duplicate-key", "Two papers claim one key; the first by file name keeps it."
    UNKNOWN_CATEGORY = (
        "unknown-category",
        "A paper, or a category as its parent, names a category that no page declares; or a category is below itself.",
    )
    DUPLICATE_CATEGORY = ("duplicate-category", "Two pages declare one category; the first by file name keeps it.")
    INVALID_OPTION = ("invalid-option", "An option is unknown, given twice, or has a value that is not allowed.")
    MISSING_OPTION = ("missing-option", "A paper lacks something it needs: a title, or a category where there are any.")
    DUPLICATE_SUMMARY = "duplicate-summary", "A page has a second `paper-summary`; only the first counts."
    INVALID_QUEUE = "invalid-queue", "A line of a `paper-queue` cannot be read."
    STALE_QUEUE = "stale-queue", "A queue still lists a paper that has a page by now."
    OUTSIDE_PAPERS = "outside-papers", "A paper page stands outside the folders of `papershelf_papers`."
    UNSAFE_URL = "unsafe-url", "A link's scheme is not allowed; the link was taken out, its text kept."
    REFUSED_MARKUP = (
        "refused-markup",
        "Raw HTML, front matter, a file or a symbolic link that an untrusted page may not use.",
    )
    INVALID_MATH = "invalid-math", "A formula cannot be shown; its source is shown instead."
    FILE_NAME = ("file-name", "A document cannot be read: its text is not UTF-8.")
    BIBLIOGRAPHY = (
        "bibliography",
        "A file of `papershelf_bibliography` cannot be read, or an entry of it; or it is not clear which entry is "
        "about a paper.",
    )
    LIBRARY = ("library", "Another library of `papershelf_libraries` cannot be read, or a paper of it cannot be used.")
    SUMMARY_LENGTH = "summary-length", "The summary of a finished note is empty."


def warn(subtype: Subtype, message: str, *, location: tuple[str, int | None] | Node | str | None) -> None:
    """Log a warning.

    :param location: ``(docname, line)``, or a node that knows its own place.
    """
    _logger.warning("%s", message, type="papershelf", subtype=subtype.value, location=location)


def inform(message: str) -> None:
    """Tell what is worth knowing, and no fault of the sources."""
    _logger.info("papershelf: %s", message)


def error(message: str) -> None:
    """Log an error that is not about a place in the sources."""
    _logger.error("papershelf: %s", message)


def progress(app: Sphinx, names: Sequence[str], label: str, colour: str) -> Iterable[str]:
    """The names one by one, as they are told; a quiet build, which tells nobody, makes no words of them."""
    return names if app.quiet else status_iterator(names, f"{label} ", colour, len(names), app.verbosity)


def _complete(app: Sphinx) -> None:
    """Add the words of Sphinx and furo that are not translated, behind what the project, Sphinx and themes have."""
    locale.init([LOCALE], app.config.language)


def setup(app: Sphinx) -> None:
    """Make the translations known."""
    app.add_message_catalog(CATALOGUE, str(LOCALE))
    app.connect("builder-inited", _complete, priority=900)
