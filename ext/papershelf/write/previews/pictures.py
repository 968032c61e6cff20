"""Preview cards: a picture of each paper for chats and social sites, drawn where the site's address is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PIL import __version__ as pillow

from papershelf import workers
from papershelf.collect.domain.paper import paper_domain
from papershelf.exports.text import clean
from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.text.digests import digest
from papershelf.model.text.spans import plain
from papershelf.render.words import status_label
from papershelf.resolve.site import site
from papershelf.write.manifest import is_intact
from papershelf.write.previews.drawing import HEIGHT, VERSION, WIDTH, Card, draw

if TYPE_CHECKING:
    from papershelf.write.generated import GeneratedFiles

__all__ = ["HEIGHT", "WIDTH", "path", "write"]


_FOLDER = "_pictures/"


def path(key: str) -> str:
    """File of a paper's card, relative to the output folder."""
    return f"{_FOLDER}{key}.png"


def card(entry: Entry, catalogue: Catalogue, library: str) -> Card:
    """What stands on the card of a paper."""
    paper = entry.paper
    category = catalogue.categories.get(paper.category)
    label = " · ".join(filter(None, (category.title if category else "", status_label(paper.status))))
    texts = (library, paper.short_title, paper.title or paper.key, plain(paper.about), label)
    library, name, title, insight, label = map(clean, texts)
    return Card(library, name, title, insight, label, paper.status)


def write(builder: GeneratedFiles) -> None:
    """Draw the cards whose texts are new; the others are kept."""
    library = site(builder.config)
    if not library.base:
        return
    kept = {name: page for name, page in builder.before.others.items() if name.startswith(_FOLDER)}
    if builder.nothing_new and all(is_intact(builder.outdir, page) for page in kept.values()):
        builder.now.others |= kept
        return
    catalogue = paper_domain(builder.env).catalogue
    due: dict[str, tuple[Card, str]] = {}
    for entry in catalogue.entries:
        if entry.queued or entry.library:
            continue
        name, wanted = path(entry.key), card(entry, catalogue, library.name)
        mark = digest((VERSION, pillow, wanted))
        last = kept.get(name)
        if last is not None and last.inputs == mark and is_intact(builder.outdir, last):
            builder.now.others[name] = last
        else:
            due[name] = (wanted, mark)
    cards = {name: one for name, (one, _mark) in due.items()}
    processes = workers.processes(builder.sphinx, len(due)) if builder.parallel_ok else 1
    if processes > 1:
        drawn = workers.run(partial(_draw, cards), list(cards), processes, "drawing pictures...")
    else:
        drawn = [_draw(cards, list(cards))]
    for name, data in (pair for run in drawn for pair in run):
        builder.add_file(name, data, inputs=due[name][1])


def _draw(cards: dict[str, Card], names: Sequence[str]) -> list[tuple[str, bytes]]:
    return [(name, draw(cards[name])) for name in names]
