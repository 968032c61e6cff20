"""``papershelf split`` and ``join``: everything goes somewhere, everything leads on, and back it is what it was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.sources.library import folder as folders
from support import CONF, Site, category, home, paper

FACTS = ":authors: Ann Lee; Bo Kim\n:year: 2021\n:url: https://example.org/{0}\n:category: {1}"
USES = """\
Text {paper:ref}`lora`, {paper}`lora`, {paper:ref}`these words <lora>`, {paper:citet}`lora`,
{paper:citep}`lora, gqa`, {paper:ref}`old-lora`, [a link](lora.md), [*marked*](./lora.md "title"), [](lora.md),
<project:lora.md>, {doc}`lora`, {doc}`words </papers/lora>`, [a part](lora.md#results), [x](../models.md),
{doc}`/about`, [about](../about.md#more), {ref}`why`, {ref}`because <why>`, [why](#why), {term}`rank`,
`{paper:ref}`, ``{paper:ref}`lora` ``, and {paper:ref}`gqa`.

[it]: lora.md

```text
{paper:ref}`lora`
```

![a figure](figures/both.png)
"""
RST = """\
B
=

.. paper-summary:: b
   :authors: Ann Lee
   :year: 2021
   :url: https://example.org/b
   :category: small
   :extends: lora, gqa

   - one
   - two
   - three

Text :paper:ref:`lora`, :paper:ref:`words <lora>`, :paper:citep:`lora, gqa`, :doc:`lora`, :doc:`w </papers/lora>`.
"""
BASE = "https://papers.example.org/"


def files(**more: str) -> dict[str, str]:
    """Two categories, one of them with another below it, and pages that belong to none."""
    found = {
        "conf.py": f'{CONF}html_baseurl = "{BASE}"\nmyst_heading_anchors = 3\nlanguage = "en"\n',
        "index.md": home("methods", "models", "about", text="See {paper:ref}`lora` and [it](papers/gqa.md)."),
        "about.md": "# About\n\nOf {paper:ref}`lora`.\n\n```{paper-compare} lora gqa\n```\n\n"
        "```{paper-graph}\n:paper: lora\n```\n\n"
        "```{paper-list}\n:category: methods\n```\n\n## More\n\n(why)=\n## Why\n\n"
        "```{glossary}\nrank\n    A number.\n```\n",
        "methods.md": category(
            content="\ngqa\nlora\nzeta\n",
            queue="- flash = Flash Attention (2022)\n- Byte Pair Encoding (2016)\n  — and more of it",
        ),
        "models.md": category("models", "Models", content=":sort: -year\n\nlora\nsmall", queue="- gpt = GPT (2018)"),
        "small.md": category("small", "Small models", content=":parent: models"),
        "papers/lora.md": paper(
            "LoRA: Low-Rank",
            "lora",
            options=FACTS.format("lora", "models") + "\n:also-in: methods\n:former-keys: old-lora",
            body="## Results\n\nOf {paper:ref}`gqa` and {paper:ref}`b`.\n\n![a figure](figures/both.png)",
        ),
        "papers/zeta/index.md": paper(
            "Zeta", "", options=FACTS.format("zeta", "methods") + "\n:extends: lora", body="[more](more.md)"
        ),
        "papers/zeta/more.md": "---\norphan: true\n---\n# More of zeta\n\n{paper:ref}`lora`\n",
        "papers/zeta/data.csv": "a,b\n",
        "papers/gqa.md": paper("GQA", "gqa", options=FACTS.format("gqa", "methods"), body=USES),
        "papers/b.rst": RST,
        "papers/figures/both.png": "a picture",
        "papers/figures/none.png": "of no page",
        "papers/bibliography.json": '{\n "papers": {\n  "gpt": {\n   "type": "techreport"\n  }\n }\n}\n',
        "README.md": "Words for people.\n",
    }
    return {**found, "conf.py": found["conf.py"] + 'exclude_patterns = ["_build", "README.md"]\n', **more}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The library, in a folder."""
    return write(tmp_path / "library", files())


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    Site(folder, folder / "_build").write(texts)
    return folder


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "_build" not in path.parts and "build" not in path.parts
    }


def split(library: Path, *arguments: str) -> Path:
    """Where the libraries are."""
    target = library.parent / "out"
    assert main(["-C", str(library), "split", *arguments, str(target)]) == 0
    return target


@pytest.fixture(autouse=True)
def _no_index_of_packages_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from papershelf.cli.libraries import requirement

    monkeypatch.setattr(requirement, "find", lambda: requirement.Requirement("papershelf", "a stand-in"))


def test_each_library_has_what_it_needs(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(library)
    out = split(library, "--by", "category")
    assert state(library) == before
    told = capsys.readouterr().out
    assert "methods: Methods: 4 papers (2 planned)" in told
    assert "models: Models: 3 papers (1 planned)" in told
    assert "papers/lora.md:3: 'lora' is in 'models' and also in the category 'methods'" in told
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [
            ".github",
            ".gitignore",
            "Makefile",
            "README.md",
            "catalogues.sh",
            "methods",
            "models",
            "portal",
            "requirements.txt",
        ]
    )
    there = state(out)
    for name in (
        *("methods/papers/gqa.md", "methods/papers/zeta/index.md", "methods/papers/zeta/more.md", "methods/conf.py"),
        *("methods/papers/zeta/data.csv", "methods/papers/figures/both.png", "models/papers/figures/both.png"),
        *("models/papers/lora.md", "models/papers/b.rst", "models/small.md", "models/methods.md", "portal/about.md"),
        *(
            "methods/Makefile",
            "methods/.readthedocs.yaml",
            "portal/.readthedocs.yaml",
            "models/papers/bibliography.json",
        ),
        *("portal/moved.json", "portal/papers/figures/none.png", ".github/workflows/libraries.yml"),
    ):
        assert name in there, name
    assert "methods/papers/lora.md" not in there
    assert "methods/papers/bibliography.json" not in there


def test_links_lead_to_the_other_library(library: Path) -> None:
    out = split(library, "--by", "category")
    gqa = (out / "methods/papers/gqa.md").read_text()
    assert gqa.endswith(
        USES.replace(
            """\
Text {paper:ref}`lora`, {paper}`lora`, {paper:ref}`these words <lora>`, {paper:citet}`lora`,
{paper:citep}`lora, gqa`, {paper:ref}`old-lora`, [a link](lora.md), [*marked*](./lora.md "title"), [](lora.md),
<project:lora.md>, {doc}`lora`, {doc}`words </papers/lora>`, [a part](lora.md#results), [x](../models.md),
{doc}`/about`, [about](../about.md#more), {ref}`why`, {ref}`because <why>`, [why](#why), {term}`rank`,
""",
            f"""\
Text {{paper:ref}}`models:lora`, {{paper}}`models:lora`, {{paper:ref}}`these words <models:lora>`, \
{{paper:citet}}`models:lora`,
{{paper:citep}}`models:lora, gqa`, {{paper:ref}}`models:lora`, {{paper:ref}}`a link <models:lora>`, \
[*marked*]({BASE}models/papers/lora.html "title"), {{paper:ref}}`models:lora`,
{{paper:ref}}`models:lora`, {{paper:ref}}`models:lora`, {{paper:ref}}`words <models:lora>`, \
{{paper:ref}}`a part <models:lora>`, [x]({BASE}models/models.html),
[About]({BASE}about.html), [about]({BASE}about.html#more), [About]({BASE}about.html#why), \
[because]({BASE}about.html#why), [why]({BASE}about.html#why), [rank]({BASE}about.html),
""",
        ).replace("[it]: lora.md", f"[it]: {BASE}models/papers/lora.html")
        + "\n"
    )
    assert ":extends: models:lora" in (out / "methods/papers/zeta/index.md").read_text()
    assert "Of {paper:ref}`methods:gqa` and {paper:ref}`b`." in (out / "models/papers/lora.md").read_text()
    rst = (out / "models/papers/b.rst").read_text()
    assert rst == RST.replace("lora, gqa", "lora, methods:gqa")
    index = (out / "portal/index.md").read_text()
    assert "See {paper:ref}`models:lora` and {paper:ref}`it <methods:gqa>`." in index
    assert index.endswith("```{toctree}\nabout\n```\n")


def test_settings_are_those_of_the_library_and_its_own(library: Path) -> None:
    out = split(library, "--by", "category")
    own = (out / "methods/conf.py").read_text()
    assert own.startswith((library / "conf.py").read_text())
    values: dict[str, object] = {}
    exec(own, values)
    assert values["papershelf_libraries"] == {"models": (f"{BASE}models/", "../models/build/papers.json")}
    assert values["html_baseurl"] == f"{BASE}methods/"
    portal: dict[str, object] = {}
    exec((out / "portal/conf.py").read_text(), portal)
    assert list(portal["papershelf_libraries"]) == ["methods", "models"]  # type: ignore[call-overload]
    assert portal["html_baseurl"] == BASE
    folder = folders.read(out / "methods", out / "methods")
    assert folder.problems == []
    assert list(folder.catalogue.categories) == ["methods"]
    assert [entry.key for entry in folder.catalogue.in_category("methods")] == [
        "gqa",
        "zeta",
        "byte-pair-encoding",
        "flash",
    ]


def test_addresses_of_read_the_docs_are_those_of_subprojects(library: Path) -> None:
    conf = (library / "conf.py").read_text().replace(BASE, f"{BASE}ko/latest/")
    (library / "conf.py").write_text(conf)
    out = split(library, "--by", "category")
    assert f'"models": ("{BASE}projects/models/ko/latest/",' in (out / "portal/conf.py").read_text()
    assert f"]({BASE}ko/latest/about.html)" in (out / "methods/papers/gqa.md").read_text()


@pytest.mark.parametrize("by", ["category", "1", "2", "3", "5"])
def test_what_is_joined_again_is_what_was_split(library: Path, by: str) -> None:
    before = state(library)
    out = split(library, "--by", by)
    back = library.parent / "back"
    assert main(["join", str(out), "--into", str(back)]) == 0
    after = state(back)
    new = {"Makefile", "requirements.txt", ".gitignore", ".readthedocs.yaml"}
    assert after.keys() - before.keys() <= new
    assert {name: after.get(name) for name in before} == before


@pytest.mark.parametrize("by", ["category", "2"])
def test_the_libraries_and_the_portal_build_without_a_warning(library: Path, by: str) -> None:
    out = split(library, "--by", by)
    for place in out.glob("*/conf.py"):
        catalogue = place.parent / "build/papers.json"
        catalogue.parent.mkdir()
        assert main(["-C", str(place.parent), "export", "--format", "json", "-o", str(catalogue)]) == 0
    for place in sorted(out.glob("*/conf.py")):
        assert Site(place.parent, place.parent / "_build").build() == ""
    names = [path.parent.name for path in out.glob("*/papers") if (path / "gqa.md").exists()]
    page = (out / names[0] / "_build/html/papers/gqa.html").read_text()
    assert re.search(rf'href="{BASE}[\w-]+/papers/lora.html"', page) or (out / names[0] / "papers/lora.md").exists()
    for old in ("papers/lora.html", "papers/old-lora.html", "methods.html", "papers/zeta/index.html"):
        moved = (out / "portal/_build/html" / old).read_text()
        there = re.search(r"url=([^\"]+)", moved)
        assert there is not None
        assert (out / there[1].removeprefix(BASE).replace("/", "/_build/html/", 1)).is_file()


def test_addresses_of_a_portal_follow_what_it_notes(library: Path) -> None:
    portal = split(library, "--by", "category") / "portal"
    site = Site(portal, portal / "_build")
    site.build()
    note = portal / "moved.json"
    before, old = note.read_text(), portal / "_build/html/papers/gqa.html"
    assert f"url={BASE}methods/papers/gqa.html" in old.read_text()
    note.write_text(before.replace('"papers/gqa"', '"papers/other"'))
    site.build()
    assert not old.exists()
    note.write_text(before)
    site.build()
    assert f"url={BASE}methods/papers/gqa.html" in old.read_text()
    note.write_text("[]")
    assert "papershelf_moved: moved.json:1: it is no file of version 1" in site.build()


def test_names_of_libraries_that_nobody_knows_stay_as_they_are(library: Path) -> None:
    text = paper(
        "Odd", "odd", options=FACTS.format("odd", "methods"), body="{paper:ref}`nowhere:lora`, {paper:ref}`a:b:c`"
    )
    write(library, {"papers/odd.md": text})
    out = split(library, "--by", "category")
    assert (out / "methods/papers/odd.md").read_text() == text
    back = library.parent / "back"
    assert main(["join", str(out), "--into", str(back)]) == 0
    assert (back / "papers/odd.md").read_text() == text


def test_settings_that_are_computed_stay_and_work(library: Path) -> None:
    conf = library / "conf.py"
    text = conf.read_text() + "from pathlib import Path\nproject = Path(__file__).parent.name.title()\n"
    conf.write_text(text + 'papershelf_libraries = dict(far="https://far.example/")\n')
    out = split(library, "--by", "category")
    values: dict[str, object] = {"__file__": str(out / "methods/conf.py")}
    exec((out / "methods/conf.py").read_text(), values)
    libraries = values["papershelf_libraries"]
    assert isinstance(libraries, dict)
    assert list(libraries) == ["models", "far"]
    assert folders.read(out / "methods", out / "methods").settings.libraries == ("models",)
    back = library.parent / "back"
    assert main(["join", str(out), "--into", str(back)]) == 0
    assert (back / "conf.py").read_text() == conf.read_text()


def test_a_dry_run_shows_and_writes_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(library), "split", "--by", "2", "--dry-run", str(library.parent / "out")]) == 0
    told = capsys.readouterr().out
    assert "part-2: test 2: " in told
    assert "would write" in told
    assert sorted(path.name for path in library.parent.iterdir()) == ["library"]


@pytest.mark.parametrize(("by", "said"), [("0", "found '0'"), ("-3", ""), ("year", "found 'year'"), ("٣", "found '٣'")])
def test_by_is_a_category_or_a_number(library: Path, by: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["-C", str(library), "split", "--by", by, "out"])
    assert said in capsys.readouterr().err


def test_nothing_that_is_there_is_overwritten(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = library.parent / "out"
    write(target, {"mine.txt": "mine"})
    assert main(["-C", str(library), "split", "--by", "category", str(target)]) == 1
    assert f"{target} is not empty; nothing was written" in capsys.readouterr().err
    assert state(target) == {"mine.txt": b"mine"}
    assert main(["-C", str(library), "split", "--by", "category", str(target / "mine.txt")]) == 1
    assert "is no folder" in capsys.readouterr().err
    assert main(["-C", str(library), "split", "--by", "category", str(library / "out")]) == 1
    assert "lies in the library itself" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("papers/two.md", paper("Two", "gqa"), "papers/two.md:3: key 'gqa' is taken by papers/gqa.md:3"),
        ("papers/bad.md", paper("Bad", "bad", options=":year: soon"), "papers/bad.md:4: year"),
        ("two.md", category(), "two.md:5: the category 'methods' is declared twice"),
        ("loop.md", category("loop", content=":parent: nowhere"), "loop.md:5: parent: no page declares"),
        (
            "queue.md",
            "# Q\n\n```{paper-queue}\n- One\n```\n",
            "queue.md:4: the queue is on a page without paper-category",
        ),
    ],
)
def test_a_library_with_errors_stays_one(
    library: Path, name: str, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(library, {name: text})
    assert main(["-C", str(library), "split", "--by", "category", str(library.parent / "out")]) == 1
    assert said in capsys.readouterr().err
    assert not (library.parent / "out").exists()


def test_there_must_be_something_to_split(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = {"conf.py": CONF, "index.md": home("methods"), "methods.md": category(), "papers/a.md": paper("A", "a")}
    library = write(tmp_path / "library", one)
    assert main(["-C", str(library), "split", "--by", "category", str(tmp_path / "out")]) == 1
    assert "one category at the top, 'methods'" in capsys.readouterr().err
    assert main(["-C", str(library), "split", "--by", "10", str(tmp_path / "out")]) == 1
    assert "the library has 1 papers" in capsys.readouterr().err


def test_names_that_a_site_has_already_are_not_taken(library: Path) -> None:
    write(
        library, {"tags.md": category("papers", "Papers"), "papers/x.md": paper("X", "x", options=":category: papers")}
    )
    (library / "index.md").write_text(home("methods", "models", "tags", "about"))
    conf = library / "conf.py"
    conf.write_text(conf.read_text() + 'papershelf_libraries = {"models": "https://elsewhere.example/"}\n')
    out = split(library, "--by", "category")
    assert {"methods", "models-library", "papers-library"} <= {path.name for path in out.iterdir()}
    values: dict[str, object] = {}
    exec((out / "papers-library/conf.py").read_text(), values)
    libraries = values["papershelf_libraries"]
    assert isinstance(libraries, dict)
    assert libraries["models"] == "https://elsewhere.example/"
    assert list(libraries) == ["models", "methods", "models-library"]


# -- joining libraries that were never one ------------------------------------------------------------


def two(tmp_path: Path, **more: str) -> tuple[Path, Path]:
    """Two libraries that name each other."""
    lab_a = {
        "conf.py": CONF + 'papershelf_libraries = {"b": "https://b.example/", "far": "https://far.example/"}\n',
        "index.md": home("methods", text="Welcome."),
        "methods.md": category(content="\nlora", queue="- PEFT"),
        "papers/lora.md": paper(
            "LoRA", "lora", body="{paper:ref}`b:gqa`, {paper:ref}`far:x`, {paper:citep}`b:gqa, lora`"
        ),
    }
    lab_b = {
        "conf.py": CONF.replace("furo", "alabaster")
        + 'papershelf_libraries = {"a": ("https://a.example/", "../a/x")}\n',
        "index.md": home("topics/methods", "data", text="Hello."),
        "topics/methods.md": category(content="\ngqa", queue="- RAG"),
        "data.md": category("data", "Data"),
        "papers/gqa.md": paper(
            "GQA", "gqa", options=":category: methods\n:extends: a:lora", body="[m](../topics/methods.md)"
        ),
    }
    write(tmp_path / "a", lab_a)
    write(tmp_path / "b", {**lab_b, **more})
    return tmp_path / "a", tmp_path / "b"


def test_libraries_become_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two(tmp_path)
    assert main(["-C", str(tmp_path), "join", "a", "b", "--into", "one"]) == 0
    told = capsys.readouterr().out
    assert "b/conf.py:3: html_theme = 'alabaster'; that of a is kept" in told
    assert "b/index.md:3: the home page of a is kept, without this" in told
    one = tmp_path / "one"
    assert (one / "index.md").read_text() == home("methods", "data", text="Welcome.")
    assert (one / "methods.md").read_text() == category(content="\nlora\ngqa", queue="- PEFT\n- RAG")
    assert "{paper:ref}`gqa`, {paper:ref}`far:x`, {paper:citep}`gqa, lora`" in (one / "papers/lora.md").read_text()
    gqa = (one / "papers/gqa.md").read_text()
    assert ":extends: lora" in gqa
    assert "[m](../methods.md)" in gqa
    values: dict[str, object] = {}
    exec((one / "conf.py").read_text(), values)
    assert values["papershelf_libraries"] == {"far": "https://far.example/"}
    assert Site(one, one / "_build").build().count("WARNING") == 1  # of the library that is away


def test_two_papers_of_one_key_are_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two(
        tmp_path,
        **{"papers/lora.md": paper("Another", "lora"), "papers/peft.md": paper("P", "p", options=":former-keys: peft")},
    )
    assert main(["-C", str(tmp_path), "join", "a", "b", "--into", "one"]) == 1
    told = capsys.readouterr().err
    assert "b/papers/lora.md:3: the key 'lora' is taken by a/papers/lora.md:3" in told
    assert "b/papers/peft.md:3: the key 'peft' is taken by a/methods.md:11" in told
    assert not (tmp_path / "one").exists()


def test_two_files_of_one_name_are_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab_a, _lab_b = two(tmp_path, **{"figures/x.png": "one"})
    write(lab_a, {"figures/x.png": "another"})
    assert main(["-C", str(tmp_path), "join", "a", "b", "--into", "one"]) == 1
    assert "b/figures/x.png:1: the file differs from that of" in capsys.readouterr().err
    assert not (tmp_path / "one").exists()


def test_join_takes_several_libraries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(["-C", str(tmp_path), "join", "a", "--into", "one"])
    write(tmp_path / "c", {"x.md": "x"})
    assert main(["-C", str(tmp_path), "join", "a", "c", "--into", "one"]) == 1
    assert main(["-C", str(tmp_path), "join", "a", "d", "--into", "one"]) == 1
    assert "d is not there" in capsys.readouterr().err


def test_a_page_that_was_changed_after_the_split_keeps_the_change(library: Path) -> None:
    out = split(library, "--by", "category")
    page = out / "methods/papers/gqa.md"
    page.write_text(page.read_text().replace("{paper}`models:lora`", "it, and {paper:ref}`models:b`"))
    write(out / "methods", {"papers/new.md": paper("New", "new", body="{paper:ref}`models:lora`")})
    back = library.parent / "back"
    assert main(["join", str(out), "--into", str(back)]) == 0
    text = (back / "papers/gqa.md").read_text()
    assert "Text {paper:ref}`lora`, it, and {paper:ref}`b`, {paper:ref}`these words <lora>`" in text
    assert '[a link](lora.md), [*marked*](./lora.md "title"), [](lora.md)' in text
    assert "{paper:ref}`lora`" in (back / "papers/new.md").read_text()


def test_what_a_split_noted_is_checked(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = split(library, "--by", "category")
    capsys.readouterr()
    note = out / "portal/moved.json"
    for text, said in (("{", "moved.json:1: it is no JSON"), (json.dumps({"version": 9}), "no file of version 1")):
        note.write_text(text)
        assert main(["join", str(out), "--into", str(library.parent / "back")]) == 1
        assert said in capsys.readouterr().err
