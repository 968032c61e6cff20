"""What the directives share: lenient options, the line of each option, doubles found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils.parsers.rst import directives
from docutils.utils import relative_path
from sphinx.util.docutils import SphinxDirective

from papershelf.collect.placeholders import paper_listing
from papershelf.messages import Subtype, warn
from papershelf.model.record.build import shorten
from papershelf.model.text.names import did_you_mean
from papershelf.sources.pages.page import option_lines


class AnyOption(dict[str, Callable[[str], Any]]):
    """An option specification that takes every option as text.

    The record validates, so that an author gets one kind of message, with what is allowed, and
    the rest of the directive stays; a converter that raises would lose the option or, in
    reStructuredText, the whole directive.
    """

    def __init__(self, *names: str) -> None:
        super().__init__(dict.fromkeys(names, directives.unchanged))

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged


class PaperDirective(SphinxDirective):
    """Base of the directives."""

    has_content = True
    final_argument_whitespace = True

    def option_places(self) -> tuple[tuple[str, int], ...]:
        """Name and line of each option as written, doubles included."""
        lines = self.block_text.splitlines()
        start = self.lineno
        if lines and not lines[0].lstrip().startswith((":", "---")):
            lines, start = lines[1:], start + 1
        elif lines:
            start += 1
        return tuple(place for place in option_lines(_bare(lines), start) if place[0] != "---")

    def first_content_line(self) -> int:
        """Source line of the first line of content.

        docutils gives the offset from the start of the file, MyST from the directive.
        """
        relative = type(self.state_machine).__module__.startswith("myst_parser")
        return self.content_offset + 1 + (self.lineno if relative else 0)

    def warn(self, subtype: Subtype, message: str, line: int | None = None) -> None:
        """Warn at a line of this page; at the directive without one."""
        path, line = self.included_from(), line or self.lineno
        place = f"{self.env.srcdir}/{path}:{line}" if path else (self.env.current_document.docname, line)
        warn(subtype, message, location=place)

    def included_from(self) -> str:
        """The file that this directive stands in, relative to the source folder, where the document includes it."""
        source = self.get_source_info()[0]
        own = str(self.env.doc2path(self.env.current_document.docname))
        if not source or source == own or not Path(source).is_file():
            return ""
        return relative_path(f"{self.env.srcdir}/x", source)

    def checked_options(self, known: Mapping[str, Callable[[str], Any]]) -> Iterator[tuple[str, Any]]:
        """Convert options by a table; warn of what is unknown, doubled or not allowed."""
        places = self.option_places()
        self.warn_of_doubles(places)
        for name, raw in self.options.items():
            line = dict(places).get(name)
            if name not in known:
                hint = f"{did_you_mean(name, known)} (allowed: {', '.join(known)})"
                self.warn(Subtype.INVALID_OPTION, f"{self.name}: unknown option {name!r}{hint}", line)
                continue
            try:
                yield name, known[name](raw or "")
            except ValueError as error:
                found = shorten(raw or "")
                self.warn(Subtype.INVALID_OPTION, f"{self.name}: {name}: found {found!r}; {error}", line)

    def placeholder(self, kind: str, query: dict[str, Any]) -> paper_listing:
        """What stands for a list of the page until every document is read."""
        node = paper_listing("", kind=kind, docname=self.env.current_document.docname, query=query)
        self.set_source_info(node)
        return node

    def warn_of_doubles(self, places: tuple[tuple[str, int], ...]) -> None:
        """Warn of each option that is written twice; the last one counts."""
        seen: dict[str, int] = {}
        for name, line in places:
            if name in seen:
                self.warn(
                    Subtype.INVALID_OPTION,
                    f"{self.name}: option {name!r} is given twice, first in line {seen[name]}; the last one counts",
                    line,
                )
            seen[name] = line


def _bare(lines: list[str]) -> list[str]:
    """Option lines in either style, as ``:name: value``."""
    if lines and lines[0].lstrip().startswith("---"):
        found = [":---:"]
        for line in lines[1:]:
            if line.lstrip().startswith("---"):
                break
            found.append(f":{line.strip()}")
        return found
    return lines
