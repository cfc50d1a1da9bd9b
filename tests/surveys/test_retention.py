"""How long each class of data is kept, and what an organisation may not decide."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from surveys.retained import CLASSES
from surveys.retention import Retention, last_day


@pytest.mark.parametrize(
    "change",
    [{"asked_days": 55}, {"asked_days": 366}, {"answers_days": 89}, {"backups_days": 0}],
)
def test_what_no_organisation_may_decide_is_refused(change: dict[str, int]) -> None:
    """Below eight weeks audiences could be subtracted; above twelve months a promise breaks."""
    with pytest.raises(ValidationError):
        Retention(**change)


def test_a_trail_shorter_than_the_words_it_is_about_is_refused_with_the_way_out() -> None:
    """Nobody could show who let them go."""
    with pytest.raises(ValidationError, match="Way out: make trail_days at least 700"):
        Retention(trail_days=400, answers_days=700)


def test_every_class_says_everything_about_itself() -> None:
    """A row without a reason is data that nobody dares to delete."""
    keys = [kept.key for kept in CLASSES]

    assert len(set(keys)) == len(keys)
    for kept in CLASSES:
        assert all((kept.what, kept.why, kept.how_long, kept.starts, kept.destroyed)), kept.key
        assert "{" not in kept.term(Retention())


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(1, 2000))
def test_x5_what_began_in_one_month_goes_on_one_day(day: date, days: int) -> None:
    """A last day to the day would say on which day somebody wrote. Never before its time."""
    until = last_day(day, days)

    assert until == last_day(day.replace(day=1), days)
    assert until >= day + timedelta(days=days)
    assert until - day <= timedelta(days=days + 30)
