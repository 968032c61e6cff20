"""What an edit makes a build write: its page and those that show something of it, and no others.

Counted are pages that have a source; the generated ones (indices, search) are told by their content.

25 papers are dealt out to five categories: p00, p05 … to c0, p01, p06 … to c1. Each mentions the one before it in its
category, so p02 and p12 are the neighbours of p07, and p12 mentions it. Home counts the papers by status, and lists
four finished ones, p12 among them. The sidebar shows the papers of the page's own category.
"""

from __future__ import annotations

import pytest

from promises.harness import Tree, Workshop, assert_same_tree, tree
from promises.model import Edit, edit

PARENT = {
    **{f"papers/p{n:02}": f"c{n % 5}" for n in range(25)},
    **{f"c{n}": "index" for n in range(5)},
    "guide": "index",
}
"""Page to the one whose toctree holds it."""


def and_parents(*pages: str) -> set[str]:
    """Some pages, and those whose toctrees hold them: Sphinx writes these too (`files_to_rebuild`)."""
    return {*pages, *(PARENT[page] for page in pages if page in PARENT)}


NEAR = ("papers/p02", "papers/p08")
"""One that p07 names too, and one that names p03 too: what to read after them changes with a thread from p07 to p03."""

C2 = ("c2", "papers/p02", "papers/p07", "papers/p12", "papers/p17", "papers/p22")


@pytest.fixture
def library(thirty_pages: Workshop) -> Workshop:
    thirty_pages.reset()
    return thirty_pages


def written(library: Workshop, *edits: Edit) -> set[str]:
    """Make edits and build; the pages with a source that were written."""
    library.edit(*edits)
    result = library.build()
    assert result.code == 0
    return {page for page in result.pages if f"{page}.md" in library.sources.content}


def test_nothing_changed(library: Workshop) -> None:
    before: Tree = tree(library.out)
    assert written(library) == set()
    assert_same_tree(tree(library.out), before)


def test_a_touched_file(library: Workshop) -> None:
    """It may be read again; it says what it said."""
    before: Tree = tree(library.out)
    assert written(library, edit("touch", "papers/p07.md")) <= and_parents("papers/p07")
    assert_same_tree(tree(library.out), before)


def test_a_body(library: Workshop) -> None:
    found = written(library, edit("edit_body", "papers/p07", "Zeppelins"))
    assert {"papers/p07"} <= found <= and_parents("papers/p07")


def test_a_new_mention(library: Workshop) -> None:
    """The paper that is mentioned shows the sentence, and those named beside it that they are."""
    found = written(library, edit("link_planned", "papers/p07", "p03"))
    assert {"papers/p07", "papers/p03"} <= found <= and_parents("papers/p07", "papers/p03", *NEAR)


def test_a_summary(library: Workshop) -> None:
    """Lists show its first line."""
    found = written(library, edit("edit_summary", "papers/p07", "Zeppelins"))
    assert {"papers/p07", "c2"} <= found <= and_parents("papers/p07", "c2")


def test_a_summary_that_home_shows(library: Workshop) -> None:
    found = written(library, edit("edit_summary", "papers/p12", "Zeppelins"))
    assert {"papers/p12", "c2", "index"} <= found <= and_parents("papers/p12", "c2")


def test_a_title(library: Workshop) -> None:
    """The list and the sidebar of its category show it, its neighbours, and what mentions it."""
    found = written(library, edit("retitle", "papers/p07", "Zebra"))
    assert {"papers/p07", "papers/p02", "papers/p12", "c2"} <= found <= and_parents(*C2)


def test_a_title_that_another_category_mentions(library: Workshop) -> None:
    written(library, edit("link_planned", "papers/p03", "p07"))
    found = written(library, edit("retitle", "papers/p07", "Zebra"))
    assert {"papers/p07", "papers/p03"} <= found <= and_parents(*C2, "papers/p03")


def test_the_title_of_the_last_of_a_category(library: Workshop) -> None:
    """The next category's page has it as the previous one."""
    found = written(library, edit("retitle", "papers/p22", "Zebra"))
    assert {"papers/p22", "c2", "c3"} <= found <= and_parents(*C2, "c3")


def test_a_status(library: Workshop) -> None:
    """Home counts them; lists and mentions show them."""
    found = written(library, edit("change_status", "papers/p07", "reading"))
    assert {"papers/p07", "c2", "index"} <= found <= and_parents(*C2)


def test_a_relation(library: Workshop) -> None:
    """Both papers show it, and those that are to be read next for it."""
    found = written(library, edit("relate", "papers/p07", "extends", "p03"))
    assert {"papers/p07", "papers/p03"} <= found <= and_parents("papers/p07", "papers/p03", *NEAR)


def test_the_other_categories(library: Workshop) -> None:
    """Whatever is said of a paper, no page of a category that neither lists, mentions nor neighbours it is written."""
    edits = [
        edit("edit_body", "papers/p07", "Zeppelins"),
        edit("edit_summary", "papers/p07", "Zeppelins"),
        edit("retitle", "papers/p07", "Zebra"),
        edit("change_authors", "papers/p07", "{Shelf Team}"),
        edit("retitle_heading", "papers/p07", "Results"),
    ]
    for change in edits:
        assert written(library, change) <= and_parents(*C2), change


def test_the_order_of_a_category(library: Workshop) -> None:
    """Its papers get other neighbours, and so does the category after it."""
    found = written(library, edit("reorder", "c2", "filled"))
    assert {"c2", "c3", "papers/p02", "papers/p22"} <= found <= and_parents(*C2, "c3")


def test_a_page_that_is_no_paper(library: Workshop) -> None:
    found = written(library, edit("edit_guide", "Zeppelins", "Guide"))
    assert {"guide"} <= found <= and_parents("guide")


def test_a_figure(library: Workshop) -> None:
    """Two papers show it."""
    found = written(library, edit("change_figure", "papers/fig.svg", "tan"))
    assert found <= and_parents("papers/p00", "papers/p01")


def test_a_stylesheet(library: Workshop) -> None:
    """Every page names it with a checksum."""
    assert set(PARENT) <= written(library, edit("change_static", "_static/extra.css", "tan"))


def test_a_script_that_no_page_loads(library: Workshop) -> None:
    assert written(library, edit("change_static", "_static/more.js", "tan")) == set()


def test_the_site_is_right_all_the_same(library: Workshop) -> None:
    """Writing less must not be had by writing too little."""
    for change in (edit("retitle", "papers/p07", "Zebra"), edit("relate", "papers/p07", "extends", "p03")):
        library.edit(change)
        library.check(f"after {change!r}")
