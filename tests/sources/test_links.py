"""What the words of a link say of where it leads."""

from __future__ import annotations

import pytest

from papershelf.sources.words.links import label_field


@pytest.mark.parametrize(
    ("label", "field"),
    [("code", "code"), ("code2", "code"), ("Video 2", "video"), ("paper1", "paper"), ("gpt2", ""), ("GPT-2", "")],
)
def test_labels(label: str, field: str) -> None:
    assert label_field(label) == field
