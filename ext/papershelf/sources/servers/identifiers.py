"""What a reader names a paper by: the identifier that a server gave it, an address that has one, or a title."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from papershelf.model.text import values
from papershelf.sources.words.links import identifier_of

FORMS = {
    "arxiv": "2106.09685 or cs/0112017",
    "doi": "10.1000/182",
    "acl": "P19-1001 or 2020.acl-main.703",
    "openreview": "openreview:nZeVKeeFYf9",
    "dblp": "dblp:conf/nips/VaswaniSPUJGKP17",
    "pmid": "pmid:31452104",
    "pmc": "PMC6775981",
    "isbn": "978-0-262-03561-3",
}
"""Kind of identifier to how one is written."""

_ACL = re.compile(r"[A-Z]\d{2}-\d{4}|(?:19|20)\d{2}\.\w+-\w+\.\d+", re.ASCII)
"""https://aclanthology.org/info/ids/"""
_OPENREVIEW = re.compile(r"[\w-]{6,40}", re.ASCII)
_DBLP = re.compile(
    r"(?:conf|journals|books|series|reference|phd|tr|persons|homepages|data|dblpnote|ms)/[\w-]+/[\w+:.-]+", re.ASCII
)
"""https://dblp.org/faq/How+do+I+find+a+publication+key.html"""
_PMID = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_BARE_PMID = re.compile(r"[1-9]\d{6,7}", re.ASCII)
"""One that stands alone: a shorter number is more likely a title (``1984``)."""
_PMC = re.compile(r"(?:PMC)?(?P<number>[1-9]\d{1,8})(?:\.\d+)?", re.ASCII | re.IGNORECASE)
_ISBN = re.compile(r"97[89]\d{10}|\d{9}[\dX]", re.ASCII)
_PREFIX = re.compile(
    r"(?P<kind>acl|openreview|dblp|pubmed|pmid|pmcid|pmc|isbn)(?:-1[03])?(?P<gap>\s*:\s*|\s+)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_DBLP_PATH = re.compile(r"/rec/(?:(?:bib\d?|html|xml|rdf|bibtex|ris)/)?(?P<key>.+?)(?:\.(?:bib|html|xml|ris|nt|rdf))?")


def identify(what: str) -> tuple[str, str]:
    """The kind of an identifier (a name of :data:`FORMS`, or ``title``) and its one form; arXiv's keeps its version.

    :raises ValueError: for an address of anything else, and for what says which identifier it is and is none.
    """
    what = values.text(what)
    if "://" in what:
        return _addressed(what)
    for kind, read in (("arxiv", lambda text: "".join(values.arxiv(text))), ("doi", values.doi)):
        try:
            return _preprint(kind, read(what))
        except ValueError:
            if what.lower().startswith(f"{kind}:"):
                raise ValueError(_wrong(kind, what)) from None
    match = _PREFIX.fullmatch(what)
    if match and (":" in match["gap"] or match["kind"].lower() != "openreview"):  # whose ids look like words
        kind = {"pubmed": "pmid", "pmcid": "pmc"}.get(match["kind"].lower(), match["kind"].lower())
        if found := _READ[kind](match["rest"]):
            return kind, found
        if match["gap"] == ":" or (kind == "isbn" and _looks_like_isbn(match["rest"])):
            raise ValueError(_wrong(kind, what))
        return "title", what
    return _bare(what)


def _bare(what: str) -> tuple[str, str]:
    """An identifier whose form says which one it is; else a title."""
    if _ACL.fullmatch(what):
        return "acl", what
    if _DBLP.fullmatch(what):
        return "dblp", what
    if what[:3].upper() == "PMC" and (found := _pmc(what)):
        return "pmc", found
    if _looks_like_isbn(what):
        if found := _isbn(what):
            return "isbn", found
        raise ValueError(_wrong("isbn", what))
    return ("pmid", what) if _BARE_PMID.fullmatch(what) else ("title", what)


def _wrong(kind: str, what: str) -> str:
    if kind == "isbn" and _looks_like_isbn(re.sub(r"^\D*(?:1[03])?\s*:?\s*(?=\d)", "", what)):
        return f"{what[:80]!r} is no ISBN: its last digit, which checks the others, does not fit"
    return f"{what[:80]!r} is neither an address that is known nor an identifier; one is written {FORMS[kind]}"


def _preprint(kind: str, identifier: str) -> tuple[str, str]:
    """An identifier; of a DOI that arXiv gave, arXiv's own."""
    own, _, number = identifier.partition("/")
    if kind == "doi" and own == "10.48550" and number.lower().startswith("arxiv."):
        return "arxiv", number[len("arxiv.") :]
    return kind, identifier


def _looks_like_isbn(text: str) -> bool:
    return not text.strip("0123456789xX -–") and bool(_ISBN.fullmatch(_digits(text)))


def _digits(text: str) -> str:
    return re.sub(r"[\s–-]", "", text).upper()


def _isbn(text: str) -> str:
    """The thirteen digits of an ISBN, also of one with ten; nothing where the last one does not fit.

    https://www.isbn-international.org/content/isbn-users-manual/29
    """
    digits = _digits(text)
    if not _ISBN.fullmatch(digits):
        return ""
    if len(digits) == len("0262035618"):
        total = sum(
            weight * (10 if digit == "X" else int(digit))
            for weight, digit in zip(range(10, 0, -1), digits, strict=True)
        )
        if total % 11:
            return ""
        return (whole := f"978{digits[:9]}") + str(-_weighted(whole) % 10)
    return "" if _weighted(digits) % 10 else digits


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def _pmc(text: str) -> str:
    match = _PMC.fullmatch(text)
    return f"PMC{match['number']}" if match else ""


def _matched(form: re.Pattern[str]) -> Callable[[str], str]:
    return lambda text: text if form.fullmatch(text) else ""


_READ: dict[str, Callable[[str], str]] = {
    "acl": _matched(_ACL), "openreview": _matched(_OPENREVIEW), "dblp": _matched(_DBLP), "pmid": _matched(_PMID),
    "pmc": _pmc, "isbn": _isbn,
}  # fmt: skip


# ---- addresses


def _addressed(address: str) -> tuple[str, str]:
    """What an address leads to.

    :raises ValueError: if that is no paper of a server that is asked.
    """
    if known := identifier_of(address):
        return _preprint(*known)
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    host = (parts.hostname or "").removeprefix("www.")
    kind, text = _SITES[host](parts) if host in _SITES else ("", "")
    if kind and (found := _READ[kind](text)):
        return kind, found
    raise ValueError(
        f"{address[:80]!r} is neither an address of arXiv, the ACL Anthology, OpenReview, DBLP or PubMed nor a DOI; a "
        "title is taken as well"
    )


def _path(parts: SplitResult) -> list[str]:
    return [part for part in unquote(parts.path).split("/") if part]


def _acl_site(parts: SplitResult) -> tuple[str, str]:
    path = [part for part in _path(parts) if part != "anthology"]
    return "acl", re.sub(r"(?:v\d+)?\.(?:pdf|bib|xml|endf)$", "", path[-1]) if path else ""


def _openreview_site(parts: SplitResult) -> tuple[str, str]:
    return "openreview", parse_qs(parts.query).get("id", [""])[0] if _path(parts)[:1] in (["forum"], ["pdf"]) else ""


def _dblp_site(parts: SplitResult) -> tuple[str, str]:
    match = _DBLP_PATH.fullmatch(unquote(parts.path))
    return "dblp", match["key"] if match else ""


def _pubmed_site(parts: SplitResult) -> tuple[str, str]:
    """``/31452104``, ``/pubmed/31452104``, ``/pmc/articles/PMC6775981`` and what Europe PMC has."""
    found = [part for part in _path(parts) if part.removeprefix("PMC").isdecimal()]
    if not found:
        return "", ""
    return ("pmc" if found[0].startswith("PMC") or "articles" in _path(parts) else "pmid"), found[0]


_SITES: dict[str, Callable[[SplitResult], tuple[str, str]]] = {
    "aclanthology.org": _acl_site, "aclanthology.info": _acl_site, "aclweb.org": _acl_site,
    "openreview.net": _openreview_site,
    "dblp.org": _dblp_site, "dblp.uni-trier.de": _dblp_site, "dblp.dagstuhl.de": _dblp_site,
    "pubmed.ncbi.nlm.nih.gov": _pubmed_site, "pmc.ncbi.nlm.nih.gov": _pubmed_site, "ncbi.nlm.nih.gov": _pubmed_site,
    "europepmc.org": _pubmed_site,
    "openlibrary.org": lambda parts: ("isbn", _path(parts)[-1] if _path(parts)[:1] == ["isbn"] else ""),
}  # fmt: skip
