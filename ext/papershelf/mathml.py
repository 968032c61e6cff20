"""Formulas as MathML, made by docutils' converter and held to an allow-list.

What the converter lacks is rewritten to what it has by a small table of macros; whatever
comes out is parsed and written anew, so that nothing but presentation MathML reaches a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from docutils.utils.math import MathError, pick_math_environment
from docutils.utils.math.latex2mathml import tex2mathml

MAX_LENGTH = 20_000
"""Longest formula, in characters."""
MAX_DEPTH = 60
"""Deepest nesting of braces: the converter recurses."""

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_ARITY = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}
# https://www.w3.org/TR/mathml-core/#mathml-elements-and-attributes, without links, styles and scripts
_ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "msqrt", "mtable", "mtr", "mtd",
    "mstyle", "mpadded", "mphantom", "menclose", *_ARITY,
}  # fmt: skip
_ATTRIBUTES = {
    "display", "mathvariant", "stretchy", "accent", "accentunder", "columnalign", "rowspacing", "columnspacing",
    "class", "displaystyle", "scriptlevel", "width", "height", "depth", "lspace", "rspace", "voffset",
    "linethickness", "minsize", "maxsize", "fence", "separator", "form", "largeop", "movablelimits", "symmetric",
    "notation", "side", "rowalign", "columnlines", "rowlines",
}  # fmt: skip
_VALUE = re.compile(r"[\w .,%+-]*")

MACROS: dict[str, tuple[int, Callable[..., str]]] = {
    "bm": (1, lambda a: rf"\boldsymbol{{{a}}}"),
    "mathop": (1, lambda a: f"{{{a}}}"),
    "substack": (1, lambda a: rf"\begin{{matrix}}{a}\end{{matrix}}"),
    "tag": (1, lambda a: rf"\qquad\text{{({a})}}"),
    "color": (1, lambda _a: ""),
    "textcolor": (2, lambda _a, b: f"{{{b}}}"),
    "argmax": (0, lambda: r"\operatorname{arg\,max}"),
    "argmin": (0, lambda: r"\operatorname{arg\,min}"),
    "dots": (0, lambda: r"\ldots"),
    "dotsc": (0, lambda: r"\ldots"),
    "dotsb": (0, lambda: r"\cdots"),
    "label": (1, lambda _a: ""),
    "nonumber": (0, lambda: ""),
    "notag": (0, lambda: ""),
}
"""Name to the number of arguments, and what stands for the macro."""

_ACCENTS = ("hat", "bar", "tilde", "vec", "dot", "ddot", "check", "breve", "widehat", "widetilde", "overline")


ENVIRONMENT = re.compile(r"\\(begin|end)\{(?:align|equation|gather|gathered|multline|split)\*?\}")
"""Environments of several lines that the converter lacks; all are shown as the one that it has."""


class FormulaError(ValueError):
    """A formula that cannot be shown; the message says why."""


@lru_cache(maxsize=4096)
def convert(tex: str, block: bool) -> str:
    """A ``<math>`` element for a formula.

    :raises FormulaError: if it cannot be shown.
    """
    if len(tex) > MAX_LENGTH:
        raise FormulaError(f"a formula has at most {MAX_LENGTH} characters, this one has {len(tex)}")
    check_braces(tex)
    source = ENVIRONMENT.sub(r"\\\1{aligned}", expand(tex.strip()))
    if block and not source.startswith("\\begin{"):
        environment = pick_math_environment(source)
        if environment == "align*":
            source = f"\\begin{{aligned}}{source}\\end{{aligned}}"
    try:
        raw = tex2mathml(source, as_block=block)
    except MathError as error:
        raise FormulaError(str(error)) from None
    except (
        ValueError,
        IndexError,
        KeyError,
        AttributeError,
        TypeError,
        NameError,
        RecursionError,
        StopIteration,
    ) as error:
        raise FormulaError(f"it is not complete or not understood ({type(error).__name__})") from None
    try:
        tree = ElementTree.fromstring(raw.replace("&ApplyFunction;", "\u2061"))
    except ElementTree.ParseError as error:
        raise FormulaError(f"it does not give well-formed MathML ({error})") from None
    return _write(tree)


def check_braces(tex: str) -> None:
    """Refuse a formula whose braces do not pair.

    :raises FormulaError: if they do not, or are nested too deep.
    """
    depth = 0
    for match in re.finditer(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            raise FormulaError("a '}' has no '{'")
        if depth > MAX_DEPTH:
            raise FormulaError(f"braces are nested deeper than {MAX_DEPTH}")
    if depth:
        raise FormulaError("a '{' is not closed")


def expand(tex: str) -> str:
    """Write macros that the converter lacks by those it has."""
    for name, (count, make) in MACROS.items():
        tex = substitute(tex, name, count, make)
    for accent in _ACCENTS:  # an accent's own sub- and superscripts belong outside it
        tex = substitute(tex, accent, 1, lambda a, accent=accent: rf"{{\{accent}{{{a}}}}}")
    return tex


def substitute(tex: str, name: str, count: int, make: Callable[..., str]) -> str:
    """Write a macro by what stands for it.

    :param count: number of its arguments.
    """
    pattern = re.compile(rf"\\{name}(?![A-Za-z])")
    done = []
    while match := pattern.search(tex):
        done.append(tex[: match.start()])
        tex = tex[match.end() :]
        arguments = []
        for _number in range(count):
            argument, tex = _argument(tex)
            arguments.append(substitute(argument, name, count, make))
        done.append(make(*arguments))
    return "".join([*done, tex])


def _argument(tex: str) -> tuple[str, str]:
    """The first TeX argument and what follows it."""
    tex = tex.lstrip()
    if not tex.startswith("{"):
        match = re.match(r"\\[A-Za-z]+|\\.|.", tex, re.DOTALL)
        return (match[0], tex[match.end() :]) if match else ("", "")
    depth = 0
    for match in re.finditer(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return tex[1 : match.start()], tex[match.end() :]
    raise FormulaError("a '{' is not closed")


def _write(element: ElementTree.Element) -> str:
    name = element.tag.rpartition("}")[2]
    if name not in _ELEMENTS:
        raise FormulaError(f"it gives an element that is not allowed: {name}")
    if name in _ARITY and len(element) != _ARITY[name]:
        raise FormulaError("an argument is missing")
    out = [f"<{name}"]
    if name == "math":
        out.append(f' xmlns="{_NAMESPACE}"')
    if element.get("class") == "ams-align":  # TeX sets aligned formulas as it sets displayed ones
        out.append(' displaystyle="true"')
    for key, value in element.attrib.items():
        if key in _ATTRIBUTES and _VALUE.fullmatch(value):
            out.append(f' {key}="{escape(value)}"')
    out.append(">")
    text = element.text or ""
    out.append(escape(text if not len(element) else text.strip(), quote=False))
    for child in element:
        out.append(_write(child))
    out.append(f"</{name}>")
    return "".join(out)
