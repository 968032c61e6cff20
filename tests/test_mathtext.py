"""Formulas as plain text: readable, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.mathtext import commands, line, plain, signs
from work import grows_as_its_input

FORMULAS = {
    r"\frac{a}{b}": "a/b",
    r"x^2": "x²",
    r"W \in \mathbb{R}^{d \times k}": "W ∈ ℝ^{d×k}",
    r"\sqrt{x}": "√x",
    r"\sum_{i=1}^n x_i": "∑ᵢ₌₁ⁿ xᵢ",
    r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V": "softmax(QKᵀ/√dₖ)V",
    r"h = W_0 x + \Delta W x = W_0x + BAx": "h = W₀x + ΔWx = W₀x + BAx",
    r"\frac{a+b}{2c}": "(a + b)/(2c)",
    r"\frac12 x": "1/2 x",
    r"\left(\frac{a}{b}\right)^2": "(a/b)²",
    r"{a+b}^2": "(a + b)²",
    r"e^{-\frac{x}{2}}": "e^{−x/2}",
    r"d_{\text{model}}": "d_model",
    r"d_{\text{model}}^2": "d_{model}²",
    r"x_{t_{n+1}}": "x_{tₙ₊₁}",
    r"x^{12}y_12": "x¹²y₁2",
    r"p(\cdot \mid x)": "p(⋅ | x)",
    r"\mathcal{L}_{\mathrm{KL}} \le -1": "ℒ_KL ≤ −1",
    r"\hat{y}' \ne \bar x": "ŷ′ ≠ x̄",
    r"O(n \log n)": "O(n log n)",
    r"\arg\max_\theta \operatorname{softmax}(z)": "arg max_θ softmax(z)",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(a, b; c, d)",
    r"\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{else} \end{cases}": "{1, if x > 0; 0, else",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "a = b; = c",
    r"{N \over B_r}": "N/Bᵣ",
    r"\binom{n}{k}": "(n choose k)",
    r"\cal L(x)": "ℒ(x)",
    r"𝑥∈𝑅^{𝑏×𝑐}": "x ∈ R^{b×c}",
    r"d ≤ M ≤ Nd": "d ≤ M ≤ Nd",
    r"\{x \mid x \notin \emptyset\}": "{x | x ∉ ∅}",
    r"\not= \not\in": "≠ ∉",
    r"\color{red} a \textcolor{blue}{b} \label{eq} c \tag{1}": "abc (1)",
    r"1.75\times": "1.75×",
    r"\sqrt[3]{a+b}": "∛(a + b)",
    r"x \xrightarrow{f} y": "x →ᶠ y",
    r"\overset{d}{=} \underset{x}{\min}": "=ᵈ minₓ",
    r"\R^n \to \N": "ℝⁿ → ℕ",
    r"70\% \& \_": "70%&_",
    r"\unknown{x}": "unknown x",
    r"\text{한국어 말} \ll \infty": "한국어 말 ≪ ∞",
    r"\href{javascript:x}{a}": "a",
}


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_is_readable(tex: str) -> None:
    assert plain(tex) == FORMULAS[tex]


WORDS = [f"\\{name}" for name in [*commands.COMMANDS, *signs.ALPHABETS_AHEAD, "over", "end"]]
SIGNS = [*"{}[]^_&'~$ ab1+=|,(", "\\", "\\\\", "12", "1,000", "\ue000", "가", "\u0302"]


@given(st.lists(st.sampled_from([*WORDS, *SIGNS])))
def test_anything_is_taken(parts: list[str]) -> None:
    text = line.line.__wrapped__("".join(parts), ())
    assert "\n" not in text
    assert not any(name in text for name in WORDS)


UNITS = [
    "{",
    "}",
    "x^",
    "^{",
    "\\frac{",
    "\\sqrt[",
    "\\hat",
    "\\left(",
    "\\begin{cases}",
    "_a_",
    "'",
    "\\text{_",
    "1,",
    "&",
]


@pytest.mark.parametrize("unit", UNITS)
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    assert grows_as_its_input(lambda count: line.line.__wrapped__(unit * count, ()), 200, 800)
