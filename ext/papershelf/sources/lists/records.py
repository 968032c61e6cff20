"""What an entry tells as the record of a paper: fields, key, state, note.

In: a draft and the summary that stands below the entry. Out: a paper that was found, or the reason why it is none.
"""

from __future__ import annotations

import dataclasses
import re

from papershelf.model.record import queueline
from papershelf.model.record.build import build, shorten
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text import values
from papershelf.model.text.markdown import escape
from papershelf.sources.found import Found
from papershelf.sources.lines.details.draft import Draft
from papershelf.sources.lines.markup.places import Places
from papershelf.sources.lines.values.behind import split_described
from papershelf.sources.lists.clues.sentences import is_more
from papershelf.sources.lists.linked import is_outside, key_of, note_of
from papershelf.sources.markdown.text import summary_lines
from papershelf.sources.notes.prose.summaries import without_pictures
from papershelf.sources.notes.titles import without_review
from papershelf.sources.words.links import field_of, identifier_of, is_external, is_paper, label_field, leads_elsewhere
from papershelf.sources.words.vocabulary import LABELS_ALONE

_PERSON = re.compile(r"[가-힣]{2,4}|(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+|@\S.{0,80}")
_PLACE = re.compile(
    r"(?:[A-Z@][\w.&'’/-]*|[+&/,]|of|at|and|the)(?:[ ,]+(?:[A-Z@][\w.&'’/-]*|[+&/,]|of|at|and|the)){0,7}"
)
"""A name after a link to a note, of who wrote it; or where the authors are: ``@KAIST``, ``CUHK + SenseTime``."""
_READ_OUT = re.compile(
    r"(?:(?:论文|論文|논문)?[ ·]?(?:逐段|全文)?(?:精读|解读|讲解|串讲|综述|精講|輪読|읽기|리뷰)"
    r"(?:\s*[/·—-]?\s*(?:zhihu|知乎|bilibili|youtube))?|"
    r"zhihu|知乎|bilibili|youtube)(?:\s*[—–-]\s*|\s*$)",
    re.IGNORECASE,
)
"""What a talk does with a paper, or where it is shown: no remark on the paper."""
_READ_LAST = re.compile(
    r"(?<=[\w)])[ ·]?(?:论文|論文)(?:逐段|全文)?(?:精读|解读|讲解|串讲|輪読)(?:\s*[·—-]\s*\d{1,2}[.、].*)?$"
)
"""The same behind a title, with the part of a series: ``Reeds论文精读 · 2. Rows``."""
_BESIDE = re.compile(r"- \[(?:zhihu|知乎|bib(?:tex)?|cit(?:e|ation))\]\(", re.IGNORECASE)
"""A link that says nothing of the paper, and stands below its summary."""
_CITED_BY = re.compile(r"https?://scholar\.google\.[a-z.]+/scholar\?(?:\S*&)?(?:cites|cluster)=", re.IGNORECASE)
"""Who cites a paper: a counter, and no link of the paper."""
_CLICK = re.compile(r"\W*(?:click|tap)\b.{0,20}", re.IGNORECASE)
"""What a disclosure says of itself."""
_FOOTNOTE = re.compile(r"\W*[(（][^()（）]{0,60}\s\[?\^[\w-]+\W*")
"""A bracket that leads to a footnote of the list, which no page has."""
_LONG_NOTE = 300
"""What is longer, in characters, is no remark on a planned paper but a summary of it."""


class Untitled(ValueError):
    """An entry has an address and no title."""


def paper(draft: Draft, places: Places, category: str, summary: str) -> Found:
    """The record of an entry.

    :param places: where its links lead; notes are looked for there.
    :param summary: in Markdown.
    :raises ValueError: if the entry gives no paper; the message says why.
    """
    marks = draft.marks
    remarks = [f"no field is for {shorten(words, 60)!r}" for words in draft.unsaid]
    options = {name: text for name, text in draft.data.items() if name in FIELDS and isinstance(text, str) and text}
    keyed = isinstance(draft.data.get("key"), str)
    title = _title(draft, keyed=keyed)
    if marks.date in {value[:4] for _label, href in draft.links for _name, value in [identifier_of(href) or ("", "")]}:
        marks.date = ""  # the beginning of the identifier, which tells the month
    if marks.date and not options.get("date", options.get("year", "")).startswith(marks.date):
        options.pop("date", None)
        options["year"] = marks.date
    if marks.venue:
        options.setdefault("venue", marks.venue)
    if marks.short_title:
        options.setdefault("short-title", marks.short_title)
    options |= {name: text for name, text in draft.options.items() if name not in options}
    leftover = _links(draft, options, places, remarks)
    note = note_of(draft, places, remarks)
    if isinstance(draft.data.get("summary"), str):
        summary = draft.data["summary"]
    given = {"note": str(draft.data.get("note", ""))} if draft.data.get("note") else {}
    key = values.key(draft.data["key"]) if keyed else key_of(draft, places, options, title)
    made, problems = build(key, options, **given)
    remarks += [problem.message for problem in problems]
    made = dataclasses.replace(
        made,
        title=title,
        category=draft.data["category"] if isinstance(draft.data.get("category"), str) else category,
        authors=made.authors or draft.authors,
        tags=made.tags or tuple(dict.fromkeys((*draft.tags, *(re.sub(r",\s*", " ", tag) for tag in marks.tags)))),
    )
    first = f"20{made.arxiv[:2]}-{made.arxiv[2:4]}" if made.arxiv[:1].isdigit() and not keyed else ""
    if first and (not made.date or (len(made.date) == 4 and made.date == first[:4])) and not marks.date:
        made = dataclasses.replace(made, date=first)
    found = Found(made, line=draft.line, keyed=keyed, note=note, root=places.folder)
    return _finished(made, draft, found, places, summary, leftover, remarks)


def _title(draft: Draft, *, keyed: bool) -> str:
    """The title, parted from a description if it is too long for one.

    :raises ValueError: if there is none.
    """
    title = values.text(draft.marks.title)
    if (
        title.lower() in LABELS_ALONE or is_more(title)
    ) and not keyed:  # the words of a link that no title stood beside
        title, draft.marks.short_title = draft.marks.short_title, ""
        if not title:
            title, draft.rest = draft.rest, ""
    title = title.replace("_", " ") if " " not in title and title.count("_") > 1 and not keyed else title
    title = without_review(title) if draft.note and not keyed else title if keyed else _READ_LAST.sub("", title)
    title = re.sub(r"(?<=\w) #[A-Z]?\d{1,4}(?: \d{4}[-./]\d[\d./ ~–-]*)?$", "", title)
    if re.fullmatch(r"https?://\S+", title) or (not title and any(is_paper(href) for _words, href in draft.links)):
        address = title or next(href for _words, href in draft.links if is_paper(href))
        raise Untitled(f"there is an address and no title; 'papershelf new {shorten(address)}' makes a page of it")
    hollow = " " in title and bool(label_field(title)) and not (draft.links or draft.note or draft.rest)  # Next paper
    if not keyed and (hollow or not any(map(str.isalnum, title)) or re.fullmatch(r"\W*\d{1,3}\W*", title)):
        told = any(is_external(href) for _words, href in draft.links)
        raise Untitled("there is no title" if told else "there is neither a title nor a link")  # a template to fill in
    if len(title) > values.MAX_TITLE:
        title, more = split_described(title)
        if len(title) > values.MAX_TITLE:
            cut = title[: values.MAX_TITLE - 50].rpartition(" ")[0] or title[: values.MAX_TITLE - 50]
            title, more = cut, f"{title[len(cut) :].strip()} {more}"
        draft.rest = values.text(f"{more} {draft.rest}")
    return values.title(title)


def _finished(
    made: Paper, draft: Draft, found: Found, places: Places, summary: str, leftover: list[str], remarks: list[str]
) -> Found:
    """Settle state, description and summary."""
    rest = _READ_OUT.sub("", draft.rest.strip("-–— "), count=1) if _READ_OUT.match(draft.rest) else draft.rest
    rest = "" if _CLICK.fullmatch(rest) or _FOOTNOTE.fullmatch(rest) else rest
    summary, pictures = without_pictures(summary)
    linked = (bool(draft.note) and not is_outside(draft.note, places)) or (found.keyed and not draft.bracketed)
    beyond: tuple[object, ...] = (made.short_title, made.tags, leftover, {*dict(made.links)} - {"url"})
    if not any(beyond[:3]) and _PLACE.fullmatch(rest) and dict(queueline.links(made)) == dict(made.links):
        beyond = ()  # a line of a queue holds who it is of
    if rest and (
        (linked and _PERSON.fullmatch(rest)) or (any(beyond) and not draft.described and _PLACE.fullmatch(rest))
    ):
        leftover, rest = [*leftover, f"- {escape(rest)}"], ""
    if rest and (summary or linked or leftover or draft.described or len(rest) > _LONG_NOTE):
        summary = "\n".join(filter(None, (f"- {escape(rest)}", summary)))
        rest = ""
    status = draft.marks.status or (Status.DONE if linked or (summary and not found.keyed) else Status.PLANNED)
    if status is Status.PLANNED and linked and not found.keyed:
        status = Status.WRITING
    if status is Status.DONE and not summary and found.note is None and not found.keyed:
        shown = bool(rest or leftover or pictures or linked)
        told = "so the note counts as being written" if shown else "so it stays a line, though it is checked off"
        remarks.append(f"there is neither a note nor a summary yet, {told}")
        status = Status.WRITING if shown else Status.PLANNED
    if rest and status is not Status.PLANNED:
        summary, rest = f"- {escape(rest)}", ""
    if rest and any(beyond):
        summary, rest = f"- {escape(rest)}", ""
    said = [line for line in leftover if not _BESIDE.match(line)]
    if said and summary and not linked:
        summary = f"{summary}\n- {', '.join(line.removeprefix('- ') for line in said)}"
        leftover = [line for line in leftover if line not in said]
    made = dataclasses.replace(made, status=status, note=made.note or values.text(rest), summary=summary_lines(summary))
    body = "\n".join((*leftover, *[""][: bool(leftover and pictures)], *pictures))
    return dataclasses.replace(found, paper=made, summary=summary, body=body, remarks=tuple(remarks))


def _links(draft: Draft, options: dict[str, str], places: Places, remarks: list[str]) -> list[str]:
    """Put links into fields.

    :returns: those no field is left for, as list items of the note.
    """
    leftover = []
    links = list(dict.fromkeys(draft.links))
    if any(label_field(label) == "paper" and identifier_of(href) is None for label, href in links):
        links.sort(key=_is_unsaid)  # what says that it is the paper comes first
    for label, href in links:
        if _CITED_BY.match(href):
            continue
        if not is_external(href):
            if not href.startswith("#"):
                remarks.append(f"the file {href[:80]} is not taken in")
            continue
        try:
            name, value = field_of(href, label)
        except ValueError as error:
            remarks.append(f"the link {href[:80]!r} is left out: {error}")
            continue
        other = label_field(label) == "other" and not is_paper(href)
        if name == "url" and options.get("url", value) != value and "project" not in options:
            name = "project" if not is_paper(value) else name
        if not other and (options.get(name, value) == value or (name == "arxiv" and options[name].startswith(value))):
            options[name] = value
        elif name == "arxiv" and value.partition("v")[0] == options[name].partition("v")[0]:
            continue
        elif other and options.get("url") is None and not re.search(r"[^\W\d_]", label):
            options["url"] = value
        else:
            leftover.append(_item(values.text(label) or name, href))
    return [*leftover, *(_item(values.text(words), href) for words, href in draft.aside if is_external(href))]


def _item(words: str, href: str) -> str:
    """A link as an item of a list."""
    words, address = re.sub(r"([\[\]\\<>`*_$])", r"\\\1", words), href.strip().replace(" ", "%20")
    return f"- [{words}](<{address}>)" if re.search(r"[()<>]", address) else f"- [{words}]({address})"


def _is_unsaid(link: tuple[str, str]) -> bool:
    """Whether neither the words nor the address of a link say what it leads to."""
    label, href = link
    return bool(label) and not label_field(label) and not is_paper(href) and not leads_elsewhere(href)
