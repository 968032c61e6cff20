"""CONTRIBUTING's recipes, followed to the letter: their edits are made on a copy of the package, which is then used."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from babel.messages.pofile import read_po, write_po

from support import CONF, ROOT

_PART = re.compile(r"^### (?P<name>.+)\n(?P<text>(?:(?!##).*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`(ext/[\w./]+)`")
_PAPER = """\
# {title}

```{{paper-summary}}
:authors: Ada Reed; Ben Marsh
:year: 2021
:venue: ICLR 2022
:category: methods
:doi: {doi}
{options}
- It says something.
- It says more.
- It says no more.
```
"""
_LIBRARY = {
    "index.md": "# Papers\n\n```{toctree}\nmethods\n```\n",
    "methods.md": "# Methods\n\n```{paper-category} methods\n```\n",
    "papers/other.md": _PAPER.format(title="Another Paper", doi="10.1000/1", options=""),
}
_RECORDS = """\
{Reference Type}: Journal Article
{Title}: A Tale of Reeds
{Author}: 潘紫麟;刘庆鹏;
{Author Address}: Somewhere
{Journal}: Marsh Studies
{Year}: 2021
{Issue}: 11
{Pages}: 2184-88
{DOI}: 10.1000/7
{Keywords}: reeds;marshes

{Reference Type}: Book
{Author}: Nobody
"""


@dataclass
class Copy:
    """The package as a recipe makes it."""

    folder: Path

    def follow(self, recipe: str) -> None:
        """Make the edits of a recipe, and run its commands of make, in their order."""
        text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## Recipes\n")[2]
        part = next(part["text"] for part in _PART.finditer(text) if part["name"] == recipe)
        for block in _BLOCK.finditer(part):
            kind, content = block["kind"], block["content"]
            named = _FILE.findall(part[: block.start()])
            if kind == "sh":
                for line in content.splitlines():
                    if line.startswith("make ") and line != "make guide-messages":  # the copy has no guide
                        self.make(*line.split()[1:])
            elif kind == "diff":
                self._change(named[-1], content)
            elif kind == "po":
                self._translate(self.folder / named[-1], content)
            else:
                assert not (self.folder / named[-1]).exists()
                (self.folder / named[-1]).write_text(content, encoding="utf-8")

    def _translate(self, path: Path, entries: str) -> None:
        catalogue = read_po(path.open("rb"))
        for message in read_po(StringIO(entries)):
            if message.id:
                held = catalogue.get(message.id, message.context)
                assert held is not None and not held.string, f"{message.id}: not there, or translated before"
                held.string = message.string
        with path.open("wb") as file:
            write_po(file, catalogue)

    def _change(self, name: str, diff: str) -> None:
        """Add lines right below those above them; what others added there since may part them from those below."""
        lines = diff.splitlines()
        added = [line for line in lines if line[0] == "+"]
        at = lines.index(added[0])
        assert {line[0] for line in lines} == {" ", "+"} and lines[at : at + len(added)] == added, diff
        above, new, below = (
            "".join(f"{line[1:]}\n" for line in part) for part in (lines[:at], added, lines[at + len(added) :])
        )
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(above) == 1, f"{name} does not have these lines once:\n{above}"
        head, _above, tail = text.partition(above)
        assert below in tail, f"{name} does not have these lines there:\n{below}"
        path.write_text(head + above + new + tail, encoding="utf-8")

    def make(self, *targets: str) -> None:
        """Run make with this environment as its .venv, which is as it is to be; its own path may have a blank in it."""
        venv = self.folder / ".venv"
        if not venv.exists():
            venv.symlink_to(sys.prefix, target_is_directory=True)
        self._run("make", "-s", "-o", "venv", *targets, cwd=self.folder)

    def papershelf(self, *arguments: str | Path, code: int = 0, given: str = "") -> str:
        """What a command prints."""
        return self._run(sys.executable, "-m", "papershelf", *map(str, arguments), code=code, given=given)

    def library(self, options: str = "", language: str = "ko") -> Path:
        """A library with a paper that has these options."""
        source = self.folder / "library"
        tale = _PAPER.format(title="A Tale of Two Data Sets", doi="10.1000/182", options=f"{options}\n")
        files = _LIBRARY | {"conf.py": f'{CONF}language = "{language}"\n', "papers/tale.md": tale}
        for name, content in files.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(content, encoding="utf-8")
        return source

    def build(self, library: Path) -> Path:
        """The site of a library; a warning is an error."""
        out = self.folder / "site"
        self._run(sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", library, out)
        return out

    def _run(self, *command: str | Path, cwd: Path | None = None, code: int = 0, given: str = "") -> str:
        done = subprocess.run(
            list(map(str, command)), cwd=cwd, capture_output=True, input=given.encode(), check=False,
            env={**os.environ, "PYTHONPATH": str(self.folder / "ext"), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"},
        )  # fmt: skip
        assert done.returncode == code and b"Traceback" not in done.stderr, (done.stdout + done.stderr).decode()
        return done.stdout.decode()


@pytest.fixture
def package(tmp_path: Path) -> Copy:
    shutil.copytree(ROOT / "ext", tmp_path / "ext", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", tmp_path)
    return Copy(tmp_path)


def records(out: Path) -> dict[str, dict[str, object]]:
    """The papers of ``papers.json``, which is as its schema says."""
    data = json.loads((out / "papers.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((out / "papers.schema.json").read_text(encoding="utf-8")))
    return {paper["key"]: paper for paper in data["papers"]}


def test_a_field_of_a_paper(package: Copy) -> None:
    package.follow("A field of a paper")
    address = "https://example.org/data"
    library = package.library(f":dataset: {address}\n:funding: The Marsh Fund")
    package.papershelf("-C", library, "check")
    out = package.build(library)
    assert re.search(rf'<a [^>]*href="{address}">데이터셋</a>', (out / "papers/tale.html").read_text("utf-8"))
    assert records(out)["tale"]["links"] == {"dataset": address}
    assert records(out)["tale"]["funding"] == "The Marsh Fund"
    for form in ("bibtex", "csl", "ris", "json"):
        said = package.papershelf("-C", library, "export", "--format", form)
        assert address in said and "The Marsh Fund" in said
    (library / "papers/tale.md").unlink()
    note = (
        f"# A Note\n\n- [A Tale of Reeds](https://doi.org/10.1000/8) [[dataset]({address})] [[code](https://a.org/c)]\n"
    )
    (package.folder / "list.md").write_text(note, encoding="utf-8")
    package.papershelf("-C", library, "import", out / "papers.bib", package.folder / "list.md")
    page = (library / "papers/tale.md").read_text("utf-8")
    assert f":dataset: {address}" in page and ":funding: The Marsh Fund" in page
    heads = (f"- Dataset: {address}", f"[Dataset]({address}) [paper](https://arxiv.org/abs/2101.00009)")
    for number, head in enumerate(heads):
        note = package.folder / f"n{number}.md"
        note.write_text(f"# A Tale of {number} Ponds\n\n{head}\n\n## Summary\n\nIt says things.\n", encoding="utf-8")
    (package.folder / "notes.md").write_text("# Notes\n\n- [One](n0.md)\n- [Two](n1.md)\n", encoding="utf-8")
    package.papershelf("-C", library, "import", package.folder / "notes.md")
    for key in ("n0", "n1"):
        assert f":dataset: {address}" in (library / f"papers/{key}.md").read_text("utf-8")


def test_a_relation_between_papers(package: Copy) -> None:
    package.follow("A relation between papers")
    library = package.library(":replicates: other")
    package.papershelf("-C", library, "check")
    out = package.build(library)
    assert records(out)["tale"]["relations"] == {"replicates": ["other"]}
    assert ">재현한 논문<" in (out / "papers/tale.html").read_text("utf-8")
    assert ">이 논문을 재현한 논문<" in (out / "papers/other.html").read_text("utf-8")
    (library / "papers/tale.md").unlink()
    package.papershelf("-C", library, "import", out / "papers.csl.json")
    assert ":replicates: other" in (library / "papers/tale.md").read_text("utf-8")


def test_a_form_that_goes_out(package: Copy) -> None:
    package.follow("A form that goes out")
    library = package.library(":tags: a&b")
    [record] = [
        record
        for record in ElementTree.fromstring(package.papershelf("-C", library, "export", "--format", "endnote"))[0]
        if record.findtext("label") == "tale"
    ]
    assert [author.text for author in record.iter("author")] == ["Reed, Ada", "Marsh, Ben"]
    assert record.findtext("titles/secondary-title") == "ICLR"
    assert record.findtext("keywords/keyword") == "a&b"
    assert record.findtext("electronic-resource-num") == "10.1000/182"
    assert "endnote" in package.papershelf("export", "--help")
    assert "endnote" in package.papershelf("--print-completion", "bash")


def test_a_form_that_comes_in(package: Copy) -> None:
    package.follow("A form that comes in")
    library = package.library()
    (package.folder / "refs.net").write_text(_RECORDS, encoding="utf-8")
    told = package.papershelf("-C", library, "import", package.folder / "refs.net", "--dry-run", code=1)
    assert "refs.net:1: created: a-tale-of-reeds" in told
    assert "refs.net:12: refused:  (there is no title)" in told
    assert "a-tale-of-reeds" in package.papershelf("-C", library, "import", "-", code=1, given=_RECORDS)
    said = package.papershelf("-C", library, "export", "--format", "bibtex")
    assert "author = {{潘紫麟} and {刘庆鹏}}" in said
    assert "pages = {2184--2188}" in said
    assert "noteexpress-author-address = {Somewhere}" in said
    assert ".net" in package.papershelf("import", "--help")


def test_a_language_of_the_interface(package: Copy) -> None:
    package.follow("A language of the interface")
    library = package.library(language="ja")
    assert "<summary>三行要約</summary>" in package.papershelf("-C", library, "export", "--format", "readme")
    out = package.build(library)
    page = (out / "papers/tale.html").read_text("utf-8")
    assert "<summary>要約</summary>" in page
    assert ">Cite this paper<" in page, "what is not translated stays English"
