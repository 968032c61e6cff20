"""Formulas as MathML: macros, what is refused, and what may stand on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup

from papershelf.book.latex import formulas as printed
from papershelf.mathml import FormulaError, convert
from papershelf.mathml.conversion import converted
from papershelf.mathml.settings import definitions
from support import CONF, Site, category, home, paper

MACROS = definitions({"R": r"\mathbf{R}", "norm": [r"\lVert #1\rVert", 1], "opt": [r"#2_{#1}", 2, "a"]})


def text(formula: str, block: bool = False) -> str:
    return re.sub(r"<[^>]*>", "", convert(formula, block, MACROS))


def test_macros_of_the_settings_stand_before_those_of_a_table() -> None:
    assert text(r"\R \norm{x} \opt{y}\opt[b]{y}") == "𝐑‖x‖yayb"
    assert printed.tex(r"\R^2 \norm{x}", False, MACROS) == r"{\mathbf{R}}^2 \lVert x\rVert"


@pytest.mark.parametrize("value", [{"a b": "x"}, {"a": 1}, {"a": ["x", "1"]}, {"a": ["x", 10]}, {"a": "{"}, {1: "x"}])
def test_macros_that_are_none(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="found"):
        definitions(value)


HOSTILE = {
    "braces": "{" * 3000 + "x" + "}" * 3000,
    "fences": r"\left(" * 1500 + "x" + r"\right)" * 1500,
    "environments": r"\begin{matrix}" * 600 + r"\end{matrix}" * 600,
    "accents": r"\hat" * 4000 + " x",
    "roots": r"\sqrt " * 3000 + "x",
    "styles": r"\displaystyle " * 1400 + "x",
    "long": "x+" * 500_000,
    "endless": r"\def\a{\a}\a",
    "growing": r"\def\a{x\a\a}\a",
    "nested": r"\def\a{{\a}}\a",
    "doubling": r"\def\a#1{#1#1#1#1#1#1#1#1}\a{\a{\a{\a{\a{\a{\a{\a{x}}}}}}}}",
    "link": r"\href{javascript:alert(1)}{x}",
    "picture": r"\includegraphics{https://example.org/x.png}",
    "style": r"\htmlStyle{background: url(https://example.org)}{x}",
    "id": r"\htmlId{a}{x}",
    "data": r"\htmlData{a=b}{x}",
    "reference": r"\eqref{x}",
    "file": r"\input{/etc/passwd}",
    "colour": r"\textcolor{red;background:url(x)}{x}",
    "length": r"\rule{1em;}{url(x)}",
    "unfinished": r"\begin{matrix} a",
    "argument": r"\frac{a}",
    "nothing": "x_",
}


@pytest.mark.parametrize("formula", HOSTILE.values(), ids=HOSTILE)
def test_what_is_refused(formula: str) -> None:
    with pytest.raises(FormulaError):
        convert(formula, True)


def test_a_formula_is_the_same_whatever_came_before() -> None:
    numbered = r"\begin{align} a &= b \\ c &= d \end{align}"
    first = convert(numbered, True)
    converted.cache_clear()
    assert convert(numbered, True) == first
    assert "(1)" not in first
    assert " id=" not in first


def test_what_markdown_was_written_around() -> None:
    assert text(r"a \\{x\_{i}\\}") == "a{xi}"
    assert text(r"\( q \)") == "q"
    assert text(r"50% of x, 5\%") == "50%ofx,5%"


def test_a_table_takes_no_style_from_around_it() -> None:
    assert '<mtable displaystyle="true">' in convert(r"\begin{aligned} a &= \frac{i}{N} \\ b \end{aligned}", True)


def test_colours_and_tags() -> None:
    assert 'mathcolor="#228b22"' in convert(r"\textcolor{#228B22}{x}y", False)
    assert "(1)" in text(r"x \tag{1}", True)
    assert "(식)" in text(r"x \tag{식}", True)


MakeSite = Callable[[Mapping[str, str]], Site]
PAGE = "$\\R + \\vect$ and $\\unknown$\n\n$$\n\\unknown\n\nx\n$$\n"
SETTINGS = (
    'myst_enable_extensions = ["dollarmath"]\nhtml_math_renderer = "papershelf"\n'
    'papershelf_math_macros = {"R": r"\\mathbf{R}"}\n'
    'mathjax3_config = {"tex": {"macros": {"R": "R", "vect": [r"\\mathbf{v}", 0]}}}\n'
)


def test_macros_of_conf_hold_on_pages_and_in_the_book(make_site: MakeSite) -> None:
    site = make_site(
        {
            "conf.py": CONF + SETTINGS,
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("A", "a", body=PAGE),
        }
    )
    warnings = site.build()
    assert warnings.count("[papershelf.invalid-math]") == 2
    assert "papers/a.md:" in warnings
    page = BeautifulSoup(site.page("papers/a"), "html.parser")
    assert page.select_one("math").get_text() == "𝐑+𝐯"
    site.build(builder="latex")
    book = next((site.source.parent).rglob("*.tex")).read_text(encoding="utf-8")
    assert r"\({\mathbf{R}} + {\mathbf{v}}\)" in book
    assert r"\sphinxcode{\sphinxupquote{\textbackslash{}unknown}}" in book
    assert re.search(r"\\begin\{sphinxVerbatim\}.*\n.*unknown\s+x\n\\end\{sphinxVerbatim\}", book)
