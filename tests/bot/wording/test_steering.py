"""What is said of a round that waits."""

from __future__ import annotations

from bot.wording.steering import sure_card, waits_card
from tests.bot.chatting import START, a_round


def test_a_round_that_waits_promises_no_later_close() -> None:
    """A round that goes on within a day closes when it always did."""
    round_ = a_round(now=START)

    for said in (waits_card(round_).text, sure_card(round_, "wait").text):
        assert "may close later" in said
