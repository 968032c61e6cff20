"""BibTeX of one paper or of a list of them (UTF-8, fields in a fixed order)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from papershelf.exports.own import OWN, arxiv_page, unsaid
from papershelf.model.record import bibliographic
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.kinds import bibtex_type, kind_of
from papershelf.model.record.paper import Author, Paper, Status
from papershelf.model.record.people import kept_authors
from papershelf.model.record.publication import beyond_iso, issued, published_year, venue_name

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
_SPECIALS = re.compile(r"[\\{}&%$#_~^]|-(?=-)|`|'(?=')|[?!](?=`)")
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?|-2[1-4])?[?~%]?"
_EXTENDED = re.compile(rf"{_DAY}(?:/(?:{_DAY})?)?|/{_DAY}")
"""Dates of ISO 8601-2, level 1, as BibLaTeX takes them."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

READ_STATUS = {Status.DONE: "read", Status.WRITING: "skimmed", Status.READING: "skimmed"}
"""State of a note as JabRef's ``readstatus``."""

_SAID = frozenset({"title", "short-title", "authors", "year", "status", "tags"})
"""Options that need none of these names: a standard field says them wholly, or every entry has them."""

FIELD = "field-"
"""After :data:`OWN`, before the name of a field that BibLaTeX would not take as it is."""

ISSUED = "issued"
"""The date as its source has it, where BibLaTeX takes none of this form: ``oct-nov 2018``."""


def escape(text: str) -> str:
    """Text in which LaTeX's special characters stand for themselves, and no two of them become another."""
    return _SPECIALS.sub(lambda match: _SPECIAL.get(match[0]) or match[0] + "{}", text)


def bibtex_author(author: Author) -> str:
    """One name as BibTeX parses it back."""
    if author.literal:
        return "others" if author.literal == "others" else "{" + escape(author.literal) + "}"
    return ", ".join(_part(part) for part in (author.family, author.suffix, author.given) if part)


def _part(name: str) -> str:
    """Part of a name, in braces if BibTeX would take it apart."""
    divided = "," in name or "=" in name or re.search(r"(?i)\band\b", name)
    return "{" + escape(name) + "}" if divided else escape(name)


def verbatim(text: str) -> str:
    """An address or identifier: not LaTeX, but with its braces balanced."""
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", text)


def fields(paper: Paper, *, own: bool) -> dict[str, str]:
    """Field name to value, without the braces around it.

    :param own: also what only a reference manager and papershelf itself want: groups, keywords, state, summary,
        and what no field of BibTeX holds.
    """
    kept = dict(paper.fields)
    kept_fields = _kept(paper, own=own)
    title, subtitle = _title(paper, kept)
    found = {
        "title": "{" + escape(title) + "}" if title else "",
        "subtitle": "{" + escape(subtitle) + "}" if subtitle else "",
        "shorttitle": "{" + escape(paper.short_title) + "}" if paper.short_title else "",
        "author": " and ".join(bibtex_author(author) for author in paper.authors),
        "year": published_year(paper) or escape(beyond_iso(paper)),
        "month": _month(issued(paper)),
        "day": issued(paper)[8:].lstrip("0"),
        "date": _extended_date(paper),
        _classic(kind_of(paper).holder, paper): escape(venue_name(paper)),
        **dict.fromkeys(kept_fields, ""),
        "eprint": paper.arxiv,
        "archivePrefix": "arXiv" if paper.arxiv else "",
        "doi": verbatim(paper.doi),
        "url": verbatim(dict(paper.links).get("url", "") or ("" if "url" in kept else arxiv_page(paper))),
    }
    if own:
        if paper.relations:  # which take these fields
            kept_fields |= {f"{OWN}{FIELD}{name}": kept_fields.pop(name, "") for name in ("related", "relatedtype")}
            found |= {name: "" for name in kept_fields if name not in found}
        found |= {name: verbatim(url) for name, url in paper.links if name != "url"}
        found |= {
            "groups": escape(", ".join(paper.categories)),
            "keywords": escape(", ".join(paper.tags)),
            "readstatus": READ_STATUS.get(paper.status, ""),
            "annote": "\n".join(_line(line) for line in paper.summary),
            "related": ",".join(dict.fromkeys(key for _, keys in paper.own_relations for key in keys)),
            "relatedtype": paper.own_relations[0][0].value if len(paper.own_relations) == 1 else "",
        }
    found = {name: text for name, value in found.items() if (text := value or kept_fields.get(name, ""))}
    return found | {OWN + name: escape(text) for name, text in own_options(paper).items()} if own else found


def _title(paper: Paper, kept: Mapping[str, str]) -> tuple[str, str]:
    """Title and subtitle, if its source parted them and the title still ends so."""
    subtitle = kept.get("subtitle", "")
    if subtitle and paper.title.endswith(f": {subtitle}"):
        return paper.title.removesuffix(f": {subtitle}"), subtitle
    return paper.title, ""


def _classic(name: str, paper: Paper) -> str:
    """BibTeX's name for a field that BibLaTeX calls otherwise, of an entry of this type."""
    if name == "institution":
        return "school" if bibtex_type(paper) in {"phdthesis", "mastersthesis"} else name
    return {"journaltitle": "journal", "location": "address"}.get(name, name)


def _kept(paper: Paper, *, own: bool) -> dict[str, str]:
    """The fields that pages show nowhere.

    :param own: whether a date that BibLaTeX would take for none stands in a field of our own.
    """
    holder = kind_of(paper).holder
    found = {}
    for name, text in sorted(paper.fields, key=lambda field: bibliographic.order(field[0])):
        if name in {holder, "subtitle", "date"}:
            continue
        label = _classic(name, paper)
        if name in bibliographic.PERSONS:
            found[label] = " and ".join(map(bibtex_author, kept_authors(text)))
        elif name in bibliographic.VERBATIM:
            found[label] = verbatim(text)
        elif own and name in bibliographic.DATED and not _EXTENDED.fullmatch(text):
            found[f"{OWN}{FIELD}{name}"] = escape(text)  # which BibLaTeX takes for no date
        else:
            found[label] = escape(text).replace("–", "--") if name == "pages" else escape(text)
    return found


def own_options(paper: Paper) -> dict[str, str]:
    """Option name to text, of all that the standard fields do not say; an empty one takes back what they say.

    The state of the note stands in every entry: by it the reader knows that nothing has to be guessed.
    """
    held = {
        "category": next(iter(paper.categories), ""),
        "also-in": ", ".join(paper.categories[1:]),
        "doi": verbatim(paper.doi),
        **{name: verbatim(url) for name, url in paper.links if (name, url) != ("url", arxiv_page(paper))},
    }
    if len(paper.own_relations) == 1:
        held |= {relation.value: ", ".join(keys) for relation, keys in paper.own_relations}
    found = {"status": paper.status.value}
    if (written := beyond_iso(paper)) and published_year(paper) and not _extended_date(paper):
        found[ISSUED] = written
    return found | unsaid(paper, (name for name in FIELDS if name not in _SAID), bibtex_type, held)


def _month(day: str) -> str:
    return _MONTHS[int(day[5:7]) - 1] if len(day) >= 7 else ""


def _extended_date(paper: Paper) -> str:
    """A date that says more than a day does, in the form that BibLaTeX takes: a range, a season."""
    written = beyond_iso(paper)
    return written if published_year(paper) and _EXTENDED.fullmatch(written) else ""


def _line(text: str) -> str:
    """A line of several; parsers take a line that starts with "@" for a new entry."""
    return ("{}" if text.startswith("@") else "") + escape(text)


def entry(paper: Paper, *, own: bool = False) -> str:
    """One BibTeX entry, without a final line break."""
    return _entry(bibtex_type(paper), paper.key, fields(paper, own=own))


def _entry(kind: str, key: str, values: Mapping[str, str]) -> str:
    lines = [f"@{kind}{{{key},"]
    for name, value in values.items():
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
        "month": _month(paper.read),
        "howpublished": escape(library),
        "url": verbatim(url),
    }
    return _entry("misc", f"{paper.key}-note", {name: value for name, value in found.items() if value})


def parts(entries: Iterable[str]) -> Iterator[str]:
    """A file of entries, part by part."""
    before = ""
    for one in entries:
        yield before + one
        before = "\n\n"
    yield "\n"


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole ``.bib`` file."""
    return "".join(parts(entry(paper, own=True) for paper in papers))
