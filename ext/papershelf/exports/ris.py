"""RIS of one paper or of a list of them (UTF-8, one field a line, ``XX  - value``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papershelf.exports.venues import csl_type, published_year, venue_name
from papershelf.model.options import options
from papershelf.model.paper import LINKS, Author, Paper, Relation

_TYPES = {
    "article-journal": "JOUR",
    "paper-conference": "CPAPER",
    "article": "UNPB",
    "webpage": "ELEC",
}

OWN = "papershelf-"
"""Before an option's name in a note (``N1``), where no tag says what it says."""


def author(name: Author) -> str:
    """One name: ``Family, Given``, or the name of a group."""
    return name.sort_name


def _day(paper: Paper) -> str:
    """``2021/06/17/``, the last parts empty where they are not known; of the year alone, ``PY`` tells."""
    parts = paper.date.split("-")
    if len(parts) == 1 or published_year(paper) != paper.year:
        return ""
    return "/".join([*parts, "", ""][:4])


def _arxiv_page(paper: Paper) -> str:
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""


def fields(paper: Paper, *, own: bool = False) -> Iterator[tuple[str, str]]:
    """Tags with their values, in the order they are written; absent ones are left out by :func:`entry`.

    :param own: also categories as keywords, and notes with what no tag of RIS holds.
    """
    links = dict(paper.links)
    yield "ID", paper.key
    yield "TI", paper.title
    yield "ST", paper.short_title
    for person in paper.authors:
        if person.literal != "others":
            yield "AU", author(person)
    yield "PY", published_year(paper)
    yield "DA", _day(paper)
    yield "T2", venue_name(paper) if paper.venue else ""
    yield "M1", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    yield "DO", paper.doi
    yield "UR", links.get("url", "") or _arxiv_page(paper)
    yield "L1", links.get("pdf", "")
    for word in (*(paper.categories if own else ()), *paper.tags):
        yield "KW", word
    if not own:
        yield "N2", " ".join(paper.summary)
        return
    for line in paper.summary:
        yield "N2", line
    for name, text in own_options(paper).items():
        yield "N1", f"{OWN}{name}: {text}"


def own_options(paper: Paper) -> dict[str, str]:
    """Option name to text, of all that the tags do not say; an empty one takes back what they say.

    The state of the note stands in every entry: by it the reader knows that nothing has to be guessed.
    """
    said = options(paper)
    day = _day(paper)
    standard = {
        "authors": said.get("authors", "") if all(_plain(name) for name in paper.authors) else None,
        "date": "-".join(filter(None, day.split("/"))) if day else published_year(paper),
        "venue": venue_name(paper) if paper.venue else "",
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "url": dict(paper.links).get("url", ""),
        "pdf": dict(paper.links).get("pdf", ""),
    }
    if standard["url"] == _arxiv_page(paper):
        standard["url"] = ""
    names = ["authors", "date", "venue", "category", "also-in", "arxiv", "doi", *LINKS]
    names += ["read", "added", "former-keys", *Relation]
    found = {"status": paper.status.value}
    found |= {name: said.get(name, "") for name in names if said.get(name, "") != standard.get(name, "")}
    return found | ({"note": paper.remark} if paper.note else {})


def _plain(name: Author) -> bool:
    """Whether a name is read back as it is: a comma tells family from given name, and a group has none."""
    return bool(name.given) if not name.literal else name.literal != "others" and "," not in name.literal


def entry(paper: Paper, *, own: bool = False) -> str:
    """One reference, from ``TY`` to ``ER``, without a final line break."""
    lines = [("TY", _TYPES[csl_type(paper)])]
    lines += [(tag, text) for tag, value in fields(paper, own=own) if (text := " ".join(value.split()))]
    return "\n".join([*(f"{tag}  - {text}" for tag, text in lines), "ER  - "])


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole ``.ris`` file."""
    return "".join(f"{entry(paper, own=True)}\n\n" for paper in papers)
