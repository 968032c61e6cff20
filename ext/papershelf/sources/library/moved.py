"""``moved.json`` of a portal: which pages stand in other libraries since one was split, and what stood there before.

Its build writes redirects from it; ``papershelf join`` gives pages back what they were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "moved.json"
SETTING = "papershelf_moved"
VERSION = 1


@dataclass
class Moved:
    """What a split changed.

    :param pages: library to its documents, which stood in the portal's place before.
    :param lists: page to the content of its hand-kept lists as they were, in order.
    :param texts: library to page to what stands there for a text that stood there, both, in order.
    """

    pages: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=dict)

    def written(self) -> str:
        """The text of the file."""
        whole = {"version": VERSION, "pages": self.pages, "lists": self.lists, "texts": self.texts}
        return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(path: Path) -> Moved:
    """What a split changed.

    :raises ValueError: saying what is wrong with the file.
    """
    try:
        whole = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{path.name}:{error.lineno}: it is no JSON ({error.msg})") from None
    except (ValueError, RecursionError):
        raise ValueError(f"{path.name}:1: it is no JSON that can be read") from None
    if not isinstance(whole, dict) or whole.get("version") != VERSION:
        raise ValueError(f"{path.name}:1: it is no file of version {VERSION} that papershelf split wrote")
    try:
        return Moved(_names(whole["pages"]), _names(whole["lists"]), _texts(whole["texts"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ValueError(f"{path.name}:1: found something else than papershelf split writes") from None


def _names(given: Any) -> dict[str, list[str]]:
    return {str(name): [_text(one) for one in held] for name, held in given.items()}


def _texts(given: Any) -> dict[str, dict[str, list[tuple[str, str]]]]:
    return {
        str(library): {str(page): [(_text(new), _text(old)) for new, old in pairs] for page, pairs in pages.items()}
        for library, pages in given.items()
    }


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("found no text")
    return value
