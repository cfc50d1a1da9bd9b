"""Rounds in the chats of those who make them."""

from __future__ import annotations

from dataclasses import replace

from bot.wording.launching import row
from tests.bot.chatting import START, a_round

HOSTILE = "Food [tap](https://evil.example) t.me/evil @evil"


def test_e3_a_title_with_an_address_is_no_link_in_the_list() -> None:
    """Whoever writes a round must not send its confirmers elsewhere."""
    round_ = a_round(now=START)
    hostile = round_.survey.model_copy(update={"title": {"en": HOSTILE}})
    said = row(replace(round_, survey=hostile))

    assert "https://evil" not in said
    assert "t.me/evil" not in said
    assert "@evil" not in said
    assert "Food [tap]" in said
