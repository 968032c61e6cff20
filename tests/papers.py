"""Hypothesis strategies: papers and libraries of them."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import strategies as st

from papershelf.model.record.paper import LINKS, Author, Paper, Relation, Status, parse_author
from papershelf.model.text import values
from papershelf.sources.found import same_title

_SIGNS = " -:,.'\"!?()[]{}*_`~#$%&@^|\\/<>=+가나다라한글é中✅😀—"
_WORDS = st.lists(
    st.text(string.ascii_letters + string.digits + _SIGNS, min_size=1, max_size=12), min_size=1, max_size=5
).map(" ".join)
texts = _WORDS.map(values.text).filter(bool)
"""One line of text, with every sign that means something to Markdown, YAML or HTML."""
titles = texts.filter(same_title)

keys = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,12}", fullmatch=True).filter(lambda key: not key.endswith("."))
_names = st.text(string.ascii_letters + "é가김'-", min_size=1, max_size=8).map(values.text).filter(bool)
people = st.builds(Author, family=_names, given=_names)
groups = st.lists(_names, min_size=1, max_size=3).map(lambda names: Author(literal=" ".join(names)))
authors = st.one_of(people, groups).filter(lambda a: a == parse_author(_written(a)))
_days = st.dates(min_value=__import__("datetime").date(1950, 1, 1)).map(str)
dates = st.one_of(st.just(""), st.integers(1950, 2030).map(str), _days.map(lambda day: day[:7]), _days)
_urls = st.from_regex(r"https?://[a-z]{1,8}\.org/[a-zA-Z0-9/?=&._~#%()+,;:@!$'*-]{0,12}", fullmatch=True)
_tags = texts.map(lambda text: values.text(text.replace(",", ""))).filter(bool)
_arxiv = st.sampled_from(["", "2106.09685", "1706.03762", "cs/0112017", "2307.08691"])
_doi = st.sampled_from(["", "10.1000/182", "10.18653/v1/2023.emnlp-main.298", "10.1002/(SICI)1097(1997)1:1"])


def _written(author: Author) -> str:
    return f"{{{author.literal}}}" if author.literal else f"{author.family}, {author.given}"


@st.composite
def papers(draw: st.DrawFn, **given: Any) -> Paper:
    """A paper with any of its fields set; ``given`` are attributes already chosen."""
    arxiv = draw(_arxiv)
    key = given.pop("key", None) or draw(keys)
    links = draw(st.dictionaries(st.sampled_from(LINKS), _urls, max_size=3))
    others = keys.filter(lambda other: other != key)
    relations = draw(
        st.dictionaries(st.sampled_from(Relation), st.lists(others, min_size=1, max_size=2, unique=True), max_size=2)
    )
    attributes: dict[str, Any] = {
        "title": draw(titles),
        "short_title": draw(st.one_of(st.just(""), texts)),
        "authors": tuple(draw(st.lists(authors, max_size=3))),
        "date": draw(dates),
        "venue": draw(st.one_of(st.just(""), texts)),
        "category": draw(st.one_of(st.just(""), keys)),
        "status": draw(st.sampled_from(Status)),
        "tags": tuple(draw(st.lists(_tags, max_size=2, unique=True))),
        "arxiv": arxiv,
        "arxiv_version": draw(st.sampled_from(["", "v2"])) if arxiv else "",
        "doi": draw(_doi),
        "links": tuple((name, links[name]) for name in LINKS if name in links),
        "read": draw(st.one_of(st.just(""), _days)),
        "added": draw(st.one_of(st.just(""), _days)),
        "former_keys": tuple(draw(st.lists(others, max_size=2, unique=True))),
        "relations": tuple((r, tuple(relations[r])) for r in Relation if r in relations),
        "summary": tuple(draw(st.lists(texts, max_size=3))),
    }
    attributes["also_in"] = tuple(draw(st.lists(keys, max_size=2, unique=True)))
    attributes |= given
    attributes["also_in"] = tuple(slug for slug in attributes["also_in"] if slug != attributes["category"])
    return Paper(key=key, **attributes)
