"""Pages of public Korean courses as Markdown prose, for `make bench-search`.

``python pages.py huggingface|pytorch|agents|d2l CHECKOUT FOLDER``, where CHECKOUT is a clone of the course
(README.md names the commits); the text is not kept here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from foreign.fetch import to_prose

LEAST = {"huggingface": 500, "pytorch": 2500, "agents": 500, "d2l": 1000}
"""Syllables of Hangul in the source of a page that counts."""
_BANNER = re.compile(r"<CourseFloatingBanner.*?/>|\{/\*.*?\*/\}|\[\[[^\]]*\]\]", re.DOTALL)
_QUESTION = re.compile(r"<Question\b.*?/>", re.DOTALL)
_SAID = re.compile(r'(?:text|explain): "(.*?)"')
_COMMENTS = re.compile(r'^r?"""(.*?)"""|((?:^#.*\n)+)', re.DOTALL | re.MULTILINE)
_MARKS = re.compile(
    r":(?:label|numref|eqref|eqlabel|cite|ref|begin_tab|end_tab)\w*:(?:`[^`\n]*`)?|^#@tab.*$", re.MULTILINE
)
_ABOUT = {"README", "TERMINOLOGY", "STYLE_GUIDE", "CONTRIBUTING", "INFO"}
_SIGNS = re.compile(r"^#{10,}|^# ?-\*-")
_SILENT = re.compile(
    r"^\s*\.\. (?:code-block|code|math|image|figure|include|raw|grid|toctree|list-table|literalinclude).*\n"
    r"(?:[ \t]*\n|[ \t]+.*\n)*",
    re.MULTILINE,
)
_RULE = re.compile(r"([=\-~^*\"'#+_`.:])\1{2,}")


def huggingface(checkout: Path) -> Iterator[tuple[str, str]]:
    """Name and prose of each page of ``chapters/ko``."""
    yield from _mdx(checkout / "chapters/ko", LEAST["huggingface"])


def agents(checkout: Path) -> Iterator[tuple[str, str]]:
    """Name and prose of each page of ``units/ko``."""
    yield from _mdx(checkout / "units/ko", LEAST["agents"])


def _mdx(folder: Path, least: int) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.mdx")):
        text = _BANNER.sub("", path.read_text(encoding="utf-8"))
        text = _QUESTION.sub(lambda match: " ".join(_SAID.findall(match[0])), text)
        prose = to_prose(text) if re.search("^# ", text, re.MULTILINE) else ""
        if _hangul(prose) >= least:
            yield path.relative_to(folder).with_suffix("").as_posix().replace("/", "-"), prose


def d2l(checkout: Path) -> Iterator[tuple[str, str]]:
    """Name and prose of every third page of the book."""
    found = []
    for path in sorted(checkout.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if not path.stem.endswith("_origin") and path.stem not in _ABOUT and re.search("^# ", text, re.MULTILINE):
            prose = to_prose(text)
            if _hangul(prose) >= LEAST["d2l"]:
                name = path.relative_to(checkout).with_suffix("").as_posix().replace("/", "-")
                found.append((name, _MARKS.sub("", prose)))
    yield from sorted(found, key=lambda page: f"{page[0]}.md")[::3]


def pytorch(checkout: Path) -> Iterator[tuple[str, str]]:
    """Name and prose of each tutorial: reStructuredText, or the comments of a script."""
    for kind in ("beginner", "intermediate", "advanced", "recipes"):
        folder = checkout / f"{kind}_source"
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".rst", ".py"}:
                text = path.read_text(encoding="utf-8", errors="replace")
                said = _comments(text) if path.suffix == ".py" else text
                prose = _sections(_plain(said))
                if prose and _hangul(said) >= LEAST["pytorch"]:
                    yield f"{kind}-" + path.relative_to(folder).with_suffix("").as_posix().replace("/", "-"), prose


def _comments(script: str) -> str:
    parts = []
    for match in _COMMENTS.finditer(script):
        lines = [] if match[1] else [line for line in match[2].split("\n") if not _SIGNS.match(line)]
        parts.append(match[1] or "\n".join(re.sub(r"^# ?", "", line) for line in lines))
    return "\n\n".join(parts)


def _plain(text: str) -> str:
    text = re.sub(r"^\.\. _.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r":\w+:`([^`<]*?)\s*(?:<[^>]*>)?`", r"\1", text)
    text = re.sub(r"`([^`<]*?)\s*<[^>]*>`__?", r"\1", text).replace("``", "`")
    return re.sub(r"^\s*\.\. \w+::", "", _SILENT.sub("\n", text), flags=re.MULTILINE)


def _sections(text: str) -> str:
    """The text with its headings marked; nothing where it has none."""
    lines, found = [line.strip() for line in text.split("\n")], []
    at = 0
    while at < len(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if lines[at] and _RULE.fullmatch(below) and not _RULE.fullmatch(lines[at]):
            found.append(("## " if found else "# ") + lines[at])
            at += 1
        elif found and not _RULE.fullmatch(lines[at]):
            found.append(lines[at])
        at += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)) + "\n" if found else ""


def _hangul(text: str) -> int:
    return len(re.findall("[가-힣]", text))


def main() -> None:
    """Write the pages."""
    course, checkout, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    for name, prose in {"huggingface": huggingface, "pytorch": pytorch, "agents": agents, "d2l": d2l}[course](checkout):
        (folder / f"{name}.md").write_text(prose, encoding="utf-8")


if __name__ == "__main__":
    main()
