"""``sitemap.xml`` (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable

from papershelf.exports.text import xml


def sitemap(pages: Iterable[tuple[str, str]]) -> str:
    """The text of a sitemap.

    :param pages: absolute address of each page, and the day of its last change where one is known.
    """
    lines = [
        f"<url><loc>{xml(address)}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") + "</url>"
        for address, day in pages
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>"]) + "\n"
