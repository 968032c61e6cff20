"""CSL-JSON of a list of papers (https://docs.citationstyles.org, schema 1.0.2); own data under ``custom``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from papershelf.exports.venues import csl_type, published_year, venue_name
from papershelf.model.options import options
from papershelf.model.paper import CITO, Author, Paper


def name(author: Author) -> dict[str, str]:
    """One CSL name."""
    if author.literal:
        return {"literal": author.literal}
    return {"family": author.family, "given": author.given}


def item(paper: Paper) -> dict[str, Any]:
    """One CSL item; absent values are left out."""
    kind = csl_type(paper)
    issued = _issued(paper)
    links = dict(paper.links)
    custom = {
        "categories": list(paper.categories),
        "note-status": paper.status.value,
        "note-date": paper.read,
        "links": {label: url for label, url in paper.links if label != "url"},
        "cito": {CITO[relation]: list(keys) for relation, keys in paper.relations},
        "papershelf": own_options(paper),
    }
    found: dict[str, Any] = {
        "id": paper.key,
        "citation-key": paper.key,
        "type": kind,
        "title": paper.title,
        "title-short": paper.short_title,
        "author": [name(author) for author in paper.authors],
        "issued": {"date-parts": [[int(part) for part in issued.split("-")]]} if issued else None,
        "container-title": venue_name(paper) if paper.venue else "",
        "event-title": venue_name(paper) if kind == "paper-conference" else "",
        "archive": "arXiv" if paper.arxiv else "",
        "archive_location": paper.arxiv,
        "number": f"arXiv:{paper.arxiv}" if paper.arxiv and not paper.venue else "",
        "DOI": paper.doi,
        "URL": links.get("url", "") or _arxiv_page(paper),
        "keyword": ", ".join(paper.tags),
        "annote": "\n".join(paper.summary),
        "custom": {label: value for label, value in custom.items() if value},
    }
    return {label: value for label, value in found.items() if value}


def own_options(paper: Paper) -> dict[str, str]:
    """Option name to text, of all that CSL has no place for; an empty one takes back what the other fields say."""
    said = options(paper)
    url = dict(paper.links).get("url", "")
    standard = {
        "date": _issued(paper),
        "venue": venue_name(paper) if paper.venue else "",
        "category": next(iter(paper.categories), ""),
        "also-in": ", ".join(paper.categories[1:]),
        "arxiv": paper.arxiv,
        "url": url if url != _arxiv_page(paper) else "",
    }
    names = [*standard, "added", "former-keys"]
    found = {name: said.get(name, "") for name in names if said.get(name, "") != standard.get(name, "")}
    return found | ({"note": paper.remark} if paper.note else {})


def _issued(paper: Paper) -> str:
    """The day of the first public version, or the year of publication if that is another."""
    year = published_year(paper)
    return paper.date if year == paper.year else year


def _arxiv_page(paper: Paper) -> str:
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole CSL-JSON file."""
    return json.dumps([item(paper) for paper in papers], ensure_ascii=False, indent=1) + "\n"
