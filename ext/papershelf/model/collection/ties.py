"""What ties the papers of a library to each other: relations, both ways, and the sentences that name a paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from papershelf.model.record.paper import Relation

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Entry, Mention
    from papershelf.model.text.spans import Line


class Ties:
    """The questions about relations and mentions.

    :ivar mentions: in the order of documents and places.
    """

    mentions: tuple[Mention, ...]
    _by_key: dict[str, Entry]
    _spell: Callable[[Line], Line] | None

    def by_key(self, key: str) -> Entry | None:
        """The paper with a key."""
        raise NotImplementedError

    def by_docname(self, docname: str) -> Entry | None:
        """The paper whose own page is ``docname``."""
        raise NotImplementedError

    def position(self, key: str) -> int:
        """Place of a paper in reading order, for sorting."""
        raise NotImplementedError

    def related_to(self, key: str) -> list[tuple[Relation, bool, list[Entry]]]:
        """Relations of a paper both ways.

        :returns: relation, whether it is the inverse ("extended by"), and the papers, in reading order.
        """
        entry = self.by_key(key)
        if entry is None or not (entry.paper.relations or entry.key in self._named_in_relations):
            return []
        found = []
        for relation in Relation:
            ahead = {e.key for k in entry.paper.related(relation) if (e := self.by_key(k))}
            back = set(self._inverse.get((entry.key, relation), ()))
            if relation.is_symmetric:
                ahead, back = ahead | back, set()
            for inverse, keys in ((False, ahead), (True, back)):
                if keys:
                    found.append((relation, inverse, [self._by_key[k] for k in sorted(keys, key=self.position)]))
        return found

    @cached_property
    def _named_in_relations(self) -> set[str]:
        return {key for key, _relation in self._inverse}

    @cached_property
    def _inverse(self) -> dict[tuple[str, Relation], list[str]]:
        inverse: dict[tuple[str, Relation], list[str]] = defaultdict(list)
        for entry in self._by_key.values():
            for relation, keys in entry.paper.relations:
                for key in keys:
                    target = self.by_key(key)
                    if target is not None and target.key != entry.key:
                        inverse[target.key, relation].append(entry.key)
        return inverse

    def naming_in_relations(self) -> dict[str, str]:
        """Key to the papers that name it in relations, and how; of each that is named so."""
        found: dict[str, str] = {}
        for (key, relation), others in self._inverse.items():
            found[key] = f"{found.get(key, '')}{relation.value} {' '.join(others)} "
        return found

    def resolve(self, target: str) -> Entry | None:
        """The paper a mention means: by key, or by the page it links to."""
        if target.startswith("docname:"):
            return self.by_docname(target.removeprefix("docname:"))
        return self.by_key(target)

    def sentence(self, mention: Mention) -> Line:
        """The sentence of a mention, with the words of its references."""
        return self._spell(mention.sentence) if self._spell else mention.sentence

    def mentions_of(self, key: str) -> list[Mention]:
        """Sentences elsewhere that name a paper: papers in reading order first, then other pages."""
        return self.mentioned.get(key, [])

    @cached_property
    def _resolved(self) -> list[tuple[str, Mention]]:
        """The mentions of papers that another page makes, each with the key of the paper."""
        known = {target: self.resolve(target) for target in {mention.target for mention in self.mentions}}
        return [
            (entry.paper.key, mention)
            for mention in self.mentions
            if (entry := known[mention.target]) and (entry.queued or entry.docname != mention.docname)
        ]

    @cached_property
    def mentioned(self) -> dict[str, list[Mention]]:
        """The same of every paper that is named so."""
        found: dict[str, list[Mention]] = defaultdict(list)
        seen: set[tuple[str, str, int]] = set()
        for key, mention in self._resolved:
            sentence = key, mention.docname, mention.place
            if not mention.place or sentence not in seen:
                found[key].append(mention)
                seen.add(sentence)
        order = {docname: (self._page_position(docname), docname) for docname in {m.docname for m in self.mentions}}
        for mentions in found.values():
            if len(mentions) > 1:
                mentions.sort(key=lambda m: order[m.docname])
        return found

    def _page_position(self, docname: str) -> int:
        entry = self.by_docname(docname)
        return self.position(entry.key) if entry else len(self._by_key)

    def mentioned_by(self, docname: str) -> list[str]:
        """Keys a document names, in the order it names them first."""
        return self._mentioned_by.get(docname, [])

    @cached_property
    def _mentioned_by(self) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for key, mention in self._resolved:
            found[mention.docname][key] = None
        return {docname: list(keys) for docname, keys in found.items()}
