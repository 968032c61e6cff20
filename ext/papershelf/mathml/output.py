"""MathML as it may stand on a page: presentation elements and attributes of an allow-list, written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from papershelf.mathml.adaptation import AFTER, FIRST_MARK
from papershelf.mathml.errors import FormulaError

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
    "mstyle", "mpadded", "mphantom", "mmultiscripts", "mprescripts", *_ARITY,
}  # fmt: skip
_ATTRIBUTES = {
    "display", "mathvariant", "stretchy", "accent", "accentunder", "displaystyle", "scriptlevel", "width", "height",
    "depth", "lspace", "rspace", "voffset", "linethickness", "minsize", "maxsize", "fence", "separator", "form",
    "largeop", "movablelimits", "symmetric", "mathcolor", "mathbackground",
}  # fmt: skip
_LETTERS = {"mi", "mn", "mo"}
_LEVELS = {"displaystyle", "scriptlevel"}
_VALUE = re.compile(r"#?[\w.+%-]+")
_REM = re.compile(r"(?<=\d)rem\b")
"""A unit of CSS, and none of MathML 3, by which ePubs are checked."""
_LENGTH = r"-?[\d.]+(?:r?em|%)?"
_STYLE = re.compile(
    rf"(?:(?:margin-left|width|font-size|padding(?:-(?:left|right|top|bottom))?): ?{_LENGTH}"
    r"|background-color: ?currentcolor"
    r"|text-align: ?(?:left|right|center)|justify-items: ?(?:start|end|center)"
    rf"|border(?:-(?:top|right|bottom|left))?: ?{_LENGTH} (?:solid|dashed) (?:currentcolor|#[\da-f]{{6}}))",
    re.IGNORECASE,
)
"""A declaration that math-core writes, or this package: lengths and lines, nothing that names an address."""
_CLASSES = {"b": "bold", "i": "italic", "em": "italic", "code": "code", "u": "under", "s": "strike", "span": ""}
"""Elements of HTML in text, and the class that stands for them."""
_NOTATIONS = {
    "box": "box", "updiagonalstrike": "up", "downdiagonalstrike": "down",
    "updiagonalstrike downdiagonalstrike": "cross",
    "horizontalstrike": "strike", "phasorangle": "phase", "actuarial": "actuarial",
}  # fmt: skip
"""Lines around and through, which MathML Core leaves to style sheets."""
_MARK = re.compile(r"(\d{4,})em")


def clean(source: str, marks: list[dict[str, str]]) -> str:
    """What math-core wrote, as it may stand on a page.

    :param marks: attributes of the places that stand between blanks of an impossible width.
    :raises FormulaError: if it holds what is not allowed.
    """
    try:
        tree = ElementTree.fromstring(source.replace("&ApplyFunction;", "\u2061"))
    except ElementTree.ParseError as error:
        raise FormulaError(f"it does not give well-formed MathML ({error})") from None
    out: list[str] = []
    _write(tree, marks, out)
    return "".join(out)


def _write(element: ElementTree.Element, marks: list[dict[str, str]], out: list[str]) -> None:
    name = element.tag
    if name == "menclose":
        name, kind = "mrow", _NOTATIONS.get(" ".join(element.get("notation", "").split()))
        if kind is None:
            raise FormulaError(f"the notation is not known: {element.get('notation')!r}")
        extra = {"class": f"paper-math-{kind}"}
    elif name == "mtext" and len(element):
        _write_text(element, out)
        return
    else:
        extra = {"xmlns": _NAMESPACE} if name == "math" else {}
    if name not in _ELEMENTS:
        raise FormulaError(f"it gives an element that is not allowed: {name}")
    if name in _LETTERS and not len(element):
        out.append(_letter(name, element.text or "", tuple(element.attrib.items())))
        return
    if name in _ARITY and len(element) != _ARITY[name]:
        raise FormulaError("an argument is missing")
    start, end = _tags(name, tuple(extra.items()), tuple(element.attrib.items()))
    if name == "mspace":  # always empty, and there are many
        out.append(start[:-1] + "/>" + end.removeprefix("</mspace>"))
        return
    out.append(start)
    if element.text:
        out.append(escape(element.text, quote=False))
    if len(element):
        _write_all(iter(element), marks, out)
    out.append(end)


@lru_cache(maxsize=2048)
def _tags(name: str, extra: tuple[tuple[str, str], ...], attributes: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """What stands before and after an element; few of them are not alike."""
    style, given = _parted(name, dict(attributes))
    known = dict(extra)
    start = f"<{name}{_attributes({**known, **given}, known)}>"
    return (f"<mstyle{_attributes(style)}>{start}", f"</{name}></mstyle>") if style else (start, f"</{name}>")


@lru_cache(maxsize=2048)
def _letter(name: str, text: str, attributes: tuple[tuple[str, str], ...]) -> str:
    """A letter, a number or a sign: most of a formula, and few are not alike."""
    start, end = _tags(name, (), attributes)
    return f"{start}{escape(text, quote=False)}{end}"


def _parted(name: str, attributes: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Attributes of a ``mstyle`` around an element, and its own.

    MathML Core has ``scriptlevel`` everywhere; the MathML 3 of an ePub has it there alone. A table has a
    ``displaystyle`` of its own in both, and takes none from around it.
    """
    apart = _LEVELS - {"displaystyle"} if name == "mtable" else _LEVELS
    if name in {"mstyle", "math"} or not apart & attributes.keys():
        return {}, attributes
    return (
        {key: value for key, value in attributes.items() if key in apart},
        {key: value for key, value in attributes.items() if key not in apart},
    )


def _write_all(elements: Iterator[ElementTree.Element], marks: list[dict[str, str]], out: list[str]) -> None:
    """Elements; those between two blanks that mark a place stand in a row of their own."""
    for element in elements:
        match = _MARK.fullmatch(element.get("width", "")) if element.tag == "mspace" else None
        number = int(match[1]) if match else 0
        if number == AFTER:
            return
        if match and 0 <= number - FIRST_MARK < len(marks):
            attributes = marks[number - FIRST_MARK]
            name = "mspace" if "height" in attributes else "mrow"
            given = {"class": attributes["class"]} if "class" in attributes else {}
            out.append(f"<{name}{_attributes(attributes, given)}>")
            _write_all(elements, marks, out)
            out.append(f"</{name}>")
        elif element.tag != "mrow" or not element.get("class", "").startswith("menclose-"):
            _write(element, marks, out)


def _attributes(attributes: dict[str, str], extra: dict[str, str] | None = None) -> str:
    found = [f' {key}="{escape(value)}"' for key, value in (extra or {}).items()]
    for key, value in attributes.items():
        if key in _ATTRIBUTES and _VALUE.fullmatch(value):
            found.append(f' {key}="{escape(_REM.sub("em", value))}"')
    style = [part.strip() for part in attributes.get("style", "").split(";")]
    allowed = ";".join(part for part in style if _STYLE.fullmatch(part))
    return "".join([*found, f' style="{escape(allowed)}"' if allowed else ""])


def _write_text(element: ElementTree.Element, out: list[str]) -> None:
    """Text with marks of HTML, which become classes."""
    pieces = list(_text_pieces(element, ()))
    if len(pieces) != 1:
        out.append("<mrow>")
    for text, classes in pieces:
        named = " ".join(f"paper-math-{name}" for name in dict.fromkeys(classes) if name)
        style = element.get("style", "")
        given = {"class": named} if named else {}
        out.append(f"<mtext{_attributes({'style': style}, given)}>{escape(text, quote=False)}</mtext>")
    if len(pieces) != 1:
        out.append("</mrow>")


def _text_pieces(element: ElementTree.Element, classes: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if element.text:
        yield element.text, classes
    for child in element:
        if child.tag not in _CLASSES:
            raise FormulaError(f"it gives an element that is not allowed: {child.tag}")
        yield from _text_pieces(child, (*classes, _CLASSES[child.tag]))
        if child.tail:
            yield child.tail, classes
