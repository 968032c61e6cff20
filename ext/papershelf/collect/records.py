"""What the domain stores per document: plain frozen records, pickled with the environment.

None has ``slots``: these are pickled through Python code, a class's ``__dict__`` in C.
"""

from __future__ import annotations

from dataclasses import dataclass

from papershelf.model.record.paper import Paper
from papershelf.model.text.spans import Line


@dataclass(frozen=True)
class PaperNote:
    """A ``paper-summary`` as read.

    :param option_lines: source line of each option that was written.
    :param heading: the page's first heading: its title where nothing else says one.
    :param path: file in which the lines count, relative to the source folder, where the document includes it.
    """

    paper: Paper
    anchor: str
    line: int
    option_lines: tuple[tuple[str, int], ...] = ()
    path: str = ""
    heading: str = ""

    def line_of(self, option: str) -> int:
        """Source line of an option, or of the directive."""
        return dict(self.option_lines).get(option, self.line)

    def holds(self, line: int) -> bool:
        """Whether a line is one of its own."""
        return line == self.line or line in dict(self.option_lines).values()


@dataclass(frozen=True)
class QueueNote:
    """A planned paper of a queue."""

    paper: Paper
    anchor: str
    line: int


@dataclass(frozen=True)
class CategoryNote:
    """A ``paper-category`` as read.

    :param listed: keys and slugs of its content with their source lines, in the hand-kept order.
    :param parent: slug of the category that it says it stands below.
    :param parent_line: source line of that.
    :param about: the first paragraph of its page.
    """

    slug: str
    sort: str
    listed: tuple[tuple[str, int], ...]
    line: int
    parent: str = ""
    parent_line: int = 0
    about: Line = ()


@dataclass(frozen=True)
class Declared:
    """The category that a page declares, known before it is read."""

    slug: str
    parent: str = ""


Reference = tuple[str, str, str, str]
"""A cross-reference as it stands in a document: domain, type, target, and place in the target."""


@dataclass(frozen=True)
class References:
    """What a document takes from others.

    :param listings: kind and query of each listing.
    :param toctrees: entries of its visible toctrees.
    :param foreign: whether it has nodes of other extensions, which may show anything.
    :param title: digest of its title.
    :param toc: digest of its table of contents.
    """

    targets: tuple[Reference, ...] = ()
    listings: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = ()
    toctrees: tuple[str, ...] = ()
    foreign: bool = False
    title: str = ""
    toc: str = ""


@dataclass(frozen=True)
class Doubts:
    """What a document was read by, besides its text.

    :param sought: domain and target of Markdown links whose files were looked for.
    :param curled: whether it was read for a builder whose quotes are curled.
    """

    sought: tuple[tuple[str, str], ...] = ()
    curled: bool = True


@dataclass(frozen=True)
class Marks:
    """Digests of what a page says, made when it is read, so that nobody else has to look at all of it.

    :param paper: of its record.
    :param bare: of its record without the summary.
    :param summary: of its summary as it reads there.
    :param references: the cross-references in this summary.
    :param mentions: of its mentions, but for the words of references; their lines are for warnings only.
    """

    paper: str = ""
    bare: str = ""
    summary: str = ""
    references: tuple[Reference, ...] = ()
    mentions: str = ""


@dataclass(frozen=True)
class SourceState:
    """Fingerprint of a file.

    :param mtime: modification time in ns.
    :param ctime: time of its last change of any kind in ns, which no program sets at will.
    :param size: in bytes.
    :param digest: SHA-256 of its content.
    """

    mtime: int
    ctime: int
    size: int
    digest: str
