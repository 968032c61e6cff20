"""Scenes in which something befalls a build, and the moments at which it does.

A moment is the number of a change to files that the build makes. A first run lists the changes; so that the hundred
static files of a theme do not take all the shots, the part of the build is chosen first.
"""

from __future__ import annotations

import functools
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from promises.harness import EAGER, Result, Workshop
from promises.model import Edit, edit

SCENES: dict[str, list[Edit] | None] = {
    "the first build": None,
    "a paper retitled": [edit("retitle", "papers/rag", "Zebra")],
    "a paper deleted": [edit("delete", "papers/llm"), edit("edit_body", "papers/rag", "Zeppelins")],
    "a stylesheet and a figure changed": [
        edit("change_static", "_static/extra.css", "tan"),
        edit("change_figure", "papers/fig.svg", "tan"),
    ],
    "another language": [edit("configure", ("language", "ko"))],
}
"""What is built when it happens: nothing was there, or some edits were made."""


def set_scene(workshop: Workshop, scene: str) -> None:
    """The library before the build that something happens to."""
    workshop.reset()
    edits = SCENES[scene]
    if edits is not None:
        workshop.edit(*edits)
        return
    for folder in (workshop.out, workshop.doctrees):
        shutil.rmtree(folder)
        folder.mkdir()


def build(workshop: Workshop, jobs: int = 1, **moment: Any) -> tuple[Result, list[str]]:
    """Build; which changes to files there were, or the one at which it happened.

    :param moment: see `promises.hooks.changes`.
    """
    report = workshop.folder / "report"
    report.write_text("[]", encoding="utf-8")
    arguments = {"folders": [str(workshop.out), str(workshop.doctrees)], "report": str(report), **moment}
    hooks = (("changes", arguments), *((EAGER,) if jobs > 1 else ()))
    result = workshop.build(jobs=jobs, hooks=hooks)
    return result, json.loads(report.read_text(encoding="utf-8"))


def part(change: str, doctrees: Path) -> str:
    """Which part of a build a change belongs to."""
    event, path = change.split(" ", 1)
    if path.startswith(str(doctrees)):
        return "reading" if path.endswith(".doctree") else "state"
    if event == "os.mkdir":
        return "folders"
    if "/_static" in path:
        return "static files"
    return "pages" if path.endswith(".html") else "finishing"


@functools.cache
def _changes(workshop: Workshop, scene: str, _bugs: tuple[str, ...]) -> list[str]:
    set_scene(workshop, scene)
    result, changes = build(workshop)
    assert result.code == 0
    return changes


def moments(workshop: Workshop, scene: str, what: str, count: int, only: str = "") -> Iterator[tuple[int, str]]:
    """Numbers of changes at which it shall happen, and the part of the build each is in.

    :param what: the seed, besides the scene.
    :param only: the one part that is wanted.
    """
    parts: dict[str, list[int]] = {}
    for number, change in enumerate(_changes(workshop, scene, workshop.bugs)):
        parts.setdefault(part(change, workshop.doctrees), []).append(number)
    chance = random.Random(f"{what} {scene}")
    names = [only] if only else sorted(parts)
    chance.shuffle(names)
    for number in range(count):
        name = names[number % len(names)]
        yield chance.choice(parts[name]), name
