"""From a record to the options that say it: the way back of :func:`papershelf.model.record.build.build`."""

from __future__ import annotations

from collections.abc import Iterable

from papershelf.model.record.fields import FIELDS
from papershelf.model.record.paper import LINKS, Author, Paper, Relation, parse_author


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


def option(paper: Paper, name: str) -> str:
    """What one option holds, as text; empty where the paper has no value."""
    if name == "authors":
        return authors_text(paper.authors)
    if name == "arxiv":
        return paper.arxiv + paper.arxiv_version
    attribute = FIELDS[name].attribute
    if attribute == "links":
        return dict(paper.links).get(name, "")
    value = paper.related(Relation(name)) if attribute == "relations" else getattr(paper, attribute)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


_ORDER = [name for name in FIELDS if name not in {"year", "tags"}]
_ORDER.insert(_ORDER.index(LINKS[-1]) + 1, "tags")


def options(paper: Paper) -> dict[str, str]:
    """Option name to text, in the order a page has them; options without a value are left out.

    The key, the summary and the note of a queue line are no options.
    """
    return {name: text for name in _ORDER if (text := option(paper, name))}
