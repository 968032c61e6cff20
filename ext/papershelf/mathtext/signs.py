"""The signs of formulas in Unicode, each with how it stands beside others."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from enum import Enum, auto

from docutils.utils.math import tex2unichar as known


class Kind(Enum):
    """How a piece of a formula stands beside others: TeX's classes of atoms, with a few of ours."""

    PLAIN = auto()
    WORD = auto()
    LARGE = auto()
    """A function or a sum, which takes what follows."""
    BINARY = auto()
    RELATION = auto()
    OPENING = auto()
    CLOSING = auto()
    COMMA = auto()
    FRACTION = auto()
    GROUP = auto()
    """Several pieces that braces hold together."""
    BLANK = auto()
    BREAK = auto()
    """What parts cells and lines, with its own blanks."""


Sign = tuple[str, Kind]

_TABLES = (
    (known.mathord, Kind.PLAIN),
    (known.mathalpha, Kind.PLAIN),
    (known.mathfence, Kind.PLAIN),
    (known.mathbin, Kind.BINARY),
    (known.mathrel, Kind.RELATION),
    (known.mathop, Kind.LARGE),
    (known.mathopen, Kind.OPENING),
    (known.mathclose, Kind.CLOSING),
    (known.mathpunct, Kind.COMMA),
)


def _words(text: str) -> list[str]:
    return text.split()


_FUNCTIONS = _words(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim limsup liminf ln log "
    "max min Pr projlim sec sin sinh sup tan tanh"
)
_NOTHING = _words(
    "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag hline left right "
    "begingroup endgroup relax mathstrut strut centering tiny small normalsize large Large ! /"
)
_BLANKS = _words("quad qquad , : ; > enspace space thinspace medspace thickspace nobreakspace ~")
_LETTERS = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "reals": "ℝ", "Reals": "ℝ", "natnums": "ℕ", "cnums": "ℂ"}
_GREEK = {
    "Alpha": "Α", "Beta": "Β", "Epsilon": "Ε", "Zeta": "Ζ", "Eta": "Η", "Iota": "Ι", "Kappa": "Κ", "Mu": "Μ", "Nu": "Ν",
    "Omicron": "Ο", "omicron": "ο", "Rho": "Ρ", "Tau": "Τ", "Chi": "Χ", "epsilon": "ε", "varepsilon": "ε", "phi": "φ",
    "varphi": "φ", "hslash": "ℏ", "hbar": "ℏ",
}  # fmt: skip

COMMANDS: dict[str, Sign] = {
    **{name: (sign, kind) for table, kind in _TABLES for name, sign in table.items()},
    **{name: (name, Kind.LARGE) for name in _FUNCTIONS},
    **dict.fromkeys(_NOTHING, ("", Kind.PLAIN)),
    **dict.fromkeys(_BLANKS, (" ", Kind.BLANK)),
    **{name: (sign, Kind.PLAIN) for name, sign in (_LETTERS | _GREEK).items()},
    "argmax": ("arg max", Kind.LARGE),
    "argmin": ("arg min", Kind.LARGE),
    "iff": ("⟺", Kind.RELATION),
    "implies": ("⟹", Kind.RELATION),
    "impliedby": ("⟸", Kind.RELATION),
    "to": ("→", Kind.RELATION),
    "gets": ("←", Kind.RELATION),
    "mid": ("|", Kind.RELATION),
    "le": ("≤", Kind.RELATION),
    "leq": ("≤", Kind.RELATION),
    "ge": ("≥", Kind.RELATION),
    "geq": ("≥", Kind.RELATION),
    "ne": ("≠", Kind.RELATION),
    "neq": ("≠", Kind.RELATION),
    "sim": ("~", Kind.RELATION),
    "colon": (":", Kind.COMMA),
    "lvert": ("|", Kind.OPENING),
    "rvert": ("|", Kind.CLOSING),
    "vert": ("|", Kind.PLAIN),
    "lVert": ("‖", Kind.OPENING),
    "rVert": ("‖", Kind.CLOSING),
    "Vert": ("‖", Kind.PLAIN),
    "|": ("‖", Kind.PLAIN),
    "setminus": ("∖", Kind.BINARY),
    "bmod": ("mod", Kind.LARGE),
    "mod": ("mod", Kind.LARGE),
    "dots": ("…", Kind.PLAIN),
    "dotsc": ("…", Kind.PLAIN),
    "dotso": ("…", Kind.PLAIN),
    "ldots": ("…", Kind.PLAIN),
    "dotsb": ("⋯", Kind.PLAIN),
    "dotsm": ("⋯", Kind.PLAIN),
    "dotsi": ("⋯", Kind.PLAIN),
    "cdots": ("⋯", Kind.PLAIN),
    "empty": ("∅", Kind.PLAIN),
    "emptyset": ("∅", Kind.PLAIN),
    "square": ("□", Kind.PLAIN),
    "lbrace": ("{", Kind.OPENING),
    "rbrace": ("}", Kind.CLOSING),
    "lbrack": ("[", Kind.OPENING),
    "rbrack": ("]", Kind.CLOSING),
    "backslash": ("∖", Kind.PLAIN),
    "LaTeX": ("LaTeX", Kind.WORD),
    "TeX": ("TeX", Kind.WORD),
}
"""Name of a command that takes no argument to what it stands for."""

TOKENS: dict[str, Sign] = {
    "+": ("+", Kind.BINARY),
    "-": ("−", Kind.BINARY),
    "*": ("*", Kind.PLAIN),
    "=": ("=", Kind.RELATION),
    ":=": (":=", Kind.RELATION),
    "<": ("<", Kind.RELATION),
    ">": (">", Kind.RELATION),
    ",": (",", Kind.COMMA),
    ";": (";", Kind.COMMA),
    "(": ("(", Kind.OPENING),
    "[": ("[", Kind.OPENING),
    ")": (")", Kind.CLOSING),
    "]": ("]", Kind.CLOSING),
    ":": (":", Kind.COMMA),
    "∊": ("∊", Kind.RELATION),
    "...": ("…", Kind.PLAIN),
    "~": (" ", Kind.BLANK),
    "$": ("", Kind.PLAIN),
    "}": ("", Kind.PLAIN),
    "\\\\": ("; ", Kind.BREAK),
    "\\{": ("{", Kind.OPENING),
    "\\}": ("}", Kind.CLOSING),
    **{f"\\{name}": sign for name, sign in COMMANDS.items() if not name.isalpha()},
    **{
        sign: (sign, kind)
        for table, kind in _TABLES[3:6]
        for sign in table.values()
        if len(sign) == 1 and not sign.isascii()
    },
}
"""What stands for itself, or for another sign."""


def _small(signs: str, small: str) -> dict[str, str]:
    return dict(zip(signs, small, strict=True))


ABOVE = _small(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
)
BELOW = _small("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
"""Letters, digits and signs that have a small form."""
SMALL = frozenset([*ABOVE.values(), *BELOW.values()])
MARKS = {"*": "*", "∗": "*", "′": "′", "†": "†", "‡": "‡", "∘": "°", "⊤": "ᵀ", "⊺": "ᵀ", "°": "°"}
"""What stands above already, or is known by another sign there."""


def word_of(token: str) -> str:
    """A token inside text, where only escapes and signs mean anything."""
    if len(token) < 2 or token[0] != "\\":
        return token
    return COMMANDS.get(token[1:], (token[1:] if not token[1].isalpha() else "",))[0]


def _letters(name: str, *, capitals: bool = False) -> Callable[[str], str]:
    """Letters of another alphabet, as Unicode names them; any other character stays, and small letters where told."""

    def change(char: str) -> str:
        if not (char.isascii() and char.isalnum()) or (capitals and not char.isupper()):
            return char
        case = "CAPITAL" if char.isupper() else "SMALL"
        for block in (name, f"MATHEMATICAL {name}"):
            try:
                word = _DIGITS[char] if char.isdecimal() else f"{case} {char}"
                return unicodedata.lookup(f"{block} {'DIGIT ' if char.isdecimal() else ''}{word}")
            except KeyError:
                continue
        return char

    return lambda text: "".join(map(change, text))


_DIGITS = dict(zip("0123456789", _words("ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE"), strict=True))


def _as_they_are(text: str) -> str:
    return text


ALPHABETS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("mathbb", "Bbb"), _letters("DOUBLE-STRUCK")),
    **dict.fromkeys(("mathcal", "mathscr"), _letters("SCRIPT", capitals=True)),
    "mathfrak": _letters("FRAKTUR"),
    **dict.fromkeys(
        _words(
            "mathbf mathrm mathit mathsf mathtt mathnormal boldsymbol bm pmb bold mathbin mathrel mathord mathopen "
            "mathclose mathpunct mathinner boxed cancel bcancel xcancel underbrace overbrace smash vphantom ensuremath "
            "overrightarrow overleftarrow mathclap mathrlap mathllap"
        ),
        _as_they_are,
    ),
}
"""Command to what it makes of the letters of its argument; bold and italic letters stay, for search and for ears."""
ALPHABETS_AHEAD: dict[str, Callable[[str], str]] = {
    "cal": _letters("SCRIPT", capitals=True),
    "frak": _letters("FRAKTUR"),
    **dict.fromkeys(_words("bf rm it sf tt em"), _as_they_are),
}
"""The same for the rest of a group."""
TEXTS = _words("text textrm textbf textit textsf texttt textnormal textup textmd mbox hbox emph textsc")
ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304", "vec": "\u20d7",
    "dot": "\u0307", "ddot": "\u0308", "dddot": "\u20db", "check": "\u030c", "breve": "\u0306", "acute": "\u0301",
    "grave": "\u0300", "mathring": "\u030a", "overline": "\u0305", "underline": "\u0332", "underbar": "\u0332",
}  # fmt: skip
"""Command to the mark that goes on a letter."""
LINES = frozenset({"overline", "underline", "underbar"})
"""Marks that go on every letter."""
MATRICES = {
    "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"),
    "psmallmatrix": ("(", ")"), "bsmallmatrix": ("[", "]"), "matrix": ("", ""), "smallmatrix": ("", ""),
    "array": ("", ""), "cases": ("{", ""), "dcases": ("{", ""), "rcases": ("", "}"),
}  # fmt: skip
"""Environments whose cells are parted by commas, with what stands around them."""
