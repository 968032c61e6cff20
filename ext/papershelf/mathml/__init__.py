"""Formulas as MathML, made by math-core and held to an allow-list. May import ``model``; no Sphinx.

``tokens`` reads a formula, ``expansion`` writes its macros out, ``adaptation`` with ``parts``, ``environments`` and
``text`` writes it in the words of math-core, and ``output`` writes anew what comes out: nothing but presentation MathML
reaches a page. They are loaded with the first formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from papershelf.mathml.errors import FormulaError

if TYPE_CHECKING:
    from papershelf.mathml.expansion import Definition

__all__ = ["MATHJAX", "FormulaError", "convert"]

MATHJAX = ("mathjax2_config", "mathjax3_config", "mathjax4_config")
"""Settings of ``sphinx.ext.mathjax`` that may hold macros."""


def convert(tex: str, block: bool, macros: tuple[Definition, ...] = ()) -> str:
    """A ``<math>`` element for a formula.

    :param block: whether it is displayed.
    :param macros: those of the settings.
    :raises FormulaError: if it cannot be shown.
    """
    from papershelf.mathml.conversion import converted

    return converted(tex, block, macros)
