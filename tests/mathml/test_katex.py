"""Every formula that KaTeX shows is shown: on pages, and in the book."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import mathml.katex as katex
from papershelf.book.latex import formulas as printed
from papershelf.book.latex.settings import TEXINPUTS
from papershelf.mathml import FormulaError, convert

HERE = Path(__file__).parent
COMMANDS = (HERE / "commands.txt").read_text(encoding="utf-8").split()
FORMULAS = [
    *(HERE / "formulas.txt").read_text(encoding="utf-8").splitlines(),
    "a % a comment\n= b",
    *(f"x \\{name} y" for name in COMMANDS),
]


def refused(formulas: list[str], block: bool) -> dict[str, str]:
    found = {}
    for formula in formulas:
        try:
            convert(formula, block)
        except FormulaError as error:
            found[formula] = str(error)
    return found


@pytest.mark.parametrize("block", [True, False])
def test_every_formula_that_katex_shows_is_shown(block: bool) -> None:
    if lack := katex.missing():
        pytest.skip(lack)
    said = katex.errors(FORMULAS, block)
    shown = [formula for formula, error in zip(FORMULAS, said, strict=True) if not error]
    assert len(shown) > 900
    assert refused(shown, block) == {}


def test_every_formula_is_shown() -> None:
    """The same, on a machine without KaTeX."""
    assert refused(FORMULAS, True) == {}


@pytest.mark.pdf
def test_every_formula_prints(tmp_path: Path) -> None:
    for file in TEXINPUTS.iterdir():
        shutil.copy(file, tmp_path)
    style = (TEXINPUTS / "papershelf.sty").read_text(encoding="utf-8")
    style = style[style.index("% ---- formulas") : style.index("% ---- indices")]
    lines = []
    for number, formula in enumerate(FORMULAS):
        text = printed.tex(formula, block=True)
        lines.append(f"\\typeout{{formula {number}}}\\begin{{equation*}}\n\\paperfit{{{text}}}\n\\end{{equation*}}\n")
    (tmp_path / "all.tex").write_text(
        "\\documentclass{report}\\usepackage{mathtools,cancel,amssymb,bm,graphicx,papershelf-fonts}\n"
        f"\\makeatletter{style}\\paper@activateall\\makeatother\n"
        f"\\begin{{document}}\n{''.join(lines)}\\end{{document}}\n",
        encoding="utf-8",
    )
    command = ["xelatex", "-no-shell-escape", "-interaction=nonstopmode", "all.tex"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=300, check=False)
    log = (tmp_path / "all.log").read_text(encoding="utf-8", errors="replace")
    assert f"formula {len(FORMULAS) - 1}\n" in log
    wrong = {}
    for part in re.split(r"^formula (?=\d)", log, flags=re.MULTILINE)[1:]:
        number, _end, said = part.partition("\n")
        if found := re.search(r"^(?:! |Missing character).*", said, re.MULTILINE):
            wrong[FORMULAS[int(number)]] = found[0]
    assert wrong == {}
