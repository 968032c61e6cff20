"""A library that lives from a bibliography: any edits of it, and each build equals one from nothing and writes little.

A page of the library is that of a paper, by key, `cite-key` or DOI, or one of those that list or cite them.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from promises.harness import assert_same_tree, tree
from support import CONF, LONG, Site, category, home, paper

PAPERS, EDITS = (500, 20) if LONG else (12, 14)
CATEGORIES = 20 if LONG else 3
ONLY_TOLD = PAPERS + PAPERS // 4
"""Number of the first entry that has neither a page nor a line of a queue."""
FAMILIES = ["Kim", "Lee", "Hu", "김", "García", "O'Neil"]


@dataclass
class Bibliography:
    """A file of entries, one in a line, and what edits made of it."""

    chance: random.Random
    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    junk: str = ""

    def text(self) -> str:
        rows = [
            f"@{fields['']}{{{key}, " + ", ".join(f"{name}={{{text}}}" for name, text in fields.items() if name) + "}"
            for key, fields in self.entries.items()
        ]
        return "\n".join([*rows, self.junk]) + "\n"

    def add(self, number: int) -> None:
        kind = self.chance.choice(["article", "inproceedings", "book"])
        holder = {"article": "journal", "inproceedings": "booktitle", "book": "publisher"}[kind]
        self.entries[_key(number)] = {
            "": kind, "title": f"On {{T}}hing {number}", "author": self.names(), "year": str(2000 + number % 20),
            "doi": f"10.1000/{number}", holder: f"Venue {number % 7}",
        }  # fmt: skip

    def names(self) -> str:
        return " and ".join(f"{self.chance.choice(FAMILIES)}, {name}" for name in "AB"[: self.chance.randint(1, 2)])


def _key(number: int) -> str:
    """The key of an entry; every third one can be none of a page."""
    return f"Key:{number}" if number % 3 == 0 else f"p{number}"


def _pages(number: int) -> str:
    """A page, found by its key, its cite-key or its DOI; it cites two others, the second one only in the file."""
    options = f":category: c{number % CATEGORIES}"
    key = f"p{number}"
    if number % 3 == 0:
        key, more = f"other{number}", f"cite-key: Key:{number}" if number % 2 else f"doi: 10.1000/{number}"
        options += f"\n:{more}"
    cited, told = number // 2 * 3 + 1, ONLY_TOLD + number % (PAPERS * 2 - ONLY_TOLD)
    body = f"As {{paper:citet}}`{_key(cited)}` and {{paper:citep}}`{_key(told)}` said."
    return paper(f"Page {number}", key, options=options, body=body)


def _line(number: int) -> str:
    """A line of a queue: a key alone, or one with a title."""
    return f"- key-{number}" if number % 3 == 0 else f"- p{number} = Title {number}"


@dataclass
class Clean:
    """A build from nothing that goes on, and what it is to be like.

    :param folder: has both of them; its name says after which edit.
    """

    folder: Path
    process: subprocess.Popen[bytes]

    def check(self) -> None:
        """Wait for it, and compare."""
        assert self.process.wait() == 0
        assert_same_tree(tree(self.folder / "found"), tree(self.folder / "clean"), self.folder.name)
        shutil.rmtree(self.folder)


@dataclass
class Living:
    """A library, its builds, and its bibliography."""

    site: Site
    bibliography: Bibliography

    def build(self) -> None:
        """Write the file, and build."""
        (self.site.source / "refs.bib").write_text(self.bibliography.text(), encoding="utf-8")
        self.site.build()

    def check(self) -> None:
        """Compare with a build from nothing, by several processes."""
        clean = self.site.out.parent / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        self.site.build(fresh=True, parallel=2, out=clean)
        assert_same_tree(tree(self.site.out / "html"), tree(clean / "html"))

    def later(self, name: str) -> Clean:
        """Start a build from nothing of what there is now, in a process and a folder of its own."""
        folder = self.site.out.parent / name
        shutil.copytree(self.site.source, folder / "source")
        shutil.copytree(self.site.out / "html", folder / "found")
        command = [sys.executable, "-m", "sphinx", "-Q", "-d", "doctrees", "source", "clean"]
        return Clean(folder, subprocess.Popen(command, cwd=folder))

    def written(self) -> set[str]:
        """Build; the pages that were written and have a source."""
        source = self.site.source
        pages = [path.relative_to(source).with_suffix("") for path in source.rglob("*.md")]
        html = {page.as_posix(): self.site.out / "html" / f"{page}.html" for page in pages}
        before = {name: path.stat().st_mtime_ns for name, path in html.items()}
        self.build()
        return {name for name, path in html.items() if path.stat().st_mtime_ns != before[name]}


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    """A library of pages, lines of queues and papers that are cited alone, built."""
    folder = tmp_path_factory.mktemp("living")
    found = Living(Site(folder / "source", folder / "build"), Bibliography(random.Random(19)))
    for number in range(PAPERS * 2):
        found.bibliography.add(number)
    sorts = ["-year", "title", "listed"]
    queue = range(PAPERS, ONLY_TOLD)
    files = {
        "conf.py": f'{CONF}papershelf_bibliography = ["refs.bib"]\n',
        "index.md": home(*(f"c{n}" for n in range(CATEGORIES)), "all"),
        "all.md": "# All\n\n```{paper-list}\n:sort: -year\n:limit: 5\n```\n\n```{paper-stats}\n```\n",
        **{
            f"c{n}.md": category(
                f"c{n}", f"C {n}", content=f":sort: {sorts[n % 3]}",
                queue="\n".join(_line(q) for q in queue if q % CATEGORIES == n),
            )
            for n in range(CATEGORIES)
        },
        **{f"papers/n{number}.md": _pages(number) for number in range(PAPERS)},
    }  # fmt: skip
    found.site.write(files)
    found.build()
    yield found
    shutil.rmtree(folder, ignore_errors=True)


def _some(found: Bibliography) -> dict[str, str]:
    return found.entries[found.chance.choice(list(found.entries))]


def _change(name: str, text: Callable[[Bibliography], str]) -> Callable[[Bibliography], None]:
    def change(found: Bibliography) -> None:
        _some(found)[name] = text(found)

    return change


def _remove(found: Bibliography) -> None:
    found.entries.pop(found.chance.choice(list(found.entries)))


def _rename(found: Bibliography) -> None:
    key = found.chance.choice(list(found.entries))
    found.entries[f"New{found.chance.randint(0, 999)}"] = found.entries.pop(key)


def _shuffle(found: Bibliography) -> None:
    keys = list(found.entries)
    found.chance.shuffle(keys)
    found.entries = {key: found.entries[key] for key in keys}


def _break(found: Bibliography) -> None:
    found.junk = "" if found.junk else "@article{broken, title={Never closed"


def _twice(found: Bibliography) -> None:
    _some(found)["doi"] = _some(found)["doi"]


CHANGES: dict[str, Callable[[Bibliography], None]] = {
    "title": _change("title", lambda found: f"Other {found.chance.randint(0, 99)}"),
    "year": _change("year", lambda found: str(found.chance.randint(1990, 2024))),
    "author": _change("author", Bibliography.names),
    "volume": _change("volume", lambda found: str(found.chance.randint(1, 99))),
    "short title": _change("shorttitle", lambda found: f"S{found.chance.randint(0, 99)}"),
    "keywords": _change("keywords", lambda found: found.chance.choice(["a, b", "언어", ""])),
    "note": _change("note", lambda found: "A *note*"),
    "bad doi": _change("doi", lambda found: "none"),
    "remove": _remove,
    "add": lambda found: found.add(found.chance.randint(0, PAPERS * 2)),
    "rename": _rename,
    "shuffle": _shuffle,
    "break": _break,
    "one doi twice": _twice,
}


def _edit_page(site: Site, chance: random.Random) -> None:
    """A page gives a fact itself, or leaves it to the file; a planned or cited paper gets one, or loses it."""
    extra = site.source / "papers/extra.md"
    if chance.random() < 0.5:
        number = chance.randrange(PAPERS)
        path = site.source / f"papers/n{number}.md"
        text = path.read_text(encoding="utf-8")
        own = ":year: 1888\n:authors: Ann Own\n"
        text = text.replace(own, "") if own in text else text.replace(":category:", f"{own}:category:", 1)
        path.write_text(text, encoding="utf-8")
    elif extra.exists():
        extra.unlink()
    else:
        key = f"p{chance.choice([PAPERS + 1, PAPERS // 2 * 3 + 1])}"  # a line of a queue has it; a role alone
        extra.write_text(paper("Extra", key, options=":category: c1"), encoding="utf-8")


def test_any_edits_of_the_file_give_what_a_build_from_nothing_does(living: Living) -> None:
    """Each build but the first goes on from the one before; builds from nothing share the processors."""
    chance = random.Random(7)
    kinds = list(CHANGES)
    chance.shuffle(kinds)
    going: list[Clean] = []
    try:
        for number in range(EDITS):
            kind = kinds[number % len(kinds)]
            CHANGES[kind](living.bibliography)
            if number % 3 == 2:
                _edit_page(living.site, chance)
            living.build()
            if LONG or number % 7 == 6:
                while len(going) >= max(1, (os.cpu_count() or 1) - 1):
                    going.pop(0).check()
                going.append(living.later(f"after edit {number + 1}, {kind}"))
        while going:
            going.pop(0).check()
    finally:
        for clean in going:
            clean.process.kill()


def test_an_edit_of_one_entry_writes_the_pages_that_show_it(living: Living) -> None:
    living.bibliography.junk = ""
    living.build()
    pages = {re.sub(r"\D", "", path.stem): path for path in (living.site.source / "papers").glob("*.md")}
    number = next(n for n in pages if int(n) % 3 == 1 and f"p{n}" in living.bibliography.entries and int(n) > 2)
    entry = living.bibliography.entries[f"p{number}"]
    entry["volume"] = "1234"
    assert living.written() == {f"papers/n{number}"}
    living.bibliography.junk = "% a remark"
    assert living.written() == set()
    entry["author"] = "Zeppelin, Ferdinand"
    citing = {f"papers/{path.stem}" for path in pages.values() if f"`p{number}`" in path.read_text(encoding="utf-8")}
    assert {f"papers/n{number}"} | citing <= living.written()
    living.check()
