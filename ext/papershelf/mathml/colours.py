"""Colours as formulas name them."""

from __future__ import annotations

import re

from papershelf.mathml.errors import FormulaError


def colour(name: str, model: str = "") -> str:
    """A colour as ``#rrggbb``; nothing for a name that nobody knows, as browsers take it.

    :param name: a name of CSS, ``#0af``, ``00aaff``, or numbers of a model.
    :param model: ``HTML``, ``RGB``, ``rgb``, ``gray`` or nothing.
    :raises FormulaError: if it is no colour.
    """
    from PIL import ImageColor  # formulas with colours are rare

    name = name.strip()
    if model in {"rgb", "RGB", "gray"} and re.fullmatch(r"[\d.,\s]{1,40}", name):
        try:
            parts = [float(part) for part in name.split(",")]
        except ValueError:
            parts = []
        scale = 1 if model == "RGB" else 255
        values = [min(255, round(part * scale)) for part in parts]
        values = values * 3 if model == "gray" else values
        if len(values) == 3:
            return "#{:02x}{:02x}{:02x}".format(*values)
    if re.fullmatch(r"(?:[\dA-Fa-f]{3}|[\dA-Fa-f]{6})", name) and name.lower() not in ImageColor.colormap:
        name = f"#{name}"
    if re.fullmatch(r"#(?:[\dA-Fa-f]{3}|[\dA-Fa-f]{6})|[A-Za-z]{1,24}", name):
        try:
            return "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(name)[:3])
        except ValueError:
            return ""
    raise FormulaError(f"a colour is no name and no number of one: {name!r}")
