import asyncio
from collections import Counter

import pytest
from sqlalchemy import func, select, text

from bot.services.rounds import fielding, reminding, sealing
from storage import answers, envelopes, ledger
from surveys.anonymity.packing import answer_from_bytes
from surveys.rounds.ledger import Standing
from surveys.rounds.round import State
from tests.bot import fielded as field
from tests.bot.chatting import Chats


async def test_every_sent_envelope_becomes_one_answer_to_each_question(chats: Chats) -> None:
    """Nobody's voice is lost or counted twice."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:7])
    sealed = await field.end(chats, round_)
    async with chats.world.database.read() as db:
        kept = await answers.load_answers(db, chats.world.keys, round_.id)

    assert sealed.state is State.SEALED
    assert sealed.count_sent == 7
    assert set(Counter(a.question for a in kept).values()) == {7}
    assert {answer_from_bytes(a.body)[0] for a in kept} == set(field.ANSWERS.values())


async def test_after_the_seal_nothing_says_who(chats: Chats) -> None:
    """The ledger says asked of everyone; envelopes and the draft key are gone."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:7])
    await field.end(chats, round_)
    async with chats.world.database.read() as db:
        assert await ledger.count(db, round_.id, Standing.ASKED) == 12
        assert await ledger.count(db, round_.id, Standing.SUBMITTED) == 0

    assert not chats.world.keys.has_draft(round_.id)
    assert round_.id in chats.world.keys.entombed()


async def test_an_envelope_that_was_not_sent_is_destroyed_unread(chats: Chats) -> None:
    """The first screen promises it."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    await field.send(chats, round_, asked[:6])
    await asked[8].tap(f"go:{round_.tag}")
    sealed = await field.end(chats, round_)

    assert sealed.count_sent == 6


async def test_sealing_twice_changes_nothing(chats: Chats) -> None:
    """A tick that comes again after a restart finds nothing to do."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked)
    await field.end(chats, round_)

    assert await sealing.seal_due(chats.world) == 0


async def test_a6_nothing_goes_on_while_a_copy_of_the_key_is_out_of_reach(chats: Chats) -> None:
    """The promise is that the key is destroyed, not that we tried."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked)
    copies = chats.world.keys.copies
    assert copies is not None
    away = copies.with_name("unplugged")
    copies.rename(away)
    waiting = await field.end(chats, round_)
    away.rename(copies)
    await sealing.seal_due(chats.world)
    done = await field.again(chats, round_.id)

    assert waiting.state is State.SEALING
    assert waiting.key_copy_outstanding_until is not None
    assert done.state is State.SEALED
    assert list(copies.glob("*.draft")) == []


async def test_a_lost_round_key_ends_that_round_and_its_people_are_told(chats: Chats) -> None:
    """Nobody can read the envelopes then; silence would be worse."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await chats.deliver()
    await field.send(chats, round_, asked)
    chats.world.keys.destroy_draft(round_.id)
    ended = await field.end(chats, round_)
    await chats.deliver()

    assert ended.state is State.CANCELLED
    assert [len(chatter.shown) for chatter in asked] == [2] * 12
    async with chats.world.database.read() as db:
        rows = await ledger.count(db, round_.id, Standing.ASKED)
    assert rows == 12


async def test_a_round_whose_senders_live_in_one_home_is_held(chats: Chats) -> None:
    """Two at least must be from outside the largest home."""
    asked = await field.residents(chats, 18)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[0::3])
    held = await field.end(chats, round_)

    assert held.state is State.HELD


async def test_s3_a_close_and_a_seal_that_fell_due_in_an_outage_happen_once_in_order(
    chats: Chats,
) -> None:
    """Everything due is done at the next start, in the order of a round's life."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked)
    chats.clock.on(days=30)
    await reminding.remind_due(chats.world)
    await fielding.close_due(chats.world)
    await sealing.seal_due(chats.world)
    await fielding.open_due(chats.world)

    assert (await field.again(chats, round_.id)).state is State.SEALED


async def test_a_sealed_round_leaves_no_envelope_rows(chats: Chats) -> None:
    """Not even empty ones."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked)
    await field.end(chats, round_)
    async with chats.world.database.read() as db:
        left = await db.scalar(select(func.count()).select_from(envelopes.EnvelopeRow))

    assert left == 0


@pytest.mark.postgres_only
async def test_an_answer_that_commits_while_the_seal_begins_is_in_it(chats: Chats) -> None:
    """Where many write at once, "Saved" must be as true in the last second as before it."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:6])
    chats.clock.at = round_.closes_at
    await fielding.close_due(chats.world)
    late = await chats.pid(asked[6])
    async with chats.world.database.read() as db:
        sent = await envelopes.load_envelope(
            db, chats.world.keys, round_.id, await chats.pid(asked[0])
        )
    assert sent is not None
    async with chats.world.database.write() as db:
        await envelopes.load_envelope(db, chats.world.keys, round_.id, late, lock=True)
        await envelopes.save_envelope(db, chats.world.keys, round_.id, late, sent)
        seal = asyncio.create_task(sealing.seal_due(chats.world))
        await _waits_for_a_lock(chats)
    await seal

    assert (await field.again(chats, round_.id)).count_sent == 7


async def _waits_for_a_lock(chats: Chats) -> None:
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    async with asyncio.timeout(10):
        while True:
            async with chats.world.database.read() as db:
                if await db.scalar(waiting):
                    return
            await asyncio.sleep(0)
