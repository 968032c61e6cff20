"""Places for what comes into a library: the category of each heading, and the pages of categories and papers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from papershelf.cli.library import Library
from papershelf.sources.found import Found, Heading, same_title
from papershelf.sources.library.folder import Folder


class Shelves:
    """Tells where things are, or are to be made; it makes none.

    :ivar headings: slug to each category that is to be made.
    :ivar renamed: slug of a source to that of the library.
    """

    def __init__(self, library: Library, folder: Folder) -> None:
        self._library = library
        self._folder = folder
        self.headings: dict[str, Heading] = {}
        self.renamed: dict[str, str] = {}
        self._names: dict[Path, dict[str, str]] = {}  # folder -> its entries, without case
        self._titles: dict[tuple[str, str], str] = {}  # parent and title -> slug
        for slug, category in folder.catalogue.categories.items():
            self._titles.setdefault(("", same_title(category.title)), slug)
        for slug, category in folder.catalogue.categories.items():
            self._titles[category.parent, same_title(category.title)] = slug

    def named(self, slug: str) -> str:
        """The slug that the library has for one of a source."""
        return self.renamed.get(slug, slug)

    def slug(self, heading: Heading) -> str:
        """The slug of a category, in the library or to be made."""
        known = self._folder.catalogue.categories
        if heading.slug in known or heading.slug in self.headings:
            return heading.slug
        parent = self.named(heading.parent)
        slug = self._titles.setdefault((parent, same_title(heading.title)), heading.slug)
        self.renamed[heading.slug] = slug
        if slug not in known:
            self.headings.setdefault(slug, heading)
        return slug

    def parent(self, heading: Heading) -> str:
        """The slug that a category to be made stands below; nothing at the top."""
        parent = self.named(heading.parent)
        return parent if parent != heading.slug and self.has(parent) else ""

    def parent_of(self, slug: str) -> str:
        """The slug that a category stands below, there or to be made; nothing at the top."""
        known = self._folder.catalogue.categories.get(slug)
        return known.parent if known else self.parent(self.headings[slug]) if slug in self.headings else ""

    def has(self, slug: str) -> bool:
        """Whether a category is there, or to be made."""
        return slug in self.headings or slug in self._folder.catalogue.categories

    def path_of(self, slug: str) -> str:
        """The page of a category, relative to the source folder."""
        known = self._folder.catalogue.categories.get(slug)
        return self._folder.files[known.docname] if known else f"{self._category_folder()}{slug}.md"

    def page(self, slug: str) -> str:
        """The page of a category, or the home page; nothing where there is none."""
        if slug:
            return self.path_of(slug) if self.has(slug) else ""
        return self._folder.files.get(self._folder.settings.root, "")

    def _category_folder(self) -> str:
        """Where new category pages go: beside the others; in a library without any, in ``categories``."""
        used = Counter(c.docname.rpartition("/")[0] for c in self._folder.catalogue.categories.values())
        if used:
            folder = min(used, key=lambda name: (-used[name], name))
            return f"{folder}/" if folder else ""
        apart = self._library.conf != self._library.source
        return f"{self._library.conf.name}/categories/" if apart else "categories/"

    def page_path(self, item: Found) -> str:
        """The page of a new paper, relative to the source folder."""
        prefix = self._folder.settings.papers[0]
        return f"{prefix}{item.paper.key}/index.md" if item.files else f"{prefix}{item.paper.key}.md"

    def taken(self, path: str) -> str:
        """An existing file, or folder, that stands in the way of a page, also where case does not count."""
        folder, _slash, name = path.partition("/") if self._folder.settings.papers[0] else ("", "", path)
        first = name.split("/")[0]
        directory = self._folder.source / folder
        if directory not in self._names:
            found = directory.iterdir() if directory.is_dir() else ()
            self._names[directory] = {entry.name.casefold(): entry.name for entry in found}
        existing = self._names[directory].get(first.casefold(), "")
        return f"{folder}/{existing}".lstrip("/") if existing else ""
