"""Emphasis and quotation marks next to Hangul, Kanji and Kana; all else as CommonMark has it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import unicodedata
from functools import cache
from importlib.metadata import version
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from papershelf.sources.lines.markup import blocks
from papershelf.sources.markdown import text
from papershelf.sources.markdown.emphasis import friendly
from papershelf.sources.markdown.quotes import is_cjk
from support import ROOT


@cache
def parser(*, cjk: bool = True) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"typographer": True}).enable(["smartquotes", "strikethrough"])
    return made.use(friendly, lambda: cjk)


def shown(markdown: str, *, cjk: bool = True) -> str:
    """Inline HTML with short names for the tags."""
    html = parser(cjk=cjk).renderInline(markdown)
    return html.replace("strong>", "b>").replace("em>", "i>").replace("&quot;", '"')


EMPHASIS = {
    "**모델(LLM)**은": "<b>모델(LLM)</b>은",
    "**정확도 90%**를": "<b>정확도 90%</b>를",
    "**“인용”**을": "<b>“인용”</b>을",
    "**[링크](https://example.org)**를": '<b><a href="https://example.org">링크</a></b>를',
    "**$x$**는": "<b>$x$</b>는",
    "*기울임(이탤릭)*체": "<i>기울임(이탤릭)</i>체",
    "~~지움(삭제)~~은": "<s>지움(삭제)</s>은",
    "이는**(중요)** 하다": "이는<b>(중요)</b> 하다",
    "**`code`**는": "<b><code>code</code></b>는",
    "이**(a)**는 *b(c)*가 **`d`**도": "이<b>(a)</b>는 <i>b(c)</i>가 <b><code>d</code></b>도",
    "**テスト。**テスト": "<b>テスト。</b>テスト",
    "太郎は**「こんにちは」**といった": "太郎は<b>「こんにちは」</b>といった",
    "**ﾊﾝｶｸ。**a": "<b>ﾊﾝｶｸ。</b>a",  # half-width
    "**a(\u1112\u1161\u11ab)**\u11ab": "<b>a(\u1112\u1161\u11ab)</b>\u11ab",  # Jamo that has no width of its own
    "**a(b)**\ud7b0": "<b>a(b)</b>\ud7b0",  # Jamo of older Korean
    "**(a)**𠀋": "<b>(a)</b>𠀋",
    "葛\U000e0100**(a)** b": "葛\U000e0100<b>(a)</b> b",  # ideographic variation
    "塚\ufe00**(a)** b": "塚\ufe00<b>(a)</b> b",  # standardised variation
    "a\u201d\ufe01**(b)** c": "a\u201d\ufe01<b>(b)</b> c",  # a quotation mark made full-width
    "**a\u201c\ufe00**b": "**a\u201c\ufe00**b",  # one made narrow: no CJK text
    "**㊙️(a)**는": "<b>㊙️(a)</b>는",
    # where there is no CJK character, or a blank, CommonMark's rule holds
    "**a(b)**c": "**a(b)**c",
    "**😀(a)**b": "**😀(a)**b",
    "**a(b)**😀": "<b>a(b)</b>😀",  # the emoji is a symbol, so punctuation
    "** 굵게**는": "** 굵게**는",
    "**굵게 **는": "**굵게 **는",
    "2 * 3(개) * 4": "2 * 3(개) * 4",
    r"\*\*말(a)**은": "**말(a)**은",
    "`**말(a)**은`": "<code>**말(a)**은</code>",
    "_기울임(이탤릭)_체": "_기울임(이탤릭)_체",  # the underscore stays CommonMark's
    "__굵게(볼드)__는": "__굵게(볼드)__는",
    "snake_case_는": "snake_case_는",
    "“塚\ufe00”_a_": "“塚\ufe00”<i>a</i>",
}

QUOTES = {
    '**"인용"**을': "<b>“인용”</b>을",
    '"인용"을': "“인용”을",
    "그는 '인용'을 \"모델(LLM)\"은": "그는 ‘인용’을 “모델(LLM)”은",
    '그는"인용"이라': "그는“인용”이라",
    '"**굵게**"는': "“<b>굵게</b>”는",
    "\"바깥 '안'의\" 말": "“바깥 ‘안’의” 말",
    "**'한'**과 don't": "<b>‘한’</b>과 don’t",
    '"하나"를\n"둘"을': "“하나”를\n“둘”을",
    'don\'t "a"b': 'don’t "a"b',
    '1"" 2\'는': '1"" 2\'는',
}


@pytest.mark.parametrize("markdown", EMPHASIS)
def test_emphasis_is_shown_beside_cjk_characters(markdown: str) -> None:
    assert shown(markdown) == EMPHASIS[markdown]


@pytest.mark.parametrize("markdown", QUOTES)
def test_quotation_marks_turn_the_right_way(markdown: str) -> None:
    assert shown(markdown) == QUOTES[markdown]


def test_a_library_may_want_commonmark() -> None:
    plain = MarkdownIt("commonmark", {"typographer": True}).enable(["smartquotes", "strikethrough"])
    for markdown in [*EMPHASIS, *QUOTES]:
        assert parser(cjk=False).render(markdown) == plain.render(markdown), markdown


def test_no_state_is_left_behind() -> None:
    before = StateInline.scanDelims
    parser().renderInline("**모델(LLM)**은")
    assert StateInline.scanDelims is before
    assert MarkdownIt("commonmark").renderInline("**모델(LLM)**은") == "**모델(LLM)**은"


def test_sources_are_read_alike() -> None:
    assert text.plain("**모델(LLM)**은 ~~지움(삭제)~~도") == "모델(LLM)은 지움(삭제)도"
    assert text.plain("**모델(LLM)**은", cjk_emphasis=False) == "**모델(LLM)**은"
    assert text.summary_lines("- **모델(LLM)**은\n- *b(c)*가") == ("모델(LLM)은", "b(c)가")
    (line,) = blocks.read("**모델(LLM)**은 x").children[0].lines
    assert [(run.text, run.bold) for run in line.runs if run.text] == [("모델(LLM)", True), ("은 x", False)]


def test_the_table_is_what_unicode_says() -> None:
    """As far as this Python knows the characters; an emoji is no letter, and no mark of one either."""
    newer = (range(0x2630, 0x2690), range(0x4DC0, 0x4E00), range(0x1D300, 0x1D377))  # wide since Unicode 16
    for code in range(0x110000):
        character = chr(code)
        kind = unicodedata.category(character)
        if kind in {"Cn", "Co", "Cs"}:
            continue
        hangul = unicodedata.name(character, "").startswith("HANGUL")
        wide = unicodedata.east_asian_width(character) in "WFH"
        wide = wide or any(code in signs for signs in newer)
        if kind[0] in "LMNPZ" or not wide:
            assert is_cjk(character) == (wide or hangul), f"U+{code:04X}"
    assert [is_cjk(sign) for sign in "₩😀⌚★〰㊙🈂"] == [True, False, False, False, True, True, True]


def _suite() -> list[dict[str, Any]]:
    """The examples of the CommonMark specification, which markdown-it-py's source distribution holds."""
    name = f"markdown-it-py=={version('markdown-it-py')}"
    folder = ROOT / "build" / "commonmark" / name.replace("==", "-")
    if not list(folder.glob("*.tar.gz")):
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q", "--no-deps")
        command = [*pip, "--no-binary", "markdown-it-py", "-d", str(folder), name]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
        if done.returncode:
            pytest.skip(f"needs the source distribution of {name}: {done.stderr.strip().splitlines()[-1]}")
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        (member,) = [name for name in files.getnames() if name.endswith("/commonmark.json")]
        content = files.extractfile(member)
        assert content is not None
        return list(json.load(content))


def test_the_examples_of_commonmark_read_as_before() -> None:
    suite = _suite()
    plain, ours = MarkdownIt("commonmark"), MarkdownIt("commonmark").use(friendly)
    differing = [case["markdown"] for case in suite if plain.render(case["markdown"]) != ours.render(case["markdown"])]
    assert len(suite) > 600
    assert not [markdown for markdown in differing if not any(map(is_cjk, markdown))]
    # and with a letter of another script at every blank or none, all the same
    for case in suite:
        other = re.sub("[a-c]", lambda match: {"a": "é", "b": "ж", "c": "—"}[match[0]], case["markdown"])
        assert plain.render(other) == ours.render(other), other
