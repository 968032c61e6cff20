"""A line of a Markdown list of papers, as it is pasted into a README, a message or a note."""

from __future__ import annotations

from papershelf.exports.pages.markdown import escape, link
from papershelf.model.collection.citing import APA, Rules
from papershelf.model.record.paper import Paper
from papershelf.model.text.spans import plain


def entry(paper: Paper, rules: Rules = APA) -> str:
    """``- [Title](address) — Authors, Venue. Insight``; a title without an address is no link.

    The address is the paper's own: that of arXiv, the DOI, or the first that was written.

    :param rules: how names are shown.
    """
    title = paper.title or paper.key
    address = next(iter(paper.all_links.values()), "")
    head = link(title, address) if address else escape(title)
    source = ", ".join(filter(None, (rules.who(paper) if paper.authors else "", paper.venue or paper.year)))
    said = " ".join(filter(None, (f"{escape(source)}." if source else "", escape(plain(paper.about)))))
    return f"- {head} — {said}" if said else f"- {head}"
