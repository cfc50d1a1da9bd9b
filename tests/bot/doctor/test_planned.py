"""What the doctor says of what people depend on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.doctor.planned import AHEAD, working_days
from surveys.rounds.working_days import LAST_KNOWN, SOURCE

LAST = date(LAST_KNOWN, 12, 31)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 22), False),
        (LAST - AHEAD, False),
        (LAST - AHEAD + timedelta(days=1), True),
        (LAST + timedelta(days=400), True),
    ],
)
def test_33_it_is_said_in_time_that_bank_holidays_are_known_no_further(
    today: date, said: bool
) -> None:
    """Whoever keeps the computer hears it before a promised day is counted wrong."""
    found = list(working_days(today))

    assert bool(found) is said
    assert all(str(LAST_KNOWN) in one.said and SOURCE in one.way_out for one in found)
