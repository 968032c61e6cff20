"""``papershelf check``: every kind of finding with its file and line, and what --fix does."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from findings import CASES, CLEAN, NFD, SECOND, Place, category, page
from papershelf.checks.finding import Code
from papershelf.cli import main
from support import CONF, ROOT, Site
from work import grows_as_its_input

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A clean library with some files put in, or, where they are empty, left out."""

    def put(files: Mapping[str, str | bytes]) -> Path:
        for name, content in ({"conf.py": CONF} | CLEAN | files).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content or isinstance(content, bytes):
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return put


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict]:
    """Run the command; what it says as JSON."""

    def run(folder: Path, *options: str) -> dict:
        code = main(["-C", str(folder), "check", "--format", "json", *options])
        data = json.loads(capsys.readouterr().out)
        assert code == any("note" not in finding for finding in data["findings"])
        return data

    return run


def places(data: dict) -> list[Place]:
    return [(f["file"], f["line"], f["code"]) for f in data["findings"]]


@pytest.mark.parametrize("case", CASES)
def test_what_is_found_and_where(case: str, write: Write, check: Callable[..., dict]) -> None:
    files, wanted = CASES[case]
    data = check(write(files))
    assert places(data) == wanted
    assert all(Code(f["code"]).mending for f in data["findings"] if f["fixable"])


def test_a_clean_library_is_clean(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(write({})), "check"]) == 0
    assert capsys.readouterr().out == "1 paper, nothing to mend\n"


def test_every_kind_has_a_case() -> None:
    shown = {code for _files, wanted in CASES.values() for _path, _line, code in wanted}
    assert shown | {Code.LONG_WRITING, Code.REFUSED_MARKUP, Code.UNFETCHED_IMAGE} == set(Code)


def test_a_page_that_is_a_link_out(write: Write, check: Callable[..., dict]) -> None:
    folder = write({})
    secret = folder.parent / f"{folder.name}-secret.md"
    secret.write_text(page("Secret", "secret", arxiv="2001.00002"), encoding="utf-8")
    try:
        (folder / "papers/link.md").symlink_to(secret)
        (folder / "notes.md").symlink_to(secret)
    except OSError:
        pytest.skip("no symbolic links here")
    assert places(check(folder)) == [("notes.md", 3, "outside-papers"), ("papers/link.md", 1, "refused-markup")]


def test_our_own_library_is_clean(check: Callable[..., dict], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # notes in writing grow old by themselves
    assert places(check(ROOT)) == []


@pytest.mark.parametrize(
    "words", ["papershelf.check.missing-year", "papershelf.missing-year", "papershelf", "papershelf.*"]
)
def test_a_finding_can_be_silenced(words: str, write: Write, check: Callable[..., dict]) -> None:
    conf = f'{CONF}suppress_warnings = ["{words}"]\n'
    assert check(write({"conf.py": conf, "papers/first.md": page(year="")}))["findings"] == []


# -- notes in writing ---------------------------------------------------------------------------


def git(folder: Path, *words: str, day: str = "2024-01-15") -> None:
    when = f"{day}T12:00:00+00:00"
    identity = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@x",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@x",
    }
    outside = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    environment = os.environ | identity | outside
    subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.mark.parametrize(("today", "found"), [("1721001600", False), ("1721174400", True)])  # 2024-07-15, 2024-07-17
def test_a_note_in_writing_for_half_a_year(
    today: str, found: bool, write: Write, check: Callable[..., dict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", today)
    name = "papers/한글 이름.md"
    other = page("Second", "second", arxiv="2001.00002", status="writing")
    folder = write(
        {
            "papers/first.md": page(status="writing"),
            name: other,
            "conf.py": CONF + 'suppress_warnings = ["papershelf.file-name"]',
        }
    )
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    (folder / name).write_text(other + "More.\n")
    git(folder, "commit", "-qam", "two", day="2024-07-01")
    assert places(check(folder)) == ([("papers/first.md", 3, "long-writing")] if found else [])


def test_without_git_no_note_is_old(write: Write, check: Callable[..., dict], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"papers/first.md": page(status="writing")})
    os.utime(folder / "papers/first.md", (0, 0))
    assert check(folder)["findings"] == []
    monkeypatch.setenv("PATH", "")
    assert check(folder)["findings"] == []


# -- mending ------------------------------------------------------------------------------------


def test_fix_changes_the_lines_it_mends_and_no_other_byte(write: Write, check: Callable[..., dict]) -> None:
    prose = f"Prose  \r\nwith {NFD}\tand arxiv: https://arxiv.org/abs/2001.00001\u2028 [x](y.md)  "
    before = page(
        arxiv="https://arxiv.org/pdf/2001.00001v3.pdf",
        doi="https://doi.org/10.1000/x  # why",
        venue=f"Caf{NFD}\t\u200b2020 ",
        year="2020\r\n:year: 2020\n:year:   2020 ",
        url=f"https://example.org/{NFD}",
        code='"https://example.org/a  b"',
        body=prose,
    )  # fmt: skip
    queue = "- far = Far\n- first = first (2020)\n  arXiv:2001.00001\n- second = Words — a note\n"
    files = {"papers/first.md": before, "papers/second.md": SECOND, "methods.md": category(queue=queue)}
    folder = write(files)
    data = check(folder, "--fix")
    after = (folder / "papers/first.md").read_bytes().decode()
    wanted = (
        before.replace("https://arxiv.org/pdf/2001.00001v3.pdf", "2001.00001v3")
        .replace(f"Caf{NFD}\t\u200b2020 ", "Café 2020")
        .replace(":year: 2020\r\n:year: 2020\n:year:   2020 \n", ":year: 2020\r\n")
    )
    assert after == wanted.replace('a  b"', 'a b"').replace("x  # why", "x # why")
    left = category(queue="- far = Far\n- second = Words — a note\n")
    assert (folder / "methods.md").read_bytes().decode() == left
    mends = Counter(m["code"] for m in data["mended"])
    assert mends == {"stale-queue": 1, "doubled-option": 2, "white-space": 3, "non-bare-id": 1, "not-nfc": 1}
    assert {f["code"] for f in data["findings"]} == {
        "stale-queue",
        "non-bare-id",
        "not-nfc",
        "dead-link",
        "invalid-option",
    }
    assert not any(f["fixable"] for f in data["findings"])
    again = check(folder, "--fix")
    assert again["mended"] == []
    assert (folder / "papers/first.md").read_bytes().decode() == after


def test_a_mended_library_builds(write: Write, check: Callable[..., dict], tmp_path: Path) -> None:
    folder = write({"methods.md": category(queue="- first = First (2020)"), "papers/first.md": page(venue="A  B")})
    assert check(folder, "--fix")["findings"] == []
    assert Site(folder, tmp_path / "build").build() == ""


def test_a_silenced_finding_is_not_mended(write: Write, check: Callable[..., dict]) -> None:
    text = page(arxiv="arXiv:2001.00001", venue="A  B")
    folder = write({"conf.py": CONF + 'suppress_warnings = ["papershelf.check.white-space"]', "papers/first.md": text})
    assert len(check(folder, "--fix")["mended"]) == 1
    assert (folder / "papers/first.md").read_text() == text.replace("arXiv:2001", "2001")


def test_a_write_that_fails_changes_nothing(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        "papers/first.md": page(venue="A  B"),
        "papers/second.md": page("Second", "second", venue="C  D", arxiv="2001.00002"),
    }
    folder = write(texts)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "second.md":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert main(["-C", str(folder), "check", "--fix"]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert {name: (folder / name).read_text() for name in texts} == texts
    assert not list(folder.rglob("*.part"))


# -- forms --------------------------------------------------------------------------------------


def test_text_names_file_line_and_kind(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write({"papers/first.md": page(arxiv="arXiv:2001.00001", body="[a](\x1b[31m.md)")})
    assert main(["-C", str(folder), "check"]) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first == (
        "papers/first.md:7: non-bare-id: arxiv: found 'arXiv:2001.00001'; "
        "it is written bare: 2001.00001 (--fix mends it)"
    )
    assert second.startswith("papers/first.md:14: dead-link: ")
    assert "\x1b" not in second
    assert last == "1 paper, 2 findings, 1 of them for --fix"
    assert main(["-C", str(folder), "check", "--fix"]) == 1
    assert capsys.readouterr().out.startswith("mended papers/first.md:7: non-bare-id: arxiv is 2001.00001 now\n")


def test_github_shows_findings_at_their_lines(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"papers/a,b%1.md": page("Odd", "odd", arxiv="2001.00002", body="[a](50%.md)")})
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert main(["-C", str(folder), "check", "--format", "github"]) == 1
    out = capsys.readouterr().out
    assert out == (
        "::warning file=papers/a%2Cb%251.md,line=14,title=papershelf dead-link::"
        "link '50%25.md': there is no file 'papers/50%25.md'\n"
    )
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder.parent))
    main(["-C", str(folder), "check", "--format", "github"])
    assert f"file={folder.name}/papers/a%2Cb" in capsys.readouterr().out


def test_wrong_usage_is_told_from_findings(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as error:
        main(["-C", str(write({})), "check", "--format", "xml"])
    assert error.value.code == 2


@pytest.mark.parametrize(
    "piece", ["`", "``a", "![", "[![a](", '](a "', "$x", "<img ", "{paper:ref}`", "](((", "<!--", "- "]
)
def test_a_line_without_end(piece: str, write: Write, check: Callable[..., dict]) -> None:
    """A search that goes back and forth would not end here."""

    def run(count: int) -> None:
        check(write({"papers/first.md": page(body="[x](y.md) " + piece * count)}))

    assert grows_as_its_input(run, 500, 4000)
    run(20_000)
