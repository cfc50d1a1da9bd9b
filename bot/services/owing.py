"""Owing: put what the bot says into the outbox, in the transaction that caused it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.outgoing import Outgoing, Say
from bot.services.world import World
from storage import outbox
from storage.outbox import OwedKind
from surveys.ids import MessageId, ParticipantId, RoundId
from surveys.people.person import Address, Person

OUTGOING: TypeAdapter[Outgoing] = TypeAdapter(Outgoing)

HELP, REPLY, BROADCAST = 0, 1, 2
"""Ranks: what a person is waiting for overtakes what we send to many."""


@dataclass(frozen=True, slots=True)
class To:
    """Whom something is owed to. A stranger has an address and no id."""

    address: Address
    pid: ParticipantId | None = None
    rid: RoundId | None = None
    """The round it belongs to: its words are then kept under that round's draft key."""
    rank: int = REPLY
    staff: bool = False
    through: bool = False
    """It goes out in a pause, too: it is about somebody's safety, or answers what they wrote."""

    @classmethod
    def person(cls, person: Person, rid: RoundId | None = None, rank: int = REPLY) -> To:
        """Address a known person."""
        return cls(person.address, person.id, rid, rank, person.role.is_staff)

    @classmethod
    def through_pause(cls, person: Person) -> To:
        """Address a known person unasked, with what must not wait for the end of a pause."""
        return cls(person.address, person.id, None, BROADCAST, person.role.is_staff, through=True)


async def owe(
    db: AsyncSession,
    world: World,
    to: To,
    *said: Outgoing,
    kind: OwedKind = "prompt",
    not_before: datetime | None = None,
) -> tuple[MessageId, ...]:
    """Owe ``said``, in order; return the messages' ids.

    ``kind`` is ``prompt`` for what a reopened page asks again by itself, ``notice`` for what must
    be seen once, ``answer`` for the answer to a tap.

    What is sent to many comes unasked: a locked phone must show nothing of it. What comes
    unasked to staff is guarded against being passed on. A released report is not: it is made to
    be saved and worked with.
    """
    return tuple(
        [
            await outbox.owe(
                db,
                world.keys,
                to=to.address,
                body=OUTGOING.dump_json(_marked(one, to)),
                now=world.now(),
                pid=to.pid,
                rid=to.rid,
                rank=REPLY if to.through and to.rank == BROADCAST else to.rank,
                kind=kind,
                not_before=not_before,
            )
            for one in said
        ]
    )


def body_of(said: Say, *, staff: bool = False) -> bytes:
    """What is kept of something that goes to many, unasked, under one round's key."""
    return OUTGOING.dump_json(said.model_copy(update={"unasked": True, "guarded": staff}))


def _marked(said: Outgoing, to: To) -> Outgoing:
    unasked = to.rank == BROADCAST
    match said:
        case Say() if unasked:
            return said.model_copy(update={"unasked": True, "guarded": to.staff})
        case _:
            return said
