"""The text of a note, converted: every block by what it is, every sign by its rule.

In: Markdown of a vault and the rules for its note. Out: Markdown that every note has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from papershelf.sources.vaults.dialects import callouts
from papershelf.sources.vaults.dialects.shortcodes import Shortcodes, notice
from papershelf.sources.vaults.kinds import Kind
from papershelf.sources.vaults.links import Links, sized
from papershelf.sources.vaults.walk import blocks, outside_code, rewritten

_DEEPEST = 20
"""Callouts stand in each other so many times, at most."""
_TAG_LINE = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\**(?:tags?|keywords?|태그|키워드)\**[ \t]*::?[ \t]*\**[ \t]*)?"
    r"(?:#(?:\[\[[^\[\]\n]+\]\]|[^\s#,]+)[ \t,]*)+",
    re.IGNORECASE,
)
_ONE_TAG = re.compile(r"#(?:\[\[(?P<words>[^\[\]\n]+)\]\]|(?P<word>[^\s#,]+))")
_NUMBER = re.compile(r"[\d_/-]+")
_BOX = re.compile(
    r"[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?:`{3,}|~{3,})"
    r"\{(?:admonition|note|tip|important|warning|caution)\}"
)
_ORG = re.compile(r"\[\[(?P<to>https?://[^\s\[\]]+)\]\[(?P<words>[^\[\]\n]+)\]\]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_INLINE = re.compile(r"(?<=\S)(?P<before>[ \t]?)\$\$(?P<tex>[^$\n]+)\$\$|\$\$(?P<first>[^$\n]+)\$\$(?=[ \t]?[^\s$])")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")


def converted(text: str, links: Links, depth: int = 0) -> tuple[str, Links]:
    """The text of a note, or of a part of one.

    :returns: the text, and the rules with what they noted.
    """
    codes = Shortcodes(links.picture) if links.kind.is_blog else None
    if codes is not None:
        text = outside_code(text, codes.blocks)
    has_comments = links.kind in {Kind.OBSIDIAN, Kind.QUARTZ}
    found: list[str] = []
    for block in blocks(text, comments=has_comments):
        if block.kind == "kept" and links.kind is Kind.LOGSEQ and _BOX.match(block.lines[0]) and depth < _DEEPEST:
            found += _boxed(block.lines, links, depth)
        elif block.kind == "kept":
            found += block.lines
        elif block.kind == "comment":
            links.comments += 1
        elif block.head is not None and (links.kind.is_wiki or links.kind.is_blog) and depth < _DEEPEST:
            found += _callout(block.lines, block.head, links, depth)
        else:
            found += _paragraph(block.lines, links, codes)
    if codes is not None:
        links.remarks += codes.remarks
    return "\n".join(found), links


def _boxed(lines: list[str], links: Links, depth: int) -> list[str]:
    """A box of Logseq, an admonition by now, with all that stands in it."""
    indent = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
    inner, _links = converted("\n".join(line.removeprefix(indent) for line in lines[1:-1]), links, depth + 1)
    return [lines[0], *(f"{indent}{line}".rstrip() for line in inner.split("\n")), lines[-1]]


def _callout(lines: list[str], head: re.Match[str], links: Links, depth: int) -> list[str]:
    """A callout, with all that stands in it."""
    inner, _links = converted("\n".join(callouts.inside(lines[1:], head["indent"])), links, depth + 1)
    title = " ".join(rewritten(head["title"], links.rules()).split())
    made = callouts.admonition(head["kind"], head["fold"], title, inner.split("\n"))
    return ["", *(f"{head['indent']}{line}".rstrip() for line in made), ""]


def _paragraph(lines: list[str], links: Links, codes: Shortcodes | None) -> list[str]:
    if links.kind.is_wiki:
        lines = nested([line for line in lines if not _is_tags(line, links)])
    text = "\n".join(lines)
    rules = links.rules()
    lists: list[str] = []
    if codes is not None:
        text = outside_code(text, codes.addresses)
        rules |= {"liquid": codes.liquid, "macro": codes.macro}
    elif links.kind is Kind.LOGSEQ:
        rules["macro"] = lambda match: _macro(match, links)
    if links.kind is Kind.JEKYLL:
        rules["kramdown"] = lambda match: lists.append(match["list"]) or ""  # type: ignore[func-returns-value]
        text = outside_code(text, _inline_formulas)
    if links.kind is Kind.LOGSEQ:
        text = outside_code(text, lambda part: _org_links(_inline_formulas(part)))
    found = [one for line in rewritten(text, rules).split("\n") for one in sized(line, links)]
    found = [line.rstrip() if not line.endswith("  ") else line for line in found]
    kind = notice(" ".join(lists))
    if lists:
        found = [line for line in found if line.strip()]
    return callouts.admonition(kind, "", "", found) if kind and found else found


def _is_tags(line: str, links: Links) -> bool:
    """Take the tags of a line that has nothing else."""
    if not _TAG_LINE.fullmatch(line):
        return False
    tags = [(match["words"] or match["word"]).strip("/-.") for match in _ONE_TAG.finditer(line)]
    if not all(tags) or any(_NUMBER.fullmatch(tag) for tag in tags):
        return False
    links.tags += tags
    return True


def _inline_formulas(text: str) -> str:
    """Formulas between two dollars that stand among words, as kramdown and Logseq have them."""
    return _INLINE.sub(lambda m: f"{m['before'] or ''}${(m['tex'] or m['first']).strip()}$", text)


def _org_links(text: str) -> str:
    """Links as Org has them, which Logseq shows, too; one that leads to a picture is the picture."""
    return _ORG.sub(lambda m: f"{'!' if _PICTURE.search(m['words']) else ''}[{m['words']}]({m['to']})", text)


def _macro(match: re.Match[str], links: Links) -> str:
    """``{{embed …}}``, ``{{video …}}`` and the like of Logseq."""
    name, _blank, given = match["inner"].strip(" {}").partition(" ")
    given = given.strip()
    if name == "embed" and (page := re.fullmatch(r"\[\[(?P<to>[^\[\]]+)\]\]", given)):
        return links.embedded(page["to"], "")
    if name == "embed" and (block := re.fullmatch(r"\(\((?P<block>[0-9a-fA-F-]{36})\)\)", given)):
        return links.block(block["block"])
    if address := re.search(r"https?://[^\s\"'<>}]+", given):
        return f"<{address[0]}>"
    links.remarks.append(f"{match[0][:60]} is text")
    return "`" + match[0].replace("`", "'") + "`"


def nested(lines: Sequence[str]) -> list[str]:
    """The lines of a paragraph or a list; one without such an item is as it was."""
    found: list[str] = []
    above: list[tuple[int, int, int]] = []  # of the items that are open: column as written, as it is now, of its words
    for line in lines:
        match = _ITEM.match(line)
        column = len(match["indent"].expandtabs(4)) if match else 0
        if match is None or (not above and column > 3):
            found.append(line)
            continue
        while above and above[-1][0] >= column:
            above.pop()
        now = column
        if above:
            written, placed, words = above[-1]
            now = words if column > placed + 3 + (words - placed) or placed != written else column
        above.append((column, now, now + len(match["mark"]) + 1))
        found.append(line if now == column else " " * now + line[len(match["indent"]) :])
    return found
