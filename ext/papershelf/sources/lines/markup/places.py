"""Where the addresses of a list lead on this machine: relative ones, and full ones of the repository that it lies in.

In: an address as it is written. Out: a file, a folder, or the reason why it is none.
"""

from __future__ import annotations

import configparser
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from papershelf.sources.markdown.beside import find_file, find_folder
from papershelf.sources.words.links import MARKDOWN, is_external

_FORGE = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|gitee\.com|bitbucket\.org)/(?P<owner>[^/\s]+)/(?P<name>[^/\s#?]+)"
    r"(?:/-)?/(?:blob|raw|tree|src)/(?P<path>[^?#]+)|"
    r"https?://raw\.githubusercontent\.com/(?P<raw_owner>[^/\s]+)/(?P<raw_name>[^/\s]+)/(?P<raw_path>[^?#]+)",
    re.IGNORECASE,
)
_SITE = re.compile(r"https?://[^/\s]+\.(?:github|gitlab)\.io/(?P<name>[^/\s#?]+)/(?P<path>[^?#]+)", re.IGNORECASE)
"""A page of the site that a repository is published as."""
_ANYWHERE = re.compile(
    r"(?:readme|index|licen[cs]e|contributing|changelog)(?:\.\w+)*|"
    r"(?:docs?|src|source|code|data|datasets?|models?|scripts?|tests?|examples?|assets|images?|figures?|imgs?|figs?)/?",
    re.IGNORECASE,
)
"""A path that every other repository has."""
_SITES = "docs"


@dataclass
class Places:
    """The folder of a list, and what its addresses lead to.

    :param folder: of the list; nothing outside of it is taken in.
    """

    folder: Path
    _known: dict[str, str] = field(default_factory=dict)
    _own: tuple[str, str] | bool | None = False

    def local(self, href: str) -> str:
        """A relative address for one that leads into this folder, as a path or as the repository's; else nothing."""
        href = href.strip()
        if not href or href.startswith("#"):
            return ""
        if not is_external(href):
            return href
        if href not in self._known:
            self._known[href] = self._of_repository(href)
        return self._known[href]

    def is_note(self, href: str) -> bool:
        """Whether an address is that of a note, or of a folder, beside the list, be it there or not."""
        path = self.local(href).partition("#")[0].partition("?")[0]
        if not path or path.startswith("/"):
            return False
        return path.lower().endswith(MARKDOWN) or path.endswith("/") or self._is_folder(path)

    def file(self, href: str) -> Path | None:
        """The file that an address means, also by its folder; nothing outside of the list's folder is looked at."""
        local = self.local(href)
        found = find_file(self.folder, local) if local else None
        if found is None and local and not local.startswith(("/", ".")) and self._is_site():
            found = find_file(self.folder / _SITES, local)
        return found

    def _is_site(self) -> bool:
        """Whether the pages of a site lie in a folder of their own, whose addresses a README may have."""
        return (self.folder / _SITES).is_dir()

    def folder_of(self, href: str) -> Path | None:
        """The folder that an address means."""
        return find_folder(self.folder, self.local(href)) if self.local(href) else None

    def _is_folder(self, path: str) -> bool:
        name = path.rstrip("/").rsplit("/", 1)[-1]
        if "." in name and re.search(r"\.\w{1,5}$", name):
            return False
        return find_folder(self.folder, path) is not None

    def _of_repository(self, href: str) -> str:
        match = _FORGE.match(href)
        if match is None:
            return self._of_site(href)
        name = match["name"] or match["raw_name"]
        parts = (match["path"] or match["raw_path"]).split("/")
        own = self._repository()
        same = bool(own) and own[0].lower() == name.lower() if own else self._is_named(name)
        for skip in range(1, min(len(parts), 4 if same else 2)):  # the name of a branch may have slashes
            path = _relative("/".join(parts[skip:]))
            if not same and _ANYWHERE.fullmatch(path):
                continue
            if path and (find_file(self.folder, path) or find_folder(self.folder, path)):
                return path
        if own and same and len(parts) > 1:
            return _relative("/".join(parts[1:]))
        return ""

    def _of_site(self, href: str) -> str:
        """The file that a page of the repository's own site is made of."""
        match = _SITE.match(href)
        own = self._repository()
        if match is None or not (own[0].lower() == match["name"].lower() if own else self._is_named(match["name"])):
            return ""
        path = re.sub(r"(?:/|/?index\.html|\.html)$", "", match["path"])
        found = (_relative(f"{path}{ending}") for ending in (*MARKDOWN, "/README.md", "/index.md"))
        return next((one for one in found if find_file(self.folder, one)), "")

    def _is_named(self, name: str) -> bool:
        """Whether the folder is called as a repository is, be it with its owner or its branch: ``notes-main``."""
        return name.lower() in self.folder.resolve().name.lower()

    def _repository(self) -> tuple[str, str] | None:
        """Name of the repository and of its owner, as its own files tell."""
        if self._own is False:
            self._own = None
            config = configparser.ConfigParser(strict=False, interpolation=None)
            try:
                config.read(self.folder / ".git/config", encoding="utf-8")
                url = config.get('remote "origin"', "url", fallback="")
            except (configparser.Error, OSError, UnicodeDecodeError):
                url = ""
            if match := re.search(r"[:/]([^/:]+)/([^/]+?)(?:\.git)?/?$", url):
                self._own = (match[2], match[1])
        return self._own if isinstance(self._own, tuple) else None

    def decoded(self, href: str) -> str:
        """An address as people read it."""
        return unquote(href.partition("#")[0].partition("?")[0])


def _relative(path: str) -> str:
    """A path that is no address with a scheme, though its first name has a colon."""
    return f"./{path}" if ":" in path.partition("/")[0] else path
