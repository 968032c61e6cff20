"""The links of a paper: a line for each says all that there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass

from papershelf.model.text.wording import N_


@dataclass(frozen=True, slots=True)
class Link:
    """An option of a paper that holds one URL.

    :param label: the text of the link on a page, in English.
    :param help: for the guide.
    """

    name: str
    label: str
    help: str


TABLE = (
    Link("url", N_("Paper"), "The paper's own page."),
    Link("pdf", "PDF", "The PDF."),
    Link("code", N_("Code"), "The source code."),
    Link("project", N_("Project"), "The project page."),
    Link("video", N_("Video"), "A talk or demonstration."),
    Link("slides", N_("Slides"), "Slides."),
)
"""In the order in which they are shown."""

LINKS = tuple(link.name for link in TABLE)
"""Their names."""

BESIDES = tuple(name for name in LINKS if name not in {"url", "pdf"})
"""Names of those that lead to what belongs to a paper and is not the paper."""

LABELS = {"arxiv": "arXiv", "doi": "DOI", **{link.name: link.label for link in TABLE}}
"""Text of each link that a page shows, those made of identifiers first."""
