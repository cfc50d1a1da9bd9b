"""Reaching: who was asked and answered, in the bands that results printed, over all rounds."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.knowing import Spoken, Visit
from bot.services.results import reporting
from bot.services.results.reporting import Outlook
from bot.services.results.seeing_first import opens_at
from bot.services.world import World
from bot.wording.plain import parcels
from bot.wording.reaching import reach_lines
from storage import audiences, rounds
from surveys.ids import ParticipantId
from surveys.knowing import reach
from surveys.knowing.reach import RoundReach
from surveys.people.person import Kind, Person
from surveys.people.roles import Role
from surveys.rounds.round import Round, State


async def find_reach(
    db: AsyncSession, world: World, pid: ParticipantId | None
) -> list[RoundReach]:
    """Every round's reach that this person may see, the latest first.

    Args:
        pid: Somebody who may open results; None: the operator, or whoever keeps the computer,
            who sees what everybody who uses results sees, and no result itself.
    """
    found: list[RoundReach] = []
    for round_ in await rounds.list_rounds(db, states={State.RELEASED, State.HELD}):
        if round_.checks or (pid is None and await opens_at(db, world, round_.id) is not None):
            continue
        one = await _of_round(db, world, pid, round_)
        found += [] if one is None else [one]
    return sorted(found, key=lambda one: (one.on, one.key), reverse=True)


async def show(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Answer ``/reach``."""
    admin = isinstance(here.who, Person) and here.who.role is Role.ADMIN
    found = await find_reach(db, world, None if admin else here.pid)
    said = tuple(Say(text=text) for text in parcels(reach_lines(found)))
    return Spoken(said, kind="notice")


async def _of_round(
    db: AsyncSession, world: World, pid: ParticipantId | None, round_: Round
) -> RoundReach | None:
    report = await reporting.find_report(db, world, pid, round_.id)
    if isinstance(report, Outlook) and report is not Outlook.NOT_ENOUGH:
        return None
    kinds = await _kinds(db, world, round_)
    if isinstance(report, Outlook):
        closed = round_.closes_at.astimezone(world.zone).date()
        title = round_.survey.title[round_.survey.main_language]
        return reach.of_held((round_.id, title, closed), kinds)
    return reach.of_report(report, kinds)


async def _kinds(db: AsyncSession, world: World, round_: Round) -> frozenset[Kind] | None:
    """Whom its author asked; None once that is not kept any more."""
    try:
        return (await audiences.load_audience(db, world.keys, round_.id)).kinds
    except LookupError:
        return None
