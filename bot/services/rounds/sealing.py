"""Sealing: open all sent envelopes of a closed round together, hide what could give somebody
away, mix them, forget the names.

One transaction turns envelopes into answers. What comes after it (checkpoint, backup, the
end of the key) is taken up again by ``resume`` if the machine stops in between.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outgoing import Say
from bot.services.answers import naming
from bot.services.asking import comparing
from bot.services.backing_up import back_up
from bot.services.hiding import roster_of
from bot.services.owing import body_of
from bot.services.reading import safety_reading
from bot.services.rounds import holding
from bot.services.world import World
from bot.wording import cards
from storage import (
    answers,
    asked_as,
    audiences,
    audit,
    envelopes,
    ledger,
    outbox,
    people,
    rounds,
    safety_marks,
    unasked,
)
from storage.rounds import Due
from surveys.anonymity.as_read import as_read
from surveys.anonymity.envelope import Envelope, unpack
from surveys.anonymity.packing import answer_to_bytes
from surveys.anonymity.sealing import Grouped, SealedAnswer, shuffle_out
from surveys.ids import ParticipantId, QuestionKey, RoundId
from surveys.people.person import MOVED_ON, Kind
from surveys.redaction.roster import Roster
from surveys.rounds.gates import Held, may_seal
from surveys.rounds.round import Round, State

LOOK_AGAIN = timedelta(minutes=10)
"""Longest that a closed round is not looked at; each thing said of its words is sooner."""

COPY_WAIT = timedelta(days=7)
"""How long a key copy that could not be reached is waited for before it is asked about again."""


async def seal_due(world: World) -> int:
    """Seal, or hold, every closed round whose words were read for signs of danger, or whose
    time for that is over; then finish every seal that was begun.

    Returns:
        How many rounds went on a step.
    """
    gone_on = await _end_lost(world)
    async with world.database.read() as db:
        closed = await rounds.list_due(db, Due.LOOKING, world.now())
        begun = await rounds.list_keys(db, {State.SEALING})
    for round_ in closed:
        gone_on += await _look_at(world, round_)
    return gone_on + (await resume(world) if begun or closed else 0)


async def resume(world: World) -> int:
    """Finish seals that were begun: checkpoint, backup, destroy the key, say so. Idempotent."""
    async with world.database.read() as db:
        begun = await rounds.list_rounds(db, states={State.SEALING})
    for round_ in begun:
        await _finish(world, round_)
    return len(begun)


async def _look_at(world: World, round_: Round) -> bool:
    """Open a closed round's envelopes, if it is time; say when it is looked at next, if not.

    Nothing is written down before it is time: whatever is cut off here is due again at once. The
    next look stands before a second look is taken: what is marked meanwhile brings it forward.
    """
    if not await safety_reading.is_over(world, round_):
        waits = [world.now() + LOOK_AGAIN, safety_reading.ends_at(world, round_)]
        if round_.remind_at is not None:
            waits.append(round_.remind_at)
        after = min([at for at in waits if at > world.now()])
        async with world.database.write() as db:
            await rounds.look_next(db, round_.id, after)
        if not await safety_reading.is_over(world, round_):
            await safety_reading.remind_readers(world, round_)
            return False
    await _open_envelopes(world, round_)
    return True


async def _end_lost(world: World) -> int:
    """Put a lost key of an open round back from its copy; without one, that round ends."""
    async with world.database.read() as db:
        alive = await rounds.list_keys(db, {State.OPEN, State.CLOSED})
        found = [await rounds.load_round(db, rid) for rid in world.keys.keyless(alive)]
    ended = 0
    for round_ in found:
        if round_ is None:
            continue
        if not world.keys.recover_draft(round_.id):
            await _lost_key(world, round_)
            ended += 1
        elif not world.keys.has_text(round_.id):
            world.keys.make_round_keys(round_.id)  # nothing stands under it before the seal
    if ended:
        world.wake()
    return ended


async def _open_envelopes(world: World, round_: Round) -> None:
    """Hold a closed round, or make its envelopes answers, in one transaction.

    Names are hidden and answers mixed beforehand, off the loop: looking for names and stretching
    take-back words take time. What was typed goes no further than this, but for what its author
    addressed to a person.
    An envelope that went in between (somebody had themselves forgotten) makes it start again.
    """
    if not world.keys.has_draft(round_.id):
        await _lost_key(world, round_)
        return
    done = False
    while not done:
        async with world.database.read() as db:
            before = await envelopes.load_all(db, world.keys, round_.id)
            sent = await asyncio.to_thread(_sent, before)
            settled = await comparing.settle(db, world, round_, list(sent))
            roster = await roster_of(db, world)
            called = await _called(db, world, sent)
        authors = [_Author(e, called[pid], settled.marks.get(pid, {})) for pid, e in sent.items()]
        mixed = await asyncio.to_thread(_mixed, world, round_, authors, roster)
        async with world.database.write() as db:
            fresh = await rounds.load_round(db, round_.id)
            if fresh is None or fresh.state is not State.CLOSED:
                return
            if before != await envelopes.load_all(db, world.keys, round_.id, lock=True):
                continue
            if settled != await comparing.settle(db, world, round_, list(sent)):
                continue
            await safety_reading.end(db, world, round_, sent)
            if await _hold_or_store(db, world, round_, sent, mixed):
                await rounds.update_round(db, round_.id, breakdowns=settled.breakdowns)
            done = True
    world.wake()


def _sent(packed: Mapping[ParticipantId, bytes]) -> dict[ParticipantId, Envelope]:
    opened = {pid: unpack(one) for pid, one in packed.items()}
    return {pid: e for pid, e in opened.items() if e.sitting is not None and e.sitting.sent}


@dataclass(frozen=True, slots=True)
class _Author:
    """One envelope that was sent, what its author is called, and the groups it is compared in."""

    envelope: Envelope
    names: frozenset[str]
    groups: Mapping[QuestionKey, str]


async def _called(
    db: AsyncSession, world: World, authors: Iterable[ParticipantId]
) -> dict[ParticipantId, frozenset[str]]:
    """What each is called: their own name they may have put back. A ticket has none."""
    every = list(authors)
    known = await people.load_people(db, world.keys, every)
    return {pid: frozenset({known[pid].nick} if pid in known else ()) for pid in every}


def _mixed(
    world: World, round_: Round, sent: Sequence[_Author], roster: Roster
) -> tuple[SealedAnswer, ...]:
    return shuffle_out(
        round_.survey,
        [Grouped(as_read(one.envelope, roster, one.names), one.groups) for one in sent],
        draw=world.chance,
        fresh_id=lambda: world.fresh_bytes(16),
        round_key=round_.id,
    )


async def _hold_or_store(
    db: AsyncSession,
    world: World,
    round_: Round,
    sent: Mapping[ParticipantId, Envelope],
    mixed: Sequence[SealedAnswer],
) -> bool:
    """Hold or store; returns whether the round was opened."""
    gate = may_seal(
        len(sent),
        await _per_home(db, world, round_.id, sent),
        residents_asked=await _residents_asked(db, world, round_),
        k_min=round_.k_min,
    )
    if isinstance(gate, Held):
        await holding.hold(db, world, round_, sent)
        return False
    await answers.add_answers(
        db,
        world.keys,
        round_.id,
        [(a.aid, a.question, answer_to_bytes(a.answer, a.sharing), a.tag) for a in mixed],
        {a.aid: a.group for a in mixed if a.group is not None},
    )
    if await naming.give_signed(db, world, round_, sent):
        await naming.tell_keeper(db, world, round_)
    await _forget_who(db, round_, len(sent))
    await audit.record(db, at=world.now(), who=None, action="sealing", about=round_.id)
    return True


async def _forget_who(db: AsyncSession, round_: Round, count: int) -> None:
    await envelopes.drop_envelopes(db, round_.id)
    await outbox.drop_owed(db, rid=round_.id)
    await holding.forget_standing(db, round_)
    await rounds.claim_state(db, round_.id, was=State.CLOSED, now=State.SEALING, count_sent=count)


async def _finish(world: World, round_: Round) -> None:
    waited_for = round_.key_copy_outstanding_until is not None
    if not waited_for:
        await world.database.checkpoint()
        await back_up(world)
    if not world.keys.destroy_draft(round_.id):
        if not waited_for:
            until = world.today() + COPY_WAIT
            async with world.database.write() as db:
                await rounds.update_round(db, round_.id, key_copy_outstanding_until=until)
        return
    world.keys.entomb(round_.id, world.today())
    async with world.database.write() as db:
        sealed = await rounds.claim_state(
            db, round_.id, was=State.SEALING, now=State.SEALED, key_copy_outstanding_until=None
        )
        if sealed:
            await audit.record(db, at=world.now(), who=None, action="sealed", about=round_.id)
            await _say_it_is_mixed(db, world, round_)
    await world.database.checkpoint()
    world.wake()


async def _say_it_is_mixed(db: AsyncSession, world: World, round_: Round) -> None:
    left = round_.takes_names and await naming.keeper_of(db, world, round_) is None
    await _tell_asked(db, world, round_, cards.closed_card(round_, "en", keeper_left=left))


async def _tell_asked(db: AsyncSession, world: World, round_: Round, card: Say) -> None:
    """Owe everybody who was asked the same card, however many they are, in a few statements."""
    asked = await ledger.list_asked(db, round_.id)
    known = (await people.load_people(db, world.keys, asked)).values()
    words = {staff: body_of(card, staff=staff) for staff in (True, False)}
    many = [unasked.Owing(one.address, one.id, words[one.role.is_staff]) for one in known]
    await unasked.owe_all(db, world.keys, many, rid=None, at=world.now())


async def _lost_key(world: World, round_: Round) -> None:
    """Close a round whose draft key is gone: nobody can read its envelopes, so say so."""
    async with world.database.write() as db:
        if not await rounds.claim_state(db, round_.id, was=round_.state, now=State.CANCELLED):
            return
        await envelopes.drop_envelopes(db, round_.id)
        await outbox.drop_owed(db, rid=round_.id)
        await _tell_asked(db, world, round_, cards.lost_card(round_, "en"))
        await safety_marks.drop_marks(db, round_.id)
        await holding.forget_standing(db, round_)
        await audit.record(db, at=world.now(), who=None, action="key lost", about=round_.id)


async def _per_home(
    db: AsyncSession, world: World, rid: RoundId, sent: Mapping[ParticipantId, Envelope]
) -> dict[str, int]:
    """How many were sent from each home, as it was at the opening. Whoever had moved on by then
    lives in none of them."""
    homes: dict[str, int] = {}
    known = await people.load_people(db, world.keys, list(sent))
    asked = await asked_as.load_asked(db, world.keys, rid)
    for pid, envelope in sent.items():
        person = known.get(pid)
        if person is not None and pid in asked:
            person = asked[pid].of(person)
        if person is not None and person.home == MOVED_ON:
            continue
        home = person.home if person else envelope.place
        homes[home] = homes.get(home, 0) + 1
    return homes


async def _residents_asked(db: AsyncSession, world: World, round_: Round) -> bool:
    rule = await audiences.load_audience(db, world.keys, round_.id)
    return Kind.YOUNG_PERSON in rule.kinds
