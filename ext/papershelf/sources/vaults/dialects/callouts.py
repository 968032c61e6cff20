"""The callouts of Obsidian, and the boxes of Logseq, as admonitions.

In: the first line of a callout, and what is in it. Out: a directive; a quote where it is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.model.text.markdown import fence

_KINDS = {
    **dict.fromkeys(("note", "info", "todo", "abstract", "summary", "tldr", "example"), "note"),
    **dict.fromkeys(("tip", "success", "check", "done"), "tip"),
    **dict.fromkeys(("hint", "question", "help", "faq"), "hint"),
    **dict.fromkeys(("important", "pinned"), "important"),
    **dict.fromkeys(("warning",), "warning"),
    **dict.fromkeys(("caution",), "caution"),
    **dict.fromkeys(("attention",), "attention"),
    **dict.fromkeys(("failure", "fail", "missing", "error"), "error"),
    **dict.fromkeys(("danger", "bug"), "danger"),
}
"""Kind of a callout to the admonition that looks as it does."""
_SELF = frozenset({"note", "tip", "hint", "important", "warning", "caution", "attention", "error", "danger"})
"""Kinds whose own title every language of Sphinx has."""
_QUOTES = frozenset({"quote", "cite"})


def inside(lines: Sequence[str], indent: str) -> list[str]:
    """The lines of a callout below its first, without the signs of the quote."""
    return [re.sub(r"^>[ ]?", "", line.removeprefix(indent)) for line in lines]


def admonition(kind: str, fold: str, title: str, body: Sequence[str]) -> list[str]:
    """A callout.

    :param fold: ``-`` for one that is closed, ``+`` for an open one that can be closed, or nothing.
    :param title: in Markdown; nothing where it has none.
    """
    kind = kind.strip().lower()
    lines = list(body)
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    title = title.strip()
    if kind in _QUOTES and not fold:
        return [f"> {line}".rstrip() for line in ([f"**{title}**", "", *lines] if title else lines)]
    look = _KINDS.get(kind, "note")
    if not title and kind not in _SELF:
        title = kind[:1].upper() + kind[1:]
    if not lines:
        lines = [title] if title else [kind]
        title = "" if kind in _SELF else kind[:1].upper() + kind[1:]
    marks = _marks("\n".join(lines), title)
    head = [f"{marks}{{admonition}} {title}", f":class: {look}"] if title else [f"{marks}{{{look}}}"]
    if fold:
        head.append(f":collapsible: {'closed' if fold == '-' else 'open'}")
    return [*head, *([""] if len(head) > 1 else []), *lines, marks]


def _marks(text: str, title: str) -> str:
    """Marks that enclose a text; backticks may not stand behind backticks, so there tildes do."""
    if "`" not in title:
        return fence(text)
    return "~" * max([3, *(len(run) + 1 for run in re.findall(r"^\s*(~{3,})", text, re.MULTILINE))])
