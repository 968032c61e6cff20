"""Converters from an option's text to its normalised value.

Each takes the text as written and returns the value, or raises :class:`ValueError`
with a sentence that says what is allowed.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from urllib.parse import unquote, urlsplit

KEY = re.compile(r"[a-z0-9][a-z0-9._-]*")

# https://info.arxiv.org/help/arxiv_identifier.html
_ARXIV_NEW = re.compile(r"(?P<id>[0-9]{4}\.[0-9]{4,5})(?P<version>v[1-9][0-9]*)?")
_ARXIV_OLD = re.compile(r"(?P<id>[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/[0-9]{7})(?P<version>v[1-9][0-9]*)?")
_ARXIV_HOSTS = frozenset({"arxiv.org", "www.arxiv.org", "export.arxiv.org", "browse.arxiv.org", "alphaxiv.org"})

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")

MAX_TITLE = 500
"""Longest title, in characters: beyond it, it is a mistake (an abstract pasted in)."""


def text(value: str) -> str:
    """Text in NFC with its white space folded."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def title(value: str) -> str:
    """A title of at most :data:`MAX_TITLE` characters."""
    value = text(value)
    if len(value) > MAX_TITLE:
        raise ValueError(f"a title has at most {MAX_TITLE} characters, this one has {len(value)}")
    return value


def key(value: str) -> str:
    """A paper key or category slug."""
    value = value.strip()
    if not KEY.fullmatch(value):
        like = slug(value)
        hint = f"; did you mean {like!r}?" if like else ""
        raise ValueError(
            f"a key has lower-case letters a-z, digits, '.', '_' and '-', and starts with a letter or digit{hint}"
        )
    return value


def keys(value: str) -> tuple[str, ...]:
    """Keys parted by commas; order kept, doubles dropped."""
    return tuple(dict.fromkeys(key(part) for part in value.split(",") if part.strip()))


def references(value: str) -> tuple[str, ...]:
    """Keys parted by commas, of this library or, as ``lab-a:lora``, of another; order kept, doubles dropped."""
    return tuple(dict.fromkeys(reference(part) for part in value.split(",") if part.strip()))


def reference(value: str) -> str:
    """A key of this library or, as ``lab-a:lora``, of another."""
    library, sign, other = value.partition(":")
    return f"{key(library)}:{key(other)}" if sign else key(value)


def cite_key(value: str) -> str:
    """A key as bibliography files have them: any signs but blanks, commas and braces."""
    value = value.strip()
    if re.search(r"[\s,{}#%\\\"]", value):
        raise ValueError("a key of a bibliography has no blank, comma, brace, quote, '#', '%' or backslash")
    return value


def words(value: str) -> tuple[str, ...]:
    """Words parted by commas; order kept, doubles dropped."""
    return tuple(dict.fromkeys(text(part) for part in value.split(",") if part.strip()))


def partial_date(value: str) -> str:
    """``2021``, ``2021-06`` or ``2021-06-17`` (ISO 8601, reduced precision)."""
    value = value.strip()
    match = _DATE.fullmatch(value)
    allowed = "a date is written 2021, 2021-06 or 2021-06-17"
    if match is None:
        raise ValueError(allowed)
    try:
        datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError as error:
        raise ValueError(f"{allowed}; there is no such day ({error})") from None
    return value


def day(value: str) -> str:
    """A whole ISO date, ``2021-06-17``."""
    value = value.strip()
    if len(value) != len("2021-06-17"):
        raise ValueError("a day is written 2021-06-17")
    return partial_date(value)


def url(value: str) -> str:
    """An absolute ``http`` or ``https`` URL."""
    value = value.strip()
    allowed = "only absolute http:// and https:// URLs are allowed"
    if re.search(r"[\s<>\"\x00-\x1f]", value):
        raise ValueError(f"{allowed}, without spaces, quotes or angle brackets")
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError as error:
        raise ValueError(f"{allowed} ({error})") from None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise ValueError(allowed)
    return value


def arxiv(value: str) -> tuple[str, str]:
    """An arXiv identifier, bare, as ``arXiv:…`` or as any arxiv.org URL.

    :returns: the bare identifier and the version read (``v2``, or nothing).
    """
    raw = value.strip()
    if raw.lower().startswith("arxiv:"):
        raw = raw[len("arxiv:") :].strip()
    elif "://" in raw:
        parts = urlsplit(raw)
        if (parts.hostname or "") not in _ARXIV_HOSTS:
            raise ValueError("an arXiv id is written 2106.09685, 2106.09685v2, cs/0112017 or an arxiv.org URL")
        raw = (
            re.sub(r"^/(?:abs|pdf|html|ps|format|src|e-print)/", "", unquote(parts.path))
            .removesuffix(".pdf")
            .rstrip("/")
        )
    match = _ARXIV_NEW.fullmatch(raw) or _ARXIV_OLD.fullmatch(raw)
    if match is None or (_ARXIV_NEW.fullmatch(raw) and not 1 <= int(raw[2:4]) <= 12):
        raise ValueError("an arXiv id is written 2106.09685, 2106.09685v2, cs/0112017 or an arxiv.org URL")
    return match["id"], match["version"] or ""


def doi(value: str) -> str:
    """A DOI, bare, as ``doi:…`` or as a resolver URL; stored bare."""
    raw = value.strip()
    if raw.lower().startswith("doi:"):
        raw = raw[len("doi:") :].strip()
    elif "://" in raw:
        parts = urlsplit(raw)
        if (parts.hostname or "") not in _DOI_HOSTS:
            raise ValueError("a DOI is written 10.1000/182, doi:10.1000/182 or https://doi.org/10.1000/182")
        raw = unquote(parts.path).lstrip("/")
    if not _DOI.fullmatch(raw) or re.search(r"[\"\x00-\x1f]", raw):
        raise ValueError("a DOI is written 10.1000/182, doi:10.1000/182 or https://doi.org/10.1000/182")
    return raw


def slug(value: str) -> str:
    """Lower-case ASCII words joined by ``-``; empty when nothing of the text is ASCII."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("'", "")
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._")
