"""Pictures of the library for the READMEs and the guide: python -m pictures SITE FOLDER, with `tests` on PYTHONPATH."""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import moving

COLOURS = 128
"""Of a palette: enough for pages without photographs, and a third of the bytes."""


class Picture(NamedTuple):
    """One picture.

    :param prepare: what a reader does before it is taken.
    :param part: CSS selector of what is shown; the whole window without one.
    :param new: whether it is of a library that ``papershelf init`` has just made, not of the site.
    :param listed: whether it is of the list of the guide, or of the library that is made of it.
    :param portal: whether it is of a portal over the site and that library.
    """

    place: str
    prepare: Callable[[Page], object] = lambda page: None
    part: str = ""
    width: int = 1200
    height: int = 760
    scheme: str = "light"
    new: bool = False
    listed: bool = False
    portal: bool = False


def open_all(page: Page) -> None:
    """Open the blocks on citing."""
    for summary in page.locator(".paper-citing details").all():
        summary.evaluate("block => { block.open = true; }")


def hover(page: Page) -> None:
    """Rest on a link to a paper."""
    page.locator("article p a.paper-link", has_text="LoRA").first.hover()
    page.locator(".paper-hover:visible").wait_for()


PICTURES = {
    "site": Picture("papers/controlnet.html", height=800),
    "start": Picture("index.html", new=True, height=900),
    "start-paper": Picture("papers/first-paper.html", new=True, height=900),
    "list-before": Picture("list.html", listed=True, width=900, height=720),
    "list-after": Picture("library/build/html/index.html", listed=True, width=1200, height=720),
    "find": Picture("docs/library.html#?tag=diffusion,-video-generation&sort=-year"),
    "find-table": Picture("docs/library.html#?q=언어모델&view=table&sort=-year", scheme="dark"),
    "find-phone": Picture("docs/library.html", width=390, height=700),
    "card": Picture("docs/overviews/generation.html", hover, height=620),
    "threads": Picture("papers/controlnet.html", part=".paper-after"),
    "next": Picture("papers/controlnet.html", part=".paper-next"),
    "cite": Picture("papers/gqa.html", open_all, part=".paper-citing", scheme="dark"),
    "map": Picture("docs/map.html", part=".paper-graph-frame >> nth=0"),
    "timeline": Picture("docs/map.html", part=".paper-graph-frame >> nth=1", scheme="dark"),
    "compare": Picture("docs/overviews/generation.html", part=".paper-compare"),
    "portal": Picture("index.html", portal=True, height=900),
}


def take(browser: Browser, site: Path, picture: Picture) -> bytes:
    """Take a picture."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{site.resolve().as_uri()}/{picture.place}")
    page.wait_for_timeout(500)
    picture.prepare(page)
    shown = page.locator(picture.part).first.screenshot() if picture.part else page.screenshot()
    context.close()
    return shown


def new_library(folder: Path) -> Path:
    """The site of a new library."""
    papershelf = (sys.executable, "-m", "papershelf")
    subprocess.run([*papershelf, "init", "My papers"], cwd=folder, check=True)
    subprocess.run([*papershelf, "build"], cwd=folder / "My papers", check=True)
    return folder / "My papers/build/html"


_PAGE = """<!doctype html><meta charset="utf-8"><style>body {{ max-width: 50rem; margin: 2rem auto; padding: 0 2rem;
font: 16px/1.5 sans-serif }} h1, h2 {{ border-bottom: 1px solid #ccc }}</style>{}"""


def listed_library(folder: Path) -> Path:
    """The list of the guide as a forge shows it, and the library that is made of it."""
    moving.write(folder / "notes")
    text = (folder / "notes/README.md").read_text("utf-8")
    (folder / "list.html").write_text(_PAGE.format(MarkdownIt("commonmark").render(text)), encoding="utf-8")
    papershelf = (sys.executable, "-m", "papershelf")
    subprocess.run([*papershelf, "init", "library", "--from", "notes"], cwd=folder, check=True)
    subprocess.run([*papershelf, "build"], cwd=folder / "library", check=True)
    return folder


def portal(folder: Path, **libraries: Path) -> Path:
    """The site of a portal over built libraries, which are read from where they are."""
    papershelf = (sys.executable, "-m", "papershelf")
    named = [f"{name}=https://{name}.example/" for name in libraries]
    subprocess.run([*papershelf, "init", "All libraries", "--portal", "--from", *named], cwd=folder, check=True)
    conf = folder / "All libraries/conf.py"
    text = conf.read_text("utf-8")
    for name, site in libraries.items():
        address = f'"https://{name}.example/"'
        text = text.replace(address, f"({address}, {str(site.resolve() / 'papers.json')!r})")
    conf.write_text(text, encoding="utf-8")
    subprocess.run([*papershelf, "build"], cwd=folder / "All libraries", check=True)
    return folder / "All libraries/build/html"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m pictures", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        new, listed = new_library(Path(name)), listed_library(Path(name))
        all_of_them = portal(Path(name), lab=options.site, course=listed / "library/build/html")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, picture in PICTURES.items():
            site = options.site
            for wanted, made in ((picture.new, new), (picture.listed, listed), (picture.portal, all_of_them)):
                site = made if wanted else site
            image = Image.open(io.BytesIO(take(browser, site, picture))).convert("RGB")
            image.quantize(COLOURS).save(options.folder / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
