from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import BELIEVED, Steady

START = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Machine:
    """A computer whose clock can be put wrong while it runs on."""

    def __init__(self) -> None:
        self.seconds, self.wrong = 0.0, timedelta(0)
        self.steady = Steady(self.wall, lambda: self.seconds)

    def wall(self) -> datetime:
        return START + timedelta(seconds=self.seconds) + self.wrong

    def after(self, seconds: float) -> datetime:
        self.seconds += seconds
        return self.steady()


def test_s5_a_clock_put_forward_is_not_believed_and_one_put_back_is() -> None:
    """Forward, a round would close early; back, it closes later than it could, and only once."""
    machine = Machine()
    machine.wrong = HOUR
    assert machine.after(60) == START + timedelta(seconds=60)
    machine.wrong = -HOUR
    assert machine.after(60) == START + timedelta(seconds=120) - HOUR
    machine.wrong = timedelta(0)
    assert machine.after(60) == START + timedelta(seconds=180)


@pytest.mark.parametrize("second", [1, -1])
def test_s5_a_clock_that_is_kept_right_is_followed_to_the_second(second: int) -> None:
    """Closes are exact; a thousand small corrections add up to what the host says."""
    machine = Machine()
    for _ in range(1000):
        machine.wrong += timedelta(seconds=second)
        machine.after(60)

    assert abs(machine.after(0) - machine.wall()) <= timedelta(seconds=1)


def test_s5_a_clock_that_stays_ahead_for_a_day_was_put_right() -> None:
    """A house that was set up on a wrong clock does not close late for ever."""
    machine = Machine()
    machine.wrong = HOUR
    assert machine.after(60) < machine.wall()
    machine.after(BELIEVED - 60)
    machine.after(120)

    assert machine.steady() == machine.wall()
