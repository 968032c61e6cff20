"""CSL-JSON as the specification of CSL 1.0.2 has it (appendix IV, and its schema for input): a JSON Schema."""

from __future__ import annotations

from typing import Any

TEXTS = """
id citation-key abstract annote archive archive_collection archive_location archive-place authority call-number
citation-label citation-number collection-title container-title container-title-short dimensions division DOI
event-place event-title genre ISBN ISSN jurisdiction keyword language medium note original-publisher
original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
reviewed-title scale section source status title title-short URL volume-title volume-title-short year-suffix
"""
NUMBERS = """
chapter-number collection-number edition first-reference-note-number issue locator number number-of-pages
number-of-volumes page page-first part printing supplement version volume
"""
NAMES = """
author chair collection-editor compiler composer container-author contributor curator director editor
editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer
producer recipient reviewed-author script-writer series-creator translator
"""
DATES = "accessed available-date event-date issued original-date submitted"
TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
personal_communication post post-weblog regulation report review review-book software song speech standard thesis
treaty webpage
"""


def schema() -> dict[str, Any]:
    """The schema of a list of items."""
    text = {"type": ["string", "number"]}
    parts = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1, "maxItems": 3}
    name = _closed(
        dict.fromkeys(["family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"], text)
    )
    date = _closed(
        {
            "date-parts": {"type": "array", "items": parts, "minItems": 1, "maxItems": 2},
            "season": text,
            "circa": {"type": ["string", "number", "boolean"]},
            "literal": text,
            "raw": text,
        }
    )
    fields: dict[str, Any] = {
        **dict.fromkeys(f"{TEXTS} {NUMBERS}".split(), text),
        **{role: {"type": "array", "items": name} for role in NAMES.split()},
        **dict.fromkeys(DATES.split(), date),
        "type": {"enum": TYPES.split()},
        "custom": {"type": "object"},
    }
    return {"type": "array", "items": {**_closed(fields), "required": ["type", "id"]}}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
