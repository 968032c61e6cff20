"""Front matter of Markdown: what stands between two lines of dashes at the very beginning of a text, and nothing else.

The plugin of markdown-it that reads it skips the first sign of what it takes for such a line, and does not ask whether
that is the line of a list item: a text that begins with an item as ``- `--fix` mends it`` would lose that item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_core import block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_BEGINS = re.compile(r"-{3,}[ \t]*\r?(?:\n|$)")
_RULE = "front_matter"


def only_front(md: MarkdownIt) -> None:
    """Plugin of markdown-it: texts that do not begin with a line of dashes have no front matter.

    It takes the place of the rule that parses blocks: one of another name would be switched off by MyST.
    """
    md.core.ruler.at("block", blocks)


def blocks(state: StateCore) -> None:
    """The rule of markdown-it that parses blocks, with front matter only at the very beginning."""
    rules = state.md.block.ruler
    if not state.src.startswith("-") or _BEGINS.match(state.src) or _RULE not in rules.get_active_rules():
        block(state)
        return
    rules.disable(_RULE)
    try:
        block(state)
    finally:
        rules.enable(_RULE)
