"""``library/records-*.js``: what the interactive list exports, paper by paper, ready to be joined.

They are scripts, so that pages opened from a folder can load them too, and are loaded only when an export is asked for.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from papershelf.collect.domain.paper import paper_domain
from papershelf.exports import ris
from papershelf.exports.pages import markdown
from papershelf.model.record.paper import Paper
from papershelf.model.text.digests import digest
from papershelf.render.listings.rows import RECORDS_PER_FILE
from papershelf.render.words import citing_rules
from papershelf.write.files.texts import Texts, records_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papershelf.collect.domain.paper import PaperDomain
    from papershelf.model.collection.catalogue import Entry
    from papershelf.write.generated import GeneratedFiles

_NAME = "records-"


def record(paper: Paper, in_bibtex: str, in_csl: str) -> dict[str, str]:
    """A paper in every format, as it stands in a list of several.

    :param in_bibtex: what it says there, which other files say, too.
    """
    return {
        "bibtex": in_bibtex,
        "csl": in_csl,
        "ris": ris.entry(paper, own=True),
        "markdown": markdown.entry(paper, citing_rules()),
    }


def script(number: int, entries: Sequence[Entry], texts: Texts) -> bytes:
    """The content of one file."""
    records = {entry.key: record(entry.paper, texts.bibtex(entry), texts.csl(entry)) for entry in entries}
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
    return f"papershelfRecords({number},{text});\n".encode()


def write(builder: GeneratedFiles) -> None:
    """Write the files whose papers changed, when a page has an interactive list."""
    domain = paper_domain(builder.env)
    if builder.nothing_new:
        names = [name for name in builder.before.others if name.startswith(_NAME)]
    elif _are_wanted(domain):
        names = [f"{_NAME}{number}" for number in range(-(-len(domain.catalogue) // RECORDS_PER_FILE))]
    else:
        return
    texts = cache(lambda: Texts(builder, domain.catalogue))

    def make(name: str) -> None:
        number = int(name.removeprefix(_NAME))

        def some() -> Sequence[Entry]:
            return domain.catalogue.entries[number * RECORDS_PER_FILE : (number + 1) * RECORDS_PER_FILE]

        def write_one() -> None:
            builder.add_file(records_name(number), script(number, some(), texts()))

        builder.unless_kept(name, write_one, lambda: _inputs(builder, some()))

    if not builder.nothing_new and domain.catalogue.shelves:
        builder.apart(names, make, "writing records...", RECORDS_PER_FILE // 100)
    else:  # of the library's own papers, the pieces are kept
        for name in names:
            make(name)


def _are_wanted(domain: PaperDomain) -> bool:
    """Whether a page has an interactive list."""
    listings = (query for taken in domain.references.values() for _kind, query in taken.listings)
    return any(name == "filter" for query in listings for name, _value in query)


def _inputs(builder: GeneratedFiles, entries: Sequence[Entry]) -> str:
    return digest((builder.common, [builder.inputs.listed.entry(entry) for entry in entries]))
