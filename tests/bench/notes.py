"""The seeded papers: what a paper is called, who wrote it, and what its note says, whatever the form."""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass

from bench import words
from bench.text import LINK, Pen
from bench.words import split

CATEGORIES = 20
BODY_BYTES = 8300
"""Length of a note's body in UTF-8; its title, summary and fields make it 9 KB."""
CROSS_LINKS = 3

_AREAS = split("""
language vision speech retrieval alignment safety reasoning agents diffusion compression adapters tokenizers
recommendation graphs robotics medicine law finance evaluation surveys
""")
_GIVEN = split("""
Ada Bora Chan Dana Eli Fei Gil Hana Ivo Jin Kira Leo Mina Nuri Ola Pia Quinn Rui Sora Tao Uma Vera Wren Yuna Zoe
""")
_FAMILY_STARTS = split("""
Al Ber Cor Dal Eng Fer Gar Hol Im Jor Kal Lin Mor Nor Os Par Quil Ros Sal Tor Ul Ver Wil Yoo Zan
""")
_FAMILY_ENDS = split("berg den ford gren hart ison kov land mann ner quist son ström to vak wick")
_VENUES = split("ICLR NeurIPS ICML ACL EMNLP NAACL CVPR ICCV ECCV KDD SIGIR AAAI")
_RELATIONS = ["extends", "uses-method-of", "compares-with", "confirms", "disputes", "supersedes"]
_HEADINGS = ["문제", "방법", "실험", "결과", "한계", "이어 읽기"]


@dataclass(frozen=True, slots=True)
class Category:
    """A category: its slug, its title and a paragraph about it."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A paper and the note on it; links in the body stand as :data:`bench.text.LINK`."""

    number: int
    title: str
    authors: tuple[str, ...]
    year: int
    venue: str
    category: str
    tags: tuple[str, ...]
    arxiv: str
    status: str
    summary: tuple[str, str, str]
    relations: tuple[tuple[str, int], ...]
    body: str

    @property
    def name(self) -> str:
        """The short title."""
        return name(self.number)

    @property
    def key(self) -> str:
        """The key, which is the name of its file."""
        return key(self.number)


def name(number: int) -> str:
    """The short title of a paper: no other page has this word, but where it links to the paper."""
    return words.rare_word(number).capitalize()


def key(number: int) -> str:
    """The key of a paper."""
    return words.rare_word(number)


@functools.cache
def categories(seed: int) -> tuple[Category, ...]:
    """The categories, in reading order."""
    return tuple(Category(area, area.capitalize(), Pen(f"{seed}/{area}").paragraph()) for area in _AREAS)


def note(number: int, papers: int, seed: int) -> Note:
    """The note on paper ``number`` in a library of this many; the same arguments give the same note."""
    pen = Pen(f"{seed}/{papers}/{number}")
    rng = pen.rng
    year = rng.randint(2012, 2024)
    return Note(
        number=number,
        title=_title(number, pen),
        authors=_authors(papers, rng),
        year=year,
        venue=f"{rng.choice(_VENUES)} {year + rng.randint(0, 1)}",
        category=_AREAS[number % CATEGORIES],
        tags=tuple(
            dict.fromkeys(f"{pen['adjective']}-{_AREAS[rng.randrange(6)]}" for _tag in range(rng.randint(2, 4)))
        ),
        arxiv=f"{year % 100:02}{rng.randint(1, 12):02}.{number:05}",
        status=rng.choices(["done", "writing", "reading", "planned"], [80, 8, 8, 4])[0],
        summary=(pen.sentence(), pen.sentence(), pen.sentence()),
        relations=_relations(number, papers, rng),
        body=_body(number, papers, pen),
    )


def _title(number: int, pen: Pen) -> str:
    if pen.rng.random() < 0.1:
        return pen.write(f"{{noun}} {{by}} 본 {{noun}}: {name(number)}")
    what, purpose = pen.write("{adjective} {english} {english}").title(), pen.write("{adjective} {english}").title()
    return f"{name(number)}: {what} for {purpose}"


def _tags(pen: Pen) -> tuple[str, ...]:
    """Two to four, of some hundred."""
    count = pen.rng.randint(2, 4)
    return tuple(dict.fromkeys(f"{pen['adjective']}-{pen.rng.choice(_AREAS[:6])}" for _tag in range(count)))


def _authors(papers: int, rng: random.Random) -> tuple[str, ...]:
    """Three to six names of a pool that grows with the library; some write more often than others."""
    pool = papers // 2 + 200
    return tuple(dict.fromkeys(author(int(pool * rng.random() ** 1.5)) for _author in range(rng.randint(3, 6))))


def author(number: int) -> str:
    """An invented name; each number has its own."""
    rest, given = divmod(number, len(_GIVEN))
    rest, start = divmod(rest, len(_FAMILY_STARTS))
    initial, end = divmod(rest, len(_FAMILY_ENDS))
    middle = f" {chr(ord('A') + initial % 26)}." if initial else ""
    return f"{_GIVEN[given]}{middle} {_FAMILY_STARTS[start]}{_FAMILY_ENDS[end]}"


def _others(number: int, papers: int, count: int, rng: random.Random) -> list[int]:
    """Other papers, each once; the first of the library are named more often, as famous papers are."""
    found: dict[int, None] = {}
    count = min(count, papers - 1)
    while len(found) < count:
        other = int(papers * rng.random() ** 2)
        if other != number:
            found[other] = None
    return list(found)


def _relations(number: int, papers: int, rng: random.Random) -> tuple[tuple[str, int], ...]:
    """None on three pages of four, else one or two."""
    if rng.random() < 0.75:
        return ()
    kinds = rng.sample(_RELATIONS, rng.randint(1, 2))
    return tuple(zip(kinds, _others(number, papers, len(kinds), rng), strict=False))


def _body(number: int, papers: int, pen: Pen) -> str:
    links = [LINK.format(other) for other in _others(number, papers, CROSS_LINKS, pen.rng)]
    said = [pen.write(f"{{adverb}} {link}의 {{object}} {{verb}}. ") + pen.sentence() for link in links]
    headings = [heading for heading in _HEADINGS if heading != "실험" or pen.rng.random() < 0.5]
    blocks: dict[str, list[str]] = {heading: [] for heading in headings}
    rare = f"{words.rare_word(number, 1)} {words.rare_korean(number)} {words.rare_word(number, 2)}"
    blocks["문제"] += [*said[:1], pen.write(f"{{topic}} {rare} {{object}} {{verb}}.")]
    blocks["방법"] += [pen.block(), pen.code(), *said[1:2]]
    blocks["결과"] += [pen.table(), pen.bullets(4), pen.block()]
    blocks["한계"] += [pen.bullets(3)]
    blocks["이어 읽기"] += ["\n".join(f"- {text}" for text in said[2:]) or pen.bullets(1)]
    left = BODY_BYTES - sum(len(block.encode()) for heading in blocks.values() for block in heading)
    while left > 300:
        paragraph = pen.paragraph()
        heading = blocks[pen.rng.choice(headings[:-1])]
        heading.insert(pen.rng.randint(0, len(heading)), paragraph)
        left -= len(paragraph.encode())
    return "\n\n".join(f"## {heading}\n\n" + "\n\n".join(parts) for heading, parts in blocks.items())
