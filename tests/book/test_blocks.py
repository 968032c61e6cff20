"""The blocks of a paper in print: links that say where they lead."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from papershelf.book.latex.blocks import typeset, web_link
from papershelf.model.record.paper import Paper
from papershelf.render import chips


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


def test_a_printed_list_says_once_where_arxiv_has_a_paper() -> None:
    paper = Paper("a", arxiv="2106.09685", links=(("code", "https://example.org/c"),))
    tree = new_document("links")
    tree += chips.link_line(chips.place_links(paper), "paper-item-links")
    assert tree.astext() == "arXiv PDF Code"
    typeset(tree, lambda key: True)
    assert tree.astext() == "arXiv:2106.09685 Code example.org/c"
