"""Which papers of several libraries are one."""

from __future__ import annotations

from papershelf.libraries.works import one_each
from papershelf.model.record.paper import Paper, parse_authors

TITLE = "Low-Rank Adaptation of Large Language Models"


def of(**papers: Paper) -> dict[str, str]:
    return one_each(papers.items())


def work(title: str = TITLE, *, year: str = "2021", by: str = "", arxiv: str = "", doi: str = "") -> Paper:
    return Paper("k", title, authors=parse_authors(by) if by else (), date=year, arxiv=arxiv, doi=doi)


def test_an_identifier_says_it() -> None:
    assert of(a=work(arxiv="2106.09685"), b=work("LoRA", arxiv="2106.09685")) == {"a": "a", "b": "a"}
    assert of(a=work(doi="10.1/ABC"), b=work("LoRA", doi="10.1/abc")) == {"a": "a", "b": "a"}
    assert of(a=work(arxiv="2106.09685"), b=work("LoRA", doi="10.48550/arXiv.2106.09685")) == {"a": "a", "b": "a"}


def test_title_and_year_say_it_unless_something_else_says_no() -> None:
    assert of(a=work(), b=work("Low-rank adaptation of large language models")) == {"a": "a", "b": "a"}
    assert of(a=work(), b=work(year="2020")) == {"a": "a", "b": "b"}
    assert of(a=work(by="Edward Hu"), b=work(by="Bo Kim")) == {"a": "a", "b": "b"}
    assert of(a=work(arxiv="2106.09685"), b=work(arxiv="2106.09686")) == {"a": "a", "b": "b"}
    assert of(a=work("Editorial"), b=work("Editorial")) == {"a": "a", "b": "b"}


def test_what_a_third_ties_together_is_one_under_the_first_name() -> None:
    found = of(
        a=work("Other words for it, and many more", doi="10.1/x"),
        b=work(arxiv="2106.09685"),
        c=work(arxiv="2106.09685", doi="10.1/x"),
    )
    assert set(found.values()) == {"a"}
