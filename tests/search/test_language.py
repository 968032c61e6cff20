"""Words of the index: runs of one script, numbers with their unit, hyphened words also as one."""

from __future__ import annotations

import unicodedata

import pytest

from papershelf.search.aliases import DEFAULT, groups
from papershelf.search.language import SearchKorean


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("언어 모델을 학습한다", ["언어", "모델을", "학습한다"]),
        ("LoRA를 쓴다", ["LoRA", "를", "쓴다"]),
        ("4비트 양자화", ["4", "4비", "비트", "양자화"]),
        ("4 비트", ["4", "4비", "비트"]),
        ("2.7B와 175B", ["2.7B", "와", "175B"]),
        ("1,000개", ["1000", "1000개", "개"]),
        ("75 GB", ["75", "75GB", "GB"]),
        ("fine-tuning", ["fine", "finetuning", "tuning"]),
        ("GPT-4로", ["GPT", "GPT4", "4", "4로", "로"]),
        ("arXiv:2106.09685v2", ["arXiv", "2106.09685v2"]),
        ("3.14, 2021", ["3.14", "2021"]),
        ("Łódź Küttler가", ["Łódź", "Küttler", "Kuttler", "가"]),
        ("from_pretrained()를", ["from_pretrained", "from", "pretrained", "를"]),
        ("load_state_dict", ["load_state_dict", "load", "state", "dict", "load_state", "state_dict"]),
        ("ResNet18과 T5", ["ResNet18", "ResNet", "과", "T5"]),
        ("스케쥴러, 쥬피터", ["스케줄러", "주피터"]),
    ],
)
def test_split(text: str, words: list[str]) -> None:
    assert SearchKorean({}).split(text) == words


def test_decomposed_text_is_composed() -> None:
    assert SearchKorean({}).split(unicodedata.normalize("NFD", "모델")) == ["모델"]


def test_english_is_stemmed_and_korean_is_not() -> None:
    language = SearchKorean({})
    assert [language.stem(word) for word in ("Trained", "모델을", "2.7B", "Optimizers")] == [
        "train",
        "모델을",
        "2.7b",
        "optimizer",
    ]


def test_numbers_are_kept_and_stop_words_are_not() -> None:
    language = SearchKorean({})
    assert [word for word in ("2021", "the", "모델", "") if language.word_filter(word)] == ["2021", "모델"]


def test_own_aliases_join_begin_and_leave_groups() -> None:
    found = groups({"로라": ["LoRA", "저랭크"], "큐로라": "QLoRA", "라마": []})
    assert ["LoRA", "로라", "저랭크"] in found
    assert ["큐로라", "QLoRA"] in found
    assert not any("라마" in group for group in found)


def test_no_word_is_in_two_groups() -> None:
    words = [word.casefold() for group in DEFAULT for word in group]
    assert len(words) == len(set(words))
