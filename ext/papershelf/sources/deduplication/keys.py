"""Keys of the papers that come in: those that are made up, and those that their sources have."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from papershelf.model.record.bibliographic import KEYED, with_keys
from papershelf.model.record.paper import Paper
from papershelf.sources.found import MAX_KEY, Found

RESERVED = frozenset({"con", "prn", "aux", "nul", "index", "contents", "readme",
                      *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))})  # fmt: skip
"""Keys that are not made up: no file may have such a name on Windows, or it means another thing."""
_CITABLE = re.compile(r"(?!.*://)[^\s,{}%#\\~\"'()=]+")
"""What can be a key of BibTeX; an address of Zotero's is none."""


@dataclass
class Names:
    """Keys that are made up.

    :param taken: keys that papers have; ``wanted``, keys that sources name themselves.
    """

    taken: set[str]
    wanted: frozenset[str]
    _tried: dict[str, int] = field(default_factory=dict)  # key -> its last number

    def free(self, key: str) -> str:
        """A key that nobody has: this one, or it with a number."""
        if key in RESERVED or key.split(".")[0] in RESERVED:
            key = f"{key}-paper"
        candidate, number = key, self._tried.get(key, 1)
        while candidate in self.taken or candidate in self.wanted:
            number += 1
            end = f"-{number}"
            candidate = key[: MAX_KEY - len(end)] + end
        self._tried[key] = number
        return candidate


def keyed(item: Found, key: str) -> Paper:
    """A paper under its final key; where its source has another, BibLaTeX finds it by that one, too (``ids``)."""
    name, fields = item.entry, dict(item.paper.fields)
    if name not in {key, item.paper.title} and not item.keyed and _CITABLE.fullmatch(name):
        fields["ids"] = ",".join(dict.fromkeys([*filter(None, fields.get("ids", "").split(",")), name]))
    return dataclasses.replace(item.paper, key=key, fields=tuple(fields.items()))


def follow(item: Found, renamed: Mapping[str, str]) -> Found:
    """A paper whose relations, and what it keeps of a bibliography, name the final keys."""
    if KEYED & dict(item.paper.fields).keys():
        fields = tuple((name, with_keys(text, renamed) if name in KEYED else text) for name, text in item.paper.fields)
        item = dataclasses.replace(item, paper=dataclasses.replace(item.paper, fields=fields))
    if not item.paper.relations:
        return item
    relations = tuple(
        (relation, tuple(dict.fromkeys(renamed.get(key, key) for key in keys)))
        for relation, keys in item.paper.relations
    )
    return dataclasses.replace(item, paper=dataclasses.replace(item.paper, relations=relations))
