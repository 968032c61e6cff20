"""The LaTeX writer: boxes and blocks of papers, page numbers, indices with all their levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from docutils import nodes

from papershelf.book.citations import CITATION
from papershelf.book.latex import indices, signs
from papershelf.book.latex.blocks import web_link
from papershelf.book.latex.equations import EquationTranslator
from papershelf.book.latex.settings import is_ours
from papershelf.book.layout import paper_part
from papershelf.collect.domain.paper import paper_domain
from papershelf.model.text.patterns import pattern
from papershelf.render.nodes.disclosure import disclosure, disclosure_label
from papershelf.render.nodes.typed import line_break, task_box, typed

_LONG = pattern(r"[^\s\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]{32,}")
"""A word that may be longer than a line, and that TeX would not break; Korean is broken anywhere."""
_PIECE = 16
_NOT_IN_URI = re.compile(r"[^\x21-\x7e]|[][^{}|\\`\"<>]")
_JOINT = re.compile(r"(?<=\w)[_./-](?=\w{3})")
"""Where a name of code may break, as in a narrow column."""

NUMBER_SIGN = "%23"
"""A ``#`` in the name of a page, where one parts the page from what a link names there."""
_LINES = {"s": "paperstruck", "del": "paperstruck", "u": "paperlined", "ins": "paperlined", "mark": "paperlined"}
"""Elements whose words have a line, to the command that draws it."""
_ADMONITIONS = frozenset({"caution", "danger", "important", "tip", "warning"})
_TYPED = {"kbd": r"\sphinxkeyboard{", "small": r"{\small "}
_SHORT = 16
"""Lines of code that stay on one page."""
_WORD = re.compile(r"\s+|\S+")


class PaperLaTeXTranslator(EquationTranslator):
    """Sphinx's writer, with what a library adds."""

    def astext(self) -> str:
        """The whole file; it names the signs that no font may have."""
        if is_ours(self.config):
            written = [*self.body, *(str(self.elements.get(name, "")) for name in ("title", "author"))]
            found = signs.definitions(written, self.document, self.builder.env)
            self.elements["preamble"] = f"{found}{self.elements.get('preamble', '')}"
        return super().astext()

    def visit_Text(self, node: nodes.Text) -> None:
        """Text for TeX; long words may break."""
        text = signs.plain(node.astext())
        if self.config.latex_engine == "xelatex":
            if isinstance(node.parent, nodes.literal):
                text = _JOINT.sub("\\g<0>\u200b", text)
            text = _LONG.sub(lambda m: "\u200b".join(_pieces(m[0])), text)
        macro = next((macro for above in _above(node) if (macro := _LINES.get(above.get("tag", "")))), "")
        self.body.append(self._lined(macro, text) if macro else self.encode(text))

    def _lined(self, macro: str, text: str) -> str:
        """Words with a line through or below each, and one through the blanks between, where lines may break."""
        pieces = [piece for word in _WORD.findall(text) for piece in ([" "] if word.isspace() else _pieces(word))]
        return "".join(
            rf"\{macro}space{{}}" if piece == " " else rf"\{macro}{{{self.encode(piece)}}}" for piece in pieces
        )

    def hyperpageref(self, id: str) -> str:
        """A page number in the words of the language."""
        return rf"\paperpageref{{{self.idescape(id)}}}"

    def visit_reference(self, node: nodes.Element) -> None:
        """A citation has no page number: its bibliography is at the end."""
        if not node.get(CITATION):
            super().visit_reference(node)
            return
        self.body.append(self.hyperlink(node["refuri"].removeprefix("%").replace("#", ":")))
        self.context.append("}}")

    def visit_image(self, node: nodes.Element) -> None:
        """An image; for one that is not there, what it would show."""
        if node["uri"] in self.builder.images:
            super().visit_image(node)
            return
        self.body.append(self.encode(node.get("alt", "")))
        raise nodes.SkipNode

    def visit_target(self, node: nodes.Element) -> None:
        """A place to come back to; a caption takes the label alone."""
        if self.in_caption:
            self.body += [self.hypertarget(name, anchor=False) for name in node["ids"]]
            return
        super().visit_target(node)

    def idescape(self, id: str) -> str:
        """A name for TeX; a ``#`` in the name of a page parts nothing."""
        return super().idescape(id.replace(NUMBER_SIGN, "#"))

    def encode_uri(self, text: str) -> str:
        """An address for TeX; what an address may not hold is percent-encoded (RFC 3986, section 2.1)."""
        return super().encode_uri(_NOT_IN_URI.sub(lambda m: quote(m[0], safe=""), text))

    def visit_typed(self, node: typed) -> None:
        """Words in an element of HTML; lines through and below them are drawn word by word."""
        self.body.append(_TYPED.get(node["tag"], "{"))

    def depart_typed(self, node: typed) -> None:
        """End them."""
        self.body.append("}")

    def visit_line_break(self, node: line_break) -> None:
        """A new line."""
        self.body.append(r"\papernewline{}")
        raise nodes.SkipNode

    def visit_task_box(self, node: task_box) -> None:
        """The box of a task."""
        if not node.get("drawn"):
            self.body.append(r"\papertask{x}" if node["checked"] else r"\papertask{}")
        raise nodes.SkipNode

    def visit_list_item(self, node: nodes.Element) -> None:
        """An item; a task has its box in place of the bullet."""
        first = next(iter(node.children), None)
        box = first.children[0] if isinstance(first, nodes.paragraph) and first.children else None
        if not isinstance(box, task_box):
            super().visit_list_item(node)
            return
        self.body.append(r"\item[{\papertask{x}}] " if box["checked"] else r"\item[{\papertask{}}] ")
        box["drawn"] = True

    def visit_admonition(self, node: nodes.Element) -> None:
        """A box with a title of its own, in the look of its kind."""
        super().visit_admonition(node)
        kind = next((name for name in node["classes"] if name in _ADMONITIONS), "note")
        self.body[-1] = self.body[-1].replace("{note}", f"{{{kind}}}")

    def visit_entry(self, node: nodes.Element) -> None:
        """A cell, which is too narrow to be justified."""
        super().visit_entry(node)
        self.body.append("\\raggedright{}")

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Code; what has room on a page is not parted where it is short."""
        lines = node.astext().count("\n") + 1
        if lines <= _SHORT and not self.table and not self.in_footnote:
            self.body.append(f"\n\\papertogether{{{lines}}}\n")
        super().visit_literal_block(node)

    # -- blocks ---------------------------------------------------------------------------------

    def visit_web_link(self, node: web_link) -> None:
        """A link without a footnote."""
        self.body.append(rf"\sphinxhref{{{self.encode_uri(node['refuri'])}}}{{")

    def depart_web_link(self, node: web_link) -> None:
        """End it."""
        self.body.append("}")

    def visit_paper_part(self, node: paper_part) -> None:
        """The heading of a part."""
        self.body.append("\n\n\\paperpart{")

    def depart_paper_part(self, node: paper_part) -> None:
        """End it."""
        self.body.append("}\n\n")

    def visit_disclosure(self, node: disclosure) -> None:
        """A block that is always open."""
        for name in node["classes"]:
            self.body.append(f"\n\\begin{{sphinxuseclass}}{{{name}}}")

    def depart_disclosure(self, node: disclosure) -> None:
        """Close it."""
        self.body.append("\n\\end{sphinxuseclass}" * len(node["classes"]) + "\n")

    def visit_disclosure_label(self, node: disclosure_label) -> None:
        """Its first line."""
        self.body.append("\n\n\\paperlabel{")

    def depart_disclosure_label(self, node: disclosure_label) -> None:
        """End the line."""
        self.body.append("}\n\n")

    # -- indices --------------------------------------------------------------------------------

    def generate_indices(self) -> str:
        """The indices of all domains, each with its headings and groups."""
        wanted = self.builder.index_names  # type: ignore[attr-defined]
        printed = indices.Printed(self.encode, self.idescape, paper_domain(self.builder.env).catalogue)
        found = [
            printed.index(f"{domain.name}-{index.name}", index, content)
            for domain in self._domains.sorted()
            for index in domain.indices
            if f"{domain.name}-{index.name}" in wanted and (content := index(domain).generate(self.builder.docnames)[0])
        ]
        return "\\paperindices\n" + "".join(found) if found else ""


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    """The inline elements that a text stands in."""
    above: nodes.Element | None = node.parent
    while above is not None and isinstance(above, nodes.Inline):
        yield above
        above = above.parent


def _pieces(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]
