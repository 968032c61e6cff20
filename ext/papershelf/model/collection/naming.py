"""The words of references in what papers' pages say: known when all papers are."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from papershelf.model.collection.catalogue import Catalogue, Entry
from papershelf.model.record.paper import Paper
from papershelf.model.text import spans
from papershelf.model.text.spans import Span


def names(catalogue: Catalogue) -> Callable[[Span], str]:
    """What a reference to a paper shows; one of a library that is not here keeps its words."""

    def name(span: Span) -> str:
        entry = catalogue.resolve(span.target) or catalogue.elsewhere.get(span.target)
        if entry is None or span.kind not in spans.REFERENCES:
            return span.text
        return entry.paper.name if span.kind == "ref" else catalogue.citing.text(catalogue.cited(entry), span.kind)

    return name


def spelt(entries: Iterable[Entry], name: Callable[[Span], str]) -> list[Entry]:
    """Papers whose summaries have the words of their references."""
    return [
        dataclasses.replace(entry, paper=spelt_paper(entry.paper, name))
        if any(map(spans.refers, entry.paper.spans))
        else entry
        for entry in entries
    ]


def spelt_paper(paper: Paper, name: Callable[[Span], str]) -> Paper:
    """A paper whose summary has the words of its references."""
    lines = tuple(spans.named(line, name) for line in paper.spans)
    texts = zip(lines, paper.summary, strict=False)
    summary = tuple(spans.plain(line) if line else text for line, text in texts)
    return dataclasses.replace(paper, spans=lines, summary=summary)
