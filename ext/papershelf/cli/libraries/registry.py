"""Whether the Python Package Index has the papershelf that runs here: its very files, not just its name."""

from __future__ import annotations

import json
from dataclasses import dataclass

from papershelf.cli.libraries import wheels

LARGEST = 20_000_000
"""Bytes of a wheel that is looked at."""

_SIMPLE = "application/vnd.pypi.simple.v1+json"
_FILE = ("application/octet-stream", "binary/octet-stream", "application/zip", "application/x-wheel+zip")


@dataclass(frozen=True)
class Registry:
    """A package index and where its files lie. Nothing else is asked.

    :param timeout: seconds without a byte; whoever has no network must not wait.
    """

    index: str = "https://pypi.org/simple"
    files: str = "https://files.pythonhosted.org"
    timeout: float = 5.0

    def has(self, version: str, files: dict[str, bytes]) -> bool:
        """Whether it has a wheel of this version that holds these files; no answer counts as no.

        A name that somebody else took must not come into ``requirements.txt``: pip would run what he put there.
        """
        from papershelf.sources.network.web import Client, WebError, agent, origin

        origins = {origin(self.index), origin(self.files)}
        client = Client(agent(version), origins, tries=1, timeout=self.timeout, limit=LARGEST)
        try:
            page = json.loads(client.get(f"{self.index}/{wheels.NAME}/", _SIMPLE, (_SIMPLE,)))
            urls = [str(file["url"]) for file in page["files"] if _is_wheel(file, version)]
            return any(wheels.holds(client.get(url, "*/*", _FILE), files) for url in urls[:1] if origin(url) in origins)
        except (WebError, ValueError, KeyError, TypeError, RecursionError):
            return False


def _is_wheel(file: dict[str, object], version: str) -> bool:
    """Whether a file of the index (PEP 691) is the wheel of a version, and not withdrawn."""
    return file["filename"] == wheels.file_name(version) and not file.get("yanked")
