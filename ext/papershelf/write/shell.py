"""What every page shares: versions, style sheets and scripts, the list of indices."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docutils
import sphinx

from papershelf.model.digests import digest, of_bytes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_LINKED = (".css", ".js")


def shell(app: Sphinx, builder: StandaloneHTMLBuilder) -> str:
    """Digest of what every page shares.

    Pages carry a checksum of each style sheet and script, so a change of one changes all pages.
    """
    return digest(
        [
            sorted((name, extension.version) for name, extension in app.extensions.items()),
            (sphinx.__display_version__, docutils.__version__, platform.python_version_tuple()[:2]),
            list(_checksums(builder)),
            _inventories(app),
        ]
    )


def _checksums(builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, str]]:
    """Name and digest of each style sheet and script, before it is copied; templates of such are counted too."""
    folders = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()] if builder.theme else []
    folders += [Path(builder.confdir, name) for name in builder.config.html_static_path]
    for place, folder in enumerate(folders):
        paths = [folder] if folder.is_file() else sorted(_files(folder))
        for path in paths:
            if any(end in path.name for end in _LINKED):
                yield f"{place}:{path.relative_to(folder)}", of_bytes(path.read_bytes())


def _files(folder: Path) -> Iterator[Path]:
    for directory, names, files in os.walk(folder):
        names.sort()
        for name in files:
            yield Path(directory, name)


def _inventories(app: Sphinx) -> str:
    """Digest of what intersphinx knows of other sites."""
    inventories = getattr(app.env, "intersphinx_inventory", {})
    return digest(sorted((kind, sorted(map(repr, items.items()))) for kind, items in inventories.items()))
