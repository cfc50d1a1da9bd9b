"""The tests of bot/services/guessing.py."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.guessing import ALLOWED, MANY, MOST_PLACES, REFILL, WrongCodes
from tests.bot.webchat.scripted import WHEN


class _Clock:
    now = WHEN

    def __call__(self) -> datetime:
        return self.now


def test_c3_the_twenty_first_wrong_code_in_an_hour_waits() -> None:
    """Guessing must not pay, but a mistyped slip must not shut anybody out."""
    clock = _Clock()
    codes = WrongCodes(clock)
    for _ in range(ALLOWED):
        assert codes.may_try("here")
        codes.note("here")

    assert not codes.may_try("here")
    assert codes.may_try("elsewhere")
    clock.now += timedelta(seconds=REFILL)
    assert codes.may_try("here")
    codes.note("here")
    assert not codes.may_try("here")


def test_c3_a_clock_set_back_lets_nobody_guess_faster() -> None:
    """The count must not depend on an honest clock."""
    clock = _Clock()
    codes = WrongCodes(clock)
    for _ in range(ALLOWED):
        codes.note("here")
    clock.now -= timedelta(hours=3)

    assert not codes.may_try("here")


def test_places_are_forgotten_rather_than_memory_filled() -> None:
    """Somebody with many addresses must not fill the machine's memory."""
    codes = WrongCodes(_Clock())
    for number in range(MOST_PLACES + 5):
        codes.note(str(number))

    assert len(codes._places) == MOST_PLACES


def test_c3_two_hundred_in_an_hour_from_anywhere_sound_the_alarm_once() -> None:
    """C3: somebody with many addresses is slowed by none of them; a person has to know."""
    clock, sounded = _Clock(), []
    codes = WrongCodes(clock, lambda: sounded.append(clock.now))
    for number in range(MANY - 1):
        codes.note(f"place {number}")
    assert sounded == []
    codes.note("one more")
    for number in range(3 * MANY):
        codes.note(f"elsewhere {number}")
    assert len(sounded) == 1

    clock.now += timedelta(hours=1)
    for number in range(MANY):
        codes.note(f"again {number}")
    assert len(sounded) == 2


def test_c3_two_hundred_in_a_day_sound_nothing() -> None:
    """People mistype slips all day long."""
    clock, sounded = _Clock(), []
    codes = WrongCodes(clock, lambda: sounded.append(1))
    for number in range(2 * MANY):
        codes.note(str(number))
        clock.now += timedelta(seconds=20)

    assert sounded == []
