"""LaTeX as it stands in bibliographies to plain text, in one pass over the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

_TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z]+)\s*|\\(?P<sign>.)|(?P<math>\$(?:[^$\\]|\\.)+\$)|(?P<brace>[{}])"
    r"|(?P<ligature>---?|``|''|~)|(?P<text>[^\\${}~`'-]+|.)",
    re.DOTALL,
)
_FORM = re.compile(r"^(?:emph|text(?:it|bf|tt|sc|sf|rm))(?=.)")
"""A form that lost its braces: ``\\emphnot``."""
_HOLDS = re.compile(r"\{\s*[^\s}]|\[")
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "~": " "}
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", '"': "\u0308",
    "u": "\u0306", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_ALONE = {"\u0302": "^", "\u0303": "~"}
"""What an accent over nothing stands for: ``\\~{}`` is a tilde."""
_DOTLESS = {"ı": "i", "ȷ": "j"}
_SIGNS = {"\\": " ", " ": " ", "\n": " ", ",": " ", ";": " ", ":": " ", "-": "", "/": "", "!": "", "@": "", "*": ""}
_COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "newline": " ",
    "quad": " ",
    "qquad": " ",
    "par": " ",
    "hyphen": "-",
    "degree": "°",
    "celsius": "°C",
    "micro": "µ",
    "percent": "%",
    "slash": "/",
    "copyright": "©",
}
_AAS = {
    "aj": "The Astronomical Journal",
    "actaa": "Acta Astronomica",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "The Astrophysical Journal",
    "apjl": "The Astrophysical Journal Letters",
    "apjlett": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "apjsupp": "The Astrophysical Journal Supplement Series",
    "ao": "Applied Optics",
    "applopt": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "aap": "Astronomy & Astrophysics",
    "astap": "Astronomy & Astrophysics",
    "aapr": "The Astronomy and Astrophysics Review",
    "aaps": "Astronomy and Astrophysics Supplement Series",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "bac": "Bulletin of the Astronomical Institutes of Czechoslovakia",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "pasj": "Publications of the Astronomical Society of Japan",
    "psj": "The Planetary Science Journal",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
    "nat": "Nature",
    "iaucirc": "International Astronomical Union Circulars",
    "aplett": "Astrophysical Letters",
    "apspr": "Astrophysics and Space Physics Research",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
    "fcp": "Fundamentals of Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "jcp": "The Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "maps": "Meteoritics & Planetary Science",
    "memsai": "Memorie della Società Astronomica Italiana",
    "nphysa": "Nuclear Physics A",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "procspie": "Proceedings of SPIE",
}
"""Name of the command to the journal's."""
_NAMED = _AAS | {"LaTeXe": "LaTeX2e", "AmS": "AMS"}
"""What commands print that stand for words, where it is not their own name (as of ``\\BibTeX`` and ``\\METAFONT``)."""
_FORMS = """
bf bfseries it itshape em sc scshape sl slshape tt ttfamily rm rmfamily sf sffamily md mdseries up upshape cal
mit normalfont normalsize tiny scriptsize footnotesize small large Large LARGE huge Huge boldmath unboldmath
selectfont relax protect noindent indent unskip ignorespaces leavevmode null nobreak break allowbreak linebreak
nolinebreak newblock penalty hfill hfil left right big Big bigl bigr Bigl Bigr displaystyle textstyle
scriptstyle limits nolimits strut mathstrut centering raggedright sloppy uppercase lowercase MakeUppercase
MakeLowercase begin end noopsort nocite nop bgroup egroup begingroup endgroup string expandafter hbox mbox vbox
bibinfo bibnamefont bibfnamefont NoHyper thinspace negthinspace smallskip medskip bigskip hskip vskip hspace
vspace kern
"""
_SILENT = frozenset(_FORMS.split())
"""Commands that print nothing, and form what they stand before."""
_UNSEEN = re.compile(
    r"\\(?:href|foreignlanguage|selectlanguage|textcolor|color|footnote|thanks|noopsort|label|index)(?![A-Za-z])\s*"
    r"(?:\[[^\]{}]*+\])?\{(?:[^{}]++|\{[^{}]*+\})*+\}"
)
"""Commands with what they take first and do not print there: an address, a language, a colour, a note, a sort key."""
_QUOTED = re.compile(r"(?<![`\\])`(?!`|\s|\{\})(?P<words>[^`']{1,200})'(?!['\w])")
_LONGEST_FORMULA = 200
_KNOWN = get_default_latex_context_db()


def decode(text: str) -> str:
    """Plain text; accents composed, grouping braces gone.

    Of an unknown command stays what it holds, and its name where it holds nothing.
    """
    if not re.search(r"[\\${}~`]|--|''", text):
        return text
    text = _QUOTED.sub(r"‘\g<words>’", _UNSEEN.sub("", text))
    out: list[str] = []
    pending = ""
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "sign" and token["sign"] in _ACCENTS:
            pending = _ACCENTS[token["sign"]]
            continue
        if kind == "command" and token["command"] in _ACCENTS:
            pending = _ACCENTS[token["command"]]
            continue
        piece = _piece(kind or "", token)
        if pending and kind == "text":
            piece = piece.lstrip()
        if pending and piece:
            first = _DOTLESS.get(piece[0], piece[0])
            piece, pending = unicodedata.normalize("NFC", first + pending) + piece[1:], ""
        elif pending and token["brace"] == "}":
            piece, pending = _ALONE.get(pending, ""), ""
        out.append(piece)
    return "".join(out)


def _piece(kind: str, token: re.Match[str]) -> str:
    if kind == "command":
        if _HOLDS.match(token.string, token.end()):
            return _symbol(token["command"])
        word = _word(token["command"])
        return f"{word} " if word and _is_before_a_word(token) else word or _symbol(token["command"])
    if kind == "sign":
        return _SIGNS.get(token["sign"], token["sign"])
    if kind == "math":
        return _formula(token["math"])
    if kind == "brace":
        return ""
    return _LIGATURES[token["ligature"]] if kind == "ligature" else token["text"]


@lru_cache(maxsize=4096)
def _symbol(name: str) -> str:
    """What a command prints, if it is one character; nothing for one that only forms what it holds."""
    if name in _COMMANDS:
        return _COMMANDS[name]
    shown = _converted(f"\\{name}{{}}")
    return shown if len(shown) == 1 and not shown.isspace() else ""


@lru_cache(maxsize=4096)
def _word(name: str) -> str:
    """The word that a command prints: a journal's name, a logo, ``log``; the command's own name, if nobody knows it."""
    if name in _COMMANDS or name in _SILENT or _symbol(name):
        return ""
    if name in _NAMED:
        return _NAMED[name]
    if _KNOWN.get_macro_spec(name) is None:
        return _FORM.sub("", name)
    shown = _converted(f"\\{name}{{}}")
    return shown if shown.isalpha() else ""


def _is_before_a_word(token: re.Match[str]) -> bool:
    """Whether a blank and a word follow: TeX takes the blank away, but who wrote it meant it."""
    following = token.string[token.end() : token.end() + 1]
    is_texbook = token["command"] == "TeX" and following.islower()
    return token[0][-1].isspace() and following.isalnum() and not is_texbook


@lru_cache(maxsize=4096)
def _formula(source: str) -> str:
    """A short formula as text (``$\\alpha$``); a longer one stays as it is."""
    return (_converted(source) or source) if len(source) <= _LONGEST_FORMULA else source


def _converted(source: str) -> str:
    try:
        return str(LatexNodes2Text(math_mode="text").latex_to_text(source, tolerant_parsing=True))
    except Exception:  # its parser raises whatever odd input makes it raise
        return ""
