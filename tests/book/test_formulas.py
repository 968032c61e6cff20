"""Formulas for TeX: what authors write passes, what could read a file, define or loop does not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from papershelf.book.latex import formulas
from papershelf.book.latex.settings import TEXINPUTS
from papershelf.mathml import FormulaError


@pytest.mark.parametrize(
    "source",
    [
        r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
        r"W = W_0 + \frac{\alpha}{r} BA, \quad B \in \mathbb{R}^{d \times r}",
        r"\sum_{i=1}^{n} x_i \bm{w}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\hat{\theta} = \argmax_\theta \log p_\theta(x)",
    ],
)
def test_ordinary_formulas_pass_as_they_are(source: str) -> None:
    assert formulas.tex(source, block=False) == source


@pytest.mark.parametrize(
    "source",
    [
        r"\input{/etc/passwd}",
        r"\text{\input{/etc/passwd}}",
        r"\immediate\write18{id}",
        r"\openin5=/etc/passwd \read5 to\x",
        r"\include{conf}",
        r"\def\a{\a}\a",
        r"\csname input\endcsname{x}",
        r"\catcode`\%=12",
        r"\loop\iftrue\repeat",
        r"\begin{filecontents}{x}\end{filecontents}",
        r"\end{document}",
        r"\end{aligned}\end{equation}\input x\begin{equation}\begin{aligned}",
        "^^5cinput{/etc/passwd}",
        r"\special{x}",
        r"\includegraphics{x}",
        r"\href{file:///etc/passwd}{x}",
        r"\usepackage{x}",
        r"a $ b",
        r"\left( x",
        r"x \right)",
        r"{ x",
        r"\begin{matrix} x",
        "\\",
    ],
)
def test_what_reads_defines_or_breaks_out_is_refused(source: str) -> None:
    with pytest.raises(FormulaError):
        formulas.tex(source, block=True)


def test_comment_and_parameter_signs_are_characters() -> None:
    assert formulas.tex("50% of #1", block=False) == r"50\% of \#1"


def test_text_keeps_its_signs() -> None:
    assert formulas.tex(r"\text{a_b & c^d $x_1$}", block=False) == r"\text{a\_b \& c\^{}d $x_1$}"


def test_wide_characters() -> None:
    assert formulas.tex("x ≤ 한글", block=False) == r"x \le  {\text{한글}}"
    assert formulas.tex(r"\text{학습 ≤ 률}", block=False) == r"\text{학습 ≤ 률}"


def test_lines_are_aligned_only_in_a_block() -> None:
    assert formulas.tex("a &= b \\\\\n\n c &= d", block=True) == "\\begin{aligned}a &= b \\\\ c &= d\\end{aligned}"


def test_numbers_and_colours_are_spelt_without_a_package() -> None:
    assert formulas.tex(r"\color{red}x \label{y}\tag{1}", block=True) == r"{x \qquad\text{(1)}}"


@pytest.mark.pdf
def test_tex_knows_every_command_that_passes(tmp_path: Path) -> None:
    """One document of all symbols: none is an error."""
    for file in TEXINPUTS.iterdir():
        shutil.copy(file, tmp_path)
    names = sorted(formulas.symbols())
    lines = [f"\\typeout{{command {name}}}$x \\{name} y$\\par\n" for name in names]
    (tmp_path / "all.tex").write_text(
        "\\documentclass{article}\\usepackage{mathtools,amssymb,amstext,papershelf-fonts}"
        "\\makeatletter\\paper@activateall\\makeatother"
        f"\\begin{{document}}\n{''.join(lines)}\\end{{document}}\n",
        encoding="utf-8",
    )
    command = ["xelatex", "-no-shell-escape", "-interaction=nonstopmode", "all.tex"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    log = (tmp_path / "all.log").read_text(encoding="utf-8", errors="replace").splitlines()
    assert f"command {names[-1]}" in log
    wrong, command_name = [], ""
    for line in log:
        command_name = line.removeprefix("command ") if line.startswith("command ") else command_name
        if line.startswith("! ") or line.startswith("Missing character"):
            wrong.append(f"{command_name}: {line}")
    assert wrong == []
