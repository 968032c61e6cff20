"""Which pages of a project are the library's: others stay as they were before papershelf came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.collect.domain.paper import paper_domain
from papershelf.config import is_untrusted_document

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def is_ours(env: BuildEnvironment, docname: str) -> bool:
    """Whether a page holds a paper or papers, or is held to the rules of those that do; asked once it is read."""
    domain = paper_domain(env)
    taken = domain.references.get(docname)
    return (
        is_untrusted_document(env, docname)
        or any(docname in store for store in (domain.papers, domain.categories, domain.queues))
        or bool(taken and taken.listings)
    )
