"""What names a paper that goes, as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papershelf.cli.pages.places import KEYS, Form, Place
from papershelf.cli.pages.spans import Span
from papershelf.cli.papers.moving import whole_line
from papershelf.model.collection.citing import Citing, Rules
from papershelf.model.text.markdown import escape

if TYPE_CHECKING:
    from papershelf.model.collection.catalogue import Entry
    from papershelf.model.record.paper import Paper

Edit = tuple[Span, str]

_MARKUP = re.compile(r"[`<>\[\]{}]")


class Mender:
    """Turns what names a paper into text."""

    def __init__(self, text: str, entry: Entry, rules: Rules, *, markdown: bool, planned: bool) -> None:
        self._text = text
        self._rules = rules
        self._key = entry.key
        self._paper = entry.paper
        self._markdown = markdown
        self._planned = planned
        self._edits: list[Edit] = []
        self._lists: dict[Span, list[Place]] = {}

    def mend(self, place: Place) -> bool:
        """Note what becomes of a place; whether anything can."""
        if place.form in KEYS and self._planned:
            if place.target != self._key:  # a former key, which a queue cannot hold
                self._edits.append((place.span, self._key))
            return True
        match place.form:
            case Form.REFERENCE | Form.DOCUMENT | Form.AUTO | Form.LINK:
                words = place.words.strip()
                named = self._role(words) if self._planned else words or self._plain(self._paper.name)
                self._edits.append((place.whole, named))
            case Form.LISTED | Form.TOCTREE:
                self._edits.append((whole_line(self._text, place.whole), ""))
            case Form.CITATION | Form.RELATION | Form.COMPARED:
                self._lists.setdefault(place.whole, []).append(place)
            case _:
                return False
        return True

    def changes(self, keys: set[str]) -> list[Edit]:
        """The edits, those of lists with several papers among them."""
        found = list(self._edits)
        for whole, gone in self._lists.items():
            if gone[0].form is Form.CITATION:
                found.append((whole, self._citation(whole, gone[0].role, keys)))
            else:
                found.append(self._shorter(whole, keys))
        return found

    def _plain(self, text: str) -> str:
        plain = escape(text).replace("\\& ", "& ")  # which begins no entity
        return plain if self._markdown else re.sub(r"([\\*`_|])", r"\\\1", text)

    def _role(self, words: str) -> str:
        """The paper by its key, with the words of a link to its page."""
        if _MARKUP.search(words):
            return words
        content = f"{words} <{self._key}>" if words else self._key
        return f"{{paper:ref}}`{content}`" if self._markdown else f":paper:ref:`{content}`"

    def _citation(self, whole: Span, role: str, keys: set[str]) -> str:
        """A citation of the papers that stay, and in words the one that goes."""
        raw = self._text[slice(*whole)]
        content = raw[raw.index("`") :].strip("`")
        left = [key for key in (part.strip() for part in content.split(",")) if key and key not in keys]
        words = cited(self._paper, self._rules, textual=role.endswith("citet"))
        if not left:
            return self._plain(words)
        head = raw[: raw.index("`")]
        return f"{head}`{', '.join(left)}`{'; ' if role.endswith('citet') else ' '}{self._plain(words)}"

    def _shorter(self, whole: Span, keys: set[str]) -> Edit:
        """A list of keys without those; with the last, its line goes, but for the opening of a directive."""
        raw = self._text[slice(*whole)]
        for key in keys:
            raw = re.sub(rf"(?<![\w.-]){re.escape(key)}(?![\w.-])(?:[ \t]*,[ \t]*|[ \t]+)?", "", raw)
        raw = re.sub(r"[ \t]*,?[ \t]*(?=[\"']?\Z)", "", raw)
        line = whole_line(self._text, whole)
        opens = re.search(r"paper-compare(?:\}|::)", self._text[slice(*line)])
        if not raw.strip("\"' \t,-*+") and not opens:
            return line, ""
        return whole, raw


def cited(paper: Paper, rules: Rules, *, textual: bool) -> str:
    """A citation in words, of the paper alone: ``Hu et al. (2021)``, or ``(Hu et al., 2021)``."""
    text = Citing((), rules).text(paper, "citet" if textual else "citep") if paper.year else rules.who(paper)
    return text if textual else f"({text})"
