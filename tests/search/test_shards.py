"""The files of the index: every word is found, and a change gives the files that a new index would have."""

from __future__ import annotations

import json
import random
import subprocess
from collections import defaultdict
from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.search import heads, page, places, shards
from papershelf.search.change import Change, change
from papershelf.search.keys import Place, order, starts
from papershelf.search.packing import packed, postings, rice, single

WORDS = st.text(alphabet="가나다재비모델언어a1é😀", min_size=1, max_size=6)
NUMBERS = st.sets(st.integers(0, 600), max_size=5).map(sorted)
LIMIT = 601
INDEX = st.dictionaries(WORDS, NUMBERS, max_size=30)


def keys_of(data: bytes) -> list[tuple[str, list[str]]]:
    """The keys of a file, each with what stands before it."""
    return packed.read_keys(shards.read(data)[0])


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("모델", [("모델", "")]),
        ("언어모델을", [("언어모델을", ""), ("모델을", "*"), ("델을", "언어모")]),
        ("재학습", [("재학습", ""), ("학습", "*")]),
        ("이미지도", [("이미지도", ""), ("지도", "이미")]),
        ("이미지", [("이미지", "")]),
        ("lora", [("lora", "")]),
        ("2106.09685", [("2106.09685", "")]),
    ],
)
def test_where_a_word_is_looked_up(word: str, places: list[tuple[str, str]]) -> None:
    assert list(starts(word)) == places


DENSITIES = (0.0, 0.02, 0.2, 0.9, 1.0)


def spread(chance: random.Random, size: int, density: float) -> list[int]:
    """Numbers of a word that stands on most pages: in one place of each, and in others now and then."""
    pages = range(0, size, places.PLACES)
    often = [page + 4 for page in pages if chance.random() < 0.9 and page + 4 < size]
    return sorted({*often, *(number for number in range(size) if chance.random() < density)}) or [0]


def unpacked(texts: list[str]) -> list[dict[str, dict[str, list[int]]]]:
    """What the search page reads in the packed keys and numbers of files."""
    script = """
      const fs = require("node:fs"), vm = require("node:vm"), [folder, ...names] = process.argv.slice(1);
      const read = (name) => vm.runInThisContext(fs.readFileSync(`${folder}/papershelf-${name}.js`, "utf8"));
      ["korean", "index"].forEach(read);
      const found = JSON.parse(fs.readFileSync(0, "utf8")).map((text) => {
        const file = vm.runInThisContext(`PapershelfIndex.unpacked(${text.slice(text.indexOf(",") + 1, -3)}, 16)`);
        const places = [...Array(16).keys()];
        const standing = (held) => places.filter((place) => held & (1 << place));
        const of = (page, held) => standing(held).map((place) => page * 16 + place);
        const numbers = ([pages, held]) => [...pages].flatMap((page, at) => of(page, held[at]));
        return file.keys.map((key, at) => [key, file.entries[at].map(([before, list]) => [before, numbers(list)])]);
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
        lengths = (1, 2, 60, 2_000)
        index = {word: sorted(chance.sample(range(size), min(size, chance.choice(lengths)))) for word in sorted(words)}
        index |= {f"자주{density}": spread(chance, size, density) for density in DENSITIES}
        index |= {
            f"자주{count}회": sorted(chance.sample(range(size), count)) for count in (255, 256, 257) if count < size
        }
        made = shards.anew(shards.entries(index), chance.choice([size, 2 * size]))
        found = unpacked([data.decode() for data in made.values()])
        assert all(list(part) == sorted(part, key=order) for part in found)
        entries = [
            ((key, before), numbers) for part in found for key, held in part.items() for before, numbers in held.items()
        ]
        assert sorted(entries) == sorted(standing(index, heads.heads(shards.firsts_of(made))).items())


def test_no_words_are_a_file_without_any() -> None:
    [data] = shards.anew({}, 16).values()
    assert unpacked([data.decode()]) == [{}]


@given(INDEX)
def test_files_hold_every_word_once_and_in_order(index: dict[str, list[int]]) -> None:
    made = shards.anew(shards.entries(index), LIMIT)
    parts = [keys_of(data) for data in made.values()]
    assert all(part == sorted(part, key=lambda entry: order(entry[0])) for part in parts)
    found = [(key, before) for part in parts for key, befores in part for before in befores]
    assert sorted(found) == sorted(standing(index))


Index = dict[str, list[int]]
"""Word to numbers."""


def standing(index: Index, known: Collection[str] = ()) -> dict[Place, list[int]]:
    """The numbers of each place, of those in lists of heads too."""
    found: dict[Place, set[int]] = defaultdict(set)
    for word, numbers in index.items():
        for place in (*starts(word), *heads.places(word, known)):
            found[place].update(numbers)
    return {place: sorted(numbers) for place, numbers in found.items() if numbers}


def differences(one: dict[Place, list[int]], other: dict[Place, list[int]]) -> dict[Place, list[int]]:
    """Numbers that places have in one index and not in the other."""
    found = {place: sorted({*numbers} - {*other.get(place, ())}) for place, numbers in one.items()}
    return {place: numbers for place, numbers in found.items() if numbers}


def changed(before: shards.Made, old: Index, new: Index) -> Change:
    files = {shards.name_of(first): data for first, data in before.items()}
    firsts = shards.firsts_of(before)
    had, has = (standing(index, heads.heads(firsts)) for index in (old, new))
    done = change(firsts, files, differences(had, has), differences(has, had), LIMIT)
    assert done is not None
    return done


def after(done: Change, before: shards.Made) -> shards.Made:
    """All files after a change."""
    firsts = [*done.firsts, *(head + heads.JOINED for head in heads.heads(done.firsts))]
    return {first: done.written.get(first) or before[first] for first in firsts}


@given(old=INDEX, new=INDEX)
def test_a_change_gives_what_a_new_index_has(old: dict[str, list[int]], new: dict[str, list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MASK", 0x3)  # many small files
        patch.setattr(shards, "MANY", 1)
        patch.setattr(shards, "LONG", 4)
        patch.setattr(heads, "WAYS", 1)
        patch.setattr(single, "MANY", 3)  # lists in parts
        patch.setattr(postings, "_PART", 64)
        before, now = (shards.anew(shards.entries(index), LIMIT) for index in (old, new))
        done = changed(before, old, new)
        assert after(done, before) == now
        assert done.firsts == shards.firsts_of(now)
        assert done.written.keys() <= now.keys()


@given(NUMBERS.filter(bool), st.integers(LIMIT, 100 * LIMIT))
def test_a_list_is_read_as_it_was_written(numbers: list[int], limit: int) -> None:
    assert postings.read(postings.code(numbers, limit), limit) == numbers


@given(NUMBERS, NUMBERS, st.integers(LIMIT, 100 * LIMIT))
def test_a_changed_list_is_that_of_its_numbers(old: list[int], new: list[int], limit: int) -> None:
    before, now = (postings.code(numbers, limit) if numbers else "" for numbers in (old, new))
    assert postings.changed(before, {*old} - {*new}, {*new} - {*old}, limit) == now


def test_a_long_list_is_read_and_changed_in_either_form() -> None:
    chance = random.Random(1)
    limit = 9_000
    lists = [spread(chance, size, density) for size in (2_000, limit) for density in DENSITIES]
    lists += [sorted(chance.sample(range(limit), size)) for size in (255, 256, 257, 2_000)]
    codes = [postings.code(numbers, limit) for numbers in lists]
    forms = {code[len(rice.length(postings.count(code)))] for code in codes if postings.count(code) >= 256}
    assert forms == {"0", "1"}
    assert packed.apart(packed.joined(codes), limit, len(codes)) == codes
    assert [postings.read(code, limit) for code in codes] == lists
    for old, before in zip(lists, codes, strict=True):
        for new, now in zip(lists, codes, strict=True):
            assert postings.changed(before, {*old} - {*new}, {*new} - {*old}, limit) == now
        assert postings.changed(before, old, [], limit) == ""


@pytest.mark.parametrize("limit", [150_000, 200_000])
def test_a_very_long_list_is_read_and_changed_in_parts(limit: int) -> None:
    chance = random.Random(1)
    sizes = (4_094, 4_095, 4_096, 4_097, 20_000)
    lists = [sorted(chance.sample(range(limit), size)) for size in sizes]
    lists += [spread(chance, size, 0.3) for size in (70_000, limit)]  # of the first, a part has no numbers
    lists += [[number for number in lists[-1] if not low <= number < high] for low, high in ((0, 65_536), (7, 99))]
    codes = [postings.code(numbers, limit) for numbers in lists]
    assert packed.apart(packed.joined(codes), limit, len(codes)) == codes
    assert [postings.read(code, limit) for code in codes] == lists
    for old, before in zip(lists, codes, strict=True):
        for new in (*lists, old[:-1], old[1:], [*old, *({limit - 1} - {*old})]):
            now = postings.code(new, limit)
            assert postings.changed(before, {*old} - {*new}, {*new} - {*old}, limit) == now


def test_a_change_of_a_very_long_list_leaves_other_parts_as_they_are() -> None:
    numbers = range(0, 200_000, 7)
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(single, "code", lambda held, limit, code=single.code: made.append(len(held)) or code(held, limit))
        before = postings.code(numbers, 200_000)
        assert len(made) == 4
        patch.setattr(single, "changed", lambda *_list, changed=single.changed: made.append(0) or changed(*_list))
        postings.changed(before, [70], [], 200_000)
    assert len(made) == 5


def test_a_word_in_several_places_of_most_pages_takes_less_than_its_places() -> None:
    chance = random.Random(1)
    pages = [page for page in range(1_000) if chance.random() < 0.9]
    same = [page * places.PLACES + place for page in pages for place in (7, 12)]
    some = [page * places.PLACES + place for page in pages for place in range(4, 16) if chance.random() < 0.5]
    for numbers, part in ((same, 0.5), (some, 0.9)):
        assert len(postings.code(numbers, 16_000)) < part * len(rice.gaps(numbers, 16_000))


@given(INDEX)
def test_lists_say_where_each_file_begins(index: dict[str, list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MASK", 0x1)
        patch.setattr(shards, "LISTED", 0x3)
        patch.setattr(shards, "LONG", 4)
        patch.setattr(heads, "WAYS", 1)
        firsts = shards.firsts_of(shards.anew(shards.entries(index), LIMIT))
        tops, files = shards.lists(firsts)
        assert shards.read_lists(tops, files) == firsts
        assert set(files) == {shards.name_of(top, "list") for top in tops}


def test_a_key_of_many_words_stands_alone() -> None:
    words = {f"낱말{chr(0xAC00 + n)}지도": [n] for n in range(100)} | {"지구": [1], "지형": [2], "지도": [3]}
    made = shards.anew(shards.entries(words), LIMIT)
    alone = [[key for key, _befores in keys_of(data)] for data in made.values()]
    assert ["지도"] in alone
    assert changed(made, words, {key: held for key, held in words.items() if "낱" not in key}).firsts == [""]


def test_a_key_with_many_numbers_stands_alone_and_a_change_leaves_its_neighbours() -> None:
    words = {f"lora{n:03}": [n] for n in range(200)} | {"lora100": [*range(600)]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "LONG", 500)
        made = shards.anew(shards.entries(words), LIMIT)
        assert [key for key, _befores in keys_of(made["lora100"])] == ["lora100"]
        for numbers in ([*range(599)], [*range(400)], []):
            index = {**words, "lora100": numbers}
            now = shards.anew(shards.entries(index), LIMIT)
            done = changed(made, words, index)
            assert after(done, made) == now
            assert (list(done.written) == ["lora100"]) == (len(numbers) > 500)


def test_an_index_of_other_numbers_is_not_brought_up_to_date() -> None:
    made = shards.anew({"모델": {"": [1]}}, 16)
    assert change([""], {shards.name_of(""): made[""]}, {}, {("모델", ""): [2]}, 32) is None


def test_a_change_reads_and_writes_few_files() -> None:
    index = {f"낱말{chr(0xAC00 + n % 11172)}{chr(0xAC00 + n * 7 % 11172)}": [n % 9] for n in range(6000)}
    made = shards.anew(shards.entries(index), LIMIT)
    assert len(made) > 10
    assert len(changed(made, index, {**index, "새낱말": [1]}).written) <= 2
