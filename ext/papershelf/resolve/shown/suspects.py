"""Which pages may show something else than before, told by names: only their digests need to be compared.

What the page of a paper shows of others is told by its own document, by its place, by lists (who names the paper, which
papers share something with it) and by what those papers and documents say that it names. As long as all this is what it
was, so is its digest. It is kept from one build to the next, therefore, and a page is a suspect when its document was
read, its place or a list is another, or a name of its means something else. Any other page, and one that is more than
the page of a paper, is always a suspect.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from papershelf.model.text import values
from papershelf.model.text.digests import digest
from papershelf.model.text.spans import references
from papershelf.render.follow import relations
from papershelf.resolve.shown.listed import facts_of

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Entry, Mention
    from papershelf.resolve.shown.inputs import Inputs

_FORMAT = 1

Page = tuple[int, str, str]
"""When the document was read; the names, one a line; digest of what is shown and told by no name, if there is any."""


class Told(NamedTuple):
    """What names mean, and what pages name.

    :param shared: digest of what every page looks at.
    :param papers: key to what a paper says, and to its names.
    :param documents: docname to what stands where a document names papers, but for what these say.
    :param mentions: key to where a paper is named.
    :param relations: key to the papers that name one in relations.
    :param groups: kind and name to the papers that share something.
    :param places: docname to the digest of what a page shows by its place.
    :param pages: docname to what a page names, of those that are told by names.
    """

    shared: str
    papers: dict[str, str]
    documents: dict[str, str]
    mentions: dict[str, str]
    relations: dict[str, str]
    groups: dict[tuple[str, str], str]
    places: dict[str, str]
    pages: dict[str, Page]


class Suspects:
    """What names mean in this build, and in the last one.

    :param inputs: what pages show of others.
    :param kept: what :attr:`kept` gave in the last build; nothing where it is not known.
    :param world: digest of all that pages showed of others then.
    """

    def __init__(self, inputs: Inputs, kept: bytes, world: str) -> None:
        self.inputs = inputs
        self.domain, self.catalogue = inputs.domain, inputs.catalogue
        before = _loaded(kept, world)
        self._now = self._told(before.papers if before else {})
        if before is not None and before.shared != self._now.shared:
            before = None
        self._found = self._compare(before)

    def among(self, docnames: Iterable[str]) -> list[str]:
        """Those of some pages that may show something else."""
        pages, found = self._now.pages, self._found
        return [name for name in docnames if name not in pages or name in found]

    @property
    def kept(self) -> bytes:
        """What the next build compares with."""
        return pickle.dumps((_FORMAT, self.inputs.world, tuple(self._now)), pickle.HIGHEST_PROTOCOL)

    def _compare(self, before: Told | None) -> set[str]:
        """Pages of which something is not what it was; what they name is noted anew."""
        names, keys, places = self._changed(before) if before else (set(), set(), set())
        known, stamps, pages, found = before.pages if before else {}, self.inputs.env.all_docs, self._now.pages, set()
        for entry in self.catalogue.entries:
            docname = entry.docname
            was = known.get(docname)
            if was is None or was[0] != stamps[docname]:
                was, is_told = None, self._is_plain(entry)
            else:
                is_other = entry.key in keys or docname in places or not names.isdisjoint(was[1].split("\n"))
                was, is_told = None if is_other else was, True
            if is_told:
                pages[docname] = now = self._page(entry) if was is None or was[2] else was
                if now != was:
                    found.add(docname)
        return found

    def _changed(self, before: Told) -> tuple[set[str], set[str], set[str]]:
        """Names that mean something else now, keys of papers in a list that is another, and pages at another place."""
        now, readings = self._now, self.catalogue.readings
        names = {f"docname:{docname}" for docname in _differing(before.documents, now.documents)}
        keys = _differing(before.mentions, now.mentions) | _differing(before.relations, now.relations)
        for kind, name in _differing(before.groups, now.groups):
            keys.update(readings.members(kind, name))
        for key in _differing(before.papers, now.papers):
            was, told = (table.get(key, "").partition("\n")[2] for table in (before.papers, now.papers))
            entry = self.catalogue.by_key(key) if told else None
            if was == told:
                continue
            names.update(was.split("\n"), told.split("\n"))
            for group in readings.groups(entry) if entry else ():  # which shows its papers
                keys.update(readings.members(*group) if now.groups[group] else ())
        return names, keys, _differing(before.places, now.places)

    # -- what names mean ------------------------------------------------------------------------

    def _told(self, papers: dict[str, str]) -> Told:
        inputs, catalogue, own = self.inputs, self.catalogue, self.domain.papers
        categories = list(catalogue.categories.values())
        files = [inputs.targets.file(category.docname) for category in categories]
        return Told(
            digest((inputs.shell, inputs.elsewhere, categories, files)),
            {entry.key: self._paper(entry, papers.get(entry.key, "")) for entry in catalogue.entries},
            {docname: self._document(docname) for docname in self.domain.mentions},
            {
                key: "\n".join([f"{mention.docname} {mention.target} {mention.anchor}" for mention in found])
                for key, found in catalogue.mentioned.items()
            },
            catalogue.naming_in_relations(),
            catalogue.readings.grouped,
            {entry.docname: inputs.placed(entry.docname) for entry in catalogue.entries if entry.docname in own},
            {},
        )

    def _paper(self, entry: Entry, before: str) -> str:
        """What a paper says but for its summary, which is not shown without a listing, and its names.

        :param before: what stood here in the last build.
        """
        mark = f"{self.inputs.listed.entry(entry)} {entry.cited:d} {entry.library} {entry.address}\n"
        if before.startswith(mark):
            return before
        paper = entry.paper
        cited = (paper.cite_key, values.slug(paper.cite_key)) if paper.cite_key else ()
        names = (entry.key, f"docname:{entry.docname}", *paper.former_keys, *cited)
        return mark + "\n".join((self.inputs.listed.bare(entry), *names))

    def _document(self, docname: str) -> str:
        title = "" if self.catalogue.by_docname(docname) else self.inputs.targets.title(docname)
        return f"{self.domain.marks[docname].mentions} {title}"

    # -- what pages name ------------------------------------------------------------------------

    def _is_plain(self, entry: Entry) -> bool:
        """Whether a paper has a page that is nothing more."""
        docname, domain = entry.docname, self.domain
        if entry.queued or docname not in domain.papers or docname in domain.queues or docname in domain.categories:
            return False
        taken = domain.references[docname]
        return not (taken.listings or taken.toctrees or taken.foreign)

    def _page(self, entry: Entry) -> Page:
        """What the page of a paper names; what it names in a way that no name tells, as it is."""
        docname, catalogue = entry.docname, self.catalogue
        names = {entry.key, *(key for _relation, keys in entry.paper.relations for key in keys)}
        names.update(mention.target for mention in self.domain.mentions.get(docname, ()))
        names.update(other.key for _relation, _inverse, found in relations(entry, catalogue) for other in found)
        untold: list[Any] = [facts_of(queued.paper) for queued in catalogue.queued_on(docname)]
        for reference in self.domain.references[docname].targets:
            if reference[:2] == ("paper", "ref"):
                names.add(reference[2])
            else:
                untold.append(self.inputs.targets.reference(docname, reference))
        for mention in catalogue.mentions_of(entry.key):
            untold += self._sentence(mention, names)
        return (self.inputs.env.all_docs[docname], "\n".join(sorted(names)), digest(untold) if untold else "")

    def _sentence(self, mention: Mention, names: set[str]) -> list[str]:
        """Note what is named where a paper is mentioned; the sentence itself, where that is not enough."""
        names.add(f"docname:{mention.docname}")
        for span in references(mention.sentence):
            if span.kind != "ref" or span.target not in self.catalogue:
                return [self.inputs.listed.mention(mention)]
            names.add(span.target)
        return []


def _differing(before: dict[Any, str], now: dict[Any, str]) -> set[Any]:
    """Names that mean something else, or that only one of both has."""
    return {name for name, _meaning in before.items() ^ now.items()}


def _loaded(kept: bytes, world: str) -> Told | None:
    """What was kept, if it is of that world."""
    try:
        form, then, told = pickle.loads(kept)
        return Told(*told) if (form, then) == (_FORMAT, world) else None
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError):
        return None
