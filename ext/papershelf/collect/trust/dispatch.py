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

from papershelf.collect.trust.directives import held
from papershelf.collect.trust.markup import mark
from papershelf.collect.trust.pages import is_untrusted_page

if TYPE_CHECKING:
    from docutils.utils import Reporter
    from sphinx.application import Sphinx

RoleFunction = Callable[..., tuple[list[nodes.Node], list[nodes.system_message]]]


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
        return (_marking(found) if _is_raw(found) else found), messages


def _is_raw(role: Any) -> bool:
    """Whether a role is ``raw``, or was derived from it by ``.. role::``, in this page or in an earlier one."""
    while isinstance(role, roles.CustomRole):
        role = role.base_role
    return role is not None and inspect.unwrap(role) is roles.raw_role


def _marking(role: Any) -> RoleFunction:
    @functools.wraps(role, updated=())
    def marked(*args: Any, **kwargs: Any) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        found, messages = role(*args, **kwargs)
        mark(found)
        return found, messages

    for name in ("options", "content", "arguments"):  # which `.. role::` asks for
        if hasattr(role, name):
            setattr(marked, name, getattr(role, name))
    return marked


def _enable(app: Sphinx, docname: str, source: list[str]) -> None:
    if is_untrusted_page(app.env):
        Held().enable()  # taken away with Sphinx's own, at the end of the document


def setup(app: Sphinx) -> None:
    """Put the dispatcher before Sphinx's, and before that of intersphinx."""
    app.connect("source-read", _enable, priority=950)
