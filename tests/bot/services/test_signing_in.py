"""Signing in: a PIN, five tries, ten idle minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.signing_in import (
    IDLE,
    LONGEST,
    OpenViews,
    PinTrouble,
    choose_pin,
    needs_pin,
    pin_trouble,
    unlock,
)
from storage import audit
from storage.signins import PinResult
from surveys.ids import ParticipantId
from tests.bot.after_seal.house import NOW, House

GOOD = "294817"
SESSION = b"s" * 32
PID = ParticipantId(b"p" * 16)


@pytest.mark.parametrize(
    ("pin", "trouble"),
    [
        ("12345", PinTrouble.TOO_SHORT),
        ("1234567890123", PinTrouble.TOO_LONG),
        ("29481a", PinTrouble.NOT_DIGITS),
        ("٢٩٤٨١٧", PinTrouble.NOT_DIGITS),
        ("123456", PinTrouble.TOO_EASY),
        ("987654", PinTrouble.TOO_EASY),
        ("111111", PinTrouble.TOO_EASY),
        ("121212", PinTrouble.TOO_EASY),
        ("123123", PinTrouble.TOO_EASY),
        ("890123", PinTrouble.TOO_EASY),
        (GOOD, None),
        ("2948170356", None),
    ],
)
def test_a_pin_somebody_could_guess_is_refused(pin: str, trouble: PinTrouble | None) -> None:
    """The PIN is all that stands between a left-open laptop and other people's words."""
    assert pin_trouble(pin) is trouble


def test_two_different_tries_at_a_new_pin_are_noticed() -> None:
    """A slip while choosing would lock its owner out."""
    assert pin_trouble(GOOD, "294818") is PinTrouble.NOT_THE_SAME


def test_views_lock_after_ten_idle_minutes() -> None:
    """A person called away leaves words on the screen."""
    views = OpenViews()
    views.open(SESSION, PID, NOW)

    assert views.is_open(SESSION, PID, NOW + IDLE - timedelta(seconds=1))
    assert views.is_open(SESSION, PID, NOW + 2 * IDLE - timedelta(seconds=2))
    assert not views.is_open(SESSION, PID, NOW + 4 * IDLE)
    assert not views.is_open(SESSION, PID, NOW + 4 * IDLE)


def test_views_lock_after_a_working_day_however_busy() -> None:
    """A session that is never idle still ends."""
    views = OpenViews()
    views.open(SESSION, PID, NOW)
    at = NOW
    while at < NOW + LONGEST - timedelta(minutes=5):
        at += timedelta(minutes=5)
        views.is_open(SESSION, PID, at)

    assert not views.is_open(SESSION, PID, NOW + LONGEST)


def test_views_open_for_one_person_in_one_browser_only() -> None:
    """C5: another account or another cookie opens nothing."""
    views = OpenViews()
    views.open(SESSION, PID, NOW)

    assert not views.is_open(b"t" * 32, PID, NOW)
    assert not views.is_open(SESSION, ParticipantId(b"q" * 16), NOW)


async def test_a_first_pin_is_chosen_once_and_only_by_staff(house: House) -> None:
    """Whoever finds a signed-in browser later must not set a PIN of their own."""
    sam, robin = house.pid("Sam"), house.pid("yp0")
    assert await needs_pin(house.world, sam)

    assert await choose_pin(house.world, sam, GOOD, GOOD) is None
    assert not await needs_pin(house.world, sam)
    assert await choose_pin(house.world, sam, "736281", "736281") is PinTrouble.ALREADY_SET
    assert await choose_pin(house.world, robin, GOOD, GOOD) is PinTrouble.ALREADY_SET


@pytest.mark.sqlite_only
async def test_five_wrong_pins_lock_even_the_right_one_for_a_quarter_of_an_hour(
    house: House,
) -> None:
    """Six digits are guessed in an afternoon if nobody counts."""
    sam, views = house.pid("Sam"), OpenViews()
    await choose_pin(house.world, sam, GOOD)
    tries = [await unlock(house.world, views, SESSION, sam, "000000") for _ in range(5)]

    assert tries == [PinResult.WRONG] * 4 + [PinResult.LOCKED]
    assert await unlock(house.world, views, SESSION, sam, GOOD) is PinResult.LOCKED
    house.clock.on(minutes=15, seconds=1)
    assert await unlock(house.world, views, SESSION, sam, GOOD) is PinResult.OK
    assert views.is_open(SESSION, sam, house.world.now())


@pytest.mark.sqlite_only
async def test_e6_every_try_is_in_the_trail_without_the_pin(house: House) -> None:
    """A trail that held PINs, even wrong ones, would give the right one away."""
    sam = house.pid("Sam")
    await choose_pin(house.world, sam, GOOD)
    await unlock(house.world, OpenViews(), SESSION, sam, "294816")
    async with house.world.database.read() as db:
        entries = await audit.list_audit(db)

    assert [(e.who, e.action, e.about) for e in entries] == [
        (sam, "pin chosen", ""),
        (sam, "sign-in refused", ""),
    ]
