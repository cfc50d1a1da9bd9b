from __future__ import annotations

import pytest

from surveys.library.shelf import LibraryWay, ShelfMistake, read_shelf

ROUND = """
[food]
ways = ["together", "ticket"]
smallest = 12
why = "Food is every day."
when = "The menu can change."
"""
TALK = """
[house-talk]
title = "House talk"
ways = ["house_talk"]
smallest = 2
largest = 5
minutes = 30
why = "They talk, and agree what is said."
when = "One home wants to be heard."
could_change = "what they agree"
decides = "Whoever needs to hear it"
"""


def test_a_shelf_is_read() -> None:
    """Ways, numbers and sentences stand where they were written."""
    shelf = read_shelf(ROUND + TALK, ["food"])

    assert shelf.rounds["food"].ways == (LibraryWay.TOGETHER, LibraryWay.TICKET)
    assert (shelf.rounds["food"].smallest, shelf.talk.largest) == (12, 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROUND.replace("12", "5") + TALK, r"\[food\]: smallest"),
        (ROUND + 'wy = "x"\n' + TALK, r"\[food\]: wy"),
        (ROUND.replace("ticket", "tickets") + TALK, r"\[food\]: ways 1"),
        (ROUND, r"\[house-talk\]: ways"),
        (ROUND + ROUND.replace("food", "drink") + TALK, r"no drink\.yaml\. Add it"),
        (ROUND + 'waves = ["food"]\n' + TALK, "food is there twice"),
        (TALK, r"food\.yaml has no entry\. Add \[food\]"),
        (ROUND + "why\n" + TALK, r"shelf\.toml: .*line 7"),
    ],
)
def test_what_a_shelf_cannot_say_is_named(text: str, said: str) -> None:
    """Whoever adds a round is told which entry, which line of it, and what to do."""
    with pytest.raises(ShelfMistake, match=said):
        read_shelf(text, ["food"])
