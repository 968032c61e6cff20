"""Bibliographies that are no UTF-8, as real bytes."""

from __future__ import annotations

import pytest

from papershelf.sources.bibliographies.encodings import decoded
from papershelf.sources.found import SourceError

KOREAN = """@article{kim2019,
  author = {김철수 and 이영희},
  title = {한국어 문장 분류를 위한 신경망},
  journal = {정보과학회논문지},
  year = {2019}
}
"""
RIS = "TY  - JOUR\r\nAU  - 박민수\r\nTI  - 심층 학습을 이용한 문서 요약\r\nT2  - 학술발표논문집\r\nER  - \r\n"
GERMAN = "@article{go, author={Gödel, Kurt}, title={Über formal unentscheidbare Sätze}, year=1931}\n"
FRENCH = "@article{a, author={Fréchet, Émile}, title={Études françaises à l’École – déjà vu}}\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "cp949"),
        (KOREAN, "euc-kr"),
        (RIS, "cp949"),
        (KOREAN.replace("문장", "똠방각하"), "cp949"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (GERMAN * 3 + "@misc{x, title={" + "plain words of English " * 300 + "}}", "cp1252"),
    ],
)
def test_what_the_bytes_tell_is_said(text: str, encoding: str) -> None:
    read = "cp1252" if encoding == "cp1252" else "cp949"
    assert decoded(text.encode(encoding)) == (text, f"the file is no UTF-8; it was read as {read}")


@pytest.mark.parametrize(
    ("line", "encoding"),
    [("% Encoding: nonsense", ""), ("% Encoding: EUC-KR", "cp949"), ("%Encoding: x-windows-949", "cp949"),
     ("% Encoding: Cp1252", "cp1252"), ("% !TeX encoding = UTF-8", "utf-8"), ("% Encoding: ISO8859_1", "latin-1")],
)  # fmt: skip
def test_the_line_of_the_file_comes_first(line: str, encoding: str) -> None:
    text = f"{line}\n\n{GERMAN if encoding in {'cp1252', 'latin-1'} else KOREAN}"
    if encoding:
        assert decoded(text.encode(encoding)) == (text, "")
    else:
        with pytest.raises(SourceError, match="'nonsense', which is no known encoding; name it with --encoding"):
            decoded(text.encode("cp949"))


def test_utf_8_and_marks() -> None:
    assert decoded(KOREAN.encode()) == (KOREAN, "")
    assert decoded(KOREAN.encode("utf-16"))[0] == KOREAN


def test_the_encoding_that_the_reader_names_wins() -> None:
    assert decoded(KOREAN.encode("cp949"), "cp949") == (KOREAN, "")
    with pytest.raises(SourceError, match=r"--encoding says utf-8, but line 2 has bytes that are none"):
        decoded(KOREAN.encode("cp949"), "utf-8")
    with pytest.raises(SourceError, match="--encoding says 'hangul', which is no known encoding"):
        decoded(KOREAN.encode("cp949"), "hangul")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("@misc{a, title={한국어}}".encode("cp949"), "it may be cp949 or gb18030"),
        (b"% Encoding: UTF-8\n" + KOREAN.encode("cp949"), "line 3 has bytes that are none"),
        (b"\xff\x00\x01", "no text"),
    ],
)
def test_what_nobody_can_be_sure_of_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        decoded(data)
