"""Whether the page that is read now is trusted, and leaving a part of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from papershelf.config import is_untrusted_document
from papershelf.messages import Subtype, warn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def is_untrusted_page(env: BuildEnvironment) -> bool:
    """Whether the authors of the page that is read are not trusted."""
    return is_untrusted_document(env, env.current_document.docname)


def stands_in_untrusted(env: BuildEnvironment, node: nodes.Node) -> bool:
    """Whether a node comes from such a page, also where a builder has put many into one document."""
    docname = env.current_document.docname
    above: nodes.Element | None = node.parent
    while above is not None:
        if isinstance(above, addnodes.start_of_file):
            docname = above["docname"]
            break
        above = above.parent
    return is_untrusted_document(env, docname)


def tell(message: str, place: str) -> None:
    """Say that a part of the page is left out.

    :param place: file and line.
    """
    warn(Subtype.REFUSED_MARKUP, f"{message}; it is left out", location=place)


def refuse(node: nodes.Element, subtype: Subtype, message: str) -> None:
    """Take a node out, and say so."""
    warn(subtype, f"{message}; it is left out", location=node)
    node.parent.remove(node)
