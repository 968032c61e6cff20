"""Metadata of papers by their identifiers, from the cache or from the servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from papershelf.sources.network.web import Bases, Client, NotThere, WebError, agent, origin
from papershelf.sources.servers import arxiv, crossref, others
from papershelf.sources.servers.metadata import ARXIV_DOI, BadAnswer, Cache, Metadata

ARXIV_PAUSE = 3.0
"""Seconds between two requests that arXiv asks for (https://info.arxiv.org/help/api/tou.html)."""


NCBI_PAUSE = 0.34
"""Three requests a second are allowed (https://www.ncbi.nlm.nih.gov/books/NBK25497/)."""

DBLP_PAUSE = 1.0
"""DBLP asks for a second or more (https://dblp.org/faq/Am+I+allowed+to+crawl+the+dblp+website.html)."""


def client(version: str, mailto: str = "", bases: Bases | None = None) -> Client:
    """A client that asks nothing but these servers."""
    bases = bases or Bases()
    pauses = {origin(bases.dblp): DBLP_PAUSE, origin(bases.ncbi): NCBI_PAUSE, origin(bases.arxiv): ARXIV_PAUSE}
    return Client(agent(version, mailto), bases.origins, pauses)


@dataclass
class Lookup:
    """Asks for metadata.

    :param fresh: whether the servers are asked even for what the cache knows.
    :param mailto: an address that servers may write to, for those that want it beside our name.
    """

    client: Client
    cache: Cache
    bases: Bases = field(default_factory=Bases)
    fresh: bool = False
    mailto: str = ""

    def arxiv(self, identifier: str) -> Metadata:
        """A paper of arXiv.

        :raises WebError: if there is none, or no usable answer.
        """
        for _, found in self.arxiv_papers([identifier]):
            if isinstance(found, WebError):
                raise found
            return found
        raise NotThere(f"arXiv has no paper {identifier}")

    def arxiv_papers(self, identifiers: Sequence[str]) -> Iterator[tuple[str, Metadata | WebError]]:
        """Papers of arXiv, many with one request; for each, what is known, or why nothing is."""
        wanted = []
        for identifier in dict.fromkeys(identifiers):
            known = None if self.fresh else self.cache.get(f"arxiv:{identifier}")
            if known is None:
                wanted.append(identifier)
            else:
                yield identifier, known
        for start in range(0, len(wanted), arxiv.AT_ONCE):
            part = wanted[start : start + arxiv.AT_ONCE]
            try:
                found = self._ask_arxiv(part)
            except WebError as error:
                yield from ((identifier, error) for identifier in part)
                continue
            for identifier in part:
                if identifier in found:
                    self.cache.put(f"arxiv:{identifier}", found[identifier])
                yield identifier, found.get(identifier) or NotThere(f"arXiv has no paper {identifier}")

    def _ask_arxiv(self, identifiers: Sequence[str]) -> dict[str, Metadata]:
        query = {"id_list": ",".join(identifiers), "max_results": str(len(identifiers))}
        data = self.client.get(self.bases.arxiv, "application/atom+xml", arxiv.KINDS, query)
        try:
            return arxiv.parse(data)
        except BadAnswer as error:
            raise WebError(str(error)) from None

    def doi(self, doi: str) -> Metadata:
        """A paper with a DOI: Crossref is asked first, then DataCite, then the resolver itself.

        :raises WebError: if nobody knows it, or there is no usable answer.
        """
        return self._known(f"doi:{doi.lower()}", lambda: self._ask_doi(doi))

    def other(self, kind: str, identifier: str) -> Metadata:
        """A paper by an identifier of another server.

        :param kind: a name of :data:`papershelf.sources.servers.others.ASK`.
        :raises WebError: if there is none, or no usable answer.
        """
        return self._known(f"{kind}:{identifier}", lambda: others.ask(self, kind, identifier))

    def _known(self, name: str, ask: Callable[[], Metadata]) -> Metadata:
        """What the cache knows, or else what is asked for, which it knows then."""
        known = None if self.fresh else self.cache.get(name)
        if known is None:
            known = ask()
            self.cache.put(name, known)
        return known

    def _ask_doi(self, doi: str) -> Metadata:
        path = quote(doi, safe="")
        steps = [
            (f"{self.bases.crossref}/works/{path}", "application/json", crossref.parse),
            (f"{self.bases.datacite}/dois/{path}", "application/vnd.api+json", crossref.parse_datacite),
            (f"{self.bases.doi}/{quote(doi, safe='/')}", crossref.CSL, crossref.parse),
        ]
        reason: WebError = NotThere(f"nobody knows the DOI {doi}")
        for url, accept, parse in steps[doi.startswith(ARXIV_DOI) :]:
            try:
                return parse(self.client.get(url, accept, crossref.KINDS))
            except NotThere:
                continue
            except BadAnswer as error:
                reason = WebError(f"{doi}: {error}")
            except WebError as error:
                reason = error
        raise reason
