"""Output files that were damaged or lost between builds are mended by the next; what others put there is left alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from promises.harness import Tree, Workshop, assert_same_tree, tree
from promises.model import edit


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def delete(path: Path) -> None:
    path.unlink()


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n<!-- and more -->\n")


def change_in_place(path: Path) -> None:
    """Another content of the same size."""
    path.write_bytes(path.read_bytes()[::-1])


DAMAGES: list[Callable[[Path], None]] = [truncate, empty, delete, append, change_in_place]

OUTPUTS = {
    "a page": "papers/rag.html",
    "a page in a folder": "papers/flash/index.html",
    "the home page": "index.html",
    "an index": "paper-author.html",
    "the general index": "genindex.html",
    "the search page": "search.html",
    "the search index": "searchindex.js",
    "the inventory": "objects.inv",
    "the catalogue": "papers.json",
    "a bibliography": "categories/methods.bib",
    "an image": "_images/fig.svg",
    "a stylesheet of the theme": "_static/styles/furo.css",
    "a stylesheet of ours": "_static/papershelf.css",
    "a stylesheet of the library": "_static/extra.css",
    "a download": "_downloads/*/data.csv",
    "a page's source": "_sources/papers/rag.md.txt",
}


def find(workshop: Workshop, pattern: str) -> Path:
    (path,) = workshop.out.glob(pattern)
    return path


@pytest.fixture
def fresh(ten_pages: Workshop) -> Workshop:
    ten_pages.reset()
    ten_pages.clean()
    return ten_pages


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage.__name__ for damage in DAMAGES])
def test_damaged_outputs_are_mended(fresh: Workshop, damage: Callable[[Path], None]) -> None:
    """All kinds at once: what mends one must not depend on another, so each is also told apart below."""
    for pattern in OUTPUTS.values():
        damage(find(fresh, pattern))
    fresh.check(f"{damage.__name__} each of {', '.join(OUTPUTS)}")


@pytest.mark.parametrize("pattern", OUTPUTS.values(), ids=OUTPUTS)
def test_one_damaged_output_is_mended(fresh: Workshop, pattern: str) -> None:
    damage = DAMAGES[list(OUTPUTS.values()).index(pattern) % len(DAMAGES)]
    damage(find(fresh, pattern))
    fresh.check(f"{damage.__name__} {pattern}")


def test_damage_and_an_edit_elsewhere(fresh: Workshop) -> None:
    truncate(find(fresh, "papers/rag.html"))
    delete(find(fresh, "_images/fig.svg"))
    fresh.edit(edit("edit_body", "papers/llm", "Zeppelins"))
    fresh.check("a page truncated, another edited")


def test_an_output_folder_that_was_removed(fresh: Workshop) -> None:
    for path in sorted(fresh.out.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    fresh.check("everything removed")


def test_doctrees_that_were_removed(fresh: Workshop) -> None:
    shutil.rmtree(fresh.doctrees)
    fresh.edit(edit("retitle", "papers/rag", "Zebra"))
    fresh.check("doctrees removed, a paper retitled")


@pytest.mark.parametrize("name", ["environment.pickle", "papers/rag.doctree", "papershelf/*/manifest.json"])
def test_damaged_doctrees(fresh: Workshop, name: str) -> None:
    """They are a build's own, so it may fail; then it does so once, and says so."""
    (path,) = fresh.doctrees.glob(name)
    truncate(path)
    fresh.edit(edit("retitle", "papers/gqa", "Zebra"))
    result = fresh.build()
    assert result.code == 0 or "rror" in result.warnings
    fresh.check(f"{name} truncated, a paper retitled, and a build")


def test_a_page_of_a_source_that_is_gone(fresh: Workshop) -> None:
    fresh.edit(edit("delete", "papers/llm"))
    page = fresh.out / "papers/llm.html"
    before = page.read_bytes()
    fresh.check("a source deleted")
    assert not page.exists()
    page.write_bytes(before)  # as a copy of the site from elsewhere would bring it back
    fresh.edit(edit("add", "llm", "A Model", "models"))
    fresh.check("and written anew")
    fresh.edit(edit("delete", "papers/llm"))
    fresh.check("and deleted again")


def test_what_others_put_there_stays(fresh: Workshop) -> None:
    theirs: Tree = {
        "CNAME": b"papers.example.org\n",
        "google123.html": b"google-site-verification: google123.html\n",
        "papers/notes.pdf": b"%PDF-1.4\n",
        "_static/theirs.css": b"p {}\n",
        ".nojekyll": b"",
    }
    for name, content in theirs.items():
        (fresh.out / name).write_bytes(content)
    for change in (edit("edit_body", "papers/rag", "Zeppelins"), edit("delete", "papers/llm")):
        fresh.edit(change)
        assert fresh.build().code == 0
        assert_same_tree(tree(fresh.out), {**fresh.clean(), **theirs}, f"after {change!r}")
