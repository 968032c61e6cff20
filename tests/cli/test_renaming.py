"""``papershelf rename``, ``move`` and ``remove``: a library that built without a warning does so afterwards."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from papershelf.cli import main
from papershelf.cli.checking import check as checking
from papershelf.sources.library import folder as folders
from support import CONF, Site, category, home, paper

Make = Callable[[Mapping[str, str]], Site]

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000000000500015ec3e7b70000000049454e44ae426082"
)
FACTS = ":authors: Ann Lee; Bo Kim\n:year: 2021\n:url: https://example.org/{0}\n:category: methods"
CODE = """\
Code is code: `{paper:ref}`, ``{paper:ref}`lora` ``, and

```text
{paper:ref}`lora` [x](lora.md)
```

~~~~
:extends: lora
~~~~

<!-- {paper:ref}`lora` -->

$lora = 1$ and a stray ` sign.

- one ` more
- {paper:ref}`lora` in an item
"""
USES = """\
Text {paper:ref}`lora`, {paper}`lora`, {paper:ref}`these words <lora>`, {paper:citet}`lora`,
{paper:citep}`lora, gqa`, {paper:citep}`gqa,
lora`, [a link](lora.md), [*marked*](./lora.md "title"), [](lora.md), <project:lora.md>, {doc}`lora`,
{doc}`words </papers/lora>`, but not {paper:ref}`lora-plus` or lora.

| a | b |
|---|---|
| {paper:ref}`lora` | x |

> {paper:ref}`lora`

:::{note}
{paper:ref}`lora`
:::

````{tip}
```{note}
{paper:ref}`lora`
```
````

```{paper-compare} lora gqa
:rows: year, venue
```

```{paper-compare}
- lora
- gqa, lora-plus
```
"""
RST = """\
B
=

.. paper-summary:: b
   :authors: Ann Lee
   :year: 2021
   :url: https://example.org/b
   :category: methods
   :extends: lora, gqa

   - one
   - two
   - three

Text :paper:ref:`lora`, :paper:ref:`words <lora>`, :paper:citep:`lora, gqa`, :doc:`lora`, :doc:`w </papers/lora>`,
``:paper:ref:`lora```.

.. code-block:: text

   :paper:ref:`lora`
"""


def files(**more: str) -> dict[str, str]:
    """A library in which everything names the paper lora."""
    found = {
        "conf.py": CONF,
        "index.md": home("methods", "models", text="See {paper:ref}`lora` and [it](papers/lora.md)."),
        "methods.md": category(
            content="\ngqa\nlora\n",
            queue="- flash = Flash Attention (2022)\n- Byte Pair Encoding (2016)\n  — and more of it",
        ),
        "models.md": category("models", "Models", content="\nbert\n", queue="- gpt = GPT (2018)"),
        "papers/lora.md": paper("LoRA: Low-Rank", "lora", options=FACTS.format("lora") + "\n:short-title: LoRA"),
        "papers/lora-plus.md": paper(
            "LoRA+", "", options=FACTS.format("plus") + "\n:extends: lora\n:uses-method-of: gqa, lora"
        ),
        "papers/gqa.md": paper("GQA", "gqa", options=FACTS.format("gqa"), body=USES + "\n" + CODE),
        "papers/bert.md": paper("BERT", "bert", options=FACTS.format("bert").replace("methods", "models")),
        "papers/b.rst": RST,
    }
    return found | more


def state(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.relative_to(root).as_posix().startswith(("build", "_build"))
    }


def run(site: Site, *arguments: str) -> int:
    return main(["-C", str(site.source), *arguments])


def findings(site: Site) -> list[str]:
    """What ``papershelf check`` finds; figures of one page, and the like, among it."""
    library = checking.find(site.source)
    return [f"{f.path}:{f.line}: {f.message}" for f in checking._findings(library)[1]]


@pytest.fixture
def site(make_site: Make) -> Site:
    found = make_site(files())
    assert found.build() == ""
    assert findings(found) == []
    return found


def applied(site: Site, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command, after its dry run, which must have shown what is done then; the diff."""
    before, copy = state(site.source), site.source.parent / "copy"
    shutil.copytree(site.source, copy)
    capsys.readouterr()
    assert run(site, *arguments, "--dry-run") == 0
    diff = capsys.readouterr().out
    assert state(site.source) == before
    assert run(site, *arguments) == 0
    done = capsys.readouterr().out
    verbs = {"wrote": "would write", "moved": "would move", "removed": "would remove"}
    for line in done.splitlines():
        verb, _, rest = line.partition(" ")
        assert f"{verbs.get(verb, verb)} {rest}" in diff
    patch = "".join(f"{line}\n" for line in diff.splitlines() if not line.startswith(("would ", "rename ", "conf.py:")))
    if patch.strip():
        subprocess.run(
            ["patch", "-p1", "-s", "-f", "--no-backup-if-mismatch"], cwd=copy, input=patch, text=True, check=True
        )
    shutil.rmtree(copy)
    return diff


def read(site: Site, name: str) -> str:
    return (site.source / name).read_text("utf-8")


# -- rename -------------------------------------------------------------------------------------


def test_a_paper_with_another_key(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "rename", "lora", "low-rank")
    assert not (site.source / "papers/lora.md").exists()
    own = read(site, "papers/low-rank.md")
    assert "```{paper-summary} low-rank\n" in own
    assert ":former-keys: lora\n" in own
    assert read(site, "methods.md") == files()["methods.md"].replace("lora", "low-rank")
    assert read(site, "papers/lora-plus.md").count("low-rank") == 2
    text = read(site, "papers/gqa.md")
    assert CODE.replace("{paper:ref}`lora` in an item", "{paper:ref}`low-rank` in an item") in text
    for words in (
        "{paper:ref}`low-rank`, {paper}`low-rank`, {paper:ref}`these words <low-rank>`, {paper:citet}`low-rank`",
        "{paper:citep}`low-rank, gqa`, {paper:citep}`gqa,\nlow-rank`, [a link](low-rank.md)",
        '[*marked*](./low-rank.md "title"), [](low-rank.md), <project:low-rank.md>, {doc}`low-rank`',
        "{doc}`words </papers/low-rank>`, but not {paper:ref}`lora-plus` or lora.",
        "| {paper:ref}`low-rank` | x |",
        "> {paper:ref}`low-rank`",
        "```{paper-compare} low-rank gqa\n",
        "- low-rank\n- gqa, lora-plus",
    ):
        assert words in text
    assert text.count("{paper:ref}`low-rank`\n") == 3
    rest = read(site, "papers/b.rst")
    assert rest == RST.replace("lora", "low-rank").replace(
        "``:paper:ref:`low-rank```", "``:paper:ref:`lora```"
    ).replace("   :paper:ref:`low-rank`\n", "   :paper:ref:`lora`\n")
    assert site.build() == ""
    assert findings(site) == []
    assert (site.out / "html/papers/lora.html").is_file()  # which leads on


def test_there_and_back(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(site.source)
    applied(site, capsys, "rename", "lora", "low-rank")
    applied(site, capsys, "rename", "low-rank", "lora")
    now = read(site, "papers/lora.md")
    assert ":former-keys: low-rank\n" in now
    (site.source / "papers/lora.md").write_text(now.replace(":former-keys: low-rank\n", ""), encoding="utf-8")
    assert state(site.source) == before


def test_line_ends_and_marks_stay(make_site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(files())
    for path in site.source.rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" * (path.name == "gqa.md") + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(site, "rename", "lora", "low-rank") == 0
    for path in site.source.rglob("*.md"):
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")
    assert (site.source / "papers/gqa.md").read_bytes().startswith(b"\xef\xbb\xbf# GQA\r\n")
    assert folders.read(site.source, site.source).problems == []


@pytest.mark.parametrize("name", ["index", "contents", "README"])
def test_a_folder_with_figures(make_site: Make, capsys: pytest.CaptureFixture[str], name: str) -> None:
    own = paper("LoRA", "", options=FACTS.format("lora"), body=(
        "![a](fig.png) ![b](../lora/fig.png) [up](../gqa.md) [down](../../methods.md) [self](#limits)\n\n## Limits\n"
        "\n```{figure} fig.png\nWords\n```"
    ))  # fmt: skip
    uses = (
        f"[a](lora/{name}.md#limits) [b]({name and f'/papers/lora/{name}.md'}) ![c](lora/fig.png) {{paper:ref}}`lora`"
    )
    conf = CONF + "myst_heading_anchors = 3\n"
    site = make_site({
        "conf.py": conf, "index.md": home("methods"), "methods.md": category(content="\nlora\n"),
        f"papers/lora/{name}.md": own, "papers/gqa.md": paper("GQA", "gqa", options=FACTS.format("gqa"), body=uses),
    })  # fmt: skip
    (site.source / "papers/lora/fig.png").write_bytes(PIXEL)
    (site.source / "papers/lora/.hidden").write_bytes(b"x")
    assert site.build() == ""
    assert run(site, "rename", "lora", "low-rank") == 0
    assert not (site.source / "papers/lora").exists()
    moved = {path.name for path in (site.source / "papers/low-rank").iterdir()}
    assert moved == {f"{name}.md", "fig.png", ".hidden"}
    assert "![a](fig.png) ![b](fig.png) [up](../gqa.md) [down](../../methods.md)" in read(
        site, f"papers/low-rank/{name}.md"
    )
    assert f"[a](low-rank/{name}.md#limits) [b](/papers/low-rank/{name}.md) ![c](low-rank/fig.png)" in read(
        site, "papers/gqa.md"
    )
    assert site.build() == ""
    assert findings(site) == []


def test_figures_beside_a_page(make_site: Make) -> None:
    body = "![a](lora-1.png) ![b](lora.fig.png) ![c](shared-lora.png) ![d](lora/in.png) ![e](lora-plus.png)"
    site = make_site({
        "index.md": home("methods"), "methods.md": category(),
        "papers/lora.md": paper("LoRA", "lora", options=FACTS.format("lora"), body=body),
        "papers/lora-plus.md": paper("P", options=FACTS.format("plus"), body="![](lora-plus.png) ![y](lora/in.png)"),
    })  # fmt: skip
    (site.source / "papers/lora").mkdir()
    for name in ("lora-1.png", "lora.fig.png", "shared-lora.png", "lora/in.png", "lora-plus.png"):
        (site.source / "papers" / name).write_bytes(PIXEL)
    assert run(site, "rename", "lora", "new") == 0
    assert sorted(p.relative_to(site.source / "papers").as_posix() for p in site.source.glob("papers/**/*.png")) == [
        "lora-plus.png", "new-1.png", "new.fig.png", "new/in.png", "shared-lora.png",
    ]  # fmt: skip
    assert "![y](new/in.png)" in read(site, "papers/lora-plus.md")
    assert site.build() == ""
    assert findings(site) == []


def test_a_page_called_otherwise_keeps_its_name(make_site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    body = paper("LoRA", "", options=FACTS.format("lora"))
    site = make_site({"index.md": home("methods"), "methods.md": category(content="\nlora\n"), "papers/LoRA.md": body})
    applied(site, capsys, "rename", "lora", "low-rank")
    assert "```{paper-summary} low-rank\n" in read(site, "papers/LoRA.md")
    assert site.build() == ""


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("flash", "fa", "- flash = Flash", "- fa = Flash"),
        (
            "byte-pair-encoding",
            "bpe",
            "- Byte Pair Encoding (2016)\n  — and",
            "- bpe = Byte Pair Encoding (2016)\n  — and",
        ),
    ],
)
def test_a_planned_paper(
    site: Site, capsys: pytest.CaptureFixture[str], old: str, new: str, before: str, after: str
) -> None:
    (site.source / "papers/bert.md").write_text(
        paper("BERT", "bert", options=FACTS.format("b").replace("methods", "models"), body=f"{{paper:ref}}`{old}`")
    )
    applied(site, capsys, "rename", old, new)
    assert read(site, "methods.md") == files()["methods.md"].replace(before, after)
    assert f"{{paper:ref}}`{new}`" in read(site, "papers/bert.md")
    assert site.build() == ""


def test_text_that_pages_include(make_site: Make) -> None:
    conf = CONF.replace('["_build"]', '["_build", "parts"]')
    site = make_site(files(**{"conf.py": conf, "parts/more.md": "Words {paper:ref}`lora`.\n"}))
    (site.source / "papers/bert.md").write_text(
        paper(
            "B",
            "bert",
            options=FACTS.format("b").replace("methods", "models"),
            body="```{include} ../parts/more.md\n```",
        )
    )
    assert site.build() == ""
    assert run(site, "rename", "lora", "low-rank") == 0
    assert read(site, "parts/more.md") == "Words {paper:ref}`low-rank`.\n"


def test_what_cannot_be_renamed(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.source / "papers/taken.md").write_text("# Not a paper\n")
    (site.source / "papers/bert.md").write_text(
        paper("BERT", "bert", options=FACTS.format("b").replace("methods", "models") + "\n:former-keys: elmo")
    )
    before = state(site.source)
    for arguments, words in (
        (("lor", "x"), "there is no paper 'lor'; did you mean 'lora'?"),
        (("methods", "x"), "'methods' is a category"),
        (("lora", "gqa"), "'gqa' is the key of papers/gqa.md:3"),
        (("lora", "flash"), "'flash' is the key of methods.md:"),
        (("lora", "elmo"), "'elmo' is a former key of papers/bert.md:3"),
        (("elmo", "x"), "papers/bert.md:3: 'elmo' is a former key of 'bert'"),
        (("lora", "taken"), "papers/taken.md is there; nothing that exists is overwritten"),
        (("lora", "con"), "no name that a file of a library may have"),
    ):
        for dry in ([], ["--dry-run"]):
            assert run(site, "rename", *arguments, *dry) == 1
            error = capsys.readouterr().err
            assert error.startswith("papershelf: ")
            assert words in error
    for bad in ("Über", "a b", ""):
        with pytest.raises(SystemExit) as caught:
            run(site, "rename", "lora", bad)
        assert caught.value.code == 2
    assert state(site.source) == before
    assert run(site, "rename", "lora", "lora") == 0
    assert state(site.source) == before


def test_two_pages_with_one_key(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(site.source / "papers/lora.md", site.source / "papers/other.md")
    assert run(site, "rename", "lora", "x") == 1
    assert "two pages claim the key 'lora', papers/lora.md:3 and papers/other.md:3" in capsys.readouterr().err


def test_all_or_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(site.source)
    real, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert run(site, "rename", "lora", "low-rank") == 130
    assert state(site.source) == before


def test_settings_are_the_authors(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.source / "conf.py").write_text(CONF + 'papershelf_book_exclude = ["papers/lora"]\n')
    line = CONF.count("\n") + 1
    assert run(site, "rename", "lora", "x") == 0
    assert f"conf.py:{line}: it names 'lora'" in capsys.readouterr().out


# -- move ---------------------------------------------------------------------------------------


def test_another_category(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "move", "lora", "models")
    assert ":category: models\n" in read(site, "papers/lora.md")
    assert "\nlora\n" not in read(site, "methods.md")
    assert "bert\nlora\n" in read(site, "models.md")
    assert site.build() == ""
    assert findings(site) == []


def test_a_category_that_listed_it_already(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = site.source / "papers/lora.md"
    path.write_text(path.read_text().replace(":category: methods", ":category: methods\n:also-in: models"))
    (site.source / "models.md").write_text(files()["models.md"].replace("bert\n", "lora\nbert\n"))
    applied(site, capsys, "move", "lora", "models")
    assert ":category: models\n:short-title" in read(site, "papers/lora.md")
    assert "lora\nbert\n" in read(site, "models.md")
    assert "\nlora\n" not in read(site, "methods.md")
    assert site.build() == ""


def test_a_planned_paper_moves_to_the_other_queue(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "move", "byte-pair-encoding", "models")
    assert "Byte Pair" not in read(site, "methods.md")
    assert "- gpt = GPT (2018)\n- Byte Pair Encoding (2016)\n  — and more of it\n```" in read(site, "models.md")
    assert site.build() == ""


def test_the_last_line_of_a_queue(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "move", "gpt", "methods")
    assert site.build() == ""
    assert findings(site) == []
    applied(site, capsys, "move", "gpt", "models")
    assert site.build() == ""


def test_what_cannot_be_moved(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(site.source)
    assert run(site, "move", "lora", "model") == 1
    assert "no page declares the category 'model'; did you mean 'models'?" in capsys.readouterr().err
    assert run(site, "move", "lora", "methods") == 0
    assert capsys.readouterr().out == "nothing to change\n"
    assert state(site.source) == before


# -- remove -------------------------------------------------------------------------------------


def test_a_paper_that_goes(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "remove", "lora")
    assert not (site.source / "papers/lora.md").exists()
    assert "See LoRA and it." in read(site, "index.md")
    plus = read(site, "papers/lora-plus.md")
    assert ":extends:" not in plus
    assert ":uses-method-of: gqa\n" in plus
    text = read(site, "papers/gqa.md")
    assert CODE.replace("{paper:ref}`lora` in an item", "LoRA in an item") in text
    assert (
        "Text LoRA, LoRA, these words, Lee and Kim (2021),\n"
        "{paper:citep}`gqa` (Lee & Kim, 2021), {paper:citep}`gqa` (Lee & Kim, 2021), a link, "
        "*marked*, LoRA, LoRA, LoRA,\n"
        "words, but not {paper:ref}`lora-plus` or lora."
    ) in text
    assert "```{paper-compare} gqa\n" in text
    assert "```{paper-compare}\n- gqa, lora-plus\n```" in text
    rest = read(site, "papers/b.rst")
    assert ":extends: gqa\n" in rest
    assert "Text LoRA, words, :paper:citep:`gqa` (Lee & Kim, 2021), LoRA, w,\n``:paper:ref:`lora```." in rest
    assert site.build() == ""
    assert findings(site) == []


def test_a_note_that_goes_and_a_paper_that_stays_planned(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "remove", "lora", "--to-queue")
    assert "- lora = LoRA: Low-Rank (2021) https://example.org/lora\n```" in read(site, "methods.md")
    text = read(site, "papers/gqa.md")
    assert "{paper:citep}`lora, gqa`" in text
    assert "{paper:ref}`a link <lora>`" in text
    assert site.build() == ""
    assert [line for line in findings(site) if "worth a note" not in line] == []


def test_former_keys_go_with_it(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site, "rename", "lora", "low-rank") == 0
    (site.source / "papers/bert.md").write_text(
        paper(
            "B",
            "bert",
            options=FACTS.format("b").replace("methods", "models"),
            body="{paper:ref}`lora` {paper:ref}`low-rank`",
        )
    )
    assert site.build() == ""
    applied(site, capsys, "remove", "low-rank", "--to-queue")
    assert "{paper:ref}`low-rank` {paper:ref}`low-rank`" in read(site, "papers/bert.md")
    assert site.build() == ""
    applied(site, capsys, "remove", "low-rank")
    assert "LoRA: Low-Rank LoRA: Low-Rank" in read(site, "papers/bert.md")
    assert site.build() == ""


def test_its_figures_go_and_those_of_others_stay(make_site: Make) -> None:
    body = "![a](a.png) ![b](../shared.png)\n\n![](../c.*)"
    site = make_site({
        "index.md": home("methods"), "methods.md": category(),
        "papers/lora/index.md": paper("LoRA", options=FACTS.format("lora"), body=body),
        "papers/gqa.md": paper("GQA", "gqa", options=FACTS.format("gqa"), body="![](shared.png)"),
    })  # fmt: skip
    for name in ("lora/a.png", "shared.png", "c.png"):
        (site.source / "papers" / name).write_bytes(PIXEL)
    assert run(site, "remove", "lora") == 0
    assert sorted(path.name for path in (site.source / "papers").iterdir()) == ["gqa.md", "shared.png"]
    assert site.build() == ""
    assert findings(site) == []


def test_what_cannot_become_text(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    body = "[x][d]\n\n[d]: lora.md\n\n```{paper-graph}\n:paper: lora\n```\n"
    (site.source / "papers/bert.md").write_text(
        paper("B", "bert", options=FACTS.format("b").replace("methods", "models"), body=body)
    )
    before = state(site.source)
    assert run(site, "remove", "lora") == 1
    error = capsys.readouterr().err
    assert "nothing was written" in error
    assert "papers/bert.md:16: lora.md" in error
    assert "papers/bert.md:19: lora" in error
    assert run(site, "remove", "gpt", "--to-queue") == 1
    assert "'gpt' is planned already, in models.md:" in capsys.readouterr().err
    assert state(site.source) == before


def test_a_planned_paper_that_goes(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "remove", "byte-pair-encoding")
    assert "- flash = Flash Attention (2022)\n```" in read(site, "methods.md")
    assert site.build() == ""


def test_a_page_of_restructuredtext(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    applied(site, capsys, "rename", "b", "bb")
    assert read(site, "papers/bb.rst") == RST.replace(":: b\n", ":: bb\n").replace(
        "   :extends: lora, gqa\n", "   :extends: lora, gqa\n   :former-keys: b\n"
    )
    applied(site, capsys, "move", "bb", "models")
    assert site.build() == ""
    applied(site, capsys, "remove", "bb")
    assert site.build() == ""


def test_a_file_that_is_no_text_is_named(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.source / "methods.md").write_bytes(files()["methods.md"].encode() + "\n한글 lora\n".encode("cp949"))
    before = state(site.source)
    line = files()["methods.md"].count("\n") + 2
    for command in (("rename", "lora", "x"), ("move", "lora", "models"), ("remove", "gpt")):
        assert run(site, *command) == 1
        assert capsys.readouterr().err.startswith("papershelf: ")
    assert run(site, "rename", "lora", "x") == 1
    assert f"methods.md:{line}: the file is no UTF-8 text; nothing was written" in capsys.readouterr().err
    assert state(site.source) == before
