"""What a wrong name probably means."""

from __future__ import annotations

import pytest

from papershelf.model.text.names import another_key, did_you_mean, nearest

KNOWN = ["flash-attention", "gqa", "lora", "qlora", "rora", "Low-rank"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("LoRA", "lora"),
        ("GQA", "gqa"),
        ("flash attention", "flash-attention"),
        ("Flash_Attention", "flash-attention"),
        ("FlashAttention", "flash-attention"),
        ("flsh-atention", "flash-attention"),
        ("low rank", "Low-rank"),
        ("로라", "rora"),
        ("ＬｏＲＡ", "lora"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_nearest(wanted: str, found: str) -> None:
    assert nearest(wanted, KNOWN) == found
    assert nearest(wanted, reversed(KNOWN)) == found


def test_names_without_letters() -> None:
    assert nearest("--", ["--", "a"]) == "--"
    assert nearest("a", []) == ""


def test_messages() -> None:
    assert did_you_mean("LoRA", KNOWN) == "; did you mean 'lora'?"
    assert did_you_mean("zzz", KNOWN) == ""
    assert another_key("a", ["a", "a-2"]) == "give this paper another key, for example 'a-3'"
