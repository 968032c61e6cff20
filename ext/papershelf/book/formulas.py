"""Formulas for TeX, held to an allow-list of commands.

Mathematics is the one place where LaTeX of an author reaches the ``.tex`` file, and authors are not trusted:
only commands that the converter for web pages knows pass, so nothing reads a file, defines or loops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils.utils.math import latex2mathml as known

from papershelf.mathml import ENVIRONMENT, MACROS, MAX_LENGTH, FormulaError, check_braces, substitute

SYMBOLS: dict[str, str] = {
    name: char
    for table in (known.letters, known.ordinary, known.greek_capitals, known.operators, known.small_operators)
    for name, char in table.items()
    if char not in {"^", "~"}
}
_FUNCTIONS = {*known.functions, *known.modulo_functions, *known.thick_operators}
_LAYOUT = {
    *known.accents, *known.over, *known.under, *known.fractions, *known.layout_styles, *known.bigdelimiters,
    *known.math_alphabets, *known.spaces, "boldsymbol", "pmb", "bm", "operatorname", "operatorname*", "mathop",
    "substack", "overset", "underset", "xleftarrow", "xrightarrow", "limits", "nolimits", "not", "sqrt", "phantom",
    "boxed", "hspace", "mspace", "text", "mbox", "textrm", "colon", "idotsint", "argmax", "argmin", "dots", "dotsb",
    "dotsc", "begin", "end",
    "\\", "{", "}", "%", "#", "&", "$", "_", "|",
}  # fmt: skip
_TEXT = {"text", "mbox", "textrm"}
_IN_TEXT = {*_TEXT, *known.spaces, "{", "}", "%", "#", "&", "$", "_"}
"""Commands that may stand inside these."""
_ENVIRONMENTS = {*known.matrices}
_DROPPED = ("tag", "label", "nonumber", "notag", "color", "textcolor")
"""Macros that mean nothing inside a formula of several lines, or that TeX lacks without a package."""

_TOKEN = re.compile(
    r"\\(?P<word>operatorname\*|[A-Za-z]+|.)|(?P<special>[{}$%#~&^_])|(?P<wide>[^\x00-\x7f]+)|[^\\{}$%#~&^_\x80-\U0010ffff]+",
    re.DOTALL,
)
_NAME = re.compile(r"\s*\{([A-Za-z]+\*?)\}")


def tex(source: str, block: bool) -> str:
    """A formula as it may stand in a ``.tex`` file, without the marks around it.

    :param block: whether it is displayed, with lines parted by a double backslash.
    :raises FormulaError: if it holds anything that is not allowed, or is not balanced.
    """
    if len(source) > MAX_LENGTH:
        raise FormulaError(f"a formula has at most {MAX_LENGTH} characters, this one has {len(source)}")
    check_braces(source)
    for name in _DROPPED:
        source = substitute(source, name, *MACROS[name])
    source = ENVIRONMENT.sub(r"\\\1{aligned}", source)
    lines = re.search(r"\\\\|&", source)
    text = re.sub(r"\s*\n\s*", "\n", "".join(_checked(source)).strip())  # a blank line would end the formula
    if block and lines:
        return f"\\begin{{aligned}}\n{text}\n\\end{{aligned}}"
    return text


def _checked(source: str) -> Iterator[str]:
    """The tokens, each allowed or spelt otherwise."""
    texts: list[bool] = [False]  # for each open brace, whether it holds text
    opened: list[str] = []  # environments and \left … \right
    pending_text = in_dollars = False
    place = 0
    while place < len(source):
        match = _TOKEN.match(source, place)
        if match is None:
            raise FormulaError(f"it ends in the middle of a command: {source[place : place + 10]!r}")
        place = match.end()
        word, special, wide = match["word"], match["special"], match["wide"]
        as_text = texts[-1] and not in_dollars
        if word in {"begin", "end"}:
            name = _NAME.match(source, place)
            if name is None or name[1] not in _ENVIRONMENTS:
                raise FormulaError(f"the environment is not known: {source[place : place + 20]!r}")
            place = name.end()
            _nest(opened, word == "begin", name[1])
            yield f"\\{word}{{{name[1]}}}"
        elif word is not None:
            if as_text and word not in _IN_TEXT:
                raise FormulaError(f"the command is not for text: {match[0]!r}")
            yield _command(word, match[0])
            if word in {"left", "right"}:
                _nest(opened, word == "left", "left")
            pending_text = word in _TEXT
            continue
        elif special == "{":
            texts.append(pending_text or texts[-1])
            yield special
        elif special == "}":
            texts.pop()
            yield special
        elif special == "$":
            if not texts[-1]:
                raise FormulaError("a '$' stands inside a formula")
            in_dollars = not in_dollars
            yield special
        elif special in {"%", "#"} or (special and as_text and special in "&^_"):
            yield f"\\{special}{{}}" if special == "^" else f"\\{special}"
        elif special == "^" and source.startswith("^", place):
            raise FormulaError("a '^' follows another")
        elif wide is not None:
            yield wide if as_text else "".join(map(_wide, _runs(wide)))
        else:
            yield match[0]
        pending_text = pending_text and match[0].isspace()
    if opened or in_dollars:
        raise FormulaError(f"it lacks the end of {opened[-1] if opened else '$'!r}")


def _nest(opened: list[str], begins: bool, name: str) -> None:
    if begins:
        opened.append(name)
    elif not opened or opened.pop() != name:
        raise FormulaError(f"the end of {name!r} has no beginning")


def _command(word: str, written: str) -> str:
    if word in SYMBOLS or word in _FUNCTIONS or word in _LAYOUT:
        return written
    raise FormulaError(f"the command is not known: {written!r}")


def _runs(wide: str) -> Iterator[str]:
    """Characters that have a command one by one, others together."""
    yield from re.findall("|".join([*map(re.escape, _COMMANDS), f"[^{''.join(_COMMANDS)}]+"]), wide)


def _wide(run: str) -> str:
    command = _COMMANDS.get(run)
    return f"\\{command} " if command else f"{{\\text{{{run}}}}}"


_COMMANDS = {
    char: name
    for name, char in sorted(SYMBOLS.items(), reverse=True)
    if len(char) == 1 and ord(char) > 0x7F and name.isalpha()
}
"""Characters that authors may write as they are."""


def symbols() -> str:
    """Definitions, for TeX, of the symbols that its packages may lack."""
    lines = [
        f"\\providecommand\\{name}{{\\mathord{{\\text{{{char}}}}}}}\n"
        for name, char in sorted(SYMBOLS.items())
        if name.isalpha() and not char.isascii()
    ]
    return "".join(["%% Symbols that pages may use, where no package has them.\n", *lines, "\\endinput\n"])
