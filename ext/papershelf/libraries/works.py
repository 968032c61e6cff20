"""Which papers of several libraries are one: by arXiv id, by DOI, then by title and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papershelf.model.record.paper import Paper
from papershelf.sources.deduplication.likeness import are_strangers, first_author, is_weak
from papershelf.sources.found import same_title

_ARXIV_DOI = "10.48550/arxiv."
"""How the DOI begins that arXiv gives each of its papers."""

_ALIKE = 20
"""Papers that share a sign and are not one, to which a further one is compared."""

Sign = tuple[str, str]


def one_each(papers: Iterable[tuple[str, Paper]]) -> dict[str, str]:
    """Name of each paper to the name of the first one that is the same.

    :param papers: names, each once, and papers, in the order of libraries.
    """
    found = _Groups()
    holders: dict[Sign, list[str]] = {}
    known: dict[str, Paper] = {}
    for name, paper in papers:
        known[name] = paper
        found.add(name)
        for sign in _signs(paper):
            others = holders.setdefault(sign, [])
            for other in others:
                if _agree(sign, known[other], paper):
                    found.join(other, name)
                    break
            else:
                others += [name] if len(others) < _ALIKE else []
    return {name: found.of(name) for name in known}


class _Groups:
    """Names that mean the same; of two groups that turn out to be one, the name that came first stands for both."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._number: dict[str, int] = {}

    def add(self, name: str) -> None:
        self._first[name] = name
        self._number[name] = len(self._number)

    def of(self, name: str) -> str:
        while self._first[name] != name:
            self._first[name] = name = self._first[self._first[name]]
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)), key=self._number.__getitem__)
        self._first[second] = first


def _signs(paper: Paper) -> Iterator[Sign]:
    doi = paper.doi.lower()
    arxiv = paper.arxiv or doi.removeprefix(_ARXIV_DOI) * doi.startswith(_ARXIV_DOI)
    if arxiv:
        yield "arxiv", arxiv.lower()
    if doi and not doi.startswith(_ARXIV_DOI):
        yield "doi", doi
    title = same_title(paper.title)
    if title and not is_weak(paper.title):
        yield "title", f"{title} {paper.year}"


def _agree(sign: Sign, one: Paper, other: Paper) -> bool:
    """Whether two papers with a sign in common are one."""
    if sign[0] != "title":
        return not are_strangers(one, other)
    told = [dict(_signs(paper)) for paper in (one, other)]
    if any(kind in told[0] and kind in told[1] and told[0][kind] != told[1][kind] for kind in ("arxiv", "doi")):
        return False
    first, second = first_author(one), first_author(other)
    return not first or not second or first == second
