"""A plan as it is kept: what an author chose so far about a round, step by step.

It lies encrypted in storage and not in buttons: a restart, or a second device, goes on with it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.world import World
from storage import plans
from storage.plans import KeptPlan
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.retention import WRITING, last_day
from surveys.rounds.rhythm import Rhythm

STEPS = ("days", "decider", "space", "voice", "answer")
"""What is asked for, in this order. Each is ready when it says something."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen so far. "" and 0: not yet.

    Args:
        tag: What buttons call the plan.
        source: What buttons call its survey; ``title`` is its title then.
        days: How long the round is open. Unit: days.
        decider: The account of who decides, in hexadecimal.
        answer: The day of the answer back: ``2027-03-05``, or ``+3`` for weeks after the close.
        compare: What is compared, as a button calls it.
        rhythm: How often it comes again by itself.
        whom: Whom it asks, as a button calls it; "" for those such a survey usually asks.
        note: What somebody wrote who sent it back, and ``sent_by``, their name.
    """

    tag: str
    source: str
    title: str
    days: int = 0
    decider: str = ""
    space: str = ""
    voice: str = ""
    answer: str = ""
    compare: str = ""
    rhythm: str = Rhythm.ONCE.value
    note: str = ""
    sent_by: str = ""
    whom: str = ""

    @property
    def missing(self) -> str | None:
        """The first step that is still to be taken; None where it can be proposed."""
        return next((step for step in STEPS if not getattr(self, step)), None)

    @property
    def decider_id(self) -> ParticipantId | None:
        """The account of who decides."""
        return ParticipantId(bytes.fromhex(self.decider)) if self.decider else None


async def begin(db: AsyncSession, world: World, person: Person, source: str, title: str) -> Chosen:
    """Go on with somebody's plan for this survey, or begin one."""
    for kept in await list_mine(db, world, person):
        if kept.source == source:
            return kept
    tag = "".join(world.chance.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(6))
    chosen = Chosen(tag, source, title)
    await plans.add_plan(db, world.keys, _kept(world, person.id, chosen))
    return chosen


async def load(db: AsyncSession, world: World, person: Person, tag: str) -> Chosen | None:
    """A plan of somebody's own that is not proposed; None for any other."""
    body = await plans.load_plan(db, world.keys, tag, person.id)
    return None if body is None else _read(body)


async def list_mine(db: AsyncSession, world: World, person: Person) -> list[Chosen]:
    """Somebody's plans that are not proposed."""
    return [_read(body) for body in (await plans.list_plans(db, world.keys, person.id)).values()]


async def save(db: AsyncSession, world: World, person: Person, chosen: Chosen) -> bool:
    """Keep what was chosen. Returns False where the plan was proposed or left meanwhile."""
    return await plans.save_plan(db, world.keys, _kept(world, person.id, chosen))


async def hand_back(
    db: AsyncSession, world: World, rid: str, note: str = "", by: str = ""
) -> tuple[ParticipantId, Chosen] | None:
    """A round was sent back or stopped: its plan is its owner's again, with the note beside it.

    Returns:
        Whose plan it is, and the plan; None where the round came from no plan.
    """
    found = await plans.hand_back(db, rid)
    if found is None:
        return None
    tag, owner = found
    body = await plans.load_plan(db, world.keys, tag, owner)
    assert body is not None, "it was just handed back"
    chosen = replace(_read(body), note=note, sent_by=by)
    await plans.save_plan(db, world.keys, _kept(world, owner, chosen))
    return owner, chosen


async def source_of(db: AsyncSession, world: World, rid: str) -> str | None:
    """What buttons called the survey of a round that was proposed from a plan."""
    body = await plans.load_handed_in(db, world.keys, rid)
    return None if body is None else _read(body).source


def _kept(world: World, owner: ParticipantId, chosen: Chosen) -> KeptPlan:
    body = json.dumps(asdict(chosen), ensure_ascii=False).encode()
    return KeptPlan(chosen.tag, owner, body, drop_on(world.today()))


def drop_on(today: date) -> date:
    """The last day a plan is kept that is changed today."""
    return last_day(today, WRITING.days)


def _read(body: bytes) -> Chosen:
    return Chosen(**json.loads(body))
