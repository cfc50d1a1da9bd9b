"""Answering on both databases, and what is not typed or tapped: asking again, putting off."""

from __future__ import annotations

from datetime import timedelta

from bot.services import knowing
from bot.services.answers import answering
from storage import ledger
from surveys.flow.replies import Resumed, Said
from surveys.rounds.ledger import Standing
from tests.bot.chatting import Chats, answer_all, consent


async def test_a_whole_sitting_is_the_same_on_both_databases(chats: Chats) -> None:
    """SQLite is the default, PostgreSQL the engine where one machine is outgrown."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    await answer_all(ann)
    await ann.press("Send")
    await ann.type("/tidy")
    await ann.type("/withdraw")
    await ann.press("Yes, tear it up")
    said = await ann.type("/deleteme")

    assert said.startswith("Delete everything I have about you?")
    assert (await chats.envelope(round_, ann)).sitting is None


async def test_one_transaction_holds_the_envelope_the_ledger_and_what_is_owed(
    chats: Chats,
) -> None:
    """If it is rolled back, nothing of it happened: no answer without its "Saved", nor one
    without its answer."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    before = await chats.envelope(round_, ann)
    try:
        async with chats.world.database.write() as db:
            here = await knowing.visit(db, chats.world, ann.address, message=5)
            said = await answering.receive(db, chats.world, here, round_.tag, Said("yes"))
            await knowing.utter(db, chats.world, here, said)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass

    assert await chats.envelope(round_, ann) == before
    assert await chats.deliver() == 0


async def test_asking_again_drops_the_question_that_was_not_delivered(chats: Chats) -> None:
    """The same question twice would look like two questions."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await consent(ann, round_)
    count = len(ann.shown)
    async with chats.world.database.write() as db:
        here = await knowing.visit(db, chats.world, ann.address)
        said = await answering.receive(db, chats.world, here, round_.tag, Resumed())
        await knowing.utter(db, chats.world, here, said)
    asked = await answering.ask_all_again(chats.world, timedelta(minutes=5))
    await chats.deliver()

    assert asked == 1
    assert len(ann.shown) == count + 1


async def test_asking_again_leaves_alone_who_paused_sent_or_never_began(chats: Chats) -> None:
    """They are not waiting for anything."""
    paused, done, idle = [await chats.add(name) for name in ("P", "D", "I")]
    round_ = await chats.open_round(paused, done, idle)
    await consent(paused, round_)
    await paused.type("/stop")
    await consent(done, round_)
    await answer_all(done)
    await done.press("Send")

    assert await answering.ask_all_again(chats.world) == 0


async def test_put_off_keeps_what_is_there_and_frees_the_keyboard(chats: Chats) -> None:
    """ "Ask me later" in the middle of the screens: words typed next are not consent."""
    ann = await chats.add()
    round_ = await chats.open_round(ann)
    await ann.tap(f"go:{round_.tag}")
    said = await ann.press("Not now")
    typed = await ann.type("ok")

    assert said.startswith("OK. It's open until Monday 8 March, 12pm.")
    assert typed.startswith("Nobody reads this.")
    async with chats.world.database.read() as db:
        standing = await ledger.standing(db, round_.id, await chats.pid(ann))
    assert standing is Standing.INVITED
