"""BibTeX of one paper or of a list of them (UTF-8, fields in a fixed order)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from papershelf.exports.venues import csl_type, published_year, venue_name
from papershelf.model.paper import Author, Paper, Status

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts the brace of "\{" too
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TYPES = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "article": "misc",
    "webpage": "misc",
}
_VERBATIM = {"url", "doi", "eprint", "pdf", "code", "project", "video", "slides"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

READ_STATUS = {Status.DONE: "read", Status.WRITING: "skimmed", Status.READING: "skimmed"}
"""State of a note as JabRef's ``readstatus``."""


def escape(text: str) -> str:
    """Text in which LaTeX's special characters stand for themselves."""
    return "".join(_SPECIAL.get(char, char) for char in text)


def bibtex_author(author: Author) -> str:
    """One name as BibTeX parses it back."""
    if author.literal:
        return "others" if author.literal == "others" else "{" + escape(author.literal) + "}"
    return f"{escape(author.family)}, {escape(author.given)}"


def fields(paper: Paper, *, own: bool) -> dict[str, str]:
    """Field name to value, without braces.

    :param own: also what only a reference manager wants: groups, keywords, state, summary.
    """
    kind = csl_type(paper)
    venue_field = {"article-journal": "journal", "paper-conference": "booktitle"}.get(kind, "howpublished")
    found = {
        "title": "{" + escape(paper.title) + "}",
        "shorttitle": "{" + escape(paper.short_title) + "}" if paper.short_title else "",
        "author": " and ".join(bibtex_author(author) for author in paper.authors),
        "year": published_year(paper),
        "month": _MONTHS[int(paper.date[5:7]) - 1] if not paper.venue and len(paper.date) >= 7 else "",
        venue_field: escape(venue_name(paper)),
        "eprint": paper.arxiv,
        "archivePrefix": "arXiv" if paper.arxiv else "",
        "doi": paper.doi,
        "url": dict(paper.links).get("url", "") or (f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""),
    }
    if own:
        found |= {name: url for name, url in paper.links if name != "url"}
        found |= {
            "groups": escape(", ".join(paper.categories)),
            "keywords": escape(", ".join(paper.tags)),
            "readstatus": READ_STATUS.get(paper.status, ""),
            "annote": escape("\n".join(paper.summary)),
        }
    return {name: value for name, value in found.items() if value}


def entry(paper: Paper, *, own: bool = False) -> str:
    """One BibTeX entry, without a final line break."""
    return _entry(_TYPES[csl_type(paper)], paper.key, fields(paper, own=own))


def _entry(kind: str, key: str, values: Mapping[str, str]) -> str:
    lines = [f"@{kind}{{{key},"]
    for name, value in values.items():
        if name in _VERBATIM:
            value = re.sub(r"[{}\\%]", lambda m: f"%{ord(m[0]):02X}" if m[0] != "%" else "%", value)
        if value:
            lines.append(f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},")
    return "\n".join([*lines, "}"])


def note_entry(paper: Paper, *, title: str, author: str, library: str, url: str) -> str:
    """The BibTeX entry of the note on a paper, without a final line break; its date is when the note was finished.

    :param title: the note's title, which names the paper.
    :param author: whoever wrote it, as one name; may be empty.
    :param library: name of the library that holds it.
    :param url: its address on the web; may be empty.
    """
    found = {
        "title": "{" + escape(title) + "}",
        "author": "{" + escape(author) + "}" if author else "",
        "year": paper.read[:4],
        "month": _MONTHS[int(paper.read[5:7]) - 1] if paper.read else "",
        "howpublished": escape(library),
        "url": url,
    }
    return _entry("misc", f"{paper.key}-note", found)


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole ``.bib`` file."""
    return "\n\n".join(entry(paper, own=True) for paper in papers) + "\n"
