"""The files of the index: every word is found, and a change gives the files that a new index would have."""

from __future__ import annotations

import json
import random
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.search import page, shards

WORDS = st.text(alphabet="가나다재비모델언어a1é😀", min_size=1, max_size=6)
NUMBERS = st.sets(st.integers(0, 600), max_size=5).map(sorted)
INDEX = st.dictionaries(WORDS, NUMBERS, max_size=30)


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("모델", [("모델", "")]),
        ("언어모델을", [("언어모델을", ""), ("모델을", "언어"), ("델을", "언어모")]),
        ("재학습", [("재학습", ""), ("학습", "재")]),
        ("이미지", [("이미지", "")]),
        ("lora", [("lora", "")]),
        ("2106.09685", [("2106.09685", "")]),
    ],
)
def test_where_a_word_is_looked_up(word: str, places: list[tuple[str, str]]) -> None:
    assert shards.starts(word) == places


def unpacked(texts: list[str]) -> list[dict[str, dict[str, list[int]]]]:
    """What the search page reads in the packed keys and numbers of files."""
    script = """
      const fs = require("node:fs"), vm = require("node:vm"), [folder, ...names] = process.argv.slice(1);
      const read = (name) => vm.runInThisContext(fs.readFileSync(`${folder}/papershelf-${name}.js`, "utf8"));
      ["korean", "index"].forEach(read);
      const found = JSON.parse(fs.readFileSync(0, "utf8")).map((text) => {
        const file = vm.runInThisContext(`PapershelfIndex.unpacked(${text.slice(text.indexOf(",") + 1, -3)})`);
        return file.keys.map((key, at) => [key, file.entries[at]]);
      });
      process.stdout.write(JSON.stringify(found));
    """
    done = subprocess.run(
        ["node", "-e", script, str(page.STATIC)], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return [{key: dict(held) for key, held in part} for part in json.loads(done.stdout)]


def test_the_script_reads_every_number_of_every_word() -> None:
    chance = random.Random(1)
    letters = "가나다재비모델언어a1é😀"
    for size in (1, 7, 700, 70_000):
        words = {"".join(chance.choices(letters, k=chance.randint(1, 45))) for _word in range(300)}
        words |= {chance.choice(letters) * length for length in (1, 34, 35, 36, 37, 80)}  # long shared beginnings
        index = {word: sorted(chance.sample(range(size), min(size, chance.choice([1, 2, 60, 2000])))) for word in words}
        made = shards.anew(shards.entries(index)).written
        found = unpacked([data.decode() for _name, data in sorted(made.items())])
        assert all(list(part) == sorted(part, key=shards.order) for part in found)
        entries = [
            (before + key, numbers) for part in found for key, held in part.items() for before, numbers in held.items()
        ]
        assert sorted(entries) == sorted(
            (word, numbers) for word, numbers in index.items() for _place in shards.starts(word)
        )


def test_no_words_are_a_file_without_any() -> None:
    [data] = shards.anew({}).written.values()
    assert unpacked([data.decode()]) == [{}]


@given(INDEX)
def test_files_hold_every_word_once_and_in_order(index: dict[str, list[int]]) -> None:
    made = shards.anew(shards.entries(index)).written
    parts = [shards.keys_of(data) for data in made.values()]
    assert all(part == sorted(part, key=lambda entry: shards.order(entry[0])) for part in parts)
    found = [(key, before) for part in parts for key, befores in part for before in befores]
    assert sorted(found) == sorted(place for word, numbers in index.items() if numbers for place in shards.starts(word))


@given(before=INDEX, now=INDEX)
def test_a_change_gives_what_a_new_index_has(before: dict[str, list[int]], now: dict[str, list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MASK", 0x3)  # many small files
        patch.setattr(shards, "MANY", 1)
        old, new = shards.entries(before), shards.entries(now)
        files, firsts = shards.anew(old).written, shards.anew(old).firsts
        words = {word for word in before.keys() | now.keys() if before.get(word) != now.get(word)}
        appeared = {word for word in words if not before.get(word) or not now.get(word)}
        done = shards.change(firsts, files, appeared, lambda word: now.get(word, []))
        for name in (shards.name_of(firsts[place]) for place in shards.holding(firsts, words)):
            if name not in done.written and name not in done.removed:
                done.written[name] = shards.renumbered(files[name], lambda word: now.get(word, []))
        result = {name: data for name, data in {**files, **done.written}.items() if name not in done.removed}
        assert result == shards.anew(new).written
        assert done.firsts == shards.anew(new).firsts
        assert done.written.keys() <= result.keys()


def test_a_change_touches_few_files() -> None:
    index = {f"낱말{chr(0xAC00 + n % 11172)}{chr(0xAC00 + n * 7 % 11172)}": [n % 9] for n in range(6000)}
    entries = shards.entries(index)
    made = shards.anew(entries)
    assert len(made.written) > 10
    index["새낱말"] = [1]
    done = shards.change(made.firsts, made.written, {"새낱말"}, lambda word: index.get(word, []))
    assert len(done.written) <= 2
