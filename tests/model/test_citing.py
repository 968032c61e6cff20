"""How papers are cited, in English and in Korean, alone and among others."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model.collection.citing import APA, KOREAN, Citing, Rules, rules_for
from papershelf.model.record.paper import Paper, parse_authors


def paper(key: str, authors: str, date: str = "2021", title: str = "", kept: tuple[str, str] | None = None) -> Paper:
    fields = (kept,) if kept else ()
    return Paper(key, title or key.upper(), "Short", authors=parse_authors(authors), date=date, fields=fields)


def both(papers: list[Paper], korean: bool = False) -> list[tuple[str, str]]:
    citing = Citing(papers, KOREAN if korean else APA)
    return [(citing.text(one, "citet"), citing.text(one, "citep")) for one in papers]


@pytest.mark.parametrize(
    ("authors", "narrative", "bracketed"),
    [
        ("", "Short (2021)", "Short, 2021"),
        ("Ann Lee", "Lee (2021)", "Lee, 2021"),
        ("Ann Lee; Bo Kim", "Lee and Kim (2021)", "Lee & Kim, 2021"),
        ("Ann Lee; others", "Lee et al. (2021)", "Lee et al., 2021"),
        ("Ann Lee; Bo Kim; others", "Lee et al. (2021)", "Lee et al., 2021"),
        ("Ann Lee; Bo Kim; {Qwen Team}", "Lee et al. (2021)", "Lee et al., 2021"),
        ("{Gemini Team}; Rohan Anil", "Gemini Team and Anil (2021)", "Gemini Team & Anil, 2021"),
        ("ATLAS Collaboration", "ATLAS Collaboration (2021)", "ATLAS Collaboration, 2021"),
        ("Ludwig van Beethoven; King, Jr., Martin", "van Beethoven and King (2021)", "van Beethoven & King, 2021"),
        ("김철수", "김철수 (2021)", "김철수, 2021"),
        ("김철수; 이영희", "김철수 and 이영희 (2021)", "김철수 & 이영희, 2021"),
        ("김, 철수; 이, 영희; 박, 민수", "김철수 et al. (2021)", "김철수 et al., 2021"),
    ],
)
def test_in_english(authors: str, narrative: str, bracketed: str) -> None:
    assert both([paper("a", authors)]) == [(narrative, bracketed)]


@pytest.mark.parametrize(
    ("authors", "narrative", "bracketed"),
    [
        ("김철수", "김철수(2021)", "김철수, 2021"),
        ("철수 김", "김철수(2021)", "김철수, 2021"),
        ("김철수; 이영희", "김철수·이영희(2021)", "김철수·이영희, 2021"),
        ("김철수; 이영희; 박민수", "김철수 외(2021)", "김철수 외, 2021"),
        ("김철수; others", "김철수 외(2021)", "김철수 외, 2021"),
        ("{한국어 처리 연구실}", "한국어 처리 연구실(2021)", "한국어 처리 연구실, 2021"),
        ("Jean Lave; Etienne Wenger", "Lave & Wenger(2021)", "Lave & Wenger, 2021"),
        ("김철수; Jean Lave", "김철수·Lave(2021)", "김철수·Lave, 2021"),
        ("Edward J. Hu; Yelong Shen; Phillip Wallis", "Hu 외(2021)", "Hu 외, 2021"),
    ],
)
def test_in_korean(authors: str, narrative: str, bracketed: str) -> None:
    assert both([paper("a", authors)], korean=True) == [(narrative, bracketed)]


def test_years_that_are_not_known() -> None:
    papers = [
        paper("a", "Ann Lee", ""), paper("b", "Bo Kim", "", kept=("date", "in press")),
        paper("c", "Bo Kim", "", kept=("date", "게재 예정")), paper("e", "Di Wu", "", kept=("date", "199X")),
        paper("f", "Di Ma", "", kept=("date", "[1990s]")), paper("d", "Cy Ng", "", kept=("pubstate", "forthcoming")),
    ]  # fmt: skip
    assert [p for _n, p in both(papers)] == [
        "Lee, n.d.",
        "Kim, in press-a",
        "Kim, in press-b",
        "Wu, 1990s",
        "Ma, 1990s",
        "Ng, in press",
    ]
    assert [n for n, _p in both(papers, korean=True)] == [
        "Lee(연도 미상)", "Kim(게재 예정-a)", "Kim(게재 예정-b)", "Wu(1990s)", "Ma(1990s)", "Ng(게재 예정)",
    ]  # fmt: skip


def test_letters_follow_titles_and_nothing_else() -> None:
    papers = [
        paper("z", "Ann Lee", title="Alpha"), paper("a", "Ann Lee", "2021-01-01", "Beta"),
        paper("m", "Ann Lee", title="Beta"), paper("n", "Ann Lee", "2020", "Alpha"),
    ]  # fmt: skip
    wanted = {"z": "Lee, 2021a", "a": "Lee, 2021b", "m": "Lee, 2021c", "n": "Lee, 2020"}
    for seed in range(5):
        shuffled = random.Random(seed).sample(papers, 4)
        citing = Citing(shuffled)
        assert {one.key: citing.text(one, "citep") for one in shuffled} == wanted


def test_initials_where_first_authors_share_a_family_name() -> None:
    papers = [
        paper("a", "Wei Wang; Bo Kim", "2020"), paper("b", "Xin Wang", "2021"), paper("c", "Wen Wang", "2022"),
        paper("d", "Ann Lee; Yi Wang", "2022"), paper("e", "Jean-Paul Roy"), paper("f", "J. Roy", "2020"),
        paper("g", "Bo Kim"), paper("h", "Byung Kim", "2020"),
    ]  # fmt: skip
    assert [p for _n, p in both(papers)] == [
        "W. Wang & Kim, 2020", "X. Wang, 2021", "W. Wang, 2022", "Lee & Wang, 2022", "J.-P. Roy, 2021", "J. Roy, 2020",
        "Kim, 2021", "Kim, 2020",
    ]  # fmt: skip


def test_more_names_where_et_al_would_mean_several() -> None:
    papers = [
        paper("a", "A Ab; B Bc; C Cd; D De; E Ef"), paper("b", "A Ab; B Bc; D De; E Ef; F Fg"),
        paper("c", "A Ab; X Xy; Y Yz; Z Za"), paper("d", "A Ab; B Bc; C Cd; D De; E Ef", title="Another"),
        paper("e", "A Ab; B Bc", "2021"), paper("f", "A Ab; B Bc; C Cd", "2020"),
    ]  # fmt: skip
    assert [p for _n, p in both(papers)] == [
        "Ab, Bc, Cd, et al., 2021a", "Ab, Bc, De, et al., 2021", "Ab, Xy, et al., 2021", "Ab, Bc, Cd, et al., 2021b",
        "Ab & Bc, 2021", "Ab et al., 2020",
    ]  # fmt: skip
    assert both(papers[:2], korean=True)[0] == ("Ab, Bc, Cd 외(2021)", "Ab, Bc, Cd 외, 2021")


def test_et_al_never_stands_for_one() -> None:
    papers = [paper("a", "A Ab; B Bc; C Cd"), paper("b", "A Ab; B Bc; D De"), paper("c", "A Ab; B Bc; C Cd; E Ef")]
    assert [n for n, _p in both(papers)] == [
        "Ab, Bc, and Cd (2021)", "Ab, Bc, and De (2021)", "Ab, Bc, Cd, and Ef (2021)",
    ]  # fmt: skip


def test_editors_stand_for_a_book_without_authors() -> None:
    assert both([paper("a", "", kept=("editor", "Dubois, Jean; Keller, Ruth"))])[0][1] == "Dubois & Keller, 2021"
    assert both([paper("a", "", kept=("editor", "{"))])[0][1] == "Short, 2021"


def test_a_paper_that_is_not_among_them_is_cited_alone() -> None:
    assert Citing([]).text(paper("a", "Ann Lee; Bo Kim"), "citet") == "Lee and Kim (2021)"


@pytest.mark.parametrize(
    ("language", "rules"), [("ko", KOREAN), ("ko_KR", KOREAN), ("en", APA), ("kok", APA), ("", APA)]
)
def test_the_language_of_the_site_tells_the_rules(language: str, rules: object) -> None:
    assert rules_for(language) is rules


def test_a_large_library_is_cited_in_time_that_grows_with_it() -> None:
    papers = [paper(f"p{n}", f"A Wang; B Li; C Chen; N{n} X{n % 97}; M{n} Y{n}") for n in range(4000)]
    citing = Citing(papers)
    assert len({citing.text(one, "citep") for one in papers}) == 4000


NAMES = st.lists(st.sampled_from(["A Ab", "B Ab", "C Cd", "D De", "김철수", "{Qwen Team}"]), max_size=5)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["2020", "2021", ""])), max_size=8), st.sampled_from([APA, KOREAN]))
def test_no_two_papers_are_cited_alike_in_whatever_order_they_come(
    found: list[tuple[list[str], str]], rules: Rules
) -> None:
    papers = [paper(f"p{n}", "; ".join(names), date) for n, (names, date) in enumerate(found)]
    one, other = Citing(papers, rules), Citing(papers[::-1], rules)
    for kind in ("citet", "citep"):
        texts = [one.text(each, kind) for each in papers]
        assert texts == [other.text(each, kind) for each in papers]
        assert len(set(texts)) == len(texts)
