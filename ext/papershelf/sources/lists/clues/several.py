"""A line that names several papers, parted into one for each of them.

In: a line. Out: its lines, in order.
"""

from __future__ import annotations

import dataclasses
import re

from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lists.clues.entry import is_wrapped
from papershelf.sources.lists.clues.targets import is_a_paper, is_episode
from papershelf.sources.words.links import label_field


def parted(line: Line, places: Places) -> list[Line]:
    """A line for each of the notes or papers that a line names; nothing for a line of one."""
    runs = line.runs
    titled = [
        n
        for n, run in enumerate(runs)
        if run.href and not run.image and not run.bare and run.text.strip() and not label_field(run.text)
    ]
    if titled and is_episode(runs[titled[0]]):  # where a paper was talked of: what follows are the papers
        line = Line(line.number, runs[titled[0] + 1 :], data=line.data)
        runs, first = line.runs, titled[0] + 1
        titled = [n - first for n in titled[1:]]
        if len(titled) < 2 or not any(is_a_paper(runs[n].href or "") for n in titled):
            return [line] if titled else []
        return _listed(line, titled)
    notes = [n for n in titled if places.is_note(runs[n].href or "")]
    papers = [n for n in titled if is_a_paper(runs[n].href or "")]
    starts = notes if len(notes) > 1 and notes == titled else papers if len(papers) > 1 and not notes else []
    if len({runs[n].href for n in starts}) < max(len(starts), 2):
        return []
    before = "".join(run.text for run in runs[: starts[0]] if not run.href)
    if len(re.findall(r"[^\W\d_]{2,}", before)) > 2 or any(is_wrapped(runs[n].text) for n in starts):
        return []
    between = "".join(run.text for n, run in enumerate(runs) if starts[0] < n < starts[-1] and not run.href)
    if re.search(r"[^\W_]{3,}|\.\s", re.sub(r"\b(?:and|or)(?: [Tt]he)?\b|\((?:19|20)\d\d\)", " ", between)):
        return []
    return _listed(line, starts, whole=starts is not papers)


def _listed(line: Line, starts: list[int], *, whole: bool = False) -> list[Line]:
    """A line as one for each title.

    :param starts: places of the runs that are titles.
    :param whole: whether what stands before the first is its own.
    """
    ends = [*starts[1:], len(line.runs)]
    first = 0 if whole else starts[0]
    parts_ = [
        Line(line.number, line.runs[a if n else first : b], data=line.data if not n else {})
        for n, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]
    for one in parts_[:-1]:
        one.runs[-1] = dataclasses.replace(
            one.runs[-1], text=re.sub(r"[\s,]*\b(?:and|or)(?: [Tt]he)?\s*$", "", one.runs[-1].text)
        )
    return parts_
