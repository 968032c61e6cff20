"""The relations of papers to each other: a line for each says all that there is to say of it."""

from __future__ import annotations

from enum import StrEnum

from papershelf.model.text.wording import N_


class Relation(StrEnum):
    """Typed relation to another paper; its value is the option that names it.

    :ivar cito: its term in CiTO, the Citation Typing Ontology: https://purl.org/spar/cito
    :ivar label: how it is read from the paper that names it; in English, as the others.
    :ivar inverse: how it is read from the paper that is named; the same for a relation that holds both ways.
    :ivar word: as a legend names it: of the paper that an arrow starts from.
    :ivar help: for the guide: which papers are named.
    """

    def __new__(
        cls, value: str, cito: str = "", label: str = "", inverse: str = "", word: str = "", help: str = ""
    ) -> Relation:
        """A member, with what is known of it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.cito, member.label, member.inverse, member.word, member.help = cito, label, inverse, word, help
        return member

    cito: str
    label: str
    inverse: str
    word: str
    help: str

    # fmt: off
    EXTENDS = (
        "extends", "cito:extends", N_("Extends"), N_("Extended by"), N_("extends"),
        "Papers whose work this one builds on.",
    )
    USES_METHOD_OF = (
        "uses-method-of", "cito:usesMethodIn", N_("Uses the method of"), N_("Method used by"), N_("uses the method of"),
        "Papers whose method it applies.",
    )
    COMPARES_WITH = (
        "compares-with", "cito:citesAsRelated", N_("Compared with"), N_("Compared with"), N_("compared with"),
        "Papers it is measured against (holds both ways).",
    )
    CONFIRMS = (
        "confirms", "cito:confirms", N_("Confirms"), N_("Confirmed by"), N_("confirms"),
        "Papers whose findings it supports.",
    )
    DISPUTES = (
        "disputes", "cito:disputes", N_("Disputes"), N_("Disputed by"), N_("disputes"),
        "Papers whose findings it contradicts.",
    )
    SUPERSEDES = (
        "supersedes", "cito:updates", N_("Supersedes"), N_("Superseded by"), N_("supersedes"),
        "Papers it replaces.",
    )
    # fmt: on

    @property
    def is_symmetric(self) -> bool:
        """Whether it holds both ways."""
        return self.label == self.inverse
