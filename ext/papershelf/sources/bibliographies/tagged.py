"""Forms in which every line has a tag, in; records out: PubMed's, EndNote's and that of Web of Science."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from papershelf.model.record.bibliographic import CSL_HOLDERS, PERSONS
from papershelf.model.record.kinds import KINDS, ris_word
from papershelf.model.record.options import authors_text
from papershelf.model.record.people import Author, as_meant, from_parts, parse_author
from papershelf.model.text import values
from papershelf.sources.bibliographies.entries import guesses
from papershelf.sources.bibliographies.entries.finishing import Progress, counted, finish
from papershelf.sources.bibliographies.entries.records import Draft, Record, lines_of, refused

Facts = dict[str, list[str]]
"""What a record says, by what it is: ``title``, ``author``, ``date`` …, or BibLaTeX's name of a field."""

_OPTIONS = frozenset(
    {"title", "short-title", "author", "date", "container", "doi", "arxiv", "url", "pdf", "keyword", "note", "key",
     "abstract"}
)  # fmt: skip
"""What does not become a field."""
_BRIEF = re.compile(r"(?P<family>[^,]+) (?P<given>[^\W\d_a-z]{1,4})(?: (?P<suffix>Jr|Sr|2nd|3rd|4th|I{2,3}|IV)\.?)?")
_SHORT = re.compile(r"(?P<first>\d+)\s*[-–]\s*(?P<last>\d+)")
_CASED = re.compile(r"[^\W\d_a-z]{1,4}")


@dataclass(frozen=True, slots=True)
class Form:
    """One form.

    :param name: before a tag that has no other name, in the name of its field.
    :param line: a line with ``tag`` and ``text``; other lines go on with the one before.
    :param start: the tag that a record begins with; in a text without any, blank lines part records.
    :param example: such a line, for a reader.
    :param end: the tag that ends a record.
    :param outside: tags that belong to the file.
    :param names: a tag to what it holds.
    :param lists: tags of which every line is one value.
    :param settle: corrects the facts by the tags, and gives our word for the type.
    """

    name: str
    line: re.Pattern[str]
    start: str
    example: str
    names: Mapping[str, str]
    settle: Callable[[Facts, Facts], str]
    end: str = ""
    outside: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Chunk:
    """A record's lines; ``tags`` has the values of each tag in their order, each of them by its lines."""

    line: int
    first: str
    tags: dict[str, list[list[str]]] = field(default_factory=dict)
    begun: bool = False
    ended: bool = False


def parse(form: Form, text: str, progress: Progress | None = None) -> list[Record]:
    """Every record of a text, in its order: a paper, or why it is none."""
    chunks = list(_chunks(form, lines_of(text)))
    return finish(_read(form, chunk) for chunk in counted(chunks, progress))


def _chunks(form: Form, lines: list[str]) -> Iterator[_Chunk]:
    tags = [match["tag"] if (match := form.line.match(line)) else "" for line in lines]
    starts = form.start in tags
    chunk: _Chunk | None = None
    last = ""
    for number, (tag, line) in enumerate(zip(tags, lines, strict=True), 1):
        if tag in form.outside and (chunk is None or not chunk.begun):
            continue
        if chunk is not None and (tag == form.start if starts else not line.strip()):
            yield chunk
            chunk = None
        if not line.strip() or (chunk is None and tag and tag == form.end):
            continue
        if chunk is None:
            chunk, last = _Chunk(number, line, begun=tag == form.start or not starts), ""
        if tag and tag == form.end:
            chunk.ended = True
            yield chunk
            chunk = None
            continue
        last = _take(form, chunk, tag or last, line, goes_on=not tag)
    if chunk is not None:
        yield chunk


def _take(form: Form, chunk: _Chunk, tag: str, line: str, *, goes_on: bool) -> str:
    """Add a line to the record; the tag that it belongs to."""
    match = None if goes_on else form.line.match(line)
    text = (match["text"] or "").strip() if match else line.strip()
    held = chunk.tags.setdefault(tag, [])
    if goes_on and held and tag not in form.lists:
        held[-1].append(text)
    elif text or not goes_on:
        held.append([text])
    return tag


def _read(form: Form, chunk: _Chunk) -> Draft | Record:
    whole = {tag: [" ".join(lines).strip() for lines in held] for tag, held in chunk.tags.items()}
    tags = {tag: found for tag, texts in whole.items() if (found := list(filter(None, texts)))}
    if not chunk.begun or not any(tags):
        return refused(chunk.first, chunk.line, f"it cannot be read: a record begins with a line like {form.example!r}")
    facts: Facts = {}
    for tag, texts in tags.items():
        facts.setdefault(form.names.get(tag) or _unnamed(form, tag), []).extend(texts)
    draft = Draft("", chunk.line)
    if form.end and not chunk.ended:
        draft.problems.append(f"the line {form.end!r} that ends it is missing")
    draft.word, draft.word_of = form.settle(facts, tags), ris_word
    if others := facts.get("doi", [])[1:]:
        facts[f"{form.name}-other-doi"] = others
    if stray := tags.get(""):
        draft.problems.append(f"{stray[0][:60]!r} has no tag and is left out")
        facts.pop(_unnamed(form, ""), None)
    _fill(draft, {name: texts for name, texts in facts.items() if any(texts)})
    return draft


def _unnamed(form: Form, tag: str) -> str:
    """The name of a field for a tag that no other format knows; signs by their number."""
    words = (word.lower() if word.isalnum() else "-".join(f"{ord(sign):x}" for sign in word) for word in tag.split())
    return "-".join([form.name, *words])


def _fill(draft: Draft, facts: Facts) -> None:
    def first(name: str) -> str:
        return facts.get(name, [""])[0]

    kind = KINDS[draft.word or "article"]
    draft.issued, date = draft.published(facts.get("date", []))
    by_holder = kind.holder in CSL_HOLDERS
    venue = (first(kind.holder) or first("publisher")) if by_holder else ""
    draft.options = {
        "title": without_markup(first("title")),
        "short-title": first("short-title"),
        "authors": authors_text(map(author, facts.get("author", []))),
        "date": date,
        "venue": without_markup(venue or first("container")),
        "arxiv": first("arxiv"),
        "doi": first("doi"),
        "status": "planned",
        "tags": ", ".join(keywords(facts.get("keyword", []))),
        "url": next((url for url in facts.get("url", []) if url.startswith(("http://", "https://"))), ""),
        "pdf": next((url for url in facts.get("pdf", []) if url.startswith(("http://", "https://"))), ""),
    }
    for name, texts in facts.items():
        if name in PERSONS:
            draft.keep(name, authors_text(map(author, texts)))
        elif name == "pages":
            draft.keep(name, pages(texts))
        elif name == "publisher" and by_holder:
            draft.keep(kind.holder, texts[0])
        elif name not in _OPTIONS:
            draft.keep(name, "; ".join(dict.fromkeys(texts)))
    if by_holder and venue and first("container"):
        draft.keep("series", first("container"))
    elif not venue and first("container"):
        draft.keep(kind.holder, first("container"))
    if len(facts.get("url", [])) > 1:
        draft.keep("addresses", "; ".join(facts["url"][1:]))
    draft.name = first("key")
    draft.note = without_markup(" ".join(facts.get("note", [])))
    draft.abstract = without_markup(" ".join(facts.get("abstract", [])))
    draft.keep("abstract", draft.abstract)
    guesses.complete(draft)
    draft.name = draft.name or draft.options.get("title", "")


def author(name: str) -> Author:
    """``Family, Given``, ``Given Family`` or ``{Group}``; initials get their points."""
    group = name.startswith("{")
    name = values.text(re.sub(r"[{};]|\([^()]*@[^()]*\)", " ", name)).strip(" ,")
    if group:
        return Author(literal=name)
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 1 or not parts[0]:
        return as_meant(parse_author(name)) if name else Author(literal=name)
    return as_meant(from_parts([parts[0], dotted(parts[1]), *parts[2:]]))


def family_first(name: str) -> str:
    """``Long VA Jr`` as ``Long, VA, Jr``; any other name as it is."""
    match = _BRIEF.fullmatch(name)
    return ", ".join(filter(None, match.groups())) if match else name


def without_stop(title: str) -> str:
    """A title without the full stop that databases end it with."""
    return title if title.endswith("..") else title.removesuffix(".")


def keywords(texts: list[str]) -> list[str]:
    """Single keywords, which semicolons part, else commas."""
    whole = ";".join(texts)
    words = [word.strip(" *.") for word in re.split(r"\s*;+\s*" if ";" in whole else r"\s*,\s*", whole)]
    return list(dict.fromkeys(word.replace(",", " ") for word in words if word))


def pages(texts: list[str]) -> str:
    """``454–481``, also where the end is cut short (``454-81``) or a value of its own."""
    whole = "–".join(texts[:2])
    if match := _SHORT.fullmatch(whole):
        first, last = match["first"], match["last"]
        if len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return first if first == last else f"{first}–{last}"
    return re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "–", whole, count=1)


def without_markup(text: str) -> str:
    """Text without tags of HTML."""
    return values.text(re.sub(r"</?[A-Za-z][^<>]*>", "", text))


def dotted(given: str) -> str:
    """A given name of which initials get their points: ``A. B.`` of ``AB``; words stay, and names in other scripts."""
    return " ".join(" ".join(f"{sign}." for sign in word) if _are(word) else word for word in given.split())


def _are(word: str) -> bool:
    return bool(_CASED.fullmatch(word)) and word == word.upper() != word.lower()
