"""BibTeX as Pygments highlights it: each page of a paper has two entries, which have one form, a field on each line."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from pygments.formatters import HtmlFormatter
from sphinx import highlighting
from sphinx.highlighting import PygmentsBridge

from papershelf.upstream.trees import Table

_their_highlight = PygmentsBridge.highlight_block

_FIRST = re.compile(r"@(?!comment|preamble|string)(?P<type>[a-z]+)\{(?P<key>[^\s,{}]+),")
_FIELD = re.compile(r"  (?P<name>[A-Za-z][A-Za-z-]*) = (?P<value>\{.*\}),")


def bibtex(source: str) -> str:
    """An entry in that form, as a page holds it; nothing for any other text."""
    first, *lines = source.strip("\n").split("\n")
    start = _FIRST.fullmatch(first)
    if start is None or not lines or lines.pop() != "}":
        return ""
    made = [
        '<div class="highlight"><pre><span></span>'
        f'<span class="nc">@{start["type"]}</span><span class="p">{{</span>'
        f'<span class="nl">{escape(start["key"], quote=False)}</span><span class="p">,</span>\n'
    ]
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field is None or not _is_whole(field["value"]):
            return ""
        made.append(
            f'<span class="w">  </span><span class="na">{field["name"]}</span><span class="w"> </span>'
            f'<span class="p">=</span><span class="w"> </span>'
            f'<span class="s">{escape(field["value"], quote=False)}</span><span class="p">,</span>\n'
        )
    return "".join([*made, '<span class="p">}</span>\n</pre></div>\n'])


def _is_whole(value: str) -> bool:
    """Whether a value ends with the brace that closes its first; one behind a backslash is a brace, too."""
    depth = 0
    for place in re.finditer(r"[{}]", value):
        depth += 1 if place[0] == "{" else -1
        if depth == 0 and place.end() < len(value):
            return False
    return depth == 0 and not re.search(r"[\r\t\v\f\x1c-\x1e\x85\u2028\u2029]", value)


def _highlight(
    self: PygmentsBridge,
    source: str,
    lang: str,
    opts: dict[str, Any] | None = None,
    force: bool = False,
    location: Any = None,
    **kwargs: Any,
) -> str:
    """``PygmentsBridge.highlight_block``."""
    is_plain = lang == "bibtex" and not opts and not any(kwargs.values()) and self.formatter is HtmlFormatter
    if is_plain and lang not in highlighting.lexers and lang not in highlighting.lexer_classes:
        made = bibtex(source)
        if made:
            return made
    return _their_highlight(self, source, lang, opts, force, location, **kwargs)


OF_SPHINX: Table = ((PygmentsBridge, "highlight_block", _highlight, _their_highlight),)
