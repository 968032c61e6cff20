"""``papers.json`` in, records out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from papershelf.model.record.fields import FIELDS
from papershelf.model.record.options import authors_text
from papershelf.model.record.paper import LINKS, Relation
from papershelf.model.text import values
from papershelf.sources.bibliographies.csl import names
from papershelf.sources.bibliographies.entries.finishing import Progress, counted, finish
from papershelf.sources.bibliographies.entries.jsontext import elements, object_of, objects_of, text_of, texts_of, whole
from papershelf.sources.bibliographies.entries.records import Draft, Record, refused
from papershelf.sources.found import Heading

_LISTS = {name: field.attribute for name, field in FIELDS.items() if field.convert in (values.keys, values.words)}
_OTHERS = frozenset({"authors", "year", "arxiv", *LINKS, *Relation, *_LISTS})
_TEXTS = {name: field.attribute for name, field in FIELDS.items() if name not in _OTHERS}


def is_papers_json(text: str) -> bool:
    """Whether a JSON text is one of ours, judged by its beginning."""
    head = "".join(text[:200].split())
    return head.startswith('{"version":1,"categories":[')


def parse(text: str, progress: Progress | None = None) -> list[Record]:
    """Every paper, in its order: a record, or why it is none."""
    found = elements(text.removeprefix("\ufeff"))
    drafts: list[Draft | Record] = []
    for element in counted(found, progress):
        if element.error or not isinstance(element.value, dict):
            drafts.append(refused("", element.line, element.error or "it is no paper: a paper is an object {…}"))
        else:
            drafts.append(_draft(element.value, element.line))
    return finish(drafts)


def headings(text: str) -> list[Heading]:
    """Its categories in order, with what each stands below; none where the text is broken."""
    found = objects_of(object_of(whole(text.removeprefix("\ufeff"))).get("categories"))
    told = [Heading(*(text_of(one.get(name)) for name in ("slug", "title", "parent"))) for one in found]
    return [one for one in told if values.KEY.fullmatch(one.slug)]


def options_of(item: Mapping[str, Any]) -> dict[str, str]:
    """A paper's options, as an author would write them; those that it does not have are empty."""
    links, relations = object_of(item.get("links")), object_of(item.get("relations"))
    return {
        **{option: text_of(item.get(name)) for option, name in _TEXTS.items()},
        **{option: ", ".join(texts_of(item.get(name))) for option, name in _LISTS.items()},
        "authors": authors_text(names(item.get("authors"))),
        "arxiv": text_of(item.get("arxiv")) + text_of(item.get("arxiv_version")),
        **{name: text_of(links.get(name)) for name in LINKS},
        **{relation.value: ", ".join(texts_of(relations.get(relation.value))) for relation in Relation},
    }


def _draft(item: Mapping[str, Any], line: int) -> Draft:
    found = Draft(text_of(item.get("key")), line, own=True)
    found.options = {name: text for name, text in options_of(item).items() if text}
    found.summary = tuple(texts_of(item.get("summary")))
    found.note = text_of(item.get("note"))
    for name, text in object_of(item.get("fields")).items():
        found.keep(name, text_of(text))
    return found
