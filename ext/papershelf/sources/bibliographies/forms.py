"""The forms of bibliographies that come in: a line for each says all that there is to say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form, which a module beside this one reads.

    :param name: as ``--format`` names it; the module is called so, too.
    :param ending: of names of its files.
    :param written: for the guide: by whom, and what of it is read.
    :param sign: how texts of it begin (a pattern), where names of files mislead.
    :param media: the content types that servers give it.
    :param other: a second name, of a form that the same module takes to where it belongs.
    """

    name: str
    ending: str
    written: str
    sign: str = ""
    media: tuple[str, ...] = ()
    other: str = ""


# fmt: off
FORMS = (
    Form("bibtex", ".bib", "BibTeX and BibLaTeX: accents and braces of LaTeX, `@string`, `#`, `crossref`, months, "
         "`and others`, `{Group names}`", media=("application/x-bibtex", "text/x-bibtex")),
    Form("csl", ".json", "CSL-JSON; the JSON of Zotero and of Better BibTeX, whose collections become categories; "
         "`papers.json`", media=("application/json", "application/vnd.citationstyles.csl+json"), other="json"),
    Form("ris", ".ris", "EndNote, Zotero, Mendeley, Scopus, publishers; old tags (`A1`, `T1`, `Y1`, `JF`) as well as "
         "new ones", r"\s*TY {1,2}- ", ("application/x-research-info-systems",)),
    Form("nbib", ".nbib", "PubMed and ERIC (MEDLINE's tags)", r"\s*(?:PMID ?- ?\d|OWN ?- )", ("application/nbib",)),
    Form("enw", ".enw", "EndNote's tags (`%0`, `%A`, `%T`) of Google Scholar, the ACL Anthology, CNKI and libraries",
         r"\s*%0(?: |$)|\s*%[A-Z] [^\n]+\n\s*%[A-Z0-9@+] ", ("application/x-endnote-refer",)),
    Form("wos", ".ciw", "Web of Science's own tags (`FN`, `PT` … `ER`)",
         r"\s*FN [^\n]*\n\s*VR |\s*PT [A-Z]\s*\n[A-Z][A-Z0-9] "),
)
# fmt: on
"""In the order in which texts are compared with their signs, and in which readers are told of them."""

ENDINGS: Mapping[str, Form] = {form.ending: form for form in FORMS}
"""Ending of a file's name to its form."""

NAMES: Mapping[str, str] = {name: form.ending for form in FORMS for name in (form.name, form.other) if name}
"""Name of a form to the ending of its files."""

SIGNS = {form.name: re.compile(form.sign, re.MULTILINE) for form in FORMS if form.sign}
"""Name of a form to the beginning of a text of it."""

MEDIA: Mapping[str, str] = {media: form.ending for form in FORMS for media in form.media}
"""Content type to the ending of files of that form."""


def form_of(text: str) -> str:
    """The name of the form that a text begins like; nothing for any that has no sign."""
    head = text[:1000].removeprefix("\ufeff").replace("\r\n", "\n")
    return next((form for form, sign in SIGNS.items() if sign.match(head)), "")
