"""What goes out unasked, and when it may: the one place that decides it, just before it is sent.

Whatever was owed waits in the outbox and is looked at when its turn comes, so that what somebody
wishes counts from the moment they wish it. See docs/decisions/0015-never-pestering.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Literal

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Ask, Say
from bot.services.owing import BROADCAST, OUTGOING
from bot.services.world import World
from storage import outbox, people, rounds, unasked, wishes
from storage.outbox import Owed
from surveys.ids import MessageId, ParticipantId, RoundId
from surveys.people.person import Chat, Person
from surveys.people.quiet import Asked, Wishes, day_to_ask, lately, may_send_at
from surveys.rounds.round import Round


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of those to whom something goes."""

    people: Mapping[ParticipantId, Person]
    wishes: dict[ParticipantId, Wishes]
    rounds: Mapping[RoundId, Round | None]

    def home(self, owed: Owed) -> str:
        person = self.people.get(owed.pid) if owed.pid is not None else None
        return "" if person is None else person.home

    def wishes_of(self, owed: Owed) -> Wishes:
        return self.wishes.get(owed.pid, Wishes()) if owed.pid is not None else Wishes()


async def let_go(db: AsyncSession, world: World, claimed: Sequence[Owed]) -> list[Owed]:
    """Of what was claimed, what may go out now. The rest is put off, or owed no longer.

    What somebody waits for, and all that is about safety, always may: it is of a higher rank.
    """
    by_themselves = [owed for owed in claimed if owed.rank == BROADCAST]
    if not by_themselves:
        return list(claimed)
    known = await _look_up(db, world, by_themselves)
    going = [owed for owed in claimed if owed.rank != BROADCAST]
    changed: dict[ParticipantId, Wishes] = {}
    for owed in by_themselves:
        found = await _judge(db, world, owed, known)
        match found:
            case "now":
                going.append(owed)
            case "never":
                await outbox.mark_delivered(db, owed.id)
            case datetime():
                await unasked.put_off(db, owed.id, found, tried=owed.attempts > 1)
            case Wishes():
                assert owed.pid is not None, "only a known person is asked"
                known.wishes[owed.pid] = changed[owed.pid] = found
                going.append(owed)
    await wishes.save_wishes(db, world.keys, changed)
    return going


def mark_of(mid: MessageId) -> str:
    """What tells one ask from another among those of a person."""
    return mid[:4].hex()


def most_a_week(world: World, wanted: Wishes) -> int:
    """How many asks somebody gets in seven days at most."""
    return 1 if wanted.fewer else world.policy.quiet.asks_a_week


async def _look_up(db: AsyncSession, world: World, many: Sequence[Owed]) -> _Known:
    pids = sorted({owed.pid for owed in many if owed.pid is not None})
    rids = sorted({owed.rid for owed in many if owed.rid is not None})
    return _Known(
        await people.load_people(db, world.keys, pids),
        await wishes.load_all(db, world.keys, pids),
        {rid: await rounds.load_round(db, rid) for rid in rids},
    )


async def _judge(
    db: AsyncSession, world: World, owed: Owed, known: _Known
) -> Literal["now", "never"] | datetime | Wishes:
    """Now, never, later; or now, with this to be noted of whoever is asked."""
    now, wanted = world.now(), known.wishes_of(owed)
    at = _from(world, now, owed, known)
    if at > now and not _has_come(owed):
        return at
    ask, round_ = _ask(owed), known.rounds.get(owed.rid) if owed.rid is not None else None
    if ask is None or round_ is None or owed.pid not in known.people:
        return "now"
    if round_.survey.topic in wanted.topics or (wanted.fewer and ask is Ask.REMINDER):
        return "never"
    if not wanted.fewer and await unasked.has_later(db, world.keys, owed):
        return "never"  # the reminder, which has come by now, says it all
    mark, asked = mark_of(owed.id), lately(wanted.asked, world.today())
    if owed.attempts > 1 or any(one.mark == mark for one in asked):
        return "now"
    day = day_to_ask(asked, world.today(), most_a_week(world, wanted))
    if day > world.today():
        return _from(world, datetime.combine(day, time(), world.zone), owed, known)
    return replace(wanted, asked=(*asked, Asked(day, mark)))


def _from(world: World, now: datetime, owed: Owed, known: _Known) -> datetime:
    wanted = known.wishes_of(owed)
    return may_send_at(now, world.zone, wanted, world.policy.quiet, known.home(owed))


def _has_come(owed: Owed) -> bool:
    """They opened their page: what waited for that day and night is there when they come."""
    return owed.to.chat is Chat.WEB and owed.attempts > 1


def _ask(owed: Owed) -> Ask | None:
    """Whether it asks somebody to take part, and how; None for anything else."""
    try:
        said = OUTGOING.validate_json(owed.body)
    except ValidationError:
        return None
    return said.ask if isinstance(said, Say) else None
