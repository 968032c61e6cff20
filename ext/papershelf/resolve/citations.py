"""Names that works beside each other in brackets share stand once: (Kim, 2020, 2021)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.collect.domain.linking import YEAR_ALONE
from papershelf.collect.domain.paper import paper_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class JoinCitations(SphinxPostTransform):
    """Mark the citations of which the year alone is shown."""

    default_priority = 6  # once placeholders are filled (5), before books and pages resolve references (7, 10)

    def run(self, **kwargs: Any) -> None:
        """Go through the citations with several works."""
        catalogue = paper_domain(self.env).catalogue
        for group in self.document.findall(nodes.inline):
            if "paper-citation" not in group["classes"]:
                continue
            before, sign = None, None
            for node in list(group.children):
                if isinstance(node, nodes.Text):
                    sign = node
                if not isinstance(node, addnodes.pending_xref) or node["reftype"] != "citep":
                    continue
                found = catalogue.anywhere(node["reftarget"])
                paper = catalogue.cited(found) if found else None
                if paper and before and sign and catalogue.citing.share_names(before, paper):
                    node[YEAR_ALONE] = True
                    group.replace(sign, nodes.Text(", "))
                before = paper


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(JoinCitations)
