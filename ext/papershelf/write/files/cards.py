"""What the cards of papers show, in small files that a script loads when a card is asked for.

Pages do not hold it: a summary would change every page with a link to its paper. A card is found by the address that
links lead to, and its file by the CRC-32 of that address, which script and Python compute alike.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.digests import digest
from papershelf.render import lines
from papershelf.render.chips import author_line, own_date
from papershelf.render.words import status_label
from papershelf.resolve.site import uri

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

FOLDER = "cards"
INDEX = f"{FOLDER}/index.js"
PER_FILE = 64
"""A file holds at most so many cards on average, half as many at least."""
LINES = 3
"""Lines of the summary that a card shows, the insight among them."""


def files(
    catalogue: Catalogue, url: Callable[[Entry], str], text: Callable[[Entry], str]
) -> Iterator[tuple[str, bytes]]:
    """Path relative to the output folder, and content, of each file.

    :param url: address of a paper, relative to the home page, as links lead to it.
    :param text: the :func:`text` of a paper, which may be kept.
    """
    others = {entry.address: entry for entry in catalogue.elsewhere.values()}
    number = file_count(len(catalogue) + len(others))
    states = {status.value: str(status_label(status)) for status in Status}
    yield INDEX, _script("index", _json({"files": number, "states": states}))
    parts: list[dict[str, Entry]] = [{} for _part in range(number)]
    for entry in catalogue.entries:
        place = url(entry)
        parts[file_of(place, number)][place] = entry
    for place, entry in sorted(others.items()):
        parts[file_of(place, number)][place] = entry
    for place_of_file, part in enumerate(parts):
        shown = [f"{_json(place)}:{text(entry)}" for place, entry in sorted(part.items(), key=itemgetter(0))]
        yield f"{FOLDER}/{place_of_file}.js", _script("add", "{" + ",".join(shown) + "}")


def file_count(papers: int) -> int:
    """How many files the cards of so many papers stand in: a power of two, so that few change with the library."""
    count = 1
    while count * PER_FILE < papers:
        count *= 2
    return count


def file_of(place: str, count: int) -> int:
    """Number of the file that holds the card of an address.

    :param count: how many files there are, a power of two.
    """
    return zlib.crc32(place.encode()) & (count - 1)


def card(paper: Paper) -> list[object]:
    """Title, authors, venue and year, state, and as HTML a planned paper's remark or the first lines of the summary."""
    shown = paper.lines[:LINES] or ([paper.about] if paper.about else [])
    facts = [paper.title or paper.key, author_line(paper.authors), _published(paper), paper.status.value]
    return [*facts, list(map(lines.html, shown))]


def text(entry: Entry) -> str:
    """The card of a paper as it stands in a file; that of one of another library has its name."""
    return _json([*card(entry.paper), *([entry.library] if entry.library else [])])


def _published(paper: Paper) -> str:
    if not paper.venue or not paper.year:
        return paper.venue or paper.year
    return " · ".join(filter(None, (paper.venue, own_date(paper, paper.year))))


def _script(call: str, value: str) -> bytes:
    return f"papershelfCards.{call}({value});\n".encode("utf-8", "surrogatepass")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(builder: GeneratedFiles) -> None:
    """Write the files, unless nothing that they say has changed; one that says the same keeps its time stamp."""

    def kept(entry: Entry) -> str:
        if entry.library:
            return text(entry)
        return builder.pieces.of("cards", entry.key, builder.inputs.listed.entry(entry), partial(text, entry))

    def make() -> None:
        for name, content in files(paper_domain(builder.env).catalogue, partial(uri, builder), kept):
            builder.add_file(name, content)

    builder.unless_kept(
        FOLDER, make, lambda: digest((builder.common, builder.inputs.library, builder.inputs.elsewhere))
    )
