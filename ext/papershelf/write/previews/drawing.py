"""Drawing a preview card: texts on paper, a bar in the colour of the note's state.

The font comes with the package, so that every machine draws the same; see ``fonts/README.md``.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from papershelf.model.record.paper import Status

FONT = Path(__file__).parent / "fonts" / "card-sans-kr.otf"
WIDTH, HEIGHT = 1200, 630
"""What every site shows whole."""

VERSION = 1
"""Raised when the same texts are drawn otherwise."""

_MARGIN = 80
_BAR = 24
_FALLBACK = "·"
"""Stands for a character that the font lacks."""

_GREYS = 15
_PAPER, _INK = (255, 255, 255), (26, 30, 36)
_COLOURS = {
    Status.DONE: (26, 127, 75),
    Status.WRITING: (176, 112, 0),
    Status.READING: (31, 98, 178),
    Status.PLANNED: (98, 104, 114),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card, from top to bottom.

    :param label: category and state.
    """

    library: str
    name: str
    title: str
    insight: str
    label: str
    status: Status = Status.DONE


def draw(card: Card) -> bytes:
    """The card as a PNG of 16 colours."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(image)
    top = float(_MARGIN - 16)
    pen.text((_MARGIN, top), _line(card.library, 30), fill=110, font=_font(30))
    top += 72
    if card.name:
        pen.text((_MARGIN, top), _line(card.name, 40), fill=90, font=_font(40))
        top += 64
    size = 60 if len(card.title) < 60 else 48
    for line in wrap(drawable(card.title), size, 3):
        pen.text((_MARGIN, top), line, fill=0, font=_font(size), stroke_width=1, stroke_fill=0)
        top += size * 1.3
    top += 20
    room = max(1, int((HEIGHT - _MARGIN - 60 - top) // 44))
    for line in wrap(drawable(card.insight), 32, min(room, 3)):
        pen.text((_MARGIN, top), line, fill=60, font=_font(32))
        top += 44
    pen.text((_MARGIN, HEIGHT - _MARGIN - 12), _line(card.label, 28), fill=90, font=_font(28))
    return _png(image, _COLOURS[card.status])


def _png(image: Image.Image, colour: tuple[int, int, int]) -> bytes:
    """Greys become a few steps from ink to paper; the last place of the palette is the bar's."""
    steps = [round(grey * (_GREYS - 1) / 255) for grey in range(256)]
    image = image.point(steps)
    image.paste(_GREYS, (0, 0, _BAR, HEIGHT))
    palette: list[int] = []
    for step in range(_GREYS):
        share = step / (_GREYS - 1)
        palette += [round(ink + (paper - ink) * share) for ink, paper in zip(_INK, _PAPER, strict=True)]
    image.putpalette([*palette, *colour])
    file = io.BytesIO()
    image.save(file, "PNG", bits=4, compress_level=4)  # more takes twice the time for a fiftieth of the size
    return file.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _known() -> frozenset[int]:
    """Characters that the font has."""
    table = (FONT.parent / "characters.txt").read_text(encoding="ascii")
    found: set[int] = set()
    for span in table.split():
        first, _dash, last = span.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def drawable(text: str) -> str:
    """Text of which every character can be drawn: marks that cannot go, anything else leaves a dot."""
    made: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        plain = char if ord(char) in _known() else unicodedata.normalize("NFKD", char)
        if char.isspace():
            made.append(" ")
        elif all(ord(part) in _known() for part in plain):
            made.append(plain)
        elif unicodedata.category(char)[0] not in "MC" and made[-1:] != [_FALLBACK]:
            made.append(_FALLBACK)
    return " ".join("".join(made).split())


def wrap(text: str, size: int, most: int) -> list[str]:
    """Text in lines that fit the card, broken between words, Korean ones too; a longer word is broken anywhere.

    :param size: of the font in pixels.
    :param most: lines; the last one ends in an ellipsis when there is more.
    """
    lines: list[str] = []
    for piece, joint in _pieces(text, size):
        if lines and _fits(lines[-1] + joint + piece, size):
            lines[-1] += joint + piece
        elif len(lines) == most:
            lines[-1] = _cut(lines[-1], size)
            break
        else:
            lines.append(piece)
    return lines


def _pieces(text: str, size: int) -> Iterator[tuple[str, str]]:
    """Words that fit a line, with what joins each to the one before."""
    for word in text.split():
        joint = " "
        while not _fits(word, size):
            fitting = next(n for n in range(len(word) - 1, 0, -1) if _fits(word[:n], size))
            yield word[:fitting], joint
            word, joint = word[fitting:], ""
        yield word, joint


def _line(text: str, size: int) -> str:
    return next(iter(wrap(drawable(text), size, 1)), "")


def _fits(text: str, size: int) -> bool:
    return len(text) < 300 and _font(size).getlength(text) <= WIDTH - 2 * _MARGIN


def _cut(line: str, size: int) -> str:
    while line and not _fits(line + "…", size):
        line = line[:-1]
    return line.rstrip(" ,.;:") + "…"
