"""A library of everything that breaks books: scripts, signs, sizes, and what tries to get out of the page."""

from __future__ import annotations

from support import CONF, category, home, paper

SECRET = "papershelf-secret-of-another-file"
"""Text of a file that no page may read."""

SIGNS = r"""Signs & % $ # _ { } ~ ^ \ < > | " ' `"""
EMOJI = "😀 🚀 ✅ ⚠️ 👩‍🔬 ❤️"
SCRIPTS = {
    "한글": "꽃잎 위에 뙤약볕이 쏟아진다 각걁ㄱㅏ",
    "hanja": "漢字 學習 機械 㐀",
    "kana": "ひらがな カタカナ 日本語",
    "latin": "Łukasz Kaiser, Jürgen Schmidhuber, Çağlar Gülçehre, Đorđe, Nguyễn Văn Ẩn, Ñandú, ß, Œuvre",
    "greek": "αβγ Ωμέγα",
    "cyrillic": "Алексей Ёлкин",
    "symbols": "→ ⇒ ≤ ≥ ∈ ∑ ∞ ★ ☆ ① ② ℝ ½ … — “ ” ‘ ’ « » · • ▲ █ ─ │",
    "emoji": EMOJI,
    "combining": "ẹ̀ x̄ e\u0301",
}
AUTHORS = "; ".join(f"Given{n} Family{n}" for n in range(1, 79)) + "; {Team & Co_1 100%}; 홍 길동"
LONG = " + ".join(rf"\frac{{\partial^{{{n}}} f(x_{{{n}}})}}{{\partial x_{{{n}}}^{{{n}}}}}" for n in range(1, 19))
WIDE = (
    "| " + " | ".join(f"열{n} column" for n in range(1, 13)) + " |\n|" + "---|" * 12 + "\n"
    + "".join("| " + " | ".join(f"값{row}{n} value of cell" for n in range(1, 13)) + " |\n" for row in range(3))
)  # fmt: skip
UNBROKEN = "가나다라마바사" * 20 + " " + "x" * 150 + " https://example.org/" + "a" * 160

CODE = """\
```python
def 학습률(스텝: int) -> float:  # 한글 주석 😀 → ≤
    return {"한글": 1e-3, "$x$": r"\\input{/etc/passwd}"}["한글"]  # %s & _ ^ ~ # \\end{Verbatim}
""" + "x = '" + "가" * 120 + "'\n```\n"  # fmt: skip

ATTEMPTS = r"""
Text: \input{secret} \immediate\write18{touch ran} \include{secret} \openin5=secret $x$ ^^5cinput{secret}

`\input{secret}` and {paper:ref}`\input{secret} <rag>`

| \input{secret} | & |
|---|---|
| \write18{touch ran} | \\ |
"""


def files() -> dict[str, str]:
    """The sources; the library builds without a warning."""
    everything = "\n\n".join(f"{name}: {text}" for name, text in SCRIPTS.items())
    return {
        "conf.py": CONF + 'language = "ko"\nproject = "고문 & 100% _라이브러리_ #1"\nauthor = "홍길동 & Co"\n',
        "secret.tex": SECRET,
        "index.md": home("methods", "models", "empty", text="머리말이다. {paper:ref}`rag`를 먼저 읽는다."),
        "methods.md": category(
            title="방법 & 기법 100%",
            content="rag\nscripts",
            queue="- planned-1 = Planned & 50% _of_ #1 ~ ^ {x} (2023) arXiv:2301.00001 — 메모 & 100%",
        ),
        "models.md": category("models", "모델", content="long"),
        "empty.md": category("empty", "빈 갈래"),
        "papers/rag.md": paper(
            SIGNS.replace("\\", "\\\\").replace("<", "\\<").replace("`", "\\`").replace("_", "\\_").replace("$", "\\$"),
            "rag",
            options=f":category: methods\n:title: '{SIGNS.replace(chr(39), chr(39) * 2)}'\n:authors: {AUTHORS}\n"
            ":year: 2023\n:venue: A&B % Conf_1\n:tags: 'a&b, 100%, c_d, #1'\n"
            ":url: https://example.org/a_b%20c?x=1&y=2#z~q\n:extends: long",
            summary="- 100% & _more_ # $ ~ ^ { } \\\\\n- 둘째 줄\n- 셋째",
            body=ATTEMPTS,
        ),
        "papers/scripts.md": paper(
            "글자 漢字 かな Łódź 😀", "scripts", summary=f"- {EMOJI}\n- 漢字\n- かな", body=f"{everything}\n\n{CODE}"
        ),
        "papers/long.md": paper(
            "Very " + "long " * 40 + "title",
            "long",
            options=":category: models\n:authors: Ann Lee",
            body=f"$$\n{LONG}\n$$\n\n{WIDE}\n\n{UNBROKEN}\n\n"
            "Inline $a \\leq b_{한글}$ and {paper:citep}`rag, scripts, planned-1`.\n\n" + "> quote\n" * 3,
        ),
    }
