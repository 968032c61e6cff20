"""The example of the guide on moving in: a list with its notes, and what it says of them."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

import support
from support import ROOT

GUIDE = ROOT / "docs/guide/moving-in.md"
_GQA = "# GQA\n\n여러 query head가 key와 value를 나누어 쓴다.\n"  # the guide does not show it


def blocks(language: str) -> list[str]:
    """The blocks of the guide in a language, in order."""
    pattern = rf"^(?P<marks>`{{3,4}}){language}\n(?P<text>.*?)^(?P=marks)$"
    return [match["text"] for match in re.finditer(pattern, GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)]


def write(folder: Path) -> None:
    """Write the list, its notes and its figure."""
    listed, lora, *_pages = blocks("markdown")
    files = {"README.md": listed, "papers/LoRA/contents.md": lora, "papers/GQA/contents.md": _GQA}
    support.write(folder, files)
    Image.new("RGB", (1, 1)).save(folder / "papers/LoRA/Untitled.png")
