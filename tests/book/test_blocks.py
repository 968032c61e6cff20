"""The blocks of a paper in print: folded summaries, links, sentences that run in."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from papershelf.book.blocks import typeset, web_link
from papershelf.render import chips, disclosure


def listed(key: str) -> nodes.list_item:
    """An entry of a list, with its summary folded in."""
    return nodes.list_item(
        "",
        chips.paragraph(chips.xref(key, "index", nodes.Text(f"Title of {key}")), classes=("paper-item-title",)),
        chips.paragraph(nodes.Text("First line."), classes=("paper-insight",)),
        disclosure.make("Summary", chips.paragraph(nodes.Text("First line. Second line.")), opened=False),
        classes=["paper-item"],
    )


def test_a_folded_summary_is_open_where_the_note_is_not_in_the_book() -> None:
    tree = new_document("list")
    tree += nodes.bullet_list("", listed("here"), listed("elsewhere"))
    typeset(tree, lambda key: key == "here")
    here, elsewhere = (item.astext() for item in tree.findall(nodes.list_item))
    assert "First line." in here
    assert "Second line." not in here
    assert elsewhere.count("First line.") == 1
    assert "Second line." in elsewhere
    assert "Summary" not in elsewhere


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("https://arxiv.org/abs/2106.09685", "arXiv:2106.09685"),
        ("https://doi.org/10.1000/a%20b", "doi:10.1000/a b"),
        ("https://www.example.org/code/", "Code example.org/code"),
        ("http://example.org", "Code example.org"),
    ],
)
def test_a_link_says_its_address(uri: str, words: str) -> None:
    tree = new_document("links")
    tree += chips.paragraph(nodes.reference("", "Code", refuri=uri, classes=["paper-out"]), classes=("paper-links",))
    typeset(tree, lambda key: True)
    assert [link.astext() for link in tree.findall(web_link)] == [words]
