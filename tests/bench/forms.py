"""The four forms of the seeded library: the same text for papershelf, plain Sphinx, MkDocs-Material and Hugo."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.notes import Category, Note, key, name

File = tuple[str, str]
"""Path relative to the library's folder, and content."""

TITLE = "Seeded library"
HOME = "This library was written by a program."


@dataclass(frozen=True)
class Entry:
    """What lists need of a paper."""

    key: str
    title: str


@dataclass(frozen=True)
class Form:
    """How one builder wants its sources.

    :param page: path and text of a paper's page.
    :param frame: everything else: settings, templates, home, category pages.
    """

    page: Callable[[Note], File]
    frame: Callable[[Sequence[tuple[Category, Sequence[Entry]]]], Iterator[File]]


def _linked(text: str, link: Callable[[int], str]) -> str:
    return re.sub("\x01(\\d+)\x02", lambda match: link(int(match[1])), text)


def _bullets(note: Note) -> str:
    return "\n".join(f"- {line}" for line in note.summary)


# -- papershelf


def _papershelf_page(note: Note) -> File:
    relations: dict[str, str] = {relation: key(other) for relation, other in note.relations}
    options = {
        "short-title": note.name,
        "authors": "; ".join(note.authors),
        "year": str(note.year),
        "venue": note.venue,
        "category": note.category,
        "status": note.status,
        "arxiv": note.arxiv,
        "tags": ", ".join(note.tags),
        **relations,
    }
    fields = "\n".join(f":{option}: {value}" for option, value in options.items())
    body = _linked(note.body, lambda other: f"{{paper:ref}}`{key(other)}`")
    summary = f"```{{paper-summary}} {note.key}\n{fields}\n\n{_bullets(note)}\n```"
    return f"papers/{note.key}.md", f"# {note.title}\n\n{summary}\n\n{body}\n"


def _sphinx_conf(extensions: list[str]) -> File:
    lines = [
        f"project = {TITLE!r}",
        f"extensions = {extensions!r}",
        'html_theme = "furo"',
        'language = "ko"',
        'myst_enable_extensions = ["dollarmath"]',
    ]
    return "conf.py", "\n".join(lines) + "\n"


def _toctree(names: Sequence[str]) -> str:
    return "```{toctree}\n" + "\n".join(names) + "\n```\n"


def _papershelf_frame(library: Sequence[tuple[Category, Sequence[Entry]]]) -> Iterator[File]:
    yield _sphinx_conf(["myst_parser", "papershelf"])
    toctree = _toctree([f"categories/{category.slug}" for category, _entries in library])
    yield "index.md", f"# {TITLE}\n\n{HOME}\n\n{toctree}"
    for category, _entries in library:
        listing = f"```{{paper-category}} {category.slug}\n```\n"
        yield f"categories/{category.slug}.md", f"# {category.title}\n\n{category.text}\n\n{listing}"


# -- plain Markdown: what papershelf makes of the options stands in the text


def _markdown(note: Note, link: Callable[[int], str]) -> str:
    facts = [
        f"**Authors**: {'; '.join(note.authors)}",
        f"**Venue**: {note.venue} ({note.year})",
        f"**arXiv**: [{note.arxiv}](https://arxiv.org/abs/{note.arxiv})",
        f"**Tags**: {', '.join(note.tags)}",
        f"**Status**: {note.status}",
        *(f"**{relation.capitalize()}**: {link(other)}" for relation, other in note.relations),
    ]
    return "\n\n".join([" · ".join(facts), _bullets(note), _linked(note.body, link)])


def _beside(number: int) -> str:
    return f"[{name(number)}]({key(number)}.md)"


def _markdown_page(note: Note) -> File:
    return f"papers/{note.key}.md", f"# {note.title}\n\n{_markdown(note, _beside)}\n"


def _plain_frame(library: Sequence[tuple[Category, Sequence[Entry]]]) -> Iterator[File]:
    yield _sphinx_conf(["myst_parser"])
    toctree = _toctree([f"categories/{category.slug}" for category, _entries in library])
    yield "index.md", f"# {TITLE}\n\n{HOME}\n\n{toctree}"
    for category, entries in library:
        toctree = _toctree([f"../papers/{entry.key}" for entry in entries])
        yield f"categories/{category.slug}.md", f"# {category.title}\n\n{category.text}\n\n{toctree}"


# -- MkDocs-Material

_MKDOCS = f"""\
site_name: {TITLE}
theme:
  name: material
  language: ko
  font: false
plugins:
  - search
markdown_extensions:
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.arithmatex:
      generic: true
nav:
  - index.md
"""


def _mkdocs_page(note: Note) -> File:
    path, text = _markdown_page(note)
    return f"docs/{path}", text


def _mkdocs_frame(library: Sequence[tuple[Category, Sequence[Entry]]]) -> Iterator[File]:
    nav = [_MKDOCS]
    for category, entries in library:
        nav.append(f"  - {category.title}:\n      - categories/{category.slug}.md\n")
        nav += [f"      - papers/{entry.key}.md\n" for entry in entries]
        lines = "\n".join(f"- [{entry.title}](../papers/{entry.key}.md)" for entry in entries)
        yield f"docs/categories/{category.slug}.md", f"# {category.title}\n\n{category.text}\n\n{lines}\n"
    yield "mkdocs.yml", "".join(nav)
    yield "docs/index.md", f"# {TITLE}\n\n{HOME}\n"


# -- Hugo

_HUGO = {
    "hugo.toml": f"""\
title = "{TITLE}"
baseURL = "https://example.org/"
languageCode = "ko"
disableKinds = ["rss", "sitemap"]

[taxonomies]
category = "categories"
tag = "tags"

[outputs]
home = ["html", "json"]

[markup.highlight]
noClasses = false

[markup.goldmark.extensions.passthrough]
enable = true

[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"]]
inline = [["$", "$"]]
""",
    "layouts/baseof.html": """\
<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>{{ .Title }} - {{ site.Title }}</title>
</head>
<body>
<nav>
{{ range $slug, $pages := site.Taxonomies.categories }}<a href="/categories/{{ $slug }}/">{{ $slug }}</a>
{{ end }}</nav>
<main>
{{ block "main" . }}{{ end }}
</main>
</body>
</html>
""",
    "layouts/single.html": """\
{{ define "main" }}
<article>
<h1>{{ .Title }}</h1>
{{ .Content }}
</article>
{{ end }}
""",
    "layouts/list.html": """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul>
{{ end }}
""",
    "layouts/index.json": """\
{{- $pages := slice -}}
{{- range where site.RegularPages "Section" "papers" -}}
{{- $pages = $pages | append (dict "title" .Title "url" .RelPermalink "text" .Plain) -}}
{{- end -}}
{{- $pages | jsonify -}}
""",
}
"""Settings and templates with nothing in them that a site could do without."""


def _hugo_page(note: Note) -> File:
    front = json.dumps(
        {"title": note.title, "categories": [note.category], "tags": note.tags}, ensure_ascii=False, indent=1
    )
    text = _markdown(note, lambda other: f"[{name(other)}](../{key(other)}/)")
    return f"content/papers/{note.key}.md", f"{front}\n\n{text}\n"


def _hugo_frame(library: Sequence[tuple[Category, Sequence[Entry]]]) -> Iterator[File]:
    yield from _HUGO.items()
    yield "content/_index.md", f'{{"title": "{TITLE}"}}\n\n{HOME}\n'
    for category, _entries in library:
        yield f"content/categories/{category.slug}/_index.md", f'{{"title": "{category.title}"}}\n\n{category.text}\n'


FORMS = {
    "papershelf": Form(_papershelf_page, _papershelf_frame),
    "furo": Form(_markdown_page, _plain_frame),
    "mkdocs": Form(_mkdocs_page, _mkdocs_frame),
    "hugo": Form(_hugo_page, _hugo_frame),
}
"""Name to form."""
