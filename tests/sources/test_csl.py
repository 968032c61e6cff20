"""CSL-JSON, Zotero and Better BibTeX as they export."""

from __future__ import annotations

import json
from typing import Any

import pytest

from papershelf.model.record.paper import Paper, Status
from papershelf.sources.bibliographies.csl import parse


def one(item: Any) -> Paper:
    [record] = parse(json.dumps([item]))
    assert record.paper is not None, record.problems
    return record.paper


def test_an_item_as_zotero_writes_csl() -> None:
    paper = one(
        {
            "id": "http://zotero.org/users/1/items/ABC",
            "citation-key": "huLoRA2021",
            "type": "article",
            "title": "<i>LoRA</i>: Low-Rank &amp; more",
            "title-short": "LoRA",
            "author": [
                {"family": "Hu", "given": "Edward J."},
                {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
                {"family": "King", "given": "Martin", "suffix": "Jr."},
                {"literal": "Qwen Team"},
            ],
            "issued": {"date-parts": [["2021", 10, 16]]},
            "number": "arXiv:2106.09685",
            "URL": "http://arxiv.org/abs/2106.09685",
            "note": "arXiv:2106.09685 [cs]",
            "abstract": "<jats:p>Words</jats:p>",
            "source": "arXiv.org",
        }
    )
    assert (paper.key, paper.title, paper.short_title) == ("hulora2021", "LoRA: Low-Rank & more", "LoRA")
    assert [a.sort_name for a in paper.authors] == [
        "Hu, Edward J.",
        "van der Berg, Jan",
        "King, Martin, Jr.",
        "Qwen Team",
    ]
    assert (paper.date, paper.arxiv, paper.links, paper.note) == ("2021-10-16", "2106.09685", (), "")
    assert paper.status is Status.PLANNED


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2021]]}, "2021"),
        ({"date-parts": [[2021, 2]]}, "2021-02"),
        ({"date-parts": [[2021, 2, 31]]}, "2021-02"),
        ({"raw": "circa 2021/3"}, "2021-03"),
        ({"literal": "in press"}, ""),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": "2021"}, ""),
        ([], ""),
    ],
)
def test_dates(issued: Any, date: str) -> None:
    assert one({"id": "a", "title": "T", "issued": issued}).date == date


def test_better_bibtex_json_with_collections_and_attachments() -> None:
    document = {
        "config": {"label": "BetterBibTeX JSON"},
        "collections": {"K": {"key": "K", "name": "Machine Learning", "items": [7]}},
        "items": [
            {
                "itemID": 7, "itemType": "conferencePaper", "citationKey": "hu21", "title": "LoRA",
                "creators": [{"firstName": "Edward", "lastName": "Hu", "creatorType": "author"},
                             {"name": "Qwen Team", "creatorType": "author"},
                             {"firstName": "E", "lastName": "D", "creatorType": "editor"}],
                "date": "2022-04", "proceedingsTitle": "ICLR", "DOI": "10.1/x",
                "extra": "arXiv: 2106.09685 [cs]\nCitation Key: z",
                "tags": [{"tag": "peft"}, {"tag": "a, b"}],
                "notes": [{"note": "<p>To <b>read</b></p>"}], "pages": "1-2",
            },
            {"itemType": "attachment", "title": "PDF"},
            {"itemType": "note", "note": "x"},
        ],
    }  # fmt: skip
    paper, attachment, note = parse(json.dumps(document, indent=1))
    assert paper.paper is not None
    assert [a.name for a in paper.paper.authors] == ["Edward Hu", "Qwen Team"]
    assert (paper.paper.key, paper.paper.category, paper.paper.venue) == ("hu21", "machine-learning", "ICLR 2022")
    assert (paper.paper.arxiv, paper.paper.tags, paper.paper.note) == ("2106.09685", ("peft", "a b"), "To read")
    assert (paper.paper.type, paper.groups[0][1]) == ("inproceedings", "Machine Learning")
    assert paper.paper.fields == (("pages", "1–2"), ("editor", "D, E"), ("date", "2022-04"), ("doi", "10.1/x"))
    assert "10.1/x" in paper.problems[0]
    assert attachment.problems == ("its kind is attachment, which is no paper",)
    assert note.paper is None


def test_zotero_from_its_server_wraps_items() -> None:
    item = {
        "key": "ABCD",
        "version": 1,
        "data": {"key": "ABCD", "itemType": "preprint", "title": "T", "archiveID": "arXiv:2106.09685"},
    }
    assert one(item).arxiv == "2106.09685"


def test_broken_items_are_reported_with_their_line_and_the_others_read() -> None:
    items = ['{"id": "a", "title": "A"}', '{"id": "b", "title": }', '{"id": "c", "title": "C"}', "3", '{"id": "d"}']
    text = "[\n  " + ",\n  ".join(items) + "\n]"
    records = parse(text)
    assert [(r.line, r.paper.key if r.paper else None) for r in records] == [
        (2, "a"), (3, None), (4, "c"), (5, None), (6, None),
    ]  # fmt: skip
    assert "line 3" in records[1].problems[0]
    cut = parse(text[:40])
    assert [r.paper is None for r in cut] == [False, True]
    ended = parse(text.replace("}", "}]", 1))
    assert [r.line for r in ended] == [2, 2]
    assert "Extra data" in ended[1].problems[0]


@pytest.mark.parametrize(
    "text", ["", "[]", " \n", "{}", "3", '"x"', "[" * 100_000, '{"a":' * 100_000, "null", "[nul", '["\ud800"]']
)
def test_what_is_no_list_gives_no_paper(text: str) -> None:
    assert all(record.paper is None for record in parse(text))


@pytest.mark.parametrize(
    "value", [None, 3, True, [], {}, [[]], [{}], "x", {"date-parts": [[{}]]}, "\ud800", 1e400, "{;}"]
)
@pytest.mark.parametrize(
    "name", ["id", "author", "issued", "container-title", "DOI", "URL", "keyword", "custom", "annote", "event"]
)
def test_values_of_any_type_do_no_harm(name: str, value: Any) -> None:
    [record] = parse(json.dumps([{"id": "a", "title": "T", name: value}]))
    assert record.paper is not None
    assert record.paper.title == "T"
