"""Files that an untrusted page asks for: pictures and downloads, and what is left when directives have been asked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.utils import relative_path
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from papershelf.collect.trust.named import is_foreign, is_loaded_module
from papershelf.collect.trust.pages import is_untrusted_page, refuse
from papershelf.messages import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from papershelf.collect.documents.discovery import LibraryProject


def recorded(env: BuildEnvironment, document: nodes.document) -> list[str]:
    """Files that the page is known to depend on by now, resolved."""
    record = document.settings.record_dependencies
    own = env.dependencies.get(env.current_document.docname, ())
    paths = [*(record.list if record else ()), *(str(Path(env.srcdir, path)) for path in own)]
    return sorted({str(Path(os.fsdecode(path)).resolve()) for path in paths})


def foreign_files(env: BuildEnvironment, document: nodes.document, before: Set[str] = frozenset()) -> list[str]:
    """Those of them that the page may not take in.

    :param before: files that are known already.
    """
    new = [path for path in recorded(env, document) if path not in before]
    return [path for path in new if is_foreign(env, path) and not is_loaded_module(path)]


def forget(env: BuildEnvironment, document: nodes.document, files: Iterable[str]) -> None:
    """Take files out of what the page depends on, as nothing of them is left."""
    gone = set(files)
    if record := document.settings.record_dependencies:
        record.list[:] = [path for path in record.list if str(Path(os.fsdecode(path)).resolve()) not in gone]
    own = env.dependencies.get(env.current_document.docname, set())
    own -= {path for path in own if str(Path(env.srcdir, path).resolve()) in gone}


def names(env: BuildEnvironment, files: Iterable[str]) -> str:
    """Files as a warning tells them, relative to the source folder."""
    return ", ".join(repr(relative_path(f"{env.srcdir}/x", path)) for path in files)


class RefuseForeignFiles(SphinxTransform):
    """Drop pictures and downloads from outside the source folder.

    A file that came in without a directive, through a role of some extension say, cannot be told from the rest of the
    page: then all of it is left out.
    """

    default_priority = 1

    def apply(self) -> None:
        """Check what nodes ask for, and what the parser recorded as read."""
        if not is_untrusted_page(self.env):
            return
        for image in list(self.document.findall(nodes.image)):
            self._check(image, image["uri"])
        for download in list(self.document.findall(addnodes.download_reference)):
            self._check(download, download.get("reftarget", ""))
        if foreign := foreign_files(self.env, self.document):
            self._drop(foreign)

    def _check(self, node: nodes.Element, uri: str) -> None:
        if "://" in uri or uri.startswith("data:") or not uri:
            return  # a scheme: judged with the links
        path = self.env.relfn2path(uri)[1]
        if not is_foreign(self.env, path) or self._is_made(path):
            return
        forget(self.env, self.document, [str(Path(path).resolve())])  # a figure looks how wide it is
        if isinstance(node, addnodes.download_reference):
            words = nodes.inline("", "", *node.children, classes=["paper-refused"])
            node.parent.insert(node.parent.index(node), words)
        refuse(node, Subtype.REFUSED_MARKUP, f"found the file {uri!r}, outside the source folder")

    def _is_made(self, path: str) -> bool:
        """Whether an extension made a picture for this build, as MyST-NB does of what a cell shows."""
        out = cast("LibraryProject", self.env.project).out.resolve()
        return any(Path(path).resolve().is_relative_to(folder) for folder in (out, out.parent / "jupyter_execute"))

    def _drop(self, foreign: list[str]) -> None:
        found = names(self.env, foreign)
        docname = self.env.current_document.docname
        message = f"the page inserts {found}, outside the source folder; its content is left out"
        warn(Subtype.REFUSED_MARKUP, message, location=docname)
        forget(self.env, self.document, foreign)
        for child in list(self.document.children):
            self.document.remove(child)
        self.document += nodes.section("", nodes.title("", docname), ids=["refused"], names=["refused"])


def setup(app: Sphinx) -> None:
    """Connect the check."""
    app.add_transform(RefuseForeignFiles)
