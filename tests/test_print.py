"""Pages as Chromium prints them: what is folded is there, links say where they lead, nothing is dark."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from support import CONF, Site, home, paper

pytestmark = [pytest.mark.browser, pytest.mark.pdf]

FOLDED = """
document.querySelectorAll("details").forEach((block) => { block.open = false; });
"""


LINKS = "# Links\n\nSee <https://example.org/bare>, and [words](https://example.org/words).\n"
LOW = paper("Low", "low", summary="- Zeppelin\n- two").replace("# Low\n", "# Low\n" + "\nA paragraph before.\n" * 26)


@pytest.fixture
def site(small: Site) -> Path:
    """A library with outer links, and with a box that stands low on its page."""
    small.write({"index.md": home("methods", "models", "links"), "links.md": LINKS, "papers/low.md": LOW})
    small.write({"conf.py": f'{CONF}papershelf_untrusted = ["**"]\n'})  # all pages are the library's
    assert small.build() == ""
    return small.out / "html"


def printed(
    browser: Browser, address: str, path: Path, *, scripts: bool = True, scheme: str = "light", size: str = "A4"
) -> str:
    """Print a page whose blocks are all closed; its text as one line of words."""
    context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    if scripts:
        page.evaluate(FOLDED)
    page.pdf(path=path, print_background=True, format=size, landscape=size == "A3")
    if scripts:
        assert page.locator("details[open]").count() == 0  # as they were before
    context.close()
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


def test_what_is_folded_is_printed(browser: Browser, address: str, tmp_path: Path) -> None:
    text = printed(browser, f"{address}/papers/lora.html", tmp_path / "lora.pdf")
    assert "가중치의 변화량을 낮은 rank의 두 행렬로 나누어" in text
    assert "@inproceedings{lora," in text
    assert "@misc{lora-note," in text
    assert "DreamBooth" in text


def test_what_is_folded_is_printed_without_scripts(browser: Browser, address: str, tmp_path: Path) -> None:
    text = printed(browser, f"{address}/papers/lora.html", tmp_path / "lora.pdf", scripts=False)
    assert "@inproceedings{lora," in text


def test_outer_links_show_their_address_once(browser: Browser, address: str, tmp_path: Path) -> None:
    text = printed(browser, f"{address}/papers/lora.html", tmp_path / "lora.pdf")
    dense = text.replace(" ", "")
    assert "(https://github.com/microsoft/LoRA)" in dense
    assert "https://arxiv.org/abs/2106.09685)" not in dense  # the citation has the number
    assert dense.count("https://doi.org/10.48550/arXiv.2106.09685") == 1  # the citation's own
    assert "(https://doi.org/" not in dense


def test_a_link_that_is_its_address_shows_it_once(browser: Browser, tmp_path: Path, site: Path) -> None:
    text = printed(browser, (site / "links.html").as_uri(), tmp_path / "links.pdf")
    assert len(re.findall("https://example.org/bare", text)) == 1
    assert "words (https://example.org/words)" in text


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_what_is_only_used_is_not_printed(browser: Browser, address: str, tmp_path: Path, size: str) -> None:
    text = printed(browser, f"{address}/papers/lora.html", tmp_path / "lora.pdf", size=size)
    for word in ("¶", "복사", "검색", "Back to top"):
        assert word not in text
    assert "Red Teaming" not in text  # the sidebar


@pytest.mark.parametrize("name", ["papers/lora", "docs/categories/methods", "docs/indices"])
def test_dark_pages_are_printed_light(browser: Browser, address: str, tmp_path: Path, name: str) -> None:
    pages = []
    for scheme in ("light", "dark"):
        path = tmp_path / f"{scheme}.pdf"
        printed(browser, f"{address}/{name}.html", path, scheme=scheme)
        subprocess.run(["pdftoppm", "-r", "40", "-png", path, tmp_path / scheme], check=True)
        pages.append([Image.open(image).convert("RGB").tobytes() for image in sorted(tmp_path.glob(f"{scheme}-*.png"))])
    assert pages[0] == pages[1]


def test_a_box_is_not_broken(browser: Browser, tmp_path: Path, site: Path) -> None:
    path = tmp_path / "box.pdf"
    printed(browser, (site / "papers" / "low.html").as_uri(), path)
    texts = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    pages = texts.split("\f")
    whole = ["Zeppelin" in page and "@misc{low," in page and "@misc{low-note," in page for page in pages]
    assert whole == [False, True, False]  # after the last page there is nothing
