"""LaTeX of a library, without TeX: what stands where, the same in every build, HTML in the same doctree folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from book.torture import files
from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]


def tex(site: Site, out: Path | None = None) -> str:
    """The one ``.tex`` file of a build."""
    found = list(((out or site.out) / "latex").glob("*.tex"))
    assert len(found) == 1
    return found[0].read_text(encoding="utf-8")


def in_order(text: str, *parts: str) -> None:
    """The parts stand in a text in this order."""
    places = [text.index(part) for part in parts]
    assert places == sorted(places), dict(zip(parts, places, strict=True))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_chapters_sections_and_the_queue_at_the_end(small: Site) -> None:
    assert small.build(builder="latex") == ""
    in_order(
        tex(small),
        r"\chapter{Methods}",
        r"\section{Retrieval}",
        r"\section{Grouped Queries}",
        r"\section{Papers to read}",
        r"methods:paper-flash}}\raggedright{}Flash Attention",
        r"\chapter{Models}",
        r"\section{A Model}",
        r"\begin{paperindex}{Papers by title}",
        r"\begin{papernames}{Papers by author}",
        r"\paperindexname{Kim, Bo}",
        r"\begin{paperindex}{Papers by status}",
        r"\paperindexletter{done}",
        r"\paperindexrun{}{\paperindexpaper{A Model}",
        r" \paperindexjoint{}\paperindexpaper{Grouped Queries}",
    )


def test_indices_of_one_heading_or_of_very_many_papers_under_each_are_left_out(make_site: MakeSite) -> None:
    lines = "".join(f"- p{n} = Paper {n} ({2020 + n % 2}, ICLR)\n" for n in range(102))
    files = {"index.md": home("methods"), "methods.md": category(queue=lines)}
    site = make_site(files)
    assert site.build(builder="latex") == ""
    assert "{Papers by venue}" in tex(site)
    assert "{Papers by status}" not in tex(site)
    assert "{Papers by year}" not in tex(site)
    site.write({"methods.md": category(queue=lines.partition("- p2 ")[0])})
    assert site.build(builder="latex") == ""
    assert "{Papers by year}" in tex(site)


def test_the_home_page_is_a_preface_also_when_its_toctree_stands_in_a_section(make_site: MakeSite) -> None:
    text = "Hello.\n\n## News\n\nNothing."
    site = make_site(
        {"index.md": home("methods", text=text), "methods.md": category(), "papers/a.md": paper("Alpha", "a")}
    )
    assert site.build(builder="latex") == ""
    in_order(tex(site), r"\title{Home}", r"\chapter{Preface}", "Hello.", r"\section{News}", r"\chapter{Methods}")
    assert r"\section{Alpha}" in tex(site)


def test_the_authors_own_heading_of_a_queue_is_kept(make_site: MakeSite) -> None:
    page = "# Methods\n\n```{paper-category} methods\n```\n\n## Later\n\n```{paper-queue}\n- PEFT\n```\n"
    site = make_site({"index.md": home("methods"), "methods.md": page, "papers/a.md": paper("Alpha", "a")})
    assert site.build(builder="latex") == ""
    in_order(tex(site), r"\section{Alpha}", r"\section{Later}", "PEFT")
    assert "Papers to read" not in tex(site)


def test_a_chapter_without_notes_follows_on_and_needs_no_heading_for_what_is_to_be_read(make_site: MakeSite) -> None:
    site = make_site(
        {
            "index.md": home("methods", "later"),
            "methods.md": category(),
            "later.md": category("later", "Later", queue="- One thing — Ann Lee (2021, ICLR 2022) arXiv:2101.00001"),
            "papers/a.md": paper("Alpha", "a"),
        }
    )
    assert site.build(builder="latex") == ""
    text = tex(site)
    in_order(text, r"\section{Alpha}", r"\papershort", r"\chapter{Later}", "One thing", "Ann Lee", "ICLR 2022")
    assert text.count(r"\papershort") == 1
    assert "Papers to read" not in text
    assert "planned" not in text[text.index(r"\chapter{Later}") : text.index(r"\chapter{References}")]


def test_no_bibtex_but_a_list_of_references_at_the_end(small: Site) -> None:
    assert small.build(builder="latex") == ""
    text = tex(small)
    listed = r"Lee, A., \& Kim, B. (2023). \sphinxstyleemphasis{Grouped Queries}."
    in_order(text, r"\section{A Model}", r"\chapter{References}", listed, "paperindex}")
    listed = text[text.index(r"\chapter{References}") : text.index(r"\begin{paperindex}")]
    assert "Flash Attention" in listed  # a note names it
    assert "PEFT" not in listed
    assert "@article" not in text.lower()
    assert "@misc" not in text.lower()


def test_what_a_paper_is_tied_to_follows_its_note_as_text(small: Site) -> None:
    assert small.build(builder="latex") == ""
    text = tex(small)
    page = text[text.index(r"\section{Retrieval}") : text.index(r"\section{Grouped Queries}")]
    in_order(page, "one", "As ", "it works", "paper-after", "Extended by", "Read next")
    assert r"\begin{itemize}" not in page[page.index("paper-after") :]


def test_lists_have_whole_summaries_of_papers_that_stand_elsewhere(small: Site) -> None:
    body = "```{paper-list}\n:category: methods\n```"
    summary = "- The first line\n- The second line\n- The third line"
    small.write(
        {
            "papers/rag.md": paper("Retrieval", "rag", summary=summary),
            "papers/llm.md": paper("A Model", "llm", options=":category: models", body=body),
        }
    )
    assert small.build(builder="latex") == ""
    assert tex(small).count("The second line") == 1  # in the frame of its own page
    small.write({"conf.py": CONF + 'papershelf_part = "llm"\n'})
    (next((small.out / "latex").glob("*.tex"))).unlink()
    assert small.build(builder="latex") == ""
    assert [tex(small).count(f"The {n} line") for n in ("first", "second", "third")] == [1, 1, 1]


def test_cards_are_a_list(small: Site) -> None:
    (small.source / "index.md").write_text(home("methods", "models", text="```{paper-list}\n:style: cards\n```"))
    assert small.build(builder="latex") == ""
    assert "sd-card" not in tex(small)
    assert small.build() == ""
    assert "sd-card" in small.page("index")


def test_an_image_that_is_gone_is_gone_from_the_book(small: Site, tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(small.source / "dot.png")
    body = (small.source / "papers/rag.md").read_text(encoding="utf-8")
    small.write({"papers/rag.md": f"{body}\n![A dot](/dot.png)\n"})
    assert small.build(builder="latex") == ""
    assert list((small.out / "latex").glob("*.png"))
    small.write({"papers/rag.md": body})
    assert small.build(builder="latex") == ""
    assert small.build(builder="latex", out=tmp_path / "again") == ""
    assert tree(small.out / "latex") == tree(tmp_path / "again/latex")


NESTED = {
    "index.md": home("models", "data"),
    "models.md": category("models", "Models"),
    "vision.md": category("vision", "Vision", content=":parent: models", queue="- Later"),
    "cnn.md": category("cnn", "CNN", content=":parent: vision"),
    "deep.md": category("deep", "Deep", content=":parent: cnn"),
    "data.md": category("data", "Data"),
    **{
        f"papers/{slug}.md": paper(f"On {slug}", f"on-{slug}", options=f":category: {slug}", body="## Method\n\nText.")
        for slug in ("models", "vision", "cnn", "deep", "data")
    },
}


def test_a_category_with_others_below_it_is_a_part(make_site: MakeSite) -> None:
    site = make_site(NESTED)
    assert site.build(builder="latex") == ""
    in_order(
        tex(site),
        r"\paperpart{Models}",
        r"\chapter{Models}",
        r"\section{On models}",
        r"\chapter{Vision}",
        r"\section{On vision}",
        r"\section{Papers to read}",
        r"\chapter{Vision › CNN}",
        r"\section{On cnn}",
        r"\chapter{Vision › CNN › Deep}",
        r"\section{On deep}",
        r"\paperpartend",
        r"\chapter{Data}",
        r"\section{On data}",
    )


def test_one_category_with_those_below_it(make_site: MakeSite) -> None:
    site = make_site(NESTED)
    site.write({"conf.py": f"{CONF}papershelf_part = 'vision'\n"})
    assert site.build(builder="latex") == ""
    text = tex(site)
    in_order(
        text,
        r"\title{Vision}",
        r"\section{On vision}",
        r"\section{CNN}",
        r"\subsection{On cnn}",
        r"\section{CNN › Deep}",
        r"\subsection{On deep}",
    )
    assert "paperpart{" not in text


def test_one_page_has_headings_inside_headings(make_site: MakeSite) -> None:
    site = make_site(NESTED)
    assert site.build(builder="singlehtml") == ""
    text = (site.out / "singlehtml/index.html").read_text(encoding="utf-8")
    levels = {name: int(re.search(rf"<h(\d)>{name}<", text)[1]) for name in ("Models", "Vision", "CNN", "On vision")}  # type: ignore[index]
    assert levels == {"Models": 2, "Vision": 3, "CNN": 4, "On vision": 4}


def test_references_have_page_numbers_and_links_say_where_they_lead(small: Site) -> None:
    options = ":category: methods\n:arxiv: 2005.11401\n:doi: 10.1000/1\n:code: https://www.example.org/a_b/"
    body = "See [this page](https://example.org/page)."
    small.write({"papers/rag.md": paper("Retrieval", "rag", options=options, body=body)})
    assert small.build(builder="latex") == ""
    text = tex(small)
    assert re.search(r"\\sphinxcrossref\{Retrieval\}\}\} \(\\paperpageref\{\\detokenize\{papers/rag::doc\}\}\)", text)
    assert r"\sphinxhref{https://arxiv.org/abs/2005.11401}{arXiv:2005.11401}" in text
    assert r"\sphinxhref{https://doi.org/10.1000/1}{doi:10.1000/1}" in text
    assert r"\sphinxhref{https://www.example.org/a\_b/}{Code example.org/a\_b}" in text
    assert r"\sphinxhref{https://example.org/page}{this page}\begin{footnote}" in text.replace("%\n", "")


@pytest.mark.parametrize("parallel", [1, 2])
def test_two_builds_give_the_same_bytes(make_site: MakeSite, tmp_path: Path, parallel: int) -> None:
    site = make_site(files())
    site.build(builder="latex", fresh=True)
    site.build(builder="latex", fresh=True, parallel=parallel, out=tmp_path / "again")
    assert tree(site.out / "latex") == tree(tmp_path / "again/latex")
    assert str(tmp_path) not in tex(site)


@pytest.mark.parametrize("order", [("html", "latex"), ("latex", "html"), ("html", "latex", "html")])
def test_html_and_latex_share_a_doctree_folder(make_site: MakeSite, tmp_path: Path, order: tuple[str, ...]) -> None:
    site = make_site(files())
    for builder in order:
        assert site.build(builder=builder) == ""
    for builder in {*order}:
        alone = tmp_path / f"alone-{builder}"
        assert site.build(builder=builder, out=alone) == ""
        assert tree(site.out / builder) == tree(alone / builder)


def test_a_note_alone_cites_what_it_names(small: Site) -> None:
    small.write(
        {
            "papers/one.md": paper("One", "one", options=":category: models\n:authors: Ann Lee\n:year: 2023"),
            "conf.py": CONF + 'papershelf_part = "llm"\n',
            "papers/llm.md": paper(
                "A Model",
                "llm",
                options=":category: models",
                body="{paper:citep}`gqa, one`, {paper:citet}`gqa`, {paper:ref}`gqa`, {paper:ref}`rag`.",
            ),
        }
    )
    assert small.build(builder="latex") == ""
    text = re.sub(r"\\phantomsection\\label\{.*?\}\}", "", tex(small))
    text = re.sub(r"\\hyperref\[\\detokenize\{(.*?)\}\]", r"<\1>", text)
    assert r"{<papers/llm:cite-gqa>{Lee \& Kim, 2023}}; {<papers/llm:cite-one>{Lee, 2023}}" in text
    assert r"{<papers/llm:cite-gqa>{Lee and Kim (2023)}}" in text
    assert r"Grouped Queries ({<papers/llm:cite-gqa>{Lee \& Kim, 2023}})" in text
    assert "{<papers/llm:cite-rag>{Retrieval}}" in text
    ours = (r"\sphinxstyleemphasis{One}.", r"Lee, A., \& Kim, B. (2023). \sphinxstyleemphasis{Grouped Queries}.")
    in_order(text, r"\section{References}", "Lee, A. (2023).", *ours)
    assert "paperindex}" not in text


def test_citations_that_would_read_alike_get_letters(make_site: MakeSite) -> None:
    site = make_site(
        {
            "conf.py": CONF + 'papershelf_part = "a"\n',
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("Alpha", "a", body="{paper:citep}`b, c`"),
            "papers/b.md": paper("Beta", "b", options=":category: methods\n:authors: Ann Lee\n:year: 2023"),
            "papers/c.md": paper("Gamma", "c", options=":category: methods\n:authors: Ann Lee\n:year: 2023"),
        }
    )
    assert site.build(builder="latex") == ""
    assert "Lee, 2023a" in tex(site)
    assert "Lee, 2023b" in tex(site)
    assert r"Lee, A. (2023b). \sphinxstyleemphasis{Gamma}." in tex(site)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("gqq", "ERROR: papershelf: 'gqq': no paper or category has this name; did you mean 'gqa'?"),
        ("peft", "ERROR: papershelf: 'peft': the paper is only planned and has no page"),
    ],
)
def test_a_part_that_is_not_there(small: Site, part: str, message: str) -> None:
    small.write({"conf.py": CONF + f'papershelf_part = "{part}"\n'})
    assert small.build(builder="latex").strip() == message
    assert not list((small.out / "latex").glob("*.tex"))


def test_settings_of_conf_py_stay(small: Site) -> None:
    own = 'latex_engine = "lualatex"\nlatex_show_urls = "inline"\nlatex_elements = {"pointsize": "12pt"}\n'
    small.write({"conf.py": CONF + own})
    assert small.build(builder="latex") == ""
    assert "papershelf-fonts" not in tex(small)
    small.write({"conf.py": CONF + 'latex_elements = {"pointsize": "12pt"}\n'})
    assert small.build(builder="latex") == ""
    assert re.search(r"\\documentclass\[letterpaper,12pt,.*\\usepackage\{papershelf-fonts\}", tex(small), re.DOTALL)


def test_other_languages_keep_sphinx_fonts(small: Site) -> None:
    small.write({"conf.py": CONF + 'language = "fr"\n'})
    assert small.build(builder="latex") == ""
    assert "papershelf-fonts" not in tex(small)


def test_a_korean_library_needs_no_settings(small: Site) -> None:
    small.write({"conf.py": CONF + 'language = "ko"\n'})
    assert small.build(builder="latex") == ""
    text = tex(small)
    assert r"\usepackage[korean]{papershelf-fonts}" in text
    assert "a4paper" in text
    assert r"\date{}" in text
    assert "upmendex" in (small.out / "latex/latexmkrc").read_text(encoding="utf-8")
