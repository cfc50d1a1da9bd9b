"""Paying: an administrator approves somebody's month that is over, and marks it paid.

They see days, minutes and what for: nothing of what was read or decided. Nobody approves their
own, with whichever account. What changed since it was approved is approved anew; what is paid is
locked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.reading import slots
from bot.services.reading.slots import Spent
from bot.services.two_people import is_second
from bot.services.world import World
from storage import audit, people, working
from surveys.ids import ParticipantId
from surveys.people.access import may
from surveys.people.deeds import Deed
from surveys.people.person import Person
from surveys.people.working import MonthMark


class Step(StrEnum):
    """What an administrator does with a month."""

    APPROVE = "approve"
    PAID = "paid"
    WITHDRAW = "withdraw"


class PayRefused(StrEnum):
    """Why nothing was done."""

    OWN = "own"
    NOT_OVER = "not_over"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody's month: their time, and what was said of it."""

    pid: ParticipantId
    name: str
    spent: tuple[Spent, ...]
    mark: MonthMark | None

    @property
    def minutes(self) -> int:
        """In all."""
        return sum(one.minutes for one in self.spent)

    @property
    def is_changed(self) -> bool:
        """Whether it is not what was approved any more."""
        return self.mark is not None and self.mark.minutes != self.minutes


async def list_payees(world: World, month: date) -> list[Payee]:
    """Everybody who worked in a month, by name."""
    async with world.database.read() as db:
        return await _payees(db, world, month)


async def marks_of(world: World, pid: ParticipantId) -> dict[date, MonthMark]:
    """What was said of somebody's own months."""
    async with world.database.read() as db:
        found = await working.list_marks(db, pid=pid)
    return {month: one for (_, month), one in found.items()}


async def do(
    world: World, by: ParticipantId, pid: ParticipantId, month: date, step: Step
) -> PayRefused | None:
    """One step. Returns why nothing was done; None where it was."""
    async with world.database.write() as db:
        doer = await people.load_person(db, world.keys, by)
        if doer is None or not may(doer.role, Deed.PAY_TIME):
            return PayRefused.REFUSED
        if pid == by or not await is_second(db, world, doer, pid):
            return PayRefused.OWN
        if month >= world.today().replace(day=1):
            return PayRefused.NOT_OVER
        refused = await _step(db, world, doer, pid, month, step)
        if refused is None:
            about = f"{pid.hex()[:8]} {month:%Y-%m}"
            await audit.record(
                db, at=world.now(), who=by, action=f"time {step.value}", about=about
            )
        return refused


async def _step(
    db: AsyncSession,
    world: World,
    doer: Person,
    pid: ParticipantId,
    month: date,
    step: Step,
) -> PayRefused | None:
    payee = next((one for one in await _payees(db, world, month, pid)), None)
    today = world.today()
    match step:
        case Step.APPROVE if payee is not None:
            mark = MonthMark(pid, month, payee.minutes, today)
            done = await working.approve(db, mark, doer.id)
        case Step.PAID if payee is not None and payee.mark is not None:
            if payee.is_changed:
                return PayRefused.CHANGED
            done = await working.mark_paid(db, payee.mark, doer.id, today)
        case Step.WITHDRAW:
            done = await working.withdraw_approval(db, pid, month)
        case _:
            done = False
    return None if done else PayRefused.REFUSED


async def _payees(
    db: AsyncSession, world: World, month: date, pid: ParticipantId | None = None
) -> list[Payee]:
    spent = await slots.find_spent(db, world, slots.month_span(world, month), pid)
    marks = await working.list_marks(db, month=month, pid=pid)
    theirs: dict[ParticipantId, list[Spent]] = {}
    for one in spent:
        theirs.setdefault(one.pid, []).append(one)
    made = [
        Payee(
            who,
            some[0].name,
            tuple(sorted(some, key=lambda one: one.day)),
            marks.get((who, month)),
        )
        for who, some in theirs.items()
    ]
    return sorted(made, key=lambda one: (one.name.casefold(), one.pid))
