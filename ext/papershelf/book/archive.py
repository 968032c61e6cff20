"""Names of files as an ePub may have them."""

from __future__ import annotations

from collections.abc import Iterable

from papershelf.model.text.patterns import pattern

# https://www.w3.org/TR/epub-33/#sec-container-filenames
_FORBIDDEN = pattern(
    r'["*:<>?\\|\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]'
    r"|\.(?=/|\Z)"
)


def permitted(names: Iterable[str]) -> dict[str, str]:
    """Names that may not be, each with another that no file has."""
    wanted = sorted(set(names))
    safe = {name: _FORBIDDEN.sub("-", name) for name in wanted}
    taken = {name for name in wanted if safe[name] == name}
    found = {}
    for name in wanted:
        if safe[name] == name:
            continue
        stem, dot, suffix = safe[name].rpartition(".") if "." in safe[name].rpartition("/")[2] else (safe[name], "", "")
        while (other := f"{stem}{dot}{suffix}") in taken:
            stem += "-"
        taken.add(other)
        found[name] = other
    return found
