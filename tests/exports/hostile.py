"""Texts as no author should write them, for every format."""

from __future__ import annotations

from papershelf.model.record.paper import Author, Paper

NASTY = (
    "a\"'><script>alert(1)</script> ]]> <!-- & &amp; \x08\x1b\ufffe \u202eRTL\u202c \u2028 \\u003c $x_1$ `c` *b* [l](x)"
)
"""Ends every context that it may stand in."""

HOSTILE = Paper(
    "hostile", f"T {NASTY}", f"S {NASTY}", (Author("F" + NASTY, "G" + NASTY), Author(literal="L" + NASTY)), "2021-06",
    f"V {NASTY} 2022", "x", tags=(NASTY, "t"), arxiv="2106.09685", doi="10.1000/18&2'",
    links=(("url", "https://example.org/?a=1&b='2'"), ("pdf", "https://example.org/p.pdf"),
           ("code", "https://example.org/c")),
    read="2024-01-02", summary=(f"one {NASTY}", "two", "three"), note=NASTY,
)  # fmt: skip
