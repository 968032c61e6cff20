"""What the words of a link say of where it leads."""

from __future__ import annotations

import pytest

from papershelf.sources.words.links import label_field


@pytest.mark.parametrize(
    ("label", "field"),
    [("code", "code"), ("code2", "code"), ("Video 2", "video"), ("paper1", "paper"), ("gpt2", ""), ("GPT-2", ""),
     ("Paper Review Post (Ada)", "note"), ("Go to Folder", "note"), ("리뷰(홍길동)", "note"),
     ("Counting Reeds (Ada)", ""), ("IEEE (POND)", ""), ("ACL (Findings)", "")],
)  # fmt: skip
def test_labels(label: str, field: str) -> None:
    assert label_field(label) == field
