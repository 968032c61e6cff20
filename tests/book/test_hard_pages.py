"""Pages that broke a book once: each stands for a mistake."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from book.test_harmless import PIXEL
from book.test_latex import tex
from book.test_pdf import Book, papershelf
from papershelf.book.latex import formulas
from papershelf.mathml import FormulaError, convert
from support import CONF, Site, category, home, paper

MakeSite = Callable[[Mapping[str, str]], Site]

HARD = {
    "heading": "## Bold $\\bm{x}$ and $\\begin{matrix}a&b\\end{matrix}$\n\nafter-heading",
    "caption": "```{figure} p.png\nA caption with {paper:ref}`two` and [a link](two.md).\n```\n\nafter-caption",
    "code": "```{code-block} python\n:caption: see {paper:ref}`two`\n\nx = 1\n```\n\nafter-code",
    "lists": "".join("  " * n + f"- level {n}\n" for n in range(8)) + "\nafter-lists",
    "quotes": "".join(">" * n + f" quote {n}\n" for n in range(1, 13)) + "\nafter-quotes",
    "control": "bell \x07 escape \x1b delete \x7f and `co\x07de`\n\n```\nblo\x07ck\n```\n\nafter-control",
    "index": "see {ref}`paper-tag` and {ref}`paper-title`\n\nafter-index",
}


@pytest.mark.pdf
def test_pages_that_broke_a_book(tmp_path: Path) -> None:
    site = Site(tmp_path / "source", tmp_path)
    pages = {
        f"papers/{name}.md": paper(f"Paper {name}", name, body=body.replace("\x1b", "").replace("\x7f", ""))
        for name, body in HARD.items()
    }
    site.write(
        {
            "conf.py": CONF + 'language = "en"\n',
            "index.md": home("methods").replace("# Home", "# Shelf 📚 🚀"),
            "methods.md": category() + "\n```{toctree}\nsub\n```\n",
            "sub.md": category("sub", "Sub", queue="- later = Later on (2024)"),
            "papers/two.md": paper("Two", "two", body="See {paper:ref}`later`."),
            "papers/alone.md": paper(
                "Uncategorised", "alone", options=":year: 2020\n:url: https://example.org/위키_[1]~x#a%20&b|c^d"
            ),
            **pages,
        }
    )
    (site.source / "papers/p.png").write_bytes(PIXEL)
    done = papershelf("-C", str(site.source), "pdf", "-o", str(tmp_path / "book.pdf"))
    found = [line for line in done.stderr.splitlines() if line.startswith("papershelf")]
    assert (done.returncode, found) == (0, []), done.stderr
    text = Book(tmp_path / "book.pdf", site.source).text()
    for name in HARD:
        assert f"after-{name}" in text
    assert "Uncategorised" in text
    assert "📚" in text
    assert "Author name not set" not in text
    assert "Chapter 1" in text
    written = next((site.source / "build/latex/library").glob("*.tex")).read_text(encoding="utf-8")
    assert "%EC%9C%84%ED%82%A4\\_%5B1%5D" in written.replace("\\%", "%")


def test_a_picture_that_a_pdf_cannot_hold(make_site: MakeSite) -> None:
    body = "![vector words](v.svg)"
    site = make_site(
        {"index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("Alpha", "a", body=body)}
    )
    (site.source / "papers/v.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert "papers/a.md:11: WARNING: found the image 'papers/v.svg'" in site.build(builder="latex")
    assert "vector words" in tex(site)
    assert "v.svg" not in tex(site)


@pytest.mark.parametrize("builder", ["latex", "epub"])
def test_a_picture_elsewhere_is_a_link(make_site: MakeSite, builder: str) -> None:
    body = "![remote words](http://127.0.0.1:9/pic.png)"
    site = make_site(
        {
            "conf.py": CONF + 'version = "1"\ncopyright = "x"\n',
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("Alpha", "a", body=body),
        }
    )
    assert site.build(builder=builder) == ""


def test_an_author_cannot_make_a_citation(make_site: MakeSite) -> None:
    body = "(sec)=\n## Sec\n\n[x](#sec){.paper-citation}"
    site = make_site(
        {
            "conf.py": CONF + 'myst_heading_anchors = 3\nmyst_enable_extensions += ["attrs_inline"]\n',
            "index.md": home("methods"),
            "methods.md": category(),
            "papers/a.md": paper("Alpha", "a", body=body),
        }
    )
    site.build(builder="latex")
    assert r"\section{Alpha}" in tex(site)


def test_what_is_not_in_the_article_is_named(make_site: MakeSite) -> None:
    body = "{doc}`/methods`, {ref}`sec`, {eq}`e2`."
    site = make_site(
        {
            "conf.py": CONF + 'papershelf_part = "a"\n',
            "index.md": home("methods"),
            "methods.md": category(title="All Methods"),
            "papers/a.md": paper("Alpha", "a", body=body),
            "papers/b.md": paper("Beta", "b", body="(sec)=\n## The Section\n\n```{math}\n:label: e2\n\nx\n```\n"),
        }
    )
    assert site.build(builder="latex") == ""
    assert re.search(r"All Methods.*The Section.*Beta", tex(site), re.DOTALL)


@pytest.mark.parametrize("source", [r"\limits", r"x\limits", r"{x}\nolimits"])
def test_limits_of_nothing(source: str) -> None:
    with pytest.raises(FormulaError):
        convert(source, False)


def test_mathematics_inside_text() -> None:
    with pytest.raises(FormulaError, match="not for text"):
        formulas.tex(r"\text{\alpha}", block=False)


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["x" * 300], 2, "no paper or category can have this name"),
        ([".."], 2, "no paper or category can have this name"),
        (["-o", "index.md"], 1, "is no PDF; it is not overwritten"),
    ],
)
def test_refused_arguments(tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    site = Site(tmp_path, tmp_path)
    site.write({"conf.py": CONF, "index.md": home("methods"), "methods.md": category()})
    command = [sys.executable, "-m", "papershelf", "pdf", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "index.md").read_text(encoding="utf-8").startswith("# Home")


def working_in(process: Path, folder: Path) -> bool:
    """Whether a process of /proc has its working directory there."""
    try:
        return (process / "cwd").readlink().is_relative_to(folder)
    except OSError:
        return False


@pytest.mark.pdf
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_nothing_runs_on_after_a_signal(tmp_path: Path) -> None:
    site = Site(tmp_path / "marked-by-this-test", tmp_path)
    site.write(
        {
            "conf.py": CONF,
            "index.md": home("methods"),
            "methods.md": category(),
            **{f"papers/p{n}.md": paper(f"P{n}", f"p{n}", body="text " * 3000) for n in range(30)},
        }
    )
    command = [sys.executable, "-m", "papershelf", "-C", str(site.source), "pdf"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("papershelf: TeX sets"):
                break
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(300) == 143
    for _second in range(60):
        left = [folder.name for folder in Path("/proc").glob("[0-9]*") if working_in(folder, site.source)]
        if not left:
            break
        time.sleep(1)
    assert left == []
