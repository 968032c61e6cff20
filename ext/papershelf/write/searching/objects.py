"""The part of the search index that does not come from the words of pages: what one can link to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder


def objects(env: BuildEnvironment, titles: Mapping[str, str], filenames: list[str]) -> dict[str, Any]:
    """These parts, made by Sphinx itself.

    :param titles: docname and title of each page that is searched, in their order.
    :param filenames: their files.
    """
    if not titles:
        return {"objects": {}, "objtypes": {}, "objnames": {}}
    builder = IndexBuilder(env, "en", {}, "")
    builder.prune([])
    frozen = {
        "docnames": list(titles),
        "filenames": filenames,
        "titles": list(titles.values()),
        "alltitles": {},
        "terms": {},
        "titleterms": {},
        "envversion": env.version,
    }
    builder.load(_Given(), _Given(frozen))  # type: ignore[arg-type]
    made = builder.freeze()
    return {key: made[key] for key in ("objects", "objtypes", "objnames")}


class _Given:
    """A format whose stream is the data itself."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        self.data = data

    def load(self, _stream: object) -> dict[str, Any] | None:
        return self.data
