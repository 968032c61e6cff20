"""How the note itself is cited, as a work of its own beside the paper that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes

from papershelf.exports import bibtex
from papershelf.exports.references import wording
from papershelf.messages import _
from papershelf.model.collection.citing import KOREAN
from papershelf.model.record.paper import Paper
from papershelf.render.nodes import disclosure
from papershelf.render.words import citing_rules


@dataclass(frozen=True)
class Imprint:
    """Where a note is published.

    :param author: whoever wrote it; may be empty.
    :param library: name of the library.
    :param url: the note's address on the web; may be empty.
    """

    author: str
    library: str
    url: str = ""


def cite(paper: Paper, imprint: Imprint) -> nodes.Element:
    """The block of the summary box."""
    code = bibtex.note_entry(paper, title=title(paper), author=imprint.author, library=imprint.library, url=imprint.url)
    line = [nodes.Text(reference_text(paper, imprint))]
    return disclosure.citation(str(_("Cite this note")), line, code, "paper-cite-note")


def title(paper: Paper) -> str:
    """What a note is called where papers and notes stand side by side."""
    return str(_("Notes on “{title}”")).format(title=paper.title or paper.key)


def _day(read: str) -> str:
    """A day as references have it: ``(2024, March 9)``."""
    if not read:
        return ""
    if citing_rules() is KOREAN:
        return f"({'. '.join(str(int(part)) for part in read.split('-'))}.)"
    return f"({read[:4]}, {wording.in_words(read)})"


def reference_text(paper: Paper, imprint: Imprint) -> str:
    """One line of a list of references: author, day when the note was finished, title, library, address."""
    parts = [part for part in (imprint.author, _day(paper.read), title(paper), imprint.library) if part]
    sentences = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts]
    return " ".join([*sentences, *filter(None, (imprint.url,))])
