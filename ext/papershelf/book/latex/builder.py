"""The LaTeX builder: chapters by category, the indices of the library, and nothing that depends on the clock."""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder, default_latex_documents
from sphinx.builders.latex.util import ExtBabel
from sphinx.util import texescape

from papershelf.book import pictures, selection
from papershelf.book.latex.harmless import file_name
from papershelf.book.latex.settings import TEXINPUTS, is_korean, is_ours
from papershelf.book.latex.translator import NUMBER_SIGN, PaperLaTeXTranslator
from papershelf.collect.domain.paper import paper_domain
from papershelf.messages import Subtype, error, warn
from papershelf.model.record.build import shorten
from papershelf.model.text.digests import digest
from papershelf.model.text.names import did_you_mean
from papershelf.render.words import papers_count

if TYPE_CHECKING:
    from collections.abc import Sequence, Set, Sized

    from sphinx.application import Sphinx
    from sphinx.domains import Index

_IN_PDF_STRING = str.maketrans(
    {
        **{char: f"\\{char}" for char in "{}%#&$_"},
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)

MOST = 50
"""Papers that stand under a year or a state on average; with more the index tells nothing that titles do not."""


class PaperLaTeXBuilder(LaTeXBuilder):
    """Sphinx's ``latex`` builder for a library: of all of it, of a category, or of one paper."""

    default_translator_class = PaperLaTeXTranslator
    left_out: frozenset[str] = frozenset()

    def init_context(self) -> None:
        """Take the settings over; the title page has a date only when ``conf.py`` gives one."""
        super().init_context()
        self._converted: dict[str, str] = {}
        if not self.config.today and not self.config.today_fmt:
            self.context["date"] = ""

    def init_babel(self) -> None:
        """Sphinx knows no Babel option for Korean, and kotex does that work."""
        if is_korean(self.config) and not self.context["babel"]:
            self.babel = ExtBabel("en", True)
        else:
            super().init_babel()

    def init_document_data(self) -> None:
        """What ``latex_documents`` says, or the part that was asked for."""
        part = self.config.papershelf_part
        if not part:
            super().init_document_data()
            if self.config.latex_documents == default_latex_documents(self.config):
                self._name_after_home()
            return
        domain = paper_domain(self.env)
        entry = domain.catalogue.by_key(part)
        category = domain.catalogue.categories.get(part)
        if entry is not None and not entry.queued:
            docname = entry.docname
        elif category is not None:
            docname = category.docname
        else:
            known = sorted({*domain.catalogue.names, *domain.catalogue.categories})
            hint = did_you_mean(part, known)
            planned = "the paper is only planned and has no page"
            error(f"{shorten(part)!r}: {planned if entry else f'no paper or category has this name{hint}'}")
            return
        engine = self.config.latex_engine
        title = texescape.escape(self.env.titles[docname].astext(), engine)
        author = self._author(texescape.escape(self.config.author, engine))
        self.document_data = [(docname, f"{part}.tex", title, author, "howto", False)]
        self.titles = [(docname, title)]

    def _name_after_home(self) -> None:
        """Name the book after the home page; ``project`` may be a package's name."""
        docname, target, _title, author, *rest = self.document_data[0]
        title = texescape.escape(self.env.titles[docname].astext(), self.config.latex_engine)
        self.document_data[0] = (docname, target, texescape.escape_abbr(title), self._author(author), *rest)  # type: ignore[assignment]

    def _author(self, author: str) -> str:
        """Nobody where ``conf.py`` names none; Sphinx would say so on the title page."""
        return author if self.config.author != self.config.values["author"].default else ""

    def get_contentsname(self, indexfile: str) -> str:
        """Nothing: Sphinx would take the caption of the home page's first toctree for the table of contents."""
        return "" if is_ours(self.config) else super().get_contentsname(indexfile)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Leave documents out, and remove images that an earlier build left."""
        super().prepare_writing(docnames)
        self.left_out = selection.left_out(self.env, (entry[0] for entry in self.document_data))
        selection.forget(self._app, self.left_out)
        made = {Path(entry[1]).stem for entry in self.document_data}
        for path in Path(self.outdir).iterdir():
            if path.suffix.lower() in pictures.SUFFIXES and path.stem not in made:
                path.unlink()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The indices are in the book too; what it leaves out may be on the web."""
        if docname in self.index_names:
            return f"%{docname}"
        if docname in self.left_out and (address := selection.published(self.config, docname)):
            return address
        return super().get_target_uri(docname, typ).replace("#", NUMBER_SIGN)

    @cached_property
    def index_names(self) -> frozenset[str]:
        """The domain indices that have entries; a part of the library has none."""
        wanted = self.config.latex_domain_indices
        if not wanted or self.config.papershelf_part:
            return frozenset()
        found = {
            f"{domain.name}-{index.name}"
            for domain in self.env.domains.sorted()
            for index in domain.indices
            if self._is_worth(index, index(domain).generate(self.env.found_docs - self.left_out)[0])
        }
        return frozenset(name for name in found if isinstance(wanted, bool) or name in wanted)

    @staticmethod
    def _is_worth(index: type[Index], content: Sequence[tuple[str, Sized]]) -> bool:
        """Whether an index has entries; where its headings are all it tells, several, none with too many papers."""
        if not content or not getattr(index, "headed", False):
            return bool(content)
        return len(content) > 1 and sum(len(entries) for _heading, entries in content) <= MOST * len(content)

    def assemble_doctree(self, indexfile: str, toctree_only: bool, appendices: list[str]) -> nodes.document:
        """Papers that no table of contents holds stand at the end of the book."""
        if indexfile == self.config.root_doc and not self.config.papershelf_part:
            held, stack = set(appendices), [indexfile]
            while stack:
                docname = stack.pop()
                if docname not in held:
                    held.add(docname)
                    stack += self.env.toctree_includes.get(docname, [])
            appendices = [*appendices, *sorted(paper_domain(self.env).papers.keys() - held)]
        appendices = [docname for docname in appendices if docname not in self.left_out]
        return super().assemble_doctree(indexfile, toctree_only, appendices)

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Images under names that TeX takes for nothing else."""
        super().post_process_images(doctree)
        for image in doctree.findall(nodes.image):
            if image["uri"] in self._converted:
                image["uri"] = self._converted[image["uri"]]
            elif image["uri"] in self.images and not pictures.is_taken(Path(self.srcdir, image["uri"])):
                self._convert(image)
        self.images = {source: file_name(name) for source, name in self.images.items()}

    def _convert(self, image: nodes.image) -> None:
        """Take a picture in a form that TeX takes; for what cannot be had so, its text is shown."""
        uri: str = image["uri"]
        made = Path(self.doctreedir, "pictures", f"{digest(uri)}.png")
        name = self.images.pop(uri)
        if pictures.convert(Path(self.srcdir, uri), made):
            image["uri"] = self._converted[uri] = str(made)
            self.images[str(made)] = f"{name}.png"
            return
        allowed = "a PDF takes PNG, JPEG, PDF, SVG, GIF, WebP, AVIF, BMP and TIFF"
        self._converted[uri] = uri
        warn(Subtype.REFUSED_MARKUP, f"found the image {uri!r}; {allowed}; its text is shown instead", location=image)

    def update_context(self) -> None:
        """Tell the PDF its language and keywords."""
        super().update_context()
        if not is_ours(self.config):
            return
        catalogue = paper_domain(self.env).catalogue
        if self.config.papershelf_part in catalogue.names:
            self.context["tableofcontents"] = ""  # a note of a few pages
        papers = [entry.paper for entry in catalogue.entries if entry.docname in self.docnames]
        tags = sorted({tag for paper in papers for tag in paper.tags})
        keywords = ", ".join(tags).translate(_IN_PDF_STRING)
        language = str(self.config.language).replace("_", "-")
        own = self.config.latex_elements.get("preamble", "")
        self.context["preamble"] = (
            f"\\hypersetup{{pdflang={{{language}}},pdfkeywords={{{keywords}}}}}\n"
            f"\\renewcommand\\papersubtitle{{{papers_count(len(papers))}}}\n{own}"
        )

    def copy_support_files(self) -> None:
        """Sphinx's files and ours; its ``latexmkrc`` gives way to one that sorts with upmendex."""
        super().copy_support_files()
        for file in sorted(TEXINPUTS.iterdir()):
            if file.name != "latexmkrc" or (is_ours(self.config) and not self.config.latex_use_xindy):
                shutil.copyfile(file, self.outdir / file.name)


def _use_package(app: Sphinx) -> None:
    if app.builder.format == "latex":
        app.add_latex_package("papershelf", "korean" if is_korean(app.config) else None, after_hyperref=True)


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(PaperLaTeXBuilder, override=True)
    app.connect("builder-inited", _use_package)
