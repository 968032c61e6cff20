"""Attributes that Sphinx's LaTeX writer puts into the ``.tex`` file as they are, held to what they are for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from papershelf.messages import Subtype, warn
from papershelf.model.record.build import shorten
from papershelf.model.text.digests import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CLASS = re.compile(r"[A-Za-z0-9_-]+")
_LENGTH = re.compile(r"\d*\.?\d*\s*(?:[A-Za-z]{1,4}|%)?")
_COLUMNS = re.compile(
    r"(?:[|\slrcLRCJT]|[pmb]\{\d*\.?\d*(?:cm|mm|em|ex|in|pt|\\linewidth|\\textwidth)\}|\\[XY]\{[\d.]+\}(?:\{\d+\})?)*"
)
"""A column specification of Sphinx's documentation of ``tabularcolumns``, without commands."""
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def file_name(name: str) -> str:
    """An image's name as it may stand in a ``.tex`` file, and as no file of TeX's own is called."""
    if _FILE.fullmatch(name):
        return f"image-{name}"
    suffix = re.search(r"\.[A-Za-z0-9]+$", name)
    return f"image-{digest(name)[:16]}{suffix[0] if suffix else ''}"


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that TeX refuses."""


class RefuseTeX(SphinxPostTransform):
    """Take out what would be read as commands."""

    default_priority = 990  # whatever else makes nodes has run
    builders = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Go through all nodes."""
        for text in list(self.document.findall(nodes.Text)):
            if _CONTROL.search(text):
                text.parent.replace(text, nodes.Text(_CONTROL.sub("", text)))
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.literal_block):
                node.rawsource = _CONTROL.sub("", node.rawsource)
            classes: list[str] = node.get("classes", [])
            node["classes"] = [name for name in classes if _CLASS.fullmatch(name)]
            for name in ("width", "height"):
                if name in node and not _LENGTH.fullmatch(str(node[name])):
                    del node[name]
            if isinstance(node, addnodes.tabular_col_spec) and not _COLUMNS.fullmatch(node["spec"]):
                message = f"tabularcolumns: found {shorten(node['spec'])!r}; allowed are columns, without commands"
                warn(Subtype.REFUSED_MARKUP, f"{message}; it is left out", location=node)
                node.parent.remove(node)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(RefuseTeX)
