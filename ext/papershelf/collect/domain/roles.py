"""Roles that name papers: ``paper:ref``, ``paper:citet`` and ``paper:citep``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx


class PaperRefRole(XRefRole):
    """``{paper:ref}`lora``` or, without the domain, ``{paper}`lora```."""

    innernodeclass = nodes.inline

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the cross-reference, in the domain also when the short name is used."""
        if self.name == "paper":
            self.name = "paper:ref"
        return super().run()


class CitationRole(SphinxRole):
    """``citet`` and ``citep``: author and year of one or several papers, each a link."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make one cross-reference per key, with the punctuation between them."""
        kind = self.name.rpartition(":")[2]
        keys = [key.strip() for key in self.text.split(",") if key.strip()]
        group = nodes.inline("", "", classes=["paper-citation"])
        self.set_source_info(group)
        for number, key in enumerate(keys):
            if number:
                group += nodes.Text("; ")
            xref = addnodes.pending_xref(
                self.rawtext,
                nodes.inline("", key),
                refdomain="paper",
                reftype=kind,
                reftarget=key,
                refexplicit=False,
                refwarn=False,
                refdoc=self.env.current_document.docname,
            )
            self.set_source_info(xref)
            group += xref
        if kind == "citep":
            group.insert(0, nodes.Text("("))
            group += nodes.Text(")")
        return [group], []


ROLES: dict[str, tuple[type[SphinxRole], str]] = {
    "ref": (PaperRefRole, "The paper's short title, linked; other words with `words <key>`."),
    "citet": (CitationRole, "Author and year in the text: Hu et al. (2021); several keys parted by `,`."),
    "citep": (CitationRole, "The same in brackets: (Hu et al., 2021; Ainslie et al., 2023)."),
}
"""Role of the ``paper`` domain to its class and help."""


def setup(app: Sphinx) -> None:
    """Register the roles."""
    for name, (role, _help) in ROLES.items():
        app.add_role_to_domain("paper", name, role())
    app.add_role("paper", PaperRefRole())
