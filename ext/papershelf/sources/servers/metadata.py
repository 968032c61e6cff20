"""What a server knows of a paper, and the file in which it is kept so that nothing is asked twice."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from papershelf.sources.bibliographies.entries.jsontext import object_of

ARXIV_DOI = "10.48550/"
"""What the DOIs of arXiv begin with."""
CACHE = "papershelf-cache.json"
"""Name of the file, in the library's folder; it may be committed."""


@dataclass(frozen=True)
class Metadata:
    """A paper as a server describes it.

    :param options: option name to text, not validated yet.
    :param latest: newest version on arXiv: ``v4``.
    :param published: DOI of the published version of a preprint.
    """

    options: dict[str, str] = field(default_factory=dict)
    latest: str = ""
    published: str = ""


class BadAnswer(ValueError):
    """An answer in the right format that cannot be read or says nothing; the message says why."""


def object_in(data: bytes, server: str) -> dict[str, Any]:
    """The object that an answer in JSON is.

    :param server: its name, for the reader.
    :raises BadAnswer: if it cannot be read.
    """
    try:
        return object_of(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"the answer of {server} is no JSON that can be read: {error}") from None


class CacheError(Exception):
    """The cache file is there and cannot be used; it is not written over."""


class Cache:
    """Answers by name (``arxiv:2106.09685``, ``doi:10.1000/182``), in a sorted JSON file."""

    def __init__(self, path: Path) -> None:
        """Read the file, if there is one.

        :raises CacheError: if it is no cache.
        """
        self._path = path
        self._answers: dict[str, dict[str, Any]] = {}
        self._changed = False
        if path.is_file():
            try:
                whole = json.loads(path.read_bytes())
                self._answers = dict(whole["answers"].items())
                for answer in self._answers.values():
                    _metadata(answer)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                raise CacheError(f"{path} is no cache of papershelf; remove it or move it away") from None

    def get(self, name: str) -> Metadata | None:
        """What is known of a paper."""
        return _metadata(self._answers[name]) if name in self._answers else None

    def put(self, name: str, metadata: Metadata) -> None:
        """Keep an answer."""
        answer = {part: value for part, value in asdict(metadata).items() if value}
        if self._answers.get(name) != answer:
            self._answers[name] = answer
            self._changed = True

    def save(self) -> None:
        """Write the file, whole or not at all, if anything in it is new."""
        if not self._changed:
            return
        whole = {"version": 1, "answers": self._answers}
        text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        unfinished = self._path.with_name(f".{self._path.name}.part")
        try:
            unfinished.write_bytes(text.encode("utf-8"))
            unfinished.replace(self._path)
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
        self._changed = False


def _metadata(answer: dict[str, Any]) -> Metadata:
    options = {str(name): str(text) for name, text in answer.get("options", {}).items()}
    return Metadata(options, str(answer.get("latest", "")), str(answer.get("published", "")))
