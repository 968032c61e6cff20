"""Commands that a formula may give to TeX, beside the symbols of ``symbols.txt``: LaTeX's, amsmath's, mathtools'."""

from __future__ import annotations

from collections.abc import Mapping

from papershelf.mathml.expansion import Macro
from papershelf.mathml.names import table
from papershelf.mathml.text import ACCENTS

_FUNCTIONS = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim liminf limsup ln "
    "log max min Pr projlim sec sin sinh sup tan tanh varinjlim varliminf varlimsup varprojlim bmod pmod pod mod "
    "argmax argmin"
)
_LAYOUT = (
    "acute bar breve check dddot ddddot ddot dot grave hat mathring tilde vec widehat widetilde overline underline "
    "overbrace underbrace overleftarrow overrightarrow overleftrightarrow underleftarrow underrightarrow "
    "underleftrightarrow overbracket underbracket overset underset stackrel frac dfrac tfrac cfrac binom dbinom "
    "tbinom genfrac over atop choose brack brace sqrt displaystyle textstyle scriptstyle scriptscriptstyle left right "
    "middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm boldsymbol bm pmb "
    "mathbb mathbf mathcal mathfrak mathit mathnormal mathrm mathscr mathsf mathtt mathbfit mathsfit mathbfsfit "
    "mathsfbfit rm bf it sf tt cal operatorname operatornamewithlimits mathop mathbin mathrel mathord mathopen "
    "mathclose mathpunct mathinner substack xleftarrow xrightarrow xleftrightarrow xLeftarrow xRightarrow "
    "xLeftrightarrow xhookleftarrow xhookrightarrow xmapsto xleftharpoonup xleftharpoondown xrightharpoonup "
    "xrightharpoondown xleftrightharpoons xrightleftharpoons limits nolimits not phantom hphantom vphantom boxed "
    "colon idotsint dots dotsb dotsc dotsi dotsm dotso ldots cancel bcancel xcancel hline mathstrut mathchoice "
    "smallint quad qquad enspace enskip thinspace medspace thickspace negthinspace negmedspace negthickspace rule "
    "slash surd smallsetminus shortmid shortparallel nshortmid nshortparallel smallfrown smallsmile thickapprox "
    "thicksim varpropto centerdot"
)
_SIGNS = ("\\", "{", "}", "%", "#", "&", "_", "|", ",", ":", ";", "!", " ", ">")
KNOWN = frozenset(f"\\{name}" for name in (*_FUNCTIONS.split(), *_LAYOUT.split(), *_SIGNS))
"""Commands, with their backslash, that TeX gets as they are."""
_PLAIN_TEXT = ("text", "textnormal", "textup", "textmd", "hbox", "llap", "rlap", "clap", "textcircled")
_FONTS = ("textrm", "mbox", "textbf", "textit", "textsf", "texttt", "emph", "textsc")
TEXTS = {f"\\{name}": "\\text" if name in _PLAIN_TEXT else f"\\{name}" for name in (*_PLAIN_TEXT, *_FONTS)}
"""Commands whose argument is text, and how they are written."""
IN_TEXT = frozenset(
    f"\\{name}" for name in (*_SIGNS, *ACCENTS, "$", "quad", "qquad", "enspace", "thinspace", "textbackslash")
)
"""Commands that may stand inside these."""
ENVIRONMENTS = {
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases", "dcases", "rcases",
    "drcases", "aligned", "gathered", "array", "subarray",
}  # fmt: skip
ALIASES: Mapping[str, Macro] = table(
    {
        "bra": r"\langle #1|",
        "ket": r"|#1\rangle",
        "braket": r"\langle #1\rangle",
        "Bra": r"\left\langle #1\right|",
        "Ket": r"\left|#1\right\rangle",
        "Braket": r"\left\langle #1\right\rangle",
        "set": r"\{\,#1\,\}",
        "Set": r"\left\{\,#1\,\right\}",
        "sout": r"\cancel{#1}",
        "angl": r"\overline{#1}",
        "phase": r"\underline{\angle #1}",
        "overgroup": r"\overline{#1}",
        "undergroup": r"\underline{#1}",
        "utilde": r"\underset{\sim}{#1}",
        "widecheck": r"\check{#1}",
        "overleftharpoon": r"\overset{\leftharpoonup}{#1}",
        "overrightharpoon": r"\overset{\rightharpoonup}{#1}",
        "Overrightarrow": r"\overset{\Rightarrow}{#1}",
        "overparen": r"\overline{#1}",
        "underparen": r"\underline{#1}",
        "xtwoheadrightarrow": r"\xrightarrow",
        "xtwoheadleftarrow": r"\xleftarrow",
        "xtofrom": r"\xleftrightarrow",
        "xlongequal": r"\xleftrightarrow",
        "prescript": r"{}^{#1}_{#2}{#3}",
        "fbox": r"\boxed{\text{#1}}",
        "space": r"\ ",
        "nobreakspace": r"\ ",
        "hdashline": r"\hline",
        "minuso": r"\ominus",
        "frak": r"\mathfrak",
    }
)
"""What stands for commands that math-core has and TeX has not."""
