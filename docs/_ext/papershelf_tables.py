"""Tables and the command line of the guide, made from the code that defines what they list."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from papershelf import cli, config, messages
from papershelf.checks import finding
from papershelf.collect.directives import compare, graph, listing
from papershelf.collect.domain import roles
from papershelf.exports import formats
from papershelf.model.record import fields
from papershelf.sources.bibliographies import forms

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
    "forms": (
        forms,
        ["file", "written by"],
        lambda: ([f"`{form.ending}`", form.written] for form in forms.FORMS),
    ),
    "formats": (
        formats,
        ["`--format`", "taken by"],
        lambda: ([f"`{form.name}`", form.taken] for form in formats.FORMATS),
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
        for path in sorted(Path(inspect.getfile(module)).parent.glob("*.py")):  # rows come from modules beside it, too
            self.env.note_dependency(str(path))
        return table(self, head, rows())


def table(directive: SphinxDirective, head: list[str], rows: Iterable[list[str]]) -> list[nodes.Node]:
    """A table, whose cells of code alone (names of options, endings of files) are not for translators."""
    lines = [head, ["---"] * len(head), *rows]
    text = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
    found = directive.parse_text_to_nodes(text)
    for cell in (cell for node in found for cell in node.findall(nodes.paragraph)):
        cell["translatable"] = not all(isinstance(part, nodes.literal) for part in cell.children)
    return found


class PapershelfCommands(SphinxDirective):
    """``papershelf-commands``: what ``--help`` says, of every command."""

    def run(self) -> list[nodes.Node]:
        named = [Path(inspect.getfile(module)) for module in (forms, formats)]
        for path in [*sorted(Path(inspect.getfile(cli)).parent.rglob("*.py")), *named]:
            self.env.note_dependency(str(path))
        parser = cli._parser()
        commands = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
        found: list[nodes.Node] = [self._help(parser)]
        for name, one in commands.choices.items():
            head = nodes.rubric("", "", nodes.literal("", f"papershelf {name}"), translatable=False)
            found += [head, self._help(one)]
        return found

    def _help(self, parser: argparse.ArgumentParser) -> nodes.literal_block:
        parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=88)
        parser.color = False  # of Python 3.14
        text = parser.format_help()
        return nodes.literal_block(text, text, language="text")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("papershelf-table", PapershelfTable)
    app.add_directive("papershelf-commands", PapershelfCommands)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
