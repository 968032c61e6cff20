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
