"""Short sequences of edits that have gone wrong somewhere: each build equals one from nothing.

What `test_edit_sequences.py` prints for a failure can be pasted here as it is.
"""

from __future__ import annotations

import pytest

from promises.harness import Workshop, run
from promises.model import Edit, edit

SEQUENCES: dict[str, list[Edit]] = {
    # pages
    "a body edit": [edit("edit_body", "papers/rag", "Zeppelins")],
    "a summary edit": [edit("edit_summary", "papers/rag", "Zeppelins")],
    "a title that others show": [edit("retitle", "papers/rag", "Zebra")],
    "a title that only the next page shows": [edit("retitle", "papers/lora", "Zebra")],
    "a new mention and a relation": [
        edit("link_planned", "papers/llm", "lora"),
        edit("relate", "papers/llm", "extends", "flash"),
    ],
    "retitled and back": [
        edit("retitle", "papers/gqa", "Zebra"),
        edit("retitle", "papers/gqa", "Grouped Queries"),
    ],
    "deleted, and written anew": [edit("delete", "papers/rag"), edit("add", "rag", "Retrieval", "models")],
    "renamed, and links left behind": [edit("rename", "papers/gqa"), edit("rename", "papers/gqa/index")],
    "moved away from its neighbours": [
        edit("move", "papers/gqa", "models"),
        edit("edit_body", "papers/gqa", "Zeppelins"),
    ],
    "planned again, and unplanned": [edit("plan", "papers/gqa"), edit("unplan", "methods", "gqa")],
    "a planned paper is written": [edit("write_planned", "methods", "dpo"), edit("delete", "papers/dpo")],
    "a key that another paper has": [
        edit("change_key", "papers/llm", "gqa"),
        edit("retitle", "papers/gqa", "Zebra"),
    ],
    "a paper becomes an ordinary page": [edit("take_summary_out", "papers/rag")],
    "a heading that others name": [edit("retitle_heading", "papers/rag", "Setup!")],
    "a heading that others name by its label": [edit("retitle_heading", "papers/rag", "Results")],
    "numbers of sections come and go": [edit("number_sections"), edit("number_sections")],
    "a numbered page stays while others change": [edit("number_sections"), edit("overwrite", "papers/flash/index")],
    "a numbered page leaves the tree": [edit("number_sections"), edit("leave_out_of_home", "models")],
    "a term": [edit("change_term", "rack"), edit("link_term", "papers/rag", "rack")],
    "several edits at once": [
        edit("move", "papers/gqa", "models", how="unbuilt"),
        edit("retitle", "papers/gqa", "Zebra", how="unbuilt"),
        edit("delete", "papers/lora"),
    ],
    # categories
    "a category": [edit("retitle_category", "methods", "Zebra"), edit("reorder_home")],
    "a category goes": [edit("delete_category", "models")],
    "a category that another page declares": [edit("change_slug", "models", "methods")],
    # categories below categories
    "a category goes below another, and back": [
        edit("put_below", "models", "methods"),
        edit("retitle_category", "methods", "Zebra"),
        edit("tell_about", "models", "Zeppelins"),
        edit("change_status", "papers/llm", "planned"),
        edit("put_at_top", "models"),
    ],
    "a circle, and one way out": [
        edit("put_below", "methods", "models"),
        edit("put_below", "models", "methods"),
        edit("put_at_top", "methods"),
    ],
    "below itself, and below what nobody declares": [
        edit("put_below", "models", "models"),
        edit("put_below", "models", "elsewhere"),
        edit("change_slug", "methods", "elsewhere"),
    ],
    "a category that only the page of another holds": [
        edit("add_below", "한국어 논문", "methods"),
        edit("move", "papers/gqa", "inner"),
        edit("retitle_category", "inner", "Zebra"),
        edit("put_below", "models", "inner"),
        edit("edit_body", "papers/llm", "Zeppelins"),
        edit("delete_category", "methods"),
    ],
    "names of a planned paper": [edit("name_planned", "methods", "Bo Kim"), edit("write_planned", "methods", "dpo")],
    # time stamps
    "two pages change names": [edit("swap", "papers/rag", "papers/llm")],
    "two pages change contents": [edit("swap_in_place", "papers/rag", "papers/llm")],
    "an older file comes back": [edit("edit_summary", "papers/rag", "Zeppelins"), edit("go_back", "papers/rag")],
    "an older file with other content": [edit("write_with_older_stamp", "papers/rag", "Zeppelins")],
    "another file of the same size and stamp": [edit("overwrite", "papers/rag")],
    "a file from the future": [
        edit("write_with_future_stamp", "papers/rag", "Zeppelins"),
        edit("edit_summary", "papers/rag", "Words of today"),
    ],
    # files that are no pages
    "a stylesheet": [edit("change_static", "_static/extra.css", "tan")],
    "a script comes and goes": [
        edit("change_static", "_static/more.js", "tan"),
        edit("delete_static", "_static/more.js"),
    ],
    "a template": [edit("change_static", "_templates/sidebar/brand.html", "tan")],
    "an older template": [edit("replace_static", "_templates/sidebar/brand.html", "tan")],
    "an extra file": [
        edit("replace_static", "_extra/robots.txt", "tan"),
        edit("change_static", "_extra/more.txt", "tan"),
        edit("delete_static", "_extra/more.txt"),
    ],
    "extra files with names of ours come and go": [
        edit("change_static", "_extra/llms.txt", "tan"),
        edit("change_static", "_extra/objects.inv", "tan", how="-j 2"),
        edit("edit_summary", "papers/rag", "Zeppelins", how="-j 2"),
        edit("delete_static", "_extra/llms.txt", how="-j 2"),
        edit("delete_static", "_extra/objects.inv", how="-j 2"),
    ],
    "a linked file comes and goes": [
        edit("link", "papers/rag", "file", "papers/gqa"),
        edit("change_static", "papers/notes.txt", "tan"),
        edit("delete_static", "papers/notes.txt"),
    ],
    "an older figure": [edit("replace_figure", "papers/fig.svg", "tan")],
    "the first of two figures of one name goes": [edit("show_figure", "papers/rag")],
    "the other of two figures of one name goes": [edit("show_figure", "papers/flash/index")],
    "a figure is lost and found": [
        edit("delete_figure", "papers/fig.svg"),
        edit("change_figure", "papers/fig.svg", "tan"),
    ],
    "a download": [edit("change_data", "tan"), edit("replace_data", "red")],
    # settings
    "another language": [edit("configure", ("language", "ko")), edit("configure", ("language", "en"))],
    "another title of the site": [edit("configure", ("html_title", "Another Shelf"))],
    "a shorter sidebar": [edit("configure", ("papershelf_sidebar_papers", 1))],
    "another theme": [
        edit("configure", ("html_theme", "alabaster")),
        edit("retitle", "papers/rag", "Zebra"),
        edit("configure", ("html_theme", "furo")),
    ],
    "a page that settings leave out": [
        edit("configure", ("exclude_patterns", ["_extra", "papers/gqa.md"])),
        edit("rename", "papers/gqa"),
    ],
    # ways of building
    "another builder first": [edit("retitle", "papers/rag", "Zebra", how="text")],
    "another builder first, after a deletion": [edit("delete", "papers/llm", how="latex")],
    "quotes, and a builder that keeps them as they are": [
        edit("edit_guide", "Quoted 'words' -- here", "Guide", how="text"),
    ],
    "read by several processes": [edit("retitle", "papers/rag", "Zebra", how="-j 2")],
    "killed while pages are written": [edit("retitle", "papers/rag", "Zebra", how="killed 60")],
    "a page that is not searched any more": [
        edit("add_category", "Zebra"),
        edit("hide_from_search", "papers/llm"),
    ],
    "output lost": [edit("delete", "papers/llm", how="output lost")],
}
"""Name to edits; used by `test_harness_can_fail.py` too."""


@pytest.mark.parametrize("edits", SEQUENCES.values(), ids=SEQUENCES)
def test_a_sequence_of_edits(ten_pages: Workshop, edits: list[Edit]) -> None:
    made = run(ten_pages, edits)
    assert made == len(edits)


def test_no_edit_changes_nothing(ten_pages: Workshop) -> None:
    ten_pages.reset()
    ten_pages.check("without an edit")


def test_touched_files_change_nothing(ten_pages: Workshop) -> None:
    names = sorted(ten_pages.initial.files())
    assert run(ten_pages, [edit("touch", name, how="unbuilt") for name in names]) == len(names)
