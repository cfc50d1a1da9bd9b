"""The cards of /quiet."""

from __future__ import annotations

from bot.wording.quieting import begins_card, ends_card, rest_card, topics_card
from surveys.people.quiet import Wishes


def test_g5_every_card_of_quiet_has_the_way_to_the_numbers() -> None:
    """Whoever chooses when to be left in peace may need somebody now."""
    cards = (begins_card("en"), ends_card(20, "en"), rest_card("en"), topics_card(Wishes(), "en"))

    for card in cards:
        assert "help" in {button.press for row in card.rows for button in row}, card.text
