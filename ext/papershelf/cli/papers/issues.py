"""A paper asked for by an issue on GitHub, with the library's issue form. What it says is data, whatever it says."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from papershelf.cli import arguments as given
from papershelf.cli.library import CommandError

FORM = ".github/ISSUE_TEMPLATE/paper.yml"
FIELDS = ("what", "category", "status")
"""Ids of the form's fields: an arXiv id or a DOI, the slug of a category, a state."""

LONGEST = 65_536
"""Characters of an issue; GitHub takes no more."""
_LINE = 300
"""Characters of an answer."""

_NONE = "_No response_"


def take(arguments: argparse.Namespace, source: Path) -> None:
    """Put what an issue asks for in place of options.

    :param source: the folder of the library.
    :raises CommandError: if it is not what the form gives, or asks for something that is no paper.
    """
    from papershelf.sources.servers.identifiers import identify

    answers = parse(_text(arguments.from_issue), labels(source))
    if not answers["what"]:
        raise CommandError(
            "the issue names no paper: an arXiv id, a DOI or another identifier, or an address of one, is needed"
        )
    try:
        kind, _identifier = identify(answers["what"])
    except ValueError as error:
        raise CommandError(str(error)) from None
    if kind == "title":
        raise CommandError(
            f"{answers['what'][:80]!r} is neither an identifier of a paper (arXiv id, DOI …) nor an address of one"
        )
    arguments.what, arguments.category = answers["what"], answers["category"]
    try:
        arguments.status = given.status(answers["status"].split()[0]) if answers["status"] else "planned"
    except argparse.ArgumentTypeError as error:
        raise CommandError(f"status: {error}") from None
    arguments.queue = arguments.status == "planned"


def _text(name: str) -> str:
    """The body of the issue, from a file or from standard input (``-``)."""
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise CommandError("the issue is no UTF-8 text") from None


def labels(source: Path) -> dict[str, str]:
    """Label of each field of the form to its id, so that a form in other words works too.

    :raises CommandError: if there is no form, or it lacks a field.
    """
    import yaml

    path = next((folder / FORM for folder in (source, *source.parents) if (folder / FORM).is_file()), None)
    if path is None:
        raise CommandError(f"there is no {FORM}")
    try:
        form = yaml.safe_load(path.read_text("utf-8"))
        found = {str(part["attributes"]["label"]).strip(): part["id"] for part in form["body"] if "id" in part}
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{FORM} is no issue form: {error}") from None
    lacking = set(FIELDS) - set(found.values())
    if lacking:
        raise CommandError(f"{FORM} lacks the field {', '.join(sorted(lacking))}")
    return found


def parse(body: str, labels: dict[str, str]) -> dict[str, str]:
    """The answers: GitHub writes each label as a heading of the third level, and the answer below it.

    :param labels: label to id.
    :returns: id to the one line of its answer; empty where there is none.
    :raises CommandError: for anything that the form cannot have given.
    """
    if len(body) > LONGEST:
        raise CommandError(f"the issue has more than {LONGEST:,} characters")
    answers: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in re.split(r"\r\n|\n|\r", body):
        label = line.removeprefix("### ").strip() if line.startswith("### ") else ""
        if label in labels:
            if labels[label] in answers:
                raise CommandError(f"the issue answers {label!r} twice")
            current = answers[labels[label]] = []
        elif line.strip():
            if current is None:
                raise CommandError(f"found {line[:60]!r} before the first answer; the issue form has no such text")
            current.append(line.strip())
    missing = [label for label, name in labels.items() if name not in answers and name in FIELDS]
    if missing:
        raise CommandError(f"the issue has no part {missing[0]!r}; was it opened with the form?")
    return {name: _one_line(name, lines) for name, lines in answers.items()}


def _one_line(name: str, lines: list[str]) -> str:
    if len(lines) > 1 and name in FIELDS:
        raise CommandError(f"{name}: found {len(lines)} lines; it takes one")
    text = lines[0] if lines else ""
    if len(text) > _LINE or not text.isprintable():
        raise CommandError(f"{name}: found {text[:60]!r}; it takes one line of at most {_LINE} characters")
    return "" if text == _NONE else text
