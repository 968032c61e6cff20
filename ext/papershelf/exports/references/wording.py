"""Words of a line of references: months, ordinals, spans of pages, and what Korean journals say."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
KOREAN_WORDS = {
    "Doctoral dissertation": "박사학위논문", "Master's thesis": "석사학위논문", "Unpublished manuscript": "미간행 원고",
    "Dataset": "데이터 세트", "Computer software": "컴퓨터 소프트웨어", "Video recording": "영상", "Map": "지도",
}  # fmt: skip
"""What Korean journals call kinds of works."""


def capital(words: str) -> str:
    """Words with a capital first; those that have one inside, such as ``arXiv``, stay."""
    return words[:1].upper() + words[1:] if words.split(" ")[0].islower() else words


def titled(words: str) -> str:
    return " ".join(map(capital, words.split()))


def ordinal(edition: str) -> str:
    number = int(re.sub(r"\D", "", edition))
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def span(pages: str) -> str:
    """Pages with a dash, and the last one whole: ``101-9`` is ``101–109``."""

    def whole(match: re.Match[str]) -> str:
        first, last = match[1], match[2]
        return f"{first}–{first[: max(0, len(first) - len(last))]}{last}"

    return re.sub(r"(?<![\w–-])(\d+)\s*[-–]+\s*(\d+)(?![\w–-])", whole, pages).replace("-", "–")


def in_pages(pages: str) -> str:
    several = re.search(r"\w\s*[-–,&]", pages)
    return f"{'pp.' if several else 'p.'} {span(pages)}" if pages else ""


def in_words(date: str) -> str:
    """Month and day of a date: ``June 17``."""
    parts = [int(part) for part in date.split("-")[1:]]
    return " ".join([_MONTHS[parts[0] - 1], *map(str, parts[1:])]) if parts else ""
