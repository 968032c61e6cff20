"""Directives and roles of an untrusted page: each is held while it is read, and the others never see it.

Sphinx puts a dispatcher of its own before docutils' while it reads a document, and takes it away again afterwards;
:class:`Held` is put before that one, as intersphinx does. It hands out, for an untrusted page only, directives that ask
before they read a file, and roles that mark the raw text they make.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Hashable
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.parsers.rst import Directive, roles
from sphinx.util.docutils import CustomReSTDispatcher

from papershelf.collect.trust.directives import HARMLESS, held
from papershelf.collect.trust.files import foreign_files, forget, names, recorded
from papershelf.collect.trust.markup import mark
from papershelf.collect.trust.pages import is_untrusted_page, tell

if TYPE_CHECKING:
    from docutils.utils import Reporter
    from sphinx.application import Sphinx

RoleResult = tuple[list[nodes.Node], list[nodes.system_message]]
RoleFunction = Callable[..., RoleResult]


class Held(CustomReSTDispatcher):
    """Hands out what an untrusted page may use."""

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
        """A directive that asks before it reads."""
        found, messages = super().directive(directive_name, language_module, document)
        if inspect.isclass(found) and issubclass(found, Directive):
            found = held(cast("Hashable", found))
        return found, messages

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[RoleFunction, list[nodes.system_message]]:
        """A role that marks raw text."""
        found, messages = super().role(role_name, language_module, lineno, reporter)
        return (_held(found) if found else found), messages


def _is_raw(role: Any) -> bool:
    """Whether a role is ``raw``, or was derived from it by ``.. role::``, in this page or in an earlier one."""
    while isinstance(role, roles.CustomRole):
        role = role.base_role
    return role is not None and inspect.unwrap(role) is roles.raw_role


def _held(role: Any) -> RoleFunction:
    if _is_raw(role):
        act = _marking
    elif isinstance(role, roles.CustomRole | roles.GenericRole) or _module(role).startswith(HARMLESS):
        return role  # type: ignore[no-any-return]
    else:
        act = _asking

    @functools.wraps(role, updated=())
    def run(
        name: str, rawtext: str, text: str, lineno: int, inliner: Any, *args: Any, **kwargs: Any
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return act(lambda: role(name, rawtext, text, lineno, inliner, *args, **kwargs), name, lineno, inliner)

    for name in ("options", "content", "arguments"):  # which `.. role::` asks for
        if hasattr(role, name):
            setattr(run, name, getattr(role, name))
    return run


def _module(role: Any) -> str:
    return f"{getattr(role, '__module__', None) or type(role).__module__}."


def _marking(run: Callable[[], RoleResult], name: str, lineno: int, inliner: Any) -> RoleResult:
    found, messages = run()
    mark(found)
    return found, messages


def _asking(run: Callable[[], RoleResult], name: str, lineno: int, inliner: Any) -> RoleResult:
    """Run a role of an extension, and look at what it read."""
    document = inliner.document
    env = document.settings.env
    before = set(recorded(env, document))
    found, messages = run()
    if foreign := foreign_files(env, document, before):
        forget(env, document, foreign)
        source, line = inliner.reporter.get_source_and_line(lineno)
        tell(f"{name}: found the file {names(env, foreign)}, outside the source folder", f"{source}:{line}")
        return [], []
    return found, messages


def _enable(app: Sphinx, docname: str, source: list[str]) -> None:
    if is_untrusted_page(app.env):
        Held().enable()  # taken away with Sphinx's own, at the end of the document


def setup(app: Sphinx) -> None:
    """Put the dispatcher before Sphinx's, and before that of intersphinx."""
    app.connect("source-read", _enable, priority=950)
