"""Lines that are nothing but a day or a venue, and the lists of papers below them.

In: the lines that an item begins with, or a block. Out: whether it is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Marks
from papershelf.sources.lines.details.spans import size_of
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.values import signs
from papershelf.sources.lines.values.statements import classify
from papershelf.sources.lists.clues.entry import head_of
from papershelf.sources.lists.clues.targets import is_a_paper
from papershelf.sources.lists.selection.looks import is_of_a_venue
from papershelf.sources.words.links import label_field


def only_a_fact(head: Sequence[Line], *, bracketed: bool = False) -> bool:
    """Whether a line is nothing but a date, a venue, or names with one.

    :param bracketed: whether it is one name in brackets: a planned paper may be called as a venue is.
    """
    if is_of_a_venue(head):
        return True
    if _titled(head):
        return False
    words = signs.clean(marking.leading(" ".join(line.text for line in head), Marks()))
    fact = classify(signs.unbracketed(words))
    return fact is not None and fact[0] in ({"date"} if bracketed else {"date", "venue"}) and len(words) < 40


def _titled(head: Sequence[Line]) -> bool:
    """Whether a line is a few bold words and a date or a venue behind them: ``**Counting Reeds** Preprint 2022``."""
    runs = [run for line in head for run in line.runs if any(map(str.isalnum, run.text)) and not run.image]
    bold = len(runs) > 1 and runs[0].bold and size_of(runs[0].text) > 1 and classify(runs[0].text) is None
    return bold and classify("".join(run.text for run in runs[1:]).strip(" .,")) is not None


def labelled(node: Node, places: Places) -> bool:
    """Whether most items of a list are a label and a title that leads to a paper: ``Paper: [Title](…)``."""
    heads = [head for item in node.children if (head := head_of(item)[0])]
    titled = sum(
        bool(run.href) and not run.bare and size_of(run.text) > 2 and not label_field(run.text)
        and (is_a_paper(run.href or "") or places.is_note(run.href or ""))
        for head in heads
        for run in head[0].links[:1]
    )  # fmt: skip
    return node.kind == "list" and titled * 2 > len(heads)


def dated(node: Node, places: Places) -> bool:
    """Whether a block holds lists of papers below dates."""
    for inner in node.walk():
        head, rest = head_of(inner) if inner.kind == "item" else ([], [])
        if head and only_a_fact(head, bracketed=True) and any(labelled(child, places) for child in rest):
            return True
    return False
