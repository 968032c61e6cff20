"""Wiki links, embeds, pictures with sizes, marks, tags, comments and ids of blocks, each as MyST that says the same.

In: a sign of a paragraph. Out: what stands for it. A link to a note is ``{paper:ref}``, one to a heading ``{ref}``, one
to what is not there its words, and a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import relpath
from urllib.parse import quote, unquote

from papershelf.sources.markdown.beside import find_file
from papershelf.sources.markdown.rewriting import clean_label
from papershelf.sources.vaults.kinds import Kind
from papershelf.sources.vaults.names import Names, inside, plain, reference, same_heading
from papershelf.sources.vaults.walk import Rule, rewritten
from papershelf.sources.words.links import MARKDOWN, is_external

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff")
_SIZE = re.compile(r"(?:^|\|)\s*(?P<width>\d{1,4})(?:\s*x\s*(?P<height>\d{1,4}))?\s*$")
_KRAMDOWN = re.compile(
    r"(?P<name>width|height)\s*=\s*[\"']?(?P<value>\d{1,4}(?:px|%)?)|:(?P<other>width|height)\s+(?P<size>\d{1,4})"
)
_ALONE = re.compile(r"(?P<prefix>[ \t]*(?:(?:>[ ]?)*)(?:[-*+][ ]+|\d{1,9}[.)][ ]+)?)(?P<sign>\S.*?)[ \t]*")
_DAY = re.compile(r"\d{4}[-_/]\d{2}[-_/]\d{2}|[A-Z][a-z]{2} \d{1,2}(?:st|nd|rd|th), \d{4}")
_NO_TAG = re.compile(r"[\d_/-]+")
_ATTRIBUTE = re.compile(
    r"\b(?P<name>src|alt|width|height)\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<bare>[^\s\"'>]+))"
)


@dataclass
class Links:
    """The rules for one note.

    :param keys: notes to the keys of their papers, as far as they are known.
    :param headings: the headings of a note that can be linked to, folded as links name them, each with
        its label; nothing for a note whose page is not made now.
    :param title: the title of a note, folded likewise.
    :param blocks: ids of blocks to the note and the words of each.
    :param tags: the tags that the text has, in order.
    :param remarks: what a report says.
    :param reached: notes, and labels of headings in them, that links lead to.
    """

    kind: Kind
    note: Path
    names: Names
    keys: Mapping[Path, str]
    headings: Callable[[Path], Mapping[str, str] | None]
    title: Callable[[Path], str]
    blocks: Mapping[str, tuple[Path, str]] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    reached: set[tuple[Path, str]] = field(default_factory=set)
    comments: int = 0

    def rules(self) -> dict[str, Rule]:
        """Sign to rule, as far as the program of the vault has it."""
        found: dict[str, Rule] = {"wiki": self._wiki, "image": self._image, "leads": self._leads, "tag": self._tag}
        if self.kind.is_wiki:
            found |= {"mark": self._mark, "hash": self._hash, "block_id": lambda _match: ""}
        if self.kind in {Kind.OBSIDIAN, Kind.QUARTZ}:
            found["comment"] = self._comment
        if self.kind is Kind.LOGSEQ:
            found |= {"lit": self._mark, "ref": lambda match: self.block(match["block"])}
        return found

    # -- links ----------------------------------------------------------------------------------

    def _wiki(self, match: re.Match[str]) -> str:
        target, _bar, words = match["to"].replace("\\|", "|").partition("|")
        target, words = target.strip(), words.strip()
        if match[0].startswith("!"):
            return self.embedded(target, words)
        return self.link(target, words)

    def link(self, target: str, words: str) -> str:
        """A link of a wiki."""
        name, _hash, place = target.partition("#")
        shown = words or (target.lstrip("#").replace("#", " > ") if place else name.rpartition("/")[2])
        note = self.names.note(name, self.note)
        if note is None:
            file = self.names.file(name, self.note)
            if file is not None:
                return f"[{clean_label(words or file.name)}]({self._way(file)})"
            if not _DAY.fullmatch(name.strip()):
                self.remarks.append(f"the link [[{target[:80]}]] leads to no note: its words are text")
            return clean_label(shown)
        return self._to(note, place, shown)

    def _to(self, note: Path, place: str, shown: str) -> str:
        """A link to a note of the vault, or to a heading of one."""
        heading = place.rpartition("#")[2].strip()
        if heading and heading[0] != "^":
            known = self.headings(note)
            label = known.get(same_heading(heading)) if known is not None else None
            if label and note in self.keys:
                self.reached.add((note, label))
                return reference(shown, f"{self.keys[note]}-{label}")
            if known is not None and label is None and same_heading(heading) != self.title(note):
                self.remarks.append(f"there is no heading {heading[:80]!r} for the link [[{note.stem[:60]}#…]]")
        if note not in self.keys:
            self.remarks.append(
                f"the link [[{note.stem[:80]}]] leads to a note that is not taken in: its words are text"
            )
        if note == self.note or note not in self.keys:
            return clean_label(shown)
        key = self.keys[note]
        return f"{{paper:ref}}`{key}`" if shown == key else f"{{paper:ref}}`{inside(plain(shown))} <{key}>`"

    def embedded(self, target: str, words: str) -> str:
        """A picture, or a link to what would stand here."""
        name = target.partition("#")[0]
        file = self.names.file(name, self.note)
        if name.lower().endswith(PICTURES):
            return self.picture(words, self._way(file) if file else name)
        if file is not None:
            return f"[{clean_label(words or file.name)}]({self._way(file)})"
        if self.names.note(name, self.note) is not None:
            self.remarks.append(f"![[{target[:80]}]] is a link: no page holds another one")
            return self.link(target, words)
        self.remarks.append(f"![[{target[:80]}]] is not there: its name is text")
        return clean_label(words or target)

    def block(self, name: str) -> str:
        """A reference to a block of Logseq: its words, as a link to its note."""
        found = self.blocks.get(name.lower())
        if found is None:
            self.remarks.append(f"the block (({name})) is not there")
            return f"(({name}))"
        note, words = found[0], plain(found[1])
        return self._to(note, "", words) if note != self.note else clean_label(words)

    def _leads(self, match: re.Match[str]) -> str | None:
        """The address of a link in Markdown, which may be one that only the vault's program finds."""
        address = match["target"].strip("<>")
        new = self._moved(address)
        return None if new is None and not match["attributes"] else f"]({new or match['target']})"

    def _moved(self, address: str) -> str | None:
        """A relative address that leads to its file from here; nothing where it does already, or nobody knows."""
        bare = address.partition("#")[0].strip()
        if not bare or is_external(bare) or find_file(self.note.parent, address) is not None:
            return None
        name = unquote(bare)
        found = self.names.file(name, self.note)
        place = name.strip("/")
        if found is None and place and (name.lower().endswith(MARKDOWN) or "." not in place.rpartition("/")[2]):
            found = self.names.note(place, self.note)
            if found is None and self.kind.is_blog:
                found = self.names.note(place.rpartition("/")[2], self.note)  # an address ends as its post is called
        return self._way(found) if found is not None else None

    def _way(self, path: Path) -> str:
        return quote(relpath(path.as_posix(), self.note.parent.as_posix()))

    # -- pictures -------------------------------------------------------------------------------

    def _image(self, match: re.Match[str]) -> str:
        more = match["more"] or ""
        sizes = {m["name"] or m["other"]: m["value"] or m["size"] for m in _KRAMDOWN.finditer(more)}
        rest = "" if more.startswith(("{:", "{width", "{height")) else more
        address = re.sub(r"""\s+(?:"[^"\n]*"|'[^'\n]*')\s*$""", "", match["source"].strip()).strip("<>")
        return self.picture(match["alt"], address, sizes) + rest

    def _tag(self, match: re.Match[str]) -> str | None:
        """``<img>`` with a size, or with an address that only the vault's program finds."""
        if match["element"].lower() != "img":
            return None
        told = {m["name"]: m["two"] or m["one"] or m["bare"] or "" for m in _ATTRIBUTE.finditer(match[0])}
        if not told.get("src"):
            return None
        sizes = {
            name: told[name] for name in ("width", "height") if re.fullmatch(r"\d{1,4}(?:px|%)?", told.get(name, ""))
        }
        return self.picture(told.get("alt", ""), told["src"], sizes)

    def picture(self, alt: str, address: str, sizes: Mapping[str, str] | None = None) -> str:
        """A picture; its size stands in its words until :func:`sized` sees whether it stands alone."""
        sizes = dict(sizes or {})
        if match := _SIZE.search(alt):
            alt = alt[: match.start()]
            sizes |= {name: value for name, value in match.groupdict().items() if value}
        address = self._moved(address) or address
        size = "".join(f"{_MARK}{name} {value}" for name, value in sorted(sizes.items(), reverse=True))
        way = f"<{address}>" if re.search(r"[\s()]", address) else address
        return f"![{clean_label(alt)}{size}]({way})"

    # -- the rest -------------------------------------------------------------------------------

    def _mark(self, match: re.Match[str]) -> str:
        return f"<mark>{rewritten(match['marked'] or match['lighted'], self.rules())}</mark>"

    def _hash(self, match: re.Match[str]) -> str | None:
        """A tag is one of the paper, and a word of the sentence."""
        tag = (match["words"] or match["word"]).strip("/-")
        if not tag or _NO_TAG.fullmatch(tag):
            return None
        self.tags.append(tag)
        return tag

    def _comment(self, match: re.Match[str]) -> str:
        self.comments += 1
        return ""


_MARK = "\x01"
"""Stands before a size in the words of a picture."""
_SIZED = re.compile(
    rf"!\[(?P<alt>(?:[^\[\]\n\\{_MARK}]|\\.)*)(?P<sizes>(?:{_MARK}(?:width|height) [\d%px]+)+)\]"
    r"\((?P<to><[^<>\n]*>|[^()\n]*)\)"
)


def sized(line: str, links: Links) -> list[str]:
    """A line with a picture of a size: alone, it is a directive; among words, a picture without one."""
    if _MARK not in line:
        return [line]
    alone = _ALONE.fullmatch(line)
    match = _SIZED.fullmatch(alone["sign"]) if alone else None
    if alone is None or match is None:
        links.remarks.append("the size of a picture among words is left out")
        return [re.sub(rf"{_MARK}(?:width|height) [\d%px]+", "", line)]
    prefix = alone["prefix"]
    inner = re.sub(r"[-*+]|\d{1,9}[.)]", lambda m: " " * len(m[0]), prefix)
    options = [f":alt: {match['alt']}"] if match["alt"] else []
    for part in match["sizes"].split(_MARK)[1:]:
        name, _blank, value = part.partition(" ")
        options.append(f":{name}: {value if value[-1] in '%x' else value + 'px'}")
    options = [line for line in options if not (line.startswith(":height:") and line.endswith("%"))]
    return [f"{prefix}```{{image}} {match['to'].strip('<>')}", *(f"{inner}{line}" for line in options), f"{inner}```"]
