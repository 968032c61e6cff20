"""The guide: every sentence stands in Korean too, the code is as drawn, and the notes use the tags that are listed."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

from babel.messages import pofile

import moving
from library import built
from papershelf.sources.library import folder
from support import ROOT, Site

sys.path.insert(0, str(ROOT / "docs/_ext"))
import papershelf_imports

CATALOGUES = ROOT / "docs/locale/ko/LC_MESSAGES/docs/guide"


def test_the_korean_guide_is_whole_and_up_to_date(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "gettext", "-D", "language=en", "-c", "docs"]
    subprocess.run([*command, "-d", tmp_path / "doctrees", ".", tmp_path / "out"], cwd=ROOT, check=True)
    templates = {path.stem: path for path in (tmp_path / "out/docs/guide").glob("*.pot")}
    assert templates.keys() == {path.stem for path in CATALOGUES.glob("*.po")}
    for name, path in templates.items():
        wanted = {message.id for message in pofile.read_po(path.open("rb")) if message.id}
        catalogue = pofile.read_po((CATALOGUES / f"{name}.po").open("rb"), locale="ko")
        found = {message.id for message in catalogue if message.id and message.string and not message.fuzzy}
        assert wanted - found == set(), f"{name}: not in Korean; `make guide-messages`, then translate"
        assert {message.id for message in catalogue if message.id} - wanted == set(), f"{name}: no longer in the guide"


def test_pages_with_tables_are_read_anew_when_what_these_list_changes() -> None:
    environment = pickle.loads((built().parent / "doctrees/environment.pickle").read_bytes())
    code = papershelf_imports.CODE.resolve()
    tables = {
        "paper-page": ["model/record/fields.py", "model/record/links.py", "model/record/relations.py"],
        "exchange": ["exports/formats.py", "sources/bibliographies/forms.py"],
        "configuration": ["settings.py"],
        "commands": ["exports/formats.py", "sources/bibliographies/forms.py", "cli/papers/new.py"],
    }
    for page, names in tables.items():
        noted = {(ROOT / path).resolve() for path in environment.dependencies[f"docs/guide/{page}"]}
        assert {code / name for name in names} <= noted, page


def test_the_picture_of_the_code_is_the_code() -> None:
    """Each arrow is an import, all other imports lie behind arrows, and the first lines of packages say the same."""
    packages = papershelf_imports.imports()
    page = (built() / "docs/guide/architecture.html").read_text(encoding="utf-8")
    names = re.findall(r'<a href="#package-([a-z]+)" class="paper-node', page)
    ends = [line.split() for line in re.findall(r'paper-edge-imports" data-ends="([0-9 ]+)"', page)]
    drawn = {name: {names[int(to)] for of, to in ends if names[int(of)] == name} for name in names}
    assert packages.keys() == drawn.keys()
    for package, imported in packages.items():
        assert drawn[package] <= imported <= papershelf_imports.below(drawn, package)
        line = papershelf_imports.first_line(package)
        assert set(re.findall(r"``([a-z]+)``", line["below"])) == drawn[package], package
        core = package == "cli" or package in papershelf_imports.below(drawn, "cli")
        assert ("no Sphinx" in (line["never"] or "")) == core, package


def test_the_architecture_names_files_that_are_there() -> None:
    text = (ROOT / "docs/guide/architecture.md").read_text(encoding="utf-8")
    packages = "|".join(papershelf_imports.imports())
    named = set(re.findall(rf"`((?:{packages})/[a-z_/]+(?:\.py)?)/?`", text))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (papershelf_imports.CODE / name).exists()] == []


def test_every_package_says_what_it_is_for() -> None:
    paths = papershelf_imports.CODE.rglob("__init__.py")
    assert [path for path in paths if not path.read_text(encoding="utf-8").startswith('"""')] == []


def test_notes_use_the_tags_that_are_listed() -> None:
    text = (ROOT / "docs/indices.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^- `([a-z-]+)`", text, re.MULTILINE))
    catalogue = folder.read(ROOT, ROOT / "docs").catalogue
    assert {tag for entry in catalogue.entries for tag in entry.paper.tags} == listed


def test_names_of_a_term_find_each_other() -> None:
    script = (built() / "search/library.js").read_text(encoding="utf-8")
    assert '["catastrophic forgetting","파국적 망각"]' in script


def test_the_four_files_that_it_starts_with_are_a_library(tmp_path: Path) -> None:
    text = (
        (ROOT / "docs/guide/getting-started.md").read_text(encoding="utf-8").partition("## The four kinds of file")[2]
    )
    blocks = re.findall(r"^(`{3,4})(?:python|markdown)\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL)
    names = re.findall(r"`([a-z/]+\.(?:py|md))`", text)
    assert names == ["conf.py", "index.md", "categories/methods.md", "papers/lora.md"]
    site = Site(tmp_path / "library", tmp_path / "build")
    site.write(dict(zip(names, (content for _fence, content in blocks), strict=True)))
    assert site.build() == ""
    assert "FlashAttention-2" in site.page("papers/lora")


def said(command: str) -> list[str]:
    """Lines that the guide shows below a command, without those that it leaves out."""
    block = next(block for block in moving.blocks("console") if block.startswith(f"$ {command}\n"))
    return [line for line in block.splitlines()[1:] if line != "…"]


def test_the_example_of_moving_in_is_what_happens(tmp_path: Path) -> None:
    moving.write(tmp_path / "notes")
    shown = moving.blocks("markdown")

    def run(folder: str, command: str) -> list[str]:
        words = [sys.executable, "-m", *command.split()]
        done = subprocess.run(words, cwd=tmp_path / folder, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.splitlines()

    init = "papershelf init library --from notes"
    out = run(".", init)
    assert [line for line in said(init) if line not in out] == []
    assert out.index("next:") < len(out) - 1
    assert (tmp_path / "library/papers/lora/index.md").read_text("utf-8") == shown[2]
    assert (tmp_path / "library/categories/methods.md").read_text("utf-8") == shown[3]
    assert run("library", "papershelf import ../notes") == said("papershelf import ../notes")
    run(".", "papershelf init fresh")
    assert run("fresh", "papershelf import ../notes --dry-run") == said("papershelf import ../notes --dry-run")
