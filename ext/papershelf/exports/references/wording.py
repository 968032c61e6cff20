"""Words of a line of references: names, months, ordinals, spans of pages; and how its pieces are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from papershelf.model.collection.citing import APA, Rules
from papershelf.model.record.people import Author

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
KOREAN_WORDS = {
    "Doctoral dissertation": "박사학위논문", "Master's thesis": "석사학위논문", "Unpublished manuscript": "미간행 원고",
    "Dataset": "데이터 세트", "Computer software": "컴퓨터 소프트웨어", "Video recording": "영상", "Map": "지도",
}  # fmt: skip
"""What Korean journals call kinds of works."""
MOST = 20
"""Names that a reference gives; of more, the first nineteen and the last."""
Piece = tuple[str, bool]
"""Words, and whether they are in italics."""
Part = list[Piece]


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


def inverted(people: Sequence[Author], rules: Rules, *, korean: bool = False, more: bool = False) -> str:
    """``Berg, A., & Okafor, C. N.``

    :param korean: whether they stand as Korean journals have them: ``김철수, 이영희``.
    :param more: whether there are others whose names are not known.
    """
    names = [_inverted(person) for person in people]
    if len(names) > MOST:
        return f"{', '.join(names[: MOST - 1])}, … {names[-1]}"
    if more:
        others = rules.others if korean else APA.others
        return f"{', '.join(names)}{',' * (not korean)} {others}"
    if korean:
        return ", ".join(names)
    whole = any(not person.family for person in people)
    return _listed(names, comma=len(names) > 2 or not whole)


def straight(people: Sequence[Author], *, korean: bool = False) -> str:
    """``J. Dubois & R. Keller``, as names of editors stand."""
    names = [_straight(person) for person in people]
    return ", ".join(names) if korean else _listed(names, comma=len(names) > 2)


def _listed(names: Sequence[str], *, comma: bool) -> str:
    *first, last = names
    return f"{', '.join(first)}{',' * comma} & {last}" if first else last


def _inverted(person: Author) -> str:
    if person.east_asian or not person.family:
        return person.name
    return ", ".join(filter(None, (person.family, person.initials, person.suffix)))


def _straight(person: Author) -> str:
    if person.east_asian or not person.family:
        return person.name
    name = " ".join(filter(None, (person.initials, person.family)))
    return ", ".join(filter(None, (name, person.suffix)))


def joined(parts: Iterable[Sequence[Piece]], sign: str) -> Part:
    """Parts with a sign between them; a full stop where no other sign ends the part before."""
    found: Part = []
    for part in parts:
        if not any(words for words, _italic in part):
            continue
        if found:
            ended = sign.startswith(".") and _last(found) in ".?!"
            found.append((sign[1:] if ended else sign, False))
        found += [piece for piece in part if piece[0]]
    return found


def ended(part: Part) -> Part:
    """A part with a full stop where no other sign ends it."""
    return part if not part or _last(part) in ".?!" else [*part, (".", False)]


def _last(part: Part) -> str:
    return part[-1][0][-1:].replace("。", ".").replace("？", "?") or " "


def bracketed(found: Iterable[str]) -> Part:
    """Words in parentheses, parted by semicolons; nothing where there are none."""
    words = "; ".join(filter(None, found))
    return [(f"({words})", False)] if words else []
