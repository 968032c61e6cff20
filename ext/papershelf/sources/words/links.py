"""What a link beside a title leads to: an identifier, code, a project, a talk, or a note."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from papershelf.model.record.links import BESIDES
from papershelf.model.text import values
from papershelf.model.text.patterns import pattern
from papershelf.sources.words.vocabulary import FILLERS, HOSTS, LABELS, LABELS_ALONE, PAPER_HOSTS

MARKDOWN = (".md", ".markdown")
"""Endings of notes in Markdown."""
_ARXIV_MIRROR = pattern(
    r"https?://(?:(?:www\.)?(?:huggingface|hf)\.co/papers|(?:www\.)?alphaxiv\.org/(?:abs|overview|pdf)|"
    r"(?:www\.)?ar5iv\.(?:labs\.arxiv\.)?org/(?:html|abs|pdf)|(?:www\.)?paperswithcode\.com/paper/arxiv|(?:www\.)?scirate\.com/arxiv|"
    r"(?:www\.)?arxiv-vanity\.com/papers|(?:[a-z]+\.)?arxiv\.org//?(?:abs|pdf|html|ps|format|src|e-print|ftp/arxiv/papers/\d{4})|"
    r"(?:dx\.)?doi\.org/10\.48550/arxiv\.?|browse\.arxiv\.org/(?:abs|pdf|html))/*\s*(?:arxiv[.:])?"
    r"(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?![\d.]\d)",
    re.IGNORECASE,
)
_DOI_IN_ADDRESS = pattern(
    r"https?://(?:[\w.-]*dl\.acm\.org/(?:doi|citation)|link\.springer\.com/(?:article|chapter|book)|[\w.]*onlinelibrary\.wiley\.com/doi|"
    r"www\.science\.org/doi|www\.pnas\.org/doi|www\.tandfonline\.com/doi|journals\.sagepub\.com/doi|pubs\.acs\.org/doi)/"
    r"(?:abs/|pdf/|full/|epdf/|fullHtml/|10\.\d+/)?(?P<doi>10\.\d{4,9}/[^\s?#]+)",
    re.IGNORECASE,
)


_LETTERS = {"".join(sorted(word)): name for word, name in LABELS.items() if len(word) > 5 and word.isascii()}
"""The letters of labels in order, to their fields."""

_ELSEWHERE = pattern(
    r"https?://(?:www\.|gist\.|[\w-]+\.)?(?:github\.com|gitlab\.com|gitee\.com|github\.io|pypi\.org|huggingface\.co|twitter\.com|x\.com|"
    r"linkedin\.com|scholar\.google\.[a-z.]+|youtube\.com|youtu\.be|discord\.\w+|t\.me|zhihu\.com|weixin\.qq\.com|bilibili\.com|"
    r"kaggle\.com|reddit\.com|wikipedia\.org|medium\.com|slack\.com|notion\.\w+|facebook\.com|csdn\.net|jianshu\.com|"
    r"shields\.io|awesome\.re|docs\.google\.com|data\.world|drive\.google\.com|colab\.\S+|coursera\.org|arxiv\.org|amazon\.com|zoom\.us)(?:/|$)",
    re.IGNORECASE,
)


_TALK = pattern(
    r"https?://(?:www\.)?github\.com/[^/]+/[^/]+/(?:(?:issues|pull|discussions|wiki)(?:/|$)|blob/\S+\.(?:md|markdown|rst|txt|docx?)(?:#|$))",
    re.IGNORECASE,
)
"""What is said of a paper on a forge: an issue, a page; no code."""


_OF_TALK = pattern(
    r"(?:optional\)?\s*|추가 )?(?:(?:video|영상|(?P<slides>slides?|발표 ?자료))\s*[(:]?\s*"
    r"(?:발표자|presenter|speaker|by|in|at|from)\b|발표자\b)",
    re.IGNORECASE,
)
"""``Optional Video (발표자: …)``."""


_OF_WHOM = pattern(r"(?P<label>[^\W\d_][^()（）]{1,30}?)\s*[(（][^()（）]{1,30}[)）]?")
"""A label, and in a bracket of what or of whom it is."""


_OF_PERSON = pattern(
    r"https?://(?:www\.|[a-z]{2}\.)?(?:scholar\.google\.[a-z.]+/citations|(?:twitter|x)\.com/[^/]+/?$|linkedin\.com/(?:in|pub)/|"
    r"orcid\.org/|instagram\.com/|facebook\.com/[^/]+/?$|github\.com/[^/]+/?$)",
    re.IGNORECASE,
)
"""The page of a person, by its address."""


_STORE = pattern(r"(?:google|one|baidu) ?-?(?:drive|pan|yun)|百度(?:网盘|云)|网盘")
"""Where a file is kept: no title."""


def leads_elsewhere(href: str) -> bool:
    """Whether an address is that of code, of a person, of a forum or the like: of no paper."""
    return bool(_ELSEWHERE.match(href))


def is_of_person(href: str) -> bool:
    """Whether an address is that of a person's page."""
    return bool(_OF_PERSON.match(href))


def is_talked_of(href: str) -> bool:
    """Whether an address is an issue or a page of a forge, where something is talked of."""
    return bool(_TALK.match(href))


def label_field(label: str) -> str:
    """The field that a link's words name (``code``, ``paper``, ``note`` …), or nothing: then they may be a title."""
    bare = unicodedata.normalize("NFC", label).strip().lower().replace("on-line", "online")
    if match := _OF_TALK.match(bare.strip("[]( ")):
        return "slides" if match["slides"] else "video"
    if re.fullmatch(r"[\w.-]{1,40}\.pdf", bare):
        return "pdf"
    if re.fullmatch(r"\W*(?:arxiv)?[: ]*\d{4}\.\d{4,5}(?:v\d)?\W*|10\.\d{4,9}/\S+", bare):
        return "paper"
    if match := _OF_WHOM.fullmatch(bare):  # Review (Ada), but not IEEE (TETCI)
        whom = label_field(match["label"])
        if whom and (whom != "paper" or re.search(r"paper|link|논문|링크|论文|論文", match["label"])):
            return whom
    words = re.findall(r"[^\W_]+|[^\w\s]", bare)
    words = [word for word in words if word.isalnum() or word in "📝📖"]
    if not words:
        return "paper" if bare else ""
    if len(words) > 5:
        return ""
    if _STORE.fullmatch(bare.strip("[]() ")):
        return "other"
    told = [word for word in words if word not in FILLERS and not word.isdecimal()]
    named = [LABELS.get(word) or LABELS.get(word.rstrip("0123456789"), "") or _mistyped(word) for word in told]
    if not named:
        return "paper" if "arxiv" in words else "other" if len(bare) < 12 and re.search(r"[^\W\d_]", bare) else ""
    if not all(named):
        return ""
    return next((name for name in ("video", "slides", "code", "note") if name in named), named[0])


def _mistyped(word: str) -> str:
    """The field of a label two letters of which have changed places: ``webiste``, ``Oepnreview``."""
    return _LETTERS.get("".join(sorted(word)), "") if len(word) > 5 and word.isascii() else ""


def is_external(href: str) -> bool:
    """Whether an address is an absolute one."""
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.IGNORECASE))


def is_note(href: str) -> bool:
    """Whether an address is that of a note beside the list: a Markdown file or a folder."""
    path = href.partition("#")[0].partition("?")[0]
    return not is_external(href) and bool(path) and (path.lower().endswith(MARKDOWN) or path.endswith("/"))


def is_paper(href: str) -> bool:
    """Whether an address is that of a paper, by its host or its ending."""
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"}:
        return False
    return parts.path.lower().endswith(".pdf") or any(host == h or host.endswith(f".{h}") for h in PAPER_HOSTS)


def field_of(href: str, label: str) -> tuple[str, str]:
    """The field that a link fills, and its value.

    :raises ValueError: for an address that no field may hold.
    """
    href = href.strip()
    identifier = identifier_of(href)
    if identifier:
        return identifier
    url = values.url(href)
    named = label_field(label)
    parts = urlsplit(url)
    if _TALK.match(url) or (named == "note" and "github.com" in url):
        return "url", url
    if named == "video" and parts.path.lower().endswith((".pdf", ".pptx", ".ppt", ".key")):
        return "slides", url
    host = (parts.hostname or "").lower()
    if named == "code" and HOSTS.get(host) == "video":
        return "video", url
    if named == "pdf" or named in BESIDES:
        return named, url
    ending = parts.path.lower().rpartition(".")[2]
    if ending in {"ppt", "pptx", "key"}:
        return "slides", url
    if ending in {"doc", "docx", "ps", "djvu"}:
        return "url", url
    if parts.path.lower().endswith(".pdf") or parts.path.startswith("/pdf"):
        return "pdf", url
    if host in HOSTS and (named != "paper" or label.strip(" []()").lower() in LABELS_ALONE - {"paper", "pdf", "doc"}):
        return HOSTS[host], url
    return ("project" if host.endswith(".github.io") and named != "paper" else "url"), url


def identifier_of(href: str) -> tuple[str, str] | None:
    """The identifier that an address says: ``arxiv`` or ``doi`` with its value."""
    if "://" not in href:
        return None
    href = re.sub(r"%20|\s", "", href.strip())
    href = re.sub(r"^https?://[^/?#]+/(?=https?://(?:www\.)?arxiv\.org/)", "", href)  # a mirror of all addresses
    if mirror := _ARXIV_MIRROR.match(href):
        try:
            return "arxiv", "".join(values.arxiv(mirror["id"]))
        except ValueError:
            return None
    try:
        return "arxiv", "".join(values.arxiv(href))
    except ValueError:
        pass
    try:
        if match := _DOI_IN_ADDRESS.match(href):
            href = f"https://doi.org/{match['doi']}"
        return "doi", values.doi(href)
    except ValueError:
        return None
