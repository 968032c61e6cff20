"""Names in a line of a queue: written as people write them, and read back."""

from __future__ import annotations

from papershelf.model.record.paper import Author
from papershelf.model.record.queuenames import names_text, parse_names

HUGO, LOUIS = Author("Touvron", "Hugo"), Author("Martin", "Louis")
OTHERS = Author(literal="others")


def test_names_are_written_as_people_write_them() -> None:
    assert names_text((HUGO, LOUIS, OTHERS)) == "Hugo Touvron; Louis Martin et al."
    assert names_text((Author("Lee", "ann"),)) == "ann Lee"
    assert names_text((Author("Van Dyke", "Ann"),)) == "Van Dyke, Ann;"
    assert parse_names("Van Dyke, Ann;") == (Author("Van Dyke", "Ann"),)
    assert parse_names("A B, C D, and E F") == (Author("B", "A"), Author("D", "C"), Author("F", "E"))
