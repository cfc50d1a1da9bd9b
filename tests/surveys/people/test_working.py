"""Stretches of work: what counts of them, when we ask, when they are over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from surveys.ids import ParticipantId
from surveys.people.working import ASK_AFTER, STOP_AFTER, Stretch, Work, counted

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MINUTES = st.integers(0, 600)


def stretch(**changes: object) -> Stretch:
    return Stretch(ParticipantId(b"p" * 16), Work.MEETING, START, START, **changes)  # type: ignore[arg-type]


def test_they_are_asked_once_after_four_hours_without_a_word() -> None:
    """And again only after they said that they still work."""
    at = START + ASK_AFTER

    assert not stretch().is_to_ask(at - MINUTE)
    assert stretch().is_to_ask(at)
    assert not stretch(was_asked=True).is_to_ask(at)


def test_what_is_forgotten_counts_up_to_the_question() -> None:
    """Whenever it is ended: after an hour, or after a week that the program was off."""
    for after in (STOP_AFTER, timedelta(days=7)):
        assert stretch().is_forgotten(START + after)
        assert stretch().end(START + after) == START + ASK_AFTER
    assert stretch().end(START + 30 * MINUTE) == START + 30 * MINUTE


def test_a_clock_that_was_set_back_counts_nothing_negative() -> None:
    """A computer whose clock was wrong for a while."""
    assert stretch().end(START - timedelta(days=1)) == START


def test_wall_time_does_not_count_instants_do() -> None:
    """From 1:30 to 1:30 in the night in October is an hour."""
    london = ZoneInfo("Europe/London")
    began = datetime(2026, 10, 25, 1, 30, tzinfo=london, fold=0).astimezone(UTC)
    until = datetime(2026, 10, 25, 1, 30, tzinfo=london, fold=1).astimezone(UTC)

    assert counted(began, until) == 60


@given(MINUTES, st.lists(st.tuples(MINUTES, MINUTES), max_size=5))
def test_what_counts_elsewhere_counts_once(length: int, spans: list[tuple[int, int]]) -> None:
    """As if each minute were looked at by itself, however spans overlap or turn round."""
    besides = [(START + a * MINUTE, START + b * MINUTE) for a, b in spans]
    taken = {minute for a, b in spans for minute in range(a, b)}

    left = sum(minute not in taken for minute in range(length))
    assert counted(START, START + length * MINUTE, besides) == left
