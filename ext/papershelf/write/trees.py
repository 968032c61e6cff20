"""The part of the builder that makes HTML of trees: how code is marked, and what is left of a tree afterwards."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes

from papershelf.upstream import trees
from papershelf.write.code import Marks, WithoutMarks
from papershelf.write.generated import GeneratedFiles

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class TreeWriter(GeneratedFiles):
    """Makes what writes a tree.

    ``tags_of`` are the tags of style sheets and scripts, which pages of a folder share.
    """

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self._rendered: dict[int, tuple[nodes.Node, dict[str, str]]] = {}
        self.tags_of: dict[tuple[str, str], dict[int, tuple[Any, str]]] = defaultdict(dict)
        self._translators: list[nodes.NodeVisitor] = []

    @cached_property
    def _marks(self) -> Marks:
        return Marks(self)

    @property
    def colours(self) -> str:
        """Style of code that pages would hold otherwise."""
        return self._marks.colours if self.navigation else ""

    def create_translator(self, *args: Any) -> nodes.NodeVisitor:
        """Make what writes a tree, and note it."""
        translator = super().create_translator(*args)
        if hasattr(translator, "highlighter"):
            translator.highlighter = WithoutMarks(translator.highlighter, self._marks)
        self._translators.append(translator)
        return translator

    def _let_go(self, doctree: nodes.document) -> None:
        """Undo the circles in what a written page leaves behind."""
        if trees.index.is_on:
            for translator in self._translators:
                vars(translator).clear()
        self._translators.clear()
        trees.let_go(doctree)

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Render a lone node; titles, which stand on many pages, once."""
        with trees.beside():
            if not isinstance(node, nodes.title):
                parts = super().render_partial(node)
                if node is not None:
                    trees.let_go(node.document or node)
                return parts
            if id(node) not in self._rendered:
                self._rendered[id(node)] = (node, super().render_partial(node))
            return self._rendered[id(node)][1]
