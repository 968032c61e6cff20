"""What the files beside the HTML say of the library itself, and how they write addresses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from papershelf.model.text import values
from papershelf.model.text.digests import digest


def root(address: str) -> str:
    """An absolute address with a final ``/``, or nothing."""
    parts = urlsplit(address)
    absolute = parts.scheme in {"http", "https"} and parts.netloc
    return address.rstrip("/") + "/" if absolute else ""


@dataclass(frozen=True, slots=True)
class Site:
    """The library as a whole.

    :param author: who writes the notes.
    :param language: its code, ``ko`` or ``pt-BR``.
    :param base: absolute address of the root with a final ``/``, or nothing where it is not known.
    """

    name: str
    author: str = ""
    language: str = "en"
    base: str = ""

    def link(self, address: str, place: str = "") -> str:
        """An address as a file writes it: absolute where the root's is known, else relative to the file.

        :param address: relative to the root; one of another library is absolute.
        :param place: path of the file that holds it.
        """
        if "://" in address:
            return address
        return self.base + address if self.base else ("../" * place.count("/") + address or "./")

    def name_of(self, address: str, *words: str) -> str:
        """An identifier that stays: the absolute address, or a name made of ``words``."""
        if "://" in address:
            return address
        return self.base + address if self.base else ":".join(["urn:papershelf", self._slug, *words])

    @property
    def _slug(self) -> str:
        return values.slug(self.name) or digest(self.name)[:8]
