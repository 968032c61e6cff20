"""What a page holds besides its text: little, and nothing that another furo or a project would miss."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from papershelf.write.templates import ICONS, are_compiled, compile_all, prepare
from support import CONF, Site, category, home, paper

TEXT = paper("Wombats") + "\nDig $a^2$ holes.\n\n```python\nif dig:  # deep\n    return a + b\n```\n"
LINKED = f'href="_static/{ICONS}'


@pytest.fixture
def site(make_site: Callable[[Mapping[str, str]], Site]) -> Site:
    return make_site({"index.md": home("methods"), "methods.md": category(), "papers/wombats.md": TEXT})


def test_icons_are_in_one_sheet(site: Site) -> None:
    assert site.build() == ""
    page = site.page("index")
    assert "<symbol" not in page
    assert LINKED in page
    sheet = (site.out / "html/_static" / ICONS).read_text("utf-8")
    used = set(re.findall(r'<use href="(#[\w-]+)"', page + site.page("papers/wombats")))
    assert "#svg-menu" in used
    assert {name for name in used if f'[href="{name}"]' not in sheet} == set()


def test_a_project_with_icons_of_its_own_keeps_them(site: Site) -> None:
    own = '<svg style="display: none;"><symbol id="svg-menu" viewBox="0 0 2 2"><path d="M0 0h2v2z"/></symbol></svg>'
    site.write({"conf.py": f'{CONF}\ntemplates_path = ["templates"]\n', "templates/partials/icons.html": own})
    assert site.build() == ""
    page = site.page("index")
    assert own in page
    assert LINKED not in page


def test_a_furo_with_other_icons_shows_them(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papershelf.write.templates._DRAWN", ())
    assert site.build() == ""
    page = site.page("index")
    assert "<symbol" in page
    assert LINKED not in page


def test_the_theme_is_not_indented_and_code_is(site: Site) -> None:
    assert site.build() == ""
    page = site.page("papers/wombats")
    code = page[page.index("<pre") : page.index("</pre>")]
    assert "\n    " in code
    assert '\n<header class="mobile-header">\n<div class="header-left">\n' in page


def test_a_page_has_no_script_of_its_own_and_no_line_for_a_statement_of_a_template(site: Site) -> None:
    assert site.build() == ""
    page = site.page("papers/wombats")
    assert "<script>" not in page
    assert '<script src="../_static/papershelf-theme.js" data-theme="furo" data-mode="auto">' in page
    assert '<footer>\n<div class="related-pages">\n' in page


def test_blanks_of_code_have_no_marks_and_formulas_no_namespace(site: Site) -> None:
    assert site.build() == ""
    page = site.page("papers/wombats")
    assert '<span class="w">' not in page
    assert re.sub(r"<[^>]+>", "", page[page.index("<pre") : page.index("</pre>")]) == (
        "if dig:  # deep\n    return a + b\n"
    )
    assert "<math><msup>" in page


def test_code_has_no_marks_that_look_like_none(site: Site) -> None:
    assert site.build() == ""
    page, styles = site.page("papers/wombats"), (site.out / "html/_static/pygments.css").read_text("utf-8")
    used = set(re.findall(r'<span class="(\w+)">', page[page.index("<pre") : page.index("</pre>")]))
    assert {"k", "o"} <= used
    plain = re.search(r"\.highlight \{ [^}]*color: (#\w+)", styles)
    assert plain
    assert not [name for name in used if f".highlight .{name} {{ color: {plain[1]} }}" in styles]


def test_colours_of_code_are_in_a_sheet_unless_the_project_has_some(site: Site) -> None:
    assert site.build() == ""
    counts = site.out / "html/_static/papershelf-counts.css"
    assert "<style>" not in site.page("papers/wombats") + site.page("genindex")
    assert counts.read_text("utf-8").count("--color-code-background: #") == 3
    site.write(
        {"conf.py": f'{CONF}\nhtml_theme_options = {{"light_css_variables": {{"color-brand-content": "teal"}}}}\n'}
    )
    assert site.build() == ""
    assert "--color-brand-content: teal" in site.page("papers/wombats")
    assert "--color-code-background" not in counts.read_text("utf-8")


def test_a_page_loads_the_script_of_tabs_where_it_has_some(site: Site) -> None:
    site.write({"guide.md": "# Guide\n\n````{tab-set}\n```{tab-item} One\nText\n```\n````\n"})
    site.write({"index.md": home("methods", "guide")})
    assert site.build() == ""
    assert "design-tabs.js" in site.page("guide")
    assert "design-tabs.js" not in site.page("papers/wombats")


def test_templates_are_compiled_with_those_that_they_name(tmp_path: Path) -> None:
    """One that is missing or broken is told of where it is asked for, not here."""
    texts = {
        "page.html": """{% extends "base.html" %}{% block body %}{% include 'parts/foot.html' %}{% endblock %}""",
        "base.html": "{% block body %}{% endblock %}{% include ['none.html', 'broken.html'] %}",
        "parts/foot.html": "{{ end }}",
        "broken.html": "{% no %}",
        "other.html": "",
    }
    environment = Environment(loader=DictLoader(texts), autoescape=True)
    prepare(environment, tmp_path)
    assert not are_compiled(tmp_path)
    compile_all(environment, ["page.html"])
    assert environment.cache is not None
    assert {name for _loader, name in environment.cache} == {"page.html", "base.html", "parts/foot.html"}
    assert len(list(tmp_path.iterdir())) == 3
    assert are_compiled(tmp_path)
