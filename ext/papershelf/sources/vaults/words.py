"""Words of a block as those of a link: in a role, in brackets, without marks."""

from __future__ import annotations

import re

from papershelf import mathtext


def plain(words: str) -> str:
    """Words of a block as a link takes them: nothing is marked in it, and formulas are read."""
    words = _FORMULA.sub(lambda match: mathtext.plain(match[1] or match[2]), _WIKI.sub(r"\1", words))
    return _MARKED.sub(r"\g<words>", words)


_FORMULA = re.compile(r"\$\$([^$\n]+)\$\$|\$(?=\S)([^$\n]+)(?<=\S)\$(?!\d)")
_MARKED = re.compile(r"(?P<marks>\^\^|==|\*\*|~~)(?=\S)(?P<words>[^\n]+?)(?<=\S)(?P=marks)")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]+)\]\]")
"""A link of a wiki, in words that are a link already."""


def reference(words: str, label: str) -> str:
    """A link to a heading; a role has no room for markup."""
    if not _MARKUP.search(words):
        return f"{{ref}}`{inside(words)} <{label}>`"
    return f"[{_BRACKETS.sub(lambda match: match['kept'] or f'{chr(92)}{match[0]}', words)}](#{label})"


_MARKUP = re.compile(r"`|" + _FORMULA.pattern + "|" + _MARKED.pattern)
_BRACKETS = re.compile(r"(?P<kept>(?P<ticks>`+).+?(?P=ticks)|\$[^$\n]+\$)|[\[\]\\]")
"""Signs that would end the words of a link; those in code and in formulas do not."""


def inside(text: str) -> str:
    """Words as they may stand in a role with a target."""
    return " ".join(re.sub(r"[`\\]", "", text).replace("<", "‹").replace(">", "›").split())
