"""Formulas as plain text, for places that show text alone. May import ``mathml``; no Sphinx.

``a/b``, ``x²``, ``ℝ^{d×k}``; what Unicode has no sign for stays readable: ``d_model``, ``e^{−x/2}``. Any text is taken,
in linear time; what is no TeX, or TeX that is not known, comes out as its words. The tables are loaded with the first
formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papershelf.mathml.expansion import Definition


def plain(tex: str, macros: tuple[Definition, ...] = ()) -> str:
    """A formula as one line of text.

    :param macros: those of the settings.
    """
    from papershelf.mathtext.line import line

    return line(tex, macros)
