"""Lists that stand in the web: the file that an address means, fetched once, its relative links made absolute.

Notes and figures beside such a list are not fetched: links to them stay, as links into the web.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from papershelf.sources.bibliographies.forms import MEDIA
from papershelf.sources.network.web import Client, NotThere, WebError, agent, origin
from papershelf.sources.words.links import is_external, is_note

LIMIT = 20_000_000
"""Bytes of a list."""

KINDS: Mapping[str, str] = {
    "text/plain": "",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    **MEDIA,
    "application/octet-stream": "",
}
"""Content types that are taken, each with the suffix of files of that kind; none where the type does not tell."""

READMES = ("README.md", "readme.md", "Readme.md", "README.markdown", "README")

_HREF = re.compile(
    r"(?P<head><(?:a|img|source)\b[^<>]{0,2000}?\b(?P<name>href|src)\s*=\s*)(?P<quote>[\"'])(?P<to>[^\"'<>]*)(?P=quote)",
    re.I,
)
_DEFINITION = re.compile(r"^(?P<head>[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*)(?P<to><[^<>\n]*>|\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Hosts:
    """Where repositories are: the pages that people copy addresses from, and the files themselves."""

    github: str = "https://github.com"
    github_raw: str = "https://raw.githubusercontent.com"
    gitlab: str = "https://gitlab.com"


@dataclass(frozen=True)
class Place:
    """Where a list is.

    :param files: addresses of the file, in the order they are tried.
    :param page: address that its relative links count from, for a reader.
    :param raw: the same for images.
    """

    files: tuple[str, ...]
    page: str
    raw: str


@dataclass(frozen=True)
class Fetched:
    """A list.

    :param suffix: ``.md``, ``.bib`` and so on, where its name or kind tells.
    :param notes: whether it links to notes beside it.
    """

    data: bytes
    suffix: str
    notes: bool = False


def is_url(text: str) -> bool:
    """Whether a source is an address of the web."""
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def place(url: str, hosts: Hosts = Hosts()) -> Place:
    """The file that an address means: of a repository, or a folder of one, its README."""
    parts = urlsplit(url)
    names = [quote(unquote(part)) for part in parts.path.split("/") if part]
    base = f"{parts.scheme}://{parts.netloc}".lower()
    if base == hosts.github or base == hosts.github.replace("://", "://www."):
        return _github(names, url, hosts)
    if base == hosts.gitlab and "-" in names[2:]:
        at = names.index("-", 2)
        if names[at + 1 : at + 2] == ["blob"]:
            head, rest = "/".join([hosts.gitlab, *names[:at], "-"]), "/".join(names[at + 2 :])
            return Place((f"{head}/raw/{rest}",), f"{head}/blob/{rest}", f"{head}/raw/{rest}")
    plain = urlunsplit(parts._replace(fragment=""))
    return Place((plain,), plain, plain)


def _github(names: list[str], url: str, hosts: Hosts) -> Place:
    if len(names) < 2:
        raise WebError(f"{url}: a list is a file or a repository: {hosts.github}/OWNER/NAME")
    repository = "/".join([names[0], names[1].removesuffix(".git")])
    kind, ref, inside = (names[2] if len(names) > 2 else "tree"), "/".join(names[3:4]) or "HEAD", "/".join(names[4:])
    if kind not in {"blob", "raw", "tree"}:
        raise WebError(f"{url}: a list is a file or a repository: {hosts.github}/{repository}")
    page, raw = f"{hosts.github}/{repository}/blob/{ref}", f"{hosts.github_raw}/{repository}/{ref}"
    if kind == "tree":
        folder = f"{inside}/" if inside else ""
        files = tuple(f"{raw}/{folder}{name}" for name in READMES)
        return Place(files, f"{page}/{folder}README.md", files[0])
    return Place((f"{raw}/{inside}",), f"{page}/{inside}", f"{raw}/{inside}")


def fetch(url: str, version: str, hosts: Hosts | None = None) -> Fetched:
    """A list from the web.

    :raises WebError: if there is none, or no usable answer.
    """
    hosts = hosts or Hosts()
    try:
        found = place(url, hosts)
    except ValueError as error:
        raise WebError(f"{url}: {error}") from None
    missing: NotThere | None = None
    for address in found.files:
        parts = urlsplit(address)
        origins = {origin(address), f"https://{parts.netloc}".lower()}
        client = Client(agent(version), origins, limit=LIMIT)
        try:
            answer = client.answer(address, "text/markdown, text/plain, */*;q=0.5", KINDS)
        except NotThere as error:
            missing = error
            continue
        suffix = posixpath.splitext(unquote(parts.path))[1].lower() or KINDS[answer.kind]
        text = _text(answer.body)
        if text is None or not (suffix in {".md", ".markdown"} or not suffix):
            return Fetched(answer.body, suffix)
        whole, notes = absolute(text, found)
        return Fetched(whole.encode("utf-8"), suffix, notes)
    raise NotThere(f"{url}: there is no such file ({missing})")


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def absolute(text: str, found: Place) -> tuple[str, bool]:
    """A list in Markdown whose links lead where they lead in the web; code stays as it is.

    :returns: the text, and whether it links to notes beside it.
    """
    from papershelf.sources.markdown.rewriting import Rewriter
    from papershelf.sources.markdown.safe import moved

    notes = False

    def link(address: str, base: str = found.page) -> str | None:
        nonlocal notes
        if not address or address.startswith("#") or is_external(address):
            return None
        notes = notes or is_note(address)
        return urljoin(base, quote(unquote(address), safe="/?#&=:%~+,;@!$'*"))

    def target(address: str) -> str | None:
        to = link(address)
        return None if to is None else f"(<{to}>)" if re.search(r"[()]", to) else f"({to})"

    def image(alt: str, address: str) -> str:
        to = link(address, found.raw) or address
        return f"![{alt}](<{to}>)" if re.search(r"[()\s]", to) else f"![{alt}]({to})"

    changed = moved(text, Rewriter(image, lambda words, address: words, target))
    changed = _outside_code(changed, lambda part: _HREF.sub(lambda m: _html(m, link, found), part))
    changed = _outside_code(changed, lambda part: _DEFINITION.sub(lambda m: _defined(m, link), part))
    return changed, notes


def _html(match: re.Match[str], link: Callable[..., str | None], found: Place) -> str:
    to = link(match["to"], found.raw if match["name"].lower() == "src" else found.page)
    return match[0] if to is None else f"{match['head']}{match['quote']}{to}{match['quote']}"


def _defined(match: re.Match[str], link: Callable[..., str | None]) -> str:
    to = link(match["to"].strip("<>"))
    return match[0] if to is None else f"{match['head']}{to}"


def _outside_code(text: str, edit: Callable[[str], str]) -> str:
    from papershelf.sources.markdown.stretches import stretches

    parts = [("\n".join(lines), verbatim) for lines, verbatim in stretches(text.split("\n"))]
    return "\n".join(part if verbatim else edit(part) for part, verbatim in parts)
