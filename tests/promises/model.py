"""A small library as data, and the edits that people make to it."""

from __future__ import annotations

import dataclasses
import inspect
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

KEYS = ("rag", "gqa", "lora", "llm", "bert", "flash", "dpo", "moe", "peft", "vit")
"""Keys that papers of the model may have; the first six have pages at the start."""

TITLES = (
    "Retrieval",
    "Grouped Queries",
    "Low Rank",
    "A & B <C>",
    "한국어 논문",
    "가중치",
    "Zebra",
    "apple",
    "Retrieval 2",
)
WORDS = ("Plain words", "Rainbows and kittens", "긴 문장과 단어", "Quoted 'words' -- here", "Zeppelins", "running runs")
HEADINGS = ("Setup", "Setup!", "Results", "결과")
STATUSES = ("done", "writing", "reading", "planned")
RELATIONS = ("extends", "compares-with", "supersedes")
FORMS = ("ref", "citep", "words", "bare", "heading", "bare heading", "label", "number", "term", "doc", "file")
NOTES = "papers/notes.txt"
"""A file that pages may link to, whether it is there or not."""

TERMS = ("shelf", "rack")
STATICS = {
    "_static/extra.css": "p { color: red }\n",
    "_extra/robots.txt": "User-agent: *\n",
    "_templates/sidebar/brand.html": "<p>Home of {{ project }}</p>\n",
}
DAYS = ("2024-02-03", "2025-12-01")
COLOURS = ("red", "tan", "blue", "olive")
AUTHORS = ("Ann Lee; Bo Kim", "{Shelf Team}", "Bo Kim", "김철수; Ann Lee")


@dataclass(frozen=True)
class Link:
    """A cross-link as written: it keeps its address when the target is renamed."""

    form: str
    target: str

    def source(self, folder: str) -> str:
        """MyST for a page in a folder."""
        page, _, anchor = self.target.partition("#")
        address = posixpath.relpath(f"{page}.md", folder or ".")
        match self.form:
            case "ref" | "citep":
                return f"{{paper:{self.form}}}`{self.target}`"
            case "words":
                return f"[these notes]({address})"
            case "bare":
                return f"[]({address})"
            case "heading":
                return f"[that part]({address}#{anchor})"
            case "bare heading":
                return f"[]({address}#{anchor})"
            case "number":
                return f"{{numref}}`{self.target}`"
            case "term":
                return f"{{term}}`{self.target}`"
            case "file":
                return f"[this file]({posixpath.relpath(self.target, folder or '.')})"
            case "doc":
                return f"{{doc}}`/{self.target}`"
            case _:
                return f"{{ref}}`{self.target}`"


@dataclass(frozen=True)
class Paper:
    """A paper's page.

    :param name: for its labels, when it is not the key any more.
    :param plain: it has no ``paper-summary``.
    """

    key: str
    title: str
    category: str
    status: str = "done"
    year: str = "2021"
    authors: str = AUTHORS[0]
    words: str = WORDS[0]
    summary: str = "What it found"
    heading: str = HEADINGS[0]
    links: tuple[Link, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    also_in: str = ""
    tags: str = ""
    short: str = ""
    former: str = ""
    read: str = ""
    figure: bool = False
    searched: bool = True
    plain: bool = False
    name: str = ""

    @property
    def label(self) -> str:
        """What its label and its figure are called; no two pages may have the same."""
        return self.name or self.key

    def source(self, docname: str) -> str:
        """The page's Markdown."""
        values = {
            "authors": self.authors,
            "year": self.year,
            "category": self.category,
            "also-in": self.also_in,
            "status": self.status,
            "tags": self.tags,
            "short-title": self.short,
            "former-keys": self.former,
            "read": self.read,
            **dict(self.relations),
        }
        options = [f":{name}: {value}" for name, value in values.items() if value]
        links = [f"It builds on {link.source(posixpath.dirname(docname))} in a way." for link in self.links]
        insight = f"- {self.summary}. *As* $x^2$"
        if self.links:  # what lists show of a paper then depends on another page
            insight += f" and {self.links[0].source(posixpath.dirname(docname))}"
        box = [f"```{{paper-summary}} {self.key}", *options, "", insight, "- second", "- third", "```"]
        figure = f"```{{figure}} fig.svg\n:name: fig-{self.label}\n\nWhat {self.title} is\n```"
        parts = [
            *(["---\nnosearch: true\n---"] if not self.searched else []),
            f"# {self.title}",
            *(["\n".join(box)] if not self.plain else []),
            self.words,
            *links,
            f"({self.label}-part)=\n## {self.heading}",
            f"More about {self.key}, with $x^2$.",
            *([figure] if self.figure else []),
        ]
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True)
class Planned:
    """A line of a queue."""

    key: str
    title: str
    year: str = "2022"
    names: str = ""


@dataclass(frozen=True)
class Category:
    """A category's page."""

    slug: str
    title: str
    listed: tuple[str, ...] = ()
    queue: tuple[Planned, ...] = ()
    sort: str = "listed"
    parent: str = ""
    about: str = "About it."

    def source(self) -> str:
        """The page's Markdown."""
        options = [f":sort: {self.sort}", *([f":parent: {self.parent}"] if self.parent else [])]
        parts = [
            f"# {self.title}",
            self.about,
            "\n".join([f"```{{paper-category}} {self.slug}", *options, "", *self.listed, "```"]),
        ]
        if self.queue:
            lines = [f"- {p.key} = {p.title}{f' — {p.names}' if p.names else ''} ({p.year})" for p in self.queue]
            parts.append("\n".join(["```{paper-queue}", *lines, "```"]))
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True)
class Guide:
    """A page that is no paper and links to papers."""

    title: str = "Guide"
    words: str = WORDS[0]
    heading: str = HEADINGS[0]
    term: str = "shelf"
    links: tuple[Link, ...] = ()

    def source(self) -> str:
        """The page's Markdown."""
        links = [f"Read {link.source('')} first." for link in self.links]
        parts = [
            f"# {self.title}",
            f"{self.words}, see {{ref}}`paper-author`.",
            *links,
            "Get {download}`the data <data.csv>`:",
            "```{literalinclude} data.csv\n```",
            f"```{{glossary}}\n{self.term}\n  What holds books.\n```",
            f"```{{index}} shelf; {self.heading}\n```",
            f"(guide-part)=\n## {self.heading}",
            "The end.",
        ]
        return "\n\n".join(parts) + "\n"


@dataclass
class Library:
    """The sources of a library.

    :param home: pages in the home page's toctree.
    :param numbered: whether that toctree numbers the sections of all pages.
    :param statics: style sheets, scripts, templates and other files that are no content.
    :param stamps: what the last edit does to time stamps, where it is not "changed files get a newer one":
        file to ``newer``, ``older``, ``future``, ``kept``, ``then`` (the stamp this content had before) or ``of FILE``.
    """

    papers: dict[str, Paper]
    categories: dict[str, Category]
    home: tuple[str, ...]
    guide: Guide = Guide()
    numbered: bool = False
    figures: dict[str, str] = field(default_factory=dict)
    statics: dict[str, str] = field(default_factory=dict)
    data: str = "a,b\n"
    settings: dict[str, Any] = field(default_factory=dict)
    first: dict[str, Paper] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.first = {**self.papers, **self.first}

    def copy(self) -> Library:
        """An independent copy."""
        return dataclasses.replace(
            self, **{f.name: dict(v) for f in dataclasses.fields(self) if isinstance(v := getattr(self, f.name), dict)}
        )

    def files(self) -> dict[str, bytes]:
        """Every source file."""
        toctree = "\n".join(["```{toctree}", *([":numbered:"] if self.numbered else []), *self.home, "```"])
        recent = "```{paper-list}\n:status: done\n:sort: title\n:limit: 4\n```"
        text = {
            "conf.py": self._conf(),
            "index.md": f"# Home\n\nWelcome.\n\n{recent}\n\n```{{paper-stats}}\n```\n\n{toctree}\n",
            "guide.md": self.guide.source(),
            "data.csv": self.data,
            **{f"{slug}.md": category.source() for slug, category in self.categories.items()},
            **{f"{docname}.md": paper.source(docname) for docname, paper in self.papers.items()},
            **{name: _figure(colour) for name, colour in self.figures.items()},
            **self.statics,
        }
        return {name: content.encode() for name, content in text.items()}

    def _conf(self) -> str:
        settings = {
            "project": "test",
            "extensions": ["myst_parser", "papershelf"],
            "html_theme": "furo",
            "html_static_path": ["_static"],
            "html_extra_path": ["_extra"],
            "templates_path": ["_templates"],
            "html_css_files": ["extra.css"],
            "exclude_patterns": ["_extra"],
            "myst_enable_extensions": ["colon_fence", "dollarmath"],
            "myst_heading_anchors": 2,
            "numfig": True,
            **self.settings,
        }
        return "".join(f"{name} = {value!r}\n" for name, value in settings.items())


def _figure(colour: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect fill="{colour}" width="9"/></svg>\n'


def small() -> Library:
    """Two categories, six papers that name each other, planned ones, a guide, figures: ten pages."""
    papers = {
        "papers/rag": Paper("rag", "Retrieval", "methods", links=(Link("ref", "gqa"), Link("ref", "dpo")), figure=True),
        "papers/gqa": Paper(
            "gqa", "Grouped Queries", "methods", authors=AUTHORS[3], relations=(("extends", "rag"),), year="2023"
        ),
        "papers/lora": Paper("lora", "Low Rank", "methods", links=(Link("bare", "papers/gqa"),), status="writing"),
        "papers/llm": Paper("llm", "A Model", "models", links=(Link("citep", "gqa"), Link("label", "rag-part"))),
        "papers/bert": Paper(
            "bert", "Two Ways", "models", links=(Link("bare heading", "papers/rag#setup"), Link("term", "shelf"))
        ),
        "papers/flash/index": Paper("flash", "Fast Attention", "models", figure=True, authors=AUTHORS[1]),
    }
    return Library(
        papers=papers,
        categories={
            "methods": Category("methods", "Methods", ("rag", "gqa"), (Planned("dpo", "Direct Preference"),)),
            "models": Category("models", "Models", ("llm",), (Planned("moe", "Many Experts", "2017"),)),
        },
        home=("methods", "models", "guide"),
        guide=Guide(
            links=(
                Link("number", "fig-flash"),
                Link("words", "papers/rag"),
                Link("bare", "papers/gqa"),
                Link("ref", "lora"),
            )
        ),
        figures={"papers/fig.svg": "red", "papers/flash/fig.svg": "blue"},
        statics=dict(STATICS),
        settings={"html_title": "Shelf", "language": "en"},
    )


def large(papers: int = 25, categories: int = 5, *, bad: bool = False) -> Library:
    """Many papers, dealt out to the categories one after another; each names the one before it in its category.

    :param bad: some name papers, headings and files that are not there.
    """
    slugs = [f"c{n}" for n in range(categories)]
    pages = {}
    for n in range(papers):
        links = [Link("ref", f"p{n - categories:02}")] if n >= categories else []
        if bad and n % 4 == 0:
            links += [Link("ref", f"nope{n}"), Link("words", f"papers/nope{n}"), Link("label", f"nope{n}")]
        pages[f"papers/p{n:02}"] = Paper(
            f"p{n:02}",
            f"Paper {n}",
            "c9" if bad and n % 10 == 3 else slugs[n % categories],
            STATUSES[n % 3],
            f"{2000 + n % 7}",
            AUTHORS[n % 4],
            WORDS[n % 6],
            summary=f"What {n} found",
            links=tuple(links),
            figure=n < 2,
            former=f"old{n}" if n % 5 == 0 else "",
            read=DAYS[n % 2] if n % 3 else "",
        )
    return Library(
        papers=pages,
        categories={slug: Category(slug, f"Category {slug}") for slug in slugs},
        home=(*slugs, "guide"),
        guide=Guide(links=(Link("words", "papers/p03"),)),
        figures={"papers/fig.svg": "red"},
        statics=dict(STATICS),
        settings={"html_title": "Shelf", "language": "en", "html_baseurl": "https://example.org/lib/"},
    )


# ---- edits: functions whose parameters' names say what they may be


class NotApplicable(Exception):
    """The edit makes no sense in this library."""


@dataclass(frozen=True)
class Edit:
    """One edit, and how it is built.

    :param how: an option of the build; a builder that runs before it on the same doctrees; ``killed N``: a build comes
        before it that is killed at its Nth change to a file; ``output lost``: since the last build; ``unbuilt``: the
        next edit comes first.
    """

    kind: str
    args: tuple[Any, ...] = ()
    how: str = ""

    def __repr__(self) -> str:
        how = [f"how={self.how!r}"] if self.how else []
        return f"edit({', '.join([repr(self.kind), *map(repr, self.args), *how])})"


def edit(kind: str, *args: Any, how: str = "") -> Edit:
    """An edit, as it is written in tests."""
    return Edit(kind, args, how)


HOWS = (
    *[""] * 8,
    *["unbuilt"] * 4,
    *["-j 2"] * 2,
    *("text", "latex", "dirhtml", "killed 5", "killed 50", "killed 100", "output lost", "-E", "-a"),
)

EDITS: dict[str, Callable[..., None]] = {}
"""Kind to what it does."""

POOLS: dict[str, Callable[[Library], Sequence[Any]]] = {
    "page": lambda library: sorted(library.papers),
    "other": lambda library: sorted(library.papers)[::-1],
    "source": lambda library: sorted(library.files()),
    "spare": lambda library: sorted(set(KEYS) - {paper.key for paper in library.papers.values()}),
    "key": lambda library: KEYS,
    "category": lambda library: sorted(library.categories),
    "title": lambda library: TITLES,
    "words": lambda library: WORDS,
    "heading": lambda library: HEADINGS,
    "status": lambda library: STATUSES,
    "authors": lambda library: AUTHORS,
    "relation": lambda library: RELATIONS,
    "form": lambda library: FORMS,
    "way": lambda library: ("reversed", "turned", "emptied", "filled"),
    "sort": lambda library: ("listed", "-listed", "title", "year"),
    "colour": lambda library: COLOURS,
    "day": lambda library: DAYS,
    "figure": lambda library: ("papers/fig.svg", "papers/flash/fig.svg"),
    "static": lambda library: (
        *STATICS,
        NOTES,
        "_static/more.js",
        "_extra/more.txt",
        "_extra/llms.txt",
        "_extra/objects.inv",
        "_templates/sidebar/more.html",
    ),
    "term": lambda library: TERMS,
    "slug": lambda library: (*library.categories, "elsewhere"),
    "setting": lambda library: SETTINGS,
}

SETTINGS: tuple[tuple[str, Any], ...] = tuple(
    (name, value)
    for name, values in {
        "html_title": ["Shelf", "Another Shelf"],
        "html_theme": ["furo", "alabaster"],
        "html_theme_options": [{}, {"light_logo": "extra.css", "dark_logo": "extra.css"}],
        "html_css_files": [["extra.css"], []],
        "html_copy_source": [True, False],
        "html_show_sourcelink": [True, False],
        "html_use_index": [True, False],
        "html_domain_indices": [True, ["paper-author"], False],
        "html_permalinks_icon": ["#", "¶"],
        "html_static_path": [["_static"], []],
        "papershelf_sidebar_papers": [50, 2, 0],
        "papershelf_untrusted": [None, ["**"]],
        "myst_enable_extensions": [["colon_fence", "dollarmath"], ["colon_fence", "dollarmath", "replacements"]],
        "myst_heading_anchors": [2, 1],
        "language": ["en", "ko"],
        "numfig": [True, False],
        "exclude_patterns": [["_extra"], ["_extra", "papers/gqa.md"]],
        "extensions": [["myst_parser", "papershelf"], ["myst_parser", "papershelf", "sphinx.ext.todo"]],
        "pygments_style": ["default", "vim"],
        "smartquotes": [True, False],
        "html_baseurl": ["", "https://example.org/lib/"],
    }.items()
    for value in values
)
"""Names and values that `configure` sets."""


def _register(function: Callable[..., None]) -> Callable[..., None]:
    EDITS[function.__name__] = function
    return function


def apply(library: Library, change: Edit) -> None:
    """Make an edit.

    :raises NotApplicable: when it would change nothing; the library may be half changed then.
    """
    before = library.files()
    library.stamps = {}
    try:
        EDITS[change.kind](library, *change.args)
    except KeyError as error:
        raise NotApplicable(change.kind) from error
    if library.files() == before and not library.stamps:
        raise NotApplicable(change.kind)
    for docname, paper in library.papers.items():
        library.first.setdefault(docname, paper)


def parameters(kind: str) -> list[str]:
    """What an edit is about: names in :data:`POOLS`."""
    return list(inspect.signature(EDITS[kind]).parameters)[1:]


def change_paper(library: Library, page: str, /, **values: Any) -> None:
    """Replace fields of a paper."""
    library.papers[page] = dataclasses.replace(library.papers[page], **values)


def change_category(library: Library, category: str, /, **values: Any) -> None:
    """Replace fields of a category."""
    library.categories[category] = dataclasses.replace(library.categories[category], **values)


@_register
def edit_body(library: Library, page: str, words: str) -> None:
    change_paper(library, page, words=words)


@_register
def edit_summary(library: Library, page: str, words: str) -> None:
    change_paper(library, page, summary=words)


@_register
def retitle(library: Library, page: str, title: str) -> None:
    change_paper(library, page, title=title)


@_register
def change_status(library: Library, page: str, status: str) -> None:
    change_paper(library, page, status=status)


@_register
def finish(library: Library, page: str, day: str) -> None:
    change_paper(library, page, read=day)


@_register
def change_authors(library: Library, page: str, authors: str) -> None:
    change_paper(library, page, authors=authors)


@_register
def shorten(library: Library, page: str, title: str) -> None:
    change_paper(library, page, short="" if library.papers[page].short else title)


@_register
def tag(library: Library, page: str, words: str) -> None:
    change_paper(library, page, tags=words.split()[0].strip("'"))


@_register
def list_also(library: Library, page: str, category: str) -> None:
    change_paper(library, page, also_in="" if library.papers[page].also_in else category)


@_register
def change_key(library: Library, page: str, key: str) -> None:
    """Another paper may have it."""
    paper = library.papers[page]
    change_paper(library, page, key=key, former=paper.key, name=paper.label)


@_register
def hide_from_search(library: Library, page: str) -> None:
    change_paper(library, page, searched=not library.papers[page].searched)


@_register
def take_summary_out(library: Library, page: str) -> None:
    change_paper(library, page, plain=not library.papers[page].plain)


@_register
def move(library: Library, page: str, category: str) -> None:
    change_paper(library, page, category=category)


@_register
def add(library: Library, spare: str, title: str, category: str) -> None:
    _put(library, f"papers/{spare}", Paper(spare, title, category))


@_register
def delete(library: Library, page: str) -> None:
    del library.papers[page]


@_register
def rename(library: Library, page: str) -> None:
    paper = library.papers.pop(page)
    docname = f"papers/{paper.key}" if page != f"papers/{paper.key}" else f"papers/{paper.key}/index"
    if docname in library.papers:
        raise NotApplicable
    library.papers[docname] = paper


@_register
def plan(library: Library, page: str) -> None:
    paper = library.papers.pop(page)
    line = Planned(paper.key, paper.title, paper.year)
    change_category(library, paper.category, queue=(*library.categories[paper.category].queue, line))


@_register
def unplan(library: Library, category: str, spare: str) -> None:
    line = next((line for line in library.categories[category].queue if line.key == spare), None)
    if line is None:
        raise NotApplicable
    change_category(library, category, queue=tuple(p for p in library.categories[category].queue if p != line))
    _put(library, f"papers/{line.key}", Paper(line.key, line.title, category, year=line.year))


@_register
def write_planned(library: Library, category: str, spare: str) -> None:
    """A page for a planned paper, its line left in the queue."""
    queue = library.categories[category].queue
    unplan(library, category, spare)
    change_category(library, category, queue=queue)


@_register
def reorder(library: Library, category: str, way: str) -> None:
    listed = library.categories[category].listed
    here = [paper.key for _, paper in sorted(library.papers.items()) if paper.category == category]
    change_category(
        library,
        category,
        listed={
            "reversed": listed[::-1],
            "turned": (*listed[1:], *listed[:1]),
            "emptied": (),
            "filled": tuple(here[::-1]),
        }[way],
    )


@_register
def resort(library: Library, category: str, sort: str) -> None:
    change_category(library, category, sort=sort)


@_register
def retitle_category(library: Library, category: str, title: str) -> None:
    change_category(library, category, title=title)


@_register
def put_below(library: Library, category: str, slug: str) -> None:
    """Below another category, itself, one that is below it, or one that no page declares; its place at home stays."""
    parent = library.categories[slug].slug if slug in library.categories else slug
    change_category(library, category, parent="" if library.categories[category].parent == parent else parent)


@_register
def add_below(library: Library, title: str, category: str) -> None:
    """A category that only the page of another one holds, which names it in its order."""
    if "inner" in library.categories:
        raise NotApplicable
    outer = library.categories[category]
    library.categories["inner"] = Category("inner", title, parent=outer.slug)
    change_category(library, category, listed=("inner", *outer.listed))


@_register
def put_at_top(library: Library, category: str) -> None:
    change_category(library, category, parent="")


@_register
def tell_about(library: Library, category: str, words: str) -> None:
    """The first words of a category, which the page of the one above shows."""
    change_category(library, category, about=f"{words} of {{paper:ref}}`rag`.")


@_register
def name_planned(library: Library, category: str, authors: str) -> None:
    queue = library.categories[category].queue
    if not queue:
        raise NotApplicable
    change_category(library, category, queue=(dataclasses.replace(queue[0], names=authors), *queue[1:]))


@_register
def add_category(library: Library, title: str) -> None:
    if "others" in library.categories:
        raise NotApplicable
    library.categories["others"] = Category("others", title)
    library.home = (*library.home, "others")


@_register
def delete_category(library: Library, category: str) -> None:
    if len(library.categories) < 2:
        raise NotApplicable
    del library.categories[category]
    library.home = tuple(name for name in library.home if name != category)


@_register
def change_slug(library: Library, category: str, slug: str) -> None:
    """The page of a category declares another, which may have a page already."""
    change_category(library, category, slug=slug)


@_register
def number_sections(library: Library) -> None:
    library.numbered = not library.numbered


@_register
def leave_out_of_home(library: Library, category: str) -> None:
    library.home = tuple(name for name in library.home if name != category)


@_register
def reorder_home(library: Library) -> None:
    library.home = (*library.home[1:], library.home[0])


@_register
def link(library: Library, page: str, form: str, other: str) -> None:
    target = library.papers[other]
    change_paper(library, page, links=(*library.papers[page].links, _link(form, other, target)))


@_register
def link_planned(library: Library, page: str, key: str) -> None:
    change_paper(library, page, links=(*library.papers[page].links, Link("ref", key)))


@_register
def unlink(library: Library, page: str) -> None:
    change_paper(library, page, links=library.papers[page].links[:-1])


@_register
def link_from_guide(library: Library, form: str, page: str) -> None:
    new = _link(form, page, library.papers[page])
    library.guide = dataclasses.replace(library.guide, links=(*library.guide.links, new))


@_register
def change_term(library: Library, term: str) -> None:
    library.guide = dataclasses.replace(library.guide, term=term)


@_register
def link_term(library: Library, page: str, term: str) -> None:
    change_paper(library, page, links=(*library.papers[page].links, Link("term", term)))


@_register
def edit_guide(library: Library, words: str, title: str) -> None:
    library.guide = dataclasses.replace(library.guide, words=words, title=title)


@_register
def relate(library: Library, page: str, relation: str, key: str) -> None:
    change_paper(library, page, relations=((relation, key),))


@_register
def unrelate(library: Library, page: str) -> None:
    change_paper(library, page, relations=())


@_register
def retitle_heading(library: Library, page: str, heading: str) -> None:
    change_paper(library, page, heading=heading)


@_register
def retitle_guide_heading(library: Library, heading: str) -> None:
    library.guide = dataclasses.replace(library.guide, heading=heading)


@_register
def touch(library: Library, source: str) -> None:
    if source not in library.files():
        raise NotApplicable
    library.stamps = {source: "newer"}


@_register
def write_with_future_stamp(library: Library, page: str, words: str) -> None:
    change_paper(library, page, summary=words)
    library.stamps = {f"{page}.md": "future"}


@_register
def write_with_older_stamp(library: Library, page: str, words: str) -> None:
    change_paper(library, page, summary=words)
    library.stamps = {f"{page}.md": "older"}


@_register
def go_back(library: Library, page: str) -> None:
    """The content that the page had first, with the stamp it had then."""
    paper = library.first[page]
    if library.papers.pop(page) == paper:
        raise NotApplicable
    _put(library, page, paper)
    library.stamps = {f"{page}.md": "then"}


@_register
def swap(library: Library, page: str, other: str) -> None:
    """Two files change names: each takes its stamp along."""
    papers = library.papers
    papers[page], papers[other] = papers[other], papers[page]
    library.stamps = {f"{page}.md": f"of {other}.md", f"{other}.md": f"of {page}.md"}


@_register
def swap_in_place(library: Library, page: str, other: str) -> None:
    """Two files change contents: each path keeps its stamp."""
    papers = library.papers
    papers[page], papers[other] = papers[other], papers[page]
    library.stamps = {f"{page}.md": "kept", f"{other}.md": "kept"}


@_register
def overwrite(library: Library, page: str) -> None:
    """Other content of the same size under the same stamp, as a restored backup or a repaired disk may bring it."""
    paper = library.papers[page]
    change_paper(library, page, words=paper.words[::-1], summary=paper.summary[::-1])
    library.stamps = {f"{page}.md": "kept"}


@_register
def change_static(library: Library, static: str, colour: str) -> None:
    library.statics[static] = f"/* {colour} */\n"


@_register
def replace_static(library: Library, static: str, colour: str) -> None:
    change_static(library, static, colour)
    library.stamps = {static: "older"}


@_register
def delete_static(library: Library, static: str) -> None:
    if static in STATICS:
        raise NotApplicable  # the settings name their folders
    del library.statics[static]


@_register
def change_figure(library: Library, figure: str, colour: str) -> None:
    library.figures[figure] = colour


@_register
def replace_figure(library: Library, figure: str, colour: str) -> None:
    library.figures[figure] = colour
    library.stamps = {figure: "older"}


@_register
def delete_figure(library: Library, figure: str) -> None:
    del library.figures[figure]


@_register
def show_figure(library: Library, page: str) -> None:
    change_paper(library, page, figure=not library.papers[page].figure)


@_register
def change_data(library: Library, colour: str) -> None:
    library.data = f"a,{colour}\n"


@_register
def replace_data(library: Library, colour: str) -> None:
    change_data(library, colour)
    library.stamps = {"data.csv": "older"}


@_register
def configure(library: Library, setting: tuple[str, Any]) -> None:
    name, value = setting
    if library.settings.get(name) == value:
        raise NotApplicable
    library.settings[name] = value


def _put(library: Library, page: str, paper: Paper) -> None:
    """A page that was not there."""
    if page in library.papers or any(paper.label == other.label for other in library.papers.values()):
        raise NotApplicable
    library.papers[page] = paper


def _link(form: str, docname: str, paper: Paper) -> Link:
    if form in {"ref", "citep"}:
        return Link(form, paper.key)
    named = {"label": f"{paper.label}-part", "number": f"fig-{paper.label}", "term": TERMS[0], "file": NOTES}
    if form in named:
        return Link(form, named[form])
    anchor = f"#{paper.heading.lower().rstrip('!')}" if "heading" in form else ""
    return Link(form, f"{docname}{anchor}")
