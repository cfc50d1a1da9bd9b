"""Signing in: a PIN, or an app's code, opens the staff views of one browser chat, for a while.

The chat's cookie says who it is; the PIN or the code says that it is still them. What is open
lives in memory only: a restart locks everything.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

import pyotp
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import audit, authenticators, people, signins
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


class WayIn(StrEnum):
    """What opens somebody's staff views. One thing at a time."""

    NONE = "none"
    PIN = "pin"
    APP = "app"


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret while it is shown to its owner: as a link for their app, and to type."""

    link: str
    key: str


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
        is_known = person is not None and person.role.has_views
        if not is_known or await find_way_in(db, pid) is not WayIn.NONE:
            return PinTrouble.ALREADY_SET
        await signins.set_pin(db, pid, pin)
        await audit.record(db, at=world.now(), who=pid, action="pin chosen", about="")
    return None


async def way_in(world: World, pid: ParticipantId) -> WayIn:
    """What opens this person's views now."""
    async with world.database.read() as db:
        return await find_way_in(db, pid)


async def find_way_in(db: AsyncSession, pid: ParticipantId) -> WayIn:
    """``way_in``, inside a transaction."""
    if await authenticators.has_authenticator(db, pid):
        return WayIn.APP
    return WayIn.PIN if await signins.has_pin(db, pid) else WayIn.NONE


async def offer_app(world: World, pid: ParticipantId) -> Offer | None:
    """Show a secret for an authenticator app. It opens nothing until a code of it comes back.

    The same one is shown until then. None where an app is their way in already, or for
    whoever is not staff.
    """
    async with world.database.write() as db:
        person = await people.load_person(db, world.keys, pid)
        if person is None or not person.role.has_views:
            return None
        secret = await authenticators.load_offer(db, world.keys, pid)
        if secret is None:
            secret = base64.b32encode(world.fresh_bytes(authenticators.SECRET_BYTES)).decode()
            if not await authenticators.offer_authenticator(db, world.keys, pid, secret):
                return None
    # The name in the link is what the app shows; it says nothing of who they are.
    link = pyotp.TOTP(secret).provisioning_uri(name="Staff views", issuer_name="Earshot")
    return Offer(link, " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)))


async def confirm_app(world: World, pid: ParticipantId, code: str, pin: str = "") -> PinResult:
    """Take the first code of an offered app: from here on it is the way in, and the PIN goes.

    Whoever has a PIN types it too: a view left open must not give somebody else a way in.
    """
    async with world.database.write() as db:
        if await signins.has_pin(db, pid):
            known = await signins.check_pin(db, pid, pin, world.now())
            if known is not PinResult.OK:
                return known
        result = await authenticators.check_authenticator(
            db, world.keys, pid, _digits(code), world.now(), confirming=True
        )
        if result is PinResult.OK:
            await signins.drop_pin(db, pid)
            await audit.record(db, at=world.now(), who=pid, action="app set up", about="")
    return result


async def prove(db: AsyncSession, world: World, pid: ParticipantId, typed: str) -> PinResult:
    """Try somebody's PIN, or their app's code: whichever is their way in."""
    if await find_way_in(db, pid) is WayIn.APP:
        code = _digits(typed)
        return await authenticators.check_authenticator(db, world.keys, pid, code, world.now())
    return await signins.check_pin(db, pid, typed, world.now())


async def unlock(
    world: World, views: OpenViews, session: bytes, pid: ParticipantId, typed: str
) -> PinResult:
    """Open the staff views of one browser chat if the PIN, or the app's code, is right.

    Five wrong ones lock it for a quarter of an hour, right or wrong.
    """
    async with world.database.write() as db:
        now = world.now()
        result = await prove(db, world, pid, typed)
        action = "signed in" if result is PinResult.OK else "sign-in refused"
        await audit.record(db, at=now, who=pid, action=action, about="")
    if result is PinResult.OK:
        views.open(session, pid, world.now())
    return result


async def reset_sign_in(
    world: World, views: OpenViews, by: ParticipantId, pid: ParticipantId
) -> bool:
    """Clear somebody's PIN and app, so that they choose anew; their open views lock at once.

    Returns:
        False for whoever may not, for themselves, and where there is nothing to clear.
    """
    async with world.database.write() as db:
        admin = await people.load_person(db, world.keys, by)
        person = await people.load_person(db, world.keys, pid)
        if admin is None or not admin.role.can_manage_people or by == pid:
            return False
        if person is None or not person.role.has_views:
            return False
        if await find_way_in(db, pid) is WayIn.NONE:
            return False
        await signins.drop_pin(db, pid)
        await authenticators.drop_authenticator(db, pid)
        about = f"{person.role.value} {pid.hex()[:8]}"
        await audit.record(db, at=world.now(), who=by, action="sign-in reset", about=about)
    views.lock_person(pid)
    return True


def _digits(code: str) -> str:
    """A code as apps show it, in two groups of three, without the space."""
    return "".join(code.split())


def _easy(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    halves = len(pin) % 2 == 0 and pin[: len(pin) // 2] == pin[len(pin) // 2 :]
    in_pairs = len(set(pin)) <= 2
    return (len(steps) == 1 and steps <= {0, 1, 9}) or in_pairs or (halves and _easy_half(pin))


def _easy_half(pin: str) -> bool:
    half = pin[: len(pin) // 2]
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(half)}
    return len(steps) == 1
