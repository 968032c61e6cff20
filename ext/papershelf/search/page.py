"""The search page: Sphinx's template with another script, and the files that this script reads."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from papershelf import theming
from papershelf.messages import _
from papershelf.search import aliases, kept, places, shards, slots

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).parent / "static"
LIBRARY = f"{shards.FOLDER}/library.js"
_INSTEAD = {
    "searchindex.js": LIBRARY,
    "_static/searchtools.js": "_static/papershelf-search.js",
    "_static/language_data.js": "_static/papershelf-page.js",  # loaded later, with what answers queries
}
"""What is loaded instead of Sphinx's files."""
_UNSEEN = {
    f"_static/{name}"
    for name in (
        "sphinx-design.min.css",
        "design-tabs.js",
        "pygments.css",
        "pygments_dark.css",
        "sphinx_highlight.js",
        "papershelf.js",
        "papershelf-cards.js",
        "papershelf-found.js",
    )
}
"""What the search page, which has no content of documents, does without."""
_TRUE = {True, "True", "true"}


PAPER, OVERVIEW, CATEGORY, OTHER = range(4)
"""Groups of hits, in their order."""


class Inside(NamedTuple):
    """What stands on a page and is a hit by itself: a planned paper, a term.

    :param names: it comes first for these, as for its title.
    :param others: further words that find it.
    :param facts: insight, category, year, status and state, as of a :class:`Document`.
    """

    title: str
    anchor: str
    group: int
    names: Sequence[str] = ()
    others: str = ""
    facts: Sequence[str] = ()


class Document(NamedTuple):
    """What is shown of a page that was found.

    :param insight: a line that says what it is about.
    :param state: key of the status, for its colour.
    """

    title: str
    address: str
    insight: str = ""
    category: str = ""
    year: str = ""
    status: str = ""
    state: str = ""
    inside: Sequence[Inside] = ()


def is_on(config: Config) -> bool:
    """Whether the search page is ours."""
    return bool(config.papershelf_search) and str(config.language).partition("_")[0] in {"ko", "en"}


def library(
    config: Config,
    tops: Sequence[str],
    groups: Sequence[int] = (),
    libraries: Sequence[tuple[str, str]] = (),
    order: Sequence[int] = (),
    states: Mapping[str, str] | None = None,
) -> bytes:
    """``search/library.js``: where the lists of files begin, the aliases, and the words of the page.

    :param tops: the first key of each list, as :func:`shards.lists` gives them.
    :param groups: the group of each page, in their order; nothing where there is one group.
    :param libraries: name and address of others that are searched, too.
    :param order: the number of each page, in their order; nothing where they are numbered so.
    :param states: label of each status, since others may have theirs in another language.
    """
    labels: dict[str, Any] = {
        "search": str(_("Search")),
        "nothing": str(_("Nothing found for “{query}”. Fewer or shorter words find more.")),
        "one": str(_("1 page for “{query}”")),
        "many": str(_("{count} pages for “{query}”")),
        "more": str(_("Show more")),
        "groups": [str(label) for label in (_("Papers"), _("Overviews and terms"), _("Categories"), _("Other pages"))],
    }
    data: dict[str, Any] = {
        "aliases": aliases.groups(config.papershelf_aliases),
        "groups": [[group, len(list(run))] for group, run in itertools.groupby(groups)],
        "labels": labels,
        "perFile": shards.DOCUMENTS,
        "places": places.PLACES,
        "tops": list(tops),
    }
    if order:
        data["order"] = slots.packed(order)
    if libraries:
        data["libraries"] = [{"title": name, "address": address} for name, address in libraries]
        labels["states"] = dict(states or {})
        labels["away"] = str(_("Not searched, since they cannot be read from here: {names}"))
    return _script("library", data)


def row(document: Document) -> str:
    """What is shown of a page, as it stands in such a file."""
    return _json(_row(document))


def documents(rows: Mapping[int, str]) -> dict[str, bytes]:
    """``search/documents-*.js``: what is shown of each page, by their numbers, of which some may be free.

    :param rows: number to the :func:`row` of a page.
    """
    files: dict[int, list[str]] = {}
    for number, text in sorted(rows.items()):
        file, place = divmod(number, shards.DOCUMENTS)
        held = files.setdefault(file, [])
        held += ["0"] * (place - len(held)) + [text]
    names = {file: f"{shards.FOLDER}/documents-{file}.js" for file in files}
    return {names[file]: _call("documents", _json(names[file]), f"[{','.join(held)}]") for file, held in files.items()}


def _row(record: Document | Inside) -> list[object]:
    """A record as a list, without the empty values at its end."""
    row = [[_row(one) for one in value] if name == "inside" else value for name, value in record._asdict().items()]
    while not row[-1]:
        row.pop()
    return row


def _script(call: str, *arguments: object) -> bytes:
    return _call(call, *map(_json, arguments))


def _call(call: str, *arguments: str) -> bytes:
    return f"papershelfSearch.{call}({','.join(arguments)});\n".encode("utf-8", "surrogatepass")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@functools.cache
def _version() -> str:
    """Digest of the scripts, for browsers that keep them; those that are loaded later get the same."""
    held = [path.read_bytes() for path in sorted(STATIC.glob("*.js"))]
    return blake2b(b"".join([sphinx.__version__.encode(), *held]), digest_size=4).hexdigest()


def _replace(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let pages that search load our script and index, whatever theme wrote them.

    That is the search page, and with some themes every page.
    """
    if not is_on(app.config):
        return
    if doctree is not None and not getattr(app.builder, "writes_search", False):
        kept.keep(app, pagename, doctree)
    pathto: Callable[..., str] = context["pathto"]

    def ours(target: str, *arguments: Any, **options: Any) -> str:
        found = pathto(_INSTEAD.get(target, target), *arguments, **options)
        return f"{found}?v={_version()}" if target in _INSTEAD and target.startswith("_static/") else found

    context["pathto"] = ours
    if pagename == "search" or context.get("theme_search_as_you_type") in _TRUE:
        app.add_css_file("papershelf-search.css")  # for this page only
    if pagename == "search":
        for files in (context.get("css_files"), context.get("script_files")):
            if files:  # a list of the builder, which each page gets anew
                files[:] = [file for file in files if str(getattr(file, "filename", file)) not in _UNSEEN]


def _add_script(app: Sphinx) -> None:
    if app.builder.format == "html" and is_on(app.config):
        app.config.html_static_path = [str(STATIC), *app.config.html_static_path]
        theming.add_colours(app)
        app.add_js_file("papershelf-found.js", loading_method="defer")


def _write(app: Sphinx, exception: Exception | None) -> None:
    """The files of a site whose builder is Sphinx's own; a library's builder writes them itself."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or not is_on(app.config):
        return
    if getattr(builder, "writes_search", False) or builder.indexer is None or not builder.search:
        return
    frozen = builder.indexer.freeze()
    addresses = [builder.get_target_uri(name) for name in frozen["docnames"]]
    found = [row(Document(title, address)) for title, address in zip(frozen["titles"], addresses, strict=True)]
    numbers = kept.numbers(app, frozen["docnames"])
    words = shards.anew(shards.entries(numbers), max(1, len(found)) * places.PLACES)
    folder = Path(builder.outdir, shards.FOLDER)
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.js"):
        old.unlink()
    tops, lists = shards.lists(shards.firsts_of(words))
    files = {shards.name_of(first): data for first, data in words.items()} | lists | documents(dict(enumerate(found)))
    for name, data in {**files, LIBRARY: library(app.config, tops)}.items():
        Path(builder.outdir, name).write_bytes(data)


def setup(app: Sphinx) -> None:
    """Register settings and handlers."""
    if "papershelf_search" not in app.config:
        app.add_config_value("papershelf_search", True, "html", types=frozenset({bool}))
        app.add_config_value("papershelf_aliases", {}, "html", types=frozenset({dict}))
    app.connect("builder-inited", _add_script)
    app.connect("html-page-context", _replace, priority=900)
    app.connect("build-finished", _write)
