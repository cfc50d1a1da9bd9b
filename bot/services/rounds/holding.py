"""Holding: too few were sent, so nobody's words go into a result; each goes where they chose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.answers import naming
from bot.services.owing import BROADCAST, To, owe
from bot.services.people import enrolling
from bot.services.results import answering_back
from bot.services.world import World
from bot.wording import cards, prompts
from storage import audit, envelopes, ledger, messages, outbox, people, rounds, tickets
from storage.keys import RoundKeyGone
from surveys.anonymity.envelope import Envelope, pack, unpack
from surveys.flow.branching import words_torn_out
from surveys.flow.replies import Fallback
from surveys.flow.sitting import Sitting, Stage
from surveys.ids import ParticipantId
from surveys.people.person import Person
from surveys.rounds.round import Round, State


async def hold(
    db: AsyncSession, world: World, round_: Round, sent: Mapping[ParticipantId, Envelope]
) -> None:
    """Hold a closed round: carry out each envelope's own choice and tell each person.

    Everyone keeps a row of the same size as long as anyone's envelope is kept, so that the
    rows do not show who sent one. Runs inside the caller's transaction.
    """
    empty = pack(Envelope(sitting=None), round_.envelope_size)
    asked = await ledger.list_asked(db, round_.id)
    kept = False
    given = 0
    await outbox.drop_owed(db, rid=round_.id)
    for pid in asked:
        envelope = sent.get(pid)
        choice = _choice(envelope)
        person = await people.load_person(db, world.keys, pid)
        named, left = 0, False
        if choice is Fallback.LET_READ and envelope is not None:
            handed = await hand_to_keeper(db, world, round_, person, envelope)
            given, left = given + handed, not handed
        elif envelope is not None:
            named = await naming.give_signed(db, world, round_, {pid: envelope})
            given += named
        if choice is Fallback.KEEP and person is not None:
            kept = True
        else:
            await envelopes.save_envelope(db, world.keys, round_.id, pid, empty)
        if person is not None:
            card = cards.held_card(round_, "en", choice, keeper_left=left)
            if named:
                card = cards.held_named_card(card, round_)
            await owe(db, world, To.person(person, None, BROADCAST), card, kind="notice")
    if given:
        await naming.tell_keeper(db, world, round_)
    if not kept:
        await envelopes.drop_envelopes(db, round_.id)
    await forget_standing(db, round_)
    await rounds.claim_state(db, round_.id, was=State.CLOSED, now=State.HELD)
    await audit.record(db, at=world.now(), who=None, action="held", about=round_.id)
    await answering_back.ask_decider(db, world, round_)


async def forget_standing(db: AsyncSession, round_: Round) -> None:
    """Forget who sent an envelope: all that stays is who was asked. Slips go altogether, with
    the random ids that stood for whoever drew them."""
    await enrolling.forget_sitters(db, round_)
    await tickets.forget_tickets(db, round_.id)
    await ledger.all_asked(db, round_.id)


async def hand_to_keeper(
    db: AsyncSession, world: World, round_: Round, author: Person | None, envelope: Envelope
) -> bool:
    """Let the named person read this envelope, with its author's name, as its author chose.

    Answers that carry the name go with it; words about danger now do not. Returns False where
    that person has left.
    """
    if round_.keeper_id is None or envelope.sitting is None or author is None:
        return False
    if await people.load_person(db, world.keys, round_.keeper_id) is None:
        return False
    read = prompts.envelope_pairs(round_.survey, words_torn_out(envelope.sitting))
    await messages.add_message(
        db,
        world.keys,
        to=round_.keeper_id,
        sender=author.id,
        body=naming.written(*read),
        rid=round_.id,
    )
    return True


async def carry_over(
    db: AsyncSession, world: World, round_: Round, asked: Collection[ParticipantId]
) -> int:
    """Put envelopes that were kept for next time into a new round of the same survey version.

    They come as drafts that nobody has sent: their authors see the three screens anew and
    press Send, or not. Returns how many were carried.
    """
    carried = 0
    for held in await rounds.list_rounds(db, states={State.HELD}):
        if (held.survey.key, held.survey.version) != (round_.survey.key, round_.survey.version):
            continue
        try:
            kept = await envelopes.load_all(db, world.keys, held.id)
        except RoundKeyGone:
            continue
        empty = pack(Envelope(sitting=None), held.envelope_size)
        for pid, packed in kept.items():
            envelope = unpack(packed)
            if pid not in asked or envelope.sitting is None:
                continue
            draft = Envelope(_as_draft(envelope.sitting), lock=envelope.lock, wrong=envelope.wrong)
            fresh = pack(draft, round_.envelope_size)
            await envelopes.save_envelope(db, world.keys, round_.id, pid, fresh)
            await envelopes.save_envelope(db, world.keys, held.id, pid, empty)
            carried += 1
    return carried


def _as_draft(sitting: Sitting) -> Sitting:
    """From its start again, with nobody's name on anything: the new round may take none."""
    return replace(sitting, stage=Stage.WHO_SEES, at=None, paused=False, signed=())


def _choice(envelope: Envelope | None) -> Fallback | None:
    if envelope is None or envelope.sitting is None:
        return None
    return envelope.sitting.fallback
