"""Collections of Zotero and groups of JabRef stand below each other as they do there."""

from __future__ import annotations

import json
from pathlib import Path

from papershelf.cli.imports.bibliographies import read
from papershelf.sources.bibliographies import bibtex, csl

ZOTERO = json.dumps(
    {
        "collections": {
            "C": {"key": "C", "name": "Misc", "parent": "B", "collections": [], "items": [2]},
            "A": {"key": "A", "name": "Vision", "collections": ["D"], "items": []},
            "B": {"key": "B", "name": "말뭉치", "collections": ["C"], "items": [3]},
            "D": {"key": "D", "name": "Misc", "parent": "A", "collections": [], "items": [1, 3]},
            "E": {"key": "E", "name": "Round", "parent": "F", "items": [4]},
            "F": {"key": "F", "name": "About", "parent": "E", "items": []},
        },
        "items": [
            {"itemID": number, "itemType": "book", "title": f"Title {number}", "citationKey": f"key{number}"}
            for number in range(1, 6)
        ],
    }
)
JABREF = """@book{one, title={One}, groups={Deep, Flat}}
@book{two, title={Two}}
@book{three, title={Three}, groups={Other}}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Top\\;0\\;1\\;0x8a8a8aff\\;\\;\\;;
2 StaticGroup:Deep\\;0\\;1\\;\\;\\;\\;;
2 ExplicitGroup:Old\\;0\\;tw
o\\;;
1 StaticGroup:Flat\\;0\\;1\\;\\;\\;\\;;
}
"""


def placed(records: list[csl.Record]) -> list[tuple[str, tuple[str, ...], dict[str, str]]]:
    return [(record.paper.category, record.paper.also_in, dict(record.parents)) for record in records if record.paper]


def test_nested_collections_of_zotero() -> None:
    records = csl.parse(ZOTERO)
    assert placed(records) == [
        ("misc", (), {"misc": "vision"}),
        ("malmungchi-misc", (), {"malmungchi-misc": "malmungchi"}),
        ("malmungchi", ("misc",), {"misc": "vision"}),
        ("round", (), {}),
        ("", (), {}),
    ]
    assert records[1].groups == (("malmungchi", "말뭉치"), ("malmungchi-misc", "Misc"))


def test_groups_of_jabref_and_those_of_its_early_versions() -> None:
    assert placed(bibtex.parse(JABREF)) == [
        ("deep", ("flat",), {"deep": "top"}),
        ("old", (), {"old": "top"}),
        ("other", (), {}),
    ]


def test_an_import_has_their_categories_below_each_other(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text(ZOTERO, encoding="utf-8")
    reading = read(tmp_path / "library.json")
    found = {heading.slug: (heading.title, heading.parent) for heading in reading.headings}
    assert found == {
        "vision": ("Vision", ""),
        "malmungchi": ("말뭉치", ""),
        "misc": ("Misc", "vision"),
        "malmungchi-misc": ("Misc", "malmungchi"),
        "round": ("Round", ""),
        "library": ("Library", ""),
    }
    slugs = [heading.slug for heading in reading.headings]
    assert slugs.index("vision") < slugs.index("misc")
