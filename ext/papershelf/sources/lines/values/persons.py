"""Whether words may be the name of a person or of a team, and no words of a title.

In: words. Out: yes or no.
"""

from __future__ import annotations

import re
from itertools import pairwise

from papershelf.sources.words.vocabulary import PARTICLES, TITLE_WORDS, VENUES

CJK = re.compile(
    r"[가-힣]{2,4}|[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff\u3040-\u30ff]{1,4} [\u4e00-\u9fff\u3040-\u30ff]{1,5}"
)
_FAMILIES = frozenset({"Gan", "How", "Long", "On"})
"""Words of titles that are names of families, too, where they stand last and are written so."""
_JOURNALS = frozenset(
    {"Magazine", "Journal", "Letters", "Transactions", "Proceedings", "Conference", "Symposium", "Workshop"}
)
"""What the names of journals end with, behind the letters of a society: ``AI Magazine``."""
_COMPOUNDS = frozenset(
    {"level", "world", "time", "based", "aware", "free", "guided", "driven", "scale", "order", "end", "shot", "view"}
    | {"agent", "modal", "task", "domain", "wise", "specific", "invariant", "supervised", "quality", "resolution"}
    | {"rank", "step", "hop", "grained", "tuning", "training", "value", "efficient", "performance", "latency"}
)
"""What words of a title end with after a hyphen: ``High-Level``."""
_FULL_STOP = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\bSt)(?<!\bDr)(?<!\bProf)(?<=[a-z]{2})\. ")
"""The end of a sentence, which no name has inside."""


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person or a team."""
    words = text.split()
    if not words or len(words) > 6 or len(text) > 60 or _FULL_STOP.search(text):
        return False
    if CJK.fullmatch(text):
        return True
    if re.search(r"[a-z]{3}\.\s|\b[A-Z]\. .*\bPress$", text):
        return False
    stop = max((place for place, word in enumerate(words) if re.fullmatch(r"[A-Z]\.", word)), default=len(words))
    if sum(word.lower() not in PARTICLES for word in words[stop + 1 :]) > 2:
        return False  # Reed S. Rowing World Cup
    if any(word in VENUES and before.endswith(".") for before, word in pairwise(words)):
        return False  # a venue follows an initial: Goodrich M A. ICML
    if words[0].isupper() and words[-1] in _JOURNALS:
        return False  # a sentence ends there, and what follows is a venue: Ada Lovelace. ECML
    initialled = len(words) > 1 and bool(re.fullmatch(r"[A-Z]\.", words[-2]))  # Jonathan P. How
    initialled = initialled or (len(words) > 1 and words[-1] in _FAMILIES)
    given = len(words) == 2 and words[0] == "Or"  # a name as well
    if any(word.lower().strip(".:") in TITLE_WORDS for word in words[given : len(words) - initialled]):
        return False
    if any(word.rpartition("-")[2].lower() in _COMPOUNDS for word in words if "-" in word):
        return False
    for place, word in enumerate(words):
        if re.search(r"[a-z][’']s$", word):
            return False  # Mind's Eye
        bare = word.strip(".'’‘-‐‑")
        letters = re.sub(r"[.'’‘`´‐‑·-]", "", bare)
        if not letters or not letters.replace("-", "").isalpha():
            return False
        if not (
            letters[0].isupper()
            or re.match(r"[dl]['’][A-Z]", bare)
            or (letters.lower() in PARTICLES and (place or len(words) > 1))
            or (place and "-" in word)
        ):
            return False
    return True
