"""A library that lives from bibliographies: what pages show of them, and what a change of them writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from papershelf.sources.library.folder import read
from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

BIB = r"""@inproceedings{lora, title={LoRA: Low-Rank Adaptation}, author={Hu, Edward and Shen, Yelong},
  booktitle={ICLR}, year={2022}, eprint={2106.09685}, eprinttype={arXiv}, volume={3},
  file={A PDF:/home/me/a.pdf:application/pdf}, abstract={Secret}, bdsk-file-1={Secret}, timestamp={Secret}}
@article{Vaswani:2017, title={Attention}, author={Vaswani, Ashish}, journal={Journal of X}, year={2017},
  doi={10.1000/X}}
@article{queued, title={A King}, author={King, Martin}, year={1999}}
@article{once, title={Only Cited}, author={Lee, Ann and Kim, Bo}, year={2020}, doi={10.1000/y}}
@article{unused, title={Unused}, doi={no doi}, year={2020}}
"""
FILES = {
    "conf.py": f'{CONF}papershelf_bibliography = ["refs.bib"]\n',
    "refs.bib": BIB,
    "index.md": home("methods"),
    "methods.md": category(content=":sort: -year", queue="- queued\n- x = Own title — a note"),
    "papers/lora.md": paper("LoRA", "lora", options=":category: methods\n:year: 2020", body="{paper:citet}`once`"),
    "papers/t.md": paper("T", "t", options=":category: methods\n:doi: 10.1000/x", body="{paper:ref}`Vaswani:2017`"),
    "papers/own.md": paper("Own", "own", body="{paper:citep}`lora, queued`"),
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A library with a page for an entry of its key, one for its DOI, and one that no entry is about."""
    site = make_site(FILES)
    assert site.build() == ""
    return site


def written(site: Site) -> set[str]:
    """Build; the pages that were written, after comparing all files with those of a build from nothing."""
    html = site.out / "html"
    before = {path: path.stat().st_mtime_ns for path in html.rglob("*.html")}
    site.build()
    changed = {path for path in html.rglob("*.html") if path.stat().st_mtime_ns != before.get(path)}
    other = site.out.parent / "other"
    site.build(fresh=True, out=other)
    assert files(html) == files(other / "html")
    return {path.relative_to(html).with_suffix("").as_posix() for path in changed} & {
        name.removesuffix(".md") for name in FILES
    }


def files(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".")}


def test_pages_show_what_the_file_says_and_they_do_not(site: Site) -> None:
    lora, page = site.page("papers/lora"), site.page("papers/own")
    assert "Edward Hu, Yelong Shen" in lora and "2106.09685" in lora and "volume" in lora
    assert "/home/me" not in lora and "Secret" not in lora  # what concerns the keeper of the file alone
    assert "<h1>LoRA<" in lora and "ICLR 2022" in lora
    assert "(Hu &amp; Shen, 2020; King, 1999)" in re.sub(r"<[^>]+>", "", page)  # the page's year wins
    assert (
        "Vaswani" in site.page("papers/t") and "A King" in site.page("methods") and "Own title" in site.page("methods")
    )


def test_a_paper_that_only_the_file_has_is_planned_where_a_role_names_it(site: Site) -> None:
    assert 'href="https://doi.org/10.1000/y"' in site.page("papers/lora")
    bib = (site.out / "html/papers.bib").read_text("utf-8")
    assert set(re.findall(r"^@\w+\{(.+),$", bib, re.M)) == {"t", "lora", "queued", "x", "own", "once"}
    found = read(site.source, site.source).catalogue
    assert found.by_key("once").cited and found.by_key("Vaswani:2017").key == "t"


def test_a_changed_entry_writes_the_pages_that_show_it_and_no_other(site: Site) -> None:
    path = site.source / "refs.bib"

    def change(old: str, new: str) -> set[str]:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return written(site)

    assert change("@article{unused", "@article{still-unused") == set()
    assert change("volume={3}", "volume={4}") == {"papers/lora"}
    assert change("Lee, Ann", "Lim, Ann") == {"papers/lora"}
    assert change("title={A King}", "shorttitle={Kingly}, title={A King}") >= {"methods"}  # a search finds it by that
    assert {"methods", "papers/own"} <= change("King, Martin", "Queen, Ann") <= {"methods", "papers/own", "papers/lora"}
    assert re.search(r'rel="next" href="papers/lora.html"', site.page("methods"))
    assert change("year={2017}", "year={2024}") >= {"methods", "papers/t"}  # its place among the others, too
    assert re.search(r'rel="next" href="papers/t.html"', site.page("methods"))
    path.unlink()
    assert "papers/lora" in written(site)


def test_what_is_wrong_is_said_with_its_place(make_site: MakeSite) -> None:
    wrong = """@article{broken, title={Broken
@article{t, title={T}, doi={no doi}, year={2020}}
@article{t, title={Another}, year={2020}}
@article{two, title={T}, eprint={2101.00001}, eprinttype={arxiv}}
@article{no-title, year={2020}}
@article{far, title={Far}, doi={no doi}}
"""
    site = make_site(
        FILES
        | {
            "conf.py": f'{CONF}papershelf_bibliography = ["refs.bib", "gone.bib", "notes.txt", "old.bib"]\n',
            "refs.bib": wrong,
            "methods.md": category(),
            "papers/lora.md": paper("L", "lora", options=":category: methods\n:cite-key: twoo"),
            "papers/t.md": paper("T", "t", options=":category: methods\n:arxiv: 2101.00001"),
            "papers/own.md": paper("O", "own", options=":category: methods\n:cite-key: t"),
        }
    )
    (site.source / "old.bib").write_bytes(b"% Encoding: klingon\n@misc{a, title={\xff}}")
    found = [line.partition(" WARNING: ")[::2] for line in site.build().splitlines()]
    assert [(place, text.partition("[papershelf")[2]) for place, text in found] == [
        (place, ".bibliography]")
        for place in ("gone.bib:1:", "notes.txt:1:", "old.bib:1:", "refs.bib:1:", "refs.bib:3:",
                      "papers/lora.md:5:", "papers/t.md:3:", "papers/t.md:3:")
    ]  # fmt: skip
    assert [line for line in site.build().splitlines() if "klingon" in line]  # in each build
    messages = " ".join(text for _place, text in found)
    for words in (
        "no such file", "known are .bib", "'klingon'", "not closed", "refs.bib:2 has one of this key",
        "did you mean 'two'", "'t' (refs.bib:2) and 'two' (refs.bib:4)", "the entry of 'own', too",
    ):  # fmt: skip
        assert words in messages, words


def test_a_relation_may_name_a_paper_that_only_the_file_has(make_site: MakeSite) -> None:
    relations = {"papers/own.md": paper("Own", "own", options=":category: methods\n:extends: vaswani-2017, unused")}
    site = make_site({**{name: text for name, text in FILES.items() if name != "papers/t.md"}, **relations})
    assert site.build() == ""
    page = site.page("papers/own")
    assert "Attention" in page and 'href="https://doi.org/10.1000/X"' in page
    found = read(site.source, site.source).catalogue
    assert {entry.key for entry in found.entries if entry.cited} == {"once", "vaswani-2017", "unused"}
    assert [[entry.key for entry in others] for _relation, _inverse, others in found.related_to("own")] == [
        ["unused", "vaswani-2017"]
    ]
