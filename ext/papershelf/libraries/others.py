"""All other libraries together: which paper a name means, and what is wrong with one that means none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from papershelf.libraries.declared import bare
from papershelf.libraries.records import OtherLibrary, OtherPaper
from papershelf.model.record.build import shorten
from papershelf.model.text.names import did_you_mean, folded


class Others:
    """The other libraries that could be read.

    :param away: names of those that could not.
    :param digest: of all that they say.
    :ivar homes: the name of each by its address without the scheme.
    """

    def __init__(self, libraries: Iterable[OtherLibrary] = (), away: Collection[str] = (), digest: str = "") -> None:
        self.libraries = {library.name: library for library in libraries}
        self.homes = {bare(library.address): name for name, library in self.libraries.items()}
        self.away = tuple(away)
        self.digest = digest
        self._folded = {folded(name): name for name in (*self.libraries, *self.away)}

    def __bool__(self) -> bool:
        return bool(self.libraries or self.away)

    def __iter__(self) -> Iterator[OtherLibrary]:
        return iter(self.libraries.values())

    @property
    def names(self) -> list[str]:
        """The name of each library, also of those that are away."""
        return [*self.libraries, *self.away]

    def find(self, target: str) -> OtherPaper | None:
        """The paper that ``lab-a:lora`` means, or a bare key that exactly one library has."""
        library, sign, key = target.partition(":")
        if not sign:
            found = self.holders(target)
            return found[0] if len(found) == 1 else None
        named = self.libraries.get(self._folded.get(folded(library), ""))
        return named.paper(key.strip()) if named else None

    def holders(self, key: str) -> list[OtherPaper]:
        """The papers that have a bare key, of each library."""
        return [paper for library in self if (paper := library.paper(key))]

    def complaint(self, target: str) -> str:
        """What is wrong with a name that means no paper; nothing where libraries say nothing of it."""
        library, sign, key = target.partition(":")
        if not sign:
            return self._shared(target)
        name = self._folded.get(folded(library), "")
        if name in self.libraries:
            like = did_you_mean(key, self.libraries[name].keys)
            return f"the library {name!r} has no paper with the key {shorten(key.strip())!r}{like}"
        return f"no library is called {shorten(library)!r}{did_you_mean(library, self.names)}" + (
            f" (papershelf_libraries: {', '.join(self.names)})" if self else ""
        )

    def is_away(self, target: str) -> bool:
        """Whether a name means a paper of a library that could not be read, which is said once for all of them."""
        library, sign, _key = target.partition(":")
        return bool(sign) and self._folded.get(folded(library), "") in self.away

    def _shared(self, key: str) -> str:
        found = self.holders(key)
        if len(found) < 2:
            return ""
        names = " or ".join(repr(paper.name) for paper in found)
        return f"{len(found)} libraries have a paper with the key {key!r}; write {names}"
