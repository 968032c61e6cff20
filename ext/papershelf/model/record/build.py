"""From what an author wrote to a record: the one place where options are validated."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from papershelf.model.record.fields import FIELDS
from papershelf.model.record.paper import LINKS, Paper, Relation
from papershelf.model.text.names import did_you_mean
from papershelf.model.text.names import nearest as nearest
from papershelf.model.text.names import shorten as shorten

_RELATIONS = frozenset(relation.value for relation in Relation)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in what was written.

    :param option: the option it concerns, empty for the whole directive.
    """

    option: str
    message: str
    kind: str = "invalid-option"


def build(key: str, options: Mapping[str, str | None], **given: object) -> tuple[Paper, list[Problem]]:
    """Validate options, as written, into a record.

    :param options: option name to raw text; an option without a value is ``None``.
    :param given: further attributes of :class:`Paper`, already converted.
    :returns: the record, holding what was valid, and a problem for each thing that was not.
    """
    attributes: dict[str, object] = {"key": key}
    links: dict[str, str] = {}
    relations: dict[Relation, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, raw in options.items():
        field = FIELDS.get(name)
        if field is None:
            hint = did_you_mean(name, FIELDS)
            problems.append(Problem(name, f"unknown option {name!r}{hint} (allowed: {', '.join(FIELDS)})"))
            continue
        if raw is None or not raw.strip():
            problems.append(Problem(name, f"option {name!r} has no value"))
            continue
        try:
            value = field.convert(raw)
        except ValueError as error:
            problems.append(Problem(name, f"{name}: found {shorten(raw)!r}; {error}"))
            continue
        if name in LINKS:
            links[name] = value
        elif name in _RELATIONS:
            relation = Relation(name)
            if key in value:
                problems.append(Problem(name, f"{name}: {key!r} names itself"))
                value = tuple(other for other in value if other != key)
            if value:
                relations[relation] = value
        elif name == "arxiv":
            attributes["arxiv"], attributes["arxiv_version"] = value
        elif name in {"year", "date"}:
            if attributes.get("date", value) != value:
                problems.append(
                    Problem(name, f"{name}: found {raw!r}, but the paper already has {attributes['date']!r}")
                )
            if len(value) >= len(str(attributes.get("date", ""))):
                attributes["date"] = value
        else:
            attributes[field.attribute] = value
    attributes["links"] = tuple((name, links[name]) for name in LINKS if name in links)
    attributes["relations"] = tuple((r, relations[r]) for r in Relation if r in relations)
    paper = Paper(**(attributes | given))  # type: ignore[arg-type]
    if paper.category in paper.also_in:
        paper = dataclasses.replace(paper, also_in=tuple(s for s in paper.also_in if s != paper.category))
    return paper, problems
