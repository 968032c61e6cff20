"""`papers.json` of another library is read as what anybody may have written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from papershelf.exports import jsonfile
from papershelf.libraries.declared import Declared
from papershelf.libraries.others import Others
from papershelf.libraries.reading import NotALibrary, below, read
from papershelf.libraries.records import OtherLibrary
from papershelf.model.collection.catalogue import Catalogue, Category, Entry
from papershelf.model.record.paper import Paper, Status, parse_authors

HOME = "https://lab-a.example/ko/"
LAB = Declared("lab-a", HOME)


def of(*papers: Any, **more: Any) -> OtherLibrary:
    return read(json.dumps({"version": 1, "categories": [], "papers": papers, **more}).encode(), LAB)


def lora(**more: Any) -> dict[str, Any]:
    return {"key": "lora", "title": "LoRA", "status": "done", "url": "papers/lora.html", **more}


def test_what_papershelf_writes_is_read_whole() -> None:
    paper = Paper(
        "lora",
        "Low-Rank Adaptation",
        "LoRA",
        parse_authors("Edward Hu; {Qwen Team}"),
        "2021-06-17",
        "ICLR 2022",
        category="peft",
        status=Status.READING,
        tags=("low rank",),
        arxiv="2106.09685",
        arxiv_version="v2",
        doi="10.1000/182",
        links=(("code", "https://code.example/"),),
        former_keys=("low-rank",),
        summary=("one", "two"),
        type="inproceedings",
    )
    catalogue = Catalogue([Entry(paper, "papers/lora", "paper-lora")], [Category("peft", "peft", "Tuning")])
    text = jsonfile.library(catalogue, lambda place: f"{place.docname}.html")
    library = read(text.encode(), LAB)
    assert not library.complaints
    [found] = library
    assert found.paper == paper
    assert (found.name, found.address) == ("lab-a:lora", f"{HOME}papers/lora.html")
    assert library.paper("low-rank") == found
    assert [(c.slug, c.title, c.address) for c in library.categories] == [("peft", "Tuning", f"{HOME}peft.html")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no JSON"),
        (b'{"version": 1, "papers": [', r"no JSON: .*\(line 1, column 27\)"),
        (b"<!doctype html>", "no JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 200_000, "no JSON that can be read"),
        (b"9" * 10_000, "no JSON that can be read"),
        (b"[]", "no papers.json"),
        (b'{"papers": []}', "no papers.json"),
        (b'{"version": 2, "papers": []}', "version 2, newer than"),
        (b'{"version": true, "papers": []}', "found version True"),
        (b'{"version": "1", "papers": []}', "found version '1'"),
        (b'{"version": 1, "papers": {}}', "'papers' is a list"),
        (b" " * (64 * 1024 * 1024 + 1), "more than 64 MB"),
    ],
)
def test_a_file_that_is_none_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(NotALibrary, match=reason):
        read(data, LAB)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "https://evil.example/papers/lora.html",
        "//evil.example/",
        "\\\\evil.example/",
        "/\\evil.example",
        "../en/papers/lora.html",
        "%2e%2e/papers/lora.html",
        "/papers/lora.html",
        "https://lab-a.example/ko",
        "https://lab-a.example.evil.example/ko/",
        "https://lab-a.example@evil.example/ko/",
        "papers/a b.html",
        'papers/"onclick=alert(1)',
        "http://[broken",
    ],
)
def test_an_address_of_another_place_is_named_and_left_out(url: str) -> None:
    library = of(lora(url=url), lora(key="peft", url="papers/peft.html"))
    assert library.keys == ["peft"]
    [complaint] = library.complaints
    assert complaint.startswith("'lora' is left out: found url ")
    assert HOME in complaint


@pytest.mark.parametrize(
    "url", ["papers/lora.html", "", "#paper-lora", "./a/../b.html", f"{HOME}x", "/ko/%ED%95%9C.html"]
)
def test_an_address_of_the_library_itself_is_taken(url: str) -> None:
    assert below(url, HOME).startswith(HOME)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (None, "no object"),
        (lora(key=7), "found key 7"),
        (lora(key="../x"), "found key"),
        (lora(key="l" * 1000), "found key"),
        (lora(title=["x"]), "no title"),
        (lora(title="\x00\u200b"[:1]), "no title"),
        (lora(title="x" * 501), "at most 500 characters"),
        (lora(url=None), "no url"),
    ],
)
def test_a_paper_that_cannot_be_used_is_named_and_left_out(item: Any, reason: str) -> None:
    library = of(item, lora(key="peft"))
    assert library.keys == ["peft"]
    assert len(library.complaints) == 1
    assert reason in library.complaints[0]


def test_wrong_values_of_a_paper_are_left_out_alone() -> None:
    library = of(
        lora(
            authors=[7, {"family": {"a": 1}}, {"literal": "Qwen Team"}],
            date="yesterday",
            year="soon",
            status="eaten",
            arxiv={"id": 1},
            doi="javascript:alert(1)",
            links={"code": "javascript:alert(1)", "pdf": "https://ok.example/a.pdf"},
            relations={"extends": ["rag", "not a key"]},
            summary=["one\u0007", 7, {"x": 1}, "y" * 10_000, *["more"] * 1_000],
            unknown={"later": True},
        )
    )
    [found] = library
    paper = found.paper
    assert [author.name for author in paper.authors if author.name] == ["Qwen Team"]
    assert (paper.date, paper.doi, paper.arxiv, paper.status) == ("", "", "", Status.DONE)
    assert paper.links == (("pdf", "https://ok.example/a.pdf"),)
    assert paper.summary[0] == "one"
    assert len(paper.summary) < 20
    assert max(map(len, paper.summary)) <= 500
    assert library.complaints == (
        "the link 'code' of 'lora' is left out: found 'javascript:alert(1)'; only absolute http:// and https:// URLs "
        "are allowed",
    )


def test_many_complaints_are_few_lines() -> None:
    library = of(*(lora(key=f"k{number}", url="javascript:x") for number in range(100)))
    assert len(library.complaints) == 6
    assert library.complaints[-1] == "and 95 more"


def test_of_two_papers_with_one_key_the_first_is_used() -> None:
    library = of(lora(), lora(title="Another"))
    assert [one.paper.title for one in library] == ["LoRA"]
    assert library.complaints == ("'lora' is there twice; the first is used",)


def test_a_key_means_the_paper_of_a_library_or_the_only_one_there_is() -> None:
    other = Declared("lab-b", "https://b.example/")
    data = json.dumps({"version": 1, "papers": [lora(key="both"), lora(key="only")]}).encode()
    others = Others([of(lora(), lora(key="both")), read(data, other)], away=["gone"])

    def name(target: str) -> str:
        found = others.find(target)
        return found.name if found else ""

    assert name("lab-a:lora") == name("lora") == name("Lab_A: lora") == "lab-a:lora"
    assert name("only") == "lab-b:only"
    assert name("both") == name("lab-a:only") == name("nowhere") == name("gone:lora") == ""
    assert others.complaint("both") == (
        "2 libraries have a paper with the key 'both'; write 'lab-a:both' or 'lab-b:both'"
    )
    assert others.complaint("lab-a:lroa") == (
        "the library 'lab-a' has no paper with the key 'lroa'; did you mean 'lora'?"
    )
    assert others.complaint("lab-c:lora") == (
        "no library is called 'lab-c'; did you mean 'lab-b'? (papershelf_libraries: lab-a, lab-b, gone)"
    )
    assert others.is_away("gone:lora")
    assert not others.is_away("lora")
