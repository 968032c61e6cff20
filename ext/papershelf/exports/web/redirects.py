"""Pages at the old addresses of papers that got another key."""

from __future__ import annotations

from papershelf.exports.text import xml
from papershelf.model.record.paper import INDEX


def old_docname(docname: str, key: str) -> str:
    """Where the page of a paper stood when its key was ``key``: in the same folder, or in a folder of that name.

    :param docname: the document that holds it now.
    """
    parts = docname.split("/")
    place = -2 if len(parts) > 1 and parts[-1].lower() in INDEX else -1
    parts[place] = key
    return "/".join(parts)


def page(title: str, address: str, canonical: str, sentence: str, language: str) -> str:
    """A page that leads on at once, with a link for readers whose browser does not.

    :param address: where it leads, relative to it.
    :param canonical: the same as search engines are to know it.
    :param sentence: what stands before the link.
    """
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{xml(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{xml(title)}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f'<link rel="canonical" href="{xml(canonical)}">',
        f'<meta http-equiv="refresh" content="0; url={xml(address)}">',
        "</head>",
        f'<body><p>{xml(sentence)} <a href="{xml(address)}">{xml(title)}</a></p></body>',
        "</html>",
    ]
    return "\n".join(lines) + "\n"
