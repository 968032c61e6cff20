"""PDFs by TeX: the library's book, one note, a library that tries everything, and what goes wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination

from book import torture
from library import built, once
from support import CONF, ROOT, Site, category, home, paper

pytestmark = pytest.mark.pdf

MAX_OVERFULL = 20.0  # points


def papershelf(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "papershelf", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=500, env={**os.environ, **(env or {})})


@dataclass
class Book:
    """A PDF with what TeX said of it."""

    path: Path
    work: Path

    @property
    def log(self) -> str:
        return next(self.work.glob("*.log")).read_text(encoding="utf-8", errors="replace")

    def text(self) -> str:
        done = subprocess.run(["pdftotext", str(self.path), "-"], capture_output=True, text=True, check=True)
        return done.stdout

    def letters(self) -> str:
        """The text without what line breaking changes."""
        return bare(self.text())


def bare(text: str) -> str:
    """Letters that a font draws alike are one: its glyphs tell Hangul letters of full and half width not apart."""
    text = re.sub(r"[\s\u00ad\u200b\u200d\ufe0f-]", "", text)
    return unicodedata.normalize("NFKC", text.translate(str.maketrans("⋯’‘`“”", "…'''\"\"")))


def outline(reader: PdfReader) -> list[tuple[int, str]]:
    """Level and title of each bookmark."""

    def walk(items: list, level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, level + 1)
            else:
                assert isinstance(item, Destination)
                yield level, item.title

    return list(walk(reader.outline, 0))


def contents(work: Path) -> list[tuple[int, str]]:
    """Level and title of each line of the table of contents, as text."""
    levels = {"chapter": 0, "section": 1}
    found = []
    for line in next(work.glob("*.toc")).read_text(encoding="utf-8").splitlines():
        match = re.match(r"\\contentsline \{(\w+)\}\{(?:\\numberline \{.*?\})?(.*)\}\{\w+\}\{.*?\}%?$", line)
        if match and match[1] in levels:
            text = re.sub(r"\\sphinxhyphen \{\}", "-", match[2])
            found.append((levels[match[1]], re.sub(r"\\[A-Za-z]+ ?|[{}]", "", text)))
    return found


FEWEST = 5
"""Lines of a page, unless a chapter ends on it."""


def short_pages(book: Book) -> list[int]:
    """Pages with too few lines, from 1, but for the title and the last of each chapter."""
    reader = PdfReader(book.path)
    chapters = {reader.get_destination_page_number(item) for item in reader.outline if isinstance(item, Destination)}
    pages = book.text().split("\f")[: len(reader.pages)]
    return [
        number + 1
        for number, text in enumerate(pages)
        if number
        and len([line for line in text.splitlines() if line.strip()]) - 2 < FEWEST  # (head and page number)
        and number + 1 not in {*chapters, len(pages)}
    ]


def typeset(folder: Path) -> None:
    """The book of this repository's library, as ``make pdf`` builds it; of a copy, as other tests build it, too."""
    for name in ("docs", "papers"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "index.md", folder)
    done = papershelf("-C", str(folder), "pdf", "--fail-on-warning")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def library() -> Path:
    """The sources of the library with its book, made once for all processes."""
    return once("book", typeset)


@pytest.fixture(scope="module")
def book(library: Path) -> Book:
    return Book(library / "build/pdf/papershelf.pdf", library / "build/latex/library")


def test_the_book_has_no_error_no_missing_glyph_and_nothing_off_the_page(book: Book) -> None:
    assert not re.search(r"^! |Missing character|undefined", book.log, re.MULTILINE)
    widths = [float(width) for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)", book.log)]
    assert max(widths, default=0) <= MAX_OVERFULL


def test_every_paper_is_in_the_book(book: Book) -> None:
    text = book.letters()
    papers = json.loads((built() / "papers.json").read_text(encoding="utf-8"))["papers"]
    assert len(papers) > 30
    assert [p["title"] for p in papers if bare(p["title"]) not in text] == []


def test_every_link_leads_somewhere(book: Book) -> None:
    reader = PdfReader(book.path)
    names = reader.named_destinations
    inside = outside = 0
    for page in reader.pages:
        for reference in page.get("/Annots", []):
            action = reference.get_object().get("/A", {})
            if action.get("/S") == "/GoTo":
                assert str(action["/D"]) in names
                inside += 1
            elif action.get("/S") == "/URI":
                assert re.match(r"(?:https?|mailto):", str(action["/URI"]))
                outside += 1
    assert inside > 500
    assert outside > 50


def test_bookmarks_match_the_contents(book: Book) -> None:
    found = [(level, bare(title)) for level, title in outline(PdfReader(book.path))]
    assert found == [(level, bare(title)) for level, title in contents(book.work)]
    assert (1, bare("LoRA: Low-Rank Adaptation of Large Language Models")) in found
    assert (0, "저자별논문") in found


def test_the_book_is_no_longer_than_its_notes(book: Book) -> None:
    reader = PdfReader(book.path)
    assert len(reader.pages) <= 140
    assert short_pages(book) == []
    assert "안내서" not in [title for _level, title in outline(reader)]
    assert "@inproceedings" not in book.text()
    assert bare("이논문인용하기") not in book.letters()


def test_a_paper_is_its_summary_then_the_note_then_what_it_is_tied_to(book: Book) -> None:
    text = book.letters()
    summary = text.index(bare("가중치의 변화량을 낮은 rank의 두 행렬로 나누어 그것만 학습해"), text.index("3.2LoRA:"))
    note = text.index("문제", summary)
    sources = text.index("출처", note)
    tied = text.index("이논문을언급한논문", sources)
    assert summary < note < sources < tied < text.index("제4장", tied)
    references = text.rindex("참고문헌")
    assert text.index(bare("Chen, W. (2021). LoRA: Low-Rank Adaptation of Large Language Models."), references)


def test_fonts_are_embedded_and_the_pdf_says_what_it_is(book: Book) -> None:
    fonts = subprocess.run(["pdffonts", str(book.path)], capture_output=True, text=True, check=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(re.search(r" yes (?:yes|no) +(?:yes|no) +\d+ +\d+$", row) for row in rows)
    reader = PdfReader(book.path)
    assert reader.metadata is not None
    assert reader.metadata.title == "논문 노트"
    assert reader.metadata.author == "papershelf contributors"
    assert "low-rank" in str(reader.metadata["/Keywords"]).split(", ")
    assert reader.trailer["/Root"]["/Lang"] == "ko"


def test_the_same_sources_give_the_same_pdf(tmp_path: Path) -> None:
    site = Site(tmp_path / "source", tmp_path)
    site.write({"conf.py": CONF, "index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("A", "a")})
    for name in ("one.pdf", "two.pdf"):
        done = papershelf("-C", str(site.source), "pdf", "-o", str(tmp_path / name), env={"SOURCE_DATE_EPOCH": "1"})
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_one_note(library: Path, tmp_path: Path) -> None:
    done = papershelf("-C", str(library), "pdf", "-W", "lora", "-o", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    text = Book(tmp_path / "lora.pdf", library / "build/latex/lora").text()
    assert "참고 문헌" in text
    assert "Gema 외, 2023" in text
    assert len(PdfReader(tmp_path / "lora.pdf").pages) < 8


@pytest.fixture(scope="module")
def tortured(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The book of the library that tries everything."""
    folder = tmp_path_factory.mktemp("torture")
    site = Site(folder / "source", folder)
    site.write(torture.files())
    done = papershelf("-C", str(site.source), "pdf", "--fail-on-warning", "-o", str(folder / "book.pdf"))
    assert (done.returncode, done.stderr) == (0, "")
    return Book(folder / "book.pdf", site.source / "build/latex/library")


def test_everything_is_shown(tortured: Book) -> None:
    text = tortured.letters()
    for name, script in torture.SCRIPTS.items():
        assert bare(script) in text, name
    assert bare(torture.SIGNS) in text
    assert "가" * 120 in text
    assert "x" * 150 in text
    assert "Team&Co_1100%" in text
    assert "열12" in text
    assert not re.search(r"Overfull \\hbox \((?:[2-9]\d|\d{3,})\.", tortured.log)


def test_nothing_runs_and_nothing_leaks(tortured: Book) -> None:
    source = tortured.work.parent.parent.parent
    assert not list(source.rglob("ran"))
    text = tortured.text()
    assert torture.SECRET not in text
    assert "root:" not in text
    assert r"\input{secret}" in text
    assert "secret.tex" not in tortured.log
    assert "restricted \\write18" not in tortured.log


def test_a_formula_that_tex_refuses_is_named_and_the_rest_is_there(tmp_path: Path) -> None:
    site = Site(tmp_path / "source", tmp_path)
    bad = paper("Bad", "bad", body="Before.\n\n$\\alpha x$ inline.\n\n$$\n\\alpha y\n$$\n\nAfter.")
    conf = f'{CONF}\nlatex_elements = {{"preamble": r"\\renewcommand{{\\alpha}}{{x^a^b}}"}}\n'  # a project's own fault
    pages = {"papers/bad.md": bad, "papers/good.md": paper("Good", "good", body="$x_1$ is fine.")}
    site.write({"conf.py": conf, "index.md": home("methods"), "methods.md": category(content="bad\ngood"), **pages})
    done = papershelf("-C", str(site.source), "pdf", "-o", str(tmp_path / "book.pdf"))
    assert done.returncode == 1
    places = [line.split(" TeX: ")[0] for line in done.stderr.splitlines()]
    lines = bad.splitlines()
    first, second = lines.index("$\\alpha x$ inline.") + 1, lines.index("$$") + 1
    assert places == [f"papershelf: papers/bad.md:{first}:", f"papershelf: papers/bad.md:{second}:"]
    text = Book(tmp_path / "book.pdf", site.source).text()
    assert all(word in text for word in ("Before.", "After.", "Good", "is fine."))


FORMULAS = (
    r"\rm{Softmax}\left([\tilde{\alpha}_1]\right)", r"\operatorname*{\hat{\Gamma}} y",
    r"\operatorname{arg\,\bar{x}}", r"{\tt \dot x} {\sf \ddot x} {\bf \tilde{\Sigma}}",
    r"\sum_{\substack{i<j \\ k}}", r"\begin{cases} a & b & c \\ d & e & f \end{cases}",
    r"\begin{gathered} a & b \\ c \end{gathered}",
)  # fmt: skip
"""Accents and Greek capitals in an upright or bold formula: XeTeX ended in the middle, or printed other signs."""


def test_pictures_tables_formulas_and_signs_as_people_have_them(tmp_path: Path) -> None:
    """Pictures of other forms, with a wrong name, larger than the page, after words; a table of headings alone.

    A sign that no font has is named in its place, and fails nothing.
    """
    body = (
        "- words![](wide.png)\n- a ![](small.png) b\n\n![](moves.gif) ![](moves.gif) ![](new.webp)\n\n![](webp.png)\n\n"
        "```{image} tall.png\n:width: 1500px\n```\n\n| only | headings |\n|---|---|\n\nLast words.\n"
    )
    signs = "Private \ue0b0 sign.\n\n## Head \ue0b0\n\n```text\n\ue0b0\n```\n\nA thumb \U0001f44d\U0001f3fd."
    page = paper("Signs \U000f0000", "signs", body=signs)
    site = Site(tmp_path / "source", tmp_path)
    site.write(
        {
            "conf.py": CONF,
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("A", "a", body=body),
            "papers/b.md": paper("B", "b", body="\n\n".join(f"$$\n{formula}\n$$" for formula in FORMULAS)),
            "papers/논문 #1.md": page,
        }
    )
    sizes = {"wide.png": (1200, 90), "small.png": (20, 9), "tall.png": (300, 3000)}
    for name, size in {**sizes, "moves.gif": (9, 9), "new.webp": (9, 9), "webp.png": (9, 9)}.items():
        form = "WEBP" if "webp" in name else None
        Image.new("RGB", size, (200, 40, 90)).save(site.source / "papers" / name, form)
    done = papershelf("-C", str(site.source), "pdf", "-W", "-o", str(tmp_path / "book.pdf"))
    assert done.returncode == 0
    first = page.splitlines().index("Private \ue0b0 sign.") + 1
    assert set(done.stderr.splitlines()) == {
        f"papershelf: papers/논문 #1.md:{first}: no font has '\\ue0b0' (U+E0B0 without a name); "
        "[U+E0B0] is printed in its place",
        "papershelf: papers/논문 #1.md:1: no font has '\\U000f0000' (U+F0000 without a name); "
        "[U+F0000] is printed in its place",
    }
    book = Book(tmp_path / "book.pdf", site.source / "build/latex/library")
    assert not re.search(r"(?:Over|Under)full \\[hv]box", book.log)
    shown = subprocess.run(["pdfimages", "-list", str(book.path)], capture_output=True, text=True, check=True).stdout
    assert len({line.split()[10] for line in shown.splitlines()[2:]}) == 6
    text = book.text()
    assert text.count("[U+E0B0]") >= 3
    assert all(words in text for words in ("only", "Last words.", "Signs [U+F0000]", "A thumb \U0001f44d."))


def test_time_runs_out(tmp_path: Path) -> None:
    site = Site(tmp_path / "source", tmp_path)
    site.write(torture.files())
    done = papershelf("-C", str(site.source), "pdf", "--time-limit", "1", "-o", str(tmp_path / "book.pdf"))
    assert done.returncode == 1
    assert done.stderr == "papershelf: TeX was stopped after 1 seconds; --time-limit gives it more\n"
    assert not (tmp_path / "book.pdf").exists()


def test_half_a_pdf_is_none(tmp_path: Path) -> None:
    """With a stand-in for xdvipdfmx that lies: it says that all went well."""
    site = Site(tmp_path / "source", tmp_path)
    site.write({"conf.py": CONF, "index.md": home("methods"), "methods.md": category()})
    liar = tmp_path / "bin" / "xdvipdfmx"
    liar.parent.mkdir()
    real = shutil.which("xdvipdfmx")
    liar.write_text(f'#!/bin/sh\n"{real}" "$@" && truncate -s -40 *.pdf\n', encoding="utf-8")
    liar.chmod(0o755)
    path = os.pathsep.join([str(liar.parent), os.environ["PATH"]])
    done = papershelf("-C", str(site.source), "pdf", "-o", str(tmp_path / "book.pdf"), env={"PATH": path})
    assert done.returncode == 1
    assert done.stderr.startswith("papershelf: TeX made no whole PDF; its log is ")
    assert not (tmp_path / "book.pdf").exists()


def test_without_tex_the_command_says_what_to_install(tmp_path: Path) -> None:
    site = Site(tmp_path / "source", tmp_path)
    site.write({"conf.py": CONF, "index.md": home("methods"), "methods.md": category()})
    done = papershelf("-C", str(site.source), "pdf", env={"PATH": str(tmp_path)})
    assert done.returncode == 1
    assert "not found: latexmk, xelatex" in done.stderr
    for word in ("Debian, Ubuntu", "texlive-lang-korean", "Fedora", "macOS", "Windows", "make print"):
        assert word in done.stderr


def test_wrong_usage(tmp_path: Path) -> None:
    assert papershelf("pdf", "--time-limit", "soon").returncode == 2
    done = papershelf("-C", str(tmp_path), "pdf")
    assert (done.returncode, done.stderr.startswith("papershelf: no library here")) == (1, True)
