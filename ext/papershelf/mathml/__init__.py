"""Formulas as MathML, made by math-core and held to an allow-list.

``tokens`` reads a formula, ``expansion`` writes its macros out, ``adaptation`` with ``parts`` and ``text`` writes it in
the words of math-core, and ``output`` writes anew what comes out: nothing but presentation MathML reaches a page.
"""

from __future__ import annotations

from functools import lru_cache

from math_core import LatexError

from papershelf.mathml.adaptation import CONVERTER, Adapter
from papershelf.mathml.expansion import Definition, settings_macros
from papershelf.mathml.output import clean
from papershelf.mathml.parts import HANDLERS
from papershelf.mathml.tokens import FormulaError, parse

__all__ = ["Definition", "FormulaError", "convert"]


@lru_cache(maxsize=4096)
def convert(tex: str, block: bool, macros: tuple[Definition, ...] = ()) -> str:
    """A ``<math>`` element for a formula.

    :param block: whether it is displayed.
    :param macros: those of the settings.
    :raises FormulaError: if it cannot be shown.
    """
    try:
        work = Adapter(settings_macros(macros), HANDLERS, block)
        source = work.written(parse(tex))
        return clean(_converted(source, block), work.marks)
    except RecursionError:
        raise FormulaError("it is nested too deep") from None


def _converted(source: str, block: bool) -> str:
    try:
        return CONVERTER.convert_with_local_state(source, displaystyle=block)
    except LatexError as error:
        message = str(error).partition(": ")[2].strip().rstrip(".")
        raise FormulaError(message[:1].lower() + message[1:]) from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the converter is no Exception
        raise FormulaError(f"it is not understood ({type(error).__name__})") from None
