"""Names in drawings: how wide they are, and how a long one is broken into lines. None is cut."""

from __future__ import annotations

import unicodedata

SIZE = 13
"""Size of the labels' font, in SVG user units; the style sheet has the same."""

LEAD = 16
"""From one line of a label to the next."""

WIDEST = 132
"""Width at which a label is broken, unless a word is wider or it would have more than :data:`MOST` lines."""

MOST = 4

_WIDTHS = dict.fromkeys("ijlI.,:;'|! ", 0.36) | dict.fromkeys("ftr()[]-/", 0.46) | dict.fromkeys("mwMW%@…", 1.0)


def text_width(text: str) -> float:
    """Width of a text in a font of :data:`SIZE`; no common font of a system is wider."""
    return SIZE * sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return _WIDTHS.get(character, 0.74 if character.isupper() else 0.64)


def name(label: str) -> str:
    """What stands before a colon, of a label that is too wide for a line."""
    return label.partition(": ")[0] if text_width(label) > WIDEST else label


def broken(label: str) -> tuple[str, ...]:
    """The lines of a label, as even as they come."""
    words = _words(label)
    most = max(map(text_width, words), default=0.0)
    width = max(most, min(WIDEST, text_width(label)))
    while len(lines := _filled(words, width)) > MOST:
        width *= 1.15
    low, high = max(most, width / 2), width
    while high - low > 2:  # as narrow as it can be with as many lines
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(words, middle)) <= len(lines) else (middle, high)
    return tuple(line.strip() for line in _filled(words, high))


def _words(label: str) -> list[str]:
    """Where a label may be broken: behind spaces and hyphens, and in texts that have none, behind each wide letter."""
    found: list[str] = []
    for word in label.split():
        parts = word.replace("-", "-\0").split("\0")
        if text_width(word) > WIDEST and any(unicodedata.east_asian_width(c) in "WF" for c in word):
            parts = list(word)
        parts[-1] += " "
        found += [part for part in parts if part]
    return found


def _filled(words: list[str], width: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and text_width((lines[-1] + word).rstrip()) <= width + 0.01:
            lines[-1] += word
        else:
            lines.append(word)
    return lines
