"""What is made while pages are written is made once, and says what it says in its turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sphinx.util import logging

from papershelf.write import beside

_logger = logging.getLogger("papershelf.test")


@pytest.mark.parametrize("early", [(), ("one",), ("one", "two")])
def test_each_is_made_once_and_heard_in_its_turn(monkeypatch: pytest.MonkeyPatch, early: tuple[str, ...]) -> None:
    made: list[str] = []
    told: list[str] = []

    def job(name: str) -> Callable[[], None]:
        def do() -> None:
            made.append(name)
            _logger.warning(name)

        return do

    monkeypatch.setattr(beside._logger.logger, "handle", lambda record: told.append(record.getMessage()))
    ahead = beside.Ahead({name: job(name) for name in ("one", "two", "three")})
    for name in early:
        ahead.do(name)
    assert (made, told) == ([*early], [])
    for name in ahead.names:
        ahead.turn(name)
        ahead.turn(name)
    assert made == ["one", "two", "three"]
    assert told == [*early]
