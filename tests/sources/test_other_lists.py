"""Forms of lists that say little of their papers, or say it in an order of their own."""

# ruff: noqa: E501 (lines of lists are as long as they are)

from __future__ import annotations

from pathlib import Path

from papershelf.sources import lists
from papershelf.sources.found import Reading


def read(text: str, folder: Path = Path("/nowhere")) -> Reading:
    return lists.parse(text, "list.md", folder)


BARE = """# Papers of a workshop

- Planning - Control
- Learning

## Planning

- Online Planning of Trajectories for Walking Machines
- Active Perception without a Map
- Shared

## Control

- **Fault Tolerant Control of Soft Arms**
  - They compare three controllers.
- Learning to Grasp with Few Examples

## Learning

- Learned Priors for Assembly
"""


def test_a_list_of_papers_may_have_nothing_but_titles() -> None:
    found = read(BARE)
    assert [(one.paper.title, one.paper.category) for one in found.found] == [
        ("Online Planning of Trajectories for Walking Machines", "planning"),
        ("Active Perception without a Map", "planning"),
        ("Shared", "planning"),
        ("Fault Tolerant Control of Soft Arms", "control"),
        ("Learning to Grasp with Few Examples", "control"),
        ("Learned Priors for Assembly", "learning"),
    ]
    assert found.found[3].paper.summary == ("They compare three controllers.",)
    assert [row.why for row in found.report.rows] == ["the name of a heading"] * 2


def test_titles_alone_are_none_in_a_list_that_does_not_say_papers() -> None:
    assert not read(BARE.replace("Papers of", "Talks of")).found
    assert not read("# Papers\n\n- Clone the repository first.\n- Then run the script below:\n- Be kind\n").found
