"""Formulas for the LaTeX writer: held to what is known, shrunk to the page, and found again in TeX's log."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util.math import wrap_displaymath
from sphinx.util.texescape import tex_replace_map
from sphinx.writers.latex import LaTeXTranslator

from papershelf import mathtext
from papershelf.config import folders, is_untrusted_document, math_macros
from papershelf.mathml import FormulaError
from papershelf.messages import Subtype, warn
from papershelf.model.record.build import shorten
from papershelf.render.nodes.mathml import CONVERTED
from papershelf.render.nodes.renderers import is_ours


class EquationTranslator(LaTeXTranslator):
    """Sphinx's writer, with formulas that are safe."""

    def visit_math(self, node: nodes.math) -> None:
        """A formula in a line."""
        if self._is_foreign():
            super().visit_math(node)
        text = self._formula(node, block=False)
        if text is None:
            self.body.append(rf"\sphinxcode{{\sphinxupquote{{{self.encode(' '.join(node.astext().split()))}}}}}")
        if text is not None and self.in_title:  # a bookmark holds text only
            formula = rf"{self._place(node)}\protect\({text}\protect\)"
            told = self.encode(mathtext.plain(node.astext(), math_macros(self.config)))
            self.body.append(rf"\texorpdfstring{{{formula}}}{{{told}}}")
        elif text is not None:
            self.body.append(rf"{self._place(node)}\({text}\)")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        """A formula of its own, shrunk where it would leave the page."""
        label = self._equation(node["docname"], node["label"]) if node.get("label") else None
        if self._is_foreign():
            whole = node.get("no-wrap", node.get("nowrap", False))
            name = f"\\label{{{label}}}" if label else ""
            source = node.astext()
            self.body.append(name + source if whole else wrap_displaymath(source, label, self.config.math_number_all))
            raise nodes.SkipNode
        text = self._formula(node, block=True)
        if text is None:
            block = nodes.literal_block(node.astext(), node.astext(), language="none")
            block.source, block.line = node.source, node.line
            block.walkabout(self)
        if text:
            numbered = bool(label) or self.config.math_number_all
            name = "equation" if numbered else "equation*"
            mark = f"\\label{{{label}}}" if label else ""
            self.body.append(f"{self._place(node)}\\begin{{{name}}}{mark}\n\\paperfit{{{text}}}\n\\end{{{name}}}\n")
        raise nodes.SkipNode

    def visit_math_reference(self, node: nodes.Element) -> None:
        """A reference to a numbered formula."""
        docname = node["docname"]
        if docname not in self.builder.docnames:
            self.body.append(self.encode(self.builder.env.titles[docname].astext()))
            raise nodes.SkipNode
        self.body.append(f"\\eqref{{{self._equation(node['docname'], node['target'])}}}")

    def _equation(self, docname: str, label: str) -> str:
        """Name of a formula; labels are the author's text."""
        name = f"equation:{docname}:{label}".translate(tex_replace_map)
        return name.encode("ascii", "backslashreplace").decode("ascii").replace("\\", "_")

    def _is_foreign(self) -> bool:
        """Whether the project writes the formulas of this page itself; those of papers are held to what is known."""
        env, docname = self.builder.env, self.curfilestack[-1]
        if docname.startswith(folders(self.config)) or is_ours(env, docname):
            return False
        return not is_untrusted_document(env, docname)

    def _formula(self, node: nodes.math | nodes.math_block, block: bool) -> str | None:
        """The formula for TeX; nothing where it cannot be shown, and its source is written instead."""
        error: FormulaError | None = None
        ours = is_ours(self.builder.env, self.curfilestack[-1])
        if node.get(CONVERTED) or not ours:
            try:
                from papershelf.book.latex import formulas  # its tables cost builds of HTML time

                return formulas.tex(node.astext(), block, math_macros(self.config))
            except FormulaError as found:
                error = found
        if error is not None:  # otherwise it was said when the page was read
            text = shorten(" ".join(node.astext().split()))
            message = f"found {text!r}; {error}; the PDF shows the source instead"
            warn(Subtype.INVALID_MATH, message, location=(self.curfilestack[-1], _line(node)))
        return None

    def _place(self, node: nodes.Node) -> str:
        """A note for TeX's log, so that a formula that fails there is found in the sources."""
        if not self.curfilestack[-1]:
            return ""
        path = Path(self.builder.env.doc2path(self.curfilestack[-1], base=False)).as_posix()
        path = path.translate(tex_replace_map).encode("ascii", "backslashreplace").decode("ascii").replace("\\", "_")
        return rf"\papersource{{{path}:{_line(node)}}}"


def _line(node: nodes.Node) -> int:
    """Source line of a node, or of the nearest block around it."""
    found: nodes.Node | None = node
    while found is not None:
        if found.line:
            return found.line
        found = found.parent
    return 0
