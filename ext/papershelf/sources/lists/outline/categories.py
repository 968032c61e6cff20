"""Headings as a tree of categories.

In: the sections of a list, and which of them have papers. Out: for each section its category, and all categories in
order. The list's own title is no category of others; a heading that is a date gives its papers to the one above.
"""

from __future__ import annotations

from collections.abc import Sequence

from papershelf.sources.found import MAX_KEY, Heading, key_for
from papershelf.sources.lists.outline.sections import Section


class Categories:
    """The categories of a list."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._slugs: dict[str, tuple[str, str]] = {}  # slug -> title and the parent's slug
        self._made: dict[int, Heading | None] = {}
        self._kept: dict[str, Heading] = {}
        self._title = title_section(sections)
        self._levels: set[int] = set()
        self._filled: set[int] = set()

    def settle(self, filled: Sequence[Section | None]) -> None:
        """Make the category of each section that has papers, in order, and those that it is part of.

        :param filled: for each section the one that its papers are in; nothing where it has none.
        """
        entries = {s for s, place in zip(self._sections, filled, strict=True) if place not in (None, s)}
        full = {id(_whole(section)) for section in filled if section is not None}
        self._levels = {section.level for section in filled if section is not None and section.level}
        wanted = set(full)
        for section in filled:
            outer = section.parent if section is not None else None
            while outer is not None:
                wanted.add(id(outer))
                outer = outer.parent
        self._filled = wanted
        for section in self._sections:
            whole = _whole(section)
            if id(whole) in full or (id(whole) in wanted and whole is not self._title):
                self.heading(whole)
            elif section.declared is not None or (
                self._bare(section) and section not in entries and not self.is_empty(section)
            ):
                self.heading(section)

    def is_empty(self, section: Section) -> bool:
        """Whether a heading has nothing below it and is no category, as those at its level are not."""
        return self._bare(section) and not (
            section.level in self._levels or not self._levels or section.declared is not None
        )

    def _bare(self, section: Section) -> bool:
        below = section.blocks or section.children or section.same is not None
        return bool(section.level) and not below and id(section) not in self._filled

    def headings(self) -> list[Heading]:
        """All categories, each after the one it is part of, in the order of the list."""
        return list(self._kept.values())

    def heading(self, section: Section | None) -> Heading | None:
        """The category of a section; nothing where it has none."""
        if section is None:
            return None
        section = _whole(section)
        if id(section) not in self._made:
            self._made[id(section)] = self._heading(section)
        return self._made[id(section)]

    def _heading(self, section: Section) -> Heading | None:
        outer = section.parent
        if section.declared is not None:
            slug, title = section.declared
            return self._keep(Heading(slug, title, section.declared_parent)) if slug else None
        above = self.heading(outer) if outer is not None and outer is not self._title else None
        if section.year and outer is not None:
            return self.heading(outer)
        return self.below(section.name, above)

    def below(self, title: str, above: Heading | None) -> Heading:
        """The category of a title below another, its slug unlike those of others."""
        slug = key_for(title)
        parent_slug = above.slug if above else ""
        if above is not None and slug == parent_slug:
            return above
        if self._slugs.get(slug, (title, parent_slug)) != (title, parent_slug):
            slug = key_for(f"{above.title} {title}") if above else slug
            base, number = slug[: MAX_KEY - 5], 2
            while self._slugs.get(slug, (title, parent_slug)) != (title, parent_slug):
                slug, number = f"{base}-{number}", number + 1
        return self._keep(Heading(slug, title, parent_slug))

    def _keep(self, heading: Heading) -> Heading:
        self._slugs.setdefault(heading.slug, (heading.title, heading.parent))
        return self._kept.setdefault(heading.slug, heading)


def title_section(sections: Sequence[Section]) -> Section | None:
    """The heading that is the list's own title: the first, if all others stand below it or it stands alone on top."""
    named = [section for section in sections if section.level and section.head]
    if not named:
        return None
    first = named[0]
    if first.level > 2 or first.declared is not None:
        return None
    others = [section for section in named[1:] if section.level <= first.level]
    return first if not others or (first.level == 1 and not first.children) else None


def _whole(section: Section) -> Section:
    return section.same or section
