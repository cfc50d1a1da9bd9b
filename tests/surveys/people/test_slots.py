"""Reading slots: when they may start, when they end, what is paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from surveys.ids import ParticipantId, RoundId
from surveys.people.slots import (
    Left,
    Slot,
    end_of,
    how_long,
    is_open,
    month_before,
    next_month,
    opens_again,
    read_month,
)

LONDON = ZoneInfo("Europe/London")
BEGAN = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
SLOT = Slot(
    b"s" * 16,
    ParticipantId(b"r" * 16),
    RoundId("meetings"),
    began=BEGAN,
    ends=BEGAN + timedelta(minutes=40),
    last=BEGAN,
)


def at(clock: str, day: str = "2026-07-01") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize("day", ["2026-07-01", "2026-12-01"])
@pytest.mark.parametrize(
    ("clock", "opened"),
    [("07:59:59", False), ("08:00", True), ("20:59:59", True), ("21:00", False), ("03:00", False)],
)
def test_60_nobody_starts_between_nine_at_night_and_eight(
    day: str, clock: str, opened: bool
) -> None:
    """60: heavy words are not taken to bed; London's clock on the wall, all year."""
    assert is_open(at(clock, day), LONDON) is opened


def test_60_a_slot_that_runs_into_nine_ends_then() -> None:
    """60: it is an end, not a wish."""
    assert end_of(at("10:00"), 40, LONDON) == at("10:40")
    assert end_of(at("20:45"), 40, LONDON) == at("21:00")


@pytest.mark.parametrize(
    ("now", "opens"),
    [(at("22:00"), at("08:00", "2026-07-02")), (at("03:00"), at("08:00"))],
)
def test_60_it_is_said_when_it_opens_again(now: datetime, opens: datetime) -> None:
    """60: "not now" without "then" is a door shut in a face."""
    assert opens_again(now, LONDON) == opens


def test_60_a_slot_is_over_at_its_end_and_at_its_stop() -> None:
    """60: what its gate asks."""
    assert SLOT.is_running(BEGAN)
    assert SLOT.is_running(BEGAN + timedelta(minutes=39, seconds=59))
    assert not SLOT.is_running(BEGAN + timedelta(minutes=40))
    assert not SLOT.is_running(BEGAN - timedelta(seconds=1))
    assert not replace(SLOT, stopped=BEGAN).is_running(BEGAN + timedelta(minutes=1))
    assert SLOT.takes_decision(BEGAN + timedelta(minutes=44))
    assert not SLOT.takes_decision(BEGAN + timedelta(minutes=45))
    assert not replace(SLOT, stopped=BEGAN).takes_decision(BEGAN)


@pytest.mark.parametrize(
    ("last", "stopped", "paid"),
    [(0, None, 10), (25, None, 35), (39, None, 40), (3, 3, 3), (39, 40, 40)],
)
def test_60_minutes_are_paid_to_the_stop_or_a_while_after_the_last_tap(
    last: int, stopped: int | None, paid: int
) -> None:
    """60: who sits back after a heavy text is paid; a computer that died is not."""
    slot = replace(
        SLOT,
        last=BEGAN + timedelta(minutes=last),
        stopped=None if stopped is None else BEGAN + timedelta(minutes=stopped),
    )

    assert slot.minutes(BEGAN + timedelta(days=1)) == paid


def test_60_a_begun_minute_counts_and_one_to_come_does_not() -> None:
    """60: pay is rounded to whoever did the work, and is never ahead of it."""
    stopped = replace(SLOT, stopped=BEGAN + timedelta(seconds=61))

    assert stopped.minutes(BEGAN + timedelta(days=1)) == 2
    assert SLOT.minutes(BEGAN + timedelta(seconds=1)) == 1


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (40, (Left.ABOUT, 40)),
        (27, (Left.ABOUT, 25)),
        (6, (Left.ABOUT, 5)),
        (4, (Left.NEAR, 5)),
        (1, (Left.VERY_NEAR, 2)),
    ],
)
def test_60_the_clock_says_words_in_steps(left: int, said: tuple[Left, int]) -> None:
    """60: a number that counts down is a whip."""
    assert how_long(timedelta(minutes=left)) == said


def test_months_go_over_the_year() -> None:
    """Pay in January asks for December."""
    assert read_month("2026-12") == date(2026, 12, 1)
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert month_before(date(2027, 1, 31)) == date(2026, 12, 1)
    with pytest.raises(ValueError, match="does not match"):
        read_month("November")
