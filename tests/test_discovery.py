"""What a build or an export wrote is no document of the next build, whatever conf.py says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from papershelf.cli import main
from support import Site, category, few, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]


FOUR = {
    "conf.py": 'project = "My papers"\nextensions = ["myst_parser", "papershelf"]\nhtml_theme = "furo"\n',
    "index.md": "# My papers\n\n```{paper-stats}\n```\n\n```{toctree}\n:hidden:\n\ncategories/methods\n```\n",
    "categories/methods.md": "# Methods\n\n```{paper-category} methods\n```\n",
    "papers/lora.md": paper("LoRA: Low-Rank Adaptation", options=":category: methods\n:year: 2021", body=""),
}
"""The files with which the guide lets a library begin: no pattern excludes anything."""


def sphinx(folder: Path, *arguments: str) -> str:
    """Run Sphinx in a process of its own, as a reader would; what it warns of."""
    command = [sys.executable, "-m", "sphinx", *arguments, "-q"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stderr


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a site, but Sphinx's own state."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".doctrees" not in path.parts
    }


def test_the_guides_four_files_stay_four(tmp_path: Path) -> None:
    for name, text in FOUR.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    trees = []
    for _ in range(2):
        assert sphinx(tmp_path, ".", "build/html") == ""
        trees.append(tree(tmp_path / "build/html"))
    assert trees[0] == trees[1]
    assert main(["-C", str(tmp_path), "export", "--format", "readme", "-o", str(tmp_path / "README.md")]) == 0
    assert sphinx(tmp_path, ".", "build/html") == ""
    assert tree(tmp_path / "build/html") == trees[0]
    assert sphinx(tmp_path, ".", "other/html") == ""  # from nothing, with the list and the first site there
    assert tree(tmp_path / "other/html") == trees[0]
    for builder in ("dirhtml", "text"):
        sphinx(tmp_path, "-b", builder, ".", f"out-{builder}")
    assert sphinx(tmp_path, "-M", "html", ".", "made") == ""
    assert sphinx(tmp_path, ".", "build/html") == ""
    assert tree(tmp_path / "build/html") == trees[0]


FOLDERS = {
    "site": {".buildinfo": "", "a.md": "# A\n"},
    "old/site": {"objects.inv": "", "searchindex.js": "", "a.md": "# A\n"},
    "trees": {"environment.pickle": "", "a.md": "# A\n"},
    "text": {".doctrees/environment.pickle": "", "a.md": "# A\n"},
    "_build": {"doctrees/environment.pickle": "", "markdown/a.md": "# A\n"},
    "book": {"META-INF/container.xml": "", "mimetype": "", "a.md": "# A\n"},
    "tex": {"sphinx.sty": "", "sphinxmanual.cls": "", "a.md": "# A\n"},
    "env": {"pyvenv.cfg": "", "lib/site-packages/x/README.md": "# A\n"},
    "cache": {"CACHEDIR.TAG": "", "README.md": "# A\n"},
    "web/node_modules": {"x/README.md": "# A\n"},
    ".venv": {"x/README.md": "# A\n"},
    "sub/.tox": {"x/README.md": "# A\n"},
    "od[d] *?!": {"pyvenv.cfg": "", "a.md": "# A\n"},
}


def test_folders_that_hold_no_documents(small: Site) -> None:
    assert small.build() == ""
    before = tree(small.out / "html")
    small.write({f"{folder}/{name}": text for folder, files in FOLDERS.items() for name, text in files.items()})
    assert small.build() == ""
    assert tree(small.out / "html") == before


def test_a_folder_that_only_looks_so(make_site: MakeSite) -> None:
    files = {"guide/objects.inv": "", "guide/a.md": "# A\n", "doctrees/b.md": "# B\n", "odd/c.md": "# C\n"}
    site = make_site({"index.md": home("guide/a", "doctrees/b", "odd/c"), "od/pyvenv.cfg": "", **files})
    assert site.build() == ""
    assert all((site.out / f"html/{name}.html").is_file() for name in ("guide/a", "doctrees/b", "odd/c"))


def listed(text: str = "", heading: str = "# Papers\n\nThis list is written by `papershelf export`.\n") -> str:
    items = "1. [Retrieval](papers/rag.md)\n2. [Grouped](papers/gqa.md)"
    return f"{heading}\n<!-- papershelf:begin -->\n\n## Methods\n\n{items}\n\n<!-- papershelf:end -->\n{text}"


@pytest.mark.parametrize("name", ["README.md", "papers/README.md", "papers/list.md"])
def test_a_list_is_no_page(small: Site, name: str) -> None:
    assert small.build() == ""
    before = tree(small.out / "html")
    small.write({name: listed()})
    assert small.build() == ""
    assert tree(small.out / "html") == before
    small.write({name: listed(heading="# Ours\n\nOur own words about it.\n")})
    assert small.build() == ""
    assert tree(small.out / "html") == before


def test_a_list_beside_a_page_of_its_name(small: Site) -> None:
    small.write({"README.rst": "Read me\n=======\n\nWords.\n", "README.md": listed()})
    small.write({"index.md": home("methods", "models", "README")})
    assert "multiple files found" in small.build()
    assert "Words." in small.page("README")


def test_a_page_with_more_to_say_stays_without_the_list(small: Site) -> None:
    own = "# About\n\nWords.\n\n## Use\n\nMore words.\n"
    small.write({"README.md": own, "index.md": home("methods", "models", "README", text="```{include} README.md\n```")})
    small.write({"index.md": home("methods", "models", "README") + "\n```{include} README.md\n```\n"})
    small.build()
    before = tree(small.out / "html")
    small.write({"README.md": listed("\n## Use\n\nMore words.\n", heading="# About\n\nWords.\n")})
    small.build()
    after = tree(small.out / "html")
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {"_sources/README.md.txt", "README.html", "README.md", "index.md"}
    assert "More words." in small.page("README")
    assert "Grouped" not in (small.out / "html/README.html").read_text(encoding="utf-8").partition("<article")[2]


def test_the_home_page_is_never_left_out(make_site: MakeSite) -> None:
    toctree = "\n```{toctree}\nmethods\n```\n"
    site = make_site({"index.md": listed(toctree), "methods.md": category(), "papers/a.md": paper("A", "a")})
    assert site.build() == ""
    site.write({"index.md": listed()})
    assert site.build().startswith("methods.md: WARNING: document isn't included in any toctree")
    assert "Papers" in site.page("index")


NOT_UTF_8 = {
    "cp949": ("# 논문\n\n한글 문장.\n".encode("cp949"), 1, "looks like CP949"),
    "one byte": ("# Paper\n\nText \udcff.\n".encode("utf-8", "surrogateescape"), 3, "byte 0xFF (the 6th of the line)"),
    "utf-16": ("# Paper\n".encode("utf-16"), 1, "looks like UTF-16"),
}


PLACES = [(name, case) for name in ("papers/x.md", "notes.md", "notes.rst") for case in NOT_UTF_8]


@pytest.mark.parametrize(("name", "case"), few(PLACES, *PLACES[::4]))  # (each case and each name once)
def test_a_document_in_another_encoding_is_named(small: Site, case: str, name: str) -> None:
    content, line, words = NOT_UTF_8[case]
    (small.source / name).write_bytes(content)
    [warning] = small.build().splitlines()
    assert warning.startswith(f"{name}:{line}: WARNING: found byte 0x")
    assert words in warning
    assert "documents are UTF-8" in warning
    assert warning.endswith("the page is left out [papershelf.file-name]")
    assert small.page("papers/rag")
    assert small.build().splitlines() == [warning]
    first = tree(small.out / "html")
    (small.source / name).write_text("# Now\n\nText.\n", encoding="utf-8")
    small.build()
    assert (small.out / f"html/{name.partition('.')[0]}.html").is_file()
    (small.source / name).write_bytes(content)
    small.build()
    assert tree(small.out / "html") == first


def test_another_encoding_that_conf_py_names(small: Site) -> None:
    conf = (small.source / "conf.py").read_text(encoding="utf-8")
    for path in small.source.rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"Text.", "글.".encode("cp949")))
    small.write({"conf.py": conf + 'source_encoding = "cp949"\n'})
    assert "papershelf" not in small.build()  # Sphinx says that it will not be for long
    small.write({"conf.py": conf})
    assert "looks like CP949" in small.build()


def test_whatever_the_builder_and_the_processes(small: Site) -> None:
    small.write({"README.md": listed(), "site/.buildinfo": "", "site/a.md": "# A\n"})
    (small.source / "bad.md").write_bytes("# 논문\n".encode("cp949"))
    for builder in ("html", "text", "gettext"):
        for parallel in (1, 2):
            shutil.rmtree(small.out, ignore_errors=True)
            warnings = small.build(builder=builder, parallel=parallel)
            assert [line.partition(":")[0] for line in warnings.splitlines()] == ["bad.md"], builder


def test_the_command_line_sees_the_same(small: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, files in FOLDERS.items():
        broken = {n: t.replace("# A\n", paper("A", "rag")) for n, t in files.items()}
        small.write({f"papers/{folder}/{name}": text for name, text in broken.items()})
    small.write({"papers/README.md": listed(), "README.md": listed("## More\n\nWords.\n\nWords.\n")})
    (small.source / "bad.md").write_bytes("# 논문\n".encode("cp949"))
    main(["-C", str(small.source), "check", "--format", "github"])
    found = capsys.readouterr().out
    assert "duplicate-key" not in found
    assert "file=bad.md,line=1" in found
    assert "README" not in found


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_links_that_go_round(small: Site) -> None:
    assert small.build() == ""
    before = tree(small.out / "html")
    (small.source / "round").symlink_to(small.source, target_is_directory=True)
    (small.source / "papers/up").symlink_to("..", target_is_directory=True)
    assert small.build() == ""
    assert tree(small.out / "html") == before


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_links_that_go_round_are_not_followed_by_the_first_look_either(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of them would be more folders than any machine can go through."""
    (small.source / "papers/one").symlink_to(".", target_is_directory=True)
    walked = []

    def walk(*arguments: Any, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for found in os_walk(*arguments, **options):
            walked.append(found[0])
            yield found

    os_walk = os.walk
    monkeypatch.setattr("sphinx.util.matching.os.walk", walk)
    assert small.build(fresh=True) == ""
    assert walked
    assert not [folder for folder in walked if "one" in Path(folder).parts]
