"""The wheel holds everything: installed away from this repository, it builds a library of its own."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

from support import CONF, ROOT, category, home, paper


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_builds_a_library(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    style = ("static/papershelf.css", "static/papershelf.js", "fonts/OFL.txt")
    for wanted in (*style, "LC_MESSAGES/papershelf.mo", "py.typed"):
        assert any(name.endswith(wanted) for name in names), wanted

    venv.create(tmp_path / "env", with_pip=False)
    scheme = sysconfig.get_preferred_scheme("prefix")
    site = Path(sysconfig.get_path("purelib", scheme, vars={"base": str(tmp_path / "env")}))
    zipfile.ZipFile(wheel).extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")  # all but papershelf itself
    python = tmp_path / "env" / "bin" / "python"

    library = tmp_path / "library"
    sources = {
        "conf.py": CONF + 'language = "ko"\nhtml_baseurl = "https://example.org/"\n',
        "index.md": home("methods", text="{paper:ref}`lora`"),
        "methods.md": category(),
        "papers/lora.md": paper("LoRA", "lora"),
    }
    for name, text in sources.items():
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    where = run(python, "-c", "import papershelf; print(papershelf.__file__)", cwd=tmp_path)
    assert str(site) in where
    run(python, "-m", "sphinx", "-nW", library, tmp_path / "out", cwd=tmp_path)
    assert "완료" in (tmp_path / "out" / "methods.html").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "_static" / "papershelf.css").is_file()
    assert (tmp_path / "out" / "_pictures" / "lora.png").is_file()
    assert "papershelf 0" in run(python, "-c", "from papershelf.cli import main; main(['--version'])", cwd=tmp_path)
