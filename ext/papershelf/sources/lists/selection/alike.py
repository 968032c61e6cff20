"""The form that most items of a list share tells of those whose links do not.

In: the items of a list with their signs. Out: the same, those that have the form of the others as papers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lists.clues.evidence import Signs
from papershelf.sources.lists.selection.looks import begins_with_title, is_linked_title
from papershelf.sources.words.links import label_field

Candidate = tuple[Node, list[Line], list[Node], Signs]
"""An item, the lines it begins with, the blocks below, and its signs."""
_MANY = 10
"""Of so many items of one form that lead to papers, the others are such, too."""
_SHARED = 3
"""More items than so many have a form that others may share."""


def alike(candidates: list[Candidate]) -> list[Candidate]:
    """Items of the form that others have whose links lead to papers.

    ``[website](…), Title``; or where most others are nothing but a title's link, one more that leads to some page.
    """
    proven = sum(own.beside and own.strength > 1 for _i, _h, _r, own in candidates)
    linked = sum(own.start == "link" and own.papers == own.links for _i, _h, _r, own in candidates)
    titled = sum(own.start == "link" and own.strength > 1 for _i, _h, _r, own in candidates)
    shown = linked > _SHARED and linked * 3 >= len(candidates) * 2
    formed = titled > _MANY and titled * 10 >= len(candidates) * 9
    if proven <= _SHARED and not (shown or formed):
        return candidates
    return [
        (item, head, rest, dataclasses.replace(own, labels=1))
        if own.tool
        and (
            (own.beside and proven > _SHARED)
            or (shown and is_linked_title(head))
            or (formed and own.start == "link" and begins_with_title(head))
        )
        else (item, head, rest, own)
        for item, head, rest, own in candidates
    ]


def sorted_by_label(candidates: list[Candidate]) -> list[Candidate]:
    """Items of a list whose papers are labelled as such: those with another label and no paper are none."""
    labels = [_label(head) for _i, head, _r, _o in candidates]
    if not any(label_field(label) == "paper" for label in labels):
        return candidates
    return [
        (item, head, rest, dataclasses.replace(own, tool=True, program=True, facts=False, venue=False, labels=0))
        if label and label_field(label) != "paper" and not (own.papers or own.notes)
        else (item, head, rest, own)
        for (item, head, rest, own), label in zip(candidates, labels, strict=True)
    ]


def _label(head: Sequence[Line]) -> str:
    """The word in code that an item begins with: `` `PAPER` ``."""
    run = next((run for line in head for run in line.runs if run.text.strip(" *_")), None)
    words = run.text.strip(" []") if run is not None and run.code and not run.href else ""
    return words if words.isalpha() and words.isupper() else ""
