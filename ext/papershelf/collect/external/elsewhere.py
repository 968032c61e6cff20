"""Other libraries, read before each build: what they say may be other than at the last one.

Nothing is read again for it: pages that show a paper of theirs which changed are written again by their digests.
"""

from __future__ import annotations

from collections.abc import Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.external.fetching import Found, Store, getter
from papershelf.collect.external.shelved import Shelves
from papershelf.config import libraries
from papershelf.exports.site import root
from papershelf.libraries.declared import accepted
from papershelf.libraries.others import Others
from papershelf.libraries.reading import read
from papershelf.messages import Subtype, inform, warn
from papershelf.model.text.digests import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _read(app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]) -> list[str]:
    """Take in what the libraries hold, and say what is wrong with them."""
    named = libraries(app.config)
    if not named:
        paper_domain(env).note_others(Others())
        return []
    wanted, complaints = accepted(named, root(app.config.html_baseurl))
    for text in complaints:
        warn(Subtype.LIBRARY, f"papershelf_libraries: {text}", location=None)
    folder = Path(app.doctreedir, "papershelf", "libraries")
    shelves = Shelves(folder / "records")
    is_portal = bool(app.config.papershelf_portal)
    store = Store(
        Path(app.srcdir),
        folder,
        getter(app.config),
        app.config.intersphinx_cache_limit,
        read=shelves.read if is_portal else read,
    )
    store.forget_others(wanted)
    shelves.forget_others(wanted if is_portal else ())
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(store.find, wanted))
    for one in found:
        _tell(one)
    places = {library.name: library.address for library in wanted}
    usable = [one.library for one in found if one.library]
    away = [one.name for one in found if not one.library]
    said = digest([(one.name, places[one.name], one.digest) for one in found])
    paper_domain(env).note_others(Others(usable, away, said))
    return []


def _tell(found: Found) -> None:
    """Say what a build with this library should know."""
    place = f"library {found.name!r}"
    if found.complaint:
        warn(Subtype.LIBRARY, f"{place}: {found.complaint}", location=None)
    if found.remark:
        inform(f"{place}: {found.remark}")
    for text in found.library.complaints if found.library else ():
        warn(Subtype.LIBRARY, f"{place}: {text}", location=None)


def setup(app: Sphinx) -> None:
    """Connect it."""
    app.connect("env-get-outdated", _read)
