"""What the search takes for the same word, and what not, on pages of a few sentences."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from search import evaluate

PAGES = {
    "words": "지도를 그린다. 정확도를 잰다. 공격수가 뛴다. 글 50만 개를 모은다. 지도학습으로 배운다.",
    "syllables": "이미지도 크다. 이미지를 쓴다. 정확하게 잰다. 공격 방법을 쓸 수 있다. 사진 50장과 글 3개로 학습한다.",
}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_syllables_of_another_word_are_not_found(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        pages.joinpath(f"{name}.md").write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    queries = ["지도", "지도를", "정확도", "정확도를", "공격수", "50만 개", "지도학습"]
    found = evaluate.in_node(evaluate.build(pages, tmp_path), queries)
    assert dict(zip(queries, found, strict=True)) == {query: ["words"] for query in queries}


ALIKE = {
    "loading": "불러온 뒤 사전 학습된 모델을 쓴다. `AutoTokenizer.from_pretrained()`, 데이터 세트를 나눈다.",
    "shape": "행렬 곱셈을 완전히 푼다. 오차를 줄였다. 값을 골라 배웠으니 `DistributedDataParallel`, ResNet18이다.",
    "device": "`load_state_dict()`를 부르는 optimizers와 데이터 전처리이다. 웹사이트의 워크플로우를 그린다.",
    "plain": "처리는 optimal 하다. 모델 안에서 자료를 나른다.",
    "other": "불이 온 마을에 났다. 사전을 편다. 그리고 학습을 한다. 스케쥴러는 표이다. Küttler가 썼다.",
}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_spellings_verbs_and_parts_of_code(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in ALIKE.items():
        pages.joinpath(f"{name}.md").write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    wanted = {
        "불러오기": ["loading"],
        "불러와서": ["loading"],
        "나누는": ["loading"],
        "사전학습": ["loading"],
        "사전훈련": ["loading"],
        "데이터셋을": ["loading"],
        "pretrained": ["loading"],
        "tokenizer": ["loading"],
        "from_pretrained": ["loading"],
        "행렬 곱": ["shape"],
        "행렬곱": ["shape"],
        "완전": ["shape"],
        "줄이는": ["shape"],
        "고르기": ["shape"],
        "배우는": ["shape"],
        "DataParallel": ["shape"],
        "ResNet": ["shape"],
        "state_dict": ["device"],
        "optimizer": ["device"],
        "전처리": ["device"],
        "웹 데이터": ["device"],
        "워크플로": ["device"],
        "처리": ["device", "plain"],
        "처리기": [],
        "스케줄러": ["other"],
        "Kuttler": ["other"],
    }
    found = evaluate.in_node(evaluate.build(pages, tmp_path), list(wanted))
    assert {query: sorted(pages) for query, pages in zip(wanted, found, strict=True)} == wanted
