"""Which choices typed words name, and how much for each."""

from __future__ import annotations

import time

import pytest

from surveys.definitions.questions import Choice
from surveys.flow.amounts import amounts_named

CHOICES = tuple(
    Choice(value=value, label={"en": label})
    for value, label in (("food", "Food"), ("wifi", "Wifi"), ("box", "Xbox"))
)


@pytest.mark.parametrize(
    "text",
    [
        "food 3, wifi 2", "Food: 3, Wifi: 2", "food=3\nwifi=2", "3 food, 2 wifi",
        "food x3; wifi x2", "food three and wifi two", "food 3 wifi 2", "3 for food, 2 for wifi",
        "food - 3, wifi - 2", "3 dots for food, 2 on wifi", "1: 3, wifi 2",
        "food 1, wifi 2, food 3",
    ],
)  # fmt: skip
def test_a_share_is_heard_however_it_is_said(text: str) -> None:
    """People write lists in their own way."""
    assert dict(amounts_named(CHOICES, text, "en") or ()) == {"food": 3, "wifi": 2}


def test_a_name_alone_has_no_number_yet() -> None:
    """What that means is for the question to say."""
    assert amounts_named(CHOICES, "food", "en") == (("food", None),)
    assert amounts_named(CHOICES, "xbox 2", "en") == (("box", 2),)


@pytest.mark.parametrize("text", ["", ",", "money 3", "food 3, money 1", "3", "food 3 4", "🙂"])
def test_what_is_not_on_the_list_is_not_guessed(text: str) -> None:
    """Giving somebody's dots to something else would be worse than asking again."""
    assert not amounts_named(CHOICES, text, "en") or text == "3"


@pytest.mark.parametrize(
    "text", ["food -1", "food: -1", "food −1", "-1 food", "food 3, wifi -2", "food 1.5"]
)
def test_a_number_below_nought_or_part_of_one_is_not_taken_for_another(text: str) -> None:
    """Somebody who types -1 did not say 1; they are asked again."""
    assert amounts_named(CHOICES, text, "en") is None
    assert amounts_named(CHOICES, "food - 1", "en") == (("food", 1),)


def test_a_long_text_takes_no_long_time() -> None:
    """Anybody can send four thousand characters. Fails when a pattern runs away."""
    began = time.process_time()
    for text in ("food " * 800, "x" * 4096, "3 " * 2000, "food 3, " * 500, " " * 4000 + "x"):
        amounts_named(CHOICES, text, "en")

    assert time.process_time() - began < 0.5
