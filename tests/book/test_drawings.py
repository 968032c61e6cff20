"""Drawings in a book: they are drawn, and bring nothing in; pictures that are cut off are shown as far as they go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from book.test_latex import tex
from papershelf.book import drawings, pictures
from support import Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="4in" viewBox="0 0 200 100">'
    '<rect width="200" height="100" fill="red"/>'
    '<text x="9" y="60" fill="white">글 words</text><image href="{href}" width="50" height="50"/></svg>'
)


def test_a_drawing_is_drawn(make_site: MakeSite) -> None:
    site = make_site(
        {
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("Alpha", "a", body="![vector words](v.svg)"),
        }
    )
    secret = site.source / "papers/secret.png"
    Image.new("RGB", (9, 9), (0, 0, 255)).save(secret)
    (site.source / "papers/v.svg").write_text(DRAWING.format(href=secret), encoding="utf-8")
    assert site.build(builder="latex") == ""
    assert "vector words" not in tex(site)
    [made] = (site.out / "latex").glob("*.png")
    with Image.open(made) as picture:
        assert picture.size == (1152, 576)
        assert round(picture.info["dpi"][0]) == 288
        colours = {colour for _count, colour in picture.convert("RGB").getcolors(100_000) or ()}
    assert (255, 0, 0) in colours
    assert (255, 255, 255) in colours  # the words
    assert (0, 0, 255) not in colours  # no file is read


@pytest.mark.parametrize(
    "text",
    [
        "<svg",
        "<p/>",
        '<svg xmlns="http://www.w3.org/2000/svg" width="5%"/>',
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ],
)
def test_what_is_no_drawing(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")
    assert not pictures.convert(tmp_path / "a.svg", tmp_path / "a.png")
    assert not (tmp_path / "a.png").exists()


def test_a_drawing_of_no_end_is_small(tmp_path: Path) -> None:
    large = '<svg xmlns="http://www.w3.org/2000/svg" width="1e7" height="1e9"><path d="M0 0h9"/></svg>'
    (tmp_path / "a.svg").write_text(large, encoding="utf-8")
    assert pictures.convert(tmp_path / "a.svg", tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        assert max(picture.size) <= drawings.MAX_SIDE


def test_a_picture_that_is_cut_off(tmp_path: Path) -> None:
    whole = tmp_path / "a.png"
    Image.effect_noise((200, 200), 90).save(whole)
    assert pictures.is_taken(whole)
    whole.write_bytes(whole.read_bytes()[:-9_000])
    assert not pictures.is_taken(whole)  # TeX would end without a word
    assert pictures.convert(whole, tmp_path / "b.png")
    assert pictures.is_taken(tmp_path / "b.png")
    with Image.open(tmp_path / "b.png") as picture:
        assert picture.size == (200, 200)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="x-nope"?><svg/>',
        f"<svg width='9' height='9'>{'<g>' * 3000}{'</g>' * 3000}</svg>",
        f"<svg viewBox='0 0 1{'0' * 300} 0.{'0' * 300}1' height='5'/>",
        "<svg",
    ],
)
def test_what_is_no_drawing_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")
    assert not pictures.convert(tmp_path / "a.svg", tmp_path / "a.png")


def test_modules_of_the_folder_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resvg_py.py").write_text("raise SystemExit(1)", encoding="utf-8")
    (tmp_path / "a.svg").write_text(DRAWING.format(href="#"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert drawings.draw(tmp_path / "a.svg").startswith(b"\x89PNG")
