"""The ``paper-queue`` directive: planned papers that have no page yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.collect.directives.options import AnyOption, PaperDirective
from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.records import QueueNote
from papershelf.config import math_macros
from papershelf.messages import Subtype
from papershelf.sources.pages import queue

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


class PaperQueue(PaperDirective):
    """One list item per planned paper."""

    option_spec = AnyOption()

    def run(self) -> list[Node]:
        """Note the planned papers; the list is made when it is known which of them have a page."""
        docname = self.env.current_document.docname
        domain = paper_domain(self.env)
        category = domain.categories.get(docname)
        declared = category or domain.data["owners"].get(docname)
        slug = declared.slug if declared else ""
        items, problems = queue.items(self.content, self.first_content_line())
        macros = math_macros(self.config)
        notes = []
        for item in items:
            paper, found = queue.read(item.text, slug, macros)
            problems += [(item.line, problem) for problem in found]
            if paper is not None:
                notes.append(QueueNote(paper, f"paper-{paper.key}", item.line))
        for line, problem in problems:
            self.warn(Subtype(problem.kind), problem.message, line)
        domain.note_queue(docname, notes)
        return [self.placeholder("queue", {"lines": [note.line for note in notes]})]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("paper-queue", PaperQueue)
