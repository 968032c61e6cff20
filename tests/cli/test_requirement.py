"""``papershelf.cli.libraries.requirement``: others install what runs here, however it came here, and nothing else."""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

import installing
from installing import run
from papershelf import __version__
from papershelf.cli.libraries import requirement, wheels
from papershelf.cli.libraries.registry import Registry
from papershelf.cli.libraries.requirement import Requirement
from papershelf.cli.library import CommandError
from sources.servers import Answer, Server, running
from support import ROOT

NAME = f"papershelf-{__version__}-py3-none-any.whl"
COPY = f"./wheels/{NAME}"
NOBODY = Registry("http://127.0.0.1:9/simple", "http://127.0.0.1:9", 1)
SHA = "ab" * 32
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installing.wheel(tmp_path_factory.mktemp("dist 배포"))


@pytest.fixture
def site(tmp_path: Path, wheel: Path) -> Path:
    """Where an installer put the wheel."""
    folder = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(folder)
    (folder / f"papershelf-{__version__}.dist-info" / "INSTALLER").write_text("pip\n")
    return folder


_pack = wheels.pack


@functools.cache
def _packed(files: tuple[tuple[str, bytes], ...]) -> bytes:
    return _pack(dict(files))


@pytest.fixture
def packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files give the same wheel, made once; for tests that ask whether there is one."""
    monkeypatch.setattr(wheels, "pack", lambda files: _packed(tuple(files.items())))


def found(site: Path, origin: object = None, registry: Registry = NOBODY) -> Requirement:
    """What is said of an installation that has this ``direct_url.json``, written as pip writes it."""
    info = site / f"papershelf-{__version__}.dist-info"
    if origin is not None:
        (info / "direct_url.json").write_text(json.dumps(origin) if not isinstance(origin, str) else origin)
    return requirement.find(PathDistribution(info), site / "papershelf", registry)


def contents(data: bytes, folder: Path) -> dict[str, bytes]:
    path = folder / "copy.whl"
    path.write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (
            {"url": "https://github.com/o/papershelf.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"papershelf @ git+https://github.com/o/papershelf.git@{COMMIT}",
        ),
        (
            {"url": "https://h.org/o/r", "vcs_info": {"vcs": "hg", "commit_id": COMMIT}, "subdirectory": "a/b"},
            f"papershelf @ hg+https://h.org/o/r@{COMMIT}#subdirectory=a/b",
        ),
        (
            {"url": f"https://h.org/{NAME}", "archive_info": {"hash": f"sha256={SHA}", "hashes": {"sha256": SHA}}},
            f"papershelf @ https://h.org/{NAME}#sha256={SHA}",
        ),
        (
            {"url": "https://h.org/p.tar.gz", "archive_info": {"hash": f"sha256={SHA}"}},
            f"papershelf @ https://h.org/p.tar.gz#sha256={SHA}",
        ),
    ],
)
def test_what_everybody_reaches_is_named(site: Path, origin: object, line: str) -> None:
    needed = found(site, origin)
    assert (needed.line, needed.files) == (line, {})


UNREACHABLE = [
    "ssh://git@github.com/o/papershelf.git",
    "git@github.com:o/papershelf.git",
    "https://user:secret@github.com/o/papershelf",
    "https://${TOKEN}@github.com/o/papershelf",
    "http://github.com/o/papershelf",
    "https://localhost/o/papershelf",
    "https://gitea/o/papershelf",
    "https://git.corp/o/papershelf",
    "https://10.0.0.1/o/papershelf",
    "https://[::1]/o/papershelf",
    "https://[broken/o",
    "https://h.org/a b",
    "https://h.org/o;x\n--index-url=https://evil.example",
    "file:///no/such/place",
    "",
]


@pytest.mark.usefixtures("packed_once")
@pytest.mark.parametrize(
    "about",
    [{"vcs_info": {"vcs": "git", "commit_id": COMMIT}}, {"archive_info": {"hash": f"sha256={SHA}"}}],
    ids=["repository", "archive"],
)
def test_what_others_do_not_reach_comes_along(site: Path, about: dict[str, object]) -> None:
    for url in UNREACHABLE:
        needed = found(site, {"url": url, **about})
        assert needed.line == COPY, url
        assert list(needed.files) == [f"wheels/{NAME}"]
        assert "secret" not in f"{needed.line}{needed.why}"


@pytest.mark.usefixtures("packed_once")
def test_what_is_not_understood_comes_along(site: Path) -> None:
    for origin in (
        "no JSON",
        [],
        {},
        {"url": "https://h.org/x.whl", "archive_info": {}},
        {"url": "https://h.org/o", "vcs_info": {"vcs": "git", "commit_id": "main; rm"}},
    ):
        assert found(site, origin).line == COPY, origin


def test_the_copy_is_the_wheel_that_a_release_has(site: Path, wheel: Path, tmp_path: Path) -> None:
    (site / "papershelf/__pycache__").mkdir()
    (site / "papershelf/__pycache__/x.pyc").write_bytes(b"")
    ours, theirs = contents(found(site, "?").wheel, tmp_path), contents(wheel.read_bytes(), tmp_path)
    assert ours.keys() == theirs.keys()
    assert {name for name in ours if ours[name] != theirs[name]} <= {
        f"papershelf-{__version__}.dist-info/{name}" for name in ("WHEEL", "RECORD")
    }
    record = dict(line.split(b",", 1) for line in ours[f"papershelf-{__version__}.dist-info/RECORD"].splitlines())
    assert set(record) == {name.encode() for name in ours}
    assert found(site, "?").wheel == found(site, "?").wheel


def test_a_missing_file_is_an_error(site: Path) -> None:
    (site / "papershelf/config.py").unlink()
    if sys.version_info < (3, 12):  # later ones leave the file out of the list
        with pytest.raises(CommandError, match=r"config\.py is missing; install papershelf again"):
            found(site)


# -- installed for real ---------------------------------------------------------------------------


def said(python: Path) -> tuple[str, str]:
    """The line that ``init`` writes, and the digest of the wheel it brings."""
    code = (
        "import hashlib; from papershelf.cli.libraries import requirement;"
        "from papershelf.cli.libraries.registry import Registry;"
        "found = requirement.find(registry=Registry('http://127.0.0.1:9/simple', 'http://127.0.0.1:9', 1));"
        "print(found.line); print(hashlib.sha256(found.wheel).hexdigest())"
    )
    line, digest = run(python, "-c", code, cwd=python.parent).splitlines()
    return line, digest


def test_installed_from_a_wheel(tmp_path: Path, wheel: Path) -> None:
    python = installing.environment(tmp_path / "env", dependencies=True)
    mine = tmp_path / "내 것" / wheel.name
    mine.parent.mkdir()
    shutil.copy(wheel, mine)
    installing.install(python, mine)
    assert said(python) == (COPY, hashlib.sha256(wheel.read_bytes()).hexdigest()), "the very file"
    mine.write_bytes(b"another")
    changed = said(python)
    mine.unlink()
    assert said(python) == changed == (COPY, changed[1]), "what is installed is packed again"


def test_installed_by_name_from_an_index_of_ones_own(tmp_path: Path, wheel: Path) -> None:
    index = tmp_path / "simple" / "papershelf"
    index.mkdir(parents=True)
    shutil.copy(wheel, index)
    (index / "index.html").write_text(f'<a href="{wheel.name}">{wheel.name}</a>')
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    python = installing.environment(tmp_path / "env", dependencies=True)
    try:
        address = f"http://127.0.0.1:{server.server_port}/simple"
        settings = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", **installing.UNCOMPILED}
        installing.install(python, "--index-url", address, "papershelf", **settings)
    finally:
        server.shutdown()
        server.server_close()
    assert not list((tmp_path / "env").rglob("direct_url.json"))
    assert said(python)[0] == COPY


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout of a repository on this machine."""
    folder = tmp_path / "저장소 repo"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "ext", folder / "ext", ignore=shutil.ignore_patterns("__pycache__"))
    run("git", "init", "-q", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "All", cwd=folder)
    return folder


@pytest.mark.parametrize("how", ["folder", "editable", "git"])
def test_installed_from_a_folder_or_a_repository_here(how: str, project: Path, wheel: Path, tmp_path: Path) -> None:
    python = installing.environment(tmp_path / "env", dependencies=True)
    source = {"folder": [project], "editable": ["-e", project], "git": [f"git+{project.as_uri()}"]}[how]
    installing.install(python, "--no-build-isolation", *source, **installing.UNCOMPILED)
    line, digest = said(python)
    assert line == COPY
    folder = tmp_path / "library"
    run(python, "-m", "papershelf", "init", folder, cwd=tmp_path)
    made = (folder / "wheels" / NAME).read_bytes()
    assert hashlib.sha256(made).hexdigest() == digest
    theirs = contents(wheel.read_bytes(), tmp_path)
    ours = contents(made, tmp_path)
    assert ours.keys() == theirs.keys()
    assert {n for n in ours if n.startswith("papershelf/") and ours[n] != theirs[n]} == set()
    if how == "editable":
        asks_for_what_its_project_asks_for_now(python, project, tmp_path)


def asks_for_what_its_project_asks_for_now(python: Path, project: Path, tmp_path: Path) -> None:
    """What was changed in the project since it was installed is in the wheel, and what is no part of it is not."""
    text = (project / "pyproject.toml").read_text("utf-8")
    (project / "pyproject.toml").write_text(text.replace('"sphinx>=9.0",', '"sphinx>=9.0",\n    "brand-new>=1",'))
    (project / "ext/papershelf/.hidden").write_text("")
    (project / "ext/papershelf/config.py~").write_text("")
    run(python, "-m", "papershelf", "init", "later", cwd=tmp_path)
    names = contents((tmp_path / "later/wheels" / NAME).read_bytes(), tmp_path)
    metadata = names[f"papershelf-{__version__}.dist-info/METADATA"].decode()
    assert "Requires-Dist: brand-new>=1\n" in metadata
    assert metadata.count("Requires-Dist: sphinx>=9.0\n") == 1
    assert "# papershelf" in metadata.partition("\n\n")[2]
    assert not [name for name in names if name.endswith(("~", ".hidden"))]


def test_run_from_a_folder_without_being_installed(tmp_path: Path) -> None:
    python = installing.environment(tmp_path / "env")
    done = subprocess.run(
        [python, "-m", "papershelf", "init", "new"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "ext")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "is not installed; install it with pip" in done.stderr
    assert not (tmp_path / "new").exists()


# -- the Python Package Index, played by a server on this machine ----------------------------------


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


def page(server: Server, name: str = NAME, **more: object) -> Answer:
    files = [{"filename": name, "url": f"{server.address}/files/{name}", "hashes": {}, **more}]
    return Answer(json.dumps({"files": files}).encode(), "application/vnd.pypi.simple.v1+json")


def registry(server: Server) -> Registry:
    return Registry(f"{server.address}/simple", server.address, 60)


def test_a_release_is_named_if_the_registry_has_these_very_files(site: Path, wheel: Path, server: Server) -> None:
    server.say["/simple/papershelf/"] = [page(server)]
    server.say[f"/files/{NAME}"] = [Answer(wheel.read_bytes(), "application/octet-stream")]
    assert found(site, registry=registry(server)).line == f"papershelf=={__version__}"
    (site / "papershelf/config.py").write_text("# mine\n")
    assert found(site, registry=registry(server)).line == COPY


@pytest.mark.usefixtures("packed_once")
def test_the_name_alone_is_never_enough(site: Path, wheel: Path, server: Server, tmp_path: Path) -> None:
    squatter = tmp_path / NAME
    files = {
        "papershelf/__init__.py": b"import os",
        f"papershelf-{__version__}.dist-info/METADATA": b"Name: papershelf",
    }
    squatter.write_bytes(wheels.pack(files))
    octets = "application/octet-stream"
    for listing, file in (
        (page(server), Answer(squatter.read_bytes(), octets)),
        (page(server), Answer(b"no wheel", octets)),
        (page(server), Answer(b"", status=404)),
        (page(server, yanked="broken"), Answer(wheel.read_bytes(), octets)),
        (page(server, "papershelf-9.9-py3-none-any.whl"), Answer(wheel.read_bytes(), octets)),
        (page(server, url="https://elsewhere.example/x.whl"), Answer(wheel.read_bytes(), octets)),
        (Answer(b"{}", "application/vnd.pypi.simple.v1+json"), Answer(wheel.read_bytes(), octets)),
        (Answer(b"<html>", "text/html"), Answer(wheel.read_bytes(), octets)),
        (Answer(b"", status=404), Answer(wheel.read_bytes(), octets)),
    ):
        server.say |= {"/simple/papershelf/": [listing], f"/files/{NAME}": [file]}
        assert found(site, registry=registry(server)).line == COPY


def test_nobody_is_asked_where_the_place_is_known(site: Path, server: Server) -> None:
    server.say["/simple/papershelf/"] = [page(server)]
    found(site, {"url": "file:///gone.whl", "archive_info": {}}, registry(server))
    assert server.asked == []


def test_a_wheel_needs_no_zip_of_a_known_kind() -> None:
    assert not wheels.holds(b"", {})
    assert not wheels.holds(b"PK\x03\x04", {})


def test_an_archive_of_the_source_is_not_taken_for_a_wheel(site: Path, tmp_path: Path) -> None:
    archive = tmp_path / f"papershelf-{__version__}.tar.gz"
    with tarfile.open(archive, "w:gz"):
        pass
    assert found(site, {"url": archive.as_uri(), "archive_info": {}}).line == COPY
