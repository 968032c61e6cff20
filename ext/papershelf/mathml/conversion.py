"""Formulas as MathML: what a formula becomes on a page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from math_core import LatexError

from papershelf.mathml.adaptation import CONVERTER, Adapter
from papershelf.mathml.errors import FormulaError
from papershelf.mathml.expansion import settings_macros
from papershelf.mathml.output import clean
from papershelf.mathml.parts import HANDLERS
from papershelf.mathml.tokens import parse

if TYPE_CHECKING:
    from papershelf.mathml.expansion import Definition


@lru_cache(maxsize=4096)
def converted(tex: str, block: bool, macros: tuple[Definition, ...]) -> str:
    """A ``<math>`` element; see :func:`papershelf.mathml.convert`."""
    try:
        work = Adapter(settings_macros(macros), HANDLERS, block)
        source = work.written(parse(tex))
        return clean(_by_math_core(source, block), work.marks)
    except RecursionError:
        raise FormulaError("it is nested too deep") from None


def _by_math_core(source: str, block: bool) -> str:
    try:
        return CONVERTER.convert_with_local_state(source, displaystyle=block)
    except LatexError as error:
        message = str(error).partition(": ")[2].strip().rstrip(".")
        raise FormulaError(message[:1].lower() + message[1:]) from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the converter is no Exception
        raise FormulaError(f"it is not understood ({type(error).__name__})") from None
