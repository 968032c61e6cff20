"""The setting `papershelf_libraries`."""

from __future__ import annotations

import pytest

from papershelf.libraries.declared import Declared, accepted, declared, home


def test_a_library_is_an_address_or_an_address_and_a_copy() -> None:
    given = {"lab-a": "https://A.example/ko/latest", "old": ("http://b.example/papers.json", "_cache/old.json")}
    assert declared(given) == [
        Declared("lab-a", "https://a.example/ko/latest/"),
        Declared("old", "http://b.example/", "_cache/old.json"),
    ]
    assert declared(given)[0].source == "https://a.example/ko/latest/papers.json"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (["https://a.example/"], "it is a table of names and addresses"),
        ({"Lab A": "https://a.example/"}, "found the name 'Lab A'.*did you mean 'lab-a'"),
        ({7: "https://a.example/"}, "found the name 7"),
        ({"a:b": "https://a.example/"}, "found the name 'a:b'"),
        ({"a": ""}, "a: found ''; it is an address, or"),
        ({"a": None}, "a: found None"),
        ({"a": ("https://a.example/", "x", "y")}, "it is an address, or an address and a local copy"),
        ({"a": ("https://a.example/", None)}, "it is an address, or an address and a local copy"),
        ({"a": "a.example"}, "only absolute http"),
        ({"a": "file:///etc/"}, "only absolute http"),
        ({"a": "https://a.example/?x"}, "neither '\\?' nor '#'"),
        ({"a": "https://user:secret@a.example/"}, "no password"),
    ],
)
def test_anything_else_says_what_is_allowed(given: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        declared(given)


def test_a_name_given_twice_and_the_library_itself_are_left_out() -> None:
    given = {
        "lab-a": "https://a.example/",
        "lab_a": "https://b.example/",
        "again": "http://A.example/index.html",
        "me": "https://me.example/ko",
    }
    taken, complaints = accepted(declared(given), "http://me.example/ko/")
    assert [library.name for library in taken] == ["lab-a"]
    assert complaints == [
        "'lab_a' and 'lab-a' are one name; the first is used; 'lab_a' is left out",
        "'again' is 'lab-a' once more: http://a.example/; 'again' is left out",
        "'me' is this library itself; its papers need no name; 'me' is left out",
    ]


@pytest.mark.parametrize(
    "address", ["https://a.example", "https://a.example/papers.json", "HTTPS://a.example/index.html"]
)
def test_an_address_is_that_of_the_home_page(address: str) -> None:
    assert home(address) == "https://a.example/"
