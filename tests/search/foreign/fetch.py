"""Fetch the held-out Korean pages: FastAPI's Korean documentation, from its sdist.

The text is not kept here. This script has `pip` download one pinned source
package, checks its SHA-256, turns the chosen pages into prose-only Markdown
(fenced code, HTML tags and link addresses dropped; headings and inline code
kept), writes each as ``NAME.md`` into the folder given, and checks the SHA-256
of what it made. Run: ``python fetch.py FOLDER``. It exits 0 only if every check held.
Where the pages are there already, nothing is fetched.
"""

from __future__ import annotations

import hashlib
import html
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "fastapi"
VERSION = "0.110.0"
SDIST_SHA256 = "266775f0dcc95af9d3ef39bad55cff525329a931d5fd51930aadd4f428bf7ff3"
PAGES_SHA256 = "e82fbc4644a07e331d11f910974567cd6b3bd7bb33b8cfbb87736402b7fc2545"
PREFIX = f"{PACKAGE}-{VERSION}/docs/ko/docs/"
# Every Korean page with a first-level heading and at least 1.5 KB of Hangul, by its path in the package less ".md".
SOURCES = (
    "async",
    "deployment/docker",
    "deployment/server-workers",
    "deployment/versions",
    "features",
    "python-types",
    "tutorial/background-tasks",
    "tutorial/body-fields",
    "tutorial/body-multiple-params",
    "tutorial/body-nested-models",
    "tutorial/body",
    "tutorial/cors",
    "tutorial/dependencies/classes-as-dependencies",
    "tutorial/dependencies/dependencies-in-path-operation-decorators",
    "tutorial/dependencies/index",
    "tutorial/first-steps",
    "tutorial/header-params",
    "tutorial/index",
    "tutorial/middleware",
    "tutorial/path-operation-configuration",
    "tutorial/path-params-numeric-validations",
    "tutorial/path-params",
    "tutorial/query-params-str-validations",
    "tutorial/query-params",
    "tutorial/request-files",
    "tutorial/response-model",
    "tutorial/response-status-code",
    "tutorial/schema-extra-example",
    "tutorial/security/get-current-user",
)

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+\"(.*)\")?\s*$")
TAB = re.compile(r"===[!+]*\s+\".*\"\s*$")
CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")


def page_name(source: str) -> str:
    """Name the page made from a source path: its folders joined by hyphens."""
    return source.replace("/", "-")


def without_fences(text: str) -> list[str]:
    """Return the lines of a page that stand outside its fenced code blocks."""
    lines: list[str] = []
    fence = ""
    for line in text.splitlines():
        match = FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif match:
            fence = match[1]
        else:
            lines.append(line)
    return lines


def inline_prose(text: str) -> str:
    """Drop tags, link addresses, attribute lists and emphasis, but keep code spans whole."""
    spans: list[str] = []

    def keep(match: re.Match[str]) -> str:
        spans.append(match[0])
        return f"\x00{len(spans) - 1}\x00"

    text = CODE_SPAN.sub(keep, text)
    text = re.sub(r"</?[A-Za-z][^<>]*>", "", text)
    while (shorter := LINK.sub(r"\1", text)) != text:
        text = shorter
    text = re.sub(r"\{[ :]*[.#][^{}]*\}|\{\s*target=[^{}]*\}", "", text)
    text = html.unescape(text)
    text = re.sub(r"\*\*|__(?=\S)|(?<=\S)__", "", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?!\*)", r"\1", text)
    return re.sub("\x00([0-9]+)\x00", lambda match: spans[int(match[1])], text)


def to_prose(text: str) -> str:
    """Turn one MkDocs page into plain Markdown prose that starts with a first-level heading."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text.replace("\r\n", "\n"), flags=re.S)
    body = "\n".join(without_fences(text))
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r"<style\b.*?</style>", "", body, flags=re.S)
    body = re.sub(r"\{[%{].*?[%}]\}|\{!.*?!\}", "", body)
    lines: list[str] = []
    title = ""
    for raw in body.splitlines():
        line = raw.strip()
        if TAB.match(line):
            continue
        admonition = ADMONITION.match(line)
        if admonition:
            lines += [inline_prose(admonition[1] or ""), ""]
            continue
        line = inline_prose(line).strip()
        if line.startswith("# ") and not title:
            title = line
            continue
        bullet = raw[: len(raw) - len(raw.lstrip())]
        if re.match(r"[*+-] |\d+\. ", line) and 0 < len(bullet) < 4:
            line = bullet + line
        lines.append("" if line in {"---", "***"} else line)
    prose = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if not title:
        raise ValueError("a page has no first-level heading")
    return f"{title}\n\n{prose}\n"


def download(folder: Path) -> Path:
    """Have pip download the pinned source package into a folder, and check its digest."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-binary", PACKAGE, "--dest", str(folder)]
    subprocess.run([*command, f"{PACKAGE}=={VERSION}"], check=True)
    sdist = folder / f"{PACKAGE}-{VERSION}.tar.gz"
    found = hashlib.sha256(sdist.read_bytes()).hexdigest()
    if found != SDIST_SHA256:
        raise ValueError(f"{sdist.name} has SHA-256 {found}, not {SDIST_SHA256}")
    return sdist


def make_pages(sdist: Path) -> dict[str, str]:
    """Return every chosen page of the source package as prose, by page name, in name order."""
    pages: dict[str, str] = {}
    with tarfile.open(sdist, "r:gz") as archive:
        for source in SOURCES:
            member = archive.extractfile(f"{PREFIX}{source}.md")
            if member is None:
                raise ValueError(f"{source}.md is not a file in the package")
            pages[page_name(source)] = to_prose(member.read().decode("utf-8"))
    return dict(sorted(pages.items()))


def main(arguments: list[str]) -> int:
    """Fetch the package, check it, and write the pages into the folder given."""
    if len(arguments) != 1:
        print("usage: python fetch.py FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    there = "".join(
        path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"), key=lambda path: path.stem)
    )
    if hashlib.sha256(there.encode("utf-8")).hexdigest() == PAGES_SHA256:
        print(f"{len(SOURCES)} pages of {PACKAGE} {VERSION} are in {folder} already")
        return 0
    try:
        with tempfile.TemporaryDirectory() as scratch:
            pages = make_pages(download(Path(scratch)))
        found = hashlib.sha256("".join(pages.values()).encode("utf-8")).hexdigest()
        if found != PAGES_SHA256:
            raise ValueError(f"the pages made have SHA-256 {found}, not {PAGES_SHA256}")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")
    except (OSError, KeyError, ValueError, tarfile.TarError, subprocess.CalledProcessError) as error:
        print(f"fetch.py: {error}", file=sys.stderr)
        return 1
    print(f"{len(pages)} pages of {PACKAGE} {VERSION} in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
