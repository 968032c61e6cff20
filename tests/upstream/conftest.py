"""The functions of others, for tests that compare with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from papershelf.upstream import code, design, kept, lone, markdown, parsers, rules, transforms, trees, writing
from papershelf.upstream import reading as quick_reading

TABLES = (
    *trees.OF_DOCUTILS,
    *transforms.OF_DOCUTILS,
    *kept.OF_DOCUTILS,
    *transforms.OF_SPHINX,
    *kept.OF_SPHINX,
    *markdown.OF_MARKDOWN_IT,
    *rules.OF_MARKDOWN_IT,
    *parsers.OF_MYST,
    *markdown.OF_MYST,
    *writing.OF_DOCUTILS,
    *writing.OF_SPHINX,
    *lone.OF_SPHINX,
    *code.OF_SPHINX,
    *quick_reading.OF_SPHINX,
    *quick_reading.OF_MYST,
    *design.OF_DESIGN,
)


@pytest.fixture
def as_theirs() -> Iterator[None]:
    """The functions of docutils, Sphinx and MyST, as these have them; afterwards as they were found."""
    found = [(place, name, getattr(place, name)) for place, name, _ours, _theirs in TABLES]
    for place, name, _ours, theirs in TABLES:
        setattr(place, name, theirs)
    yield
    for place, name, function in found:
        setattr(place, name, function)
