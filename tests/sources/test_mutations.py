"""Sources with a few bytes changed: never a traceback, and nothing that is lost without a word."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable

import pytest

from papershelf.exports import bibtex as to_bibtex
from papershelf.exports import csl as to_csl
from papershelf.exports import ris as to_ris
from papershelf.model.record.paper import Paper, parse_authors
from papershelf.sources.bibliographies import bibtex, csl, papers_json, ris
from papershelf.sources.bibliographies.entries.records import Record
from sources.test_round_trips import ODD, as_papers_json
from support import LONG

MUTATIONS = 2000 if LONG else 200
PAPERS = (
    Paper("lora", "LoRA", authors=parse_authors("Ann Lee; {Qwen Team}"), date="2021-06", venue="ICLR 2022",
          arxiv="2106.09685",
          category="x", tags=("a",), summary=("one", "둘")),
    ODD,
    Paper("b", "한글 제목", links=(("url", "https://example.org/"),)),
)  # fmt: skip
_INSERTED = (
    ["{", "}", "\"", "@", "\\", "#", ",", "=", "\n", "\r", "[", "]", "(", ")", "\0", "\ufeff", "$", "%", "é",
     "한", "@misc{x,", "TY  - ", "ER  - ", "null", ":", "\\u", " and ", "crossref={lora}", "--", "\x85"]
)  # fmt: skip
FOREIGN = (
    '@string{x = "y"}\n@article{a, title={A}, crossref={b}}\n@book(b, title="B" # x, year=2020)\n@misc{c, title={C}}\n'
)
SOURCES: dict[str, tuple[str, Callable[[str], list[Record]]]] = {
    "bibtex": (to_bibtex.bibliography(PAPERS) + FOREIGN, bibtex.parse),
    "csl": (to_csl.bibliography(PAPERS), csl.parse),
    "ris": (to_ris.bibliography(PAPERS), ris.parse),
    "json": (as_papers_json(PAPERS), papers_json.parse),
}


def mutated(text: str, chance: random.Random) -> str:
    """A text with one to five cuts, doublings and insertions."""
    for _ in range(chance.randint(1, 5)):
        at, length = chance.randrange(len(text) + 1), chance.choice([1, 1, 2, 10, 80])
        what = chance.choice(["cut", "double", "insert", "swap"])
        if what == "cut":
            text = text[:at] + text[at + length :]
        elif what == "double":
            text = text[:at] + text[at : at + length] + text[at:]
        elif what == "insert":
            text = text[:at] + chance.choice(_INSERTED) + text[at:]
        else:
            text = text[:at] + text[at : at + length][::-1] + text[at + length :]
    return text


def entries(name: str, text: str) -> int:
    """How many entries a text has at least, counted by what begins one."""
    if name == "bibtex":
        lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
        return sum(bool(re.match(r"[ \t]*@(?!comment|string|preamble)\w+[ \t]*[{(]", line, re.I)) for line in lines)
    if name == "ris":
        return len(re.findall(r"(?:^|\r\n|\r|\n)\s*TY {0,3}- ", text.removeprefix("\ufeff")))
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return 1 if text.strip(" ,\n\r\t[]{}") else 0
    found = whole.get("papers", whole.get("items", [whole])) if isinstance(whole, dict) else whole
    return len(found) if isinstance(found, list) else 0


@pytest.mark.parametrize("name", SOURCES)
def test_mutated_sources_give_no_traceback_and_lose_no_entry(name: str) -> None:
    text, parse = SOURCES[name]
    assert len(parse(text)) >= len(PAPERS)
    for seed in range(MUTATIONS):
        changed = mutated(text, random.Random(f"{name}-{seed}"))
        records = parse(changed)
        assert all(record.paper or record.problems for record in records), seed
        assert len(records) >= entries(name, changed), seed
        keys = [record.paper.key for record in records if record.paper]
        assert len(keys) == len(set(keys)), seed
