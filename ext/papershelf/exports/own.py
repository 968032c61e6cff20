"""What the fields of a form do not say: options under our own names. The page of a paper, as forms give it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from papershelf.model.record.kinds import told
from papershelf.model.record.options import options
from papershelf.model.record.paper import Paper
from papershelf.model.record.publication import beyond_iso, issued, venue_name

OWN = "papershelf-"
"""Before an option's name, where no field says what it says."""


def arxiv_page(paper: Paper) -> str:
    """The page that arXiv has of a paper, or nothing."""
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""


def page(paper: Paper) -> str:
    """The page that a paper names; else that of arXiv."""
    return dict(paper.links).get("url", "") or arxiv_page(paper)


def unsaid(
    paper: Paper, names: Iterable[str], word: Callable[[Paper], str], said: Mapping[str, str | None]
) -> dict[str, str]:
    """Option name to text, of all that the fields do not say; an empty one takes back what they say.

    :param names: of the options that are not said wholly.
    :param word: the type of a paper in the words of the form.
    :param said: what fields say of options, beside date, venue, type and arXiv id.
    """
    texts, url = options(paper), dict(paper.links).get("url", "")
    known = {
        "date": None if beyond_iso(paper) else issued(paper),
        "venue": venue_name(paper),
        "type": told(paper, word),
        "arxiv": paper.arxiv,
        "url": url if url != arxiv_page(paper) else "",
    } | dict(said)
    found = {name: texts.get(name, "") for name in names if texts.get(name, "") != known.get(name, "")}
    return found | ({"note": paper.remark} if paper.note else {})
