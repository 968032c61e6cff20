"""What becomes of links and images in Markdown, and how their words and addresses are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Image = Callable[[str, str], str]
"""Alternative text and address of an image to its Markdown."""
Link = Callable[[str, str], str]
"""Words and address of a link to its Markdown."""
Target = Callable[[str], str | None]
"""Address of a link in Markdown to another; nothing where it is to stay as it is."""


@dataclass(frozen=True)
class Rewriter:
    """What becomes of images and links; the words around them are made safe."""

    image: Image
    link: Link
    target: Target


def _image(alt: str, address: str) -> str:
    return f"![{clean_label(alt)}]({address_text(address)})" if safe_address(address) else clean_label(alt)


def _link(words: str, address: str) -> str:
    return f"[{words.strip()}]({address_text(address)})" if safe_address(address) else words


def clean_label(text: str) -> str:
    """Words as they may stand in the brackets of a link."""
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(text.split()))


def address_text(address: str) -> str:
    """An address as it may stand in the parentheses of a link."""
    address = address.strip().replace("\n", "")
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>" if re.search(r"[\s()<>]", address) else address


def safe_address(address: str) -> bool:
    """Whether an address is relative, or one of the web's."""
    bare = re.sub(r"[\x00-\x20\x7f-\x9f]", "", address)
    return bool(re.match(r"(?:https?|mailto):", bare, re.IGNORECASE)) or not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", bare)


PLAIN = Rewriter(_image, _link, lambda address: None if safe_address(address) else "")
