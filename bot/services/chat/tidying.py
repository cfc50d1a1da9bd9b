"""Tidying: remember which messages could be cleared from a chat, and clear them when asked."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import ClearUp
from bot.services.knowing import Spoken, Visit, spoken
from bot.services.people.enrolling import open_to
from bot.services.world import World
from bot.texts import say
from storage import envelopes, people
from storage.keys import RoundKeyGone
from storage.outbox import Owed
from surveys.anonymity.envelope import Envelope, pack, with_messages
from surveys.ids import ParticipantId, RoundId
from surveys.people.person import Chat, Person
from surveys.rounds.round import Round


async def remember(db: AsyncSession, world: World, owed: Owed, ids: tuple[int, ...]) -> None:
    """Remember delivered messages: a round's in the envelope, the others on the desk.

    Where there is neither (a stranger, somebody forgotten, a sealed round) nothing is kept.
    """
    if owed.pid is None or not ids:
        return
    if owed.rid is not None and await _into_envelope(db, world, owed.rid, owed.pid, ids):
        return
    desk = await people.load_desk(db, world.keys, owed.pid, lock=True)
    desk = replace(desk, messages=desk.messages + ids)
    await people.save_desk(db, world.keys, owed.pid, desk)


async def clear_up(db: AsyncSession, world: World, here: Visit) -> Spoken:
    """Owe the clearing of every remembered message; what could not be removed is said."""
    found = list(here.desk.messages)
    if here.message is not None:
        found.append(here.message)
    for round_, envelope in await open_to(db, world, here, lock=True):
        found.extend(envelope.messages)
        if envelope.messages and here.pid is not None:
            await _save(db, world, round_, here.pid, replace(envelope, messages=()))
    if isinstance(here.who, Person) and here.desk.messages:
        await people.save_desk(db, world.keys, here.who.id, replace(here.desk, messages=()))
    messages = tuple(sorted(set(found)))
    if not messages:
        return spoken(say("tidying.nothing", here.language))
    lines = [say("tidying.done", here.language, left="{left}")]
    if here.address.chat is Chat.TELEGRAM:
        lines.append(say("tidying.own", here.language))
    lines.append(say("tidying.carry_on", here.language))
    return Spoken((ClearUp(messages=messages, text="\n".join(lines)),), kind="notice")


async def keep_typed(db: AsyncSession, world: World, here: Visit) -> None:
    """Remember the id of a message typed outside any round, so that it can be cleared too."""
    if isinstance(here.who, Person) and here.typed is not None:
        desk = await people.load_desk(db, world.keys, here.who.id)
        desk = replace(desk, messages=(*desk.messages, here.typed))
        await people.save_desk(db, world.keys, here.who.id, desk)


async def _into_envelope(
    db: AsyncSession, world: World, rid: RoundId, pid: ParticipantId, ids: tuple[int, ...]
) -> bool:
    try:
        blob = await envelopes.load_envelope(db, world.keys, rid, pid, lock=True)
    except RoundKeyGone:
        return False
    if blob is None:
        return False
    await envelopes.save_envelope(db, world.keys, rid, pid, with_messages(blob, ids))
    return True


async def _save(
    db: AsyncSession, world: World, round_: Round, pid: ParticipantId, envelope: Envelope
) -> None:
    blob = pack(envelope, round_.envelope_size)
    await envelopes.save_envelope(db, world.keys, round_.id, pid, blob)
