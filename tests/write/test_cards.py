"""The files of cards: each paper has one where the script looks for it, and a change of a paper changes one file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from papershelf.write.files import cards
from support import Site, category, home, paper


def called(path: Path) -> tuple[str, Any]:
    """The call of a file, and what it hands over."""
    call, _, rest = path.read_text(encoding="utf-8").partition("(")
    return call, json.loads(rest.removesuffix(");\n"))


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((out / "cards").iterdir())}


def stamps(out: Path) -> dict[str, int]:
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def many(make_site: Callable[[Mapping[str, str]], Site], monkeypatch: pytest.MonkeyPatch) -> Site:
    """Papers in four files of few; the first is mentioned by the second."""
    monkeypatch.setattr(cards, "PER_FILE", 6)
    files = {f"papers/p{n:03}.md": paper(f"Paper {n}", f"p{n:03}") for n in range(18)}
    files["papers/p001.md"] = paper("Paper 1", "p001", body="See {paper:ref}`p000`.")
    return make_site({"index.md": home("methods"), "methods.md": category(), **files})


def test_the_file_of_an_address_is_told_by_its_crc32() -> None:
    assert [cards.file_of("123456789", count) for count in (1, 2, 1024)] == [0, 0, 0xCBF43926 % 1024]


@pytest.mark.parametrize(("papers", "count"), [(0, 1), (1, 1), (64, 1), (65, 2), (128, 2), (129, 4), (10_000, 256)])
def test_few_cards_stand_in_a_file(papers: int, count: int) -> None:
    assert cards.file_count(papers) == count


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_paper_has_its_card_where_links_lead(small: Site, builder: str) -> None:
    small.write({"papers/rag.md": paper("Retrieval", "rag", summary="- one *line*\n- two\n- three\n- four")})
    assert small.build(builder=builder) == ""
    out = small.out / builder
    call, index = called(out / "cards" / "index.js")
    assert (call, index["files"]) == ("papershelfCards.index", 1)
    assert index["states"] == {"planned": "planned", "reading": "reading", "writing": "in progress", "done": "done"}
    call, found = called(out / "cards" / "0.js")
    assert call == "papershelfCards.add"
    page = "{}/" if builder == "dirhtml" else "{}.html"
    assert found == {
        page.format("papers/rag"): ["Retrieval", "", "", "done", ["one <em>line</em>", "two", "three"]],
        page.format("papers/gqa"): ["Grouped Queries", "Ann Lee, Bo Kim", "2023", "done", ["one", "two", "three"]],
        page.format("papers/llm"): ["A Model", "", "", "done", ["one", "two", "three"]],
        page.format("methods") + "#paper-flash": ["Flash Attention", "", "2022", "planned", []],
        page.format("methods") + "#paper-peft": ["PEFT", "", "", "planned", []],
    }


def test_venue_and_first_year_are_told_apart(small: Site) -> None:
    options = ":category: methods\n:year: 2021\n:venue: {}"
    small.write({f"papers/{key}.md": paper(key, key, options=options.format(venue)) for key, venue in VENUES.items()})
    small.build()
    found = called(small.out / "html" / "cards" / "0.js")[1]
    assert [found[f"papers/{key}.html"][2] for key in VENUES] == [
        "ICLR 2022 · first version 2021",
        "NeurIPS 2021",
        "Nature · 2021",
    ]


VENUES = {"later": "ICLR 2022", "same": "NeurIPS 2021", "journal": "Nature"}


def test_an_edited_summary_changes_one_file_and_no_page_that_links(many: Site) -> None:
    assert many.build() == ""
    out = many.out / "html"
    before = stamps(out)
    many.write({"papers/p000.md": paper("Paper 0", "p000", summary="- one\n- two\n- three, but another")})
    assert many.build() == ""
    after = stamps(out)
    changed = {name for name in after if after[name] != before.get(name)}
    number = cards.file_of("papers/p000.html", 4)
    assert {name for name in changed if name.startswith("cards/")} == {f"cards/{number}.js"}
    assert "papers/p000.html" in changed
    assert "papers/p001.html" not in changed


def test_an_edited_body_changes_no_card(many: Site) -> None:
    many.build()
    before = stamps(many.out / "html" / "cards")
    many.write({"papers/p000.md": paper("Paper 0", "p000", body="Other words.")})
    many.build()
    assert stamps(many.out / "html" / "cards") == before


def test_cards_after_edits_are_those_of_a_build_from_nothing(many: Site) -> None:
    many.build()
    many.write({"papers/p000.md": paper("New title", "p000", options=":category: methods\n:status: reading")})
    for number in range(6, 12):
        (many.source / "papers" / f"p{number:03}.md").unlink()
    many.build()
    out = many.out / "html"
    found = contents(out)
    assert set(found) == {"index.js", "0.js", "1.js"}  # two files are gone, for fewer papers need fewer
    shutil.rmtree(many.out)
    many.build(fresh=True)
    assert contents(out) == found
    shutil.rmtree(many.out)
    many.build(fresh=True, parallel=2)
    assert contents(out) == found


def test_a_damaged_file_is_mended(many: Site) -> None:
    many.build()
    found = contents(many.out / "html")
    (many.out / "html" / "cards" / "2.js").write_text("broken")
    many.build()
    assert contents(many.out / "html") == found


def test_only_sites_have_cards(small: Site) -> None:
    small.build(builder="singlehtml")
    assert not (small.out / "singlehtml" / "cards").exists()
    assert "papershelf-cards.js" not in (small.out / "singlehtml" / "index.html").read_text(encoding="utf-8")
