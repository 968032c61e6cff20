"""What the items of a list look like besides papers: the contents of a page, the home of a venue, bare titles.

In: the lines that an item begins with, and the blocks below. Out: whether it is such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model.text import values
from papershelf.sources.lines import colons
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.nodes import Node
from papershelf.sources.lines.markup.runs import Line
from papershelf.sources.lines.values.statements import classify, fact_in
from papershelf.sources.lists.clues import bare
from papershelf.sources.lists.clues.entry import head_of
from papershelf.sources.lists.clues.targets import is_a_paper
from papershelf.sources.lists.outline.sections import Section
from papershelf.sources.words.links import identifier_of, is_of_person, is_paper, leads_elsewhere

_HAN = r"[\u3040-\u30ff\u4e00-\u9fff]"
_HAN_LAST = re.compile(rf"[^\u3040-\u30ff\u4e00-\u9fff]{{12,}}[（(][^()（）]*{_HAN}[^()（）]*[)）]")
_SAID = 3
"""So many characters of Chinese say something."""
_SERIES = re.compile(r"\b(?:Symposium|Conference|Workshop|Journal|Transactions)\b")
_NAMED = re.compile(
    r"(?:(?:the|[A-Z]{3,6}|\d{1,2}(?:st|nd|rd|th)|annual|international|european|asian|joint|world|conf\w*) )*"
    r"(?:symposium|conference|congress|journal|transactions) (?:and \w+ )?(?:on|of|for|in) [^.?!\d]+",
    re.IGNORECASE,
)
"""The name of a series, in full."""


_HELD = re.compile(
    r"(?:(?:the|a|an|[A-Z\d][\w'’-]*) ){0,5}(?:workshop|symposium|conference) (?:on|for) \S", re.IGNORECASE
)
"""What is held: ``The AAAI-21 Workshop on Ponds``."""


def is_contents(head: Sequence[Line], below: Sequence[Node]) -> bool:
    """Whether all that stands below a link to a page leads to parts of that page."""
    page = next((run.href.partition("#")[0] for line in head for run in line.links if run.href), "")
    lines = [line for node in below for line in node.all_lines()]
    parts = [run.href or "" for line in lines for run in line.links]
    return len(parts) > 1 and len(parts) == len(lines) and all(href.startswith(f"{page}#") for href in parts)


def is_translated(first: Line, line: Line) -> bool:
    """Whether a title in letters ends with a bracket in Chinese, and the next line goes on in Chinese: it describes."""
    return bool(_HAN_LAST.fullmatch(first.text.strip()) and len(re.findall(_HAN, line.text)) > _SAID)


def is_cut(line: Line, below: Line) -> bool:
    """Whether the title behind ``[[ICCV](…)]`` goes on in the line below, where the source alone breaks it off."""
    runs = [run for run in line.runs if run.text.strip()]
    last = runs[-1] if runs else None
    if last is None or last.href or last.bold or last.em or last.code or last.image:
        return False
    before = "".join(run.text for run in runs[:-1] if not run.href)
    text, more = last.text.rstrip(), below.text.lstrip()
    alone = any(run.href for run in runs) and not re.search(r"[^\W_]", before) and len(text.split()) > 2
    return alone and (text.endswith((":", "-", ",")) or (text[-1:].isalnum() and more[:1].islower()))


def is_of_a_venue(head: Sequence[Line]) -> bool:
    """Whether a line is about a venue: nothing but its name, or it begins with the link to its page."""
    run = next((run for line in head for run in line.runs if run.text.strip() and not run.image), None)
    words = values.text(" ".join(run.text for line in head for run in line.runs if not run.image)).strip(" *_")
    if _NAMED.fullmatch(words) and not any(identifier_of(run.href or "") for line in head for run in line.links):
        return True
    if run is None or not run.href or run.bare or is_a_paper(run.href) or re.search(r"\d", run.text):
        return False
    home = not re.sub(r"^\w+://[^/]*/?", "", run.href)
    fact = fact_in(run.text)
    return (fact is not None and fact[0] == "venue") or (home and bool(_SERIES.search(run.text)))


def is_headed_by_a_venue(section: Section) -> bool:
    """Whether a heading is a venue with its year, so that titles below it are papers: ``### CVPR-2022``."""
    fact = classify(section.title) if section.level else None
    return fact is not None and fact[0] == "venue" and bool(re.search(r"\d{4}$", fact[1]))


def is_alert(quote: Node) -> bool:
    """Whether a quote is a box for readers of the page, as forges show it: ``> [!TIP]``."""
    return bool(
        re.match(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", quote.children[0].text if quote.children else "")
    )


def is_of_venues(heads: Sequence[Sequence[Line]]) -> bool:
    """Whether items are the conferences of a field: several of them, or one without a year."""
    homes = sum(map(_is_home, heads))
    return homes > 1 or (homes == 1 and not any(map(str.isdigit, heads[0][0].text)))


def _is_home(head: Sequence[Line]) -> bool:
    """Whether a line is nothing but a venue's name with a link that leads to no paper: ``[ACL](https://…)``."""
    runs = [run for line in head for run in line.runs if any(map(str.isalnum, run.text))]
    linked = len(runs) == 1 and bool(runs[0].href) and not is_a_paper(runs[0].href or "")
    return linked and (fact_in(runs[0].text) or ("",))[0] == "venue"


def unfit(lines: Sequence[Line], draft: Draft) -> str:
    """Why what an entry's lines and links say is no paper, or nothing."""
    if draft.note and _is_a_year_of(draft.marks.title):
        return "a date or a venue, no title"
    if draft.note and _points_to_a_page(lines):
        return "a page that the list points to, and no paper"
    if _HELD.match(draft.marks.title) and not _has_paper(draft):
        return "a workshop or a conference, and no paper"
    return "a tutorial, and no paper" if _is_taught(draft) else ""


def _is_a_year_of(words: str) -> bool:
    """Whether words are nothing but a venue with its year: ``CVPR 2021``."""
    fact = fact_in(words)
    return fact is not None and fact[0] == "venue" and bool(re.search(r"(?:19|20)\d\d", words))


def _is_taught(draft: Draft) -> bool:
    """Whether an entry is a tutorial of a conference, without a paper of its own."""
    taught = re.search(r"\b[Tt]utorial$", draft.marks.venue)
    return bool(taught and draft.links) and not _has_paper(draft)


def _has_paper(draft: Draft) -> bool:
    """Whether a link of an entry leads to a paper."""
    return any(identifier_of(href) or _is_of_papers(href) for _label, href in draft.links)


def _is_of_papers(href: str) -> bool:
    return is_paper(href) and not leads_elsewhere(href)


_POINTS = re.compile(r"(?:详见|請參見|参见|參見|请看|見|见|see|refer to|참고|참조)\W*$", re.IGNORECASE)


def _points_to_a_page(lines: Sequence[Line]) -> bool:
    """Whether words say that a linked page is to be seen for what they name: ``People see [people](people.md)``."""
    runs = [run for line in lines for run in line.runs if run.text.strip()]
    place = next((number for number, run in enumerate(runs) if run.href), 0)
    return place > 0 and bool(_POINTS.search("".join(run.text for run in runs[:place])))


def is_addressed(line: Line) -> bool:
    """Whether a line is nothing but ``paper: https://…``."""
    links = line.links
    return bool(links) and all(run.bare for run in links) and colons.named_fact(line.text) == "paper"


def unlinked(head: Sequence[Line]) -> str:
    """The words of lines without those of links."""
    return values.text(" ".join(run.text for line in head for run in line.runs if not run.href)).strip(" []()")


def are_titles(node: Node) -> bool:
    """Whether most items of a list look like titles."""
    heads = [head for item in node.children if (head := head_of(item)[0])]
    return sum(bare.is_title(head[0]) for head in heads) * 2 > len(heads)


def is_linked_title(head: Sequence[Line]) -> bool:
    """Whether a line is nothing but a link with the words of a title, and maybe a year, or a fact in brackets."""
    links = [run for line in head for run in line.links]
    if len(links) != 1 or links[0].bare or links[0].image or is_of_person(links[0].href or ""):
        return False
    rest = " ".join(run.text for line in head for run in line.runs if run is not links[0])
    words = re.sub(r"[(（\[][^()（）\[\]]*[)）\]]|\b(?:19|20)\d\d\b", " ", rest)
    return bare.is_title_text(links[0].text) and not re.search(r"[^\W_]", words)


def is_a_bar(lines: Sequence[Line]) -> bool:
    """Whether lines are nothing but short links, some of them into the page: ``Paper | Code | Citation``."""
    links = [run for line in lines for run in line.links if not run.image]
    between = "".join(run.text for line in lines for run in line.runs if not run.href and not run.image)
    return (
        len(links) > 2
        and not re.search(r"[^\W_]", between)
        and any((run.href or "").startswith("#") for run in links)
        and all(len(run.text.split()) <= 5 for run in links)
    )


def begins_with_title(head: Sequence[Line]) -> bool:
    """Whether the first link of a line has the words of a title."""
    run = next((run for line in head for run in line.links if not run.image), None)
    return run is not None and not is_of_person(run.href or "") and bare.is_title_text(run.text)


def items(section: Section) -> list[Line]:
    """The lines that the items of lists in a section are."""
    found = [item for node in section.blocks if node.kind == "list" for item in node.children]
    return [line for item in found if len(item.children) == 1 for line in item.children[0].lines]


def lists_facts(section: Section) -> bool:
    """Whether below a heading stands nothing but a list of what a paper has: ``Authors: …``, ``Link: https://…``."""
    lines = items(section)
    if (
        section.children
        or section.year
        or len(lines) < 2
        or any(node.kind not in {"list", "rule"} for node in section.blocks)
    ):
        return False
    named = [colons.named_fact(line.text) for line in lines]
    known = {name for name in named if name}
    linked = any(line.links for line, name in zip(lines, named, strict=True) if name in {"paper", "title"})
    rest = [line for line, name in zip(lines, named, strict=True) if not name and not colons.is_unknown(line.text)]
    return not rest and len(known) > 1 and (linked or "authors" in known)
