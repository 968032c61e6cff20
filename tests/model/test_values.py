"""What the converters take, what they make of it, and what they refuse."""

from __future__ import annotations

import pytest

from papershelf.model.text import values


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("2106.09685", ("2106.09685", "")),
        (" 2106.09685v2 ", ("2106.09685", "v2")),
        ("cs/0112017", ("cs/0112017", "")),
        ("math.GT/0309136v3", ("math.GT/0309136", "v3")),
        ("arXiv:2106.09685", ("2106.09685", "")),
        ("https://arxiv.org/abs/2106.09685v1", ("2106.09685", "v1")),
        ("https://arxiv.org/pdf/2106.09685.pdf", ("2106.09685", "")),
        ("https://arxiv.org/abs/cs/0112017", ("cs/0112017", "")),
    ],
)
def test_arxiv(raw: str, found: tuple[str, str]) -> None:
    assert values.arxiv(raw) == found


@pytest.mark.parametrize(
    "raw", ["", "2106.096", "2113.09685", "2100.09685", "2106.09685v0", "https://example.org/abs/2106.09685", "LoRA"]
)
def test_arxiv_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r"2106\.09685v2"):
        values.arxiv(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "10.1000/182",
        "doi:10.1000/182",
        "DOI: 10.1000/182",
        "https://doi.org/10.1000/182",
        "http://dx.doi.org/10.1000%2F182",
    ],
)
def test_doi(raw: str) -> None:
    assert values.doi(raw) == "10.1000/182"


@pytest.mark.parametrize(
    "raw", ["", "10.1000", "11.1000/182", "https://example.org/10.1000/182", '10.1000/"a', "10.1/2"]
)
def test_doi_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="a DOI is written"):
        values.doi(raw)


@pytest.mark.parametrize("raw", ["2021", "2021-06", "2021-06-17", "2024-02-29"])
def test_partial_date(raw: str) -> None:
    assert values.partial_date(f" {raw} ") == raw


@pytest.mark.parametrize("raw", ["", "21", "2021-6", "2021/06", "2021-13", "2023-02-29", "0000", "2021-06-17T00:00"])
def test_partial_date_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="a date is written 2021, 2021-06 or 2021-06-17"):
        values.partial_date(raw)


def test_a_day_is_whole() -> None:
    assert values.day("2021-06-17") == "2021-06-17"
    with pytest.raises(ValueError, match="a day is written"):
        values.day("2021-06")


@pytest.mark.parametrize("raw", ["https://example.org/a?b=c#d", "HTTP://example.org", "https://[::1]/"])
def test_url(raw: str) -> None:
    assert values.url(raw) == raw


@pytest.mark.parametrize(
    "raw",
    ["javascript:alert(1)", "ftp://example.org/", "//example.org", "https:///x", "example.org", "data:text/html,x",
     "https://a b", 'https://a/"x', "https://a/<x>", "https://[x", "https://a/\x07"],
)  # fmt: skip
def test_url_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="only absolute http:// and https:// URLs"):
        values.url(raw)


@pytest.mark.parametrize("raw", ["lora", "gpt-4", "2x", "a.b_c"])
def test_key(raw: str) -> None:
    assert values.key(f" {raw} ") == raw


@pytest.mark.parametrize("raw", ["", "LoRA", "-a", ".a", "a b", "a/b", "로라", "a\u0301"])
def test_key_refused(raw: str) -> None:
    with pytest.raises(ValueError, match="lower-case letters a-z"):
        values.key(raw)


def test_lists_keep_order_and_drop_doubles() -> None:
    assert values.keys("b, a,, b ,") == ("b", "a")
    assert values.words(" low  rank, peft, peft") == ("low rank", "peft")


def test_text_is_composed_and_folded() -> None:
    assert values.text(" \u1112\u1161\u11ab글 \t\n x ") == "한글 x"


def test_a_title_has_an_end() -> None:
    assert values.title("x" * values.MAX_TITLE)
    with pytest.raises(ValueError, match="this one has 501"):
        values.title("x" * (values.MAX_TITLE + 1))


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Flash Attention", "flash-attention"),
        ("Don't stop!", "dont-stop"),
        ("Café: GPT-4.1?", "cafe-gpt-4.1"),
        ("한글", ""),
    ],
)
def test_slug(raw: str, found: str) -> None:
    assert values.slug(raw) == found
