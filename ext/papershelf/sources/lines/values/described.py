"""A title and what is said of it in one, as lists of digests have them: parted where the one ends.

In: words. Out: the title, and the description or nothing.
"""

from __future__ import annotations

import re

LONGEST = 150
"""A title is seldom longer, in characters: what is longer is a title and its description, if it can be parted."""
DASH = re.compile(r"\s+(?:[-–—]+|::|→)\s+|\s*——\s*|\s+-\s*(?=[A-Z])")
_VERB = re.compile(
    r"\s+(?=(?:(?:Introduc|Propos|Present|Investigat|Show|Explor|Demonstrat|Studi|Examin|Provid|Develop|Describ|Survey|Evaluat|"
    r"Releas|Announc|Offer|Build|Unveil|Report|Discuss|Argu|Us|Train|Combin|Extend|Achiev|Analyz|"
    r"Find)e?s\b(?! for\b)|This (?:paper|work)|"
    r"The (?:paper|authors)|Researchers (?:from|at|introduce)|A (?:new|novel) |Researchers\b))"
)
_COLON = re.compile(r"[:：]\s+")
_SENTENCE = re.compile(r"\.\s+(?=[A-Z가-힣])|。")
_COMMA = re.compile(r"[,;]\s+")
_GAP = re.compile(r"\s{2,}|\n")


def split_described(text: str) -> tuple[str, str]:
    """A title and its description: parted at the first dash, gap or verb, else at a colon or a full stop."""
    for forms in ((DASH, _GAP, _VERB), (_COLON,), (_SENTENCE,), (_COMMA,)):
        found = [match for form in forms if (match := form.search(text))]
        match = min(found, key=lambda one: one.start(), default=None)
        if match and 1 < match.start() <= LONGEST and len(text) - match.end() > 20:
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text.strip(), ""
