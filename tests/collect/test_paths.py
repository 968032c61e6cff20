"""Documents are found as Sphinx finds them, and found changed as it does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sphinx.project import Project

from papershelf.collect.documents.paths import Docnames, Paths, matching
from papershelf.sources.library import leftovers

FILES = (
    "index.md",
    "README.rst",
    "both.md",
    "a.b.md",
    "notes.txt",
    "papers/one.md",
    "papers/[odd].md",
    "papers/한글.md",
    "papers/deep/two.md",
    "papers/deep/.md",
    "drafts/three.md",
    "drafts/deep/four.md",
    "_private/five.md",
)
SUFFIXES = [".rst", ".md"]


@pytest.mark.parametrize(
    ("exclude", "include"),
    [
        ([], ["**"]),
        (["drafts", "README*"], ["**"]),
        (["drafts/*", "**/_*"], ["**"]),
        (["papers/**"], ["**"]),
        (["papers/[[]odd].md", "**/two.md", "p?pers/one.md"], ["**"]),
        (["*.rst"], ["papers/**", "index.md"]),
        (["**"], ["**"]),
        ([], []),
    ],
)
def test_the_same_files_are_documents(tmp_path: Path, exclude: list[str], include: list[str]) -> None:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    theirs = Project(tmp_path, SUFFIXES)
    theirs.discover(exclude, include)
    ours = matching(tmp_path, leftovers.look(tmp_path, SUFFIXES).documents, SUFFIXES, exclude, include)
    assert ours is not None
    assert ours == {docname: path.as_posix() for docname, path in theirs._docname_to_path.items()}
    paths, docnames = Paths(ours), Docnames({path: docname for docname, path in ours.items()})
    assert {docname: paths[docname] for docname in ours} == theirs._docname_to_path
    assert {path: docnames[path] for path in theirs._path_to_docname} == theirs._path_to_docname
    with pytest.raises(KeyError):
        paths["another"]
    with pytest.raises(KeyError):
        docnames[Path("another.md")]


def test_sphinx_looks_itself_where_it_has_to_complain(tmp_path: Path) -> None:
    def found(*names: str) -> object:
        return matching(tmp_path, names, SUFFIXES, [], ["**"])

    (tmp_path / "both.md").touch()
    (tmp_path / "both.rst").touch()
    assert found("both.md") == {"both": "both.md"}
    assert found("both.md", "both.rst") is None, "which of them is taken is told"
    assert found("both.md", "gone.md") is None, "it cannot be read"
    assert found("both.md", os.fsdecode("e\u0301.md".encode())) is None, "Sphinx asks for it by another name"
