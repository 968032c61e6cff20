"""Recall, precision and ranking of a site's search on tables of queries.

``python -m search.evaluate`` builds a site of a folder of pages and asks it; without one, the FastAPI pages and
this library, whose order it measures, too.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import library

FOREIGN = Path(__file__).parent / "foreign"
ENGINE = Path(__file__).parent / "engine.cjs"
CONF = """\
project = "pages"
extensions = ["myst_parser", "papershelf.search"]
language = "ko"
suppress_warnings = ["toc", "myst", "misc", "image"]
"""


@dataclass(frozen=True)
class Query:
    """A line of a table."""

    text: str
    kind: str
    pages: frozenset[str]


@dataclass
class Score:
    """Pairs of a query and a page: found and wanted, found and not wanted, wanted and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    queries: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 1.0


def read(path: Path) -> list[Query]:
    """The queries of a table (tab-separated: query, kind, pages)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Query(row["query"], row["kind"], frozenset(filter(None, map(str.strip, (row["pages"] or "").split(",")))))
        for row in rows
    ]


def in_node(html: Path, queries: Sequence[str]) -> list[list[str]]:
    """Pages that a built site finds for each query in the order that it shows, by its own scripts in Node."""
    done = subprocess.run(
        ["node", str(ENGINE), str(html)], input=json.dumps(list(queries)), capture_output=True, text=True, check=True
    )
    answers: list[list[str]] = json.loads(done.stdout)
    return [[page_of(address) for address in found] for found in answers]


def page_of(address: str) -> str:
    """The page of an address, as tables name it."""
    return address.partition("#")[0].removesuffix(".html")


def ranks(queries: Sequence[Query], answers: Sequence[Sequence[str]]) -> list[int]:
    """The place of the first wanted page of each query, from 1; 0 where none is found."""
    return [
        next((place for place, page in enumerate(found, 1) if page in query.pages), 0)
        for query, found in zip(queries, answers, strict=True)
    ]


def mrr(places: Sequence[int]) -> float:
    """The mean reciprocal rank: 1 where every wanted page comes first."""
    return sum(1 / place for place in places if place) / len(places)


def score(
    queries: Sequence[Query], answers: Sequence[Iterable[str]], judged: Callable[[str], bool] = lambda _page: True
) -> dict[str, Score]:
    """Scores by kind, and of ``all``.

    :param answers: pages found for each query.
    :param judged: whether the table speaks of a page; others do not count.
    """
    scores: dict[str, Score] = defaultdict(Score)
    for query, answer in zip(queries, answers, strict=True):
        found = {page for page in answer if judged(page)}
        for name in ("all", query.kind):
            one = scores[name]
            one.queries += 1
            one.right += len(found & query.pages)
            one.wrong += len(found - query.pages)
            one.missed += len(query.pages - found)
            if found != query.pages:
                extra, lost = sorted(found - query.pages), sorted(query.pages - found)
                one.notes.append(f"{query.text}: " + " ".join([*(f"+{p}" for p in extra), *(f"-{p}" for p in lost)]))
    return dict(scores)


def build(pages: Path, folder: Path) -> Path:
    """A site of a folder of Markdown pages; its HTML."""
    source = folder / "source"
    shutil.copytree(pages, source)
    names = sorted(path.relative_to(source).as_posix().removesuffix(".md") for path in source.rglob("*.md"))
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.rst").write_text(
        "pages\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in names), encoding="utf-8"
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(folder / "html")]
    subprocess.run(command, check=True)
    return folder / "html"


def table(scores: dict[str, Score]) -> str:
    """The scores as lines."""
    lines = [f"{'kind':<16} queries  recall  precision"]
    for name, one in sorted(scores.items(), key=lambda item: (item[0] == "all", item[0])):
        lines.append(f"{name:<16} {one.queries:7}  {one.recall:.3f}   {one.precision:.3f}")
    return "\n".join(lines)


def ranking(name: str, table_of: Path, html: Path) -> str:
    """How far up the wanted pages of a table stand, and those that are not the first."""
    queries = read(table_of)
    places = ranks(queries, in_node(html, [query.text for query in queries]))
    lines = [f"{name:<16} {len(queries):7}  MRR {mrr(places):.3f}"]
    return "\n".join([*lines, *(f"  {n or '-'}: {q.text}" for q, n in zip(queries, places, strict=True) if n != 1)])


def main() -> int:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, help="folder of Markdown pages (Korean ones that are fetched)")
    parser.add_argument("--queries", type=Path, default=FOREIGN / "queries.tsv", help="a table: query, kind, pages")
    parser.add_argument("--verbose", action="store_true", help="name what was missed (-) and found wrongly (+)")
    arguments = parser.parse_args()
    queries = read(arguments.queries)
    with tempfile.TemporaryDirectory() as name:
        pages = arguments.pages
        if pages is None:
            pages = Path(name, "pages")
            subprocess.run([sys.executable, str(FOREIGN / "fetch.py"), str(pages)], check=True)
        html = build(pages, Path(name))
        found = in_node(html, [query.text for query in queries])
        scores = score(queries, found, lambda page: page != "index")
        print(table(scores))
        if arguments.verbose:
            print("\n".join(scores["all"].notes))
        if arguments.pages is None:
            print(ranking("FastAPI pages", FOREIGN / "wanted.tsv", html))
            print(ranking("this library", FOREIGN.parent / "wanted.tsv", library.built()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
