"""Answers of Open Library and Google Books (JSON) for an ISBN in, metadata out.

https://openlibrary.org/dev/docs/api/books, https://developers.google.com/books/docs/v1/using
"""

from __future__ import annotations

import re
from typing import Any

from papershelf.model.record.options import authors_text
from papershelf.model.record.people import parse_author
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries.jsontext import object_of, objects_of, text_of, texts_of
from papershelf.sources.servers.metadata import BadAnswer, Metadata, object_in
from papershelf.sources.words import dates

KINDS = frozenset({"application/json"})


def parse_openlibrary(data: bytes, isbn: str) -> Metadata | None:
    """An answer of ``/api/books?bibkeys=ISBN:…&jscmd=data``; ``None`` where the book is not there.

    :raises BadAnswer: if it is none, or has no title.
    """
    book = object_of(object_in(data, "Open Library").get(f"ISBN:{isbn}"))
    if not book:
        return None
    return _metadata(
        book,
        [text_of(person.get("name")) for person in objects_of(book.get("authors"))],
        [text_of(house.get("name")) for house in objects_of(book.get("publishers"))],
        text_of(book.get("publish_date")),
        f"https://openlibrary.org/isbn/{isbn}",
    )


def parse_google(data: bytes, isbn: str) -> Metadata | None:
    """An answer of ``/volumes?q=isbn:…``; ``None`` where no volume has that number.

    :raises BadAnswer: if it is none, or has no title.
    """
    for item in objects_of(object_in(data, "Google Books").get("items")):
        book = object_of(item.get("volumeInfo"))
        numbers = {text_of(number.get("identifier")) for number in objects_of(book.get("industryIdentifiers"))}
        short = {number[:9] for number in numbers if len(number) == len("0262035618")}
        if isbn in numbers or (isbn.startswith("978") and isbn[3:12] in short):
            return _metadata(
                book,
                texts_of(book.get("authors")),
                texts_of(book.get("publisher")),
                text_of(book.get("publishedDate")),
                f"https://books.google.com/books?vid=ISBN{isbn}",
            )
    return None


def _metadata(book: dict[str, Any], authors: list[str], publishers: list[str], date: str, url: str) -> Metadata:
    title, subtitle = values.text(text_of(book.get("title"))), values.text(text_of(book.get("subtitle")))
    if not title:
        raise BadAnswer("its record has no title")
    names = [re.sub(r"\s*[{};:]\s*", " ", name).strip() for name in authors]
    options = {
        "title": f"{title}: {subtitle}" if subtitle else title,
        "authors": authors_text(parse_author(name) for name in names if name),
        "date": dates.read(date).iso,
        "venue": values.text(publishers[0]) if publishers else "",
        "type": "book",
        "url": url,
    }
    return Metadata({name: text for name, text in options.items() if text})
