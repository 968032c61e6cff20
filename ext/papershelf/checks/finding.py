"""The kinds of findings, and one finding with its place and how it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """Kinds of findings; ``suppress_warnings = ["papershelf.check.dead-link"]`` silences one."""

    def __new__(cls, value: str, meaning: str = "", mending: str = "") -> Code:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        member.mending = mending
        return member

    meaning: str
    mending: str
    """What ``--fix`` does, empty where it leaves the finding to the author."""

    BIBLIOGRAPHY = (
        "bibliography",
        "A file of `papershelf_bibliography` cannot be read, or an entry of it; or it is not clear which entry is "
        "about a paper.",
    )
    CAPITAL_AUTHOR = "capital-author", "A family name is written in capitals."
    DEAD_IMAGE = "dead-image", "An image's file is not there."
    DEAD_LINK = "dead-link", "A relative link leads to no file of the library."
    DOUBLED_OPTION = "doubled-option", "An option is given twice.", "Takes out the second of two equal lines."
    DUPLICATE_ARXIV = "duplicate-arxiv", "Two papers have one arXiv id."
    DUPLICATE_CATEGORY = "duplicate-category", "Two pages declare one category."
    DUPLICATE_DOI = "duplicate-doi", "Two papers have one DOI."
    DUPLICATE_KEY = "duplicate-key", "Two papers claim one key."
    DUPLICATE_SUMMARY = "duplicate-summary", "A page has a second `paper-summary`; only the first counts."
    DUPLICATE_TITLE = (
        "duplicate-title",
        "Two papers have one title, apart from case and signs, and no other first author.",
    )
    EMPTY_SUMMARY = "empty-summary", "A finished note has no summary."
    FILE_NAME = "file-name", "A page cannot be read: its text is not UTF-8."
    INVALID_OPTION = "invalid-option", "An option is unknown, or its value is not allowed."
    INVALID_QUEUE = "invalid-queue", "A line of a `paper-queue` cannot be read, or the queue's page is no category."
    KEY_CASE = "key-case", "A key is written with capitals."
    LATEX_AUTHOR = "latex-author", "An author's name holds LaTeX: `{\\'e}`."
    LATEX_TITLE = "latex-title", "A title holds LaTeX: `{\\'e}`, `$…$`, `\\textbf`."
    LONG_WRITING = "long-writing", "A note is `writing`, and its last commit is older than six months."
    MISSING_AUTHORS = "missing-authors", "A paper page names no authors."
    MISSING_LINK = "missing-link", "A paper page has neither `arxiv` nor `doi` nor `url`."
    MISSING_OPTION = "missing-option", "A paper has no title, or no category where there are any."
    MISSING_YEAR = "missing-year", "A paper page has no year."
    NAME_CASE = "name-case", "Names of two files differ only in case, so one system or another holds only one of them."
    NON_BARE_ID = "non-bare-id", "An arXiv id or DOI is not written bare.", "Writes the bare id."
    NOT_NFC = "not-nfc", "Text is not NFC-normalised.", "Normalises option lines, but no addresses and no prose."
    ORPHAN_FIGURE = "orphan-figure", "No page refers to an image file in a folder of papers."
    OTHER_FACT = "other-fact", "A page says a fact otherwise than its entry in a bibliography: a note, no error."
    OUTSIDE_PAPERS = "outside-papers", "A paper page stands outside the folders of `papershelf_papers`."
    REMOTE_IMAGE = (
        "remote-image",
        "Pages ask other hosts for pictures: a note with their number, no error.",
        "With `--fetch-images`, brings them in.",
    )
    REPEATED_FACT = (
        "repeated-fact",
        "A page says a fact that its entry in a bibliography says as well: a note, no error.",
        "Takes it out of the page, or of the line.",
    )
    REFUSED_MARKUP = "refused-markup", "An untrusted page is a symbolic link that leads outside the source folder."
    STALE_QUEUE = (
        "stale-queue",
        "A queue lists a paper that has a page.",
        "Takes out the line where the page says all that it says.",
    )
    SUMMARY_LENGTH = "summary-length", "The summary of a finished note is not three lines long."
    TAG_VARIANT = "tag-variant", "Two tags differ only in case, hyphens or spaces."
    UNFETCHED_IMAGE = "unfetched-image", "With `--fetch-images`: a picture could not be fetched, or may not be."
    UNKNOWN_CATEGORY = "unknown-category", "A paper names a category that no page declares."
    UNKNOWN_KEY = "unknown-key", "A role, relation or category page names a paper that is not in the library."
    WHITE_SPACE = (
        "white-space",
        "An option line ends in white space, or holds tabs, doubled or invisible spaces.",
        "Writes single spaces.",
    )
    WORTH_A_NOTE = "worth-a-note", "Three or more pages name a planned paper."


NOTES = frozenset({Code.REMOTE_IMAGE, Code.OTHER_FACT, Code.REPEATED_FACT})
"""Kinds that a reader should know of, and that do not make the check fail."""


@dataclass(frozen=True)
class Mend:
    """A change of whole lines of a file, safe to make unseen.

    :param first: the first line, which counts from 0 as ``str.splitlines`` has it.
    :param end: exclusive.
    :param edit: a line, without its end, to the new one, or to nothing where the line goes.
    :param done: what was done, for the reader.
    """

    first: int
    end: int
    edit: Callable[[str], str | None]
    done: str


@dataclass(frozen=True, order=True)
class Finding:
    """Something that a careful librarian would not leave as it is.

    :param path: relative to the source folder.
    :param line: from 1.
    :param message: what was found and what is allowed.
    """

    path: str
    line: int
    code: Code
    message: str
    mend: Mend | None = field(default=None, compare=False)


def mended(text: str, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """A page with its findings mended, and those that were.

    :param findings: of this page; those that are not mended by themselves are left out.
    """
    lines: list[str | None] = [*text.splitlines(keepends=True)]
    done = []
    for finding in findings:
        mend = finding.mend
        if mend is None:
            continue
        before = lines[mend.first : mend.end]
        for number in range(mend.first, mend.end):
            lines[number] = _edited(lines[number], mend)
        if lines[mend.first : mend.end] != before:
            done.append(finding)
    return "".join(line for line in lines if line is not None), done


def _edited(line: str | None, mend: Mend) -> str | None:
    if line is None:
        return None
    bare = line.rstrip("\r\n")
    edited = mend.edit(bare)
    return None if edited is None else edited + line[len(bare) :]
