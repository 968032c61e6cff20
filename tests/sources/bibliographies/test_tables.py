"""Forty records each of types, venues without one, commands, fields, citations, refusals, corrections in Zotero."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf.exports import bibtex as bibtex_out
from papershelf.exports import csl as csl_out
from papershelf.exports import ris as ris_out
from papershelf.model.collection.citing import APA, KOREAN, Citing
from papershelf.model.record.kinds import kind_of
from papershelf.model.record.options import options
from papershelf.model.record.paper import Paper
from papershelf.sources.bibliographies import bibtex, csl, ris
from papershelf.sources.bibliographies.entries.records import Record
from papershelf.sources.library import folder

HERE = Path(__file__).parent
PARSE: dict[str, Callable[[str], list[Record]]] = {"bib": bibtex.parse, "csl": csl.parse, "ris": ris.parse}


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("# ")]


def one(form: str, kind: str, field: str, text: str) -> Paper:
    """A record with one field more than it needs."""
    if form == "bib":
        source = f"@{kind}{{x, title = {{T}}, year = 2020, {field} = {{{text}}}}}"
    elif form == "csl":
        item = {"id": "x", "title": "T", "type": kind, "issued": {"date-parts": [[2020]]}, field: text}
        source = json.dumps([item])
    else:
        source = f"TY  - {kind}\nTI  - T\nPY  - 2020\n{field}  - {text}\nER  - \n"
    [record] = PARSE[form](source)
    assert record.paper is not None
    assert record.problems == ()
    return record.paper


@pytest.mark.parametrize(
    "name", ["types.tsv", "journals.tsv", "commands.tsv", "fields.tsv", "citing.tsv", "refused.tsv", "corrected.tsv"]
)
def test_there_are_forty(name: str) -> None:
    assert len(rows(name)) >= 40


@pytest.mark.parametrize(("form", "kind", "field", "text", "word", "bib", "item", "tag"), rows("types.tsv"))
def test_what_an_entry_is(
    form: str, kind: str, field: str, text: str, word: str, bib: str, item: str, tag: str
) -> None:
    paper = one(form, kind, field, text)
    assert (paper.type or "-") == word
    assert bibtex_out.entry(paper).startswith(f"@{bib}{{")
    assert json.loads(csl_out.bibliography([paper]))[0]["type"] == item
    assert ris_out.bibliography([paper]).startswith(f"TY  - {tag}\n")


@pytest.mark.parametrize(("venue", "kind"), rows("journals.tsv"))
def test_what_a_venue_tells_where_nothing_else_does(venue: str, kind: str) -> None:
    assert kind_of(Paper("x", venue=venue)).name == kind


@pytest.mark.parametrize(("latex", "title"), rows("commands.tsv"))
def test_a_title_in_latex(latex: str, title: str) -> None:
    [record] = bibtex.parse(f"@misc{{x, title = {{{latex}}}}}")
    assert record.paper is not None
    assert (record.paper.title, record.problems) == (title, ())
    [again] = bibtex.parse(bibtex_out.bibliography([record.paper]))
    assert again.paper == record.paper


@pytest.mark.parametrize(("form", "field", "text", "name", "kept"), rows("fields.tsv"))
def test_a_field_that_no_page_shows_stays_and_comes_out_again(
    form: str, field: str, text: str, name: str, kept: str
) -> None:
    paper = one(form, {"bib": "article", "csl": "article-journal", "ris": "JOUR"}[form], field, text)
    assert dict(paper.fields)[name] == kept
    [again] = bibtex.parse(bibtex_out.bibliography([paper]))
    assert again.paper == paper
    for written in (csl_out.bibliography([paper]), ris_out.bibliography([paper])):
        assert words(kept) <= words(written)


def words(text: str) -> set[str]:
    return {word.lstrip("0") for word in re.findall(r"\w+", text)}


@pytest.mark.parametrize(("entries", "narrative", "bracketed", "korean"), rows("citing.tsv"))
def test_how_an_entry_is_cited(entries: str, narrative: str, bracketed: str, korean: str) -> None:
    parts = entries.split(" || ")
    titles = ["A Long Title", *(f"A Long Title {number}" for number in range(2, 4))]
    source = "\n".join(f"@book{{x{n}, title = {{{titles[n]}}}, {part}}}" for n, part in enumerate(parts))
    papers = [record.paper for record in bibtex.parse(source) if record.paper is not None]
    for rules, kind, wanted in ((APA, "citet", narrative), (APA, "citep", bracketed), (KOREAN, "citet", korean)):
        citing = Citing(papers, rules)
        assert " | ".join(citing.text(paper, kind) for paper in papers) == wanted


@pytest.mark.parametrize(("form", "source", "titles", "words"), rows("refused.tsv"))
def test_what_is_taken_and_what_is_said(form: str, source: str, titles: str, words: str) -> None:
    records = PARSE[form](source.replace("¶", "\n"))
    said = "; ".join(problem for record in records for problem in record.problems)
    assert (" | ".join(record.paper.title for record in records if record.paper) or "-") == titles
    assert bool(said) == bool(words)
    assert words in said


def shown(library: Path, name: str) -> str:
    """What the page of the library has by a name: an option, or a field that no option holds."""
    entry = folder.read(library, library).catalogue.by_key("lora")
    assert entry is not None
    if name.replace("_", "-") in {*options(entry.paper), "title", "authors", "date", "venue", "doi", "arxiv", "url"}:
        return options(entry.paper).get(name.replace("_", "-"), "")
    return dict(entry.paper.fields).get(name, "")


def exported(form: str, fields: str) -> str:
    """What Better BibTeX writes of two records, the second one with these fields."""
    if form == "bib":
        title = "" if re.search(r"\btitle =", fields) else "title = {{A Title}},"
        return f"@article{{other,\n  title = {{{{Other}}}}\n}}\n\n@article{{lora,\n  {title}\n  {fields}\n}}\n"
    usual = {"type": "article-journal", "id": "lora", "title": "A Title"}
    own = json.dumps({name: text for name, text in usual.items() if f'"{name}"' not in fields})
    return f'[{{"id": "other", "title": "Other"}}, {{{fields} {own[1:]}]'


@pytest.mark.parametrize(("form", "before", "after", "name", "value"), rows("corrected.tsv"))
def test_what_is_corrected_in_zotero_is_on_the_page(
    tmp_path: Path, form: str, before: str, after: str, name: str, value: str
) -> None:
    """A file as Better BibTeX keeps it up to date; the page says only what the file cannot."""
    (tmp_path / "papers").mkdir()
    path = tmp_path / f"refs.{form}"
    (tmp_path / "conf.py").write_text(f'extensions = ["papershelf"]\npapershelf_bibliography = ["{path.name}"]\n')
    (tmp_path / "index.md").write_text("# Home\n")
    (tmp_path / "papers/lora.md").write_text("# Notes\n\n```{paper-summary} lora\n:status: writing\n```\n")
    found = []
    for fields in (before, after):
        path.write_text(exported(form, fields), encoding="utf-8")
        found.append(shown(tmp_path, name))
    assert found[1] == value
    assert found[0] != value or not (value or name in {"doi", "date"})
