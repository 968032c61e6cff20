"""Which files of the source folder are documents, for every builder: what a build wrote is none, nor is a list that
``export`` wrote, nor an untrusted page that is a link to a file outside.

``exclude_patterns`` is left as ``conf.py`` has it, since Sphinx reads everything again when that changes. Sphinx asks
its ``Project`` which documents there are before it compares them with those of the last build, so that is the place:
:class:`LibraryProject` narrows what ``Project.discover`` finds (Sphinx 7.2 to 9.1 find them so).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from sphinx.environment import CONFIG_OK
from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util.matching import Matcher

from papershelf.collect.documents.files import state_of
from papershelf.collect.documents.paths import Docnames, Paths, matching
from papershelf.config import is_untrusted
from papershelf.messages import Subtype, warn
from papershelf.model.text.lists import is_list, without_lists
from papershelf.sources.library import leftovers
from papershelf.sources.pages import encoding

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from papershelf.collect.records import SourceState


class LibraryProject(Project):
    """The documents of a library."""

    _app: Sphinx | None = None
    _known: bool = False
    """Whether the extensions have seen the builder; Sphinx looks once before, when there is no environment yet."""
    files: Sequence[str] = ()
    """Files whose names end as documents do, where documents may lie; by their names on disk."""

    def __getstate__(self) -> dict[str, Any]:
        """What is stored with the environment."""
        left_out = {"_app", "_known", "files", "_path_to_docname", "_docname_to_path"}
        state = {name: value for name, value in vars(self).items() if name not in left_out}
        return {**state, "places": {docname: self.place(docname) for docname in self.docnames}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        places = state.pop("places")
        vars(self).update(state)
        self._hold(places)

    def place(self, docname: str) -> str:
        """The path of a document, or where one of this name would be, relative to the source folder, with ``/``."""
        paths = self._docname_to_path
        if docname not in self.docnames:
            return docname + next(iter(self.source_suffix), "")
        return paths.places[docname] if isinstance(paths, Paths) else paths[docname].as_posix()

    def _hold(self, places: dict[str, str]) -> None:
        """Take over all documents and their paths."""
        self.docnames.clear()
        self.docnames.update(places)
        self._docname_to_path = Paths(places)
        self._path_to_docname = Docnames({path: docname for docname, path in places.items()})

    def _find(self, exclude: Sequence[str], include: Sequence[str]) -> None:
        """Find the documents as Sphinx does, in a tenth of the time where nothing is out of the ordinary."""
        places = matching(self.srcdir, self.files, self.source_suffix, exclude, include)
        if places is not None:
            self._hold(places)
        else:
            self._docname_to_path, self._path_to_docname = {}, {}
            super().discover(exclude, include)

    @property
    def conf(self) -> Path:
        """The folder of ``conf.py``."""
        return Path(self._app.confdir if self._app else self.srcdir)

    @property
    def out(self) -> Path:
        """The folder that is written to."""
        return Path(self._app.outdir if self._app else self.srcdir)

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find the documents, without what is none."""
        if self._app is None:
            return super().discover(exclude_paths, include_paths)
        exclude, include = list(exclude_paths), list(include_paths)
        found = leftovers.look(
            Path(self.srcdir), self.source_suffix, (Path(self._app.outdir), Path(self._app.doctreedir))
        )
        self.files = found.documents
        exclude += map(_literal, found.folders)
        parts = {
            composed: path
            for path in found.documents
            if not path.isascii()
            and (composed := unicodedata.normalize("NFC", path)) != path
            and not Path(self.srcdir, composed).exists()
        }
        outside = {unicodedata.normalize("NFC", path): link for path, link in found.outside.items()}  # as Sphinx does
        self._find([*exclude, *map(_literal, parts)], include)
        self._add(parts, exclude, include)
        if not self._known:
            return self.docnames  # Sphinx asks again, and then every file is looked into
        refused = self._refused(self._app, outside)
        if any(self._has_other_file(path) for path in refused):  # such as README.rst beside the list README.md
            self._find([*exclude, *map(_literal, parts), *map(_literal, refused)], include)
            self._add(parts, [*exclude, *map(_literal, refused)], include)
        if refused:
            left_out = frozenset(refused)
            places = {docname: self.place(docname) for docname in self.docnames}
            self._hold({docname: path for docname, path in places.items() if path not in left_out})
        return self.docnames

    def _add(self, parts: dict[str, str], exclude: Sequence[str], include: Sequence[str]) -> None:
        """Add documents whose names are stored with letters in parts, which Sphinx asks for by the whole ones.

        :param parts: path as it is composed, to the one on disk.
        """
        excluded, included = Matcher([*exclude, *EXCLUDE_PATHS]), Matcher(list(include))
        for composed, path in sorted(parts.items()):
            docname = super().path2doc(composed)
            above = map(str, PurePosixPath(composed).parents)
            if docname is None or docname in self.docnames or not included(composed):
                continue
            if not any(map(excluded, (composed, *above))):
                self.docnames.add(docname)
                self._path_to_docname[Path(path)] = docname
                self._docname_to_path[docname] = Path(path)

    def _refused(self, app: Sphinx, outside: dict[str, str]) -> list[str]:
        links: dict[str, list[str]] = {}
        refused = []
        for path, docname in sorted((self.place(docname), docname) for docname in self.docnames):
            leads = outside.get(unicodedata.normalize("NFC", path))
            if leads is not None and is_untrusted(app.config, docname, path):
                links.setdefault(leads, []).append(path)
                refused.append(path)
            elif not _is_document(app, docname, path):
                refused.append(path)
        for link, paths in links.items():
            what = "the page is" if paths == [link] else f"what lies in it ({len(paths)} pages) is"
            message = f"found a symbolic link that leads outside the source folder; {what} left out"
            warn(Subtype.REFUSED_MARKUP, message, location=f"{app.srcdir}/{link}:1")
        return refused

    def _has_other_file(self, path: str) -> bool:
        stem = next((path.removesuffix(suffix) for suffix in self.source_suffix if path.endswith(suffix)), path)
        others = (f"{stem}{suffix}" for suffix in self.source_suffix)
        return any(other != path and Path(self.srcdir, other).is_file() for other in others)


def _is_document(app: Sphinx, docname: str, path: str) -> bool:
    """Look into a file that is not known, or has changed since it was read."""
    known = cast("dict[str, SourceState]", app.env.domaindata["paper"]["sources"]).get(docname)
    if app.env.config_status != CONFIG_OK:
        known = None  # the encoding may be another
    try:
        _state, content = state_of(f"{app.srcdir}/{path}", known)
    except OSError:
        return True  # Sphinx says what is wrong with it
    if content is None:
        return True
    line, problem = encoding.problem(content, app.config.source_encoding)
    if line:
        warn(Subtype.FILE_NAME, f"{problem}; the page is left out", location=f"{app.srcdir}/{path}:{line}")
        return False
    return docname == app.config.root_doc or not is_list(content.decode(app.config.source_encoding))


def _literal(path: str) -> str:
    """A pattern of Sphinx that one path alone matches."""
    signs = {"[": r"[\[]", "*": "[*]", "?": "[?]"}
    return "".join(signs.get(sign, sign) for sign in unicodedata.normalize("NFC", path))


def take_over(app: Sphinx) -> None:
    """Narrow what Sphinx finds from its first look on: it would follow links that go round, and round again."""
    app.project.__class__ = LibraryProject
    cast("LibraryProject", app.project)._app = app


def _know(app: Sphinx) -> None:
    cast("LibraryProject", app.project)._known = True


def _blank(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leave lists that ``export`` wrote out of a page that has more to say."""
    source[0] = without_lists(source[0])


def _blank_included(app: Sphinx, path: Path, docname: str, source: list[str]) -> None:
    """The same for a file that a page includes."""
    source[0] = without_lists(source[0])


def setup(app: Sphinx) -> None:
    """Blank lists before anything else sees the text; the domain takes the project's place."""
    app.connect("builder-inited", _know)
    app.connect("source-read", _blank, priority=1)
    app.connect("include-read", _blank_included, priority=1)
