"""The look of what a line begins with, and of a title.

In: the runs of a line. Out: ``note``, ``link``, ``hollow``, ``bold``, ``quote``, ``em``, ``bracket`` or ``label``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.sources.lines.details import marks as marking
from papershelf.sources.lines.details.draft import Marks
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.markup.runs import Run
from papershelf.sources.lines.values.statements import classify, fact_in
from papershelf.sources.lists.clues.targets import is_inside, is_unsafe
from papershelf.sources.words.links import label_field


def start_of(runs: Sequence[Run], places: Places) -> str:
    """The look of the first words that count."""
    before = ""
    for place, run in enumerate(runs):
        if run.image:
            continue
        bare = marking.leading(before + run.text, Marks()).strip(" \t,;:.–—-|·•&+→*_<«")
        if not bare or re.fullmatch(r"[\[(（【]?\W*\d{0,4}\W*", bare):
            before += run.text
            continue
        if run.href is None and not run.bold and not run.em and not run.code:
            if before.strip().endswith(("[", "(")) or re.match(r"[\[【]", bare):
                inner = re.match(r"[\[【(（](?P<in>[^\[\]【】()（）]*)[\]】)）]\s*(?P<after>.*)", bare, re.DOTALL)
                if (
                    inner
                    and not inner["after"].strip(" .,:;-–—")
                    and place + 1 >= len([r for r in runs if r.text.strip()])
                ):
                    return "bracket"
                if inner and (classify(inner["in"]) or marking.is_short(inner["in"])):
                    rest = [Run(inner["after"]), *runs[place + 1 :]]
                    return start_of(rest, places) if inner["after"].strip() or place + 1 < len(runs) else "bracket"
                if re.fullmatch(r"[\[(（【\s]*", bare):
                    before += run.text
                    continue
            return "quote" if bare[:1] in '"“《「『' else ""
        if run.code and not run.href:
            before = ""
            continue
        if run.href is not None:
            if not run.href or is_unsafe(run.href):
                return "hollow"
            words = run.text.strip(" []()")
            if run.bare or label_field(words) or is_inside(run.href) or (run.code and len(words.split()) < 3):
                return "label"
            fact = fact_in(words) if not places.is_note(run.href) else None
            if fact is not None and fact[0] in {"venue", "date", "tag"}:
                before = ""
                continue
            return "note" if places.is_note(run.href) else "link"
        if classify(bare.strip("[]()")) is not None:
            before = ""
            continue
        return "bold" if run.bold else "em"
    return ""


def looks_like_title(run: Run) -> bool:
    """Whether a run looks like a title: a link that is no label, or bold or emphasised words."""
    words = run.text.strip(' []()*"“”.,')
    if run.image or run.code or run.bare or not any(map(str.isalpha, words)):
        return False
    if run.href:
        return not label_field(words) and fact_in(words) is None and not is_inside(run.href)
    if not (run.bold or run.em) or classify(words) is not None or words.endswith((":", "：")):
        return False
    return len(words.split()) > 1 or (run.bold and len(words) > 2 and not label_field(words))
