"""Files beside the pages that show nothing which writing a page finds out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.write.files import cards, notfound, outputs, records

if TYPE_CHECKING:
    from collections.abc import Callable

    from papershelf.write.generated import GeneratedFiles

OURS: dict[str, Callable[[GeneratedFiles], None]] = {
    "records": records.write,  # first: what it says stands in others, too
    "papers": outputs.write,
    "counts": outputs.write_counts,
    "sitemap": outputs.write_sitemap,
    "404": notfound.write,
    "cards": cards.write,
}
"""What makes each, in the order of their turns."""

OF_CATALOGUE = ("records", "papers", "cards")
"""Those that stand apart from pages and static files, and need neither templates nor other files."""
