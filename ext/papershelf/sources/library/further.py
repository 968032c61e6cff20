"""What bibliographies say and pages have no option for: ``bibliography.json``, beside the papers of a library.

A page or a queue line has no place for a volume, a publisher or an editor; an import keeps them here, by the key of the
paper, and every export gives them out again. ``rename`` and ``remove`` follow.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papershelf.model.record.bibliographic import order
from papershelf.model.record.kinds import KINDS
from papershelf.model.record.paper import Paper
from papershelf.model.text import values

NAME = "bibliography.json"
SHORT = "shorttitle"
"""The field of a short title, for which a queue line has no place."""


@dataclass(frozen=True, slots=True)
class Further:
    """What is kept of one paper.

    :param type: a word of :data:`~papershelf.model.record.kinds.KINDS`; empty where the page says it.
    :param fields: BibLaTeX's name and text of each field.
    """

    type: str = ""
    fields: tuple[tuple[str, str], ...] = ()


def path_in(papers: str) -> str:
    """Where the file is, relative to the source folder.

    :param papers: the first folder of papers, as :attr:`papershelf.sources.library.settings.Settings.papers` has it.
    """
    return f"{papers}{NAME}"


def read(path: Path) -> dict[str, Further]:
    """All that is kept, by key; nothing where there is no file.

    :raises ValueError: saying what is wrong with the file, with its line.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name}:1: it cannot be read ({error})") from None
    try:
        document = json.loads(text)
        held = document["papers"]
        return {values.key(key): _kept(entry) for key, entry in sorted(held.items())}
    except json.JSONDecodeError as error:
        raise ValueError(f"{path.name}:{error.lineno}: it is no JSON ({error.msg})") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        form = '{"papers": {"key": {"type": "article", "fields": {"volume": "12"}}}}'
        raise ValueError(f"{path.name}:1: found something else than {form} ({error})") from None


def _kept(entry: Mapping[str, Any]) -> Further:
    word, fields = entry.get("type", ""), entry.get("fields", {})
    if word not in {"", *KINDS}:
        raise ValueError(f"there is no type {word!r}")
    return Further(word, tuple((str(name), str(text)) for name, text in fields.items()))


def text_of(held: Mapping[str, Further]) -> str:
    """The text of the file; keys in order, an entry each line or more."""
    papers = {}
    for key, entry in sorted(held.items()):
        found = {"type": entry.type, "fields": dict(sorted(entry.fields, key=lambda field: order(field[0])))}
        papers[key] = {name: value for name, value in found.items() if value}
    return json.dumps({"papers": papers}, ensure_ascii=False, indent=1) + "\n"


def of(paper: Paper, *, line: bool) -> Further:
    """What of a paper has no place.

    :param line: whether the paper is a queue line; a page says its type itself.
    """
    return Further(paper.type if line else "", paper.fields)


def completed(paper: Paper, held: Mapping[str, Further]) -> Paper:
    """A paper with what is kept of it; what its page says wins."""
    entry = held.get(paper.key)
    if entry is None:
        return paper
    fields = dict(paper.fields or entry.fields)
    short = fields.pop(SHORT, "")
    return dataclasses.replace(
        paper, short_title=paper.short_title or short, type=paper.type or entry.type, fields=tuple(fields.items())
    )
