"""What kind of publication a paper is, in the words of every format.

Sources: the manual of BibLaTeX (section 2.1), ``btxdoc`` of BibTeX, CSL 1.0.2 (appendix III), the specification of
RIS, and what Zotero's translators make of each.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from papershelf.model.record.paper import Paper
from papershelf.model.text.names import did_you_mean


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of publication.

    :param name: BibLaTeX's word for it, or BibTeX's where that says more (``phdthesis``).
    :param csl: the type of CSL.
    :param ris: the type of RIS.
    :param holder: BibLaTeX's field of what is shown as the venue: what it stands in, or who brought it out.
    :param words: other words for it, each with what RIS calls that.
    """

    name: str
    csl: str
    ris: str
    holder: str = "howpublished"
    words: tuple[tuple[str, str], ...] = ()


def _words(text: str) -> tuple[tuple[str, str], ...]:
    """``word`` or ``word:RIS`` parted by blanks."""
    return tuple((word, ris) for word, _, ris in (part.partition(":") for part in text.split()))


_TABLE = (
    Kind("article", "article-journal", "JOUR", "journaltitle", _words(
        "journal-article review review-book article-magazine:MGZN article-newspaper:NEWS suppperiodical")),
    Kind("inproceedings", "paper-conference", "CPAPER", "booktitle", _words(
        "conference proceedings-article speech:SLIDE")),
    Kind("online", "webpage", "ELEC", "organization", _words("electronic www post post-weblog:BLOG")),
    Kind("misc", "document", "GEN", "howpublished", _words(
        "other image artwork:ART graphic:ART figure:FIGURE map:MAP entry event broadcast performance interview "
        "collection-item classic:CLSWK periodical regulation treaty custom")),
    Kind("preprint", "article", "UNPB", "howpublished", _words("posted-content")),
    Kind("unpublished", "manuscript", "MANSCPT"),
    Kind("book", "book", "BOOK", "publisher", _words(
        "mvbook monograph edited-book collection:EDBOOK mvcollection:EDBOOK reference mvreference reference-book")),
    Kind("proceedings", "book", "CONF", "publisher", _words("mvproceedings")),
    Kind("inbook", "chapter", "CHAP", "booktitle", _words("bookinbook suppbook book-section book-part")),
    Kind("incollection", "chapter", "CHAP", "booktitle", _words("suppcollection book-chapter")),
    Kind("inreference", "entry-encyclopedia", "ENCYC", "booktitle", _words("entry-dictionary:DICT reference-entry")),
    Kind("booklet", "pamphlet", "PAMP"),
    Kind("manual", "book", "BOOK", "organization"),
    Kind("thesis", "thesis", "THES", "institution", _words("dissertation")),
    Kind("phdthesis", "thesis", "THES", "institution"),
    Kind("mastersthesis", "thesis", "THES", "institution"),
    Kind("report", "report", "RPRT", "institution", _words("report-component")),
    Kind("techreport", "report", "RPRT", "institution"),
    Kind("patent", "patent", "PAT"),
    Kind("standard", "standard", "STAND"),
    Kind("dataset", "dataset", "DATA"),
    Kind("software", "software", "COMP"),
    Kind("video", "motion_picture", "VIDEO", "howpublished", _words("movie:MPCT")),
    Kind("audio", "song", "SOUND", "howpublished", _words("music:MUSIC musical_score:MUSIC")),
    Kind("letter", "personal_communication", "PCOMM"),
    Kind("legislation", "legislation", "STAT", "howpublished", _words("bill:BILL hearing:HEAR legal commentary")),
    Kind("jurisdiction", "legal_case", "CASE"),
)  # fmt: skip

KINDS: dict[str, Kind] = {word: kind for kind in _TABLE for word in (kind.name, *(word for word, _ in kind.words))}
"""Every word that ``:type:`` takes, in lower case, with what it means."""
for _kind in _TABLE:
    KINDS.setdefault(_kind.csl, _kind)

_CSL = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
})  # fmt: skip
_OTHERWISE = frozenset({"article", "collection"})
"""Words that mean something else in CSL: a preprint, papers in an archive."""
_ARCHIVED = frozenset({"online", "misc", "unpublished"})
"""What people call preprints in BibTeX, which has no word for them."""
_BIBTEX = frozenset({
    "article", "artwork", "audio", "bibnote", "book", "bookinbook", "booklet", "collection", "commentary",
    "conference", "dataset", "electronic", "image", "inbook", "incollection", "inproceedings", "inreference",
    "jurisdiction", "legal", "legislation", "letter", "manual", "mastersthesis", "misc", "movie", "music", "mvbook",
    "mvcollection", "mvproceedings", "mvreference", "online", "patent", "performance", "periodical", "phdthesis",
    "proceedings", "reference", "report", "review", "software", "standard", "suppbook", "suppcollection",
    "suppperiodical", "techreport", "thesis", "unpublished", "video", "www",
})  # fmt: skip
"""Types that BibTeX's or BibLaTeX's styles know."""
_RIS = {word: ris for kind in _TABLE for word, ris in kind.words if ris}
_OF_RIS = {kind.ris: kind.name for kind in reversed(_TABLE)} | {ris: word for word, ris in _RIS.items()} | {
    "ABST": "article", "EJOUR": "article", "INPR": "article", "ICOMM": "letter", "CONF": "inproceedings",
    "ECHAP": "incollection", "EBOOK": "book", "SER": "book", "WEB": "online", "UNPB": "unpublished",
    "UNPD": "unpublished", "DBASE": "dataset", "AGGR": "dataset", "GOVDOC": "report", "LEGAL": "legislation",
    "PREPRINT": "preprint", "THES": "thesis", "RPRT": "report", "CHAP": "incollection", "BOOK": "book",
    "EDBOOK": "collection", "MUSIC": "music", "MISC": "misc",
}  # fmt: skip

THESES = {"phdthesis": "Doctoral dissertation", "mastersthesis": "Master's thesis"}
"""What CSL calls them by ``genre``."""

_JOURNALS = re.compile(
    r"\b(journal|transactions|trans\.|letters?|lett\.|magazine|nature|science|reviews?|rev\.|annals|ann\.|j\.|phys\.|acta|"
    r"bulletin|quarterly|archives?|zeitschrift|revue|revista|jmlr|tmlr|tacl|jair|pnas|plos|world wide web|"
    r"computational linguistics|surveys|communications of the|ieee access)(?![\w.])"
    r"|^(?:neural computation|artificial intelligence|pattern recognition|machine learning|neurocomputing|"
    r"neural networks|bioinformatics|the lancet\b.*|cell|elife|biometrika|econometrica|psychometrika|"
    r"scientific reports|information sciences|"
    r"expert systems with applications|foundations and trends\b.*|frontiers in\b.*)(?:,? \d{4})?$"
    r"|논문지|학회지|저널|연구지|論文誌|学会誌|学报|學報",
    re.IGNORECASE,
)
_MEETINGS = re.compile(
    r"\b(conference|workshop|symposium|proceedings|proc\.|meeting|meetings|lecture notes)(?!\w)|학술대회|학술발표",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc\.) of the (?:(?:national academy|royal society|vldb|acm on)\b|ieee(?:,? \d{4})?$)"
    r"|\bproc\. (?:vldb|natl\. acad|acm (?:on|program)\b|r\. soc\b|ieee(?:,? \d{4})?$)",
    re.IGNORECASE,
)
"""Journals that call themselves proceedings."""


def entry_type(value: str) -> str:
    """A word of BibTeX, BibLaTeX or CSL for a kind of publication, in lower case.

    :raises ValueError: for any other.
    """
    word = value.strip().lower()
    if word not in KINDS:
        usual = "article, inproceedings, book, incollection, phdthesis, techreport, online, misc"
        raise ValueError(f"a type is a word of BibTeX, BibLaTeX or CSL, as {usual}{did_you_mean(word, KINDS)}")
    return word


def kind_of(paper: Paper) -> Kind:
    """What a paper says that it is; of one that does not say it, what its venue's name and its links tell."""
    if paper.type in KINDS:
        return KINDS[paper.type]
    if paper.venue:
        return KINDS["article" if is_journal(paper.venue) else "inproceedings"]
    return KINDS["preprint" if paper.arxiv or paper.doi or not paper.links else "online"]


@lru_cache(maxsize=16384)  # a library has few venues, and each paper asks several times
def is_journal(venue: str) -> bool:
    """Whether a venue's name is that of a journal."""
    return bool(_PROCEEDINGS.search(venue) or (_JOURNALS.search(venue) and not _MEETINGS.search(venue)))


def bibtex_type(paper: Paper) -> str:
    """The type of a BibTeX entry: BibLaTeX's, where BibTeX has none so exact."""
    if paper.type in _BIBTEX:
        return paper.type
    name = kind_of(paper).name
    if not paper.type and name == "online":
        return "misc"  # a guess: the word that every style knows
    return name if name in _BIBTEX else "misc"


def csl_type(paper: Paper) -> str:
    """The type of a CSL item."""
    if paper.arxiv and not paper.venue and paper.type in _ARCHIVED:
        return "article"
    return paper.type if paper.type in _CSL - _OTHERWISE else kind_of(paper).csl


def of_csl(word: str, *, in_volume: bool = False) -> str:
    """Our word for a type of CSL; nothing for one that nobody knows.

    :param in_volume: whether the item says what volume it stands in: CSL's ``article`` is a preprint's, and some take
        it for BibTeX's.
    """
    if word == "article" and not in_volume:
        return "preprint"
    return word if word in KINDS else ""


def ris_type(paper: Paper) -> str:
    """The type of a RIS reference."""
    return _RIS.get(paper.type) or kind_of(paper).ris


def ris_word(paper: Paper) -> str:
    """Our word for the type of a RIS reference."""
    return of_ris(ris_type(paper))


def told(paper: Paper, word_of: Callable[[Paper], str], word: str = "") -> str:
    """What a format's word for the type of an entry that papershelf wrote says beyond what would be guessed.

    :param word_of: gives the format's word for a paper.
    :param word: what stands there, in our words; the format's for the paper itself when left out.
    """
    if not word and not paper.type:
        return ""
    written = word_of(dataclasses.replace(paper, type=word)) if word else word_of(paper)
    return "" if written == word_of(dataclasses.replace(paper, type="")) else word or written


def of_ris(word: str) -> str:
    """Our word for a type of RIS; nothing for one that nobody knows."""
    return _OF_RIS.get(word.upper(), "")
