"""CSL-JSON of a list of papers (https://docs.citationstyles.org, schema 1.0.2); own data under ``custom``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from papershelf.exports.venues import csl_type, published_year, venue_name
from papershelf.model.paper import CITO, Author, Paper


def name(author: Author) -> dict[str, str]:
    """One CSL name."""
    if author.literal:
        return {"literal": author.literal}
    return {"family": author.family, "given": author.given}


def item(paper: Paper) -> dict[str, Any]:
    """One CSL item; absent values are left out."""
    kind = csl_type(paper)
    year = published_year(paper)
    parts = [int(part) for part in (paper.date.split("-") if year == paper.year else [year]) if part]
    links = dict(paper.links)
    custom = {
        "categories": list(paper.categories),
        "note-status": paper.status.value,
        "note-date": paper.read,
        "links": {label: url for label, url in paper.links if label != "url"},
        "cito": {CITO[relation]: list(keys) for relation, keys in paper.relations},
    }
    found: dict[str, Any] = {
        "id": paper.key,
        "citation-key": paper.key,
        "type": kind,
        "title": paper.title,
        "title-short": paper.short_title,
        "author": [name(author) for author in paper.authors],
        "issued": {"date-parts": [parts]} if parts else None,
        "container-title": venue_name(paper) if paper.venue else "",
        "event-title": venue_name(paper) if kind == "paper-conference" else "",
        "archive": "arXiv" if paper.arxiv else "",
        "archive_location": paper.arxiv,
        "number": f"arXiv:{paper.arxiv}" if paper.arxiv and not paper.venue else "",
        "DOI": paper.doi,
        "URL": links.get("url", "") or (f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""),
        "keyword": ", ".join(paper.tags),
        "annote": "\n".join(paper.summary),
        "custom": {label: value for label, value in custom.items() if value},
    }
    return {label: value for label, value in found.items() if value}


def bibliography(papers: Iterable[Paper]) -> str:
    """A whole CSL-JSON file."""
    return json.dumps([item(paper) for paper in papers], ensure_ascii=False, indent=1) + "\n"
