"""The words of the interface, translated when they are shown."""

from __future__ import annotations

from papershelf.messages import _
from papershelf.model.collection.citing import APA, KOREAN, Rules
from papershelf.model.record.links import LABELS
from papershelf.model.record.paper import Relation, Status
from papershelf.model.text.wording import N_

STATUSES = (Status.DONE, Status.WRITING, Status.READING, Status.PLANNED)
"""The states in the order in which counts and legends name them."""


def citing_rules() -> Rules:
    """How papers are cited in the language that these words are in."""
    return KOREAN if str(_("n.d.")) == KOREAN.undated else APA


_STATUSES = {
    Status.PLANNED: N_("planned"),
    Status.READING: N_("reading"),
    Status.WRITING: N_("in progress"),
    Status.DONE: N_("done"),
}


def status_label(status: Status) -> str:
    """State of a note, as a reader sees it."""
    return str(_(_STATUSES[status]))


def relation_label(relation: Relation, inverse: bool) -> str:
    """A relation, read from the page it is shown on."""
    return str(_(relation.inverse if inverse else relation.label))


def relation_word(relation: Relation) -> str:
    """A relation as a legend names it: of the paper that an arrow starts from."""
    return str(_(relation.word))


def mention_label(ahead: bool, back: bool) -> str:
    """A mention, read from the page it is shown on: by this paper, of it, or both."""
    if ahead and back:
        return str(_("Mention each other"))
    return str(_("Mentions") if ahead else _("Mentioned by"))


def link_label(name: str) -> str:
    """The text of a link in the summary box."""
    return str(_(LABELS[name]))


def papers_count(count: int) -> str:
    """``1 paper``, ``12 papers``; Korean has one form."""
    return str(_("1 paper") if count == 1 else _("%s papers") % number(count))


def number(count: int) -> str:
    """A count with the mark between its thousands that the language has; its translators show it in ``1,000``."""
    return f"{count:,}".replace(",", str(_("1,000"))[1:-3])
