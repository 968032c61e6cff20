"""Trees and pages that several of these tests look at."""

from __future__ import annotations

import random
from typing import Any

from docutils import nodes
from docutils.utils import new_document

KINDS = (nodes.section, nodes.paragraph, nodes.emphasis, nodes.strong, nodes.math)


CONDITIONS: list[Any] = [
    None,
    nodes.emphasis,
    nodes.TextElement,
    nodes.Text,
    nodes.table,
    lambda node: isinstance(node, (nodes.math, nodes.section)),
]


def a_tree(seed: int) -> nodes.document:
    chance = random.Random(seed)
    document = new_document("tree")
    places: list[nodes.Element] = [document]
    for number in range(60):
        node = chance.choice(KINDS)(ids=[str(number)])
        chance.choice(places).append(node)
        places.append(node)
        if chance.random() < 0.4:
            chance.choice(places).append(nodes.Text(str(number)))
    return document


CONTENTS = {
    "one.md": "# One\n",
    "more.md": "# More\n\n## Two\n\n### Three\n",
    "deep.md": "---\ntocdepth: 1\n---\n# Deep\n\n## Two\n",
    "only.md": "# Only\n\n```{only} nothing\n## Two\n```\n",
    "mixed.md": "# Mixed\n\n```{toctree}\none\nmore\n```\n\n## Two\n\n```{toctree}\ndeep\nonly\nnone\n```\n",
    "none.md": "No title.\n",
    "index.md": "# Home\n\n```{toctree}\nmixed\n```\n",
}
