"""What every page shares: versions, style sheets and scripts, the list of indices."""

from __future__ import annotations

import gettext
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docutils
import sphinx

from papershelf.model.text.digests import digest, of_bytes
from papershelf.translations import CATALOGUE, LOCALE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


def shell(app: Sphinx, builder: StandaloneHTMLBuilder) -> str:
    """Digest of what every page shares, but for the files it links."""
    return digest(
        [
            list(_templates(builder)),
            sorted((name, extension.version) for name, extension in app.extensions.items()),
            (sphinx.__display_version__, docutils.__version__, platform.python_version_tuple()[:2]),
            _inventories(app),
            list(_words(app)),
        ]
    )


def linked(context: dict[str, Any]) -> Iterator[str]:
    """Style sheets and scripts that a page links, as paths in the output folder."""
    for asset in (*context.get("css_files", ()), *context.get("script_files", ())):
        name = os.fspath(getattr(asset, "filename", asset) or "")
        if name and "://" not in name:
            yield name


def sources(builder: StandaloneHTMLBuilder, names: Iterable[str]) -> dict[str, str]:
    """Digest of what each of these files will be copied from.

    A page carries a checksum of each file that it links, so it is stale when one changes.
    """
    folders = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()] if builder.theme else []
    folders += [Path(builder.confdir, name) for name in builder.config.html_static_path]
    found = {}
    for name in sorted(names):
        inside = name.removeprefix("_static/")
        paths = [folder / f"{inside}{ending}" for folder in folders for ending in ("", ".jinja", "_t")]
        paths += [folder for folder in folders if folder.name == inside]
        found[name] = digest([of_bytes(path.read_bytes()) for path in paths if path.is_file()])
    return found


def _templates(builder: StandaloneHTMLBuilder) -> Iterator[tuple[int, str, str]]:
    """Place, name and digest of each template; time stamps would not tell of an older one put back."""
    folders = [Path(folder) for folder in builder.theme.get_theme_dirs()] if builder.theme else []
    folders += [Path(builder.confdir, name) for name in builder.config.templates_path]
    for place, folder in enumerate(folders):
        for directory, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if name != "static")
            for name in sorted(files):
                path = Path(directory, name)
                yield place, path.relative_to(folder).as_posix(), of_bytes(path.read_bytes())


def _words(app: Sphinx) -> Iterator[str]:
    """Digests of the translations that templates and interface take words from."""
    own = [(os.fspath(Path(app.srcdir, folder)), "sphinx") for folder in app.config.locale_dirs]
    for folder, catalogue in (*own, (os.fspath(LOCALE), "sphinx"), (os.fspath(LOCALE), CATALOGUE)):
        for path in gettext.find(catalogue, folder, [app.config.language], all=True):
            yield of_bytes(Path(path).read_bytes())


def _inventories(app: Sphinx) -> str:
    """Digest of what intersphinx knows of other sites."""
    inventories = getattr(app.env, "intersphinx_inventory", {})
    return digest(sorted((kind, sorted(map(repr, items.items()))) for kind, items in inventories.items()))
