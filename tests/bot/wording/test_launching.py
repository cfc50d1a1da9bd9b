"""Rounds in the chats of those who make them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.wording.launching import row
from surveys.rounds.round import State
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


@pytest.mark.parametrize(
    ("state", "said", "never"),
    [
        (State.OPEN, "Closes ", "Closed"),
        (State.RELEASED, "Closed ", "Closes"),
        (State.CANCELLED, "(evenings): ended early", "Close"),
    ],
)
def test_only_a_round_that_has_yet_to_close_says_that_it_closes(
    state: State, said: str, never: str
) -> None:
    """A round that is over, or never opened, must not look as if it still took answers."""
    line = row(replace(a_round(now=START), state=state))

    assert line.startswith("Evenings (evenings): ")
    assert said in line
    assert never not in line
