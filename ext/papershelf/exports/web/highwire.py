"""``citation_*`` tags (Highwire Press), by which Google Scholar and reference managers take a page for the paper."""

from __future__ import annotations

from collections.abc import Iterator

from papershelf.model.record.kinds import csl_type
from papershelf.model.record.paper import Paper
from papershelf.model.record.publication import published_year, venue_name


def tags(paper: Paper) -> Iterator[tuple[str, str]]:
    """Name and content of each tag."""
    venue = {
        "article-journal": "citation_journal_title",
        "paper-conference": "citation_conference_title",
        "chapter": "citation_inbook_title",
        "thesis": "citation_dissertation_institution",
        "report": "citation_technical_report_institution",
        "book": "citation_publisher",
    }
    yield "citation_title", paper.title
    for author in paper.authors:
        if author.literal != "others":
            yield "citation_author", author.inverted
    day = paper.date if published_year(paper) == paper.year else published_year(paper)
    if day:
        yield "citation_publication_date", day.replace("-", "/")
    if paper.venue and csl_type(paper) in venue:
        yield venue[csl_type(paper)], venue_name(paper)
    if paper.doi:
        yield "citation_doi", paper.doi
    if paper.arxiv:
        yield "citation_arxiv_id", paper.arxiv
    if pdf := dict(paper.links).get("pdf"):
        yield "citation_pdf_url", pdf
