"""What stands for commands that converters lack: those of KaTeX, and of what people write in notes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from papershelf.mathml.expansion import Macro
from papershelf.mathml.tokens import parse

_COLOURS = """
    gray=939393 blue=6495ed orange=ffa500 pink=ff00af red=df0030 green=28ae7b purple=9d38bd blueA=ccfaff blueB=80f6ff
    blueC=63d9ea blueD=11accd blueE=0c7f99 tealA=94fff5 tealB=26edd5 tealC=01d1c1 tealD=01a995 tealE=208170
    greenA=b6ffb0 greenB=8af281 greenC=74cf70 greenD=1fab54 greenE=0d923f goldA=ffd0a9 goldB=ffbb71
    goldC=ff9c39 goldD=e07d10 goldE=a75a05 redA=fca9a9 redB=ff8482 redC=f9685d redD=e84d39 redE=bc2612
    maroonA=ffbde0 maroonB=ff92c6 maroonC=ed5fa6 maroonD=ca337c maroonE=9e034e purpleA=ddd7ff purpleB=c6b9fc
    purpleC=aa87ff purpleD=7854ab purpleE=543b78 mintA=f5f9e8 mintB=edf2df mintC=e0e5cc grayA=f6f7f7
    grayB=f0f1f2 grayC=e3e5e6 grayD=d6d8da grayE=babec2 grayF=888d93 grayG=626569 grayH=3b3e40 grayI=21242c
    kaBlue=314453 kaGreen=71b307
"""
"""Commands of KaTeX that colour their argument."""


def table(names: Mapping[str, str]) -> dict[str, Macro]:
    """Macros; the highest ``#1`` … of a body is the number of arguments."""
    return {
        f"\\{name}": Macro(max((int(n) for n in re.findall(r"#(\d)", body)), default=0), parse(body))
        for name, body in names.items()
    }


_DROPPED = (
    "displaylimits allowbreak nobreak nolinebreak noindent par centering xspace boldmath unboldmath / - @ "
    "DOTSB DOTSI DOTSX nonumber notag hfill hfil mathstrut strut show"
)
_SAME = (
    "hbox=text mbox=text textnormal=text textup=text textmd=text textrm=text Bbb=mathbb bold=mathbf "
    "mathds=mathbb mathbbm=mathbb mathbfcal=mathbf mathsfit=mathsf mathbfit=boldsymbol mathbfsfit=boldsymbol "
    "mathsfbfit=boldsymbol hdots=ldots hslash=hbar dotsc=ldots dotso=ldots dotsx=ldots mathellipsis=ldots dotsb=cdots "
    "dotsm=cdots dotsi=cdots varvdots=vdots centerdot=cdot sdot=cdot thickapprox=approx thicksim=sim "
    "varpropto=propto smallsetminus=setminus shortmid=mid shortparallel=parallel nshortmid=nmid "
    "nshortparallel=nparallel smallfrown=frown smallsmile=smile intop=int smallint=int enskip=enspace "
    "pmb=boldsymbol symbf=mathbf symbb=mathbb symcal=mathcal overlinesegment=overline "
    "underlinesegment=underline xleftequilibrium=xleftrightharpoons xrightequilibrium=xrightleftharpoons "
    "xrightleftarrows=xleftrightarrow bfseries=bf itshape=it rmfamily=rm mathbfup=mathbf"
)
_SHORT = {
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}",
    "abs": r"\lvert #1\rvert",
    "norm": r"\lVert #1\rVert",
    "nicefrac": r"{}^{#1}/{}_{#2}",
    "ensuremath": "#1",
    "mathnormal": "#1",
    "TeX": r"\text{TeX}",
    "LaTeX": r"\text{LaTeX}",
    "KaTeX": r"\text{KaTeX}",
    "lt": "<",
    "gt": ">",
    "<": "<",
    "*": "*",
    "(": "(",
    ")": ")",
    "[": "[",
    "]": "]",
    "ordinarycolon": ":",
    "cr": r"\\",
    "newline": r"\\",
    "underbar": r"\underline{\text{#1}}",
    "TextOrMath": "#2",
    "textcopyright": r"\text{©}",
    "varinjlim": r"\mathop{\underrightarrow{\mathrm{lim}}}\limits",
    "varprojlim": r"\mathop{\underleftarrow{\mathrm{lim}}}\limits",
    "varliminf": r"\mathop{\underline{\mathrm{lim}}}\limits",
    "varlimsup": r"\mathop{\overline{\mathrm{lim}}}\limits",
}

_RENAMED = dict(name.split("=") for name in _SAME.split() if "=" in name)

NAMES: Mapping[str, Macro] = {
    **table(dict.fromkeys(_DROPPED.split(), "")),
    **table({name: f"\\{other}" for name, other in _RENAMED.items()}),
    **table(_SHORT),
    **table({name: rf"\textcolor{{{code}}}{{#1}}" for name, code in (row.split("=") for row in _COLOURS.split())}),
}
"""Commands, with their backslash, and what stands for them."""
