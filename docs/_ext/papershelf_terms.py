"""Names of the terms in a glossary, as words that the search takes for the same."""

from __future__ import annotations

import re
from pathlib import Path

from papershelf.search.aliases import DEFAULT

_GLOSSARY = re.compile(r"^```\{glossary\}\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_KNOWN = {word.casefold() for group in DEFAULT for word in group}


def aliases(page: Path) -> dict[str, list[str]]:
    """One name of each term, with its other names: the value of ``papershelf_aliases``.

    A name that the search knows already comes first, so that the others join it.
    """
    found = {}
    for glossary in _GLOSSARY.finditer(page.read_text(encoding="utf-8")):
        for block in re.split(r"\n\s*\n", glossary["body"]):
            names = [line for line in block.splitlines() if line and not line.startswith((" ", ":"))]
            names.sort(key=lambda name: name.casefold() not in _KNOWN)
            if len(names) > 1:
                found[names[0]] = names[1:]
    return found
