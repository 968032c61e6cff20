"""The head of a note tells of its paper, and is no sentence about it, in whichever form and language it is written."""

from __future__ import annotations

import pytest

from papershelf.sources.notes.division import divide
from papershelf.sources.notes.head import told
from papershelf.sources.notes.lead import lead

SENTENCE = "Thin layers are learned, and the thick ones stay frozen."

FORMS = {
    "items": "- **Authors:** Ada Lind, Bo Sund\n- **Affiliations:** Lake Institute of Technology\n"
    "- **Published:** NeurIPS 2023, arXiv:2304.08485, December 2023\n",
    "quote": "> 저자: Ada Lind, Bo Sund\n> 소속: 호수대학교\n> 학회: NeurIPS 2023 (arXiv:2304.08485)\n"
    "> 작성자: 홍길동 #trees\n",
    "lines": "Authors: Ada Lind, Bo Sund\nInstitutions: Lake University, North\nVenue: NeurIPS 2023\n"
    "arXiv:2304.08485\n",
    "bold": "**作者**\n\nAda Lind, Bo Sund\n\n**会议** NeurIPS 2023\n\n**论文** https://arxiv.org/abs/2304.08485\n\n"
    "报告人：李明\n",
    "table": "| 著者 | Ada Lind, Bo Sund |\n|---|---|\n| 学会 | NeurIPS 2023 |\n| 所属 | 湖大学 |\n"
    "| 論文 | https://arxiv.org/abs/2304.08485 |\n",
    "headings": "## Paper Information\n#### Conference :\nNeurIPS 2023\n\n#### Authors and Institutions\n"
    "##### Authors\n+ Ada Lind 1,\n+ Bo Sund 2\n##### Institutions\n+ 1 Lake University, North\n"
    "+ 2 Key Laboratory of Ice, Fjord Academy\n\n#### Link\nhttps://arxiv.org/abs/2304.08485\n\n## Note\n",
    "subtitles": "### Ada Lind and Bo Sund\n#### NeurIPS 2023\n#### arXiv:2304.08485\n\n### Outline\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_head_is_facts_and_no_summary(form: str) -> None:
    text = f"# Thin Updates\n\n{FORMS[form]}\n{SENTENCE}\n"
    draft = told(text, "Thin Updates")
    assert [author.name for author in draft.authors] == ["Ada Lind", "Bo Sund"]
    assert draft.marks.venue == "NeurIPS 2023"
    assert any("2304.08485" in href for _label, href in draft.links)
    assert lead(divide(text), title="Thin Updates") == SENTENCE


@pytest.mark.parametrize(
    "before",
    [
        "Thin Updates",
        "2 Key Laboratory of Ice, Lake University, Norway ada@lake.example",
        "浙江大学 计算机学院",
        "발표자 : 홍길동",
        "#trees #early-rings",
        "(I have exams, so this is a short one.)",
        "Citations: 1,234",
        "読んだ日：2023-01-02",
    ],
)
def test_what_is_no_sentence_about_a_paper(before: str) -> None:
    assert lead(divide(f"# Thin Updates\n\n{before}\n\n{SENTENCE}\n"), title="Thin Updates") == SENTENCE


def test_the_words_that_say_that_a_summary_follows_are_none_of_it() -> None:
    assert lead(divide(f"# Thin Updates\n\n**30-second summary.** {SENTENCE}\n")) == SENTENCE
