"""What references of a page lead to and show, as plain values for the digest of its inputs."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sphinx.util import docname_join

from papershelf.collect.domain.paper import paper_domain
from papershelf.model.collection.catalogue import Entry
from papershelf.model.text.digests import digest
from papershelf.resolve.indices import is_empty

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.documents.discovery import LibraryProject
    from papershelf.collect.records import Reference


_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Targets:
    """Papers, pages and labels as references show them, once every document is read."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.domain = paper_domain(env)
        self.catalogue = self.domain.catalogue
        self._coarse: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self._papers: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def reference(self, docname: str, reference: Reference) -> Any:
        """What a cross-reference leads to and shows."""
        domain, kind, target, place = reference
        if domain == "paper":
            return (self.paper(target), kind in {"citet", "citep"} and self.citation(target))
        if domain == "doc":  # a Markdown link to a page
            return (self.file(target), self.title(target), place and self.places(target), self.is_paper(target))
        if domain == "std" and kind == "doc":
            name = docname_join(docname, target)
            return (name in self.env.all_docs, self.title(name), self.is_paper(name))
        if domain == "std" and kind in {"ref", "numref", "keyword"}:
            return self.label(target.lower())
        if domain == "std":
            return self.whole("std")
        if domain and domain in self.env.domaindata:
            return self.whole(domain)
        name = docname_join(docname, target)  # any, or a Markdown link by name: every domain is asked
        anywhere = [self.whole(name) for name in sorted(self.env.domaindata) if name not in {"paper", "std"}]
        std = self.env.domains.standard_domain
        objects = [std.objects.get((kind, word)) for kind in std.object_types for word in (target, target.lower())]
        return (
            self.paper(target),
            self.title(name),
            self.label(target),
            self.label(target.lower()),
            objects,
            anywhere,
        )

    def is_paper(self, docname: str) -> bool:
        """Whether a link to a page is a mention, which has an anchor."""
        return self.catalogue.by_docname(docname) is not None

    def file(self, docname: str) -> str:
        """The source of a document, which tells its page and whether that has a Markdown twin; nothing without one."""
        if "://" in docname:  # of another library
            return docname
        if docname not in self._files:
            known = docname in self.env.all_docs
            self._files[docname] = cast("LibraryProject", self.env.project).place(docname) if known else ""
        return self._files[docname]

    def paper(self, key: str) -> str:
        """Digest of where a paper is and what a reference to it shows; a dozen pages ask for it."""
        if key not in self._papers:
            self._papers[key] = digest(self._paper(key))
        return self._papers[key]

    def _paper(self, key: str) -> Any:
        entry = self.catalogue.anywhere(key)
        if entry is None:
            return None
        if entry.library:
            return (entry.library, entry.address, _shown(entry), entry.paper.year)
        place = (self.file(entry.docname), entry.queued and entry.anchor, entry.cited and entry.paper.all_links)
        return (place, _shown(entry), entry.paper.year)

    def citation(self, key: str) -> Any:
        """What a paper is cited by, which others of the same names and year change."""
        entry, citing = self.catalogue.anywhere(key), self.catalogue.citing
        return entry and [citing.text(self.catalogue.cited(entry), kind) for kind in ("citet", "citep")]

    def label(self, name: str) -> Any:
        """Where a label stands and its number."""
        std = self.env.domains.standard_domain
        label, place = std.labels.get(name), std.anonlabels.get(name)
        numbers = self.env.toc_fignumbers.get(place[0]) if place else None
        return (label, place, numbers, place and self.env.toc_secnumbers.get(place[0]), is_empty(self.env, name))

    def places(self, docname: str) -> Any:
        """Headings and labels of a document that a link may lead to."""
        slugs = self.env.metadata[docname].get("myst_slugs", {})
        return ([(slug, *place[1:]) for slug, place in slugs.items()], self._labels_of.get(docname))

    @cached_property
    def _labels_of(self) -> dict[str, list[Any]]:
        std = self.env.domains.standard_domain
        found: dict[str, list[Any]] = {}
        for store in (std.labels, std.anonlabels):
            for name, value in sorted(store.items()):
                found.setdefault(value[0], []).append((name, *value))
        return found

    def whole(self, name: str) -> str:
        """Digest of all that a domain holds; of one that we do not know better."""
        if name not in self._coarse:
            data = self.env.domaindata.get(name, {})
            held = sorted((key, _stable(value)) for key, value in data.items() if key != "version")
            known = [] if name == "std" else sorted(map(repr, self.env.domains[name].get_objects()))
            self._coarse[name] = digest([held, known])
        return self._coarse[name]

    def title(self, docname: str) -> str:
        """The title of a document, with its number; nothing without one."""
        if docname not in self._titles:
            self._titles[docname] = self._title(docname)
        return self._titles[docname]

    def _title(self, docname: str) -> str:
        taken = self.domain.references.get(docname)
        title = self.env.titles.get(docname)
        if taken is None or title is None:
            return ""
        number = title.get("secnumber")
        return f"{number} {taken.title}" if number else taken.title


def _shown(entry: Entry) -> tuple[str, str, str]:
    paper = entry.paper
    return (paper.name, paper.title, paper.status.value)


def _stable(value: object) -> object:
    """A value without the order of sets and tables, which depends on what was read when."""
    if isinstance(value, dict):
        return sorted((repr(key), _stable(item)) for key, item in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    return _ADDRESS.sub("", repr(value))
