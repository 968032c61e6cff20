"""Every word of the interface is in the site's language, on every kind of page."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import furo
import pytest
import sphinx
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment, Doctype, Tag
from jinja2 import Environment
from sphinx.locale import translators

from library import PAGES, built
from papershelf import messages
from papershelf.messages import LOCALE
from papershelf.write.files.translations import for_scripts
from papershelf.write.templates import UNMARKED, marked
from support import Site, category, home, paper

KOREAN = LOCALE / "ko" / "LC_MESSAGES"
SPHINX = Path(sphinx.__file__).parent / "locale"
FURO = Path(furo.__file__).parent / "theme" / "furo"
HANGUL = re.compile("[가-힣]")
ENGLISH = re.compile("[A-Za-z]{2}")
READ = ("title", "aria-label", "aria-description", "placeholder", "alt", "data-copy", "data-share", "data-preview")
"""Attributes that a reader sees or hears."""
NAMES = {"Sphinx", "Furo", "@pradyunsg", "Markdown", "BibTeX", "RIS", "CSL JSON", "JSON", "CSV", "arXiv", "DOI", "PDF"}
COINS = "Z3988"


def said(element: Tag) -> Iterator[str]:
    """What an element itself says to a reader."""
    if element.name in {"script", "style"}:
        return
    if COINS not in element.get("class", ""):
        yield from (" ".join(str(element[name]).split()) for name in READ if element.get(name))
    if element.name == "input" and element.get("type") == "submit":
        yield str(element.get("value"))
    for child in element.children:
        if isinstance(child, str) and not isinstance(child, Comment | Doctype):
            yield " ".join(child.split())


def pages(folder: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), BeautifulSoup(path.read_bytes(), "html.parser")


def known_words() -> set[str]:
    """Texts of ours, of Sphinx and of furo that have a Korean translation."""
    found: set[str] = set()
    for name in ("papershelf.po", "sphinx.po"):
        for message in read_po((KOREAN / name).open("rb")):
            found |= {message.id} if isinstance(message.id, str) else set(message.id)
    catalogue = gettext.translation("sphinx", SPHINX, ["ko"])._catalog  # type: ignore[attr-defined]
    return found | {text for text in catalogue if isinstance(text, str)}


def test_a_korean_page_says_nothing_in_english_around_what_was_written() -> None:
    records = json.loads((built() / "papers.json").read_text(encoding="utf-8"))
    titles = {record.get(name) for record in records["papers"] for name in ("title", "short_title")}
    titles |= {record["title"] for record in records["categories"]} | {"papershelf"}
    wrong = set()
    for name, page in pages(built()):
        title = re.compile(" - papershelf$|^papershelf: ")
        main = page.select_one("article[role=main]")
        for heading in main.select("h1, h2, h3, h4, dt") if main else ():
            titles |= set(said(heading)) | {text for part in heading("code") for text in said(part)}
        for element in page.find_all(True):
            if element is main or main in element.parents:
                continue
            for text in said(element):
                if ENGLISH.search(text) and not HANGUL.search(text) and title.sub("", text) not in titles | NAMES:
                    wrong.add((text, name.partition("/")[0]))
    assert wrong == set()


def test_a_korean_page_has_no_english_word_of_the_interface_in_what_was_written() -> None:
    records = json.loads((built() / "papers.json").read_text(encoding="utf-8"))
    titles = {record["title"] for record in records["categories"]}
    words = {word for word in known_words() - titles - NAMES if ENGLISH.search(word)}
    assert {"Next", "Search", "Link to this heading", "Copied", "done"} <= words
    wrong = set()
    for name, page in pages(built()):
        for element in page.select("article[role=main] *"):
            if element.name not in {"code", "pre", "kbd"} and not element.find_parent(["code", "pre", "math"]):
                wrong |= {(text, name) for text in said(element) if text in words}
    assert wrong == set()


@pytest.fixture
def english(make_site: Callable[[Mapping[str, str]], Site]) -> Site:
    """A library in English with everything that shows words of its own."""
    shows = "```{paper-list}\n:filter:\n```\n\n```{paper-stats}\n```\n\n```{paper-compare}\nrag\ngqa\n```\n"
    shows += PAGES["map"].partition("\n")[2]
    options = ":category: methods\n:extends: rag\n:authors: Ann Lee; Bo Kim\n:year: 2023\n:arxiv: 2305.13245\n:tags: t"
    return make_site(
        {
            "index.md": home("methods", "shows"),
            "methods.md": category(content="rag\ngqa", queue="- PEFT\n- flash = Flash Attention (2022)"),
            "shows.md": f"# Shows\n\n{shows}\n```{{glossary}}\nTerm\n  A word.\n```\n",
            "papers/rag.md": paper("Retrieval", "rag", body="See {paper:ref}`gqa` and {paper:citep}`flash`."),
            "papers/gqa.md": paper("Grouped Queries", "gqa", options=options),
        }
    )


def test_an_english_page_says_nothing_in_korean(english: Site) -> None:
    assert english.build() == ""
    wrong = {
        (text, name)
        for name, page in pages(english.out / "html")
        for element in page.find_all(True)
        for text in said(element)
        if HANGUL.search(text)
    }
    assert wrong == set()
    assert "Toggle site navigation sidebar" in english.page("index")


def test_words_of_a_project_come_before_ours_and_are_rewritten(english: Site) -> None:
    def own(word: str) -> dict[str, str]:
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        return {"locale/ko/LC_MESSAGES/sphinx.po": f'{head}\nmsgid "Skip to content"\nmsgstr "{word}"\n'}

    conf = (english.source / "conf.py").read_text(encoding="utf-8")
    english.write({"conf.py": f'{conf}language = "ko"\nlocale_dirs = ["locale"]\n', **own("글로 가기")})
    english.build(parallel=2)
    page = english.page("methods")
    assert "글로 가기" in page
    assert "본문으로 건너뛰기" not in page
    assert 'aria-label="사이트 메뉴 열고 닫기"' in page
    translators.clear()
    gettext._translations.clear()  # type: ignore[attr-defined]  # or this process would not read the file again
    (english.source / "locale/ko/LC_MESSAGES/sphinx.mo").unlink()
    english.write(own("바로 가기"))
    english.build()
    assert {"바로 가기" in english.page(name) for name in ("methods", "shows", "papers/rag")} == {True}


def test_all_of_furos_words_have_korean() -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    sources = {path: marked(path.read_text(encoding="utf-8")) for path in sorted(FURO.rglob("*.html"))}
    found = [message for text in sources.values() for _line, _call, message in environment.extract_translations(text)]
    left = {message for message in found if isinstance(message, str)} - known_words()
    assert {message for message in left if "Furo" not in message} == set()
    assert {word for word in UNMARKED if word not in found} == set(), "furo has these no more"
    assert sum(text.count("<aside aria-label=") for text in sources.values()) == 2  # or a landmark has no name


def test_scripts_have_all_words_in_korean() -> None:
    script = (SPHINX / "ko" / "LC_MESSAGES" / "sphinx.js").read_text(encoding="utf-8")
    ours = gettext.translation("sphinx", LOCALE, ["ko"])
    words = json.loads(for_scripts(script, ours.gettext).split("TRANSLATIONS, ", 1)[1].partition(");\n")[0])
    assert words["Searching"] == "검색 중"
    (found,) = words["Search finished, found one page matching the search query."]
    assert "${resultCount}" in found
    assert all(all(text) for text in words.values())


def test_a_quiet_build_makes_no_words_of_its_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def told(names: list[str], label: str, *_more: object) -> Iterator[str]:
        made.append(label)
        return iter(names)

    monkeypatch.setattr(messages, "status_iterator", told)
    app: Any = SimpleNamespace(quiet=True, verbosity=0)
    assert list(messages.progress(app, ["a", "b"], "reading sources...", "purple")) == ["a", "b"]
    assert made == []
    app.quiet = False
    assert list(messages.progress(app, ["a", "b"], "reading sources...", "purple")) == ["a", "b"]
    assert made == ["reading sources... "]
