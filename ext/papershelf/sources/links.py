"""What a link beside a title leads to: an identifier, code, a project, a talk, or a note."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from papershelf.model import values
from papershelf.sources.vocabulary import HOSTS, LABELS, PAPER_HOSTS

_FILLERS = frozenset(
    {"the", "a", "an", "to", "of", "our", "my", "official", "unofficial", "pytorch", "tensorflow", "jax", "full"}
)
_NOTE_ENDINGS = (".md", ".markdown")
_INDEX_NAMES = ("index.md", "contents.md", "README.md", "readme.md")
_ARXIV_MIRROR = re.compile(r"https?://(?:huggingface\.co/papers|www\.alphaxiv\.org/abs|alphaxiv\.org/abs|ar5iv\.(?:labs\.arxiv\.)?org/(?:html|abs)|"
                           r"paperswithcode\.com/paper/arxiv)/(?P<id>\d{4}\.\d{4,5}(?:v\d+)?)")  # fmt: skip


def label_field(label: str) -> str:
    """The field that a link's words name (``code``, ``paper``, ``note`` …), or nothing: then they may be a title."""
    words = re.findall(r"[^\W_]+|[^\w\s]", unicodedata.normalize("NFC", label).lower())
    words = [word for word in words if word.isalnum() or word in "📝📖"]
    if not words:
        return "paper" if label.strip() else ""
    fields = [LABELS.get(word, "") for word in words if word not in _FILLERS]
    return fields[0] if fields and len(words) <= 4 and all(fields) else ""


def is_external(href: str) -> bool:
    """Whether an address is an absolute one."""
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.IGNORECASE))


def is_note(href: str) -> bool:
    """Whether an address is that of a note beside the list: a Markdown file or a folder."""
    path = href.partition("#")[0].partition("?")[0]
    return not is_external(href) and bool(path) and (path.lower().endswith(_NOTE_ENDINGS) or path.endswith("/"))


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
    mirror = _ARXIV_MIRROR.match(href)
    try:
        identifier, version = values.arxiv(mirror["id"] if mirror else href)
        if mirror or "://" in href:
            return "arxiv", identifier + version
    except ValueError:
        pass
    try:
        if "://" in href:
            return "doi", values.doi(href)
    except ValueError:
        pass
    url = values.url(href)
    named = label_field(label)
    if named in {"code", "project", "video", "slides", "pdf"}:
        return named, url
    parts = urlsplit(url)
    if parts.path.lower().endswith(".pdf") or parts.path.startswith("/pdf"):
        return "pdf", url
    host = (parts.hostname or "").lower()
    if host in HOSTS and named != "paper":
        return HOSTS[host], url
    return ("project" if host.endswith(".github.io") and named != "paper" else "url"), url


def find_file(folder: Path, href: str) -> Path | None:
    """The file that a relative address means, however its name is escaped or composed; a folder's own page too.

    :param folder: of the page that has the link; nothing outside of ``root`` is found.
    """
    raw = href.partition("#")[0].partition("?")[0].strip().strip("<>").replace("\\", "/")
    if not raw or raw.startswith("/") or is_external(raw) or "\x00" in raw:
        return None
    for name in dict.fromkeys((unquote(raw), raw)):
        found = _walk(folder, name)
        if found is not None and found.is_dir():
            found = next((found / index for index in _INDEX_NAMES if (found / index).is_file()), None)
        if found is not None and found.is_file():
            return found
    return None


def _walk(folder: Path, name: str) -> Path | None:
    place = folder
    for part in name.split("/"):
        if part in {"", "."}:
            continue
        if "\x00" in part:
            return None
        try:
            if part == ".." or (place / part).exists():
                place = place / part
                continue
            wanted = unicodedata.normalize("NFC", part)
            same = [p for p in sorted(place.iterdir()) if unicodedata.normalize("NFC", p.name) == wanted]
        except (OSError, ValueError):
            return None
        if not same:
            return None
        place = same[0]
    return place
