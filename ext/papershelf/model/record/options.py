"""From a record to the options that say it: the way back of :func:`papershelf.model.record.build.build`."""

from __future__ import annotations

from collections.abc import Iterable

from papershelf.model.record.paper import Author, Paper, parse_author


def author_text(author: Author) -> str:
    """One name as ``authors`` takes it."""
    if author.literal:
        return author.literal if author.literal == "others" else "{" + author.literal + "}"
    return ", ".join(filter(None, (author.family, author.suffix, author.given)))


def plain_author(author: Author) -> str:
    """A name as ``Given Family`` where that is read back as it is, else ``Family, Given`` or ``{Group}``."""
    forms = [author.name, author_text(author)] if not author.literal else [author.literal] * (" " not in author.literal)
    for form in forms:
        try:
            if parse_author(form) == author:
                return form
        except ValueError:
            continue
    return f"{{{author.name}}}"


def authors_text(authors: Iterable[Author]) -> str:
    """Names as ``authors`` takes them."""
    return "; ".join(author_text(author) for author in authors)


def options(paper: Paper) -> dict[str, str]:
    """Option name to text, in the order a page has them; options without a value are left out.

    The key, the summary and the note of a queue line are no options.
    """
    found = {
        "title": paper.title,
        "short-title": paper.short_title,
        "authors": authors_text(paper.authors),
        "date": paper.date,
        "venue": paper.venue,
        "type": paper.type,
        "cite-key": paper.cite_key,
        "category": paper.category,
        "also-in": ", ".join(paper.also_in),
        "status": paper.status.value,
        "arxiv": paper.arxiv + paper.arxiv_version,
        "doi": paper.doi,
        **dict(paper.links),
        "tags": ", ".join(paper.tags),
        "read": paper.read,
        "added": paper.added,
        "former-keys": ", ".join(paper.former_keys),
        **{relation.value: ", ".join(keys) for relation, keys in paper.relations},
    }
    return {name: value for name, value in found.items() if value}
