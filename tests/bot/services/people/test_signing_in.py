"""Signing in: a PIN, five tries, ten idle minutes."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from bot.services.people.signing_in import (
    IDLE,
    LONGEST,
    OpenViews,
    PinTrouble,
    WayIn,
    choose_pin,
    confirm_app,
    offer_app,
    pin_trouble,
    reset_sign_in,
    unlock,
    way_in,
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
    assert await way_in(house.world, sam) is WayIn.NONE

    assert await choose_pin(house.world, sam, GOOD, GOOD) is None
    assert await way_in(house.world, sam) is WayIn.PIN
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


def code(house: House, key: str, steps: int = 0) -> str:
    """What the app shows, so many half-minutes from now."""
    totp = pyotp.TOTP(key.replace(" ", ""))
    return totp.generate_otp(int(house.clock().timestamp()) // 30 + steps)


async def with_app(house: House, name: str = "Sam") -> str:
    """Set an app up for somebody; return its key. A half-minute later, so that a code is new."""
    offer = await offer_app(house.world, house.pid(name))
    assert offer is not None
    done = await confirm_app(house.world, house.pid(name), code(house, offer.key))
    assert done is PinResult.OK
    house.clock.on(seconds=60)
    return offer.key


@pytest.mark.sqlite_only
async def test_an_app_counts_only_once_its_first_code_came_back(house: House) -> None:
    """A square that was never scanned must not shut anybody out."""
    sam = house.pid("Sam")
    await choose_pin(house.world, sam, GOOD, GOOD)
    offer = await offer_app(house.world, sam)
    assert offer is not None
    assert await way_in(house.world, sam) is WayIn.PIN
    assert await confirm_app(house.world, sam, "000000", GOOD) is PinResult.WRONG
    assert await confirm_app(house.world, sam, code(house, offer.key), "736281") is PinResult.WRONG
    assert await way_in(house.world, sam) is WayIn.PIN

    assert await confirm_app(house.world, sam, code(house, offer.key), GOOD) is PinResult.OK
    assert await way_in(house.world, sam) is WayIn.APP
    assert await unlock(house.world, OpenViews(), SESSION, sam, GOOD) is PinResult.WRONG
    assert await offer_app(house.world, sam) is None, "the key is never shown again"


@pytest.mark.sqlite_only
async def test_a_code_opens_once_and_for_a_half_minute_either_side(house: House) -> None:
    """Clocks differ a little; whoever looked over a shoulder comes too late."""
    sam, views = house.pid("Sam"), OpenViews()
    key = await with_app(house)

    async def tried(typed: str) -> PinResult:
        return await unlock(house.world, views, SESSION, sam, typed)

    assert await tried(code(house, key, -2)) is PinResult.WRONG
    assert await tried(code(house, key, 2)) is PinResult.WRONG
    shown = code(house, key)
    assert await tried(f"{shown[:3]} {shown[3:]}") is PinResult.OK
    assert await tried(shown) is PinResult.WRONG
    assert await tried(code(house, key, -1)) is PinResult.WRONG
    assert await tried(code(house, key, 1)) is PinResult.OK
    house.clock.on(minutes=5)
    assert await tried(code(house, key, -1)) is PinResult.OK


@pytest.mark.sqlite_only
async def test_c3_wrong_codes_of_an_app_are_slowed_like_wrong_pins(house: House) -> None:
    """Six digits are a million; at five a quarter of an hour that is years."""
    sam, views = house.pid("Sam"), OpenViews()
    key = await with_app(house)
    results = [await unlock(house.world, views, SESSION, sam, "000000") for _ in range(5)]

    assert results == [PinResult.WRONG] * 4 + [PinResult.LOCKED]
    locked = await unlock(house.world, views, SESSION, sam, code(house, key))
    assert locked is PinResult.LOCKED
    house.clock.on(minutes=16)
    assert await unlock(house.world, views, SESSION, sam, code(house, key)) is PinResult.OK


@pytest.mark.sqlite_only
async def test_only_another_administrator_resets_a_way_in_and_it_is_in_the_trail(
    house: House,
) -> None:
    """A lost phone; and nobody clears their own way past a lock."""
    sam, lee, views = house.pid("Sam"), house.pid("Lee"), OpenViews()
    await with_app(house)
    await choose_pin(house.world, lee, GOOD, GOOD)
    views.open(SESSION, sam, house.clock())

    assert not await reset_sign_in(house.world, views, house.pid("Kit"), sam)
    assert not await reset_sign_in(house.world, views, lee, lee)
    assert not await reset_sign_in(house.world, views, lee, house.pid("yp0"))
    assert await reset_sign_in(house.world, views, lee, sam)
    assert not views.is_open(SESSION, sam, house.clock())
    assert await way_in(house.world, sam) is WayIn.NONE
    async with house.world.database.read() as db:
        last = (await audit.list_audit(db))[-1]
    assert (last.who, last.action) == (lee, "sign-in reset")
