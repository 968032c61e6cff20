"""``papershelf init``: the new library builds without warnings, is clean, and nothing that exists is overwritten."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from papershelf import __version__
from papershelf.cli import main
from papershelf.cli.libraries import init, requirement
from papershelf.cli.libraries.requirement import Requirement
from papershelf.sources.library import folder as folders
from support import Site

FOLDER = "내 논문 `notes` #1"
WHEEL = f"wheels/papershelf-{__version__}-py3-none-any.whl"
NEEDED = Requirement(f"./{WHEEL}", "a copy", b"PK")


@pytest.fixture(autouse=True)
def a_stand_in_for_the_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """What papershelf was installed from is tested elsewhere; here a few bytes stand for its wheel."""
    monkeypatch.setattr(requirement, "find", lambda: NEEDED)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("language", "word"), [("en", "done"), ("ko", "완료")])
def test_a_new_library_builds_and_is_clean(
    language: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", FOLDER, "--language", language]) == 0
    folder = tmp_path / FOLDER
    assert set(contents(folder)) == {*init.FILES, WHEEL}
    assert (folder / "requirements.txt").read_text() == f"./{WHEEL}\n"
    site = Site(folder, tmp_path / "build")
    assert site.build() == ""
    assert f"<title>{FOLDER}</title>" in site.page("index")
    assert word in site.page("papers/first-paper")
    assert "Transformer" in site.page("categories/first")
    assert "No papers yet" not in site.page("index")
    assert "Attention Is All You Need" in site.page("index")
    assert main(["-C", FOLDER, "check"]) == 0
    assert folders.read(folder, folder).settings.language == language


def test_the_default_is_english(tmp_path: Path) -> None:
    main(["init", str(tmp_path / "new" / "papers")])
    assert 'language = "en"' in (tmp_path / "new" / "papers" / "conf.py").read_text()


def test_both_languages_have_the_same_parts() -> None:
    for path in (init.TEMPLATE / "en").iterdir():
        english, korean = path.read_text("utf-8"), (init.TEMPLATE / "ko" / path.name).read_text("utf-8")
        parts = [
            [line.split()[0] for line in text.splitlines() if line.startswith(("```", "$$", ":", "#", "-"))]
            for text in (english, korean)
        ]
        assert parts[0] == parts[1], path.name


def test_make_names_every_target(tmp_path: Path) -> None:
    if not shutil.which("make") or not shutil.which("awk"):
        pytest.skip("needs make")
    folder = tmp_path / FOLDER
    main(["init", str(folder)])
    done = subprocess.run(["make", "--no-print-directory"], cwd=folder, capture_output=True, text=True, check=True)
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        *("help", "html", "live", "check", "test", "pdf", "epub", "print", "linkcheck", "clean"),
    ]


def test_what_deploys_is_yaml(tmp_path: Path) -> None:
    main(["init", str(tmp_path)])
    read_the_docs = yaml.safe_load((tmp_path / ".readthedocs.yaml").read_text())
    assert read_the_docs["sphinx"] == {"configuration": "conf.py"}
    (build,) = read_the_docs["build"]["jobs"]["build"]["html"]
    assert "-nW --keep-going" in build
    assert "language" not in build
    pages = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text())
    runs = [step["run"] for step in pages["jobs"]["build"]["steps"] if "run" in step]
    assert runs == ['make check CHECKOPTS="--format github"', "make html"]


@pytest.mark.parametrize("name", ["conf.py", "papers/first-paper.md", "Makefile", WHEEL])
def test_a_file_that_is_there_is_not_overwritten(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    (tmp_path / "other.md").write_text("mine too")
    before = contents(tmp_path)
    assert main(["init", str(tmp_path)]) == 1
    assert f"--force overwrites them: {name}" in capsys.readouterr().err
    assert contents(tmp_path) == before
    assert main(["init", str(tmp_path), "--force"]) == 0
    after = contents(tmp_path)
    assert set(after) == {*init.FILES, WHEEL, "other.md"}
    assert after[name] != b"mine"
    assert after["other.md"] == b"mine too"


def test_files_of_ones_own_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = {"readme.rst": b"mine", "LICENSE": b"mine", ".gitignore": b"*.swp\n/.venv/\nbuild\n"}
    for name, data in own.items():
        (tmp_path / name).write_bytes(data)
    for options in ([], ["--force"]):
        assert main(["init", str(tmp_path), *options]) == 0
        after = contents(tmp_path)
        assert {name: after[name] for name in own} == own
        assert set(after) == {*init.FILES, *own, WHEEL} - {"README.md"}
        said = capsys.readouterr().out
        assert "kept readme.rst, which was there\n" in said
        assert "kept .gitignore, which was there\n" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("build/\n", "it does not leave out .venv"),
        ("*.py\n", "it does not leave out .venv and build"),
        ("/.venv\nbuild\nwheels/\n", "add the lines '!/wheels/' and '!/wheels/*.whl'"),
        ("/.venv\nbuild\n  **/*.whl\r\n", "it leaves out the wheel"),
    ],
)
def test_a_gitignore_that_spoils_something_is_named(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".gitignore").write_bytes(text.encode())
    assert main(["init", str(tmp_path)]) == 0
    assert said in capsys.readouterr().out


def test_git_takes_what_builds_the_library(tmp_path: Path) -> None:
    if not shutil.which("git"):
        pytest.skip("needs git")
    (tmp_path / ".gitignore").write_text("wheels/\n*.whl\n.venv\nbuild\n")
    assert main(["init", str(tmp_path)]) == 0
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    seen = ["git", "check-ignore", "-q", WHEEL]
    assert subprocess.run(seen, cwd=tmp_path).returncode == 0
    with (tmp_path / ".gitignore").open("a") as file:
        file.write("!/wheels/\n!/wheels/*.whl\n")  # as the command says
    assert subprocess.run(seen, cwd=tmp_path).returncode == 1


def test_the_same_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    before = contents(tmp_path)
    capsys.readouterr()
    assert main(["init", str(tmp_path)]) == 0
    assert "wrote" not in capsys.readouterr().out
    assert contents(tmp_path) == before


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "pages.yml":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert main(["init", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert main(["init", str(tmp_path / "file")]) == 1


@pytest.mark.parametrize("name", ["@PROJECT@ @TITLE@", 'a "quoted" \\name', "$x$ {y} *z* [w]", "a 'b'"])
def test_any_name_is_a_title(name: str) -> None:
    texts = init.texts(name, "en", NEEDED)
    assert folders.heading(texts["index.md"].splitlines()) == name
    values: dict[str, object] = {}
    exec(texts["conf.py"], values)
    assert values["project"] == name
