"""Preview cards: their size, their colours, and glyphs instead of boxes."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFont

from papershelf.model.record.paper import Status
from papershelf.write.previews import drawing
from papershelf.write.previews.drawing import FONT, HEIGHT, WIDTH, Card, draw, drawable, wrap
from work import grows_as_its_input

CARD = Card("책장", "LoRA", "낮은 rank로 큰 모델을 미세조정하기", "두 행렬의 곱만 학습한다.", "방법 · 완료")


def opened(card: Card) -> Image.Image:
    image = Image.open(io.BytesIO(draw(card)))
    image.load()
    return image


def test_a_card_is_a_small_picture_of_few_colours() -> None:
    image = opened(CARD)
    assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    assert len(draw(CARD)) < 60_000
    colours = image.convert("RGB").getcolors(16)
    assert colours is not None
    assert max(colours)[1] == (255, 255, 255)


@pytest.mark.parametrize("status", Status)
def test_the_bar_tells_the_state(status: Status) -> None:
    bars = {opened(Card("a", "", "b", "", "", state)).convert("RGB").getpixel((2, 300)) for state in Status}
    assert len(bars) == len(Status)
    image = opened(Card("a", "", "b", "", "", status)).convert("RGB")
    assert image.getpixel((2, 300)) == drawing._COLOURS[status]


def test_the_same_texts_give_the_same_bytes() -> None:
    assert draw(CARD) == draw(CARD)
    assert draw(CARD) != draw(Card("책장", "LoRA", "다른 제목", "", ""))


def test_the_font_has_every_hangul_syllable_and_what_it_says_it_has() -> None:
    known = drawing._known()
    assert {*range(0xAC00, 0xD7A4), *range(0x21, 0x7F)} <= known
    font = ImageFont.truetype(FONT, 20, layout_engine=ImageFont.Layout.BASIC)
    box = bytes(font.getmask("\U0001f600"))
    boxes = [chr(c) for c in sorted(known)[::7] if bytes(font.getmask(chr(c))) == box]
    assert boxes == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("가나다 ABC éñ", "가나다 ABC éñ"),
        ("한글", "한글"),
        ("x² → ∞", "x² → ∞"),
        ("学習 🙂🙂 data", "· · data"),
        ("ﬁne ①", "fine 1"),
        ("a\u202eb\u200bc\x08d\u00a0e\tf", "abcd e f"),
        ("e\u0301 q\u0301", "é q"),
    ],
)
def test_what_the_font_lacks_leaves_no_box(text: str, shown: str) -> None:
    assert drawable(text) == shown
    assert all(ord(char) in drawing._known() for char in drawable(text))


def test_lines_break_between_words_and_end_in_an_ellipsis() -> None:
    lines = wrap("가중치의 변화량을 낮은 행렬로 나누어 " * 6, 60, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    words = {"가중치의", "변화량을", "낮은", "행렬로", "나누어"}
    assert all(set(line.split()) <= words for line in lines[:2])
    assert all(drawing._fits(line, 60) for line in lines)


def test_a_word_longer_than_a_line_is_broken_and_costs_little() -> None:
    assert all(drawing._fits(line, 60) for line in wrap("가" * 200, 60, 20))
    assert "".join(wrap("가" * 100, 60, 20)) == "가" * 100

    def run(count: int) -> None:
        draw(Card("가" * count, "W" * count, "W" * count, "가 " * count, "i" * count))

    assert grows_as_its_input(run, 1000, 4000)
