"""The help card: few numbers, each alone on its line, and no promise."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from bot.wording.helping import Moment, help_card, more_card, trouble_lines
from surveys.safeguarding.plan import HomePlan, Plan
from surveys.safeguarding.screening import Category
from tests.bot.chatting import POLICY, START

NOON = Moment(START)
MAPLE = HomePlan(home="Maple House", duty_number="0161 496 0000")
AT_HOME = POLICY.model_copy(update={"plan": Plan(homes=(MAPLE,))})


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("category", [None, *get_args(Category)])
@pytest.mark.parametrize("severity", [0, 1, 2, 3])
def test_g5_there_are_at_least_three_numbers_each_alone_on_its_line(
    known: bool, category: Category | None, severity: int
) -> None:
    """In Telegram only a number that stands alone is sure to be rung by a tap."""
    card = help_card(POLICY, Moment(START, "", category, severity), known=known)
    lines = card.text.splitlines()
    there = [one.number for one in POLICY.numbers if one.number in lines]

    assert len(there) >= 3
    assert {"999", "0800 1111"} <= set(there)
    first = lines[2]
    assert first == ("Emergency" if severity == 3 else "Childline")


def test_g5_the_card_is_calm_and_the_rest_is_one_tap_away() -> None:
    """Twelve numbers at once are a wall; all of them are on the second card."""
    card = help_card(POLICY, NOON)
    shown = [one for one in POLICY.numbers if one.number in card.text.splitlines()]

    assert len(shown) <= 6
    assert [b.label for row in card.rows for b in row] == ["More numbers"]
    assert "/deleteme" not in card.text
    assert "/deleteme" in more_card(POLICY, NOON).text
    assert "/deleteme" not in more_card(POLICY, NOON, known=False).text
    for number in POLICY.numbers:
        assert number.number in more_card(POLICY, NOON).text.splitlines()


def test_what_is_shut_says_when_it_opens() -> None:
    """A phone that rings out may be the last one somebody tries."""
    night = more_card(POLICY, Moment(START + timedelta(hours=12))).text

    assert "Help at Hand\n0800 528 0731\n" in night
    assert "Shut now. Opens Tuesday 2 March, 9am." in night
    assert "Shut now" not in more_card(POLICY, NOON).text


def test_the_homes_own_phone_is_there_but_not_where_staff_may_be_meant() -> None:
    """The nearest person, unless it may be the one who is meant (G10)."""
    near = help_card(AT_HOME, Moment(START, "Maple House")).text
    meant = help_card(AT_HOME, Moment(START, "Maple House", staff_meant=True)).text

    assert "Maple House\n0161 496 0000\n" in near
    assert "0161 496 0000" not in meant


def test_g12_the_help_card_probes_nothing_and_promises_nobody_is_coming() -> None:
    """A promise of arrival or of secrecy would be the most dangerous lie here."""
    text = help_card(POLICY, NOON).text

    assert "?" not in text
    assert "I can't ring anyone for you." in text


def test_g14_the_administrator_is_told_which_numbers_to_ring() -> None:
    """By the day that is passed in; nothing is said where every number was rung lately."""
    today = START.date()
    rung = tuple(n.model_copy(update={"verified_on": today}) for n in POLICY.numbers)
    fresh = POLICY.model_copy(update={"numbers": rung})
    later = today + timedelta(days=151)

    assert trouble_lines(fresh, today) == []
    (line,) = trouble_lines(POLICY, today)
    assert "Nobody has noted that they rang these: Childline, Shout, Samaritans," in line
    assert "999" not in line
    (line,) = trouble_lines(fresh, later)
    assert line.startswith("These were rung over 150 days ago: Childline, Shout,")
    wrong = rung[0].model_copy(update={"name": "A line", "number": "0800 111"})
    bad = POLICY.model_copy(update={"numbers": (*rung, wrong)})
    assert trouble_lines(bad, today)[0].startswith("These don't look like numbers to ring: A line")
