"""Papers as Hypothesis makes them up: whatever the options of a page can say, in odd words."""

from __future__ import annotations

from hypothesis import strategies as st

from papershelf.model.record.build import build
from papershelf.model.record.fields import FIELDS
from papershelf.model.record.paper import LINKS, Paper, Relation, Status
from papershelf.model.text import values

_ODD = st.sampled_from(
    ["{", "}", "\\", "--", "---", "``", "''", "'", "`", "\"", "$", "$x$", "%", "&", "#", "_", "^", "~", "@a{",
     "@b (c)", "\\&", "\\textbf{x}", "한국어", "가나", "ÅÉß", "é", "and", " and ", ",", ";", "N1  - x", "TY  - JOUR",
     "ER  - ", "?`", "!`", "=", "]", "[", "<i>", "&amp;", "papershelf-status: done", "\x20 ", "\n", "\t",
     "http://x.y", ":", "- ", "|", "arXiv:2106.09685", "2021", "\\", "\\\\", "{}", "\u200b", "😀", "van der",
     "(", ")"]
)  # fmt: skip
_CHARS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
texts = st.lists(_ODD | _CHARS, min_size=1, max_size=6).map("".join).map(values.text)
keys = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,10}", fullmatch=True)
_names = texts | st.builds("{}, {}".format, texts, texts) | texts.map("{{{}}}".format) | st.just("others")
_key_lists = st.lists(keys, min_size=1, max_size=3).map(", ".join)
_partial = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4])
_venues = texts | st.builds(
    "{} {}".format, st.sampled_from(["ICLR", "Nature", "Journal of Odd", "EMNLP"]), st.integers(1900, 2099)
)
_arxiv = st.from_regex(r"(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{5}|[a-z]{2,4}/[0-9]{7})(?:v[1-9])?", fullmatch=True)
_doi = st.from_regex(r"10\.[0-9]{4}/[a-zA-Z0-9(){}_\\%;.-]{1,12}", fullmatch=True) | st.builds(
    "10.48550/arXiv.{}".format, _arxiv
)
_url = st.from_regex(r"https?://[a-z]{1,8}\.[a-z]{2}/[a-zA-Z0-9(){}_\\%;~#&=.-]{0,12}", fullmatch=True)
_urls = _url | st.builds("https://arxiv.org/abs/{}".format, _arxiv) | st.builds("https://doi.org/{}".format, _doi)

_OPTIONS = {
    "title": texts,
    "short-title": texts,
    "authors": st.lists(_names, max_size=4).map("; ".join),
    "date": _partial,
    "venue": _venues,
    "category": keys,
    "also-in": _key_lists,
    "status": st.sampled_from([status.value for status in Status]),
    "tags": st.lists(texts | keys, max_size=4).map(",".join),
    "arxiv": _arxiv,
    "doi": _doi,
    **dict.fromkeys(LINKS, _urls),
    "read": st.dates().map(str),
    "added": st.dates().map(str),
    "former-keys": _key_lists,
    **{relation.value: _key_lists for relation in Relation},
}  # fmt: skip


@st.composite
def papers(draw: st.DrawFn, key: str) -> Paper:
    """One paper; what is not valid of what was drawn is left out, as a build leaves it out."""
    chosen = draw(st.sets(st.sampled_from(sorted(set(_OPTIONS) - {"year"}))))
    options = {name: draw(_OPTIONS[name]) for name in sorted(chosen | {"title"}) if name in FIELDS}
    options["title"] = options["title"] or "T"
    summary = tuple(line for line in draw(st.lists(texts, max_size=3)) if line)
    paper, _ = build(key, options, summary=summary, note=draw(st.just("") | texts))
    return paper


libraries = st.lists(keys, unique=True, max_size=4).flatmap(lambda found: st.tuples(*(papers(key) for key in found)))
"""Papers with different keys."""
