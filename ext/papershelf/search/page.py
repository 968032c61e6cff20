"""The search page: Sphinx's template with another script, and the files that this script reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from papershelf import theming
from papershelf.messages import _
from papershelf.search import aliases, shards

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

STATIC = Path(__file__).parent / "static"
LIBRARY = f"{shards.FOLDER}/library.js"
_INSTEAD = {"searchindex.js": LIBRARY, "_static/searchtools.js": "_static/papershelf-search.js"}
"""What is loaded instead of Sphinx's files."""
_TRUE = {True, "True", "true"}


class Document(NamedTuple):
    """What is shown of a page that was found.

    :param insight: a line that says what it is about.
    :param state: key of the status, for its colour.
    :param names: the page comes first for these.
    """

    title: str
    address: str
    insight: str = ""
    category: str = ""
    year: str = ""
    status: str = ""
    state: str = ""
    names: Sequence[str] = ()


def is_on(config: Config) -> bool:
    """Whether the search page is ours."""
    return bool(config.papershelf_search) and str(config.language).partition("_")[0] in {"ko", "en"}


def library(config: Config, firsts: Sequence[str]) -> bytes:
    """``search/library.js``: where the files of words begin, the aliases, and the words of the page."""
    labels = {
        "search": str(_("Search")),
        "nothing": str(_("Nothing found for “{query}”. Fewer or shorter words find more.")),
        "one": str(_("1 page for “{query}”")),
        "many": str(_("{count} pages for “{query}”")),
        "more": str(_("Show more")),
    }
    data = {
        "aliases": aliases.groups(config.papershelf_aliases),
        "files": [shards.name_of(first) for first in firsts],
        "firsts": list(firsts),
        "labels": labels,
        "perFile": shards.DOCUMENTS,
    }
    return _script("library", data)


def documents(found: Sequence[Document]) -> dict[str, bytes]:
    """``search/documents-*.js``: what is shown of each page, in the order of their numbers."""
    made = {}
    for number, start in enumerate(range(0, len(found), shards.DOCUMENTS)):
        name = f"{shards.FOLDER}/documents-{number}.js"
        rows = [[*document] for document in found[start : start + shards.DOCUMENTS]]
        made[name] = _script("documents", name, rows)
    return made


def _script(call: str, *arguments: object) -> bytes:
    text = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for value in arguments)
    return f"papershelfSearch.{call}({text});\n".encode("utf-8", "surrogatepass")


def _replace(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let pages that search load our script and index, whatever theme wrote them.

    That is the search page, and with some themes every page.
    """
    if not is_on(app.config):
        return
    pathto: Callable[..., str] = context["pathto"]

    def ours(target: str, *arguments: Any, **options: Any) -> str:
        return pathto(_INSTEAD.get(target, target), *arguments, **options)

    context["pathto"] = ours
    if pagename == "search" or context.get("theme_search_as_you_type") in _TRUE:
        app.add_css_file("papershelf-search.css")  # for this page only


def _add_script(app: Sphinx) -> None:
    if app.builder.format == "html" and is_on(app.config):
        app.config.html_static_path = [str(STATIC), *app.config.html_static_path]
        theming.add_colours(app)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """The files of a site whose builder is Sphinx's own; a library's builder writes them itself."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or not is_on(app.config):
        return
    if getattr(builder, "writes_search", False) or builder.indexer is None or not builder.search:
        return
    frozen = builder.indexer.freeze()
    addresses = [builder.get_target_uri(name) for name in frozen["docnames"]]
    found = [
        Document(title, address, names=(title,)) for title, address in zip(frozen["titles"], addresses, strict=True)
    ]
    done = shards.anew(shards.entries(weighted(frozen["terms"], frozen["titleterms"])))
    folder = Path(builder.outdir, shards.FOLDER)
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.js"):
        old.unlink()
    for name, data in {**done.written, **documents(found), LIBRARY: library(app.config, done.firsts)}.items():
        Path(builder.outdir, name).write_bytes(data)


def weighted(
    terms: Mapping[str, Sequence[int] | int], title_terms: Mapping[str, Sequence[int] | int]
) -> dict[str, dict[int, int]]:
    """Words with their documents, from the two tables of Sphinx's index."""
    found: dict[str, dict[int, int]] = {}
    for weight, table in enumerate((terms, title_terms)):
        for term, numbers in table.items():
            for number in [numbers] if isinstance(numbers, int) else numbers:
                found.setdefault(term, {})[number] = weight
    return found


def setup(app: Sphinx) -> None:
    """Register settings and handlers."""
    if "papershelf_search" not in app.config:
        app.add_config_value("papershelf_search", True, "html", types=frozenset({bool}))
        app.add_config_value("papershelf_aliases", {}, "html", types=frozenset({dict}))
    app.connect("builder-inited", _add_script)
    app.connect("html-page-context", _replace, priority=900)
    app.connect("build-finished", _write)
