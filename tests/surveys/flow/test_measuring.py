"""Numbers and days: exact where typed, a range where tapped."""

from __future__ import annotations

from datetime import date

import pytest

from surveys.definitions.questions import DateQuestion, Number
from surveys.flow.answers import Counted, Dated, Within
from surveys.flow.events import Refusal, Refused
from surveys.flow.measuring import judge_date, judge_number
from surveys.flow.replies import Done, Picked, Said
from surveys.flow.verdicts import Verdict
from surveys.ids import QuestionKey
from tests.surveys.strategies import words

Q = QuestionKey("q")
HOURS = Number(id=Q, text=words("?"), min=0, max=16, unit=words("hours"))
FIRST, LAST = date(2025, 11, 15), date(2026, 6, 30)
MOVED = DateQuestion(id=Q, text=words("?"), earliest=FIRST, latest=LAST)
NO_DATE = Refused(Refusal.NOT_A_DATE, LAST, FIRST)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Said("14"), Counted(14)),
        (Said("about fourteen hours"), Counted(14)),
        (Said("0–2 hours"), Within("0_to_2")),
        (Picked(Q, "0_to_2"), Within("0_to_2")),
        (Picked(Q, "0_to_99"), Refused(Refusal.NOT_A_NUMBER, 16, 0)),
        (Said("17"), Refused(Refusal.NUMBER_OUTSIDE, 16, 0)),
        (Said("-1"), Refused(Refusal.NUMBER_OUTSIDE, 16, 0)),
        (Said("ages"), Refused(Refusal.NOT_A_NUMBER, 16, 0)),
        (Done(Q), Refused(Refusal.NOT_A_NUMBER, 16, 0)),
    ],
)
def test_a_number_is_taken_between_its_limits(
    reply: Said | Picked | Done, expected: Verdict
) -> None:
    """A refusal names both limits, so that the next try can be right.

    Fails when a number outside is taken, or is refused as no number at all.
    """
    assert judge_number(HOURS, reply) == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Said("3/5/26"), Dated(date(2026, 5, 3))),
        (Said("15 November 2025"), Dated(FIRST)),
        (Said("14 November 2025"), Refused(Refusal.DATE_OUTSIDE, LAST, FIRST)),
        (Said("2027"), Refused(Refusal.DATE_OUTSIDE, LAST, FIRST)),
        (Said("May 2026"), Within("2026_q2")),
        (Said("November 2025"), Within("2025_q4")),
        (Said("2025"), Within("2025_q4")),
        (Said("2026"), NO_DATE),
        (Said("April to June 2026"), Within("2026_q2")),
        (Picked(Q, "2026_q1"), Within("2026_q1")),
        (Picked(Q, "2024_q1"), NO_DATE),
        (Said("yesterday"), NO_DATE),
        (Said("yesterday", date(2026, 2, 1)), Dated(date(2026, 1, 31))),
        (Said("when I was small"), NO_DATE),
        (Done(Q), NO_DATE),
    ],
)
def test_a_day_is_taken_between_its_limits_and_a_month_where_it_is_in_one_range(
    reply: Said | Picked | Done, expected: Verdict
) -> None:
    """Half of 2026 would be a guess.

    Fails when a year is put into its first range.
    """
    assert judge_date(MOVED, reply) == expected
