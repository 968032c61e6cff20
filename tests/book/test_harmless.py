"""What authors write as attributes reaches the ``.tex`` file only as what it is for."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping

import pytest

from papershelf.book.latex.harmless import file_name
from support import Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def tex(site: Site) -> str:
    return (site.out / "latex/test.tex").read_text(encoding="utf-8")


def library(make_site: MakeSite, body: str) -> Site:
    return make_site(
        {"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("Alpha", "a", body=body)}
    )


def test_labels_of_formulas(make_site: MakeSite) -> None:
    body = "```{math}\n:label: a}\\input{secret}\n\nx = 1\n```\n"
    site = library(make_site, body)
    site.build(builder="latex")
    assert r"\input{secret}" not in tex(site)
    assert r"\label{equation:papers/a:a_" in tex(site)


@pytest.mark.parametrize("spec", [r"|l|c|\input{secret}|", r"{@{\input{secret}}ll}", r">{\write18{x}}ll", "}{"])
def test_column_specifications_with_commands(make_site: MakeSite, spec: str) -> None:
    site = library(make_site, f"```{{tabularcolumns}} {spec}\n```\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert "[papershelf.refused-markup]" in site.build(builder="latex")
    assert "secret" not in tex(site)
    assert "write18" not in tex(site)


@pytest.mark.parametrize("spec", ["|l|r|", r"|p{0.3\linewidth}|T|", r"|\X{1}{3}|\X{2}{3}|", "LJ"])
def test_column_specifications(make_site: MakeSite, spec: str) -> None:
    site = library(make_site, f"```{{tabularcolumns}} {spec}\n```\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert site.build(builder="latex") == ""
    assert spec in tex(site)


@pytest.mark.parametrize("name", ["a}}{%x.png", "a#$_&^~b.png", "한글.png"])
def test_names_of_images(make_site: MakeSite, name: str) -> None:
    site = library(make_site, f"```{{image}} {name}\n```")
    (site.source / "papers" / name).write_bytes(PIXEL)
    assert site.build(builder="latex") == ""
    assert rf"\sphinxincludegraphics{{{{{file_name(name).removesuffix('.png')}}}.png}}" in tex(site)
    assert (site.out / "latex" / file_name(name)).is_file()


def test_an_image_that_is_not_there(make_site: MakeSite) -> None:
    site = library(make_site, "Before ![a 100% picture](a%}{b.png) after.")
    assert "image file not readable" in site.build(builder="latex")
    assert r"a 100\% picture" in tex(site)
    assert "includegraphics{" not in tex(site)


def test_ordinary_names_stay() -> None:
    assert file_name("fig-1.v2.png") == "image-fig-1.v2.png"
    assert file_name("그림.png") != file_name("표.png")


@pytest.mark.parametrize("width", ["50%", "200px", "10 cm", "3em"])
def test_widths(make_site: MakeSite, width: str) -> None:
    site = library(make_site, f"```{{image}} p.png\n:width: {width}\n```")
    (site.source / "papers/p.png").write_bytes(PIXEL)
    assert site.build(builder="latex") == ""
    assert "width=" in tex(site)


def test_classes_and_widths_from_attributes(make_site: MakeSite) -> None:
    site = library(make_site, '[text]{.x\\input{secret}}\n\n![](p.png){width="1\\\\input{secret}"}')
    (site.source / "papers/p.png").write_bytes(PIXEL)
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write({"conf.py": conf + 'myst_enable_extensions += ["attrs_inline", "attrs_block"]\n'})
    site.build(builder="latex")
    assert "width=1\\input" not in tex(site)
    assert "DUrole{x\\input" not in tex(site)
