"""Rules that are tried find what all of them find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore, normalize
from mdit_py_plugins.wordcount import basic_count
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from papershelf.collect.markdown import addresses
from papershelf.sources.markdown.dollars import friendly_dollars
from papershelf.upstream import parsers, rules


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", "a\0b\n", "a\nb\n", ""])
def test_texts_are_normalised_as_theirs(text: str) -> None:
    ours, theirs = (StateCore(text, MarkdownIt(), {}) for _time in range(2))
    rules._normalize(ours)
    normalize(theirs)
    assert ours.src == theirs.src
    core = dict(rules._core)
    assert core.pop("normalize") is rules._normalize
    assert core.items() < dict(rules._their_core).items()


@given(st.text("a가1'-.²é _\n\u0301", max_size=12))
def test_words_are_counted_as_theirs(text: str) -> None:
    assert rules._count(text) == basic_count(text)


EXTENSIONS = {
    "alert", "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "gfm_autolink", "section_ref", "strikethrough", "substitution", "tasklist",
}  # fmt: skip


PIECES = [
    *"-+*#>%`~$[]()!<&{}:=|\\^_@wA가1 \t\n\xa0", "\n", "\n\n", "  ", "    ", "```", ":::", "$$", "www.a.org", "http://a.b",
    "1. ", "---", "a@b.org", "{ref}`a`", "[^a]", "[^a]: b", "[a]: b", "| a |\n|--|", "\\begin{align}", "\\end{align}",
    "<b>", "<!--", "&amp;", "(a)=", "+++", "***", "~~", "{{a}}", ":a: b", "- [ ] ", "> [!NOTE]\n",
]  # fmt: skip


EACH = """> a

```
b
```

~~~
c
~~~

:::
d
:::

# e

***

---

___

<div>

* f

+ g

- h

0. i

9. j

[k]: l

$$
m
$$

[^n]: o

+++

% p

(q)=

\\begin{align}r\\end{align}

<a:b> `c` *d* _e_ &amp; \\* <b> ![f](g) [h](i)
~~j~~ $k$ a@b.org http://a.b www.a.b {l}`m` <https://n.o>
"""


@example([EACH])
@example(["- ", "`", "---", "\n", "a", "\n", "---"])
@example(["---", "\n", "a", "\n", "---", "\n", "    ", "b"])
@example(["a\r", "\0"])
@example(["\xa0", "(a)=", "\n", "    ", "- ", "a"])
@example(["- a\n", "    - ", "b\n\n", "      ", "c"])
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_rules_that_are_tried_find_what_all_of_them_find(pieces: list[str]) -> None:
    text = "".join(pieces)

    def parsed(blocks: Callable[..., None], inline: Callable[..., None]) -> list[dict[str, Any]]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ParserBlock, "tokenize", blocks)
            patch.setattr(ParserInline, "tokenize", inline)
            parser = parsers._their_create(MdParserConfig(enable_extensions=EXTENSIONS), SphinxRenderer)
            addresses.use(parser)
            friendly_dollars(parser)
            parser.options["html"] = True
            try:
                return [dict(token.as_dict()) for token in parser.parse(text, {})]
            except (IndexError, ValueError) as error:  # of a plugin
                return [{"raised": repr(error)}]

    theirs = parsed(rules._their_blocks, rules._their_inline)
    assert parsed(rules._tokenize_blocks, rules._tokenize_inline) == theirs


def test_rules_that_are_known_are_there() -> None:
    parser = parsers._their_create(MdParserConfig(enable_extensions=EXTENSIONS), SphinxRenderer)
    addresses.use(parser)
    names = {
        f"{rule.fn.__module__}.{getattr(rule.fn, '__qualname__', '')}"
        for ruler in (parser.block.ruler, parser.inline.ruler)
        for rule in ruler.__rules__
    }
    assert set(rules._SIGNS) - names <= {"markdown_it.rules_inline.autolink.autolink"}
    friendly_dollars(parser)
    assert sum(rules._signs(rule) == "$" for rule in parser.block.ruler.getRules("paragraph")) == 1
    assert sum(rules._signs(rule) == ":w<" for rule in parser.inline.ruler.getRules("")) == 1
