"""What each paper says in the files beside the HTML, made anew only when it changed."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.exports import bibtex, csl, jsonfile
from papershelf.exports.pages import llms
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.render.listings.rows import RECORDS_PER_FILE
from papershelf.resolve.site import site, uri
from papershelf.write.files import twins

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles


def records_name(number: int) -> str:
    """The file that holds what some papers give to exports."""
    return f"library/records-{number}.js"


class Texts:
    """The pieces of papers that files are joined from.

    Those of this library's own papers are kept beside the doctrees. Those that a portal shows of others, which are
    many more, are taken from the files that the interactive list exports, where there are such.
    """

    def __init__(self, builder: GeneratedFiles, catalogue: Catalogue) -> None:
        self.builder = builder
        self.catalogue = catalogue
        self._uri = partial(uri, builder)
        self._entry = builder.inputs.listed.entry
        self._site = site(builder.config)
        self._read: dict[int, dict[str, dict[str, str]]] = {}
        self._bibtex: dict[str, str] = {}

    def json(self, entry: Entry) -> str:
        """In ``papers.json``, which tells whom it names and who names it, too."""
        catalogue = self.catalogue
        make = partial(jsonfile.text, entry, catalogue, self._uri)
        if catalogue.elsewhere or entry.library:  # a change in another library may show
            return make()
        inputs = self._entry(entry)
        named = [] if entry.queued else catalogue.mentioned_by(entry.docname)
        naming = [mention.docname for mention in catalogue.mentions_of(entry.key)]
        if named or naming:
            keys = [other.key for name in naming if (other := catalogue.by_docname(name))]
            inputs = "\0".join([inputs, *named, "", *keys])
        return self.builder.pieces.of("json", entry.key, inputs, make)

    def bibtex(self, entry: Entry) -> str:
        """In a BibTeX file."""
        if entry.library:
            return self._recorded(entry, "bibtex") or bibtex.entry(entry.paper, own=True)
        key = entry.key
        if key not in self._bibtex:  # asked for by the file of each category, too
            make = partial(bibtex.entry, entry.paper, own=True)
            self._bibtex[key] = self.builder.pieces.of("bibtex", key, self._entry(entry), make)
        return self._bibtex[key]

    def csl(self, entry: Entry) -> str:
        """In a CSL-JSON file."""
        if entry.library:
            return self._recorded(entry, "csl") or csl.text(entry.paper)
        return self.builder.pieces.of("csl", entry.key, self._entry(entry), partial(csl.text, entry.paper))

    def llms(self, entry: Entry) -> str:
        """In ``llms.txt``."""

        def make() -> str:
            return llms.lines(entry, self._site.link(twins.address(self.builder, entry)))

        if entry.library:
            return make()
        return self.builder.pieces.of("llms", entry.key, f"{self._entry(entry)} {self._site.base}", make)

    def _recorded(self, entry: Entry, kind: str) -> str:
        """What a file of records that this build wrote, or kept, says of a paper; nothing without one."""
        number = self.catalogue.position(entry.key) // RECORDS_PER_FILE
        if number not in self._read:
            self._read.clear()
            self._read[number] = self._records(number)
        return self._read[number].get(entry.key, {}).get(kind, "")

    def _records(self, number: int) -> dict[str, dict[str, str]]:
        name = records_name(number)
        page = self.builder.now.others.get(f"records-{number}")
        if page is None or name not in page.files:
            return {}
        text = Path(self.builder.outdir, name).read_text(encoding="utf-8")
        found: dict[str, dict[str, str]] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        return found
