"""What somebody tries who does not know the commands: every answer says what was found and what is allowed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from library import begun
from papershelf.cli import main
from papershelf.cli.imports.importing import READERS

LISTED = "# L\n\n## Cats\n\n- [A wide paper (2020)](https://arxiv.org/abs/2006.09687)\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return begun(tmp_path / "lib")


def files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["new", "T", "--key", "con"], "'papers/con.md' is no name that a file of a library may have"),
        (["new", "T", "--category", "zzz"], "no page declares the category 'zzz' (there are: first)"),
        (["new", "https://example.org/x"], "is neither an address of arXiv"),
        (
            ["export", "--format", "csl", "--tag", "Atention"],
            "no paper has the tag 'Atention'; did you mean 'attention'?",
        ),
        (["export", "--format", "csl", "--tag", "zzz"], "--tag: no paper has the tag 'zzz'"),
        (["export", "--format", "csl", "--category", "frist"], "no page declares the category 'frist'; did you mean"),
        (["refresh", "transfomer"], "there is no paper 'transfomer'; did you mean 'transformer'?"),
        (["refresh", "zzz"], "there is no paper 'zzz'"),
    ],
)
def test_nonsense_is_named(library: Path, capsys: pytest.CaptureFixture[str], command: list[str], words: str) -> None:
    before = files(library)
    assert main(["-C", str(library), *command]) == 1
    assert words in capsys.readouterr().err
    assert files(library) == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["refresh", "Trans Former"], "found 'Trans Former'; a key has lower-case letters"),
        (["pdf", "First Paper"], "no paper or category can have this name; did you mean 'first-paper'?"),
        (["new", ""], "new: error: argument WHAT: '' is no title"),
        (["new", "!?"], "argument WHAT: '!?' is no title"),
        (["new", "T", "--status", "nonsense"], "--status: found 'nonsense'; a status is one of planned, reading"),
        (["new", "T", "--key", "../x"], "--key: found '../x'; a key has lower-case letters"),
        (["new", "T", "--category", "A b"], "--category: found 'A b'; a key has lower-case letters"),
        (["new", "T", "--mailto", "nobody"], "--mailto: 'nobody' is no mail address"),
        (["import", "x.md", "--category", "Über"], "--category: found 'Über'"),
        (["export"], "the following arguments are required: --format"),
        (["export", "--format", "word"], "--format: invalid choice: 'word'"),
        (["export", "--format", "csl", "--status", "dnoe"], "--status: found 'dnoe'; a status is one of"),
        (["export", "--format", "csl", "--category", "a/b"], "--category: found 'a/b'"),
        (["export", "--format", "csl", "--year", "last"], "--year: found 'last'; it is a year, 2021, or a span"),
        (["export", "--format", "csl", "--year", "2022-2019"], "--year: found '2022-2019'"),
        (["export", "--format", "csl", "--year", "２０２１"], "--year: found"),
        (["export", "--format", "csl", "--check"], "export: error: --check needs a file to check: -o FILE"),
        (["refresh", "Not A Key"], "argument KEY: found 'Not A Key'"),
        (["pdf", "../x"], "argument KEY: '../x': no paper or category can have this name"),
        (["pdf", "--time-limit", "0"], "--time-limit: found '0'; it is a number of seconds from 1"),
        (["check", "--format", "xml"], "--format: invalid choice"),
        (["init", "x", "--language", "fr"], "--language: invalid choice"),
        (["nonsense"], "invalid choice: 'nonsense'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_what_cannot_be_is_wrong_usage(
    library: Path, capsys: pytest.CaptureFixture[str], command: list[str], words: str
) -> None:
    before = files(library)
    with pytest.raises(SystemExit) as error:
        main(["-C", str(library), *command])
    assert error.value.code == 2
    said = capsys.readouterr()
    assert said.err.startswith("usage: papershelf")
    assert words in said.err
    assert said.out == ""
    assert files(library) == before


COMMANDS = [
    ["check"],
    ["export", "--format", "csl"],
    ["new", "A title"],
    ["refresh", "nothing-of-ours"],  # which asks no server
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_folder_stands_before_or_after_the_command_and_the_last_one_counts(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    here, away = ["-C", str(library)], ["-C", str(tmp_path / "empty")]
    for fine in (
        [*here, *command],
        [*command, *here],
        [*away, *command, *here],
        [command[0], *away, *command[1:], *here],
    ):
        for page in library.glob("papers/a-title.md"):
            page.unlink()
        main(fine)
        assert "no library here" not in capsys.readouterr().err
    assert main([*here, *command, *away]) == 1
    assert "no library here" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["readme", "bibtex", "feed"])
def test_an_export_goes_into_a_file_and_nothing_else(
    library: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    os.mkfifo(library / "pipe")
    for name, words in (("papers", "is a folder; -o names a file"), ("pipe", "is a device or a pipe; -o names a file")):
        for force in ([], ["--force"]):
            command = ["-C", str(library), "export", "--format", form, "-o", str(library / name), *force]
            assert main(command) == 1
            assert words in capsys.readouterr().err
    assert (library / "pipe").is_fifo()


@pytest.mark.parametrize("there", [True, False])
def test_an_export_onto_a_link_goes_where_it_leads(library: Path, tmp_path: Path, there: bool) -> None:
    (tmp_path / "away").mkdir()
    if there:
        (tmp_path / "away/real.bib").write_text("old")
    (library / "link.bib").symlink_to(tmp_path / "away/real.bib")
    assert main(["-C", str(library), "export", "--format", "bibtex", "-o", str(library / "link.bib"), "--force"]) == 0
    assert (library / "link.bib").is_symlink()
    assert [path.name for path in (tmp_path / "away").iterdir()] == ["real.bib"]
    assert (tmp_path / "away/real.bib").read_text("utf-8").startswith("@")


@pytest.mark.parametrize("suffix", [*READERS, ""])
def test_a_source_is_a_file_or_a_folder_with_papers(
    library: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    (library / f"folder{suffix}").mkdir()  # without a paper in it
    os.mkfifo(library / f"pipe{suffix}")
    for name, words in (
        ("folder", "the folder has neither a list nor notes"),
        ("pipe", "is a device or a pipe"),
        ("gone", "there is no such file"),
    ):
        assert main(["-C", str(library), "import", str(library / f"{name}{suffix}")]) == 1
        said = capsys.readouterr().err
        assert words in said
        assert f"{name}{suffix}" in said


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 20, b"\xff\xfe\x00", b"\xef\xbb\xbf", b"\r\n\r\n"])
def test_no_list_is_no_trouble(library: Path, capsys: pytest.CaptureFixture[str], suffix: str, data: bytes) -> None:
    source = library / f"이름 과 공백{suffix}"
    source.write_bytes(data)
    before = files(library)
    assert main(["-C", str(library), "import", str(source)]) in {0, 1}
    captured = capsys.readouterr()
    assert captured.out + captured.err
    assert files(library) == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_list_of_any_editor(library: Path, capsys: pytest.CaptureFixture[str], encoding: str, ends: str) -> None:
    source = library / "my list.md"
    source.write_bytes(LISTED.replace("\n", ends).encode(encoding))
    assert main(["-C", str(library), "import", str(source)]) == 0
    assert "my list.md:5: planned: a-wide-paper → categories/cats.md" in capsys.readouterr().out


def test_a_list_that_is_one_long_line_is_refused_at_once(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "long.md").write_text("# L\n" + "[" * 5_000_000)
    assert main(["-C", str(library), "import", str(library / "long.md")]) == 1
    assert "line 2 has 5,000,000 characters; a line has at most 1,000,000" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_no_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["-C", str(tmp_path / "gone"), "check"]) == 1
    assert "gone is not there; -C names the folder of a library" in capsys.readouterr().err
    assert main(["-C", str(tmp_path / "file"), "check"]) == 1
    assert "file is a file; -C names the folder of a library" in capsys.readouterr().err


def test_words_that_are_no_text_are_marked(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(library), "new", "bad \udcff title"]) == 0
    assert (library / "papers/bad-title.md").read_text("utf-8").startswith("# bad ? title\n")
