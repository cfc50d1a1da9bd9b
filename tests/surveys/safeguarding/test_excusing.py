"""What makes the same words mean nothing."""

from __future__ import annotations

import pytest

from surveys.safeguarding.excusing import denied, plain_meaning, settled, told_of_others


@pytest.mark.parametrize(
    ("before", "is_denied"),
    [
        (" he never ", True),
        (" no one ", True),
        (" none of the staff ", True),
        (" i do not like it when he ", False),
        (" when i do not listen he ", False),
        (" he ", False),
    ],
)
def test_a_negation_reaches_as_far_as_its_own_subject(before: str, is_denied: bool) -> None:
    """ "I don't like it when he hits me" denies nothing."""
    assert denied(f"{before}hits me ", len(before) - 1) == is_denied


def test_a_double_negation_is_said_plainly() -> None:
    """ "Never stops" is the opposite of "never"."""
    assert plain_meaning(" he never stops hitting me ") == " he keeps hitting me "


def test_a_lesson_does_not_excuse_whoever_says_me() -> None:
    """A worry told beside a topic is still a worry."""
    lesson = " in assembly i saw that my dad hits me "

    assert told_of_others(" we had an assembly about abuse ", " abuse ", "abuse")
    assert not told_of_others(lesson, " hits me ", "abuse")


def test_what_is_over_is_settled_and_what_goes_on_is_not() -> None:
    """A past worry that is still going on is not past."""
    assert settled(" i used to run away but not since i moved here ")
    assert not settled(" i used to run away and i still do ")
