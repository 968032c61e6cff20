"""Links that show their own address: marked, so that the print style does not show it a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.collect.ours import is_ours

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class MarkAddresses(SphinxPostTransform):
    """Give such links the class ``paper-address``."""

    default_priority = 900  # once all links are there
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the links."""
        whole = next(iter(self.document.findall(addnodes.start_of_file)), None)  # all documents on one page
        if whole is None and not is_ours(self.env, self.env.current_document.docname):
            return
        for link in self.document.findall(nodes.reference):
            if "refuri" in link and _bare(link["refuri"]) == _bare(link.astext()):
                link["classes"].append("paper-address")


def _bare(address: str) -> str:
    return address.strip().partition("://")[2].rstrip("/") or address.strip().rstrip("/")


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(MarkAddresses)
