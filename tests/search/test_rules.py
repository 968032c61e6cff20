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
    assert dict(zip(queries, found, strict=True)) == {query: ["words.html"] for query in queries}
