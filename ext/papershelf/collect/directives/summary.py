"""The ``paper-summary`` directive: the record of a paper page."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from papershelf.collect.directives.options import AnyOption, PaperDirective
from papershelf.collect.domain.paper import paper_domain
from papershelf.collect.placeholders import paper_box
from papershelf.collect.records import PaperNote
from papershelf.collect.said import said, text_of
from papershelf.config import folders
from papershelf.messages import Subtype, warn
from papershelf.model.record.build import build
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.paper import default_key
from papershelf.model.text import spans, values
from papershelf.model.text.spans import Line, marked

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


class PaperSummary(PaperDirective):
    """Options to a record; the body is the summary."""

    optional_arguments = 1
    option_spec = AnyOption(*FIELDS)

    def run(self) -> list[Node]:
        """Note the paper and leave a placeholder for its box."""
        docname = self.env.current_document.docname
        summary = self.parse_content_to_nodes()
        domain = paper_domain(self.env)
        if docname in domain.papers:
            first = domain.papers[docname].line
            self.warn(
                Subtype.DUPLICATE_SUMMARY,
                f"this page already has a paper-summary in line {first}; this one's text is kept, its options are not",
            )
            return summary
        if not docname.startswith(folders(self.config)):
            self.warn(
                Subtype.OUTSIDE_PAPERS,
                f"{docname!r} is not inside {' or '.join(map(repr, folders(self.config)))} (papershelf_papers), "
                "so no table of contents holds it",
            )
        key = self._key(docname)
        places = self.option_places()
        self.warn_of_doubles(places)
        paper, problems = build(key, self.options)
        for problem in problems:
            self.warn(Subtype(problem.kind), problem.message, dict(places).get(problem.option))
        anchor = f"paper-{key}"
        domain.begin_paper(docname, PaperNote(paper, anchor, self.lineno, places, self.included_from()))
        box = paper_box("", *summary, docname=docname, ids=[anchor])
        self.set_source_info(box)
        return [box]

    def _key(self, docname: str) -> str:
        default = default_key(docname)
        if not self.arguments:
            return default
        try:
            return values.key(self.arguments[0])
        except ValueError as error:
            self.warn(Subtype.INVALID_OPTION, f"found key {self.arguments[0]!r}; {error}; {default!r} is used")
            return default


class CompleteRecord(SphinxTransform):
    """Add to the record what only the whole page tells: its heading, and the lines of the summary."""

    default_priority = 800  # after substitutions and references, before the domains' process_doc (850)

    def apply(self) -> None:
        """Complete the record of this page."""
        docname = self.env.current_document.docname
        domain = paper_domain(self.env)
        note = domain.papers.get(docname)
        if note is None:
            return
        box = next(iter(self.document.findall(paper_box)), None)
        lines = summary_lines(box, docname) if box is not None else []
        heading = "" if note.paper.title else self._heading(docname)
        paper = dataclasses.replace(note.paper, summary=tuple(map(spans.plain, lines)), spans=marked(lines))
        domain.note_paper(docname, dataclasses.replace(note, paper=paper, heading=heading))

    def _heading(self, docname: str) -> str:
        heading = next(iter(self.document.findall(nodes.title)), None)
        if heading is None:
            return ""
        text = text_of(heading)
        try:
            return values.title(text)
        except ValueError as error:
            warn(Subtype.INVALID_OPTION, f"heading: found {text[:60]!r}…; {error}", location=(docname, heading.line))
            return text[: values.MAX_TITLE - 1] + "…"


def summary_lines(box: nodes.Element, docname: str) -> list[Line]:
    """The lines of a summary: one for each list item or paragraph."""
    lines = []
    for child in box.children:
        items = child.children if isinstance(child, nodes.bullet_list | nodes.enumerated_list) else [child]
        for item in items:
            if isinstance(item, nodes.Element):
                lines.append(said(item, docname))
    return [line for line in lines if spans.plain(line)]


def setup(app: Sphinx) -> None:
    """Register directive and transform."""
    app.add_directive("paper-summary", PaperSummary)
    app.add_transform(CompleteRecord)
    app.add_node(paper_box)
