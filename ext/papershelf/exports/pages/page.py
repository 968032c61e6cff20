"""A paper as the text of its page, a category as the text of its page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from papershelf.model.record.fields import FIELDS
from papershelf.model.record.options import option, plain_author
from papershelf.model.record.paper import Paper, Status
from papershelf.model.text.markdown import escape, escape_heading, fence


def page(paper: Paper, *, summary: str = "", body: str = "") -> str:
    """The text of a paper page: heading, options that are set, summary, note.

    :param summary: in Markdown; where empty, the paper's plain lines.
    """
    summary = (summary or summary_markdown(paper.summary)).strip("\n")
    options = list(option_lines(paper))
    if not options and summary.lstrip().startswith((":", "---")):
        options = [":status: done"]  # or the summary would be read as options
    marks = fence(summary)
    lines = [f"# {escape_heading(paper.title or paper.key)}", "", f"{marks}{{paper-summary}} {paper.key}", *options]
    lines += ["", *summary.split("\n")] if summary else []
    lines += [marks]
    body = body.strip("\n")
    return "\n".join([*lines, *(["", body] if body.strip() else [])]) + "\n"


def summary_markdown(lines: Iterable[str]) -> str:
    """A summary's plain lines as a list."""
    return "\n".join(f"- {escape(line)}" for line in lines)


def option_lines(paper: Paper) -> Iterable[str]:
    """``:name: value`` of each option that is set, in the order of the table of fields."""
    for name in FIELDS:
        if text := option_text(paper, name):
            yield f":{name}: {_quoted(text)}"


def option_text(paper: Paper, name: str) -> str:
    """What an option holds, as an author writes it; empty where nothing is to be written."""
    if name == "title":
        return ""  # the heading
    if name == "authors":
        return "; ".join(plain_author(author) for author in paper.authors)
    if name in {"year", "date"}:
        return paper.date if (name == "year") == (len(paper.date) == len("2021")) else ""
    if name == "status":
        return "" if paper.status is Status.DONE else paper.status.value
    return option(paper, name)


def _quoted(value: str) -> str:
    """An option's value so that YAML reads it as it is."""
    from myst_parser.parsers.options import TokenizeError, options_to_tokens

    try:
        tokens, _ = options_to_tokens(f"x: {value}")
        [(_name, found)] = list(tokens)
        if found is not None and found.value == value:
            return value
    except (TokenizeError, ValueError):
        pass
    return json.dumps(value, ensure_ascii=False)


def category_page(
    slug: str, title: str, listed: Sequence[str] = (), queue: Sequence[str] = (), parent: str = "", prose: str = ""
) -> str:
    """The text of a new category page.

    :param listed: keys, and slugs of categories below it, in the order they are to be shown.
    :param queue: lines of its planned papers.
    :param parent: slug of the category that it stands below.
    :param prose: Markdown about the category, which stands before its papers.
    """
    lines = [f"# {escape_heading(title)}", ""]
    lines += [*prose.split("\n"), ""] if prose else []
    lines += [f"```{{paper-category}} {slug}"]
    lines += [f":parent: {parent}"] if parent else []
    lines += ["", *listed] if listed else []
    lines += ["```"]
    lines += ["", "```{paper-queue}", *queue, "```"] if queue else []
    return "\n".join(lines) + "\n"
