"""What a builder has made: its sizes, and whether it is a whole site with search and highlighted code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.notes import key, note
from bench.peers import Builder
from bench.words import rare_word

_CODE = re.compile(r'class="[^"]*\bhighlight\b.*?<span class="(?:k|kn|kc)">', re.DOTALL)
"""A keyword marked by Pygments or Chroma: both use the same short classes."""


def sizes(builder: Builder, site: Path, papers: int) -> dict[str, int]:
    """Bytes of a paper's HTML in the mean, of the whole site, and of the search index."""
    pages = [site / builder.page.format(key(number)) for number in range(papers)]
    found = [path.stat().st_size for path in pages if path.is_file()]
    return {
        "page_bytes": round(sum(found) / len(found)) if found else 0,
        "site_bytes": sum(path.stat().st_size for path in site.rglob("*") if path.is_file()),
        "index_bytes": (site / builder.index).stat().st_size if (site / builder.index).is_file() else 0,
    }


def problems(builder: Builder, site: Path, papers: int, seed: int) -> Iterator[str]:
    """What is wrong with a site, in words; nothing when it is whole."""
    missing = [key(number) for number in range(papers) if not (site / builder.page.format(key(number))).is_file()]
    if missing:
        yield f"{len(missing)} papers have no page, {missing[0]} for one"
        return
    try:
        search = _SEARCH[builder.form](site / builder.index)
    except (OSError, ValueError, KeyError) as error:
        yield f"the search index cannot be read: {error!r}"
        return
    for number in sorted({0, papers // 2, papers - 1}):
        page = builder.page.format(key(number))
        html = (site / page).read_text(encoding="utf-8")
        if not _CODE.search(html):
            yield f"{page}: the code is not highlighted"
        for place in (1, 2):
            word = rare_word(number, place)
            if (found := search(word)) != {page}:
                yield f"search for {word!r} finds {sorted(found)} and not {page}"
        for target in _links(number, papers, seed):
            if not _leads(html, site / page, site / builder.page.format(target)):
                yield f"{page}: no link leads to {target}"


def _links(number: int, papers: int, seed: int) -> set[str]:
    return {key(int(other)) for other in re.findall("\x01(\\d+)\x02", note(number, papers, seed).body)}


def _leads(html: str, page: Path, target: Path) -> bool:
    for address in set(re.findall(r'href="([^":#]+)', html)):
        path = page.parent / address
        if (path / "index.html" if address.endswith("/") else path).resolve() == target.resolve():
            return True
    return False


# -- searches: from the index file to a function that gives the pages of a word

Search = Callable[[str], set[str]]


def _sphinx(path: Path) -> Search:
    text = path.read_text(encoding="utf-8")
    index: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    terms, docnames = index["terms"], index["docnames"]

    def search(word: str) -> set[str]:
        numbers = terms.get(word, [])
        numbers = [numbers] if isinstance(numbers, int) else numbers
        return {f"{docnames[number]}.html" for number in numbers}

    return search


def _mkdocs(path: Path) -> Search:
    documents = json.loads(path.read_text(encoding="utf-8"))["docs"]
    return lambda word: {
        f"{document['location'].partition('#')[0]}index.html" for document in documents if word in document["text"]
    }


def _hugo(path: Path) -> Search:
    documents = json.loads(path.read_text(encoding="utf-8"))
    return lambda word: {
        f"{document['url'].lstrip('/')}index.html" for document in documents if word in document["text"]
    }


_SEARCH: dict[str, Callable[[Path], Search]] = {
    "papershelf": _sphinx,
    "furo": _sphinx,
    "mkdocs": _mkdocs,
    "hugo": _hugo,
}
