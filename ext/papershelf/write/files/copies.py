"""What is copied beside the pages: static files, images, words of scripts; and the notes of what each file holds."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from sphinx import locale
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.util.display import status_iterator
from sphinx.util.osutil import copyfile

from papershelf.write.files.translations import for_scripts
from papershelf.write.manifest import Manifest, Page, describe, files_below, is_intact, remove


class WriteError(SphinxError):
    """A file does not hold what was written to it."""

    category = "Write error"


_FOLDERS = ("_static", "_downloads")
"""Where Sphinx copies to; extra files of the project stand elsewhere, too."""


class CopiedFiles(StandaloneHTMLBuilder):
    """The part of the builder that copies.

    ``before`` is the record of the last build, ``now`` that of this one, ``fresh`` the pages written in it.
    """

    before: Manifest
    now: Manifest
    fresh: set[str]

    def _note(self, page: Page, path: Path, data: bytes) -> None:
        try:
            page.files[path.relative_to(self.outdir).as_posix()] = describe(path, data)
        except OSError as error:
            raise WriteError(str(error)) from error

    def _present(self) -> set[str]:
        """Files of the output folder, without the doctrees that may lie in it."""
        found = files_below(Path(self.outdir), but=Path(self.doctreedir))
        return {name for name in found if not name.startswith(".buildinfo")}

    def copy_assets(self) -> None:
        """Copy static files anew, so that none is left over; note which they are."""
        remove(Path(self.outdir), self.before.copied)
        present = self._assets()
        super().copy_assets()
        self.now.copied = sorted((self._assets() - present) | self.extra)

    def remove_extra(self) -> None:
        """Remove what was copied to where our files are, before any of these is made."""
        ours = {name for name in self.before.copied if not name.startswith(tuple(f"{folder}/" for folder in _FOLDERS))}
        remove(Path(self.outdir), ours)
        self.before.copied = [name for name in self.before.copied if name not in ours]

    @property
    def is_known(self) -> bool:
        """Whether this is no builder of another extension, which may copy to anywhere."""
        return all(one.__module__.startswith(("papershelf.", "sphinx.", "builtins")) for one in type(self).__mro__)

    def _assets(self) -> set[str]:
        """Files where this builder copies to."""
        if not self.is_known:
            return self._present()
        folders = {name: Path(self.outdir, name) for name in _FOLDERS}
        return {
            f"{name}/{path}"
            for name, folder in folders.items()
            for path in files_below(folder, but=Path(self.doctreedir))
        }

    @cached_property
    def extra(self) -> frozenset[str]:
        """Files that ``html_extra_path`` puts beside the pages; they take the place of ours."""
        found: set[str] = set()
        for name in self.config.html_extra_path:
            path = Path(self.confdir, name)
            found |= {path.name} if path.is_file() else files_below(path, but=Path(self.doctreedir))
        return frozenset(found)

    def copy_translation_js(self) -> None:
        """Copy the words of scripts, whole and in a form that needs no ``eval``."""
        super().copy_translation_js()
        path = Path(self.outdir, "_static", "translations.js")
        if path.is_file():
            script = for_scripts(path.read_text(encoding="utf-8"), locale.get_translator().gettext)
            path.write_text(script, encoding="utf-8")

    def copy_image_files(self) -> None:
        """Copy the images of the pages that were written, and those that are damaged."""
        used = {source: name for page in self.now.pages.values() for source, name in page.images.items()}
        fresh = {source for name in self.fresh for source in self.now.pages[name].images}
        images = Page("")
        for source, name in status_iterator(sorted(used.items()), "copying images... ", "brown", len(used)):
            known = self.before.others.get("_images", Page("")).files.get(f"_images/{name}")
            one = Page("", {f"_images/{name}": known}) if known else None
            path = Path(self.outdir, self.imagedir, name)
            if one is None or source in fresh or not is_intact(self.outdir, one):
                path.parent.mkdir(parents=True, exist_ok=True)
                copyfile(Path(self.srcdir, source), path, force=True)
                self._note(images, path, Path(self.srcdir, source).read_bytes())
            else:
                images.files |= one.files
        self.now.others["_images"] = images
