"""Venues as people write them beside a title: text in, the venue's name out."""

from __future__ import annotations

import re

from papershelf.model.text import values
from papershelf.model.text.patterns import pattern
from papershelf.sources.words.vocabulary import VENUES

_KIND = (
    "Findings|Asia|[Ww]orkshops?|WS|[Oo]ral|[Ss]potlight|[Pp]oster|[Hh]ighlights?|Demo|Tutorial|Track|"
    "(?:[Aa]ward(?: [Cc]andidates?)?|[Ss]ubmission|[Nn]otable(?: top[ -]?\\d+%?)?|[Hh]onou?rable [Mm]entions?)|"
    "Industry(?: Track)?|(?:Long|Short|Full|Main|Regular)(?: Conference)?(?: Papers?)?|System Demonstrations?|"
    "Extended Abstracts?|(?:D&B|Datasets (?:and|&) Benchmarks)(?: Track)?|"
    "(?:[Bb]est|[Oo]utstanding)(?: [Ss]tudent)? [Pp]aper(?: [Aa]ward)?(?: (?:Candidate|Finalist|Nomination|Runner-up)|"
    " [Hh]onou?rable [Mm]entions?)?"
)
_NAMES = "USENIX Security(?: Symposium)?|" + "|".join(sorted(map(re.escape, VENUES), key=len, reverse=True))
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_VENUE = pattern(
    rf"(?:(?:Findings of(?: the)?|Proceedings of(?: the)?|Proc\.(?: of)?|Findings|In|IEEE|ACM|The|PMLR)[:\s]+)*"
    rf"(?P<name>(?:IEEE[/ ]|ACM[/ ]|USENIX )?(?:{_NAMES})(?:[-/](?:IJCNLP|AFNLP|COLING|HLT|PKDD|{_NAMES}))?)"
    rf"(?:[ _-]*(?P<kind>{_KIND}|W)|\s?\((?P<inner>{_KIND})\)(?=\s?[’']?\d))?"
    rf"(?P<gap>\s*(?:[,’'‘`´\-/(]\s*)*)(?P<year>{_YEAR})?\)?(?:['’]s)?"
    rf"(?P<after>(?:[ ,(:-]*(?:{_KIND})\)?)*)(?!\w)"
)
_SERIES = pattern(
    r"(?:(?:IEEE |ACM )?(?:[Ii]nternational |European |Asian )?(?:Joint )?"
    r"(?:[Cc]onference|Symposium|Workshop|Congress) (?:on|of|for)|"
    r"Proceedings of|(?:IEEE/ACM |IEEE |ACM )?(?:Transactions|Trans\.) on|(?:The )?(?:Journal|Annals|Annual Review|"
    r"Bulletin|Archives) (?:of|on|in)|Advances in (?:[Nn]eural|Cryptology|Computer|Knowledge|Applied|Engineering)\b|"
    r"(?:Nature|Science|Cell|Lancet|NPJ|npj|PLoS|PLOS|Frontiers(?: in)?|IEEE|ACM|Springer|Elsevier|MIT Press)\s+[A-Z]|"
    r"Foundations and Trends (?:in|®)|"
    r"arXiv preprint|Pattern Recognition|Neural Networks\b|Neural Computation|Machine Learning Journal|Neurocomputing|"
    r"Information Fusion|Physical Review|Communications of|Knowledge-Based Systems|Expert Systems|"
    r"Artificial Intelligence Review)"
)
_ENDS = pattern(
    r"\b(?:Journal|Magazine|Letters|Workshops?|Conference|Symposium|Proceedings|Review|Reports)\b(?:,? (?:19|20)\d\d)?$"
)
_NAMED_YEAR = pattern(
    r"[A-Z][\w&+-]*(?:[ :][A-Z&][\w&+-]*){0,3}[ '’]+(?:19|20)\d\d|"
    r"(?P<name>[A-Z][\w&+-]*(?: [A-Z][\w&+-]*)?)['’] ?(?P<year>\d\d)"
)
"""``Pond Lab 2023``, ``Ponds' 17``."""
_ACRONYM_YEAR = pattern(
    r"(?P<name>[A-Z][A-Za-z-]*[A-Z][A-Za-z]*W?)(?: [Ww]orkshop)?[ '’]*"
    r"(?P<year>(?:19|20)\d\d|['’] ?\d\d)(?: (?:Oral|Workshop|"
    r"Spotlight|Poster|Highlight|Findings))?"
)
_SMALL_VENUE = pattern(r"(?P<name>[a-z]{3,9})[ '’-]?(?P<year>(?:19|20)\d\d|(?<=['’])\d\d)")
_SEASON = pattern(r"(?:spring|summer|fall|autumn|winter)(?: (?:term|semester))?[ ,'’]*(?:19|20)\d\d", re.IGNORECASE)
_VOLUME = pattern(
    r"(?:In )?(?P<name>[A-Z][^()\d:;\"“”]{3,100}?)[,.]?\s+(?:\(\d{1,3}\) )?\d{1,4}(?:\.\d+)?,?(?: no\. ?[\d-]+)? "
    r"\((?P<year>(?:19|20)\d\d)\)(?::\s*[\w.]+(?:[-–]\w+)?)?"
)
_DATED = pattern(
    r"(?:In )?(?P<name>(?:Proceedings|Advances|International [Cc]onference|IEEE|ACM|European [Cc]onference)"
    r"[^()\d:;.]{5,120})[.,] (?P<year>(?:19|20)\d\d)"
)
_PUBLISHER = pattern(
    r"\.\s+(?:Springer|IEEE|ACM|Elsevier|PMLR|MIT Press|AAAI Press|Citeseer)\b[^\W\d_ ]*(?: [A-Z][a-z]+)*$"
)
"""The publisher behind a venue."""
PREPRINT = pattern(
    r"(?:arxiv(?:[- ]preprint)?|pre-?print|corr|biorxiv|medrxiv|ssrn|openreview|under review|submitted|"
    r"techreport|technical report|open review|hal|blog|github)"
    r"(?:\s*[:,'’ -]*(?:arxiv[: ]*)?(?P<id>\d{4}\.\d{4,5}(?:v\d+)?(?: ?\[[\w.-]+\])?|"
    r"abs/\d{4}\.\d{4,5})(?: \d{1,3}(?!\d))?)?"
    r"(?:[ ,'’(/-]*(?P<year>(?:19|20)\d\d|(?<=['’ v])[12]\d)(?:[./-](?P<month>\d{1,2}))?\)?)?\.?",
    re.IGNORECASE,
)
_PREPRINT_LAST = pattern(r"[ :](?:preprint|arxiv|biorxiv|medrxiv|ssrn|openreview)[ '’]+\d{4}$", re.IGNORECASE)
"""The end of words in front of a preprint's year: they are a title, and no venue."""
_YEAR_TURNED = pattern(r"['’]?(?P<year>\d\d)(?:['’] ?|-(?=(?:ar[Xx]iv|[a-z]?[A-Z]{2}\w*)$))(?P<name>[A-Za-z]+)")
"""``15' CVPR``, ``'14-ECCV``."""
_KINDS = frozenset(
    {"oral", "spotlight", "poster", "highlight", "best paper", "survey", "workshop", "symposium", "symposia"}
    | {"findings", "demo", "optional"}
)
_EDITION = pattern(r"(?:\d+(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Rr]evised) [Ee]d(?:ition|\.)")


def is_kind(text: str) -> bool:
    """Whether a few words say what kind a paper is: ``oral``, ``survey``; or which edition of a book."""
    return text.strip().lower() in _KINDS or bool(_EDITION.fullmatch(text.strip()))


def turned(text: str) -> str:
    """Words with the year behind the venue: ``ECCV'14`` for ``'14-ECCV``."""
    return _YEAR_TURNED.sub(r"\g<name>'\g<year>", text)


def read_venue(text: str, *, loose: bool = False) -> str:
    """The venue that a text is nothing but the name of, as it is written for a page; or nothing.

    :param loose: whether the text stands where a venue stands, so that a name which is not known is one.
    """
    text = re.sub(r"^[Ii]n:?\s+(?=[A-Z])", "", values.text(text).strip(" .,;:*_`"))
    text = turned(_PUBLISHER.sub("", text))
    if text[:1] in "([" and text[-1:] in ")]":
        text = text[1:-1].strip(" .,;:*_`")
    if text[-1:] in "!?" or _SEASON.fullmatch(text):
        return ""
    if (match := _SMALL_VENUE.fullmatch(text)) and match["name"].upper() in VENUES:
        return f"{match['name'].upper()} {_full(match['year'])}"
    if not 1 < len(text) <= 110 or (text[0].islower() and not text.startswith(("npj", "medRxiv"))):
        return ""
    if PREPRINT.fullmatch(text) or text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return ""
    if match := re.fullmatch(r"(?P<year>(?:19|20)\d\d)[ ,-]+(?P<name>.+)", text):
        name = read_venue(match["name"]) or (match["name"] if re.fullmatch(r"[A-Z]{4,10}", match["name"]) else "")
        if re.search(r"(?:19|20)\d\d$", match["name"]):
            return ""  # the date, and a venue with its year
        return f"{name} {match['year']}" if name and match["year"] not in name else name
    if match := _VENUE.fullmatch(text):
        return _written(text, match)
    if (match := _ACRONYM_YEAR.fullmatch(text)) and len(match["name"]) <= 12:
        if " " in text and match["year"].isdecimal():
            return text
        named = text[: match.start("year")].rstrip(" '’")
        return f"{named} {_full(match['year'])}{text[match.end('year') :]}"
    if (match := _NAMED_YEAR.fullmatch(text)) and len(text) <= 60 and not _PREPRINT_LAST.search(text):
        return f"{match['name']} {_full(match['year'])}" if match["year"] else text
    if _SERIES.match(text) and (len(text) < 80 or loose):
        return text
    if (
        (match := _VENUE.match(text))
        and len(text) - match.end() < 50
        and re.match(
            r"[ ,:(@-]*(?:(?:Spring |Fall )?Symposi|Workshop|\d|pp?\.|vol|Track|on\b|Datasets)", text[match.end() :]
        )
    ):
        return text
    if loose and (_ENDS.search(text) or _capital(text)):
        return text
    return ""


def cited(text: str) -> list[tuple[str, str]]:
    """Venue and year of the end of a reference: ``Neural computation 18.7 (2006): 1527-1554``."""
    match = _VOLUME.fullmatch(text.strip(" .,;")) or _DATED.fullmatch(text.strip(" .,;"))
    return [("venue", values.text(match["name"]).rstrip(" .,")), ("date", match["year"])] if match else []


def _capital(text: str) -> bool:
    """Whether all words that count are written with a capital, as in a journal's name."""
    words = text.split()
    small = {"of", "on", "in", "the", "and", "for", "&", "at", "to", "de", "a", "an"}
    return (
        len(words) <= 8
        and bool(re.fullmatch(r"[A-Z][\w&. '’+/-]{1,60}", text))
        and all(word[0].isupper() or word[0].isdigit() or word in small for word in words)
    )


def venue_at(text: str) -> str:
    """The well-known venue that a text begins with, as it is written; or nothing."""
    match = _VENUE.match(text)
    if match is None or not (match["year"] or re.match(r"\s*(?:[.,;|)\]\x00\n]|$)", text[match.end() :])):
        return ""
    return match[0].rstrip(" ,(:-")


def _written(text: str, match: re.Match[str]) -> str:
    """A venue with its year in full: ``CVPR'23`` as ``CVPR 2023``."""
    if not match["year"]:
        return text
    name, inner = text[: match.start("gap")].rstrip(), ""
    if match["inner"]:  # ICLR(poster) 24
        name, inner = text[: match.start("inner") - 1].rstrip(), f" {match['inner']}"
    return values.text(f"{name} {_full(match['year'])}{inner}{match['after'].rstrip()}")


def _full(year: str) -> str:
    year = year.strip("'’ ")
    if len(year) == 4:
        return year
    return f"20{year}" if int(year) < 60 else f"19{year}"
