"""Directives that ask before they read a file, for untrusted pages."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import flag, nonnegative_int, path
from docutils.parsers.rst.directives.misc import Include, Raw, adapt_path
from docutils.parsers.rst.directives.tables import CSVTable
from myst_parser.mocking import MockIncludeDirective, MockState
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include as SphinxInclude

from papershelf.collect.trust.files import foreign_files, forget, names, recorded
from papershelf.collect.trust.markup import mark
from papershelf.collect.trust.named import is_foreign
from papershelf.collect.trust.pages import tell
from papershelf.model.record.build import shorten

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

HARMLESS = ("docutils.", "sphinx.directives.", "sphinx.domains.", "sphinx.roles.", "myst_parser.", "papershelf.")
"""Where directives and roles come from that read no file, but for those held below."""


class Refused(Exception):
    """A directive asks for what it may not have; the message says what."""


class _Asking(Directive):
    """What the held directives have in common."""

    def run(self) -> list[nodes.Node]:
        """Run, unless it would read what it may not."""
        try:
            self.ask()
            return self.run_held()
        except Refused as refusal:
            source, line = self.state_machine.get_source_and_line(self.lineno)
            tell(f"{self.name}: found {refusal}", f"{source}:{line}")
            return []

    def ask(self) -> None:
        """Look at what the directive is given.

        :raises Refused: if it may not have that.
        """

    def run_held(self) -> list[nodes.Node]:
        """Run the directive itself."""
        return list(super().run())

    @property
    def _env(self) -> BuildEnvironment:
        env: BuildEnvironment = self.state.document.settings.env
        return env

    def _check(self, file: str | Path, named: str) -> None:
        if is_foreign(self._env, file):
            raise Refused(f"the file {shorten(named)!r}, outside the source folder")

    def _check_option(self) -> None:
        """The file of ``:file:``, found as docutils finds it; no address is read."""
        if "url" in self.options:
            raise Refused(f"the address {shorten(str(self.options['url']))!r}, and a build reads none")
        if "file" in self.options:
            document = self.state.document
            named = self.options["file"]
            self._check(adapt_path(named, document.current_source or "", document.settings.root_prefix), named)


class _Including(_Asking):
    """``include``, which is no class of docutils' here: MyST runs its own wherever it sees that one.

    :param directive: the one that is held.
    """

    directive: type[Include]

    def ask(self) -> None:
        named = self.arguments[0]
        bare = "".join(line.strip() for line in named.splitlines())
        if bare.startswith("<") and bare.endswith(">"):
            self._check(self.directive.standard_include_path / bare[1:-1].lstrip("/"), named)
            return
        self._check(self._env.relfn2path(named)[1], named)
        if not issubclass(self.directive, SphinxInclude):  # one of an extension, which may look from elsewhere
            document = self.state.document
            self._check(adapt_path(named, document.current_source or "", document.settings.root_prefix), named)

    def run_held(self) -> list[nodes.Node]:
        if isinstance(self.state, MockState):
            mocked = MockIncludeDirective(
                self.state._renderer, self.name, self.directive, self.arguments, self.options, self.content, self.lineno
            )
            return list(mocked.run())
        place = (self.lineno, self.content_offset, self.block_text, self.state, self.state_machine)
        return list(self.directive(self.name, self.arguments, self.options, self.content, *place).run())


class _Literal(_Asking):
    def ask(self) -> None:
        for named in (self.arguments[0], self.options.get("diff")):
            if named:
                self._check(self._env.relfn2path(named)[1], named)


class _Table(_Asking):
    def get_csv_data(self) -> Any:
        """Where Sphinx has settled what the file is."""
        self._check_option()
        return super().get_csv_data()  # type: ignore[misc]


class _Raw(_Asking):
    def ask(self) -> None:
        self._check_option()

    def run_held(self) -> list[nodes.Node]:
        found = super().run_held()
        mark(found)
        return found


class _Other(_Asking):
    """A directive of an extension: what it read is looked at when it has run."""

    def run_held(self) -> list[nodes.Node]:
        document = self.state.document
        before = set(recorded(self._env, document))
        found = super().run_held()
        foreign = foreign_files(self._env, document, before)
        if foreign:
            forget(self._env, document, foreign)
            raise Refused(f"the file {names(self._env, foreign)}, outside the source folder")
        return found


@functools.cache
def held(directive: type[Directive]) -> type[Directive]:
    """The same directive, asking before it reads."""
    if issubclass(directive, Include):
        markdown = {"relative-images": flag, "relative-docs": path, "heading-offset": nonnegative_int}
        return type(
            directive.__name__,
            (_Including,),
            {
                "directive": directive,
                "required_arguments": directive.required_arguments,
                "final_argument_whitespace": directive.final_argument_whitespace,
                "option_spec": {**(directive.option_spec or {}), **markdown},
            },
        )
    kinds = ((LiteralInclude, _Literal), (CSVTable, _Table), (Raw, _Raw))
    for kind, asking in kinds:
        if issubclass(directive, kind):
            return _derived(asking, directive)
    return directive if directive.__module__.startswith(HARMLESS) else _derived(_Other, directive)


def _derived(asking: type[_Asking], directive: type[Directive]) -> type[Directive]:
    return type(directive.__name__, (asking, directive), {"__module__": directive.__module__})
