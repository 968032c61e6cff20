"""Latin letters for titles and names in other scripts."""

from __future__ import annotations

import unicodedata

import pytest

from papershelf.model.text.romanisation import numbered, slug
from papershelf.sources.found import key_for


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("로라", "rora"),
        ("검색 증강 생성", "geomsaek-jeunggang-saengseong"),
        ("LoRA 로라", "lora-rora"),
        ("大模型", "da-mo-xing"),
        ("LLM大模型综述 2", "llm-da-mo-xing-zong-shu-2"),
        ("論文メモ", "lun-wen-memo"),
        ("しゃしん", "shashin"),
        ("きょうと", "kyouto"),
        ("らっかん", "rakkan"),
        ("マッチ", "matchi"),
        ("ラーメン", "ramen"),
        ("トランスフォーマー", "toransufoma"),
        ("フュージョン", "fyujon"),
        ("ジェット", "jetto"),
        ("ティー", "ti"),
        ("ウィキ", "wiki"),
        ("ﾄﾗﾝｽ", "toransu"),
        ("Лора", "lora"),
        ("α-entmax", "entmax"),  # what Latin letters gave already stays
        ("é2", "e2"),
        ("Flash_Attention", "flash_attention"),
        ("★", ""),
    ],
)
def test_slug(text: str, found: str) -> None:
    assert slug(text) == found
    assert slug(unicodedata.normalize("NFD", text)) == found


def test_a_text_without_letters_has_a_key_of_its_own() -> None:
    assert numbered("★") != numbered("☆")
    assert key_for("★") == numbered("★")


def test_names_and_titles_give_the_same_keys() -> None:
    for text in ("로라", "大模型", "トランスフォーマー"):
        assert key_for(text) == slug(text)
