"""Bibliographies that are no UTF-8, as real bytes."""

from __future__ import annotations

import pytest

from papershelf.sources.bibliographies.files import decoded
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
TEXTS = {
    "korean": KOREAN,
    "references": RIS,
    "tags": "%0 Journal Article\n%A 김철수\n%T 문서 요약의 새로운 방법에 관한 연구\n%J 한국정보과학회지\n%D 2020\n",
    "german": GERMAN,
    "french": FRENCH,
    "spanish": "@book{a, author={García Márquez, Gabriel}, title={Cien años de soledad}, publisher={Sudamericana}}\n",
    "nordic": "@book{a, author={Ibsen, Henrik}, title={Når vi døde vågner, på færd med Ærø}, publisher={Ågård}}\n",
    "polish": "@article{a, author={Łukasiewicz, Jan}, title={O logice trójwartościowej i jej zastosowaniach}}\n",
    "czech": "@article{a, author={Dvořák, Jiří}, title={Počítačové zpracování přirozeného jazyka v češtině}}\n",
    "turkish": "@article{a, author={Özgür, Ayşe}, title={Türkçe metinlerin sınıflandırılması için yöntemler}}\n",
    "greek": "@article{a, author={Παπαδόπουλος, Γιώργος}, title={Επεξεργασία φυσικής γλώσσας}}\n",
    "russian": "@article{a, author={Колмогоров, Андрей}, title={Основные понятия теории вероятностей}}\n",
    "japanese": "@article{a, author={山田 太郎}, title={日本語の文書を要約するための深層学習の手法について}}\n",
    "chinese": "@article{a, author={王小明 and 李华}, title={基于深度学习的中文文本摘要方法研究与应用}}\n",
}
GUESSED = {
    ("korean", "cp949"): "cp949", ("korean", "euc-kr"): "cp949", ("references", "cp949"): "cp949",
    ("tags", "euc-kr"): "cp949", ("german", "cp1252"): "cp1252", ("german", "latin-1"): "cp1252",
    ("french", "cp1252"): "cp1252", ("french", "mac_roman"): "", ("spanish", "latin-1"): "cp1252",
    ("nordic", "cp1252"): "cp1252", ("polish", "cp1250"): "", ("polish", "iso8859-2"): "", ("czech", "cp1250"): "",
    ("turkish", "cp1254"): "", ("greek", "cp1253"): "", ("russian", "cp1251"): "", ("russian", "koi8-r"): "",
    ("japanese", "shift_jis"): "cp932", ("japanese", "euc-jp"): "", ("chinese", "gb18030"): "gb18030",
}  # fmt: skip
"""A text and its encoding to the one it is read as where nobody names it; nothing where it is refused."""


@pytest.mark.parametrize(("name", "encoding"), GUESSED)
@pytest.mark.parametrize("told", ["by the file", "by the reader", "by nobody"])
def test_no_text_is_read_as_another(name: str, encoding: str, told: str) -> None:
    text, guess = TEXTS[name], GUESSED[name, encoding]
    if told == "by the file":
        text = f"% Encoding: {encoding}\n\n{text}"
    if told == "by nobody" and not guess:
        with pytest.raises(SourceError, match="name it with --encoding"):
            decoded(text.encode(encoding))
        return
    found = decoded(text.encode(encoding), encoding if told == "by the reader" else "")
    assert found == (text, f"the file is no UTF-8; it was read as {guess}" if told == "by nobody" else "")


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
    assert decoded(KOREAN.encode("utf-8-sig")) == decoded(KOREAN.encode("utf-8-sig"), "utf-8") == (KOREAN, "")


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
