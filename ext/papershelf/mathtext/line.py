"""A formula as one line of text, its macros written out first."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from papershelf.mathtext.pieces import Piece, joined
from papershelf.mathtext.reader import Reader

if TYPE_CHECKING:
    from papershelf.mathml.expansion import Definition

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)?|\s+|:=|\.\.\.|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|.", re.DOTALL)
_STYLED = re.compile("[\U0001d400-\U0001d7ff]")
_DEFINES = re.compile(
    r"\\(?:[gex]?def|(?:new|renew|provide)command|DeclareMathOperator|DeclareRobustCommand|let)(?![A-Za-z])"
)


@lru_cache(maxsize=4096)
def line(tex: str, macros: tuple[Definition, ...]) -> str:
    """See :func:`papershelf.mathtext.plain`."""
    if any(f"\\{name}" in tex for name, *_meaning in macros) or _DEFINES.search(tex):
        tex = _written_out(tex, macros)
    reader = Reader(_TOKEN.findall(_STYLED.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), tex)))
    pieces: list[Piece] = []
    while reader.peek():  # more than once only where braces do not pair
        pieces += reader.group("")
        reader.place += 1
    return unicodedata.normalize("NFC", joined(pieces)).strip(" ;")


def _written_out(tex: str, macros: tuple[Definition, ...]) -> str:
    """A formula without macros; as it is where they cannot be followed."""
    from papershelf.mathml.errors import FormulaError
    from papershelf.mathml.expansion import Expander, settings_macros
    from papershelf.mathml.tokens import parse, write

    try:
        return write(Expander(settings_macros(macros), {}, block=True).expand(parse(tex)))
    except (FormulaError, RecursionError):
        return tex
