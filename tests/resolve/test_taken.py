"""What a page takes of others while it is written is looked at by the digest that tells whether to write it again.

One build records which page reads which value of which record. Each such value is then changed, in memory, and the
digest of every page that read it must be another one.
"""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

from papershelf.collect.domain.paper import PaperDomain, paper_domain
from papershelf.libraries.records import OtherPaper
from papershelf.model.collection import graph as graphs
from papershelf.model.collection.catalogue import Catalogue, Category, Entry, Mention
from papershelf.model.record.paper import Author, Paper, Relation, Status
from papershelf.model.text.spans import TEXT, Span
from papershelf.render.drawings import overview
from papershelf.resolve import fill
from papershelf.resolve.navigation import Navigation
from papershelf.resolve.shown.inputs import Inputs
from papershelf.resolve.shown.suspects import Suspects
from papershelf.write.files import twins
from papershelf.write.pages import PageWriter
from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

LISTS = """\
# Lists

```{paper-list}
:status: done
:sort: -read
```

```{paper-list}
:style: table
:sort: title
```

```{paper-list}
:style: cards
:category: inner
```
"""
DRAWN = """\
# Drawn

```{paper-graph}
```

```{paper-graph}
:layout: timeline
```

```{paper-graph}
:paper: gqa
```
"""
FACTS = ":authors: Ann Lee; Bo Kim\n:year: 2020\n:venue: NeurIPS 2020\n:tags: search, long\n:doi: 10.1000/one"
LINKED = ":authors: Bo Kim\n:year: 2023\n:arxiv: 2305.13245\n:code: https://example.org/code\n:short-title: GQA"
FILES = {
    "index.md": home("outer", "lists", "all", "drawn", "beside", "counted", "guide", "last"),
    "outer.md": category("outer", "Outer") + "\nSee {paper:ref}`rag`.\n\n```{toctree}\ninner\n```\n",
    "last.md": category("last", "Last"),
    "inner.md": category("inner", "Inner", content="rag", queue="- flash = Flash Attention — Tri Dao (2022)\n- peft")
    .replace("{paper-category} inner\n", "{paper-category} inner\n:parent: outer\n"),
    "lists.md": LISTS,
    "all.md": "# All\n\n```{paper-list}\n:filter:\n```\n",
    "drawn.md": DRAWN,
    "beside.md": "# Beside\n\n```{paper-compare}\n- rag\n- gqa\n- flash\n```\n",
    "counted.md": "# Counted\n\n```{paper-stats}\n```\n",
    "guide.md": "# Guide\n\nRead {paper:citet}`rag, gqa`, [](papers/llm.md) and {paper:ref}`flash` first.\n",
    "papers/rag.md": paper(
        "Retrieval",
        "rag",
        options=f":category: inner\n{FACTS}\n:read: 2024-01-02\n:added: 2024-01-01\n:extends: peft, flash",
        summary="- It *finds*, as {paper:ref}`gqa` does\n- two\n- three",
        body="As {paper:ref}`gqa` and {paper:ref}`peft` show. It takes {paper:ref}`flash`.",
    ),
    "papers/gqa.md": paper(
        "Grouped Queries",
        "gqa",
        options=f":category: inner\n:also-in: outer\n{LINKED}\n:extends: rag, flash\n:status: writing",
        body="It builds on {paper:ref}`rag`, and on {paper:citep}`llm, rag`.",
    ),
    "papers/llm.md": paper(
        "A Model",
        "llm",
        options=":category: outer\n:authors: Ann Lee\n:tags: Search",
        body="It uses {paper:citep}`gqa, rag`, and says it of {paper:ref}`flash`.",
    ),
    "papers/late.md": paper("Late", "late", options=":category: last", body="It names {paper:ref}`rag`, far below."),
    "papers/alone.md": paper("Alone", "alone", options=":category: outer\n:compares-with: llm\n:type: book"),
}  # fmt: skip

LAB = {
    "key": "lora", "title": "Low Rank", "status": "done", "url": "lora.html", "date": "2021",
    "elsewhere": [{"library": "https://own.example/", "key": "rag", "relations": ["extends"], "mentioned": True}],
}  # fmt: skip
TIED = FILES | {
    "lab.json": json.dumps({"version": 1, "categories": [], "papers": [LAB]}),
    "guide.md": "# Guide\n\nRead {paper:citet}`rag, lab-a:lora`, {paper:ref}`lab-a:lora` and {paper:ref}`flash`.\n",
    "beside.md": FILES["beside.md"].replace("- flash", "- lab-a:lora"),
    "papers/alone.md": FILES["papers/alone.md"].replace(":compares-with: llm", ":compares-with: llm, lab-a:lora"),
}
TO_LAB = 'html_baseurl = "https://own.example/"\npapershelf_libraries = {"lab-a": ("https://a.example/", "lab.json")}\n'

Value = tuple[str, str, str]
"""Kind, name and field of a record."""


@dataclass
class Reads:
    """What is read of records while a page is written."""

    page: str = ""
    of: dict[Value, set[str]] = field(default_factory=lambda: defaultdict(set))

    @contextmanager
    def away(self, page: str = "") -> Iterator[None]:
        """Record for another page meanwhile, or nothing."""
        before, self.page = self.page, page
        try:
            yield
        finally:
            self.page = before


def watch(patch: pytest.MonkeyPatch, reads: Reads, kind: type[Any], name_of: Callable[[Any], str]) -> None:
    """Record which fields of records of a kind are read."""
    names = {one.name for one in dataclasses.fields(kind)}

    def read(self: Any, name: str) -> Any:
        if reads.page and name in names:
            with reads.away():
                owner = name_of(self)
            reads.of[kind.__name__, owner, name].add(reads.page)
        return object.__getattribute__(self, name)

    patch.setattr(kind, "__getattribute__", read)


def without(reads: Reads, function: Callable[..., Any]) -> Callable[..., Any]:
    def unwatched(*args: Any, **kwargs: Any) -> Any:
        with reads.away():
            return function(*args, **kwargs)

    return unwatched


def hidden(record: Any, name: str) -> Any:
    """A field of a record, unwatched."""
    return object.__getattribute__(record, name)


KINDS: dict[type[Any], Callable[[Any], str]] = {
    Paper: lambda paper: hidden(paper, "key"),
    Entry: lambda entry: hidden(hidden(entry, "paper"), "key"),
    Category: lambda category: hidden(category, "slug"),
    Mention: lambda mention: f"{hidden(mention, 'docname')}#{hidden(mention, 'anchor')}",
}
KINDS_OF_OTHERS = {"Paper": Paper, "Entry": OtherPaper}
CHOOSING = (
    (fill, "members"), (fill, "compared"), (fill, "subcategories"), (twins, "members"), (twins, "subcategories"),
    (graphs, "query"), (overview, "years"), (Inputs, "of"), (Catalogue, "related_to"), (graphs, "connections"),
)  # fmt: skip
"""Functions that choose among all papers: the digest chooses by the same ones. What pages show of the chosen counts."""


def warm(thing: Any) -> None:
    """Have what is made of the whole library made before any page is written."""
    for owner in type(thing).__mro__:
        for name, made in vars(owner).items():
            if isinstance(made, cached_property):
                getattr(thing, name)


def recorded(site: Site, patch: pytest.MonkeyPatch) -> tuple[SphinxTestApp, dict[Value, set[str]]]:
    """Build a library; which pages read which values."""
    reads = Reads()
    write_documents, write_page = PageWriter.write_documents, PageWriter._write_page

    def write_all(self: PageWriter, docnames: Any) -> None:
        catalogue = paper_domain(self.env).catalogue
        for thing in (catalogue, catalogue.citing, catalogue.readings, self.inputs):
            warm(thing)
        for key in catalogue.names:
            catalogue.readings.of(key)
        write_documents(self, docnames)

    def write_one(self: PageWriter, docname: str) -> Any:
        vars(self).pop("navigation", None)  # which keeps names from one page to the next
        with reads.away(docname):
            return write_page(self, docname)

    patch.setattr(PageWriter, "write_documents", write_all)
    patch.setattr(PageWriter, "_write_page", write_one)
    for owner, name in CHOOSING:
        patch.setattr(owner, name, without(reads, getattr(owner, name)))
    for kind, name_of in KINDS.items():
        watch(patch, reads, kind, name_of)
    app = SphinxTestApp("html", srcdir=site.source, builddir=site.out)
    app.build()
    patch.undo()
    return app, reads.of


# -- another value in each place --------------------------------------------------------------------

OTHER: dict[str, dict[str, Any]] = {
    "title": {"title": "Another Title"}, "short_title": {"short_title": "AT"}, "status": {"status": Status.READING},
    "authors": {"authors": (Author("Quist", "Zoe"),)}, "date": {"date": "1999-01-02"}, "tags": {"tags": ("other",)},
    "venue": {"venue": "ICML 1999"}, "category": {"category": "nowhere"}, "also_in": {"also_in": ("nowhere",)},
    "doi": {"doi": "10.1000/other"}, "links": {"links": (("code", "https://example.org/other"),)},
    "read": {"read": "1999-01-03"}, "added": {"added": "1999-01-04"}, "type": {"type": "report"},
    "relations": {"relations": ((Relation.SUPERSEDES, ("alone", "rag")),)}, "cite_key": {"cite_key": "other99"},
    "former_keys": {"former_keys": ("once",)},
    "fields": {"fields": (("pubstate", "in press"), ("booktitle", "NEURIPS"), ("howpublished", "NEURIPS"))},
    "sentence": {"sentence": (Span(TEXT, "Other words"),)}, "anchor": {"anchor": "another-place"},
    "parent": {"parent": "last"}, "address": {"address": "https://a.example/other.html"},
    **{name: {"arxiv": "9901.00001", "arxiv_version": "v7"} for name in ("arxiv", "arxiv_version")},
    **{name: {"summary": ("Other words", "2", "3"), "spans": (), "note": ""} for name in ("summary", "spans", "note")},
}  # fmt: skip
"""Field to what no record has there; of those that only tell something together, all of them."""

FIXED = {
    "key", "docname", "slug", "target", "paper",  # another would be another record
    "queued", "cited", "library", "home", "work", "line", "place",  # what kind of record it is, and where it is written
    "notes",  # of a portal, whose digests take all of a record
}  # fmt: skip
"""Fields that no value is tried in."""


def is_tried(value: Value) -> bool:
    """Whether a record may have another value there."""
    kind, owner, name = value
    if kind == "Entry" and ":" not in owner:
        return name == "anchor"  # no paper of one's own has an address
    if ":" in owner and name in {"category", "also_in"}:
        return False  # which are those of the other library
    return name not in FIXED and value != ("Category", "last", "parent")  # which would stand below itself


@contextmanager
def changed(domain: PaperDomain, value: Value) -> Iterator[None]:
    """The library with another value in one place."""
    kind, owner, name = value
    other = OTHER[name]
    before = {store: dict(getattr(domain, store)) for store in ("papers", "queues", "mentions", "marks")}
    within = [(found, dict(vars(found))) for one in domain.others for paper in one for found in (paper, paper.paper)]
    if kind == "Mention":
        docname, _sign, anchor = owner.partition("#")
        found = domain.mentions[docname]
        domain.note_mentions(docname, [replace(one, **other) if one.anchor == anchor else one for one in found])
    elif ":" in owner:
        vars(next(found for found, _said in within if isinstance(found, KINDS_OF_OTHERS[kind]))).update(other)
    elif kind != "Category":

        def change(note: Any) -> Any:
            if note.paper.key != owner:
                return note
            return replace(note, paper=replace(note.paper, **other)) if kind == "Paper" else replace(note, **other)

        for docname, note in before["papers"].items():
            domain.note_paper(docname, change(note))
        for docname, notes in before["queues"].items():
            domain.queues[docname] = tuple(map(change, notes))
    domain._reopen()
    if kind == "Category":
        categories = domain.catalogue.categories
        categories[owner] = replace(categories[owner], **other)
    yield
    for store, documents in before.items():
        for docname, held in documents.items():
            getattr(domain, store)[docname] = held
    for found, said in within:
        vars(found).update(said)
    domain._reopen()


def digests(app: SphinxTestApp, before: tuple[bytes, str] = (b"", "")) -> tuple[dict[str, str], set[str], Suspects]:
    """The digest of each page, made anew; the pages that are suspected of showing something else; what tells them.

    :param before: what suspects are told by, and of which world.
    """
    env = app.env
    domain, around = paper_domain(env), env.collect_relations()
    navigation = Navigation(env, domain.catalogue, around, app.config.papershelf_sidebar_papers)
    inputs = Inputs(env, around, "", navigation)
    suspects = Suspects(inputs, *before)
    return {page: inputs.of(page) for page in env.all_docs}, set(suspects.among(env.all_docs)), suspects


def saying(domain: PaperDomain, value: Value) -> str:
    """The page that says a value; it is written again when it is read."""
    kind, owner, _name = value
    if kind == "Mention":
        return owner.partition("#")[0]
    if kind == "Category":
        return domain.catalogue.categories[owner].docname
    entry = domain.catalogue.anywhere(owner)
    return entry.docname if entry else ""


@pytest.mark.parametrize(("files", "conf"), [(FILES, ""), (TIED, TO_LAB)], ids=["alone", "tied"])
def test_what_a_page_reads_of_others_is_in_its_digest(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], conf: str
) -> None:
    app, reads = recorded(make_site({**files, "conf.py": CONF + conf}), monkeypatch)
    domain, (usual, _all, told) = paper_domain(app.env), digests(app)
    before = (told.kept, told.inputs.world)
    tried, forgotten = 0, []
    for value, pages in sorted(reads.items()):
        others = pages - {saying(domain, value)}
        if not others or not is_tried(value):
            continue
        tried += 1
        with changed(domain, value):
            now, suspected, told = digests(app, before)
            world = told.inputs.world
        unseen = {page for page in others if now[page] == usual[page] or page not in suspected or world == before[1]}
        forgotten += [f"{page}: {' '.join(value)}" for page in sorted(unseen)]
    app.cleanup()
    assert tried > 100
    assert forgotten == []
    now, suspected, _told = digests(app, before)
    assert now == usual
    assert suspected < {*usual}
