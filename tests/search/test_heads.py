"""Words that common ones begin with: their lists give the answers that their keys would, in fewer bytes."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from typing import Any

import pytest

from papershelf.search import heads, page, shards

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node")

SCRIPT = """
  const fs = require("node:fs"), vm = require("node:vm"), [folder] = process.argv.slice(1);
  const { expression, ...given } = JSON.parse(fs.readFileSync(0, "utf8"));
  const run = (name) => vm.runInThisContext(fs.readFileSync(`${folder}/papershelf-${name}.js`, "utf8"));
  ["korean", "index", "answers"].forEach(run);
  const asked = vm.runInThisContext(`(async (given) => ${expression})`)(given);
  asked.then((found) => process.stdout.write(JSON.stringify(found)));
"""
ANSWERS = """{
  const { tops, files, queries } = given;
  const held = (text) => JSON.parse(text.slice(text.indexOf(",") + 1, -3));
  const found = {};
  for (const query of queries) {
    let fetched = 0;
    const load = async (name) => ((fetched += files[name].length), held(files[name]));
    const answers = new PapershelfAnswers({ aliases: [], places: 16, tops }, load, (word) => word, new Set());
    found[query] = [(await answers.search(query)).map(({ number, score }) => [number, score]), fetched];
  }
  return found;
}"""


def in_node(expression: str, **given: object) -> Any:
    """What an expression in the script gives."""
    text = json.dumps({"expression": expression, **given})
    done = subprocess.run(
        ["node", "-e", SCRIPT, str(page.STATIC)], input=text, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_the_script_goes_on_as_the_lists_do() -> None:
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4)]
    rests = [
        "",
        "ㅋ",
        *syllables,
        *(f"{one}{other}" for one in "은하링델" for other in syllables[::50]),
        "링크에서",
        "ㅋㅋ",
    ]
    taken = in_node("given.rests.filter(PapershelfKorean.continues)", rests=rests)
    assert taken == [rest for rest in rests if heads.continues(rest)]


NOUNS = ("모델", "결과", "연결", "지도", "이미지", "학습", "정확")
ENDS = (
    "",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "과",
    "도",
    "에서",
    "하고",
    "한다",
    "링",
    "링을",
    "들",
    "도를",
    "러",
    "까지의",
)


def library(seed: int) -> dict[str, list[int]]:
    """Nouns alone and in compounds, with what may follow them, on many pages."""
    chance = random.Random(seed)
    nouns = [*NOUNS, *(one + other for one in NOUNS for other in NOUNS)]
    words = [noun + end for noun in nouns for end in ENDS if len(noun) == 2 or chance.random() < 0.4]
    return {word: sorted(chance.sample(range(3_200), chance.choice((3, 300)))) for word in words}


@pytest.mark.parametrize("seed", range(3))
def test_answers_are_those_of_an_index_without_heads(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    words = library(seed)
    queries = [*NOUNS, "결과가", "정확도", "정확도를", "모델학습", "학습한다", "모델을 결과", "이미지 지도"]
    found = []
    monkeypatch.setattr(shards, "LONG", 200)
    for ways in (3, 1_000):
        monkeypatch.setattr(heads, "WAYS", ways)
        made = shards.anew(shards.entries(words), 3_200)
        tops, lists = shards.lists(shards.firsts_of(made))
        files = {shards.name_of(first): data for first, data in made.items()} | lists
        texts = {name: data.decode() for name, data in files.items()}
        found.append(in_node(ANSWERS, tops=tops, files=texts, queries=queries))
        assert {"모델", "결과", "지도", "학습"} <= {*heads.heads(shards.firsts_of(made))} or ways > 3
    joined, apart = found
    for query in queries:
        assert joined[query][0] == apart[query][0] != [], query
    assert joined["모델"][1] < apart["모델"][1] / 2


def test_a_name_is_no_head_of_longer_names() -> None:
    """Its list would have no numbers, which cannot be written."""
    words = {f"김철{last}": list(range(shards.LONG + 1)) for last in "수민호훈준"}
    made = shards.anew(shards.entries(words), 3_200)
    assert heads.heads(shards.firsts_of(made)) == []
    assert set(made) == {"", *words, *(f"{word}{heads.AFTER}" for word in words)}
