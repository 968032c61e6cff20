"""Formulas that the build can show, and what takes the place of those that have no way to be shown: code.

In: words, or the lines of a displayed formula. Out: the same; a formula is mended where that helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from papershelf.mathml import FormulaError, convert

_SIGNS = {
    "∈": r"\in ", "∉": r"\notin ", "←": r"\leftarrow ", "→": r"\rightarrow ", "⇒": r"\Rightarrow ", "∧": r"\wedge ",
    "↔": r"\leftrightarrow ", "∨": r"\vee ", "≤": r"\leq ", "≥": r"\geq ", "≠": r"\neq ", "≈": r"\approx ",
    "×": r"\times ", "·": r"\cdot ", "−": "-", "∞": r"\infty ", "∑": r"\sum ", "∏": r"\prod ", "∂": r"\partial ",
    "∇": r"\nabla ", "√": r"\surd ", "∪": r"\cup ", "∩": r"\cap ", "⊂": r"\subset ", "⊆": r"\subseteq ", "∼": r"\sim ",
    "∀": r"\forall ", "∃": r"\exists ", "⊙": r"\odot ", "⊕": r"\oplus ", "⊗": r"\otimes ", "‖": r"\|", "∝": r"\propto ",
    "…": r"\ldots ", "，": ",", "（": "(", "）": ")", "：": ":", "′": "'", "’": "'", "\u200b": "", "\u00a0": " ",
}  # fmt: skip
"""Signs that TeX writes with commands."""
_FONT = re.compile(r"\\(?P<name>rm|bf|it|cal|sf|tt)(?![A-Za-z])\s*(?:\{(?P<words>[^{}]*)\}|(?P<one>[A-Za-z0-9]))")
_BEGINS_LINE = re.compile(r"[\s>*+-]*(?:\d+[.)]\s*)?")
_PERCENT = re.compile(r"(?<!\\)%")


def code(tex: str, marks: str = "$") -> str:
    """What a formula that cannot be shown looks like: code, or its own signs where it holds code."""
    if "`" in tex:
        sign = "\\$" * len(marks)
        return f"{sign}{tex}{sign}"
    return f"`{' '.join(tex.split())}`" if tex.strip() else ""


def mended(tex: str, *, block: bool) -> str | None:
    """A formula that can be shown; nothing where there is no way."""
    for form in (tex, _with_commands(tex)):
        try:
            convert(form, block)
        except FormulaError:
            continue
        return form
    return None


def _with_commands(tex: str) -> str:
    tex = "".join(_SIGNS.get(char, char) for char in tex)
    tex = _FONT.sub(lambda m: rf"\math{m['name']}{{{m['words'] or m['one']}}}", tex)
    return _PERCENT.sub(r"\%", tex)


def block(lines: list[str], before: str) -> list[str]:
    """A displayed formula, or the same as code.

    :param before: what stands before it in its first line: white space, and the mark of an item.
    """
    if not lines[-1].rstrip().endswith("$$"):
        lines = [*lines, f"{before}$$"]  # nothing closes it
    whole = "\n".join(lines)
    inner = whole[len(before) :].strip()[2:].removesuffix("$$")
    form = mended(inner, block=True)
    if form is not None:
        return lines if form == inner else whole.replace(inner, form).split("\n")
    indent = " " * len(before) if before.strip() else before
    code = [line if line.startswith(indent) else f"{indent}{line.lstrip()}" for line in inner.split("\n")]
    return [f"{before}```text", *(line for line in code if line.strip()), f"{indent}```"]


def inline(text: str) -> str:
    """Words whose formulas can be shown, or stand as code; prices are no formulas."""
    found: list[str] = []
    place = 0
    for start, end, marks in _formulas(text):
        inner = text[start + len(marks) : end - len(marks)]
        form = mended(inner, block=marks != "$")
        found.append(text[place:start])
        if _MONEY.fullmatch(inner) or (_PRICE.fullmatch(inner) and (inner[-1] == " " or text[end : end + 1].isdigit())):
            found.append(rf"\${inner}\$")
        elif form is None:
            found.append(apart(text[:start], code(inner)))
        else:
            marks = "$$" if len(marks) > 1 and _is_alone(text, start, end) else "$"
            found.append(f"{marks}{form if len(marks) > 1 else form.strip()}{marks}")
        place = end
    return "".join([*found, text[place:]])


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a formula has its lines for itself: between words, the build reads two dollars as one and one."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return _BEGINS_LINE.fullmatch(before) is not None and not text[end:].partition("\n")[0].strip()


def apart(before: str, code: str) -> str:
    """Code after some words, so that the two are no role: ``{i}`…```."""
    return f" {code}" if before.endswith("}") and code.startswith("`") else code


_MONEY = re.compile(r"\d[\d,.]*\s?(?:[KMBTkmb]\b)?(?:[^\\^_={}]*[^\W\d_]{2,}[^\\^_={}]*|[\s–~-]+)")
"""What stands between two prices, and is no formula."""
_PRICE = re.compile(r"\d[^\\^_={}$]*")
"""The same in words of one letter, where no formula would end."""


def _formulas(text: str) -> Iterator[tuple[int, int, str]]:
    """Where formulas stand in a paragraph, as the build sees them."""
    if "$" not in text:
        return
    place = 0
    while match := _MARKS.search(text, place):
        place = match.end()
        if match["ticks"]:
            end = re.compile(rf"(?<!`){match['ticks']}(?!`)").search(text, place)
            place = end.end() if end else place
        elif match["formula"]:
            yield match.start(), match.end(), _DOLLARS.match(match["formula"])[0]  # type: ignore[index]


_DOLLARS = re.compile(r"\$+")
_MARKS = re.compile(
    r"\\.|(?P<ticks>`+)|(?P<formula>\${3}[^$`\n]+\${3}(?!\$)|\$\$(?:\\.|[^$\\])+?\$\$|\$(?:\\.|[^$\\\n]|\n(?!\s*(?:\n|(?:[-*+]|\d{1,9}[.)])\s)))+?\$)|\$+",
    re.DOTALL,
)
