"""A line of a list of references, where citeproc-js is no judge: first versions, preprints, Korean works."""

from __future__ import annotations

import pytest

from papershelf.exports.references.reference import pieces
from papershelf.model.collection.citing import APA, KOREAN, Rules
from papershelf.model.record.paper import Paper, parse_authors

HU = parse_authors("Edward J. Hu; Yelong Shen")


def text(paper: Paper, rules: Rules = APA) -> str:
    return "".join(words for words, _italic in pieces(paper, rules))


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        (
            Paper("a", "LoRA", authors=HU, date="2021-06-17", venue="ICLR 2022", arxiv="2106.09685"),
            "Hu, E. J., & Shen, Y. (2021). LoRA. ICLR 2022. https://arxiv.org/abs/2106.09685",
        ),
        (
            Paper("a", "LoRA", authors=HU, date="2021-06-17", venue="ICLR 2021", arxiv="2106.09685"),
            "Hu, E. J., & Shen, Y. (2021). LoRA. ICLR. https://arxiv.org/abs/2106.09685",
        ),
        (
            Paper("a", "LoRA", authors=HU, date="2021-10-11", venue="ICLR 2021", arxiv="2106.09685"),
            "Hu, E. J., & Shen, Y. (2021, October 11). LoRA. ICLR. https://arxiv.org/abs/2106.09685",
        ),
        (
            Paper("a", "LoRA", authors=HU, date="2021-06-17", arxiv="2106.09685"),
            "Hu, E. J., & Shen, Y. (2021). LoRA (arXiv:2106.09685). arXiv. https://arxiv.org/abs/2106.09685",
        ),
        (Paper("a", "Is it?", authors=parse_authors("Ann Lee; others"), date="2021"), "Lee, A., et al. (2021). Is it?"),
        (Paper("a", "Plain."), "Plain. (n.d.)."),
        (Paper("a", "", authors=parse_authors("Ann Lee")), "Lee, A. (n.d.)."),
        (Paper("a"), "(n.d.)."),
        (Paper("a", "T", fields=(("editor", "{"),), date="2021"), "T. (2021)."),
    ],
)
def test_in_english(paper: Paper, line: str) -> None:
    assert text(paper) == line


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        (
            Paper(
                "a", "한국어 문장 분류", authors=parse_authors("김철수; 이영희; 박민수"), date="2019", type="article",
                venue="정보과학회논문지", fields=(("volume", "46"), ("number", "2"), ("pages", "120–131")),
            ),
            "김철수, 이영희, 박민수 (2019). 한국어 문장 분류. 정보과학회논문지, 46(2), 120–131.",
        ),
        (
            Paper("a", "한국어", authors=parse_authors("박민수; others"), date="2020", type="phdthesis", venue="대학"),
            "박민수 외 (2020). 한국어 [박사학위논문]. 대학.",
        ),
        (
            Paper(
                "a", "도서관의 소리", authors=parse_authors("박민수"), type="incollection", venue="소리의 책",
                fields=(("editor", "김철수; 이영희"), ("date", "게재 예정")),
            ),
            "박민수 (게재 예정). 도서관의 소리. 김철수, 이영희 (편), 소리의 책.",
        ),
        (
            Paper(
                "a", "책장", authors=parse_authors("박민수"), date="2020", type="book", venue="출판사",
                fields=(("edition", "2"), ("translator", "이영희")),
            ),
            "박민수 (2020). 책장 (이영희 역; 제2판). 출판사.",
        ),
        (
            Paper(
                "a", "말뭉치", authors=parse_authors("{국립국어원}"), date="2024-03-02", type="online",
                links=(("url", "https://example.org"),),
            ),
            "국립국어원 (2024. 3. 2.). 말뭉치. https://example.org",
        ),
        (
            Paper("a", "안내서", authors=parse_authors("{연구실}"), date="2017", type="report", venue="연구실"),
            "연구실 (2017). 안내서.",
        ),
        (Paper("a", "한국어", authors=parse_authors("{언어 연구실}")), "언어 연구실 (연도 미상). 한국어."),
        (Paper("a", "LoRA", authors=HU, date="2021"), "Hu, E. J., & Shen, Y. (2021). LoRA."),
    ],
)  # fmt: skip
def test_in_korean(paper: Paper, line: str) -> None:
    assert text(paper, KOREAN) == line


def test_pages_of_a_korean_work_on_an_english_site() -> None:
    paper = Paper("a", "한국어", authors=parse_authors("김철수; 이영희"), date="2019")
    assert text(paper, APA) == "김철수 & 이영희. (2019). 한국어."


def test_a_letter_stands_behind_the_year_and_what_is_italic_is_whole() -> None:
    paper = Paper("a", "A Book", authors=HU, date="2021", type="book", venue="Press", fields=(("edition", "2"),))
    assert pieces(paper, letter="b") == [
        ("Hu, E. J., & Shen, Y. (2021b). ", False), ("A Book", True), (" (2nd ed.). Press.", False),
    ]  # fmt: skip
