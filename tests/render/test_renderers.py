"""Who writes a formula: MathML without a script, unless the project loads a renderer, and never that one for papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

MATH = """\
$a^2$

$$
b^2
$$

\\begin{equation}
\\text{x} + \\sqrt{c}
\\end{equation}
"""
LINK = "$\\href{javascript:alert(1)}{x}$\n\n$$\\href{javascript:alert(2)}{x}$$\n\n" + (
    "\\begin{equation}\n\\href{javascript:alert(3)}{x}\n\\end{equation}\n"
)
EXTENSIONS = 'myst_enable_extensions = ["dollarmath", "amsmath"]\n'
LOADED = {
    "extension": 'extensions += ["sphinx.ext.mathjax"]\n',
    "setting": 'mathjax3_config = {"tex": {"macros": {"R": "\\\\mathbb{R}"}}}\n',
    "path": 'mathjax_path = "mathjax.js"\n',
}


def library(make_site: MakeSite, conf: str, text: str) -> Site:
    return make_site(
        {
            "conf.py": CONF + EXTENSIONS + conf,
            "index.md": home("methods", "other"),
            "methods.md": category(),
            "papers/a.md": paper("A", "a", body=text),
            "other.md": f"# Other\n\n{text}",
        }
    )


def test_without_one_of_its_own_a_project_loads_no_script(make_site: MakeSite) -> None:
    site = library(make_site, "", MATH)
    assert site.build() == ""
    for name in ("papers/a", "other"):
        page = site.page(name)
        assert page.count("<math") == 3
        assert "MathJax" not in page


@pytest.mark.parametrize("conf", LOADED.values(), ids=LOADED)
def test_one_that_is_loaded_writes_formulas_of_other_pages(make_site: MakeSite, conf: str) -> None:
    site = library(make_site, conf, MATH)
    assert site.build() == ""
    assert site.page("papers/a").count("<math") == 3
    assert "<math" not in site.page("other")
    assert "MathJax" in site.page("other")
    assert r"\[\begin{equation}" in site.page("other")


def test_it_never_gets_a_formula_that_is_not_trusted(make_site: MakeSite) -> None:
    site = library(make_site, LOADED["extension"] + 'papershelf_untrusted = ["**"]\n', LINK)
    assert site.build().count("[papershelf.invalid-math]") == 6
    for name in ("papers/a", "other"):
        page = site.page(name)
        assert page.count('<code class="paper-math-source">') == 3
        assert r"\[" not in page
        assert r"\(" not in page
        assert "MathJax" not in page
