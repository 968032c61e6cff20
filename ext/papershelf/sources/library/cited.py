"""Papers that only a bibliography has, and that roles name: planned papers without a line in any queue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.sources.library.living import Bibliography, planned

_ROLE = re.compile(
    r"(?:\{paper(?::ref)?\}|:paper(?::ref)?:)`(?:[^`<>]*<)?(?P<key>[^`<>\s,]+)>?`"
    r"|(?:\{paper:cite[tp]\}|:paper:cite[tp]:)`(?P<keys>[^`]+)`"
)
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?!\{).*?^(?P=fence)|<!--.*?-->|^%[^\n]*|(?P<ticks>``+)(?!`).*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)


def entries(bibliography: Bibliography, catalogue: Catalogue, texts: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """A planned paper for each entry that a role or a relation names and no page or line is about.

    :param catalogue: the papers that have a page or a line.
    :param texts: document and text of each page, in the order of their names.
    """
    seen = set()
    for docname, key, line in (*_roles(texts), *_relations(catalogue)):
        entry = None if key in catalogue else bibliography.named(key)
        if entry is not None and entry.name not in seen:
            seen.add(entry.name)
            yield Entry(planned(entry), docname, "", line, queued=True, cited=True)


def _roles(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, int]]:
    """Document, key and line of what roles name."""
    for docname, text in texts:
        if "paper" in text:
            yield from ((docname, key, line) for key, line in _named(text))


def _relations(catalogue: Catalogue) -> Iterator[tuple[str, str, int]]:
    """The same of what relations name."""
    for page in sorted((entry for entry in catalogue.entries if not entry.queued), key=lambda entry: entry.docname):
        for _relation, keys in page.paper.relations:
            yield from ((page.docname, key, page.line) for key in keys)


def _named(text: str) -> Iterator[tuple[str, int]]:
    """Keys that roles name, with their lines from 1; code and comments name nothing."""
    shown = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in _ROLE.finditer(shown):
        line = shown.count("\n", 0, match.start()) + 1
        for key in (match["key"] or match["keys"]).split(","):
            yield key.strip(), line
