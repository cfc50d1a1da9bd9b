from datetime import timedelta

from bot.services.operating import purging
from storage import envelopes, messages
from surveys.anonymity.envelope import unpack
from surveys.flow.replies import Fallback
from surveys.flow.sitting import Stage
from surveys.rounds.round import State
from tests.bot import fielded as field
from tests.bot.chatting import Chats


async def test_four_envelopes_are_held_and_each_goes_where_its_author_chose(chats: Chats) -> None:
    """Too few: nobody's words go into a result."""
    asked = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await chats.deliver()
    await field.send(chats, round_, asked[0:2], fallback=Fallback.TEAR_UP)
    await field.send(chats, round_, asked[2:3], fallback=Fallback.KEEP)
    await field.send(chats, round_, asked[3:4], fallback=Fallback.LET_READ)
    held = await field.end(chats, round_)
    await chats.deliver()
    async with chats.world.database.read() as db:
        kept = await envelopes.load_all(db, chats.world.keys, round_.id)
        read = await messages.list_messages(db, chats.world.keys, await chats.pid(ash))
    filled = [pid for pid, blob in kept.items() if unpack(blob).sitting is not None]

    assert held.state is State.HELD
    assert len(kept) == 12
    assert filled == [await chats.pid(asked[2])]
    assert [b"later bedtime" in message.body for message in read] == [True]
    assert len({asked[n].newest.text for n in (0, 2, 3, 5)}) == 4


async def test_nobody_kept_anything_so_the_key_goes_at_once(chats: Chats) -> None:
    """Torn up means that nobody can open it any more."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:3])
    await field.end(chats, round_)
    await purging.purge(chats.world)

    assert not chats.world.keys.has_draft(round_.id)


async def test_a_kept_envelope_comes_back_as_a_draft_that_is_not_sent(chats: Chats) -> None:
    """Another audience and another day: its author decides anew."""
    asked = await field.residents(chats, 12)
    ash, mo = await field.crew(chats)
    round_ = await field.fielded(chats, ash, mo)
    await field.send(chats, round_, asked[:1], fallback=Fallback.KEEP)
    await field.answer(chats, await field.end(chats, round_))
    closes = chats.clock() + timedelta(days=7)
    days = (closes + timedelta(days=20)).date()
    second = await field.fielded(
        chats, ash, mo, key="evenings-2", closes_at=closes, answer_by=days
    )
    carried = await chats.envelope(second, asked[0])

    assert carried.sitting is not None
    assert carried.sitting.stage is Stage.WHO_SEES
    assert not carried.sitting.sent
    assert carried.sitting.answers == field.ANSWERS


async def test_a_kept_envelope_that_nobody_comes_for_ends_after_twelve_weeks(chats: Chats) -> None:
    """Keeping is for a next time, not for ever."""
    asked = await field.residents(chats, 12)
    round_ = await field.fielded(chats, *await field.crew(chats))
    await field.send(chats, round_, asked[:1], fallback=Fallback.KEEP)
    await field.end(chats, round_)
    await purging.purge(chats.world)
    before = chats.world.keys.has_draft(round_.id)
    chats.clock.on(weeks=13)
    await purging.purge(chats.world)

    assert before
    assert not chats.world.keys.has_draft(round_.id)
