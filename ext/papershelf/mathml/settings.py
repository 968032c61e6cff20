"""Macros as ``conf.py`` names them, in ``papershelf_math_macros`` or in the settings of MathJax."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papershelf.mathml.errors import FormulaError
from papershelf.mathml.expansion import Definition
from papershelf.mathml.tokens import parse

ALLOWED = 'a dictionary such as {"R": r"\\mathbb{R}", "norm": [r"\\lVert #1\\rVert", 1]}'
_NAME = re.compile(r"\\?([A-Za-z]+|[^A-Za-z\s])")


def definitions(value: Mapping[str, Any]) -> tuple[Definition, ...]:
    """The macros of a dictionary.

    :param value: name to what stands for it, or to a list of that, the number of arguments, and the first one where
        it is left out.
    :raises ValueError: if it is not that.
    """
    return tuple(_definition(name, body) for name, body in sorted(value.items()))


def _definition(name: str, value: Any) -> Definition:
    match = _NAME.fullmatch(name) if isinstance(name, str) else None
    parts = list(value) if isinstance(value, list | tuple) else [value]
    body, count, default = (*parts, *(0, None)[len(parts) - 1 :]) if 1 <= len(parts) <= 3 else (None, 0, None)
    wrong = (
        match is None
        or not isinstance(body, str)
        or not isinstance(default, str | None)
        or isinstance(count, bool)
        or not isinstance(count, int)
        or not 0 <= count <= 9
    )
    if wrong or match is None:
        raise ValueError(f"found {name!r}: {value!r}; allowed is {ALLOWED}")
    try:
        for text in (body, default or ""):
            parse(text)
    except FormulaError as error:
        raise ValueError(f"found {name!r}: {value!r}; {error}") from None
    return match[1], body, count, default


def of_mathjax(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The macros in settings of MathJax that are understood here.

    :param settings: name of a setting of ``sphinx.ext.mathjax`` to its value.
    """
    found: dict[str, Any] = {}
    for part, name in (("TeX", "Macros"), ("tex", "macros")):
        for value in settings.values():
            tex = value.get(part) if isinstance(value, Mapping) else None
            macros = tex.get(name) if isinstance(tex, Mapping) else None
            for key, body in macros.items() if isinstance(macros, Mapping) else ():
                try:
                    definitions({key: body})
                except ValueError:  # MathJax says so itself
                    continue
                found[key] = body
    return found
