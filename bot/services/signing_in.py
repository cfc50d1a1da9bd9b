"""Signing in: a PIN that opens the staff views of one browser chat, for a while.

The chat's cookie says who it is; the PIN says that it is still them. What is open lives in
memory only: a restart locks everything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.services.world import World
from storage import audit, people, signins
from storage.signins import PinResult
from surveys.ids import ParticipantId

IDLE = timedelta(minutes=10)
"""Unused for this long, the views lock themselves."""

LONGEST = timedelta(hours=8)
"""However busy, the PIN is asked for again after a working day."""

FEWEST_DIGITS, MOST_DIGITS = 6, 12

LOCKED_FOR = timedelta(minutes=15)
"""How long five wrong PINs keep the views shut (``storage.signins`` counts them)."""


class PinTrouble(StrEnum):
    """Why a PIN cannot be taken. Each has its own words."""

    NOT_DIGITS = "not_digits"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_EASY = "too_easy"
    NOT_THE_SAME = "not_the_same"
    ALREADY_SET = "already_set"


@dataclass(slots=True)
class _Open:
    pid: ParticipantId
    since: datetime
    last_used: datetime


@dataclass(slots=True)
class OpenViews:
    """Which browser chats have their staff views open. ``session`` is the cookie's hash."""

    _open: dict[bytes, _Open] = field(default_factory=dict)

    def open(self, session: bytes, pid: ParticipantId, now: datetime) -> None:
        """Open the views of one browser chat for one person."""
        self._open[session] = _Open(pid, now, now)

    def is_open(self, session: bytes, pid: ParticipantId, now: datetime) -> bool:
        """Whether they are open for this person; asking counts as using them."""
        held = self._open.get(session)
        if held is None:
            return False
        spent = now - held.last_used >= IDLE or now - held.since >= LONGEST
        if held.pid != pid or spent or now < held.last_used - IDLE:
            self.lock(session)
            return False
        held.last_used = max(now, held.last_used)
        return True

    def lock(self, session: bytes) -> None:
        """Lock one browser chat's views."""
        self._open.pop(session, None)

    def lock_person(self, pid: ParticipantId) -> None:
        """Lock every view a person has open, wherever they are."""
        self._open = {key: held for key, held in self._open.items() if held.pid != pid}


def pin_trouble(pin: str, again: str | None = None) -> PinTrouble | None:
    """What is wrong with a PIN somebody would like, or None."""
    if not (pin.isascii() and pin.isdigit()):
        return PinTrouble.NOT_DIGITS
    if len(pin) < FEWEST_DIGITS:
        return PinTrouble.TOO_SHORT
    if len(pin) > MOST_DIGITS:
        return PinTrouble.TOO_LONG
    if _easy(pin):
        return PinTrouble.TOO_EASY
    if again is not None and again != pin:
        return PinTrouble.NOT_THE_SAME
    return None


async def choose_pin(
    world: World, pid: ParticipantId, pin: str, again: str | None = None
) -> PinTrouble | None:
    """Set a staff member's first PIN; a forgotten one is cleared by the administrator.

    Returns:
        None when it was set, else what stood in the way.
    """
    trouble = pin_trouble(pin, again)
    if trouble is not None:
        return trouble
    async with world.database.write() as db:
        person = await people.load_person(db, world.keys, pid)
        if person is None or not person.role.is_staff or await signins.has_pin(db, pid):
            return PinTrouble.ALREADY_SET
        await signins.set_pin(db, pid, pin)
        await audit.record(db, at=world.now(), who=pid, action="pin chosen", about="")
    return None


async def needs_pin(world: World, pid: ParticipantId) -> bool:
    """Whether this person has not chosen a PIN yet."""
    async with world.database.read() as db:
        return not await signins.has_pin(db, pid)


async def unlock(
    world: World, views: OpenViews, session: bytes, pid: ParticipantId, pin: str
) -> PinResult:
    """Open the staff views of one browser chat if the PIN is right.

    Five wrong ones lock the PIN for a quarter of an hour, right or wrong.
    """
    async with world.database.write() as db:
        result = await signins.check_pin(db, pid, pin, world.now())
        action = "signed in" if result is PinResult.OK else "sign-in refused"
        await audit.record(db, at=world.now(), who=pid, action=action, about="")
    if result is PinResult.OK:
        views.open(session, pid, world.now())
    return result


def _easy(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    halves = len(pin) % 2 == 0 and pin[: len(pin) // 2] == pin[len(pin) // 2 :]
    in_pairs = len(set(pin)) <= 2
    return (len(steps) == 1 and steps <= {0, 1, 9}) or in_pairs or (halves and _easy_half(pin))


def _easy_half(pin: str) -> bool:
    half = pin[: len(pin) // 2]
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(half)}
    return len(steps) == 1
