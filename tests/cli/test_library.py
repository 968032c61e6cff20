"""Which library a command works on, and where its results go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from papershelf.cli.library import CommandError, Library, find

MAKEFILE = """\
SPHINXOPTS    ?=
SPHINXBUILD   ?= sphinx-build
SOURCEDIR     = {source}
BUILDDIR      = {build}

%: Makefile
\t@$(SPHINXBUILD) -M $@ "$(SOURCEDIR)" "$(BUILDDIR)" $(SPHINXOPTS) $(O)
"""


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_conf_beside_the_home_page(tmp_path: Path) -> None:
    touch(tmp_path / "conf.py", tmp_path / "index.md", tmp_path / "papers/deep/x.md")
    library = find(tmp_path / "papers/deep")
    assert library == Library(tmp_path, tmp_path)
    assert library.build == tmp_path / "build"


@pytest.mark.parametrize("start", [".", "docs", "papers"])
def test_conf_in_docs(tmp_path: Path, start: str) -> None:
    touch(tmp_path / "docs/conf.py", tmp_path / "index.md", tmp_path / "papers/x.md")
    library = find(tmp_path / start)
    assert library == Library(tmp_path, tmp_path / "docs")
    assert library.build == tmp_path / "build"


@pytest.mark.parametrize("start", [".", "docs", "docs/deep", "src"])
def test_everything_in_docs(tmp_path: Path, start: str) -> None:
    touch(tmp_path / "docs/conf.py", tmp_path / "docs/index.rst", tmp_path / "docs/deep/x.md", tmp_path / "src/x.py")
    library = find(tmp_path / start)
    assert library == Library(tmp_path / "docs", tmp_path / "docs")
    assert library.build == tmp_path / "docs/build"


@pytest.mark.parametrize("start", [".", "docs"])
@pytest.mark.parametrize("include", ["", 'include_patterns = ["index.md", "docs/**"]\n'])
def test_two_home_pages_the_patterns_tell_which(tmp_path: Path, start: str, include: str) -> None:
    touch(tmp_path / "index.md", tmp_path / "docs/index.md")
    (tmp_path / "docs/conf.py").write_text(include)
    assert find(tmp_path / start).source == (tmp_path if include else tmp_path / "docs")


def test_a_home_page_of_another_name(tmp_path: Path) -> None:
    touch(tmp_path / "index.md", tmp_path / "docs/contents.rst")
    (tmp_path / "docs/conf.py").write_text('root_doc = "contents"\n')
    assert find(tmp_path).source == tmp_path / "docs"


@pytest.mark.parametrize("start", [".", "{0}", "{0}/papers", "src"])
@pytest.mark.parametrize(
    ("conf", "build"), [("source", "build"), ("docs/source", "docs/build"), ("doc/source", "doc/build")]
)
def test_separate_source_and_build(tmp_path: Path, start: str, conf: str, build: str) -> None:
    touch(tmp_path / conf / "conf.py", tmp_path / conf / "index.rst", tmp_path / "src/x.py")
    touch(tmp_path / conf / "papers/lora.md", tmp_path / conf / "../Makefile")
    library = find(tmp_path / start.format(conf))
    assert library == Library(tmp_path / conf, tmp_path / conf)
    assert library.build == tmp_path / build


def test_a_library_in_a_folder_called_source(tmp_path: Path) -> None:
    touch(tmp_path / "source/conf.py", tmp_path / "source/index.md")
    assert find(tmp_path / "source").build == tmp_path / "source/build"  # no project is around it
    assert find(tmp_path).build == tmp_path / "build"


# What the Makefiles of projects say: where conf.py is, where the Makefile is, SOURCEDIR, BUILDDIR.
LAYOUTS = [
    ("source", ".", "source", "build"),
    ("docs/source", "docs", "source", "build"),
    ("docs/source", "docs", "source", "_build"),
    ("doc/source", "doc", "source", "build"),
    ("docs", "docs", ".", "_build"),
    ("doc", "doc", ".", "_build"),
    ("docs", "docs", ".", "../out/docs"),
    (".", ".", ".", "_build"),
]


@pytest.mark.parametrize(("conf", "make", "source", "build"), LAYOUTS)
@pytest.mark.parametrize("name", ["Makefile", "make.bat"])
def test_the_makefile_says_where_results_go(
    tmp_path: Path, conf: str, make: str, source: str, build: str, name: str
) -> None:
    touch(tmp_path / conf / "conf.py", tmp_path / conf / "index.rst")
    text = MAKEFILE.format(source=source, build=build)
    if name == "make.bat":
        text = f'if "%SPHINXBUILD%" == "" (\r\n)\r\nset SOURCEDIR={source}\r\nset BUILDDIR={build}\r\n'
    (tmp_path / make / name).write_text(text)
    assert find(tmp_path).build == (tmp_path / make / build).resolve()


def test_a_makefile_of_something_else_says_nothing(tmp_path: Path) -> None:
    touch(tmp_path / "source/conf.py")
    (tmp_path / "Makefile").write_text("BUILDDIR = obj\nall:\n\tcc -o $(BUILDDIR)/a a.c\n")
    assert find(tmp_path).build == tmp_path / "build"


def test_without_a_makefile_the_folder_that_is_there(tmp_path: Path) -> None:
    touch(tmp_path / "docs/conf.py", tmp_path / "docs/index.md", tmp_path / "docs/_build/html/index.html")
    assert find(tmp_path).build == tmp_path / "docs/_build"
    touch(tmp_path / "docs/build/html/index.html")
    assert find(tmp_path).build == tmp_path / "docs/build"


def test_two_places_are_named(tmp_path: Path) -> None:
    touch(tmp_path / "docs/conf.py", tmp_path / "source/conf.py", tmp_path / "src/x.py")
    for start in (".", "src"):
        with pytest.raises(CommandError, match=r"has docs/conf\.py and source/conf\.py; -C names"):
            find(tmp_path / start)
    assert find(tmp_path / "source").source == tmp_path / "source"
    (tmp_path / "source/conf.py").write_text('extensions = ["papershelf"]\n')  # the other is no library
    assert find(tmp_path).source == tmp_path / "source"
    shutil.copy(tmp_path / "source/conf.py", tmp_path / "docs/conf.py")
    with pytest.raises(CommandError, match=r"docs/conf\.py and source/conf\.py"):
        find(tmp_path)


def test_a_module_of_that_name_is_no_library(tmp_path: Path) -> None:
    touch(tmp_path / "docs/conf.py", tmp_path / "src/app/__init__.py", tmp_path / "src/app/conf.py")
    (tmp_path / "src/app/conf.py").write_text("TIMEOUT = 3\n")
    assert find(tmp_path / "src/app").conf == tmp_path / "docs"
    touch(tmp_path / "docs/__init__.py")
    (tmp_path / "docs/conf.py").write_text('project = "x"\n')
    assert find(tmp_path).conf == tmp_path / "docs"


def test_no_library(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no library here"):
        find(tmp_path)
