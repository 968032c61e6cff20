"""Tables of the guide, made from the code that defines what they list."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from types import ModuleType

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from papershelf import config, messages
from papershelf.checks import finding
from papershelf.collect import compare, graph, listing, roles
from papershelf.model import fields

Table = tuple[ModuleType, list[str], Callable[[], Iterable[list[str]]]]

TABLES: dict[str, Table] = {
    "options": (
        fields,
        ["option", "form", "meaning"],
        lambda: ([f"`{f.name}`", f.form, f.help] for f in fields.FIELDS.values()),
    ),
    "list-options": (
        listing,
        ["option", "meaning"],
        lambda: ([f"`{name}`", text] for name, (_convert, text) in listing.OPTIONS.items()),
    ),
    "graph-options": (
        graph,
        ["option", "meaning"],
        lambda: ([f"`{name}`", text] for name, (_convert, text) in graph.OPTIONS.items()),
    ),
    "compare-options": (
        compare,
        ["option", "meaning"],
        lambda: ([f"`{name}`", text] for name, (_convert, text) in compare.OPTIONS.items()),
    ),
    "roles": (
        roles,
        ["role", "shows"],
        lambda: ([f"`paper:{name}`", text] for name, (_role, text) in roles.ROLES.items()),
    ),
    "settings": (
        config,
        ["setting", "default", "meaning"],
        lambda: ([f"`{s.name}`", f"`{s.default!r}`", s.help] for s in config.SETTINGS),
    ),
    "checks": (
        finding,
        ["code", "what is found", "`--fix`"],
        lambda: ([f"`{c.value}`", c.meaning, c.mending] for c in finding.Code),
    ),
    "warnings": (
        messages,
        ["warning", "meaning"],
        lambda: ([f"`papershelf.{s.value}`", s.meaning] for s in messages.Subtype),
    ),
}


class PapershelfTable(SphinxDirective):
    """``papershelf-table options``: one of :data:`TABLES`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        if self.arguments[0] not in TABLES:
            raise self.error(f"papershelf-table: found {self.arguments[0]!r}; it is one of {', '.join(TABLES)}")
        module, head, rows = TABLES[self.arguments[0]]
        self.env.note_dependency(inspect.getfile(module))
        lines = [head, ["---"] * len(head), *rows()]
        text = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        return self.parse_text_to_nodes(text)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("papershelf-table", PapershelfTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
