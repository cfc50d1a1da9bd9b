"""The order of handlers."""

from __future__ import annotations

from bot.telegram import answering, callbacks
from bot.telegram.handlers import ROOMS


def test_those_who_take_whatever_is_left_come_last() -> None:
    """A handler behind one that takes everything would never be asked."""
    assert ROOMS[-2:] == (callbacks, answering)
